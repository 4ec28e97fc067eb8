/** What voices are written with. */
import type { VoiceSound } from "../Voice.ts"

/** Words under numbered names: `digits/0`, `digits/1`, …, or `digits/h-1`, `digits/h-2`, … */
export const numbered = (
  prefix: string,
  words: string,
  from: number,
  step = 1
): ReadonlyArray<readonly [name: string, words: string]> =>
  words.split(" ").map((word, at) => [`${prefix}${prefix.endsWith("-") ? "" : "/"}${from + at * step}`, word])

/** The sounds, each once, by name. */
export const soundsOf = (
  entries: ReadonlyArray<readonly [name: string, words: string]>
): ReadonlyArray<VoiceSound> => [...new Map(entries)].map(([name, words]) => ({ name, words }))

/** Puts names together, without those that aren't to be said. */
export const join = (...parts: ReadonlyArray<false | string | ReadonlyArray<string>>): ReadonlyArray<string> =>
  parts.flatMap((part) => part === false ? [] : part)
