import { assert, describe, it } from "@effect/vitest"
import { spawnSync } from "node:child_process"
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"

const root = join(import.meta.dirname, "../..")

interface Example {
  readonly file: string
  readonly line: number
  readonly code: string
}

const blocksOf = (file: string, fence: RegExp, strip: RegExp): ReadonlyArray<Example> => {
  const text = readFileSync(join(root, file), "utf8")
  return [...text.matchAll(fence)].map((match) => ({
    file,
    line: text.slice(0, match.index).split("\n").length,
    code: (match[1] ?? "").replace(strip, "")
  }))
}

/** Whole programs: what starts with an import, and of packages only. Fragments are for reading. */
const examples = [
  ...globSync(["README.md", "packages/*/README.md"], { cwd: root })
    .flatMap((file) => blocksOf(file, /^```ts\n(.*?)^```/gms, /^#!.*\n/))
    .filter(({ code }) => code.startsWith("import ") && !code.includes("from \"./")),
  ...globSync("packages/*/src/*.ts", { cwd: root })
    .flatMap((file) => blocksOf(file, /@example\n \* ```ts\n(.*?)^ \* ```/gms, /^ \* ?/gm))
]

describe("the examples in the documentation", () => {
  it("are there", () => {
    assert.isAbove(examples.length, 15)
  })

  it("compile", { timeout: 120_000 }, () => {
    // Where a user's program would find all packages.
    const parent = join(root, "examples/.documentation")
    mkdirSync(parent, { recursive: true })
    const folder = mkdtempSync(join(parent, "check-"))
    try {
      for (const [at, { code }] of examples.entries()) {
        writeFileSync(join(folder, `example${at}.ts`), `${code}\nexport {}\n`)
      }
      writeFileSync(
        join(folder, "tsconfig.json"),
        JSON.stringify({
          extends: "../../../tsconfig.base.json",
          compilerOptions: {
            noEmit: true,
            composite: false,
            declaration: false,
            declarationMap: false,
            noUnusedLocals: false,
            rewriteRelativeImportExtensions: false,
            types: ["node"]
          },
          include: ["*.ts"]
        })
      )
      const { stdout } = spawnSync(join(root, "node_modules/.bin/tsc"), ["-p", folder], { encoding: "utf8" })
      const errors = stdout.replace(/^.*example(\d+)\.ts\((\d+),/gm, (_, at: string, line: string) => {
        const example = examples[Number(at)]
        return `${example?.file}:${(example?.line ?? 0) + Number(line)} (`
      })
      assert.strictEqual(errors, "")
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
