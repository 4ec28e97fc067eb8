/** Sounds that meet others: of this program, and of another. */
import { assert, describe, it } from "@effect/vitest"
import { Call, Calls, Sound } from "@yatefx/calls"
import { Engine, EngineMessage } from "@yatefx/engine"
import { Phone, Scenario } from "@yatefx/testing"
import { Effect, Fiber, Ref } from "effect"
import { nothingLeft, world } from "./support/world.ts"

/** Why it was not played, or `played`. */
const why = (call: Call, sounds: Sound.Sound | ReadonlyArray<Sound.Sound>) =>
  call.play(sounds).pipe(
    Effect.as("played"),
    Effect.catchTag("PlayError", (error) => Effect.succeed(error.reason._tag))
  )

/** Runs a flow that leaves its result, and a scenario of its phone. */
const resultOf = <A, E>(
  run: (call: Call) => Effect.Effect<A, E>,
  scenario: (call: Phone.PhoneCall) => Effect.Effect<unknown, unknown, Engine>
) =>
  Effect.gen(function*() {
    const result = yield* Ref.make<A | undefined>(undefined)
    yield* Effect.gen(function*() {
      const alice = yield* Phone.make({ number: "alice" })
      const call = yield* alice.dial("100")
      yield* call.expectAnswer()
      yield* scenario(call)
      yield* nothingLeft
    }).pipe(
      Effect.provide(world(Calls.incoming(
        { called: "100" },
        Effect.flatMap(Call, (call) =>
          Effect.andThen(call.answer, Effect.flatMap(run(call), (one) => Ref.set(result, one))))
      ))),
      Scenario.run
    )
    return yield* Ref.get(result)
  })

const ends = (call: Phone.PhoneCall) => call.expectEnd({ by: "engine", within: "2 minutes" })

describe("of this program", () => {
  for (
    const [name, first] of [["a file", "long"], ["a tone", Sound.tone("busy")], [
      "music on hold",
      Sound.node("moh/default")
    ]] as const
  ) {
    it.effect(`${name} is replaced by what is played later, which is heard to its end`, () =>
      Effect.gen(function*() {
        const result = yield* resultOf(
          Effect.fnUntraced(function*(call) {
            const playing = yield* Effect.forkChild(why(call, first))
            yield* Effect.sleep(1000)
            const second = yield* why(call, "goodbye")
            return [yield* Fiber.join(playing), second]
          }),
          (call) => Effect.andThen(call.expectSound("goodbye", { how: "eof" }), ends(call))
        )
        assert.deepStrictEqual(result, ["Replaced", "played"])
      }))

    it.effect(`${name} goes on when what is played later can't be, and can still be ended`, () =>
      Effect.gen(function*() {
        const result = yield* resultOf(
          Effect.fnUntraced(function*(call) {
            const playing = yield* Effect.forkChild(why(call, first))
            yield* Effect.sleep(1000)
            const second = yield* why(call, Sound.tone("nosuch"))
            yield* Effect.sleep(1000)
            const isPlaying = playing.pollUnsafe() === undefined
            yield* Fiber.interrupt(playing)
            yield* Effect.sleep(1000)
            return [second, isPlaying]
          }),
          Effect.fnUntraced(function*(call) {
            yield* Effect.sleep(2500)
            yield* call.expectSilence(400)
            yield* ends(call)
            assert.isAtLeast((yield* call.heard)[0]?.duration ?? 0, 1900)
          })
        )
        assert.deepStrictEqual(result, ["NotAttached", true])
      }))
  }

  it.effect("twenty sounds in a row are all heard, in order and to their end", () =>
    Effect.gen(function*() {
      const digits = Array.from({ length: 20 }, (_, index) => `digits/${index % 10}`)
      yield* resultOf(
        (call) => call.play(digits),
        Effect.fnUntraced(function*(call) {
          yield* ends(call)
          const heard = yield* call.heard
          assert.deepStrictEqual(heard.map(({ source }) => /digits\/\d/.exec(source)?.[0]), digits)
          assert.isTrue(heard.every(({ how }) => how === "eof"))
        })
      )
    }))
})

describe("of another program", () => {
  it.effect("a file that it plays replaces ours, and is not taken off", () =>
    Effect.gen(function*() {
      const result = yield* resultOf(
        Effect.fnUntraced(function*(call) {
          const first = yield* why(call, "long")
          yield* Effect.sleep(3000)
          return first
        }),
        Effect.fnUntraced(function*(call) {
          yield* Effect.sleep(1000)
          const engine = yield* Engine
          const control = (yield* engine.channels).find(({ id }) => id.startsWith("dumb/"))?.id ?? ""
          yield* engine.dispatch(
            new EngineMessage("chan.masquerade", [
              ["message", "chan.attach"],
              ["id", control],
              ["source", "wave/play/menu.slin"]
            ])
          )
          yield* call.expectSound("menu", { how: "eof" })
          yield* ends(call)
        })
      )
      assert.strictEqual(result, "Replaced")
    }))
})
