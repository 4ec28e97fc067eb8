import { Deferred, Effect, Queue, type Scope } from "effect"
import * as Fs from "node:fs/promises"
import * as Net from "node:net"
import * as Os from "node:os"
import * as Path from "node:path"

/** The engine's end of one connection. It reads only while somebody waits in `until`, or after `read`. */
export interface Connection {
  readonly socket: Net.Socket
  /** All bytes that came so far, as a byte string. */
  readonly received: () => string
  /** Reads until all that came satisfies the test, or the other side has ended. */
  readonly until: (test: (received: string) => boolean) => Effect.Effect<string>
  readonly send: (bytes: string) => Effect.Effect<void>
  readonly closed: Effect.Effect<void>
}

const makeConnection = (socket: Net.Socket): Connection => {
  socket.setNoDelay(true)
  socket.on("error", () => {})
  let received = ""
  socket.on("data", (chunk: Buffer) => {
    received += chunk.toString("latin1")
  })
  socket.pause()
  return {
    socket,
    received: () => received,
    until: (test) =>
      Effect.callback((resume) => {
        const check = () => {
          if (!test(received)) return
          done()
        }
        const done = () => {
          socket.off("data", check)
          socket.off("close", done)
          socket.pause()
          resume(Effect.succeed(received))
        }
        socket.on("data", check)
        socket.on("close", done)
        socket.resume()
        check()
      }),
    send: (bytes) =>
      Effect.callback((resume) => {
        socket.write(bytes, "latin1", () => resume(Effect.void))
      }),
    closed: Effect.callback((resume) => {
      if (socket.closed) return resume(Effect.void)
      socket.once("close", () => resume(Effect.void))
      socket.resume()
    })
  }
}

/** Listens where it is told, and hands out the connections in order. */
export const listen = Effect.fnUntraced(function*(where: Net.ListenOptions): Effect.fn.Return<
  { readonly port: number; readonly accept: Effect.Effect<Connection> },
  never,
  Scope.Scope
> {
  const connections = yield* Queue.bounded<Connection>(64)
  const open = new Set<Net.Socket>()
  const listening = yield* Deferred.make<void>()
  const server = yield* Effect.acquireRelease(
    Effect.sync(() => {
      const server = Net.createServer((socket) => {
        open.add(socket)
        Queue.offerUnsafe(connections, makeConnection(socket))
      })
      return server.listen(where, () => Deferred.doneUnsafe(listening, Effect.void))
    }),
    (server) =>
      Effect.callback<void>((resume) => {
        for (const socket of open) socket.destroy()
        server.close(() => resume(Effect.void))
      })
  )
  yield* Deferred.await(listening)
  const address = server.address()
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    accept: Queue.take(connections)
  }
})

export const folder: Effect.Effect<string, never, Scope.Scope> = Effect.acquireRelease(
  Effect.promise(() => Fs.mkdtemp(Path.join(Os.tmpdir(), "yatefx-"))),
  (path) => Effect.promise(() => Fs.rm(path, { recursive: true }))
)

/** A port that nobody listens on: one that was free a moment ago. */
export const freePort: Effect.Effect<number> = Effect.scoped(
  Effect.map(listen({ host: "127.0.0.1", port: 0 }), ({ port }) => port)
)

/** One turn of the event loop. */
export const turn: Effect.Effect<void> = Effect.callback((resume) => {
  setImmediate(() => resume(Effect.void))
})
