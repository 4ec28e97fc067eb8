/**
 * English: years in pairs ("nineteen eighty four"), the clock of twelve hours.
 *
 * @since 0.1.0
 */
import { join, numbered, soundsOf } from "./internal/wording.ts"
import type { Voice } from "./Voice.ts"

const small =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
const tens = "twenty thirty forty fifty sixty seventy eighty ninety"
const ranks =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
const tenRanks = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
const months = "January February March April May June July August September October November December"
const weekdays = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday"

/** One, several, and what a hundredth of it is called. */
const currencies: Readonly<Record<string, readonly [one: string, many: string, cent?: string, cents?: string]>> = {
  USD: ["dollar", "dollars", "cent", "cents"],
  EUR: ["euro", "euros", "cent", "cents"],
  GBP: ["pound", "pounds", "penny", "pence"],
  CHF: ["franc", "francs", "centime", "centimes"],
  JPY: ["yen", "yen"]
}

const sounds = soundsOf([
  ...numbered("digits", small, 0),
  ...numbered("digits", tens, 20, 10),
  ...numbered("digits/h-", ranks, 1),
  ...numbered("digits/h-", tenRanks, 20, 10),
  ...numbered("digits/mon-", months, 1),
  ...numbered("digits/day-", weekdays, 0),
  ...["hundred", "thousand", "million", "billion"].flatMap((word) => [
    [`digits/${word}`, word] as const,
    [`digits/h-${word}`, `${word}th`] as const
  ]),
  ...["minus", "point", "and", "oh", "star", "pound"].map((word) => [`digits/${word}`, word] as const),
  ["digits/a-m", "a.m."],
  ["digits/p-m", "p.m."],
  ...Object.values(currencies).flatMap((words) => words.map((word) => [`money/${word}`, word ?? ""] as const))
])

const scales = [[1e9, "billion"], [1e6, "million"], [1000, "thousand"], [100, "hundred"]] as const

/** The number, with its last word as a rank if `rank` is `h-`. */
const counted = (value: number, rank: "" | "h-" = ""): ReadonlyArray<string> => {
  for (const [scale, word] of scales) {
    if (value < scale) continue
    const rest = value % scale
    const head = counted(Math.floor(value / scale))
    return rest === 0
      ? [...head, `digits/${rank}${word}`]
      : [...head, `digits/${word}`, ...counted(rest, rank)]
  }
  return value < 20 || value % 10 === 0
    ? [`digits/${rank}${value}`]
    : [`digits/${value - value % 10}`, `digits/${rank}${value % 10}`]
}

const cardinal = (value: number): ReadonlyArray<string> => counted(value)

/** 1905 is "nineteen oh five", 2000 "two thousand", 2026 "twenty twenty six". */
const year = (value: number): ReadonlyArray<string> => {
  const century = Math.floor(value / 100)
  const rest = value % 100
  if (century < 10 || century % 10 === 0 && rest < 10) return cardinal(value)
  if (rest === 0) return [...cardinal(century), "digits/hundred"]
  return [...cardinal(century), ...rest < 10 ? ["digits/oh"] : [], ...cardinal(rest)]
}

/**
 * The English voice, with numbers up to 999,999,999,999.
 *
 * @category voices
 * @since 0.1.0
 */
export const englishVoice: Voice = {
  language: "en",
  max: 999_999_999_999,
  keys: "0123456789*#",
  currencies: new Map(Object.entries(currencies).map(([code, words]) => [code, words.length === 4 ? 2 : 0])),
  sounds,
  key: (key) => [key === "*" ? "digits/star" : key === "#" ? "digits/pound" : `digits/${key}`],
  number: ({ fraction, negative, whole }) =>
    join(
      negative && "digits/minus",
      cardinal(whole),
      fraction !== "" && ["digits/point", ...[...fraction].map((digit) => `digits/${digit}`)]
    ),
  ordinal: (value) => counted(value, "h-"),
  date: (parts) =>
    join(
      parts.weekday !== undefined && `digits/day-${parts.weekday}`,
      `digits/mon-${parts.month}`,
      counted(parts.day, "h-"),
      parts.year !== undefined && year(parts.year)
    ),
  time: ({ hour, minute }) =>
    join(
      `digits/${hour % 12 === 0 ? 12 : hour % 12}`,
      minute > 0 && minute < 10 && "digits/oh",
      minute > 0 && cardinal(minute),
      hour < 12 ? "digits/a-m" : "digits/p-m"
    ),
  money: ({ currency, major, minor, negative }) => {
    const [one = "", many = "", cent = "", cents = ""] = currencies[currency] ?? []
    return join(
      negative && "digits/minus",
      (major > 0 || minor === 0) && [...cardinal(major), `money/${major === 1 ? one : many}`],
      major > 0 && minor > 0 && "digits/and",
      minor > 0 && [...cardinal(minor), `money/${minor === 1 ? cent : cents}`]
    )
  }
}
