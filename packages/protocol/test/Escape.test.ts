import { assert, describe, it } from "@effect/vitest"
import { Escape } from "@yatefx/protocol"
import { Result } from "effect"
import * as arbitraries from "./arbitraries.ts"

const byte = (code: number): string => String.fromCharCode(code)
const codes = (from: number, to: number): ReadonlyArray<number> =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)

describe("escape", () => {
  it("writes % as %%, and a byte below 32 or a colon as % and the byte plus 64", () => {
    const named = { "%": "%%", ":": "%z", "\n": "%J", "\r": "%M", "\t": "%I", "\x1f": "%_", "\x01": "%A", "\x1b": "%[" }
    for (const [plain, escaped] of Object.entries(named)) assert.strictEqual(Escape.escape(plain), escaped)
    for (const code of codes(1, 31)) assert.strictEqual(Escape.escape(byte(code)), `%${byte(code + 64)}`)
  })

  it("leaves every other byte as it is", () => {
    for (const code of codes(32, 255)) {
      if (code !== 37 && code !== 58) assert.strictEqual(Escape.escape(byte(code)), byte(code))
    }
  })

  it("writes = as %} in a name only", () => {
    assert.strictEqual(Escape.escapeName("a=b:c%\n"), "a%}b%zc%%%J")
    assert.strictEqual(Escape.escape("a=b"), "a=b")
  })
})

describe("unescape", () => {
  it("takes %, a byte from A to _, or z after a %, and nothing else", () => {
    for (const code of codes(0, 255)) {
      const result = Escape.unescape(`x%${byte(code)}y`)
      if (code === 37) assert.deepStrictEqual(result, Result.succeed("x%y"))
      else if (code >= 65 && code <= 95) assert.deepStrictEqual(result, Result.succeed(`x${byte(code - 64)}y`))
      else if (code === 122) assert.deepStrictEqual(result, Result.succeed("x:y"))
      else {
        assert.deepStrictEqual(
          result,
          Result.fail({ offset: 1, reason: `unknown escape ${JSON.stringify(`%${byte(code)}`)}` })
        )
      }
    }
  })

  it("takes %} where an engine's names are read", () => {
    assert.deepStrictEqual(Escape.unescape("a%}b", { equals: true }), Result.succeed("a=b"))
    assert(Result.isFailure(Escape.unescape("a%}b", { equals: false })))
    assert(Result.isFailure(Escape.unescape("a%}b")))
  })

  it("refuses raw control bytes and an escape cut short", () => {
    for (const code of codes(0, 31)) {
      assert.deepStrictEqual(
        Escape.unescape(`ab${byte(code)}%`),
        Result.fail({ offset: 2, reason: `unescaped control byte ${code}` })
      )
    }
    assert.deepStrictEqual(Escape.unescape("%%%"), Result.fail({ offset: 2, reason: "escape cut short" }))
  })

  it("leaves a raw colon and = alone: they are the caller's", () => {
    assert.deepStrictEqual(Escape.unescape("a:b=c %%"), Result.succeed("a:b=c %"))
  })

  it.prop("gives back what was escaped, NUL apart", [arbitraries.bytes], ([bytes]) => {
    const escaped = Escape.escape(bytes)
    // oxlint-disable-next-line no-control-regex -- control bytes are what is escaped
    assert.notMatch(escaped, /[\0-\x1f:]/)
    const result = Escape.unescape(escaped)
    if (bytes.includes("\0")) assert(Result.isFailure(result))
    else assert.deepStrictEqual(result, Result.succeed(bytes))
  })

  it.prop("gives back a name that was escaped", [arbitraries.bytes], ([bytes]) => {
    const name = bytes.replaceAll("\0", "")
    // oxlint-disable-next-line no-control-regex -- as above
    assert.notMatch(Escape.escapeName(name), /[\0-\x1f:=]/)
    assert.deepStrictEqual(Escape.unescape(Escape.escapeName(name), { equals: true }), Result.succeed(name))
  })
})
