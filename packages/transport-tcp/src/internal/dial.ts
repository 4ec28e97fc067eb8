/**
 * Opening and closing a `node:net` socket.
 *
 * `NodeSocket.makeNet` would do but for the end: it leaves a socket whose peer does not read to linger for ever. The
 * reading half is `effect`'s own (`NodeSocket.fromDuplex`).
 */
import * as NodeSocket from "@effect/platform-node/NodeSocket"
import type { ByteDuplex } from "@yatefx/transport/ByteDuplex"
import { fromWritable } from "@yatefx/transport/ByteDuplex"
import * as Data from "effect/Data"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Socket from "effect/socket/Socket"
import * as Net from "node:net"

/** The dial failed; `code` as Node gives it, or `TIMEOUT` for our own. */
export class DialFailed extends Data.TaggedError("DialFailed")<{
  readonly code: string
  readonly cause: unknown
}> {}

const failed = (cause: unknown): DialFailed => {
  const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : ""
  return new DialFailed({ cause, code })
}

/** What was written goes out first, unless the peer doesn't read: then nothing is owed to it. */
const close = (socket: Net.Socket): Effect.Effect<void> =>
  Effect.callback<void>((resume) => {
    if (socket.closed) return resume(Effect.void)
    socket.once("close", () => resume(Effect.void))
    if (socket.connecting || socket.writableNeedDrain) socket.destroy()
    else socket.destroySoon()
  }).pipe(
    // A finalizer is not interruptible, and the time-out has to end it.
    Effect.interruptible,
    Effect.timeoutOrElse({ duration: "1 second", orElse: () => Effect.sync(() => void socket.destroy()) })
  )

const open = (options: Net.NetConnectOpts): Effect.Effect<Net.Socket, DialFailed, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.try({
      try: () => {
        const socket = Net.createConnection(options)
        // An error can come at any time, also when nobody listens any more; the process must not die of it.
        socket.on("error", () => {})
        return socket
      },
      catch: failed
    }),
    close
  )

const connected = (socket: Net.Socket): Effect.Effect<Net.Socket, DialFailed> =>
  Effect.callback((resume) => {
    const onConnect = () => resume(Effect.succeed(socket))
    const onError = (cause: Error) => resume(Effect.fail(failed(cause)))
    socket.once("connect", onConnect)
    socket.once("error", onError)
    return Effect.sync(() => {
      socket.off("connect", onConnect)
      socket.off("error", onError)
    })
  })

/** Dials; the scope owns the socket, and closing it sends what was written, for a second at most. */
export const dial = Effect.fnUntraced(function*(
  options: Net.NetConnectOpts,
  timeout: Duration.Input
): Effect.fn.Return<ByteDuplex, DialFailed, Scope.Scope> {
  const socket = yield* Effect.timeoutOrElse(Effect.flatMap(open(options), connected), {
    duration: timeout,
    orElse: () => Effect.fail(new DialFailed({ code: "TIMEOUT", cause: new Error("timed out") }))
  })
  const write = yield* fromWritable(socket)
  const pull = yield* Effect.flatMap(NodeSocket.fromDuplex(Effect.succeed(socket)), Socket.readerBytes).pipe(
    // Opening a socket that is open can't fail.
    Effect.mapError(failed)
  )
  return { pull, write }
})
