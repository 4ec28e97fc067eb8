/**
 * What an application says now, compared with what it said in a transcript.
 */
import { redacted, type TranscriptLine } from "../Transcript.ts"

const own = /^(%%>message:)([^:]*):([^:]*)(:.*)$/s
const reply = /^(%%<message:)([^:]*)(:.*)$/s

export class Comparison {
  readonly #lines: ReadonlyArray<TranscriptLine>
  readonly #ignored: ReadonlySet<string>
  readonly #taken = new Set<number>()
  /** The ids of messages that the engine asked about; the application may send on behalf of one. */
  readonly #asked: ReadonlySet<string>
  /** The ids of the application's own messages: as recorded, and as they are now. */
  readonly #ids = new Map<string, string>()

  constructor(lines: ReadonlyArray<TranscriptLine>, ignored: ReadonlySet<string>) {
    this.#lines = lines
    this.#ignored = ignored
    this.#asked = new Set(lines.flatMap(({ from, line }) => {
      const id = from === "E" ? own.exec(line)?.[2] : undefined
      return id === undefined ? [] : [id]
    }))
  }

  get taken(): number {
    return this.#taken.size
  }

  isTaken(index: number): boolean {
    return this.#taken.has(index)
  }

  /** What the application may say next: all up to the engine's next line. */
  open(index: number): ReadonlyArray<string> {
    const next = this.#lines.findIndex(({ from }, at) => at >= index && from === "E")
    return this.#lines.slice(index, next < 0 ? undefined : next)
      .flatMap(({ line }, at) => this.#taken.has(index + at) ? [] : [line])
  }

  /** Takes the first line of the transcript that agrees, and was not taken before. */
  take(line: string): boolean {
    const index = this.#lines.findIndex((recorded, at) =>
      recorded.from === "A" && !this.#taken.has(at) && this.#agrees(recorded.line, line)
    )
    const recorded = this.#lines[index]
    if (recorded === undefined) return false
    this.#taken.add(index)
    const [before, now] = [own.exec(recorded.line)?.[2] ?? "", own.exec(line)?.[2] ?? ""]
    if (before !== "" && !this.#asked.has(before)) this.#ids.set(before, now)
    return true
  }

  /** A line of the engine, with the id that the application uses now. */
  translate(index: number): string {
    const { line } = this.#lines[index] ?? { line: "" }
    const [, head = "", id = "", rest = ""] = reply.exec(line) ?? []
    const now = this.#ids.get(id)
    return now === undefined ? line : `${head}${now}${rest}`
  }

  #agrees(recorded: string, line: string): boolean {
    const [before, now] = [this.#normalise(recorded).split(":"), this.#normalise(line).split(":")]
    return before.length === now.length && before.every((piece, index) => {
      const other = now[index] ?? ""
      const name = piece.slice(0, piece.indexOf("=") + 1)
      // A return value that was not kept stands alone.
      if (piece === other || piece === redacted) return true
      return name !== "" && other.startsWith(name) &&
        (piece === `${name}${redacted}` || this.#ignored.has(name.slice(0, -1)))
    })
  }

  #normalise(line: string): string {
    const [, head, id = "", , rest] = own.exec(line) ?? []
    if (head === undefined) return line
    const kept = id === "" || this.#asked.has(id) ? id : "*"
    return `${head}${kept}:*${rest}`
  }
}
