/** One program, one engine, nothing else: what most tests run in, with what they look at. */
import { assert } from "@effect/vitest"
import { Dispatcher, type DispatcherOptions, type DispatcherService } from "@yatefx/dispatcher"
import { Definition, Param } from "@yatefx/messages"
import { Context, Effect, Layer, Logger, Metric, type Scope } from "effect"
import * as EngineSide from "./EngineSide.ts"

/** A message of the tests' own, with a parameter of each kind. */
export const Probe = Definition.make("test.probe", {
  params: {
    id: Param.optional(Param.Text),
    leg: Param.optional(Param.Text),
    urgent: Param.optional(Param.Boolean),
    count: Param.optional(Param.Int)
  },
  answer: { id: Param.Text, note: Param.Text, count: Param.Int }
})

export interface LogLine {
  readonly level: string
  readonly text: string
  readonly cause: string
  readonly annotations: Readonly<Record<string, unknown>>
}

export interface World {
  readonly yate: DispatcherService
  readonly engine: EngineSide.EngineSide
  /** The first link; only there if it was accepted. */
  readonly link: EngineSide.EngineLink
  readonly logs: ReadonlyArray<LogLine>
  /** All that the dispatcher shows as a gauge and that is not zero. */
  readonly sizes: Effect.Effect<Readonly<Record<string, number>>>
  /** All counters that are not zero; answers by their kind. */
  readonly counts: Effect.Effect<Readonly<Record<string, number>>>
  /** Succeeds once the engine has heard all that was sent before, and the program all that the engine said. */
  readonly settled: Effect.Effect<void>
}

export interface Setup extends DispatcherOptions {
  /** Called before the program dials. */
  readonly manners?: (manners: EngineSide.Manners) => void
  /** Whether the first dial is accepted before the test starts; it is by default. */
  readonly accept?: boolean
}

const numbers = (type: "Gauge" | "Counter") =>
  Effect.map(Metric.snapshot, (states) => {
    const out: Record<string, number> = {}
    for (const state of states) {
      if (state.type !== type || !state.id.startsWith("yatefx_")) continue
      const value = state.type === "Gauge" ? Number(state.state.value) : Number(state.state.count)
      const kind = state.attributes?.["kind"]
      const name = kind === undefined ? state.id.replace(/^yatefx_|_total$/g, "") : kind
      if (value !== 0) out[name] = value
    }
    return out
  })

/** Lets everything run that can run now. */
export const turns = Effect.repeat(Effect.yieldNow, { times: 20 })

/**
 * Runs a test in a world of its own. At its end the program shuts down, and every message of the engine must have had
 * exactly one answer.
 */
export const inWorld = <A, E>(
  body: (world: World) => Effect.Effect<A, E, Scope.Scope>,
  { accept = true, manners, ...options }: Setup = {}
): Effect.Effect<A, E, Scope.Scope> =>
  Effect.gen(function*() {
    const logs: Array<LogLine> = []
    const logger = Logger.make<unknown, void>(({ cause, fiber, logLevel, message }) => {
      const text = Array.isArray(message) ? message.map(String).join(" ") : String(message)
      const { annotations } = Logger.formatStructured.log({ cause, fiber, logLevel, message, date: new Date(0) })
      const why = cause.reasons.map((reason) => reason._tag === "Die" ? String(reason.defect) : reason._tag).join()
      logs.push({ level: logLevel, text, cause: why, annotations })
    })
    const engine = yield* EngineSide.make()
    manners?.(engine.manners)
    const result = yield* Effect.scoped(Effect.gen(function*() {
      const context = yield* Layer.build(Dispatcher.layerWith(options).pipe(Layer.provide(engine.peer.layer)))
      const yate = Context.get(context, Dispatcher)
      if (accept) yield* engine.accept
      const settled = Effect.orDie(Effect.andThen(yate.getLocal("engine.version"), turns))
      const world: World = {
        yate,
        engine,
        get link() {
          const [link] = engine.links
          if (link === undefined) throw new Error("no link was accepted")
          return link
        },
        logs,
        sizes: numbers("Gauge"),
        counts: numbers("Counter"),
        settled
      }
      return yield* body(world)
    })).pipe(
      Effect.provide(Logger.layer([logger])),
      Effect.provideService(Metric.MetricRegistry, new Map())
    )
    yield* turns
    for (const link of engine.links) {
      link.check()
      const quit = link.lines.indexOf("%%>quit")
      if (quit >= 0) {
        const late = link.lines.slice(quit + 1).filter((line) => line.startsWith("%%<message"))
        assert.deepStrictEqual(late, [], "answers after quit")
      }
    }
    return result
  })
