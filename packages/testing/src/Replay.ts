/**
 * Replays a transcript as a test: a transport on which the engine's lines are said as they were recorded, each at its
 * time and once the application has said what it said before, while the application's lines are compared.
 *
 * @since 0.1.0
 */
import { Redaction } from "@yatefx/protocol"
import { PeerTransport, type Transport } from "@yatefx/transport"
import type * as Arr from "effect/Array"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Deferred from "effect/Deferred"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import { Comparison } from "./internal/comparison.ts"
import { printable } from "./internal/labels.ts"
import { format, type TranscriptLine } from "./Transcript.ts"

/**
 * The application didn't say what it said in the transcript.
 *
 * @category errors
 * @since 0.1.0
 */
export class ReplayFailed extends Data.TaggedError("ReplayFailed")<{
  /** What it should have said by now; any of these would have done. */
  readonly expected: ReadonlyArray<string>
  /** What it said; undefined when it said nothing more in time, or ended the link. */
  readonly came: string | undefined
  /** The last lines of the transcript before. */
  readonly before: ReadonlyArray<TranscriptLine>
}> {
  override get message(): string {
    const { before, came, expected } = this
    const redactor = new Redaction.Redactor()
    const history = before.map((one) => ({ ...one, line: redactor.line(one.line) }))
    const shown = (line: string): string => `  ${printable(redactor.line(line))}`
    return [
      came === undefined
        ? "the application did not say"
        : expected.length === 0
        ? "the application said more than the transcript:"
        : "the application should have said",
      ...expected.map(shown),
      ...(came === undefined ? [] : [...(expected.length === 0 ? [] : ["but it said"]), shown(came)]),
      "after",
      ...format(history).trimEnd().split("\n").map((line) => `  ${printable(line)}`)
    ].join("\n")
  }
}

/**
 * How to replay.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReplayOptions {
  /** Parameters whose values may differ: `["time"]`. Those that were redacted may anyway. */
  readonly ignore?: Iterable<string>
  /** How long the application may take for its next line, 10 seconds by default. */
  readonly patience?: Duration.Input
  /** How long it is listened to after the transcript's end, for lines that it should not say: 1 second by default. */
  readonly listenOn?: Duration.Input
}

/**
 * A replay at work.
 *
 * @category models
 * @since 0.1.0
 */
export interface Replay {
  /** The transport for the application. It takes one dial; further ones are refused. */
  readonly layer: Layer.Layer<Transport>
  /** Waits for the end of the transcript, and tells how many lines of the application agreed. */
  readonly done: Effect.Effect<number, ReplayFailed>
}

const shown = 12

const goodbye = "%%>quit"

/**
 * Starts a replay, which its scope owns.
 *
 * **Details**
 *
 * - Ids of the application's own messages are its own: they are matched by the rest of the line, and the engine's
 *   answers get the ids that the application uses now. Times of messages are not compared.
 * - Between two lines of the engine the application may say its lines in any order, and it may say one earlier than it
 *   did.
 * - What must not differ otherwise: names, order and values of parameters.
 * - Remarks are passed over. After the end, `quit` and `uninstall` are nobody's business.
 *
 * @example
 * ```ts
 * import { Dispatcher } from "@yatefx/dispatcher"
 * import { Replay, Scenario, Transcript } from "@yatefx/testing"
 * import { Effect, Layer } from "effect"
 *
 * declare const Ivr: Layer.Layer<never, never, Dispatcher>
 *
 * const test = Effect.gen(function*() {
 *   const replay = yield* Replay.make(yield* Transcript.load("call.txt"))
 *   yield* Layer.build(Ivr.pipe(Layer.provide(Dispatcher.layer), Layer.provide(replay.layer)))
 *   yield* replay.done
 * }).pipe(Scenario.run)
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = Effect.fnUntraced(function*(
  transcript: ReadonlyArray<TranscriptLine>,
  options: ReplayOptions = {}
): Effect.fn.Return<Replay, never, Scope.Scope> {
  const peer = yield* PeerTransport.make({ address: "a transcript" })
  const done = yield* Deferred.make<number, ReplayFailed>()
  const spoken = transcript.filter(({ from }) => from !== "#")
  const { listenOn = "1 second", patience = "10 seconds" } = options

  const play = Effect.fnUntraced(function*(link: PeerTransport.PeerLink) {
    const comparison = new Comparison(spoken, new Set(options.ignore ?? []))
    const start = (yield* Clock.currentTimeMillis) - (spoken[0]?.at ?? 0)
    const failed = (index: number, came: string | undefined): ReplayFailed =>
      new ReplayFailed({
        expected: comparison.open(index),
        came,
        before: spoken.slice(Math.max(index - shown, 0), index)
      })
    const hear = Effect.fnUntraced(function*(index: number) {
      const line = yield* link.heard.pipe(
        Effect.timeoutOption(patience),
        Effect.catch(() => Effect.succeedNone)
      )
      if (Option.isNone(line)) return yield* failed(index, undefined)
      if (line.value !== "" && !comparison.take(line.value)) return yield* failed(index, line.value)
    })
    for (const [index, { at, from }] of spoken.entries()) {
      if (from === "A") { while (!comparison.isTaken(index)) yield* hear(index) }
      else {
        const wait = start + at - (yield* Clock.currentTimeMillis)
        if (wait > 0) yield* Effect.sleep(wait)
        const lines: Arr.NonEmptyReadonlyArray<string> = [comparison.translate(index)]
        yield* Effect.mapError(link.say(...lines), () => failed(index, undefined))
      }
    }
    const isSurplus = (line: string): boolean => line !== "" && !line.startsWith("%%>uninstall:")
    const surplus = yield* link.heard.pipe(
      Effect.repeat({ until: isSurplus }),
      Effect.timeoutOption(listenOn),
      Effect.catch(() => Effect.succeedNone)
    )
    if (Option.isSome(surplus) && surplus.value !== goodbye) return yield* failed(spoken.length, surplus.value)
    if (Option.isSome(surplus)) yield* Effect.ignore(link.say("%%<quit"))
    return comparison.taken
  })

  const run = Effect.gen(function*() {
    const link = yield* peer.accept
    const exit = yield* Effect.exit(play(link))
    yield* Deferred.done(done, exit)
    if (Exit.isFailure(exit)) yield* link.cut()
    // An application that ends says so, and waits for the answer.
    yield* link.heard.pipe(
      Effect.repeat({ until: (line) => line === goodbye }),
      Effect.andThen(link.say("%%<quit")),
      Effect.ignore
    )
    yield* link.hangUp
    yield* Effect.forever(peer.refuse("the transcript has come to its end"))
  })
  yield* Effect.forkScoped(run)
  return { layer: peer.layer, done: Deferred.await(done) }
})
