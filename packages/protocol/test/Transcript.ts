import * as fs from "node:fs"

export interface Entry {
  /** Where it stands: the file's name and the number of the line in it. */
  readonly where: string
  /** Milliseconds since the connection. */
  readonly at: number
  /** The application, the engine, or a remark of the recorder. */
  readonly from: "A" | "E" | "#"
  /** As on the wire, a byte string without its end. */
  readonly line: string
}

const folder = new URL("./transcripts/", import.meta.url)

/** All lines of one transcript, as byte strings. */
export const read = (file: string): ReadonlyArray<Entry> =>
  fs.readFileSync(new URL(file, folder), "latin1").split("\n").flatMap((text, index): ReadonlyArray<Entry> => {
    if (text === "") return []
    const match = /^(\d+\.\d) ([AE#]) (.*)$/s.exec(text)
    if (match === null) throw new Error(`${file}:${index + 1} is not a line of a transcript`)
    const [, at, from, line = ""] = match
    return [{ where: `${file}:${index + 1}`, at: Number(at), from: from as Entry["from"], line }]
  })

export const files: ReadonlyArray<string> = fs.readdirSync(folder).filter((file) => file.endsWith(".txt")).sort()

/** What was on the wire, in all transcripts. */
export const wire: ReadonlyArray<Entry> = files.flatMap(read).filter((entry) => entry.from !== "#")
