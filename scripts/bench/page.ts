/** The page of results, `docs/benchmarks.md`, and its plots. */
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { goalsOf } from "./goals.ts"
import type { Machine, Report, Section } from "./Report.ts"
import { plotOf } from "./svg.ts"
import { cellsOf, markdownTable } from "./table.ts"

/** One line: where and when the numbers were taken. */
export const machineLine = ({ cores, cpu, date, memoryGiB, system, versions }: Machine): string =>
  `Measured on ${date}: ${cores} × ${cpu}, ${memoryGiB} GiB, ${system}, ${
    Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(", ")
  }.`

const sectionOf = (section: Section): ReadonlyArray<string> => [
  `## ${section.title}`,
  "",
  section.note,
  "",
  ...section.plots.flatMap(({ name, title }) => [`![${title}](benchmarks/${name}.svg)`, ""]),
  markdownTable(cellsOf(section)),
  ""
]

export const pageOf = (report: Report): string => {
  const goals = goalsOf(report)
  return [
    "# Benchmarks",
    "",
    `\`pnpm bench --out docs\` wrote this page (scale: ${report.scale}). A value is the median of its rounds; ± is half of what the middle half ` +
    "of the rounds spans, as a share of the median. A value without ± was measured once.",
    "",
    machineLine(report.machine),
    "",
    ...report.kept === undefined
      ? []
      : [
        `Of an earlier run (scale: ${report.kept.scale}): ${report.kept.titles.join(", ")}. ${
          machineLine(report.kept.machine)
        }`,
        ""
      ],
    ...goals.length === 0 ? [] : ["## What is wanted", "", markdownTable(goals), ""],
    ...report.sections.flatMap(sectionOf)
  ].join("\n")
}

/** Writes `benchmarks.md` into a folder, and the plots into `benchmarks` beside it. */
export const writePage = (folder: string, report: Report): void => {
  mkdirSync(join(folder, "benchmarks"), { recursive: true })
  writeFileSync(join(folder, "benchmarks.md"), pageOf(report))
  for (const section of report.sections) {
    for (const plot of section.plots) {
      writeFileSync(join(folder, "benchmarks", `${plot.name}.svg`), plotOf(plot, section))
    }
  }
}
