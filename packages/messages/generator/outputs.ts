/** All that is generated: the text of each file, by its path from the repository's root. */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { type Catalogue, read } from "./Catalogue.ts"
import { pages } from "./pages.ts"
import { familyFile, familySource, groupsSource } from "./source.ts"

/** The repository's root. */
export const root: string = join(import.meta.dirname, "../../..")

const sources = "packages/messages/src"
const docs = "docs/messages"

/** The committed catalogue. Throws `BadCatalogue` when it is none. */
export const catalogue = (): Catalogue => read(join(root, "packages/messages/catalogue"), "packages/messages/catalogue")

/** What the files of a catalogue should hold. */
export const outputs = (data: Catalogue): ReadonlyMap<string, string> =>
  new Map([
    [`${sources}/internal/groups.ts`, groupsSource(data)],
    ...data.families.map((
      family
    ): [string, string] => [`${sources}/${familyFile(family)}`, familySource(data, family)]),
    ...[...pages(data)].map(([file, text]): [string, string] => [`${docs}/${file}`, text])
  ])

const textOf = (path: string): string | undefined => {
  try {
    return readFileSync(join(root, path), "utf8")
  } catch {
    return undefined
  }
}

const generated = /^(?:\/\*\*|#)[\s\S]{0,400}Generated from /

const filesIn = (folder: string): ReadonlyArray<string> => {
  try {
    return readdirSync(join(root, folder)).map((file) => `${folder}/${file}`)
  } catch {
    return []
  }
}

/** Committed files that no longer hold what they should, and those that nothing generates any more. */
export const stale = (
  expected: ReadonlyMap<string, string>
): { readonly changed: ReadonlyArray<string>; readonly left: ReadonlyArray<string> } => ({
  changed: [...expected].filter(([path, text]) => textOf(path) !== text).map(([path]) => path),
  left: [...filesIn(sources), ...filesIn(docs)].filter((path) =>
    /\.(?:ts|md)$/.test(path) && !expected.has(path) && generated.test(textOf(path) ?? "")
  )
})
