/** Answering the engine's question where a call goes. */
import type { CallRoute, Definition } from "@yatefx/messages"
import type { Parameters } from "@yatefx/protocol"
import * as Effect from "effect/Effect"
import type { Leg } from "./leg.ts"

/**
 * Answers the question where the call goes. If that comes too late, the call has gone another way, and whoever waits for
 * it sees that.
 */
export const answerRoute = (
  leg: Leg,
  target: string,
  changes: Definition.Changes<typeof CallRoute> = {},
  raw: ReadonlyArray<Parameters.Change> = []
): Effect.Effect<void> =>
  Effect.suspend(() => {
    const { pending } = leg
    leg.pending = undefined
    return pending === undefined ? Effect.void : Effect.catch(pending.ret(true, target, changes, raw), (error) => {
      leg.letGo()
      leg.wake()
      return Effect.logWarning(error.message)
    })
  })

/** Sends the call to a `dumb/` leg, which holds it from then on. */
export const take = (leg: Leg, target: string): Effect.Effect<void> =>
  Effect.suspend(() => {
    leg.state = "taking"
    return answerRoute(leg, target)
  })
