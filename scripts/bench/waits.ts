/** What it costs that many wait. */
import type { Benchmark, Context } from "./Benchmark.ts"
import { type Program, startProgram } from "./processes.ts"
import type { Row, Section } from "./Report.ts"
import { interleave } from "./rounds.ts"
import { median, ratios } from "./statistics.ts"
import type { Started, WaitsRequest } from "./waits.child.ts"

interface Crowd {
  readonly count: number
  readonly by: "where" | "guard"
  readonly program: Program
  readonly started: Started
}

const ask = <A>(program: Program, request: WaitsRequest): Promise<A> => program.ask(request)

const gather = async (count: number, by: "where" | "guard", { progress }: Context): Promise<Crowd> => {
  progress(`waits: ${count} by ${by}`)
  const program = startProgram(`waits ${count} ${by}`, "waits.child.ts", {
    nodeOptions: ["--expose-gc", "--max-old-space-size=16000"]
  })
  return { count, by, program, started: await ask(program, { do: "start", count, by }) }
}

const labelOf = ({ by, count }: Crowd): string =>
  `${count.toLocaleString("en-US")} ${by === "where" ? "by where" : "by guard only"}`

const measure = async (crowds: ReadonlyArray<Crowd>, context: Context): Promise<ReadonlyArray<Row>> => {
  const { progress, scale } = context
  const [one] = crowds
  if (one === undefined) return []
  const take = (request: "find" | "subscribe", millis: number) => (crowd: Crowd): Promise<number> => {
    progress(`waits: ${request}, ${labelOf(crowd)}`)
    return ask(crowd.program, { do: request, millis })
  }
  await interleave(crowds, 1, take("find", scale.warmUp))
  const found = await interleave(crowds, scale.rounds, take("find", scale.millis))
  await interleave(crowds, 1, take("subscribe", scale.warmUp / 2))
  const subscribed = await interleave(crowds, scale.rounds, take("subscribe", scale.millis / 2))
  return crowds.map((crowd) => ({
    label: labelOf(crowd),
    cells: {
      found: found.get(crowd) ?? [],
      share: ratios(found.get(crowd) ?? [], found.get(one) ?? []),
      subscribed: subscribed.get(crowd) ?? [],
      set: [crowd.started.rate],
      // A single one is lost in the noise of the heap.
      ...crowd.count < 100 ? {} : { memory: [crowd.started.memory] }
    }
  }))
}

const points = (rows: ReadonlyArray<Row>, counts: ReadonlyArray<number>): ReadonlyArray<readonly [number, number]> =>
  rows.map((row, at) => [counts[at] ?? 0, median(row.cells["found"] ?? [])])

export const waits: Benchmark = {
  name: "waits",
  description: "how fast one of many that wait is found, and what each costs",
  run: async (context): Promise<ReadonlyArray<Section>> => {
    const { scale } = context
    const crowds: Array<Crowd> = []
    try {
      for (const count of scale.waiters) crowds.push(await gather(count, "where", context))
      for (const count of scale.guards) crowds.push(await gather(count, "guard", context))
      const byWhere = await measure(crowds.filter(({ by }) => by === "where"), context)
      const byGuard = await measure(crowds.filter(({ by }) => by === "guard"), context)
      return [{
        name: "waits",
        title: "Waits",
        note:
          "So many fibers, each in `onMessage(ChanDtmf, { where: { id }, autoreturn: true, until })` with an event of its " +
          "own for `until`. A message comes for one of them, chosen at random; it takes it and waits again; then comes the " +
          "next message. In process, with an engine of a few lines in place of a socket, so that the dispatcher's work " +
          "shows. The same with guards only, which must be asked one by one. Subscriptions come and go beside those that " +
          "wait. Memory is the heap's growth after a collection. Each crowd in a process of its own, in turn.",
        columns: [
          { key: "found", title: "found", unit: "/s" },
          { key: "share", title: "over 1 of 1", unit: "share" },
          { key: "memory", title: "memory of each", unit: "bytes" },
          { key: "set", title: "set up", unit: "/s" },
          { key: "subscribed", title: "subscribe and unsubscribe", unit: "/s" }
        ],
        rows: [...byWhere, ...byGuard],
        plots: [{
          kind: "growth",
          name: "waits",
          title: "Messages that find their waiter, by how many wait",
          xTitle: "waiting",
          yTitle: "found a second",
          unit: "/s",
          series: [
            { label: "by where", points: points(byWhere, scale.waiters) },
            { label: "by guard only", points: points(byGuard, scale.guards) }
          ]
        }]
      }]
    } finally {
      for (const { program } of crowds) await program.stop()
    }
  }
}
