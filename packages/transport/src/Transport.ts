/**
 * The contract between the dispatcher and what carries its lines.
 *
 * A `Transport` dials; a `Link` moves whole lines and dies with the scope that dialled it. Neither knows what a line
 * says: that is the protocol package's. Every termination, a clean close included, fails `pull`, so that a reconnect is
 * a retry around the scoped use of a link.
 *
 * @since 0.1.0
 */
import type * as Arr from "effect/Array"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { TransportError } from "./TransportError.ts"

/**
 * One live connection, owned by the scope that dialled it.
 *
 * @category models
 * @since 0.1.0
 */
export interface Link {
  /**
   * Takes the next batch of whole lines, byte strings without their ends. Nothing is read from the peer before the
   * batch is asked for, apart from what the system buffers. A pull that waits fails when the link ends.
   */
  readonly pull: Effect.Effect<Arr.NonEmptyReadonlyArray<string>, TransportError>
  /**
   * Writes lines (byte strings without their LF) in one write. Suspends while the peer does not read. Fails once the
   * link is gone: nothing written to a dead link ever reaches the next one.
   */
  readonly write: (lines: Arr.NonEmptyReadonlyArray<string>) => Effect.Effect<void, TransportError>
}

/**
 * Dials links to one engine. What a listener wants before the first command (the `connect` line) was sent by the time
 * `connect` succeeds.
 *
 * @category services
 * @since 0.1.0
 */
export class Transport extends Context.Service<Transport, {
  /** Where it dials, for a person: `127.0.0.1:5039`. */
  readonly address: string
  /** Dials one link. The scope owns it. */
  readonly connect: Effect.Effect<Link, TransportError, Scope.Scope>
}>()("@yatefx/transport/Transport") {}
