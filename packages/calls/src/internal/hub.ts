/**
 * Whose event it is: one observer for each kind of message, and an index of all legs, instead of registrations for each
 * call. A leg costs an entry, and nothing is lost between two operations, since the leg itself hears everything.
 */
import {
  Alarms,
  Disconnected,
  Dispatcher,
  type DispatcherService,
  type RegistrationError,
  SendError
} from "@yatefx/dispatcher"
import { CallDrop, type Definition } from "@yatefx/messages"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FiberSet from "effect/FiberSet"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { Folder } from "../Sound.ts"
import type { Event } from "./event.ts"
import { follow } from "./following.ts"
import * as Heard from "./heard.ts"
import type { Leg } from "./leg.ts"
import { found } from "./presence.ts"
import { buried, takingParameters } from "./taking.ts"

/** What is told to whoever asked for it by a token of `chan.notify`. */
export type Notified = (parameters: { readonly get: (name: string) => string | undefined }) => void

/** How many channels are remembered that nobody knows yet, while calls are being placed. */
const maxUnclaimed = 1000

/** How many channels that nobody knew are remembered as gone. */
const maxGone = 1000

/** The engine's handler of a `call.execute` to `dumb/` comes at 90: what we rename must come to it. */
const beforeDumb = 80

/** How many channels are remembered that are to be dropped when the link is back. */
const maxLeftovers = 10_000

export class Hub {
  readonly yate: DispatcherService
  /** Legs by their own id. */
  readonly legs = new Map<string, Leg>()
  /** Legs by the id of the `dumb/` leg that holds them. */
  readonly controls = new Map<string, Leg>()
  readonly tokens = new Map<string, Notified>()
  /** What happened to channels whose names a pending `call.execute` is yet to tell. Only kept while there is one. */
  readonly #unclaimed = new Map<string, Array<Event>>()
  /** Where recordings by name go. */
  recordings: Folder | undefined = undefined
  /** Runs what goes on behind a call: it ends with the program. */
  readonly background: (effect: Effect.Effect<void>) => unknown
  /** Whether the engine hears what is said, as far as is known. */
  isLive = true
  /** How often the link was lost. What was notified meanwhile never comes: whoever waits for it looks at this. */
  links = 0
  /** Channels that are to be dropped, and of which the engine has not said that they are. */
  readonly leftovers = new Set<string>()
  /** Calls that were there when the link was lost. */
  readonly suspects = new Set<Leg>()
  /** Channels that were gone before anybody knew them: a caller can hang up before the program is asked for his call. */
  readonly #gone = new Map<string, Event>()
  /** Their names in a ring: the next goes where the oldest is. A map's own first is behind all that were deleted. */
  readonly #goneInOrder: Array<string> = []
  #goneSoFar = 0
  #placing = 0
  #tokens = 0

  /** What is to happen at some time, for all calls. */
  readonly alarms: Alarms

  constructor(yate: DispatcherService, clock: Clock.Clock, background: Hub["background"]) {
    this.yate = yate
    this.alarms = new Alarms(clock)
    this.background = background
  }

  /** A token for `chan.notify`, distinct from all others of this program. The engine gives it back as `targetid`. */
  token(id: string): string {
    return `${id}/yatefx${++this.#tokens}`
  }

  /** Keeps events of unknown channels until the effect ends: it is about to learn a channel's name. */
  placing<A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> {
    return Effect.suspend(() => {
      this.#placing++
      return Effect.ensuring(
        effect,
        Effect.sync(() => {
          if (--this.#placing === 0) this.#unclaimed.clear()
        })
      )
    })
  }

  /** Makes a leg known, and tells it what it missed. */
  add(leg: Leg): void {
    this.legs.set(leg.id, leg)
    this.#tellMissed(leg, leg.id)
    const gone = this.#gone.get(leg.id)
    if (gone !== undefined) leg.tell(leg.id, gone)
  }

  /** Whether a channel that nobody knows has told that it is gone. */
  isGone(id: string): boolean {
    return this.#gone.has(id)
  }

  /** Makes the leg that holds another known. */
  addControl(id: string, leg: Leg): void {
    this.controls.set(id, leg)
    this.#tellMissed(leg, id)
  }

  remove(leg: Leg): void {
    this.suspects.delete(leg)
    if (this.legs.get(leg.id) === leg) this.legs.delete(leg.id)
    if (leg.control !== undefined) this.removeControl(leg.control, leg)
    leg.wake()
  }

  removeControl(id: string, leg: Leg): void {
    if (this.controls.get(id) === leg) this.controls.delete(id)
  }

  #tellMissed(leg: Leg, id: string): void {
    for (const event of this.#unclaimed.get(id) ?? []) leg.tell(id, event)
    this.#unclaimed.delete(id)
  }

  /** Tells the leg, and the one that is held by this channel: a program can call itself. */
  tell(id: string | undefined, event: Event): void {
    if (id === undefined) return
    const leg = this.legs.get(id)
    const held = this.controls.get(id)
    leg?.tell(id, event)
    held?.tell(id, event)
    if (leg !== undefined || held !== undefined) return
    if (event._tag === "HungUp") this.#remember(id, event)
    if (this.#placing === 0) return
    const missed = this.#unclaimed.get(id)
    if (missed !== undefined) missed.push(event)
    else if (this.#unclaimed.size < maxUnclaimed) this.#unclaimed.set(id, [event])
  }

  #remember(id: string, event: Event): void {
    const isKnown = this.#gone.has(id)
    this.#gone.set(id, event)
    if (isKnown) return
    const at = this.#goneSoFar++ % maxGone
    const oldest = this.#goneInOrder[at]
    if (oldest !== undefined) this.#gone.delete(oldest)
    this.#goneInOrder[at] = id
  }

  /**
   * The link is lost. What is notified meanwhile never comes, so whoever waits for a notification fails; and the channels
   * that were there are to be asked for.
   */
  linkLost(): void {
    this.links++
    this.isLive = false
    // An engine that was started anew begins its numbers again.
    this.#gone.clear()
    this.#goneInOrder.length = 0
    this.#goneSoFar = 0
    for (const leg of this.legs.values()) {
      this.suspects.add(leg)
      // It hung up while the engine was told to connect it: what holds it since, for ever, was said while nobody heard.
      if (leg.hungUp !== undefined && leg.state === "taking") this.leave(leg.id)
      leg.wake()
    }
  }

  /** A channel that nobody has in hands any more is to be dropped when the link is back. */
  leave(id: string): void {
    if (this.leftovers.size < maxLeftovers) this.leftovers.add(id)
  }

  /**
   * Drops a channel that nobody has in hands any more. While the engine is away nobody waits for that; and what was lost
   * with the link is said again, since nobody else would end it.
   */
  drop(id: string, reason?: string): Effect.Effect<void> {
    return Effect.suspend(() => {
      this.leave(id)
      return this.isLive
        ? Effect.ignore(Effect.map(
          this.yate.dispatch(CallDrop, { id, ...(reason === undefined ? {} : { reason }) }),
          () => this.leftovers.delete(id)
        ))
        : Effect.void
    })
  }

  /** The link is back: what waited for it goes on. */
  linkBack(): void {
    this.isLive = true
    for (const leg of this.legs.values()) leg.wake()
  }

  /**
   * The link is back. Of the calls that were there when it was lost, those whose channels are gone have hung up (`lost`);
   * one that a channel of ours held, which is gone, is in nobody's hands. Calls that came later are not looked at: `alive` may be
   * older. `undefined`: the engine could not tell.
   */
  endLost(alive: ReadonlySet<string> | undefined): void {
    const suspects = [...this.suspects]
    this.suspects.clear()
    if (alive === undefined) return
    for (const leg of suspects) {
      if (this.legs.get(leg.id) === leg) found(leg, alive)
    }
  }

  /** The link was lost while something was to be heard. */
  lostTouch(definition: Definition.Any): SendError {
    return new SendError({ messageName: definition.name, reason: new Disconnected() })
  }
}

/** A hub that hears the engine for as long as the scope lives. */
export const make: Effect.Effect<Hub, RegistrationError, Dispatcher | Scope.Scope> = Effect.gen(function*() {
  const yate = yield* Dispatcher
  const background = yield* FiberSet.makeRuntime<never, void, never>()
  const hub = new Hub(yate, yield* Clock.Clock, background)
  yield* Effect.forkScoped(hub.alarms.run)
  yield* yate.observe(Heard.ChanHangup, {}, ({ params }) => {
    hub.tell(params.id, { _tag: "HungUp", reason: params.reason, cause: params.cause_sip })
    const leg = params.id === undefined ? undefined : hub.legs.get(params.id)
    if (leg?.retaken === true && leg.control !== undefined) {
      background(Effect.delay(Effect.ignore(buried(leg)), "1 second"))
    }
  })
  yield* yate.observe(Heard.CallAnswered, {}, ({ params }) => hub.tell(params.id, { _tag: "Answered" }))
  yield* yate.observe(Heard.CallRinging, {}, ({ params }) => hub.tell(params.id, { _tag: "Ringing" }))
  // Sound before the answer: for whoever waits, it rings.
  yield* yate.observe(Heard.CallProgress, {}, ({ params }) => hub.tell(params.id, { _tag: "Ringing" }))
  yield* yate.observe(Heard.CallExecute, {}, ({ params, processed }) => {
    const control = params.targetid ?? params.peerid
    if (processed && params.id !== undefined && control !== undefined) {
      hub.tell(params.id, { _tag: "Connected", to: control })
    }
  })
  yield* yate.observe(
    Heard.ChanDisconnected,
    {},
    ({ params }) => hub.tell(params.id, { _tag: "Disconnected", reason: params.reason, cause: params.cause_sip })
  )
  // Nobody is told that his recording was replaced; that somebody else asked for one can be seen.
  yield* yate.observe(Heard.ChanRecord, {}, ({ params }) => {
    const leg = params.id === undefined ? undefined : hub.legs.get(params.id)
    if (leg?.recording === undefined || params.call === undefined) return
    if (params.notify !== undefined && hub.tokens.has(params.notify)) return
    leg.recording = undefined
    leg.wake()
  })
  yield* yate.decide(Heard.ChanDtmf, {}, ({ params }) => {
    const leg = params.id === undefined ? undefined : hub.legs.get(params.id)
    // A duplicate is the same key, heard another way as well (`Channel.cpp:963`).
    return leg === undefined || !leg.takesKeys
      ? undefined
      : (params.duplicate === true || leg.press(params.text), { processed: true })
  })
  yield* yate.decide(Heard.ChanNotify, {}, ({ params, parameters }) => {
    const notified = params.targetid === undefined ? undefined : hub.tokens.get(params.targetid)
    if (notified === undefined) return undefined
    notified(parameters)
    return { processed: true }
  })
  // The answer itself connects the leg again: while it waits it holds one of the engine's few workers, and with all of
  // them held, by bridges that end together, nothing else that we send would be done.
  yield* yate.decide(Heard.ChanDisconnected, { priority: beforeDumb }, ({ params }) => {
    const leg = hub.legs.get(params.id)
    if (leg?.onDisconnected === undefined || leg.hungUp !== undefined) return undefined
    leg.parted = { reason: params.reason }
    if (leg.retaking) return undefined
    leg.state = "taking"
    background(Effect.asVoid(leg.onDisconnected))
    return { processed: false, name: Heard.CallExecute.name, raw: [["reason", undefined], ...takingParameters(leg)] }
  })
  yield* yate.handle(
    Heard.ChanDisconnected,
    { guard: ({ params }) => hub.legs.get(params.id)?.retaking === true },
    Effect.fnUntraced(function*(disconnected) {
      const leg = hub.legs.get(disconnected.params.id)
      if (leg?.onDisconnected === undefined) return yield* disconnected.pass
      // Answered last: the engine keeps the leg only if it is connected again by then.
      yield* disconnected.ret(yield* leg.onDisconnected)
    })
  )
  yield* Effect.forkScoped(Stream.runForEach(yate.statusChanges, follow(hub)))
  return hub
})
