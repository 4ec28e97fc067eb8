/**
 * What can go wrong between a program and its engine: one error for each thing that a program does, with a reason.
 *
 * @since 0.1.0
 */
import type { Misfit } from "@yatefx/messages"
import type { ProtocolError } from "@yatefx/protocol"
import type { TransportError } from "@yatefx/transport"
import * as Data from "effect/Data"
import * as Runtime from "effect/Runtime"

/**
 * The engine refused to install or watch the name: another handler of this connection has it.
 *
 * @category reasons
 * @since 0.1.0
 */
export class Refused extends Data.TaggedError("Refused")<{ readonly priority?: number }> {}

/**
 * The name is installed with another priority or engine-side filter, and there can't be a connection for one more: the
 * engine takes one install for a name and connection, there are `maxConnections` already, or the transport has one link
 * only, as a script has.
 *
 * @category reasons
 * @since 0.1.0
 */
export class Conflict extends Data.TaggedError("Conflict")<{
  /** What is installed, for a person. */
  readonly installed: string
  /** What was asked for. */
  readonly wanted: string
}> {}

/**
 * There is no engine any more, and there won't be one: the transport ended for good, or the dispatcher shuts down.
 *
 * @category reasons
 * @since 0.1.0
 */
export class Closed extends Data.TaggedError("Closed")<{
  /** What ended the connection; missing when the dispatcher itself was shut down. */
  readonly cause?: TransportError
}> {}

const closedBecause = ({ cause }: Closed): string => cause === undefined ? "the dispatcher is closed" : cause.message

/**
 * The link was lost while the engine had the message. It may have happened, and is never sent again by itself.
 *
 * @category reasons
 * @since 0.1.0
 */
export class Disconnected extends Data.TaggedError("Disconnected")<{}> {}

/**
 * No answer came in time. It may have happened.
 *
 * @category reasons
 * @since 0.1.0
 */
export class TimedOut extends Data.TaggedError("TimedOut")<{
  /** How long was waited, in milliseconds. */
  readonly millis: number
}> {}

/**
 * The engine could not read our line. It did not happen.
 *
 * @category reasons
 * @since 0.1.0
 */
export class Unreadable extends Data.TaggedError("Unreadable")<{}> {}

/**
 * Too many wait for the engine, which is away or doesn't read. It did not happen.
 *
 * @category reasons
 * @since 0.1.0
 */
export class Overloaded extends Data.TaggedError("Overloaded")<{ readonly limit: number }> {}

/**
 * The engine could not say which channels live: nobody handled `engine.status`, or what it answered can't be read.
 *
 * @category reasons
 * @since 0.1.0
 */
export class NoStatus extends Data.TaggedError("NoStatus")<{
  /** What was wrong, for a person. */
  readonly detail: string
}> {}

/**
 * The message was answered before: by an earlier `ret`, by `pass`, or for a program that had ended.
 *
 * @category reasons
 * @since 0.1.0
 */
export class AlreadyAnswered extends Data.TaggedError("AlreadyAnswered")<{}> {}

/**
 * The answer came after the deadline: the engine was told "not processed" in time.
 *
 * @category reasons
 * @since 0.1.0
 */
export class TooLate extends Data.TaggedError("TooLate")<{
  /** The deadline, in milliseconds after the message came. */
  readonly deadline: number
}> {}

/**
 * A handler, a subscription or a wait could not be registered. Nothing is left behind.
 *
 * @category errors
 * @since 0.1.0
 */
export class RegistrationError extends Data.TaggedError("RegistrationError")<{
  readonly messageName: string
  readonly reason: Refused | Conflict | Closed | Misfit | ProtocolError.EncodeError
}> {
  /** What the process exits with when a program dies of it under `runMain`: as the end of the connection says, else 1. */
  override get [Runtime.errorExitCode](): number {
    return this.reason._tag === "Closed" && this.reason.cause !== undefined
      ? this.reason.cause[Runtime.errorExitCode]
      : 1
  }

  /** Whether `runMain` reports it: not when a script of the engine has simply come to its end. */
  override get [Runtime.errorReported](): boolean {
    return this.reason._tag !== "Closed" || this.reason.cause?.[Runtime.errorReported] !== false
  }

  override get message(): string {
    const { messageName, reason } = this
    switch (reason._tag) {
      case "Refused":
        return `the engine refused "${messageName}": a handler of this connection has it already`
      case "Conflict":
        return `"${messageName}" is installed with ${reason.installed}, and can't be with ${reason.wanted} too: ` +
          `use the same, or raise "maxConnections" if the transport has more than one link`
      case "Closed":
        return `"${messageName}" can't be registered: ${closedBecause(reason)}`
      default:
        return reason.message
    }
  }
}

/**
 * A message, or a command, could not be sent, or its answer is lost. The reason says whether it may have happened.
 *
 * @category errors
 * @since 0.1.0
 */
export class SendError extends Data.TaggedError("SendError")<{
  readonly messageName: string
  readonly reason:
    | Misfit
    | ProtocolError.EncodeError
    | Disconnected
    | TimedOut
    | Unreadable
    | Overloaded
    | Closed
    | AlreadyAnswered
    | NoStatus
}> {
  override get message(): string {
    const { messageName, reason } = this
    switch (reason._tag) {
      case "Disconnected":
        return `${messageName}: the link was lost before the answer came; it may have happened`
      case "TimedOut":
        return `${messageName}: no answer in ${reason.millis} ms; it may have happened`
      case "Unreadable":
        return `${messageName}: the engine could not read the line`
      case "Overloaded":
        return `${messageName}: ${reason.limit} already wait for the engine, which is away or doesn't read`
      case "Closed":
        return `${messageName}: ${closedBecause(reason)}`
      case "AlreadyAnswered":
        return `${messageName}: the message that it is sent on behalf of does not wait any more. Send it before the answer`
      case "NoStatus":
        return `${messageName}: the engine can't say which channels live: ${reason.detail}`
      case "Misfit":
        return reason.message
      default:
        return `${messageName}: ${reason.message}`
    }
  }
}

/**
 * An answer was not sent as asked. The engine has an answer all the same: the first one, or "not processed".
 *
 * @category errors
 * @since 0.1.0
 */
export class AnswerError extends Data.TaggedError("AnswerError")<{
  readonly messageName: string
  readonly reason: AlreadyAnswered | TooLate | Disconnected | Misfit | ProtocolError.EncodeError
}> {
  override get message(): string {
    const { messageName, reason } = this
    switch (reason._tag) {
      case "AlreadyAnswered":
        return `${messageName} is answered already: answer a message once`
      case "TooLate":
        return `${messageName}: the answer came after the deadline of ${reason.deadline} ms; the engine was told ` +
          `"not processed". Answer first, work afterwards`
      case "Disconnected":
        return `${messageName}: the link was lost, and with it whoever waited for the answer`
      default:
        return `the answer was refused, and the engine told "not processed": ${reason.message}`
    }
  }
}

/**
 * What ran was interrupted because an awaited event came first (`Dispatcher.until`).
 *
 * @category errors
 * @since 0.1.0
 */
export class Abandoned<out Cause> extends Data.TaggedError("Abandoned")<{ readonly cause: unknown }> {
  /** The event, as it was awaited: the `chan.hangup` that ended the call. */
  declare readonly cause: Cause

  constructor(cause: Cause) {
    super({ cause })
  }

  override get message(): string {
    return "abandoned: the event that ends it came first"
  }
}
