import { assert, describe, it } from "@effect/vitest"
import { Transport } from "@yatefx/transport"
import { ScriptArgument, StdioTransport } from "@yatefx/transport-stdio"
import { Effect, Option } from "effect"
import { fixture, start } from "./script.ts"

const echo = (...args: Array<string>) => start([process.execPath, fixture("echo"), ...args])

describe("StdioTransport", () => {
  it.live("speaks nothing but the protocol on stdout, whatever the program logs", () =>
    Effect.gen(function*() {
      const script = yield* echo("an argument:with blanks")
      script.send("%%<watch:a:true\nhalf")
      yield* script.until((text) => text.includes("length 15\n"))
      script.send(" line\xff\n")
      yield* script.until((text) => text.includes("length 10\n"))
      script.child.stdin?.end()
      const { code, stderr, stdout } = yield* script.exit
      assert.strictEqual(
        stdout,
        [
          "%%>output:argument=an argument:with blanks",
          "%%>output:%%<watch:a:true",
          "%%>output:length 15",
          "%%>output:half line\xff",
          "%%>output:length 10",
          ""
        ].join("\n")
      )
      for (const text of ["console.log", "default logger", "process.stdout", "Console.log", "json logger"]) {
        assert.include(stderr, text)
      }
      // The end of the input is the end of the program, and no failure.
      assert.strictEqual(code, 0)
      assert.notInclude(stderr, "ERROR")
    }), 30_000)

  it.live(
    "reports a failure on stderr, where the engine doesn't read it, after the link has ended, too",
    () =>
      Effect.gen(function*() {
        const script = yield* echo()
        script.send("die\n")
        const { code, stderr, stdout } = yield* script.exit
        assert.strictEqual(stdout, "%%>output:argument=none\n")
        assert.include(stderr, "careless")
        assert.strictEqual(code, 1)
      }),
    30_000
  )

  it.live("refuses to dial twice, and a line over the limit", () =>
    Effect.gen(function*() {
      const script = yield* echo("")
      script.send("again\n")
      assert.include(
        yield* script.until((text) => text.includes("length 5\n")),
        "argument=none\n%%>output:InputEnded\n"
      )
      script.send("x".repeat(1001))
      const { code, stderr } = yield* script.exit
      assert.include(stderr, "stdio sent a line of more than 1000 bytes")
      assert.strictEqual(code, 1)
    }), 30_000)

  it.live("a broken pipe is the end of the program, and no unhandled event", () =>
    Effect.gen(function*() {
      const script = yield* echo()
      yield* script.until((text) => text.includes("argument"))
      script.child.stdout?.destroy()
      script.send("hello\n")
      const { code, stderr } = yield* script.exit
      assert.notInclude(stderr, "EPIPE")
      assert.strictEqual(code, 0)
    }), 30_000)

  it.live("ends a program that would run for ever, once its input has ended", () =>
    Effect.gen(function*() {
      const script = yield* start([process.execPath, fixture("launch")])
      script.child.stdin?.end()
      const { signal, stderr } = yield* script.exit
      assert.strictEqual(signal, null)
      assert.include(stderr, "in order")
    }), 30_000)

  it.live("has written everything when it is told to end", () =>
    Effect.gen(function*() {
      const script = yield* start([process.execPath, fixture("flood")])
      const { code, stdout } = yield* script.exit
      assert.strictEqual(code, 130)
      assert.deepStrictEqual(stdout.split("\n").map((line) => line.split(":")[0]), [
        ...Array.from({ length: 400 }, (_, i) => `${i}`),
        ""
      ])
    }), 30_000)

  it.live("ends on the engine's SIGTERM", () =>
    Effect.gen(function*() {
      const script = yield* echo()
      yield* script.until((text) => text.includes("argument"))
      script.child.kill("SIGTERM")
      const { code, signal } = yield* script.exit
      assert.deepStrictEqual([code, signal], [130, null])
    }), 30_000)

  it.effect("puts stdout back with its scope when nobody has dialled", () =>
    Effect.gen(function*() {
      const before = process.stdout.write
      const during = yield* Effect.provide(
        Effect.map(Transport, ({ address }) => [address, process.stdout.write === before]),
        StdioTransport.layer()
      )
      assert.deepStrictEqual(during, ["stdio", false])
      assert.strictEqual(process.stdout.write, before)
    }))

  it.effect("the argument can be provided", () =>
    Effect.gen(function*() {
      assert.deepStrictEqual(yield* ScriptArgument, Option.some("x"))
    }).pipe(Effect.provideService(ScriptArgument, Option.some("x"))))
})
