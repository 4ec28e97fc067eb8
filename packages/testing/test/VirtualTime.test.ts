import { assert, describe, it } from "@effect/vitest"
import { VirtualTime } from "@yatefx/testing"
import { Clock, Deferred, Effect, Exit, Fiber, Layer } from "effect"
import { TestClock } from "effect/testing"

describe("VirtualTime", () => {
  it.effect("fires each timer at its time, those of late starters too", () =>
    Effect.gen(function*() {
      const log: Array<string> = []
      const say = (what: string) => Effect.map(Clock.currentTimeMillis, (now) => log.push(`${now} ${what}`))
      const result = yield* VirtualTime.run(Effect.gen(function*() {
        yield* Effect.forkChild(Effect.forever(Effect.andThen(Effect.sleep("30 seconds"), say("tick"))))
        for (let hop = 0; hop < 20; hop++) yield* Effect.yieldNow
        yield* Effect.promise(() => Promise.resolve())
        yield* Effect.sleep(100)
        const fiber = yield* Effect.forkChild(Effect.andThen(Effect.sleep(1), say("child")))
        yield* Effect.sleep("1 minute")
        yield* Fiber.join(fiber)
        yield* say("end")
        return "done"
      }))
      assert.strictEqual(result, "done")
      assert.deepStrictEqual(log, ["101 child", "30000 tick", "60000 tick", "60100 end"])
    }))

  it.effect("stops at the moment that the program ends", () =>
    Effect.gen(function*() {
      const at = yield* VirtualTime.run(Effect.gen(function*() {
        yield* Effect.forkDetach(Effect.sleep("1 hour"))
        yield* Effect.sleep(5)
        return yield* Clock.currentTimeMillis
      }))
      assert.strictEqual(at, 5)
    }))

  it.effect("is over at once when nothing can happen any more", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(VirtualTime.run(
        Effect.andThen(Effect.sleep(1500), Effect.flatMap(Deferred.make<void>(), Deferred.await)),
        { patience: 1 }
      ))
      assert.strictEqual(error._tag, "Stuck")
      assert.match(error.message, /^after 1\.5 s of virtual time the scenario waits for something that can't come/)
    }))

  it.effect("waits for the world outside when no timer is left", () =>
    Effect.gen(function*() {
      const text = Effect.promise(() =>
        import("node:fs/promises").then((fs) => fs.readFile(import.meta.filename, "utf8"))
      )
      assert.include(yield* VirtualTime.run(text, { patience: "10 seconds" }), "the world outside")
    }))

  it.effect("ends a program that goes on for ever, and runs its finalizers in its time", () =>
    Effect.gen(function*() {
      let finalized = -1
      const endless = Effect.forever(Effect.sleep("1 second")).pipe(
        Effect.ensuring(Effect.andThen(
          Effect.sleep("2 seconds"),
          Effect.map(Clock.currentTimeMillis, (now) => {
            finalized = now
          })
        ))
      )
      const error = yield* Effect.flip(VirtualTime.run(endless, { limit: "10 seconds" }))
      assert.deepStrictEqual({ why: error.why, after: error.after }, { why: "the limit was reached", after: 10_000 })
      assert.strictEqual(finalized, 12_000)
    }))

  it.effect("interrupts the program when it is interrupted itself", () =>
    Effect.gen(function*() {
      let interrupted = false
      const started = yield* Deferred.make<void>()
      const fiber = yield* Effect.forkChild(VirtualTime.run(
        Effect.onInterrupt(Effect.andThen(Deferred.succeed(started, undefined), Effect.never), () =>
          Effect.andThen(
            Effect.sleep(50),
            Effect.sync(() => {
              interrupted = true
            })
          )),
        { patience: "1 hour" }
      ))
      yield* Deferred.await(started)
      yield* Fiber.interrupt(fiber)
      assert.isTrue(interrupted)
    }))

  it.effect("hands on failures and defects, and takes services from outside", () =>
    Effect.gen(function*() {
      assert.deepStrictEqual(yield* Effect.exit(VirtualTime.run(Effect.fail("no"))), Exit.fail("no"))
      const exit = yield* Effect.exit(VirtualTime.run(Effect.andThen(Effect.sleep(1), Effect.die("broken"))))
      assert.deepStrictEqual(exit, Exit.die("broken"))
      yield* TestClock.adjust(7)
      // The clock outside is another one.
      assert.strictEqual(yield* VirtualTime.run(Clock.currentTimeMillis), 0)
      assert.strictEqual(yield* Clock.currentTimeMillis, 7)
    }))

  it.effect("gives layers inside its time", () =>
    Effect.gen(function*() {
      const log: Array<number> = []
      const Background = Layer.effectDiscard(Effect.forkScoped(
        Effect.andThen(Effect.sleep(10), Effect.map(Clock.currentTimeMillis, (now) => log.push(now)))
      ))
      yield* VirtualTime.run(Effect.provide(Effect.sleep(20), Background))
      assert.deepStrictEqual(log, [10])
    }))
})
