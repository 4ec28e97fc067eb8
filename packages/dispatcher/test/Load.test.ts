import { assert, describe, it } from "@effect/vitest"
import { Dispatcher } from "@yatefx/dispatcher"
import { CallRoute } from "@yatefx/messages"
import { Clock, Context, Deferred, Effect, Layer, Logger } from "effect"
import { TestClock } from "effect/testing"
import * as EngineSide from "./support/EngineSide.ts"
import { inWorld, Probe, turns } from "./support/world.ts"

describe("what may wait", () => {
  it.effect("is what the engine lets wait, if that is less than our own limit", () =>
    inWorld(
      Effect.fnUntraced(function*({ counts, link, logs, settled, yate }) {
        const go = yield* Deferred.make<void>()
        yield* yate.handle(Probe, {}, (m) => Effect.andThen(Deferred.await(go), m.ret(true)))
        yield* settled
        const waiting = [yield* link.message("test.probe"), yield* link.message("test.probe")]
        assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "false:")
        yield* Deferred.succeed(go, undefined)
        for (const id of waiting) assert.strictEqual(yield* link.answer(id), "true:")
        assert.strictEqual((yield* counts)["overload"], 1)
        assert.match(logs[0]?.text ?? "", /^2 messages wait for an answer already/)
      }),
      { manners: (manners) => manners.locals.set("maxqueue", "2") }
    ))

  it.effect("is more for those who answer at once: a wait and a stream with autoreturn", () =>
    inWorld(
      Effect.fnUntraced(function*({ counts, link, yate }) {
        yield* yate.handle(Probe, { where: { leg: "slow" } }, () => Effect.never)
        yield* yate.expectMessage(Probe, { where: { leg: "once" }, autoreturn: true })
        yield* yate.subscribe(Probe, { where: { leg: "stream" }, autoreturn: true })
        yield* link.message("test.probe", "leg=slow")
        const answers: Array<string> = []
        for (const leg of ["slow", "once", "stream", "once", "stream"]) {
          answers.push(yield* link.answer(yield* link.message("test.probe", `leg=${leg}`)))
        }
        assert.deepStrictEqual(answers, ["false:", "true:", "true:", "false:", "true:"])
        // The second "once" is nobody's, and so not turned away for lack of room.
        assert.deepInclude(yield* counts, { overload: 1, unwanted: 1 })
      }),
      { maxWaiting: 1 }
    ))

  it.effect("leaves the engine a thread: when the others wait for long, new messages are passed by at once", () =>
    inWorld(
      Effect.fnUntraced(function*({ counts, link, logs, settled, yate }) {
        const go = yield* Deferred.make<void>()
        yield* yate.handle(Probe, { where: { leg: "slow" } }, (m) => Effect.andThen(Deferred.await(go), m.ret(true)))
        yield* yate.handle(Probe, { order: 1 }, (m) => m.ret(true, "quick"))
        yield* settled
        // A burst is taken in, however many threads it holds.
        for (let i = 0; i < 6; i++) yield* link.message("test.probe", "leg=slow")
        assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "true::quick")
        yield* TestClock.adjust("2100 millis")
        assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "false:")
        assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "false:")
        assert.deepInclude(yield* counts, { overload: 2 })
        assert.deepStrictEqual(logs.map(({ text }) => text), [
          "3 messages wait for longer than 2000 ms, and the engine works with 4 threads: 1 passed by so far, test.probe " +
          "the last. Answer first, work afterwards"
        ])
        yield* Deferred.succeed(go, undefined)
        yield* turns
        assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "true::quick")
      }),
      { manners: (manners) => manners.locals.set("engine.maxworkers", "4") }
    ))

  it.effect("hostile numbers of the engine change nothing", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, yate }) {
      yield* yate.handle(Probe, { where: { leg: "slow" } }, () => Effect.never)
      yield* yate.handle(Probe, { order: 1 }, (m) => m.ret(true, "quick"))
      yield* settled
      for (const value of ["-1", "1e9", "NaN", "", "99999999", "0"]) {
        yield* link.say(`%%<setlocal:maxqueue:${value}:true`, `%%<setlocal:engine.maxworkers:${value}:true`)
      }
      for (let i = 0; i < 8; i++) yield* link.message("test.probe", "leg=slow")
      yield* TestClock.adjust("3 seconds")
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "true::quick")
    })))

  it.effect("is nothing while the event loop is behind, and that is said", () =>
    Effect.gen(function*() {
      const engine = yield* EngineSide.make()
      const logs: Array<string> = []
      const logger = Logger.make<unknown, void>(({ message }) => void logs.push(String(message)))
      // A clock that a blocked loop would have: between two looks, more passes than was slept.
      const inner = yield* Clock.Clock
      let blocked = 0n
      const clock: Clock.Clock = {
        currentTimeMillisUnsafe: () => inner.currentTimeMillisUnsafe(),
        currentTimeMillis: inner.currentTimeMillis,
        currentTimeNanosUnsafe: () => inner.currentTimeNanosUnsafe(),
        currentTimeNanos: inner.currentTimeNanos,
        monotonicTimeNanosUnsafe: () => inner.monotonicTimeNanosUnsafe() + blocked,
        monotonicTimeNanos: Effect.map(inner.monotonicTimeNanos, (nanos) => nanos + blocked),
        sleep: (duration) => inner.sleep(duration)
      }
      yield* Effect.gen(function*() {
        const context = yield* Layer.build(Layer.provide(Dispatcher.layer, engine.peer.layer)).pipe(
          // The test's own time goes on as always.
          Effect.provideService(Clock.Clock, clock)
        )
        const yate = Context.get(context, Dispatcher)
        const link = yield* engine.accept
        const go = yield* Deferred.make<void>()
        yield* yate.handle(Probe, { where: { leg: "slow" } }, (m) => Effect.andThen(Deferred.await(go), m.ret(true)))
        yield* yate.handle(Probe, { order: 1 }, (m) => m.ret(true, "quick"))
        yield* yate.decide(Probe, { order: 2, where: { leg: "decided" } }, () => ({ processed: true }))
        yield* link.message("test.probe", "leg=slow")
        yield* turns
        blocked += 2_500_000_000n
        yield* TestClock.adjust("500 millis")
        yield* turns
        assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "false:")
        assert.strictEqual(yield* link.answer(yield* link.message("test.probe", "leg=decided")), "true:")
        assert.match(logs.join("\n"), /can't keep up: its event loop is 2500 ms behind: 1 passed by so far/)
        yield* TestClock.adjust("500 millis")
        yield* turns
        assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "true::quick")
        yield* Deferred.succeed(go, undefined)
        yield* turns
      }).pipe(
        Effect.scoped,
        Effect.provide(Logger.layer([logger]))
      )
    }))
})

describe("a slow handler", () => {
  it.effect("is named in the log with its times, once a second at most", () =>
    inWorld(
      Effect.fnUntraced(function*({ link, logs, yate }) {
        yield* yate.handle(
          CallRoute,
          { where: { called: "ivr" } },
          (m) => Effect.andThen(Effect.sleep(300), m.ret(true))
        )
        for (let i = 0; i < 3; i++) yield* link.message("call.route", `id=sip/${i}:caller=1:called=ivr`)
        yield* turns
        yield* TestClock.adjust("300 millis")
        yield* turns
        yield* TestClock.adjust("1 second")
        yield* link.message("call.route", "id=sip/9:caller=1:called=ivr")
        yield* turns
        yield* TestClock.adjust("300 millis")
        yield* turns
        assert.deepStrictEqual(logs.map(({ text }) => text), [
          "The handler of called=ivr answered call.route after 300 ms, of 8000 ms at most: answer first, work afterwards",
          "The handler of called=ivr answered call.route after 300 ms, of 8000 ms at most: answer first, work afterwards, " +
          "and 2 more since the last word of it"
        ])
        assert.deepStrictEqual(logs[1]?.annotations, { message: "call.route", call: "sip/9", engine: "Berlin" })
      }),
      { slowAfter: "250 millis", name: "Berlin" }
    ))

  it.effect("one that answers first and works afterwards is not slow", () =>
    inWorld(Effect.fnUntraced(function*({ link, logs, settled, sizes, yate }) {
      yield* yate.handle(Probe, {}, (m) => Effect.andThen(m.ret(true, "first"), Effect.sleep("1 minute")))
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "true::first")
      yield* settled
      assert.strictEqual((yield* sizes)["handlers_running"], 1)
      assert.isUndefined((yield* sizes)["messages_pending"])
      yield* TestClock.adjust("1 minute")
      yield* settled
      assert.deepStrictEqual([logs, yield* sizes], [[], { handlers: 1, names: 1 }])
    })))
})
