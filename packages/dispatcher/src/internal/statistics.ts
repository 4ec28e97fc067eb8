/** Counts, kept as plain numbers so that a message pays nothing for them; `Metrics` reads them when asked. */
import type { Fallback } from "./hand.ts"
import { Latencies } from "./latencies.ts"

const fallbacks: ReadonlyArray<Fallback> = [
  "unwanted",
  "misfit",
  "abandoned",
  "late",
  "overload",
  "refused",
  "shutdown"
]

export class Statistics {
  /** Messages received from the engine. */
  messages = 0
  /** Watched messages received. */
  watches = 0
  /** Lines that could not be read, or belonged to nothing. */
  strayLines = 0
  /** Messages of a stream that were passed by because it was full. */
  overflowed = 0
  /** Links that were opened. */
  connections = 0
  /** Answers by this program: processed, and not. */
  processed = 0
  declined = 0
  /** Answers given in its place, by reason. */
  readonly fallbacks = new Map<Fallback, number>(fallbacks.map((why) => [why, 0]))
  /** From arrival to answer, of this program's own. */
  readonly latencies = new Latencies()

  answered(processed: boolean, millis: number): void {
    if (processed) this.processed += 1
    else this.declined += 1
    this.latencies.add(millis)
  }

  fellBack(why: Fallback): void {
    this.fallbacks.set(why, (this.fallbacks.get(why) ?? 0) + 1)
  }
}
