/** Lines on their way out: what one turn says is gathered, and sent together by the next write. */
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"

export class Outbox {
  #lines: Array<string> = []
  #bytes = 0
  readonly #limit: number
  readonly #ready = Latch.makeUnsafe(false)
  readonly #space = Latch.makeUnsafe(true)

  /** `limit` in bytes: what may wait before there is no space. */
  constructor(limit: number) {
    this.#limit = limit
  }

  get bytes(): number {
    return this.#bytes
  }

  /** Whether less than the limit waits to be written. */
  get hasSpace(): boolean {
    return this.#bytes < this.#limit
  }

  /**
   * Adds a line, over the limit too: an answer can't wait. Whoever causes lines waits for `space` first, so that they
   * pass the limit by no more than what one batch of input asks for.
   */
  push(line: string): void {
    this.#lines.push(line)
    this.#bytes += line.length + 1
    if (this.#lines.length === 1) this.#ready.openUnsafe()
    if (!this.hasSpace) this.#space.closeUnsafe()
  }

  /** Waits until there is space, or nothing will be written any more. */
  readonly space: Effect.Effect<void> = Effect.suspend(() => this.#space.await)

  /** Takes all lines, waiting for the first and for what the same turn adds to it. */
  readonly takeAll: Effect.Effect<Arr.NonEmptyReadonlyArray<string>> = Effect.suspend(() =>
    this.#ready.await.pipe(
      // The latch resumes whoever waits within `push`.
      Effect.andThen(Effect.yieldNow),
      Effect.flatMap(() => {
        const lines = this.#lines
        this.clear()
        return Arr.isArrayNonEmpty(lines) ? Effect.succeed(lines) : this.takeAll
      })
    )
  )

  /** Forgets what waits, and lets those go on who wait for space. */
  clear(): void {
    this.#lines = []
    this.#bytes = 0
    this.#ready.closeUnsafe()
    this.#space.openUnsafe()
  }
}
