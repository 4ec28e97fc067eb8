import { assert, describe, it } from "@effect/vitest"
import { Dispatcher, EngineLogger } from "@yatefx/dispatcher"
import { Cause, Effect, Layer, References } from "effect"
import { TestClock } from "effect/testing"
import { inWorld, Probe, turns, type World } from "./support/world.ts"

/** Runs something with the logger on the world's dispatcher, once that is connected. */
const logging = <A, E, R>(world: World, body: Effect.Effect<A, E, R>, options: EngineLogger.Options = {}) =>
  Effect.andThen(
    world.settled,
    body.pipe(
      Effect.provide(Layer.provide(EngineLogger.layer(options), Layer.succeed(Dispatcher, world.yate))),
      Effect.provideService(References.MinimumLogLevel, "All")
    )
  )

const debugLines = (lines: ReadonlyArray<string>) => lines.filter((line) => line.startsWith("%%>debug:"))

describe("EngineLogger", () => {
  it.effect("writes at the engine's levels", () =>
    inWorld((world) =>
      Effect.gen(function*() {
        yield* logging(
          world,
          Effect.all([
            Effect.logFatal("f"),
            Effect.logError("e"),
            Effect.logWarning("w"),
            Effect.logInfo("i"),
            Effect.logDebug("d"),
            Effect.logTrace("t")
          ])
        )
        yield* world.settled
        assert.deepStrictEqual(debugLines(world.link.lines), [
          "%%>debug:2:f",
          "%%>debug:5:e",
          "%%>debug:6:w",
          "%%>debug:9:i",
          "%%>debug:10:d",
          "%%>debug:10:t"
        ])
        assert.deepStrictEqual(world.logs.map(({ text }) => text), ["f", "e", "w", "i", "d", "t"], "the others go on")
      })
    ))

  it.effect("writes all of an event: values, annotations, the cause; on lines that can't be mistaken for others", () =>
    inWorld((world) =>
      Effect.gen(function*() {
        const event = Effect.logError("two\nlines\r\n\u001b[31mred\0", { a: [1] }, Cause.fail(new Error("no\nluck")))
        yield* logging(world, Effect.annotateLogs(event, { call: "sip/1" }))
        yield* world.settled
        const lines = debugLines(world.link.lines)
        assert.deepStrictEqual(lines.slice(0, 4), [
          "%%>debug:5:two",
          "%%>debug:5:  lines",
          `%%>debug:5:  \\x1b[31mred\\x00 {"a"%z[1]} call=sip/1`,
          "%%>debug:5:  Error%z no"
        ])
        assert.isTrue(lines.every((line) => /^%%>debug:5:[^%\p{Cc}]*/u.test(line)))
      })
    ))

  it.effect("breaks what is long, also for the smallest buffer, and gives up on what is endless", () =>
    inWorld(
      (world) =>
        Effect.gen(function*() {
          const long = "é%".repeat(1000)
          yield* logging(world, Effect.logInfo(long))
          yield* world.settled
          const pieces = debugLines(world.link.lines)
          assert.isTrue(pieces.every((line) => line.length < 2048))
          assert.strictEqual(
            pieces.map((line) => line.replace("%%>debug:9:", "").trim()).join(""),
            "\u00c3\u00a9%%".repeat(1000)
          )
          yield* logging(world, Effect.logInfo("x\n".repeat(100_000)))
          yield* world.settled
          const endless = debugLines(world.link.lines).slice(pieces.length)
          assert.strictEqual(endless.length, 64)
          assert.strictEqual(endless[63], "%%>debug:9:  \u00e2\u0080\u00a6")
        }),
      { bufsize: 2048 }
    ))

  it.effect("never holds anybody up: while the engine is away lines wait, and those over the limit are counted", () =>
    inWorld((world) =>
      Effect.gen(function*() {
        yield* world.settled
        yield* logging(
          world,
          Effect.gen(function*() {
            yield* world.link.cut
            yield* turns
            for (let i = 0; i < 100; i++) yield* Effect.logInfo(`line ${i}`)
            yield* turns
            assert.strictEqual((yield* world.sizes)["offline"], 1)
            yield* TestClock.adjust("250 millis")
            const second = yield* world.engine.accept
            yield* world.settled
            const lines = debugLines(second.lines)
            assert.deepStrictEqual(lines, [
              "%%>debug:6:90 lines of the log were lost on their way to the engine",
              ...Array.from({ length: 10 }, (_, i) => `%%>debug:9:line ${i}`)
            ])
          }),
          { capacity: 10 }
        )
      })
    ))

  it.effect("doesn't answer an engine that objects to what was logged", () =>
    inWorld((world) =>
      Effect.gen(function*() {
        const { counts, link, settled } = world
        yield* logging(
          world,
          Effect.gen(function*() {
            yield* Effect.logInfo("hello")
            assert.strictEqual(yield* link.next, "%%>debug:9:hello")
            for (let i = 0; i < 5; i++) yield* link.say("Error in: %%>debug:9:hello")
            yield* settled
          })
        )
        yield* settled
        assert.strictEqual((yield* counts)["stray_lines"], 5)
        assert.deepStrictEqual(debugLines(link.lines), ["%%>debug:9:hello"])
      })
    ))

  it.effect("says the last words of a program, and what a handler died of", () =>
    inWorld((world) =>
      Effect.gen(function*() {
        const { link, settled, yate } = world
        yield* logging(
          world,
          Effect.scoped(Effect.gen(function*() {
            yield* yate.handle(Probe, {}, () => Effect.die("a bug"))
            yield* link.answer(yield* link.message("test.probe", "id=sip/9"))
            yield* turns
            yield* Effect.addFinalizer(() => Effect.logInfo("goodbye"))
          }))
        )
        yield* settled
        const lines = debugLines(link.lines)
        assert.match(lines[0] ?? "", /^%%>debug:5:The handler of test\.probe failed message=test\.probe call=sip\/9$/)
        assert.strictEqual(lines.at(-1), "%%>debug:9:goodbye")
      })
    ))

  it.effect("can stand alone", () =>
    inWorld((world) =>
      Effect.gen(function*() {
        yield* logging(world, Effect.logInfo("only there"), { mergeWithExisting: false })
        yield* world.settled
        assert.deepStrictEqual(debugLines(world.link.lines), ["%%>debug:9:only there"])
        assert.deepStrictEqual(world.logs, [])
      })
    ))
})
