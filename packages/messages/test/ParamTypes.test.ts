/** The types that the catalogue needs beyond those of Param.test.ts. */
import { assert, describe, it } from "@effect/vitest"
import { Param } from "@yatefx/messages"
import { Arbitrary, DateTime, Duration, Result, Schema } from "effect"

const read = <T>(param: Param.Param<T>, text: string): T | "refused" =>
  Result.getOrElse(Schema.decodeUnknownResult(param)(text), () => "refused" as const)
const write = <T>(param: Param.Param<T>, value: T): string =>
  Result.getOrElse(Schema.encodeUnknownResult(param)(value), () => "refused")

describe("Port and Octets", () => {
  it("are whole numbers in their range", () => {
    assert.deepStrictEqual(["0", "5060", "65535"].map((text) => read(Param.Port, text)), [0, 5060, 65_535])
    for (const text of ["-1", "65536", "1.5", "", "x"]) assert.strictEqual(read(Param.Port, text), "refused", text)
    assert.strictEqual(write(Param.Port, 70_000), "refused")
    assert.strictEqual(read(Param.Octets, "9007199254740991"), 2 ** 53 - 1)
    for (const text of ["-1", "9007199254740992", "1e3"]) assert.strictEqual(read(Param.Octets, text), "refused", text)
    assert.strictEqual(write(Param.Octets, 8000), "8000")
  })
})

describe("DecimalSeconds", () => {
  it("are written with their milliseconds, as CDRs have them", () => {
    assert.deepStrictEqual(read(Param.DecimalSeconds, "12.345"), Duration.millis(12_345))
    assert.strictEqual(write(Param.DecimalSeconds, Duration.seconds(3)), "3.000")
    for (const text of ["-1.000", "", "1,5", "NaN"]) {
      assert.strictEqual(read(Param.DecimalSeconds, text), "refused", text)
    }
    assert.strictEqual(write(Param.DecimalSeconds, Duration.infinity), "refused")
  })

  it.prop("come back as they went", [Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 1e12 }))], ([millis]) => {
    const value = Duration.millis(millis)
    assert.deepStrictEqual(read(Param.DecimalSeconds, write(Param.DecimalSeconds, value)), value)
  })
})

describe("UnixTime", () => {
  it("is a point in time, with a fraction or without", () => {
    const time = (text: string) => {
      const value = read(Param.UnixTime, text)
      return value === "refused" ? value : DateTime.formatIso(value)
    }
    assert.strictEqual(time("1795381154"), "2026-11-22T20:59:14.000Z")
    assert.strictEqual(time("1795381154.250"), "2026-11-22T20:59:14.250Z")
    assert.strictEqual(time("0"), "1970-01-01T00:00:00.000Z")
    for (const text of ["", "-1", "now", "1e9", "9999999999999"]) assert.strictEqual(time(text), "refused", text)
  })

  it.prop("comes back as it went", [Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 4e12 }))], ([millis]) => {
    const value = DateTime.makeUnsafe(millis)
    const back = read(Param.UnixTime, write(Param.UnixTime, value))
    assert.isTrue(back !== "refused" && DateTime.toEpochMillis(back) === millis)
  })
})

describe("lists", () => {
  it("pass over blanks and what is empty", () => {
    assert.deepStrictEqual(read(Param.Names, "caller, called,,billid "), ["caller", "called", "billid"])
    assert.deepStrictEqual(read(Param.Formats, "alaw,mulaw"), ["alaw", "mulaw"])
    assert.deepStrictEqual(read(Param.listOf("info", "inband"), ""), [])
  })

  it("refuse an item that would be two", () => {
    assert.strictEqual(write(Param.Names, ["a,b"]), "refused")
    assert.strictEqual(write(Param.Formats, ["alaw", ""]), "refused")
    assert.strictEqual(write(Param.Handlers, [{ name: "a,b" }]), "refused")
    assert.strictEqual(write(Param.Names, ["caller", "called"]), "caller,called")
  })

  const name = Arbitrary.map(Arbitrary.schema(Schema.String), (text) => `x${text.replaceAll(",", "").trim()}`)
  it.prop("come back as they went", [Arbitrary.array(name)], ([list]) => {
    assert.deepStrictEqual(read(Param.Names, write(Param.Names, list)), list)
  })

  it("of handlers have names and priorities", () => {
    assert.deepStrictEqual(read(Param.Handlers, "cdrbuild:50,app:80"), [
      { name: "cdrbuild", priority: 50 },
      { name: "app", priority: 80 }
    ])
    assert.strictEqual(write(Param.Handlers, [{ name: "app", priority: 80 }]), "app:80")
  })
})

describe("Address", () => {
  it("is a host and a port", () => {
    assert.deepStrictEqual(read(Param.Address, "127.0.0.1:5060"), { host: "127.0.0.1", port: 5060 })
    assert.strictEqual(read(Param.Address, "a b"), "refused")
    assert.strictEqual(write(Param.Address, { host: "::1", port: 5060 }), "[::1]:5060")
    assert.strictEqual(write(Param.Address, { host: "a b" }), "refused")
  })
})
