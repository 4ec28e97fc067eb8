/**
 * What the catalogue costs the type checker: a file that imports and uses all of it against one that imports a single
 * message, both from the sources (as in this repository) and from the declarations (as published).
 *
 *     pnpm bench:types [runs]
 *
 * Fails when all of it costs half a second more than one message. With `--write`, the results go to
 * docs/benchmarks-types.md.
 */
import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { cpus, totalmem } from "node:os"
import { join } from "node:path"
import { exportName } from "../generator/names.ts"
import { catalogue, root } from "../generator/outputs.ts"

const limit = 0.5
const runs = Number(process.argv.find((argument) => /^\d+$/.test(argument)) ?? 7)
const messages = catalogue().families.flatMap((family) => family.messages.map(({ name }) => name))
  .filter((name) => !name.includes("<")).map(exportName)

/** Reads the typed parameters of each, as a handler would, gives what sending takes, and sets an answer. */
const use = (name: string): string =>
  [
    `export const read${name} = (m: Definition.Params<typeof ${name}>): Definition.Params<typeof ${name}> => ({ ...m })`,
    `export const sent${name} = (m: Definition.Send<typeof ${name}>) => Definition.encode(${name}, m)`,
    `export const changed${name} = (m: Definition.Changes<typeof ${name}>) => Definition.encodeChanges(${name}, m)`,
    `export const reply${name} = (m: Definition.Reply<typeof ${name}>): Definition.Reply<typeof ${name}> => ({ ...m })`,
    ""
  ].join("\n")

const sourceOf = (names: ReadonlyArray<string>): string =>
  `import { ${[...names, "Definition"].join(", ")} } from "@yatefx/messages"\n${names.map(use).join("")}`

interface Cost {
  readonly seconds: number
  readonly megabytes: number
  readonly instantiations: number
}

const numberOf = (report: string, line: string): number => {
  const match = new RegExp(`^${line}:\\s+([\\d.]+)`, "m").exec(report)
  if (match === null) throw new Error(`tsc reports no "${line}":\n${report}`)
  return Number(match[1])
}

const measure = (folder: string, file: string): Cost => {
  const { status, stdout } = spawnSync(
    join(root, "node_modules/.bin/tsc"),
    ["-p", `tsconfig.${file}.json`, "--extendedDiagnostics"],
    { cwd: folder, encoding: "utf8" }
  )
  if (status !== 0) throw new Error(stdout)
  return {
    seconds: numberOf(stdout, "Total time"),
    megabytes: numberOf(stdout, "Memory used") / 1024,
    instantiations: numberOf(stdout, "Instantiations")
  }
}

const median = (values: ReadonlyArray<number>): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0

/** A program that sees the package's sources, or its declarations. */
const program = (from: "src" | "dist"): string => {
  const folder = mkdtempSync(join(root, ".types-"))
  const scope = join(folder, "node_modules/@yatefx")
  mkdirSync(scope, { recursive: true })
  for (const name of ["messages", "protocol"]) {
    const target = join(scope, name)
    mkdirSync(target)
    symlinkSync(join(root, "packages", name, from), join(target, from))
    const types = from === "src" ? "./src/index.ts" : "./dist/index.d.ts"
    writeFileSync(
      join(target, "package.json"),
      JSON.stringify({ name: `@yatefx/${name}`, type: "module", exports: { ".": types } })
    )
  }
  for (const [file, names] of [["one", ["CallRoute"]], ["all", messages]] as const) {
    writeFileSync(join(folder, `${file}.ts`), sourceOf(names))
    writeFileSync(
      join(folder, `tsconfig.${file}.json`),
      JSON.stringify({
        extends: join(root, "tsconfig.base.json"),
        compilerOptions: { composite: false, noEmit: true, rewriteRelativeImportExtensions: false },
        files: [`${file}.ts`]
      })
    )
  }
  return folder
}

const compare = (from: "src" | "dist"): ReadonlyArray<string> => {
  const folder = program(from)
  try {
    const costs = { one: [] as Array<Cost>, all: [] as Array<Cost> }
    // In turn, so that what else the machine does falls on both.
    for (let run = 0; run < runs; run++) {
      costs.one.push(measure(folder, "one"))
      costs.all.push(measure(folder, "all"))
    }
    const of = (file: "one" | "all", key: keyof Cost): number => median(costs[file].map((cost) => cost[key]))
    const difference = of("all", "seconds") - of("one", "seconds")
    if (difference >= limit) {
      console.error(`All messages cost ${difference.toFixed(3)} s more than one, from ${from}: the limit is ${limit} s`)
      process.exitCode = 1
    }
    const line = (title: string, file: "one" | "all"): string =>
      `| ${from} | ${title} | ${of(file, "seconds").toFixed(3)} s | ${of(file, "megabytes").toFixed(0)} MB | ${
        of(file, "instantiations")
      } |`
    return [
      line("one message", "one"),
      line(`all ${messages.length} messages`, "all"),
      `| ${from} | difference | ${difference.toFixed(3)} s | ${
        (of("all", "megabytes") - of("one", "megabytes")).toFixed(0)
      } MB | ${of("all", "instantiations") - of("one", "instantiations")} |`
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const build = spawnSync(join(root, "node_modules/.bin/tsc"), ["-b", "packages/messages/tsconfig.src.json"], {
  cwd: root,
  stdio: "inherit"
})
if (build.status !== 0) process.exit(1)
const version = (name: string): string =>
  JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")).version
const table = [
  "| from | program | time | memory | instantiations |",
  "| --- | --- | --- | --- | --- |",
  ...compare("src"),
  ...compare("dist")
].join("\n")
console.log(table)
if (process.argv.includes("--write")) {
  const [cpu] = cpus()
  writeFileSync(
    join(root, "docs/benchmarks-types.md"),
    [
      "# What the catalogue costs the type checker",
      "",
      "`pnpm bench:types --write` writes this page. A file that imports and uses every message (reads its parameters, sends",
      "it, answers it, reads its reply) against one that does so with `CallRoute` alone, from the sources and from the",
      `declarations. Median of ${runs} runs, of the whole of \`tsc\`; the limit for the difference is ${limit} s.`,
      "",
      table,
      "",
      `Measured on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${cpu?.model.trim() ?? "?"}, ${
        (totalmem() / 2 ** 30).toFixed(0)
      } GB, Node ${process.versions.node}, TypeScript ${version("typescript")}, effect ${version("effect")}.`,
      ""
    ].join("\n")
  )
}
