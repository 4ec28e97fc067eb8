/** What the suite finds, as data: the table, the JSON, the page and the plots are made of it. */

/** What a number counts. The first group is better when it is more, the second when it is less. */
export type Unit = "/s" | "MB/s" | "share" | "s" | "ms" | "µs" | "bytes" | "count"

export interface Column {
  readonly key: string
  readonly title: string
  readonly unit: Unit
}

export interface Row {
  readonly label: string
  /** By the column's key: one value for each round. A column that a row has nothing to say about is missing. */
  readonly cells: Readonly<Record<string, ReadonlyArray<number>>>
}

/** Bars for some rows of one column; those of `/s` are shares of the first row if it says so. */
export interface Bars {
  readonly kind: "bars"
  readonly name: string
  readonly title: string
  readonly column: string
  readonly rows: ReadonlyArray<string>
}

/** A line for each series over a logarithmic scale. */
export interface Growth {
  readonly kind: "growth"
  readonly name: string
  readonly title: string
  readonly xTitle: string
  readonly yTitle: string
  readonly unit: Unit
  readonly series: ReadonlyArray<{
    readonly label: string
    readonly points: ReadonlyArray<readonly [x: number, y: number]>
  }>
}

export type Plot = Bars | Growth

export interface Section {
  readonly name: string
  readonly title: string
  /** What was done, in a few sentences: what a stranger needs to repeat it and to doubt it. */
  readonly note: string
  readonly columns: ReadonlyArray<Column>
  readonly rows: ReadonlyArray<Row>
  readonly plots: ReadonlyArray<Plot>
}

/** The machine and the versions that the numbers belong to. */
export interface Machine {
  readonly date: string
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly system: string
  readonly versions: Readonly<Record<string, string>>
}

export interface Report {
  readonly machine: Machine
  readonly scale: string
  readonly sections: ReadonlyArray<Section>
  /** What was kept of an earlier report. */
  readonly kept?: { readonly machine: Machine; readonly scale: string; readonly titles: ReadonlyArray<string> }
}

/** A report with what an earlier one has besides. */
export const keep = (earlier: Report, report: Report): Report => {
  const ofNow = ({ name }: Section): Section | undefined => report.sections.find((section) => section.name === name)
  const more = report.sections.filter(({ name }) => !earlier.sections.some((section) => section.name === name))
  return {
    ...report,
    sections: [...earlier.sections.map((section) => ofNow(section) ?? section), ...more],
    kept: {
      machine: earlier.machine,
      scale: earlier.scale,
      titles: earlier.sections.filter((section) => ofNow(section) === undefined).map(({ title }) => title)
    }
  }
}

export const cellOf = (section: Section | undefined, row: string, column: string): ReadonlyArray<number> | undefined =>
  section?.rows.find(({ label }) => label === row)?.cells[column]
