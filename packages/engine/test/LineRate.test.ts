import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { LineRate } from "../src/internal/lineRate.ts"

describe("LineRate", () => {
  it.effect("lets a second's lines through at once, and the rest in their time", () =>
    Effect.gen(function*() {
      const rate = new LineRate(1000)
      yield* rate.take(1000)
      const more = yield* Effect.forkChild(rate.take(500), { startImmediately: true })
      yield* TestClock.adjust(499)
      assert.isUndefined(more.pollUnsafe())
      yield* TestClock.adjust(1)
      yield* Fiber.join(more)
    }))

  it.effect("saves up no more than a second's", () =>
    Effect.gen(function*() {
      const rate = new LineRate(10)
      yield* rate.take(1)
      yield* TestClock.adjust("1 hour")
      yield* rate.take(10)
      const more = yield* Effect.forkChild(rate.take(1), { startImmediately: true })
      assert.isUndefined(more.pollUnsafe())
      yield* TestClock.adjust(100)
      yield* Fiber.join(more)
    }))

  it.effect("without a limit never waits", () => new LineRate(Infinity).take(1e9))
})
