import { assert, describe, it } from "@effect/vitest"
import * as Fs from "node:fs"

const read = (path: string): string => Fs.readFileSync(new URL(path, import.meta.url), "utf8")

describe("the README", () => {
  it("shows a test that passes, in less than 25 lines", () => {
    const example = read("./menu.test.ts")
    assert.include(read("../README.md"), `\`\`\`ts\n${example}\`\`\``)
    assert.isBelow(example.trimEnd().split("\n").length, 25)
  })

  it("shows a ladder as it is", () => {
    const [, ladder = ""] = /```\n(seconds[^]*?)```/.exec(read("../README.md")) ?? []
    assert.strictEqual(ladder, read("./snapshots/failed.txt"))
  })
})
