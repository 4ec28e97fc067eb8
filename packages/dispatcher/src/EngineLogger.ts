/**
 * A logger that writes to the engine's log, beside what the program logs elsewhere: a script that the engine started
 * has no other place where its words stand next to the engine's own.
 *
 * It never holds up the one who logs, and never logs itself. The dispatcher is built before it and so doesn't log
 * through it: what it says about the connection can't cause another line on that connection.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import type * as LogLevel from "effect/LogLevel"
import * as Queue from "effect/Queue"
import type * as Scope from "effect/Scope"
import { Dispatcher } from "./Dispatcher.ts"

/**
 * How the logger behaves.
 *
 * @category models
 * @since 0.1.0
 */
export interface Options {
  /** How many lines may wait to be sent, 256 by default. Those over it are dropped, and a later line says how many. */
  readonly capacity?: number
  /** Whether the loggers that were there go on; true by default. */
  readonly mergeWithExisting?: boolean
}

/**
 * The engine's level for a level of ours: `CRIT` (2) for `Fatal`, `WARN` (5) for `Error`, `MILD` (6) for `Warn`, `INFO`
 * (9) for `Info`, `ALL` (10) below. Yate's modules report their errors as `WARN`, and an engine as it is installed shows
 * no more than that.
 *
 * @category conversions
 * @since 0.1.0
 */
export const engineLevel = (level: LogLevel.LogLevel): number => {
  switch (level) {
    case "Fatal":
      return 2
    case "Error":
      return 5
    case "Warn":
      return 6
    case "Info":
      return 9
    default:
      return 10
  }
}

/** Longest piece of a line, in UTF-16 units: with its escapes it fits in the smallest buffer that an engine can have. */
const maxPiece = 600

/** Most lines of one event; a stack trace has fewer. */
const maxLines = 64

// oxlint-disable-next-line no-control-regex -- control bytes in a log steer terminals, and NUL can't be sent
const control = /[\0-\x08\x0b-\x1f\x7f]/g

const escapeControl = (byte: string): string => `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`

/** A text as lines for the log: none can be taken for a line of the engine's own, or for two. */
const linesOf = (text: string): ReadonlyArray<string> => {
  const pieces = text.split(/\r\n|[\r\n\u2028\u2029]/).filter((line) => line.trim() !== "").flatMap((line) =>
    line.replace(control, escapeControl).match(new RegExp(`.{1,${maxPiece}}`, "gsu")) ?? []
  )
  const kept = pieces.length > maxLines ? [...pieces.slice(0, maxLines - 1), "…"] : pieces
  return kept.map((line, i) => i === 0 ? line : `  ${line}`)
}

const textOf = (value: unknown): string => typeof value === "string" ? value : JSON.stringify(value) ?? String(value)

const formatEvent = (options: Logger.Options<unknown>): string => {
  const { annotations, cause, message } = Logger.formatStructured.log(options)
  const words = (Array.isArray(message) ? message : [message]).map(textOf)
  const notes = Object.entries(annotations).map(([key, value]) => `${key}=${textOf(value)}`)
  return [[...words, ...notes].join(" "), ...cause === undefined ? [] : [cause]].join("\n")
}

/**
 * Makes the logger. Lines of one event stay together and in order; those that can't be sent while the engine is away
 * wait in a bounded queue. When the scope closes, what still waits is sent if it can be at once.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (
  options: Options = {}
): Effect.Effect<Logger.Logger<unknown, void>, never, Dispatcher | Scope.Scope> =>
  Effect.gen(function*() {
    const yate = yield* Dispatcher
    const queue = yield* Queue.dropping<readonly [level: number, line: string]>(options.capacity ?? 256)
    let lost = 0
    const say = (level: number, line: string): Effect.Effect<void> =>
      Effect.catch(yate.debug(level, line), () => Effect.sync(() => lost += 1))
    const send = ([level, line]: readonly [level: number, line: string]): Effect.Effect<void> =>
      Effect.suspend(() => {
        if (lost === 0) return say(level, line)
        const text = `${lost} lines of the log were lost on their way to the engine`
        lost = 0
        return Effect.andThen(say(6, text), say(level, line))
      })
    const sending = yield* Effect.forkScoped(Effect.forever(Effect.flatMap(Queue.take(queue), send)))
    yield* Effect.addFinalizer(() =>
      Effect.gen(function*() {
        yield* Fiber.interrupt(sending)
        const rest = Effect.forEach(yield* Queue.clear(queue), send, { discard: true })
        // What can be sent is sent at once, and nobody waits for an engine that is away.
        yield* Fiber.interrupt(yield* Effect.forkChild(Effect.interruptible(rest), { startImmediately: true }))
      })
    )
    return Logger.make((event) => {
      const level = engineLevel(event.logLevel)
      for (const line of linesOf(formatEvent(event))) {
        if (!Queue.offerUnsafe(queue, [level, line])) lost += 1
      }
    })
  })

/**
 * Adds the logger to a program.
 *
 * @example
 * ```ts
 * import { Dispatcher, EngineLogger } from "@yatefx/dispatcher"
 * import { Effect, Layer } from "effect"
 *
 * const Program = Layer.effectDiscard(Effect.logError("seen in the engine's log as WARN")).pipe(
 *   Layer.provide(EngineLogger.layer()),
 *   Layer.provide(Dispatcher.layer)
 * )
 * ```
 *
 * @category layers
 * @since 0.1.0
 */
export const layer = (options: Options = {}): Layer.Layer<never, never, Dispatcher> =>
  Logger.layer([make(options)], { mergeWithExisting: options.mergeWithExisting ?? true })
