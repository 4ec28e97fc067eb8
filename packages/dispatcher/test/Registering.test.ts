import { assert, describe, it } from "@effect/vitest"
import { ChanDtmf, Definition, Param } from "@yatefx/messages"
import { Deferred, Effect, Exit, Fiber, Scope, Stream } from "effect"
import { TestClock } from "effect/testing"
import { inWorld, Probe, turns } from "./support/world.ts"

describe("one-shot waits", () => {
  it.effect("take one message and no more", () =>
    inWorld(Effect.fnUntraced(function*({ link, sizes, yate }) {
      const waiting = yield* Effect.forkChild(Effect.flatMap(yate.onMessage(Probe), (m) => m.ret(true, "one")))
      yield* turns
      const first = yield* link.message("test.probe", "id=1")
      const second = yield* link.message("test.probe", "id=2")
      assert.strictEqual(yield* link.answer(first), "true::one")
      assert.strictEqual(yield* link.answer(second), "false:")
      yield* Fiber.join(waiting)
      assert.deepStrictEqual(yield* sizes, { names: 1 })
    })))

  it.effect("answer at once with autoreturn, whether somebody awaits them or not", () =>
    inWorld(Effect.fnUntraced(function*({ counts, link, yate }) {
      const expected = yield* yate.expectMessage(Probe, { autoreturn: true })
      const id = yield* link.message("test.probe", "id=1")
      assert.strictEqual(yield* link.answer(id), "true:")
      const message = yield* expected
      assert.strictEqual(message.params.id, "1")
      assert.strictEqual((yield* Effect.flip(message.ret(false))).reason._tag, "AlreadyAnswered")
      assert.strictEqual((yield* counts)["processed"], 1)
    })))

  it.effect("the oldest is served first", () =>
    inWorld(Effect.fnUntraced(function*({ link, yate }) {
      const fibers = []
      for (let i = 0; i < 5; i++) {
        fibers.push(yield* Effect.forkChild(Effect.flatMap(yate.onMessage(Probe), (m) => m.ret(true, `waiter ${i}`))))
        yield* turns
      }
      // The third gives up: its place is passed by.
      yield* Fiber.interrupt(fibers[2] ?? (yield* Effect.die("no fiber")))
      for (const i of [0, 1, 3, 4]) {
        assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), `true::waiter ${i}`)
      }
    })))

  it.effect("the more specific where is served first, whatever its age, and then the handlers, by order and age", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, yate }) {
      const asked: Array<string> = []
      const handle = (name: string, order?: number) =>
        yate.handle(
          Probe,
          order === undefined ? {} : { order },
          (m) => Effect.andThen(Effect.sync(() => asked.push(name)), m.pass)
        )
      yield* handle("old")
      yield* handle("late", 5)
      yield* handle("young")
      yield* handle("early", -1)
      const wait = (name: string, where: Definition.Where<typeof Probe>) =>
        Effect.forkChild(
          Effect.flatMap(yate.onMessage(Probe, { where }), (m) =>
            Effect.andThen(
              Effect.sync(() => asked.push(name)),
              m.pass
            ))
        )
      yield* wait("any", {})
      yield* turns
      yield* wait("leg", { leg: "b" })
      yield* turns
      yield* wait("id", { id: "a" })
      yield* turns
      yield* wait("both", { id: "a", leg: "b" })
      yield* turns
      const id = yield* link.message("test.probe", "leg=b:id=a")
      assert.strictEqual(yield* link.answer(id), "false:")
      yield* settled
      assert.deepStrictEqual(asked, ["both", "leg", "id", "any", "early", "old", "young", "late"])
    })))

  it.effect("a message that was passed on belongs to the next, whatever becomes of the first", () =>
    inWorld(Effect.fnUntraced(function*({ link, yate }) {
      const go = yield* Deferred.make<void>()
      yield* yate.handle(Probe, {}, (m) => Effect.andThen(Deferred.await(go), m.ret(true, "the handler")))
      const passing = yield* Effect.forkChild(Effect.flatMap(yate.onMessage(Probe), (m) => m.pass))
      const scope = yield* Scope.make()
      const stream = yield* Scope.provide(yate.subscribe(Probe), scope)
      const streaming = yield* Effect.forkChild(Stream.runForEach(stream, (m) => m.pass))
      yield* turns
      const id = yield* link.message("test.probe")
      yield* turns
      yield* Fiber.join(passing)
      yield* Scope.close(scope, Exit.void)
      yield* Fiber.join(streaming)
      assert.deepStrictEqual(link.answers(id), [])
      yield* Deferred.succeed(go, undefined)
      assert.strictEqual(yield* link.answer(id), "true::the handler")
    })))

  it.effect("where finds a value in any spelling, and only there where the parameter is", () =>
    inWorld(Effect.fnUntraced(function*({ link, yate }) {
      yield* yate.handle(Probe, { where: { urgent: true } }, (m) => m.ret(true, "urgent"))
      yield* yate.handle(Probe, { where: { count: 5, id: "ü:%=" } }, (m) => m.ret(true, "five"))
      yield* yate.handle(Probe, { where: { id: "" } }, (m) => m.ret(true, "empty"))
      yield* yate.handle(Probe, { where: { id: "a", leg: "b" } }, (m) => m.ret(true, "ab"))
      const answers: Array<readonly [parameters: string, answer: string]> = [
        ["urgent=true", "true::urgent"],
        ["urgent=yes", "true::urgent"],
        ["urgent=on", "true::urgent"],
        ["urgent=no", "false:"],
        ["urgent=", "false:"],
        ["urgent=maybe", "false:"],
        ["count=+05:id=\u00c3\u00bc%z%%=", "true::five"],
        ["count=5", "false:"],
        ["count=50:id=\u00c3\u00bc%z%%=", "false:"],
        ["id=", "true::empty"],
        ["leg=x", "false:"],
        ["leg=b:id=a", "true::ab"],
        ["id=a:leg=b:id=c", "true::ab"],
        ["id=c:leg=b:id=a", "false:"],
        ["id=a%_b", "false:"]
      ]
      for (const [parameters, answer] of answers) {
        assert.strictEqual(yield* link.answer(yield* link.message("test.probe", parameters)), answer, parameters)
      }
    })))

  it.effect("where is checked when it is registered", () =>
    inWorld(Effect.fnUntraced(function*({ settled, sizes, yate }) {
      const error = yield* Effect.flip(yate.handle(Probe, { where: { count: 1.5 } }, () => Effect.void))
      assert.match(error.message, /test\.probe: the parameter "count" is "1.5"/)
      yield* settled
      assert.deepStrictEqual(yield* sizes, {})
    })))

  it.effect("a guard decides on the message; one that throws lets nothing through and is logged", () =>
    inWorld(Effect.fnUntraced(function*({ link, logs, yate }) {
      yield* yate.handle(Probe, {
        guard: () => {
          throw new Error("bad guard")
        }
      }, (m) => m.ret(true, "thrown"))
      yield* yate.handle(Probe, { guard: (m) => (m.params.count ?? 0) > 3 }, (m) => m.ret(true, "many"))
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe", "count=4")), "true::many")
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe", "count=3")), "false:")
      // What can't be read isn't given to a guard.
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe", "count=x")), "false:")
      assert.isTrue(logs.some(({ cause, level }) => level === "Error" && cause.includes("bad guard")))
    })))

  it.effect("a misfit ends the wait that wanted the message, with what was wrong", () =>
    inWorld(Effect.fnUntraced(function*({ link, sizes, yate }) {
      const waiting = yield* Effect.forkChild(Effect.flip(yate.onMessage(Probe, { where: { id: "a" } })))
      const watching = yield* Effect.forkChild(Effect.flip(yate.onWatch(Probe, { where: { id: "a" } })))
      yield* turns
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe", "id=a:urgent=1")), "false:")
      yield* link.watched("test.probe", "id=a:urgent=1")
      const texts = [(yield* Fiber.join(waiting)).message, (yield* Fiber.join(watching)).message]
      for (const text of texts) {
        assert.strictEqual(text, `test.probe: the parameter "urgent" is "1": Expected true or false`)
      }
      assert.deepStrictEqual(yield* sizes, { names: 2 })
    })))

  it.effect("a schema that throws harms nobody else", () =>
    inWorld(Effect.fnUntraced(function*({ link, yate }) {
      let isArmed = false
      const fields = { id: Param.Text }
      const handmade = {
        ...Definition.make("test.probe", { params: fields }),
        get params() {
          if (isArmed) throw new Error("armed")
          return fields
        }
      }
      yield* yate.handle(handmade, {}, (m) => m.ret(true))
      yield* yate.handle(ChanDtmf, {}, (m) => m.ret(true, "next"))
      isArmed = true
      const broken = yield* link.message("test.probe", "id=1")
      assert.strictEqual(yield* link.answer(yield* link.message("chan.dtmf", "id=1:text=5")), "true::next")
      yield* TestClock.adjust("8 seconds")
      assert.strictEqual(yield* link.answer(broken), "false:")
    })))
})

describe("watches", () => {
  it.effect("go to all who were registered when the message came", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, sizes, yate }) {
      const seen: Array<string> = []
      const watcher = (name: string, where: Definition.Where<typeof Probe>) =>
        Effect.forkChild(
          Effect.flatMap(yate.onWatch(Probe, { where }), (m) =>
            Effect.sync(() => seen.push(`${name} ${m.params.id} ${m.processed}`)))
        )
      yield* watcher("any", {})
      yield* watcher("a", { id: "a" })
      yield* watcher("b", { id: "b" })
      yield* turns
      yield* link.watched("test.probe", "id=a", false)
      yield* link.watched("test.probe", "id=b")
      yield* settled
      assert.deepStrictEqual(seen.sort(), ["a a false", "any a false", "b b true"])
      assert.deepStrictEqual(yield* sizes, { names: 1 })
    })))

  it.effect("are awaited as often as wanted", () =>
    inWorld(Effect.fnUntraced(function*({ link, yate }) {
      const expected = yield* yate.expectWatch(Probe)
      yield* link.watched("test.probe", "id=a")
      assert.strictEqual((yield* expected).params.id, "a")
      assert.strictEqual(yield* expected, yield* expected)
    })))

  it.effect("one that registers because of a message doesn't see that message", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, yate }) {
      const seen: Array<string | undefined> = []
      // Stays, so that the list of watchers is the same when the message is handed round.
      yield* yate.watch(Probe)
      const once = Effect.map(yate.onWatch(Probe), (m) => seen.push(m.params.id))
      const twice = yield* Effect.forkChild(Effect.andThen(once, once))
      yield* turns
      yield* link.watched("test.probe", "id=1")
      yield* settled
      assert.deepStrictEqual(seen, ["1"])
      yield* link.watched("test.probe", "id=2")
      yield* Fiber.join(twice)
      assert.deepStrictEqual(seen, ["1", "2"])
    })))
})

describe("streams", () => {
  it.effect("take every message, in order, and lose nothing between two", () =>
    inWorld(Effect.fnUntraced(function*({ link, yate }) {
      const stream = yield* yate.subscribe(ChanDtmf, { where: { id: "sip/1" } })
      const running = yield* Effect.forkChild(
        Stream.runForEach(Stream.take(stream, 5), (m) => Effect.andThen(Effect.yieldNow, m.ret(true, m.params.text)))
      )
      const ids = []
      for (const key of "12345") ids.push(yield* link.message("chan.dtmf", `id=sip/1:text=${key}`))
      for (const [i, id] of ids.entries()) assert.strictEqual(yield* link.answer(id), `true::${i + 1}`)
      yield* Fiber.join(running)
    })))

  it.effect("answer at once with autoreturn, and then hold more than may wait", () =>
    inWorld(
      Effect.fnUntraced(function*({ link, yate }) {
        const stream = yield* yate.subscribe(ChanDtmf, { autoreturn: true })
        for (const key of "123") {
          assert.strictEqual(yield* link.answer(yield* link.message("chan.dtmf", `id=1:text=${key}`)), "true:")
        }
        const keys = yield* Stream.runCollect(Stream.take(stream, 3))
        assert.deepStrictEqual([...keys].map(({ params }) => params.text), ["1", "2", "3"])
      }),
      { maxWaiting: 1 }
    ))

  it.effect("are bounded: what doesn't fit is passed by, counted and logged", () =>
    inWorld(Effect.fnUntraced(function*({ counts, link, logs, settled, yate }) {
      const keys = yield* yate.subscribe(ChanDtmf, { capacity: 2 })
      const events = yield* yate.watch(ChanDtmf, { capacity: 1 })
      const ids = []
      for (const key of "1234") {
        ids.push(yield* link.message("chan.dtmf", `id=1:text=${key}`))
        yield* link.watched("chan.dtmf", `id=1:text=${key}`)
      }
      yield* settled
      assert.deepStrictEqual(ids.map((id) => link.answers(id)), [[], [], ["false:"], ["false:"]])
      const { overflows, overload } = yield* counts
      assert.deepStrictEqual([overflows, overload], [5, 2])
      assert.isTrue(logs.some(({ text }) => text.includes("A stream of chan.dtmf is full (2)")))
      const kept = [...yield* Stream.runCollect(Stream.take(keys, 2))]
      for (const m of kept) yield* m.ret(true)
      assert.deepStrictEqual([...yield* Stream.runCollect(Stream.take(events, 1))].map((m) => m.params.text), ["1"])
    })))

  it.effect("end with their scope, which answers what was taken and not answered", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, sizes, yate }) {
      const scope = yield* Scope.make()
      const stream = yield* Scope.provide(yate.subscribe(ChanDtmf), scope)
      const watched = yield* Scope.provide(yate.watch(ChanDtmf), scope)
      const holding = yield* Effect.forkChild(Stream.runForEach(stream, () => Effect.void))
      const watching = yield* Effect.forkChild(Stream.runCount(watched))
      const ids = [yield* link.message("chan.dtmf", "id=1:text=1"), yield* link.message("chan.dtmf", "id=1:text=2")]
      yield* link.watched("chan.dtmf", "id=1:text=1")
      yield* settled
      assert.deepStrictEqual(ids.map((id) => link.answers(id)), [[], []])
      yield* Scope.close(scope, Exit.void)
      for (const id of ids) assert.strictEqual(yield* link.answer(id), "false:")
      yield* Fiber.join(holding)
      assert.strictEqual(yield* Fiber.join(watching), 1)
      assert.deepStrictEqual(yield* sizes, { names: 2 })
    })))

  it.effect("skip what doesn't fit, with a word in the log", () =>
    inWorld(Effect.fnUntraced(function*({ link, logs, settled, yate }) {
      const events = yield* yate.watch(Probe)
      const messages = yield* yate.subscribe(Probe, { autoreturn: true })
      yield* link.watched("test.probe", "count=x")
      yield* link.watched("test.probe", "count=1")
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe", "count=x")), "false:")
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe", "count=2")), "true:")
      yield* settled
      assert.deepStrictEqual([...yield* Stream.runCollect(Stream.take(events, 1))].map((m) => m.params.count), [1])
      assert.deepStrictEqual([...yield* Stream.runCollect(Stream.take(messages, 1))].map((m) => m.params.count), [2])
      assert.strictEqual(logs.filter(({ text }) => text.includes(`"count" is "x"`)).length, 2)
    })))
})

describe("interruption", () => {
  it.effect("10,000 waits come and go, and leave nothing", () =>
    inWorld(Effect.fnUntraced(function*({ link, sizes, yate }) {
      const fibers: Array<Fiber.Fiber<unknown, unknown>> = []
      for (let i = 0; i < 5000; i++) {
        fibers.push(yield* Effect.forkChild(yate.onMessage(Probe, { where: { id: String(i) } })))
        fibers.push(
          yield* Effect.forkChild(yate.onWatch(Probe, { where: { leg: String(i % 7) }, until: Effect.never }))
        )
      }
      yield* turns
      const { names, waits, watches } = yield* sizes
      assert.deepStrictEqual([names, waits, watches], [2, 5000, 5000])
      yield* Fiber.interruptAll(fibers)
      assert.deepStrictEqual(yield* sizes, { names: 2 })
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe", "id=7")), "false:")
      yield* TestClock.adjust("5 seconds")
      assert.deepStrictEqual(yield* sizes, {})
    })))

  it.effect("a wait that is over interrupts what would have ended it, and one that is refused leaves no name", () =>
    inWorld(Effect.fnUntraced(function*({ link, sizes, yate }) {
      let interrupted = 0
      const until = Effect.onInterrupt(Effect.never, () => Effect.sync(() => interrupted += 1))
      const waiting = yield* Effect.forkChild(yate.onWatch(Probe, { until }))
      const leaving = yield* Effect.forkChild(yate.onWatch(Probe, { until }))
      yield* turns
      yield* Fiber.interrupt(leaving)
      assert.strictEqual(interrupted, 1)
      yield* link.watched("test.probe")
      yield* Fiber.join(waiting)
      assert.strictEqual(interrupted, 2)
      const error = yield* Effect.flip(yate.onMessage(Probe, { where: { count: 0.5 } }))
      assert.strictEqual(error._tag, "RegistrationError")
      // The watch is in its grace.
      assert.deepStrictEqual(yield* sizes, { names: 1 })
    })))

  it.effect("until ends a wait with what ended it", () =>
    inWorld(Effect.fnUntraced(function*({ link, sizes, yate }) {
      const ended = yield* yate.expectWatch(Probe, { where: { leg: "gone" } })
      const until = Effect.orDie(ended)
      const waiting = yield* Effect.forkChild(Effect.flip(yate.onMessage(ChanDtmf, { until })))
      const watching = yield* Effect.forkChild(Effect.flip(yate.onWatch(ChanDtmf, { until })))
      yield* turns
      yield* link.watched("test.probe", "leg=gone:id=sip/7")
      for (const error of [yield* Fiber.join(waiting), yield* Fiber.join(watching)]) {
        assert.strictEqual(error._tag, "Abandoned")
        if (error._tag === "Abandoned") assert.strictEqual(error.cause.params.id, "sip/7")
      }
      const { names, ...others } = yield* sizes
      assert.deepStrictEqual([names, others], [3, {}])
    })))
})
