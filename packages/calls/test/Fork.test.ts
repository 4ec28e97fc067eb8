import { assert, describe, it } from "@effect/vitest"
import { type Call, type Calls, Fork } from "@yatefx/calls"
import { Phone, Scenario } from "@yatefx/testing"
import { Clock, Effect, Exit, Fiber, Layer, Scope } from "effect"
import { nothingLeft, world } from "./support/world.ts"

const scenario = <A, E, R>(run: Effect.Effect<A, E, R>) =>
  Effect.andThen(Effect.scoped(run), nothingLeft).pipe(Effect.provide(world(Layer.empty)), Scenario.run)

/** Who answered, and when; or what became of all. */
const outcome = <R>(fork: Effect.Effect<Call, Fork.NobodyAnswered, R>) =>
  Effect.map(Effect.result(fork), (result) =>
    result._tag === "Success"
      ? result.success.called
      : result.failure.outcomes.map((one) => "outcome" in one ? `${one.target} ${one.outcome}` : one._tag))

const numbers = (...all: ReadonlyArray<string>) => all.map((number) => ({ number }))

describe("several at once", () => {
  it.effect("one that is to ring later waits for its time as long as anybody rings", () =>
    scenario(Effect.gen(function*() {
      yield* Phone.make({ number: "a", whenCalled: { sendBackAfter: 1000, code: 603 } })
      yield* Phone.make({ number: "b", whenCalled: "ignore" })
      yield* Phone.make({ number: "c", whenCalled: "answer" })
      const call = yield* Fork.first([...numbers("a", "b"), { target: { number: "c" }, after: "10 seconds" }])
      assert.deepStrictEqual([call.called, yield* Clock.currentTimeMillis], ["c", 10_000])
    })))

  it.effect("the first that answers has the call; the others hear that it was answered elsewhere", () =>
    scenario(Effect.gen(function*() {
      const a = yield* Phone.make({ number: "a", whenCalled: "ignore" })
      yield* Phone.make({ number: "b", whenCalled: { answerAfter: 3000 } })
      const c = yield* Phone.make({ number: "c", whenCalled: { answerAfter: 4000 } })
      yield* Phone.make({ number: "d", whenCalled: "busy" })
      const call = yield* Fork.first(numbers("a", "b", "c", "d"), { caller: "55" })
      assert.deepStrictEqual([call.called, yield* Clock.currentTimeMillis], ["b", 3000])
      for (const phone of [a, c]) {
        const there = yield* phone.expectCall()
        assert.strictEqual(there.from.number, "55")
        yield* there.expectEnd({ by: "engine", reason: "pickup" })
        assert.strictEqual(yield* Clock.currentTimeMillis, 3000)
      }
      assert.isTrue(yield* call.isAnswered)
    })))

  it.effect("two that answer in the same moment: one has it, the other is hung up", () =>
    scenario(Effect.gen(function*() {
      const phones = [
        yield* Phone.make({ number: "a", whenCalled: { answerAfter: 1000 } }),
        yield* Phone.make({ number: "b", whenCalled: { answerAfter: 1000 } })
      ]
      const call = yield* Fork.first(numbers("a", "b"))
      const theirs = yield* Effect.forEach(phones, (phone) => phone.expectCall())
      const [lost] = theirs.filter((there) => there.id !== call.id)
      yield* lost?.expectEnd({ by: "engine" }) ?? Effect.die("nobody lost")
      assert.strictEqual(yield* Clock.currentTimeMillis, 1000)
      yield* Effect.sleep(1000)
      yield* Effect.timeoutOption(call.whileUp(Effect.never), 100)
    })))

  it.effect("tells what became of all if nobody answers, in their order", () =>
    scenario(Effect.gen(function*() {
      yield* Phone.make({ number: "deaf", whenCalled: "ignore" })
      yield* Phone.make({ number: "busy", whenCalled: "busy" })
      yield* Phone.make({ number: "no", whenCalled: { sendBackAfter: 2000, code: 603 } })
      assert.deepStrictEqual(
        yield* outcome(Fork.first([
          { number: "deaf" },
          { target: { number: "no" }, timeout: "1 minute" },
          { number: "busy" },
          "nosuch/thing",
          { number: "nobody" }
        ], { timeout: "10 seconds" })),
        ["deaf noAnswer", "no rejected", "busy busy", "nosuch/thing failed", "nobody notFound"]
      )
      assert.strictEqual(yield* Clock.currentTimeMillis, 10_000)
      assert.deepStrictEqual(yield* outcome(Fork.first([])), [])
      const error = yield* Effect.flip(Fork.first(numbers("busy", "nobody")))
      assert.include(error.message, "busy is busy (busy, 486); nobody does not exist")
    })))

  it.effect("interrupted, all ring no longer, and none hears that it was answered", () =>
    scenario(Effect.gen(function*() {
      const phones = [yield* Phone.make({ number: "a" }), yield* Phone.make({ number: "b" })]
      for (const after of [1, 2000]) {
        const fork = yield* Effect.forkChild(Fork.first(numbers("a", "b")))
        const theirs = yield* Effect.forEach(phones, (phone) => Effect.tap(phone.expectCall(), (there) => there.ring))
        yield* Effect.sleep(after)
        yield* Fiber.interrupt(fork)
        for (const there of theirs) yield* there.expectEnd({ by: "engine", reason: "cancelled" })
      }
    })))

  it.effect("the winner ends with the scope", () =>
    scenario(Effect.gen(function*() {
      const phone = yield* Phone.make({ number: "a", whenCalled: "answer" })
      const scope = yield* Scope.make()
      yield* Scope.provide(Fork.first(numbers("a")), scope)
      const there = yield* phone.expectCall()
      yield* Scope.close(scope, Exit.void)
      yield* there.expectEnd({ by: "engine" })
    })))
})

describe("one after the other", () => {
  it.effect("by time: later ones ring along, or as soon as nobody else rings", () =>
    scenario(Effect.gen(function*() {
      yield* Phone.make({ number: "deaf", whenCalled: "ignore" })
      yield* Phone.make({ number: "busy", whenCalled: "busy" })
      yield* Phone.make({ number: "there", whenCalled: "answer" })
      const late = { target: { number: "there" }, after: "5 seconds" } as const
      const took = (fork: Effect.Effect<Call, Fork.NobodyAnswered, Calls | Scope.Scope>) =>
        Effect.gen(function*() {
          const started = yield* Clock.currentTimeMillis
          assert.strictEqual(yield* outcome(fork), "there")
          return (yield* Clock.currentTimeMillis) - started
        })
      assert.strictEqual(yield* took(Fork.first([{ number: "deaf" }, late])), 5000)
      assert.strictEqual(yield* took(Fork.first([late, { number: "busy" }])), 0)
      // One at a time: the next that is due, and not all that wait.
      const later = { target: { number: "busy" }, after: "9 seconds" } as const
      assert.strictEqual(yield* took(Fork.first([later, late, { number: "busy" }])), 0)
      assert.strictEqual(yield* took(Fork.first([{ ...later, after: "2 seconds" }, late, { number: "busy" }])), 0)
    })))

  it.effect("in groups, until somebody answers; or nobody does", () =>
    scenario(Effect.gen(function*() {
      yield* Phone.make({ number: "deaf", whenCalled: "ignore" })
      yield* Phone.make({ number: "busy", whenCalled: "busy" })
      yield* Phone.make({ number: "there", whenCalled: "answer" })
      const groups = [numbers("deaf", "busy"), { number: "busy" }, { number: "there" }, { number: "deaf" }]
      assert.strictEqual(yield* outcome(Fork.inTurn(groups, { timeout: "10 seconds" })), "there")
      assert.strictEqual(yield* Clock.currentTimeMillis, 10_000)
      assert.deepStrictEqual(
        yield* outcome(Fork.inTurn([numbers("deaf", "busy"), { number: "nobody" }], { timeout: 1000 })),
        ["deaf noAnswer", "busy busy", "nobody notFound"]
      )
    })))
})
