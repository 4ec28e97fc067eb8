import { assert, describe, it } from "@effect/vitest"
import { InputEnded, LineTooLong, LinkLost, Transport, TransportError, Unreachable } from "@yatefx/transport"
import { Array as Arr, Effect, Layer, Queue, Runtime } from "effect"

// A mock of one's own: an engine that confirms every install and hears everything else.
const Mock = Layer.effect(
  Transport,
  Effect.gen(function*() {
    const inbox = yield* Queue.bounded<string>(16)
    return Transport.of({
      address: "mock",
      connect: Effect.succeed({
        pull: Effect.map(Queue.take(inbox), Arr.of),
        write: Effect.forEach((line) => {
          const [command, , name] = line.split(":")
          return command === "%%>install" ? Queue.offer(inbox, `%%<install:100:${name}:true`) : Effect.void
        }, { discard: true })
      })
    })
  })
)

describe("Transport", () => {
  it.effect("a mock is a dozen lines", () =>
    Effect.gen(function*() {
      const link = yield* Effect.flatMap(Transport, ({ connect }) => connect)
      yield* link.write(["%%>output:hello", "%%>install:50:call.route"])
      assert.deepStrictEqual(yield* link.pull, ["%%<install:100:call.route:true"])
    }).pipe(Effect.provide(Mock)))

  it("says what an error means, and what the process exits with", () => {
    const error = (reason: TransportError["reason"]) => new TransportError({ address: "127.0.0.1:5039", reason })
    const all = [
      error(new Unreachable({ advice: "start it", cause: new Error("ECONNREFUSED") })),
      error(new LinkLost({ cause: new Error("reset") })),
      error(new LinkLost({ cause: "reset" })),
      error(new LineTooLong({ limit: 9 })),
      error(new InputEnded())
    ]
    assert.deepStrictEqual(all.map((error) => [error.message, error.isRetryable, Runtime.getErrorExitCode(error)]), [
      ["no engine at 127.0.0.1:5039: start it", true, 69],
      ["the link to 127.0.0.1:5039 is lost: reset", true, 1],
      ["the link to 127.0.0.1:5039 is lost", true, 1],
      [
        `127.0.0.1:5039 sent a line of more than 9 bytes: it is no Yate, or "maxLineLength" is too low`,
        true,
        1
      ],
      ["the engine at 127.0.0.1:5039 closed the input", false, 0]
    ])
    assert.deepStrictEqual(all.map(Runtime.getErrorReported), [true, true, true, true, false])
  })
})
