/**
 * Questions that are answered by keys: played, interrupted by the first key of the answer, checked by a Schema, and asked
 * again.
 *
 * @since 0.1.0
 */
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Call } from "./Call.ts"
import { type LegError, NoKeys, NotAccepted, type NoValidInput, type PlayError, TooFewKeys } from "./CallError.ts"
import { asking, valid, wrong } from "./internal/asking.ts"
import { choosing } from "./internal/choosing.ts"
import { collect } from "./internal/collecting.ts"
import { Leg } from "./internal/leg.ts"
import type { Sound } from "./Sound.ts"

/**
 * How something is asked: of a prompt, and of a menu.
 *
 * @category models
 * @since 0.1.0
 */
export interface PromptOptions {
  /** What is played, each time; a function is told which time it is, from 1 on. */
  readonly prompt: Sound | ReadonlyArray<Sound> | ((attempt: number) => Sound | ReadonlyArray<Sound>)
  /** What is played before the prompt when the answer was wrong: nothing by default. */
  readonly onInvalid?: Sound | ReadonlyArray<Sound>
  /** What is played before the prompt when there was no answer: `onInvalid` by default. */
  readonly onTimeout?: Sound | ReadonlyArray<Sound>
  /** How often it is asked again: twice by default. */
  readonly retries?: number
  /**
   * Whether a key cuts the sounds off, which it does by default: it is the first of the answer. If not, keys that are
   * pressed meanwhile count all the same, unless `typedAhead` is `flush`.
   */
  readonly bargeIn?: boolean
  /** How long to wait for the first key when all was played, 5 seconds by default. */
  readonly firstKey?: Duration.Input
  /** How long to wait for each further key, 3 seconds by default. */
  readonly nextKey?: Duration.Input
  /**
   * What becomes of keys that were pressed before: they answer (`keep`, the default), and the prompt isn't heard; or they
   * are forgotten (`flush`). What was pressed behind a wrong answer is always forgotten.
   */
  readonly typedAhead?: "keep" | "flush"
}

/**
 * A question, and which keys answer it.
 *
 * @category models
 * @since 0.1.0
 */
export interface AskOptions extends PromptOptions {
  /** How many keys are needed, 1 by default. */
  readonly min?: number
  /** After how many the answer is complete, 32 by default. */
  readonly max?: number
  /** Keys that end the answer, and are not part of it: `"#"` by default, `""` for none. */
  readonly terminators?: string
}

/**
 * What an answer becomes.
 *
 * @category models
 * @since 0.1.0
 */
export interface Answers<A, R> {
  /** Reads the keys: `Schema.FiniteFromString`, with checks; or one of your own, that looks an account up. */
  readonly schema: Schema.ConstraintCodec<A, string, R, unknown>
}

const accepted = Effect.fnUntraced(function*(leg: Leg, options: AskOptions & Partial<Answers<unknown, unknown>>) {
  const { max, min, schema, terminators } = options
  const { enough, ended, keys } = yield* collect(leg, {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(terminators === undefined ? {} : { terminators }),
    ...(options.firstKey === undefined ? {} : { firstKey: options.firstKey }),
    ...(options.nextKey === undefined ? {} : { nextKey: options.nextKey })
  })
  if (!enough) return wrong(keys, keys === "" && ended === "timeout" ? new NoKeys() : new TooFewKeys())
  if (schema === undefined) return valid(keys)
  const decoded = yield* Effect.result(leg.whileUp(Schema.decodeUnknownEffect(schema)(keys)))
  if (Result.isSuccess(decoded)) return valid(decoded.success)
  const error = decoded.failure
  return error._tag === "HungUp" ? yield* error : wrong(keys, new NotAccepted({ error }))
})

/**
 * Asks for keys, until they make a valid answer, or it was asked often enough.
 *
 * @example
 * ```ts
 * import { Call, Prompt } from "@yatefx/calls"
 * import { Effect, Schema } from "effect"
 *
 * const age = Effect.gen(function*() {
 *   const call = yield* Call
 *   return yield* Prompt.ask(call, {
 *     prompt: "your-age",
 *     schema: Schema.FiniteFromString.check(Schema.isBetween({ minimum: 1, maximum: 120 })),
 *     max: 3,
 *     onInvalid: "that-is-no-age",
 *     onTimeout: "are-you-there"
 *   })
 * })
 * ```
 *
 * @category operations
 * @since 0.1.0
 */
export function ask<A, R>(
  call: Call,
  options: AskOptions & Answers<A, R>
): Effect.Effect<A, LegError | PlayError | NoValidInput, R>
export function ask(call: Call, options: AskOptions): Effect.Effect<string, LegError | PlayError | NoValidInput>
export function ask(
  call: Call,
  options: AskOptions & Partial<Answers<unknown, unknown>>
): Effect.Effect<unknown, LegError | PlayError | NoValidInput, unknown> {
  return Effect.suspend(() => {
    const leg = Leg.of(call)
    return asking(leg, options, accepted(leg, options))
  }).pipe(Effect.withSpan("Prompt.ask", { attributes: { "call.id": call.id } }))
}

const yesAndNo: ReadonlyMap<string, boolean> = new Map([["1", true], ["2", false]])

/**
 * Asks whether something is right: 1 accepts it, 2 does not. For other keys, `Menu.choose` gives `true` and `false` too.
 *
 * @category operations
 * @since 0.1.0
 */
export const confirm = (
  call: Call,
  options: PromptOptions
): Effect.Effect<boolean, LegError | PlayError | NoValidInput> =>
  Effect.suspend(() => {
    const leg = Leg.of(call)
    return asking(leg, options, choosing(leg, options, yesAndNo))
  }).pipe(Effect.withSpan("Prompt.confirm", { attributes: { "call.id": call.id } }))
