import { NodeServices } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schedule } from "effect"
import { ChildProcess } from "effect/process"
import { fileURLToPath } from "node:url"
import { outputs } from "./support.ts"

const fixture = fileURLToPath(new URL("./stopping.ts", import.meta.url))

type Signal = "SIGINT" | "SIGTERM"

/** Runs the program, and signals it once it is ready: so often as the list is long, or until it ends. */
const run = (args: ReadonlyArray<string>, signals: ReadonlyArray<Signal> | { readonly over: Signal }) =>
  Effect.gen(function*() {
    const child = yield* ChildProcess.make(process.execPath, ["--no-warnings", fixture, ...args], {
      env: { NO_COLOR: "1" },
      extendEnv: true
    })
    const { stderr, stdout } = yield* outputs(child)
    const signal = (name: Signal) => Effect.sync(() => void process.kill(child.pid, name))
    if (args[0] !== "done") {
      yield* stdout.shows("ready", 1)
      if ("over" in signals) {
        // The first one, its echoes, and in the end one that counts.
        yield* Effect.forkScoped(Effect.repeat(signal(signals.over), { schedule: Schedule.spaced("100 millis") }))
      } else yield* Effect.forEach(signals, signal)
    }
    const code = Number(yield* child.exitCode)
    return { code, stdout: yield* stdout.whole, stderr: yield* stderr.whole }
  }).pipe(Effect.scoped, Effect.provide(NodeServices.layer))

describe("runMain", () => {
  it.live("ends with 0 by itself", () =>
    Effect.gen(function*() {
      assert.deepStrictEqual(yield* run(["done"], []), { code: 0, stdout: "", stderr: "" })
    }), 30_000)

  it.live("lets finalizers end, and ends with 0 on SIGTERM", () =>
    Effect.gen(function*() {
      const { code, stderr, stdout } = yield* run(["orderly"], ["SIGTERM"])
      assert.deepStrictEqual([code, stdout], [0, "ready\nclosed\n"])
      assert.include(stderr, "SIGTERM: ending, within 600 s; a second signal ends at once")
    }), 30_000)

  it.live("does the same on Ctrl-C, and ends with 130", () =>
    Effect.gen(function*() {
      const { code, stdout } = yield* run(["orderly"], ["SIGINT"])
      assert.deepStrictEqual([code, stdout], [130, "ready\nclosed\n"])
    }), 30_000)

  it.live("takes one Ctrl-C that several processes hand on for one", () =>
    Effect.gen(function*() {
      const { code, stdout } = yield* run(["orderly"], ["SIGINT", "SIGINT", "SIGINT"])
      assert.deepStrictEqual([code, stdout], [130, "ready\nclosed\n"])
    }), 30_000)

  for (const [name, code] of [["SIGTERM", 143], ["SIGINT", 130]] as const) {
    it.live(`ends at once on a second ${name}, with ${code}`, () =>
      Effect.gen(function*() {
        const ended = yield* run(["stuck"], { over: name })
        assert.strictEqual(ended.code, code)
        assert.include(ended.stderr, `${name} again: ended at once`)
      }), 30_000)
  }

  it.live("ends with 143 when the limit passes", () =>
    Effect.gen(function*() {
      const { code, stderr } = yield* run(["stuck", "short"], ["SIGTERM"])
      assert.strictEqual(code, 143)
      assert.include(stderr, "SIGTERM: not ended within 0.6 s")
    }), 30_000)

  it.live("tells of an error while it ends", () =>
    Effect.gen(function*() {
      const { code, stderr } = yield* run(["failing"], ["SIGTERM"])
      assert.strictEqual(code, 1)
      assert.include(stderr, "on purpose")
    }), 30_000)
})
