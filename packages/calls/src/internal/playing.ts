/** Playing: a sound is attached to the leg that holds the call, and its end is told by a token of its own. */
import { ChanAttach, ChanNotify, DataNode, Masquerade } from "@yatefx/messages"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import type { Played, PlayOptions } from "../Call.ts"
import { BadName, type LegError, NoSuchSound, NotAttached, PlayError, Replaced } from "../CallError.ts"
import * as Sound from "../Sound.ts"
import { hasKeyOf, takeKeyOf } from "./collecting.ts"
import type { Leg } from "./leg.ts"
import { present } from "./presence.ts"
import { stop } from "./stopping.ts"

/** How a sound ended, as `chan.notify` tells (`CHANNELS`: media); `unheard` if that was said while the link was lost. */
type End = "eof" | "replaced" | "missing" | "unheard"

const Attach = Masquerade.of(ChanAttach)

type Audible = Exclude<Sound.Sound, { readonly _tag: "Silence" }>

const nodeOf = (leg: Leg, sound: Audible): Effect.Effect<string, PlayError> => {
  if (typeof sound !== "string") {
    return Effect.succeed(sound._tag === "File" ? DataNode.wavePlay(sound.path) : sound.node)
  }
  return Sound.isName(sound)
    ? Effect.succeed(DataNode.wavePlay(Sound.pathOf(sound, leg.sounds)))
    : Effect.fail(new PlayError({ source: sound, reason: new BadName() }))
}

/** A sound that plays, or is about to. */
interface Heard {
  readonly token: string
  /** How often the link had been lost: what is notified while it is lost never comes. */
  readonly links: number
  end: End | undefined
}

/**
 * Attaches a source, for the time of the scope. That it was taken shows by the parameter being gone from the answer, which
 * is `false` all the same (`ivr-dumb-dtmf.txt`).
 */
const attached = (leg: Leg, source: string, heard: Heard) =>
  Effect.acquireRelease(
    Effect.gen(function*() {
      const id = yield* leg.controlled
      const { token } = heard
      leg.attached++
      const { parameters, processed } = yield* leg.send(Attach, { id, source, notify: token })
      // `moh/` answers `true`, and leaves the parameter (moh.cpp:392).
      if (parameters.get("source") !== undefined && !processed) {
        yield* present(leg, id)
        return yield* new PlayError({ source, reason: new NotAttached() })
      }
      // Whoever played before sees that it is over for him: of tones and music nothing else tells. What could not be opened, or is
      // over already, plays no more.
      if (heard.end === undefined) {
        leg.playing = token
        leg.wake()
      }
      return id
    }),
    (id): Effect.Effect<void> =>
      Effect.suspend(() => {
        const { end, token } = heard
        // Nobody else's sound is taken off.
        if (end !== undefined || leg.control !== id) return Effect.void
        if (leg.playing !== token && leg.playing !== undefined) return Effect.void
        leg.playing = undefined
        const { attached } = leg
        return stop(
          leg,
          () => leg.control === id && leg.attached === attached,
          leg.send(Attach, { id, source: DataNode.none })
        )
      })
  )

/** Hears what becomes of a source, for the time of the scope. */
const hearEnd = (leg: Leg): Effect.Effect<Heard, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const token = leg.hub.token(leg.id)
      const heard: Heard = { token, links: leg.hub.links, end: undefined }
      leg.hub.tokens.set(token, (parameters) => {
        const reason = parameters.get("reason")
        heard.end ??= reason === "eof" ? "eof" : reason === undefined ? "missing" : "replaced"
        if (leg.playing === token) leg.playing = undefined
        leg.wake()
      })
      return heard
    }),
    ({ token }) => Effect.sync(() => leg.hub.tokens.delete(token))
  )

/** What became of a sound that was attached to a leg: `stopped` when a key ended it. */
const endOf = (leg: Leg, heard: Heard, id: string, stopped: () => boolean): End | "stopped" | "gone" | undefined => {
  if (heard.end !== undefined) return heard.end
  if (leg.hungUp !== undefined || leg.control !== id) return "gone"
  if (stopped()) return "stopped"
  if (leg.hub.links !== heard.links) return "unheard"
  return leg.playing === heard.token ? undefined : "replaced"
}

/** Plays one sound, and tells whether it was heard to its end. */
const playOne = (leg: Leg, sound: Sound.Sound, stopped: () => boolean): Effect.Effect<boolean, LegError | PlayError> =>
  typeof sound !== "string" && sound._tag === "Silence"
    ? silence(leg, sound.millis, stopped)
    : playAudible(leg, sound, stopped)

const playAudible = (leg: Leg, sound: Audible, stopped: () => boolean): Effect.Effect<boolean, LegError | PlayError> =>
  Effect.scoped(Effect.gen(function*() {
    const source = yield* nodeOf(leg, sound)
    const heard = yield* hearEnd(leg)
    const id = yield* attached(leg, source, heard)
    const over = leg.until(() => endOf(leg, heard, id, stopped))
    const millis = typeof sound !== "string" && sound._tag === "Node" ? sound.millis : undefined
    const end = millis === undefined ? yield* over : Option.getOrElse(
      yield* Effect.timeoutOption(over, millis),
      () => "eof" as const
    )
    switch (end) {
      case "eof":
        return true
      case "stopped":
        return false
      case "missing":
        return yield* new PlayError({ source, reason: new NoSuchSound() })
      case "unheard":
        return yield* leg.hub.lostTouch(ChanNotify)
      case "gone":
      case "replaced":
        // A leg that goes takes its sound with it, and that may be told first.
        yield* present(leg, id)
        return yield* new PlayError({ source, reason: new Replaced() })
    }
  }))

const silence = Effect.fnUntraced(function*(
  leg: Leg,
  millis: number,
  stopped: () => boolean
): Effect.fn.Return<boolean, LegError> {
  yield* leg.controlled
  const end = yield* Effect.timeoutOption(leg.until(() => leg.hungUp ?? (stopped() || undefined)), millis)
  yield* leg.up
  return Option.isNone(end)
})

export const listOf = (sounds: Sound.Sound | ReadonlyArray<Sound.Sound>): ReadonlyArray<Sound.Sound> =>
  typeof sounds === "string" || "_tag" in sounds ? [sounds] : sounds

/** The key that cuts the sounds off is taken, or left for whoever collects next. */
export const play = Effect.fnUntraced(function*(
  leg: Leg,
  sounds: Sound.Sound | ReadonlyArray<Sound.Sound>,
  options: PlayOptions = {},
  take: typeof takeKeyOf = takeKeyOf
): Effect.fn.Return<Played, LegError | PlayError> {
  const { from = 0, interruptedBy, repeat = 1 } = options
  const list = listOf(sounds)
  const gap = options.gap === undefined ? 0 : Duration.toMillis(Duration.fromInputUnsafe(options.gap))
  yield* leg.controlled
  // The key is taken in the fiber that plays, and not by whoever looks: nobody else can have it, and nothing is lost.
  const wanted = (): boolean => interruptedBy !== undefined && hasKeyOf(leg, interruptedBy)
  const stop = (at: number): Played => ({ key: take(leg, interruptedBy ?? ""), at })
  if (list.length === 0) return { key: undefined, at: 0 }
  for (let round = 0; repeat === "forever" || round < repeat; round++) {
    if (round > 0 && gap > 0 && !(yield* silence(leg, gap, wanted))) return stop(0)
    for (const [at, sound] of list.entries()) {
      if (round === 0 && at < from) continue
      if (wanted() || !(yield* playOne(leg, sound, wanted))) return stop(at)
    }
  }
  return { key: undefined, at: list.length }
})
