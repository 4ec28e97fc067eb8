import { assert, describe, it } from "@effect/vitest"
import { Definition, type Misfit, Param } from "@yatefx/messages"
import { Parameters } from "@yatefx/protocol"
import { Result, Schema, SchemaGetter } from "effect"
import { quick } from "../src/internal/quick.ts"

const wire = (encoded: string) => Parameters.Parameters.fromWire(encoded)

/** Text whose reading is counted. */
const counting = () => {
  const seen: Array<string> = []
  const param: Param.Param<string> = Schema.String.pipe(Schema.decodeTo(Schema.String, {
    decode: SchemaGetter.transform((text: string) => {
      seen.push(text)
      return text.toUpperCase()
    }),
    encode: SchemaGetter.passthrough()
  }))
  return { param, seen }
}

/** A definition with so many further names that a message is read as a whole. */
const wide = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`other${n}`, Param.optional(Param.Text)]))

describe("reader", () => {
  it("reads what can't refuse a message only when it is asked for, and once", () => {
    const { param, seen } = counting()
    const definition = Definition.make("x", { params: { id: Param.Text, note: Param.lenient(param) } })
    const read = Result.getOrThrow(Definition.reader(definition, wire(":id=1:note=abc")))
    assert.deepStrictEqual(seen, [])
    assert.deepStrictEqual(read(), { id: "1", note: "ABC" })
    assert.strictEqual(read(), read())
    assert.deepStrictEqual(seen, ["abc"])
  })

  it("refuses at once what doesn't fit", () => {
    const definition = Definition.make("x", { params: { id: Param.Text, count: Param.optional(Param.Int), ...wide } })
    const refused = (encoded: string) =>
      Result.match(Definition.reader(definition, wire(encoded)), {
        onFailure: ({ parameter, value }) => [parameter, value],
        onSuccess: () => []
      })
    assert.deepStrictEqual(refused(":count=1"), ["id", undefined])
    assert.deepStrictEqual(refused(":id=1:count=one"), ["count", "one"])
    assert.deepStrictEqual(refused(":id=:count="), [])
  })

  const Text = Schema.Union([
    Schema.Literals(["", "-0", "+1", "007", "0x10", "1e3", "65535", "65536", "yes", "False", "999999999999999"]),
    Schema.Literals(["9007199254740991", "9007199254740992", "-5", "1.5", "t", "\u0661", "1:", "1/"]),
    Schema.String.check(Schema.isMaxLength(4)),
    Schema.Natural.pipe(Schema.decodeTo(Schema.String, {
      decode: SchemaGetter.transform(String),
      encode: SchemaGetter.transform(Number)
    }))
  ])
  it.prop("reads without a schema what the schema reads", { text: Schema.toType(Text) }, ({ text }) => {
    const { success: parameters } = Parameters.encode([["a", text.replaceAll("\0", "")]]) as Result.Success<
      Parameters.Parameters,
      never
    >
    const params: ReadonlyArray<Param.Param<unknown>> = [Param.Int, Param.Boolean, Param.Port, Param.Octets]
    for (const param of params) {
      const alone = Schema.decodeUnknownResult(param)(parameters.get("a"))
      const isEmpty = parameters.get("a") === ""
      for (const field of [param, Param.optional(param)]) {
        const read = Definition.decode(Definition.make("x", { params: { a: field } }), parameters)
        assert.deepStrictEqual(
          Result.getOrElse(read, () => "refused"),
          isEmpty && field !== param
            ? {}
            : Result.match(alone, { onFailure: () => "refused", onSuccess: (a) => ({ a }) })
        )
      }
    }
  }, { arbitrary: { runs: 300 } })

  it("runs no schema where one may be missing, or comes back, either", () => {
    const { param, seen } = counting()
    const field = quick(param, (text) => text === "slow" ? undefined : `quick ${text}`)
    const definition = Definition.make("x", {
      params: { a: Param.optional(field), b: Param.lenient(field) },
      reply: { a: field, b: Param.lenient(field) }
    })
    const expected = { a: "quick 1", b: "quick 2" }
    assert.deepStrictEqual(Result.getOrThrow(Definition.decode(definition, wire(":a=1:b=2"))), expected)
    assert.deepStrictEqual(Result.getOrThrow(Definition.decodeReply(definition, wire(":a=1:b=2"))), expected)
    assert.deepStrictEqual(seen, [])
    assert.deepStrictEqual(Result.getOrThrow(Definition.decode(definition, wire(":a=slow"))), { a: "SLOW" })
  })

  it("looks at checks that are added to what may be missing", () => {
    const least = Schema.isGreaterThanOrEqualTo(5)
    const refined = Schema.refine<Schema.optionalKey<typeof Param.Int>, 7>((n): n is 7 => n === 7)
    for (
      const field of [
        Param.optional(Param.Int.check(least)),
        Param.optional(Param.Int).check(least),
        Param.optional(Param.Int).pipe(refined)
      ]
    ) {
      const definition = Definition.make("x", { params: { n: field }, reply: { n: field } })
      for (const read of [Definition.decode, Definition.decodeReply]) {
        assert.deepStrictEqual(Result.getOrThrow<unknown, Misfit>(read(definition, wire(":n=7"))), { n: 7 })
        assert.isTrue(Result.isFailure<unknown, Misfit>(read(definition, wire(":n=3"))))
      }
    }
  })

  it("gives the same, however many names there are", () => {
    const few = { id: Param.Text, flag: Param.lenient(Param.Boolean), list: Param.optional(Param.List) }
    const many = { ...few, ...wide }
    for (
      const encoded of [
        ":id=1",
        ":id=1:flag=yes:flag=no:list=a,b:other3=x%zy:other3=second:unknown=1",
        ":id=:flag=maybe:flag=true:list=:other0=:other1",
        ":id=1:__proto__=x:constructor=y:other2=%%:=bad:%q"
      ]
    ) {
      const parameters = wire(encoded)
      const whole = Result.getOrThrow(Definition.decode(Definition.make("x", { params: many }), parameters))
      const part = Result.getOrThrow(Definition.decode(Definition.make("x", { params: few }), parameters))
      const others = Object.keys(wide).flatMap((name) => {
        const value = parameters.get(name)
        return value === undefined ? [] : [[name, value] as const]
      })
      assert.deepStrictEqual(whole, { ...part, ...Object.fromEntries(others) })
    }
  })

  it("takes names of the prototype for ordinary ones", () => {
    const params = Object.fromEntries([
      ["__proto__", Param.optional(Param.Text)],
      ["toString", Param.lenient(Param.Int)],
      ...Object.entries(wide)
    ])
    const definition = Definition.make("x", { params })
    const read = Result.getOrThrow(Definition.decode(definition, wire(":__proto__=p:toString=7")))
    assert.deepStrictEqual(Object.entries(read), [["__proto__", "p"], ["toString", 7]])
    assert.strictEqual(Object.getPrototypeOf(read), Object.prototype)
  })
})
