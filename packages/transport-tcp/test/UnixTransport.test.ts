import { assert, describe, it } from "@effect/vitest"
import { Transport } from "@yatefx/transport"
import { UnixTransport } from "@yatefx/transport-tcp"
import { Config, ConfigProvider, Effect, Layer } from "effect"
import * as Fs from "node:fs/promises"
import * as Path from "node:path"
import { folder, listen } from "./peer.ts"

describe("UnixTransport", () => {
  it.effect("carries lines both ways and sends no blank line", () =>
    Effect.gen(function*() {
      const path = Path.join(yield* folder, "yate.sock")
      const peer = yield* listen({ path })
      const link = yield* UnixTransport.make({ path, role: "global" }).connect
      const connection = yield* peer.accept
      // One write of the peer's is one read here: when the first line is pulled, the half was seen, too.
      yield* connection.send("%%<watch:a:true\nhalf")
      assert.deepStrictEqual(yield* link.pull, ["%%<watch:a:true"])
      // A blank line would take its time.
      yield* Effect.repeat(Effect.yieldNow, { times: 5 })
      yield* link.write(["end"])
      assert.strictEqual(yield* connection.until((text) => text.endsWith("end\n")), "%%>connect:global\nend\n")
      yield* connection.send(" and half\n")
      assert.deepStrictEqual(yield* link.pull, ["half and half"])
    }))

  it.effect("says what is wrong with a path", () =>
    Effect.gen(function*() {
      const place = yield* folder
      const fail = (path: string) => Effect.flip(Effect.scoped(UnixTransport.make({ path }).connect))

      const missing = Path.join(place, "missing.sock")
      assert.strictEqual(
        (yield* fail(missing)).message,
        `no engine at ${missing}: there is no such socket. Start Yate; if it runs, give its extmodule.conf the section ` +
          `"[listener yatefx]" with type=unix, path=${missing}, role=global, and restart it: a reload adds none`
      )

      const file = Path.join(place, "file")
      yield* Effect.promise(() => Fs.writeFile(file, ""))
      const noSocket = yield* fail(file)
      assert.include(noSocket.message, "left the file behind, or it is no socket")
      assert.isTrue(noSocket.isRetryable)

      assert.include((yield* fail(Path.join(file, "below"))).message, "that path can't be a socket (ENOTDIR)")
      assert.include((yield* fail(Path.join(place, "x".repeat(120)))).message, "too long")
    }))

  it.effect("takes its path from the environment, or from a Config of one's own", () =>
    Effect.gen(function*() {
      const address = Effect.map(Transport, ({ address }) => address)
      const env = ConfigProvider.layer(ConfigProvider.fromUnknown({ YATEFX_UNIX: "/run/a.sock", MINE: "/run/b.sock" }))
      const layer = Layer.provide(UnixTransport.layerConfig(), env)
      assert.strictEqual(yield* Effect.provide(address, layer), "/run/a.sock")
      const mine = Layer.provide(UnixTransport.layerConfig({ path: Config.String("MINE") }), env)
      assert.strictEqual(yield* Effect.provide(address, mine), "/run/b.sock")
      const none = Layer.provide(UnixTransport.layerConfig(), ConfigProvider.layer(ConfigProvider.fromUnknown({})))
      assert.include((yield* Effect.flip(Effect.provide(address, none))).message, "YATEFX_UNIX")
    }))
})
