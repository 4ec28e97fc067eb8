/** Routing, answering and hanging up: what is told about a leg, and what it is told. */
import type { SendError } from "@yatefx/dispatcher"
import {
  CallAnswered,
  CallDrop,
  CallProgress,
  CallRinging,
  CallRoute,
  ChanDtmf,
  type Definition,
  Masquerade,
  type Param,
  Route
} from "@yatefx/messages"
import type { Parameters } from "@yatefx/protocol"
import * as Effect from "effect/Effect"
import { BadKeys, DtmfError, type HungUp, type LegError, NotTaken, RouteError } from "../CallError.ts"
import { connectTo } from "./connecting.ts"
import { endTogether } from "./joining.ts"
import type { Leg } from "./leg.ts"
import { present } from "./presence.ts"
import { answerRoute } from "./routing.ts"

const handOver = (leg: Leg): void => {
  leg.letGo()
  leg.released = true
  leg.takesKeys = false
}

/** Asks the engine's routing for a number. Flows of this program are not asked: they route calls, and this is none. */
export const resolve = Effect.fnUntraced(function*(leg: Leg, called: string) {
  const { caller, callername } = leg
  const answer = yield* leg.send(CallRoute, {
    called,
    ...(caller === undefined ? {} : { caller }),
    ...(callername === undefined ? {} : { callername })
  })
  const target = answer.returnValue
  if (answer.processed && target !== "" && !Route.isRejection(target)) return target
  const { error = "noroute", reason } = answer.params
  return yield* new RouteError({ target: called, error, reason })
})

export const route = Effect.fnUntraced(function*(
  leg: Leg,
  to: string | { readonly number: string },
  parameters: ReadonlyArray<Parameters.Change> = []
): Effect.fn.Return<void, LegError | RouteError> {
  yield* leg.up
  const target = typeof to === "string" ? to : yield* resolve(leg, to.number)
  if (leg.state === "routing") {
    handOver(leg)
    return yield* answerRoute(leg, target, {}, parameters)
  }
  yield* leg.controlled
  const { params, processed } = yield* connectTo(leg, target, parameters)
  if (processed) {
    handOver(leg)
    const other = params.targetid ?? params.peerid
    if (other !== undefined) endTogether(leg, { id: other })
    return
  }
  yield* leg.up
  return yield* new RouteError({ target, error: params.error, reason: params.reason })
})

export const reject = (leg: Leg, error: Param.ErrorWord, reason?: string): Effect.Effect<void, LegError> =>
  Effect.suspend(() => {
    if (leg.hungUp !== undefined) return Effect.fail(leg.hungUp)
    if (leg.state !== "routing") return hangup(leg, error)
    leg.letGo()
    leg.released = true
    return answerRoute(leg, ...Route.reject(error, reason).slice(1) as ["-", Definition.Changes<typeof CallRoute>])
  })

/** What the side that called is told, before it is answered. */
const signal = (
  leg: Leg,
  send: (ids: { readonly id: string; readonly targetid: string }) => Effect.Effect<unknown, HungUp | SendError>
): Effect.Effect<void, LegError> =>
  leg.answered || leg.direction === "outgoing"
    ? leg.up
    : Effect.flatMap(leg.controlled, (id) => Effect.asVoid(send({ id, targetid: leg.id })))

export const ringing = (leg: Leg): Effect.Effect<void, LegError> => signal(leg, (ids) => leg.send(CallRinging, ids))

export const progress = (leg: Leg): Effect.Effect<void, LegError> => signal(leg, (ids) => leg.send(CallProgress, ids))

export const answer = (leg: Leg): Effect.Effect<void, LegError> =>
  signal(leg, (ids) =>
    Effect.map(leg.send(CallAnswered, ids), ({ processed }) => {
      // Refused if somebody else has answered it meanwhile.
      if (processed) leg.answered = true
    }))

export const hangup = (leg: Leg, reason?: Param.HangupReason): Effect.Effect<void, LegError> =>
  Effect.suspend(() => {
    if (leg.hungUp !== undefined) return Effect.void
    if (leg.state === "routing") return reject(leg, reason ?? "rejected")
    return Effect.catchTag(
      Effect.map(
        leg.send(CallDrop, { id: leg.id, ...(reason === undefined ? {} : { reason }) }),
        // If the engine doesn't know it, it is gone.
        ({ processed }) => leg.end(processed ? reason : "lost", undefined)
      ),
      "HungUp",
      () => Effect.void
    )
  })

export const sendDtmf = Effect.fnUntraced(function*(
  leg: Leg,
  keys: string
): Effect.fn.Return<void, LegError | DtmfError> {
  if (!/^[0-9*#A-D]+$/i.test(keys)) return yield* new DtmfError({ id: leg.id, keys, reason: new BadKeys() })
  const text = keys.toUpperCase()
  // Another program's `dumb/` leg takes no keys: that program hears those that the leg which calls it seems to have heard.
  const { processed } = leg.control !== undefined && leg.id.startsWith("dumb/")
    ? yield* leg.send(Masquerade.of(ChanDtmf), { id: leg.control, text })
    : yield* leg.send(ChanDtmf, { targetid: leg.id, text })
  if (processed) return
  yield* present(leg, leg.control)
  return yield* new DtmfError({ id: leg.id, keys, reason: new NotTaken() })
})
