import { assert, describe, it } from "@effect/vitest"
import { Call, Calls, Parking } from "@yatefx/calls"
import { Phone, Scenario } from "@yatefx/testing"
import { Deferred, Effect, Fiber, Layer, Queue, Result, Scope } from "effect"
import { nothingLeft, world } from "./support/world.ts"

interface Setup {
  readonly slots?: readonly [number, number]
  readonly park?: Parking.ParkOptions<never, never, unknown, Calls | Scope.Scope>
}

/** `700` parks the call, `701` and so on retrieve what is parked there. Outcomes are told in the order they come. */
const setup = Effect.fnUntraced(function*({ park, slots = [701, 703] }: Setup = {}) {
  const outcomes = yield* Queue.bounded<string>(1000)
  const lot = yield* Deferred.make<Parking.Lot>()
  const told = (
    effect: Effect.Effect<string, { readonly message: string; readonly _tag: string }, Call | Calls | Scope.Scope>
  ) =>
    Effect.gen(function*() {
      const call = yield* Call
      yield* call.answer
      const outcome = yield* Effect.result(effect)
      yield* Queue.offer(
        outcomes,
        `${call.caller}: ${Result.isSuccess(outcome) ? outcome.success : outcome.failure.message}`
      )
      yield* call.play("goodbye")
    })
  const program = Layer.unwrap(Effect.gen(function*() {
    const made = yield* Parking.make({ slots, music: "long", timeout: "1 minute" })
    yield* Deferred.succeed(lot, made)
    return Layer.mergeAll(
      Calls.incoming(
        { called: "700" },
        told(Effect.gen(function*() {
          const parked = yield* Parking.park(yield* Call, made, park)
          return "bridged" in parked
            ? `${parked._tag} ${parked.slot} ${parked.bridged.ended}`
            : `${parked._tag} ${parked.slot}`
        }))
      ),
      Calls.incoming(
        { guard: ({ params }) => /^70[1-9]$/.test(params.called ?? "") },
        told(Effect.gen(function*() {
          const call = yield* Call
          const { ended } = yield* Parking.retrieve(call, made, Number(call.called))
          return `talked, ${ended}`
        }))
      )
    )
  })).pipe(Layer.orDie)
  return { outcomes, lot: Deferred.await(lot), world: world(program) }
})

const dial = Effect.fnUntraced(function*(name: string, number: string) {
  const call = yield* (yield* Phone.make({ number: name })).dial(number)
  yield* call.expectAnswer()
  yield* Effect.sleep(100)
  return call
})

const slotsOf = (lot: Parking.Lot) =>
  Effect.map(lot.parked, (all) => all.map(({ call, slot }) => `${slot} ${call.caller}`))

describe("a parked call", () => {
  it.effect("hears music in the lowest slot that is free, and is retrieved by another", () =>
    Effect.gen(function*() {
      const { lot, outcomes, world } = yield* setup()
      yield* Effect.gen(function*() {
        const alice = yield* dial("alice", "700")
        yield* alice.expectSound("long")
        const bob = yield* dial("bob", "700")
        assert.deepStrictEqual(yield* slotsOf(yield* lot), ["701 alice", "702 bob"])
        const carol = yield* dial("carol", "702")
        yield* bob.expectSound("long", { how: "cut" })
        // Connected: keys of the one are heard by the other.
        assert.deepStrictEqual(yield* carol.press("1"), [true])
        yield* Effect.sleep("5 minutes")
        yield* carol.hangup()
        yield* bob.expectSound("goodbye", { how: "eof" })
        yield* alice.hangup()
        assert.deepStrictEqual(yield* slotsOf(yield* lot), [])
        yield* nothingLeft
      }).pipe(Effect.provide(world))
      assert.sameMembers([...yield* Queue.clear(outcomes)], [
        "alice: TimedOut 701",
        "carol: talked, first",
        "bob: Retrieved 702 first"
      ])
    }).pipe(Scenario.run))

  it.effect("that hangs up frees its slot; a lot that is full says so; nothing is retrieved from an empty slot", () =>
    Effect.gen(function*() {
      const { lot, outcomes, world } = yield* setup({ slots: [701, 702] })
      yield* Effect.gen(function*() {
        const alice = yield* dial("alice", "700")
        yield* dial("bob", "700")
        const carol = yield* dial("carol", "700")
        yield* carol.expectSound("goodbye")
        yield* alice.hangup()
        yield* Effect.sleep(100)
        assert.deepStrictEqual(yield* slotsOf(yield* lot), ["702 bob"])
        yield* (yield* dial("dora", "701")).expectSound("goodbye")
        yield* dial("emil", "700")
        assert.deepStrictEqual(yield* slotsOf(yield* lot), ["701 emil", "702 bob"])
        yield* Effect.sleep("2 minutes")
        yield* nothingLeft
      }).pipe(Effect.provide(world))
      assert.sameMembers([...yield* Queue.clear(outcomes)], [
        "carol: all 2 slots of the lot are taken",
        "alice: sip/1 has hung up",
        "dora: no call is parked in slot 701",
        "bob: TimedOut 702",
        "emil: TimedOut 701"
      ])
    }).pipe(Scenario.run))

  it.effect("returns to who parked it when the time is up, and hears music until he answers", () =>
    Effect.gen(function*() {
      const { outcomes, world } = yield* setup({
        park: { slot: 703, returnTo: Calls.originate({ target: { number: "parker" }, timeout: "20 seconds" }) }
      })
      yield* Effect.gen(function*() {
        const parker = yield* Phone.make({ number: "parker", whenCalled: { answerAfter: "5 seconds" } })
        const alice = yield* dial("alice", "700")
        const back = yield* parker.expectCall({ within: "61 seconds" })
        yield* alice.expectSound("long")
        assert.strictEqual((yield* alice.heard).at(-1)?.how, "playing")
        yield* back.expectAnswer()
        yield* Effect.sleep(100)
        assert.strictEqual((yield* alice.heard).at(-1)?.how, "cut")
        yield* Effect.sleep("1 minute")
        yield* alice.hangup()
        yield* back.expectEnd({ by: "engine" })
        yield* nothingLeft
      }).pipe(Effect.provide(world))
      assert.deepStrictEqual(yield* Queue.clear(outcomes), ["alice: sip/1 has hung up"])
    }).pipe(Scenario.run))

  it.effect("is in hands again when he doesn't answer, or can be retrieved while he is called", () =>
    Effect.gen(function*() {
      const { outcomes, world } = yield* setup({
        park: { returnTo: Calls.originate({ target: { number: "parker" }, timeout: "20 seconds" }) }
      })
      yield* Effect.gen(function*() {
        const parker = yield* Phone.make({ number: "parker", whenCalled: "ignore" })
        const alice = yield* dial("alice", "700")
        yield* parker.expectCall({ within: "61 seconds" })
        yield* alice.expectSound("goodbye", { within: "21 seconds" })
        yield* Effect.sleep("1 minute")

        const bob = yield* dial("bob", "700")
        const back = yield* parker.expectCall({ within: "61 seconds" })
        const carol = yield* dial("carol", "701")
        yield* Effect.sleep("1 minute")
        yield* back.expectEnd({ by: "engine" })
        yield* carol.hangup()
        yield* bob.expectEnd()

        // Nobody is called for a call that was retrieved.
        const emil = yield* dial("emil", "700")
        const dora = yield* dial("dora", "701")
        assert.isTrue(yield* Effect.isFailure(parker.expectCall({ within: "2 minutes" })))
        yield* dora.hangup()
        yield* emil.expectEnd()
        yield* nothingLeft
      }).pipe(Effect.provide(world))
      assert.sameMembers([...yield* Queue.clear(outcomes)], [
        "alice: TimedOut 701",
        "carol: talked, first",
        "bob: Retrieved 701 first",
        "dora: talked, first",
        "emil: Retrieved 701 first"
      ])
    }).pipe(Scenario.run))

  it.effect("is retrieved once, by the first of two; and stays where who retrieves it hangs up at once", () =>
    Effect.gen(function*() {
      const { lot, outcomes, world } = yield* setup()
      yield* Effect.gen(function*() {
        const alice = yield* dial("alice", "700")
        const two = yield* Effect.forEach(["bob", "carol"], (name) => Effect.forkChild(dial(name, "701")))
        const [bob] = [yield* Fiber.join(two[0] ?? assert.fail()), yield* Fiber.join(two[1] ?? assert.fail())]
        yield* bob.hangup()
        yield* alice.expectEnd()
        for (const turns of [0, 1, 2, 3, 5, 8, 13, 21, 34, 55]) {
          const emil = yield* dial(`emil`, "700")
          const dora = yield* (yield* Phone.make({ number: "dora" })).dial("701")
          yield* dora.expectAnswer()
          for (let turn = 0; turn < turns; turn++) yield* Effect.yieldNow
          yield* dora.hangup()
          yield* Effect.sleep("1 second")
          // Parked as before, or it talked and is on its way out.
          const parked = yield* slotsOf(yield* lot)
          assert.isTrue(parked.length === 0 || parked[0] === "701 emil", String(parked))
          yield* emil.hangup()
          yield* Effect.sleep("1 second")
          assert.deepStrictEqual(yield* slotsOf(yield* lot), [])
        }
        yield* nothingLeft
      }).pipe(Effect.provide(world))
      const all = yield* Queue.clear(outcomes)
      assert.deepStrictEqual(all.slice(0, 3).toSorted(), [
        "alice: Retrieved 701 first",
        "bob: talked, first",
        "carol: no call is parked in slot 701"
      ])
    }).pipe(Scenario.run))

  it.effect("hangs up at each moment of being retrieved, and leaves nothing", () =>
    Effect.gen(function*() {
      const { lot, outcomes, world } = yield* setup()
      yield* Effect.gen(function*() {
        for (const turns of [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89]) {
          const emil = yield* dial(`emil`, "700")
          const dora = yield* (yield* Phone.make({ number: "dora" })).dial("701")
          yield* dora.expectAnswer()
          for (let turn = 0; turn < turns; turn++) yield* Effect.yieldNow
          yield* emil.hangup()
          yield* dora.expectSound("goodbye")
          yield* dora.expectEnd({ by: "engine" })
          assert.deepStrictEqual(yield* slotsOf(yield* lot), [])
        }
        yield* nothingLeft
      }).pipe(Effect.provide(world))
      for (const outcome of yield* Queue.clear(outcomes)) {
        assert.match(
          outcome,
          /^emil: sip\/\d+ has hung up$|^dora: (talked, second|sip\/\d+ has hung up|no call is parked in slot 701)$/
        )
      }
    }).pipe(Scenario.run))

  it.effect("is let go by interruption, and by the end of the lot", () =>
    Effect.gen(function*() {
      const outcomes = yield* Queue.bounded<string>(10)
      const scope = yield* Scope.make()
      const lot = yield* Parking.make({ slots: [1, 1], music: "long" }).pipe(Scope.provide(scope))
      const program = Calls.incoming(
        {},
        Effect.gen(function*() {
          const call = yield* Call
          yield* call.answer
          if (call.called === "1") {
            const parked = yield* Effect.forkChild(Parking.park(call, lot))
            yield* Effect.sleep("5 seconds")
            yield* Fiber.interrupt(parked)
            assert.deepStrictEqual(yield* lot.parked, [])
          } else yield* Queue.offer(outcomes, (yield* Parking.park(call, lot))._tag)
          yield* call.play("goodbye")
        })
      )
      yield* Effect.gen(function*() {
        yield* (yield* dial("alice", "1")).expectSound("goodbye")
        const bob = yield* dial("bob", "2")
        yield* Scope.close(scope, yield* Effect.exit(Effect.void))
        yield* bob.expectSound("goodbye")
        yield* nothingLeft
      }).pipe(Effect.provide(world(program)))
      assert.deepStrictEqual(yield* Queue.clear(outcomes), ["Closed"])
    }).pipe(Scenario.run))

  it.effect("is parked as before when who talks to it is interrupted", () =>
    Effect.gen(function*() {
      const lot = yield* Parking.make({ slots: [1, 1], music: "long" })
      const program = Layer.mergeAll(
        Calls.incoming(
          { called: "park" },
          Effect.gen(function*() {
            const call = yield* Call
            yield* call.answer
            yield* Parking.park(call, lot)
          })
        ),
        Calls.incoming(
          { called: "1" },
          Effect.gen(function*() {
            const call = yield* Call
            yield* call.answer
            yield* Effect.timeoutOption(Parking.retrieve(call, lot, 1), "5 seconds")
            yield* call.play("goodbye")
          })
        )
      )
      yield* Effect.gen(function*() {
        const alice = yield* dial("alice", "park")
        const bob = yield* dial("bob", "1")
        assert.strictEqual((yield* alice.heard).at(-1)?.how, "cut")
        yield* bob.expectSound("goodbye", { how: "eof" })
        assert.strictEqual((yield* alice.heard).at(-1)?.how, "playing")
        assert.deepStrictEqual(yield* slotsOf(lot), ["1 alice"])
        yield* alice.hangup()
        yield* nothingLeft
      }).pipe(Effect.provide(world(program)))
    }).pipe(Scenario.run))

  it.effect("needs slots that are a range, and music that is there", () =>
    Effect.gen(function*() {
      for (const slots of [[2, 1], [1.5, 2], [1, Number.NaN], [1, 10_001]] as const) {
        const made = yield* Effect.result(Effect.scoped(Parking.make({ slots })))
        assert.isTrue(Result.isFailure(made) && made.failure.reason._tag === "BadSlots")
      }
      const failures = yield* Queue.bounded<string>(10)
      const lot = yield* Parking.make({ slots: [1, 1], music: "nosuch" })
      const program = Calls.incoming(
        {},
        Effect.gen(function*() {
          const call = yield* Call
          yield* call.answer
          const parked = yield* Effect.result(Parking.park(call, lot, { ...(call.called === "9" ? { slot: 9 } : {}) }))
          yield* Queue.offer(failures, Result.isFailure(parked) ? parked.failure._tag : "parked")
        })
      )
      yield* Effect.gen(function*() {
        yield* (yield* dial("alice", "1")).expectEnd({ by: "engine" })
        yield* (yield* dial("alice", "9")).expectEnd({ by: "engine" })
        yield* nothingLeft
      }).pipe(Effect.provide(world(program)))
      assert.deepStrictEqual(yield* Queue.clear(failures), ["PlayError", "ParkingError"])
    }).pipe(Scenario.run))
})
