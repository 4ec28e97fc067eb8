/** Round trips through a real engine with the dispatcher: a handler, and messages that are dispatched. */
import { Dispatcher } from "@yatefx/dispatcher"
import { Definition, Param } from "@yatefx/messages"
import { TcpTransport } from "@yatefx/transport-tcp"
import { Effect, Layer, ManagedRuntime } from "effect"
import { serve } from "../processes.ts"
import type { TripsRequest } from "./bareEngineClient.ts"

const [, , host, port, name = "bench.trip"] = process.argv

const Trip = Definition.make(name, { params: { called: Param.Phone } })

const runtime = ManagedRuntime.make(
  Layer.effectDiscard(
    Effect.flatMap(Dispatcher, (yate) => yate.handle(Trip, {}, (trip) => trip.ret(true, "tone/dial")))
  ).pipe(
    Layer.provideMerge(Dispatcher.layer),
    Layer.provide(TcpTransport.layer({ host: host ?? "127.0.0.1", port: Number(port) }))
  )
)

const trips = ({ millis, window }: TripsRequest): Effect.Effect<number, unknown, Dispatcher> =>
  Effect.gen(function*() {
    const yate = yield* Dispatcher
    const startedAt = performance.now()
    let back = 0
    const client = Effect.gen(function*() {
      while (performance.now() - startedAt < millis) {
        const { processed, returnValue } = yield* yate.dispatch(Trip, { called: "ivr" })
        if (!processed || returnValue !== "tone/dial") return yield* Effect.fail(new Error("a wrong answer"))
        back += 1
      }
    })
    yield* Effect.all(Array.from({ length: window }, () => client), { concurrency: "unbounded", discard: true })
    return back / (performance.now() - startedAt) * 1000
  })

serve((request: TripsRequest): Promise<number> => runtime.runPromise(trips(request)))
