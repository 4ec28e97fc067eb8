import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Cause, Clock, type Duration, Effect, Fiber, Logger, Schema } from "effect"
import { TestClock } from "effect/testing"
import { type Alarm, Alarms } from "../src/Alarms.ts"

const step = Arbitrary.all({
  millis: Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 50 }))),
  isCleared: Arbitrary.schema(Schema.Boolean)
})

describe("alarms", () => {
  it.effect.prop(
    "ring once, in time and in order, but for those that are cleared",
    [Arbitrary.array(step)],
    ([steps]) =>
      Effect.gen(function*() {
        const clock = yield* Clock.Clock
        const alarms = new Alarms(clock)
        const running = yield* Effect.forkChild(alarms.run)
        const rung: Array<readonly [number, number]> = []
        const set: Array<Alarm> = []
        for (const { millis } of steps) {
          const due = clock.currentTimeMillisUnsafe() + millis
          set.push(alarms.set(millis, () => rung.push([due, clock.currentTimeMillisUnsafe()])))
        }
        for (const [index, { isCleared }] of steps.entries()) {
          const alarm = set[index]
          if (!isCleared || alarm === undefined) continue
          alarms.clear(alarm)
          alarms.clear(alarm)
        }
        const left = steps.filter(({ isCleared }) => !isCleared)
        assert.strictEqual(alarms.size, left.length)
        for (let millis = 0; millis <= 51; millis++) yield* TestClock.adjust(millis === 0 ? 0 : 1)
        assert.strictEqual(alarms.size, 0)
        assert.deepStrictEqual(rung.map(([due]) => due), left.map(({ millis }) => millis).toSorted((a, b) => a - b))
        for (const [due, at] of rung) assert.strictEqual(at, due)
        yield* Fiber.interrupt(running)
      })
  )

  it.effect("that are set for earlier than the next are not late", () =>
    Effect.gen(function*() {
      const alarms = new Alarms(yield* Clock.Clock)
      yield* Effect.forkChild(alarms.run)
      const rung: Array<string> = []
      yield* Effect.yieldNow
      alarms.set(1000, () => rung.push("late"))
      yield* TestClock.adjust(500)
      alarms.set(100, () => rung.push("soon"))
      yield* TestClock.adjust(100)
      assert.deepStrictEqual(rung, ["soon"])
      yield* TestClock.adjust(400)
      assert.deepStrictEqual(rung, ["soon", "late"])
    }))

  it.effect("sleep once for many that are set and cleared one after the other", () =>
    Effect.gen(function*() {
      const clock = yield* Clock.Clock
      let sleeps = 0
      const counting: Clock.Clock = Object.assign(Object.create(clock), {
        sleep: (duration: Duration.Duration) => Effect.suspend(() => (sleeps += 1, clock.sleep(duration)))
      })
      const alarms = new Alarms(counting)
      yield* Effect.forkChild(Effect.provideService(alarms.run, Clock.Clock, counting))
      const rung: Array<number> = []
      for (let at = 0; at < 10; at++) {
        const alarm = alarms.set(1000, () => rung.push(at))
        yield* TestClock.adjust(50)
        alarms.clear(alarm)
      }
      assert.strictEqual(sleeps, 1)
      alarms.set(1000, () => rung.push(10))
      yield* TestClock.adjust(999)
      assert.deepStrictEqual(rung, [])
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(rung, [10])
      assert.strictEqual(sleeps, 2)
    }))

  it.effect("are not late when one between them is cleared, whatever was set before", () =>
    Effect.gen(function*() {
      const alarms = new Alarms(yield* Clock.Clock)
      yield* Effect.forkChild(alarms.run)
      const rung: Array<number> = []
      const dues = [1, 20, 2, 21, 22, 10, 3, 23, 24, 25, 26, 11, 12, 9, 8]
      const set = dues.map((millis) => alarms.set(millis, () => rung.push(millis)))
      // The last in the heap takes the place of the one that is cleared, below two that are due later.
      const cleared = set[dues.indexOf(23)]
      if (cleared !== undefined) alarms.clear(cleared)
      const inTime: Array<number> = []
      for (let millis = 1; millis <= 26; millis++) {
        yield* TestClock.adjust(1)
        if (dues.includes(millis) && millis !== 23) inTime.push(millis)
        assert.deepStrictEqual(rung, inTime)
      }
    }))

  it.effect("are never early", () =>
    Effect.gen(function*() {
      const alarms = new Alarms(yield* Clock.Clock)
      yield* Effect.forkChild(alarms.run)
      const rung: Array<string> = []
      alarms.set(1.5, () => rung.push("1.5"))
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(rung, [])
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(rung, ["1.5"])
    }))

  it.effect("that throw are logged, and stop no other", () =>
    Effect.gen(function*() {
      const logs: Array<string> = []
      const logger = Logger.make<unknown, void>(({ cause, message }) => {
        logs.push(`${message}: ${Cause.squash(cause)}`)
      })
      const alarms = new Alarms(yield* Clock.Clock)
      yield* Effect.forkChild(Effect.provide(alarms.run, Logger.layer([logger])))
      const rung: Array<string> = []
      alarms.set(1, () => {
        throw new Error("by mistake")
      })
      alarms.set(1, () => rung.push("second"))
      yield* TestClock.adjust(1)
      alarms.set(1, () => rung.push("third"))
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(logs, ["An alarm threw: Error: by mistake"])
      assert.deepStrictEqual(rung, ["second", "third"])
    }))

  it.effect("wait for whoever runs them, and for whoever does so again", () =>
    Effect.gen(function*() {
      const alarms = new Alarms(yield* Clock.Clock)
      const rung: Array<string> = []
      alarms.set(1, () => rung.push("before"))
      yield* TestClock.adjust(5)
      const running = yield* Effect.forkChild(alarms.run)
      alarms.set(1, () => rung.push("early"))
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(rung, ["before", "early"])
      alarms.set(10, () => rung.push("late"))
      yield* TestClock.adjust(1)
      yield* Fiber.interrupt(running)
      alarms.set(1, () => rung.push("between"))
      yield* TestClock.adjust(1)
      yield* Effect.forkChild(alarms.run)
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(rung, ["before", "early", "between"])
      yield* TestClock.adjust(8)
      assert.deepStrictEqual(rung, ["before", "early", "between", "late"])
    }))

  it.effect("are not moved by a change of the time of day", () =>
    Effect.gen(function*() {
      const clock = yield* Clock.Clock
      let skew = 0
      const jumping: Clock.Clock = Object.assign(Object.create(clock), {
        currentTimeMillisUnsafe: () => clock.currentTimeMillisUnsafe() + skew
      })
      const alarms = new Alarms(jumping)
      yield* Effect.forkChild(alarms.run)
      const rung: Array<string> = []
      alarms.set(1000, () => rung.push("first"))
      yield* TestClock.adjust(500)
      skew = -86_400_000
      alarms.set(1000, () => rung.push("second"))
      yield* TestClock.adjust(500)
      assert.deepStrictEqual(rung, ["first"])
      skew = 86_400_000
      yield* TestClock.adjust(499)
      assert.deepStrictEqual(rung, ["first"])
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(rung, ["first", "second"])
    }))
})
