import { NodeServices } from "@effect/platform-node"
import { type Connection, Engine, EngineMessage } from "@yatefx/engine"
import { LineDecoder } from "@yatefx/protocol"
import { Effect, Fiber, Layer, type PlatformError, Schedule, Stream, SubscriptionRef } from "effect"
import { ChildProcess, type ChildProcessSpawner } from "effect/process"
import { fileURLToPath } from "node:url"
import { Sounds } from "../src/Sounds.ts"

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url))

/** The engine that the examples' own phones call. */
export const engineLayer: Layer.Layer<Engine> = Layer.unwrap(
  Effect.map(Sounds, (soundsPath) => Engine.layer({ soundsPath }))
)

/** What a process has written so far, to wait for or to take whole. */
const collect = Effect.fnUntraced(function*(bytes: Stream.Stream<Uint8Array, PlatformError.PlatformError>) {
  const written = yield* SubscriptionRef.make("")
  const ended = yield* bytes.pipe(
    Stream.decodeText(),
    Stream.runForEach((text) => SubscriptionRef.update(written, (before) => before + text)),
    Effect.orDie,
    Effect.forkScoped
  )
  return {
    /** All of it, once the process has closed it. */
    whole: Effect.andThen(Fiber.join(ended), SubscriptionRef.get(written)),
    soFar: SubscriptionRef.get(written),
    /** Waits until a word was written so often. */
    shows: (word: string, times: number) =>
      SubscriptionRef.changes(written).pipe(
        Stream.filter((text) => text.split(word).length > times),
        Stream.take(1),
        Stream.runDrain
      )
  }
})

/** An example in a process of its own, by its command line. Killed with the scope if it still runs. */
export const start = (args: ReadonlyArray<string>, env: Record<string, string> = {}) =>
  ChildProcess.make(process.execPath, [main, ...args], { env: { NO_COLOR: "1", ...env }, extendEnv: true })

/** Collects a process's standard output and standard error. */
export const outputs = (child: ChildProcessSpawner.ChildProcessHandle) =>
  Effect.all({ stdout: collect(child.stdout), stderr: collect(child.stderr) })

export const collectStderr = (child: ChildProcessSpawner.ChildProcessHandle) => collect(child.stderr)

/** Runs an example to its end. */
export const runToEnd = (args: ReadonlyArray<string>, env: Record<string, string> = {}) =>
  Effect.gen(function*() {
    const child = yield* start(args, env)
    const { stderr, stdout } = yield* outputs(child)
    return { code: Number(yield* child.exitCode), stderr: yield* stderr.whole, stdout: yield* stdout.whole }
  }).pipe(Effect.scoped, Effect.provide(NodeServices.layer))

/** Waits until a program has its handler of `call.route` in the engine: it then shows in `handlers`. */
export const installed = Effect.fnUntraced(function*(trackName: string) {
  const engine = yield* Engine
  const ask = Effect.gen(function*() {
    const message = new EngineMessage("call.route", [["id", "probe/1"], ["called", "nobody"]])
    yield* engine.dispatch(message)
    return message.get("handlers")?.includes(`${trackName}:`) === true
  })
  yield* Effect.repeat(ask, { until: (is) => is, schedule: Schedule.spaced("20 millis") })
})

/** Carries lines between an engine and a script's pipes, as Yate does. Ends when the script's output does. */
export const serve = Effect.fnUntraced(
  function*(connection: Connection, child: ChildProcessSpawner.ChildProcessHandle) {
    const decoder = new LineDecoder.LineDecoder()
    const toScript = Stream.fromEffectRepeat(connection.take).pipe(
      Stream.takeWhile((lines) => lines !== undefined),
      Stream.map((lines) => Buffer.from(lines.map((line) => `${line}\n`).join(""), "latin1")),
      Stream.run(child.stdin)
    )
    const fromScript = Stream.runForEach(child.stdout, (bytes) =>
      Effect.flatMap(
        Effect.fromResult(decoder.push(Buffer.from(bytes).toString("latin1"))),
        (lines) => connection.feed(lines)
      ))
    yield* Effect.forkScoped(toScript)
    yield* fromScript
  }
)

/**
 * The trace's lines by call, without the times: what each call saw, in its order. On an output that a script shares with
 * Yate, a line can begin behind something of Yate's.
 */
export const byCall = (output: string): Record<string, ReadonlyArray<string>> => {
  const lines = output.split("\n").map((line) => /\d\d:\d\d:\d\d\.\d{3} {2}(\S+) +(.*)$/.exec(line))
  const calls: Record<string, Array<string>> = {}
  for (const match of lines) {
    const [, call, what] = match ?? []
    if (call !== undefined && what !== undefined) (calls[call] ??= []).push(what)
  }
  return calls
}
