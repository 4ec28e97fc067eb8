/**
 * Faults on demand, between an application and its engine: a link that is cut, answers that come late or never, an
 * install that is refused, nonsense, a flood.
 *
 * @since 0.1.0
 */
import { Engine, EngineMessage } from "@yatefx/engine"
import type { Parameters, ProtocolError } from "@yatefx/protocol"
import { Transport } from "@yatefx/transport"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { FaultyLinks } from "./internal/faultyLinks.ts"
import { Recorder } from "./Recorder.ts"

/**
 * How often a fault happens.
 *
 * @category models
 * @since 0.1.0
 */
export interface FaultOptions {
  /** Once by default; `Infinity` for always. */
  readonly times?: number
}

/**
 * A message that floods the application.
 *
 * @category models
 * @since 0.1.0
 */
export interface FloodOptions {
  /** The message's name: `chan.dtmf`. */
  readonly name: string
  readonly count: number
  readonly parameters?: ReadonlyArray<Parameters.Change>
}

/**
 * Makes faults. Each says so in the recording.
 *
 * @category services
 * @since 0.1.0
 */
export class Faults extends Context.Service<Faults, {
  /** Cuts the application's links. It may dial again at once. */
  readonly cut: Effect.Effect<void>
  /** Cuts the links, and refuses to be dialled for some time. */
  readonly away: (duration: Duration.Input) => Effect.Effect<void>
  /** The application's next answer to a message of that name reaches the engine so much later. */
  readonly delayAnswer: (name: string, delay: Duration.Input, options?: FaultOptions) => Effect.Effect<void>
  /** The application's next answer to a message of that name doesn't reach the engine. */
  readonly dropAnswer: (name: string, options?: FaultOptions) => Effect.Effect<void>
  /** The application's next install of that name is answered `false`, and never made. */
  readonly refuseInstall: (name: string, options?: FaultOptions) => Effect.Effect<void>
  /** The engine says a line, a byte string: malformed, or whatever it may be. */
  readonly say: (line: string) => Effect.Effect<void>
  /**
   * The engine asks for so many messages at once; waits until all are answered or the link is lost, and tells how many
   * came back as processed.
   */
  readonly flood: (options: FloodOptions) => Effect.Effect<number, ProtocolError.EncodeError>
}>()("@yatefx/testing/Faults") {
  /** Faults for the transport below. */
  static readonly layer: Layer.Layer<Faults | Transport, never, Transport | Recorder> = Layer.effectContext(
    Effect.gen(function*() {
      const recorder = yield* Recorder
      const links = new FaultyLinks(yield* Transport)
      const remark = (text: string, fault: Effect.Effect<void>): Effect.Effect<void> =>
        Effect.andThen(recorder.remark(text), fault)
      const faults = Faults.of({
        cut: remark("the link is cut", links.cut),
        away: (duration) =>
          Effect.acquireUseRelease(
            remark("the engine is away", links.close),
            () => Effect.sleep(duration),
            // Also when it is interrupted: nobody else could bring the engine back.
            () => remark("the engine is back", links.open)
          ),
        delayAnswer: (name, delay, options) =>
          remark(
            `the next answer to ${name} is delayed`,
            Effect.sync(() => links.rule({ _tag: "Delay", name, delay, times: options?.times ?? 1 }))
          ),
        dropAnswer: (name, options) =>
          remark(
            `the next answer to ${name} is lost`,
            Effect.sync(() => links.rule({ _tag: "Drop", name, times: options?.times ?? 1 }))
          ),
        refuseInstall: (name, options) =>
          remark(
            `the next install of ${name} is refused`,
            Effect.sync(() => links.rule({ _tag: "Refuse", name, times: options?.times ?? 1 }))
          ),
        say: (line) => remark("the engine is made to say a line", links.say([line])),
        flood: (options) =>
          Effect.andThen(recorder.remark(`a flood of ${options.count} ${options.name}`), links.flood(options))
      })
      return Context.make(Faults, faults).pipe(Context.add(Transport, links.transport))
    })
  )
}

/**
 * Restarts the embedded engine, as an application sees it: its link is lost, and it can dial again after a second, or
 * `downtime`. With `channels: "kept"` only the external module was restarted and calls went on; with `"lost"` all
 * channels are gone, and nobody was told. Phones notice that their calls end. Channel numbers go on, where a real
 * engine's begin anew; other applications on the same engine see the calls end.
 *
 * @category faults
 * @since 0.1.0
 */
export const restartEngine = Effect.fn("Faults.restartEngine")(function*(options: {
  readonly channels: "kept" | "lost"
  readonly downtime?: Duration.Input
}): Effect.fn.Return<void, never, Faults | Engine> {
  const faults = yield* Faults
  const engine = yield* Engine
  const lose = Effect.gen(function*() {
    for (const { id } of yield* engine.channels) {
      yield* engine.dispatch(new EngineMessage("call.drop", [["id", id], ["reason", "restart"]]))
    }
  })
  // The links are closed before the channels go.
  yield* Effect.all([faults.away(options.downtime ?? "1 second"), options.channels === "lost" ? lose : Effect.void], {
    concurrency: 2,
    discard: true
  })
})
