/** Hanging up, and interrupting, at each message that is said while something is played or recorded. */
import { assert, describe, it } from "@effect/vitest"
import { Call, Calls, Recording, Sound } from "@yatefx/calls"
import { Engine, EngineMessage } from "@yatefx/engine"
import { Phone, Scenario } from "@yatefx/testing"
import { Cause, Deferred, Effect, Exit, Layer, Option, Ref } from "effect"
import { hubOf } from "../src/internal/hubs.ts"
import { nothingLeft, recordingsPath, world } from "./support/world.ts"

type Operation = (call: Call) => Effect.Effect<unknown, { readonly _tag: string }>

const operations: Record<string, Operation> = {
  "sounds and tones": (call) => call.play(["beep", Sound.tone("busy", 300), Sound.silence(100), "beep"]),
  "a recording": (call) => Recording.record(call, "moments", { beep: "beep", maxLength: 1000 }),
  "a recording that silence ends": (call) => Recording.record(call, "moments", { silence: "1 second" })
}

/** What an operation came to when something happened at the `at`th message after the answer; `undefined` if there were fewer. */
const happening = (
  operation: Operation,
  at: number,
  happens: "hangup" | "interruption"
) =>
  Effect.gen(function*() {
    const outcome = yield* Ref.make("nothing")
    const left = yield* Ref.make("play=0,record=0")
    const isReached = yield* Effect.gen(function*() {
      const now = yield* Deferred.make<void>()
      const interrupted = yield* Deferred.make<void>()
      const engine = yield* Engine
      const calls = yield* Calls
      yield* calls.incoming(
        { called: "100" },
        Effect.flatMap(Call, (call) =>
          Effect.gen(function*() {
            yield* call.answer
            const run = Effect.exit(
              Effect.raceFirst(operation(call), Effect.as(Deferred.await(interrupted), "interrupted"))
            )
            const exit = yield* run
            yield* Ref.set(
              outcome,
              Exit.isSuccess(exit)
                ? "success"
                : Option.match(Cause.findErrorOption(exit.cause), {
                  onNone: () => Cause.pretty(exit.cause),
                  onSome: ({ _tag }) => _tag
                })
            )
            if (happens !== "interruption") return
            // Nothing is played or recorded any more, and the call is in hands.
            yield* Effect.sleep(5)
            const status = new EngineMessage("engine.status", [["module", "wave"]])
            yield* engine.dispatch(status)
            yield* Ref.set(left, status.returnValue)
            yield* call.play("goodbye")
          }))
      )
      const alice = yield* Phone.make({ number: "alice" })
      const call = yield* alice.dial("100")
      yield* call.expectAnswer()
      let count = 0
      yield* engine.watch("", () => {
        if (++count === at) Deferred.doneUnsafe(now, Effect.void)
      })
      yield* Effect.forkScoped(
        Effect.andThen(
          Deferred.await(now),
          happens === "hangup" ? call.hangup() : Deferred.succeed(interrupted, undefined)
        )
      )
      if (happens === "interruption") {
        const goodbye = yield* call.expectSound("goodbye", { how: "eof", within: "1 minute" })
        for (const { duration, how, source, startedAt } of yield* call.heard) {
          if (how !== "eof" && startedAt < goodbye.startedAt) {
            assert.isBelow(startedAt + duration, goodbye.startedAt, source)
          }
        }
      }
      yield* Effect.sleep("10 seconds")
      yield* call.hangup()
      yield* nothingLeft
      assert.strictEqual(hubOf(calls).tokens.size, 0)
      return yield* Deferred.isDone(now)
    }).pipe(
      Effect.provide(world(Layer.empty, { calls: { recordings: recordingsPath } })),
      Scenario.run
    )
    assert.match(yield* Ref.get(left), /play=0,record=0/)
    return { isReached, outcome: yield* Ref.get(outcome) }
  })

describe("at each message", () => {
  for (const [name, operation] of Object.entries(operations)) {
    it.effect(`of ${name}: hanging up is HungUp, or the end of the recording`, () =>
      Effect.gen(function*() {
        const outcomes = new Set<string>()
        let at = 1
        for (; at < 40; at++) {
          const { isReached, outcome } = yield* happening(operation, at, "hangup")
          outcomes.add(outcome)
          if (!isReached) break
        }
        assert.isAtLeast(at, 5)
        assert.includeMembers(["HungUp", "success"], [...outcomes])
        assert.include([...outcomes], "HungUp")
      }))

    it.effect(`of ${name}: interruption leaves the call in hands, and nothing behind`, () =>
      Effect.gen(function*() {
        let at = 1
        for (; at < 40; at++) {
          const { isReached, outcome } = yield* happening(operation, at, "interruption")
          assert.strictEqual(outcome, "success")
          if (!isReached) break
        }
        assert.isAtLeast(at, 5)
      }))
  }
})
