/** One flow and one phone: what the flow comes to while somebody does something on the phone. */
import { Call, Calls } from "@yatefx/calls"
import { Phone } from "@yatefx/testing"
import { Deferred, Effect, type Exit, type Scope } from "effect"
import { nothingLeft, world } from "./world.ts"

export const outcome = <A, E, B, E2>(
  flow: (call: Call) => Effect.Effect<A, E>,
  phone: (call: Phone.PhoneCall) => Effect.Effect<B, E2, Scope.Scope>
) =>
  Effect.gen(function*() {
    const done = yield* Deferred.make<Exit.Exit<A, E>>()
    const program = Calls.incoming(
      { called: "100" },
      Effect.gen(function*() {
        const call = yield* Call
        yield* call.answer
        yield* Deferred.succeed(done, yield* Effect.exit(flow(call)))
      })
    )
    return yield* Effect.gen(function*() {
      const alice = yield* Phone.make({ number: "alice" })
      const call = yield* alice.dial("100")
      yield* call.expectAnswer()
      yield* phone(call)
      const exit = yield* Deferred.await(done)
      yield* nothingLeft
      return exit
    }).pipe(Effect.provide(world(program)))
  })
