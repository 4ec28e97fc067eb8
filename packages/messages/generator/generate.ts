/** Writes all generated files: `pnpm generate`. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { BadCatalogue } from "./Catalogue.ts"
import { catalogue, outputs, root, stale } from "./outputs.ts"

try {
  const expected = outputs(catalogue())
  const { changed, left } = stale(expected)
  for (const path of changed) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), expected.get(path) ?? "")
    console.log(`wrote ${path}`)
  }
  for (const path of left) {
    rmSync(join(root, path))
    console.log(`removed ${path}`)
  }
  console.log(`${expected.size} files, ${changed.length} written, ${left.length} removed`)
} catch (error) {
  if (!(error instanceof BadCatalogue)) throw error
  console.error(error.message)
  process.exitCode = 1
}
