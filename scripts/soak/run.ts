/** A run: puts the program, the engine and what happens to them together, looks at them, and says what came of it. */
import { Calls } from "@yatefx/calls"
import { Dispatcher } from "@yatefx/dispatcher"
import { type ChannelView, Engine, EngineMessage, EngineTransport } from "@yatefx/engine"
import { Faults, Recorder } from "@yatefx/testing"
import { Context, Deferred, Effect, Exit, Fiber, Layer, Logger, Metric, Scope } from "effect"
import { Dice } from "../fuzz/dice.ts"
import { heldBytes } from "../fuzz/memory.ts"
import { Account } from "./account.ts"
import { growth, type Sample, settled, slope } from "./figures.ts"
import { callAgents, type FlowCounts } from "./flows.ts"
import * as program from "./program.ts"
import { askProbes, Doings, hearTold, makeCalls, makeFaults } from "./world.ts"

export interface Options {
  /** It ends when so many calls were made and so many messages have come, */
  readonly calls: number
  readonly messages: number
  /** or when so many minutes have passed. */
  readonly minutes: number
  readonly seed: number
  /** Calls, and messages besides, that are under way at the same time. */
  readonly atOnce: number
  /** Mean seconds between two faults. */
  readonly faultEvery: number
  /** How much the heap may have grown between the end of the warm-up and the end, in bytes. */
  readonly maxGrowth: number
  /** Called after each look. */
  readonly onSample: (sample: Sample, doings: Doings, account: Account) => void
}

export interface Outcome {
  readonly samples: ReadonlyArray<Sample>
  /** When faults were made, in seconds since the start. */
  readonly marks: ReadonlyArray<number>
  readonly seconds: number
  /** When the load ended, in seconds since the start; what comes after it is there for what was left to end. */
  readonly loadSeconds: number
  readonly calls: number
  readonly callsAnswered: number
  /** Flows of the calls package that ran, and how they ended; one that fails by chance is no fault. */
  readonly flows: FlowCounts
  readonly probes: number
  readonly faults: number
  readonly links: number
  readonly asked: number
  readonly answered: number
  readonly lostWithLink: number
  /** Channels that stayed when everybody had hung up. */
  readonly strays: number
  readonly watched: number
  readonly sent: number
  readonly slowestAnswer: number
  /** Bytes; bytes an hour, by the line that fits best after the warm-up. */
  readonly heapAtEnd: number
  readonly heapGrowth: number
  readonly heapSlopePerHour: number
  /** What should not be so; nothing when all is well. */
  readonly wrong: ReadonlyArray<string>
}

/** How long calls and handlers have to end by themselves, and names to be taken back, in seconds. */
const settleTime = 15

/** How much a look costs, in time: the collections of garbage stop everything. */
const looks = 120

/** What the dispatcher shows as a gauge and is not zero. */
const sizes = Effect.map(Metric.snapshot, (states) =>
  states.flatMap((state) => {
    const isSize = state.type === "Gauge" && state.id.startsWith("yatefx_") && !state.id.includes("lag")
    return isSize && Number(state.state.value) !== 0 ? [`${state.id}=${state.state.value}`] : []
  }))

/** Who is registered with the dispatcher: when all calls are over the same as before the first. */
const tables = Effect.map(sizes, (all) => all.filter((one) => /^yatefx_(waits|handlers|watches)=/.test(one)).join())

const gauge = (id: string) =>
  Effect.map(
    Metric.snapshot,
    (states) =>
      states.reduce(
        (sum, state) => state.type === "Gauge" && state.id === id ? sum + Number(state.state.value) : sum,
        0
      )
  )

const describe = ({ address, direction, id, peerId, status }: ChannelView): string =>
  `${id} (${direction}, ${address}, ${status}, connected to ${peerId ?? "nobody"})`

/** Soaks until it is done, or `stop` is. */
export const run = (options: Options, stop: Deferred.Deferred<void>): Effect.Effect<Outcome> => {
  const account = new Account()
  const doings = new Doings()
  const dice = new Dice(options.seed)
  const samples: Array<Sample> = []
  const startedAt = performance.now()
  const seconds = (): number => (performance.now() - startedAt) / 1000
  /** What comes after it is no measure of what the load holds. */
  let loadEnded = Number.POSITIVE_INFINITY
  let strays = 0
  const goesOn = (): boolean => account.messages < options.messages

  const look = Effect.gen(function*() {
    account.checkTime()
    const [p50 = 0, p99 = 0] = account.latency.take(50, 99)
    const sample: Sample = {
      at: seconds(),
      heap: heldBytes(),
      pending: account.pending,
      dispatches: yield* gauge("yatefx_dispatches_pending"),
      calls: doings.callsUnderWay,
      messages: account.messages,
      p50,
      p99
    }
    samples.push(sample)
    options.onSample(sample, doings, account)
  })

  const base = Dispatcher.layerWith({ uninstallGrace: "500 millis" }).pipe(
    Layer.provide(account.layer),
    Layer.provideMerge(Faults.layer),
    Layer.provideMerge(EngineTransport.layer()),
    Layer.provideMerge(Engine.layer({ maxWorkers: 400, maxChannels: 20_000 })),
    Layer.provide(Recorder.layer({ capacity: 100 }))
  )

  /** Waits until something is so, and tells whether it came. */
  const until = (test: Effect.Effect<boolean, never, Engine>) =>
    Effect.gen(function*() {
      for (let i = 0; i < settleTime * 10; i++) {
        if (yield* test) return true
        yield* Effect.sleep(100)
      }
      return false
    })

  const soaked = Effect.gen(function*() {
    const engine = yield* Engine
    const scope = yield* Scope.make()
    const calls = Context.get(yield* Layer.buildWithScope(program.layer(doings.flows), scope), Calls)
    const tablesBefore = yield* tables
    yield* callAgents(dice.fork())
    yield* hearTold(account)
    const faults = yield* Effect.forkChild(makeFaults(doings, dice.fork(), options.faultEvery * 1000))
    const every = Math.min(Math.max(options.minutes * 60_000 / looks, 250), 60_000)
    const looking = yield* Effect.forkChild(Effect.forever(Effect.andThen(Effect.sleep(every), look)))
    const work = yield* Effect.forkChild(Effect.all([
      makeCalls(doings, dice.fork(), options),
      askProbes(doings, dice.fork(), { atOnce: Math.ceil(options.atOnce / 10), goesOn })
    ], { concurrency: "unbounded", discard: true }))
    yield* Effect.raceAllFirst([
      Fiber.join(work),
      Effect.sleep(options.minutes * 60_000),
      Deferred.await(stop)
    ])
    loadEnded = seconds()
    // In this order: the calls that go on are hung up by their phones, and the program sees all that comes of it.
    yield* Fiber.interrupt(work)
    yield* Fiber.interrupt(faults)
    const areGone = Effect.map(engine.channels, (channels) => channels.length === 0)
    if (!(yield* until(areGone))) {
      const left = yield* engine.channels
      strays = left.length
      if (strays > 0) account.note(`channels are left: ${left.slice(0, 10).map(describe).join("; ")}`)
      for (const { id } of left) yield* engine.dispatch(new EngineMessage("call.drop", [["id", id]]))
      if (!(yield* until(areGone))) account.note("channels can't be dropped")
    }
    if (!(yield* until(Effect.sync(() => account.pending === 0)))) account.note(`${account.pending} messages wait`)
    const isOver = Effect.zipWith(
      calls.running,
      tables,
      (running, after) => running === 0 && after === tablesBefore
    )
    if (!(yield* until(isOver))) {
      account.note(
        `${yield* calls.running} flows run after their calls; before: ${tablesBefore}, now: ${yield* tables}`
      )
    }
    const { begun, ended } = doings.flows
    if (begun !== ended) account.note(`${begun - ended} flows never ended`)
    yield* Scope.close(scope, Exit.void)
    if (!(yield* until(Effect.map(sizes, (all) => all.length === 0)))) {
      account.note(`left behind: ${(yield* sizes).join()}`)
    }
    if ((yield* engine.pending) > 0) account.note(`the engine waits for ${yield* engine.pending} answers`)
    yield* Fiber.interrupt(looking)
    yield* look
  })

  return soaked.pipe(
    Effect.provide(base),
    Effect.scoped,
    Effect.provide(Logger.layer([])),
    Effect.provideService(Metric.MetricRegistry, new Map()),
    Effect.map((): Outcome => {
      const loaded = samples.filter(({ at }) => at <= loadEnded)
      const grown = growth(loaded)
      const wrong = [...account.wrong]
      if (grown > options.maxGrowth) wrong.push(`the heap has grown by ${Math.round(grown)} bytes`)
      if (account.answered === 0) wrong.push("nothing was answered at all")
      return {
        samples,
        marks: doings.faultTimes.map((at) => (at - startedAt) / 1000),
        seconds: seconds(),
        loadSeconds: loadEnded,
        calls: doings.calls,
        callsAnswered: doings.callsAnswered,
        flows: doings.flows,
        probes: doings.probes,
        faults: doings.faults,
        links: account.links,
        asked: account.asked,
        answered: account.answered,
        lostWithLink: account.lostWithLink,
        strays,
        watched: account.watched,
        sent: account.sent,
        slowestAnswer: account.latency.highest,
        heapAtEnd: samples.at(-1)?.heap ?? 0,
        heapGrowth: grown,
        heapSlopePerHour: slope(settled(loaded)) * 3600,
        wrong
      }
    })
  )
}
