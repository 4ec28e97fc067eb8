/** Connecting a leg that is there to something. */
import type { Dispatched, SendError } from "@yatefx/dispatcher"
import { CallExecute, Masquerade } from "@yatefx/messages"
import type { Parameters } from "@yatefx/protocol"
import * as Effect from "effect/Effect"
import type { HungUp } from "../CallError.ts"
import type { Leg } from "./leg.ts"

/** Connects the leg to a target, as if it had called it. What held it ends. */
export const connectTo = (
  leg: Leg,
  target: string,
  parameters: ReadonlyArray<Parameters.Change> = []
): Effect.Effect<Dispatched<Masquerade.Of<typeof CallExecute>>, HungUp | SendError> => {
  const { called, callername, direction, id, number } = leg
  return Effect.tap(
    leg.send(Masquerade.of(CallExecute), {
      id,
      callto: target,
      called,
      ...(number === undefined ? {} : { caller: number }),
      ...(direction === "outgoing" || callername === undefined ? {} : { callername })
    }, { parameters }),
    // Still a masquerade: no leg of the engine took it.
    ({ name }) => name === "chan.masquerade" ? lost(leg) : Effect.void
  )
}

/** The engine has no such leg any more. Why, it tells a moment later. */
const lost = (leg: Leg): Effect.Effect<never, HungUp> =>
  Effect.andThen(
    Effect.timeoutOption(leg.until(() => leg.hungUp), "1 second"),
    Effect.suspend(() => {
      leg.end("lost", undefined)
      return Effect.flatMap(leg.ended, (hungUp) => Effect.fail(hungUp))
    })
  )
