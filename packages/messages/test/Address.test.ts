import { assert, describe, it } from "@effect/vitest"
import { Address } from "@yatefx/messages"
import { Schema } from "effect"

describe("an address", () => {
  it("is a host and perhaps a port", () => {
    const cases: ReadonlyArray<readonly [string, Address.Address]> = [
      ["127.0.0.1:5060", { host: "127.0.0.1", port: 5060 }],
      ["pbx.example", { host: "pbx.example" }],
      ["[2001:db8::1]:5060", { host: "2001:db8::1", port: 5060 }],
      ["2001:db8::1", { host: "2001:db8::1" }],
      ["::1", { host: "::1" }],
      ["host:0", { host: "host", port: 0 }]
    ]
    for (const [text, address] of cases) {
      assert.deepStrictEqual(Address.parse(text), address, text)
      assert.strictEqual(Address.format(address), text)
    }
    assert.deepStrictEqual(Address.parse("[::1]"), { host: "::1" })
  })

  it("is not any text", () => {
    for (const text of ["", ":", ":5060", "a:b", "host:65536", "host:-1", "a b", "[::1", "[]:1", "a:1:2:x", "[a]b:1"]) {
      assert.strictEqual(Address.parse(text), undefined, text)
    }
  })

  const port = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 65_535 }))
  it.prop(
    "comes back as it went",
    [Schema.Literals(["a", "10.0.0.1", "::1", "2001:db8::5"]), port],
    ([host, number]) => {
      assert.deepStrictEqual(Address.parse(Address.format({ host, port: number })), { host, port: number })
      assert.deepStrictEqual(Address.parse(Address.format({ host })), { host })
    }
  )
})
