import { assert, describe, it } from "@effect/vitest"
import { Phone, Scenario } from "@yatefx/testing"
import { Effect } from "effect"
import { Ivr, writeSounds } from "./support/ivr.ts"

const soundsPath = writeSounds()
const ivr = Scenario.embedded(Ivr(soundsPath), { engine: { soundsPath } })

describe("the menu", () => {
  it.effect("offers sales and support, and says goodbye after a minute", () =>
    Effect.gen(function*() {
      const alice = yield* Phone.make({ number: "100", name: "Alice" })
      const call = yield* alice.dial("ivr")
      yield* call.expectAnswer({ within: "2 seconds" })
      yield* call.expectSound("welcome")
      assert.deepStrictEqual(yield* call.press("71", { gap: 300 }), [true, true])
      yield* call.expectSound("sales", { how: "eof" })
      yield* call.expectEnd({ by: "engine" })

      const silent = yield* alice.dial("ivr")
      yield* silent.expectSound("goodbye", { within: "61 seconds" })
    }).pipe(Effect.provide(ivr), Scenario.run))
})
