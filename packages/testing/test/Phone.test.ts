import { assert, describe, it } from "@effect/vitest"
import { Engine } from "@yatefx/engine"
import { Phone, Scenario } from "@yatefx/testing"
import { Clock, Effect, Layer } from "effect"
import { Ivr, writeSounds } from "./support/ivr.ts"

const sounds = writeSounds()
const ivr = Scenario.embedded(Ivr(sounds), { engine: { soundsPath: sounds }, name: "ivr" })
const nobody = Scenario.embedded(Layer.empty, { engine: { soundsPath: sounds } })

describe("a phone that calls", () => {
  it.effect("is answered, presses a key, hears, and is hung up", () =>
    Effect.gen(function*() {
      const alice = yield* Phone.make({ number: "alice", name: "Alice" })
      const call = yield* alice.dial("ivr")
      yield* call.expectRinging()
      yield* call.expectAnswer({ within: "1 second" })
      yield* call.expectSound("welcome")
      yield* Effect.sleep("1 second")
      assert.deepStrictEqual(yield* call.press("1"), [true])
      const sales = yield* call.expectSound(/sales\.slin$/, { how: "eof" })
      assert.strictEqual(sales.duration, 1980)
      yield* call.expectEnd({ by: "engine" })
      assert.deepStrictEqual((yield* call.heard).map(({ duration, how }) => ({ duration, how })), [
        { duration: 1000, how: "cut" },
        { duration: 2000, how: "eof" }
      ])
      assert.strictEqual(yield* (yield* Engine).unanswered, 0)
    }).pipe(Effect.provide(ivr), Scenario.run))

  it.effect("waits out a timeout of a minute", () =>
    Effect.gen(function*() {
      const call = yield* (yield* Phone.make({ number: "alice" })).dial("ivr")
      yield* call.expectSound("goodbye", { within: "2 minutes", how: "eof" })
      yield* call.expectEnd()
      assert.strictEqual(yield* Clock.currentTimeMillis, 60_480)
    }).pipe(Effect.provide(ivr), Scenario.run))

  it.effect("presses all keys at once, or with a gap", () =>
    Effect.gen(function*() {
      const call = yield* (yield* Phone.make({ number: "alice" })).dial("ivr")
      yield* call.expectAnswer()
      assert.deepStrictEqual(yield* call.press("93", { gap: 300 }), [true, true])
      assert.strictEqual(yield* Clock.currentTimeMillis, 300)
      yield* call.press("7712")
      yield* call.expectSound("sales")
      assert.strictEqual(yield* Clock.currentTimeMillis, 300)
    }).pipe(Effect.provide(ivr), Scenario.run))

  it.effect("tells a sound that was cut off from one that was heard to its end", () =>
    Effect.gen(function*() {
      const call = yield* (yield* Phone.make({ number: "alice" })).dial("ivr")
      yield* call.expectSound("welcome")
      yield* Effect.sleep(500)
      yield* call.press("1")
      const cut = yield* Effect.flip(call.expectSound("welcome", { how: "eof" }))
      assert.strictEqual(cut.instead, "wave/play/…/welcome.slin was cut off")
      const whole = yield* Effect.flip(call.expectSound("sales", { how: "cut" }))
      assert.strictEqual(whole.instead, "wave/play/…/sales.slin was heard to its end")
    }).pipe(Effect.provide(ivr), Scenario.run))

  it.effect("is rejected", () =>
    Effect.gen(function*() {
      const call = yield* (yield* Phone.make({ number: "alice" })).dial("pizza")
      const { code, reason } = yield* call.expectRejection("noroute")
      assert.deepStrictEqual({ code, reason }, { code: 404, reason: "No route to call target" })
      yield* call.expectEnd({ by: "engine" })
      const error = yield* Effect.flip(call.expectAnswer())
      assert.match(
        error.message,
        /^alice's call to pizza \(sip\/1\): expected an answer, but it was rejected: noroute \(404, /
      )
      assert.match(
        (yield* Effect.flip(call.expectRejection("busy"))).message,
        /rejected as busy, but it was rejected: noroute/
      )
    }).pipe(Effect.provide(nobody), Scenario.run))

  it.effect("shows a name, an address and any parameter", () =>
    Effect.gen(function*() {
      const seen: Array<ReadonlyArray<string | undefined>> = []
      yield* (yield* Engine).watch("call.route", (message) =>
        seen.push(["caller", "callername", "ip_port", "rtp_addr", "sip_x-tenant"].map((name) =>
          message.get(name)
        )))
      const phone = yield* Phone.make({
        number: "100",
        name: "Ä",
        address: "10.0.0.7:5099",
        parameters: { rtp_addr: "10.0.0.8" }
      })
      yield* (yield* phone.dial("x", { "sip_x-tenant": "7" })).expectEnd()
      assert.deepStrictEqual(seen, [["100", "Ä", "5099", "10.0.0.8", "7"]])
    }).pipe(Effect.provide(nobody), Scenario.run))

  it.effect("hears nothing while it holds the call, and is heard by what it speaks", () =>
    Effect.gen(function*() {
      const alice = yield* Phone.make({ number: "alice" })
      const bob = yield* Phone.make({ number: "bob", whenCalled: "answer" })
      const call = yield* alice.dial("bob")
      const other = yield* bob.expectCall()
      yield* call.expectAnswer()
      yield* other.speak(`${sounds}/welcome.slin`)
      yield* call.expectSound("welcome")
      yield* Effect.sleep("1 second")
      yield* call.hold()
      yield* call.expectSilence("500 millis")
      yield* call.expectSound("welcome", { how: "cut" })
      yield* call.hold(false)
      yield* call.expectSound("welcome", { how: "eof" })
      const loud = yield* Effect.flip(
        Effect.andThen(other.speak(`${sounds}/sales.slin`), call.expectSilence("1 second"))
      )
      assert.strictEqual(loud.instead, "wave/play/…/sales.slin was heard")
      yield* other.speak()
      yield* call.expectSound("sales", { how: "cut" })
      yield* call.expectSilence("1 minute")
    }).pipe(Effect.provide(nobody), Scenario.run))

  it.effect("hears early media", () =>
    Effect.gen(function*() {
      const alice = yield* Phone.make({ number: "alice" })
      const bob = yield* Phone.make({ number: "bob" })
      const call = yield* alice.dial("bob")
      const other = yield* bob.expectCall()
      yield* other.speak(`${sounds}/welcome.slin`)
      yield* call.expectEarlyMedia()
      yield* other.answer
      yield* call.expectAnswer()
      const late = yield* alice.dial("bob")
      const answered = yield* bob.expectCall()
      yield* answered.answer
      yield* late.expectAnswer()
      yield* answered.speak(`${sounds}/welcome.slin`)
      yield* late.expectSound("welcome")
      assert.strictEqual((yield* Effect.flip(late.expectEarlyMedia())).instead, "it was answered without")
    }).pipe(Effect.provide(nobody), Scenario.run))
})

describe("a phone that is called", () => {
  const called = Effect.fnUntraced(function*(whenCalled: Phone.WhenCalled) {
    const bob = yield* Phone.make({ number: "bob", whenCalled })
    const alice = yield* Phone.make({ number: "alice", name: "Alice" })
    return { bob, call: yield* alice.dial("bob") }
  })

  it.effect("answers, and knows who calls", () =>
    Effect.gen(function*() {
      const { bob, call } = yield* called({ answerAfter: "3 seconds" })
      const incoming = yield* bob.expectCall()
      assert.deepStrictEqual(incoming.from, { number: "alice", name: "Alice" })
      yield* call.expectAnswer()
      assert.strictEqual(yield* Clock.currentTimeMillis, 3000)
      yield* incoming.hangup()
      yield* call.expectEnd({ by: "engine" })
      yield* incoming.expectEnd({ by: "phone" })
    }).pipe(Effect.provide(nobody), Scenario.run))

  it.effect("ignores the call", () =>
    Effect.gen(function*() {
      const { call } = yield* called("ignore")
      yield* call.expectRinging()
      const error = yield* Effect.flip(call.expectAnswer({ within: "2 minutes" }))
      assert.include(error.message, "expected an answer within 2m, but it was ringing")
      assert.strictEqual(yield* Clock.currentTimeMillis, 120_000)
    }).pipe(Effect.provide(nobody), Scenario.run))

  it.effect("is busy", () =>
    Effect.gen(function*() {
      const { call } = yield* called("busy")
      yield* call.expectEnd({ by: "engine", reason: "Busy Here" })
    }).pipe(Effect.provide(nobody), Scenario.run))

  it.effect("sends the call back after some time", () =>
    Effect.gen(function*() {
      const { call } = yield* called({ sendBackAfter: "20 seconds" })
      yield* call.expectRinging()
      yield* call.expectEnd({ within: "1 minute", reason: "Temporarily Unavailable" })
      assert.strictEqual(yield* Clock.currentTimeMillis, 20_000)
      const error = yield* Effect.flip(call.expectEnd({ by: "phone" }))
      assert.strictEqual(error.instead, "it ended by the engine: Temporarily Unavailable")
    }).pipe(Effect.provide(nobody), Scenario.run))

  it.effect("expects a call that does not come", () =>
    Effect.gen(function*() {
      const bob = yield* Phone.make({ number: "bob" })
      const error = yield* Effect.flip(bob.expectCall({ within: "5 seconds" }))
      assert.match(error.message, /^the phone bob: expected a call within 5s, but nobody called/)
    }).pipe(Effect.provide(nobody), Scenario.run))

  it.effect("is unplugged with its scope", () =>
    Effect.gen(function*() {
      const alice = yield* Phone.make({ number: "alice" })
      yield* Effect.scoped(Phone.make({ number: "bob", whenCalled: "answer" }))
      yield* (yield* alice.dial("bob")).expectRejection("noroute")
    }).pipe(Effect.provide(nobody), Scenario.run))
})

describe("many phones", () => {
  it.effect("call each other at the same time", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const pairs = Array.from({ length: 150 }, (_, index) => index)
      const ends = yield* Effect.forEach(pairs, (index) =>
        Effect.gen(function*() {
          yield* Phone.make({ number: `b${index}`, whenCalled: { answerAfter: index * 10 } })
          const call = yield* (yield* Phone.make({ number: `a${index}` })).dial(`b${index}`)
          yield* call.expectAnswer()
          yield* Effect.sleep("1 minute")
          yield* call.hangup()
          yield* call.expectEnd({ by: "phone" })
        }), { concurrency: "unbounded" })
      assert.strictEqual(ends.length, 150)
      // What is left of a call is told and done with first.
      yield* Effect.sleep(1)
      assert.deepStrictEqual(yield* engine.channels, [])
    }).pipe(Effect.provide(nobody), Scenario.run))
})
