/**
 * Lines that wait: for an application to read them, or for the engine to take them. Bounded: an application that lets more
 * than the limit wait is given up.
 */
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import { resumeLater } from "./resumeLater.ts"

export class LineQueue {
  readonly #limit: number
  readonly #filled = Latch.makeUnsafe(false)
  readonly #room = Latch.makeUnsafe(true)
  #lines: Array<string> = []
  #bytes = 0
  #ended = false

  constructor(limit: number) {
    this.#limit = limit
  }

  get bytes(): number {
    return this.#bytes
  }

  /** Whether all have been taken. */
  get isEmpty(): boolean {
    return this.#lines.length === 0
  }

  /** False when it would pass the limit; nothing is added then. Lines after the end go nowhere. */
  offer(line: string): boolean {
    if (this.#ended) return true
    if (this.#bytes + line.length + 1 > this.#limit) return false
    this.#lines.push(line)
    this.#bytes += line.length + 1
    this.#filled.openUnsafe()
    if (this.#bytes > this.#limit / 2) this.#room.closeUnsafe()
    return true
  }

  /** No more lines come. Those that wait may still be taken, unless they are thrown away. */
  end(options?: { readonly discard: boolean }): void {
    this.#ended = true
    if (options?.discard === true) this.#lines = []
    this.#filled.openUnsafe()
    this.#room.openUnsafe()
  }

  /** All lines that wait, at least one; none once it has ended and is empty. */
  readonly take: Effect.Effect<Arr.NonEmptyReadonlyArray<string> | undefined> = Effect.suspend(() =>
    Effect.map(resumeLater(this.#filled.await), () => {
      const lines = this.#lines
      this.#lines = []
      this.#bytes = 0
      if (!this.#ended) this.#filled.closeUnsafe()
      this.#room.openUnsafe()
      return Arr.isArrayNonEmpty(lines) ? lines : undefined
    })
  )

  /** Waits while more than half of the limit is taken: who sends much and reads nothing is read no further. */
  readonly room: Effect.Effect<void> = Effect.suspend(() =>
    this.#room.isOpen() ? Effect.void : resumeLater(this.#room.await)
  )
}
