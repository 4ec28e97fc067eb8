/**
 * Serves an embedded engine over TCP or a UNIX socket, as Yate's `extmodule` does: programs in any language can connect.
 *
 * There is no authentication, as in Yate: whoever can connect can make and end calls. So it listens on the loopback
 * unless it is told otherwise, and says so in the log then; a UNIX socket is for its owner alone unless its mode is set.
 *
 * @since 0.1.0
 */
import * as NodeSocket from "@effect/platform-node/NodeSocket"
import * as NodeSocketServer from "@effect/platform-node/NodeSocketServer"
import { Codec, LineDecoder } from "@yatefx/protocol"
import { type ByteDuplex, fromWritable, type StreamClosed } from "@yatefx/transport/ByteDuplex"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as NetAddress from "effect/net/NetAddress"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Socket from "effect/socket/Socket"
import * as Fs from "node:fs"
import type * as Net from "node:net"
import type { Connection } from "./Connection.ts"
import { Engine } from "./Engine.ts"
import { LineQueue } from "./internal/lineQueue.ts"
import { LineRate } from "./internal/lineRate.ts"
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
  /**
   * How long a connection may be open before its first command: a minute by default. One that has spoken may be silent
   * for as long as it likes, as applications are. `"Infinity"` waits for ever, as Yate does.
   */
  readonly firstCommandWithin?: Duration.Input
  /**
   * Lines a second that are read of one connection; one that sends more is read no further for a moment, and loses
   * nothing. A read counts as a line of its own. 100,000 by default, more than an engine handles; `Infinity` for no limit.
   */
  readonly maxLineRate?: number
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
  /**
   * Who may connect: those who may write to the socket. `0o600` by default, its owner; `0o660` for its group too. It is
   * set once the socket is there: in a folder that others can enter, set the umask as well.
   */
  readonly mode?: number
}

/** A line may be this long before its end is there; what `bufsize` allows is less, and is looked at for each line. */
const decoderLimit = maxBufferSize - 2

/**
 * How many bytes are read ahead of what the engine takes, twice of it at most. It takes nothing from a peer that has too much
 * on its queue, and only who reads sees that a peer has gone.
 */
const maxAhead = 512 * 1024

/** How long the engine may take what a peer has said that is gone, before its handlers are, and after it. */
const lastWords = { answered: 100, unanswered: 1000 }

/** Reads what comes until the peer ends it, or sends a line that does not fit the buffer: that closes without a word. */
const read = Effect.fnUntraced(function*(
  connection: Connection,
  pull: Effect.Effect<ReadonlyArray<Uint8Array>, Socket.SocketError>,
  { gone, hasSpoken, rate }: {
    readonly gone: Effect.Effect<void>
    readonly hasSpoken: Deferred.Deferred<void>
    readonly rate: LineRate
  }
) {
  const decoder = new LineDecoder.LineDecoder({ limit: decoderLimit })
  const ahead = new LineQueue(2 * maxAhead)
  let isSilent = true
  let isFeeding = false
  let unfinished = 0
  // What comes before a line may change how long it may be.
  const isTooLong = Effect.map(
    connection.lineLimit,
    (limit) => !isFeeding && ahead.isEmpty && unfinished > limit
  )

  const receive = Effect.fnUntraced(function*() {
    for (;;) {
      for (const chunk of yield* pull) {
        const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString("latin1")
        const lines = decoder.push(bytes)
        if (Result.isFailure(lines)) return
        if (isSilent && lines.success.some((line) => Result.isSuccess(Codec.decode(line)))) {
          isSilent = false
          yield* Deferred.succeed(hasSpoken, undefined)
        }
        yield* rate.take(lines.success.length + 1)
        for (const line of lines.success) ahead.offer(line)
        const end = Math.max(bytes.lastIndexOf("\n"), bytes.lastIndexOf("\0"))
        unfinished = end < 0 ? unfinished + bytes.length : bytes.length - end - 1
        if (yield* isTooLong) return
        yield* ahead.room
      }
    }
  })

  const feed = Effect.fnUntraced(function*() {
    for (;;) {
      const lines = yield* ahead.take
      if (lines === undefined) return
      isFeeding = true
      yield* connection.feed(lines)
      isFeeding = false
      if (yield* isTooLong) return
    }
  })

  const over = Effect.gen(function*() {
    ahead.end()
    yield* Effect.sleep(lastWords.answered)
    // What it waits for may be an answer of its own.
    yield* connection.end
    yield* Effect.sleep(lastWords.unanswered)
  })
  yield* Effect.raceFirst(feed(), Effect.andThen(Effect.raceFirst(Effect.ignore(receive()), gone), over))
})

const write = Effect.fnUntraced(
  function*(connection: Connection, send: ByteDuplex<StreamClosed>["write"]) {
    for (;;) {
      const lines = yield* connection.take
      if (lines === undefined) return
      // A peer that has gone is seen by who reads, and what it said last may still make lines for it.
      yield* Effect.ignore(send(`${lines.join("\n")}\n`))
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

/** Ends with the socket: also while nothing is read from it, since too much was read ahead. */
const gone = (socket: Net.Socket): Effect.Effect<void> =>
  Effect.callback<void>((resume) => {
    if (socket.closed) return resume(Effect.void)
    const onClose = (): void => resume(Effect.void)
    socket.once("close", onClose)
    return Effect.sync(() => socket.off("close", onClose))
  })

interface Served extends Required<ListenerOptions> {
  readonly address: string
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
  const { address, firstCommandWithin, maxLineRate, number, onConnection, role } = options
  const peer = net.remoteAddress === undefined ? `${address} #${number}` : `${net.remoteAddress}:${net.remotePort}`
  const connection = yield* Effect.tapError(
    engine.attach({ role, name: address }),
    () => onConnection({ _tag: "Refused", peer })
  )
  yield* Effect.acquireRelease(
    onConnection({ _tag: "Opened", peer }),
    () => onConnection({ _tag: "Closed", peer })
  )
  const hasSpoken = yield* Deferred.make<void>()
  const silent = Deferred.await(hasSpoken).pipe(
    Effect.andThen(Effect.never),
    // A place that is taken by one who never says a word is a place that others don't get.
    Effect.raceFirst(Effect.andThen(Effect.sleep(firstCommandWithin), Deferred.isDone(hasSpoken))),
    Effect.flatMap((isDone) => isDone ? Effect.never : Effect.logDebug(`${peer} said nothing and is closed`))
  )
  const reading = read(connection, pull, { gone: gone(net), hasSpoken, rate: new LineRate(maxLineRate) })
  yield* Effect.raceAllFirst([reading, write(connection, send), silent])
})

const make = Effect.fnUntraced(function*(
  listen: Net.ListenOptions,
  options: ListenerOptions & { readonly address: string; readonly protect?: Effect.Effect<void, ListenFailed> }
) {
  const engine = yield* Engine
  const server = yield* Effect.mapError(
    NodeSocketServer.make({ ...listen, noDelay: true }),
    (error) => new ListenFailed({ address: options.address, cause: error.reason.cause })
  )
  const port = "port" in server.address ? server.address.port : undefined
  const address = port === undefined ? options.address : `${listen.host}:${port}`
  yield* options.protect ?? Effect.void
  if ("port" in server.address && !NetAddress.isLoopback(server.address.address)) {
    yield* Effect.logWarning(
      `The embedded engine listens on ${address}, which other machines may reach: whoever connects steers its calls, ` +
        "and nobody is asked who he is. Listen on 127.0.0.1 or a UNIX socket, and let a proxy with TLS face the network"
    )
  }
  const served: Served = {
    address,
    role: options.role ?? "global",
    firstCommandWithin: options.firstCommandWithin ?? "1 minute",
    maxLineRate: Math.max(options.maxLineRate ?? 100_000, 1),
    onConnection: options.onConnection ?? (() => Effect.void)
  }
  let number = 0
  yield* Effect.forkScoped(
    server.run((socket) =>
      serve(engine, socket, { ...served, number: ++number }).pipe(
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
  const { mode = 0o600, path } = options
  const protect = Effect.try({
    try: () => Fs.chmodSync(path, mode),
    catch: (cause) => new ListenFailed({ address: path, cause })
  })
  return Layer.effect(
    EngineListener,
    Effect.andThen(
      Effect.catchDefect(removeSocket(path), () => Effect.void),
      make({ path }, { ...options, address: path, protect })
    )
  )
}
