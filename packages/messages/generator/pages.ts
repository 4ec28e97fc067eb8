/** Writes the reference page of each message, and their index. */
import type { Catalogue, Family, Group, Message, Parameter } from "./Catalogue.ts"
import { exportName, moduleName, pageName } from "./names.ts"

/** Text that stands in a cell of a table, or anywhere: a `<` starts no tag, a `|` ends no cell. */
const escape = (text: string): string => text.replaceAll("<", "&lt;").replaceAll("|", "\\|").replaceAll("*", "\\*")

const code = (text: string): string => `\`${text.replaceAll("|", "\\|")}\``

const sentence = (text: string): string => /[.!?)]$/.test(text) ? text : `${text}.`

const directions = { in: "read", out: "answer", both: "read, answer" }

const typeOf = (parameter: Parameter): string => {
  if (parameter.enum === undefined) return parameter.type
  const values = parameter.enum.map(code).join(", ")
  return parameter.type === "csv" ? `list of ${values}` : `${values}${parameter.enumOpen === true ? ", …" : ""}`
}

const row = (parameter: Parameter, group: string | undefined): string => {
  const fallback = parameter.default === undefined ? "" : ` Default: ${code(parameter.default)}.`
  const form = parameter.form === undefined ? "" : ` (form ${parameter.form})`
  const cells = [
    code(parameter.name),
    typeOf(parameter),
    directions[parameter.direction],
    parameter.required + form,
    `${escape(sentence(parameter.summary))}${fallback}`,
    group ?? "",
    escape(parameter.source)
  ]
  return `| ${cells.join(" | ")} |`
}

const table = (message: Message, groups: ReadonlyArray<Group>): ReadonlyArray<string> => {
  const own = new Set(message.params.map(({ name }) => name))
  const seen = new Set<string>()
  const shared = groups.flatMap((group) =>
    group.params.filter(({ name }) => !own.has(name) && !seen.has(name) && seen.add(name)).map((each) =>
      row(each, group.name)
    )
  )
  const rows = [...message.params.map((parameter) => row(parameter, undefined)), ...shared]
  if (rows.length === 0) return ["It has no parameters.", ""]
  return [
    "| parameter | type | direction | there | meaning | group | source |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...rows,
    ""
  ]
}

const bullets = (title: string, items: ReadonlyArray<string>): ReadonlyArray<string> =>
  items.length === 0 ? [] : [`## ${title}`, "", ...items.map((item) => `- ${item}`), ""]

const page = (catalogue: Catalogue, family: Family, message: Message): string => {
  const groups = (message.includes ?? []).flatMap((name) => catalogue.groups.get(name) ?? [])
  const wildcards = [...message.wildcards ?? [], ...groups.flatMap((group) => group.wildcards ?? [])]
  const given = message.send ?? message.params.filter(({ required }) => required === "always").map(({ name }) => name)
  const isSent = message.typicalUse.includes("send")
  return [
    `# ${escape(message.name)}`,
    "",
    `<!-- Generated from packages/messages/catalogue/${family.family}.yaml by \`pnpm generate\`: change the data. -->`,
    "",
    escape(sentence(message.summary)),
    "",
    `| | |`,
    "| --- | --- |",
    `| definition | \`${exportName(message.name)}\`, in \`@yatefx/messages/${moduleName(family.family)}\` |`,
    `| sent by | ${message.sentBy.join(", ")} |`,
    `| what a program does with it | ${message.typicalUse.join(", ")} |`,
    `| delivery | ${message.delivery}${message.broadcast ? ", to every handler" : ""} |`,
    `| answering | ${escape(sentence(message.handledMeaning))} |`,
    `| return value | ${escape(sentence(message.returnValue))} |`,
    ...(isSent
      ? [`| to send it, give | ${given.length === 0 ? "nothing in particular" : given.map(code).join(", ")} |`]
      : []),
    `| handled by | ${escape((message.knownHandlers ?? []).join(", ")) || "nobody by default"} |`,
    "",
    "## Parameters",
    "",
    ...table(message, groups),
    ...bullets(
      "Families of parameters",
      wildcards.map((each) => `${code(each.pattern)}: ${escape(sentence(each.summary))}`)
    ),
    ...bullets("Notes", (message.notes ?? []).map((note) => escape(sentence(note)))),
    ...(message.example === undefined ? [] : ["## Example", "", "```ts", message.example.trimEnd(), "```", ""]),
    `Source: ${escape(message.sources.join(", "))}.`,
    ""
  ].join("\n")
}

const index = (catalogue: Catalogue): string =>
  [
    "# Yate's messages",
    "",
    "<!-- Generated from packages/messages/catalogue by `pnpm generate`: change the data. -->",
    "",
    `${
      catalogue.families.reduce((sum, { messages }) => sum + messages.length, 0)
    } messages, by family. A parameter is \`always\` there, \`usually\` or as an`,
    "`optional` one; `read` is what a handler or watcher reads, `answer` what a handler may set.",
    "",
    ...catalogue.families.flatMap(({ family, messages }) => [
      `## ${family}`,
      "",
      "| message | definition | what it is for |",
      "| --- | --- | --- |",
      ...messages.map(({ name, summary }) =>
        `| [${escape(name)}](${pageName(name)}) | \`${exportName(name)}\` | ${escape(sentence(summary))} |`
      ),
      ""
    ])
  ].join("\n")

/** All pages, by file name. */
export const pages = (catalogue: Catalogue): ReadonlyMap<string, string> =>
  new Map([
    ["README.md", index(catalogue)],
    ...catalogue.families.flatMap((family) =>
      family.messages.map((message): [string, string] => [pageName(message.name), page(catalogue, family, message)])
    )
  ])
