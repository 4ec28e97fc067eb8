import { assert, describe, it } from "@effect/vitest"
import { Param } from "@yatefx/messages"
import { Arbitrary, Duration, Result, Schema } from "effect"

const read = <T>(param: Param.Param<T>, text: string): T | "refused" =>
  Result.getOrElse(Schema.decodeUnknownResult(param)(text), () => "refused" as const)
const write = <T>(param: Param.Param<T>, value: T): string =>
  Result.getOrElse(Schema.encodeUnknownResult(param)(value), () => "refused")

describe("Boolean", () => {
  it("reads all of Yate's spellings, and no other", () => {
    for (const text of ["true", "yes", "on", "enable", "t"]) assert.strictEqual(read(Param.Boolean, text), true, text)
    for (const text of ["false", "no", "off", "disable", "f"]) {
      assert.strictEqual(read(Param.Boolean, text), false, text)
    }
    for (const text of ["", "1", "0", "True", "YES", " true", "y", "n", "enabled", "null"]) {
      assert.strictEqual(read(Param.Boolean, text), "refused", text)
    }
  })

  it("writes one", () => {
    assert.deepStrictEqual([write(Param.Boolean, true), write(Param.Boolean, false)], ["true", "false"])
  })
})

describe("Int", () => {
  it("reads whole numbers", () => {
    const cases: Array<readonly [string, number]> = [["0", 0], ["007", 7], ["-12", -12], ["+5", 5], [
      "9007199254740991",
      2 ** 53 - 1
    ]]
    for (const [text, value] of cases) assert.strictEqual(read(Param.Int, text), value, text)
    for (
      const text of [
        "",
        " 1",
        "1 ",
        "1.0",
        "1e3",
        "0x10",
        "--1",
        "Infinity",
        "NaN",
        "٣",
        "9007199254740993",
        "9".repeat(400)
      ]
    ) {
      assert.strictEqual(read(Param.Int, text), "refused", text)
    }
  })

  it.prop("reads back what it writes", [Schema.Int], ([value]) => {
    assert.strictEqual(read(Param.Int, write(Param.Int, value)), value === 0 ? 0 : value)
  })

  it("refuses to write what is none", () => {
    for (const value of [0.5, Number.NaN, Infinity]) assert.strictEqual(write(Param.Int, value), "refused")
  })
})

describe("Decimal", () => {
  it("reads numbers with a fraction, and no exponents", () => {
    assert.deepStrictEqual(["1.5", "-0.25", "+3", "10"].map((text) => read(Param.Decimal, text)), [1.5, -0.25, 3, 10])
    for (const text of ["", ".5", "1.", "1e3", "1,5", "NaN", "9".repeat(400)]) {
      assert.strictEqual(read(Param.Decimal, text), "refused", text)
    }
  })

  it("writes what it can read, and refuses what it can't", () => {
    for (const value of [0.1, -2.5, 1e20, 1e-6, 123456789.125]) {
      const text = write(Param.Decimal, value)
      assert.strictEqual(read(Param.Decimal, text), value, text)
    }
    for (const value of [1e21, 1e-7, Number.NaN, Infinity]) assert.strictEqual(write(Param.Decimal, value), "refused")
  })
})

describe("durations", () => {
  it("are milliseconds or seconds on the wire", () => {
    assert.deepStrictEqual(read(Param.Millis, "1500"), Duration.millis(1500))
    assert.deepStrictEqual(read(Param.Seconds, "1.5"), Duration.millis(1500))
    assert.deepStrictEqual(read(Param.Seconds, "60"), Duration.minutes(1))
    for (const text of ["", "-1", "1s", "1e3"]) {
      assert.strictEqual(read(Param.Millis, text), "refused", text)
      assert.strictEqual(read(Param.Seconds, text), "refused", text)
    }
    assert.strictEqual(read(Param.Millis, "1.5"), "refused")
  })

  it("are written rounded to the millisecond", () => {
    assert.strictEqual(write(Param.Millis, Duration.millis(1.4)), "1")
    assert.strictEqual(write(Param.Seconds, Duration.millis(1500)), "1.5")
    assert.strictEqual(write(Param.Seconds, Duration.minutes(2)), "120")
  })

  it("that never end, or are too long to be written as digits, are refused", () => {
    for (const value of [Duration.infinity, Duration.millis(1e25)]) {
      assert.strictEqual(write(Param.Millis, value), "refused")
      assert.strictEqual(write(Param.Seconds, value), "refused")
    }
  })

  it.prop("come back as they went", [Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 1e12 }))], ([millis]) => {
    const value = Duration.millis(millis)
    assert.deepStrictEqual(read(Param.Millis, write(Param.Millis, value)), value)
    assert.deepStrictEqual(read(Param.Seconds, write(Param.Seconds, value)), value)
  })
})

describe("List", () => {
  it("is separated by commas", () => {
    assert.deepStrictEqual(read(Param.List, "alaw,mulaw"), ["alaw", "mulaw"])
    assert.deepStrictEqual(read(Param.List, ""), [])
    assert.deepStrictEqual(read(Param.List, "a,,b,"), ["a", "", "b", ""])
    assert.strictEqual(write(Param.List, []), "")
  })

  it("refuses to write what would come back as another list", () => {
    assert.strictEqual(write(Param.List, ["a,b"]), "refused")
    assert.strictEqual(write(Param.List, [""]), "refused")
  })

  const item = Arbitrary.map(Arbitrary.schema(Schema.String), (text) => `x${text.replaceAll(",", "")}`)
  it.prop("comes back as it went", [Arbitrary.array(item)], ([list]) => {
    assert.deepStrictEqual(read(Param.List, write(Param.List, list)), list)
  })
})

describe("text", () => {
  it("is what it is, and a set of known values stays open", () => {
    const Direction = Param.oneOf("incoming", "outgoing")
    for (const text of ["", "incoming", "sideways", "\udc80"]) {
      assert.deepStrictEqual([read(Param.Text, text), read(Direction, text), read(Param.ChannelId, text)], [
        text,
        text,
        text
      ])
      assert.strictEqual(write(Direction, text), text)
    }
  })
})
