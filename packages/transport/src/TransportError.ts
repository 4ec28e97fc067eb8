/**
 * Why there is no link, or no longer one.
 *
 * @since 0.1.0
 */
import * as Runtime from "effect/Runtime"
import * as Schema from "effect/Schema"

/**
 * The engine could not be reached. Dialling again may help.
 *
 * @category errors
 * @since 0.1.0
 */
export class Unreachable extends Schema.TaggedError<Unreachable>()("Unreachable", {
  /** What to do about it, for a person. */
  advice: Schema.String,
  cause: Schema.Defect()
}) {}

/**
 * The link was cut, or written to after its scope had closed. Dialling again may help.
 *
 * @category errors
 * @since 0.1.0
 */
export class LinkLost extends Schema.TaggedError<LinkLost>()("LinkLost", { cause: Schema.Defect() }) {}

/**
 * The peer sent a line longer than the limit. Dialling again helps if that line doesn't come again; a peer that speaks
 * another protocol sends it each time.
 *
 * @category errors
 * @since 0.1.0
 */
export class LineTooLong extends Schema.TaggedError<LineTooLong>()("LineTooLong", {
  /** Largest line that is read, in bytes. */
  limit: Schema.Int
}) {}

/**
 * The engine closed the input of the script that it had started (stdio): the end of the program, and no failure.
 * There is nothing to dial again.
 *
 * @category errors
 * @since 0.1.0
 */
export class InputEnded extends Schema.TaggedError<InputEnded>()("InputEnded", {}) {}

/**
 * Any failure of a transport, with its reason: pick one with `Effect.catchReason`.
 *
 * @category errors
 * @since 0.1.0
 */
export class TransportError extends Schema.TaggedError<TransportError>()("TransportError", {
  /** Where the transport dials, for a person: `127.0.0.1:5039`. */
  address: Schema.String,
  reason: Schema.Union([Unreachable, LinkLost, LineTooLong, InputEnded])
}) {
  override get message(): string {
    const { address, reason } = this
    switch (reason._tag) {
      case "Unreachable":
        return `no engine at ${address}: ${reason.advice}`
      case "LinkLost":
        return `the link to ${address} is lost` + (reason.cause instanceof Error ? `: ${reason.cause.message}` : "")
      case "LineTooLong":
        return `${address} sent a line of more than ${reason.limit} bytes: it is no Yate, or "maxLineLength" is too low`
      case "InputEnded":
        return `the engine at ${address} closed the input`
    }
  }

  /**
   * What the process exits with when a program dies of it under `runMain`: 69 (the engine is unavailable), 0 when the
   * engine ended its script, else 1.
   */
  override get [Runtime.errorExitCode](): number {
    return this.reason._tag === "Unreachable" ? 69 : this.reason._tag === "InputEnded" ? 0 : 1
  }

  /** Whether `runMain` reports it: not the end of a script, which is no failure. */
  override get [Runtime.errorReported](): boolean {
    return this.reason._tag !== "InputEnded"
  }

  /** Whether dialling again may help: always, but for a script whose input has ended. */
  get isRetryable(): boolean {
    return this.reason._tag !== "InputEnded"
  }
}
