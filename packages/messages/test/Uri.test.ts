import { assert, describe, it } from "@effect/vitest"
import { Uri } from "@yatefx/messages"
import { Schema } from "effect"
import { said } from "./support.ts"

describe("a URI", () => {
  it("is taken apart", () => {
    const cases: ReadonlyArray<readonly [string, Uri.Uri]> = [
      ["sip:100@10.0.0.1", { scheme: "sip", user: "100", host: "10.0.0.1" }],
      ["sip:a:b@h:5060;transport=tcp?x=1", {
        scheme: "sip",
        user: "a:b",
        host: "h",
        port: 5060,
        rest: ";transport=tcp?x=1"
      }],
      ["sips:[2001:db8::1]:5061", { scheme: "sips", host: "2001:db8::1", port: 5061 }],
      ["sip:u@[::1]", { scheme: "sip", user: "u", host: "::1" }],
      ["tel:+4912345;phone-context=x", { scheme: "tel", user: "+4912345", rest: ";phone-context=x" }]
    ]
    for (const [text, uri] of cases) {
      assert.deepStrictEqual(Uri.parse(text), uri, text)
      assert.strictEqual(Uri.format(uri), text)
    }
    assert.deepStrictEqual(Uri.parse("\"A <b>\" <SIP:x@h>;tag=1"), { scheme: "sip", user: "x", host: "h" })
    assert.deepStrictEqual(Uri.parse("Alice <SIP:x@h>;tag=1"), { scheme: "sip", user: "x", host: "h" })
  })

  it("is not any text", () => {
    for (const text of ["", "sip", "sip:", "100@10.0.0.1", "sip:a b@h", "<>", "sip:a@h:99999", "tel:", ">sip:a@b<"]) {
      assert.strictEqual(Uri.parse(text), undefined, text)
    }
  })

  it("is what the engine writes: those of the transcripts come back as they went", () => {
    const uris = said.flatMap(({ frame }) => frame.parameters.getAll("sip_uri"))
    assert.isAbove(uris.length, 20)
    for (const text of uris) {
      const uri = Uri.parse(text)
      assert.strictEqual(uri === undefined ? undefined : Uri.format(uri), text)
    }
  })

  it.prop("is read from any text without a throw", [Schema.String], ([text]) => {
    Uri.parse(text)
    const uri = Uri.parse(`sip:${text}@host`)
    if (uri !== undefined) assert.deepStrictEqual(Uri.parse(Uri.format(uri)), uri)
  })
})
