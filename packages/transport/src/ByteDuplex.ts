/**
 * What carries the bytes of a link in both directions: a socket, a pair of pipes. `LineLink` makes lines of it. Not
 * for programs: it is the seam for those who write a transport.
 *
 * @since 0.1.0
 */
import type * as Arr from "effect/Array"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"

/**
 * A stream of bytes in both directions. Every end, a clean one included, fails `pull`.
 *
 * @category models
 * @since 0.1.0
 */
export interface ByteDuplex<E = unknown> {
  /** Takes what came, at least one chunk. One pull at a time. Reads nothing before it is asked. */
  readonly pull: Effect.Effect<Arr.NonEmptyReadonlyArray<Uint8Array>, E>
  /**
   * Writes bytes, or a byte string, in the order of the calls. Suspends while the peer does not read. A byte string has
   * no character over 255: that is for the caller to see to, as `LineLink` does.
   */
  readonly write: (bytes: string | Uint8Array) => Effect.Effect<void, E>
}

/**
 * The stream can't be written any more. Nothing of the bytes was sent, or nobody knows how much.
 *
 * @category errors
 * @since 0.1.0
 */
export class StreamClosed extends Data.TaggedError("StreamClosed")<{
  /** The stream's own error, if it had one. */
  readonly cause: unknown
}> {
  override get message(): string {
    return this.cause instanceof Error ? `the stream is closed: ${this.cause.message}` : "the stream is closed"
  }
}

/**
 * The part of Node's `Writable` that `fromWritable` uses.
 *
 * @category models
 * @since 0.1.0
 */
export interface WritableLike {
  /** A string is a byte string: it must be written in the encoding that is given. */
  readonly write: (bytes: string | Uint8Array, encoding: "latin1") => unknown
  readonly on: (event: "drain" | "close" | "error", listener: (cause?: unknown) => void) => unknown
  readonly off: (event: "drain" | "close" | "error", listener: (cause?: unknown) => void) => unknown
  readonly destroyed: boolean
  readonly errored?: unknown
  readonly writableEnded: boolean
  readonly writableNeedDrain: boolean
}

interface Waiting {
  readonly bytes: string | Uint8Array
  readonly resume: (result: Effect.Effect<void, StreamClosed>) => void
}

/**
 * The writing half over a Node stream. While the stream holds more than its high-water mark, a write waits its turn
 * and its bytes stay out of the stream: an interrupted one leaves nothing behind, and the stream holds at most the
 * mark and one write.
 *
 * `effect`'s own socket writer isn't used: it hands the bytes over before it waits, and hangs on a socket that was
 * closed while nobody read from it.
 *
 * Fails with `StreamClosed` once the stream is closed or the scope is. The scope does not end the stream.
 *
 * @category constructors
 * @since 0.1.0
 */
export const fromWritable = (
  stream: WritableLike
): Effect.Effect<ByteDuplex<StreamClosed>["write"], never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.sync(() => {
      // In the order of the calls; each entry is one suspended fiber.
      const waiting = new Set<Waiting>()
      let closed: StreamClosed | undefined
      const isClosed = () => closed !== undefined || stream.destroyed || stream.writableEnded
      const onDrain = () => {
        for (const entry of waiting) {
          if (isClosed() || stream.writableNeedDrain) return
          waiting.delete(entry)
          stream.write(entry.bytes, "latin1")
          entry.resume(Effect.void)
        }
      }
      const close = (cause?: unknown) => {
        closed ??= new StreamClosed({ cause: cause ?? stream.errored })
        for (const { resume } of waiting) resume(Effect.fail(closed))
        waiting.clear()
      }
      const onError = (cause?: unknown) => close(cause)
      const onClose = () => close()
      stream.on("drain", onDrain)
      stream.on("error", onError)
      stream.on("close", onClose)
      const write = (bytes: string | Uint8Array): Effect.Effect<void, StreamClosed> =>
        Effect.suspend(() => {
          if (isClosed()) return Effect.fail(closed ?? new StreamClosed({ cause: stream.errored }))
          if (waiting.size === 0 && !stream.writableNeedDrain) {
            stream.write(bytes, "latin1")
            return Effect.void
          }
          return Effect.callback<void, StreamClosed>((resume) => {
            const entry = { bytes, resume }
            waiting.add(entry)
            return Effect.sync(() => waiting.delete(entry))
          })
        })
      const release = () => {
        stream.off("drain", onDrain)
        stream.off("error", onError)
        stream.off("close", onClose)
        close()
      }
      return { release, write }
    }),
    ({ release }) => Effect.sync(release)
  ).pipe(Effect.map(({ write }) => write))
