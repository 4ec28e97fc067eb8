/** The inputs that are kept: in a folder for each target, replayed by the tests. */
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

const folderOf = (target: string): string => join(import.meta.dirname, "corpus", target)

/** A file holds a list, one item a line. */
const read = (path: string): ReadonlyArray<unknown> => {
  const parsed: unknown = JSON.parse(readFileSync(path, "utf8"))
  if (!Array.isArray(parsed)) throw new Error(`${path} should hold a list`)
  return parsed
}

const write = (path: string, items: ReadonlyArray<unknown>): void =>
  writeFileSync(path, items.length === 0 ? "[]\n" : `[\n${items.map((item) => JSON.stringify(item)).join(",\n")}\n]\n`)

/** All cases of a target, with the file that each stands in. */
export const load = (target: string): ReadonlyArray<readonly [file: string, item: unknown]> => {
  const folder = folderOf(target)
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter((file) => file.endsWith(".json")).sort().flatMap((file) =>
    read(join(folder, file)).map((item) => [file, item] as const)
  )
}

/** Keeps an input that failed, in a file of its own, and says where. */
export const saveFound = (target: string, item: unknown): string => {
  mkdirSync(folderOf(target), { recursive: true })
  const name = createHash("sha256").update(JSON.stringify(item)).digest("hex").slice(0, 12)
  const path = join(folderOf(target), `found-${name}.json`)
  write(path, [item])
  return path
}

/** Keeps what together reaches all that was reached. */
export const saveKept = (target: string, items: ReadonlyArray<unknown>): void => {
  mkdirSync(folderOf(target), { recursive: true })
  write(join(folderOf(target), "kept.json"), items)
}
