import { assert, describe, it } from "@effect/vitest"
import { ScriptedTransport, Transport } from "@yatefx/transport"
import { Effect, Fiber, Schedule } from "effect"
import { TestClock } from "effect/testing"

const { cut, endInput, expect, expectAnyOrder, hangUp, make, pause, refuse, say } = ScriptedTransport

/** Installs a handler, answers every message it is sent, and dials again when the link is lost. */
const program = Effect.scoped(Effect.gen(function*() {
  const link = yield* Effect.flatMap(Transport, ({ connect }) => connect)
  yield* link.write(["%%>install::call.route"])
  while (true) {
    for (const line of yield* link.pull) {
      const id = /^%%>message:([^:]*)/.exec(line)?.[1]
      if (id !== undefined) yield* link.write([`%%<message:${id}:false:`])
    }
  }
}))

const retried = Effect.retry(program, { schedule: Schedule.spaced("1 second"), while: (error) => error.isRetryable })

describe("ScriptedTransport", () => {
  it.effect("expects and says, dial by dial", () =>
    Effect.gen(function*() {
      const script = yield* make(
        refuse("not yet"),
        [
          expect("%%>install::call.route"),
          say("%%<install:100:call.route:true", "%%>message:a:0:call.route:"),
          expect("%%<message:a:false:"),
          cut
        ],
        [
          expect(/^%%>install::(?<name>.*)$/),
          say(({ name }) => `%%>message:b:0:${name}:`, "%%>message:c:0:x:"),
          expectAnyOrder((line) => line.startsWith("%%<message:c:"), "%%<message:b:false:"),
          pause("1 minute"),
          endInput
        ]
      )
      const fiber = yield* Effect.forkChild(Effect.flip(Effect.provide(retried, script.layer)))
      yield* TestClock.adjust("2 minutes")
      yield* script.done
      assert.strictEqual((yield* Fiber.join(fiber)).reason._tag, "InputEnded")
      assert.deepStrictEqual((yield* script.said).slice(-3), [
        "E %%>message:c:0:x:",
        "A %%<message:b:false:",
        "A %%<message:c:false:"
      ])
    }))

  it.effect("shows what was expected, what came and what was said, and cuts the link", () =>
    Effect.gen(function*() {
      const script = yield* make([
        expect("%%>install::call.route"),
        say("%%>message:a:0:call.route:"),
        expect("%%<message:a:true:", /never reached/)
      ])
      const fiber = yield* Effect.forkChild(Effect.flip(Effect.provide(program, script.layer)))
      const error = yield* Effect.flip(script.done)
      assert.strictEqual(
        error.message,
        [
          "dial 1, step 3 of the script: expected",
          "  %%<message:a:true:",
          "but the program wrote",
          "  %%<message:a:false:",
          "after",
          "  A %%>install::call.route",
          "  E %%>message:a:0:call.route:"
        ].join("\n")
      )
      assert.strictEqual((yield* Fiber.join(fiber)).reason._tag, "LinkLost")
      const refused = yield* Effect.flip(Effect.scoped(script.transport.connect))
      assert.include(refused.message, "the script has failed")
    }))

  it.effect("fails when the program ends the link early", () =>
    Effect.gen(function*() {
      const script = yield* make([expect("hello")])
      yield* Effect.scoped(script.transport.connect)
      const error = yield* Effect.flip(script.done)
      assert.include(error.message, "but the program ended the link")
      assert.include(error.message, "as the first line")
    }))

  it.effect("takes what comes after its last step, and refuses dials past its last", () =>
    Effect.gen(function*() {
      const script = yield* make([expect("hello")])
      yield* Effect.scoped(Effect.gen(function*() {
        const link = yield* script.transport.connect
        yield* link.write(["hello"])
        yield* script.done
        for (let i = 0; i < 3000; i++) yield* link.write([`more ${i}`])
      }))
      assert.strictEqual((yield* script.said).length, 200)
      const error = yield* Effect.flip(Effect.scoped(script.transport.connect))
      assert.include(error.message, "the script has no more dials")
    }))

  it.effect("a pattern with the g flag starts anew for each line, and odd names of groups are plain names", () =>
    Effect.gen(function*() {
      const pattern = /^a(?<__proto__>.)(?<constructor>.)/g
      const script = yield* make([
        expect(pattern, pattern),
        say((captured) => `${captured["__proto__"]}${captured["constructor"]}${captured["toString"]}`),
        hangUp
      ])
      const link = yield* script.transport.connect
      yield* link.write(["abc", "ade"])
      assert.deepStrictEqual(yield* link.pull, ["deundefined"])
      yield* script.done
    }))
})
