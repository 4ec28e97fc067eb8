/** The dispatcher's numbers as Effect metrics: read when somebody takes a snapshot, so that a message pays nothing. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import type * as Scope from "effect/Scope"
import type { Fallback } from "./hand.ts"
import { bounds } from "./latencies.ts"
import type { Statistics } from "./statistics.ts"

/** Numbers that go up and down. */
export interface Sizes {
  readonly pending: () => number
  readonly dispatches: () => number
  readonly waits: () => number
  readonly handlers: () => number
  readonly watches: () => number
  readonly names: () => number
  readonly offline: () => number
  readonly outbox: () => number
  readonly running: () => number
  readonly beside: () => number
  readonly lag: () => number
}

const latency = Metric.histogram("yatefx_answer_millis", {
  description: "Milliseconds from a message to its answer",
  boundaries: bounds
})

const gauges: ReadonlyArray<readonly [size: keyof Sizes, name: string, description: string]> = [
  ["pending", "yatefx_messages_pending", "Messages that wait for this program's answer"],
  ["dispatches", "yatefx_dispatches_pending", "Messages that this program dispatched and that are not answered yet"],
  ["waits", "yatefx_waits", "One-shot waits and subscriptions that are registered"],
  ["handlers", "yatefx_handlers", "Handlers that are registered"],
  ["watches", "yatefx_watches", "Waits and subscriptions for watched messages"],
  ["names", "yatefx_names", "Names that are installed or watched in the engine"],
  ["offline", "yatefx_offline", "Effects that wait for the engine to come back"],
  ["outbox", "yatefx_outbox_bytes", "Bytes that wait to be written"],
  ["running", "yatefx_handlers_running", "Handlers that run, after their answer too"],
  ["beside", "yatefx_connections_beside", "Connections that a name with several priorities needs beside the first"],
  ["lag", "yatefx_loop_lag_millis", "How far the event loop is behind while messages wait"]
]

const counters: ReadonlyArray<readonly [read: (statistics: Statistics) => number, name: string, description: string]> =
  [
    [(_) => _.messages, "yatefx_messages_total", "Messages received"],
    [(_) => _.watches, "yatefx_watches_total", "Watched messages received"],
    [(_) => _.strayLines, "yatefx_stray_lines_total", "Lines that could not be read or belong to nothing"],
    [(_) => _.overflowed, "yatefx_overflows_total", "Messages that a full stream passed by"],
    [(_) => _.connections, "yatefx_connections_total", "Links that were opened"]
  ]

const answers = (kind: string): Metric.Counter<number> =>
  Metric.withAttributes(
    Metric.counter("yatefx_answers_total", { description: "Answers, by kind", incremental: true }),
    { kind }
  )

/**
 * Shows the numbers in the registry of metrics for as long as the scope lives. `engine` is an attribute of each, so that
 * a program with two engines sees both.
 */
export const register = (
  engine: string,
  statistics: Statistics,
  sizes: Sizes
): Effect.Effect<void, never, Scope.Scope> =>
  Effect.gen(function*() {
    const outer = yield* Effect.context()
    const attributes = { ...Context.get(outer, Metric.CurrentMetricAttributes), engine }
    const context = Context.add(outer, Metric.CurrentMetricAttributes, attributes)
    const registrations: Array<Metric.Registration> = []
    const show = (metric: Metric.Counter<number>, read: () => number): void => {
      const get = (): Metric.CounterState<number> => ({ count: read(), incremental: true })
      registrations.push(Metric.registerUnsafe(metric, context, { get, update: () => {}, modify: () => {} }))
    }
    for (const [size, name, description] of gauges) {
      const get = (): Metric.GaugeState<number> => ({ value: sizes[size]() })
      const gauge = Metric.gauge(name, { description })
      registrations.push(Metric.registerUnsafe(gauge, context, { get, update: () => {}, modify: () => {} }))
    }
    for (const [read, name, description] of counters) {
      show(Metric.counter(name, { description, incremental: true }), () => read(statistics))
    }
    show(answers("processed"), () => statistics.processed)
    show(answers("declined"), () => statistics.declined)
    const fallbacks: ReadonlyArray<Fallback> = [...statistics.fallbacks.keys()]
    for (const why of fallbacks) show(answers(why), () => statistics.fallbacks.get(why) ?? 0)
    const get = (): Metric.HistogramState => statistics.latencies.state
    registrations.push(Metric.registerUnsafe(latency, context, { get, update: () => {}, modify: () => {} }))
    yield* Effect.addFinalizer(() =>
      Effect.sync(() => {
        for (const registration of registrations) registration.remove()
      })
    )
  })
