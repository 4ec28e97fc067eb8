/** How long the answers took, as a picture: an SVG that follows its reader's light or dark theme. */
import type { Report } from "./Report.ts"

const width = 720
const height = 360
const margin = { left: 56, right: 24, top: 56, bottom: 56 }
const bars = 24

const escape = (value: string): string =>
  value.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
    // oxlint-disable-next-line no-control-regex -- XML knows no control characters
    .replace(/[\0-\x1f\x7f]/g, "?")

/** A round number that is not smaller: 1, 2 or 5 times a power of ten. */
export const roundUp = (value: number): number => {
  if (!(value > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 5].find((step) => step * power >= value) ?? 10) * power
}

/** Round numbers from 0 to one that is not smaller, four or five of them. */
export const ticks = (value: number, whole: boolean): ReadonlyArray<number> => {
  const step = Math.max(roundUp(value / 5), whole ? 1 : 0)
  const count = Math.max(1, Math.ceil(value / step))
  return Array.from({ length: count + 1 }, (_, at) => at * step)
}

/** How many values fall into each of so many equal parts from 0 to a round maximum. */
export const bins = (
  values: ReadonlyArray<number>
): { readonly max: number; readonly counts: ReadonlyArray<number> } => {
  const max = ticks(values.reduce((most, value) => Math.max(most, value), 0), false).at(-1) ?? 1
  const counts = Array.from({ length: bars }, () => 0)
  for (const value of values) {
    const at = Math.min(bars - 1, Math.floor(value / max * bars))
    counts[at] = (counts[at] ?? 0) + 1
  }
  return { max, counts }
}

/** The picture. */
export const svg = (report: Report): string => {
  const values = report.calls.flatMap(({ answerDelay }) => answerDelay ?? [])
  const { counts, max } = bins(values)
  const [delayTicks, countTicks] = [ticks(max, false), ticks(Math.max(...counts), true)]
  const most = countTicks.at(-1) ?? 1
  const x = (value: number): number => margin.left + value / max * (width - margin.left - margin.right)
  const y = (count: number): number => height - margin.bottom - count / most * (height - margin.top - margin.bottom)
  const bar = (count: number, at: number): string => {
    const [from, to] = [max / bars * at, max / bars * (at + 1)]
    return `<rect class="bar" x="${(x(from) + 1).toFixed(1)}" y="${y(count).toFixed(1)}" width="${
      (x(to) - x(from) - 2).toFixed(1)
    }" height="${(y(0) - y(count)).toFixed(1)}"><title>${count} calls: ${from} to ${to} ms</title></rect>`
  }
  const mark = (name: string, value: number, row: number): string =>
    `<line class="mark" x1="${x(value).toFixed(1)}" x2="${x(value).toFixed(1)}" y1="${margin.top - 4}" y2="${y(0)}"/>` +
    `<text class="small" x="${(x(value) + 4).toFixed(1)}" y="${margin.top + 8 + 14 * row}">${name} ${
      Math.round(value)
    } ms</text>`
  const title = `${report.made} calls to ${report.target}: milliseconds until the answer`
  const delays = report.answerDelays
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${
      escape(title)
    }">`,
    `<style>
  text { font: 13px system-ui, sans-serif; fill: #1c2430 } .small { font-size: 11px } .faint { fill: #6b7685 }
  .paper { fill: #ffffff } .bar { fill: #0b62c4 } .line { stroke: #c9d1db } .mark { stroke: #b42318; stroke-dasharray: 4 3 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6eaf0 } .faint { fill: #93a0b1 } .paper { fill: #161b22 } .bar { fill: #6cb2ff }
    .line { stroke: #3a4454 } .mark { stroke: #ff8a80 }
  }
</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    `<text x="${margin.left}" y="28">${escape(title)}</text>`,
    ...countTicks.flatMap((count) => [
      `<line class="line" x1="${margin.left}" x2="${width - margin.right}" y1="${y(count)}" y2="${y(count)}"/>`,
      `<text class="small faint" text-anchor="end" x="${margin.left - 8}" y="${y(count) + 4}">${count}</text>`
    ]),
    ...delayTicks.map((delay) =>
      `<text class="small faint" text-anchor="middle" x="${x(delay)}" y="${y(0) + 20}">${delay}</text>`
    ),
    ...(delays === undefined ?
      [`<text x="${width / 2}" y="${height / 2}" text-anchor="middle">no call was answered</text>`] :
      [
        ...counts.map(bar),
        mark("50 %", delays.p50, 0),
        mark("95 %", delays.p95, 1)
      ]),
    "</svg>",
    ""
  ].join("\n")
}
