/** Writes the TypeScript module of a family of messages, formatted as dprint leaves it. */
import { type Catalogue, type Family, type Group, type Message, type Parameter, paramTypes } from "./Catalogue.ts"
import { docLines, messageDoc, sentence, width } from "./comments.ts"
import { exportName, moduleName, variablePart } from "./names.ts"
import { commas, fieldLines, type Half, halfOf, importsOf, isIn, isOut, neededOf } from "./parameters.ts"
import { groupViews, messageViews, type Sending } from "./views.ts"

/** An object literal, from what stands before its brace. */
const objectLines = (open: string, entries: ReadonlyArray<ReadonlyArray<string>>, indent: string): Array<string> =>
  entries.length === 0 ? [`${open}{}`] : [`${open}{`, ...commas(entries), `${indent}}`]

/** Groups that say what the engine or a channel knows of itself: nothing that a program would give. */
const notGiven = new Set(["channelMinimal", "channelFull", "sipTransport", "sipRequest", "tracking"])

/** What a program gives to send a message; nothing for one that only the engine sends. */
const sendingOf = (message: Message, groups: ReadonlyArray<Group>): Sending | undefined => {
  if (!message.typicalUse.includes("send")) return undefined
  const must = (parameter: Parameter): boolean =>
    message.send === undefined ? parameter.required === "always" : message.send.includes(parameter.name)
  const own = new Set(message.params.map(({ name }) => name))
  const shared = groups.filter(({ name }) => notGiven.has(name)).flatMap((group) => halfOf(group, ""))
    .filter((parameter) => !own.has(parameter.name) && must(parameter))
  const extra = [...new Map(shared.map((parameter) => [parameter.name, parameter])).values()]
  return {
    groups: groups.filter(({ name }) => !notGiven.has(name)),
    must: new Set([...extra, ...message.params.filter((each) => isIn(each) && must(each))].map(({ name }) => name)),
    extra
  }
}

const spreads = (groups: ReadonlyArray<Group>, half: Half): ReadonlyArray<ReadonlyArray<string>> =>
  groups.filter((group) => halfOf(group, half).length > 0).map((group) => [`      ...Groups.${group.name}${half}()`])

/** The body of the function that builds a definition's parts. */
const partsLines = (
  message: Message,
  groups: ReadonlyArray<Group>,
  sending: Sending | undefined
): ReadonlyArray<string> => {
  // A watcher, and a handler after the one that answered, reads what was answered.
  const readsAnswer = message.params.some(({ direction }) => direction === "out")
  const own = message.params.filter((parameter) =>
    isIn(parameter)
    && (sending !== undefined || !readsAnswer || parameter.direction === "in" || parameter.required === "always")
  )
  const ownLines = (indent: string) => own.map((parameter) => fieldLines(parameter, neededOf(parameter), indent))
  const isShared = sending !== undefined && own.length > 0
  const changed = [...sending?.extra ?? [], ...own].filter((parameter) =>
    sending?.extra.includes(parameter) || (neededOf(parameter) === "must") !== sending?.must.has(parameter.name)
  )
  const answer = [
    ...spreads(groups, "Answer").map((lines) => lines.map((line) => line.slice(2))),
    ...message.params.filter(isOut).map((parameter) => fieldLines(parameter, "may", "    "))
  ]
  const entries: ReadonlyArray<ReadonlyArray<string>> = [
    objectLines("    params: ", [
      ...spreads(groups, ""),
      ...(readsAnswer ? [["      ...answer"]] : []),
      ...(isShared ? [["      ...own"]] : ownLines("      "))
    ], "    "),
    ...(answer.length > 0 ? [["    answer"]] : []),
    ...(message.returns === undefined ? [] : [[`    returns: Param.${paramTypes[message.returns]}`]]),
    ...(sending === undefined
      ? []
      : isShared && changed.length + sending.groups.length === 0
      ? [["    send: own"]]
      : [
        objectLines("    send: ", [
          ...spreads(sending.groups, ""),
          ...(isShared ? [["      ...own"]] : []),
          ...changed.map((each) => fieldLines(each, sending.must.has(each.name) ? "must" : "may", "      "))
        ], "    ")
      ]),
    objectLines("    reply: ", [
      ...spreads(groups.filter(({ name }) => name === "tracking"), ""),
      ...(answer.length > 0 ? [["      ...answer"]] : [])
    ], "    ")
  ]
  return [
    ...(isShared ? objectLines("  const own = ", ownLines("    "), "  ") : []),
    ...(answer.length > 0 ? objectLines("  const answer = ", answer, "  ") : []),
    "  return {",
    ...commas(entries),
    "  }"
  ]
}

const messageSource = (catalogue: Catalogue, family: Family, message: Message): ReadonlyArray<string> => {
  const groups = (message.includes ?? []).flatMap((name) => catalogue.groups.get(name) ?? [])
  const name = exportName(message.name)
  const sending = sendingOf(message, groups)
  const views = messageViews(name, message, groups, sending)
  const body = partsLines(message, groups, sending)
  const doc = messageDoc(message, groups, family.family)
  const variable = variablePart(message.name)
  if (variable === undefined) {
    const open = `export const ${name} = /* @__PURE__ */ Definition.viewed(`
    const given = [JSON.stringify(message.name), `{} as ${name}.View`]
    const single = `${open}${given.join(", ")}, () => {`
    return [
      ...doc,
      ...(single.length <= width
        ? [single, ...body, "})"]
        : [open, ...given.map((each) => `  ${each},`), "  () => {", ...body.map((line) => `  ${line}`), "  }", ")"]),
      "",
      ...views
    ]
  }
  const type = exportName(variable)
  const wire = `\`${message.name.replace(/<.*>/, `\${${type}}`)}\``
  const local = name.charAt(0).toLowerCase() + name.slice(1)
  return [
    `const ${local} = () => {`,
    ...body,
    "}",
    "",
    `type ${name}Parts = ReturnType<typeof ${local}>`,
    "",
    ...doc,
    `export const ${name} = <const ${type} extends Lowercase<string>>(`,
    `  ${variable}: ${type}`,
    "): Definition.Definition<",
    `  ${wire},`,
    `  ${name}Parts["params"],`,
    `  ${message.params.some(isOut) ? `${name}Parts["answer"]` : "{}"},`,
    "  Schema.String,",
    `  ${sending === undefined ? `${name}Parts["params"]` : `${name}Parts["send"]`},`,
    `  ${name}Parts["reply"],`,
    `  ${name}.View`,
    `> => Definition.viewed(${wire.replace(`{${type}}`, `{${variable}}`)}, {} as ${name}.View, ${local})`,
    "",
    ...views
  ]
}

/** The text of a family's module. */
export const familySource = (catalogue: Catalogue, family: Family): string => {
  const messages = family.messages.flatMap((message) => messageSource(catalogue, family, message))
  return [
    "/**",
    ` * The messages of the family \`${family.family}\`: ${family.messages.length} definitions, and the types of each.`,
    " *",
    ` * Generated from catalogue/${family.family}.yaml by \`pnpm generate\`: change the data, not this file.`,
    " *",
    " * @since 0.1.0",
    " */",
    ...importsOf(messages, false),
    "",
    ...messages
  ].join("\n")
}

const groupFields = (group: Group, half: Half): ReadonlyArray<string> =>
  halfOf(group, half).length === 0 ? [] : [
    ...docLines(half === "" ? sentence(group.summary) : `What an answer may set of ${group.name}.`, ""),
    `export const ${group.name}${half} = () => ({`,
    ...commas(
      halfOf(group, half).map((each) => fieldLines(each, half === "" ? neededOf(each) : "may", "  "))
    ),
    "})",
    ""
  ]

/** The text of the module with the groups. */
export const groupsSource = (catalogue: Catalogue): string => {
  const groups = [...catalogue.groups.values()].flatMap((group) => [
    ...groupViews(group),
    ...groupFields(group, ""),
    ...groupFields(group, "Answer")
  ])
  return [
    "/**",
    " * Parameters that several messages have in common: their fields, and the types of these.",
    " *",
    " * Generated from catalogue/_groups.yaml by `pnpm generate`: change the data, not this file.",
    " */",
    "/* oxlint-disable typescript/explicit-module-boundary-types -- the type of a field is that of its schema */",
    ...importsOf(groups, true),
    "",
    ...groups
  ].join("\n")
}

/** The name of a family's module, with its extension. */
export const familyFile = (family: Family): string => `${moduleName(family.family)}.ts`
