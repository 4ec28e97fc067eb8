/** How a leg comes into the program's hands: a `dumb/` leg is connected to it, at first and again. */
import { CallExecute, Target } from "@yatefx/messages"
import type { Parameters } from "@yatefx/protocol"
import * as Effect from "effect/Effect"
import { type LegError, NotControlled } from "../CallError.ts"
import { connectTo } from "./connecting.ts"
import type { Leg } from "./leg.ts"
import { take } from "./routing.ts"

const notControlled = (leg: Leg): NotControlled => new NotControlled({ id: leg.id })

/** The `dumb/` leg that holds it, which it gets now if it has none yet. */
export const controlled = (leg: Leg): Effect.Effect<string, LegError> =>
  Effect.suspend(() => {
    if (leg.hungUp !== undefined) return Effect.fail(leg.hungUp)
    switch (leg.state) {
      case "controlled":
        return leg.control === undefined ? Effect.fail(notControlled(leg)) : Effect.succeed(leg.control)
      case "routing":
        return Effect.andThen(take(leg, Target.dumb), taken(leg))
      case "taking":
        return taken(leg)
      case "elsewhere":
        return Effect.fail(notControlled(leg))
    }
  })

const taken = (leg: Leg): Effect.Effect<string, LegError> =>
  Effect.suspend(() => {
    const { links } = leg.hub
    return Effect.flatMap(
      leg.until(() => {
        if (leg.hungUp !== undefined) return leg.hungUp
        if (leg.state !== "taking") return leg.control ?? ""
        return leg.hub.links === links ? undefined : leg.hub.lostTouch(CallExecute)
      }),
      (found): Effect.Effect<string, LegError> => {
        if (typeof found !== "string") return Effect.fail(found)
        return found === "" ? Effect.fail(notControlled(leg)) : Effect.succeed(found)
      }
    )
  })

/** What connects it to a `dumb/` leg again. It does not ring: it may be answered. */
export const takingParameters = ({ called, number }: Leg): ReadonlyArray<Parameters.Change> => [
  ["callto", Target.dumb],
  ["called", called],
  ["caller", number],
  ["autoring", "false"]
]

/**
 * Takes the leg back into the program's hands, wherever it is. What happens before the new leg is known is told to it
 * then.
 */
export const retake = (leg: Leg): Effect.Effect<string, LegError> =>
  leg.hub.placing(Effect.suspend(() => leg.state === "taking" ? comesBack(leg) : fetched(leg))).pipe(
    Effect.tap(() => {
      leg.retaken = true
      return buried(leg)
    })
  )

/**
 * The engine was told already, by the answer to its question. Also a leg that has hung up since is waited for, since the
 * engine may have connected it before.
 */
const comesBack = (leg: Leg): Effect.Effect<string, LegError> => {
  const tooLate = Effect.raceFirst(Effect.sleep("5 seconds"), Effect.andThen(leg.ended, Effect.sleep("1 second")))
  return Effect.raceFirst(tooLate, leg.until(() => leg.state === "taking" ? undefined : true)).pipe(
    Effect.flatMap((): Effect.Effect<string, LegError> => {
      if (leg.state === "taking") leg.end("lost", undefined)
      const { control } = leg
      return control === undefined ? Effect.fail(leg.hungUp ?? notControlled(leg)) : Effect.succeed(control)
    })
  )
}

const fetched = (leg: Leg): Effect.Effect<string, LegError> =>
  Effect.suspend(() => {
    leg.retaking = true
    return Effect.flatMap(
      connectTo(leg, Target.dumb, takingParameters(leg).filter(([name]) => name === "autoring")),
      ({ params, processed }): Effect.Effect<string, LegError> => {
        const control = params.targetid ?? params.peerid
        if (!processed || control === undefined) return Effect.fail(leg.hungUp ?? notControlled(leg))
        leg.hold(control)
        return Effect.succeed(control)
      }
    )
  }).pipe(Effect.ensuring(Effect.sync(() => {
    leg.retaking = false
  })))

/**
 * A leg that hangs up while it is connected again is held by that connection, and would stay in the engine for ever: it
 * can't hang up twice.
 */
export const buried = (leg: Leg): Effect.Effect<void, LegError> =>
  Effect.suspend(() => {
    const { control, hungUp } = leg
    if (hungUp === undefined) return Effect.void
    return Effect.andThen(
      control === undefined ? Effect.void : leg.hub.drop(control),
      Effect.fail(hungUp)
    )
  })
