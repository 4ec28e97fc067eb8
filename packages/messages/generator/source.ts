/** Writes the TypeScript module of a family of messages, formatted as dprint leaves it. */
import { type Catalogue, type Family, type Group, type Message, type Parameter, paramTypes } from "./Catalogue.ts"
import { exportName, key, moduleName, variablePart } from "./names.ts"

const width = 120

/** Breaks text into lines that fit. A tag of a doc comment starts with `@`, so no line of ours may. */
const wrap = (text: string, prefix: string): ReadonlyArray<string> => {
  const lines: Array<string> = []
  let line = ""
  for (const word of text.split(/\s+/)) {
    const safe = word.startsWith("@") ? `\`${word}\`` : word
    if (line !== "" && prefix.length + line.length + 1 + safe.length > width) {
      lines.push(prefix + line)
      line = safe
    } else {
      line = line === "" ? safe : `${line} ${safe}`
    }
  }
  return [...lines, prefix + line]
}

const sentence = (text: string): string => /[.!?)]$/.test(text) ? text : `${text}.`

/** A sentence that goes on after a colon; abbreviations keep their capitals. */
const lowered = (text: string): string =>
  /^[A-Z]([a-z]|\s)/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

/** The unit on the wire, where the value's type doesn't show it. */
const units: { readonly [type in Parameter["type"]]?: string } = {
  milliseconds: "Milliseconds on the wire.",
  seconds: "Seconds on the wire.",
  decimalSeconds: "Seconds with a fraction on the wire.",
  unixTime: "Seconds since 1970 on the wire.",
  octets: "In bytes.",
  regexp: "A regular expression."
}

const formNote = { originate: "Only in a message that starts a call.", msg: "Only when a text message is routed." }

const parameterDoc = (parameter: Parameter): string =>
  [
    sentence(parameter.summary),
    units[parameter.type],
    parameter.default === undefined ? undefined : `Default: ${JSON.stringify(parameter.default)}.`,
    parameter.form === undefined ? undefined : formNote[parameter.form],
    `Source: ${parameter.source}.`
  ].filter((part) => part !== undefined).join(" ")

const docLines = (text: string, indent: string): ReadonlyArray<string> => {
  const single = `${indent}/** ${text} */`
  if (single.length <= width) return [single]
  return [`${indent}/**`, ...wrap(text, `${indent} * `), `${indent} */`]
}

/** A call whose arguments go on lines of their own where they don't fit on one. */
const fieldLines = (name: string, parameter: Parameter, wrapper: string | undefined, indent: string): Array<string> => {
  const values = parameter.enum
  const open = wrapper === undefined ? `${indent}${name}: ` : `${indent}${name}: Param.${wrapper}(`
  const close = wrapper === undefined ? "" : ")"
  if (values === undefined) return [`${open}Param.${paramTypes[parameter.type]}${close}`]
  const make = parameter.type === "csv" ? "listOf" : "oneOf"
  const list = values.map((value) => JSON.stringify(value))
  const single = `${open}Param.${make}(${list.join(", ")})${close}`
  // The comma that follows counts.
  if (single.length < width) return [single]
  return [
    `${open}Param.${make}(`,
    ...list.map((value, i) => `${indent}  ${value}${i < list.length - 1 ? "," : ""}`),
    `${indent})${close}`
  ]
}

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

const isText = ({ type }: Parameter): boolean => texts.has(paramTypes[type])

type Needed = "must" | "may"

const field = (parameter: Parameter, needed: Needed, indent: string): Array<string> => {
  const wrapper = needed === "must" ? undefined : isText(parameter) ? "optional" : "lenient"
  return [
    ...docLines(parameterDoc(parameter), indent),
    ...fieldLines(key(parameter.name), parameter, wrapper, indent)
  ]
}

/** Adds the comma that every entry but the last has. */
const commas = (entries: ReadonlyArray<ReadonlyArray<string>>): Array<string> =>
  entries.flatMap((lines, i) => i === entries.length - 1 ? lines : [...lines.slice(0, -1), `${lines.at(-1) ?? ""},`])

const isIn = ({ direction }: Parameter): boolean => direction !== "out"
const isOut = ({ direction }: Parameter): boolean => direction !== "in"

/** What of a group is read, and what of it an answer may set. */
type Half = "" | "Answer"

const halfOf = (group: Group, half: Half): ReadonlyArray<Parameter> => group.params.filter(half === "" ? isIn : isOut)

const groupSource = (group: Group, half: Half): ReadonlyArray<string> => [
  ...docLines(half === "" ? sentence(group.summary) : `What an answer may set of ${group.name}.`, ""),
  `const ${group.name}${half} = () => ({`,
  ...commas(
    halfOf(group, half).map((parameter) =>
      field(parameter, half === "" && parameter.required === "always" ? "must" : "may", "  ")
    )
  ),
  "})",
  ""
]

/** An object literal, from its opening brace on. */
const objectLines = (open: string, entries: ReadonlyArray<ReadonlyArray<string>>, indent: string): Array<string> =>
  entries.length === 0 ? [`${open}{}`] : [`${open}{`, ...commas(entries), `${indent}}`]

const includedIn = (catalogue: Catalogue, message: Message): ReadonlyArray<Group> =>
  (message.includes ?? []).flatMap((name) => catalogue.groups.get(name) ?? [])

/** Groups that say what the engine or a channel knows of itself: nothing that a program would give. */
const notGiven = new Set(["channelMinimal", "channelFull", "sipTransport", "sipRequest", "tracking"])

/**
 * Parameters that a program gives when it sends the message: those that it must, which are those that the message
 * always has unless the data says otherwise.
 */
const sendEntries = (message: Message, groups: ReadonlyArray<Group>): ReadonlyArray<Parameter> => {
  const must = (name: string, required: Parameter["required"]): boolean =>
    message.send === undefined ? required === "always" : message.send.includes(name)
  const own = new Set(message.params.map(({ name }) => name))
  const shared = groups.filter(({ name }) => notGiven.has(name)).flatMap((group) => halfOf(group, ""))
    .filter(({ name, required }) => !own.has(name) && must(name, required))
  return [
    ...new Map(shared.map((parameter) => [parameter.name, parameter])).values(),
    ...message.params.filter((parameter) => isIn(parameter) && must(parameter.name, parameter.required))
  ]
}

/** The parts of a definition: the body of the function that builds them. */
const partsLines = (message: Message, groups: ReadonlyArray<Group>, used: Set<string>): ReadonlyArray<string> => {
  const spreads = (half: Half, which: ReadonlyArray<Group>): ReadonlyArray<ReadonlyArray<string>> =>
    which.filter((group) => halfOf(group, half).length > 0).map((group) => {
      used.add(`${group.name}${half}`)
      return [`    ...${group.name}${half}()`]
    })
  // A watcher, and a handler after the one that answered, reads what was answered.
  const readsAnswer = message.params.some(({ direction }) => direction === "out")
  const isSent = message.typicalUse.includes("send")
  const ownRead = message.params.filter((parameter) =>
    isIn(parameter) && (isSent || !readsAnswer || parameter.direction === "in" || parameter.required === "always")
  ).map((parameter) => field(parameter, parameter.required === "always" ? "must" : "may", "    "))
  const given = sendEntries(message, groups)
  const hasOwn = isSent && ownRead.length > 0
  const givenSpreads = spreads("", groups.filter(({ name }) => !notGiven.has(name)))
  // A parameter that must be given and is already said to be there needs no second line.
  const overrides = given.filter((parameter) => parameter.required !== "always" || !message.params.includes(parameter))
  const loosened = message.params.filter((parameter) =>
    isIn(parameter) && parameter.required === "always" && !given.includes(parameter)
  )
  const changed = [
    ...overrides.map((parameter) => field(parameter, "must", "    ")),
    ...loosened.map((parameter) => field(parameter, "may", "    "))
  ]
  const answer = [
    ...spreads("Answer", groups),
    ...message.params.filter(isOut).map((parameter) => field(parameter, "may", "    "))
  ]
  const tracking = groups.filter(({ name }) => name === "tracking")
  const hasAnswer = answer.length > 0
  const entries: ReadonlyArray<ReadonlyArray<string>> = [
    objectLines("    params: ", [
      ...spreads("", groups).map(deeper),
      ...(readsAnswer ? [["      ...answer"]] : []),
      ...(hasOwn ? [["      ...own"]] : ownRead.map(deeper))
    ], "    "),
    ...(hasAnswer ? [["    answer"]] : []),
    ...(message.returns === undefined ? [] : [[`    returns: Param.${paramTypes[message.returns]}`]]),
    ...(!isSent
      ? []
      : hasOwn && changed.length + givenSpreads.length === 0
      ? [["    send: own"]]
      : [
        objectLines("    send: ", [
          ...givenSpreads.map(deeper),
          ...(hasOwn ? [["      ...own"]] : []),
          ...changed.map(deeper)
        ], "    ")
      ]),
    objectLines("    reply: ", [
      ...spreads("", tracking).map(deeper),
      ...(hasAnswer ? [["      ...answer"]] : [])
    ], "    ")
  ]
  return [
    ...(hasOwn ? objectLines("  const own = ", ownRead, "  ") : []),
    ...(hasAnswer ? objectLines("  const answer = ", answer, "  ") : []),
    "  return {",
    ...commas(entries),
    "  }"
  ]
}

const deeper = (lines: ReadonlyArray<string>): ReadonlyArray<string> => lines.map((line) => `  ${line}`)

const delivery: Record<Message["delivery"], string> = {
  dispatched: "dispatched (whoever sends it waits for the result)",
  enqueued: "enqueued (nobody waits for the result)",
  either: "dispatched or enqueued"
}

const list = (title: string, items: ReadonlyArray<string> | undefined): ReadonlyArray<string> =>
  items === undefined || items.length === 0 ? [] : [" *", ...wrap(`${title}: ${items.join(", ")}.`, " * ")]

const wildcardNote = (message: Message, groups: ReadonlyArray<Group>): ReadonlyArray<string> => {
  const patterns = [...groups, message].flatMap(({ wildcards = [] }) =>
    wildcards.map(({ pattern }) => `\`${pattern}\``)
  )
  return list("Also, in `parameters` (see `Wildcards`)", [...new Set(patterns)])
}

const exampleLines = (example: string | undefined): ReadonlyArray<string> =>
  example === undefined
    ? []
    : [
      " *",
      " * @example",
      " * ```ts",
      ...example.trimEnd().split("\n").map((line) => line === "" ? " *" : ` * ${line}`),
      " * ```"
    ]

const messageDoc = (message: Message, groups: ReadonlyArray<Group>, family: string): ReadonlyArray<string> => [
  "/**",
  ...wrap(`\`${message.name}\`: ${lowered(sentence(message.summary))}`, " * "),
  " *",
  ...wrap(`Answering: ${sentence(message.handledMeaning)}`, " * "),
  " *",
  ...wrap(`Return value: ${sentence(message.returnValue)}`, " * "),
  " *",
  ...wrap(
    `Sent by: ${message.sentBy.join(", ")}; ${delivery[message.delivery]}${
      message.broadcast ? "; every handler gets it, whatever those before it answered" : ""
    }.`,
    " * "
  ),
  ...(message.notes ?? []).flatMap((note, i) => [...(i === 0 ? [" *"] : []), ...wrapItem(sentence(note))]),
  ...wildcardNote(message, groups),
  ...list("Handled by", message.knownHandlers),
  ...list("Source", message.sources),
  ...exampleLines(message.example),
  " *",
  ` * @category ${family}`,
  " * @since 0.1.0",
  " */"
]

const wrapItem = (text: string): ReadonlyArray<string> =>
  wrap(text, " *   ").map((line, i) => i === 0 ? ` * - ${line.slice(5)}` : line)

const messageSource = (
  catalogue: Catalogue,
  family: Family,
  message: Message,
  used: Set<string>
): ReadonlyArray<string> => {
  const groups = includedIn(catalogue, message)
  const name = exportName(message.name)
  const body = partsLines(message, groups, used)
  const doc = messageDoc(message, groups, family.family)
  const variable = variablePart(message.name)
  if (variable === undefined) {
    return [
      ...doc,
      `export const ${name} = /* @__PURE__ */ Definition.lazy(${JSON.stringify(message.name)}, () => {`,
      ...body,
      "})",
      ""
    ]
  }
  const type = exportName(variable)
  const prefix = message.name.slice(0, message.name.indexOf("<"))
  const local = name.charAt(0).toLowerCase() + name.slice(1)
  return [
    `const ${local} = () => {`,
    ...body,
    "}",
    "",
    ...doc,
    `export const ${name} = <const ${type} extends Lowercase<string>>(`,
    `  ${variable}: ${type}`,
    `): Definition.FromParts<\`${prefix}\${${type}}\`, ReturnType<typeof ${local}>> =>`,
    `  Definition.fromParts(\`${prefix}\${${variable}}\`, ${local})`,
    ""
  ]
}

/** The text of a family's module. */
export const familySource = (catalogue: Catalogue, family: Family): string => {
  const used = new Set<string>()
  const messages = family.messages.flatMap((message) => messageSource(catalogue, family, message, used))
  const groups = [...catalogue.groups.values()].flatMap((group) => [
    ...(used.has(group.name) ? groupSource(group, "") : []),
    ...(used.has(`${group.name}Answer`) ? groupSource(group, "Answer") : [])
  ])
  return [
    "/**",
    ` * The messages of the family \`${family.family}\`: ${family.messages.length} definitions.`,
    " *",
    ` * Generated from catalogue/${family.family}.yaml by \`pnpm generate\`: change the data, not this file.`,
    " *",
    " * @since 0.1.0",
    " */",
    `import * as Definition from "./Definition.ts"`,
    `import * as Param from "./Param.ts"`,
    "",
    ...groups,
    ...messages
  ].join("\n")
}

/** The name of a family's module, with its extension. */
export const familyFile = (family: Family): string => `${moduleName(family.family)}.ts`
