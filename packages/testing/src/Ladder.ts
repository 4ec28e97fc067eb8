/**
 * The message ladder of a scenario: phones, engine and applications as columns, time downwards, an arrow for each thing
 * that one said to another. As text for a terminal and a test's output, and as SVG for a page.
 *
 * @since 0.1.0
 */
import { Codec, type Frame } from "@yatefx/protocol"
import * as Result from "effect/Result"
import { channelsOf, describe, isSetup } from "./internal/lines.ts"
import { renderSvg } from "./internal/ladderSvg.ts"
import { renderText } from "./internal/ladderText.ts"
import type { Entry, LineEntry } from "./Recorder.ts"

/**
 * An arrow from one column to another, by their indices.
 *
 * @category models
 * @since 0.1.0
 */
export interface Arrow {
  readonly _tag: "Arrow"
  /** Milliseconds since the ladder's first entry. */
  readonly at: number
  readonly from: number
  readonly to: number
  readonly label: string
  /** `said`: somebody said it; `answer`: to a message before; `watched`: the application looked on. */
  readonly kind: "said" | "answer" | "watched"
}

/**
 * A remark across all columns.
 *
 * @category models
 * @since 0.1.0
 */
export interface Remark {
  readonly _tag: "Remark"
  readonly at: number
  readonly label: string
}

/**
 * A ladder, to be rendered.
 *
 * @category models
 * @since 0.1.0
 */
export interface Ladder {
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<Arrow | Remark>
}

/**
 * What to show.
 *
 * @category models
 * @since 0.1.0
 */
export interface LadderOptions {
  /** Only what is about this channel, and those that it had to do with: the id of a phone's call. */
  readonly channel?: string
  /** Also `setlocal`, `install`, `watch` and their answers. They are left out by default. */
  readonly setup?: boolean
  /** How many rows at most; the last ones count. 200 by default. */
  readonly maxRows?: number
  /** How many phones at most; those that come last in these rows count. 12 by default. */
  readonly maxPhones?: number
}

const decode = (entry: LineEntry): Frame.Frame | undefined => Result.getOrUndefined(Codec.decode(entry.line))

/** Follows one call: from its channel to the channels it was connected to, message by message. */
const about = (channel: string): (entry: Entry, frame: Frame.Frame | undefined) => boolean => {
  const channels = new Set([channel])
  const asked = new Set<string>()
  return (entry, frame) => {
    if (entry._tag === "Remark") return true
    if (entry._tag === "Phone") return channels.has(entry.channel)
    if (frame === undefined) return true
    if (frame._tag !== "Message" && frame._tag !== "MessageReply") return false
    const key = `${entry.application} ${frame.id}`
    const named = channelsOf(frame)
    const isAbout = named.some((id) => channels.has(id)) || (frame.id !== "" && asked.has(key))
    if (!isAbout) return false
    if (frame._tag === "Message" && frame.id !== "") asked.add(key)
    for (const id of named) channels.add(id)
    return true
  }
}

/**
 * Makes a ladder of what was recorded.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (entries: ReadonlyArray<Entry>, options: LadderOptions = {}): Ladder => {
  const isWanted = options.channel === undefined ? () => true : about(options.channel)
  // Phones on a real engine notice some things before they know which call it was.
  const seen = entries.toSorted((a, b) => a.at - b.at).flatMap((entry) => {
    const frame = entry._tag === "Line" ? decode(entry) : undefined
    const isHidden = options.setup !== true && frame !== undefined && isSetup(frame)
    return !isHidden && isWanted(entry, frame) ? [{ entry, frame }] : []
  })
  const last = seen.slice(-Math.max(options.maxRows ?? 200, 1))
  const unique = (names: ReadonlyArray<string>): ReadonlyArray<string> => [...new Set(names)]
  const all = unique(last.flatMap(({ entry }) => entry._tag === "Phone" ? [entry.phone] : []))
  const phones = all.slice(-Math.max(options.maxPhones ?? 12, 1))
  const shown = last.filter(({ entry }) => entry._tag !== "Phone" || phones.includes(entry.phone))
  const applications = unique(shown.flatMap(({ entry }) => entry._tag === "Line" ? [entry.application] : []))
  const engine = phones.length
  const start = shown[0]?.entry.at ?? 0
  /** The names of messages that wait for an answer, which does not say it. */
  const names = new Map<string, string>()
  const rows = shown.map(({ entry, frame }): Arrow | Remark => {
    const at = entry.at - start
    if (entry._tag === "Remark") return { _tag: "Remark", at, label: entry.text }
    if (entry._tag === "Phone") {
      const phone = phones.indexOf(entry.phone)
      const [from, to] = entry.from === "phone" ? [phone, engine] : [engine, phone]
      return { _tag: "Arrow", at, from, to, label: entry.text, kind: "said" }
    }
    const application = engine + 1 + applications.indexOf(entry.application)
    const [from, to] = entry.from === "A" ? [application, engine] : [engine, application]
    return { _tag: "Arrow", at, from, to, ...describe(entry, frame, names) }
  })
  const hidden = all.length - phones.length
  const note: Remark = { _tag: "Remark", at: 0, label: `${hidden} more phones are not shown` }
  return { columns: [...phones, "engine", ...applications], rows: hidden === 0 ? rows : [note, ...rows] }
}

/**
 * The ladder as text, in box-drawing characters: solid lines for what was said, dashed for answers, dotted for what was
 * watched. Times are in seconds since its first row.
 *
 * @category rendering
 * @since 0.1.0
 */
export const text = (ladder: Ladder): string => renderText(ladder)

/**
 * The ladder as an SVG document, light or dark as the reader's system is. Whatever was said is escaped.
 *
 * @category rendering
 * @since 0.1.0
 */
export const svg = (ladder: Ladder): string => renderSvg(ladder)
