/** The one implementation of a call: what is known of the leg, and how operations wait for what happens to it. */
import type { Dispatched, DispatchOptions, IncomingMessage, SendError } from "@yatefx/dispatcher"
import type { CallRoute, Definition, Param } from "@yatefx/messages"
import type { Parameters } from "@yatefx/protocol"
import * as Effect from "effect/Effect"
import type { Call, Collected, CollectOptions, Played, PlayOptions } from "../Call.ts"
import { type DtmfError, HungUp, type LegError, type PlayError, type RouteError } from "../CallError.ts"
import type { Folder, Sound } from "../Sound.ts"
import { collect } from "./collecting.ts"
import type { Event } from "./event.ts"
import type { Hub } from "./hub.ts"
import { isMute } from "./mute.ts"
import { play } from "./playing.ts"
import * as Signalling from "./signalling.ts"
import * as Taking from "./taking.ts"
import { withoutStack } from "./withoutStack.ts"

/** How many keys are kept that nobody has collected yet. */
const maxTyped = 64

/**
 * Where the leg is.
 *
 * - `routing`: its `call.route` waits for our answer.
 * - `taking`: it was sent to `dumb/`, and the engine is to tell which one it got.
 * - `controlled`: a `dumb/` leg of ours is connected to it.
 * - `elsewhere`: it is connected to something else.
 */
export type State = "routing" | "taking" | "controlled" | "elsewhere"

export interface LegOptions {
  readonly id: string
  readonly direction: "incoming" | "outgoing"
  readonly caller: string | undefined
  readonly callername: string | undefined
  readonly called: string
  readonly parameters: Parameters.Parameters
  readonly sounds: Folder
  /** The message that asks where the call goes, while it waits. */
  readonly route?: IncomingMessage<typeof CallRoute>
}

export class Leg implements Call {
  readonly hub: Hub
  readonly id: string
  readonly direction: "incoming" | "outgoing"
  readonly caller: string | undefined
  readonly callername: string | undefined
  readonly called: string
  readonly parameters: Parameters.Parameters
  readonly sounds: Folder
  pending: IncomingMessage<typeof CallRoute> | undefined
  state: State
  /** The `dumb/` leg that holds it. */
  control: string | undefined = undefined
  /** A call that the program placed: whether the other side said that it rings. */
  rang = false
  answered = false
  hungUp: HungUp | undefined = undefined
  /** Why the leg that holds it lost it: the engine's word, where the leg itself has only SIP's text. */
  disconnected: { readonly reason: string | undefined; readonly cause: number | undefined } | undefined = undefined
  /** Keys that nobody has collected yet. */
  typed = ""
  /** Whether keys are ours. While it is connected to somebody else, they are his. */
  takesKeys = true
  /** The token of what plays. */
  playing: string | undefined = undefined
  /** How many sounds were begun: who stops one late must not stop another. */
  attached = 0
  /** The token of what records it. */
  recording: string | undefined = undefined
  /** The flow has handed it over: its end does not hang up. */
  released = false
  /** Why its peer went away, while `onDisconnected` runs and after it. */
  parted: { readonly reason: string | undefined } | undefined = undefined
  /** It was connected elsewhere and came back: what holds it may be all that does. */
  retaken = false
  /** It is being connected to a `dumb/` leg at this moment, by a message of its own. */
  retaking = false
  /** What to do when its peer goes away: whether it was connected again, and so lives on. */
  onDisconnected: Effect.Effect<boolean> | undefined = undefined
  /** Called once, when it is gone. */
  onHungUp: (() => void) | undefined = undefined
  /** Seldom more than one or two. */
  readonly #listeners: Array<() => void> = []

  constructor(hub: Hub, options: LegOptions) {
    this.hub = hub
    this.id = options.id
    this.direction = options.direction
    this.caller = options.caller
    this.callername = options.callername
    this.called = options.called
    this.parameters = options.parameters
    this.sounds = options.sounds
    this.pending = options.route
    this.state = options.route === undefined ? "elsewhere" : "routing"
  }

  /** The implementation behind a call: there is no other. */
  static of(call: Call): Leg {
    if (call instanceof Leg) return call
    throw new TypeError(`${call.id} is no call of @yatefx/calls`)
  }

  // What happens

  tell(id: string, event: Event): void {
    if (id === this.id) this.#hear(event)
    else if (id === this.control) this.#hearControl(event)
    this.wake()
  }

  #hear(event: Event): void {
    switch (event._tag) {
      case "HungUp":
        this.end(event.reason, event.cause)
        break
      case "Ringing":
        this.rang = true
        break
      case "Answered":
        this.answered = true
        break
      case "Connected":
        if (this.state !== "taking") break
        if (event.to.startsWith("dumb/")) this.hold(event.to)
        else this.letGo()
        break
      case "Disconnected":
        break
    }
  }

  #hearControl(event: Event): void {
    switch (event._tag) {
      case "Disconnected":
        this.disconnected = event
        break
      case "HungUp":
        this.letGo()
        if (isMute(this.id)) this.end(this.disconnected?.reason ?? event.reason, event.cause)
        break
      case "Ringing":
      case "Answered":
      case "Connected":
        break
    }
  }

  /** It is gone, with the first reason that is known. */
  end(reason: string | undefined, cause: number | undefined): void {
    if (this.hungUp !== undefined) return
    this.hungUp = withoutStack(() => new HungUp({ id: this.id, reason, cause }))
    this.wake()
    this.onHungUp?.()
  }

  /** Keys from the other side. More than fit are dropped: nobody collects them. */
  press(keys: string): void {
    this.typed = (this.typed + keys.toUpperCase()).slice(0, maxTyped)
    this.wake()
  }

  /** Lets those who wait look again. */
  wake(): void {
    for (const listener of [...this.#listeners]) listener()
  }

  // Who holds it

  /** It is connected to this `dumb/` leg of ours. */
  hold(control: string): void {
    this.letGo()
    this.control = control
    this.state = "controlled"
    this.takesKeys = true
    this.hub.addControl(control, this)
    this.wake()
  }

  /** It is connected to something else. */
  letGo(): void {
    if (this.control !== undefined) this.hub.removeControl(this.control, this)
    this.control = undefined
    this.state = "elsewhere"
  }

  // How operations wait

  /** Waits until there is something, looking again each time that something happens to the leg. */
  until<A>(ready: () => A | undefined): Effect.Effect<A> {
    return Effect.suspend(() => {
      const now = ready()
      return now !== undefined ? Effect.succeed(now) : Effect.callback<A>((resume) => {
        const ignore = this.#listen(ready, (found) => resume(Effect.succeed(found)))
        return Effect.sync(ignore)
      })
    })
  }

  /** The same, for so many milliseconds: `undefined` if there was nothing. */
  untilWithin<A>(millis: number, ready: () => A | undefined): Effect.Effect<A | undefined> {
    return Effect.suspend(() => {
      const now = ready()
      return now !== undefined ? Effect.succeed(now) : Effect.callback<A | undefined>((resume) => {
        const { alarms } = this.hub
        const ignore = this.#listen(ready, (found) => {
          if (alarm !== undefined) alarms.clear(alarm)
          resume(Effect.succeed(found))
        })
        const alarm = millis === Infinity ? undefined : alarms.set(millis, () => {
          ignore()
          resume(Effect.succeed(undefined))
        })
        return Effect.sync(() => {
          ignore()
          if (alarm !== undefined) alarms.clear(alarm)
        })
      })
    })
  }

  /** Tells once, as soon as there is something; what is given back ends it before. */
  #listen<A>(ready: () => A | undefined, tell: (found: A) => void): () => void {
    const ignore = (): void => {
      const at = this.#listeners.indexOf(listener)
      if (at >= 0) this.#listeners.splice(at, 1)
    }
    const listener = (): void => {
      const found = ready()
      if (found === undefined) return
      ignore()
      tell(found)
    }
    this.#listeners.push(listener)
    return ignore
  }

  /** Fails when the leg is gone. */
  get up(): Effect.Effect<void, HungUp> {
    return Effect.suspend(() => this.hungUp === undefined ? Effect.void : Effect.fail(this.hungUp))
  }

  /**
   * Sends something about the leg, and waits for what became of it. From the loss of the link until it is known whether the
   * leg lives, nothing is handed to the dispatcher, which would say it to whatever engine comes: one that was started anew
   * has other calls by the same names.
   */
  send<D extends Definition.Any>(
    definition: D,
    params: Definition.Send<D>,
    options?: DispatchOptions
  ): Effect.Effect<Dispatched<D>, HungUp | SendError> {
    const said = Effect.andThen(this.up, this.hub.yate.dispatch(definition, params, options))
    return Effect.suspend(() =>
      this.hub.suspects.has(this)
        ? Effect.andThen(this.until(() => this.hungUp !== undefined || !this.hub.suspects.has(this) || undefined), said)
        : said
    )
  }

  /** The `dumb/` leg that holds it, which it gets now if it has none yet. */
  get controlled(): Effect.Effect<string, LegError> {
    return Taking.controlled(this)
  }

  /** Who is behind it, for those it is connected to. */
  get number(): string | undefined {
    return this.direction === "incoming" ? this.caller : this.called
  }

  // The call

  get isAnswered(): Effect.Effect<boolean> {
    return Effect.sync(() => this.answered)
  }

  get ringing(): Effect.Effect<void, LegError> {
    return Signalling.ringing(this)
  }

  get progress(): Effect.Effect<void, LegError> {
    return Signalling.progress(this)
  }

  get answer(): Effect.Effect<void, LegError> {
    return Signalling.answer(this)
  }

  get ended(): Effect.Effect<HungUp> {
    return this.until(() => this.hungUp)
  }

  get flushKeys(): Effect.Effect<string> {
    return Effect.sync(() => {
      const { typed } = this
      this.typed = ""
      return typed
    })
  }

  route(
    target: string | { readonly number: string },
    parameters?: ReadonlyArray<Parameters.Change>
  ): Effect.Effect<void, LegError | RouteError> {
    return Signalling.route(this, target, parameters)
  }

  reject(error: Param.ErrorWord, reason?: string): Effect.Effect<void, LegError> {
    return Signalling.reject(this, error, reason)
  }

  play(
    sounds: Sound | ReadonlyArray<Sound>,
    options?: PlayOptions
  ): Effect.Effect<Played, LegError | PlayError> {
    return play(this, sounds, options)
  }

  collect(options?: CollectOptions): Effect.Effect<Collected, LegError> {
    return collect(this, options)
  }

  sendDtmf(keys: string): Effect.Effect<void, LegError | DtmfError> {
    return Signalling.sendDtmf(this, keys)
  }

  hangup(reason?: Param.HangupReason): Effect.Effect<void, LegError> {
    return Signalling.hangup(this, reason)
  }

  /** Usable in a pipe, as it is. */
  get whileUp(): Call["whileUp"] {
    return (effect) => Effect.raceFirst(Effect.flatMap(this.ended, (hungUp) => Effect.fail(hungUp)), effect)
  }
}
