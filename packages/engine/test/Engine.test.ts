import { assert, describe, it } from "@effect/vitest"
import { Engine, EngineMessage, Phone } from "@yatefx/engine"
import { Context, Deferred, Effect, Exit, Fiber, Layer, Scope } from "effect"
import { TestClock } from "effect/testing"
import { answering, seen } from "./support/answering.ts"

const provided = Effect.provide(Engine.layer())

/** A handler that notes that it ran, and does as told. */
const handler = (
  log: Array<string>,
  label: string,
  options: {
    readonly name?: string
    readonly priority?: number
    readonly filter?: { readonly name: string; readonly value: string }
    readonly trackName?: string
    readonly run?: (message: EngineMessage) => boolean
  } = {}
) => ({
  name: "test",
  ...options,
  handler: (message: EngineMessage) =>
    Effect.sync(() => {
      log.push(label)
      return options.run?.(message) ?? false
    })
})

describe("EngineMessage", () => {
  it("is on the wire as it is by then, however often it was written before", () => {
    const message = new EngineMessage("test", [["a", "1"], ["b=%", "2:\u00e9\n"], ["a", "3"]])
    const reply = (): string => message.encodeReply("", true)
    assert.strictEqual(reply(), "%%<message::true:test::a=1:b%}%%=2%z\u00c3\u00a9%J:a=3")
    assert.strictEqual(message.encodeMessage("x"), "%%>message:x:0:test::a=1:b%}%%=2%z\u00c3\u00a9%J:a=3")
    message.set("a", "4")
    assert.strictEqual(reply(), "%%<message::true:test::a=4:b%}%%=2%z\u00c3\u00a9%J:a=3")
    message.add("c", "5\0 6")
    message.delete("a")
    assert.strictEqual(reply(), "%%<message::true:test::b%}%%=2%z\u00c3\u00a9%J:c=5")
    message.returnValue = "r"
    message.name = "other"
    assert.strictEqual(reply(), "%%<message::true:other:r:b%}%%=2%z\u00c3\u00a9%J:c=5")
    const seen: Array<readonly [string, string]> = []
    message.forEach((name, value) => seen.push([name, value]))
    assert.deepStrictEqual(seen, [...message.parameters])
    assert.deepStrictEqual(seen, [["b=%", "2:\u00e9\n"], ["c", "5"]])
  })
})

describe("dispatch", () => {
  it.effect("asks by rising priority, the same priority by age, and stops at the first true", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const log: Array<string> = []
      yield* engine.install(handler(log, "100"))
      yield* engine.install(handler(log, "20b", { priority: 20, run: () => true }))
      yield* engine.install(handler(log, "10", { priority: 10 }))
      yield* engine.install(handler(log, "20a", { priority: 19 }))
      yield* engine.install(handler(log, "20c", { priority: 20 }))
      assert.isTrue(yield* engine.dispatch(new EngineMessage("test")))
      assert.deepStrictEqual(log, ["10", "20a", "20b"])
    }).pipe(provided))

  it.effect("a broadcast goes on to all, and is handled when one of them did", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const log: Array<string> = []
      yield* engine.install(handler(log, "a", { run: () => true }))
      yield* engine.install(handler(log, "b"))
      const message = new EngineMessage("test")
      message.broadcast = true
      assert.isTrue(yield* engine.dispatch(message))
      assert.deepStrictEqual(log, ["a", "b"])
    }).pipe(provided))

  it.effect("tests a filter when the handler's turn comes, on the message as it is by then", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const log: Array<string> = []
      const change = (message: EngineMessage) => {
        message.set("a", "2").delete("b")
        return false
      }
      yield* engine.install(handler(log, "change", { priority: 10, run: change }))
      yield* engine.install(handler(log, "a=1", { filter: { name: "a", value: "1" } }))
      yield* engine.install(handler(log, "a=2", { filter: { name: "a", value: "2" } }))
      yield* engine.install(handler(log, "no b", { filter: { name: "b", value: "" } }))
      yield* engine.dispatch(new EngineMessage("test", [["a", "1"], ["b", "x"]]))
      assert.deepStrictEqual(log, ["change", "a=2", "no b"])
    }).pipe(provided))

  it.effect("a message that is renamed goes on to the later handlers of its new name, and to their watchers", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const log: Array<string> = []
      const rename = (message: EngineMessage) => {
        message.name = "other"
        return false
      }
      yield* engine.install(handler(log, "rename", { priority: 50, run: rename }))
      yield* engine.install(handler(log, "test 60", { priority: 60 }))
      yield* engine.install(handler(log, "other 40", { name: "other", priority: 40 }))
      yield* engine.install(handler(log, "other 50", { name: "other", priority: 50 }))
      const tests = yield* seen("test")
      const others = yield* seen("other")
      yield* engine.dispatch(new EngineMessage("test"))
      assert.deepStrictEqual(log, ["rename", "other 50"])
      assert.deepStrictEqual([tests.length, others.length], [0, 1])
    }).pipe(provided))

  it.effect("reaches a handler that came in the middle, and not one that went", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const log: Array<string> = []
      const scope = yield* Effect.scope
      const late = yield* Scope.make()
      const install = (label: string, priority: number, within: Scope.Scope) =>
        Scope.provide(engine.install(handler(log, label, { priority })), within)
      yield* install("gone", 70, late)
      yield* engine.install({
        name: "test",
        priority: 50,
        handler: () =>
          Effect.gen(function*() {
            yield* Scope.close(late, Exit.void)
            yield* install("too early", 40, scope)
            yield* install("new", 60, scope)
            return false
          })
      })
      yield* engine.dispatch(new EngineMessage("test"))
      assert.deepStrictEqual(log, ["new"])
    }).pipe(provided))

  it.effect("lists the handlers that it passed, where they have a name", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      yield* engine.install(handler([], "", { priority: 20, trackName: "a" }))
      yield* engine.install(handler([], "", { priority: 30 }))
      yield* engine.install(handler([], "", { priority: 40, trackName: "b" }))
      const message = new EngineMessage("test", [["x", "1"]])
      yield* engine.dispatch(message)
      assert.deepStrictEqual(message.parameters, [["x", "1"], ["handlers", "a:20,b:40"]])
    }).pipe(provided))

  it.effect("a handler that dies did not handle the message", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const log: Array<string> = []
      yield* engine.install({ name: "test", handler: () => Effect.die(new Error("broken")) })
      yield* engine.install({
        name: "test",
        handler: () => {
          throw new Error("broken at once")
        }
      })
      yield* engine.install(handler(log, "next", { run: () => true }))
      assert.isTrue(yield* engine.dispatch(new EngineMessage("test")))
      assert.deepStrictEqual(log, ["next"])
    }).pipe(provided))

  it.effect("at most maxWorkers queued messages are handled at once; one dispatched directly passes them", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const gate = yield* Deferred.make<void>()
      const started: Array<string> = []
      yield* engine.install({
        name: "slow",
        handler: (message) => {
          started.push(message.get("n") ?? "")
          return Effect.as(Deferred.await(gate), true)
        }
      })
      for (const n of ["1", "2", "3", "4"]) yield* engine.enqueue(new EngineMessage("slow", [["n", n]]))
      yield* TestClock.adjust(1000)
      assert.deepStrictEqual(started, ["1", "2"])
      yield* Effect.forkChild(engine.dispatch(new EngineMessage("slow", [["n", "direct"]])))
      yield* TestClock.adjust(1000)
      assert.deepStrictEqual(started, ["1", "2", "direct"])
      yield* Deferred.succeed(gate, undefined)
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(started, ["1", "2", "direct", "3", "4"])
    }).pipe(Effect.provide(Engine.layer({ maxWorkers: 2 }))))

  it.effect("a full queue refuses a message, and lets go of its channel", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      yield* engine.install({ name: "slow", handler: () => Effect.never })
      const results: Array<boolean> = []
      yield* engine.enqueue(new EngineMessage("slow"))
      yield* TestClock.adjust(0)
      for (let n = 0; n < 5; n++) results.push(yield* engine.enqueue(new EngineMessage("slow")))
      assert.deepStrictEqual(results, [true, true, true, true, false])
    }).pipe(Effect.provide(Engine.layer({ maxWorkers: 1, maxQueued: 4 }))))

  it.effect("ends what waits when its scope closes", () =>
    Effect.gen(function*() {
      const scope = yield* Scope.make()
      const engine = Context.get(yield* Layer.buildWithScope(Engine.layer(), scope), Engine)
      const connection = yield* engine.attach()
      yield* connection.feed(["%%>install:50:test"])
      yield* connection.take
      const dispatching = yield* Effect.forkChild(engine.dispatch(new EngineMessage("test")))
      yield* TestClock.adjust(0)
      assert.strictEqual(yield* engine.pending, 1)
      yield* Scope.close(scope, Exit.void)
      assert.isFalse(yield* Fiber.join(dispatching))
      assert.strictEqual((yield* Effect.flip(engine.attach()))._tag, "EngineFull")
    }))
})

describe("channels", () => {
  const originate = (direct: string, parameters: Readonly<Record<string, string>> = {}) =>
    Effect.gen(function*() {
      const message = new EngineMessage("call.execute", [
        ["callto", "dumb/"],
        ["target", "x"],
        ["direct", direct],
        ...Object.entries(parameters)
      ])
      const handled = yield* (yield* Engine).dispatch(message)
      return { handled, message }
    })
  const send = (name: string, parameters: Readonly<Record<string, string>>) =>
    Effect.gen(function*() {
      const message = new EngineMessage(name, Object.entries(parameters))
      const handled = yield* (yield* Engine).dispatch(message)
      return { handled, message }
    })

  it.effect("dumb to dumb: the caller rings, and the other leg answers by masquerade", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const { handled, message } = yield* originate("dumb/")
      assert.isTrue(handled)
      assert.deepStrictEqual([message.get("id"), message.get("peerid"), message.get("targetid")], [
        "dumb/1",
        "dumb/2",
        "dumb/2"
      ])
      const statuses = Effect.map(engine.channels, (channels) =>
        channels.map(({ answered, id, status }) => `${id} ${status} ${answered}`))
      assert.deepStrictEqual(yield* statuses, ["dumb/1 ringing false", "dumb/2 outgoing false"])
      assert.isTrue((yield* send("chan.masquerade", { message: "call.answered", id: "dumb/2" })).handled)
      assert.deepStrictEqual(yield* statuses, ["dumb/1 answered true", "dumb/2 answered false"])
      assert.isFalse((yield* send("call.answered", { targetid: "dumb/1" })).handled, "answered before")
      assert.isFalse((yield* send("call.ringing", { targetid: "dumb/2" })).handled, "a leg that goes out")
    }).pipe(provided))

  it.effect("hangs up in Yate's order (CHANNELS.md, 4), with what the drop said", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      yield* originate("dumb/")
      yield* TestClock.adjust(0)
      const log: Array<string> = []
      yield* engine.watch("", (message) => {
        log.push(
          ["id", "status", "reason", "peerid", "lastpeerid", "targetid"].map((name) => message.get(name) ?? "-")
            .reduce((line, value) => `${line} ${value}`, message.name)
        )
      })
      yield* send("call.drop", { id: "dumb/1", reason: "busy" })
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(log, [
        "call.drop dumb/1 - busy - - -",
        "chan.disconnected dumb/2 outgoing busy - dumb/1 dumb/1",
        "chan.hangup dumb/1 busy - - dumb/2 dumb/2",
        "chan.hangup dumb/2 outgoing - - dumb/1 -",
        "call.cdr - busy - - - -",
        "call.cdr - outgoing - - - -"
      ])
      assert.deepStrictEqual(yield* engine.channels, [])
    }).pipe(provided))

  it.effect("a leg lives on when a handler of chan.disconnected connects it, and dies when it only says true", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      let reconnects = true
      yield* engine.install({
        name: "chan.disconnected",
        handler: (message) =>
          Effect.gen(function*() {
            if (reconnects) {
              const again = new EngineMessage("chan.masquerade", [
                ["message", "call.execute"],
                ["id", message.get("id") ?? ""],
                ["callto", "tone/busy"]
              ])
              yield* engine.dispatch(again)
              reconnects = false
            }
            return true
          })
      })
      yield* originate("dumb/")
      yield* send("call.drop", { id: "dumb/1" })
      yield* TestClock.adjust(0)
      const ids = Effect.map(engine.channels, (channels) => channels.map(({ id, peerId }) => `${id}-${peerId}`))
      assert.deepStrictEqual(yield* ids, ["tone/1-dumb/2", "dumb/2-tone/1"])
      yield* send("call.drop", { id: "tone/1" })
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(yield* ids, [])
    }).pipe(provided))

  it.effect("timeout and maxcall drop a call at the next tick of the engine's second", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const drops = yield* seen("chan.hangup", "id", "status")
      yield* originate("dumb/", { timeout: "5000" })
      yield* originate("dumb/", { maxcall: "2500" })
      yield* TestClock.adjust(2999)
      assert.strictEqual((yield* engine.channels).length, 4)
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(drops, ["id=dumb/3 status=noanswer", "id=dumb/4 status=outgoing"])
      yield* TestClock.adjust(3000)
      assert.deepStrictEqual(drops.slice(2), ["id=dumb/1 status=timeout", "id=dumb/2 status=outgoing"])
    }).pipe(provided))

  it.effect("engine.timer ticks while somebody wants it, and not else", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const count = { dispatched: 0 }
      yield* TestClock.adjust(60_000)
      const first = new EngineMessage("engine.status", [["module", "engine"]])
      yield* engine.dispatch(first)
      assert.match(first.returnValue, /,dispatched=1,/, "a minute went by without a message")
      yield* Effect.scoped(Effect.gen(function*() {
        yield* engine.watch("engine.timer", () => count.dispatched++)
        yield* TestClock.adjust(10_000)
      }))
      assert.strictEqual(count.dispatched, 10)
      yield* TestClock.adjust(60_000)
      const second = new EngineMessage("engine.status", [["module", "engine"]])
      yield* engine.dispatch(second)
      assert.match(second.returnValue, /,dispatched=12,/)
    }).pipe(provided))

  it.effect("a key that two detectors tell is one key", () =>
    Effect.gen(function*() {
      yield* originate("dumb/")
      const key = (detected: string) =>
        send("chan.masquerade", { message: "chan.dtmf", id: "dumb/1", text: "5", detected })
      const told = Effect.fnUntraced(function*(detected: string) {
        const { handled, message } = yield* key(detected)
        return [handled, message.get("sequence"), message.get("duplicate")]
      })
      assert.deepStrictEqual(yield* told("inband"), [false, "1", "false"])
      assert.deepStrictEqual(yield* told("rfc2833"), [true, "1", "true"])
      assert.deepStrictEqual(yield* told("inband"), [false, "2", "false"])
      yield* TestClock.adjust(4000)
      assert.deepStrictEqual(yield* told("rfc2833"), [false, "3", "false"])
    }).pipe(provided))

  it.effect("chan.locate finds a leg and completes it, engine.status describes it", () =>
    Effect.gen(function*() {
      yield* originate("tone/busy", { timeout: "9000" })
      const found = yield* send("chan.locate", { id: "dumb/1", complete: "true" })
      assert.isTrue(found.handled)
      assert.strictEqual(found.message.get("peerid"), "tone/1")
      assert.isFalse((yield* send("chan.locate", { id: "dumb/9" })).handled)
      const { handled, message } = yield* send("engine.status", { module: "dumb/1" })
      assert.isTrue(handled)
      assert.strictEqual(
        message.returnValue,
        "name=dumb/1,type=channel;module=dumb,peerid=tone/1,status=answered,direction=incoming,answered=true,targetid=," +
          "address=,billid=0-1,timeout=9000\r\n"
      )
    }).pipe(provided))

  it.effect("a driver drops all its legs by name, and calls past its limit are refused", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      assert.isTrue((yield* originate("tone/busy")).handled)
      assert.isFalse((yield* originate("tone/busy")).handled)
      const phone = yield* Phone.make({ caller: "alice" })
      yield* phone.dial("x")
      assert.strictEqual((yield* Effect.flip(phone.dial("x"))).error, "congestion")
      assert.isTrue((yield* send("call.drop", { id: "dumb" })).handled)
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(yield* engine.channels, [])
    }).pipe(Effect.provide(Engine.layer({ maxChannels: 1 }))))
})

describe("phones", () => {
  it.effect("many call at the same time, and nothing is left of them", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      yield* answering
      yield* engine.install({ name: "chan.dtmf", handler: (message) => Effect.succeed(message.get("text") !== "9") })
      const calls = yield* Effect.forkChild(
        Effect.all(
          Array.from({ length: 50 }, (_, index) =>
            Effect.scoped(Effect.gen(function*() {
              const phone = yield* Phone.make({ caller: `phone${index}` })
              const call = yield* phone.dial("ivr")
              yield* call.answered
              const keys = yield* call.press("159", { gap: 100 })
              yield* call.hangup("done")
              return { id: call.id, keys, ended: yield* call.ended, late: yield* call.press("1") }
            }))),
          { concurrency: "unbounded" }
        )
      )
      yield* Effect.repeat(TestClock.adjust(50), { times: 10 })
      const results = yield* Fiber.join(calls)
      assert.strictEqual(new Set(results.map(({ id }) => id)).size, 50)
      for (const { ended, keys, late } of results) {
        assert.deepStrictEqual(keys, [true, true, false])
        assert.deepStrictEqual(ended, { by: "phone", reason: "done" })
        assert.deepStrictEqual(late, [false])
      }
      assert.deepStrictEqual(yield* engine.channels, [])
    }).pipe(provided))

  it.effect("a phone that hangs up before the answer cancels the call, also while it is routed", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const gate = yield* Deferred.make<void>()
      const hangups = yield* seen("chan.hangup", "id", "reason", "status")
      const executed = yield* seen("call.execute", "id")
      yield* engine.install({
        name: "call.route",
        handler: (message) => {
          message.returnValue = "dumb/"
          return Effect.as(Deferred.await(gate), true)
        }
      })
      const call = yield* (yield* Phone.make({ caller: "alice" })).dial("ivr")
      yield* TestClock.adjust(10)
      yield* call.hangup()
      yield* call.hangup()
      assert.strictEqual((yield* Effect.flip(call.answered))._tag, "CallEnded")
      yield* Deferred.succeed(gate, undefined)
      yield* TestClock.adjust(10)
      assert.deepStrictEqual(hangups, ["id=sip/1 reason=Request Terminated status=prerouted"])
      assert.deepStrictEqual(executed, [])
      assert.deepStrictEqual(yield* engine.channels, [])
    }).pipe(provided))

  it.effect("a phone that hangs up while it rings: the other side first, then itself", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      yield* engine.install({
        name: "call.route",
        handler: (message) => {
          message.returnValue = "dumb/"
          return Effect.succeed(true)
        }
      })
      const call = yield* (yield* Phone.make({ caller: "alice" })).dial("ivr")
      yield* call.ringing
      const log: Array<string> = []
      yield* engine.watch("", (message) => {
        const values = ["id", "status", "cause_sip", "reason_sip", "peerid", "lastpeerid", "targetid", "reason"]
        log.push(values.reduce((line, name) => `${line} ${message.get(name) ?? "-"}`, message.name))
      })
      yield* call.hangup()
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(log, [
        "chan.disconnected dumb/1 outgoing - - - sip/1 sip/1 Cancelled",
        "chan.hangup sip/1 ringing 180 Ringing - dumb/1 dumb/1 Request Terminated",
        "chan.hangup dumb/1 outgoing - - - sip/1 - -",
        "call.cdr - ringing - - - - - Request Terminated",
        "call.cdr - outgoing - - - - - -"
      ])
      assert.deepStrictEqual(yield* engine.channels, [])
    }).pipe(provided))

  it.effect("a call ends with its scope", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      yield* answering
      yield* Effect.scoped(Effect.gen(function*() {
        const call = yield* (yield* Phone.make({ caller: "alice" })).dial("ivr")
        yield* call.answered
      }))
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(yield* engine.channels, [])
    }).pipe(provided))

  it.effect("a call to an address where no phone listens fails as a SIP call that times out", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const ends = yield* seen("chan.disconnected", "id", "reason", "cause_sip")
      yield* engine.dispatch(
        new EngineMessage("call.execute", [["callto", "dumb/"], ["target", "x"], ["direct", "sip/sip:bob@127.0.0.1:1"]])
      )
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(ends, ["id=dumb/1 reason=noconn cause_sip=408"])
      assert.deepStrictEqual(yield* engine.channels, [])
    }).pipe(provided))

  it.effect("one phone calls another", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      yield* engine.install({
        name: "call.route",
        handler: (message) => {
          message.returnValue = "sip/sip:bob@127.0.0.1:5071"
          return Effect.succeed(true)
        }
      })
      const bob = yield* Phone.make({ caller: "bob", address: "127.0.0.1:5071" })
      const next = yield* bob.listen
      const alice = yield* (yield* Phone.make({ caller: "alice" })).dial("bob")
      const call = yield* next
      assert.strictEqual(call.from.number, "alice")
      yield* call.ring
      yield* alice.ringing
      yield* call.answer
      yield* alice.answered
      assert.deepStrictEqual(yield* alice.press("1"), [true], "a phone takes keys")
      yield* call.hangup()
      assert.deepStrictEqual(yield* alice.ended, { by: "engine", reason: undefined })
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(yield* engine.channels, [])
    }).pipe(provided))

  it.effect("a phone's parameters are in the messages that route its call", () =>
    Effect.gen(function*() {
      const routes = yield* seen("call.route", "caller", "callername", "ip_host", "ip_port", "account", "device")
      const phone = yield* Phone.make({
        caller: "alice",
        callername: "Alice",
        address: "10.0.0.9:5099",
        parameters: { account: "home", device: "desk" }
      })
      yield* phone.dial("1", { parameters: { account: "work" } })
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(routes, [
        "caller=alice callername=Alice ip_host=10.0.0.9 ip_port=5099 account=work device=desk"
      ])
    }).pipe(provided))
})
