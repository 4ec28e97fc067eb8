import { assert, describe, it, vi } from "@effect/vitest"
import { ByteString } from "@yatefx/protocol"
import { Schema } from "effect"
import * as arbitraries from "./arbitraries.ts"

describe("ByteString", () => {
  it("gives back each byte, alone and between others", () => {
    for (let code = 0; code < 256; code++) {
      const byte = String.fromCharCode(code)
      for (const bytes of [byte, `a${byte}b`, `\xc3\xa9${byte}\xc3\xa9`, `\xe2\x82${byte}`, byte + byte]) {
        assert.strictEqual(ByteString.fromText(ByteString.toText(bytes)), bytes)
      }
    }
  })

  it("reads UTF-8 as text", () => {
    const cases = {
      "abc": "abc",
      "\xc3\xa9": "é",
      "\xe2\x82\xac": "€",
      "\xf0\x9f\x98\x80": "😀",
      "\xef\xbb\xbfa": "\ufeffa"
    }
    for (const [bytes, text] of Object.entries(cases)) {
      assert.strictEqual(ByteString.toText(bytes), text)
      assert.strictEqual(ByteString.fromText(text), bytes)
    }
  })

  it("reads a byte that is not UTF-8 as the lone surrogate of the same low byte", () => {
    const cases = {
      "\xff": "\udcff",
      "caf\xe9": "caf\udce9",
      "\xc3\xa9\xff\xf0\x9f\x98\x80": "é\udcff😀",
      "\xe2\x82": "\udce2\udc82",
      "\xc0\x80": "\udcc0\udc80",
      "\xf5\x80\x80\x80": "\udcf5\udc80\udc80\udc80",
      // A surrogate in UTF-8 is not UTF-8, and would not come back.
      "\xed\xb3\xbf": "\udced\udcb3\udcbf",
      "\xf0\x9f\x98\x80\xed\xa0\x80": "😀\udced\udca0\udc80"
    }
    for (const [bytes, text] of Object.entries(cases)) {
      assert.strictEqual(ByteString.toText(bytes), text)
      assert.strictEqual(ByteString.fromText(text), bytes)
    }
  })

  it("writes surrogates that stand for no byte as U+FFFD", () => {
    for (const text of ["\ud800", "\udc00", "\udc7f", "\udd00"]) {
      assert.strictEqual(ByteString.fromText(text), "\xef\xbf\xbd")
    }
  })

  it("reads each sequence as the platform's decoder does", () => {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
    const decode = (bytes: string): string | undefined => {
      try {
        return decoder.decode(Buffer.from(bytes, "latin1"))
      } catch {
        return undefined
      }
    }
    const edges = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff].map((code) => String.fromCharCode(code))
    for (let code = 0x80; code < 256; code++) {
      const first = String.fromCharCode(code)
      for (const second of edges) {
        for (const rest of ["", "\x80", "\xbf", "\x80\x80", "\xbf\xbf", "\x80a"]) {
          const bytes = first + second + rest
          const text = decode(bytes)
          // With an invalid byte after it, it is read by hand.
          const byHand = ByteString.toText(`${bytes}\xff`)
          if (text === undefined) assert.match(byHand, /[\udc80-\udcff]./su)
          else assert.strictEqual(byHand, `${text}\udcff`)
          assert.strictEqual(ByteString.fromText(byHand), `${bytes}\xff`)
        }
      }
    }
  })

  it("asks the platform's decoder once for a value, however invalid", () => {
    const decode = vi.spyOn(TextDecoder.prototype, "decode")
    try {
      ByteString.toText("\xc3".repeat(1000))
      assert.strictEqual(decode.mock.calls.length, 1)
    } finally {
      decode.mockRestore()
    }
  })

  it.prop("gives back all byte strings", [arbitraries.bytes], ([bytes]) => {
    assert.strictEqual(ByteString.fromText(ByteString.toText(bytes)), bytes)
  }, { arbitrary: { runs: 500 } })

  it.prop("writes any text as bytes", [Schema.String], ([text]) => {
    assert.match(ByteString.fromText(text), /^[\0-\xff]*$/)
    if (text.isWellFormed()) assert.strictEqual(ByteString.toText(ByteString.fromText(text)), text)
  })
})
