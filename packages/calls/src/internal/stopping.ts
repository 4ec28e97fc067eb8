/** Stopping what plays or records when whoever wanted it is done: he can't be interrupted then, and so must not wait for long. */
import type { SendError } from "@yatefx/dispatcher"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { HungUp } from "../CallError.ts"
import type { Leg } from "./leg.ts"

/** How long the engine may take for it, in milliseconds. */
const within = 1000

/**
 * Says that something is to stop, if that is still wanted. If the engine is away, it is told when it is back, and nobody
 * waits for that.
 */
export const stop = (
  leg: Leg,
  isWanted: () => boolean,
  says: Effect.Effect<unknown, HungUp | SendError>
): Effect.Effect<void> => {
  const { hub } = leg
  const now = Effect.suspend(() => isWanted() && leg.hungUp === undefined ? Effect.ignore(says) : Effect.void)
  // A leg that nobody knows any more was hung up, or is somebody else's.
  const isOver = (): boolean => leg.hungUp !== undefined || hub.legs.get(leg.id) !== leg
  const later = Effect.sync(() => {
    const back = leg.until(() => hub.isLive || isOver() || undefined)
    hub.background(Effect.andThen(back, Effect.suspend(() => isOver() ? Effect.void : now)))
  })
  return Effect.suspend(() =>
    hub.isLive
      ? Effect.flatMap(Effect.timeoutOption(now, within), (said) =>
        Option.isNone(said) && !hub.isLive ? later : Effect.void)
      : later
  )
}
