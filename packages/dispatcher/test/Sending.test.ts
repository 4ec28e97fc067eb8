import { assert, describe, it, vi } from "@effect/vitest"
import { type Alarm, Alarms, TimedOut } from "@yatefx/dispatcher"
import { CallExecute, ChanAttach, ChanMasquerade, Definition, Param } from "@yatefx/messages"
import { Deferred, Duration, Effect, Exit, Fiber, Scheduler } from "effect"
import { TestClock } from "effect/testing"
import { inWorld, Probe, turns } from "./support/world.ts"

/** The id of a message that the program sent. */
const idOf = (line: string) => /^%%>message:([^:]*):/.exec(line)?.[1] ?? ""

const Sum = Definition.make("test.sum", { params: { n: Param.Int }, returns: Param.Int, reply: { n: Param.Int } })

describe("dispatch", () => {
  it.effect("brings back what became of a message, typed", () =>
    inWorld(Effect.fnUntraced(function*({ link, sizes, yate }) {
      const running = yield* Effect.forkChild(yate.dispatch(CallExecute, { callto: "dumb/", target: "a:b" }, {
        parameters: [["odd name", "x=y"]],
        returnValue: "start"
      }))
      const line = yield* link.next
      assert.match(line, /^%%>message:yatefx-[^:]+:0:call.execute:start:callto=dumb\/:target=a%zb:odd name=x=y$/)
      yield* link.say(`%%<message:${idOf(line)}:true:call.execute:rv:callto=dumb/:id=dumb/1:extra=1`)
      const result = yield* Fiber.join(running)
      assert.deepStrictEqual(
        [result.processed, result.name, result.returnValue, result.params, result.parameters.get("extra")],
        [true, "call.execute", "rv", { id: "dumb/1" }, "1"]
      )
      assert.deepStrictEqual(yield* sizes, {})
    })))

  it.effect("tells answers apart from each other, in any order, and from watches", () =>
    inWorld(Effect.fnUntraced(function*({ link, yate }) {
      const watched = yield* yate.expectWatch(Sum)
      const fibers = yield* Effect.forEach([1, 2, 3], (n) => Effect.forkChild(yate.dispatch(Sum, { n })))
      const ids = [idOf(yield* link.next), idOf(yield* link.next), idOf(yield* link.next)]
      assert.strictEqual(new Set(ids).size, 3)
      yield* link.watched("test.sum", "n=7")
      for (const i of [2, 0, 1]) yield* link.say(`%%<message:${ids[i]}:${i === 0}:test.sum:${i + 1}0`)
      const results = yield* Effect.forEach(fibers, Fiber.join)
      assert.deepStrictEqual(results.map((m) => [m.processed, m.returnValue]), [[true, 10], [false, 20], [false, 30]])
      assert.strictEqual((yield* watched).params.n, 7)
    })))

  it.effect("interrupted or timed out it leaves nothing, and its answer harms nobody", () =>
    inWorld(Effect.fnUntraced(function*({ counts, link, settled, sizes, yate }) {
      const first = yield* Effect.forkChild(yate.dispatch(Sum, { n: 1 }))
      const second = yield* Effect.forkChild(Effect.flip(yate.dispatch(Sum, { n: 2 }, { timeout: "3 seconds" })))
      const third = yield* Effect.forkChild(Effect.flip(yate.dispatch(Sum, { n: 3 })))
      const ids = [idOf(yield* link.next), idOf(yield* link.next), idOf(yield* link.next)]
      assert.strictEqual((yield* sizes)["dispatches_pending"], 3)
      yield* Fiber.interrupt(first)
      assert.strictEqual((yield* sizes)["dispatches_pending"], 2)
      yield* TestClock.adjust("3 seconds")
      assert.strictEqual((yield* Fiber.join(second)).message, "test.sum: no answer in 3000 ms; it may have happened")
      yield* TestClock.adjust("57 seconds")
      assert.strictEqual((yield* Fiber.join(third)).reason._tag, "TimedOut")
      for (const id of ids) yield* link.say(`%%<message:${id}:true:test.sum:1`)
      yield* settled
      assert.deepStrictEqual(yield* sizes, {})
      assert.isUndefined((yield* counts)["stray_lines"])
    })))

  it.effect("waits as long as it is told: not at all, for weeks, or for ever", () =>
    inWorld(
      Effect.fnUntraced(function*({ link, sizes, yate }) {
        const waiting = (timeout: Duration.Input) =>
          Effect.forkChild(Effect.flip(yate.dispatch(Sum, { n: 1 }, { timeout })))
        for (const timeout of [0, -1, "-Infinity", Number.NaN] as const) {
          const fiber = yield* waiting(timeout)
          yield* turns
          assert.strictEqual((yield* Fiber.join(fiber)).reason._tag, "TimedOut", String(timeout))
        }
        const millis = 2 ** 31 + 1
        const [weeks, ever] = [yield* waiting(millis), yield* waiting("Infinity")]
        yield* turns
        yield* TestClock.adjust(millis - 1)
        assert.strictEqual((yield* sizes)["dispatches_pending"], 2)
        yield* TestClock.adjust(1)
        assert.deepStrictEqual((yield* Fiber.join(weeks)).reason, new TimedOut({ millis }))
        yield* TestClock.adjust(100 * millis)
        assert.strictEqual((yield* sizes)["dispatches_pending"], 1)
        yield* link.cut
        assert.strictEqual((yield* Fiber.join(ever)).reason._tag, "Disconnected")
      }),
      { heartbeat: "Infinity" }
    ))

  it.effect("keeps no alarm when it is over, however it ends", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, sizes, yate }) {
      const set = yield* Effect.acquireRelease(
        Effect.sync(() => vi.spyOn(Alarms.prototype, "set")),
        (spy) => Effect.sync(() => spy.mockRestore())
      )
      const kept = () => set.mock.results.filter(({ value }) => (value as Alarm).at >= 0).length
      const send = Effect.forkChild(Effect.exit(yate.dispatch(Sum, { n: 1 })))
      const answered = yield* send
      yield* link.say(`%%<message:${idOf(yield* link.next)}:true:test.sum:1`)
      yield* Fiber.join(answered)
      yield* settled
      assert.deepStrictEqual([set.mock.results.length, kept()], [2, 0])
      const interrupted = yield* send
      const timedOut = yield* send
      yield* turns
      assert.strictEqual(kept(), 2)
      yield* Fiber.interrupt(interrupted)
      assert.strictEqual(kept(), 1)
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(timedOut)
      assert.strictEqual(kept(), 0)
      const lost = yield* send
      yield* turns
      assert.strictEqual(kept(), 1)
      yield* link.cut
      yield* Fiber.join(lost)
      assert.strictEqual(kept(), 0)
      assert.isUndefined((yield* sizes)["dispatches_pending"])
    })))

  it.effect("what can't be said is refused before anything is", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, yate }) {
      yield* settled
      const before = link.lines.length
      const errors = [
        yield* Effect.flip(yate.dispatch(Sum, { n: 1.5 })),
        yield* Effect.flip(yate.dispatch(Probe, { id: "a\0b" })),
        yield* Effect.flip(yate.enqueue(Probe, {}, { parameters: [["a=b", "1"]] })),
        yield* Effect.flip(yate.enqueue(Probe, { id: "z".repeat(70_000) })),
        yield* Effect.flip(yate.enqueue(Probe, Object.assign({ id: "a" }, { idd: "typo" }))),
        yield* Effect.flip(yate.setLocal("a:b", "1")),
        yield* Effect.flip(yate.output("two\nlines")),
        yield* Effect.flip(yate.debug(11, "text"))
      ]
      assert.deepStrictEqual(errors.map(({ message }) => message.replace(/has \d+ bytes/, "has N bytes")), [
        `test.sum: the parameter "n" is "1.5": Expected an integer`,
        `test.probe: "id" can't be sent: it holds a NUL byte, which Yate can't read. Remove the byte`,
        `test.probe: the parameter "a=b" can't be sent: "=" is not allowed in a name. Rename it`,
        `test.probe: the line has N bytes and the engine takes 65535; "id" is its largest part. ` +
        `Send less, or raise "bufsize" (65536 at most)`,
        `test.probe: the parameter "idd" is "typo": not defined`,
        `setlocal a:b: "name" can't be sent: it holds a byte that the engine would take as the field's end. Remove it`,
        `output: "text" can't be sent: it holds a byte that the engine would take as the field's end. Remove it`,
        `debug: "level" can't be sent: it is not a whole number in the range that Yate reads. Round or correct it`
      ])
      yield* settled
      assert.strictEqual(link.lines.length, before + 1)
    })))

  it.effect("what can't be said is refused at once, also while the engine is away", () =>
    inWorld(Effect.fnUntraced(function*({ link, yate }) {
      const errors = Effect.forEach(
        [yate.dispatch, yate.enqueue],
        (send) => Effect.map(Effect.flip(send(Probe, {}, { returnValue: "a\0b" })), ({ reason }) => reason._tag)
      )
      const refused = ["EncodeError", "EncodeError"]
      assert.deepStrictEqual(yield* errors, refused)
      yield* link.cut
      yield* turns
      assert.deepStrictEqual(yield* errors, refused)
    })))

  it.effect("an answer that doesn't fit its definition is a typed error", () =>
    inWorld(Effect.fnUntraced(function*({ link, yate }) {
      const running = yield* Effect.forkChild(Effect.flip(yate.dispatch(Sum, { n: 1 })))
      yield* link.say(`%%<message:${idOf(yield* link.next)}:true:test.sum:many`)
      assert.match((yield* Fiber.join(running)).message, /^test\.sum: the parameter "returnValue" is "many": Expected/)
    })))

  it.effect("a line that the engine couldn't read fails the one who sent it", () =>
    inWorld(Effect.fnUntraced(function*({ counts, link, logs, settled, yate }) {
      const running = yield* Effect.forkChild(Effect.flip(yate.dispatch(Sum, { n: 1 })))
      const line = yield* link.next
      yield* link.say(`Error in: ${line}`)
      const error = yield* Fiber.join(running)
      assert.strictEqual(error.message, "test.sum: the engine could not read the line")
      // Harmless on a listener with a role, and no answer of anybody's.
      yield* link.say("Error in: %%>connect:global")
      yield* link.say("Error in: %%>output:whatever")
      yield* settled
      assert.strictEqual((yield* counts)["stray_lines"], 1)
      assert.match(logs[0]?.text ?? "", /the engine could not read our line "%%>output:whatever"/)
    })))

  it.effect("a lost link fails it, and the next link never hears of it", () =>
    inWorld(Effect.fnUntraced(function*({ engine, link, sizes, yate }) {
      const running = yield* Effect.forkChild(Effect.flip(yate.dispatch(Sum, { n: 1 })))
      yield* link.next
      yield* link.cut
      const error = yield* Fiber.join(running)
      assert.strictEqual(error.message, "test.sum: the link was lost before the answer came; it may have happened")
      yield* turns
      yield* TestClock.adjust("1 second")
      const second = yield* engine.accept
      yield* yate.enqueue(Probe, { id: "after" })
      assert.strictEqual(yield* second.next, "%%>message::0:test.probe::id=after")
      assert.deepStrictEqual(yield* sizes, {})
    })))
})

describe("a link that goes at any moment", () => {
  it.effect("leaves no one who sends between two links", () =>
    inWorld(Effect.fnUntraced(function*({ engine, settled, sizes, yate }) {
      let link = engine.links[0] ?? (yield* Effect.die("no link"))
      let waited = 0
      for (let moment = 0; moment < 60; moment++) {
        yield* settled
        // Paused after each step, so that the link is cut between any two.
        const sending = yield* Effect.forkChild(
          Effect.all([Effect.exit(yate.dispatch(Sum, { n: moment })), Effect.exit(yate.getLocal("maxqueue"))]).pipe(
            Effect.provideService(Scheduler.MaxOpsBeforeYield, 3)
          ),
          { startImmediately: true }
        )
        yield* Effect.repeat(Effect.yieldNow, { times: moment })
        yield* link.cut
        yield* turns
        yield* TestClock.adjust("250 millis")
        link = yield* engine.accept
        const answering = yield* Effect.forkChild(
          Effect.flatMap(link.next, (line) => link.say(`%%<message:${idOf(line)}:true:test.sum:0`))
        )
        const [dispatched, asked] = yield* Fiber.join(sending)
        const wasSentAgain = answering.pollUnsafe() !== undefined
        yield* Fiber.interrupt(answering)
        if (wasSentAgain) assert.isTrue(Exit.isSuccess(dispatched), `at ${moment}`)
        else assert.match(JSON.stringify(dispatched), /Disconnected/, `at ${moment}`)
        waited += wasSentAgain ? 1 : 0
        if (Exit.isFailure(asked)) assert.match(JSON.stringify(asked), /Disconnected/, `at ${moment}`)
        yield* settled
        assert.deepStrictEqual(yield* sizes, {})
      }
      assert.isTrue(waited > 0 && waited < 60, `${waited} of 60 were not sent before the link went`)
    })))
})

describe("on behalf of a message that waits", () => {
  it.effect("it bears that message's id, and the answers are told apart by name and then by age", () =>
    inWorld(Effect.fnUntraced(function*({ link, sizes, yate }) {
      const got = yield* Deferred.make<ReadonlyArray<string>>()
      yield* yate.handle(CallExecute, {}, (m) =>
        Effect.all([
          yate.dispatch(CallExecute, { callto: "tone/ring" }, { onBehalfOf: m }),
          yate.dispatch(ChanAttach, { source: "tone/dial" }, { onBehalfOf: m }),
          yate.dispatch(ChanAttach, { source: "tone/busy" }, { onBehalfOf: m }),
          yate.dispatch(ChanMasquerade, { id: "dumb/1", message: "chan.play" }, { onBehalfOf: m })
        ], { concurrency: "unbounded" }).pipe(
          Effect.flatMap((all) => Deferred.succeed(got, all.map(({ name, returnValue }) => `${name} ${returnValue}`))),
          Effect.andThen(m.ret(true))
        ))
      const id = yield* link.message("call.execute", "id=dumb/1:callto=app/x")
      for (let i = 0; i < 4; i++) assert.strictEqual(idOf(yield* link.next), id)
      yield* link.say(`%%<message:${id}:true:chan.attach:1`)
      yield* link.say(`%%<message:${id}:true:call.execute:0`)
      yield* link.say(`%%<message:${id}:true:chan.attach:2`)
      // Under another name than it was sent: what is left.
      yield* link.say(`%%<message:${id}:true:chan.play:3`)
      assert.deepStrictEqual(yield* Deferred.await(got), [
        "call.execute 0",
        "chan.attach 1",
        "chan.attach 2",
        "chan.play 3"
      ])
      assert.strictEqual(yield* link.answer(id), "true:")
      yield* turns
      assert.deepStrictEqual(yield* sizes, { handlers: 1, names: 1 })
    })))

  it.effect("the answer to an interrupted one doesn't reach the next under the same id", () =>
    inWorld(Effect.fnUntraced(function*({ link, sizes, yate }) {
      const got = yield* Deferred.make<string>()
      yield* yate.handle(CallExecute, {}, (m) =>
        Effect.gen(function*() {
          const attach = (source: string) => yate.dispatch(ChanAttach, { source }, { onBehalfOf: m })
          const first = yield* Effect.forkChild(attach("tone/dial"))
          yield* turns
          yield* Fiber.interrupt(first)
          yield* Deferred.succeed(got, (yield* attach("tone/busy")).returnValue)
          yield* m.ret(true)
        }))
      const id = yield* link.message("call.execute", "id=dumb/1:callto=app/x")
      yield* link.next
      yield* link.next
      yield* link.say(`%%<message:${id}:false:chan.attach:dial`, `%%<message:${id}:false:chan.attach:busy`)
      assert.strictEqual(yield* Deferred.await(got), "busy")
      yield* link.answer(id)
      yield* turns
      assert.deepStrictEqual(yield* sizes, { handlers: 1, names: 1 })
    })))

  it.effect("what an answered message left unanswered is no trap for the next message of that id", () =>
    inWorld(Effect.fnUntraced(function*({ link, yate }) {
      const got: Array<string> = []
      yield* yate.handle(CallExecute, {}, (m) =>
        Effect.gen(function*() {
          const attaching = yield* Effect.forkChild(yate.dispatch(ChanAttach, {}, { onBehalfOf: m }))
          yield* turns
          if (m.params.id === "dumb/1") yield* Fiber.interrupt(attaching)
          else got.push((yield* Fiber.join(attaching)).returnValue)
          yield* m.ret(true)
        }))
      yield* link.message("call.execute", "id=dumb/1:callto=app/x", { id: "same" })
      yield* link.next
      yield* link.answer("same")
      yield* link.message("call.execute", "id=dumb/2:callto=app/x", { id: "same" })
      yield* link.next
      yield* link.say("%%<message:same:false:chan.attach:mine")
      yield* turns
      assert.deepStrictEqual(got, ["mine"])
    })))

  it.effect("of one that is answered it isn't sent", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, yate }) {
      const got = yield* Deferred.make<string>()
      yield* yate.handle(CallExecute, {}, (m) =>
        m.ret(true).pipe(
          Effect.andThen(Effect.flip(yate.dispatch(ChanAttach, {}, { onBehalfOf: m }))),
          Effect.flatMap((error) => Deferred.succeed(got, error.message))
        ))
      yield* link.message("call.execute", "id=dumb/1:callto=app/x")
      assert.match(yield* Deferred.await(got), /^chan\.attach: the message that it is sent on behalf of/)
      yield* settled
      assert.isFalse(link.lines.some((line) => line.startsWith("%%>message")))
    })))
})

describe("enqueue, output and debug", () => {
  it.effect("say it and go on", () =>
    inWorld(Effect.fnUntraced(function*({ link, yate }) {
      yield* yate.enqueue(Probe, { id: "ü", urgent: true, count: 3 })
      yield* yate.output("raw: %z")
      yield* yate.debug(5, "50%: done\nnext")
      assert.deepStrictEqual([yield* link.next, yield* link.next, yield* link.next], [
        "%%>message::0:test.probe::id=\u00c3\u00bc:urgent=true:count=3",
        "%%>output:raw: %z",
        "%%>debug:5:50%%%z done%Jnext"
      ])
    })))

  it.effect("local parameters: set, asked for, unknown; those of one name in order", () =>
    inWorld(Effect.fnUntraced(function*({ yate }) {
      assert.strictEqual(yield* yate.setLocal("maxqueue", "5"), "5")
      assert.strictEqual(yield* yate.getLocal("maxqueue"), "5")
      assert.strictEqual(yield* yate.getLocal("engine.version"), "6.4.1")
      assert.isUndefined(yield* yate.getLocal("no.such"))
      assert.strictEqual(yield* yate.setLocal("bufsize", "1"), "2048")
      const values = yield* Effect.all([
        yate.setLocal("maxqueue", "1"),
        yate.setLocal("reason", "x"),
        yate.setLocal("maxqueue", "2"),
        yate.getLocal("maxqueue")
      ], { concurrency: "unbounded" })
      assert.deepStrictEqual(values, ["1", undefined, "2", "2"])
    })))

  it.effect("an interrupted question keeps its place, and one without an answer ends", () =>
    inWorld(
      Effect.fnUntraced(function*({ engine, link, yate }) {
        engine.manners.silent.add("setlocal")
        const interrupted = yield* Effect.forkChild(yate.setLocal("maxqueue", "1"))
        yield* turns
        yield* Fiber.interrupt(interrupted)
        const second = yield* Effect.forkChild(yate.setLocal("maxqueue", "2"))
        yield* turns
        yield* link.confirmRest
        assert.strictEqual(yield* Fiber.join(second), "2")
        engine.manners.silent.add("setlocal")
        const forgotten = yield* Effect.forkChild(Effect.flip(yate.getLocal("maxqueue")))
        yield* turns
        yield* TestClock.adjust("1 minute")
        assert.strictEqual((yield* Fiber.join(forgotten)).reason._tag, "TimedOut")
      }),
      { heartbeat: Duration.infinity }
    ))
})
