import { assert, describe, it } from "@effect/vitest"
import { CallRoute, Definition, Param } from "@yatefx/messages"
import { Deferred, Effect, Fiber, Scope } from "effect"
import { TestClock } from "effect/testing"
import { inWorld, Probe, turns } from "./support/world.ts"

describe("an answer on the wire", () => {
  it.effect("is as short as what it changes", () =>
    inWorld(Effect.fnUntraced(function*({ link, yate }) {
      yield* yate.handle(Probe, { where: { id: "plain" } }, (m) => m.ret(true))
      yield* yate.handle(Probe, { where: { id: "declined" } }, (m) => m.ret(false))
      yield* yate.handle(Probe, { where: { id: "value" } }, (m) => m.ret(true, "dumb/"))
      yield* yate.handle(Probe, { where: { id: "emptied" } }, (m) => m.ret(true, ""))
      yield* yate.handle(Probe, { where: { id: "changed" } }, (m) => m.ret(true, undefined, { note: "a:b", count: 3 }))
      yield* yate.handle(Probe, { where: { id: "deleted" } }, (m) => m.ret(false, "x", { note: null, id: "y" }))
      yield* yate.handle(Probe, { where: { id: "raw" } }, (m) =>
        m.ret(true, "x", {}, [["odd name", "1"], ["gone", undefined]]))
      yield* yate.handle(Probe, { where: { id: "nothing" } }, (m) =>
        m.ret(true, undefined, {}))
      const expected: Record<string, string> = {
        plain: "true:",
        declined: "false:",
        value: "true::dumb/",
        emptied: "true::",
        // What was there is kept only by saying it again, escaped as it came.
        changed: "true::kept%zit:note=a%zb:count=3",
        deleted: "false::x:id=y:note",
        raw: "true::x:odd name=1:gone",
        nothing: "true:"
      }
      for (const [id, answer] of Object.entries(expected)) {
        const sent = yield* link.message("test.probe", `id=${id}`, { returnValue: "kept%zit" })
        assert.strictEqual(yield* link.answer(sent), answer, id)
      }
    })))

  it.effect("carries an id back byte for byte", () =>
    inWorld(Effect.fnUntraced(function*({ link, yate }) {
      yield* yate.handle(Probe, {}, (m) => m.ret(true))
      for (const id of ["0x7f50e7a77c60.868946237", "a%zb", "100%%", "caf\u00e9\u00ff", "%Jx", ""]) {
        yield* link.message("test.probe", "", { id })
        assert.strictEqual(yield* link.answer(id), "true:", id)
      }
    })))

  it.effect("is refused when the engine couldn't read it: the handler hears why, the engine gets a safe one", () =>
    inWorld(Effect.fnUntraced(function*({ counts, link, yate }) {
      const reasons: Array<string> = []
      const note = <E extends Error>(self: Effect.Effect<void, E>) =>
        Effect.tapError(self, (error) => Effect.sync(() => reasons.push(error.message)))
      yield* yate.handle(Probe, { where: { id: "equals" } }, (m) => note(m.ret(true, "x", {}, [["a=b", "1"]])))
      yield* yate.handle(Probe, { where: { id: "nul" } }, (m) => note(m.ret(true, "x", { note: "a\0b" })))
      yield* yate.handle(Probe, { where: { id: "nulret" } }, (m) => note(m.ret(true, "a\0b")))
      yield* yate.handle(Probe, { where: { id: "long" } }, (m) => note(m.ret(true, "x", { note: "z".repeat(70_000) })))
      yield* yate.handle(Probe, { where: { id: "misfit" } }, (m) => note(m.ret(true, "x", { count: 1.5 })))
      for (const id of ["equals", "nul", "nulret", "long", "misfit"]) {
        assert.strictEqual(yield* link.answer(yield* link.message("test.probe", `id=${id}`)), "false:", id)
      }
      assert.match(reasons[0] ?? "", /"a=b" can't be sent: "=" is not allowed in a name/)
      assert.match(reasons[1] ?? "", /"note" can't be sent: it holds a NUL/)
      assert.match(reasons[2] ?? "", /"returnValue" can't be sent: it holds a NUL/)
      assert.match(
        reasons[3] ?? "",
        /the line has 70\d\d\d bytes and the engine takes 65535; "note" is its largest part/
      )
      assert.match(reasons[4] ?? "", /"count" is "1.5"/)
      assert.strictEqual((yield* counts)["refused"], 5)
    })))

  it.effect("keeps to the buffer that the engine has, to the byte", () =>
    inWorld(
      Effect.fnUntraced(function*({ link, yate }) {
        // "%%<message:x:true::" and LF are 20 bytes; 2047 are the most that fit in 2048.
        const fits = "z".repeat(2047 - 20)
        yield* yate.handle(Probe, { where: { id: "fits" } }, (m) => m.ret(true, fits))
        yield* yate.handle(Probe, { where: { id: "not" } }, (m) => Effect.ignore(m.ret(true, `${fits}z`)))
        yield* link.message("test.probe", "id=fits", { id: "x" })
        assert.strictEqual(yield* link.answer("x"), `true::${fits}`)
        yield* link.message("test.probe", "id=not", { id: "y" })
        assert.strictEqual(yield* link.answer("y"), "false:")
      }),
      // Below what an engine can have: it takes the least.
      { bufsize: 100 }
    ))
})

describe("exactly one answer", () => {
  it.effect("whatever becomes of the handler", () =>
    inWorld(Effect.fnUntraced(function*({ counts, link, logs, sizes, yate }) {
      yield* yate.handle(Probe, { where: { id: "ends" } }, () => Effect.void)
      yield* yate.handle(Probe, { where: { id: "fails" } }, () => Effect.fail(new Error("no such user")))
      yield* yate.handle(Probe, { where: { id: "dies" } }, () => Effect.die(new Error("a bug")))
      yield* yate.handle(Probe, { where: { id: "throws" } }, (): Effect.Effect<void> => {
        throw new Error("before any effect")
      })
      yield* yate.handle(Probe, { where: { id: "interrupts" } }, () => Effect.interrupt)
      yield* yate.handle(
        Probe,
        { where: { id: "after" } },
        (m) => Effect.andThen(m.ret(true), Effect.fail(new Error("afterwards")))
      )
      for (const id of ["ends", "fails", "dies", "throws", "interrupts"]) {
        assert.strictEqual(yield* link.answer(yield* link.message("test.probe", `id=${id}`)), "false:", id)
      }
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe", "id=after")), "true:")
      yield* turns
      const failures = logs.filter(({ level }) => level === "Error")
      assert.strictEqual(failures.length, 4)
      assert.strictEqual(failures[0]?.text, "The handler of test.probe failed")
      assert.deepStrictEqual(failures.map(({ annotations }) => annotations["call"]), [
        "fails",
        "dies",
        "throws",
        "after"
      ])
      assert.match(failures[2]?.cause ?? "", /before any effect/)
      assert.deepStrictEqual({ abandoned: (yield* counts)["abandoned"], processed: (yield* counts)["processed"] }, {
        abandoned: 5,
        processed: 1
      })
      assert.isUndefined((yield* sizes)["messages_pending"])
    })))

  it.effect("for what nobody wants, and for what doesn't fit", () =>
    inWorld(Effect.fnUntraced(function*({ counts, link, logs, yate }) {
      yield* yate.handle(Probe, { where: { id: "ivr" } }, (m) => m.ret(true))
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe", "id=other")), "false:")
      assert.strictEqual(yield* link.answer(yield* link.message("test.unknown", "id=ivr")), "false:")
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe", "id=ivr:count=many")), "false:")
      const { misfit, unwanted } = yield* counts
      assert.deepStrictEqual([misfit, unwanted], [1, 2])
      assert.match(logs.map(({ text }) => text).join(), /"count" is "many": Expected a whole number/)
    })))

  it.effect("by the next handler, when the first can't read it", () =>
    inWorld(Effect.fnUntraced(function*({ counts, link, yate }) {
      const Lax = Definition.make("test.probe", { params: { id: Param.optional(Param.Text) } })
      yield* yate.handle(Probe, {}, (m) => m.ret(true, "strict"))
      yield* yate.handle(Lax, {}, (m) => m.ret(true, "lax"))
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe", "id=1:count=many")), "true::lax")
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe", "id=1:count=2")), "true::strict")
      assert.isUndefined((yield* counts)["misfit"])
    })))

  it.effect("in time: the deadline answers, a late ret is told so, and the handler runs on", () =>
    inWorld(Effect.fnUntraced(function*({ link, logs, sizes, yate }) {
      const late = yield* Deferred.make<string>()
      yield* yate.handle(Probe, {}, (m) =>
        Effect.sleep("9 seconds").pipe(
          Effect.andThen(Effect.flip(m.ret(true))),
          Effect.flatMap((error) => Deferred.succeed(late, `${error.reason._tag}: ${error.message}`))
        ))
      const id = yield* link.message("test.probe", "id=sip/1")
      yield* turns
      yield* TestClock.adjust("7999 millis")
      yield* turns
      assert.deepStrictEqual(link.answers(id), [])
      assert.strictEqual((yield* sizes)["messages_pending"], 1)
      yield* TestClock.adjust("1 millis")
      assert.strictEqual(yield* link.answer(id), "false:")
      yield* TestClock.adjust("2 seconds")
      assert.match(yield* Deferred.await(late), /^TooLate: .*deadline of 8000 ms/)
      const warning = logs.find(({ text }) => text.includes("was not answered in 8000 ms"))
      assert.deepStrictEqual(warning?.annotations, { message: "test.probe", call: "sip/1" })
    })))

  it.effect("in time, each by its own arrival", () =>
    inWorld(Effect.fnUntraced(function*({ link, yate }) {
      yield* yate.handle(Probe, {}, () => Effect.never)
      const ids: Array<string> = []
      for (let i = 0; i < 4; i++) {
        ids.push(yield* link.message("test.probe"))
        yield* turns
        yield* TestClock.adjust("3 seconds")
      }
      // At 12 s: sent at 0, 3, 6 and 9.
      yield* turns
      assert.deepStrictEqual(ids.map((id) => link.answers(id).length), [1, 1, 0, 0])
      yield* TestClock.adjust("3 seconds")
      yield* turns
      assert.deepStrictEqual(ids.map((id) => link.answers(id).length), [1, 1, 1, 0])
      yield* TestClock.adjust("2 seconds")
      yield* turns
      assert.deepStrictEqual(ids.map((id) => link.answers(id).length), [1, 1, 1, 1])
    })))

  it.effect("before four fifths of the timeout that the engine has, also when it is set later", () =>
    inWorld(
      Effect.fnUntraced(function*({ link, settled, yate }) {
        yield* yate.handle(Probe, {}, () => Effect.never)
        const first = yield* link.message("test.probe")
        yield* settled
        yield* TestClock.adjust("3199 millis")
        yield* turns
        assert.deepStrictEqual(link.answers(first), [])
        yield* TestClock.adjust("1 millis")
        assert.strictEqual(yield* link.answer(first), "false:")
        // Shortened while one waits.
        const second = yield* link.message("test.probe")
        yield* settled
        yield* yate.setLocal("timeout", "700")
        yield* TestClock.adjust("559 millis")
        yield* turns
        assert.deepStrictEqual(link.answers(second), [])
        yield* TestClock.adjust("1 millis")
        assert.strictEqual(yield* link.answer(second), "false:")
      }),
      { manners: (manners) => manners.locals.set("timeout", "4000") }
    ))

  it.effect("a second ret, and a ret after pass, are typed errors and send nothing", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, yate }) {
      const errors: Array<string> = []
      const again = (effect: Effect.Effect<void, { readonly reason: { readonly _tag: string } }>) =>
        Effect.map(Effect.flip(effect), ({ reason }) => errors.push(reason._tag))
      yield* yate.handle(
        Probe,
        { where: { id: "twice" } },
        (m) => m.ret(true, "first").pipe(Effect.andThen(again(m.ret(false, "second"))), Effect.andThen(again(m.pass)))
      )
      yield* yate.handle(
        Probe,
        { where: { id: "passed" } },
        (m) => m.pass.pipe(Effect.andThen(again(m.ret(true, "mine"))), Effect.andThen(again(m.pass)))
      )
      const twice = yield* link.message("test.probe", "id=twice")
      assert.strictEqual(yield* link.answer(twice), "true::first")
      const passed = yield* link.message("test.probe", "id=passed")
      assert.strictEqual(yield* link.answer(passed), "false:")
      yield* settled
      assert.deepStrictEqual(errors, Array(4).fill("AlreadyAnswered"))
      assert.deepStrictEqual([link.answers(twice).length, link.answers(passed).length], [1, 1])
    })))

  it.effect("over the limit of waiting messages, at once", () =>
    inWorld(
      Effect.fnUntraced(function*({ counts, link, logs, yate }) {
        const go = yield* Deferred.make<void>()
        yield* yate.handle(Probe, {}, (m) => Effect.andThen(Deferred.await(go), m.ret(true)))
        const waiting = [yield* link.message("test.probe"), yield* link.message("test.probe")]
        const over = yield* link.message("test.probe")
        assert.strictEqual(yield* link.answer(over), "false:")
        assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "false:")
        yield* Deferred.succeed(go, undefined)
        for (const id of waiting) assert.strictEqual(yield* link.answer(id), "true:")
        assert.strictEqual((yield* counts)["overload"], 2)
        // Said once, and not for each.
        assert.deepStrictEqual(logs.map(({ level }) => level), ["Warn"])
        assert.match(logs[0]?.text ?? "", /^2 messages wait for an answer already \("maxWaiting"\): 1 passed by/)
        assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "true:")
      }),
      { maxWaiting: 2 }
    ))

  it.effect("two messages of one id are two messages", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, sizes, yate }) {
      const go = yield* Deferred.make<void>()
      yield* yate.handle(Probe, {}, (m) => Effect.andThen(Deferred.await(go), m.ret(true)))
      const id = yield* link.message("test.probe")
      yield* link.message("test.probe", "", { id })
      yield* settled
      assert.strictEqual((yield* sizes)["messages_pending"], 2)
      yield* Deferred.succeed(go, undefined)
      yield* settled
      assert.strictEqual(link.lines.filter((line) => line === `%%<message:${id}:true:`).length, 2)
    })))

  it.effect("is a snapshot: readable before the answer and after it", () =>
    inWorld(Effect.fnUntraced(function*({ link, yate }) {
      const seen = yield* Deferred.make<unknown>()
      yield* yate.handle(
        CallRoute,
        {},
        (m) =>
          Effect.andThen(
            m.ret(true, "dumb/"),
            Deferred.succeed(seen, [m.params.called, m.time, m.returnValue, [...m.parameters]])
          )
      )
      yield* link.message("call.route", "id=sip/1:called=a%zb:address=1:address=2:__proto__=x", { returnValue: "r" })
      assert.deepStrictEqual(yield* Deferred.await(seen), [
        "a:b",
        1795381165,
        "r",
        [["id", "sip/1"], ["called", "a:b"], ["address", "1"], ["address", "2"], ["__proto__", "x"]]
      ])
      assert.isUndefined(Reflect.get({}, "x"))
    })))
})

describe("shutdown", () => {
  it.effect("answers all that waits, and only then says quit", () =>
    Effect.gen(function*() {
      const link = yield* inWorld(Effect.fnUntraced(function*({ link, settled, yate }) {
        yield* yate.handle(Probe, { where: { id: "slow" } }, () => Effect.never)
        yield* Effect.forkScoped(yate.onMessage(Probe, { where: { id: "taken" } }).pipe(Effect.andThen(Effect.never)))
        const unread = yield* yate.expectMessage(Probe, { where: { id: "unread" } })
        void unread
        yield* turns
        for (const id of ["slow", "taken", "unread"]) yield* link.message("test.probe", `id=${id}`)
        yield* settled
        assert.strictEqual(link.lines.filter((line) => line.startsWith("%%<message")).length, 0)
        return link
      }))
      const quit = link.lines.indexOf("%%>quit")
      assert.strictEqual(quit, link.lines.length - 1)
      assert.strictEqual(link.lines.filter((line) => line.startsWith("%%<message")).length, 3)
    }))

  it.effect("a message that comes after quit starts nothing", () =>
    Effect.gen(function*() {
      const ran: Array<unknown> = []
      yield* inWorld(Effect.fnUntraced(function*({ engine, yate }) {
        // In a scope that outlives the dispatcher.
        yield* Scope.provide(yate.handle(Probe, {}, (m) => Effect.sync(() => ran.push(m.id))), yield* Scope.make())
        engine.manners.lastWords.push("%%>message:last:1:test.probe:", "%%<message::true:test.probe:")
      }))
      assert.deepStrictEqual(ran, [])
    }))

  it.effect("a ret after it is a typed error", () =>
    Effect.gen(function*() {
      const message = yield* inWorld(Effect.fnUntraced(function*({ link, yate }) {
        const fiber = yield* Effect.forkDetach(yate.onMessage(Probe))
        yield* turns
        yield* link.message("test.probe")
        return yield* Fiber.join(fiber)
      }))
      assert.strictEqual((yield* Effect.flip(message.ret(true))).reason._tag, "AlreadyAnswered")
    }))
})
