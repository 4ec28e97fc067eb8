/** How long answers took, counted by buckets as Effect's histogram does, but without a look-up for each. */
import type * as Metric from "effect/Metric"

/** Upper bounds of the buckets, in milliseconds, the lowest first. */
export const bounds: ReadonlyArray<number> = [
  0.1,
  0.25,
  0.5,
  1,
  2.5,
  5,
  10,
  25,
  50,
  100,
  250,
  500,
  1000,
  2500,
  5000,
  10_000
]

export class Latencies {
  /** The last are those over all bounds. Not 32 bits: at 10,000 answers a second those are full in five days. */
  readonly #counts = new Float64Array(bounds.length + 1)
  #count = 0
  #sum = 0
  #min = Number.MAX_VALUE
  #max = -Number.MAX_VALUE

  /** Most answers are in the first buckets: those are looked at first. */
  add(millis: number): void {
    let at = 0
    while (at < bounds.length && millis > (bounds[at] as number)) at += 1 // at < length
    this.#counts[at] = (this.#counts[at] ?? 0) + 1
    this.#count += 1
    this.#sum += millis
    if (millis < this.#min) this.#min = millis
    if (millis > this.#max) this.#max = millis
  }

  get state(): Metric.HistogramState {
    let below = 0
    const buckets = bounds.map((bound, at): [number, number] => [bound, below += this.#counts[at] ?? 0])
    return { buckets, count: this.#count, sum: this.#sum, min: this.#min, max: this.#max }
  }
}
