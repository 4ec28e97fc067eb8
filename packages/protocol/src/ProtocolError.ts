/**
 * What can go wrong between a line and a frame, as values.
 *
 * @since 0.1.0
 */
import * as Data from "effect/Data"
import * as Redaction from "./Redaction.ts"

/** A piece of the wire for an error message: escaped, at most 60 characters. */
const shorten = (bytes: string): string => JSON.stringify(bytes.length > 60 ? `${bytes.slice(0, 60)}…` : bytes)

/**
 * A line that is not a command of the protocol. The engine answers such a line with `Error in: <line>`, or drops it
 * silently when it is an answer (`answer-timeout.txt`). Reading goes on with the next line.
 *
 * @category errors
 * @since 0.1.0
 */
export class DecodeError extends Data.TaggedError("DecodeError")<{
  /** The line as it came, a byte string. May hold secrets, which the message doesn't show. */
  readonly line: string
  /** Byte in the line at which reading stopped. */
  readonly offset: number
  readonly reason: string
}> {
  override get message(): string {
    return `${this.reason} at byte ${this.offset} of the line ${shorten(Redaction.line(this.line))}`
  }
}

/**
 * Why a value can't be sent.
 *
 * @category errors
 * @since 0.1.0
 */
export type EncodeReason =
  /** A parameter's name has `=` in it: the engine can send such a name, and not read it. */
  | "EqualsInName"
  /** A parameter without a name: the engine refuses the whole line. Or an empty name where there must be one. */
  | "EmptyName"
  /** NUL ends a line and has no escape that the engine reads. */
  | "NulByte"
  /** A field that the engine takes raw holds a byte that would end or split it. */
  | "RawField"
  /** Not a whole number, or outside what the engine reads. */
  | "NumberOutOfRange"
  /** An answer without a return value is the shortest one, which changes nothing: what it carries would be lost. */
  | "NoReturnValue"
  /** The line, with its LF, is longer than the other side's buffer, which would close the connection. */
  | "LineTooLong"

/**
 * A frame that can't be written as a line the engine reads. Nothing was sent; sending the same again fails again.
 *
 * @category errors
 * @since 0.1.0
 */
export class EncodeError extends Data.TaggedError("EncodeError")<{
  readonly reason: EncodeReason
  /** The parameter, or the field of the frame (`name`, `returnValue`, …), that is refused. */
  readonly field: string
  /** For `LineTooLong`: the line's length in bytes, LF included. */
  readonly length?: number
  /** For `LineTooLong`: how many bytes there may be, LF included. */
  readonly limit?: number
}> {
  override get message(): string {
    const field = shorten(this.field)
    switch (this.reason) {
      case "EqualsInName":
        return `the parameter ${field} can't be sent: "=" is not allowed in a name. Rename it`
      case "EmptyName":
        return this.field === ""
          ? `a parameter with an empty name can't be sent. Name it, or leave it out`
          : `${field} is empty, and Yate needs a name there. Name it`
      case "NulByte":
        return `${field} can't be sent: it holds a NUL byte, which Yate can't read. Remove the byte`
      case "RawField":
        return `${field} can't be sent: it holds a byte that the engine would take as the field's end. Remove it`
      case "NumberOutOfRange":
        return `${field} can't be sent: it is not a whole number in the range that Yate reads. Round or correct it`
      case "NoReturnValue":
        return `${field} would be lost: an answer without a return value changes nothing. Give it a return value`
      case "LineTooLong":
        return `the line has ${this.length} bytes and the engine takes ${this.limit}; ${field} is its largest part. ` +
          `Send less, or raise "bufsize" (65536 at most)`
    }
  }
}
