import { assert, describe, it } from "@effect/vitest"
import { Call, Calls, Cdr, Pickup } from "@yatefx/calls"
import { Phone, Scenario } from "@yatefx/testing"
import { Effect, Fiber, Queue, Stream } from "effect"
import { nothingLeft, world } from "./support/world.ts"

/** Takes over what rings at the legs, and tells how it went. */
const program = (ids: ReadonlyArray<string>, outcomes: Queue.Queue<unknown>) =>
  Calls.incoming(
    { called: "*8" },
    Effect.gen(function*() {
      const call = yield* Call
      const picked = yield* Pickup.from(call, ids)
      yield* Queue.offer(outcomes, picked)
      yield* call.play("goodbye")
    }).pipe(Effect.catchTags({
      NoCall: (error) =>
        Effect.gen(function*() {
          const call = yield* Call
          yield* Queue.offer(outcomes, error.message)
          yield* call.answer
          yield* call.play("sorry")
        }),
      HungUp: () => Queue.offer(outcomes, "hung up")
    }))
  )

/** Alice calls Bob, whose phone rings; Carol wants the call. */
const ringing = Effect.gen(function*() {
  const alice = yield* Phone.make({ number: "alice" })
  const bob = yield* Phone.make({ number: "bob", whenCalled: "ignore" })
  const carol = yield* Phone.make({ number: "carol" })
  const calling = yield* alice.dial("bob")
  const called = yield* bob.expectCall()
  yield* calling.expectRinging()
  return { calling, called, carol }
})

const withOutcomes = <A, E, R>(
  ids: ReadonlyArray<string>,
  scenario: (outcomes: Queue.Queue<unknown>) => Effect.Effect<A, E, R>
) =>
  Effect.flatMap(
    Queue.bounded<unknown>(100),
    (outcomes) => Effect.provide(scenario(outcomes), world(program(ids, outcomes)))
  ).pipe(Scenario.run)

describe("pick-up", () => {
  it.effect("takes over a call that rings elsewhere, and has its own call back when the caller leaves", () =>
    withOutcomes(
      ["sip/2"],
      Effect.fnUntraced(function*(outcomes) {
        const records = yield* Cdr.finished()
        const { called, calling, carol } = yield* ringing
        const picking = yield* carol.dial("*8")
        yield* picking.expectAnswer()
        yield* calling.expectAnswer()
        yield* called.expectEnd({ by: "engine", reason: "pickup" })
        yield* Effect.sleep("1 minute")
        yield* calling.hangup()
        yield* picking.expectSound("goodbye", { how: "eof" })
        yield* picking.expectEnd({ by: "engine" })
        assert.deepStrictEqual(yield* Queue.take(outcomes), { id: "sip/2", peer: "sip/1", reason: undefined })
        yield* nothingLeft
        // As a real engine was seen to tell it, in any order.
        const told = (yield* Stream.runCollect(Stream.take(records, 4))).map(({ id, reason, status }) =>
          `${id} ${status} ${reason}`
        )
        assert.sameMembers(told, [
          "dumb/1 outgoing undefined",
          "sip/1 answered pickup",
          "sip/2 ringing pickup",
          "sip/3 dropped pickup"
        ])
      })
    ))

  it.effect("takes the first of a group that rings", () =>
    withOutcomes(
      ["sip/9", "sip/1", "sip/2"],
      Effect.fnUntraced(function*(outcomes) {
        const { called, calling, carol } = yield* ringing
        const picking = yield* carol.dial("*8")
        yield* picking.expectAnswer()
        yield* called.expectEnd({ by: "engine" })
        yield* picking.hangup()
        assert.strictEqual(yield* Queue.take(outcomes), "hung up")
        yield* calling.expectEnd({ by: "engine" })
        yield* nothingLeft
      })
    ))

  it.effect("finds nothing where nobody rings, and steals no call that was answered", () =>
    withOutcomes(
      ["sip/2"],
      Effect.fnUntraced(function*(outcomes) {
        const carol = yield* Phone.make({ number: "carol" })
        // Her own leg is sip/1, and there is no other.
        const first = yield* carol.dial("*8")
        yield* first.expectSound("sorry")
        assert.strictEqual(
          yield* Queue.take(outcomes),
          "there is no call to pick up at sip/2: it does not ring any more, or nobody calls it"
        )
        yield* nothingLeft
      })
    ))

  it.effect("leaves a call that was answered to those who have it", () =>
    withOutcomes(
      ["sip/2"],
      Effect.fnUntraced(function*(outcomes) {
        const { called, calling, carol } = yield* ringing
        yield* called.answer
        yield* calling.expectAnswer()
        const picking = yield* carol.dial("*8")
        yield* picking.expectSound("sorry")
        assert.match(String(yield* Queue.take(outcomes)), /^there is no call/)
        yield* Effect.sleep("1 minute")
        assert.isTrue(yield* Effect.isFailure(called.expectEnd({ within: 1 })))
        yield* calling.hangup()
        yield* called.expectEnd()
        yield* nothingLeft
      })
    ))

  it.effect("of a call that is hung up, at each moment, is one outcome", () =>
    withOutcomes(
      ["sip/2"],
      Effect.fnUntraced(function*(outcomes) {
        const { calling, carol } = yield* ringing
        for (const turns of [0, 1, 2, 3, 5, 8, 13, 21]) {
          const picking = yield* carol.dial("*8")
          for (let turn = 0; turn < turns; turn++) yield* Effect.yieldNow
          yield* picking.hangup()
        }
        yield* Effect.sleep("1 minute")
        yield* calling.hangup()
        const all = yield* Queue.clear(outcomes)
        for (const outcome of all) {
          assert.isTrue(outcome === "hung up" || String(outcome).startsWith("there is no call"))
        }
        yield* nothingLeft
      })
    ))

  it.effect("is undone by interruption: the call is in hands again, and who called is hung up", () =>
    Effect.gen(function*() {
      const { calling, carol } = yield* ringing
      const picking = yield* carol.dial("*8")
      yield* picking.expectAnswer()
      yield* picking.expectSound("menu", { how: "eof" })
      yield* calling.expectEnd({ by: "engine" })
      yield* nothingLeft
    }).pipe(
      Effect.provide(world(Calls.incoming(
        { called: "*8" },
        Effect.gen(function*() {
          const call = yield* Call
          const picked = yield* Effect.forkChild(Pickup.from(call, "sip/2"))
          yield* Effect.sleep("5 seconds")
          yield* Fiber.interrupt(picked)
          yield* call.play("menu")
        })
      ))),
      Scenario.run
    ))

  it.effect("does not take a call that the program itself places", () =>
    withOutcomes(
      ["sip/1"],
      Effect.fnUntraced(function*(outcomes) {
        const bob = yield* Phone.make({ number: "bob", whenCalled: { answerAfter: "1 minute" } })
        const placed = yield* Effect.forkChild(Effect.scoped(Calls.originate({ target: { number: "bob" } })))
        yield* bob.expectCall()
        const picking = yield* (yield* Phone.make({ number: "carol" })).dial("*8")
        yield* picking.expectSound("sorry")
        assert.match(String(yield* Queue.take(outcomes)), /^there is no call/)
        yield* Fiber.interrupt(placed)
        yield* nothingLeft
      })
    ))
})
