/** Draws figures over time as an SVG that follows its reader's light or dark theme. */

export interface Series {
  readonly label: string
  readonly values: ReadonlyArray<number>
}

export interface Panel {
  readonly title: string
  readonly unit: string
  readonly series: ReadonlyArray<Series>
}

export interface Plot {
  readonly title: string
  /** Seconds since the start, one for each value of each series. */
  readonly at: ReadonlyArray<number>
  readonly panels: ReadonlyArray<Panel>
  /** When something was done to the run, in seconds. */
  readonly marks: ReadonlyArray<number>
}

const width = 900
const left = 64
const right = 130
const panelHeight = 150
const gap = 46
const top = 56

/** In the light theme, and for programs that know no themes; and in the dark one. */
const themes = {
  light: { ink: "#1f2328", faint: "#d0d7de", paper: "#ffffff", series: ["#0550ae", "#bc4c00", "#116329"] },
  dark: { ink: "#e6edf3", faint: "#3d444d", paper: "#0d1117", series: ["#79c0ff", "#ffa657", "#7ee787"] }
}

const rules = ({ faint, ink, paper, series }: typeof themes.light): string =>
  [
    `.paper { fill: ${paper}; } text { fill: ${ink}; } .grid, .mark { stroke: ${faint}; }`,
    ...series.map((colour, i) => `.line.s${i} { stroke: ${colour}; } text.s${i} { fill: ${colour}; }`)
  ].join(" ")

const style = `
text { font: 12px system-ui, sans-serif; }
.title { font-size: 15px; font-weight: 600; }
.mark { stroke-dasharray: 2 3; }
.line { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
${rules(themes.light)}
@media (prefers-color-scheme: dark) { ${rules(themes.dark)} }`

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;")

const round = (value: number): string => String(Math.round(value * 10) / 10)

/** The next round number above: 1, 2 or 5 times a power of ten. */
export const ceiling = (value: number): number => {
  if (!(value > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value) ?? power * 10
}

const time = (seconds: number): string => seconds < 120 ? `${round(seconds)} s` : `${round(seconds / 60)} min`

const drawPanel = (panel: Panel, plot: Plot, y: number): string => {
  const end = plot.at.at(-1) ?? 1
  const highest = ceiling(Math.max(...panel.series.flatMap(({ values }) => [...values]), 0))
  const x = (at: number): number => left + at / Math.max(end, 1e-9) * (width - left - right)
  const height = (value: number): number => y + panelHeight - value / highest * panelHeight
  const out = [
    `<text x="${left}" y="${y - 10}" font-weight="600">${escape(panel.title)} (${escape(panel.unit)})</text>`
  ]
  for (const part of [0, 0.5, 1]) {
    const at = y + panelHeight * (1 - part)
    out.push(`<line class="grid" x1="${left}" x2="${width - right}" y1="${at}" y2="${at}"/>`)
    out.push(`<text x="${left - 8}" y="${at + 4}" text-anchor="end">${round(highest * part)}</text>`)
  }
  for (const part of [0, 0.25, 0.5, 0.75, 1]) {
    const anchor = part === 0 ? "start" : part === 1 ? "end" : "middle"
    out.push(
      `<text x="${round(x(end * part))}" y="${y + panelHeight + 16}" text-anchor="${anchor}">${time(end * part)}</text>`
    )
  }
  for (const mark of plot.marks) {
    out.push(`<line class="mark" x1="${round(x(mark))}" x2="${round(x(mark))}" y1="${y}" y2="${y + panelHeight}"/>`)
  }
  for (const [i, { label, values }] of panel.series.entries()) {
    const points = plot.at.map((at, j) => `${round(x(at))},${round(height(values[j] ?? 0))}`).join(" ")
    out.push(`<polyline class="line s${i % 3}" points="${points}"/>`)
    out.push(
      `<text x="${width - right + 10}" y="${y + 14 + i * 18}" class="s${i % 3}">${escape(label)}</text>`
    )
  }
  return out.join("\n")
}

/** The whole picture. */
export const draw = (plot: Plot): string => {
  const height = top + plot.panels.length * (panelHeight + gap)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${
      escape(plot.title)
    }">`,
    `<style>${style}\n</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    `<text class="title" x="${left}" y="24">${escape(plot.title)}</text>`,
    ...plot.panels.map((panel, i) => drawPanel(panel, plot, top + i * (panelHeight + gap))),
    "</svg>\n"
  ].join("\n")
}
