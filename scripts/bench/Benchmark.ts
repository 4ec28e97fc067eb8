/** What the suite needs of a benchmark. */
import type { Section } from "./Report.ts"

/** How much is measured, and how long. */
export interface Scale {
  readonly name: "full" | "quick" | "tiny"
  /** How often each thing is measured. */
  readonly rounds: number
  /** How long one measurement takes, in milliseconds. */
  readonly millis: number
  /** How long a program runs before anything counts, in milliseconds. */
  readonly warmUp: number
  readonly windows: ReadonlyArray<number>
  readonly waiters: ReadonlyArray<number>
  readonly guards: ReadonlyArray<number>
  readonly flows: ReadonlyArray<number>
  /** How often each set of flows is run, in a fresh process. */
  readonly flowRounds: number
  readonly starts: number
}

export interface Context {
  readonly scale: Scale
  /** Says what is being done. */
  readonly progress: (text: string) => void
  /** A real engine's TCP listener, if one was given. */
  readonly engine: { readonly host: string; readonly port: number } | undefined
  /** Yate's program, if one was given. */
  readonly yateBin: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface Benchmark {
  readonly name: string
  /** One line for `--help`. */
  readonly description: string
  /** Nothing when it has nothing to run on. */
  readonly run: (context: Context) => Promise<ReadonlyArray<Section>>
}

export const scales: Readonly<Record<Scale["name"], Scale>> = {
  full: {
    name: "full",
    rounds: 7,
    millis: 1000,
    warmUp: 2000,
    windows: [1, 16, 256],
    waiters: [1, 1000, 100_000, 1_000_000],
    guards: [1, 100, 1000, 5000],
    flows: [10_000, 100_000],
    flowRounds: 3,
    starts: 15
  },
  quick: {
    name: "quick",
    rounds: 3,
    millis: 150,
    warmUp: 300,
    windows: [1, 16, 256],
    waiters: [1, 1000, 100_000],
    guards: [1, 100, 1000],
    flows: [5000],
    flowRounds: 1,
    starts: 3
  },
  tiny: {
    name: "tiny",
    rounds: 2,
    millis: 10,
    warmUp: 10,
    windows: [1, 16],
    waiters: [1, 100],
    guards: [1, 10],
    flows: [50],
    flowRounds: 1,
    starts: 1
  }
}
