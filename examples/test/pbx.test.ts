import { assert, describe, it } from "@effect/vitest"
import { Engine } from "@yatefx/engine"
import { Phone, Scenario } from "@yatefx/testing"
import { Effect, Layer } from "effect"
import { pbx } from "../src/pbx.ts"
import { Sounds } from "../src/Sounds.ts"
import * as Trace from "../src/Trace.ts"

const extensions = Object.fromEntries(
  [100, 101, 102].map((number) => [`${number}`, `sip/sip:${number}@127.0.0.1:50${number - 30}`])
)

const program = Layer.unwrap(Effect.map(Sounds, (soundsPath) =>
  Scenario.embedded(pbx.program({ extensions }), {
    engine: { soundsPath, holdMusic: { default: `${soundsPath}/music.mulaw` } }
  }))).pipe(Layer.provideMerge(Layer.sync(Trace.Trace, () => Trace.make(() => Effect.void))))

const phone = (number: number, options: Partial<Phone.PhoneOptions> = {}) =>
  Phone.make({ number: `${number}`, address: `127.0.0.1:50${number - 30}`, ...options })

/** 100 talks to 101. */
const talking = Effect.gen(function*() {
  const [alice, bob] = [yield* phone(100), yield* phone(101)]
  const call = yield* alice.dial("101")
  const bobs = yield* bob.expectCall()
  yield* bobs.ring
  yield* call.expectRinging()
  yield* bobs.answer
  yield* call.expectAnswer()
  yield* Effect.sleep(500)
  return { alice, bob, call, bobs }
})

/** The two hear each other. */
const connected = Effect.fnUntraced(function*(one: { readonly id: string }, other: { readonly id: string }) {
  const channels = yield* (yield* Engine).channels
  const peerOf = (id: string) => channels.find((each) => each.id === id)?.peerId
  assert.deepStrictEqual([peerOf(one.id), peerOf(other.id)], [other.id, one.id])
})

const nothingLeft = Effect.gen(function*() {
  yield* Effect.sleep("2 seconds")
  const engine = yield* Engine
  assert.deepStrictEqual(yield* engine.channels, [])
  assert.strictEqual(yield* engine.unanswered, 0)
})

describe("pbx", () => {
  it.effect("connects two extensions, until one hangs up", () =>
    Effect.gen(function*() {
      const { bobs, call } = yield* talking
      yield* connected(call, bobs)
      yield* bobs.hangup()
      yield* call.expectEnd({ by: "engine" })
      yield* nothingLeft
    }).pipe(Effect.provide(program), Scenario.run))

  it.effect("tells why an extension is not reached", () =>
    Effect.gen(function*() {
      const alice = yield* phone(100)
      yield* phone(101, { whenCalled: "busy" })
      yield* phone(102, { whenCalled: "ignore" })
      yield* (yield* alice.dial("101")).expectRejection("busy")
      const call = yield* alice.dial("102")
      yield* call.expectRinging()
      yield* call.expectRejection("noanswer", { within: "31 seconds" })
      yield* (yield* alice.dial("103")).expectRejection("noroute")
      yield* nothingLeft
    }).pipe(Effect.provide(program), Scenario.run))

  it.effect("cancels what rings when the caller hangs up", () =>
    Effect.gen(function*() {
      const [alice, bob] = [yield* phone(100), yield* phone(101)]
      const call = yield* alice.dial("101")
      const bobs = yield* bob.expectCall()
      yield* bobs.ring
      yield* call.hangup()
      yield* bobs.expectEnd()
      yield* nothingLeft
    }).pipe(Effect.provide(program), Scenario.run))

  it.effect("transfers blindly, from either side", () =>
    Effect.gen(function*() {
      const carol = yield* phone(102)
      const { bobs, call } = yield* talking
      yield* bobs.press("102#", { gap: 200 })
      yield* bobs.expectEnd({ by: "engine" })
      const carols = yield* carol.expectCall()
      yield* carols.answer
      yield* Effect.sleep(500)
      yield* connected(call, carols)
      yield* carols.hangup()
      yield* call.expectEnd({ by: "engine" })

      const again = yield* talking
      yield* again.call.press("102#", { gap: 200 })
      yield* again.call.expectEnd({ by: "engine" })
      const second = yield* carol.expectCall()
      yield* second.answer
      yield* Effect.sleep(500)
      yield* connected(again.bobs, second)
      yield* again.bobs.hangup()
      yield* second.expectEnd({ by: "engine" })
      yield* nothingLeft
    }).pipe(Effect.provide(program), Scenario.run))

  for (const whenCalled of ["busy", "ignore"] as const) {
    it.effect(`returns the call to who has transferred it when the other phone is ${whenCalled}`, () =>
      Effect.gen(function*() {
        yield* phone(102, { whenCalled })
        const { bob, bobs, call } = yield* talking
        yield* bobs.press("102#", { gap: 200 })
        yield* bobs.expectEnd({ by: "engine" })
        const back = yield* bob.expectCall({ within: "20 seconds" })
        yield* back.answer
        yield* Effect.sleep(500)
        yield* connected(call, back)
        yield* call.hangup()
        yield* back.expectEnd({ by: "engine" })
        yield* nothingLeft
      }).pipe(Effect.provide(program), Scenario.run))
  }

  it.effect("says goodbye to who can go nowhere", () =>
    Effect.gen(function*() {
      yield* phone(102, { whenCalled: "busy" })
      const { bob, bobs, call } = yield* talking
      yield* bobs.press("102#", { gap: 200 })
      const back = yield* bob.expectCall()
      yield* back.refuse()
      yield* call.expectSound("sorry")
      yield* call.expectSound("goodbye", { how: "eof" })
      yield* call.expectEnd({ by: "engine" })
      yield* nothingLeft
    }).pipe(Effect.provide(program), Scenario.run))

  for (const by of ["#", "hanging up"] as const) {
    it.effect(`hands a call over with attendance, by ${by}`, () =>
      Effect.gen(function*() {
        const carol = yield* phone(102)
        const { bobs, call } = yield* talking
        yield* bobs.press("102*", { gap: 200 })
        yield* call.expectSound("moh/default")
        const carols = yield* carol.expectCall()
        yield* carols.answer
        yield* Effect.sleep(500)
        yield* connected(bobs, carols)
        if (by === "#") {
          yield* bobs.press("#")
          yield* bobs.expectEnd({ by: "engine" })
        } else yield* bobs.hangup()
        yield* Effect.sleep(500)
        yield* connected(call, carols)
        yield* call.hangup()
        yield* carols.expectEnd({ by: "engine" })
        yield* nothingLeft
      }).pipe(Effect.provide(program), Scenario.run))
  }

  it.effect("takes a call back: by a key, when the other is busy, and when he hangs up", () =>
    Effect.gen(function*() {
      const carol = yield* phone(102)
      const { bobs, call } = yield* talking

      yield* bobs.press("102*", { gap: 200 })
      const first = yield* carol.expectCall()
      yield* first.answer
      yield* Effect.sleep(500)
      yield* bobs.press("*")
      yield* first.expectEnd()
      yield* Effect.sleep(500)
      yield* connected(call, bobs)

      yield* bobs.press("102*", { gap: 200 })
      yield* (yield* carol.expectCall()).refuse()
      yield* bobs.expectSound("sorry", { how: "eof" })
      yield* Effect.sleep(500)
      yield* connected(call, bobs)

      yield* bobs.press("102*", { gap: 200 })
      const third = yield* carol.expectCall()
      yield* third.answer
      yield* Effect.sleep(500)
      yield* third.hangup()
      yield* Effect.sleep(500)
      yield* connected(call, bobs)

      yield* call.hangup()
      yield* bobs.expectEnd({ by: "engine" })
      yield* nothingLeft
    }).pipe(Effect.provide(program), Scenario.run))

  it.effect("ends everything when who waits on hold hangs up", () =>
    Effect.gen(function*() {
      const carol = yield* phone(102)
      const { bobs, call } = yield* talking
      yield* bobs.press("102*", { gap: 200 })
      const carols = yield* carol.expectCall()
      yield* carols.answer
      yield* Effect.sleep(500)
      yield* call.hangup()
      yield* carols.expectEnd({ by: "engine" })
      yield* bobs.expectEnd({ by: "engine" })
      yield* nothingLeft
    }).pipe(Effect.provide(program), Scenario.run))

  it.effect("takes no notice of keys without an end", () =>
    Effect.gen(function*() {
      const { bobs, call } = yield* talking
      yield* bobs.press("102")
      yield* Effect.sleep("4 seconds")
      yield* bobs.press("#")
      yield* Effect.sleep("1 second")
      yield* connected(call, bobs)
      yield* call.hangup()
      yield* nothingLeft
    }).pipe(Effect.provide(program), Scenario.run))
})
