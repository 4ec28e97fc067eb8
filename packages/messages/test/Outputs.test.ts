import { assert, describe, it } from "@effect/vitest"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { exportName } from "../generator/names.ts"
import { catalogue, outputs, root, stale } from "../generator/outputs.ts"

const data = catalogue()
const expected = outputs(data)

describe("what is generated", () => {
  it("is committed as it should be", () => {
    const { changed, left } = stale(expected)
    assert.deepStrictEqual(
      [...changed, ...left],
      [],
      "these files are stale: run `pnpm generate`, and commit what it wrote"
    )
  })

  it("is all there: a definition and a page for each message, and the pages in the index", () => {
    const index = expected.get("docs/messages/README.md") ?? ""
    let count = 0
    for (const { family, messages } of data.families) {
      for (const { name } of messages) {
        count++
        const source = expected.get(`packages/messages/src/${exportName(family)}.ts`) ?? ""
        assert.include(source, `export const ${exportName(name)} = `)
        assert.include(index, `(${name.replace(/[<>]/g, "")}.md)`)
        assert.isTrue(expected.has(`docs/messages/${name.replace(/[<>]/g, "")}.md`), name)
      }
    }
    assert.strictEqual(count, 73)
    assert.strictEqual(expected.size, count + data.families.length + 2, "and the index, and the groups")
  })

  it("has one export for each message", () => {
    const names = data.families.flatMap(({ messages }) => messages.map(({ name }) => exportName(name)))
    const byHand = [...readFileSync(join(root, "packages/messages/src/index.ts"), "utf8").matchAll(/\* as (\w+)/g)]
    const all = [...names, ...byHand.map((match) => match[1] ?? ""), "Misfit"]
    assert.strictEqual(new Set(all).size, all.length)
  })

  it("says of a file that was changed by hand, and of one that nothing generates, that it is stale", () => {
    const changed = new Map(
      [...expected].map(([path, text]) => [path, path.endsWith("Call.ts") ? `${text}// by hand` : text])
    )
    assert.deepStrictEqual(stale(changed).changed, ["packages/messages/src/Call.ts"])
    const fewer = new Map([...expected].filter(([path]) => !path.includes("call.route")))
    assert.deepStrictEqual(stale(fewer), { changed: [], left: ["docs/messages/call.route.md"] })
  })
})
