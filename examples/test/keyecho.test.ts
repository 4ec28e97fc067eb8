import { assert, describe, it } from "@effect/vitest"
import { Engine, EngineMessage } from "@yatefx/engine"
import { Phone, Scenario } from "@yatefx/testing"
import { Effect, Layer, Metric } from "effect"
import { keyecho } from "../src/keyecho.ts"
import { Sounds } from "../src/Sounds.ts"
import * as Trace from "../src/Trace.ts"

const program = Layer.unwrap(
  Effect.map(Sounds, (soundsPath) => Scenario.embedded(keyecho.program(), { engine: { soundsPath }, name: "keyecho" }))
).pipe(Layer.provideMerge(Layer.sync(Trace.Trace, () => Trace.make(() => Effect.void))))

/** The dispatcher's sizes that must be back to where they were once calls are over. */
const sizes = Effect.map(
  Metric.snapshot,
  (metrics) =>
    Object.fromEntries(
      metrics.flatMap((metric) =>
        metric.type === "Gauge" && metric.id.startsWith("yatefx_") ? [[metric.id, Number(metric.state.value)]] : []
      )
    )
)

describe("keyecho", () => {
  it.effect("echoes each key at once, cutting off the sound that plays", () =>
    Effect.gen(function*() {
      const alice = yield* Phone.make({ number: "alice" })
      const call = yield* alice.dial("ivr")
      yield* call.expectAnswer({ within: 100 })
      assert.deepStrictEqual(yield* call.press("12", { gap: 100 }), [true, true])
      yield* call.expectSound("digits/1.slin", { how: "cut" })
      yield* call.expectSound("digits/2.slin", { how: "eof" })
      assert.lengthOf(yield* call.heard, 2)
    }).pipe(Effect.provide(program), Scenario.run))

  it.effect("leaves calls to other numbers alone", () =>
    Effect.gen(function*() {
      const alice = yield* Phone.make({ number: "alice" })
      const call = yield* alice.dial("pizza")
      assert.strictEqual((yield* call.expectRejection("noroute")).reason, "No route to call target")
      assert.strictEqual(yield* (yield* Engine).unanswered, 0)
    }).pipe(Effect.provide(program), Scenario.run))

  it.effect("leaves nothing behind after the hangup, and passes a late key on", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const alice = yield* Phone.make({ number: "alice" })
      const before = yield* sizes
      const call = yield* alice.dial("ivr")
      yield* call.expectAnswer()
      assert.isAbove((yield* sizes).yatefx_waits ?? 0, before.yatefx_waits ?? 0)
      yield* call.hangup()
      yield* Effect.sleep(100)
      // Its subscription would have said that the key is handled.
      assert.isFalse(yield* engine.dispatch(new EngineMessage("chan.dtmf", [["id", call.id], ["text", "1"]])))
      // Names stay installed for a grace.
      yield* Effect.sleep("6 seconds")
      assert.deepStrictEqual(yield* sizes, before)
      assert.deepStrictEqual(yield* engine.channels, [])
      assert.strictEqual(yield* engine.unanswered, 0)
    }).pipe(Effect.provide(program), Scenario.run))

  it.effect("carries two hundred calls at the same time", () =>
    Effect.gen(function*() {
      const calls = Array.from({ length: 200 }, (_, n) =>
        Effect.gen(function*() {
          const phone = yield* Phone.make({ number: `phone${n}` })
          const call = yield* phone.dial("ivr")
          yield* call.expectAnswer()
          const handled = yield* call.press("1#", { gap: 50 })
          yield* call.hangup()
          return handled
        }))
      const handled = yield* Effect.all(calls, { concurrency: "unbounded" })
      assert.strictEqual(handled.flat().filter((key) => key).length, 400)
      // The last hangups are told first.
      yield* Effect.sleep(100)
      assert.strictEqual(yield* (yield* Engine).unanswered, 0)
      assert.strictEqual((yield* sizes).yatefx_waits, 0)
      const counts = yield* Effect.flatMap(Trace.Trace, (_) => _.counts)
      assert.strictEqual(counts.get("hung up"), 200)
    }).pipe(Effect.provide(program), Scenario.run))
})
