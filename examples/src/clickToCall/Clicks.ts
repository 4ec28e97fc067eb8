/** The calls that were asked for: each a fiber that calls one telephone, then the other, and connects them. */
import { Bridge, type Call, Calls } from "@yatefx/calls"
import { Context, DateTime, Effect, FiberMap, Layer, type Stream, SubscriptionRef } from "effect"
import { randomUUID } from "node:crypto"
import * as CallsOf from "../CallsOf.ts"
import { Trace } from "../Trace.ts"
import { ClickedCall, NoSuchCall, TooManyCalls } from "./Api.ts"

/** How many calls that have ended are remembered. */
const maxEnded = 100

/** What can be asked for. */
export class Clicks extends Context.Service<Clicks, {
  readonly place: (from: string, to: string) => Effect.Effect<ClickedCall, TooManyCalls>
  /** The newest first. */
  readonly list: Effect.Effect<ReadonlyArray<ClickedCall>>
  readonly get: (id: string) => Effect.Effect<ClickedCall, NoSuchCall>
  /** Ends when both telephones are hung up. */
  readonly hangUp: (id: string) => Effect.Effect<ClickedCall, NoSuchCall>
  /** All calls, each time that something changes. */
  readonly changes: Stream.Stream<ReadonlyMap<string, ClickedCall>>
}>()("@yatefx/examples/clickToCall/Clicks") {}

/** What may be done. */
export interface Options {
  /** How many calls may run at once. */
  readonly limit: number
  /** Where the telephones of some numbers are; the engine routes the others. */
  readonly extensions: ReadonlyMap<string, string>
}

/** Calls over the engine. */
export const layer = ({ extensions, limit }: Options): Layer.Layer<Clicks, never, Calls | Trace> =>
  Layer.effect(
    Clicks,
    Effect.gen(function*() {
      const calls = yield* Calls
      const trace = yield* Trace
      const all = yield* SubscriptionRef.make<ReadonlyMap<string, ClickedCall>>(new Map())
      const fibers = yield* FiberMap.make<string>()

      const set = (call: ClickedCall) =>
        Effect.andThen(
          SubscriptionRef.update(all, (known) => {
            const next = new Map(known).set(call.id, call)
            const ended = [...next.values()].filter(({ state }) => state === "ended")
            for (const { id } of ended.slice(0, Math.max(0, ended.length - maxEnded))) next.delete(id)
            return next
          }),
          trace.say(
            call.id,
            call.state,
            `${call.from} and ${call.to}${call.reason === undefined ? "" : `: ${call.reason}`}`
          )
        )
      const get = (id: string) =>
        Effect.flatMap(SubscriptionRef.get(all), (known) => {
          const call = known.get(id)
          return call === undefined ? Effect.fail(new NoSuchCall({ id })) : Effect.succeed(call)
        })

      const reach = (number: string, caller: string) =>
        calls.originate({
          target: CallsOf.targetOf(extensions.get(number) ?? number),
          called: number,
          caller,
          timeout: "30 seconds"
        })

      /** Who clicked hears that the other telephone rings. */
      const second = (first: Call, call: ClickedCall) =>
        first.whileUp(
          Bridge.hold(first, reach(call.to, call.from), { _tag: "Node", node: "tone/ring", millis: undefined })
        )

      const connect = Effect.fnUntraced(function*(call: ClickedCall) {
        const first = yield* reach(call.from, call.to)
        yield* set(new ClickedCall({ ...call, state: "callingTo" }))
        const other = yield* second(first, call)
        yield* set(new ClickedCall({ ...call, state: "talking" }))
        const { ended } = yield* Bridge.connect(first, other)
        return ended === "first" ? `${call.from} hung up` : ended === "second" ? `${call.to} hung up` : ended
      }, Effect.scoped)

      const run = (call: ClickedCall) =>
        connect(call).pipe(
          Effect.catch((error) => Effect.succeed(error.message)),
          Effect.onInterrupt(() => set(new ClickedCall({ ...call, state: "ended", reason: "hung up by request" }))),
          Effect.flatMap((reason) => set(new ClickedCall({ ...call, state: "ended", reason })))
        )

      return {
        list: Effect.map(SubscriptionRef.get(all), (known) => [...known.values()].toReversed()),
        get,
        changes: SubscriptionRef.changes(all),
        place: Effect.fnUntraced(function*(from, to) {
          if ((yield* FiberMap.size(fibers)) >= limit) return yield* new TooManyCalls({ limit })
          const id = randomUUID().slice(0, 8)
          const call = new ClickedCall({ id, from, to, state: "callingFrom", startedAt: yield* DateTime.now })
          yield* set(call)
          yield* FiberMap.run(fibers, id, run(call))
          return call
        }),
        hangUp: Effect.fnUntraced(function*(id) {
          yield* get(id)
          yield* FiberMap.remove(fibers, id)
          return yield* get(id)
        })
      }
    })
  )
