/**
 * A link over a stream of bytes: what the TCP, UNIX and stdio transports share. For those who write a transport of
 * their own over some other stream; programs take a `Transport`.
 *
 * @since 0.1.0
 */
import { LineDecoder } from "@yatefx/protocol"
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type * as Scope from "effect/Scope"
import type { ByteDuplex } from "./ByteDuplex.ts"
import { checkByteString, toByteString } from "./internal/bytes.ts"
import type { Link } from "./Transport.ts"
import { LineTooLong, LinkLost, TransportError } from "./TransportError.ts"

/**
 * How a link behaves.
 *
 * @category models
 * @since 0.1.0
 */
export interface Options {
  /** Where it leads, for a person. */
  readonly address: string
  /** Largest line that is read, in bytes: 1 MiB by default (the engine does not bound what it sends). */
  readonly maxLineLength?: number | undefined
  /**
   * Whether to send a blank line whenever a read ends in the middle of a line, and so at once unless much has come;
   * false by default. Over TCP it takes 40 ms off every message of the real engine, which writes a line and its LF
   * apart, with Nagle's algorithm on: the LF waits until the line is acknowledged, and our system delays that by 40 ms
   * unless it has something to send. The engine skips blank lines. UNIX sockets and pipes have no such delay.
   */
  readonly blankLine?: boolean | undefined
  /** What the end of the stream means; `LinkLost` by default. */
  readonly ended?: ((cause: unknown) => TransportError["reason"]) | undefined
}

/** What Node reads at most at once from a socket, in bytes. */
const fullRead = 65_536

/**
 * Makes the link. The scope owns it: once that is closed, `write` fails and nothing more reaches the stream. The
 * stream itself is its maker's to close.
 *
 * **Details**
 *
 * - Nothing is read before `pull` is asked. One pull at a time; interrupting one may lose what just came.
 * - A batch of lines is one write. A write that waits and is interrupted writes nothing.
 * - The blank line: one for each read that ends mid-line, since each read has bytes that wait for their
 *   acknowledgement and nobody knows which is the last before the LF. After a read of 64 KiB, as much as Node reads at
 *   once, more is likely here already, and nobody waits for us: what it has completed gets two turns of the scheduler,
 *   and if that makes us write something there is no blank line. It never holds up the reader, and at most one is on its
 *   way: while the peer doesn't read, no second one joins it.
 * - After the first failure, of `pull` or of `write`, everything fails with it: a link does not recover.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = Effect.fnUntraced(function*(
  duplex: ByteDuplex,
  options: Options
): Effect.fn.Return<Link, never, Scope.Scope> {
  const { address, blankLine = false, ended = (cause: unknown) => new LinkLost({ cause }) } = options
  const limit = options.maxLineLength ?? LineDecoder.defaultLimit
  const scope = yield* Effect.scope
  const decoder = new LineDecoder.LineDecoder({ limit })
  let dead: TransportError | undefined
  const die = (reason: TransportError["reason"]) => dead ??= new TransportError({ address, reason })
  const lost = (cause: unknown) => die(ended(cause))
  yield* Effect.addFinalizer(() =>
    Effect.sync(() => {
      die(new LinkLost({ cause: new Error("its scope is closed: take the link of the new connection") }))
    })
  )

  /** Batches of lines. */
  let written = 0
  /** How many of them there were when the latest read came that ended mid-line. */
  let heardAt = 0
  let acknowledging = false
  const blank = Effect.suspend(() => duplex.write("\n"))
  const blankUnlessAnswered: Effect.Effect<void, unknown> = Effect.suspend(() => {
    const before = heardAt
    return Effect.yieldNow.pipe(
      Effect.andThen(Effect.yieldNow),
      Effect.andThen(Effect.suspend(() => {
        if (written !== heardAt) return Effect.void
        // What was written meanwhile was no answer to a read that came after it: that has its own two turns.
        return heardAt === before ? blank : blankUnlessAnswered
      }))
    )
  })
  const acknowledge = (isFull: boolean): Effect.Effect<void> =>
    Effect.suspend(() => {
      heardAt = written
      if (acknowledging) return Effect.void
      acknowledging = true
      return (isFull ? blankUnlessAnswered : blank).pipe(
        // The reader will see for itself that the stream is gone.
        Effect.ignore,
        Effect.ensuring(Effect.sync(() => acknowledging = false)),
        Effect.forkIn(scope, { startImmediately: true }),
        Effect.asVoid
      )
    })

  const decode = (
    chunks: Arr.NonEmptyReadonlyArray<Uint8Array>
  ): Result.Result<ReadonlyArray<string>, TransportError> => {
    const lines: Array<string> = []
    for (const chunk of chunks) {
      const result = decoder.push(toByteString(chunk))
      if (Result.isFailure(result)) return Result.fail(die(new LineTooLong({ limit })))
      for (const line of result.success) lines.push(line)
    }
    return Result.succeed(lines)
  }

  const pull: Link["pull"] = Effect.suspend(() => {
    if (dead !== undefined) return Effect.fail(dead)
    return Effect.flatMap(Effect.mapError(duplex.pull, lost), (chunks) => {
      const lines = decode(chunks)
      if (Result.isFailure(lines)) return Effect.fail(lines.failure)
      const next = Arr.isReadonlyArrayNonEmpty(lines.success) ? Effect.succeed(lines.success) : pull
      if (!blankLine || !decoder.isMidLine) return next
      const isFull = Arr.lastNonEmpty(chunks).length >= fullRead
      return Effect.andThen(acknowledge(isFull), next)
    })
  })

  const write: Link["write"] = (lines) =>
    Effect.suspend(() => {
      if (dead !== undefined) return Effect.fail(dead)
      const text = `${lines.join("\n")}\n`
      checkByteString(text)
      written += 1
      return Effect.mapError(duplex.write(text), lost)
    })

  return { pull, write }
})
