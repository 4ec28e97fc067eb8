/** The key that ends something, when it is interrupted at that moment: it is told, or still there. */
import { assert, describe, it } from "@effect/vitest"
import { Bridge, type Call, Calls, Conference, Menu, Prompt, Recording } from "@yatefx/calls"
import { Engine } from "@yatefx/engine"
import { Phone, Scenario } from "@yatefx/testing"
import { Deferred, Effect, Exit, Fiber, Layer } from "effect"
import { nothingLeft, recordingsPath, world } from "./support/world.ts"

type Ended = { readonly key?: string | undefined }

const operations: Record<string, (call: Call, other: Call) => Effect.Effect<Ended, unknown>> = {
  "a sound": (call) => call.play("long", { interruptedBy: "#" }),
  "a recording": (call) => Recording.record(call, "last", { endedBy: "#" }),
  "a recording in a room": (call) => Recording.record(call, "last", { endedBy: "#", silence: "1 hour" }),
  "a room": (call) =>
    Effect.map(Conference.join(call, "last", { leaveBy: "#" }), (left) => left.by === "key" ? { key: left.key } : {}),
  "a bridge": (call, other) => Bridge.connect(call, other, { interruptedBy: "#" }),
  "a collection": (call) => Effect.map(call.collect({ max: 1, terminators: "" }), ({ keys }) => ({ key: keys })),
  "a prompt": (call) => Effect.map(Prompt.ask(call, { prompt: "long", max: 1, terminators: "" }), (key) => ({ key })),
  "a menu": (call) => Effect.map(Menu.choose(call, { prompt: "long", choices: { "#": "#" } }), (key) => ({ key }))
}

/** Interrupts at the `at`th message after the key was pressed. */
const interrupted = (operation: (call: Call, other: Call) => Effect.Effect<Ended, unknown>, at: number) =>
  Effect.gen(function*() {
    const came = yield* Effect.scoped(Effect.gen(function*() {
      const engine = yield* Engine
      const phone = yield* Phone.make({ number: "alice", whenCalled: "answer" })
      yield* Phone.make({ number: "bob", whenCalled: "answer" })
      const call = yield* Calls.originate({ target: { number: "alice" } })
      const other = yield* Calls.originate({ target: { number: "bob" } })
      const there = yield* phone.expectCall()
      const running = yield* Effect.forkChild(operation(call, other))
      yield* Effect.sleep(1000)
      const now = yield* Deferred.make<void>()
      let count = 0
      yield* engine.watch("", () => {
        if (++count === at) Deferred.doneUnsafe(now, Effect.void)
      })
      yield* Effect.forkScoped(Effect.andThen(Deferred.await(now), Fiber.interrupt(running)))
      yield* there.press("#")
      const exit = yield* Fiber.await(running)
      const isReached = count >= at
      yield* Effect.sleep(1000)
      return { isReached, told: Exit.isSuccess(exit) ? exit.value.key ?? "" : "", left: yield* call.flushKeys }
    }))
    yield* nothingLeft
    return came
  }).pipe(Effect.provide(world(Layer.empty, { calls: { recordings: recordingsPath } })), Scenario.run)

describe("the key that ends", () => {
  for (const [name, operation] of Object.entries(operations)) {
    it.effect(`${name} is given out once, also when it is interrupted then`, () =>
      Effect.gen(function*() {
        for (let at = 1;; at++) {
          const { isReached, left, told } = yield* interrupted(operation, at)
          assert.strictEqual(told + left, "#", `at message ${at}`)
          if (isReached) continue
          // It is told when nobody interrupts it.
          assert.strictEqual(told, "#")
          break
        }
      }))
  }
})
