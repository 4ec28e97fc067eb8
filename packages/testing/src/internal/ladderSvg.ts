/**
 * A ladder as an SVG document.
 */
import type { Arrow, Ladder, Remark } from "../Ladder.ts"
import { clip, printable } from "./labels.ts"

const margin = 24
const timeWidth = 64
const gap = 300
const top = 56
const rowHeight = 30
const maxLabel = 44

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "\"": "&quot;",
  "'": "&#39;"
}

const escape = (text: string): string => printable(text).replace(/[&<>"']/g, (character) => entities[character] ?? "")

interface Palette {
  readonly ink: string
  readonly faint: string
  readonly line: string
  readonly said: string
  readonly answer: string
  readonly watched: string
  readonly remark: string
  readonly paper: string
}

const light: Palette = {
  ink: "#1c2430",
  faint: "#6b7685",
  line: "#c9d1db",
  said: "#0b62c4",
  answer: "#1a7f4b",
  watched: "#8a6d1f",
  remark: "#b42318",
  paper: "#ffffff"
}

const dark: Palette = {
  ink: "#e6eaf0",
  faint: "#93a0b1",
  line: "#3a4454",
  said: "#6cb2ff",
  answer: "#5fd38f",
  watched: "#e0bd62",
  remark: "#ff8f85",
  paper: "#12161c"
}

const shapes = [
  ".name { font-weight: 600; text-anchor: middle }",
  ".life, .ladder .arrow line { stroke-width: 1.5 }",
  ".time { font: 11px ui-monospace, monospace; text-anchor: end }",
  ".label { font-size: 12px; text-anchor: middle; paint-order: stroke; stroke-width: 4px }",
  ".answer line { stroke-dasharray: 6 4 }",
  ".watched line { stroke-dasharray: 2 4 }",
  ".remark { font-size: 12px; font-style: italic }"
]

/** Colours said in each rule, and not by variables: programs that draw an SVG into a picture don't know those. */
const colours = (palette: Palette): ReadonlyArray<string> => [
  `.paper { fill: ${palette.paper} }`,
  `.name { fill: ${palette.ink} }`,
  `.life { stroke: ${palette.line} }`,
  `.time { fill: ${palette.faint} }`,
  `.label { fill: ${palette.ink}; stroke: ${palette.paper} }`,
  `.remark { fill: ${palette.remark} }`,
  ...(["said", "answer", "watched"] as const).flatMap((kind) => [
    `.${kind} line { stroke: ${palette[kind]} }`,
    `.${kind} path { fill: ${palette[kind]} }`
  ])
]

/** Nothing that it says reaches beyond the drawing, where that stands in a page. */
const style = [
  ".ladder { font: 13px ui-sans-serif, system-ui, sans-serif }",
  ...[...shapes, ...colours(light)].map((rule) => `.ladder ${rule}`),
  ...colours(dark).map((rule) => `@media (prefers-color-scheme: dark) { .ladder ${rule} }`)
].join("\n    ")

const xOf = (column: number): number => margin + timeWidth + gap / 3 + column * gap

const drawArrow = (arrow: Arrow, y: number): string => {
  const [from, to] = [xOf(arrow.from), xOf(arrow.to)]
  const ahead = from < to ? 1 : -1
  // Beside its start, where no other column is crossed.
  const middle = from + ahead * gap / 2
  return `  <g class="arrow ${arrow.kind}"><title>${escape(arrow.label)}</title>` +
    `<line x1="${from}" y1="${y}" x2="${to - ahead * 7}" y2="${y}"/>` +
    `<path d="M${to} ${y} l${-8 * ahead} -4 v8 z"/>` +
    `<text class="label" x="${middle}" y="${y - 5}">${escape(clip(printable(arrow.label), maxLabel))}</text></g>`
}

const drawRow = (row: Arrow | Remark, index: number): string => {
  const y = top + (index + 1) * rowHeight
  const time = `  <text class="time" x="${margin + timeWidth - 8}" y="${y + 4}">${(row.at / 1000).toFixed(3)}</text>`
  const rest = row._tag === "Arrow"
    ? drawArrow(row, y)
    : `  <text class="remark" x="${margin + timeWidth + 8}" y="${y + 4}">${
      escape(clip(printable(row.label), 140))
    }</text>`
  return `${time}\n${rest}`
}

export const renderSvg = ({ columns, rows }: Ladder): string => {
  const width = xOf(columns.length - 1) + gap / 3 + margin
  const bottom = top + (rows.length + 1) * rowHeight
  const lives = columns.map((name, column) =>
    `  <text class="name" x="${xOf(column)}" y="${top - 20}">${escape(clip(printable(name), maxLabel))}</text>\n` +
    `  <line class="life" x1="${xOf(column)}" y1="${top - 10}" x2="${xOf(column)}" y2="${bottom}"/>`
  )
  return [
    `<svg class="ladder" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom + margin}" ` +
    `width="${width}" role="img">`,
    `  <title>Message ladder: ${escape(columns.join(", "))}</title>`,
    `  <style>\n    ${style}\n  </style>`,
    `  <rect class="paper" width="100%" height="100%"/>`,
    ...lives,
    ...rows.map(drawRow),
    "</svg>",
    ""
  ].join("\n")
}
