import { assert, describe, it } from "@effect/vitest"
import { spawnSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { catalogue, root } from "../generator/outputs.ts"

/** The examples of the catalogue, those in the doc comments of the modules beside it, and those of the README. */
const examples = new Map([
  ...catalogue().families.flatMap(({ messages }) =>
    messages.flatMap(({ example, name }): ReadonlyArray<[string, string]> =>
      example === undefined ? [] : [[name, example]]
    )
  ),
  ...readdirSync(join(root, "packages/messages/src")).filter((file) => file.endsWith(".ts")).flatMap((file) => {
    const text = readFileSync(join(root, "packages/messages/src", file), "utf8")
    // The generated ones are the catalogue's.
    if (text.includes("Generated from")) return []
    return [...text.matchAll(/ \* ```ts\n([\s\S]*?) \* ```/g)].map((match, i): [string, string] => [
      `${file}.${i}`,
      (match[1] ?? "").replaceAll(/^ \* ?/gm, "")
    ])
  }),
  ...[...readFileSync(join(root, "packages/messages/README.md"), "utf8").matchAll(/^```ts\n([\s\S]*?)^```/gm)]
    .map((match, i): [string, string] => [`README.${i}`, match[1] ?? ""])
])

describe("the examples", () => {
  it("are programs: the type checker takes all of them", () => {
    assert.isAbove(examples.size, 12)
    // Among the examples' dependencies are all packages.
    const folder = mkdtempSync(join(root, "examples/.documented-"))
    try {
      const files = [...examples].map(([name, text]) => {
        const file = `${name.replaceAll(/\W/g, "_")}.ts`
        writeFileSync(join(folder, file), `${text}\nexport {}\n`)
        return file
      })
      writeFileSync(
        join(folder, "tsconfig.json"),
        JSON.stringify({
          extends: join(root, "tsconfig.base.json"),
          compilerOptions: {
            composite: false,
            noEmit: true,
            rewriteRelativeImportExtensions: false,
            noUnusedLocals: false,
            types: ["node"]
          },
          files
        })
      )
      const { status, stdout } = spawnSync(join(root, "node_modules/.bin/tsc"), ["-p", folder], { encoding: "utf8" })
      assert.strictEqual(status, 0, stdout)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }, 60_000)
})
