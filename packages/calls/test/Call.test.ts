import { assert, describe, it } from "@effect/vitest"
import { Call, Calls, type HungUp, type LegError, Sound } from "@yatefx/calls"
import { Engine } from "@yatefx/engine"
import { Phone, Scenario } from "@yatefx/testing"
import { Deferred, Effect, Layer, Ref } from "effect"
import { nothingLeft, world } from "./support/world.ts"

/** A flow for calls to `100`, and what its test collects from it. */
const flow = <A, E, R>(run: (call: Call) => Effect.Effect<A, E, R>) =>
  Calls.incoming({ called: "100" }, Effect.flatMap(Call, run))

const dial = Effect.gen(function*() {
  const alice = yield* Phone.make({ number: "alice" })
  return yield* alice.dial("100")
})

describe("answering", () => {
  it.effect("rings, gives early media, answers once, and hangs up when the flow ends", () =>
    Effect.gen(function*() {
      const call = yield* dial
      yield* call.expectRinging()
      yield* call.expectEarlyMedia({ within: 3000 })
      yield* call.expectAnswer({ within: 5000 })
      yield* call.expectEnd({ by: "engine" })
      yield* nothingLeft
    }).pipe(
      Effect.provide(world(flow(Effect.fnUntraced(function*(call) {
        yield* call.ringing
        yield* Effect.sleep(1000)
        yield* call.progress
        yield* call.play("welcome")
        yield* call.answer
        yield* call.answer
        assert.isTrue(yield* call.isAnswered)
        yield* call.play("goodbye")
      })))),
      Scenario.run
    ))

  it.effect("rejects before the call is taken, and after", () =>
    Effect.gen(function*() {
      const first = yield* dial
      assert.strictEqual((yield* first.expectRejection("forbidden")).reason, "closed")
      yield* nothingLeft
    }).pipe(Effect.provide(world(flow((call) => call.reject("forbidden", "closed")))), Scenario.run))
})

describe("rejecting", () => {
  it.effect("rejects a call that rings already", () =>
    Effect.gen(function*() {
      const call = yield* dial
      yield* call.expectRinging()
      const { code } = yield* call.expectRejection("busy")
      assert.strictEqual(code, 486)
      yield* nothingLeft
    }).pipe(
      Effect.provide(world(flow(Effect.fnUntraced(function*(call) {
        yield* call.ringing
        yield* Effect.sleep(1000)
        yield* call.reject("busy")
      })))),
      Scenario.run
    ))
})

describe("a call that the engine doesn't know any more", () => {
  it.effect("was lost, for whoever hangs it up", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const lost = yield* Deferred.make<HungUp>()
      yield* Calls.use((calls) =>
        calls.incoming(
          { called: "100" },
          Effect.gen(function*() {
            const call = yield* Call
            yield* call.answer
            yield* call.hangup("busy")
            yield* Deferred.succeed(lost, yield* call.ended)
          })
        )
      )
      yield* engine.install({
        name: "call.drop",
        priority: 1,
        handler: (message) =>
          Effect.sync(() => {
            message.set("id", "sip/99")
            return false
          })
      })
      const call = yield* dial
      assert.strictEqual((yield* Deferred.await(lost)).reason, "lost")
      yield* call.hangup()
      yield* nothingLeft
    }).pipe(Effect.provide(world(Layer.empty)), Scenario.run))
})

describe("sending on by a number", () => {
  it.effect("fails with what the engine's routing refuses it with, and the call is in hands", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      yield* engine.install({
        name: "call.route",
        priority: 90,
        filter: { name: "called", value: "closed" },
        handler: (message) =>
          Effect.sync(() => {
            message.returnValue = "-"
            message.set("error", "forbidden").set("reason", "Closed today")
            return true
          })
      })
      const call = yield* dial
      yield* call.expectSound("sorry", { how: "eof" })
      yield* call.expectEnd({ by: "engine" })
      yield* nothingLeft
    }).pipe(
      Effect.provide(world(flow(Effect.fnUntraced(function*(call) {
        const error = yield* Effect.flip(call.route({ number: "closed" }))
        assert.deepInclude({ ...error }, {
          _tag: "RouteError",
          target: "closed",
          error: "forbidden",
          reason: "Closed today"
        })
        yield* call.play("sorry")
      })))),
      Scenario.run
    ))
})

describe("playing", () => {
  it.effect("plays several sounds in order, each to its end", () =>
    Effect.gen(function*() {
      const call = yield* dial
      yield* call.expectSound("welcome", { how: "eof" })
      yield* call.expectSound("tone/busy")
      yield* call.expectSound("digits/1", { how: "eof" })
      yield* call.expectEnd({ by: "engine" })
      yield* nothingLeft
    }).pipe(
      Effect.provide(world(flow(Effect.fnUntraced(function*(call) {
        yield* call.answer
        const played = yield* call.play(["welcome", Sound.tone("busy", 300), Sound.silence(200), "digits/1"])
        assert.deepStrictEqual(played, { key: undefined, at: 4 })
      })))),
      Scenario.run
    ))

  it.effect("begins with one of them, and goes round from the first", () =>
    Effect.gen(function*() {
      const call = yield* dial
      yield* call.expectEnd({ by: "engine" })
      assert.deepStrictEqual(
        (yield* call.heard).map(({ source }) => source.replace(/.*\/(\w+)\.slin$/, "$1")),
        ["beep", "sorry", "beep"]
      )
      yield* nothingLeft
    }).pipe(
      Effect.provide(world(flow(Effect.fnUntraced(function*(call) {
        yield* call.answer
        assert.deepStrictEqual(yield* call.play(["sorry", "beep"], { from: 1, repeat: 2 }), { key: undefined, at: 2 })
      })))),
      Scenario.run
    ))

  it.effect("is cut off by a wanted key, which is told; others stay", () =>
    Effect.gen(function*() {
      const call = yield* dial
      yield* call.expectSound("welcome")
      assert.deepStrictEqual(yield* call.press("12#", { gap: 100 }), [true, true, true])
      yield* call.expectSound("welcome", { how: "cut" })
      yield* call.expectSound("goodbye")
      yield* nothingLeft
    }).pipe(
      Effect.provide(world(flow(Effect.fnUntraced(function*(call) {
        yield* call.answer
        assert.deepStrictEqual(yield* call.play(["welcome", "menu"], { interruptedBy: "#" }), { key: "#", at: 0 })
        assert.strictEqual((yield* call.collect({ max: 2 })).keys, "12")
        yield* call.play("goodbye")
      })))),
      Scenario.run
    ))

  it.effect("tells a file that isn't there, a tone that doesn't exist, and a name that leads out, from an end", () =>
    Effect.gen(function*() {
      const call = yield* dial
      yield* call.expectSound("goodbye")
      yield* call.expectEnd({ by: "engine" })
      yield* nothingLeft
    }).pipe(
      Effect.provide(world(flow(Effect.fnUntraced(function*(call) {
        yield* call.answer
        const why = (sound: Sound.Sound) =>
          call.play(sound).pipe(
            Effect.as("played"),
            Effect.catchTag("PlayError", (error) => Effect.succeed(error.reason._tag))
          )
        assert.strictEqual(yield* why("nosuch"), "NoSuchSound")
        assert.strictEqual(yield* why(Sound.tone("nosuch")), "NotAttached")
        assert.strictEqual(yield* why("../../etc/passwd"), "BadName")
        assert.strictEqual(yield* why("goodbye"), "played")
      })))),
      Scenario.run
    ))
})

describe("hanging up", () => {
  it.effect("is one outcome for whatever runs", () =>
    Effect.gen(function*() {
      const outcomes = yield* Ref.make<ReadonlyArray<string>>([])
      const note = <A, R>(name: string, effect: Effect.Effect<A, LegError, R>) =>
        Effect.catchTag(
          Effect.asVoid(effect),
          "HungUp",
          (error) => Ref.update(outcomes, (all) => [...all, `${name}: ${error.id}`])
        )
      const program = flow(Effect.fnUntraced(function*(call) {
        yield* call.answer
        yield* Effect.all([
          note("play", Effect.catchTag(call.play(Sound.tone("ring")), "PlayError", Effect.die)),
          note("collect", call.collect({ firstKey: "1 hour" })),
          note("while up", call.whileUp(Effect.never))
        ], { concurrency: "unbounded" })
        yield* note("answer", call.answer)
        yield* note("ringing", call.ringing)
        yield* call.hangup()
      }))
      yield* Effect.gen(function*() {
        const call = yield* dial
        yield* call.expectAnswer()
        yield* Effect.sleep(1000)
        yield* call.hangup()
        yield* nothingLeft
      }).pipe(Effect.provide(world(program)))
      assert.sameMembers([...yield* Ref.get(outcomes)], [
        "play: sip/1",
        "collect: sip/1",
        "while up: sip/1",
        "answer: sip/1",
        "ringing: sip/1"
      ])
    }).pipe(Scenario.run))
})
