/** Where the numbers come from, without a word about whose machine it is. */
import { readFileSync } from "node:fs"
import { cpus, totalmem } from "node:os"
import { join } from "node:path"
import type { Machine } from "./Report.ts"

export const root: string = join(import.meta.dirname, "../..")

const versionOf = (...path: ReadonlyArray<string>): string =>
  JSON.parse(readFileSync(join(root, ...path, "package.json"), "utf8")).version

export const describeMachine = (): Machine => ({
  date: new Date().toISOString().slice(0, 10),
  cpu: cpus()[0]?.model.trim() ?? "unknown",
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  system: `${process.platform} ${process.arch}`,
  versions: {
    yatefx: versionOf("packages/dispatcher"),
    node: process.versions.node,
    v8: process.versions.v8,
    effect: versionOf("node_modules/effect")
  }
})
