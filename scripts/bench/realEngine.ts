/** Round trips through a real engine, when one is given. */
import type { Benchmark, Context } from "./Benchmark.ts"
import { type Program, startProgram } from "./processes.ts"
import type { Row, Section } from "./Report.ts"
import { interleave } from "./rounds.ts"
import { ratios } from "./statistics.ts"
import { withYate } from "./yate.ts"

interface Client {
  readonly label: string
  readonly module: string
  readonly args: ReadonlyArray<string>
}

const clients: ReadonlyArray<Client> = [
  { label: "bare, with the blank line", module: "programs/bareEngineClient.ts", args: ["blank"] },
  { label: "bare, without", module: "programs/bareEngineClient.ts", args: [] },
  { label: "yatefx", module: "programs/engineClient.ts", args: [] }
]

const windows = [1, 100]

/** Times the usual warming up: a real engine brings a thousandth of the messages that a load generator does. */
const warmUps = 5

const measure = async (
  host: string,
  port: number,
  settings: string,
  { progress, scale }: Context
): Promise<ReadonlyArray<Row>> => {
  // All are connected all the time, each with a message of its own, or the engine would ask the others too.
  const programs = new Map<Client, Program>(
    clients.map((client, at) => [
      client,
      startProgram(`engine ${client.label}`, client.module, {
        args: [host, String(port), `bench.trip${at}`, ...client.args]
      })
    ])
  )
  const run = (window: number, millis: number) => async (client: Client, round: number): Promise<number> => {
    progress(`engine: ${settings}, ${client.label}, ${window} at a time, round ${round + 1}`)
    return await programs.get(client)?.ask<number>({ window, millis }) ?? Number.NaN
  }
  try {
    // The engine too: it adds its workers one by one.
    await interleave(clients, 1, run(Math.max(...windows), scale.warmUp * warmUps))
    const rows: Array<Row> = []
    for (const window of windows) {
      const results = await interleave(clients, scale.rounds, run(window, scale.millis * 2))
      const [base] = clients
      for (const client of clients) {
        const trips = results.get(client) ?? []
        rows.push({
          label: `${settings}, ${window} at a time: ${client.label}`,
          cells: { trips, share: ratios(trips, base === undefined ? [] : results.get(base) ?? []) }
        })
      }
    }
    return rows
  } finally {
    await Promise.all([...programs.values()].map((program) => program.stop()))
  }
}

const tuned = ["idlemsec=1", "minworkers=10", "maxworkers=100", "addworkers=10"]

export const realEngine: Benchmark = {
  name: "engine",
  description: "round trips through a real engine: --tcp HOST:PORT, or YATE_BIN",
  run: async (context): Promise<ReadonlyArray<Section>> => {
    const { engine, yateBin } = context
    const rows = engine !== undefined
      ? await measure(engine.host, engine.port, "as it is", context)
      : yateBin !== undefined
      ? [
        ...await withYate(yateBin, [], (port) => measure("127.0.0.1", port, "as installed", context)),
        ...await withYate(yateBin, tuned, (port) => measure("127.0.0.1", port, "tuned", context))
      ]
      : []
    if (rows.length === 0) return []
    return [{
      name: "engine",
      title: "A real engine over TCP",
      note:
        "Round trips from the application through the engine to its own handler and back, on one connection. Bare is `node:net` that " +
        "splits lines, with a blank line whenever it has read a part of a line, and without, as every other library. " +
        "All are warm, as programs are that run for days, and take turns. " +
        "As installed, or tuned by these lines of yate.conf's `[general]`: " + tuned.map((line) =>
          `\`${line}\``
        ).join(", ") + ".",
      columns: [
        { key: "trips", title: "round trips", unit: "/s" },
        { key: "share", title: "over bare with the blank line", unit: "share" }
      ],
      rows,
      plots: [{
        kind: "bars",
        name: "engine",
        title: "Round trips through a real engine, over a bare client with the blank line",
        column: "share",
        rows: rows.map(({ label }) => label)
      }]
    }]
  }
}
