/**
 * Which code an input reached, by V8's own precise coverage in this process.
 *
 * Not a fuzzer from the registry: jazzer.js 4.0, the one that is kept up for JavaScript, is a binary that wants glibc 2.38,
 * newer than that of Debian 12.
 */
import { Session } from "node:inspector"

/** What V8 tells. */
export interface Taken {
  readonly result: ReadonlyArray<{
    readonly url: string
    readonly functions: ReadonlyArray<{
      readonly ranges: ReadonlyArray<{
        readonly startOffset: number
        readonly endOffset: number
        readonly count: number
      }>
    }>
  }>
}

export class Coverage {
  readonly #session = new Session()
  readonly #isMeant: (url: string) => boolean
  /** By function: which of its characters were reached. */
  readonly #reached = new Map<string, Uint8Array>()
  #size = 0

  /** Starts. Only scripts that are meant count. */
  constructor(isMeant: (url: string) => boolean) {
    this.#isMeant = isMeant
    this.#session.connect()
    this.#session.post("Profiler.enable")
    this.#session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true })
    this.take()
  }

  /** Characters of the source that were reached so far. */
  get size(): number {
    return this.#size
  }

  /** What was reached since the last call, or the start. */
  take(): Taken {
    let taken: Taken = { result: [] }
    // Answered before `post` returns, since the session is this thread's own.
    this.#session.post("Profiler.takePreciseCoverage", (_, given) => (taken = given))
    return taken
  }

  /** Whether some of it was reached for the first time. */
  isNews(taken: Taken): boolean {
    return this.#count(taken, { add: false }) > 0
  }

  /** Takes note of it, and tells how many characters of the source were reached for the first time. */
  add(taken: Taken): number {
    return this.#count(taken, { add: true })
  }

  stop(): void {
    this.#session.post("Profiler.stopPreciseCoverage")
    this.#session.disconnect()
  }

  #count(taken: Taken, { add }: { readonly add: boolean }): number {
    let news = 0
    for (const { functions, url } of taken.result) {
      if (!this.#isMeant(url)) continue
      for (const { ranges } of functions) {
        const [whole] = ranges
        if (whole === undefined || whole.count === 0) continue
        const length = whole.endOffset - whole.startOffset
        // Ranges are nested, the outer ones first: the last word on a character is the innermost's.
        const now = new Uint8Array(length)
        for (const { count, endOffset, startOffset } of ranges) {
          now.fill(count > 0 ? 1 : 0, startOffset - whole.startOffset, endOffset - whole.startOffset)
        }
        const key = `${url}:${whole.startOffset}:${whole.endOffset}`
        const known = this.#reached.get(key) ?? new Uint8Array(length)
        for (let at = 0; at < length; at++) {
          if (now[at] === 0 || known[at] !== 0) continue
          news += 1
          if (add) known[at] = 1
        }
        if (add) this.#reached.set(key, known)
      }
    }
    if (add) this.#size += news
    return news
  }
}
