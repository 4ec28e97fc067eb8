/** Many concurrent call flows. */
import type { Benchmark } from "./Benchmark.ts"
import type { CallsRequest, CallsResult } from "./calls.child.ts"
import { flows } from "./flows.ts"
import { startProgram } from "./processes.ts"
import type { Section } from "./Report.ts"
import { interleave } from "./rounds.ts"

type Subject = Pick<CallsRequest, "flow" | "on" | "count">

const labelOf = ({ count, flow, on }: Subject): string =>
  `${count.toLocaleString("en-US")}, ${flow}, ${on === "wire" ? "scripted engine" : "embedded engine"}`

export const calls: Benchmark = {
  name: "calls",
  description: "10,000 and 100,000 concurrent call flows: set-up, memory, keys, tear-down",
  run: async ({ progress, scale }): Promise<ReadonlyArray<Section>> => {
    const subjectsOf = (count: number): ReadonlyArray<Subject> =>
      Object.keys(flows).flatMap((flow) => (["wire", "embedded"] as const).map((on): Subject => ({ flow, on, count })))
    const subjects = scale.flows.flatMap(subjectsOf)
    // Each in a fresh process: what an earlier one has left of the heap and the timers would count.
    const measure = async (subject: Subject, round: number): Promise<CallsResult> => {
      progress(`calls: ${labelOf(subject)}, round ${round + 1}`)
      const program = startProgram(`calls ${labelOf(subject)}`, "calls.child.ts", {
        nodeOptions: ["--expose-gc", "--max-old-space-size=16000"]
      })
      try {
        return await program.ask<CallsResult>({ ...subject, keysMillis: scale.millis })
      } finally {
        await program.stop()
      }
    }
    const results = new Map<Subject, ReadonlyArray<CallsResult>>()
    for (const count of scale.flows) {
      const crowd = subjects.filter((subject) => subject.count === count)
      // The largest take minutes, and vary less.
      const rounds = count > 10_000 ? 1 : scale.flowRounds
      for (const [subject, result] of await interleave(crowd, rounds, measure)) results.set(subject, result)
    }
    const all = (subject: Subject, key: keyof CallsResult): ReadonlyArray<number> =>
      results.get(subject)?.map((result) => result[key]) ?? []
    return [{
      name: "calls",
      title: "Concurrent calls",
      note:
        "Each call is a flow as a user writes it on the dispatcher (`scripts/bench/flows.ts`): a handler of `call.route` that " +
        "expects `chan.hangup`, subscribes to `chan.dtmf`, and runs until the hangup or a timeout; or on `calls`, a flow that " +
        "answers, and collects keys with a timeout. Set-up is from the first " +
        "`call.route` to the last flow that waits, 256 on their way at a time; keys are for calls chosen at random, 64 at a " +
        "time (4,096 of the phones, whose keys last), counted by the flows; tear-down is from the first hangup to the last flow that has ended. On a scripted engine of a few lines, " +
        "so that all that shows is the program's, and on the embedded engine in the same process, phones included: its " +
        "memory and time count there. A fresh process for each.",
      columns: [
        { key: "setUp", title: "set-up", unit: "s" },
        { key: "setUpRate", title: "set-up", unit: "/s" },
        { key: "memory", title: "memory of each", unit: "bytes" },
        { key: "keys", title: "keys", unit: "/s" },
        { key: "tearDown", title: "tear-down", unit: "s" }
      ],
      rows: subjects.map((subject) => ({
        label: labelOf(subject),
        cells: {
          setUp: all(subject, "setUp"),
          setUpRate: all(subject, "setUpRate"),
          memory: all(subject, "memory"),
          keys: all(subject, "keys"),
          tearDown: all(subject, "tearDown")
        }
      })),
      plots: []
    }]
  }
}
