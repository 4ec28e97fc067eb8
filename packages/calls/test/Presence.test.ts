/** A leg that is gone, when the engine's word of it is overtaken by something else. */
import { assert, describe, it } from "@effect/vitest"
import { Call, Calls } from "@yatefx/calls"
import { Phone, Scenario } from "@yatefx/testing"
import { Effect, Fiber, Ref } from "effect"
import { Leg } from "../src/internal/leg.ts"
import { present } from "../src/internal/presence.ts"
import { world } from "./support/world.ts"

const outcome = (leg: Leg, control: string) =>
  Effect.catch(Effect.as(present(leg, control), "present"), ({ _tag }) => Effect.succeed(_tag))

describe("present", () => {
  it.effect("waits a moment for the word of a hangup, if the engine doesn't know the channel any more", () =>
    Effect.gen(function*() {
      const found = yield* Ref.make<ReadonlyArray<string>>([])
      const program = Calls.incoming(
        {},
        Effect.flatMap(Call, (call) =>
          Effect.gen(function*() {
            yield* call.answer
            const leg = Leg.of(call)
            const { control = "" } = leg
            const here = yield* outcome(leg, control)
            const elsewhere = yield* outcome(leg, "dumb/99")
            leg.hold("dumb/99")
            const asked = yield* Effect.forkChild(outcome(leg, "dumb/99"))
            yield* Effect.sleep(100)
            const before = asked.pollUnsafe()
            leg.tell(leg.id, { _tag: "HungUp", reason: undefined, cause: undefined })
            yield* Ref.set(found, [here, elsewhere, String(before === undefined), yield* Fiber.join(asked)])
          }))
      )
      yield* Effect.gen(function*() {
        const alice = yield* Phone.make({ number: "alice" })
        const call = yield* alice.dial("1")
        yield* call.expectAnswer()
        yield* Effect.sleep("2 seconds")
        yield* call.hangup()
      }).pipe(Effect.provide(world(program)), Scenario.run)
      assert.deepStrictEqual(yield* Ref.get(found), ["present", "NotControlled", "true", "HungUp"])
    }))
})
