import { assert, describe, it } from "@effect/vitest"
import { Prompt } from "@yatefx/calls"
import { Scenario } from "@yatefx/testing"
import { Cause, Effect, Exit, Fiber, Option, Schema, SchemaTransformation } from "effect"
import { outcome } from "./support/flow.ts"

const rejected = <A, E>(exit: Exit.Exit<A, E>): E => {
  assert.isTrue(Exit.isFailure(exit))
  return Cause.squash((exit as Exit.Failure<A, E>).cause) as E
}

const age = Schema.FiniteFromString.check(Schema.isBetween({ minimum: 1, maximum: 120 }))

describe("asking", () => {
  it.effect("is interrupted by the first key of the answer, which counts once", () =>
    Effect.gen(function*() {
      const exit = yield* outcome(
        Effect.fnUntraced(function*(call) {
          const first = yield* Prompt.ask(call, { prompt: ["welcome", "menu"], schema: age, max: 2 })
          const second = yield* call.collect({ max: 9, firstKey: "1 second", nextKey: "1 second" })
          return [first, second.keys]
        }),
        Effect.fnUntraced(function*(call) {
          yield* call.expectSound("welcome")
          yield* Effect.sleep(300)
          yield* call.press("42", { gap: 500 })
          yield* call.expectSound("welcome", { how: "cut" })
          yield* call.press("7")
        })
      )
      assert.deepStrictEqual(exit, Exit.succeed([42, "7"]))
    }).pipe(Scenario.run))

  it.effect("asks again with other prompts, and tells at last what was wrong", () =>
    Effect.gen(function*() {
      const exit = yield* outcome(
        (call) =>
          Prompt.ask(call, {
            prompt: (attempt) => attempt === 1 ? "welcome" : "menu",
            schema: age,
            max: 3,
            onInvalid: "sorry",
            onTimeout: "beep",
            firstKey: "2 seconds",
            nextKey: "1 second"
          }),
        Effect.fnUntraced(function*(call) {
          yield* call.expectSound("welcome", { how: "eof" })
          // Nothing, then too much, then nobody's age.
          yield* call.expectSound("beep", { how: "eof" })
          yield* call.expectSound("menu", { how: "eof" })
          yield* call.press("999")
          yield* call.expectSound("sorry", { how: "eof" })
          yield* call.expectSound("menu", { how: "eof" })
          yield* call.press("0#")
        })
      )
      const error = rejected(exit)
      assert.isTrue(error._tag === "NoValidInput")
      if (error._tag !== "NoValidInput") return
      assert.deepInclude({ ...error }, { id: "sip/1", attempts: 3, keys: "0" })
      assert.isTrue(error.reason._tag === "NotAccepted" && error.reason.error !== undefined)
      // It can be a secret.
      assert.notMatch(error.message, /"0"|: 0/)
      assert.match(error.message, /asked 3 times/)
    }).pipe(Scenario.run))

  it.effect("tells an answer that is too short, and none at all", () =>
    Effect.gen(function*() {
      const pin = { prompt: "beep", min: 4, max: 4, retries: 0, firstKey: "1 second", nextKey: "1 second" } as const
      const short = rejected(yield* outcome((call) => Prompt.ask(call, pin), (call) => call.press("12")))
      assert.isTrue(short._tag === "NoValidInput" && short.reason._tag === "TooFewKeys" && short.keys === "12")
      const empty = rejected(yield* outcome((call) => Prompt.ask(call, pin), (call) => call.press("#")))
      assert.isTrue(empty._tag === "NoValidInput" && empty.reason._tag === "TooFewKeys")
      const none = rejected(yield* outcome((call) => Prompt.ask(call, pin), () => Effect.void))
      assert.isTrue(none._tag === "NoValidInput" && none.reason._tag === "NoKeys" && none.attempts === 1)
    }).pipe(Scenario.run))

  it.effect("hears nothing before the end when it can't be interrupted; what was pressed counts, or is forgotten", () =>
    Effect.gen(function*() {
      for (const typedAhead of ["keep", "flush"] as const) {
        const exit = yield* outcome(
          (call) => Prompt.ask(call, { prompt: "welcome", bargeIn: false, typedAhead, max: 2, nextKey: "1 second" }),
          Effect.fnUntraced(function*(call) {
            yield* call.expectSound("welcome")
            yield* call.press("1")
            yield* call.expectSound("welcome", { how: "eof" })
            yield* call.press("2")
          })
        )
        assert.deepStrictEqual(exit, Exit.succeed(typedAhead === "keep" ? "12" : "2"))
      }
    }).pipe(Scenario.run))

  it.effect("is answered by what was typed ahead, or forgets it", () =>
    Effect.gen(function*() {
      for (const typedAhead of ["keep", "flush"] as const) {
        const exit = yield* outcome(
          Effect.fnUntraced(function*(call) {
            yield* call.play("goodbye")
            return yield* Prompt.ask(call, { prompt: "welcome", typedAhead, max: 1 })
          }),
          Effect.fnUntraced(function*(call) {
            yield* call.expectSound("goodbye")
            yield* call.press("5")
            if (typedAhead === "keep") return
            yield* call.expectSound("welcome", { how: "eof" })
            yield* call.press("6")
          })
        )
        assert.deepStrictEqual(exit, Exit.succeed(typedAhead === "keep" ? "5" : "6"))
      }
    }).pipe(Scenario.run))

  it.effect("forgets what was pressed behind a wrong answer, and lets a key cut off the excuse", () =>
    Effect.gen(function*() {
      const exit = yield* outcome(
        (call) => Prompt.ask(call, { prompt: "welcome", schema: age, max: 1, onInvalid: "long" }),
        Effect.fnUntraced(function*(call) {
          yield* call.press("*77")
          yield* call.expectSound("long")
          yield* call.press("3")
          yield* call.expectSound("long", { how: "cut" })
        })
      )
      assert.deepStrictEqual(exit, Exit.succeed(3))
    }).pipe(Scenario.run))

  it.effect("ends when the caller hangs up: while it plays, while it listens, while the answer is looked up", () =>
    Effect.gen(function*() {
      for (const after of [500, 2000, 4000]) {
        const error = rejected(
          yield* outcome(
            (call) => Prompt.ask(call, { prompt: "welcome", firstKey: "1 hour" }),
            (call) => Effect.andThen(Effect.sleep(after), call.hangup())
          )
        )
        assert.strictEqual(error._tag, "HungUp")
      }
      const slow = Schema.String.pipe(Schema.decodeTo(
        Schema.String,
        SchemaTransformation.transformEffect({
          decode: (keys) => Effect.as(Effect.sleep("1 hour"), keys),
          encode: (keys) => Effect.succeed(keys)
        })
      ))
      const error = rejected(
        yield* outcome(
          (call) => Prompt.ask(call, { prompt: "welcome", max: 1, schema: slow }),
          (call) => call.press("1").pipe(Effect.andThen(Effect.sleep(500)), Effect.andThen(call.hangup()))
        )
      )
      assert.strictEqual(error._tag, "HungUp")
    }).pipe(Scenario.run))

  it.effect("gives back the keys of an answer when it is interrupted", () =>
    Effect.gen(function*() {
      const exit = yield* outcome(
        Effect.fnUntraced(function*(call) {
          const asked = yield* Effect.forkChild(Prompt.ask(call, { prompt: "welcome", max: 9, nextKey: "1 minute" }))
          yield* Effect.sleep(1500)
          yield* Fiber.interrupt(asked)
          return (yield* call.collect({ max: 4, nextKey: "1 second" })).keys
        }),
        Effect.fnUntraced(function*(call) {
          yield* call.press("12", { gap: 700 })
          yield* Effect.sleep(1500)
          yield* call.press("34")
        })
      )
      assert.deepStrictEqual(exit, Exit.succeed("1234"))
    }).pipe(Scenario.run))

  it.effect("interrupted at any moment, it has either the answer, or given back all its keys", () =>
    Effect.gen(function*() {
      for (let at = 0; at <= 2500; at += 250) {
        const exit = yield* outcome(
          Effect.fnUntraced(function*(call) {
            const asked = yield* Effect.timeoutOption(Prompt.ask(call, { prompt: ["beep", "welcome"], max: 3 }), at)
            return Option.isSome(asked) ? asked.value : (yield* call.collect({ max: 3, firstKey: "5 seconds" })).keys
          }),
          (call) => Effect.andThen(Effect.sleep(500), call.press("123", { gap: 750 }))
        )
        assert.deepStrictEqual(exit, Exit.succeed("123"), `at ${at}`)
      }
    }).pipe(Scenario.run))

  it.effect("fails where a prompt can't be played", () =>
    Effect.gen(function*() {
      const error = rejected(yield* outcome((call) => Prompt.ask(call, { prompt: "nosuch" }), () => Effect.void))
      assert.isTrue(error._tag === "PlayError" && error.reason._tag === "NoSuchSound")
    }).pipe(Scenario.run))
})

describe("confirming", () => {
  it.effect("takes 1 for yes and 2 for no, and asks again for other keys", () =>
    Effect.gen(function*() {
      const confirmed = (keys: string) =>
        outcome((call) => Prompt.confirm(call, { prompt: "welcome", onInvalid: "sorry" }), (call) =>
          call.press(keys, { gap: 2000 }))
      assert.deepStrictEqual(yield* confirmed("1"), Exit.succeed(true))
      assert.deepStrictEqual(yield* confirmed("2"), Exit.succeed(false))
      assert.deepStrictEqual(yield* confirmed("31"), Exit.succeed(true))
    }).pipe(Scenario.run))
})
