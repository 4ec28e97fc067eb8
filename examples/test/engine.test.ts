import { NodeServices } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Engine, EngineListener } from "@yatefx/engine"
import { Effect, FileSystem, Layer, Queue, Schedule, Stream } from "effect"
import { outputs, runToEnd, start } from "./support.ts"

/** The engine in a process of its own, and a way to give it lines. */
const engine = Effect.fnUntraced(function*(args: ReadonlyArray<string>) {
  const child = yield* start(["engine", ...args])
  const { stderr, stdout } = yield* outputs(child)
  const lines = yield* Queue.bounded<string>(16)
  yield* Stream.fromQueue(lines).pipe(
    Stream.map((line) => Buffer.from(`${line}\n`)),
    Stream.run(child.stdin),
    Effect.forkScoped
  )
  return { child, stderr, stdout, type: (line: string) => Queue.offer(lines, line) }
})

const folder = Effect.flatMap(FileSystem.FileSystem, (fs) => fs.makeTempDirectoryScoped())

const provided = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  effect.pipe(Effect.scoped, Effect.provide(NodeServices.layer))

describe("engine", () => {
  it.live("serves an example, and phones are placed by lines", () =>
    provided(Effect.gen(function*() {
      const path = `${yield* folder}/yate.sock`
      const { child, stdout, type } = yield* engine(["--unix", path])
      yield* stdout.shows(`listens on ${path}`, 1)
      const client = yield* start(["keyecho", "--unix", path])
      yield* Effect.forkScoped((yield* outputs(client)).stdout.whole)
      yield* stdout.shows("connected", 1)
      // The example may need a moment to install its handler: a call before that finds no route.
      let attempts = 0
      yield* Effect.gen(function*() {
        attempts++
        yield* type("dial ivr as bob")
        yield* Effect.raceFirst(
          stdout.shows("answered", 1),
          Effect.andThen(stdout.shows("no route", attempts), Effect.fail("too early" as const))
        )
      }).pipe(Effect.retry({ times: 100, schedule: Schedule.spaced("20 millis") }))
      yield* type("press 1")
      yield* stdout.shows("notify       eof", 1)
      yield* type("calls")
      yield* stdout.shows("\nsip/", attempts + 1)
      yield* type("hangup")
      yield* stdout.shows("hung up", attempts + 1)
      yield* type("hangup")
      yield* stdout.shows("there is no call", 1)
      yield* type("nonsense")
      yield* stdout.shows("dial NUMBER", 2)
      yield* type("quit")
      assert.strictEqual(Number(yield* child.exitCode), 0)
      const text = yield* stdout.whole
      assert.match(text, /key +1\n/)
      assert.match(text, /from bob to ivr: dumb\//)
    })), 30_000)

  it.live("routes by --route, and records under --recordings", () =>
    provided(Effect.gen(function*() {
      const fs = yield* FileSystem.FileSystem
      const here = yield* folder
      const { child, stdout, type } = yield* engine([
        "--unix",
        `${here}/yate.sock`,
        "--recordings",
        here,
        "--route",
        "^8(.*)$=wave/record/\\1.slin",
        "--route",
        "^9=tone/dial"
      ])
      yield* stdout.shows("listens on", 1)
      yield* type("dial 8note")
      yield* stdout.shows("executed     to wave/record/note.slin", 1)
      yield* Effect.sleep("100 millis")
      yield* type("hangup")
      yield* stdout.shows("hung up", 1)
      yield* type("quit")
      assert.strictEqual(Number(yield* child.exitCode), 0)
      const { size } = yield* fs.stat(`${here}/note.slin`)
      assert.isAtLeast(Number(size), 320)
    })), 30_000)

  it.live("says that an address is taken, and ends with 69", () =>
    provided(
      Effect.gen(function*() {
        const { port = 0 } = yield* EngineListener.EngineListener
        const { code, stderr } = yield* runToEnd(["engine", "--tcp", `127.0.0.1:${port}`])
        assert.strictEqual(code, 69)
        assert.include(stderr, `127.0.0.1:${port}`)
        assert.include(stderr, "already in use")
      }).pipe(Effect.provide(Layer.provide(EngineListener.tcp(), Engine.layer())))
    ), 30_000)

  it.live("goes on after the end of its input, and ends at once on SIGTERM", () =>
    provided(Effect.gen(function*() {
      const path = `${yield* folder}/yate.sock`
      const child = yield* start(["engine", "--unix", path])
      yield* Stream.run(Stream.make(Buffer.from("calls\n")), child.stdin)
      const { stdout } = yield* outputs(child)
      yield* stdout.shows("there is no call", 1)
      yield* Effect.timeout(child.kill({ killSignal: "SIGTERM" }), "2 seconds")
      assert.match(yield* stdout.whole, /\nnothing happened\n$/)
      assert.isFalse(yield* (yield* FileSystem.FileSystem).exists(path))
    })), 30_000)

  for (
    const [what, args, named] of [
      ["a route that is none", ["--route", "nowhere"], "PATTERN=TARGET"],
      ["a pattern that is none", ["--route", "(=tone/dial"], "PATTERN=TARGET"],
      ["an address that is none", ["--tcp", "nowhere"], "HOST:PORT"],
      ["a role that there is not", ["--role", "play"], "play"]
    ] as const
  ) {
    it.live(`refuses ${what}`, () =>
      Effect.gen(function*() {
        const { code, stderr } = yield* runToEnd(["engine", ...args])
        assert.strictEqual(code, 2)
        assert.include(stderr, named)
      }), 30_000)
  }
})
