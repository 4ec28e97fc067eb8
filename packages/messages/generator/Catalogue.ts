/**
 * The catalogue's data: reads the YAML files, checks them against a schema and against each other, and says of each
 * fault in which line of which file it stands and what to do.
 */
import { Result, Schema, SchemaIssue } from "effect"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { type Document, isNode, LineCounter, parseDocument } from "yaml"

/** The types of the data, and the schema in `Param` that each becomes. */
export const paramTypes = {
  string: "Text",
  any: "Text",
  regexp: "Text",
  int: "Int",
  decimal: "Decimal",
  bool: "Boolean",
  milliseconds: "Millis",
  seconds: "Seconds",
  decimalSeconds: "DecimalSeconds",
  unixTime: "UnixTime",
  octets: "Octets",
  enum: "oneOf",
  errorWord: "ErrorWord",
  hangupReason: "HangupReason",
  csv: "List",
  names: "Names",
  handlers: "Handlers",
  formats: "Formats",
  address: "Address",
  ipAddress: "IpAddress",
  port: "Port",
  channelId: "ChannelId",
  phone: "Phone",
  uri: "Uri",
  target: "Target",
  dataNode: "DataNode"
} as const

export type ParamType = keyof typeof paramTypes

/** It goes into doc comments, where this would be the end. */
const Text = Schema.NonEmptyString.check(
  Schema.isPattern(/^(?![\s\S]*\*\/)/, { message: "expected text without \"*/\"" })
)

const Parameter = Schema.Struct({
  name: Text.check(Schema.isPattern(/^[\w.-]+$/, { message: "expected a parameter's name" })),
  type: Schema.Literals(Object.keys(paramTypes) as Array<ParamType>),
  required: Schema.Literals(["always", "usually", "optional"]),
  direction: Schema.Literals(["in", "out", "both"]),
  summary: Text,
  source: Text,
  enum: Schema.optionalKey(Schema.NonEmptyArray(Text)),
  enumOpen: Schema.optionalKey(Schema.Boolean),
  default: Schema.optionalKey(Text),
  form: Schema.optionalKey(Schema.Literals(["originate", "msg"]))
})

/** A parameter of a message. */
export type Parameter = typeof Parameter.Type

const Wildcard = Schema.Struct({
  pattern: Text,
  direction: Schema.Literals(["in", "out", "both"]),
  summary: Text,
  source: Text
})

const Group = Schema.Struct({
  name: Text,
  summary: Text,
  params: Schema.Array(Parameter),
  wildcards: Schema.optionalKey(Schema.Array(Wildcard))
})

/** Parameters that several messages have in common. */
export type Group = typeof Group.Type

const Message = Schema.Struct({
  name: Text.check(
    Schema.isPattern(/^[a-z]+(\.([a-z]+|<[a-z]+>))?$/, { message: "expected a message's name, such as call.route" })
  ),
  summary: Text,
  sentBy: Schema.NonEmptyArray(Schema.Literals(["engine", "driver", "module", "app"])),
  typicalUse: Schema.NonEmptyArray(Schema.Literals(["handle", "watch", "send"])),
  delivery: Schema.Literals(["dispatched", "enqueued", "either"]),
  broadcast: Schema.Boolean,
  handledMeaning: Text,
  returnValue: Text,
  returns: Schema.optionalKey(Schema.Literals(Object.keys(paramTypes) as Array<ParamType>)),
  knownHandlers: Schema.optionalKey(Schema.Array(Text)),
  sources: Schema.NonEmptyArray(Text),
  includes: Schema.optionalKey(Schema.Array(Text)),
  params: Schema.Array(Parameter),
  send: Schema.optionalKey(Schema.Array(Text)),
  wildcards: Schema.optionalKey(Schema.Array(Wildcard)),
  notes: Schema.optionalKey(Schema.Array(Text)),
  example: Schema.optionalKey(Text)
})

/** A message. */
export type Message = typeof Message.Type

const Family = Schema.Struct({
  family: Text.check(Schema.isPattern(/^[a-z]+$/, { message: "expected a family's name, such as call" })),
  messages: Schema.NonEmptyArray(Message)
})

/** The messages of one file. */
export type Family = typeof Family.Type

const Groups = Schema.Struct({ groups: Schema.Array(Group) })

/** All of the data. */
export interface Catalogue {
  readonly groups: ReadonlyMap<string, Group>
  readonly families: ReadonlyArray<Family>
}

/** A fault in the data. */
export interface Fault {
  readonly file: string
  readonly line: number
  readonly problem: string
}

/** All faults that were found. */
export class BadCatalogue extends Error {
  readonly faults: ReadonlyArray<Fault>

  constructor(faults: ReadonlyArray<Fault>) {
    super(faults.map(({ file, line, problem }) => `${file}:${line}: ${problem}`).join("\n"))
    this.name = "BadCatalogue"
    this.faults = faults
  }
}

type Path = ReadonlyArray<PropertyKey>

/** One file, with where in it each value stands. */
class Source {
  readonly file: string
  readonly faults: Array<Fault> = []
  readonly document: Document
  readonly #lines = new LineCounter()

  constructor(file: string, text: string) {
    this.file = file
    this.document = parseDocument(text, { lineCounter: this.#lines })
    for (const error of this.document.errors) {
      const { line } = this.#lines.linePos(error.pos[0])
      this.faults.push({ file, line, problem: `${error.message.split(" at line")[0]}; correct the YAML` })
    }
  }

  /** The line of the value at a path, or of the nearest one around it. */
  lineOf(path: Path): number {
    for (let length = path.length; length >= 0; length--) {
      const node = this.document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return this.#lines.linePos(node.range[0]).line
    }
    return 1
  }

  fault(path: Path, problem: string): void {
    this.faults.push({ file: this.file, line: this.lineOf(path), problem })
  }
}

const format = SchemaIssue.makeFormatterStandardSchemaV1()

const keyOf = (segment: unknown): PropertyKey =>
  typeof segment === "object" && segment !== null && "key" in segment
    ? segment.key as PropertyKey
    : segment as PropertyKey

/** Checks one file by itself. */
const decode = <S extends Schema.ConstraintDecoder<unknown>>(source: Source, schema: S): S["Type"] | undefined => {
  if (source.faults.length > 0) return undefined
  const decoded = Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error" })(
    source.document.toJS()
  )
  if (Result.isSuccess(decoded)) return decoded.success
  for (const { message, path = [] } of format(decoded.failure.issue).issues) {
    const keys = path.map(keyOf)
    const field = String(keys.at(-1) ?? "the file")
    const found = source.document.getIn(keys)
    source.fault(
      keys,
      found === undefined
        ? `the field ${JSON.stringify(field)} is missing; add it (SCHEMA.md says what it holds)`
        : `${JSON.stringify(field)} does not fit: ${message}; correct it, or see SCHEMA.md for what it may hold`
    )
  }
  return undefined
}

/** Says which names stand twice in a list. */
const refuseDoubles = (
  source: Source,
  items: ReadonlyArray<{ readonly name: string }>,
  path: Path,
  what: string,
  seen: Map<string, string> = new Map()
): void => {
  for (const [index, { name }] of items.entries()) {
    const at = [...path, index, "name"]
    const earlier = seen.get(name)
    if (earlier !== undefined) {
      source.fault(at, `the ${what} ${JSON.stringify(name)} is there already (${earlier}); remove one of them`)
    } else {
      seen.set(name, `${source.file}:${source.lineOf(at)}`)
    }
  }
}

const checkParameters = (source: Source, parameters: ReadonlyArray<Parameter>, path: Path): void => {
  refuseDoubles(source, parameters, path, "parameter")
  for (const [index, parameter] of parameters.entries()) {
    const at = [...path, index, "type"]
    if (parameter.type === "enum" && parameter.enum === undefined) {
      source.fault(at, `the enum ${JSON.stringify(parameter.name)} lists no values; add "enum: [...]"`)
    }
    if (parameter.enum !== undefined && !["enum", "string", "csv"].includes(parameter.type)) {
      source.fault(at, `only an enum, a string and a csv have an "enum"; remove it, or change the type`)
    }
  }
}

/** What the groups that a message includes disagree about must be decided by the message itself. */
const checkMessage = (source: Source, message: Message, path: Path, groups: ReadonlyMap<string, Group>): void => {
  checkParameters(source, message.params, [...path, "params"])
  const own = new Set(message.params.map(({ name }) => name))
  const seen = new Map<string, { readonly group: string; readonly type: ParamType }>()
  for (const [index, name] of (message.includes ?? []).entries()) {
    const group = groups.get(name)
    if (group === undefined) {
      const known = [...groups.keys()].join(", ")
      source.fault([...path, "includes", index], `there is no group ${JSON.stringify(name)}; take one of ${known}`)
      continue
    }
    for (const parameter of group.params) {
      const other = seen.get(parameter.name)
      if (other !== undefined && other.type !== parameter.type && !own.has(parameter.name)) {
        source.fault(
          [...path, "includes", index],
          `the groups ${other.group} and ${name} disagree about the type of ${JSON.stringify(parameter.name)}; `
            + `say it in the message's own params`
        )
      }
      seen.set(parameter.name, { group: name, type: parameter.type })
    }
  }
  for (const [index, name] of (message.send ?? []).entries()) {
    if (!own.has(name) && !seen.has(name)) {
      source.fault([...path, "send", index], `there is no parameter ${JSON.stringify(name)} to send; add it to params`)
    }
  }
}

/**
 * Reads a catalogue from the texts of its files, by name. Throws `BadCatalogue` with all faults.
 */
export const parse = (files: ReadonlyMap<string, string>): Catalogue => {
  const sources = [...files].map(([file, text]) => new Source(file, text))
  const groups = new Map<string, Group>()
  const families: Array<Family> = []
  const messages = new Map<string, string>()
  const familyNames = new Map<string, string>()
  const isGroups = ({ file }: Source): boolean => file.endsWith("_groups.yaml")
  for (const source of sources.filter(isGroups)) {
    const data = decode(source, Groups)
    if (data === undefined) continue
    refuseDoubles(source, data.groups, ["groups"], "group")
    for (const [index, group] of data.groups.entries()) {
      checkParameters(source, group.params, ["groups", index, "params"])
      groups.set(group.name, group)
    }
  }
  for (const source of sources.filter((each) => !isGroups(each))) {
    const family = decode(source, Family)
    if (family === undefined) continue
    refuseDoubles(source, family.messages, ["messages"], "message", messages)
    const earlier = familyNames.get(family.family)
    if (earlier !== undefined) {
      source.fault(
        ["family"],
        `the family ${JSON.stringify(family.family)} is that of ${earlier}; put them in one file`
      )
    }
    familyNames.set(family.family, source.file)
    for (const [index, message] of family.messages.entries()) {
      checkMessage(source, message, ["messages", index], groups)
    }
    families.push(family)
  }
  const faults = sources.flatMap((source) => source.faults)
  if (faults.length > 0) throw new BadCatalogue(faults)
  return { groups, families }
}

/** Reads the catalogue in a folder; `name` is what its files are called by in faults. */
export const read = (folder: string, name: string): Catalogue =>
  parse(
    new Map(
      readdirSync(folder).filter((file) => file.endsWith(".yaml")).sort().map((file) => [
        `${name}/${file}`,
        readFileSync(join(folder, file), "utf8")
      ])
    )
  )
