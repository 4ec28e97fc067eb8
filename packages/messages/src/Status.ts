/**
 * What `engine.status` returns: a line for each module, with its facts and what it has (`dumb-to-tone-and-wave.txt`,
 * t1g and t1h), or one line about a single channel or room (`Channel.cpp:808`).
 *
 * The text comes from many modules, each with words of its own: what can't be read is passed over, and nothing fails.
 *
 * @since 0.1.0
 */
import { ByteString } from "@yatefx/protocol"

/**
 * Names and values, in a record without a prototype; of a repeated name the first counts.
 *
 * @category models
 * @since 0.1.0
 */
export interface Facts {
  readonly [name: string]: string
}

/**
 * One thing that a module has: a channel, an account, a room.
 *
 * @category models
 * @since 0.1.0
 */
export interface Item {
  readonly name: string
  /** Its columns, as the module's `format` names them. */
  readonly values: Facts
  /** The columns in order, also those without a name. */
  readonly columns: ReadonlyArray<string>
}

/**
 * One module's line.
 *
 * @category models
 * @since 0.1.0
 */
export interface Module {
  /** `dumb`, `sip`, `engine`; of a single channel or room its id. */
  readonly name: string
  /** `misc`, `system`, `varchans`, `channel`. */
  readonly type: string | undefined
  /** What the columns of its items are called: `Status`, `Address`, `Peer`. */
  readonly format: ReadonlyArray<string>
  /** Its numbers: `routed`, `total`, `chans`. */
  readonly facts: Facts
  readonly items: ReadonlyArray<Item>
}

/**
 * A channel that a driver has.
 *
 * @category models
 * @since 0.1.0
 */
export interface Channel {
  readonly id: string
  /** How far its call is; with a dropped leg, why. */
  readonly status: string
  /** In the driver's own notation. */
  readonly address: string | undefined
  readonly peerid: string | undefined
}

/** A driver escapes what would end a column (`String::uriEscape`), byte by byte. */
const unescape = (text: string): string =>
  text.includes("%")
    ? ByteString.toText(
      ByteString.fromText(text).replace(/%([\da-f]{2})/gi, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)))
    )
    : text

const put = (facts: Record<string, string>, name: string, value: string): void => {
  if (name !== "" && !(name in facts)) facts[name] = value
}

const readFacts = (text: string): Facts => {
  const facts: Record<string, string> = Object.create(null)
  for (const pair of text.split(",")) {
    const equals = pair.indexOf("=")
    if (equals > 0) put(facts, pair.slice(0, equals), pair.slice(equals + 1))
  }
  return facts
}

const readItem = (text: string, format: ReadonlyArray<string>): Item | undefined => {
  const equals = text.indexOf("=")
  if (equals < 1) return undefined
  const columns = text.slice(equals + 1).split("|").map(unescape)
  const values: Record<string, string> = Object.create(null)
  for (const [index, name] of format.entries()) {
    const value = columns[index]
    if (value !== undefined) put(values, name, value)
  }
  return { name: text.slice(0, equals), values, columns }
}

const readModule = (line: string): Module | undefined => {
  const [head = "", facts = "", ...items] = line.split(";")
  const { format: columns, name, type } = readFacts(head)
  if (name === undefined) return undefined
  const format = columns === undefined ? [] : columns.split("|")
  return {
    name,
    type,
    format,
    facts: readFacts(facts),
    items: items.join(";").split(",").flatMap((item) => readItem(item, format) ?? [])
  }
}

/**
 * Reads all modules out of the return value.
 *
 * @category parsing
 * @since 0.1.0
 */
export const modules = (returnValue: string): ReadonlyArray<Module> =>
  returnValue.split(/\r?\n/).flatMap((line) => readModule(line) ?? [])

/**
 * Reads one module, by its name, or a channel's or room's line, by its id.
 *
 * @category parsing
 * @since 0.1.0
 */
export const module = (returnValue: string, name: string): Module | undefined =>
  modules(returnValue).find((each) => each.name === name)

const isEmpty = (text: string | undefined): boolean => text === undefined || text === ""

/** The columns of a driver that doesn't name them, as `tone` doesn't. */
const usual = ["Status", "Address", "Peer"]

const readChannel = ({ columns, name: id }: Item, format: ReadonlyArray<string>): Channel => {
  const column = (name: string): string | undefined => {
    const value = columns[format.indexOf(name)]
    return isEmpty(value) ? undefined : value
  }
  return { id, status: column("Status") ?? "", address: column("Address"), peerid: column("Peer") }
}

/**
 * The channels that are alive, of all drivers whose lines are there: how a program that was away learns what it missed.
 * Who else keeps a list by channel (the CDR builder does) is not asked.
 *
 * @category parsing
 * @since 0.1.0
 */
export const channels = (returnValue: string): ReadonlyArray<Channel> =>
  modules(returnValue).flatMap(({ format, items, name }) =>
    items.filter((item) => item.name.startsWith(`${name}/`)).map((item) =>
      readChannel(item, format.length === 0 ? usual : format)
    )
  )

/**
 * A channel's own line, which `module=<its id>` asks for.
 *
 * @category models
 * @since 0.1.0
 */
export interface ChannelStatus extends Channel {
  /** Its driver. */
  readonly module: string | undefined
  readonly direction: "incoming" | "outgoing" | (string & {}) | undefined
  readonly answered: boolean
  readonly targetid: string | undefined
  readonly billid: string | undefined
}

/**
 * Reads the line of one channel; `undefined` when the return value holds none.
 *
 * @category parsing
 * @since 0.1.0
 */
export const channel = (returnValue: string): ChannelStatus | undefined => {
  const found = modules(returnValue).find(({ type }) => type === "channel")
  if (found === undefined) return undefined
  const { address, answered, billid, direction, module: driver, peerid, status, targetid } = found.facts
  const given = (text: string | undefined): string | undefined => isEmpty(text) ? undefined : text
  return {
    id: found.name,
    status: status ?? "",
    address: given(address),
    peerid: given(peerid),
    module: given(driver),
    direction: given(direction),
    answered: answered === "true",
    targetid: given(targetid),
    billid: given(billid)
  }
}
