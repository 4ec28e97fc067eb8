/** Programs as one file, as a bundler makes them. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { rolldown } from "rolldown"
import { root } from "./machine.ts"

export interface BundleOptions {
  /** What stays an import. */
  readonly external?: RegExp
  /** Modules of the program that are left out: the end of the path of each, and what stands there instead. */
  readonly without?: Readonly<Record<string, string>>
}

/** Bundles a module and all that it imports, Node's own modules apart. Gives the text. */
export const bundle = async (input: string, options: BundleOptions = {}): Promise<string> => {
  const { external, without = {} } = options
  const left = new Set(Object.keys(without))
  const build = await rolldown({
    input,
    platform: "node",
    ...external === undefined ? {} : { external },
    logLevel: "silent",
    plugins: [{
      name: "without",
      load: (id) => {
        const module = Object.keys(without).find((end) => id.endsWith(end))
        if (module === undefined) return null
        left.delete(module)
        return { code: without[module] ?? "", moduleType: "ts" }
      }
    }]
  })
  try {
    const { output } = await build.generate({ format: "esm", minify: true, codeSplitting: false })
    if (left.size > 0) throw new Error(`not a part of ${input} any more: ${[...left].join()}`)
    return output.map((chunk) => chunk.type === "chunk" ? chunk.code : "").join("")
  } finally {
    await build.close()
  }
}

/** Files that are there as long as something runs, beside the libraries that the repository has installed. */
export const withFiles = async <A>(
  files: Readonly<Record<string, string>>,
  use: (pathOf: (name: string) => string) => Promise<A>
): Promise<A> => {
  const folder = mkdtempSync(join(tmpdir(), "yatefx-bench-"))
  try {
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction")
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return await use((name) => join(folder, name))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
