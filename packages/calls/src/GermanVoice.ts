/**
 * German: ones before tens ("einundzwanzig"), "eins" that is "ein" before a noun and "eine" before a million, years in
 * hundreds up to 1999, the clock of 24 hours.
 *
 * @since 0.1.0
 */
import { join, numbered, soundsOf } from "./internal/wording.ts"
import type { Voice } from "./Voice.ts"

const small =
  "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
const tens = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
const ranks =
  "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte dreizehnte vierzehnte fünfzehnte sechzehnte siebzehnte achtzehnte neunzehnte"
const months = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
const weekdays = "Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag"

/** None of these has a plural of its own, but the penny. */
const currencies: Readonly<Record<string, readonly [name: string, cent?: string, cents?: string]>> = {
  EUR: ["Euro", "Cent", "Cent"],
  CHF: ["Franken", "Rappen", "Rappen"],
  USD: ["Dollar", "Cent", "Cent"],
  GBP: ["Pfund", "Penny", "Pence"],
  JPY: ["Yen"]
}

const moneySound = (word: string): string => `money/${word.toLowerCase()}`

const sounds = soundsOf([
  ...numbered("digits", small, 0),
  ...numbered("digits", tens, 20, 10),
  ...numbered("digits/h-", ranks, 1),
  ...numbered("digits/h-", tens.replaceAll(/(\S+)/g, "$1ste"), 20, 10),
  ...numbered("digits/mon-", months, 1),
  ...numbered("digits/day-", weekdays, 0),
  ...["ein", "eine", "und", "hundert", "tausend", "million", "millionen", "milliarde", "milliarden"]
    .map((word) => [`digits/${word}`, word.startsWith("mill") ? `M${word.slice(1)}` : word] as const),
  ["digits/h-hundert", "hundertste"],
  ["digits/h-tausend", "tausendste"],
  ["digits/h-million", "millionste"],
  ["digits/h-milliarde", "milliardste"],
  ...["minus", "der", "Komma", "Stern", "Raute", "Uhr"].map((word) => [`digits/${word.toLowerCase()}`, word] as const),
  ...Object.values(currencies).flat().map((word = "") => [moneySound(word), word] as const)
])

/** What a one becomes that stands last: alone, before a noun, before a million. */
type One = "1" | "ein" | "eine"

/** Below a hundred. */
const below100 = (value: number, one: One): ReadonlyArray<string> => {
  if (value === 1) return [`digits/${one}`]
  const ones = value % 10
  if (value < 20 || ones === 0) return [`digits/${value}`]
  return [`digits/${ones === 1 ? "ein" : ones}`, "digits/und", `digits/${value - ones}`]
}

const hundreds = (value: number, one: One): ReadonlyArray<string> => [...below100(value, one), "digits/hundert"]

const scales = [[1e9, "milliarde", "milliarden"], [1e6, "million", "millionen"]] as const

const cardinal = (value: number, one: One = "1"): ReadonlyArray<string> => {
  for (const [scale, single, several] of scales) {
    if (value < scale) continue
    const count = Math.floor(value / scale)
    return join(
      cardinal(count, "eine"),
      `digits/${count === 1 ? single : several}`,
      value % scale > 0 && cardinal(value % scale, one)
    )
  }
  if (value >= 1000) {
    return join(
      cardinal(Math.floor(value / 1000), "ein"),
      "digits/tausend",
      value % 1000 > 0 && cardinal(value % 1000, one)
    )
  }
  if (value >= 100) {
    return join(hundreds(Math.floor(value / 100), "ein"), value % 100 > 0 && below100(value % 100, one))
  }
  return below100(value, one)
}

/** The cardinal with another last word: its own sound as a rank. Of a million only the singular has one ("einmillionste"). */
const ordinal = (value: number): ReadonlyArray<string> => {
  const words = cardinal(value)
  const last = (words.at(-1) ?? "").replace("digits/", "digits/h-").replace(/(million|milliarde)e?n$/, "$1")
  const head = words.slice(0, -1)
  return /mill/.test(last) && head.at(-1) === "digits/eine"
    ? [...head.slice(0, -1), "digits/ein", last]
    : [...head, last]
}

const year = (value: number): ReadonlyArray<string> =>
  value < 1100 || value > 1999
    ? cardinal(value)
    : join(hundreds(Math.floor(value / 100), "1"), value % 100 > 0 && below100(value % 100, "1"))

/**
 * The German voice, with numbers up to 999.999.999.999.
 *
 * @category voices
 * @since 0.1.0
 */
export const germanVoice: Voice = {
  language: "de",
  max: 999_999_999_999,
  keys: "0123456789*#",
  currencies: new Map(Object.entries(currencies).map(([code, words]) => [code, words.length === 3 ? 2 : 0])),
  sounds,
  key: (key) => [key === "*" ? "digits/stern" : key === "#" ? "digits/raute" : `digits/${key}`],
  number: ({ fraction, negative, whole }) =>
    join(
      negative && "digits/minus",
      cardinal(whole),
      fraction !== "" && ["digits/komma", ...[...fraction].map((digit) => `digits/${digit}`)]
    ),
  ordinal,
  date: (parts) =>
    join(
      parts.weekday !== undefined && `digits/day-${parts.weekday}`,
      "digits/der",
      ordinal(parts.day),
      `digits/mon-${parts.month}`,
      parts.year !== undefined && year(parts.year)
    ),
  time: ({ hour, minute }) => join(cardinal(hour, "ein"), "digits/uhr", minute > 0 && cardinal(minute)),
  money: ({ currency, major, minor, negative }) => {
    const [name = "", cent = "", cents = ""] = currencies[currency] ?? []
    return join(
      negative && "digits/minus",
      (major > 0 || minor === 0) && [...cardinal(major, "ein"), moneySound(name)],
      major > 0 && minor > 0 && "digits/und",
      minor > 0 && [...cardinal(minor, "ein"), moneySound(minor === 1 ? cent : cents)]
    )
  }
}
