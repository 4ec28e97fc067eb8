/** Writes the doc comments of messages and parameters, broken into lines that fit. */
import type { Group, Message, Parameter } from "./Catalogue.ts"

/** How long a line may be. */
export const width = 120

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

/** Text with the full stop that it may lack. */
export const sentence = (text: string): string => /[.!?)]$/.test(text) ? text : `${text}.`

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

/** What is said of a parameter. */
export const parameterDoc = (parameter: Parameter): string =>
  [
    sentence(parameter.summary),
    units[parameter.type],
    parameter.default === undefined ? undefined : `Default: ${JSON.stringify(parameter.default)}.`,
    parameter.form === undefined ? undefined : formNote[parameter.form],
    `Source: ${parameter.source}.`
  ].filter((part) => part !== undefined).join(" ")

/** A doc comment, on one line where it fits. */
export const docLines = (text: string, indent: string): ReadonlyArray<string> => {
  const single = `${indent}/** ${text} */`
  if (single.length <= width) return [single]
  return [`${indent}/**`, ...wrap(text, `${indent} * `), `${indent} */`]
}

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

/** What stands over a definition. */
export const messageDoc = (message: Message, groups: ReadonlyArray<Group>, family: string): ReadonlyArray<string> => [
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
