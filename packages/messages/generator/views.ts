/** Writes the types of a message: what is read, changed, sent and replied, with what is known of each parameter. */
import type { Group, Message, Parameter } from "./Catalogue.ts"
import { sentence } from "./comments.ts"
import { groupType } from "./names.ts"
import { type Half, halfOf, isIn, isOut, type Needed, neededOf, propertyLines, sameType } from "./parameters.ts"

/** A property, and whether it must be there. */
type Property = readonly [parameter: Parameter, needed: Needed | "change"]

const indented = (lines: ReadonlyArray<string>): ReadonlyArray<string> => lines.map((line) => `  ${line}`)

const interfaceLines = (
  doc: string,
  name: string,
  bases: ReadonlyArray<string>,
  properties: ReadonlyArray<Property>
): ReadonlyArray<string> => {
  const heritage = bases.length === 0 ? "" : ` extends ${bases.join(", ")}`
  return [
    `/** ${doc} */`,
    ...(properties.length === 0
      ? [`interface ${name}${heritage} {}`]
      : [
        `interface ${name}${heritage} {`,
        ...properties.flatMap(([parameter, needed]) => propertyLines(parameter, needed, "  ")),
        "}"
      ])
  ]
}

/** Which groups an interface can extend, and what of the others it has to say itself. */
const inherit = (
  groups: ReadonlyArray<Group>,
  half: Half,
  suffix: "" | "Answer" | "Changes",
  own: ReadonlyMap<string, Parameter>
): { readonly bases: ReadonlyArray<string>; readonly properties: ReadonlyArray<Property> } => {
  const bases: Array<string> = []
  const properties = new Map<string, Property>()
  for (const group of groups) {
    const parameters = halfOf(group, half)
    if (parameters.length === 0) continue
    const fits = parameters.every((parameter) => {
      const mine = own.get(parameter.name)
      return mine === undefined || sameType(mine, parameter)
    })
    const optional = parameters.filter(({ required }) => half !== "" || required !== "always")
    if (fits && optional.length > 0) bases.push(`Groups.${groupType(group.name)}${suffix}`)
    for (const parameter of parameters) {
      if (own.has(parameter.name) || (fits && optional.includes(parameter))) continue
      const needed = suffix === "Changes" ? "change" : half === "" ? neededOf(parameter) : "may"
      if (!properties.has(parameter.name)) properties.set(parameter.name, [parameter, needed])
    }
  }
  return { bases, properties: [...properties.values()] }
}

/** The interfaces of a group: what can be read, what an answer may set, and what a reply then has. */
export const groupViews = (group: Group): ReadonlyArray<string> => {
  const name = groupType(group.name)
  const read = halfOf(group, "").filter(({ required }) => required !== "always")
  const answer = halfOf(group, "Answer")
  const one = (doc: string, title: string, properties: ReadonlyArray<Property>): ReadonlyArray<string> => {
    const [comment = "", open = "", ...rest] = interfaceLines(doc, title, [], properties)
    return [comment, `export ${open}`, ...rest, ""]
  }
  return [
    ...one(sentence(group.summary), name, read.map((parameter) => [parameter, "may"])),
    ...(answer.length === 0 ? [] : [
      ...one("What a reply has of it.", `${name}Answer`, answer.map((parameter) => [parameter, "may"])),
      ...one("What an answer may change of it.", `${name}Changes`, answer.map((parameter) => [parameter, "change"]))
    ])
  ]
}

/** What a message is sent with, where a program sends it. */
export interface Sending {
  readonly groups: ReadonlyArray<Group>
  readonly must: ReadonlySet<string>
  /** Parameters of groups that are not given as a whole. */
  readonly extra: ReadonlyArray<Parameter>
}

/** The namespace with a message's types, which bears the name of its definition. */
export const messageViews = (
  name: string,
  message: Message,
  groups: ReadonlyArray<Group>,
  sending: Sending | undefined
): ReadonlyArray<string> => {
  const own = new Map(message.params.map((parameter) => [parameter.name, parameter]))
  const out = new Map(message.params.filter(isOut).map((parameter) => [parameter.name, parameter]))
  const inside = message.params.filter(isIn)
  const tracking = groups.filter((group) => group.name === "tracking")
  const params = inherit(groups, "", "", own)
  const changes = inherit(groups, "Answer", "Changes", out)
  const answer = inherit(groups, "Answer", "Answer", out)
  const reply = inherit(tracking, "", "", out)
  const blocks: Array<ReadonlyArray<string>> = [
    interfaceLines("What a handler or a watcher reads.", "Params", params.bases, [
      ...params.properties,
      ...message.params.map((parameter): Property => [parameter, isIn(parameter) ? neededOf(parameter) : "may"])
    ]),
    interfaceLines(
      "What an answer may change: a value sets a parameter, `null` deletes it.",
      "Changes",
      changes.bases,
      [
        ...changes.properties,
        ...[...out.values()].map((parameter): Property => [parameter, "change"])
      ]
    )
  ]
  if (sending !== undefined) {
    const given = inherit(sending.groups, "", "", own)
    blocks.push(interfaceLines("What is given to send it.", "Send", given.bases, [
      ...given.properties,
      ...[...sending.extra, ...inside].map((parameter): Property => [
        parameter,
        sending.must.has(parameter.name) ? "must" : "may"
      ])
    ]))
  }
  blocks.push(
    interfaceLines("What its sender reads in the answer.", "Reply", [...reply.bases, ...answer.bases], [
      ...reply.properties,
      ...answer.properties,
      ...[...out.values()].map((parameter): Property => [parameter, "may"])
    ]),
    [
      "/** All of them. */",
      "interface View {",
      "  readonly params: Params",
      "  readonly changes: Changes",
      `  readonly send: ${sending === undefined ? "Params" : "Send"}`,
      "  readonly reply: Reply",
      "}"
    ]
  )
  return [
    `/** The types of \`${message.name}\`. */`,
    `export declare namespace ${name} {`,
    ...blocks.flatMap((lines, i) => i === 0 ? indented(lines) : ["", ...indented(lines)]),
    "}",
    ""
  ]
}
