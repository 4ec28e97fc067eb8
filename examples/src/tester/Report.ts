/** What became of the test calls: counted, with how long the answers took, as text, as data, and as a picture. */

/** One test call. */
export interface TestCall {
  /** From 1. */
  readonly number: number
  /**
   * `answered`: and its script ran to its end; `broken`: it was answered, and its script was not done; `stopped`: the test
   * was.
   */
  readonly outcome: "answered" | "broken" | "busy" | "noAnswer" | "rejected" | "notFound" | "failed" | "stopped"
  /** Why, where there is more to say. */
  readonly reason: string | undefined
  /** Milliseconds from the call to the answer; missing when there was none. */
  readonly answerDelay: number | undefined
  /** Milliseconds from the call to its end. */
  readonly duration: number
}

/** How long the answers took, in milliseconds. */
export interface Delays {
  readonly count: number
  readonly min: number
  readonly mean: number
  readonly p50: number
  readonly p90: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

/** The whole test. */
export interface Report {
  readonly target: string
  /** ISO 8601. */
  readonly startedAt: string
  /** Milliseconds. */
  readonly duration: number
  /** How many calls were asked for; fewer were made when the test was stopped. */
  readonly wanted: number
  readonly made: number
  readonly outcomes: Readonly<Record<string, number>>
  /** How often each reason was given, the most frequent first. */
  readonly reasons: ReadonlyArray<{ readonly outcome: string; readonly reason: string; readonly count: number }>
  readonly answerDelays: Delays | undefined
  readonly calls: ReadonlyArray<TestCall>
}

/** The value that this share of the sorted values doesn't exceed (nearest rank). */
export const percentile = (sorted: ReadonlyArray<number>, share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN

const delaysOf = (calls: ReadonlyArray<TestCall>): Delays | undefined => {
  const sorted = calls.flatMap(({ answerDelay }) => answerDelay ?? []).sort((a, b) => a - b)
  return sorted.length === 0 ? undefined : {
    count: sorted.length,
    min: percentile(sorted, 0),
    mean: sorted.reduce((sum, each) => sum + each, 0) / sorted.length,
    p50: percentile(sorted, 0.5),
    p90: percentile(sorted, 0.9),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
    max: percentile(sorted, 1)
  }
}

/** Counts. */
export const make = (
  about: Pick<Report, "target" | "startedAt" | "duration" | "wanted">,
  calls: ReadonlyArray<TestCall>
): Report => {
  const outcomes: Record<string, number> = {}
  const reasons = new Map<string, { readonly outcome: string; readonly reason: string; count: number }>()
  for (const { outcome, reason } of calls) {
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    if (reason === undefined) continue
    const found = reasons.get(`${outcome} ${reason}`) ?? { outcome, reason, count: 0 }
    found.count++
    reasons.set(`${outcome} ${reason}`, found)
  }
  return {
    ...about,
    made: calls.length,
    outcomes,
    reasons: [...reasons.values()].sort((a, b) => b.count - a.count),
    answerDelays: delaysOf(calls),
    calls: calls.toSorted((a, b) => a.number - b.number)
  }
}

const words: Readonly<Record<string, string>> = { noAnswer: "no answer", notFound: "not found" }

const milliseconds = (value: number): string => value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`

/** For a person. */
export const text = (report: Report): string => {
  const { answerDelays: delays, duration, made, outcomes, reasons, target, wanted } = report
  const seconds = duration / 1000
  const share = (count: number): string => `${String(Math.round(100 * count / Math.max(made, 1))).padStart(3)} %`
  return [
    `${made} of ${wanted} calls to ${target} in ${seconds.toFixed(1)} s, ${
      (made / Math.max(seconds, 0.001)).toFixed(1)
    } a second`,
    ...Object.entries(outcomes).sort(([, a], [, b]) => b - a).map(([outcome, count]) =>
      `  ${(words[outcome] ?? outcome).padEnd(12)} ${String(count).padStart(6)} ${share(count)}`
    ),
    ...(delays === undefined ? ["no call was answered"] : [
      "until the answer",
      `  min ${milliseconds(delays.min)}, mean ${milliseconds(delays.mean)}, max ${milliseconds(delays.max)}`,
      `  50 % ${milliseconds(delays.p50)}, 90 % ${milliseconds(delays.p90)}, ` +
      `95 % ${milliseconds(delays.p95)}, 99 % ${milliseconds(delays.p99)}`
    ]),
    ...(reasons.length === 0 ? [] : ["reasons"]),
    ...reasons.slice(0, 10).map(({ count, outcome, reason }) =>
      `  ${String(count).padStart(6)} × ${words[outcome] ?? outcome}: ${reason}`
    )
  ].join("\n")
}

/** For a program. */
export const json = (report: Report): string => `${JSON.stringify(report, undefined, 2)}\n`
