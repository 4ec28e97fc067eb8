/** Rows of cells as text in columns, for the terminal and for a page. */
import { formatSamples } from "./format.ts"
import type { Section } from "./Report.ts"

export type Cells = ReadonlyArray<ReadonlyArray<string>>

/** What a section found: a head, and a line for each row. */
export const cellsOf = ({ columns, rows }: Section): Cells => [
  ["", ...columns.map(({ title }) => title)],
  ...rows.map(({ cells, label }) => [label, ...columns.map(({ key, unit }) => formatSamples(cells[key], unit))])
]

const escaped = (cell: string): string => cell.replaceAll("|", "\\|")

/** For a terminal: numbers stand under each other. */
export const textTable = (cells: Cells): string => {
  const widths = cells.reduce<ReadonlyArray<number>>(
    (widths, line) => line.map((cell, at) => Math.max(cell.length, widths[at] ?? 0)),
    []
  )
  const padded = (cell: string, at: number): string =>
    at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)
  return cells.map((line) => line.map(padded).join("  ").trimEnd()).join("\n")
}

/** For a page in Markdown. */
export const markdownTable = ([head = [], ...body]: Cells): string => {
  const line = (cells: ReadonlyArray<string>): string => `| ${cells.map(escaped).join(" | ")} |`
  return [line(head), line(head.map((_, at) => at === 0 ? "---" : "---:")), ...body.map(line)].join("\n")
}
