/** Bytes, lines and frames, in both directions. */
import type { Benchmark } from "./Benchmark.ts"
import type { CodecResult } from "./codec.child.ts"
import { startProgram } from "./processes.ts"
import type { Section } from "./Report.ts"
import { interleave } from "./rounds.ts"

export const codec: Benchmark = {
  name: "codec",
  description: "bytes, lines and frames, each direction, over the transcripts' lines and over large ones",
  run: async ({ progress, scale }): Promise<ReadonlyArray<Section>> => {
    const child = startProgram("codec", "codec.child.ts", {
      // A new space in which one pass over all lines needs no collection.
      nodeOptions: ["--expose-gc", "--min-semi-space-size=256", "--max-semi-space-size=256"]
    })
    try {
      const tasks = await child.ask<ReadonlyArray<string>>("tasks")
      const measure = (millis: number) => (task: string): Promise<CodecResult> => {
        progress(`codec: ${task}`)
        return child.ask({ task, millis })
      }
      await interleave(tasks, 1, measure(scale.warmUp / 4))
      const results = await interleave(tasks, scale.rounds, measure(scale.millis / 2))
      const all = (task: string, key: keyof CodecResult): ReadonlyArray<number> =>
        (results.get(task) ?? []).map((result) => result[key]).filter(Number.isFinite)
      return [{
        name: "codec",
        title: "Codec",
        note:
          "Over all lines of the transcripts, both directions (`packages/protocol/test/transcripts`), and over 1,024 large " +
          "messages of 1.4 kB that differ. Lines are whole byte strings; where bytes are read, they come 64 KiB at a time. One process, tasks in turn. " +
          "Allocations are the growth of the heap over one pass during which nothing was collected.",
        columns: [
          { key: "lines", title: "lines", unit: "/s" },
          { key: "megabytes", title: "bytes", unit: "MB/s" },
          { key: "allocated", title: "allocated for each line", unit: "bytes" }
        ],
        rows: tasks.map((task) => ({
          label: task,
          cells: {
            lines: all(task, "lines"),
            megabytes: all(task, "megabytes"),
            allocated: all(task, "allocated")
          }
        })),
        plots: [{
          kind: "bars",
          name: "codec",
          title: "Codec, large messages, MB/s",
          column: "megabytes",
          rows: tasks.filter((task) => task.startsWith("large"))
        }]
      }]
    } finally {
      await child.stop()
    }
  }
}
