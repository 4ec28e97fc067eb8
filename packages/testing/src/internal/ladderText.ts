/**
 * A ladder in box-drawing characters.
 */
import type { Arrow, Ladder } from "../Ladder.ts"
import { clip, printable } from "./labels.ts"

const shafts = { said: "─", answer: "╌", watched: "┈" } as const

const maxLabel = 70
const minGap = 16
/** On both sides of a label: a joint, a shaft, a space; a space, a shaft, an arrow head. */
const around = 6

const labelOf = (arrow: Arrow): string => clip(printable(arrow.label), maxLabel)

/** How far apart the columns stand: the labels next to where their arrows start must fit. */
const positions = (ladder: Ladder): ReadonlyArray<number> => {
  const { columns, rows } = ladder
  const gaps = columns.slice(1).map((_, index) =>
    Math.max(minGap, Array.from(clip(printable(columns[index] ?? ""), maxLabel)).length + 2)
  )
  for (const row of rows) {
    if (row._tag !== "Arrow") continue
    const gap = row.from < row.to ? row.from : row.from - 1
    gaps[gap] = Math.max(gaps[gap] ?? 0, Array.from(labelOf(row)).length + around)
  }
  const at = [0]
  for (const gap of gaps) at.push((at.at(-1) ?? 0) + gap)
  return at
}

const drawArrow = (arrow: Arrow, at: ReadonlyArray<number>): string => {
  const cells = Array.from({ length: (at.at(-1) ?? 0) + 1 }, () => " ")
  for (const position of at) cells[position] = "│"
  const [from, to] = [at[arrow.from] ?? 0, at[arrow.to] ?? 0]
  const isRight = from < to
  const [left, right] = isRight ? [from, to] : [to, from]
  for (let position = left + 1; position < right; position++) {
    cells[position] = cells[position] === "│" ? "┼" : shafts[arrow.kind]
  }
  cells[from] = isRight ? "├" : "┤"
  cells[isRight ? to - 1 : to + 1] = isRight ? "▶" : "◀"
  const label = ` ${labelOf(arrow)} `
  const start = isRight ? from + 2 : from - 1 - Array.from(label).length
  Array.from(label).forEach((character, index) => cells[start + index] = character)
  return cells.join("")
}

const heading = (columns: ReadonlyArray<string>, at: ReadonlyArray<number>): string => {
  let line = ""
  columns.forEach((name, index) => {
    line = line.padEnd(at[index] ?? 0) + clip(printable(name), maxLabel)
  })
  return line
}

const timeOf = (at: number): string => (at / 1000).toFixed(3)

export const renderText = (ladder: Ladder): string => {
  const at = positions(ladder)
  const width = Math.max(7, ...ladder.rows.map((row) => timeOf(row.at).length))
  const bars = drawBars(at)
  const lines = ladder.rows.map((row) =>
    `${timeOf(row.at).padStart(width)}  ${
      row._tag === "Arrow" ? drawArrow(row, at) : `* ${clip(printable(row.label), 100)}`
    }`
  )
  return ["seconds".padStart(width) + "  " + heading(ladder.columns, at), " ".repeat(width + 2) + bars, ...lines]
    .map((line) => `${line.trimEnd()}\n`).join("")
}

const drawBars = (at: ReadonlyArray<number>): string => {
  let line = ""
  for (const position of at) line = line.padEnd(position) + "│"
  return line
}
