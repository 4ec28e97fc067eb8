/** What others write into a message never keeps it from its handler, where the definition can do without it. */
import { assert, describe, it } from "@effect/vitest"
import { CallAnswered, CallExecute, CallRoute, Definition, EngineTimer, Param } from "@yatefx/messages"
import { Parameters } from "@yatefx/protocol"
import { Arbitrary, Result, Schema } from "effect"
import { catalogue, said } from "./support.ts"

const wire = (...changes: ReadonlyArray<Parameters.Change>): Parameters.Parameters =>
  Result.getOrThrow(Parameters.encode(changes))

describe("a lenient parameter", () => {
  it("counts as missing when its value doesn't fit; the rest is read, and the text stays", () => {
    const parameters = wire(["id", "sip/1"], ["answered", "perhaps"], ["antiloop", "x"], ["called", "ivr"], [
      "maxcall",
      "-1"
    ])
    const typed = Result.getOrThrow(Definition.decode(CallRoute, parameters))
    assert.deepStrictEqual(typed, { id: "sip/1", called: "ivr" })
    assert.strictEqual(parameters.get("answered"), "perhaps")
  })

  it("counts as missing in a reply too", () => {
    const typed = Result.getOrThrow(Definition.decodeReply(CallExecute, wire(["id", "dumb/1"], ["users", "many"])))
    assert.deepStrictEqual(typed, { id: "dumb/1" })
  })

  it("is strict when it is sent", () => {
    const bad = Definition.encode(CallAnswered, { id: "dumb/1", earlymedia: "yes" } as never)
    assert.isTrue(Result.isFailure(bad))
    assert.isTrue(Result.isFailure(Definition.encodeChanges(CallRoute, { maxcall: 20 } as never)))
  })

  it("is no excuse for one that must be there, and fit", () => {
    const missing = Definition.decode(CallRoute, wire(["called", "ivr"], ["antiloop", "x"]))
    assert.isTrue(Result.isFailure(missing) && missing.failure.parameter === "id")
    const wrong = Definition.decode(EngineTimer, wire(["time", "now"]))
    assert.isTrue(Result.isFailure(wrong) && wrong.failure.parameter === "time")
    const both = Definition.make("both", { params: { a: Param.lenient(Param.Int), b: Param.optional(Param.Int) } })
    const strict = Definition.decode(both, wire(["a", "x"], ["b", "y"]))
    assert.isTrue(Result.isFailure(strict) && strict.failure.parameter === "b")
  })

  it("is what every parameter of the catalogue is that not all text fits, but for those that the engine always writes", () => {
    const strict = [...catalogue.values()].flatMap((definition) =>
      Object.keys(definition.params).flatMap((name) => {
        const needed = Object.keys(definition.params).filter((each) =>
          Result.isFailure(Definition.decode(definition, wire(...required(definition).filter(([key]) => key !== each))))
        )
        const parameters = wire(
          ...required(definition),
          ...(needed.includes(name) ? [] : [[name, "\u0001 no such"] as const])
        )
        return Result.isFailure(Definition.decode(definition, parameters)) ? [`${definition.name} ${name}`] : []
      })
    )
    assert.deepStrictEqual(strict, [])
  })
})

/** A value for each parameter that a definition can't do without. */
const required = (definition: Definition.Any): ReadonlyArray<readonly [string, string]> => {
  const given: Array<readonly [string, string]> = []
  for (let tries = 0; tries < 30; tries++) {
    const result = Definition.decode(definition, wire(...given))
    if (Result.isSuccess(result)) return given
    const { parameter } = result.failure
    const index = given.findIndex(([name]) => name === parameter)
    if (index < 0) given.push([parameter, "1"])
    else given[index] = [parameter, "true"]
  }
  throw new Error(`${definition.name} can't be satisfied`)
}

describe("the transcripts, mutated", () => {
  const messages = said.filter(({ by, frame }) =>
    by === "engine" && frame._tag === "Message" && catalogue.has(frame.name)
  )
  const odd = Arbitrary.schema(
    Schema.Literals(["", "-1", "NaN", "1e999", "yes!", "\u0000".slice(1), "a,b|c;d", "\udc80", ":::"])
  )
  const pick = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 1_000_000 }))

  it.prop("are read, whatever stands in what is not required", [pick, pick, odd], ([which, parameter, value]) => {
    const chosen = messages[which % messages.length]
    const definition = catalogue.get(chosen?.frame.name ?? "")
    if (chosen === undefined || definition === undefined) throw new Error("no messages")
    const must = new Set(required(definition).map(([name]) => name))
    const entries = chosen.frame.parameters.entries.filter(([name]) => !must.has(name))
    const name = entries[parameter % entries.length]?.[0] ?? "x"
    const kept = chosen.frame.parameters.entries.map(([key, text]) => [key, key === name ? value : text] as const)
    if (chosen.frame.name === "call.route" && !chosen.frame.parameters.has("id")) return
    assert.isTrue(Result.isSuccess(Definition.decode(definition, wire(...kept))), `${chosen.where}: ${name}=${value}`)
  })
})
