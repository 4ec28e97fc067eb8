import { assert, describe, it } from "@effect/vitest"
import { Engine, type EngineMessage, EngineTransport } from "@yatefx/engine"
import { Transport } from "@yatefx/transport"
import { Effect, Exit, Fiber, Layer, Logger, Scope } from "effect"
import { TestClock } from "effect/testing"

const attached = Effect.fnUntraced(function*(role: "global" | "channel" | "none" = "global") {
  const connection = yield* (yield* Engine).attach({ role })
  return {
    ...connection,
    /** Says lines, and gives what is answered at once. */
    say: (...lines: ReadonlyArray<string>) =>
      Effect.gen(function*() {
        yield* connection.feed([...lines, "%%>setlocal:runid:"])
        const out: Array<string> = []
        while (!(out.at(-1)?.startsWith("%%<setlocal:runid:") ?? false)) {
          const more = yield* connection.take
          if (more === undefined) return [...out, "closed"]
          out.push(...more)
        }
        return out.slice(0, -1)
      })
  }
})

const provided = Effect.provide(Engine.layer({ runId: "r", nodeName: "n", config: { general: { a: "1" } } }))

const idOf = (line: string | undefined): string => line?.split(":")[1] ?? ""

describe("setlocal", () => {
  for (
    const [command, answer] of [
      ["trackparam:", ":true"],
      ["trackparam:app", "app:true"],
      ["reason: bye ", "bye:true"],
      ["timeout:", "10000:true"],
      ["timeout:700", "700:true"],
      ["timeout:soon", "10000:true"],
      ["timebomb:yes", "true:true"],
      ["timebomb:1", "false:true"],
      ["bufsize:", "8192:true"],
      ["bufsize:1", "2048:true"],
      ["bufsize:999999", "65536:true"],
      ["maxqueue:", "1000:true"],
      ["maxqueue:-1", "0:true"],
      ["maxqueue:999999", "10000:true"],
      ["restart:true", "false:true"],
      ["reenter:on", "true:true"],
      ["selfwatch:t", "true:true"],
      ["setdata:", "true:true"],
      ["settime:true", "true:true"],
      ["debuglevel:99", "10:true"],
      ["runid:", "r:true"],
      ["runid:x", "r:false"],
      ["engine.version:", "6.4.1:true"],
      ["engine.nodename:", "n:true"],
      ["engine.version:7", "6.4.1:false"],
      ["engine.__proto__:", ":false"],
      ["config.general.a:", "1:true"],
      ["config.general:", ":true"],
      ["config.general.b:", ":false"],
      ["config.__proto__.toString:", ":false"],
      ["loaded.dumbchan:", "true:true"],
      ["loaded.nosuch:", "false:true"],
      ["id:", ":false"],
      ["disconnected:true", "true:false"],
      ["nosuch:x", "x:false"],
      ["constructor:", ":false"]
    ] as const
  ) {
    it.effect(`${command} answers ${answer}`, () =>
      Effect.gen(function*() {
        const { feed, take } = yield* attached()
        yield* feed([`%%>setlocal:${command}`])
        assert.deepStrictEqual(yield* take, [`%%<setlocal:${command.slice(0, command.indexOf(":"))}:${answer}`])
      }).pipe(provided))
  }

  it.effect("a smaller buffer closes the connection at the next line that does not fit", () =>
    Effect.gen(function*() {
      const { lineLimit, say } = yield* attached()
      yield* say("%%>setlocal:bufsize:2048")
      assert.strictEqual(yield* lineLimit, 2046)
      assert.deepStrictEqual(yield* say("%%>watch:".padEnd(2046, "x")), [`%%<watch:${"x".repeat(2037)}:true`])
      assert.deepStrictEqual(yield* say("%%>watch:".padEnd(2047, "x")), ["closed"])
    }).pipe(provided))

  it.effect("settime: messages get the engine's time", () =>
    Effect.gen(function*() {
      const { feed, take } = yield* attached()
      yield* TestClock.setTime(5_000_000)
      yield* feed(["%%>setlocal:reenter:true", "%%>install:1:test", "%%>message:a:77:test:"])
      yield* TestClock.adjust(0)
      assert.match((yield* take)?.at(-1) ?? "", /^%%>message:[^:]*:77:test:$/)
      yield* feed(["%%>setlocal:settime:true", "%%>message:b:77:test:"])
      yield* TestClock.adjust(0)
      assert.match((yield* take)?.at(-1) ?? "", /^%%>message:[^:]*:5000:test:$/)
    }).pipe(provided))
})

describe("install and watch", () => {
  it.effect("one handler for each name and connection; what is not there can't go", () =>
    Effect.gen(function*() {
      const { say } = yield* attached()
      assert.deepStrictEqual(
        yield* say(
          "%%>install:50:a",
          "%%>install:60:a",
          "%%>install::b",
          "%%>install:c",
          "%%>install:-5:d:k:v%z",
          "%%>uninstall:a",
          "%%>uninstall:a",
          "%%>uninstall:d",
          "%%>install:60:a"
        ),
        [
          "%%<install:50:a:true",
          "%%<install:60:a:false",
          "%%<install:100:b:true",
          "%%<install:100:c:true",
          "%%<install:-5:d:true",
          "%%<uninstall:50:a:true",
          "%%<uninstall:0:a:false",
          "%%<uninstall:-5:d:true",
          "%%<install:60:a:true"
        ]
      )
      const other = yield* attached()
      assert.deepStrictEqual(yield* other.say("%%>install:50:a"), ["%%<install:50:a:true"])
    }).pipe(provided))

  it.effect("an empty name watches everything, and goes as it came", () =>
    Effect.gen(function*() {
      const { feed, say, take } = yield* attached()
      assert.deepStrictEqual(yield* say("%%>watch:", "%%>watch:", "%%>watch:test"), [
        "%%<watch::true",
        "%%<watch::false",
        "%%<watch:test:true"
      ])
      yield* feed(["%%>message::5:one:", "%%>message::5:test:"])
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(yield* take, ["%%<message::false:one:", "%%<message::false:test:"])
      assert.deepStrictEqual(yield* say("%%>unwatch:", "%%>unwatch:"), ["%%<unwatch::true", "%%<unwatch::false"])
      yield* feed(["%%>message::5:one:", "%%>message::5:test:"])
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(yield* take, ["%%<message::false:test:"])
    }).pipe(provided))

  it.effect("its own messages come back only with reenter and selfwatch; those without an id are nobody's own", () =>
    Effect.gen(function*() {
      const { feed, say, take } = yield* attached()
      yield* say("%%>install:50:test", "%%>watch:test")
      yield* feed(["%%>message:a:5:test:"])
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(yield* take, ["%%<message:a:false:test:"])
      yield* feed(["%%>message::5:test:"])
      yield* TestClock.adjust(0)
      const asked = yield* take
      assert.match(asked?.[0] ?? "", /^%%>message:0x7f[0-9a-f]{10}\.\d+:5:test:$/)
      yield* feed([`%%<message:${idOf(asked?.[0])}:true:`])
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(yield* take, ["%%<message::true:test:"])
    }).pipe(provided))
})

describe("messages", () => {
  it.effect("what is no command is told, and changes nothing", () =>
    Effect.gen(function*() {
      const { say } = yield* attached()
      const bad = [
        "hello",
        "%%>nosuch:x",
        "%%>message:a",
        "%%>message:a:5:test",
        "%%>message:a:soon:test:",
        "%%>message:a:5:te%st:",
        "%%>message:a:5:test::x=%}",
        "%%>message:a:5:test::=x",
        "%%>debug:text",
        "%%<setlocal:a:b:true",
        "Error in: hello",
        " %%>watch:x",
        "%%>connect:global"
      ]
      assert.deepStrictEqual(yield* say(...bad), bad.map((line) => `Error in: ${line}`))
    }).pipe(provided))

  it.effect("an answer is matched by its raw id; others are dropped without a word", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const { feed, say, take } = yield* attached()
      yield* say("%%>install:50:test")
      const results: Array<readonly [boolean, EngineMessage]> = []
      yield* engine.watch("test", (message, handled) => results.push([handled, message]))
      yield* feed(["%%>message::5:test:ret:a=1:b=2:c=3"])
      yield* TestClock.adjust(0)
      const id = idOf((yield* take)?.[0])
      assert.deepStrictEqual(
        yield* say(
          "%%<message:nosuch:true:",
          `%%<message:${id}x:true:`,
          `%%<message:${id}`,
          "%%<message:",
          "%%<message::true:"
        ),
        []
      )
      assert.strictEqual(yield* engine.pending, 1)
      yield* feed([`%%<message:${id}:yes:::a:b=:__proto__=x:c=4:d=1%z2::c=5`])
      yield* TestClock.adjust(0)
      const [handled, message] = results[0] ?? []
      assert.isTrue(handled)
      assert.deepStrictEqual(message?.parameters, [["b", ""], ["c", "5"], ["__proto__", "x"], ["d", "1:2"]])
      assert.strictEqual(message?.returnValue, "")
      assert.deepStrictEqual(yield* say(`%%<message:${id}:true:`), [], "a second answer")
    }).pipe(provided))

  it.effect("timeout 0 waits for ever, and quit then closes only once it was answered by going away", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const handler = yield* attached()
      yield* handler.say("%%>setlocal:timeout:0", "%%>install:50:test")
      const sender = yield* attached()
      yield* sender.feed(["%%>message:a:5:test:"])
      yield* TestClock.adjust("1 hour")
      assert.strictEqual(yield* engine.unanswered, 0)
      assert.strictEqual((yield* handler.take)?.length, 1)
      yield* handler.feed(["%%>quit", "%%>watch:x"])
      assert.deepStrictEqual(yield* handler.take, ["%%<quit"])
      yield* TestClock.adjust("1 hour")
      assert.strictEqual(yield* engine.pending, 1)
      yield* handler.close
      yield* TestClock.adjust(0)
      assert.isUndefined(yield* handler.take)
      assert.deepStrictEqual(yield* sender.take, ["%%<message:a:false:test:"])
      assert.strictEqual(yield* engine.unanswered, 1)
    }).pipe(provided))

  it.effect("each message has the timeout that held when it was asked about, also a shorter one after a longer one", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const handler = yield* attached()
      const sender = yield* attached()
      yield* handler.say("%%>setlocal:timeout:5000", "%%>install:50:test")
      yield* sender.feed(["%%>message:a:5:test:"])
      yield* TestClock.adjust(100)
      yield* handler.say("%%>setlocal:timeout:1000")
      yield* sender.feed(["%%>message:b:5:test:"])
      yield* TestClock.adjust(999)
      assert.strictEqual(yield* engine.unanswered, 0)
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(yield* sender.take, ["%%<message:b:false:test:"])
      yield* TestClock.adjust(3899)
      assert.strictEqual(yield* engine.unanswered, 1)
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(yield* sender.take, ["%%<message:a:false:test:"])
      assert.strictEqual(yield* engine.pending, 0)
    }).pipe(provided))

  it.effect("quit lets the answers to its own messages through", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      yield* engine.install({ name: "test", handler: () => Effect.delay(Effect.succeed(true), 100) })
      const { feed, take } = yield* attached()
      yield* feed(["%%>message:a:5:test:", "%%>quit"])
      assert.deepStrictEqual(yield* take, ["%%<quit"])
      yield* TestClock.adjust(100)
      assert.deepStrictEqual(yield* take, ["%%<message:a:true:test:"])
      assert.isUndefined(yield* take)
    }).pipe(provided))

  it.effect("a handler that goes in the middle lets the next one be asked", () =>
    Effect.gen(function*() {
      const first = yield* attached()
      const second = yield* attached()
      yield* first.say("%%>install:50:test")
      yield* second.say("%%>install:60:test")
      const sender = yield* attached()
      yield* sender.feed(["%%>message:a:5:test:"])
      yield* TestClock.adjust(0)
      yield* first.close
      yield* TestClock.adjust(0)
      const asked = (yield* second.take)?.[0]
      yield* second.feed([`%%<message:${idOf(asked)}:true:`])
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(yield* sender.take, ["%%<message:a:true:test:"])
    }).pipe(provided))

  it.effect("names and ids as they come: escaped, empty, strange", () =>
    Effect.gen(function*() {
      const { feed, take } = yield* attached()
      for (
        const line of [
          "%%>message:a%zb%J:5:te%zst:re%%t:a%zb=%M%J",
          "%%>message:b:5:__proto__::constructor=1:toString=",
          "%%>message:c:5:::x=1"
        ]
      ) {
        yield* feed([line])
        yield* TestClock.adjust(0)
        const [, id, , ...rest] = line.split(":")
        assert.deepStrictEqual(yield* take, [`%%<message:${id}:false:${rest.join(":")}`])
      }
    }).pipe(provided))
})

describe("limits", () => {
  it.effect("a connection that does not read is read no further, and at the limit closed", () =>
    Effect.gen(function*() {
      const { feed, take } = yield* attached()
      const talking = yield* Effect.forkChild(feed(Array.from({ length: 200 }, () => "%%>setlocal:runid:")))
      yield* TestClock.adjust(0)
      assert.isUndefined(talking.pollUnsafe())
      assert.isBelow((yield* take)?.length ?? 0, 200)
      yield* TestClock.adjust(0)
      assert.isDefined(yield* take)

      const engine = yield* Engine
      const idle = yield* attached()
      yield* idle.say("%%>watch:")
      const loud = yield* attached()
      for (let n = 0; n < 200; n++) {
        yield* loud.feed(["%%>message::5:test::x=0123456789"])
        yield* TestClock.adjust(0)
      }
      assert.isUndefined(yield* idle.take, "what it did not read is thrown away")
      assert.strictEqual(yield* engine.unanswered, 0)
    }).pipe(Effect.provide(Engine.layer({ maxOutput: 2048 }))))

  it.effect("a full queue holds back who sends, and not the answers that empty it", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const handler = yield* attached()
      yield* handler.say("%%>install:50:test")
      const sender = yield* attached()
      const sending = yield* Effect.forkChild(
        sender.feed(Array.from({ length: 100 }, (_, n) => `%%>message:m${n}:5:test:`))
      )
      yield* TestClock.adjust(0)
      assert.isUndefined(sending.pollUnsafe())
      for (let answered = 0; answered < 100;) {
        const asked = (yield* handler.take) ?? []
        yield* handler.feed(asked.map((line) => `%%<message:${idOf(line)}:true:`))
        answered += asked.length
      }
      yield* Fiber.join(sending)
      yield* TestClock.adjust(0)
      const answers = (yield* sender.take) ?? []
      assert.strictEqual(new Set(answers).size, 100)
      assert.isTrue(answers.every((line) => line.includes(":true:")))
      assert.strictEqual(yield* engine.unanswered, 0)
    }).pipe(Effect.provide(Engine.layer({ maxQueued: 20, maxWorkers: 3 }))))

  it.effect("who fills his share of the queue waits by himself, and leaves it when he goes", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const scope = yield* Scope.make()
      const culprit = yield* Scope.provide(scope)(attached())
      yield* culprit.say("%%>setlocal:reenter:true", "%%>install:50:self")
      // It asks itself, and never answers.
      const sending = yield* Effect.forkChild(
        culprit.feed(Array.from({ length: 1000 }, (_, n) => `%%>message:m${n}:5:self:`))
      )
      yield* TestClock.adjust(0)
      assert.isUndefined(sending.pollUnsafe())
      const other = yield* attached()
      yield* other.feed(["%%>setlocal:engine.version:"])
      assert.deepStrictEqual(yield* other.take, ["%%<setlocal:engine.version:6.4.1:true"])
      yield* other.feed(["%%>message:mine:5:test:"])
      yield* Scope.close(scope, Exit.void)
      yield* Fiber.join(sending)
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(yield* other.take, ["%%<message:mine:false:test:"])
      assert.strictEqual(yield* engine.pending, 0)
    }).pipe(Effect.provide(Engine.layer({ maxQueued: 100, maxWorkers: 3 }))))

  it.effect("log lines of the application, and what it did wrong, go to the logger", () =>
    Effect.gen(function*() {
      const logged: Array<string> = []
      const logger = Logger.make(({ logLevel, message }) => {
        logged.push(`${logLevel} ${String(message)}`)
      })
      yield* Effect.gen(function*() {
        const { say } = yield* attached()
        yield* say("%%>output: hello%z ", "%%>debug:0:bad%z", "%%>debug:7:fine", "nonsense")
      }).pipe(Effect.provide(Engine.layer().pipe(Layer.provideMerge(Logger.layer([logger])))))
      assert.deepStrictEqual(logged, [
        "Info hello%z",
        "Error application: bad:",
        "Info application: fine",
        "Warn application sent a line that is no command: \"nonsense\""
      ])
    }))
})

describe("EngineTransport", () => {
  for (const role of ["global", "none"] as const) {
    it.effect(`carries lines for an application (role ${role})`, () =>
      Effect.gen(function*() {
        const { address, connect } = yield* Transport
        assert.strictEqual(address, "the embedded engine")
        const link = yield* connect
        yield* link.write(["%%>setlocal:runid:", "%%>quit"])
        assert.deepStrictEqual(yield* link.pull, ["%%<setlocal:runid:0:true", "%%<quit"])
        assert.strictEqual((yield* Effect.flip(link.pull)).reason._tag, "LinkLost")
        assert.strictEqual((yield* Effect.flip(link.write(["%%>quit"]))).reason._tag, "LinkLost")
      }).pipe(Effect.provide(EngineTransport.layer({ role }).pipe(Layer.provideMerge(Engine.layer())))))
  }

  it.effect("a link dies with its scope, and what waited for it is released", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const { connect } = yield* Transport
      const link = yield* Effect.scoped(Effect.gen(function*() {
        const link = yield* connect
        yield* link.write(["%%>install:50:test", "%%>setlocal:reenter:true", "%%>message:a:5:test:"])
        yield* TestClock.adjust(0)
        assert.strictEqual(yield* engine.pending, 1)
        return link
      }))
      assert.strictEqual(yield* engine.pending, 0)
      assert.strictEqual((yield* Effect.flip(link.write(["%%>quit"]))).reason._tag, "LinkLost")
    }).pipe(Effect.provide(EngineTransport.layer().pipe(Layer.provideMerge(Engine.layer())))))

  it.effect("an engine that is full is unreachable, and says why", () =>
    Effect.gen(function*() {
      const { connect } = yield* Transport
      yield* connect
      const error = yield* Effect.flip(connect)
      assert.strictEqual(error.reason._tag, "Unreachable")
      assert.include(error.message, "maxSessions")
      assert.isTrue(error.isRetryable)
    }).pipe(Effect.provide(EngineTransport.layer().pipe(Layer.provideMerge(Engine.layer({ maxSessions: 1 }))))))

  it.effect("a pull that waits ends when the engine closes the connection", () =>
    Effect.gen(function*() {
      const link = yield* (yield* Transport).connect
      const pulling = yield* Effect.forkChild(Effect.flip(link.pull))
      yield* TestClock.adjust(0)
      yield* link.write(["%%>watch:".padEnd(9000, "x")])
      assert.strictEqual((yield* Fiber.join(pulling)).reason._tag, "LinkLost")
    }).pipe(Effect.provide(EngineTransport.layer().pipe(Layer.provideMerge(Engine.layer())))))
})
