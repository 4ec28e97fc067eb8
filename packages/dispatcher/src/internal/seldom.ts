/** Speaks of what may happen very often, and says so at most once an interval. */
import type * as Effect from "effect/Effect"

/** Between two words of the same, in milliseconds. */
const interval = 1000

export class Seldom {
  readonly #now: () => number
  readonly #report: (effect: Effect.Effect<void>) => void
  #unsaid = 0
  #saidAt = Number.NEGATIVE_INFINITY

  /** `now` in milliseconds of the monotonic clock. */
  constructor(options: { readonly now: () => number; readonly report: (effect: Effect.Effect<void>) => void }) {
    this.#now = options.now
    this.#report = options.report
  }

  /** It happened again. `log` is given how many were not spoken of, in words or as nothing. */
  happened(log: (more: string) => Effect.Effect<void>): void {
    this.#unsaid += 1
    const now = this.#now()
    if (now - this.#saidAt < interval) return
    const more = this.#unsaid > 1 ? `, and ${this.#unsaid - 1} more since the last word of it` : ""
    this.#unsaid = 0
    this.#saidAt = now
    this.#report(log(more))
  }
}
