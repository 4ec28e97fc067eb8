import { assert, describe, it } from "@effect/vitest"
import { Bridge, Call, Calls, Sound } from "@yatefx/calls"
import { Engine, EngineMessage } from "@yatefx/engine"
import { Phone, Scenario } from "@yatefx/testing"
import { Clock, Deferred, Effect, Fiber, Layer } from "effect"
import { nothingLeft, soundsPath, world } from "./support/world.ts"

const scenario = <A, E, R>(run: Effect.Effect<A, E, R>) =>
  Effect.andThen(Effect.scoped(run), nothingLeft).pipe(Effect.provide(world(Layer.empty)), Scenario.run)

/** A phone that the program has called, and its own view of that. */
const called = Effect.fnUntraced(function*(number: string) {
  const phone = yield* Phone.make({ number, whenCalled: "answer" })
  const call = yield* Calls.originate({ target: { number } })
  return [call, yield* phone.expectCall()] as const
})

/** Whether a key on one phone reaches the other side of its call, and is not the program's. */
const hears = (from: Phone.IncomingPhoneCall, to: Phone.IncomingPhoneCall) =>
  Effect.scoped(Effect.gen(function*() {
    const engine = yield* Engine
    const heard: Array<string | undefined> = []
    yield* engine.watch("chan.dtmf", (message) => heard.push(message.get("peerid")))
    yield* from.press("9")
    return heard.includes(to.id)
  }))

/** That the call is in hands: it can be played to, and its keys are the program's. */
const inHands = Effect.fnUntraced(function*(call: Call, there: Phone.IncomingPhoneCall) {
  yield* call.flushKeys
  yield* call.play("beep")
  yield* there.expectSound("beep", { how: "eof" })
  yield* there.press("7")
  assert.strictEqual((yield* call.collect({ max: 1 })).keys, "7")
})

describe("a bridge", () => {
  for (const side of ["first", "second"] as const) {
    it.effect(`ends when the ${side} hangs up, and the other one is in hands again`, () =>
      scenario(Effect.gen(function*() {
        const [alice, aliceThere] = yield* called("alice")
        const [bob, bobThere] = yield* called("bob")
        const bridged = yield* Effect.forkChild(Bridge.connect(alice, bob))
        yield* Effect.sleep(5000)
        assert.isTrue(yield* hears(aliceThere, bobThere))
        assert.isTrue(yield* hears(bobThere, aliceThere))
        assert.deepStrictEqual([yield* alice.flushKeys, yield* bob.flushKeys], ["", ""])
        const refused = yield* Effect.flip(bob.play("beep"))
        assert.strictEqual(refused._tag, "NotControlled")
        const [goes, left, leftThere] = side === "first" ? [aliceThere, bob, bobThere] : [bobThere, alice, aliceThere]
        yield* goes.hangup()
        const { ended, hungUp, millis } = yield* Fiber.join(bridged)
        assert.deepStrictEqual([ended, hungUp?.id, hungUp?.cause, millis], [side, goes.id, 200, 5000])
        yield* inHands(left, leftThere)
        yield* left.hangup()
        yield* leftThere.expectEnd({ by: "engine" })
      })))
  }

  it.effect("ends by its time, or when it is interrupted, and both are in hands", () =>
    scenario(Effect.gen(function*() {
      const [alice, aliceThere] = yield* called("alice")
      const [bob, bobThere] = yield* called("bob")
      const { ended, hungUp, millis } = yield* Bridge.connect(alice, bob, { limit: "1 minute" })
      assert.deepStrictEqual([ended, hungUp, millis], ["limit", undefined, 60_000])
      yield* inHands(alice, aliceThere)
      yield* inHands(bob, bobThere)
      for (const after of [0, 1, 3000]) {
        const again = yield* Effect.forkChild(Bridge.connect(bob, alice), { startImmediately: true })
        yield* Effect.sleep(after)
        yield* Fiber.interrupt(again)
        yield* inHands(alice, aliceThere)
        yield* inHands(bob, bobThere)
      }
    })))

  it.effect("leaves keys to the program if it asks for them, of both or of one", () =>
    scenario(Effect.gen(function*() {
      const [alice, aliceThere] = yield* called("alice")
      const [bob, bobThere] = yield* called("bob")
      const both = yield* Effect.forkChild(Bridge.connect(alice, bob, { keys: "take" }))
      const codes = yield* Effect.forkChild(
        Effect.all([alice.collect({ max: 2 }), bob.collect({ max: 2 })], { concurrency: 2 })
      )
      yield* Effect.sleep(1000)
      yield* aliceThere.press("12", { gap: 100 })
      yield* bobThere.press("34", { gap: 100 })
      assert.deepStrictEqual((yield* Fiber.join(codes)).map(({ keys }) => keys), ["12", "34"])
      yield* bob.sendDtmf("1")
      yield* Fiber.interrupt(both)
      const one = yield* Effect.forkChild(Bridge.connect(alice, bob, { keys: ["pass", "take"] }))
      yield* Effect.sleep(1000)
      assert.isTrue(yield* hears(aliceThere, bobThere))
      yield* bobThere.press("56", { gap: 100 })
      yield* Fiber.interrupt(one)
      assert.deepStrictEqual([yield* alice.flushKeys, yield* bob.flushKeys], ["", "56"])
    })))

  it.effect("puts a caller on hold by a code, and goes on", () =>
    scenario(Effect.gen(function*() {
      const [alice, aliceThere] = yield* called("alice")
      const [bob, bobThere] = yield* called("bob")
      const talk = Effect.gen(function*() {
        for (;;) {
          const bridged = yield* Bridge.connect(alice, bob, { interruptedBy: ["", "*"] })
          if (bridged.ended !== "key") return bridged
          assert.deepStrictEqual([bridged.key, bridged.keyOf?.id], ["*", bob.id])
          yield* Bridge.hold(alice, bob.collect({ terminators: "*", firstKey: "1 hour" }))
        }
      })
      const talking = yield* Effect.forkChild(talk)
      for (let round = 0; round < 2; round++) {
        yield* Effect.sleep(2000)
        assert.isTrue(yield* hears(aliceThere, bobThere))
        yield* bobThere.press("*")
        yield* aliceThere.expectSound("moh/default")
        yield* Effect.sleep(2000)
        assert.isFalse(yield* hears(aliceThere, bobThere))
        yield* bobThere.press("*")
        yield* aliceThere.expectSound("moh/default", { how: "cut" })
      }
      yield* Effect.sleep(2000)
      yield* bobThere.press("9")
      assert.strictEqual(yield* bob.flushKeys, "9")
      // The one whose keys are taken: its end is the bridge's, and no error of who waits for keys.
      yield* bobThere.hangup()
      assert.strictEqual((yield* Fiber.join(talking)).ended, "second")
      yield* inHands(alice, aliceThere)
    })))

  it.effect("on hold, a sound that isn't there is silence, and the end of the call is heard", () =>
    scenario(Effect.gen(function*() {
      const [alice, aliceThere] = yield* called("alice")
      const held = yield* Effect.forkChild(Bridge.hold(alice, Effect.sleep("1 minute"), "nosuch"))
      yield* Effect.sleep(1000)
      yield* aliceThere.hangup()
      const started = yield* Clock.currentTimeMillis
      assert.strictEqual((yield* Effect.flip(Fiber.join(held)))._tag, "HungUp")
      assert.strictEqual(yield* Clock.currentTimeMillis, started)
    })))
})

describe("a bridge that can't be", () => {
  it.effect("fails with the one that is gone, and leaves the other where it was", () =>
    scenario(Effect.gen(function*() {
      const [alice, aliceThere] = yield* called("alice")
      const [bob, bobThere] = yield* called("bob")
      yield* bobThere.hangup()
      // Nobody has told it yet.
      const error = yield* Effect.flip(Bridge.connect(alice, bob))
      assert.deepStrictEqual([error._tag, "id" in error ? error.id : undefined], ["HungUp", bob.id])
      yield* inHands(alice, aliceThere)
    })))

  it.effect("is refused by the engine: both stay where they were", () =>
    scenario(Effect.gen(function*() {
      const engine = yield* Engine
      yield* engine.install({
        name: "chan.connect",
        priority: 10,
        handler: (message) =>
          Effect.sync(() => {
            message.name = "chan.refused"
            return false
          })
      })
      const [alice, aliceThere] = yield* called("alice")
      const [bob, bobThere] = yield* called("bob")
      assert.strictEqual((yield* Effect.flip(Bridge.connect(alice, bob)))._tag, "NotControlled")
      yield* inHands(alice, aliceThere)
      yield* inHands(bob, bobThere)
    })))

  it.effect("is refused while another one holds", () =>
    scenario(Effect.gen(function*() {
      const [alice, aliceThere] = yield* called("alice")
      const [bob, bobThere] = yield* called("bob")
      const [carol, carolThere] = yield* called("carol")
      const first = yield* Effect.forkChild(Bridge.connect(alice, bob))
      yield* Effect.sleep(1000)
      assert.strictEqual((yield* Effect.flip(Bridge.connect(carol, bob)))._tag, "NotControlled")
      yield* inHands(carol, carolThere)
      assert.isTrue(yield* hears(aliceThere, bobThere))
      yield* Fiber.interrupt(first)
      const exit = yield* Effect.exit(Bridge.connect(alice, alice))
      assert.strictEqual(exit._tag, "Failure")
      yield* inHands(alice, aliceThere)
    })))
})

describe("hanging up at once", () => {
  it.effect("both: nobody is left", () =>
    scenario(Effect.gen(function*() {
      const [alice, aliceThere] = yield* called("alice")
      const [bob, bobThere] = yield* called("bob")
      const bridged = yield* Effect.forkChild(Bridge.connect(alice, bob))
      yield* Effect.sleep(1000)
      yield* Effect.all([aliceThere.hangup(), bobThere.hangup()], { concurrency: 2 })
      assert.include(["first", "second"], (yield* Fiber.join(bridged)).ended)
      yield* alice.ended
      yield* bob.ended
    })))

  it.effect("while it begins, while it ends, and together with what interrupts it", () =>
    scenario(Effect.gen(function*() {
      for (const [index, delay] of [0, 0, 1, 1].entries()) {
        const [alice, aliceThere] = yield* called(`alice${index}`)
        const [bob, bobThere] = yield* called(`bob${index}`)
        const bridged = yield* Effect.forkChild(Bridge.connect(alice, bob))
        yield* Effect.sleep(delay)
        yield* Effect.all([
          (index % 2 === 0 ? aliceThere : bobThere).hangup(),
          Fiber.interrupt(bridged)
        ], { concurrency: 2 })
        const [left, leftThere] = index % 2 === 0 ? [bob, bobThere] as const : [alice, aliceThere] as const
        yield* inHands(left, leftThere)
      }
    })))

  it.effect("thirty bridges, or their ends by interruption: the engine's ten workers are enough", () =>
    scenario(Effect.gen(function*() {
      for (const how of ["hang up", "interrupt"]) {
        const pairs = yield* Effect.forEach(
          Array.from({ length: 30 }),
          (_, i) => Effect.all([called(`a${i}${how}`), called(`b${i}${how}`)])
        )
        const bridges = yield* Effect.forEach(pairs, ([[a], [b]]) => Effect.forkChild(Bridge.connect(a, b)))
        yield* Effect.sleep(1000)
        const started = yield* Clock.currentTimeMillis
        yield* Effect.forEach(
          how === "hang up" ? pairs.map(([[, there]]) => there.hangup()) : bridges.map(Fiber.interrupt),
          (one) => one,
          { concurrency: "unbounded", discard: true }
        )
        yield* Effect.forEach(bridges, Fiber.await)
        assert.strictEqual((yield* Clock.currentTimeMillis) - started, 0)
        yield* Effect.forEach(pairs, ([, [b, there]]) => inHands(b, there), { concurrency: "unbounded" })
      }
    })))

  it.effect("by the program, of one that is bridged", () =>
    scenario(Effect.gen(function*() {
      const [alice, aliceThere] = yield* called("alice")
      const [bob, bobThere] = yield* called("bob")
      const bridged = yield* Effect.forkChild(Bridge.connect(alice, bob))
      yield* Effect.sleep(1000)
      yield* alice.hangup("normal")
      yield* aliceThere.expectEnd({ by: "engine" })
      assert.strictEqual((yield* Fiber.join(bridged)).ended, "first")
      yield* inHands(bob, bobThere)
    })))
})

describe("somebody else", () => {
  it.effect("connects one of them elsewhere: the other is in hands, and the flow leaves the first", () =>
    scenario(Effect.gen(function*() {
      const engine = yield* Engine
      const left = yield* Deferred.make<Phone.IncomingPhoneCall>()
      yield* Effect.scoped(Effect.gen(function*() {
        const [alice, aliceThere] = yield* called("alice")
        const [bob, bobThere] = yield* called("bob")
        const bridged = yield* Effect.forkChild(Bridge.connect(alice, bob))
        yield* Effect.sleep(1000)
        yield* engine.dispatch(
          new EngineMessage("chan.masquerade", [
            ["id", alice.id],
            ["message", "call.execute"],
            ["callto", "tone/milliwatt"]
          ])
        )
        yield* aliceThere.expectSound("tone/milliwatt")
        assert.strictEqual((yield* Fiber.join(bridged)).ended, "elsewhere")
        yield* inHands(bob, bobThere)
        yield* Deferred.succeed(left, aliceThere)
      }))
      yield* Effect.sleep(1000)
      const there = yield* Deferred.await(left)
      assert.include((yield* engine.channels).map(({ id }) => id), there.id)
      yield* there.hangup()
    })))
})

describe("a caller who isn't answered yet", () => {
  const bridging = (options: Bridge.BridgeOptions) =>
    Calls.incoming(
      { called: "100" },
      Effect.gen(function*() {
        const caller = yield* Call
        const agent = yield* Calls.originate({
          target: { number: "agent" },
          caller: caller.caller ?? "",
          onRinging: Effect.ignore(caller.ringing)
        })
        yield* Bridge.connect(caller, agent, options)
      })
    )

  const run = <A, E, R>(options: Bridge.BridgeOptions, test: Effect.Effect<A, E, R>) =>
    Effect.andThen(Effect.scoped(test), nothingLeft).pipe(Effect.provide(world(bridging(options))), Scenario.run)

  it.effect("is answered when the callee has answered, and hears that it rings before", () =>
    run(
      {},
      Effect.gen(function*() {
        const agent = yield* Phone.make({ number: "agent", whenCalled: { answerAfter: 3000 } })
        const alice = yield* Phone.make({ number: "alice" })
        const call = yield* alice.dial("100")
        yield* call.expectRinging({ within: 100 })
        yield* call.expectAnswer({ within: 3500 })
        assert.strictEqual(yield* Clock.currentTimeMillis, 3000)
        const there = yield* agent.expectCall()
        yield* Effect.sleep(1000)
        yield* there.hangup()
        yield* call.expectEnd({ by: "engine" })
      })
    ))

  it.effect("hears the callee as early media, if the program says so", () =>
    run(
      { answer: false },
      Effect.gen(function*() {
        const agent = yield* Phone.make({ number: "agent", whenCalled: "answer" })
        const alice = yield* Phone.make({ number: "alice" })
        const call = yield* alice.dial("100")
        const there = yield* agent.expectCall()
        yield* Effect.sleep(100)
        yield* there.speak(`${soundsPath}/beep.slin`)
        yield* call.expectEarlyMedia()
        yield* call.hangup()
        yield* there.expectEnd({ by: "engine" })
      })
    ))

  it.effect("may be a room or a tone: what doesn't signal can be bridged, too", () =>
    scenario(Effect.gen(function*() {
      const [alice, aliceThere] = yield* called("alice")
      const tone = yield* Calls.originate({ target: "tone/milliwatt" })
      const bridged = yield* Effect.forkChild(Bridge.connect(alice, tone, { limit: "5 seconds" }))
      yield* aliceThere.expectSound("milliwatt")
      assert.strictEqual((yield* Fiber.join(bridged)).ended, "limit")
      yield* inHands(alice, aliceThere)
      assert.strictEqual((yield* Effect.flip(Effect.timeout(tone.whileUp(Effect.never), 100)))._tag, "TimeoutError")
      const sound = yield* Calls.originate({ target: `wave/play/${soundsPath}/welcome.slin` })
      const played = yield* Bridge.connect(alice, sound)
      assert.strictEqual(played.ended, "second")
      assert.closeTo(played.millis, 1000, 20)
      yield* inHands(alice, aliceThere)
      yield* Effect.flip(Effect.catchTag(sound.play(Sound.tone("busy")), "PlayError", Effect.die))
    })))
})
