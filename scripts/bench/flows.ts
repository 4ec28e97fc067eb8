/** Call flows as a user writes them. The same flow with another package is one more entry. */
import { Call, Calls } from "@yatefx/calls"
import { Dispatcher, type RegistrationError } from "@yatefx/dispatcher"
import { CallRoute, ChanDtmf, ChanHangup } from "@yatefx/messages"
import { Effect, Layer, Stream } from "effect"

/** What the flows of a program do, counted. */
export class Counts {
  /** Flows that wait for their keys. */
  waiting = 0
  keys = 0
  ended = 0
  /** Called after each count. */
  onChange: () => void = () => {}
}

type Flow = (counts: Counts) => Layer.Layer<never, RegistrationError, Dispatcher>

/** Straight-line code on the dispatcher: a hangup scope, a key subscription and a timeout. */
const dispatcher: Flow = (counts) =>
  Layer.effectDiscard(Effect.gen(function*() {
    const yate = yield* Dispatcher
    yield* yate.handle(
      CallRoute,
      {},
      Effect.fnUntraced(function*(route) {
        const { id } = route.params
        const ended = yield* yate.expectWatch(ChanHangup, { where: { id } })
        yield* Effect.gen(function*() {
          const keys = yield* yate.subscribe(ChanDtmf, { where: { id }, autoreturn: true })
          yield* route.ret(true, "dumb/")
          counts.waiting += 1
          counts.onChange()
          yield* Stream.runForEach(keys, () =>
            Effect.sync(() => {
              counts.keys += 1
              counts.onChange()
            }))
        }).pipe(
          Effect.timeoutOrElse({ duration: "1 hour", orElse: () => Effect.void }),
          Dispatcher.until(ended),
          Effect.catchTag("Abandoned", () =>
            Effect.sync(() => {
              counts.ended += 1
              counts.onChange()
            }))
        )
      })
    )
  }))

/** The same on calls as values: answered, and in hands. */
const calls: Flow = (counts) =>
  Calls.incoming(
    { limit: 1_000_000 },
    Effect.gen(function*() {
      const call = yield* Call
      yield* call.answer
      counts.waiting += 1
      counts.onChange()
      yield* Effect.forever(Effect.map(call.collect({ max: 1, firstKey: "1 hour" }), () => {
        counts.keys += 1
        counts.onChange()
      }))
    }).pipe(
      Effect.catchTag("HungUp", () =>
        Effect.sync(() => {
          counts.ended += 1
          counts.onChange()
        })),
      Effect.orDie
    )
  ).pipe(Layer.provide(Calls.layer))

export const flows: Readonly<Record<string, Flow>> = { dispatcher, calls }
