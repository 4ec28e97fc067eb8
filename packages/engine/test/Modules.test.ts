import { assert, describe, it } from "@effect/vitest"
import { Engine, EngineMessage, Phone } from "@yatefx/engine"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { attach, seen } from "./support/answering.ts"
import { writeSounds } from "./support/sounds.ts"

const sounds = writeSounds()

const provided = Effect.provide(Engine.layer({
  soundsPath: sounds,
  runId: "R",
  holdMusic: { default: "beep.slin" },
  routes: [["^99(\\d)$", "tone/busy;error=x\\1;maxcall=500"], [/^room(.*)/g, "conf/\\1"], [/./, "dumb/"]]
}))

/** Dispatches a message, and what is left of it. */
const send = (name: string, parameters: Readonly<Record<string, string>> = {}) =>
  Effect.gen(function*() {
    const message = new EngineMessage(name, Object.entries(parameters))
    const handled = yield* (yield* Engine).dispatch(message)
    yield* TestClock.adjust(0)
    return { handled, message, get: (key: string) => message.get(key) }
  })

const masquerade = (id: string, message: string, parameters: Readonly<Record<string, string>> = {}) =>
  send("chan.masquerade", { message, id, ...parameters })

const originate = (direct: string) => send("call.execute", { callto: "dumb/", target: "x", direct })

describe("conf", () => {
  it.effect("tells its notifier who comes and goes, and what keys are pressed", () =>
    Effect.gen(function*() {
      const told = yield* seen("chan.notify", "event", "id", "targetid", "users", "lonely")
      yield* originate("dumb/")
      yield* masquerade("dumb/1", "call.conference", { room: "conf/r", notify: "boss", lonely: "yes" })
      yield* send("chan.dtmf", { id: "dumb/1", peerid: "conf/1", text: "5" })
      yield* send("call.drop", { id: "dumb/2" })
      yield* send("call.drop", { id: "conf/r", reason: "enough" })
      assert.deepStrictEqual(told, [
        "event=created id= targetid=boss users= lonely=",
        "event=joined id=conf/1 targetid=boss users=1 lonely=",
        "event=joined id=conf/2 targetid=boss users=2 lonely=",
        "event=dtmf id=conf/1 targetid=boss users=2 lonely=",
        "event=left id=conf/2 targetid=boss users=1 lonely=true",
        "event=left id=conf/1 targetid=boss users=0 lonely=false",
        "event=destroyed id= targetid=boss users= lonely="
      ])
    }).pipe(provided))

  it.effect("is full at maxusers, and refuses a room that there is not", () =>
    Effect.gen(function*() {
      const join = (parameters: Readonly<Record<string, string>>) =>
        Effect.gen(function*() {
          const { get } = yield* originate("tone/busy")
          return yield* masquerade(get("id") ?? "", "call.execute", { callto: "conf/small", ...parameters })
        })
      assert.isFalse((yield* join({ existing: "yes" })).handled)
      const first = yield* join({ maxusers: "2" })
      assert.deepStrictEqual(["newroom", "users", "room"].map(first.get), ["true", "1", "conf/small"])
      assert.strictEqual((yield* join({})).get("users"), "2")
      assert.isFalse((yield* join({})).handled)
      assert.isTrue((yield* join({ counted: "no" })).handled)
    }).pipe(provided))

  it.effect("a lonely user is dropped after the time that was set", () =>
    Effect.gen(function*() {
      const ends = yield* seen("chan.disconnected", "id", "reason")
      yield* originate("tone/busy")
      yield* masquerade("dumb/1", "call.execute", { callto: "conf/wait", lonely: "5000" })
      ends.length = 0
      yield* TestClock.adjust(4900)
      assert.deepStrictEqual(ends, [])
      yield* TestClock.adjust(1200)
      assert.deepStrictEqual(ends, ["id=dumb/1 reason=timeout"])
    }).pipe(provided))

  it.effect("phones in a room hear it as long as somebody is in it, and a mute is told", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const alice = yield* (yield* Phone.make({ caller: "alice" })).dial("room1")
      const bob = yield* (yield* Phone.make({ caller: "bob" })).dial("room1")
      yield* TestClock.adjust(100)
      assert.deepStrictEqual((yield* alice.heard).map(({ source }) => source), ["conf/1"])
      assert.isTrue((yield* send("chan.control", { targetid: "conf/1", mute: "true" })).handled)
      const { message } = yield* send("engine.status", { module: "conf/1" })
      assert.include(message.returnValue, "room=1,maxusers=10")
      yield* bob.hangup()
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(yield* alice.ended, { by: "engine", reason: "hangup" })
      yield* TestClock.adjust(0)
      assert.deepStrictEqual(yield* engine.channels, [])
    }).pipe(provided))

  it.effect("rooms that are connected in a ring can be recorded", () =>
    Effect.gen(function*() {
      for (const [id, room] of [[1, "a"], [3, "b"], [5, "a"], [7, "b"]] as const) {
        yield* originate("dumb/")
        yield* masquerade(`dumb/${id}`, "call.execute", { callto: `conf/${room}` })
      }
      yield* send("chan.connect", { id: "conf/1", targetid: "conf/2" })
      yield* send("chan.connect", { id: "conf/3", targetid: "conf/4" })
      yield* masquerade("conf/1", "chan.record", { call: "wave/record/-", maxlen: "1600" })
      yield* TestClock.adjust(1000)
      assert.isTrue((yield* send("chan.locate", { id: "conf/1" })).handled)
    }).pipe(provided))
})

describe("moh", () => {
  it.effect("plays a file over and over, and answers true", () =>
    Effect.gen(function*() {
      const call = yield* (yield* Phone.make({ caller: "alice" })).dial("1")
      yield* TestClock.adjust(1)
      const { handled, message } = yield* attach("dumb/1", { source: "moh/default" })
      assert.isTrue(handled)
      assert.strictEqual(message.get("source"), "moh/default")
      yield* TestClock.adjust(2000)
      assert.deepStrictEqual((yield* call.heard).map(({ how, source }) => `${source} ${how}`), ["moh/default playing"])
      assert.isFalse((yield* attach("dumb/1", { source: "moh/none" })).handled)
      assert.strictEqual((yield* originate("moh/default")).get("peerid"), "moh/1")
    }).pipe(provided))
})

describe("pbx", () => {
  it.effect("chan.connect joins two channels, and their peers are told", () =>
    Effect.gen(function*() {
      yield* originate("dumb/")
      yield* originate("dumb/")
      const ends = yield* seen("chan.disconnected", "id", "reason")
      const parameters = { id: "dumb/1", targetid: "dumb/3", targetid_peer: "yes", reason: "why" }
      assert.isTrue((yield* send("chan.connect", parameters)).handled)
      assert.deepStrictEqual(ends, ["id=dumb/2 reason=why", "id=dumb/3 reason=why"])
      const channels = yield* (yield* Engine).channels
      assert.deepStrictEqual(channels.map(({ id, peerId }) => `${id} ${peerId}`), ["dumb/1 dumb/4", "dumb/4 dumb/1"])
      assert.isFalse((yield* send("chan.connect", { id: "dumb/1", targetid: "nobody" })).handled)
      assert.isFalse((yield* send("chan.connect")).handled)
    }).pipe(provided))

  it.effect("pickup takes the place of who is connected, and both are answered", () =>
    Effect.gen(function*() {
      yield* originate("dumb/")
      yield* originate("tone/dial")
      const answers = yield* seen("call.answered", "id", "peerid", "reason")
      const { get, handled } = yield* masquerade("dumb/3", "call.execute", { callto: "pickup/dumb/2" })
      assert.isTrue(handled)
      assert.deepStrictEqual([get("peerid"), get("targetid")], ["dumb/1", "dumb/1"])
      assert.strictEqual(answers.length, 2)
      assert.strictEqual(
        (yield* masquerade("dumb/3", "call.execute", { callto: "pickup/nobody" })).get("error"),
        "nocall"
      )
    }).pipe(provided))
})

describe("regexroute", () => {
  it.effect("the first pattern that matches gives target and parameters, each time", () =>
    Effect.gen(function*() {
      for (let round = 0; round < 2; round++) {
        const { get, handled, message } = yield* send("call.route", { called: "997" })
        assert.isTrue(handled)
        assert.deepStrictEqual([message.returnValue, get("error"), get("maxcall"), get("handlers")], [
          "tone/busy",
          "x7",
          "500",
          "cdrbuild:50,regexroute:100"
        ])
        assert.strictEqual((yield* send("call.route", { called: "roomx" })).message.returnValue, "conf/x")
      }
      assert.isFalse((yield* send("call.route")).handled)
    }).pipe(provided))
})

describe("cdrbuild", () => {
  it.effect("tells of a call from its beginning to its end", () =>
    Effect.gen(function*() {
      const records = yield* seen(
        "call.cdr",
        "operation",
        "chan",
        "direction",
        "status",
        "duration",
        "billtime",
        "external"
      )
      const call = yield* (yield* Phone.make({ caller: "alice" })).dial("100")
      yield* TestClock.adjust(1000)
      yield* send("call.answered", { id: "dumb/1", targetid: "sip/1" })
      yield* TestClock.adjust(2500)
      yield* call.hangup()
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(
        records.filter((record) => record.includes("chan=sip/1")).at(-1),
        [
          "operation=finalize chan=sip/1 direction=incoming status=answered",
          "duration=3.500 billtime=2.500 external=alice"
        ].join(" ")
      )
      const operations = records.filter((record) => record.includes("chan=sip/1")).map((record) => record.split(" ")[0])
      assert.strictEqual(operations[0], "operation=initialize")
      assert.isTrue(operations.slice(1, -1).every((operation) => operation === "operation=update"))
      assert.include((yield* send("engine.status", { module: "cdrbuild" })).message.returnValue, ";cdrs=0,hungup=2;")
      // What comes late opens no new record for some seconds.
      const before = records.length
      yield* send("call.answered", { id: "sip/1" })
      assert.strictEqual(records.length, before)
      yield* TestClock.adjust(5001)
      yield* send("call.answered", { id: "sip/1" })
      assert.strictEqual(records.length, before + 1)
    }).pipe(provided))

  it.effect("remembers each channel that is over for five seconds", () =>
    Effect.gen(function*() {
      const phone = yield* Phone.make({ caller: "alice" })
      const over: Array<string> = []
      for (let second = 0; second < 9; second++) {
        if (second < 3) yield* (yield* phone.dial("nobody")).hangup()
        yield* TestClock.adjust(1000)
        const { returnValue } = (yield* send("engine.status", { module: "cdrbuild" })).message
        over.push(/hungup=(\d+)/.exec(returnValue)?.[1] ?? returnValue)
      }
      assert.deepStrictEqual(over, ["1", "2", "3", "3", "2", "1", "0", "0", "0"])
    }).pipe(provided))

  it.effect("a record can be dropped, and cdrtrack=false keeps out", () =>
    Effect.gen(function*() {
      const records = yield* seen("call.cdr", "operation", "chan", "reason")
      yield* send("call.answered", { id: "own/1", cdrtrack: "false" })
      yield* send("call.answered", { id: "own/1", cdrcreate: "no" })
      assert.deepStrictEqual(records, [])
      yield* send("call.answered", { id: "own/1" })
      assert.isTrue((yield* send("call.drop", { id: "cdrbuild/own/1" })).handled)
      assert.deepStrictEqual(records, [
        "operation=initialize chan=own/1 reason=",
        "operation=finalize chan=own/1 reason=CDR dropped"
      ])
      assert.isFalse((yield* send("call.drop", { id: "cdrbuild/own/1" })).handled)
    }).pipe(provided))
})
