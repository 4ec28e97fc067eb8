/**
 * Transcripts: what one application and its engine said to each other, in a file. A line each,
 * `<milliseconds since the connection> <A, E or #> <the line as it was on the wire>`: `A` is the application, `E` the
 * engine, `#` a remark. The format of the project's own transcripts of a real engine.
 *
 * A transcript is a byte string, as lines are: nothing of what was said is lost.
 *
 * @since 0.1.0
 */
import { Escape, Redaction } from "@yatefx/protocol"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Fs from "node:fs"
import type { Entry } from "./Recorder.ts"

/**
 * One line of a transcript.
 *
 * @category models
 * @since 0.1.0
 */
export interface TranscriptLine {
  /** Milliseconds since the connection. */
  readonly at: number
  readonly from: "A" | "E" | "#"
  /** A byte string without its end. */
  readonly line: string
}

/**
 * A text that is no transcript, or a file that can't be read or written.
 *
 * @category errors
 * @since 0.1.0
 */
export class TranscriptError extends Data.TaggedError("TranscriptError")<{
  /** Which line, from 1; undefined when it is the file. */
  readonly line: number | undefined
  readonly reason: string
}> {
  override get message(): string {
    return this.line === undefined
      ? `the transcript ${this.reason}`
      : `line ${this.line} of the transcript is none: ${this.reason}`
  }
}

/**
 * What of a recording goes into a transcript.
 *
 * @category models
 * @since 0.1.0
 */
export interface TranscriptOptions {
  /** Which application's lines: the first one's by default. */
  readonly application?: string
  /**
   * Parameters whose values are not to be kept, beside the secrets that a recorder leaves out: `["caller",
   * "callername"]`. They become `redacted`.
   */
  readonly redact?: Iterable<string>
}

/**
 * What stands in the place of a value that was not to be kept.
 *
 * @category constants
 * @since 0.1.0
 */
export const redacted: string = Redaction.redacted

/**
 * Makes a transcript of one application's part in a recording.
 *
 * @category constructors
 * @since 0.1.0
 */
export const fromEntries = (
  entries: ReadonlyArray<Entry>,
  options: TranscriptOptions = {}
): ReadonlyArray<TranscriptLine> => {
  const hidden = new Set(options.redact ?? [])
  const application = options.application ?? entries.find((entry) => entry._tag === "Line")?.application
  const start = entries.find((entry) => entry._tag === "Line" && entry.application === application)?.at ?? 0
  return entries.flatMap((entry): ReadonlyArray<TranscriptLine> => {
    if (entry._tag !== "Line" || entry.application !== application) return []
    return [{ at: entry.at - start, from: entry.from, line: redact(entry.line, hidden) }]
  })
}

/** In any line, also one that is quoted in an error: a piece between colons that sets the parameter. */
const redact = (line: string, hidden: ReadonlySet<string>): string =>
  hidden.size === 0 ? line : line.split(":").map((piece) => {
    const equals = piece.indexOf("=")
    if (equals <= 0) return piece
    const name = piece.slice(0, equals)
    const plain = Result.getOrElse(Escape.unescape(name, { equals: true }), () => name)
    return hidden.has(plain) ? `${name}=${redacted}` : piece
  }).join(":")

/**
 * Writes a transcript, a byte string.
 *
 * @category encoding
 * @since 0.1.0
 */
export const format = (lines: ReadonlyArray<TranscriptLine>): string =>
  lines.map(({ at, from, line }) => `${at.toFixed(1).padStart(8, "0")} ${from} ${line}\n`).join("")

/**
 * Reads a transcript, a byte string. Fails on the first line that is none.
 *
 * @category decoding
 * @since 0.1.0
 */
export const parse = (text: string): Result.Result<ReadonlyArray<TranscriptLine>, TranscriptError> => {
  const lines: Array<TranscriptLine> = []
  for (const [index, line] of text.split("\n").entries()) {
    if (line === "") continue
    const match = /^(\d{1,12}(?:\.\d{1,6})?) ([AE#]) (.*)$/s.exec(line)
    if (match === null) {
      return Result.fail(
        new TranscriptError({ line: index + 1, reason: "it should be milliseconds, A, E or #, and what was said" })
      )
    }
    const [, at, from, said = ""] = match
    lines.push({ at: Number(at), from: from as TranscriptLine["from"], line: said })
  }
  return Result.succeed(lines)
}

const fileError = (what: string, path: string) => (cause: unknown): TranscriptError =>
  new TranscriptError({
    line: undefined,
    reason: `${path} can't be ${what}: ${cause instanceof Error ? cause.message : String(cause)}`
  })

/**
 * Writes a transcript to a file, in the place of one that is there.
 *
 * @category files
 * @since 0.1.0
 */
export const save = (path: string, lines: ReadonlyArray<TranscriptLine>): Effect.Effect<void, TranscriptError> =>
  // Synchronously: in virtual time nothing waits for a disk.
  Effect.try({ try: () => Fs.writeFileSync(path, format(lines), "latin1"), catch: fileError("written", path) })

/**
 * Reads a transcript from a file.
 *
 * @category files
 * @since 0.1.0
 */
export const load = (path: string): Effect.Effect<ReadonlyArray<TranscriptLine>, TranscriptError> =>
  Effect.flatMap(
    Effect.try({ try: () => Fs.readFileSync(path, "latin1"), catch: fileError("read", path) }),
    (text) => Effect.fromResult(parse(text))
  )
