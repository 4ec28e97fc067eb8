/**
 * How fast one connection is read: a bucket of tokens, one for each line, that fills with time. Who is faster is read
 * no further for a moment, so that nothing is lost and his own sending waits.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

export class LineRate {
  readonly #perMilli: number
  /** What may come at once: what a second may bring. */
  readonly #most: number
  #tokens: number
  #at: number | undefined

  constructor(perSecond: number) {
    this.#perMilli = perSecond / 1000
    this.#most = perSecond
    this.#tokens = perSecond
  }

  /** Takes tokens, and waits until what was taken too many has come back. */
  take(count: number): Effect.Effect<void> {
    if (this.#most === Infinity) return Effect.void
    return Effect.flatMap(Clock.currentTimeMillis, (now) => {
      this.#tokens = Math.min(this.#tokens + (now - (this.#at ?? now)) * this.#perMilli, this.#most) - count
      this.#at = now
      return this.#tokens >= 0 ? Effect.void : Effect.sleep(Math.ceil(-this.#tokens / this.#perMilli))
    })
  }
}
