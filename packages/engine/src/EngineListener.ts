/**
 * Serves an embedded engine over TCP or a UNIX socket, as Yate's `extmodule` does: programs in any language can connect.
 *
 * There is no authentication, as in Yate: whoever can connect can make and end calls. So it listens on the loopback
 * unless it is told otherwise, and a UNIX socket is as open as its folder.
 *
 * @since 0.1.0
 */
import * as NodeSocket from "@effect/platform-node/NodeSocket"
import * as NodeSocketServer from "@effect/platform-node/NodeSocketServer"
import { LineDecoder } from "@yatefx/protocol"
import { fromWritable, type StreamClosed } from "@yatefx/transport/ByteDuplex"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Socket from "effect/socket/Socket"
import * as Fs from "node:fs"
import type * as Net from "node:net"
import type { Connection } from "./Connection.ts"
import { Engine } from "./Engine.ts"
import { maxBufferSize } from "./internal/sessionLocals.ts"

/**
 * The listener could not be opened. Another address, or the end of who uses this one, helps.
 *
 * @category errors
 * @since 0.1.0
 */
export class ListenFailed extends Schema.TaggedError<ListenFailed>()("ListenFailed", {
  /** Where it should have listened. */
  address: Schema.String,
  cause: Schema.Defect()
}) {
  override get message(): string {
    const { cause } = this
    const text = cause instanceof Error ? cause.message : String(cause)
    return `the embedded engine can't listen on ${this.address}: ${text}. Choose another address, or end what uses this one`
  }
}

/**
 * A listener that runs.
 *
 * @category services
 * @since 0.1.0
 */
export class EngineListener extends Context.Service<EngineListener, {
  /** Where it listens, for a person: `127.0.0.1:5039`, or the path of the socket. */
  readonly address: string
  /** The port that it got; `undefined` for a UNIX socket. */
  readonly port: number | undefined
}>()("@yatefx/engine/EngineListener") {}

/**
 * What listeners of both kinds can be told.
 *
 * @category models
 * @since 0.1.0
 */
export interface ListenerOptions {
  /**
   * The role of those who connect. With `none` their first line must be `%%>connect:…`, as on a listener of Yate's without
   * a role. `global` by default.
   */
  readonly role?: "global" | "channel" | "none"
  /** Told of who connects and goes. */
  readonly onConnection?: (event: ConnectionEvent) => Effect.Effect<void>
}

/**
 * Somebody connected, went, or was refused because the engine takes no more.
 *
 * @category models
 * @since 0.1.0
 */
export interface ConnectionEvent {
  readonly _tag: "Opened" | "Closed" | "Refused"
  /** For a person: the peer's host and port, or a number on the path of the socket. */
  readonly peer: string
}

/**
 * Where to listen on TCP.
 *
 * @category models
 * @since 0.1.0
 */
export interface TcpOptions extends ListenerOptions {
  /** `127.0.0.1` by default. */
  readonly host?: string
  /** 0, the default, takes a free one: the service tells which. */
  readonly port?: number
}

/**
 * Where to listen on a UNIX socket.
 *
 * @category models
 * @since 0.1.0
 */
export interface UnixOptions extends ListenerOptions {
  /** At most 107 bytes. A socket that is left there from before is removed first, as Yate does. */
  readonly path: string
}

/** A line may be this long before its end is there; what `bufsize` allows is less, and is looked at for each line. */
const decoderLimit = maxBufferSize - 2

/** Reads what comes until the peer ends it, or sends a line that does not fit the buffer: that closes without a word. */
const read = Effect.fnUntraced(
  function*(connection: Connection, pull: Effect.Effect<ReadonlyArray<Uint8Array>, Socket.SocketError>) {
    const decoder = new LineDecoder.LineDecoder({ limit: decoderLimit })
    let unfinished = 0
    for (;;) {
      for (const chunk of yield* pull) {
        const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString("latin1")
        const lines = decoder.push(bytes)
        if (Result.isFailure(lines)) return
        yield* connection.feed(lines.success)
        const end = Math.max(bytes.lastIndexOf("\n"), bytes.lastIndexOf("\0"))
        unfinished = end < 0 ? unfinished + bytes.length : bytes.length - end - 1
        if (unfinished > (yield* connection.lineLimit)) return
      }
    }
  }
)

const write = Effect.fnUntraced(
  function*(connection: Connection, send: (bytes: Uint8Array) => Effect.Effect<void, StreamClosed>) {
    for (;;) {
      const lines = yield* connection.take
      if (lines === undefined) return
      yield* send(Buffer.from(`${lines.join("\n")}\n`, "latin1"))
    }
  }
)

/** What was written goes out first, for a second at most; nothing is owed to a peer that does not read. */
const close = (socket: Net.Socket): Effect.Effect<void> =>
  Effect.callback<void>((resume) => {
    if (socket.closed) return resume(Effect.void)
    socket.once("close", () => resume(Effect.void))
    if (socket.writableNeedDrain) socket.destroy()
    else socket.destroySoon()
  }).pipe(
    // A finalizer is not interruptible, and the time-out has to end it.
    Effect.interruptible,
    Effect.timeoutOrElse({ duration: "1 second", orElse: () => Effect.sync(() => void socket.destroy()) })
  )

/** Ends with the socket: also while nothing is read from it, since the queue is full. */
const gone = (socket: Net.Socket): Effect.Effect<void> =>
  Effect.callback<void>((resume) => {
    if (socket.closed) return resume(Effect.void)
    const onClose = (): void => resume(Effect.void)
    socket.once("close", onClose)
    return Effect.sync(() => socket.off("close", onClose))
  })

interface Served {
  readonly role: "global" | "channel" | "none"
  readonly address: string
  readonly onConnection: (event: ConnectionEvent) => Effect.Effect<void>
}

const serve = Effect.fnUntraced(function*(
  engine: Engine["Service"],
  socket: Socket.Socket,
  options: Served & { readonly number: number }
) {
  // The server provides it to each connection, and its type does not say so.
  const net = yield* Effect.flatMap(Effect.serviceOption(NodeSocket.NetSocket), Effect.fromOption)
  yield* Effect.addFinalizer(() => close(net))
  const pull = yield* Socket.readerBytes(socket)
  const send = yield* fromWritable(net)
  const { address, number, onConnection, role } = options
  const peer = net.remoteAddress === undefined ? `${address} #${number}` : `${net.remoteAddress}:${net.remotePort}`
  const connection = yield* Effect.tapError(
    engine.attach({ role, name: address }),
    () => onConnection({ _tag: "Refused", peer })
  )
  yield* Effect.acquireRelease(
    onConnection({ _tag: "Opened", peer }),
    () => onConnection({ _tag: "Closed", peer })
  )
  yield* Effect.raceAllFirst([read(connection, pull), write(connection, send), gone(net)])
})

const make = Effect.fnUntraced(function*(
  listen: Net.ListenOptions,
  options: ListenerOptions & { readonly address: string }
) {
  const engine = yield* Engine
  const server = yield* Effect.mapError(
    NodeSocketServer.make({ ...listen, noDelay: true }),
    (error) => new ListenFailed({ address: options.address, cause: error.reason.cause })
  )
  const port = "port" in server.address ? server.address.port : undefined
  const address = port === undefined ? options.address : `${listen.host}:${port}`
  const { onConnection = () => Effect.void, role = "global" } = options
  let number = 0
  yield* Effect.forkScoped(
    server.run((socket) =>
      serve(engine, socket, { role, address, onConnection, number: ++number }).pipe(
        Effect.scoped,
        Effect.catchTag("EngineFull", (error) => Effect.logWarning(error.message)),
        // A peer that goes is nothing to report; a line that does not fit is not told either, as in Yate.
        Effect.catch(() => Effect.void)
      )
    )
  )
  return EngineListener.of({ address, port })
})

/**
 * Listens on TCP.
 *
 * @category layers
 * @since 0.1.0
 */
export const tcp = (options: TcpOptions = {}): Layer.Layer<EngineListener, ListenFailed, Engine> => {
  const { host = "127.0.0.1", port = 0 } = options
  return Layer.effect(EngineListener, make({ host, port }, { ...options, address: `${host}:${port}` }))
}

/** Only a socket is removed: a path given by mistake must not cost a file. */
const removeSocket = (path: string): Effect.Effect<void> =>
  Effect.sync(() => {
    if (Fs.lstatSync(path, { throwIfNoEntry: false })?.isSocket() === true) Fs.rmSync(path, { force: true })
  })

/**
 * Listens on a UNIX socket.
 *
 * @category layers
 * @since 0.1.0
 */
export const unix = (options: UnixOptions): Layer.Layer<EngineListener, ListenFailed, Engine> => {
  const { path } = options
  return Layer.effect(
    EngineListener,
    Effect.andThen(
      Effect.catchDefect(removeSocket(path), () => Effect.void),
      make({ path }, { ...options, address: path })
    )
  )
}
