/** Lines on their way out: gathered while one write is under way, sent together by the next. */
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"

export class Outbox {
  #lines: Array<string> = []
  #bytes = 0
  readonly #limit: number
  readonly #ready = Latch.makeUnsafe(false)
  readonly #space = Latch.makeUnsafe(true)

  /** `limit` in bytes: what may wait before `space` closes. */
  constructor(limit: number) {
    this.#limit = limit
  }

  get bytes(): number {
    return this.#bytes
  }

  /**
   * Adds a line, over the limit too: an answer can't wait. Whoever causes lines waits for `space` first, so that they
   * pass the limit by no more than what one batch of input asks for.
   */
  push(line: string): void {
    this.#lines.push(line)
    this.#bytes += line.length + 1
    this.#ready.openUnsafe()
    if (this.#bytes >= this.#limit) this.#space.closeUnsafe()
  }

  /** Waits until less than the limit waits to be written. */
  readonly space: Effect.Effect<void> = Effect.suspend(() => this.#space.await)

  /** Takes all lines, waiting for the first. */
  readonly takeAll: Effect.Effect<readonly [string, ...Array<string>]> = Effect.suspend(() =>
    Effect.flatMap(this.#ready.await, () => {
      const [first, ...rest] = this.#lines
      this.#lines = []
      this.#bytes = 0
      this.#ready.closeUnsafe()
      this.#space.openUnsafe()
      return first === undefined ? this.takeAll : Effect.succeed<readonly [string, ...Array<string>]>([first, ...rest])
    })
  )
}
