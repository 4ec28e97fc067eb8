import { assert, describe, it } from "@effect/vitest"
import { Engine, EngineListener } from "@yatefx/engine"
import { Effect, Fiber, FileSystem, Layer } from "effect"
import { keyecho } from "../src/keyecho.ts"
import { byCall, collectStderr, engineLayer, installed, outputs, runToEnd, serve, start } from "./support.ts"
import { NodeServices } from "@effect/platform-node"

/** What each call sees, on every transport. */
const expected = {
  "sip/1": [
    "routed       from alice to dumb/",
    "answered     by dumb/1",
    "key          1, echoed by digits/1.slin",
    "sound over",
    "key          5, echoed by digits/5.slin",
    "sound over",
    "key          #, echoed by digits/pound.slin",
    "sound over",
    "hung up"
  ],
  "sip/2": [
    "routed       from bob to dumb/",
    "answered     by dumb/2",
    "key          2, echoed by digits/2.slin",
    "hung up"
  ]
}

const unanswered = Effect.gen(function*() {
  const engine = yield* Engine
  return (yield* engine.unanswered) + (yield* engine.pending)
})

/** Starts the example, lets its phones call, tells it to end, and gives what it printed. */
const callAndStop = Effect.fnUntraced(function*(args: ReadonlyArray<string>) {
  const child = yield* start(["keyecho", ...args])
  const { stdout } = yield* outputs(child)
  yield* installed("keyecho")
  yield* keyecho.phones()
  yield* stdout.shows("hung up", 2)
  yield* child.kill({ killSignal: "SIGTERM" })
  return yield* stdout.whole
})

describe("keyecho", () => {
  it.live("shows the same trace embedded", () =>
    Effect.gen(function*() {
      const { code, stderr, stdout } = yield* runToEnd(["keyecho"])
      assert.deepStrictEqual(byCall(stdout), expected)
      assert.match(stdout, /2 routed, 2 answered, 4 key, 3 sound over, 2 hung up, 0 unanswered\n$/)
      assert.deepStrictEqual({ code, stderr }, { code: 0, stderr: "" })
    }), 30_000)

  it.live("shows the same trace over TCP", () =>
    Effect.gen(function*() {
      const { address } = yield* EngineListener.EngineListener
      assert.deepStrictEqual(byCall(yield* callAndStop(["--tcp", address])), expected)
      assert.strictEqual(yield* unanswered, 0)
    }).pipe(
      Effect.scoped,
      Effect.provide(Layer.provideMerge(EngineListener.tcp(), engineLayer)),
      Effect.provide(NodeServices.layer)
    ), 30_000)

  it.live("shows the same trace over a UNIX socket", () =>
    Effect.gen(function*() {
      const fs = yield* FileSystem.FileSystem
      const path = `${yield* fs.makeTempDirectoryScoped()}/yate.sock`
      yield* Layer.build(EngineListener.unix({ path }))
      assert.deepStrictEqual(byCall(yield* callAndStop(["--unix", path])), expected)
      assert.strictEqual(yield* unanswered, 0)
    }).pipe(Effect.scoped, Effect.provide(engineLayer), Effect.provide(NodeServices.layer)), 30_000)

  it.live("shows the same trace as a script of the engine", () =>
    Effect.gen(function*() {
      const child = yield* start(["keyecho", "--stdio"])
      const stderr = yield* collectStderr(child)
      const engine = yield* Engine
      const connection = yield* engine.attach()
      const served = yield* Effect.forkScoped(serve(connection, child))
      yield* installed("keyecho")
      yield* keyecho.phones()
      yield* stderr.shows("hung up", 2)
      // Yate ends a script by closing its input.
      yield* connection.close
      yield* Fiber.join(served)
      assert.deepStrictEqual(byCall(yield* stderr.whole), expected)
      assert.strictEqual(Number(yield* child.exitCode), 0)
      assert.strictEqual(yield* unanswered, 0)
    }).pipe(Effect.scoped, Effect.provide(engineLayer), Effect.provide(NodeServices.layer)), 30_000)
})
