import { assert, describe, it } from "@effect/vitest"
import { Parameters } from "@yatefx/protocol"
import { Result, Schema } from "effect"
import * as arbitraries from "./arbitraries.ts"

const wire = Parameters.Parameters.fromWire

const encoded = (changes: Iterable<Parameters.Change>, side?: Parameters.Side): string =>
  Result.getOrThrow(Parameters.encode(changes, side)).encoded

const refusal = (
  changes: Iterable<Parameters.Change>,
  side?: Parameters.Side
): readonly [reason: string, field: string] => {
  const { field, reason } = Result.getOrThrow(Result.flip(Parameters.encode(changes, side)))
  return [reason, field]
}

const strictFailure = (encoded: string): readonly [offset: number, reason: string] => {
  const { offset, reason } = Result.getOrThrow(Result.flip(Parameters.decodeStrict(wire(encoded))))
  return [offset, reason]
}

describe("Parameters", () => {
  it("reads the first of a name, or all, in order", () => {
    const parameters = wire(":address=a:port=1:address=b:Address=c")
    assert.strictEqual(parameters.get("address"), "a")
    assert.deepStrictEqual(parameters.getAll("address"), ["a", "b"])
    assert.deepStrictEqual([...parameters], [["address", "a"], ["port", "1"], ["address", "b"], ["Address", "c"]])
    // And the same once all were read, which is another way through the code.
    assert.strictEqual(parameters.get("address"), "a")
    assert.isUndefined(parameters.get("addr"))
    assert.isUndefined(parameters.get("ort"))
    assert.deepStrictEqual(parameters.getAll("none"), [])
  })

  it("reads an empty value, and a name that is not there", () => {
    const parameters = wire(":a=:b=1")
    assert.strictEqual(parameters.get("a"), "")
    assert.isTrue(parameters.has("a"))
    assert.isFalse(parameters.has("c"))
    assert.isUndefined(wire("").get("a"))
    assert.deepStrictEqual(wire("").changes, [])
  })

  it("splits at the first =", () => {
    assert.strictEqual(wire(":a=b=c").get("a"), "b=c")
    assert.deepStrictEqual(wire(":a==:b=x=").entries, [["a", "="], ["b", "x="]])
  })

  it("has pieces without = as deletions, not as entries", () => {
    const parameters = wire(":a=1:gone:b=2:a")
    assert.deepStrictEqual(parameters.changes, [["a", "1"], ["gone", undefined], ["b", "2"], ["a", undefined]])
    assert.deepStrictEqual(parameters.entries, [["a", "1"], ["b", "2"]])
    assert.isFalse(parameters.has("gone"))
    assert.deepStrictEqual(parameters.getAll("gone"), [])
  })

  it("passes over empty pieces", () => {
    assert.deepStrictEqual(wire("::a=1:::b=2::").changes, [["a", "1"], ["b", "2"]])
    assert.deepStrictEqual(wire(":").changes, [])
    assert.deepStrictEqual(wire("::").malformed, [])
  })

  it("unescapes names and values; a name with = arrives as %}", () => {
    const parameters = wire(":a%}b=1:c%zd=x%J%%:%%=2:plain%}")
    assert.strictEqual(parameters.get("a=b"), "1")
    assert.strictEqual(parameters.get("c:d"), "x\n%")
    assert.strictEqual(parameters.get("%"), "2")
    assert.deepStrictEqual(parameters.changes[3], ["plain=", undefined])
    assert.deepStrictEqual(strictFailure(":ok=1:a%}b=1"), [7, `unknown escape "%}"`])
  })

  it("passes over malformed pieces and says where they are", () => {
    const parameters = wire(":a=%:=x:a=2:b%=1:c=1\t:d=1")
    assert.strictEqual(parameters.get("a"), "2")
    assert.deepStrictEqual(parameters.entries, [["a", "2"], ["d", "1"]])
    assert.deepStrictEqual(parameters.malformed, [
      { offset: 3, reason: "escape cut short" },
      { offset: 5, reason: "a parameter without a name" },
      { offset: 13, reason: "escape cut short" },
      { offset: 20, reason: "unescaped control byte 9" }
    ])
  })

  it("reads strictly as the engine does: the first malformed piece refuses all", () => {
    assert.deepStrictEqual(
      Parameters.decodeStrict(wire("::k=1:k=2:j=:gone")),
      Result.succeed([["k", "1"], ["k", "2"], ["j", ""], ["gone", undefined]])
    )
    assert.deepStrictEqual(strictFailure(":k=1:=x:%"), [5, "a parameter without a name"])
    assert.deepStrictEqual(strictFailure(":k=1%a"), [4, `unknown escape "%a"`])
    assert.deepStrictEqual(strictFailure(":%"), [1, "escape cut short"])
  })

  it("has __proto__, constructor and toString as ordinary names", () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"]
    for (const name of names) {
      assert.isUndefined(wire(":a=1").get(name))
      assert.isFalse(wire(":a=1").has(name))
    }
    const parameters = wire(encoded(names.map((name) => [name, name])))
    for (const name of names) {
      assert.strictEqual(parameters.get(name), name)
      assert.deepStrictEqual(parameters.getAll(name), [name])
    }
    assert.deepStrictEqual(parameters.entries.map(([name]) => name), names)
  })

  it("takes a piece without its colon from the wire as one with it", () => {
    assert.strictEqual(wire("abc=1").encoded, ":abc=1")
    assert.strictEqual(wire("abc=1").get("abc"), "1")
  })

  it("shows its pieces in a log", () => {
    assert.strictEqual(JSON.stringify(wire(":a=1:b")), `[["a","1"],["b",null]]`)
  })
})

describe("encode", () => {
  it("escapes names and values", () => {
    assert.strictEqual(
      encoded([["a", "1:2"], ["b%", ""], ["c:", undefined], ["é", "\udcff"]]),
      ":a=1%z2:b%%=:c%z:\xc3\xa9=\xff"
    )
    assert.strictEqual(encoded([]), "")
    assert.strictEqual(encoded([["a", "1"], ["a", "2"]]), ":a=1:a=2")
  })

  it("refuses = in a name, unless an engine writes it", () => {
    assert.deepStrictEqual(refusal([["ok", "1"], ["a=b", "1"]]), ["EqualsInName", "a=b"])
    assert.deepStrictEqual(refusal([["a=b", undefined]]), ["EqualsInName", "a=b"])
    assert.strictEqual(encoded([["a=b", "c=d"]], "engine"), ":a%}b=c=d")
  })

  it("refuses an empty name, and NUL in a name or value", () => {
    for (const side of ["application", "engine"] as const) {
      assert.deepStrictEqual(refusal([["", "1"]], side), ["EmptyName", ""])
      assert.deepStrictEqual(refusal([["", undefined]], side), ["EmptyName", ""])
      assert.deepStrictEqual(refusal([["a\0", "1"]], side), ["NulByte", "a\0"])
      assert.deepStrictEqual(refusal([["a", "x\0y"]], side), ["NulByte", "a"])
    }
  })

  it("names the parameter in the message, without raw bytes", () => {
    const error = Result.getOrThrow(Result.flip(Parameters.encode([[`a=\x1b${"x".repeat(100)}`, ""]])))
    assert.match(
      error.message,
      /^the parameter "a=\\u001bx{57}…" can't be sent: "=" is not allowed in a name\. Rename it$/
    )
  })

  it.prop("gives back all parameters", [arbitraries.changes], ([changes]) => {
    const line = encoded(changes, "engine")
    assert.deepStrictEqual(wire(line).changes, changes)
    assert.deepStrictEqual(wire(line).malformed, [])
    // Read one by one, without reading all before, and after.
    for (const [name] of changes) {
      const first = changes.find((change) => change[0] === name && change[1] !== undefined)?.[1]
      assert.strictEqual(wire(line).get(name), first)
      const parameters = wire(line)
      assert.isAtMost(parameters.entries.length, changes.length)
      assert.strictEqual(parameters.get(name), first)
    }
  })

  // Few letters, so that names are found, and found again, and are malformed.
  const Hostile = Schema.Array(
    Schema.Literals(["a", "b", "ab", "=", ":", ":a=", ":b=", "%", "%z", "%%", "\n", "\u00ff"])
  )
  it.prop("picks what it gets, for any names", { tokens: Hostile }, ({ tokens }) => {
    const line = tokens.join("")
    for (const list of [["a", "b", "ab"], ["b"], [], ["a", "ba", "a"], ["a", "", "b=", "%"], ["a\u00ff", "a"]]) {
      const names = new Parameters.Names(list)
      const expected = list.map((name) => wire(line).get(name))
      assert.deepStrictEqual(wire(line).pick(names), expected)
      // And once all were read.
      const parameters = wire(line)
      assert.isArray(parameters.changes)
      assert.deepStrictEqual(parameters.pick(names), expected)
    }
  }, { arbitrary: { runs: 1000 } })

  it("picks names that start alike, or are longer than what is there", () => {
    const lists = [
      ["called", "caller", "calls", "c"],
      ["c", "calls", "caller", "called"],
      // These start differently, and have one place in the table.
      ["a1", "bQ"],
      ["a"]
    ]
    const lines = [
      ":calles=0:calls=1:caller=2:called=3:c=4",
      ":c=1:called=2",
      ":a2=0:bR=0:bQ=1:a1=2",
      ":calle",
      ":a",
      ":="
    ]
    for (const line of lines) {
      for (const list of lists) {
        const expected = list.map((name) => wire(line).entries.find(([found]) => found === name)?.[1])
        assert.deepStrictEqual(wire(line).pick(new Parameters.Names(list)), expected, `${line} ${list.join()}`)
      }
    }
  })

  it.prop("writes for an engine what the engine reads", [arbitraries.changes], ([changes]) => {
    const written = Parameters.encode(changes)
    if (Result.isFailure(written)) return assert.isTrue(changes.some(([name]) => name.includes("=")))
    assert.deepStrictEqual(Parameters.decodeStrict(written.success), Result.succeed(changes))
  })

  it.prop("reads random bytes without a throw, leniently what it reads strictly", [arbitraries.bytes], ([bytes]) => {
    const parameters = wire(bytes)
    const strict = Parameters.decodeStrict(parameters)
    if (Result.isSuccess(strict)) assert.deepStrictEqual(parameters.changes, strict.success)
    for (const [name, value] of parameters.entries) {
      assert.strictEqual(wire(bytes).get(name), parameters.getAll(name)[0])
      assert.include(parameters.getAll(name), value)
    }
  }, { arbitrary: { runs: 500 } })
})
