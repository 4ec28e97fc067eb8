/**
 * The tests of all packages, of the examples and of the repository's own scripts. Each project bears the name of its
 * folder: `vitest run --config vitest.workspace.ts --project dispatcher`.
 */
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { defineConfig } from "vitest/config"

const packages = readdirSync(join(import.meta.dirname, "packages")).map((name) => `packages/${name}`)

export default defineConfig({
  test: {
    projects: [...packages, "examples", "scripts"].map((folder) => ({
      test: {
        name: folder.replace("packages/", ""),
        root: join(import.meta.dirname, folder),
        include: ["test/**/*.test.ts"]
      }
    }))
  }
})
