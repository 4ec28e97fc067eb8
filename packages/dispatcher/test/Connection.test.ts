import { assert, describe, it } from "@effect/vitest"
import { Dispatcher } from "@yatefx/dispatcher"
import { ChanDtmf } from "@yatefx/messages"
import { InputEnded, LineTooLong, Transport, TransportError } from "@yatefx/transport"
import { Clock, Deferred, Effect, Exit, Fiber, Layer, Logger, Random, Runtime, Scheduler, Stream } from "effect"
import { TestClock } from "effect/testing"
import { inWorld, Probe, turns, type World } from "./support/world.ts"

/** Steps the clock until a fiber has ended; how long it took, in milliseconds. */
const timed = Effect.fnUntraced(function*(fiber: Fiber.Fiber<unknown>, step = 10) {
  const start = yield* Clock.currentTimeMillis
  yield* turns
  while (fiber.pollUnsafe() === undefined) {
    yield* TestClock.adjust(step)
    yield* turns
  }
  return (yield* Clock.currentTimeMillis) - start
})

const settings = [
  "%%>setlocal:bufsize:65536",
  "%%>setlocal:trackparam:yatefx",
  "%%>setlocal:reenter:true",
  "%%>setlocal:selfwatch:true",
  "%%>setlocal:timeout:",
  "%%>setlocal:maxqueue:",
  "%%>setlocal:engine.maxworkers:",
  "%%>setlocal:runid:"
]

describe("dialling", () => {
  it.effect("goes on after a refusal, with a growing delay, jitter, and a line that says what to do", () =>
    inWorld(
      Effect.fnUntraced(function*({ engine, logs, settled }) {
        const delays: Array<number> = []
        for (let i = 0; i < 10; i++) {
          const refusing = yield* Effect.forkChild(engine.peer.refuse("add a [listener] to extmodule.conf"))
          delays.push(yield* timed(refusing))
        }
        assert.strictEqual(delays[0], 0)
        for (const [i, delay] of delays.slice(1).entries()) {
          const expected = Math.min(250 * 2 ** i, 10_000 / 1.2)
          assert.isAtLeast(delay, expected * 0.8 - 10, `delay ${i}`)
          assert.isAtMost(delay, expected * 1.2 + 10, `delay ${i}`)
        }
        // These would be equal without it: they are at the longest delay.
        const longest = delays.slice(7)
        assert.isAbove(Math.max(...longest) - Math.min(...longest), 100, "jitter")
        assert.isAtMost(Math.max(...delays), 10_010)
        assert.deepStrictEqual(logs.map(({ level, text }) => `${level} ${text}`), [
          "Warn Trying again: no engine at lab: add a [listener] to extmodule.conf",
          ...Array.from({ length: 9 }, () => "Warn Still no link to lab")
        ])
        const accepting = yield* Effect.forkChild(engine.accept)
        yield* timed(accepting)
        yield* settled
        // Once live, the delay starts anew.
        yield* engine.links[0]?.cut ?? Effect.die("no link")
        const again = yield* Effect.forkChild(engine.accept)
        assert.isAtMost(yield* timed(again), 300)
      }, Random.withSeed("dials")),
      { accept: false }
    ))

  it.effect("once: the first refusal ends it, with the transport's error, and is for the program to report", () =>
    inWorld(
      Effect.fnUntraced(function*({ engine, logs, yate }) {
        const registering = yield* Effect.forkChild(Effect.flip(yate.handle(Probe, {}, () => Effect.void)))
        const sending = yield* Effect.forkChild(Effect.flip(yate.enqueue(Probe, {})))
        yield* turns
        yield* engine.peer.refuse("start Yate")
        const error = yield* Effect.flip(yate.ended)
        assert.strictEqual(error.message, "no engine at lab: start Yate")
        const refused = yield* Fiber.join(registering)
        assert.strictEqual(refused.message, `"test.probe" can't be registered: no engine at lab: start Yate`)
        assert.deepStrictEqual([Runtime.getErrorExitCode(refused), Runtime.getErrorReported(refused)], [69, true])
        assert.strictEqual((yield* Fiber.join(sending)).message, "test.probe: no engine at lab: start Yate")
        assert.strictEqual((yield* Effect.flip(yate.onMessage(Probe)))._tag, "RegistrationError")
        assert.deepStrictEqual(logs, [])
      }),
      { accept: false, once: true }
    ))

  it.effect("says and restores its settings before all else", () =>
    inWorld(
      Effect.fnUntraced(function*({ engine, link, settled, yate }) {
        yield* settled
        assert.deepStrictEqual(link.lines, [
          "%%>setlocal:bufsize:4096",
          "%%>setlocal:trackparam:me",
          ...settings.slice(2),
          "%%>setlocal:engine.version:"
        ])
        assert.strictEqual(engine.manners.locals.get("bufsize"), "4096")
        yield* yate.enqueue(Probe, { id: "z".repeat(4000) })
        const tooLong = yield* Effect.flip(yate.enqueue(Probe, { id: "z".repeat(4100) }))
        assert.match(tooLong.message, /the engine takes 4095/)
      }),
      { bufsize: 4096, trackName: "me" }
    ))
})

describe("a lost link", () => {
  it.effect("is restored in the first order before anything else is let through", () =>
    inWorld(Effect.fnUntraced(function*({ engine, link, settled, sizes, yate }) {
      yield* yate.handle(ChanDtmf, { priority: 7, filter: { name: "id", value: "" } }, () => Effect.void)
      const watched = yield* yate.expectWatch(Probe)
      yield* yate.handle(Probe, {}, (m) => m.ret(true, "again"))
      yield* settled
      engine.manners.silent.add("watch")
      yield* link.cut
      yield* turns
      const sending = yield* Effect.forkChild(yate.enqueue(Probe, { id: "waited" }))
      const asking = yield* Effect.forkChild(yate.getLocal("engine.version"))
      yield* turns
      assert.strictEqual((yield* sizes)["offline"], 2)
      yield* TestClock.adjust("250 millis")
      const second = yield* engine.accept
      yield* turns
      const restored = [...settings, "%%>install:7:chan.dtmf:id", "%%>watch:test.probe", "%%>install:80:test.probe"]
      assert.deepStrictEqual(second.lines, restored)
      // Not live yet, but what comes is served.
      assert.strictEqual(yield* second.answer(yield* second.message("test.probe")), "true::again")
      assert.strictEqual(second.lines.length, restored.length + 1)
      yield* second.confirmRest
      assert.strictEqual(yield* second.next, "%%>message::0:test.probe::id=waited")
      yield* Fiber.join(sending)
      assert.strictEqual(yield* Fiber.join(asking), "6.4.1")
      yield* second.watched("test.probe", "id=still")
      assert.strictEqual((yield* watched).params.id, "still")
      assert.deepStrictEqual(yield* sizes, { handlers: 2, names: 3 })
    })))

  it.effect("takes with it what was in hand: a late ret is told so, and the next link never hears of it", () =>
    inWorld(Effect.fnUntraced(function*({ engine, link, settled, sizes, yate }) {
      const go = yield* Deferred.make<void>()
      const errors: Array<string> = []
      yield* yate.handle(Probe, {}, (m) =>
        Deferred.await(go).pipe(
          Effect.andThen(Effect.flip(m.ret(true, "late"))),
          Effect.tap((error) => Effect.sync(() => errors.push(error.message)))
        ))
      for (let i = 0; i < 50; i++) yield* link.message("test.probe", `id=${i}`)
      yield* settled
      assert.strictEqual((yield* sizes)["messages_pending"], 50)
      yield* link.cut
      yield* turns
      assert.isUndefined((yield* sizes)["messages_pending"])
      yield* TestClock.adjust("250 millis")
      const second = yield* engine.accept
      yield* Deferred.succeed(go, undefined)
      yield* settled
      assert.strictEqual(errors.length, 50)
      assert.deepStrictEqual(
        new Set(errors),
        new Set([
          "test.probe: the link was lost, and with it whoever waited for the answer"
        ])
      )
      assert.isFalse(second.lines.some((line) => line.startsWith("%%<message")))
    })))

  it.effect("a name that the engine refuses now is logged, since whoever wanted it has succeeded long ago", () =>
    inWorld(Effect.fnUntraced(function*({ engine, link, logs, settled, yate }) {
      yield* yate.handle(Probe, {}, (m) => m.ret(true))
      engine.manners.refuse.add("test.probe")
      yield* link.cut
      yield* turns
      yield* TestClock.adjust("250 millis")
      const second = yield* engine.accept
      yield* settled
      assert.isTrue(
        logs.some(({ level, text }) => level === "Error" && text.includes(`the engine refused "test.probe"`))
      )
      // Who comes later has more luck, and shares it.
      engine.manners.refuse.clear()
      yield* yate.handle(Probe, { order: 1 }, (m) => m.ret(true, "younger"))
      assert.strictEqual(yield* second.answer(yield* second.message("test.probe")), "true:")
    })))

  it.effect("that confirms installs and no settings is used as it is", () =>
    inWorld(
      Effect.fnUntraced(function*({ link, yate }) {
        yield* yate.handle(Probe, {}, (m) => m.ret(true))
        yield* yate.enqueue(Probe, {})
        assert.strictEqual(yield* link.next, "%%>message::0:test.probe:")
      }),
      { manners: (manners) => manners.silent.add("setlocal") }
    ))

  it.effect("that confirms nothing is given up after ten seconds", () =>
    inWorld(
      Effect.fnUntraced(function*({ engine, link, logs, settled }) {
        yield* turns
        assert.deepStrictEqual(link.lines, settings)
        yield* TestClock.adjust("10 seconds")
        yield* link.ended
        engine.manners.silent.clear()
        const accepting = yield* Effect.forkChild(engine.accept)
        yield* timed(accepting)
        yield* settled
        assert.strictEqual(
          logs[0]?.text,
          "Trying again: the link to lab is lost: the engine did not confirm what was asked within 10000 ms"
        )
      }),
      { manners: (manners) => manners.silent.add("setlocal") }
    ))

  it.effect("counts nobody who has given up, at whatever moment", () =>
    inWorld(
      Effect.fnUntraced(function*({ sizes, yate }) {
        let waited = 0
        for (let moment = 0; moment < 20; moment++) {
          const sending = yield* Effect.forkChild(
            Effect.provideService(yate.enqueue(Probe, {}), Scheduler.MaxOpsBeforeYield, 3),
            { startImmediately: true }
          )
          yield* Effect.repeat(Effect.yieldNow, { times: moment })
          waited += (yield* sizes)["offline"] ?? 0
          yield* Fiber.interrupt(sending)
          assert.deepStrictEqual(yield* sizes, {}, `at ${moment}`)
        }
        assert.isTrue(waited > 0 && waited < 20, `${waited} of 20 waited`)
      }),
      { accept: false }
    ))

  it.effect("bounds who waits for it", () =>
    inWorld(
      Effect.fnUntraced(function*({ engine, sizes, yate }) {
        const waiting = yield* Effect.forEach([1, 2, 3], (n) => Effect.forkChild(yate.enqueue(Probe, { count: n })))
        yield* turns
        assert.strictEqual((yield* sizes)["offline"], 3)
        const errors = [yield* Effect.flip(yate.enqueue(Probe, {})), yield* Effect.flip(yate.dispatch(Probe, {}))]
        for (const error of errors) {
          assert.strictEqual(error.message, "test.probe: 3 already wait for the engine, which is away or doesn't read")
        }
        yield* Fiber.interrupt(waiting[1] ?? (yield* Effect.die("no fiber")))
        assert.strictEqual((yield* sizes)["offline"], 2)
        const link = yield* engine.accept
        assert.strictEqual(yield* link.next, "%%>message::0:test.probe::count=1")
        assert.strictEqual(yield* link.next, "%%>message::0:test.probe::count=3")
      }),
      { accept: false, maxOffline: 3 }
    ))
})

describe("the end", () => {
  it.effect("of a script's input is no failure", () =>
    inWorld(Effect.fnUntraced(function*({ link, logs, settled, sizes, yate }) {
      yield* settled
      const waiting = yield* Effect.forkChild(yate.onMessage(Probe))
      yield* turns
      yield* link.endInput
      yield* yate.ended
      assert.strictEqual((yield* Effect.flip(yate.enqueue(Probe, {}))).reason._tag, "Closed")
      assert.strictEqual((yield* Effect.flip(yate.getLocal("x"))).reason._tag, "Closed")
      // A program that dies of it has come to its end, and there is nothing to report.
      const refused = yield* Effect.flip(yate.handle(Probe, {}, () => Effect.void))
      assert.deepStrictEqual([Runtime.getErrorExitCode(refused), Runtime.getErrorReported(refused)], [0, false])
      assert.deepStrictEqual(logs, [])
      yield* Fiber.interrupt(waiting)
      assert.deepStrictEqual(yield* sizes, {})
    })))

  const inputEnded = new TransportError({ address: "lab", reason: new InputEnded() })

  /** How a connection over a transport of a test's own ends, and what it logs; a second passes for each dial. */
  const endedOver = Effect.fnUntraced(function*(connect: Transport["Service"]["connect"]) {
    const errors: Array<string> = []
    const logger = Logger.make<unknown, void>(({ logLevel, message }) => {
      errors.push(`${logLevel} ${Array.isArray(message) ? message.join() : String(message)}`)
    })
    const exit = yield* Effect.gen(function*() {
      const yate = yield* Dispatcher
      const ended = yield* Effect.forkChild(Effect.exit(yate.ended))
      yield* Effect.repeat(TestClock.adjust("1 second"), { times: 5 })
      return yield* Fiber.join(ended)
    }).pipe(
      Effect.provide(Layer.provide(Dispatcher.layer, Layer.succeed(Transport, { address: "lab", connect }))),
      Effect.provide(Logger.layer([logger]))
    )
    return { errors, exit }
  })

  const redials = Effect.fnUntraced(function*(pull: Effect.Effect<never, TransportError>) {
    let dials = 0
    const { errors, exit } = yield* endedOver(
      Effect.sync(() => {
        dials += 1
        return dials < 3
          ? { pull, write: () => Effect.void }
          : { pull: Effect.fail(inputEnded), write: () => Effect.void }
      })
    )
    assert.deepStrictEqual(exit, Exit.void)
    assert.strictEqual(dials, 3)
    return errors
  })

  it.effect("a line that is too long is a lost link like others", () =>
    Effect.gen(function*() {
      const failure = new TransportError({ address: "web:80", reason: new LineTooLong({ limit: 10 }) })
      const errors = yield* redials(Effect.fail(failure))
      assert.deepStrictEqual(errors, [`Warn Trying again: ${failure.message}`, "Warn Still no link to web:80"])
    }))

  it.effect("a defect of a transport is logged, and it is dialled again", () =>
    Effect.gen(function*() {
      const errors = yield* redials(Effect.die(new Error("a bug")))
      assert.deepStrictEqual(errors, [
        "Error A defect ended the link",
        "Warn Trying again: the link to lab is lost: a bug",
        "Error A defect ended the link",
        "Warn Still no link to lab"
      ])
    }))

  it.effect("quit is said on a link that is not restored yet, after its messages are answered", () =>
    Effect.gen(function*() {
      const link = yield* inWorld(
        Effect.fnUntraced(function*({ link, yate }: World) {
          yield* yate.handle(Probe, {}, () => Effect.never)
          yield* turns
          yield* link.message("test.probe")
          yield* turns
          assert.isFalse(link.lines.some((line) => line.startsWith("%%<message")))
          return link
        }),
        { manners: (manners) => manners.silent.add("setlocal") }
      )
      const [answer, quit] = link.lines.slice(-2)
      assert.match(answer ?? "", /^%%<message:.*:false:$/)
      assert.strictEqual(quit, "%%>quit")
    }))
})

describe("lines in", () => {
  it.effect("that are no commands, or belong to nothing, are skipped, counted and logged", () =>
    inWorld(Effect.fnUntraced(function*({ counts, link, logs, settled, yate }) {
      yield* yate.handle(Probe, {}, (m) => m.ret(true))
      const garbage = [
        "GET / HTTP/1.1",
        "%%<",
        "%%>message",
        "%%>message:x",
        "%%>message:x:notatime:test.probe::",
        "%%>message:x:1:bad%name::",
        "%%<install:80:never.asked:true",
        "%%<setlocal:never.asked:1:true",
        "%%<install:eighty:test.probe:true",
        "%%>quit",
        "%%>setlocal:a:b",
        "\u00ff\u00fe",
        "%%<message:unknown:perhaps"
      ]
      yield* link.say(garbage[0] ?? "", ...garbage.slice(1))
      // Odd, and all the same a message, or an answer that nobody waits for any more.
      yield* link.say("%%<message:unknown:perhaps:x:y:=z:%")
      const odd = yield* link.message("test.probe", "%%:=x:a=%:id=1:\u00ff=\u00ff:__proto__=1")
      assert.strictEqual(yield* link.answer(odd), "true:")
      yield* settled
      assert.strictEqual((yield* counts)["stray_lines"], garbage.length)
      // Once a second at most, with how many there were.
      assert.deepStrictEqual(logs.map(({ level, text }) => [level, text.startsWith("Line skipped: ")]), [[
        "Warn",
        true
      ]])
      yield* TestClock.adjust("1 second")
      yield* link.say("%%<\u001b]0;hello\u0007")
      yield* settled
      assert.strictEqual(logs.length, 2)
      assert.include(logs[1]?.text, `, and ${garbage.length - 1} more`)
      assert.notInclude(logs[1]?.text, "\u001b")
    })))

  it.effect("a line in the log is quoted, shortened, and shows no secret", () =>
    inWorld(Effect.fnUntraced(function*({ link, logs, settled }) {
      yield* link.say(`%%<setlocal:config.account.password:swordfish:true`)
      yield* settled
      yield* TestClock.adjust("1 second")
      yield* link.say(`%%<install:80:\u001b[2J\u009b2J"${"x".repeat(300)}:true`)
      yield* settled
      const texts = logs.map(({ text }) => text)
      assert.deepStrictEqual(texts.map((text) => text.slice(0, 54)), [
        `Line skipped: a confirmation that was not asked for: "`,
        `Line skipped: a confirmation that was not asked for: "`
      ])
      assert.notInclude(texts[0], "swordfish")
      assert.include(texts[1], `"%%<install:80:\\u001b[2J\\u009b2J\\"xxx`)
      assert.isBelow(texts[1]?.length ?? 0, 300)
    })))

  it.effect("a message that can't be read is declined by its id, as it came", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled }) {
      yield* link.say(
        "%%>message:a%zb:notatime:test.probe::",
        "%%>message:7:1:bad%name::",
        "%%>message::x:test.probe::"
      )
      yield* settled
      const answers = link.lines.filter((line) => line.startsWith("%%<message"))
      assert.deepStrictEqual(answers, ["%%<message:a%zb:false:", "%%<message:7:false:"])
    })))

  it.effect("a buffer size that no engine has is not believed", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, yate }) {
      yield* settled
      yield* link.say("%%<setlocal:bufsize:-1:true", "%%<setlocal:bufsize:99999999:true", "%%<setlocal:bufsize:x:true")
      yield* settled
      yield* yate.enqueue(Probe, { id: "short" })
      assert.strictEqual(
        (yield* Effect.flip(yate.enqueue(Probe, { id: "z".repeat(70_000) }))).reason._tag,
        "EncodeError"
      )
    })))
})

describe("streams and waits", () => {
  it.effect("outlive a lost link", () =>
    inWorld(Effect.fnUntraced(function*({ engine, link, settled, yate }) {
      const keys = yield* yate.subscribe(ChanDtmf, { autoreturn: true })
      const waiting = yield* Effect.forkChild(Effect.flatMap(yate.onMessage(Probe), (m) => m.ret(true, "found")))
      yield* settled
      yield* link.message("chan.dtmf", "id=1:text=1")
      yield* settled
      yield* link.cut
      yield* turns
      yield* TestClock.adjust("250 millis")
      const second = yield* engine.accept
      yield* second.message("chan.dtmf", "id=1:text=2")
      assert.strictEqual(yield* second.answer(yield* second.message("test.probe")), "true::found")
      yield* Fiber.join(waiting)
      const texts = [...yield* Stream.runCollect(Stream.take(keys, 2))].map(({ params }) => params.text)
      assert.deepStrictEqual(texts, ["1", "2"])
    })))
})
