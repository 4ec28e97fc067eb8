/**
 * Whose voice speaks numbers, dates, times and money, and in which language: what sounds it has, and in which order they
 * are played. English is there by default (`englishVoice`); another is provided like any service, for a program or for
 * one call.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import { englishVoice } from "./EnglishVoice.ts"

/**
 * A sound of a voice, to be recorded or made by a speech engine.
 *
 * @category models
 * @since 0.1.0
 */
export interface VoiceSound {
  /** Its name, as it is played: `digits/7`. */
  readonly name: string
  /** What is said in it. */
  readonly words: string
}

/**
 * A number, cut up.
 *
 * @category models
 * @since 0.1.0
 */
export interface NumberParts {
  readonly negative: boolean
  /** From 0 to the voice's `max`. */
  readonly whole: number
  /** The digits behind the point, empty for none. */
  readonly fraction: string
}

/**
 * A day.
 *
 * @category models
 * @since 0.1.0
 */
export interface DateParts {
  /** From 1 to 9999; missing if it shall not be said. */
  readonly year: number | undefined
  /** From 1 to 12. */
  readonly month: number
  readonly day: number
  /** From 0 (Sunday) to 6; missing if it shall not be said. */
  readonly weekday: number | undefined
}

/**
 * A time of the day.
 *
 * @category models
 * @since 0.1.0
 */
export interface TimeParts {
  /** From 0 to 23. */
  readonly hour: number
  readonly minute: number
}

/**
 * An amount of money.
 *
 * @category models
 * @since 0.1.0
 */
export interface MoneyParts {
  readonly negative: boolean
  /** From 0 to the voice's `max`. */
  readonly major: number
  /** Hundredths, or whatever the currency is divided into: 0 to 99. */
  readonly minor: number
  /** One of the voice's currencies. */
  readonly currency: string
}

/**
 * A voice: for each kind of thing, the names of the sounds that say it, one after the other. `Say` calls it with parts that
 * are in range, so that its functions need not check.
 *
 * @category models
 * @since 0.1.0
 */
export interface Voice {
  /** The language: `en`, `de-CH`. */
  readonly language: string
  /** The greatest number that it can say. */
  readonly max: number
  /** The keys that it can say: from `0123456789*#`. */
  readonly keys: string
  /** The currencies that it can say, with the digits behind their point: `EUR` with 2, `JPY` with 0. */
  readonly currencies: ReadonlyMap<string, number>
  /** All sounds that it can need, each once. */
  readonly sounds: ReadonlyArray<VoiceSound>
  readonly key: (key: string) => ReadonlyArray<string>
  readonly number: (parts: NumberParts) => ReadonlyArray<string>
  /** A rank, from 1 to `max`. */
  readonly ordinal: (value: number) => ReadonlyArray<string>
  readonly date: (parts: DateParts) => ReadonlyArray<string>
  readonly time: (parts: TimeParts) => ReadonlyArray<string>
  readonly money: (parts: MoneyParts) => ReadonlyArray<string>
}

/**
 * The voice in use: `englishVoice` unless another is provided.
 *
 * @example
 * ```ts
 * import { Call, germanVoice, Say, Voice, voiceIn } from "@yatefx/calls"
 * import { Effect, Layer } from "effect"
 *
 * const balance = Effect.gen(function*() {
 *   const call = yield* Call
 *   yield* call.play(["balance", ...yield* Say.money(12.5, "EUR")])
 * })
 *
 * // For one call:
 * const german = Effect.provideService(balance, Voice, germanVoice)
 * // For a program, with the sounds in a folder of their own:
 * const German = Layer.succeed(Voice, voiceIn(germanVoice, "de"))
 * ```
 *
 * @category services
 * @since 0.1.0
 */
export const Voice: Context.Reference<Voice> = Context.Reference<Voice>("@yatefx/calls/Voice", {
  defaultValue: () => englishVoice
})

/**
 * The same voice, with all its sounds in a folder: `digits/7` of `voiceIn(voice, "de")` is `de/digits/7`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const voiceIn = (voice: Voice, folder: string): Voice => {
  const within = <A>(say: (value: A) => ReadonlyArray<string>) => (value: A): ReadonlyArray<string> =>
    say(value).map((name) => `${folder}/${name}`)
  return {
    ...voice,
    sounds: voice.sounds.map(({ name, words }) => ({ name: `${folder}/${name}`, words })),
    key: within(voice.key),
    number: within(voice.number),
    ordinal: within(voice.ordinal),
    date: within(voice.date),
    time: within(voice.time),
    money: within(voice.money)
  }
}
