/**
 * Cuts a stream of bytes into lines, as the engine does: LF or NUL ends a line, one CR before it is dropped, and empty
 * lines are passed over (`crlf-nul.txt`).
 *
 * @since 0.1.0
 */
import * as Data from "effect/Data"
import * as Result from "effect/Result"

/**
 * A line grew over the limit. Terminal: where the next line starts is not known, so the connection has to go.
 *
 * @category errors
 * @since 0.1.0
 */
export class LineTooLong extends Data.TaggedError("LineTooLong")<{
  /** Largest line in bytes; a CR counts, the LF or NUL does not. */
  readonly limit: number
}> {
  override get message(): string {
    return `a line is longer than ${this.limit} bytes: the peer doesn't speak this protocol, or the limit is too low`
  }
}

/**
 * 1 MiB. The engine does not bound what it sends: 65,490 bytes of payload were seen to come back whole.
 *
 * @category constants
 * @since 0.1.0
 */
export const defaultLimit: number = 1024 * 1024

/**
 * An incremental decoder: any cut of the bytes into chunks gives the same lines. Time and memory are linear in the
 * bytes, also when they come one by one; what is held is at most one line of `limit` bytes.
 *
 * @category models
 * @since 0.1.0
 */
export class LineDecoder {
  readonly #limit: number
  #held: Array<string> = []
  #heldLength = 0
  #failure: LineTooLong | undefined

  constructor(options?: { readonly limit?: number | undefined }) {
    this.#limit = options?.limit ?? defaultLimit
  }

  /** Whether the bytes so far end in the middle of a line: the time to send the blank line (PROTOCOL.md, the end). */
  get isMidLine(): boolean {
    return this.#heldLength > 0
  }

  /**
   * Takes a chunk (a byte string) and gives the lines that it completes, without their ends. After `LineTooLong` the
   * decoder stays failed; lines that came before the long one in the same chunk are lost with the connection.
   */
  push(chunk: string): Result.Result<ReadonlyArray<string>, LineTooLong> {
    if (this.#failure !== undefined) return Result.fail(this.#failure)
    const lines: Array<string> = []
    // Nearly no chunk holds a NUL; turning it into LF costs the others one search.
    const bytes = chunk.includes("\0") ? chunk.replaceAll("\0", "\n") : chunk
    let from = 0
    for (let to = bytes.indexOf("\n"); to >= 0; to = bytes.indexOf("\n", from)) {
      const piece = bytes.slice(from, to)
      from = to + 1
      const line = this.#heldLength === 0 ? piece : this.#release(piece)
      if (line.length > this.#limit) return this.#fail()
      const end = line.endsWith("\r") ? line.length - 1 : line.length
      if (end > 0) lines.push(end === line.length ? line : line.slice(0, end))
    }
    if (from < bytes.length) {
      this.#held.push(from === 0 ? bytes : bytes.slice(from))
      this.#heldLength += bytes.length - from
      if (this.#heldLength > this.#limit) return this.#fail()
    }
    return Result.succeed(lines)
  }

  #release(last: string): string {
    const line = this.#held.join("") + last
    this.#held = []
    this.#heldLength = 0
    return line
  }

  #fail(): Result.Result<never, LineTooLong> {
    this.#held = []
    this.#heldLength = 0
    this.#failure = new LineTooLong({ limit: this.#limit })
    return Result.fail(this.#failure)
  }
}
