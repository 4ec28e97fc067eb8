import { assert, describe, it } from "@effect/vitest"
import { Dispatcher } from "@yatefx/dispatcher"
import { Transport } from "@yatefx/transport"
import { Clock, Duration, Effect, Layer, Logger } from "effect"
import { TestClock } from "effect/testing"
import * as EngineSide from "./support/EngineSide.ts"
import { inWorld, Probe, turns } from "./support/world.ts"

const questions = (lines: ReadonlyArray<string>): number => lines.filter((line) => line === "%%>setlocal:runid:").length

/** Seconds until a link has ended, in steps of one. */
const secondsUntil = Effect.fnUntraced(function*(ended: Effect.Effect<void>) {
  const start = yield* Clock.currentTimeMillis
  const ending = yield* Effect.forkChild(ended)
  for (let i = 0; i < 100 && ending.pollUnsafe() === undefined; i++) {
    yield* TestClock.adjust("1 second")
    yield* turns
  }
  return ((yield* Clock.currentTimeMillis) - start) / 1000
})

describe("a link that carries nothing", () => {
  it.effect("is asked something small when nothing was heard, and stays when it answers", () =>
    inWorld(Effect.fnUntraced(function*({ counts, link, settled }) {
      yield* settled
      yield* TestClock.adjust("30 seconds")
      yield* turns
      assert.strictEqual(questions(link.lines), 2)
      yield* TestClock.adjust("10 minutes")
      yield* settled
      assert.strictEqual((yield* counts)["connections"], 1)
      assert.isAtMost(questions(link.lines), 42)
    })))

  it.effect("and is not asked while something is heard", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, yate }) {
      yield* yate.observe(Probe, {}, () => {})
      yield* settled
      for (let i = 0; i < 30; i++) {
        yield* TestClock.adjust("5 seconds")
        yield* link.watched("test.probe")
        yield* turns
      }
      assert.strictEqual(questions(link.lines), 1)
    })))

  it.effect("is lost when it doesn't answer, and dialled again", () =>
    inWorld(
      Effect.fnUntraced(function*({ engine, link, logs, settled, yate }) {
        yield* yate.handle(Probe, {}, (m) => m.ret(true))
        yield* settled
        // Half open: what is said is never heard.
        engine.manners.silent.add("setlocal")
        const seconds = yield* secondsUntil(link.ended)
        assert.isTrue(seconds >= 3 && seconds <= 5, `after ${seconds} s`)
        engine.manners.silent.clear()
        yield* TestClock.adjust("250 millis")
        const second = yield* engine.accept
        assert.strictEqual(yield* second.answer(yield* second.message("test.probe")), "true:")
        assert.deepStrictEqual(logs.map(({ level, text }) => [level, text]), [[
          "Warn",
          "Dialling again: the link to lab is lost: the engine was silent for 3000 ms, and did not answer when asked"
        ]])
      }),
      { heartbeat: "2 seconds", heartbeatTimeout: "1 second" }
    ))

  it.effect("is not judged before what has come is read: who slept wakes with his timers first", () =>
    inWorld(
      Effect.fnUntraced(function*({ engine, link, settled, yate }) {
        yield* settled
        engine.manners.silent.add("setlocal")
        // Heard in the first two seconds, asked after four, judged after five: and then it comes, some turns behind the timer.
        for (let second = 0; second < 4; second++) {
          assert.strictEqual(questions(link.lines), 1, `second ${second}`)
          yield* TestClock.adjust("1 second")
          yield* turns
        }
        assert.strictEqual(questions(link.lines), 2)
        // No timer of its own: the clock would wait between the two.
        const isTime = Effect.map(Clock.currentTimeMillis, (now) => now >= 5000)
        yield* Effect.repeat(Effect.andThen(Effect.yieldNow, isTime), { until: (is) => is }).pipe(
          Effect.andThen(Effect.repeat(Effect.yieldNow, { times: 10 })),
          Effect.andThen(link.say("%%<setlocal:runid:1:true")),
          Effect.forkChild
        )
        yield* TestClock.adjust("1 second")
        yield* Effect.repeat(turns, { times: 10 })
        assert.strictEqual((yield* yate.status)._tag, "Live")
      }),
      { heartbeat: "2 seconds", heartbeatTimeout: "1 second" }
    ))

  it.effect("is noticed within 40 seconds by default", () =>
    inWorld(Effect.fnUntraced(function*({ engine, link, settled }) {
      yield* settled
      engine.manners.silent.add("setlocal")
      assert.isAtMost(yield* secondsUntil(link.ended), 40)
    })))

  it.effect("is kept by one who wants no heartbeat, and by an engine that never answered such a question", () =>
    Effect.gen(function*() {
      yield* inWorld(
        Effect.fnUntraced(function*({ counts, engine, settled }) {
          yield* settled
          engine.manners.silent.add("setlocal")
          yield* TestClock.adjust("1 hour")
          yield* turns
          assert.strictEqual((yield* counts)["connections"], 1)
        }),
        { heartbeat: Duration.infinity }
      )
      yield* inWorld(
        Effect.fnUntraced(function*({ counts, yate }) {
          yield* yate.handle(Probe, {}, (m) => m.ret(true))
          yield* TestClock.adjust("1 hour")
          yield* turns
          assert.strictEqual((yield* counts)["connections"], 1)
        }),
        { manners: (manners) => manners.silent.add("setlocal") }
      )
    }))

  it.effect("a write that stalls for ever is noticed too, and one that is slow is not", () =>
    Effect.gen(function*() {
      const engine = yield* EngineSide.make()
      const logs: Array<string> = []
      const logger = Logger.make<unknown, void>(({ message }) => void logs.push(String(message)))
      let delay: Duration.Input = 0
      const slow = Layer.succeed(Transport, {
        address: "lab",
        connect: Effect.map(engine.peer.transport.connect, (link) => ({
          ...link,
          write: (lines: Parameters<typeof link.write>[0]) => Effect.andThen(Effect.sleep(delay), link.write(lines))
        }))
      })
      yield* Effect.gen(function*() {
        const yate = yield* Dispatcher
        yield* Effect.andThen(engine.accept, TestClock.adjust(1))
        yield* turns
        assert.strictEqual((yield* yate.status)._tag, "Live")
        // Each write takes long, and each ends.
        delay = "20 seconds"
        for (let i = 0; i < 10; i++) {
          yield* Effect.forkChild(Effect.ignore(yate.enqueue(Probe, {})))
          yield* TestClock.adjust("20 seconds")
          yield* turns
        }
        assert.strictEqual((yield* yate.status)._tag, "Live")
        delay = Duration.infinity
        yield* Effect.forkChild(Effect.ignore(yate.enqueue(Probe, {})))
        yield* turns
        const seconds = yield* secondsUntil(engine.links[0]?.ended ?? Effect.void)
        assert.isTrue(seconds > 15 && seconds <= 90, `after ${seconds} s`)
        assert.match(logs.at(-1) ?? "", /taken nothing of what was written for 25000 ms/)
        delay = 0
      }).pipe(Effect.provide(Layer.provide(Dispatcher.layer, slow)), Effect.provide(Logger.layer([logger])))
    }))
})
