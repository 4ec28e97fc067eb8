/** Messages answered over loopback TCP, beside bare `node:net` in the same run. */
import type { Benchmark, Context } from "./Benchmark.ts"
import { Load, type Subject } from "./Load.ts"
import type { RoundResult } from "./LoadGenerator.ts"
import type { Size } from "./messages.ts"
import type { Plot, Row, Section } from "./Report.ts"
import { interleave } from "./rounds.ts"
import { differences, ratios } from "./statistics.ts"
import * as Subjects from "./subjects.ts"

interface Setting {
  readonly size: Size
  readonly window: number
}

const labelOf = (subject: Subject, { size, window }: Setting): string => `${subject.label}, ${size}, window ${window}`

/** All subjects under one load, in turn. Peers that can't bear it are named in `lost`, and not asked again. */
const measure = async (
  load: Load,
  all: ReadonlyArray<Subject>,
  setting: Setting,
  lost: Map<Subject, string>,
  { progress, scale }: Context
): Promise<ReadonlyArray<Row>> => {
  for (const subject of all.filter((subject) => !lost.has(subject))) {
    progress(`warming up ${labelOf(subject, setting)}`)
    try {
      await load.run(subject, { ...setting, millis: scale.warmUp })
    } catch (error) {
      if (!subject.isPeer) throw error
      lost.set(subject, `${subject.label} did not answer ${setting.size} messages as it should, and is left out there.`)
    }
  }
  const subjects = all.filter((subject) => !lost.has(subject))
  const results = await interleave(subjects, scale.rounds, (subject, round) => {
    progress(`${labelOf(subject, setting)}, round ${round + 1} of ${scale.rounds}`)
    return load.run(subject, { ...setting, millis: scale.millis })
  })
  const values = (subject: Subject, key: keyof RoundResult): ReadonlyArray<number> =>
    results.get(subject)?.map((result) => result[key]) ?? []
  return subjects.map((subject) => ({
    label: labelOf(subject, setting),
    cells: {
      rate: values(subject, "rate"),
      ratio: ratios(values(subject, "rate"), values(Subjects.bare, "rate")),
      p50: values(subject, "p50"),
      over: differences(values(subject, "p50"), values(Subjects.bare, "p50")),
      p90: values(subject, "p90"),
      p99: values(subject, "p99")
    }
  }))
}

const note = "A load generator in a process of its own plays the engine: it listens on the loopback, keeps so many " +
  "messages (the window) waiting for their answers, and checks each answer's id and return value. A program answers " +
  "`call.route`: always the same, by `handle` or by `decide`, or something made of ten typed parameters. Small messages have 100 bytes (220 for ten " +
  "parameters), large ones 1.4 kB, a real SIP `call.route` with the headers of a trunk. Bare `node:net` splits lines and answers a " +
  "constant: no parsing, no runtime; read as UTF-8, as the protocol's text is, or as Latin-1, which is faster for " +
  "messages that are not all ASCII; or reads the ten parameters too, by hand and without a check. All programs are warm, and take turns; a ratio is that of two rounds next to each " +
  "other. Latency is from the write of a message to its answer; of those that share a write, it counts the writing."

const plotsOf = (rows: ReadonlyArray<Row>, subjects: ReadonlyArray<Subject>, window: number): ReadonlyArray<Plot> =>
  (["small", "large"] as const).map((size) => ({
    kind: "bars" as const,
    name: `end-to-end-${size}`,
    title: `Messages a second over bare node:net: ${size}, ${window} at a time`,
    column: "ratio",
    rows: subjects.map((subject) => labelOf(subject, { size, window }))
      .filter((label) => rows.some((row) => row.label === label))
  }))

export const endToEnd: Benchmark = {
  name: "end-to-end",
  description: "messages answered over TCP, beside bare node:net and the peers that are given",
  run: async (context): Promise<ReadonlyArray<Section>> => {
    const subjects = [
      Subjects.bare,
      Subjects.bareLatin1,
      Subjects.constantRoute,
      Subjects.decidedRoute,
      Subjects.ownRoute,
      Subjects.tenFields,
      Subjects.bareTen,
      ...Subjects.peersIn(context.env)
    ]
    const load = await Load.start()
    try {
      for (const subject of subjects) {
        context.progress(`starting ${subject.label}`)
        await load.add(subject)
      }
      const rows: Array<Row> = []
      const lost = new Map<Subject, string>()
      for (const size of ["small", "large"] as const) {
        for (const window of context.scale.windows) {
          rows.push(...await measure(load, subjects, { size, window }, lost, context))
        }
      }
      return [{
        name: "end-to-end",
        title: "End to end over TCP",
        note: [note, ...lost.values()].join(" "),
        columns: [
          { key: "rate", title: "messages", unit: "/s" },
          { key: "ratio", title: "over bare", unit: "share" },
          { key: "p50", title: "median latency", unit: "µs" },
          { key: "over", title: "median less bare's", unit: "µs" },
          { key: "p90", title: "90 %", unit: "µs" },
          { key: "p99", title: "99 %", unit: "µs" }
        ],
        rows,
        plots: plotsOf(rows, subjects, Math.max(...context.scale.windows))
      }]
    } finally {
      await load.stop()
    }
  }
}
