/** What is wanted, beside what was measured. No verdict: a person reads it, and knows the machine. */
import { formatSamples, formatValue } from "./format.ts"
import { cellOf, type Report, type Unit } from "./Report.ts"
import type { Cells } from "./table.ts"

interface Goal {
  readonly what: string
  /** Nothing where it is what the machine does by itself, beside the line before it. */
  readonly wanted: number | undefined
  readonly unit: Unit
  /** Whether more is better. */
  readonly isFloor: boolean
  readonly section: string
  readonly row: string
  readonly column: string
}

const floor = (
  what: string,
  wanted: number | undefined,
  unit: Unit,
  section: string,
  row: string,
  column: string
): Goal => ({
  what,
  wanted,
  unit,
  isFloor: true,
  section,
  row,
  column
})

const limit = (...args: Parameters<typeof floor>): Goal => ({ ...floor(...args), isFloor: false })

const engineGoals = ["as it is", "as installed", "tuned"].flatMap((settings) =>
  [1, 100].map((window) =>
    floor(
      `real engine, ${settings}, ${window} at a time, over a bare client with the blank line`,
      0.95,
      "share",
      "engine",
      `${settings}, ${window} at a time: yatefx`,
      "share"
    )
  )
)

const bare = "over bare node:net"

const goals: ReadonlyArray<Goal> = [
  ...engineGoals,
  floor(`constant-route, small, ${bare}`, 0.3, "share", "end-to-end", "constant-route, small, window 256", "ratio"),
  floor(`constant-route, large, ${bare}`, 0.9, "share", "end-to-end", "constant-route, large, window 256", "ratio"),
  floor(
    `the same by decide, small, ${bare}`,
    0.3,
    "share",
    "end-to-end",
    "constant-route by decide, small, window 256",
    "ratio"
  ),
  floor(
    `the same by decide, large, ${bare}`,
    0.9,
    "share",
    "end-to-end",
    "constant-route by decide, large, window 256",
    "ratio"
  ),
  floor(`ten typed fields, large, ${bare}`, 0.6, "share", "end-to-end", "ten typed fields, large, window 256", "ratio"),
  floor(
    "bare node:net that reads them by hand, likewise",
    undefined,
    "share",
    "end-to-end",
    "bare node:net, ten fields by hand, large, window 256",
    "ratio"
  ),
  limit(
    `median latency at window 1, above ${bare.slice(5)}`,
    60,
    "µs",
    "end-to-end",
    "constant-route, small, window 1",
    "over"
  ),
  floor("one wait of 100,000 found, over 1 of 1", 0.9, "share", "waits", "100,000 by where", "oneShare"),
  floor("one wait of a million found, over 1 of 1", 0.8, "share", "waits", "1,000,000 by where", "oneShare"),
  floor("the same, at random among 100,000", 0.9, "share", "waits", "100,000 by where", "share"),
  floor(
    "bare fibers in a Map, likewise",
    undefined,
    "share",
    "waits",
    "100,000 fibers in a Map, no dispatcher",
    "share"
  ),
  floor("the same, at random among a million", 0.8, "share", "waits", "1,000,000 by where", "share"),
  floor(
    "bare fibers in a Map, likewise",
    undefined,
    "share",
    "waits",
    "1,000,000 fibers in a Map, no dispatcher",
    "share"
  ),
  limit("a fiber that waits in onMessage with until", 3 * 1024, "bytes", "waits", "100,000 by where", "memory"),
  ...(["calls", "dispatcher"] as const).flatMap((layer) => [
    limit(
      `a call flow that waits (${layer})`,
      8 * 1024,
      "bytes",
      "calls",
      `100,000, ${layer}, scripted engine`,
      "memory"
    ),
    ...["scripted engine", "embedded engine"].flatMap((engine) => {
      const row = `100,000, ${layer}, ${engine}`
      return [
        limit(`100,000 flows set up (${layer}, ${engine})`, 10, "s", "calls", row, "setUp"),
        limit(`100,000 flows torn down (${layer}, ${engine})`, 5, "s", "calls", row, "tearDown")
      ]
    })
  ]),
  floor("rate with metrics on and spans off", 0.95, "share", "observability", "as it is by default, small", "share"),
  limit(
    "first answer of a stdio script",
    350,
    "ms",
    "start-up",
    "script, as JavaScript beside its libraries",
    "time"
  ),
  floor("codec, large lines to frames", 300, "MB/s", "codec", "large: lines to frames", "megabytes"),
  floor("the same, ten parameters read", 60, "MB/s", "codec", "large: decode, read ten parameters", "megabytes")
]

/** Those that this report says something about. */
export const goalsOf = (report: Report): Cells => {
  const lines = goals.flatMap(({ column, isFloor, row, section, unit, wanted, what }) => {
    const samples = cellOf(report.sections.find(({ name }) => name === section), row, column)
    return samples === undefined
      ? []
      : [[
        what,
        wanted === undefined ? "" : `${isFloor ? "≥" : "≤"} ${formatValue(wanted, unit)}`,
        formatSamples(samples, unit)
      ]]
  })
  return lines.length === 0 ? [] : [["", "wanted", "measured"], ...lines]
}
