import { assert, describe, it } from "@effect/vitest"
import { Calls, type HungUp, type OriginateOptions } from "@yatefx/calls"
import { Dispatcher } from "@yatefx/dispatcher"
import { Engine, EngineMessage } from "@yatefx/engine"
import { CallExecute } from "@yatefx/messages"
import { Phone, Scenario } from "@yatefx/testing"
import { Clock, Effect, Exit, Fiber, Layer, Scope } from "effect"
import { nothingLeft, soundsPath, world } from "./support/world.ts"

const scenario = <A, E, R>(run: Effect.Effect<A, E, R>) =>
  Effect.andThen(run, nothingLeft).pipe(Effect.provide(world(Layer.empty)), Scenario.run)

/** What became of a call that was placed: its outcome, the engine's word, and SIP's code. */
const outcome = (options: OriginateOptions) =>
  Effect.scoped(Calls.originate(options)).pipe(
    Effect.as("answered"),
    Effect.catchTag("OriginateError", ({ cause, outcome, reason }) => Effect.succeed([outcome, reason, cause]))
  )

const bob = { number: "bob" }

describe("a call that is placed", () => {
  it.effect("is answered, with what it was told, and is hung up when the scope closes", () =>
    scenario(Effect.gen(function*() {
      const phone = yield* Phone.make({ number: "bob", whenCalled: { answerAfter: 2000 } })
      const yate = yield* Dispatcher
      const executed = yield* yate.expectWatch(CallExecute, { guard: ({ params }) => params.callto !== "dumb/" })
      yield* Effect.gen(function*() {
        const call = yield* Calls.originate({
          target: bob,
          caller: "200",
          callername: "Desk",
          parameters: [["osip_X-Account", "7"]]
        })
        assert.deepStrictEqual(
          [call.direction, call.called, call.caller, call.callername, yield* call.isAnswered],
          ["outgoing", "bob", "200", "Desk", true]
        )
        assert.strictEqual(yield* Clock.currentTimeMillis, 2000)
        const there = yield* phone.expectCall()
        assert.deepStrictEqual([there.id, there.from], [call.id, { number: "200", name: "Desk" }])
        yield* call.play("beep")
        yield* there.expectSound("beep", { how: "eof" })
        const pressed = yield* there.press("5")
        assert.deepStrictEqual([pressed, (yield* call.collect({ max: 1 })).keys], [[true], "5"])
      }).pipe(Effect.scoped)
      const { parameters, params } = yield* executed
      assert.deepStrictEqual(
        [params.caller, params.callername, params.called, parameters.get("osip_X-Account")],
        ["200", "Desk", "bob", "7"]
      )
      const there = yield* Effect.flip(phone.expectCall({ within: 0 }))
      assert.include(there.message, "nobody called")
    })))

  it.effect("tells when it rings, and no longer when it is answered", () =>
    scenario(Effect.gen(function*() {
      yield* Phone.make({ number: "bob", whenCalled: { answerAfter: 3000 } })
      const heard: Array<string> = []
      const onRinging = Effect.onInterrupt(
        Effect.andThen(Effect.sync(() => heard.push("rings")), Effect.never),
        () => Effect.sync(() => heard.push("no longer"))
      )
      assert.strictEqual(yield* outcome({ target: bob, onRinging }), "answered")
      assert.deepStrictEqual(heard, ["rings", "no longer"])
    })))

  it.effect("has an outcome for each way it can end", () =>
    scenario(Effect.gen(function*() {
      yield* Phone.make({ number: "busy", whenCalled: "busy" })
      yield* Phone.make({ number: "deaf", whenCalled: "ignore" })
      for (const code of [403, 404, 408, 410, 480, 484, 488, 500, 503, 600, 603, 604]) {
        yield* Phone.make({ number: `sends${code}`, whenCalled: { sendBackAfter: 1000, code } })
      }
      const refuses = (code: number) => outcome({ target: { number: `sends${code}` } })
      assert.deepStrictEqual(yield* outcome({ target: { number: "busy" } }), ["busy", "busy", 486])
      assert.deepStrictEqual(yield* refuses(600), ["busy", "busy", 600])
      const started = yield* Clock.currentTimeMillis
      assert.deepStrictEqual(
        yield* outcome({ target: { number: "deaf" }, timeout: "20 seconds" }),
        ["noAnswer", "noanswer", undefined]
      )
      assert.strictEqual((yield* Clock.currentTimeMillis) - started, 20_000)
      assert.deepStrictEqual(yield* refuses(480), ["noAnswer", "noanswer", 480])
      assert.deepStrictEqual(yield* refuses(408), ["noAnswer", "noconn", 408])
      assert.deepStrictEqual(yield* refuses(403), ["rejected", "forbidden", 403])
      assert.deepStrictEqual(yield* refuses(603), ["rejected", "forbidden", 603])
      assert.deepStrictEqual(yield* refuses(488), ["rejected", "unacceptable", 488])
      assert.deepStrictEqual(yield* refuses(404), ["notFound", "noroute", 404])
      assert.deepStrictEqual(yield* refuses(604), ["notFound", "noroute", 604])
      assert.deepStrictEqual(yield* refuses(410), ["notFound", "unallocated", 410])
      assert.deepStrictEqual(yield* refuses(484), ["notFound", "incomplete", 484])
      assert.deepStrictEqual(yield* refuses(500), ["failed", "failure", 500])
      assert.deepStrictEqual(yield* refuses(503), ["failed", "noconn", 503])
      assert.deepStrictEqual(yield* outcome({ target: { number: "nobody" } }), ["notFound", "noroute", undefined])
      assert.deepStrictEqual(yield* outcome({ target: "nosuch/thing" }), ["failed", undefined, undefined])
      assert.deepStrictEqual(yield* outcome({ target: "" }), ["failed", undefined, undefined])
      assert.deepStrictEqual(yield* outcome({ target: { number: "" } }), ["notFound", "noroute", undefined])
      // Nobody has a phone there: it never rang.
      assert.deepStrictEqual(yield* outcome({ target: "sip/sip:x@127.0.0.1:9" }), ["failed", "noconn", 408])
    })))

  it.effect("is routed by the target's number, whatever it is called", () =>
    scenario(Effect.gen(function*() {
      yield* Phone.make({ number: "bob", whenCalled: "answer" })
      const { called } = yield* Effect.scoped(Calls.originate({ target: bob, called: "101" }))
      assert.strictEqual(called, "101")
      assert.deepStrictEqual(yield* outcome({ target: { number: "101" }, called: "bob" }), [
        "notFound",
        "noroute",
        undefined
      ])
    })))

  it.effect("is ended by the engine a while after its time, if the program can't", () =>
    scenario(Effect.gen(function*() {
      const engine = yield* Engine
      const seen: Array<string | undefined> = []
      yield* engine.watch("call.execute", (message) => seen.push(message.get("maxcall")))
      yield* Phone.make({ number: "bob", whenCalled: "ignore" })
      assert.deepStrictEqual(yield* outcome({ target: bob, timeout: "20 seconds" }), [
        "noAnswer",
        "noanswer",
        undefined
      ])
      assert.include(seen, "25000")
    })))

  it.effect("is what the engine's routing makes of the number", () =>
    scenario(Effect.gen(function*() {
      const engine = yield* Engine
      yield* engine.install({
        name: "call.route",
        priority: 90,
        filter: { name: "called", value: "closed" },
        handler: (message) =>
          Effect.sync(() => {
            message.returnValue = "-"
            message.set("error", "busy").set("reason", "Closed today")
            return true
          })
      })
      assert.deepStrictEqual(yield* outcome({ target: { number: "closed" } }), ["busy", "Closed today", undefined])
    })))

  it.effect("to what doesn't signal is answered at once, and ends with it", () =>
    scenario(Effect.scoped(Effect.gen(function*() {
      const tone = yield* Calls.originate({ target: "tone/busy" })
      assert.isTrue(yield* tone.isAnswered)
      const missing = yield* Calls.originate({ target: `wave/play/${soundsPath}/nosuch.slin` })
      yield* missing.ended
      assert.strictEqual(yield* Clock.currentTimeMillis, 0)
      const error: HungUp = yield* Effect.flip(Effect.catchTag(missing.play("beep"), "PlayError", Effect.die))
        .pipe(Effect.filterOrFail((one): one is HungUp => one._tag === "HungUp"), Effect.orDie)
      assert.strictEqual(error.id, missing.id)
    }))))

  it.effect("is answered, refused or hung up before the engine has named it", () =>
    scenario(Effect.scoped(Effect.gen(function*() {
      const engine = yield* Engine
      // What is said about the call comes half a second before the answer to the message that placed it.
      yield* engine.install({
        name: "call.execute",
        priority: 10,
        filter: { name: "callto", value: "dumb/" },
        handler: Effect.fnUntraced(function*(message) {
          if (message.has("again")) return false
          const inner = new EngineMessage(message.name, [...message.parameters, ["again", "yes"]])
          const handled = yield* engine.dispatch(inner)
          yield* Effect.sleep(500)
          for (const [name, value] of inner.parameters) message.set(name, value)
          return handled
        })
      })
      yield* Phone.make({ number: "busy", whenCalled: "busy" })
      assert.deepStrictEqual(yield* outcome({ target: { number: "busy" } }), ["busy", "busy", 486])
      yield* Phone.make({ number: "there", whenCalled: "answer" })
      assert.strictEqual(yield* outcome({ target: { number: "there" } }), "answered")
      const phone = yield* Phone.make({ number: "bob" })
      const gone = yield* Effect.forkChild(Calls.originate({ target: bob }))
      const there = yield* phone.expectCall()
      yield* there.answer
      yield* there.hangup()
      // It was answered: what comes next tells that it is gone.
      const left = yield* Fiber.join(gone)
      assert.strictEqual((yield* Effect.flip(left.whileUp(Effect.never))).id, left.id)
      const cancelled = yield* Effect.forkChild(Effect.scoped(Calls.originate({ target: bob })))
      const ringing = yield* phone.expectCall()
      yield* Fiber.interrupt(cancelled)
      yield* ringing.expectEnd({ by: "engine", reason: "cancelled" })
    }))))

  it.effect("is cancelled at any moment, and the phone rings no longer", () =>
    scenario(Effect.gen(function*() {
      const phone = yield* Phone.make({ number: "bob" })
      for (const after of [1, 500, 5000]) {
        const placed = yield* Effect.forkChild(Effect.scoped(Calls.originate({ target: bob })))
        const there = yield* Effect.forkChild(Effect.tap(phone.expectCall(), (call) => call.ring))
        yield* Effect.sleep(after)
        yield* Fiber.interrupt(placed)
        yield* (yield* Fiber.join(there)).expectEnd({ by: "engine", reason: "cancelled" })
        assert.strictEqual((yield* (yield* Engine).channels).length, 0)
      }
    })))

  it.effect("ends with its scope, also when somebody else holds it by then", () =>
    scenario(Effect.gen(function*() {
      const phone = yield* Phone.make({ number: "bob", whenCalled: "answer" })
      const scope = yield* Scope.make()
      yield* Scope.provide(Calls.originate({ target: bob }), scope)
      const there = yield* phone.expectCall()
      yield* Scope.close(scope, Exit.void)
      yield* there.expectEnd({ by: "engine" })
    })))

  it.effect("is one of two hundred", () =>
    scenario(Effect.gen(function*() {
      for (let i = 0; i < 200; i++) {
        yield* Phone.make({ number: `n${i}`, whenCalled: i % 4 === 0 ? "busy" : { answerAfter: 1000 + i } })
      }
      const all = yield* Effect.forEach(
        Array.from({ length: 200 }, (_, i) => i),
        (i) => outcome({ target: { number: `n${i}` } }),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(all.filter((one) => one === "answered").length, 150)
    })))
})
