/**
 * What TCP and UNIX connections have in common: what the engine's listener wants first, and limits.
 *
 * @since 0.1.0
 */
import type * as Duration from "effect/Duration"

/**
 * Options of both transports.
 *
 * **Details**
 *
 * A listener of the engine has a role in its section of `extmodule.conf`, or leaves it to those who connect. Only in
 * the second case `role` is needed: without it the engine closes the connection at the first line (`no-role.txt`). In
 * the first case it does no harm: the engine answers `Error in: %%>connect:…`, which is logged and skipped.
 *
 * @category models
 * @since 0.1.0
 */
export interface ListenerOptions {
  /**
   * Sends `%%>connect:role[:id][:type]` first. `global` for a program that serves the engine; `channel` for one that
   * is itself one end of a call (`connect-channel.txt`). The engine knows no other.
   */
  readonly role?: "global" | "channel" | undefined
  /** Sent along with `role`, and not without it. No `:`, no control characters. */
  readonly id?: string | undefined
  /** Sent along with `role`, and not without it. No control characters. */
  readonly type?: string | undefined
  /** Largest line that is read, in bytes: 1 MiB by default. A longer one ends the link (`LineTooLong`). */
  readonly maxLineLength?: number | undefined
  /** How long to wait for the connection: 5 seconds by default; a plain number is in milliseconds. */
  readonly connectTimeout?: Duration.Input | undefined
}
