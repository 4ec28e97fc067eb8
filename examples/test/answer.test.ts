import { assert, describe, it } from "@effect/vitest"
import { Engine } from "@yatefx/engine"
import { Phone, Scenario } from "@yatefx/testing"
import { Effect, Layer, Random } from "effect"
import { answer } from "../src/answer.ts"
import * as Trace from "../src/Trace.ts"

const program = Scenario.embedded(answer.program({ prefix: "1234", talk: 2 })).pipe(
  Layer.provideMerge(Layer.sync(Trace.Trace, () => Trace.make(() => Effect.void)))
)

const dial = (number: string) => Effect.flatMap(Phone.make({ number: "alice" }), (alice) => alice.dial(number))

describe("answer", () => {
  it.effect("answers, and hangs up after its time", () =>
    Effect.gen(function*() {
      const call = yield* dial("12341")
      yield* call.expectAnswer({ within: 100 })
      yield* call.expectSound("milliwatt")
      yield* call.expectEnd({ by: "engine", within: 2500 })
    }).pipe(Effect.provide(program), Scenario.run))

  it.effect("rings for ever", () =>
    Effect.gen(function*() {
      const call = yield* dial("12342")
      yield* call.expectRinging({ within: 100 })
      yield* Effect.sleep("10 minutes")
      assert.lengthOf(yield* (yield* Engine).channels, 2)
      yield* call.hangup()
      yield* Effect.sleep(100)
      assert.lengthOf(yield* (yield* Engine).channels, 0)
    }).pipe(Effect.provide(program), Scenario.run))

  it.effect("is busy, doesn't exist, and leaves other numbers alone", () =>
    Effect.gen(function*() {
      assert.strictEqual((yield* (yield* dial("12343")).expectRejection("busy")).code, 486)
      assert.strictEqual((yield* (yield* dial("12344")).expectRejection("noroute")).code, 404)
      for (const number of ["12346", "1234", "123411", "99"]) {
        assert.strictEqual((yield* (yield* dial(number)).expectRejection("noroute")).reason, "No route to call target")
      }
      assert.strictEqual(yield* (yield* Engine).unanswered, 0)
    }).pipe(Effect.provide(program), Scenario.run))

  it.effect("does each of these at random", () =>
    Effect.gen(function*() {
      const calls = yield* Effect.forEach(Array.from({ length: 60 }), () => dial("12345"))
      yield* Effect.sleep("3 seconds")
      const { counts } = yield* Trace.Trace
      const seen = yield* counts
      assert.sameMembers([...seen.keys()], ["answers", "rings", "is busy", "doesn't exist"])
      assert.strictEqual([...seen.values()].reduce((sum, count) => sum + count, 0), 60)
      yield* Effect.forEach(calls, (call) => call.hangup(), { discard: true })
    }).pipe(Effect.provide(program), Random.withSeed("answer"), Scenario.run))
})
