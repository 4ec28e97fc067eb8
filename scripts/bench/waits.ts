/** What it costs that many wait. */
import type { Benchmark, Context } from "./Benchmark.ts"
import { type Program, startProgram } from "./processes.ts"
import type { Row, Section } from "./Report.ts"
import { interleave } from "./rounds.ts"
import { median, ratios } from "./statistics.ts"
import type { By, Found, Started, WaitsRequest } from "./waits.child.ts"

interface Crowd {
  readonly count: number
  readonly by: By
  readonly program: Program
  readonly started: Started
}

const ask = <A>(program: Program, request: WaitsRequest): Promise<A> => program.ask(request)

const gather = async (count: number, by: By, { progress }: Context): Promise<Crowd> => {
  progress(`waits: ${count} by ${by}`)
  const program = startProgram(`waits ${count} ${by}`, "waits.child.ts", {
    // While the others have their turn, each is idle, and after 8 s of that V8 begins to collect all of its heap: at which
    // it still is in the next round, or not.
    nodeOptions: ["--expose-gc", "--max-old-space-size=16000", "--no-memory-reducer"]
  })
  return { count, by, program, started: await ask(program, { do: "start", count, by }) }
}

const kinds: Readonly<Record<By, string>> = {
  where: "by where",
  guard: "by guard only",
  map: "fibers in a Map, no dispatcher"
}

const labelOf = ({ by, count }: Crowd): string => `${count.toLocaleString("en-US")} ${kinds[by]}`

const measure = async (crowds: ReadonlyArray<Crowd>, context: Context): Promise<ReadonlyArray<Row>> => {
  const { progress, scale } = context
  const [one] = crowds
  if (one === undefined) return []
  const find = (among: "one" | "all", millis: number) => (crowd: Crowd): Promise<Found> => {
    progress(`waits: finding ${among} of ${labelOf(crowd)}`)
    return ask(crowd.program, { do: "find", millis, among })
  }
  const subscribe = (millis: number) => (crowd: Crowd): Promise<number> => {
    progress(`waits: subscribing beside ${labelOf(crowd)}`)
    return ask(crowd.program, { do: "subscribe", millis })
  }
  // First: those chosen at random leave old garbage behind, and whose round it is when V8 collects it is chance.
  await interleave(crowds, 1, find("one", scale.warmUp / 2))
  const foundOne = await interleave(crowds, scale.rounds, find("one", scale.millis / 2))
  await interleave(crowds, 1, find("all", scale.warmUp))
  const found = await interleave(crowds, scale.rounds, find("all", scale.millis))
  const rates = (results: typeof found, crowd: Crowd, key: keyof Found): ReadonlyArray<number> =>
    results.get(crowd)?.map((result) => result[key]) ?? []
  const listening = crowds.filter(({ by }) => by !== "map")
  await interleave(listening, 1, subscribe(scale.warmUp / 2))
  const subscribed = await interleave(listening, scale.rounds, subscribe(scale.millis / 2))
  return crowds.map((crowd) => ({
    label: labelOf(crowd),
    cells: {
      // Without the registry's places, a key that comes and goes in a large map is slow for a reason of its own.
      ...crowd.by === "map" ? {} : {
        one: rates(foundOne, crowd, "found"),
        oneShare: ratios(rates(foundOne, crowd, "found"), rates(foundOne, one, "found"))
      },
      found: rates(found, crowd, "found"),
      share: ratios(rates(found, crowd, "found"), rates(found, one, "found")),
      again: rates(found, crowd, "again"),
      ...crowd.by === "map" ? {} : { subscribed: subscribed.get(crowd) ?? [] },
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
      for (const count of scale.waiters) crowds.push(await gather(count, "map", context))
      for (const count of scale.guards) crowds.push(await gather(count, "guard", context))
      const byWhere = await measure(crowds.filter(({ by }) => by === "where"), context)
      const inMap = await measure(crowds.filter(({ by }) => by === "map"), context)
      const byGuard = await measure(crowds.filter(({ by }) => by === "guard"), context)
      return [{
        name: "waits",
        title: "Waits",
        note:
          "So many fibers, each in `onMessage(ChanDtmf, { where: { id }, autoreturn: true, until })` with an event of its " +
          "own for `until`. A message comes for one of them: the same one each time, or one chosen at random. Once it is " +
          "answered and the fiber has gone on, that one is found, which is what is counted; then it waits again, and the " +
          "next message comes; the rate of both together has a column of its own. In process, with an engine of a few lines " +
          "in place of a socket, so that the dispatcher's work shows. The same with guards only, which must be asked one " +
          "by one; and with a `Map` of fibers that wait for a callback, which shows what the machine and the runtime take " +
          "for one that was not touched for long (its memory is in no cache, and what it makes anew is copied by the " +
          "garbage collector since it stays); those wait again in the turn in which they are found. Subscriptions come and " +
          "go beside those that wait. Memory is the heap's growth after a collection. Each crowd in a process of its own, " +
          "in turn; V8's collection of an idle heap is off.",
        columns: [
          { key: "one", title: "the same one found", unit: "/s" },
          { key: "oneShare", title: "over 1 of 1", unit: "share" },
          { key: "found", title: "one at random found", unit: "/s" },
          { key: "share", title: "over 1 of 1", unit: "share" },
          { key: "again", title: "found, and waits again", unit: "/s" },
          { key: "memory", title: "memory of each", unit: "bytes" },
          { key: "set", title: "set up", unit: "/s" },
          { key: "subscribed", title: "subscribe and unsubscribe", unit: "/s" }
        ],
        rows: [...byWhere, ...byGuard, ...inMap],
        plots: [{
          kind: "growth",
          name: "waits",
          title: "Messages that find their waiter, by how many wait",
          xTitle: "waiting",
          yTitle: "found a second",
          unit: "/s",
          series: [
            { label: "by where", points: points(byWhere, scale.waiters) },
            { label: "by guard only", points: points(byGuard, scale.guards) },
            { label: "fibers in a Map", points: points(inMap, scale.waiters) }
          ]
        }]
      }]
    } finally {
      for (const { program } of crowds) await program.stop()
    }
  }
}
