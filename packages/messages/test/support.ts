/** What the engine and its programs said in the transcripts, and the catalogue to read it with. */
import * as Messages from "@yatefx/messages"
import type { Definition } from "@yatefx/messages"
import { Codec, type Frame } from "@yatefx/protocol"
import { Result } from "effect"
import { readdirSync, readFileSync } from "node:fs"

/** Those that all packages share, and what the catalogue needed beyond them. */
const folders = ["../../protocol/test/transcripts/", "./transcripts/"].map((path) => new URL(path, import.meta.url))

/** A message, an answer or a watch, and where it stands. */
export interface Said {
  /** The file's name and the number of the line in it. */
  readonly where: string
  readonly by: "application" | "engine"
  readonly frame: Frame.Message | Frame.MessageReply
}

const read = (folder: URL, file: string): ReadonlyArray<Said> =>
  readFileSync(new URL(file, folder), "latin1").split("\n").flatMap((text, index): ReadonlyArray<Said> => {
    const match = /^\d+\.\d ([AE]) (.*)$/s.exec(text)
    if (match === null) return []
    const frame = Codec.decode(match[2] ?? "")
    if (Result.isFailure(frame)) return []
    const { success } = frame
    if (success._tag !== "Message" && success._tag !== "MessageReply") return []
    return [{ where: `${file}:${index + 1}`, by: match[1] === "A" ? "application" : "engine", frame: success }]
  })

/** All messages, answers and watches of all transcripts. */
export const said: ReadonlyArray<Said> = folders.flatMap((folder) =>
  readdirSync(folder).filter((file) => file.endsWith(".txt")).sort().flatMap((file) => read(folder, file))
)

const isDefinition = (value: unknown): value is Definition.Any =>
  typeof value === "object" && value !== null && "params" in value && "reply" in value

/** The catalogue, by the name on the wire. */
export const catalogue: ReadonlyMap<string, Definition.Any> = new Map(
  Object.values(Messages).flatMap((value): ReadonlyArray<[string, Definition.Any]> =>
    isDefinition(value) ? [[value.name, value]] : []
  )
)
