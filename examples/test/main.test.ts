import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, FileSystem } from "effect"
import { EngineListener, Phone } from "@yatefx/engine"
import { NodeServices } from "@effect/platform-node"
import { createServer } from "node:net"
import { constantRoute } from "../src/constantRoute.ts"
import { examples } from "../src/examples.ts"
import { engineLayer, installed, outputs, runToEnd, start } from "./support.ts"

/** A port of the loopback that nothing listens on: one that was just given back. */
const freePort = Effect.callback<number>((resume) => {
  const server = createServer()
  server.listen(0, "127.0.0.1", () => {
    const address = server.address()
    server.close(() => resume(Effect.succeed(typeof address === "object" ? address?.port ?? 0 : 0)))
  })
})

describe("main", () => {
  it.live("helps", () =>
    Effect.gen(function*() {
      const { code, stdout } = yield* runToEnd(["--help"])
      assert.strictEqual(code, 0)
      for (const { name } of examples) assert.include(stdout, name)
      const keyecho = yield* runToEnd(["keyecho", "--help"])
      for (const word of ["--tcp", "--unix", "--stdio", "--once"]) assert.include(keyecho.stdout, word)
    }), 30_000)

  it.live("lists the examples when there is none of that name", () =>
    Effect.gen(function*() {
      const { code, stderr, stdout } = yield* runToEnd(["nosuch"])
      assert.strictEqual(code, 2)
      assert.include(stderr, "\"nosuch\"")
      for (const { name } of examples) assert.include(stdout, name)
    }), 30_000)

  for (
    const [what, args, env, named] of [
      ["a flag that there is not", ["keyecho", "--prot", "1"], {}, "--prot"],
      ["an address that is none", ["keyecho", "--tcp", "nowhere"], {}, "nowhere"],
      ["two engines at once", ["keyecho", "--stdio", "--unix", "/nowhere"], {}, "--unix"],
      ["a role that there is not", ["keyecho", "--tcp", "127.0.0.1:5039", "--role", "play"], {}, "play"],
      [
        "a bad address in the environment",
        ["keyecho"],
        { YATEFX_TCP: "nowhere" },
        "YATEFX_TCP can't be used: \"nowhere\""
      ],
      ["a bad role in the environment", ["keyecho"], { YATEFX_ROLE: "play" }, "YATEFX_ROLE"],
      ["two engines in the environment", ["keyecho"], { YATEFX_TCP: "a:1", YATEFX_UNIX: "/b" }, "YATEFX_UNIX"],
      ["a role without a listener", ["keyecho", "--role", "global"], {}, "--role"]
    ] as const
  ) {
    it.live(`refuses ${what}`, () =>
      Effect.gen(function*() {
        const { code, stderr } = yield* runToEnd(args, env)
        assert.strictEqual(code, 2)
        assert.include(stderr, named)
      }), 30_000)
  }

  it.live("says which listener is missing, and with --once exits with 69", () =>
    Effect.gen(function*() {
      const port = yield* freePort
      // An option beats a variable that names another engine.
      const { code, stderr } = yield* runToEnd(["keyecho", "--once", "--tcp", `127.0.0.1:${port}`], {
        YATEFX_UNIX: "/nowhere",
        YATEFX_TCP: "also nowhere"
      })
      assert.strictEqual(code, 69)
      const told = stderr.split("\n").filter((line) => line.includes("[listener"))
      assert.strictEqual(told.length, 1)
      assert.include(told[0], `127.0.0.1:${port}`)
      assert.include(told[0], `port=${port}`)
    }), 30_000)

  it.live("tries again until there is an engine, and ends at once on SIGTERM", () =>
    Effect.gen(function*() {
      const fs = yield* FileSystem.FileSystem
      const path = `${yield* fs.makeTempDirectoryScoped()}/yate.sock`
      const child = yield* start(["constant-route", "--unix", path])
      const { stderr, stdout } = yield* outputs(child)
      yield* stderr.shows("Trying again", 1)
      yield* Effect.gen(function*() {
        yield* installed("constant-route")
        yield* constantRoute.phones()
        yield* stdout.shows("sip/1", 1)
        // Fails when the process has to be killed.
        yield* Effect.timeout(child.kill({ killSignal: "SIGTERM" }), "2 seconds")
        assert.match(yield* stdout.whole, /\n\d+ routed\n$/)
        assert.strictEqual(Number(yield* child.exitCode), 0)
      }).pipe(Effect.provide(EngineListener.unix({ path })), Effect.provide(engineLayer))
    }).pipe(Effect.scoped, Effect.provide(NodeServices.layer)), 30_000)

  it.live("on SIGTERM lets a call go on to its end, and takes no other", () =>
    Effect.gen(function*() {
      const fs = yield* FileSystem.FileSystem
      const path = `${yield* fs.makeTempDirectoryScoped()}/yate.sock`
      yield* Effect.gen(function*() {
        const child = yield* start(["keyecho", "--unix", path])
        const { stderr, stdout } = yield* outputs(child)
        yield* installed("keyecho")
        const alice = yield* Phone.make({ caller: "alice" })
        const call = yield* alice.dial("ivr")
        yield* call.answered
        process.kill(child.pid, "SIGTERM")
        yield* stderr.shows("SIGTERM: ending", 1)
        yield* call.press("1")
        yield* stdout.shows("echoed by", 1)
        const late = yield* alice.dial("ivr")
        assert.isTrue(Exit.isFailure(yield* Effect.exit(late.answered)))
        yield* call.hangup()
        assert.strictEqual(Number(yield* child.exitCode), 0)
      }).pipe(Effect.provide(EngineListener.unix({ path })), Effect.provide(engineLayer))
    }).pipe(Effect.scoped, Effect.provide(NodeServices.layer)), 30_000)
})
