/**
 * Scenarios: a program, an engine and phones, put together and run in virtual time or in real time, as an effect or as
 * a promise.
 *
 * @since 0.1.0
 */
import { Dispatcher, type DispatcherOptions } from "@yatefx/dispatcher"
import { Engine, type EngineOptions, EngineTransport } from "@yatefx/engine"
import type { Transport } from "@yatefx/transport"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Console from "effect/Console"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import type * as TestClock from "effect/testing/TestClock"
import { Faults } from "./Faults.ts"
import * as Ladder from "./Ladder.ts"
import { Recorder, type RecordOptions } from "./Recorder.ts"
import { Switchboard } from "./Switchboard.ts"
import * as VirtualTime from "./VirtualTime.ts"

/**
 * What the embedded engine and the program's dispatcher are told.
 *
 * @category models
 * @since 0.1.0
 */
export interface EmbeddedOptions {
  readonly engine?: EngineOptions
  /** The `heartbeat` is off unless it is set here: it is a timer that never ends. */
  readonly dispatcher?: DispatcherOptions
  /** The program's name in ladders: `application` by default. */
  readonly name?: string
  /** Whether passwords, and what is computed from them, are recorded: `"hide"` by default. */
  readonly secrets?: RecordOptions["secrets"]
}

/**
 * What a scenario on the embedded engine can use.
 *
 * @category models
 * @since 0.1.0
 */
export type Embedded = Engine | Dispatcher | Switchboard | Faults | Transport

/**
 * A program on an embedded engine of its own, with a switchboard for phones, faults, and a recording of what is said.
 *
 * @category layers
 * @since 0.1.0
 */
export const embedded = <E, R>(
  program: Layer.Layer<never, E, R>,
  options: EmbeddedOptions = {}
): Layer.Layer<Embedded, E, Exclude<R, Embedded> | Recorder> =>
  Layer.provideMerge(
    program,
    // With a heartbeat something is always left to happen, and a virtual day has thousands of them.
    Dispatcher.layerWith({ heartbeat: Duration.infinity, ...options.dispatcher }).pipe(
      Layer.provideMerge(Recorder.transport(options.name, { secrets: options.secrets ?? "hide" })),
      Layer.provideMerge(Faults.layer),
      Layer.provideMerge(EngineTransport.layer()),
      Layer.provideMerge(Switchboard.embedded),
      Layer.provideMerge(Engine.layer(options.engine))
    )
  )

/**
 * How to run a scenario.
 *
 * @category models
 * @since 0.1.0
 */
export interface RunOptions extends VirtualTime.Options {
  /**
   * `virtual` by default: an hour takes milliseconds. `real` is for real engines, and whatever is outside of the
   * process.
   */
  readonly time?: "virtual" | "real"
}

/** The system's clock, also where a test has put another in its place. */
const inRealTime = <A, E, R>(program: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Clock.clockWith((clock) => "withLive" in clock ? (clock as TestClock.TestClock).withLive(program) : program)

/** Builds its layers itself: an engine that was built outside has another time, and other phones. */
const isolated = <A, E, R>(program: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.suspend(() =>
    Effect.provideService(program, Layer.CurrentMemoMap, Layer.makeMemoMapUnsafe())
  ) as Effect.Effect<A, E, R>

/**
 * Runs a scenario, with a recorder and a scope of its own. Provide the engine and the program inside of it, so that
 * they share its time. In virtual time it fails with `Stuck` when it can't end.
 *
 * When it dies, of a failed assertion say, the ladder of all that was said is printed; an expectation of a phone has
 * its ladder in its message.
 *
 * @example
 * ```ts
 * import { Phone, Scenario } from "@yatefx/testing"
 * import { Effect, Layer } from "effect"
 *
 * const scenario = Effect.gen(function*() {
 *   const alice = yield* Phone.make({ number: "alice" })
 *   const bob = yield* Phone.make({ number: "bob", whenCalled: { answerAfter: "20 seconds" } })
 *   const call = yield* alice.dial("bob")
 *   yield* call.expectAnswer({ within: "30 seconds" })
 * }).pipe(Effect.provide(Scenario.embedded(Layer.empty)), Scenario.run)
 * ```
 *
 * @category runners
 * @since 0.1.0
 */
export const run = <A, E, R>(
  scenario: Effect.Effect<A, E, R>
): Effect.Effect<A, E | VirtualTime.Stuck, Exclude<Exclude<R, Scope.Scope>, Recorder>> => start(scenario, {})

/**
 * As `run`, with options: `Scenario.runWith({ time: "real" })`.
 *
 * @category runners
 * @since 0.1.0
 */
export const runWith = (options: RunOptions) =>
<A, E, R>(
  scenario: Effect.Effect<A, E, R>
): Effect.Effect<A, E | VirtualTime.Stuck, Exclude<Exclude<R, Scope.Scope>, Recorder>> => start(scenario, options)

/** On the console of the process: `it.effect` has one of its own, which shows nothing. */
const print = (text: string): Effect.Effect<void> =>
  Effect.provideService(Console.error(text), Console.Console, Console.Console.defaultValue())

const start = <A, E, R>(
  scenario: Effect.Effect<A, E, R>,
  options: RunOptions
): Effect.Effect<A, E | VirtualTime.Stuck, Exclude<Exclude<R, Scope.Scope>, Recorder>> =>
  Effect.gen(function*() {
    const recorder = yield* Recorder
    const timed = options.time === "real"
      ? inRealTime(isolated(Effect.scoped(scenario)))
      : VirtualTime.run(isolated(Effect.scoped(scenario)), options)
    return yield* Effect.onError(timed, (cause) => {
      const isTold = cause.reasons.some((reason) =>
        Cause.isFailReason(reason) && !(reason.error instanceof VirtualTime.Stuck)
      ) || Cause.hasInterruptsOnly(cause)
      return isTold ?
        Effect.void :
        Effect.flatMap(
          recorder.entries,
          (entries) => entries.length === 0 ? Effect.void : print(Ladder.text(Ladder.make(entries)))
        )
    })
  }).pipe(Effect.provide(Recorder.layer()))

/**
 * Runs a scenario as a promise: for plain Vitest, and for any other test runner.
 *
 * @category runners
 * @since 0.1.0
 */
export const promise = <A, E>(
  scenario: Effect.Effect<A, E, Recorder | Scope.Scope>,
  options: RunOptions = {}
): Promise<A> =>
  // oxlint-disable-next-line no-restricted-properties -- this is where a test that knows no effects runs one.
  Effect.runPromise(start(scenario, options))
