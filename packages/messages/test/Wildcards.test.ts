import { assert, describe, it } from "@effect/vitest"
import { Wildcards } from "@yatefx/messages"
import { Parameters } from "@yatefx/protocol"
import { Result } from "effect"
import { said } from "./support.ts"

const parameters = (...changes: ReadonlyArray<Parameters.Change>): Parameters.Parameters =>
  Result.getOrThrow(Parameters.encode(changes))

describe("a family of parameters", () => {
  it("is what there is of it: the headers of a real call", () => {
    const route = said.find(({ frame }) => frame.name === "call.route" && frame.parameters.has("sip_user-agent"))
    assert.isDefined(route)
    const sip = Wildcards.sip(route?.frame.parameters ?? Parameters.Parameters.empty)
    assert.strictEqual(sip["content-type"], "application/sdp")
    assert.includeMembers(Object.keys(sip), ["uri", "from", "to", "callid", "contact", "user-agent"])
    assert.strictEqual(Wildcards.rtp(route?.frame.parameters ?? Parameters.Parameters.empty)["rfc2833"], "101")
  })

  it("has no prototype, leaves out what is only the prefix, and keeps the first of a name", () => {
    const sip = Wildcards.sip(parameters(["sip_", "none"], ["sip___proto__", "a"], ["sip_x", "1"], ["osip_x", "2"]))
    assert.deepStrictEqual(Object.entries(sip), [["__proto__", "a"], ["x", "1"]])
    assert.strictEqual(Object.getPrototypeOf(sip), null)
    const twice = Parameters.Parameters.fromWire(":osip_x=1:osip_x=2")
    assert.deepStrictEqual({ ...Wildcards.osip(twice) }, { x: "1" })
    assert.deepStrictEqual({ ...Wildcards.sdp(parameters(["sdp_sendrecv", ""])) }, { sendrecv: "" })
  })

  it("with numbers comes in their order, each with its parameters", () => {
    const targets = Wildcards.callto(
      parameters(
        ["callto", "fork"],
        ["callto.10", "tone/busy"],
        ["callto.2.maxcall", "5000"],
        ["callto.2", "sip/sip:a@b"],
        ["callto.2.__proto__", "x"],
        ["callto.3.timeout", "1"],
        ["callto.x", "no"],
        ["callto.12345678", "no"]
      )
    )
    assert.deepStrictEqual(
      targets.map(({ number, parameters, value }) => [number, value, Object.entries(parameters)]),
      [
        [2, "sip/sip:a@b", [["maxcall", "5000"], ["__proto__", "x"]]],
        [3, undefined, [["timeout", "1"]]],
        [10, "tone/busy", []]
      ]
    )
  })

  it("is written with its prefix, and null deletes", () => {
    assert.deepStrictEqual(Wildcards.toChanges("osip_", { "X-Queue": "sales", Alert: null }), [
      ["osip_X-Queue", "sales"],
      ["osip_Alert", undefined]
    ])
  })
})
