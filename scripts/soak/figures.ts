/** Figures over time, and what is read from them. */

/** Values since the last look, of which the highest are of interest; a sample of them when there are many. */
export class Window {
  #values: Array<number> = []
  #count = 0
  /** All values ever. */
  total = 0
  /** The highest ever. */
  highest = 0

  add(value: number): void {
    this.total += 1
    this.#count += 1
    this.highest = Math.max(this.highest, value)
    if (this.#values.length < sampleSize) this.#values.push(value)
    // Every so many: which ones doesn't depend on what they are.
    else this.#values[this.#count % sampleSize] = value
  }

  /** Percentiles of what came since the last call. */
  take(...percents: ReadonlyArray<number>): ReadonlyArray<number> {
    const sorted = this.#values.sort((a, b) => a - b)
    this.#values = []
    this.#count = 0
    return percents.map((percent) =>
      sorted[Math.min(Math.floor(sorted.length * percent / 100), sorted.length - 1)] ?? 0
    )
  }
}

const sampleSize = 20_000

/** One look at everything. */
export interface Sample {
  /** Seconds since the start. */
  readonly at: number
  /** Bytes of the heap after a collection. */
  readonly heap: number
  /** Messages that waited for the program, and dispatches of the program's that waited for the engine. */
  readonly pending: number
  readonly dispatches: number
  /** Calls that were under way. */
  readonly calls: number
  /** Messages so far. */
  readonly messages: number
  /** Milliseconds from a message to its answer since the last look: half of them, and all but one of a hundred. */
  readonly p50: number
  readonly p99: number
}

/** The part of a run at its start that is no measure: caches fill, code is compiled. */
const warmUp = 0.2

/** The samples after the start. */
export const settled = (samples: ReadonlyArray<Sample>): ReadonlyArray<Sample> => {
  const end = samples.at(-1)?.at ?? 0
  return samples.filter(({ at }) => at >= end * warmUp)
}

/** Bytes a second by which the heap grows, by the straight line that fits best. */
export const slope = (samples: ReadonlyArray<Sample>): number => {
  const n = samples.length
  if (n < 2) return 0
  const meanAt = samples.reduce((sum, { at }) => sum + at, 0) / n
  const meanHeap = samples.reduce((sum, { heap }) => sum + heap, 0) / n
  let covariance = 0
  let variance = 0
  for (const { at, heap } of samples) {
    covariance += (at - meanAt) * (heap - meanHeap)
    variance += (at - meanAt) ** 2
  }
  return variance === 0 ? 0 : covariance / variance
}

/** Bytes by which the heap has grown since the warm-up, by that line. */
export const growth = (samples: ReadonlyArray<Sample>): number => {
  const measured = settled(samples)
  const first = measured[0]
  const last = measured.at(-1)
  return first === undefined || last === undefined ? 0 : slope(measured) * (last.at - first.at)
}
