import { assert, describe, it } from "@effect/vitest"
import { Definition, Masquerade, Route } from "@yatefx/messages"
import type { Parameters } from "@yatefx/protocol"
import { DateTime, Duration, Result } from "effect"
import { catalogue, said } from "./support.ts"

/** Messages of the transcripts that are no messages of Yate: made up by the programs that recorded them. */
const isMadeUp = (name: string): boolean => name.startsWith("test.")

const booleans = new Map([["true", true], ["yes", true], ["false", false], ["no", false]])

/** An address, or a handler. */
interface Structured {
  readonly host?: string
  readonly port?: number
  readonly name?: string
  readonly priority?: number
}

/** What a value says, without any of the code that reads it: as text where there is just one way to write it. */
const says = (value: unknown, text: string): unknown => {
  if (typeof value === "boolean") return booleans.get(text) === value ? text : value
  if (typeof value === "number") return Number(text) === value ? text : value
  if (Duration.isDuration(value)) {
    const millis = Duration.toMillis(value)
    return [millis, millis / 1000].includes(Number(text)) ? text : value
  }
  if (DateTime.isDateTime(value)) return value.epochMilliseconds === Number(text) * 1000 ? text : value
  if (Array.isArray(value)) return value.map((item: unknown) => says(item, "")).join(",")
  if (typeof value === "object" && value !== null) {
    const { host, name = host, port, priority = port } = value as Structured
    return priority === undefined ? name : `${name}:${priority}`
  }
  return value
}

interface Row {
  readonly message: string
  received: number
  watched: number
  answers: number
  sent: number
  /** How many values were compared with what the line says. */
  values: number
  /** Parameters that the definition doesn't name, those of SIP headers and SDP attributes apart. */
  unnamed: string
}

const rows = new Map<string, Row>()

const rowOf = (message: string): Row => {
  const row = rows.get(message) ?? { message, received: 0, watched: 0, answers: 0, sent: 0, values: 0, unnamed: "" }
  rows.set(message, row)
  return row
}

const lookUp = (name: string): Definition.Any | undefined => {
  const definition = catalogue.get(name)
  assert.isTrue(definition !== undefined || isMadeUp(name), `${name} is not in the catalogue`)
  return definition
}

/** Every field that the line has is in the typed view, and says the same; the typed view has nothing else. */
const assertSame = (
  where: string,
  fields: Definition.Fields,
  typed: object,
  parameters: Parameters.Parameters
): number => {
  let values = 0
  for (const name of Object.keys(fields)) {
    const text = parameters.get(name)
    if (text === undefined || text === "") {
      assert.include([undefined, text], Reflect.get(typed, name), `${where}: ${name}`)
    } else {
      assert.strictEqual(says(Reflect.get(typed, name), text), text, `${where}: ${name}`)
      values++
    }
  }
  assert.includeMembers(Object.keys(fields), Object.keys(typed), where)
  return values
}

/** The transcript and the id of an answer name the message that it answers. */
const idOf = (where: string, id: string): string => `${where.split(":")[0]} ${id}`

const sentBy = new Map(
  said.flatMap(({ by, frame, where }): ReadonlyArray<[string, string]> =>
    by === "application" && frame._tag === "Message" ? [[idOf(where, frame.id), frame.name]] : []
  )
)

describe("the transcripts", () => {
  it("are read: what the engine asks, and what a watcher sees", () => {
    for (const { by, frame, where } of said) {
      if (by !== "engine" || (frame._tag === "MessageReply" && frame.id !== "")) continue
      const isText = frame.name === "call.route" && frame.parameters.get("route_type") === "msg"
      const definition = isText ? Route.MessageRoute : lookUp(frame.name ?? "")
      if (definition === undefined) continue
      const row = rowOf(isText ? "call.route (text)" : definition.name)
      if (frame._tag === "Message") row.received++
      else row.watched++
      const typed = Result.getOrThrow(Definition.decode(definition, frame.parameters))
      row.values += assertSame(where, definition.params, typed, frame.parameters)
      const unnamed = frame.parameters.entries.map(([name]) => name).filter((name) =>
        !Object.hasOwn(definition.params, name) && !/^(?:sip|sdp)_/.test(name)
      )
      row.unnamed = [...new Set([...row.unnamed.split(" "), ...unnamed])].sort().join(" ").trim()
    }
  })

  it("are read: what became of a message that was sent", () => {
    for (const { by, frame, where } of said) {
      if (by !== "engine" || frame._tag !== "MessageReply" || frame.id === "") continue
      const name = sentBy.get(idOf(where, frame.id)) ?? frame.name ?? ""
      const became = frame.name === undefined || frame.name === name ? undefined : lookUp(frame.name)
      const definition = became === undefined ? lookUp(name) : Masquerade.of(became)
      if (definition === undefined) continue
      const row = rowOf(became?.name ?? name)
      row.answers++
      const typed = Result.getOrThrow(Definition.decodeReply(definition, frame.parameters))
      row.values += assertSame(where, definition.reply, typed, frame.parameters)
      Result.getOrThrow(Definition.decodeReturns(definition, frame.returnValue ?? ""))
    }
  })

  it("are read, and written again as they were: what programs sent", () => {
    for (const { by, frame, where } of said) {
      if (by !== "application" || frame._tag !== "Message") continue
      const definition = lookUp(frame.name)
      if (definition === undefined) continue
      const row = rowOf(definition.name)
      row.sent++
      // `send` is what a program writes; here it is read, to write it again.
      const reader = Definition.make(frame.name, { params: definition.send })
      const typed = Result.getOrThrow(Definition.decode(reader, frame.parameters))
      row.values += assertSame(where, definition.send, typed, frame.parameters)
      for (const [name, text] of Result.getOrThrow(Definition.encode(definition, typed))) {
        assert.strictEqual(text, frame.parameters.get(name), `${where}: ${name}`)
      }
    }
  })

  it("are all of them covered", () => {
    const table = [...rows.values()].sort((a, b) => a.message < b.message ? -1 : 1)
    console.table(table)
    const names = new Set(said.map(({ frame }) => frame.name ?? "").filter((name) => name !== "" && !isMadeUp(name)))
    assert.deepStrictEqual(table.map(({ message }) => message), [...names, "call.route (text)"].sort())
    assert.isAbove(table.reduce((sum, { values }) => sum + values, 0), 1000)
    assert.deepStrictEqual(table.filter(({ unnamed }) => unnamed !== ""), [])
  })
})
