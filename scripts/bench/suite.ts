/** Runs benchmarks one after the other. */
import type { Benchmark, Context } from "./Benchmark.ts"
import { calls } from "./calls.ts"
import { codec } from "./codec.ts"
import { endToEnd } from "./endToEnd.ts"
import { describeMachine } from "./machine.ts"
import { observability } from "./observability.ts"
import { realEngine } from "./realEngine.ts"
import type { Report, Section } from "./Report.ts"
import { size } from "./size.ts"
import { startUp } from "./startUp.ts"
import { waits } from "./waits.ts"

export const benchmarks: ReadonlyArray<Benchmark> = [
  codec,
  endToEnd,
  waits,
  calls,
  observability,
  startUp,
  size,
  realEngine
]

export const runAll = async (
  names: ReadonlyArray<string>,
  context: Context,
  done: (section: Section) => void = () => {}
): Promise<Report> => {
  const sections: Array<Section> = []
  for (const benchmark of benchmarks) {
    if (!names.includes(benchmark.name)) continue
    context.progress(benchmark.name)
    for (const section of await benchmark.run(context)) {
      sections.push(section)
      done(section)
    }
  }
  return { machine: describeMachine(), scale: context.scale.name, sections }
}
