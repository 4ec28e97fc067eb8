import { assert, describe, it } from "@effect/vitest"
import type { Call, CollectOptions } from "@yatefx/calls"
import { Scenario } from "@yatefx/testing"
import { Clock, Effect, Fiber } from "effect"
import { outcome } from "./support/flow.ts"

/** What a flow gives while keys are pressed: each so many milliseconds after the one before. */
const whilePressing = <A>(
  flow: (call: Call) => Effect.Effect<A, unknown>,
  presses: ReadonlyArray<readonly [after: number, keys: string]>
) =>
  Effect.flatten(
    outcome(flow, (call) =>
      Effect.forEach(presses, ([after, keys]) => Effect.andThen(Effect.sleep(after), call.press(keys))))
  )

/** What is collected, when it ended, and the keys that are left. */
const collected = (options: CollectOptions, presses: ReadonlyArray<readonly [after: number, keys: string]>) =>
  whilePressing(
    Effect.fnUntraced(function*(call) {
      const start = yield* Clock.currentTimeMillis
      const { ended, enough, keys, terminator } = yield* call.collect(options)
      const at = (yield* Clock.currentTimeMillis) - start
      yield* Effect.sleep(20_000)
      return { keys, ended, terminator, enough, at, left: yield* call.flushKeys }
    }),
    presses
  )

describe("collecting", () => {
  it.effect("ends with a terminator, with the last key, or when no further key comes", () =>
    Effect.gen(function*() {
      const rest = { enough: true, left: "" }
      assert.deepStrictEqual(
        yield* collected({}, [[1000, "1"], [1000, "2#"]]),
        { ...rest, keys: "12", ended: "terminator", terminator: "#", at: 2000 }
      )
      assert.deepStrictEqual(
        yield* collected({ max: 2 }, [[1000, "1"], [1000, "234"]]),
        { ...rest, keys: "12", ended: "max", terminator: undefined, at: 2000, left: "34" }
      )
      // 5 seconds for the first key, 3 for each further one.
      assert.deepStrictEqual(
        yield* collected({}, [[4999, "1"], [2999, "2"]]),
        { ...rest, keys: "12", ended: "timeout", terminator: undefined, at: 10_998 }
      )
      assert.deepStrictEqual(
        yield* collected({}, [[5001, "1"]]),
        { keys: "", ended: "timeout", terminator: undefined, enough: false, at: 5000, left: "1" }
      )
      assert.deepStrictEqual(
        yield* collected({ firstKey: "1 second", nextKey: 500 }, [[600, "7"], [600, "8"]]),
        { ...rest, keys: "7", ended: "timeout", terminator: undefined, at: 1100, left: "8" }
      )
    }).pipe(Scenario.run))

  it.effect("tells whether there are enough keys, whatever ended it", () =>
    Effect.gen(function*() {
      assert.isFalse((yield* collected({ min: 3 }, [[100, "12#"]])).enough)
      assert.isTrue((yield* collected({ min: 3 }, [[100, "123#"]])).enough)
      assert.isFalse((yield* collected({ min: 3 }, [[100, "12"]])).enough)
      assert.isTrue((yield* collected({ min: 0 }, [])).enough)
      assert.deepInclude(yield* collected({ max: 0 }, [[100, "1"]]), { keys: "", ended: "max", at: 0, left: "1" })
    }).pipe(Scenario.run))

  it.effect("has other terminators, in either case, or none", () =>
    Effect.gen(function*() {
      assert.deepInclude(yield* collected({ terminators: "*a" }, [[100, "1#A"]]), { keys: "1#", terminator: "A" })
      assert.deepInclude(yield* collected({ terminators: "" }, [[100, "1#"]]), { keys: "1#", ended: "timeout" })
    }).pipe(Scenario.run))

  it.effect("keeps what was typed ahead, or forgets it, at most 64 keys", () =>
    Effect.gen(function*() {
      const later = (options: CollectOptions) =>
        whilePressing(
          (call) => Effect.andThen(Effect.sleep(1000), Effect.map(call.collect(options), ({ keys }) => keys)),
          [[500, "12"], [1000, "3#"]]
        )
      assert.strictEqual(yield* later({}), "123")
      assert.strictEqual(yield* later({ typedAhead: "flush" }), "3")
      const many = "1234567890".repeat(8)
      assert.strictEqual(
        yield* whilePressing((call) => Effect.andThen(Effect.sleep(1000), call.flushKeys), [[500, many]]),
        many.slice(0, 64)
      )
    }).pipe(Scenario.run))

  it.effect("gives its keys back when it is interrupted, before those that come later", () =>
    Effect.gen(function*() {
      const keys = yield* whilePressing(
        Effect.fnUntraced(function*(call) {
          const first = yield* Effect.forkChild(call.collect({ max: 9 }))
          yield* Effect.sleep(2500)
          yield* Fiber.interrupt(first)
          yield* Effect.sleep(1000)
          return (yield* call.collect({ max: 4 })).keys
        }),
        [[1000, "1"], [1000, "2"], [1000, "34"]]
      )
      assert.strictEqual(keys, "1234")
    }).pipe(Scenario.run))

  it.effect("with a timeout around it loses no key, at whatever moment it ends", () =>
    Effect.gen(function*() {
      for (const within of [999, 1000, 1001, 1500, 2000, 2001]) {
        const keys = yield* whilePressing(
          Effect.fnUntraced(function*(call) {
            const first = yield* Effect.timeoutOption(call.collect({ max: 3 }), within)
            const then = yield* call.collect({ max: 3, firstKey: "10 seconds" })
            return first._tag === "Some" ? first.value.keys : then.keys
          }),
          [[1000, "1"], [1000, "2"], [1000, "3"]]
        )
        assert.strictEqual(keys, "123", `within ${within}`)
      }
    }).pipe(Scenario.run))

  it.effect("of two at once gives each key to one, and lets none end early", () =>
    Effect.gen(function*() {
      const [first, second] = yield* whilePressing(
        (call) =>
          Effect.all([call.collect({ max: 2 }), call.collect({ max: 2, terminators: "" })], {
            concurrency: "unbounded"
          }),
        [[1000, "1"], [1000, "2"], [1000, "3"], [1000, "4"]]
      )
      assert.deepStrictEqual([first.ended, second.ended], ["max", "max"])
      assert.deepStrictEqual([...first.keys, ...second.keys].sort(), ["1", "2", "3", "4"])
    }).pipe(Scenario.run))

  it.effect("takes nothing that a sound was cut off by, and what came before it", () =>
    Effect.gen(function*() {
      const result = yield* whilePressing(
        Effect.fnUntraced(function*(call) {
          const { key } = yield* call.play("long", { interruptedBy: "5" })
          return [key, (yield* call.collect({ max: 3 })).keys]
        }),
        [[500, "12"], [500, "53"]]
      )
      assert.deepStrictEqual(result, ["5", "123"])
    }).pipe(Scenario.run))
})
