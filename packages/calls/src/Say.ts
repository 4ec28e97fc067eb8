/**
 * Numbers, digits, dates, times and money as sounds to play, by the `Voice` in use. They are lists, so that they can
 * stand between other sounds:
 *
 * ```ts
 * yield* call.play(["you-have", ...yield* Say.number(21), "messages"], { interruptedBy: "any" })
 * ```
 *
 * @since 0.1.0
 */
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { Voice, type VoiceSound } from "./Voice.ts"

/**
 * It is no number: `NaN`, or infinite. Or it has digits behind the point where a rank can have none.
 *
 * @category reasons
 * @since 0.1.0
 */
export class NoNumber extends Data.TaggedError("NoNumber")<{}> {}

/**
 * The voice has no words for so much, or so little.
 *
 * @category reasons
 * @since 0.1.0
 */
export class OutOfRange extends Data.TaggedError("OutOfRange")<{
  readonly min: number
  readonly max: number
}> {}

/**
 * The voice doesn't know the currency.
 *
 * @category reasons
 * @since 0.1.0
 */
export class UnknownCurrency extends Data.TaggedError("UnknownCurrency")<{
  readonly known: ReadonlyArray<string>
}> {}

/**
 * The voice has no sound for a key.
 *
 * @category reasons
 * @since 0.1.0
 */
export class UnknownKey extends Data.TaggedError("UnknownKey")<{
  readonly key: string
}> {}

/**
 * The voice can't say this. Nothing of it was played.
 *
 * @category errors
 * @since 0.1.0
 */
export class SayError extends Data.TaggedError("SayError")<{
  /** What should have been said. */
  readonly value: string
  /** The voice's language. */
  readonly language: string
  readonly reason: NoNumber | OutOfRange | UnknownCurrency | UnknownKey
}> {
  override get message(): string {
    const { language, reason, value } = this
    switch (reason._tag) {
      case "NoNumber":
        return `${value} is no number that can be said: check where it comes from`
      case "OutOfRange":
        return `${value} can't be said: the voice "${language}" says ${reason.min} to ${reason.max}`
      case "UnknownCurrency":
        return `the voice "${language}" has no words for ${value}: it knows ${reason.known.join(", ")}`
      case "UnknownKey":
        return `the voice "${language}" has no sound for "${reason.key}" in "${value}"`
    }
  }
}

/**
 * How numbers are said.
 *
 * @category models
 * @since 0.1.0
 */
export interface NumberOptions {
  /** To how many digits behind the point it is rounded: 3 by default, at most 20. Zeros at the end are not said. */
  readonly decimals?: number
}

/**
 * How dates are said.
 *
 * @category models
 * @since 0.1.0
 */
export interface DateOptions {
  /** Whether the day of the week is said: not by default. */
  readonly weekday?: boolean
  /** Whether the year is said: by default it is. */
  readonly year?: boolean
}

/** The value without its sign, rounded, before and behind its point. */
const parts = (
  voice: Voice,
  value: number,
  decimals: number
): Effect.Effect<{ readonly negative: boolean; readonly whole: number; readonly fraction: string }, SayError> => {
  const wrong = (reason: SayError["reason"]) =>
    Effect.fail(new SayError({ value: String(value), language: voice.language, reason }))
  if (!Number.isFinite(value)) return wrong(new NoNumber())
  const tooMuch = new OutOfRange({ min: -voice.max, max: voice.max })
  // Beyond it `toFixed` falls back to exponents.
  if (Math.abs(value) > voice.max + 1) return wrong(tooMuch)
  const [whole = "0", fraction = ""] = Math.abs(value).toFixed(Math.min(20, Math.max(0, Math.trunc(decimals)))).split(
    "."
  )
  if (Number(whole) > voice.max) return wrong(tooMuch)
  // Nothing is "minus zero", not even what was rounded to it.
  const negative = value < 0 && /[1-9]/.test(whole + fraction)
  return Effect.succeed({ negative, whole: Number(whole), fraction })
}

/**
 * Keys, one by one: a code, a phone number. Spaces are for the reader.
 *
 * @category constructors
 * @since 0.1.0
 */
export const digits = (text: string): Effect.Effect<ReadonlyArray<string>, SayError> =>
  Effect.flatMap(Voice, (voice) => {
    const keys = [...text.replaceAll(" ", "")]
    const unknown = keys.find((key) => !voice.keys.includes(key))
    return unknown === undefined
      ? Effect.succeed(keys.flatMap(voice.key))
      : Effect.fail(new SayError({ value: text, language: voice.language, reason: new UnknownKey({ key: unknown }) }))
  })

/**
 * A number: "minus one hundred twenty three point five".
 *
 * @category constructors
 * @since 0.1.0
 */
export const number = (value: number, options?: NumberOptions): Effect.Effect<ReadonlyArray<string>, SayError> =>
  Effect.flatMap(Voice, (voice) =>
    Effect.map(
      parts(voice, value, options?.decimals ?? 3),
      (said) => voice.number({ ...said, fraction: said.fraction.replace(/0+$/, "") })
    ))

/**
 * A rank, from 1 on: "twenty first".
 *
 * @category constructors
 * @since 0.1.0
 */
export const ordinal = (value: number): Effect.Effect<ReadonlyArray<string>, SayError> =>
  Effect.flatMap(Voice, (voice) => {
    const reason = !Number.isFinite(value) || !Number.isInteger(value)
      ? new NoNumber()
      : value < 1 || value > voice.max
      ? new OutOfRange({ min: 1, max: voice.max })
      : undefined
    return reason === undefined
      ? Effect.succeed(voice.ordinal(value))
      : Effect.fail(new SayError({ value: String(value), language: voice.language, reason }))
  })

/**
 * A day of the years 1 to 9999, in the value's own time zone: `DateTime.setZone` puts an instant into the caller's.
 *
 * @category constructors
 * @since 0.1.0
 */
export const date = (
  value: DateTime.DateTime,
  options?: DateOptions
): Effect.Effect<ReadonlyArray<string>, SayError> =>
  Effect.flatMap(Voice, (voice) => {
    const { day, month, weekDay, year } = DateTime.toParts(value)
    if (year < 1 || year > 9999) {
      const reason = new OutOfRange({ min: 1, max: 9999 })
      return Effect.fail(new SayError({ value: `the year ${year}`, language: voice.language, reason }))
    }
    return Effect.succeed(voice.date({
      year: options?.year === false ? undefined : year,
      month,
      day,
      weekday: options?.weekday === true ? weekDay : undefined
    }))
  })

/**
 * Hours and minutes, in the value's own time zone.
 *
 * @category constructors
 * @since 0.1.0
 */
export const time = (value: DateTime.DateTime): Effect.Effect<ReadonlyArray<string>> =>
  Effect.map(Voice, (voice) => {
    const { hour, minute } = DateTime.toParts(value)
    return voice.time({ hour, minute })
  })

/**
 * An amount, rounded to the smallest coin of its currency (`EUR`, `USD`, …; the voice's `currencies` has all it knows).
 *
 * @category constructors
 * @since 0.1.0
 */
export const money = (amount: number, currency: string): Effect.Effect<ReadonlyArray<string>, SayError> =>
  Effect.flatMap(Voice, (voice) => {
    const decimals = voice.currencies.get(currency)
    if (decimals === undefined) {
      const reason = new UnknownCurrency({ known: [...voice.currencies.keys()] })
      return Effect.fail(new SayError({ value: currency, language: voice.language, reason }))
    }
    return Effect.map(
      parts(voice, amount, decimals),
      ({ fraction, negative, whole }) =>
        voice.money({ negative, major: whole, minor: fraction === "" ? 0 : Number(fraction), currency })
    )
  })

/**
 * All sounds that the voice in use can need, with the words in each: a list for whoever records them, or for a program
 * that has them spoken.
 *
 * @example
 * ```ts
 * import { Say } from "@yatefx/calls"
 * import { Console, Effect } from "effect"
 *
 * const list = Effect.flatMap(Say.sounds, (all) =>
 *   Effect.forEach(all, ({ name, words }) => Console.log(`${name}.slin: ${words}`)))
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const sounds: Effect.Effect<ReadonlyArray<VoiceSound>> = Effect.map(Voice, (voice) => voice.sounds)
