import { assert, describe, it } from "@effect/vitest"
import { CallExecute, CallRoute, ChanDtmf, ChanHangup, Definition, Misfit, Param } from "@yatefx/messages"
import { Parameters } from "@yatefx/protocol"
import { Duration, Result, Schema, SchemaGetter } from "effect"

const wire = (encoded: string) => Parameters.Parameters.fromWire(encoded)

/** What went wrong, or fails the test if nothing did. */
const misfitOf = <A>(result: Result.Result<A, Misfit>): Misfit => {
  if (Result.isSuccess(result)) throw new Error(`it fits: ${JSON.stringify(result.success)}`)
  return result.failure
}

const Ticket = Definition.make("ticket.created", {
  params: {
    id: Param.Text,
    urgent: Param.optional(Param.Boolean),
    count: Param.optional(Param.Int),
    due: Param.optional(Param.Seconds),
    tags: Param.optional(Param.List)
  },
  answer: { owner: Param.Text, count: Param.Int },
  returns: Param.Int
})

describe("make", () => {
  it("takes what is sent from what is read, and what comes back from what an answer may set, unless said otherwise", () => {
    assert.strictEqual(Ticket.name, "ticket.created")
    assert.strictEqual(Ticket.send, Ticket.params)
    assert.strictEqual(Ticket.reply, Ticket.answer)
    const bare = Definition.make("x", { params: {} })
    assert.deepStrictEqual([bare.answer, bare.reply, bare.returns], [{}, {}, Schema.String])
    assert.notStrictEqual(ChanDtmf.send as object, ChanDtmf.params)
  })
})

describe("decode", () => {
  it("reads what the definition names, and leaves the rest", () => {
    const params = Result.getOrThrow(
      Definition.decode(Ticket, wire(":id=a%zb:x=1:urgent=yes:count=05:due=1.5:tags=a,b:id=second"))
    )
    assert.deepStrictEqual(params, {
      id: "a:b",
      urgent: true,
      count: 5,
      due: Duration.millis(1500),
      tags: ["a", "b"]
    })
  })

  it("takes an empty value of what is no text as missing, and of text as empty", () => {
    assert.deepStrictEqual(Result.getOrThrow(Definition.decode(Ticket, wire(":id=:urgent=:count=:due=:tags="))), {
      id: ""
    })
    const Optional = Definition.make("x", { params: { a: Param.optional(Param.Text) } })
    assert.deepStrictEqual(Result.getOrThrow(Definition.decode(Optional, wire(":a="))), { a: "" })
    const Required = Definition.make("x", { params: { n: Param.Int } })
    assert.strictEqual(misfitOf(Definition.decode(Required, wire(":n="))).parameter, "n")
  })

  it("says which parameter doesn't fit, with its value and what was expected", () => {
    const cases: Array<readonly [encoded: string, message: string]> = [
      ["", `ticket.created: the parameter "id" is missing`],
      [":id", `ticket.created: the parameter "id" is missing`],
      [":id=1:urgent=1", `ticket.created: the parameter "urgent" is "1": Expected true or false`],
      [":id=1:count=many", `ticket.created: the parameter "count" is "many": Expected a whole number`],
      [":id=1:due=-1", `ticket.created: the parameter "due" is "-1": Expected seconds`],
      [
        `:id=1:count=${"9".repeat(100)}`,
        `ticket.created: the parameter "count" is "${"9".repeat(60)}…": Expected an integer`
      ]
    ]
    for (const [encoded, message] of cases) {
      const misfit = misfitOf(Definition.decode(Ticket, wire(encoded)))
      assert.instanceOf(misfit, Misfit)
      assert.strictEqual(misfit.message, message)
      assert.strictEqual(misfit._tag, "Misfit")
    }
  })

  it("reads names that mean something to JavaScript as names", () => {
    const Odd = Definition.make("odd", {
      params: {
        constructor: Param.Text,
        toString: Param.optional(Param.Int),
        hasOwnProperty: Param.optional(Param.Text)
      }
    })
    assert.strictEqual(misfitOf(Definition.decode(Odd, wire(":x=1"))).parameter, "constructor")
    const params = Result.getOrThrow(Definition.decode(Odd, wire(":constructor=c:toString=4:__proto__=p:polluted=1")))
    assert.deepStrictEqual({ ...params }, { constructor: "c", toString: 4 } as never)
    assert.isUndefined(Reflect.get({}, "polluted"))
    assert.strictEqual(Object.getPrototypeOf(params), Object.prototype)
    const Owned = Definition.make("odd", {
      params: { constructor: Param.Text, hasOwnProperty: Param.optional(Param.Text) }
    })
    const encoded = Result.getOrThrow(Definition.encode(Owned, { constructor: "c", hasOwnProperty: "h" }))
    assert.deepStrictEqual(encoded, [["constructor", "c"], ["hasOwnProperty", "h"]])
  })

  it("survives a schema that throws, and says whose it was", () => {
    const Json = Schema.String.pipe(Schema.decodeTo(Schema.Unknown, {
      decode: SchemaGetter.transform((text: string): unknown => JSON.parse(text)),
      encode: SchemaGetter.transform((value: unknown) => JSON.stringify(value))
    }))
    const Careless = Definition.make("careless", { params: { id: Param.Text, data: Json }, returns: Json })
    const fits = Definition.decode(Careless, wire(`:id=1:data={"a"%z1}`))
    assert.deepStrictEqual(Result.getOrThrow(fits), { id: "1", data: { a: 1 } })
    const misfit = misfitOf(Definition.decode(Careless, wire(":id=1:data={")))
    assert.deepStrictEqual([misfit.parameter, misfit.value], ["data", "{"])
    assert.match(misfit.expected, /^its schema threw ".*JSON/)
    const cyclic: { self?: unknown } = {}
    cyclic.self = cyclic
    assert.strictEqual(misfitOf(Definition.encode(Careless, { id: "1", data: cyclic })).parameter, "data")
    assert.strictEqual(misfitOf(Definition.decodeReturns(Careless, "{")).parameter, "returnValue")
  })

  it("reads the answer to a message that was sent, where everything may be missing", () => {
    assert.deepStrictEqual(Result.getOrThrow(Definition.decodeReply(Ticket, wire(""))), {})
    assert.deepStrictEqual(Result.getOrThrow(Definition.decodeReply(Ticket, wire(":count=3:id=x"))), { count: 3 })
    assert.strictEqual(misfitOf(Definition.decodeReply(Ticket, wire(":count=x"))).parameter, "count")
    assert.deepStrictEqual(
      Result.getOrThrow(Definition.decodeReply(CallExecute, wire(":id=dumb/1:targetid=dumb/2:callto=x"))),
      { id: "dumb/1", targetid: "dumb/2" }
    )
  })
})

describe("encode", () => {
  it("writes what is given, in the order of the definition, and nothing else", () => {
    const encoded = Definition.encode(Ticket, {
      tags: ["a", "b"],
      due: Duration.millis(1500),
      urgent: false,
      id: "x",
      count: -3
    })
    assert.deepStrictEqual(Result.getOrThrow(encoded), [
      ["id", "x"],
      ["urgent", "false"],
      ["count", "-3"],
      ["due", "1.5"],
      ["tags", "a,b"]
    ])
    assert.deepStrictEqual(Result.getOrThrow(Definition.encode(Ticket, { id: "" })), [["id", ""]])
  })

  it.prop(
    "writes text as a schema does",
    [Schema.Struct({
      id: Schema.optionalKey(Schema.String),
      text: Schema.optionalKey(Schema.Union([Schema.String, Schema.Undefined])),
      lang: Schema.optionalKey(Schema.Union([Schema.String, Schema.Finite]))
    })],
    ([{ lang, ...rest }]) => {
      const fields = { lang: Param.optional(Param.Text), id: Param.Text, text: Param.optional(Param.Text) }
      // As it is given, in another order than the definition's.
      const given = { ...rest, ...lang === undefined ? {} : { lang } } as never
      const expected = Schema.encodeUnknownResult(Schema.Struct(fields))(given)
      const encoded = Definition.encode(Definition.make("x", { params: fields }), given)
      assert.deepStrictEqual(
        Result.getOrUndefined(encoded),
        Result.getOrUndefined(Result.map(expected, (values): ReadonlyArray<unknown> => Object.entries(values)))
      )
    }
  )

  it("takes values that are inherited, and nothing that is no object", () => {
    const Note = Definition.make("x", { params: { id: Param.optional(Param.Text), text: Param.optional(Param.Text) } })
    class Given {
      readonly text: string = "own"

      get id(): string {
        return "got"
      }
    }
    const expected = [["id", "got"], ["text", "own"]] as const
    assert.deepStrictEqual(Result.getOrThrow(Definition.encode(Note, new Given())), expected)
    assert.deepStrictEqual(Result.getOrThrow(Definition.encodeWhere(Note, new Given())), expected)
    const bare: object = Object.assign(Object.create(null), { text: "b", id: "a" })
    assert.deepStrictEqual(Result.getOrThrow(Definition.encode(Note, bare)), [["id", "a"], ["text", "b"]])
    for (const wrong of [5, "", true, [], () => ({})]) {
      assert.instanceOf(misfitOf(Definition.encode(Note, wrong as object)), Misfit)
    }
  })

  it("gives back what decode reads", () => {
    const params = Result.getOrThrow(Definition.decode(Ticket, wire(":id=%%x%z:count=3:tags=a,b:due=0.25")))
    const again = Result.getOrThrow(Parameters.encode(Result.getOrThrow(Definition.encode(Ticket, params))))
    assert.deepStrictEqual(Result.getOrThrow(Definition.decode(Ticket, again)), params)
  })

  it("refuses what the definition doesn't have, and what doesn't fit", () => {
    const typo: Definition.Send<typeof Ticket> & { readonly urgnet: boolean } = { id: "x", urgnet: true }
    assert.strictEqual(
      misfitOf(Definition.encode(Ticket, typo)).message,
      `ticket.created: the parameter "urgnet" is "true": not defined`
    )
    assert.strictEqual(misfitOf(Definition.encode(Ticket, { id: "x", count: 1.5 })).parameter, "count")
    assert.strictEqual(misfitOf(Definition.encode(Ticket, { id: "x", count: Number.NaN })).parameter, "count")
    assert.strictEqual(
      misfitOf(Definition.encode(Ticket, {} as never)).message,
      `ticket.created: the parameter "id" is missing`
    )
    const inherited = Object.assign(Object.create({ toString: "x" }), { id: "x" })
    assert.deepStrictEqual(Result.getOrThrow(Definition.encode(Ticket, inherited)), [["id", "x"]])
  })
})

describe("encodeChanges", () => {
  it("sets, deletes with null, and leaves what isn't named", () => {
    assert.deepStrictEqual(Result.getOrThrow(Definition.encodeChanges(Ticket, {})), [])
    assert.deepStrictEqual(Result.getOrThrow(Definition.encodeChanges(Ticket, { owner: null, count: 4 })), [
      ["count", "4"],
      ["owner", undefined]
    ])
    assert.deepStrictEqual(Result.getOrThrow(Definition.encodeChanges(Ticket, { owner: "" })), [["owner", ""]])
  })

  it("refuses what an answer may not set, deletions too", () => {
    assert.strictEqual(misfitOf(Definition.encodeChanges(Ticket, { id: "x" } as never)).parameter, "id")
    assert.strictEqual(
      misfitOf(Definition.encodeChanges(Ticket, { id: null } as never)).message,
      `ticket.created: the parameter "id" is "null": not defined`
    )
    assert.strictEqual(misfitOf(Definition.encodeChanges(Ticket, { count: 0.5 })).parameter, "count")
  })
})

describe("the return value", () => {
  it("is text, or what the definition says", () => {
    assert.strictEqual(Result.getOrThrow(Definition.encodeReturns(CallRoute, "dumb/")), "dumb/")
    assert.strictEqual(Result.getOrThrow(Definition.decodeReturns(CallRoute, "")), "")
    assert.strictEqual(Result.getOrThrow(Definition.encodeReturns(Ticket, 7)), "7")
    assert.strictEqual(Result.getOrThrow(Definition.decodeReturns(Ticket, "7")), 7)
    const misfit = misfitOf(Definition.decodeReturns(Ticket, "seven"))
    assert.strictEqual(
      misfit.message,
      `ticket.created: the parameter "returnValue" is "seven": Expected a whole number`
    )
    assert.strictEqual(misfitOf(Definition.encodeReturns(Ticket, 0.5)).value, "0.5")
  })
})

describe("where", () => {
  it("is written as pairs in one order", () => {
    assert.deepStrictEqual(Result.getOrThrow(Definition.encodeWhere(ChanHangup, {})), [])
    const where = { urgent: true, id: "x", count: 3 }
    const pairs = [["count", "3"], ["id", "x"], ["urgent", "true"]]
    assert.deepStrictEqual(Result.getOrThrow(Definition.encodeWhere(Ticket, where)), pairs as never)
    const texts = Definition.make("texts", { params: { id: Param.Text, called: Param.Text } })
    assert.deepStrictEqual(Result.getOrThrow(Definition.encodeWhere(texts, { id: "x", called: "" })), [
      ["called", ""],
      ["id", "x"]
    ])
    const short = Definition.make("short", { params: { id: Schema.String.check(Schema.isMaxLength(2)) } })
    assert.strictEqual(misfitOf(Definition.encodeWhere(short, { id: "long" })).parameter, "id")
    for (const name of ["owner", "constructor", "toString"]) {
      assert.strictEqual(misfitOf(Definition.encodeWhere(Ticket, { [name]: "x" } as never)).parameter, name)
    }
    assert.strictEqual(misfitOf(Definition.encodeWhere(Ticket, { count: 0.5 })).parameter, "count")
  })

  it("knows the one way to write a value that has several", () => {
    const urgent = Definition.canonical(Ticket, "urgent")
    const count = Definition.canonical(Ticket, "count")
    assert.deepStrictEqual(["yes", "t", "true", "off", "1", ""].map((text) => urgent?.(text)), [
      "true",
      "true",
      "true",
      "false",
      undefined,
      undefined
    ])
    assert.deepStrictEqual(["05", "+5", "5", "5.0"].map((text) => count?.(text)), ["5", "5", "5", undefined])
    assert.isUndefined(Definition.canonical(Ticket, "id"), "plain text is compared as it is")
    assert.isUndefined(Definition.canonical(Ticket, "constructor"), "what isn't defined, too")
    assert.strictEqual(Definition.canonical(Ticket, "count"), count, "the same function each time")
  })
})
