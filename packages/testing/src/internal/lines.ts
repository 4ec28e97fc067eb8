/**
 * Lines of the protocol in a few words, for a person.
 */
import { ByteString, type Frame } from "@yatefx/protocol"
import type { LineEntry } from "../Recorder.ts"

/** What tells a message from others of its name, in the order in which it is shown. */
const telling = [
  "message",
  "id",
  "caller",
  "called",
  "callto",
  "target",
  "direct",
  "targetid",
  "text",
  "source",
  "consumer",
  "room",
  "operation",
  "error",
  "reason"
]

/** Parameters that name channels. */
const channelParameters = ["id", "targetid", "peerid", "lastpeerid", "notify"]

const maxTold = 4

type MessageFrame = Frame.Message | Frame.MessageReply

export const channelsOf = (frame: MessageFrame): ReadonlyArray<string> =>
  channelParameters.flatMap((name) => {
    const value = frame.parameters.get(name)
    return value !== undefined && value.includes("/") ? [value] : []
  })

export const isSetup = (frame: Frame.Frame): boolean =>
  frame._tag !== "Message" && frame._tag !== "MessageReply" && frame._tag !== "ErrorIn" && frame._tag !== "Output" &&
  frame._tag !== "Debug" && frame._tag !== "Quit" && frame._tag !== "QuitReply"

/** The last part of a path says what it is. */
const shorten = (name: string, value: string): string =>
  name === "source" || name === "consumer" || name === "callto" ? value.replace(/^(\w+\/\w+)\/.*\//, "$1/…/") : value

const parametersOf = (frame: MessageFrame): string => {
  const told = telling.flatMap((name) => {
    const value = frame.parameters.get(name)
    return value === undefined || value === "" ? [] : [name === "message" ? value : `${name}=${shorten(name, value)}`]
  })
  return told.slice(0, maxTold).join(" ")
}

const join = (...words: ReadonlyArray<string>): string => words.filter((word) => word !== "").join(" ")

/** What an arrow says; keeps the names of messages that wait for an answer in `names`. */
export const describe = (
  entry: LineEntry,
  frame: Frame.Frame | undefined,
  names: Map<string, string>
): { readonly label: string; readonly kind: "said" | "answer" | "watched" } => {
  if (frame?._tag === "Message") {
    if (frame.id !== "") names.set(`${entry.application} ${frame.id}`, frame.name)
    return { label: join(frame.name, parametersOf(frame)), kind: "said" }
  }
  if (frame?._tag === "MessageReply") {
    const name = frame.name === "" ? names.get(`${entry.application} ${frame.id}`) ?? "?" : frame.name
    const isWatched = entry.from === "E" && frame.id === ""
    return {
      label: join(
        `${name}:`,
        String(frame.processed),
        (frame.returnValue ?? "").trim(),
        isWatched ? parametersOf(frame) : ""
      ),
      kind: isWatched ? "watched" : "answer"
    }
  }
  const kind = frame?._tag.endsWith("Reply") === true ? "answer" : "said"
  return { label: ByteString.toText(entry.line.replace(/^%%[<>]/, "")), kind }
}
