import { assert, describe, it } from "@effect/vitest"
import { type Link, Transport } from "@yatefx/transport"
import { TcpTransport } from "@yatefx/transport-tcp"
import { ConfigProvider, Effect, Exit, Fiber, Layer, Schema, Scope } from "effect"
import { TestClock } from "effect/testing"
import { makeConnect } from "../src/internal/connect.ts"
import { freePort, listen, turn } from "./peer.ts"

const host = "127.0.0.1"

const dial = Effect.fnUntraced(function*(options?: TcpTransport.Options) {
  const peer = yield* listen({ host, port: 0 })
  const transport = TcpTransport.make({ host, port: peer.port, ...options })
  const link = yield* transport.connect
  return { connection: yield* peer.accept, link, peer, transport }
})

const pullLines = Effect.fnUntraced(function*(link: Link, count: number) {
  const lines: Array<string> = []
  while (lines.length < count) lines.push(...(yield* link.pull))
  return lines
})

describe("TcpTransport", () => {
  it.effect("carries lines both ways, byte for byte", () =>
    Effect.gen(function*() {
      const { connection, link } = yield* dial()
      yield* link.write(["%%>watch:a", "\x80\xff\xc3\xa9"])
      assert.strictEqual(yield* connection.until((text) => text.length >= 16), "%%>watch:a\n\x80\xff\xc3\xa9\n")
      yield* connection.send("%%<watch:a:true\r\n\n\x80\xff\xc3\xa9\n")
      assert.deepStrictEqual(yield* pullLines(link, 2), ["%%<watch:a:true", "\x80\xff\xc3\xa9"])
    }))

  const Line = Schema.String.check(Schema.isPattern(/^[a-z:=%]{1,32}$/))
  const cuts = { lines: Schema.NonEmptyArray(Line), at: Schema.Array(Schema.Natural) }
  it.effect.prop(
    "yields the same lines wherever the peer cuts its bytes",
    cuts,
    ({ at, lines }) =>
      Effect.scoped(Effect.gen(function*() {
        const { connection, link } = yield* dial()
        const text = lines.map((line) => `${line}\n`).join("")
        const places = at.slice(0, 4).map((place) => place % text.length).sort((a, b) => a - b)
        const sending = yield* Effect.forkChild(Effect.gen(function*() {
          let from = 0
          for (const place of [...places, text.length]) {
            yield* connection.send(text.slice(from, place))
            yield* turn
            from = place
          }
        }))
        assert.deepStrictEqual(yield* pullLines(link, lines.length), [...lines])
        yield* Fiber.join(sending)
      })),
    { arbitrary: { runs: 20 } }
  )

  it.effect("sends a blank line when what came ends in the middle of a line, and only then", () =>
    Effect.gen(function*() {
      const { connection, link } = yield* dial()
      const pulling = yield* Effect.forkChild(pullLines(link, 3))
      yield* connection.send("%%<watch:a:true")
      assert.strictEqual(yield* connection.until((text) => text.length > 0), "\n")
      yield* connection.send("\n%%<watch:b:true\n%%<watch:c:true\n")
      assert.deepStrictEqual(yield* Fiber.join(pulling), ["%%<watch:a:true", "%%<watch:b:true", "%%<watch:c:true"])
      // A blank line would take its time.
      yield* Effect.repeat(Effect.yieldNow, { times: 5 })
      yield* link.write(["end"])
      assert.strictEqual(yield* connection.until((text) => text.endsWith("end\n")), "\nend\n")
    }))

  it.effect("says connect first, and only where a role is given", () =>
    Effect.gen(function*() {
      const { connection, link } = yield* dial({ role: "channel", id: "mychan/1", type: "ivr" })
      yield* link.write(["%%>quit"])
      assert.strictEqual(
        yield* connection.until((text) => text.includes("quit\n")),
        "%%>connect:channel:mychan/1:ivr\n%%>quit\n"
      )
      const bare = yield* dial({ id: "x" })
      yield* bare.link.write(["%%>quit"])
      assert.strictEqual(yield* bare.connection.until((text) => text.includes("quit\n")), "%%>quit\n")
    }))

  it.effect("refuses an id that would be another line", () =>
    Effect.gen(function*() {
      const peer = yield* listen({ host, port: 0 })
      const transport = TcpTransport.make({ host, port: peer.port, role: "global", id: "a\n%%>quit" })
      const error = yield* Effect.flip(Effect.scoped(transport.connect))
      assert.strictEqual(error.reason._tag, "Unreachable")
      assert.include(error.message, "\"id\" can't be sent")
    }))

  it.effect("names the address and the section that is missing when the connection is refused", () =>
    Effect.gen(function*() {
      const port = yield* freePort
      const transport = TcpTransport.make({ port })
      const error = yield* Effect.flip(Effect.scoped(transport.connect))
      assert.isTrue(error.isRetryable)
      assert.strictEqual(
        error.message,
        `no engine at 127.0.0.1:${port}: nothing listens there. Start Yate; if it runs, give its extmodule.conf the ` +
          `section "[listener yatefx]" with type=tcp, addr=127.0.0.1, port=${port}, role=global, and restart it: ` +
          "a reload adds none"
      )
    }))

  it.effect("says which name is not known, and which port is none", () =>
    Effect.gen(function*() {
      const unknown = yield* Effect.flip(Effect.scoped(TcpTransport.make({ host: "engine.invalid" }).connect))
      assert.include(unknown.message, "no engine at engine.invalid:5039: the name \"engine.invalid\" is not known")
      const port = yield* Effect.flip(Effect.scoped(TcpTransport.make({ port: 70_000 }).connect))
      assert.include(port.message, "\"port\" has to be from 1 to 65535, and is 70000")
    }))

  it.effect("gives up a dial after its time, and leaves no socket", () =>
    Effect.gen(function*() {
      // A resolver that never answers: no packet has to get lost.
      const connect = makeConnect({
        address: "lab:1",
        net: { host: "lab", port: 1, lookup: () => {} },
        blankLine: true,
        advice: (error) => `code ${error.code}`,
        connectTimeout: "3 seconds"
      })
      const fiber = yield* Effect.forkChild(Effect.flip(Effect.scoped(connect)))
      yield* TestClock.adjust("2 seconds")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* Fiber.join(fiber)).message, "no engine at lab:1: code TIMEOUT")
    }))

  it.effect("fails pull when the peer closes, with advice if it never said a word", () =>
    Effect.gen(function*() {
      const { connection, link } = yield* dial()
      yield* connection.send("last\n")
      connection.socket.end()
      assert.deepStrictEqual(yield* link.pull, ["last"])
      const error = yield* Effect.flip(link.pull)
      assert.strictEqual(error.reason._tag, "LinkLost")
      assert.notInclude(error.message, "role")
      const silent = yield* dial()
      silent.connection.socket.end()
      assert.include((yield* Effect.flip(silent.link.pull)).message, "A listener without a role of its own wants")
    }))

  it.effect("fails a write, and doesn't hang, when the peer has gone and nobody reads", () =>
    Effect.gen(function*() {
      const { connection, link } = yield* dial()
      connection.socket.resetAndDestroy()
      // The reset needs a few turns to reach this side.
      const error = yield* Effect.flip(Effect.forever(Effect.andThen(link.write(["x"]), turn)))
      assert.strictEqual(error.reason._tag, "LinkLost")
    }))

  it.effect("what is written to a closed link never reaches the next one", () =>
    Effect.gen(function*() {
      const { connection, link: first, peer, transport } = yield* Effect.gen(function*() {
        const peer = yield* listen({ host, port: 0 })
        const transport = TcpTransport.make({ host, port: peer.port })
        const scope = yield* Scope.make()
        const link = yield* Scope.provide(transport.connect, scope)
        const connection = yield* peer.accept
        yield* link.write(["first"])
        yield* Scope.close(scope, Exit.void)
        return { connection, link, peer, transport }
      })
      assert.strictEqual(yield* connection.until((text) => text.length > 6), "first\n")
      assert.strictEqual((yield* Effect.flip(first.write(["stale"]))).reason._tag, "LinkLost")
      const second = yield* transport.connect
      const next = yield* peer.accept
      assert.strictEqual((yield* Effect.flip(first.write(["stale"]))).reason._tag, "LinkLost")
      yield* second.write(["second"])
      assert.strictEqual(yield* next.until((text) => text.includes("second")), "second\n")
    }))

  it.effect("suspends writes, and holds little, while the peer does not read; all comes through when it does", () =>
    Effect.gen(function*() {
      const { connection, link } = yield* dial()
      const line = "x".repeat(1024 * 1024 - 1)
      const total = 128
      let written = 0
      const writing = yield* Effect.forkChild(Effect.gen(function*() {
        for (let i = 0; i < total; i++) {
          yield* link.write([line])
          written++
        }
      }))
      // Settled: no write came through in 200 turns of the event loop.
      for (let still = 0, seen = -1; still < 200; still++) {
        yield* turn
        if (written !== seen) still = 0
        seen = written
      }
      assert.isBelow(written, 64)
      assert.isUndefined(writing.pollUnsafe())
      let bytes = 0
      connection.socket.removeAllListeners("data")
      connection.socket.on("data", (chunk: Buffer) => bytes += chunk.length)
      connection.socket.resume()
      yield* Fiber.join(writing)
      while (bytes < total * 1024 * 1024) yield* turn
      assert.strictEqual(bytes, total * 1024 * 1024)
    }))

  it.effect("closing a link whose peer does not read does not wait for it", () =>
    Effect.gen(function*() {
      const peer = yield* listen({ host, port: 0 })
      const scope = yield* Scope.make()
      const link = yield* Scope.provide(TcpTransport.make({ port: peer.port }).connect, scope)
      yield* peer.accept
      const writing = yield* Effect.forkChild(Effect.flip(Effect.forever(link.write(["x".repeat(1 << 20)]))), {
        startImmediately: true
      })
      for (let i = 0; i < 200; i++) yield* turn
      yield* Scope.close(scope, Exit.void)
      assert.strictEqual((yield* Fiber.join(writing)).reason._tag, "LinkLost")
    }))

  it.effect("reads nothing that is not asked for, apart from buffers", () =>
    Effect.gen(function*() {
      const { connection, link } = yield* dial({ maxLineLength: 2 << 20 })
      const line = `${"y".repeat((1 << 20) - 1)}\n`
      // More than all buffers between the two hold.
      const sending = yield* Effect.forkChild(Effect.forEach(Array.from({ length: 64 }), () => connection.send(line)))
      for (let i = 0; i < 200; i++) yield* turn
      assert.isUndefined(sending.pollUnsafe())
      const lines = yield* pullLines(link, 64)
      assert.isTrue(lines.every((text) => text.length === line.length - 1))
      yield* Fiber.join(sending)
    }))

  it.effect("ends a link whose peer sends a line over the limit", () =>
    Effect.gen(function*() {
      const { connection, link } = yield* dial({ maxLineLength: 100 })
      yield* connection.send("z".repeat(101))
      const error = yield* Effect.flip(link.pull)
      assert.strictEqual(error.reason._tag, "LineTooLong")
      assert.isTrue(error.isRetryable)
    }))

  it.effect("says how a link was lost", () =>
    Effect.gen(function*() {
      const closed = yield* dial({ role: "global" })
      closed.connection.socket.end()
      assert.match((yield* Effect.flip(closed.link.pull)).message, /is lost: the engine closed the connection$/)
      const reset = yield* dial({ role: "global" })
      reset.connection.socket.resetAndDestroy()
      assert.match((yield* Effect.flip(reset.link.pull)).message, /is lost: read ECONNRESET$/)
    }))

  it.effect("takes its options from the environment, and names a wrong one", () =>
    Effect.gen(function*() {
      const peer = yield* listen({ host, port: 0 })
      const provide = (env: Record<string, string>) =>
        Layer.provide(TcpTransport.layerConfig(), ConfigProvider.layer(ConfigProvider.fromEnv({ env })))
      const connect = Effect.flatMap(Transport, ({ connect }) => connect)
      const link = yield* Effect.provide(connect, provide({ YATEFX_PORT: `${peer.port}`, YATEFX_ROLE: "global" }))
      const connection = yield* peer.accept
      yield* link.write(["x"])
      assert.strictEqual(yield* connection.until((text) => text.includes("x")), "%%>connect:global\nx\n")
      const address = Effect.map(Transport, ({ address }) => address)
      assert.strictEqual(yield* Effect.provide(address, provide({})), "127.0.0.1:5039")
      assert.strictEqual(yield* Effect.provide(address, TcpTransport.layer({ host: "::1", port: 7 })), "[::1]:7")
      const wrong = yield* Effect.flip(Effect.provide(address, provide({ YATEFX_PORT: "x" })))
      assert.include(wrong.message, "YATEFX_PORT")
    }))
})
