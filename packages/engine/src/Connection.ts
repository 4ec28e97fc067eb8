/**
 * One application's connection to an embedded engine, as lines: what transports and listeners are made of.
 *
 * @since 0.1.0
 */
import type * as Arr from "effect/Array"
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/**
 * The two ends of a connection. It closes with the scope that opened it.
 *
 * @category models
 * @since 0.1.0
 */
export interface Connection {
  /**
   * Gives lines of the application (byte strings without their ends) to the engine, in order. Waits while the engine has
   * too much to do, or while too much waits to be taken. Lines for a connection that is over are dropped.
   */
  readonly feed: (lines: ReadonlyArray<string>) => Effect.Effect<void>
  /** Waits for lines of the engine, and takes all there are; `undefined` once the engine closed the connection. */
  readonly take: Effect.Effect<Arr.NonEmptyReadonlyArray<string> | undefined>
  /**
   * Tells that the application sends nothing more: what waits for its answers is released as not handled, and it is asked
   * nothing from then on. Lines that are being fed are still taken.
   */
  readonly end: Effect.Effect<void>
  /** Closes the connection: what waits for the application is released as not handled. */
  readonly close: Effect.Effect<void>
  /** The largest line that the engine takes now, in bytes without its end: `bufsize` less 2. */
  readonly lineLimit: Effect.Effect<number>
}

/**
 * The engine takes no more connections, or is shutting down. Trying again once another closed helps.
 *
 * @category errors
 * @since 0.1.0
 */
export class EngineFull extends Schema.TaggedError<EngineFull>()("EngineFull", {
  /** How many connections it takes. */
  limit: Schema.Int
}) {
  override get message(): string {
    return `the embedded engine takes no more than ${this.limit} connections: close one, or raise "maxSessions"`
  }
}
