import { assert, describe, it } from "@effect/vitest"
import { Dispatcher } from "@yatefx/dispatcher"
import { Engine } from "@yatefx/engine"
import { CallRoute, Definition, Param } from "@yatefx/messages"
import { Faults, Phone, Recorder, restartEngine, Scenario } from "@yatefx/testing"
import { Clock, Effect, Fiber, Layer } from "effect"
import { Ivr, writeSounds } from "./support/ivr.ts"

const sounds = writeSounds()
const ivr = Scenario.embedded(Ivr(sounds), { engine: { soundsPath: sounds } })

const isAnswered = Effect.fnUntraced(function*(within: number) {
  const call = yield* (yield* Phone.make({ number: "alice" })).dial("ivr")
  yield* call.expectAnswer({ within })
  return call
})

const remarks = Effect.gen(function*() {
  const entries = yield* (yield* Recorder).entries
  return entries.flatMap((entry) => entry._tag === "Remark" ? [entry.text] : [])
})

describe("Faults", () => {
  it.effect("cut the link, and the program comes back", () =>
    Effect.gen(function*() {
      const faults = yield* Faults
      yield* isAnswered(100)
      yield* faults.cut
      const lost = yield* (yield* Phone.make({ number: "bob" })).dial("ivr")
      yield* lost.expectRejection("noroute")
      yield* Effect.sleep("1 second")
      yield* isAnswered(100)
      assert.deepStrictEqual(yield* remarks, [
        "the link is cut",
        "the link to the embedded engine is lost: a fault of the test"
      ])
    }).pipe(Effect.provide(ivr), Scenario.run))

  it.effect("keep the engine away for some time", () =>
    Effect.gen(function*() {
      const faults = yield* Faults
      const away = yield* Effect.forkChild(faults.away("10 seconds"))
      yield* Effect.sleep("9 seconds")
      yield* (yield* (yield* Phone.make({ number: "bob" })).dial("ivr")).expectRejection("noroute")
      yield* Effect.sleep("20 seconds")
      assert.isDefined(away.pollUnsafe())
      yield* isAnswered(100)
    }).pipe(Effect.provide(ivr), Scenario.run))

  it.effect("bring the engine back at once when they are interrupted", () =>
    Effect.gen(function*() {
      const faults = yield* Faults
      const faulty = [faults.away("1 hour"), restartEngine({ channels: "kept", downtime: "1 hour" })]
      for (const fault of faulty) {
        const away = yield* Effect.forkChild(fault)
        yield* Effect.sleep("1 minute")
        yield* Fiber.interrupt(away)
        yield* Effect.sleep("20 seconds")
        yield* isAnswered(100)
      }
    }).pipe(Effect.provide(ivr), Scenario.run))

  it.effect("delay an answer", () =>
    Effect.gen(function*() {
      yield* (yield* Faults).delayAnswer("call.route", "4 seconds")
      yield* isAnswered(5000)
      assert.strictEqual(yield* Clock.currentTimeMillis, 4000)
      // Once only.
      yield* isAnswered(100)
    }).pipe(Effect.provide(ivr), Scenario.run))

  it.effect("drop answers, and the engine goes on without", () =>
    Effect.gen(function*() {
      yield* (yield* Faults).dropAnswer("call.route", { times: 2 })
      const alice = yield* Phone.make({ number: "alice" })
      for (const unanswered of [1, 2]) {
        const call = yield* alice.dial("ivr")
        yield* call.expectRejection("noroute", { within: "11 seconds" })
        assert.strictEqual(yield* (yield* Engine).unanswered, unanswered)
      }
      assert.strictEqual(yield* Clock.currentTimeMillis, 20_000)
      yield* isAnswered(100)
    }).pipe(Effect.provide(ivr), Scenario.run))

  it.effect("refuse an install", () =>
    Effect.gen(function*() {
      yield* (yield* Faults).refuseInstall("call.route")
      const error = yield* Effect.flip(Layer.build(Ivr(sounds)))
      assert.deepStrictEqual([error._tag, error.reason._tag], ["RegistrationError", "Refused"])
      yield* Layer.build(Ivr(sounds))
      yield* isAnswered(100)
    }).pipe(Effect.provide(Scenario.embedded(Layer.empty, { engine: { soundsPath: sounds } })), Scenario.run))

  it.effect("say what is no line of the protocol", () =>
    Effect.gen(function*() {
      const faults = yield* Faults
      for (
        const line of ["%%>message:", "%%<message:x", "\xff\x00", "", "%%<install:1:call.route:true", "Error in: x"]
      ) {
        yield* faults.say(line)
      }
      yield* isAnswered(100)
      assert.deepStrictEqual((yield* remarks).length, 6)
    }).pipe(Effect.provide(ivr), Scenario.run))

  it.effect("flood the program, which answers every message", () =>
    Effect.gen(function*() {
      const faults = yield* Faults
      const yate = yield* Dispatcher
      const Ticket = Definition.make("ticket.created", { params: { number: Param.Int } })
      yield* yate.handle(Ticket, { where: { number: 7 } }, (ticket) => ticket.ret(true))
      const flood = (number: string) =>
        faults.flood({ name: "ticket.created", count: 3000, parameters: [["number", number]] })
      assert.strictEqual(yield* flood("8"), 0)
      assert.isAbove(yield* flood("7"), 0)
      assert.strictEqual(yield* faults.flood({ name: "ticket.created", count: 0 }), 0)
      assert.strictEqual(
        (yield* Effect.flip(faults.flood({ name: "x", count: 1, parameters: [["", "y"]] })))._tag,
        "EncodeError"
      )
      yield* isAnswered(100)
    }).pipe(Effect.provide(ivr), Scenario.run))

  it.effect("end a flood with the link", () =>
    Effect.gen(function*() {
      const faults = yield* Faults
      const yate = yield* Dispatcher
      yield* yate.handle(Definition.make("ticket.created", { params: {} }), {}, () => Effect.never)
      const flood = yield* Effect.forkChild(faults.flood({ name: "ticket.created", count: 3 }))
      yield* Effect.sleep("1 second")
      assert.isUndefined(flood.pollUnsafe())
      yield* faults.cut
      assert.strictEqual(yield* Fiber.join(flood), 0)
    }).pipe(Effect.provide(ivr), Scenario.run))

  it.effect("restart the external module, and calls go on", () =>
    Effect.gen(function*() {
      const call = yield* isAnswered(100)
      yield* call.expectSound("welcome")
      const restarting = yield* Effect.forkChild(restartEngine({ channels: "kept" }))
      yield* call.expectSound("welcome", { how: "eof" })
      assert.isDefined(restarting.pollUnsafe())
      assert.lengthOf(yield* (yield* Engine).channels, 2)
    }).pipe(Effect.provide(ivr), Scenario.run))

  it.effect("restart the engine, and its channels are gone without a word", () =>
    Effect.gen(function*() {
      const call = yield* isAnswered(100)
      const seen: Array<string> = []
      const yate = yield* Dispatcher
      yield* yate.handle(Definition.make("chan.disconnected", { params: {} }), {}, (message) =>
        Effect.andThen(
          Effect.sync(() => seen.push(message.name)),
          message.pass
        ))
      yield* restartEngine({ channels: "lost", downtime: "5 seconds" })
      yield* call.expectEnd({ by: "engine" })
      assert.deepStrictEqual(yield* (yield* Engine).channels, [])
      yield* Effect.sleep("20 seconds")
      assert.deepStrictEqual(seen, [])
      yield* isAnswered(100)
    }).pipe(Effect.provide(ivr), Scenario.run))

  it.effect("leave other messages alone", () =>
    Effect.gen(function*() {
      const faults = yield* Faults
      yield* faults.dropAnswer("chan.dtmf")
      yield* faults.delayAnswer("call.execute", "1 minute")
      yield* faults.refuseInstall("user.auth")
      const yate = yield* Dispatcher
      yield* yate.handle(CallRoute, { where: { called: "other" } }, (route) => route.ret(true, "tone/dial"))
      yield* (yield* (yield* Phone.make({ number: "bob" })).dial("other")).expectSound("tone/dial", { within: 100 })
      yield* isAnswered(100)
    }).pipe(Effect.provide(ivr), Scenario.run))
})
