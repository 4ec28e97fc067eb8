import { assert, describe, it } from "@effect/vitest"
import { Dispatcher } from "@yatefx/dispatcher"
import { Engine, EngineMessage, EngineTransport, Phone } from "@yatefx/engine"
import { Effect, Fiber, Layer, Metric } from "effect"
import { TestClock } from "effect/testing"
import { keyecho } from "../src/keyecho.ts"
import * as Trace from "../src/Trace.ts"
import { engineLayer } from "./support.ts"

const trace = Layer.sync(Trace.Trace, () => Trace.make(() => Effect.void))

const program = Layer.provideMerge(keyecho.program, Dispatcher.layer).pipe(
  Layer.provide(EngineTransport.layer()),
  Layer.provideMerge(engineLayer),
  Layer.provideMerge(trace)
)

/** Lets time pass in steps, so that what is set off by one step can set a timer for the next. */
const pass = (millis: number) => Effect.repeat(TestClock.adjust(10), { times: millis / 10 })

/** The dispatcher's sizes that must be back to where they were once calls are over. */
const sizes = Effect.map(Metric.snapshot, (metrics) =>
  Object.fromEntries(metrics.flatMap((metric) =>
    metric.type === "Gauge" && metric.id.startsWith("yatefx_") ? [[metric.id, Number(metric.state.value)]] : []
  )))

describe("keyecho", () => {
  it.effect("echoes each key at once, cutting off the sound that plays", () =>
    Effect.gen(function*() {
      const phone = yield* Phone.make({ caller: "alice" })
      const call = yield* phone.dial("ivr")
      yield* pass(100)
      yield* call.answered
      const pressed = yield* Effect.forkChild(call.press("12", { gap: 100 }))
      yield* pass(1000)
      assert.deepStrictEqual(yield* Fiber.join(pressed), [true, true])
      const heard = (yield* call.heard).map(({ how, source }) => `${source.replace(/.*\//, "")} ${how}`)
      assert.deepStrictEqual(heard, ["1.slin cut", "2.slin eof"])
    }).pipe(Effect.provide(program)))

  it.effect("leaves calls to other numbers alone", () =>
    Effect.gen(function*() {
      const phone = yield* Phone.make({ caller: "alice" })
      const call = yield* phone.dial("pizza")
      const rejected = yield* Effect.forkChild(Effect.flip(call.answered))
      yield* pass(100)
      const error = yield* Fiber.join(rejected)
      assert.deepStrictEqual({ tag: error._tag, reason: error.reason }, {
        tag: "CallRejected",
        reason: "No route to call target"
      })
      assert.strictEqual(yield* (yield* Engine).unanswered, 0)
    }).pipe(Effect.provide(program)))

  it.effect("leaves nothing behind after the hangup, and passes a late key on", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const phone = yield* Phone.make({ caller: "alice" })
      const before = yield* sizes
      const call = yield* phone.dial("ivr")
      yield* pass(100)
      assert.isAbove((yield* sizes).yatefx_waits ?? 0, before.yatefx_waits ?? 0)
      yield* call.hangup()
      yield* pass(100)
      // Its subscription would have said that the key is handled.
      const late = new EngineMessage("chan.dtmf", [["id", call.id], ["text", "1"]])
      const handled = yield* Effect.forkChild(engine.dispatch(late))
      yield* pass(50)
      assert.strictEqual(yield* Fiber.join(handled), false)
      // Names stay installed for a grace.
      yield* pass(6000)
      assert.deepStrictEqual(yield* sizes, before)
      assert.deepStrictEqual(yield* engine.channels, [])
      assert.strictEqual(yield* engine.unanswered, 0)
    }).pipe(Effect.provide(program)))

  it.effect("carries two hundred calls at the same time", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const calls = yield* Effect.forkChild(Effect.forEach(
        Array.from({ length: 200 }, (_, n) => `phone${n}`),
        (caller) =>
          Effect.gen(function*() {
            const phone = yield* Phone.make({ caller })
            const call = yield* phone.dial("ivr")
            yield* call.answered
            const handled = yield* call.press("1#", { gap: 50 })
            yield* call.hangup()
            return handled
          }),
        { concurrency: "unbounded" }
      ))
      yield* pass(2000)
      const handled = yield* Fiber.join(calls)
      assert.strictEqual(handled.flat().filter((key) => key).length, 400)
      assert.strictEqual(yield* engine.unanswered, 0)
      assert.strictEqual((yield* sizes).yatefx_waits, 0)
      const counts = yield* Effect.flatMap(Trace.Trace, (_) => _.counts)
      assert.strictEqual(counts.get("hung up"), 200)
    }).pipe(Effect.provide(program)))
})
