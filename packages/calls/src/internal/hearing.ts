/** What a call hears while something else goes on. */
import * as Effect from "effect/Effect"
import type { LegError } from "../CallError.ts"
import type { Sound } from "../Sound.ts"
import type { Leg } from "./leg.ts"
import { play } from "./playing.ts"

/** Runs the effect while the sounds are played to the leg, over and over; the leg's end interrupts it. */
export const hearing = <A, E, R>(
  leg: Leg,
  sounds: Sound | ReadonlyArray<Sound>,
  effect: Effect.Effect<A, E, R>
): Effect.Effect<A, E | LegError, R> =>
  Effect.raceFirst(
    Effect.flatMap(
      Effect.catchTag(
        play(leg, sounds, { repeat: "forever" }),
        "PlayError",
        (error) => Effect.logWarning(`${leg.id} hears nothing meanwhile: ${error.message}`)
      ),
      () => Effect.flatMap(leg.ended, Effect.fail)
    ),
    effect
  )
