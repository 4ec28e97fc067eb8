/** Plots as SVG that stands by itself, on a light page and on a dark one. */
import { formatValue } from "./format.ts"
import type { Bars, Growth, Plot, Section } from "./Report.ts"
import { median, quantile } from "./statistics.ts"

const width = 760

/** Told apart in both themes, and by those who see no red or no green: blue, orange, teal, grey. */
const colours = ["#4184e4", "#d9822b", "#1b9e8a", "#8b949e"]
const grey = colours.length - 1

const series = colours.map((colour, at) =>
  `  .c${at} { fill: ${colour}; } .line.c${at} { fill: none; stroke: ${colour}; }`
).join("\n")

/** Mid tones, for viewers that know no colour scheme: both themes only take them further. */
const style = `
  text { font: 12px system-ui, sans-serif; fill: #6e7681; }
  .title { font-size: 14px; font-weight: 600; }
  .axis, .grid { stroke: #8b949e; fill: none; }
  .grid { opacity: 0.3; }
  .spread { stroke: #8b949e; stroke-width: 1.5; }
${series}
  .line { stroke-width: 2; }
  @media (prefers-color-scheme: light) { text { fill: #24292f; } }
  @media (prefers-color-scheme: dark) { text { fill: #d1d7e0; } }
`

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;")

const text = (x: number, y: number, content: string, attributes = ""): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}"${attributes}>${escaped(content)}</text>`

const svg = (title: string, height: number, parts: ReadonlyArray<string>): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="${
      escaped(title)
    }">`,
    `<style>${style}</style>`,
    text(8, 20, title, ` class="title"`),
    ...parts,
    "</svg>",
    ""
  ].join("\n")

const bars = (plot: Bars, section: Section): string => {
  const unit = section.columns.find(({ key }) => key === plot.column)?.unit ?? "count"
  const rows = plot.rows.flatMap((label) => {
    const samples = section.rows.find((row) => row.label === label)?.cells[plot.column] ?? []
    return samples.length === 0 ? [] : [{ label, samples, value: median(samples) }]
  })
  const left = Math.min(360, 20 + 6.6 * Math.max(0, ...rows.map(({ label }) => label.length)))
  const right = width - 80
  const most = Math.max(...rows.flatMap(({ samples }) => samples), unit === "share" ? 1 : 0)
  const scale = (value: number): number => left + (right - left) * value / most
  const top = 36
  const step = 26
  const bottom = top + rows.length * step
  const parts = rows.flatMap(({ label, samples, value }, at) => {
    // What the others are measured by stands back.
    const colour = label.includes("bare") ? grey : 0
    const y = top + at * step
    const from = scale(quantile(samples, 0.25))
    const to = scale(quantile(samples, 0.75))
    return [
      text(left - 8, y + 15, label, ` text-anchor="end"`),
      `<rect class="c${colour}" x="${left}" y="${y + 4}" width="${
        Math.max(scale(value) - left, 1).toFixed(1)
      }" height="15" rx="2"/>`,
      `<path class="spread" d="M${from.toFixed(1)} ${y + 11.5}H${to.toFixed(1)}"/>`,
      text(Math.max(scale(value), to) + 6, y + 15, formatValue(value, unit))
    ]
  })
  const reference = unit === "share" ? [`<path class="grid" d="M${scale(1)} ${top}V${bottom}"/>`] : []
  return svg(plot.title, bottom + 10, [...reference, ...parts, `<path class="axis" d="M${left} ${top}V${bottom}"/>`])
}

const power = (exponent: number): string => {
  const value = 10 ** exponent
  return value >= 1e6 ? `${value / 1e6} M` : value >= 1000 ? `${value / 1000} k` : String(value)
}

const growth = (plot: Growth): string => {
  const points = plot.series.flatMap((series) => series.points)
  const exponents = (values: ReadonlyArray<number>): readonly [number, number] => {
    const low = Math.floor(Math.log10(Math.min(...values)))
    return [low, Math.max(Math.ceil(Math.log10(Math.max(...values))), low + 1)]
  }
  const [x0, x1] = exponents(points.map(([x]) => x))
  const [y0, y1] = exponents(points.map(([, y]) => y))
  const [left, right, top, bottom] = [64, width - 130, 48, 300]
  const px = (x: number): number => left + (right - left) * (Math.log10(x) - x0) / (x1 - x0)
  const py = (y: number): number => bottom - (bottom - top) * (Math.log10(y) - y0) / (y1 - y0)
  const parts: Array<string> = []
  for (let e = x0; e <= x1; e++) {
    const x = px(10 ** e).toFixed(1)
    parts.push(
      `<path class="grid" d="M${x} ${top}V${bottom}"/>`,
      text(px(10 ** e), bottom + 18, power(e), ` text-anchor="middle"`)
    )
  }
  for (let e = y0; e <= y1; e++) {
    const y = py(10 ** e).toFixed(1)
    parts.push(
      `<path class="grid" d="M${left} ${y}H${right}"/>`,
      text(left - 8, py(10 ** e) + 4, power(e), ` text-anchor="end"`)
    )
  }
  plot.series.forEach(({ label, points }, at) => {
    const line = points.map(([x, y], i) => `${i === 0 ? "M" : "L"}${px(x).toFixed(1)} ${py(y).toFixed(1)}`).join("")
    const [x, y] = points.at(-1) ?? [1, 1]
    parts.push(
      `<path class="line c${at % colours.length}" d="${line}"/>`,
      ...points.map(([x, y]) =>
        `<circle class="c${at % colours.length}" cx="${px(x).toFixed(1)}" cy="${py(y).toFixed(1)}" r="4"/>`
      ),
      text(px(x) + 9, py(y) + 4, label)
    )
  })
  parts.push(
    text((left + right) / 2, bottom + 38, plot.xTitle, ` text-anchor="middle"`),
    text(left, top - 8, plot.yTitle, ` text-anchor="middle"`)
  )
  return svg(plot.title, bottom + 48, parts)
}

export const plotOf = (plot: Plot, section: Section): string =>
  plot.kind === "bars" ? bars(plot, section) : growth(plot)
