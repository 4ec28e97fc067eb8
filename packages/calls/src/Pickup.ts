/**
 * Call pick-up: a call takes over another that rings elsewhere. Alice calls Bob, whose phone rings; Carol calls the
 * program, and gets Alice.
 *
 * @since 0.1.0
 */
import { EngineStatus, Status } from "@yatefx/messages"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { Call } from "./Call.ts"
import type { LegError } from "./CallError.ts"
import { connectTo } from "./internal/connecting.ts"
import { Leg } from "./internal/leg.ts"
import { visit } from "./internal/visiting.ts"

/**
 * There is no call to pick up: no such leg, nobody who calls it, or it was answered meanwhile.
 *
 * @category errors
 * @since 0.1.0
 */
export class NoCall extends Data.TaggedError("NoCall")<{
  /** The legs that were asked for. */
  readonly ids: ReadonlyArray<string>
}> {
  override get message(): string {
    return this.ids.length === 0
      ? "there is nothing to pick up: give the leg that rings (sip/3)"
      : `there is no call to pick up at ${this.ids.join(", ")}: it does not ring any more, or nobody calls it`
  }
}

/**
 * How a call that was picked up is over.
 *
 * @category models
 * @since 0.1.0
 */
export interface PickedUp {
  /** The leg that rang: it was told `pickup`, and is gone. */
  readonly id: string
  /** The leg of who called. */
  readonly peer: string
  /** Why the other side left, in the engine's words; missing when it simply hung up. */
  readonly reason: string | undefined
}

/** Whether a leg rings: the engine made it, somebody is connected to it, and it is not answered. Not a leg that this program calls: it has that one in hands. */
const rings = Effect.fnUntraced(function*(leg: Leg, id: string) {
  const { hub } = leg
  const { returnValue } = yield* hub.yate.dispatch(EngineStatus, { module: id })
  const status = Status.channel(returnValue)
  return status?.id === id && status.direction === "outgoing" && !status.answered && status.status !== "answered" &&
    status.peerid !== undefined && !hub.controls.has(status.peerid)
})

/** One after the other: the first that still rings when it is asked for. */
const pick = Effect.fnUntraced(function*(leg: Leg, ids: ReadonlyArray<string>) {
  for (const id of ids) {
    if (id === leg.id || !(yield* rings(leg, id))) continue
    const { params, processed } = yield* connectTo(leg, `pickup/${id}`)
    const peer = params.targetid ?? params.peerid
    if (processed && peer !== undefined) return { id, peer }
  }
  yield* leg.up
  return yield* new NoCall({ ids })
})

/**
 * Takes over the call that rings at a leg of the engine, and lasts for as long as the two are connected; then the call
 * is in the program's hands again. Both are answered by it. With several legs (those of a group of phones), the first
 * that still rings is taken. Interrupting it takes the call back; who called is hung up then.
 *
 * Legs are those of the phones that ring, as `call.execute` told of them: `targetid`, `sip/4`.
 *
 * @category operations
 * @since 0.1.0
 */
export const from = Effect.fn("Pickup.from")(function*(
  call: Call,
  ids: string | ReadonlyArray<string>
): Effect.fn.Return<PickedUp, NoCall | LegError> {
  const leg = Leg.of(call)
  let picked: { readonly id: string; readonly peer: string } = { id: "", peer: "" }
  const connect = Effect.map(pick(leg, typeof ids === "string" ? [ids] : ids), (found) => {
    picked = found
    // The engine answers both.
    leg.answered = true
    return found.peer
  })
  const why = yield* visit(leg, { leaveBy: "", takesKeys: false }, connect, () => Effect.void)
  return { ...picked, reason: why.by === "other" ? why.reason : undefined }
})
