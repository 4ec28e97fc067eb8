import { assert, describe, it } from "@effect/vitest"
import { Call, Calls, englishVoice, germanVoice, Say, Sound, Voice, voiceIn } from "@yatefx/calls"
import { Phone, Scenario } from "@yatefx/testing"
import { Arbitrary, DateTime, Effect, Layer, Schema } from "effect"
import { nothingLeft, world, writeSound } from "./support/world.ts"

const voices = { en: englishVoice, de: germanVoice }

/** What a list of sounds says; it fails on a name that the voice doesn't list. */
const wordsOf = (voice: Voice, names: ReadonlyArray<string>): string => {
  const words = new Map(voice.sounds.map((sound) => [sound.name, sound.words]))
  return names.map((name) => {
    const said = words.get(name)
    assert.isDefined(said, `${name} is not among the sounds of ${voice.language}`)
    return said
  }).join(" ")
}

const said = (voice: Voice, say: Effect.Effect<ReadonlyArray<string>, Say.SayError>) =>
  say.pipe(
    Effect.map((names) => wordsOf(voice, names)),
    Effect.catch((error) => Effect.succeed(`${error.reason._tag}: ${error.message}`)),
    Effect.provideService(Voice, voice)
  )

const english = (say: Effect.Effect<ReadonlyArray<string>, Say.SayError>) => said(englishVoice, say)
const german = (say: Effect.Effect<ReadonlyArray<string>, Say.SayError>) => said(germanVoice, say)

/** Reads a number from its words, knowing nothing of how they were made. */
const readBack = (words: string, values: Record<string, number>): number => {
  let total = 0
  let group = 0
  for (const word of words.split(" ")) {
    const value = values[word]
    assert.isDefined(value, `${word} in ${words}`)
    if (value >= 1000) {
      total += group * value
      group = 0
    } else if (value === 100) group *= 100
    else group += value
  }
  return total + group
}

const valuesOf = (small: string, tens: string, more: Record<string, number>): Record<string, number> => ({
  ...Object.fromEntries(small.split(" ").map((word, at) => [word, at])),
  ...Object.fromEntries(tens.split(" ").map((word, at) => [word, at * 10 + 20])),
  ...more
})

const readers = {
  en: valuesOf(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "twenty thirty forty fifty sixty seventy eighty ninety",
    { hundred: 100, thousand: 1000, million: 1e6, billion: 1e9 }
  ),
  de: valuesOf(
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    {
      ein: 1,
      eine: 1,
      und: 0,
      hundert: 100,
      tausend: 1000,
      Million: 1e6,
      Millionen: 1e6,
      Milliarde: 1e9,
      Milliarden: 1e9
    }
  )
}

/** Whole numbers of every length, not only long ones. */
const anyNumber = Arbitrary.map(
  Arbitrary.all({
    digits: Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 12 }))),
    of: Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 999_999_999_999 })))
  }),
  ({ digits, of }) => of % 10 ** digits
)

for (const language of ["en", "de"] as const) {
  const voice = voices[language]
  describe(`the voice "${language}"`, () => {
    it.effect("says every number up to two thousand so that it can be read back", () =>
      Effect.gen(function*() {
        for (let value = 0; value <= 2000; value++) {
          assert.strictEqual(readBack(yield* said(voice, Say.number(value)), readers[language]), value)
        }
      }))

    it.effect.prop(
      "says longer numbers, and their ranks, in known words that can be read back",
      [anyNumber],
      ([value]) =>
        Effect.gen(function*() {
          assert.strictEqual(readBack(yield* said(voice, Say.number(value)), readers[language]), value)
          // All words of a rank but the last are those of the number.
          const ranked = Math.max(value, 1)
          const rank = (yield* said(voice, Say.ordinal(ranked))).split(" ")
          const cardinal = (yield* said(voice, Say.number(ranked))).split(" ")
          const head = (words: ReadonlyArray<string>) => words.slice(0, -1).join(" ").replace(/eine$/, "ein")
          assert.strictEqual(head(rank), head(cardinal))
          assert.notStrictEqual(rank.at(-1), cardinal.at(-1))
        }),
      { arbitrary: { runs: 300 } }
    )

    it.effect.prop(
      "knows all words of days, times, amounts and keys",
      [Arbitrary.schema(
        Schema.Int.check(Schema.isBetween({ minimum: -62_135_596_800_000, maximum: 253_402_300_799_999 }))
      )],
      ([millis]) =>
        Effect.gen(function*() {
          const at = DateTime.makeUnsafe(millis)
          assert.notInclude(yield* said(voice, Say.date(at, { weekday: true })), "OutOfRange")
          yield* said(voice, Say.time(at))
          for (const currency of voice.currencies.keys()) {
            assert.notInclude(yield* said(voice, Say.money(millis % 1e9 / 100, currency)), "OutOfRange")
          }
          yield* said(voice, Say.digits(voice.keys))
        }),
      { arbitrary: { runs: 300 } }
    )

    it("lists each sound once, with words, by a name that can be played, also in a folder", () => {
      for (const each of [voice, voiceIn(voice, "voices/a")]) {
        const names = each.sounds.map(({ name }) => name)
        assert.strictEqual(new Set(names).size, names.length)
        assert.isTrue(each.sounds.every(({ name, words }) => words.trim() !== "" && Sound.isName(name)))
      }
    })

    it("has its sounds in a folder under the same words", () => {
      const inFolder = voiceIn(voice, "voices/a")
      const number = { negative: true, whole: 21, fraction: "5" }
      assert.strictEqual(wordsOf(inFolder, inFolder.number(number)), wordsOf(voice, voice.number(number)))
      assert.isTrue(
        inFolder.money({ negative: false, major: 1, minor: 1, currency: "EUR" }).every((name) =>
          name.startsWith("voices/a/")
        )
      )
    })
  })
}

const day = (text: string) => DateTime.makeZonedUnsafe(text, { timeZone: "Europe/Berlin", adjustForTimeZone: true })

describe("English", () => {
  it.effect("says numbers, ranks, years, the clock and money as people do", () =>
    Effect.gen(function*() {
      assert.strictEqual(yield* english(Say.number(1234)), "one thousand two hundred thirty four")
      assert.strictEqual(yield* english(Say.number(-0.5)), "minus zero point five")
      assert.strictEqual(yield* english(Say.number(2.99999)), "three")
      assert.strictEqual(yield* english(Say.number(-0.0001)), "zero")
      assert.strictEqual(yield* english(Say.number(1.25, { decimals: 1 })), "one point three")
      assert.strictEqual(yield* english(Say.ordinal(21)), "twenty first")
      assert.strictEqual(yield* english(Say.ordinal(1200)), "one thousand two hundredth")
      assert.strictEqual(yield* english(Say.digits("10 *#")), "one zero star pound")
      assert.strictEqual(
        yield* english(Say.date(day("1905-01-02T00:00"), { weekday: true })),
        "Monday January second nineteen oh five"
      )
      assert.strictEqual(yield* english(Say.date(day("2000-12-31T00:00"))), "December thirty first two thousand")
      assert.strictEqual(yield* english(Say.date(day("1900-12-31T00:00"), { year: false })), "December thirty first")
      assert.strictEqual(yield* english(Say.date(day("2026-05-01T00:00"))), "May first twenty twenty six")
      assert.strictEqual(yield* english(Say.time(day("2026-05-01T00:00"))), "twelve a.m.")
      assert.strictEqual(yield* english(Say.time(day("2026-05-01T15:05"))), "three oh five p.m.")
      assert.strictEqual(yield* english(Say.time(day("2026-05-01T12:45"))), "twelve forty five p.m.")
      assert.strictEqual(yield* english(Say.money(1.01, "USD")), "one dollar and one cent")
      assert.strictEqual(yield* english(Say.money(-20.5, "GBP")), "minus twenty pounds and fifty pence")
      assert.strictEqual(yield* english(Say.money(0.02, "EUR")), "two cents")
      assert.strictEqual(yield* english(Say.money(0, "EUR")), "zero euros")
      assert.strictEqual(yield* english(Say.money(0.999, "EUR")), "one euro")
      assert.strictEqual(yield* english(Say.money(1234.5, "JPY")), "one thousand two hundred thirty five yen")
    }))
})

describe("German", () => {
  it.effect("has its own order and its own ones", () =>
    Effect.gen(function*() {
      assert.strictEqual(yield* german(Say.number(21)), "ein und zwanzig")
      assert.strictEqual(yield* german(Say.number(101)), "ein hundert eins")
      assert.strictEqual(yield* german(Say.number(1001)), "ein tausend eins")
      assert.strictEqual(
        yield* german(Say.number(1_021_000)),
        "eine Million ein und zwanzig tausend"
      )
      assert.strictEqual(yield* german(Say.number(2_001_000_001)), "zwei Milliarden eine Million eins")
      assert.strictEqual(yield* german(Say.number(-3.14)), "minus drei Komma eins vier")
      assert.strictEqual(yield* german(Say.ordinal(2_000_000)), "zwei millionste")
      assert.strictEqual(yield* german(Say.ordinal(1_000_000)), "ein millionste")
      assert.strictEqual(
        yield* german(Say.date(day("1984-03-21T00:00"), { weekday: true })),
        "Mittwoch der ein und zwanzigste März neunzehn hundert vier und achtzig"
      )
      assert.strictEqual(yield* german(Say.date(day("2001-10-03T00:00"))), "der dritte Oktober zwei tausend eins")
      assert.strictEqual(yield* german(Say.time(day("2026-05-01T01:01"))), "ein Uhr eins")
      assert.strictEqual(yield* german(Say.time(day("2026-05-01T21:00"))), "ein und zwanzig Uhr")
      assert.strictEqual(yield* german(Say.money(101.01, "EUR")), "ein hundert ein Euro und ein Cent")
      assert.strictEqual(yield* german(Say.money(0.02, "GBP")), "zwei Pence")
    }))
})

describe("what can't be said", () => {
  it.effect("is a typed error, that says what can", () =>
    Effect.gen(function*() {
      assert.match(yield* english(Say.number(NaN)), /^NoNumber: NaN is no number/)
      assert.match(yield* english(Say.number(-Infinity)), /^NoNumber/)
      assert.match(yield* english(Say.number(1e12)), /^OutOfRange: .*"en" says -999999999999 to 999999999999/)
      assert.match(yield* english(Say.number(999_999_999_999.9, { decimals: 0 })), /^OutOfRange/)
      assert.match(yield* english(Say.number(1e300)), /^OutOfRange/)
      assert.match(yield* english(Say.ordinal(0)), /^OutOfRange/)
      assert.match(yield* english(Say.ordinal(1.5)), /^NoNumber/)
      assert.match(yield* english(Say.money(1, "XXX")), /^UnknownCurrency: .* XXX: it knows USD, EUR/)
      assert.match(yield* english(Say.money(1, "constructor")), /^UnknownCurrency/)
      assert.match(yield* english(Say.money(NaN, "EUR")), /^NoNumber/)
      assert.match(yield* german(Say.digits("12A")), /^UnknownKey: .*no sound for "A" in "12A"/)
      assert.match(yield* german(Say.date(DateTime.makeUnsafe(-62_135_596_800_001))), /^OutOfRange/)
    }))
})

describe("the voice in use", () => {
  for (const name of ["de/digits/ein", "de/digits/und", "de/digits/20"]) writeSound(name, 100)

  it.effect("is heard on the call: the program's, or that of one call", () => {
    const flow = Effect.gen(function*() {
      const call = yield* Call
      yield* call.answer
      yield* call.play(["welcome", ...yield* Say.number(7), "beep"])
    })
    const program = Layer.mergeAll(
      Calls.incoming({ called: "100" }, flow),
      Calls.incoming(
        { called: "200" },
        Effect.gen(function*() {
          const call = yield* Call
          yield* call.answer
          assert.deepInclude(yield* Say.sounds, { name: "de/digits/und", words: "und" })
          yield* call.play(yield* Say.number(21))
        })
      ).pipe(Layer.provide(Layer.succeed(Voice, voiceIn(germanVoice, "de"))))
    )
    return Effect.gen(function*() {
      const alice = yield* Phone.make({ number: "alice" })
      const first = yield* alice.dial("100")
      yield* first.expectSound("welcome", { how: "eof" })
      yield* first.expectSound("digits/7", { how: "eof" })
      yield* first.expectSound("beep", { how: "eof" })
      const second = yield* alice.dial("200")
      yield* second.expectSound("de/digits/ein", { how: "eof" })
      yield* second.expectSound("de/digits/und", { how: "eof" })
      yield* second.expectSound("de/digits/20", { how: "eof" })
      yield* nothingLeft
    }).pipe(Effect.provide(world(program)), Scenario.run)
  })
})
