/** Writes a parameter twice: as a field with a schema, for the program, and as a property with a type, for the reader. */
import { type Group, type Parameter, paramTypes } from "./Catalogue.ts"
import { docLines, parameterDoc, width } from "./comments.ts"
import { key } from "./names.ts"

/** Whether a parameter must be there. */
export type Needed = "must" | "may"

/** Schemas that every text fits. */
const texts: ReadonlySet<string> = new Set([
  "Text",
  "ChannelId",
  "Phone",
  "Uri",
  "IpAddress",
  "Target",
  "DataNode",
  "ErrorWord",
  "HangupReason",
  "oneOf"
])

const quoted = (values: ReadonlyArray<string>): ReadonlyArray<string> => values.map((value) => JSON.stringify(value))

/**
 * The field of a definition. One that may be missing, and that not every text fits, is lenient: what somebody wrote
 * into it never keeps the message from its handler.
 */
export const fieldLines = (parameter: Parameter, needed: Needed, indent: string): Array<string> => {
  const type = paramTypes[parameter.type]
  const wrapper = needed === "must" ? undefined : texts.has(type) ? "optional" : "lenient"
  const open = `${indent}${key(parameter.name)}: ${wrapper === undefined ? "" : `Param.${wrapper}(`}`
  const close = wrapper === undefined ? "" : ")"
  if (parameter.enum === undefined) return [`${open}Param.${type}${close}`]
  const make = parameter.type === "csv" ? "listOf" : "oneOf"
  const list = quoted(parameter.enum)
  const single = `${open}Param.${make}(${list.join(", ")})${close}`
  // The comma that follows counts.
  if (single.length < width) return [single]
  const items = list.map((value, i) => `${indent}  ${value}${i < list.length - 1 ? "," : ""}`)
  return [`${open}Param.${make}(`, ...items, `${indent})${close}`]
}

const types: { readonly [schema in (typeof paramTypes)[keyof typeof paramTypes]]?: string } = {
  Int: "number",
  Decimal: "number",
  Port: "number",
  Octets: "number",
  Boolean: "boolean",
  Millis: "Duration.Duration",
  Seconds: "Duration.Duration",
  DecimalSeconds: "Duration.Duration",
  UnixTime: "DateTime.Utc",
  List: "ReadonlyArray<string>",
  Names: "ReadonlyArray<string>",
  Formats: "ReadonlyArray<Param.Format>",
  Handlers: "ReadonlyArray<Handler>",
  Address: "Address",
  ErrorWord: "Param.ErrorWord",
  HangupReason: "Param.HangupReason"
}

/** The members of a value's type: more than one for a union. */
const typeOf = (parameter: Parameter): ReadonlyArray<string> => {
  if (parameter.enum === undefined) return [types[paramTypes[parameter.type]] ?? "string"]
  const values = [...quoted(parameter.enum), "(string & {})"]
  return parameter.type === "csv" ? [`ReadonlyArray<${values.join(" | ")}>`] : values
}

/** Whether two parameters have values of one type. */
export const sameType = (a: Parameter, b: Parameter): boolean => typeOf(a).join() === typeOf(b).join()

/** The property of an interface. */
export const propertyLines = (
  parameter: Parameter,
  needed: Needed | "change",
  indent: string
): ReadonlyArray<string> => {
  const members = [...typeOf(parameter), ...(needed === "change" ? ["null"] : [])]
  const open = `${indent}readonly ${key(parameter.name)}${needed === "must" ? "" : "?"}:`
  const single = `${open} ${members.join(" | ")}`
  return [
    ...docLines(parameterDoc(parameter), indent),
    ...(single.length <= width ? [single] : [open, ...members.map((member) => `${indent}  | ${member}`)])
  ]
}

/** What of a group is read, and what of it an answer may set. */
export type Half = "" | "Answer"

/** Set by whoever sends the message. */
export const isIn = ({ direction }: Parameter): boolean => direction !== "out"

/** Set by a handler. */
export const isOut = ({ direction }: Parameter): boolean => direction !== "in"

/** The parameters of a group that are read, or that an answer may set. */
export const halfOf = (group: Group, half: Half): ReadonlyArray<Parameter> =>
  group.params.filter(half === "" ? isIn : isOut)

/** `must` for what every message has. */
export const neededOf = ({ required }: Parameter): Needed => required === "always" ? "must" : "may"

/** Adds the comma that every entry but the last has. */
export const commas = (entries: ReadonlyArray<ReadonlyArray<string>>): Array<string> =>
  entries.flatMap((lines, i) => i === entries.length - 1 ? lines : [...lines.slice(0, -1), `${lines.at(-1) ?? ""},`])

/** Imports that the lines of a module need, in order. */
export const importsOf = (lines: ReadonlyArray<string>, inside: boolean): ReadonlyArray<string> => {
  const text = lines.join("\n")
  const up = inside ? "../" : "./"
  const has = (pattern: RegExp): boolean => pattern.test(text)
  return [
    ...(has(/\bDateTime\.Utc\b/) ? [`import type * as DateTime from "effect/DateTime"`] : []),
    ...(has(/\bDuration\.Duration\b/) ? [`import type * as Duration from "effect/Duration"`] : []),
    ...(has(/\bSchema\./) ? [`import type * as Schema from "effect/Schema"`] : []),
    ...(has(/: Address\b/) ? [`import type { Address } from "${up}Address.ts"`] : []),
    ...(has(/\bDefinition\./) ? [`import * as Definition from "${up}Definition.ts"`] : []),
    ...(has(/<Handler>/) ? [`import type { Handler } from "${up}Handlers.ts"`] : []),
    ...(has(/\bGroups\./) ? [`import * as Groups from "./internal/groups.ts"`] : []),
    ...(has(/\bParam\./) ? [`import * as Param from "${up}Param.ts"`] : [])
  ]
}
