import { assert, describe, it } from "@effect/vitest"
import { Engine } from "@yatefx/engine"
import { Phone, Scenario } from "@yatefx/testing"
import { Effect, Layer } from "effect"
import { keyecho2 } from "../src/keyecho2.ts"
import { Sounds } from "../src/Sounds.ts"
import * as Trace from "../src/Trace.ts"

const program = Layer.unwrap(
  Effect.map(Sounds, (soundsPath) => Scenario.embedded(keyecho2.program(), { engine: { soundsPath } }))
).pipe(Layer.provideMerge(Layer.sync(Trace.Trace, () => Trace.make(() => Effect.void))))

describe("keyecho2", () => {
  it.effect("says each key to its end, however fast they were pressed", () =>
    Effect.gen(function*() {
      const alice = yield* Phone.make({ number: "alice" })
      const call = yield* alice.dial("ivr")
      yield* call.expectAnswer({ within: 100 })
      assert.deepStrictEqual(yield* call.press("1A#9", { gap: 10 }), [true, true, true, true])
      for (const name of ["1", "pound", "9"]) yield* call.expectSound(`digits/${name}.mulaw`, { how: "eof" })
      // The one that has no sound is passed over.
      assert.lengthOf(yield* call.heard, 3)
      yield* call.hangup()
      yield* Effect.sleep(100)
      const engine = yield* Engine
      assert.deepStrictEqual(yield* engine.channels, [])
      assert.strictEqual(yield* engine.unanswered, 0)
    }).pipe(Effect.provide(program), Scenario.run))
})
