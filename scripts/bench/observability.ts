/** What metrics and spans take of the rate. */
import type { Benchmark, Context } from "./Benchmark.ts"
import { bundle, withFiles } from "./bundle.ts"
import { Load, type Subject } from "./Load.ts"
import type { Row, Section } from "./Report.ts"
import { interleave } from "./rounds.ts"
import { ratios } from "./statistics.ts"

const entry = `${import.meta.dirname}/programs/constantRoute.ts`

const noMetrics = {
  "dispatcher/src/internal/metrics.ts":
    `import * as Effect from "effect/Effect"\nexport const register = () => Effect.void\n`,
  "dispatcher/src/internal/latencies.ts": "export class Latencies { add() {} }\n"
}

const measure = async (load: Load, subjects: ReadonlyArray<Subject>, context: Context): Promise<ReadonlyArray<Row>> => {
  const { progress, scale } = context
  const window = Math.max(...scale.windows)
  const rows: Array<Row> = []
  for (const size of ["small", "large"] as const) {
    const run = (millis: number) => async (subject: Subject): Promise<number> => {
      progress(`observability: ${subject.label}, ${size}`)
      return (await load.run(subject, { size, window, millis })).rate
    }
    await interleave(subjects, 1, run(scale.warmUp))
    const results = await interleave(subjects, scale.rounds, run(scale.millis))
    const [base] = subjects
    for (const subject of subjects) {
      const rate = results.get(subject) ?? []
      const of = base === undefined ? [] : results.get(base) ?? []
      rows.push({ label: `${subject.label}, ${size}`, cells: { rate, share: ratios(rate, of) } })
    }
  }
  return rows
}

export const observability: Benchmark = {
  name: "observability",
  description: "metrics and spans, on and off: what they take of the rate",
  run: async (context): Promise<ReadonlyArray<Section>> => {
    const whole = await bundle(entry)
    const files = { "without.mjs": await bundle(entry, { without: noMetrics }), "whole.mjs": whole }
    return withFiles(files, async (pathOf) => {
      const load = await Load.start()
      const subject = (label: string, file: string, ...args: ReadonlyArray<string>): Subject => ({
        label,
        module: pathOf(file),
        args,
        answer: "constant",
        isPeer: false
      })
      const subjects = [
        subject("metrics taken out", "without.mjs"),
        subject("as it is by default", "whole.mjs"),
        subject("spans on", "whole.mjs", "--spans")
      ]
      try {
        for (const one of subjects) await load.add(one)
        return [{
          name: "observability",
          title: "Metrics and spans",
          note:
            "constant-route over TCP at the largest window, as end to end. The first is a bundle in which the modules that " +
            "time answers and make metrics are replaced by some that do nothing; the others are the same bundle as it is, " +
            "with spans off, and on without an exporter.",
          columns: [
            { key: "rate", title: "messages", unit: "/s" },
            { key: "share", title: "of the first", unit: "share" }
          ],
          rows: await measure(load, subjects, context),
          plots: []
        }]
      } finally {
        await load.stop()
      }
    })
  }
}
