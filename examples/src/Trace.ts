/**
 * What a person reads while an example runs: one line for each thing that happened, with its time and its call, and a
 * summary at the end.
 */
import { Clock, Console, Context, Effect, Layer } from "effect"

/** One thing that happened. */
export interface Happening {
  /** Milliseconds since 1970. */
  readonly at: number
  /** The leg that it happened to. */
  readonly call: string
  /** What happened, in a word or two; the summary counts them. */
  readonly event: string
  readonly detail: string
}

/** Where an example says what happens. */
export class Trace extends Context.Service<Trace, {
  readonly say: (call: string, event: string, detail?: string) => Effect.Effect<void>
  /** How often each event was said. */
  readonly counts: Effect.Effect<ReadonlyMap<string, number>>
}>()("@yatefx/examples/Trace") {}

/** A trace that gives each happening to `print`. */
export const make = (print: (happening: Happening) => Effect.Effect<void>): Trace["Service"] => {
  const counts = new Map<string, number>()
  return {
    counts: Effect.sync(() => new Map(counts)),
    say: Effect.fnUntraced(function*(call, event, detail = "") {
      counts.set(event, (counts.get(event) ?? 0) + 1)
      yield* print({ at: yield* Clock.currentTimeMillis, call, event, detail })
    })
  }
}

const colours = { time: 90, call: 36, event: 1 } as const

/** `12:31:05.042  sip/1     answered   by dumb/1` */
export const format = (happening: Happening, isColoured: boolean): string => {
  const paint = (text: string, part: keyof typeof colours): string =>
    isColoured ? `\u001b[${colours[part]}m${text}\u001b[0m` : text
  const time = new Date(happening.at).toTimeString().slice(0, 8) + `.${String(happening.at % 1000).padStart(3, "0")}`
  return [
    paint(time, "time"),
    paint(happening.call.padEnd(8), "call"),
    paint(happening.event.padEnd(11), "event"),
    happening.detail
  ].join("  ").trimEnd()
}

/**
 * Prints to standard output, or where that belongs to the engine, to standard error; coloured on a terminal that wants
 * colours.
 */
export const layerConsole = (options: { readonly toStderr: boolean }): Layer.Layer<Trace> =>
  Layer.sync(Trace, () => {
    const stream = options.toStderr ? process.stderr : process.stdout
    const isColoured = stream.isTTY === true && process.env.NO_COLOR === undefined
    return make((happening) => {
      const line = format(happening, isColoured)
      return options.toStderr ? Console.error(line) : Console.log(line)
    })
  })

/** The summary when nothing was said. */
export const nothing = "nothing happened"

/** `2 routed, 2 answered, 4 key, 2 hung up` */
export const summary: Effect.Effect<string, never, Trace> = Effect.flatMap(
  Trace,
  (trace) =>
    Effect.map(
      trace.counts,
      (counts) => counts.size === 0 ? nothing : [...counts].map(([event, count]) => `${count} ${event}`).join(", ")
    )
)
