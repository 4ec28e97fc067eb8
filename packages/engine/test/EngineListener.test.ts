import { NodeSocket } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Engine, EngineListener } from "@yatefx/engine"
import { Deferred, Effect, Layer, Logger, Schedule } from "effect"
import { Socket } from "effect/socket"
import { TestClock } from "effect/testing"
import * as Fs from "node:fs"
import * as Net from "node:net"
import * as Os from "node:os"
import * as Path from "node:path"

const dial = (options: Net.NetConnectOpts) =>
  Effect.gen(function*() {
    const socket = yield* NodeSocket.makeNet(options)
    const pull = yield* Socket.readerString(socket, "latin1")
    const { write } = yield* socket.writer
    let text = ""
    return {
      write: (bytes: string) => write(Buffer.from(bytes, "latin1")),
      /** Reads until the text is there. */
      until: (wanted: string) =>
        Effect.gen(function*() {
          while (!text.includes(wanted)) text += (yield* pull).join("")
          return text
        }),
      /** Reads to the end. */
      rest: Effect.gen(function*() {
        for (;;) text += (yield* pull).join("")
      }).pipe(Effect.catch(() => Effect.sync(() => text)))
    }
  })

const tcp = (options?: EngineListener.TcpOptions) =>
  EngineListener.tcp(options).pipe(Layer.provideMerge(Engine.layer()))

const connect = Effect.gen(function*() {
  const { port = 0 } = yield* EngineListener.EngineListener
  return yield* dial({ host: "127.0.0.1", port })
})

describe("EngineListener", () => {
  it.live("serves TCP, on the loopback and a port of its own", () =>
    Effect.gen(function*() {
      const { address } = yield* EngineListener.EngineListener
      assert.match(address, /^127\.0\.0\.1:[1-9]\d*$/)
      const peer = yield* connect
      yield* peer.write("%%>setlocal:engine.version:\n%%>quit\n")
      assert.strictEqual(yield* peer.rest, "%%<setlocal:engine.version:6.4.1:true\n%%<quit\n")
    }).pipe(Effect.provide(tcp())))

  it.live("what ends a line (crlf-nul.txt)", () =>
    Effect.gen(function*() {
      const peer = yield* connect
      yield* peer.write(
        "%%>message:r1:0:test.crlf::a=1\r\n\n\n%%>message:r2:0:test.nul::a=1\0%%>message:r3:0:test.after::a=1\n" +
          " %%>message:r4:0:test.space::\n%%>quit\n"
      )
      assert.deepStrictEqual((yield* peer.rest).split("\n").toSorted(), [
        "",
        "%%<message:r1:false:test.crlf::a=1",
        "%%<message:r2:false:test.nul::a=1",
        "%%<message:r3:false:test.after::a=1",
        "%%<quit",
        "Error in:  %%>message:r4:0:test.space::"
      ])
    }).pipe(Effect.provide(tcp())))

  it.live("lets bytes through that are not UTF-8, however they are cut", () =>
    Effect.gen(function*() {
      const peer = yield* connect
      for (const byte of "%%>message:a:5:test::u=\xc3\xa9\xff\n") yield* peer.write(byte)
      assert.strictEqual(yield* peer.until("\n"), "%%<message:a:false:test::u=\xc3\xa9\xff\n")
    }).pipe(Effect.provide(tcp())))

  it.live("closes at a line that does not fit the buffer, without a word, and before its end is there", () =>
    Effect.gen(function*() {
      const fits = yield* connect
      const line = "%%>message:a:5:test::x="
      yield* fits.write(`${line.padEnd(8190, "x")}\n`)
      assert.match(yield* fits.until("\n"), /^%%<message:a:false:test::x=x+\n$/)
      const tooLong = yield* connect
      yield* tooLong.write(`${line.padEnd(8191, "x")}\n`)
      assert.strictEqual(yield* tooLong.rest, "")
      const endless = yield* connect
      yield* endless.write(line.padEnd(8191, "x"))
      assert.strictEqual(yield* endless.rest, "")
    }).pipe(Effect.provide(tcp())))

  it.live("without a role wants a connect line (no-role.txt)", () =>
    Effect.gen(function*() {
      const silent = yield* connect
      yield* silent.write("%%>install:50:x\n")
      assert.strictEqual(yield* silent.rest, "")
      const polite = yield* connect
      yield* polite.write("%%>connect:global\n%%>watch:x\n%%>quit\n")
      assert.strictEqual(yield* polite.rest, "%%<watch:x:true\n%%<quit\n")
    }).pipe(Effect.provide(tcp({ role: "none" }))))

  it.live("takes no more connections than the engine does, and takes another once one is gone", () =>
    Effect.gen(function*() {
      const first = yield* connect
      yield* first.write("%%>watch:x\n")
      yield* first.until("\n")
      const second = yield* connect
      assert.strictEqual(yield* second.rest, "")
      yield* first.write("%%>quit\n")
      yield* first.rest
      const third = yield* connect
      yield* third.write("%%>watch:x\n")
      assert.strictEqual(yield* third.until("\n"), "%%<watch:x:true\n")
    }).pipe(Effect.provide(EngineListener.tcp().pipe(Layer.provideMerge(Engine.layer({ maxSessions: 1 }))))))

  it.live("releases what waits for a peer that goes", () =>
    Effect.gen(function*() {
      const sender = yield* connect
      yield* Effect.scoped(Effect.gen(function*() {
        const handler = yield* connect
        yield* handler.write("%%>install:50:test\n")
        yield* handler.until("\n")
        yield* sender.write("%%>message:a:5:test::\n")
        yield* handler.until("%%>message:")
      }))
      assert.strictEqual(yield* sender.until("\n"), "%%<message:a:false:test:\n")
      assert.strictEqual(yield* (yield* Engine).unanswered, 1)
    }).pipe(Effect.provide(tcp())))

  const leaving: Record<string, { readonly id: string; readonly leave: (socket: Net.Socket) => void }> = {
    "is reset": { id: "m", leave: (socket) => socket.resetAndDestroy() },
    "ends it": { id: "m", leave: (socket) => socket.destroy() },
    "ends it, and waits for no answer": { id: "", leave: (socket) => socket.destroy() },
    "says that nothing more comes": { id: "m", leave: (socket) => socket.end() }
  }
  it.live.each(Object.keys(leaving))(
    "sees a peer go that the engine takes nothing from: %s",
    (how) =>
      Effect.gen(function*() {
        const { id = "", leave = () => {} } = leaving[how] ?? {}
        const engine = yield* Engine
        const { port = 0 } = yield* EngineListener.EngineListener
        const socket = Net.connect(port, "127.0.0.1")
        const messages = Array.from({ length: 200 }, (_, n) => `%%>message:${id === "" ? "" : id + n}:5:self:\n`)
        // It asks itself, never answers, and so fills its share of the queue.
        yield* Effect.callback<void>((resume) => {
          socket.once("data", () => resume(Effect.void))
          socket.write(
            `%%>setlocal:timeout:0\n%%>setlocal:reenter:true\n%%>install:50:self\n${messages.join("")}`
          )
        })
        const becomes = (is: (pending: number) => boolean) =>
          Effect.repeat(engine.pending, { until: is, schedule: Schedule.spaced("5 millis") })
        yield* becomes((pending) => pending > 0)
        leave(socket)
        yield* becomes((pending) => pending === 0)
        const other = yield* connect
        yield* other.write("%%>message:mine:5:self:\n%%>quit\n")
        assert.include(yield* other.rest, "%%<message:mine:false:self:")
      }).pipe(
        Effect.scoped,
        Effect.provide(EngineListener.tcp().pipe(Layer.provideMerge(Engine.layer({ maxQueued: 100, maxWorkers: 3 }))))
      )
  )

  it.live("takes all that a peer has said before it ended: an answer as well", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const seen: Array<string> = []
      yield* engine.watch("last", (message) => seen.push(message.get("n") ?? ""))
      const { port = 0 } = yield* EngineListener.EngineListener
      const sender = yield* connect
      const socket = Net.connect(port, "127.0.0.1")
      const asked = yield* Effect.callback<string>((resume) => {
        let text = ""
        socket.on("data", (bytes) => {
          text += bytes.toString("latin1")
          const id = /%%>message:([^:]+):/.exec(text)?.[1]
          if (id !== undefined) resume(Effect.succeed(id))
        })
        socket.write("%%>install:50:asked\n")
        socket.once("data", () => Effect.runFork(sender.write("%%>message:a:5:asked:\n")))
      })
      const last = Array.from({ length: 500 }, (_, n) => `%%>message::5:last::n=${n}\n`)
      socket.end(`${last.join("")}%%<message:${asked}:true::yes\n`)
      assert.include(yield* sender.until("%%<message:a:"), "%%<message:a:true:asked:yes")
      yield* Effect.repeat(Effect.sync(() => seen.length), {
        until: (count) => count === 500,
        schedule: Schedule.spaced("5 millis")
      })
    }).pipe(
      Effect.scoped,
      Effect.provide(EngineListener.tcp().pipe(Layer.provideMerge(Engine.layer({ maxQueued: 100, maxWorkers: 3 }))))
    ))

  it.live("serves a UNIX socket, over one that was left behind", () =>
    Effect.gen(function*() {
      const folder = yield* Effect.acquireRelease(
        Effect.sync(() => Fs.mkdtempSync(Path.join(Os.tmpdir(), "yatefx-"))),
        (folder) => Effect.sync(() => Fs.rmSync(folder, { recursive: true }))
      )
      const path = Path.join(folder, "engine.sock")
      // A process that dies leaves its socket; a server that is closed would remove it.
      yield* Effect.callback<void>((resume) => {
        const server = Net.createServer().listen(`${path}.old`, () => {
          Fs.renameSync(`${path}.old`, path)
          server.close(() => resume(Effect.void))
        })
      })
      assert.isTrue(Fs.existsSync(path))
      yield* Effect.gen(function*() {
        const peer = yield* dial({ path })
        yield* peer.write("%%>quit\n")
        assert.strictEqual(yield* peer.rest, "%%<quit\n")
      }).pipe(Effect.provide(EngineListener.unix({ path }).pipe(Layer.provide(Engine.layer()))), Effect.scoped)
    }))

  const temporaryFolder = Effect.acquireRelease(
    Effect.sync(() => Fs.mkdtempSync(Path.join(Os.tmpdir(), "yatefx-"))),
    (folder) => Effect.sync(() => Fs.rmSync(folder, { recursive: true }))
  )

  it.live("a UNIX socket is for its owner, unless a mode is set", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const modeOf = (options: { readonly mode?: number }) =>
        Effect.sync(() => Fs.statSync(Path.join(folder, "s")).mode & 0o777).pipe(
          Effect.provide(
            EngineListener.unix({ path: Path.join(folder, "s"), ...options }).pipe(Layer.provide(Engine.layer()))
          )
        )
      assert.strictEqual(yield* modeOf({}), 0o600)
      assert.strictEqual(yield* modeOf({ mode: 0o660 }), 0o660)
    }))

  it.live("closes who says nothing, or no command; who has spoken may be silent", () =>
    Effect.gen(function*() {
      const spoken = yield* connect
      yield* spoken.write("%%>watch:x\n")
      yield* spoken.until("\n")
      // Those who connect later, and are closed in their time, show that its own has passed.
      const babbling = yield* connect
      yield* babbling.write("hello\n")
      assert.strictEqual(yield* babbling.rest, "Error in: hello\n")
      assert.strictEqual(yield* (yield* connect).rest, "")
      yield* spoken.write("%%>unwatch:x\n")
      yield* spoken.until("%%<unwatch:x:true")
    }).pipe(Effect.provide(tcp({ firstCommandWithin: "300 millis" }))))

  it.effect("gives a minute for the first command, when not told", () =>
    Effect.gen(function*() {
      const opened = yield* Deferred.make<void>()
      const closed = yield* Deferred.make<void>()
      const onConnection = ({ _tag }: EngineListener.ConnectionEvent) =>
        Effect.asVoid(Deferred.succeed(_tag === "Opened" ? opened : closed, undefined))
      yield* Effect.gen(function*() {
        yield* connect
        yield* Deferred.await(opened)
        yield* Effect.repeat(Effect.yieldNow, { times: 100 })
        yield* TestClock.adjust("59 seconds")
        yield* Effect.repeat(Effect.yieldNow, { times: 100 })
        assert.isFalse(yield* Deferred.isDone(closed))
        yield* TestClock.adjust("1 second")
        yield* Deferred.await(closed)
      }).pipe(Effect.provide(tcp({ onConnection })))
    }))

  it.live("reads no faster than it may, and loses nothing", () =>
    Effect.gen(function*() {
      const peer = yield* connect
      const lines = Array.from({ length: 1200 }, (_, n) => `%%>message:m${n}:5:test::\n`)
      const before = performance.now()
      yield* peer.write(`${lines.join("")}%%>quit\n`)
      const answers = (yield* peer.rest).split("\n").filter((line) => line.startsWith("%%<message:"))
      assert.strictEqual(new Set(answers).size, 1200)
      // A thousand at once, and then one a millisecond, by the same clock.
      assert.isAtLeast(performance.now() - before, 190)
    }).pipe(Effect.provide(tcp({ maxLineRate: 1000 }))))

  const warnings = (options?: EngineListener.TcpOptions) =>
    Effect.suspend(() => {
      const found: Array<string> = []
      const logger = Logger.make<unknown, void>(({ logLevel, message }) => {
        if (logLevel === "Warn") found.push(String(message))
      })
      return Effect.sync(() => found).pipe(Effect.provide(tcp(options)), Effect.provide(Logger.layer([logger])))
    })

  it.live("warns when other machines may reach it", () =>
    Effect.gen(function*() {
      for (const host of ["127.0.0.1", "localhost"]) assert.deepStrictEqual(yield* warnings({ host }), [])
      const [warning = "", ...more] = yield* warnings({ host: "0.0.0.0" })
      assert.deepStrictEqual(more, [])
      assert.match(warning, /listens on 0\.0\.0\.0:\d+, which other machines may reach/)
    }))

  it.live("says where it can't listen, and leaves a file alone", () =>
    Effect.gen(function*() {
      const path = Path.join(import.meta.dirname, "EngineListener.test.ts")
      const listener = EngineListener.unix({ path }).pipe(Layer.provide(Engine.layer()))
      const error = yield* Effect.flip(Layer.build(listener))
      assert.include(error.message, path)
      assert.isTrue(Fs.statSync(path).isFile())
    }))
})
