/** The link is lost in the moment that a call should end: no channel stays in the engine, and nobody hears silence. */
import { assert, describe, it } from "@effect/vitest"
import { Bridge, Call, Calls } from "@yatefx/calls"
import { Engine } from "@yatefx/engine"
import { Faults, Phone, restartEngine, Scenario } from "@yatefx/testing"
import { Cause, Clock, Deferred, Effect, Exit, Layer } from "effect"
import { world } from "./support/world.ts"

const program = Calls.incoming(
  { called: "100" },
  Effect.gen(function*() {
    const call = yield* Call
    yield* call.answer
    const other = yield* Calls.originate({ target: "sip/sip:bob@127.0.0.1:5071" })
    yield* Bridge.connect(call, other)
    yield* call.play("goodbye")
  })
)

const turns = (count: number): Effect.Effect<void> =>
  Effect.forEach(Array.from({ length: count }), () => Effect.yieldNow, { discard: true })

describe("two hang up, and the link is lost", () => {
  for (const gap of [0, 1, 2, 3]) {
    it.effect(`in each of 24 turns after the first, the second ${gap} turns later`, () =>
      Effect.forEach(Array.from({ length: 24 }, (_, n) => n), (cut) =>
        Effect.gen(function*() {
          const bob = yield* Phone.make({ number: "bob", address: "127.0.0.1:5071" })
          const alice = yield* Phone.make({ number: "alice" })
          const call = yield* alice.dial("100")
          const bobs = yield* bob.expectCall()
          yield* bobs.answer
          yield* call.expectAnswer()
          yield* Effect.sleep(500)
          const engine = yield* Engine
          const faults = yield* Faults
          yield* Effect.forkChild(Effect.andThen(turns(gap), call.hangup()))
          yield* Effect.forkChild(Effect.andThen(turns(cut), faults.cut))
          yield* bobs.hangup()
          yield* Effect.sleep("20 seconds")
          assert.deepStrictEqual((yield* engine.channels).map(({ id }) => id), [])
        }).pipe(Effect.provide(world(program)), Scenario.run), { discard: true }))
  }
})

describe("a flow ends, and the link is lost", () => {
  it.effect("in each of 24 turns: the call is hung up once the engine is back", () =>
    Effect.forEach(Array.from({ length: 24 }, (_, n) => n), (cut) =>
      Effect.gen(function*() {
        const ending = yield* Deferred.make<void>()
        const flow = Calls.incoming(
          { called: "100" },
          Effect.gen(function*() {
            const call = yield* Call
            yield* call.answer
            yield* Calls.originate({ target: "sip/sip:bob@127.0.0.1:5071" })
            yield* Deferred.await(ending)
          })
        )
        yield* Effect.gen(function*() {
          yield* Phone.make({ number: "bob", address: "127.0.0.1:5071", whenCalled: "answer" })
          const call = yield* Effect.flatMap(Phone.make({ number: "alice" }), (alice) => alice.dial("100"))
          yield* call.expectAnswer()
          yield* Effect.sleep(500)
          const faults = yield* Faults
          yield* Effect.forkChild(Effect.andThen(turns(cut), faults.cut))
          yield* Deferred.succeed(ending, undefined)
          yield* call.expectEnd({ by: "engine", within: "20 seconds" })
          yield* Effect.sleep("1 second")
          assert.deepStrictEqual((yield* (yield* Engine).channels).map(({ id }) => id), [])
        }).pipe(Effect.provide(world(flow)), Scenario.run)
      }), { discard: true }))
})

/** A call of a flow that does something when it is told to. */
const told = (does: (call: Call) => Effect.Effect<unknown, unknown>) =>
  Effect.gen(function*() {
    const now = yield* Deferred.make<void>()
    const done = yield* Deferred.make<Exit.Exit<unknown, unknown>>()
    const flow = Effect.gen(function*() {
      const call = yield* Call
      yield* call.answer
      yield* Deferred.await(now)
      yield* Deferred.succeed(done, yield* Effect.exit(does(call)))
    })
    return { now: Deferred.succeed(now, undefined), done: Deferred.await(done), program: Calls.incoming({}, flow) }
  })

describe("while the engine is away", () => {
  for (
    const [name, does] of [
      ["hung up", (call: Call) => call.hangup()],
      ["played to", (call: Call) => call.play("goodbye")]
    ] as const
  ) {
    it.effect(`a call that is ${name} and is gone by then is not spoken of to the next engine`, () =>
      Effect.gen(function*() {
        const { done, now, program: flow } = yield* told(does)
        yield* Effect.gen(function*() {
          const call = yield* Effect.flatMap(Phone.make({ number: "alice" }), (alice) => alice.dial("100"))
          yield* call.expectAnswer()
          yield* Effect.sleep(500)
          const engine = yield* Engine
          yield* restartEngine({ channels: "lost" })
          const spoken: Array<string> = []
          for (const about of ["call.drop", "chan.attach", "chan.masquerade"]) {
            yield* engine.watch(about, (message) => spoken.push(`${about} ${message.get("id")}`))
          }
          yield* now
          const exit = yield* done
          assert.isTrue(Exit.isSuccess(exit) || Cause.hasFails(exit.cause))
          yield* Effect.sleep("5 seconds")
          assert.deepStrictEqual(spoken, [])
        }).pipe(Effect.provide(world(flow)), Scenario.run)
      }))
  }

  it.effect("a program that ends waits for nobody", () =>
    Effect.gen(function*() {
      const flow = Calls.incoming({}, Effect.flatMap(Call, (call) => Effect.andThen(call.answer, Effect.never)))
      yield* Effect.gen(function*() {
        const faults = yield* Faults
        const ended = yield* Effect.scoped(Effect.gen(function*() {
          yield* Layer.build(Layer.provide(flow, Calls.layer))
          const call = yield* Effect.flatMap(Phone.make({ number: "alice" }), (alice) => alice.dial("100"))
          yield* call.expectAnswer()
          yield* Effect.sleep(500)
          yield* Effect.forkDetach(faults.away("50 minutes"))
          yield* Effect.sleep(500)
          return yield* Clock.currentTimeMillis
        }))
        assert.isBelow((yield* Clock.currentTimeMillis) - ended, 5000)
      }).pipe(Effect.provide(world(Layer.empty)), Scenario.run)
    }))
})
