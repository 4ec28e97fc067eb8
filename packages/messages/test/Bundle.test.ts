import { assert, describe, it } from "@effect/vitest"
import * as Messages from "@yatefx/messages"
import { rolldown } from "rolldown"
import { catalogue } from "./support.ts"

/** What a bundler makes of a program, as text; libraries stay outside. */
const bundle = async (program: string): Promise<string> => {
  const entry = "\0program"
  const build = await rolldown({
    input: entry,
    cwd: import.meta.dirname,
    external: /^effect\//,
    plugins: [{
      name: "program",
      resolveId: (id) => id === entry ? id : null,
      load: (id) => id === entry ? { code: program, moduleType: "js" } : null
    }, {
      name: "own package",
      resolveId: async function(id, importer) {
        return importer === entry ? await this.resolve(id, `${import.meta.dirname}/program.js`) : null
      }
    }]
  })
  try {
    const { output } = await build.generate({ format: "esm", minify: true })
    return output.map((chunk) => chunk.type === "chunk" ? chunk.code : "").join("")
  } finally {
    await build.close()
  }
}

const namesIn = (code: string): ReadonlyArray<string> =>
  [...catalogue.keys()].filter((name) => new RegExp(`["'\`]${name.replaceAll(".", "\\.")}["'\`]`).test(code))

describe("a bundle", () => {
  it("of one message has no other, also when it comes from the package's index", async () => {
    const one = await bundle(`export { ChanDtmf } from "@yatefx/messages"`)
    assert.deepStrictEqual(namesIn(one), ["chan.dtmf"])
    const direct = await bundle(`export { ChanDtmf } from "@yatefx/messages/Chan"`)
    assert.deepStrictEqual(namesIn(direct), ["chan.dtmf"])
  })

  it("of one message is small beside that of all", async () => {
    const none = await bundle(`export { Definition, Param } from "@yatefx/messages"`)
    const one = await bundle(`export { Definition, Param, ChanDtmf } from "@yatefx/messages"`)
    const all = await bundle(`export * from "@yatefx/messages"`)
    assert.deepStrictEqual([...namesIn(all)].sort(), [...catalogue.keys()].sort())
    console.log(`bundled: ${none.length} bytes without a message, ${one.length} with one, ${all.length} with all`)
    assert.isBelow(one.length - none.length, (all.length - none.length) / 20)
  })
})

describe("a definition that is only imported", () => {
  it("has made no schema", async () => {
    let made = 0
    const counted = Messages.Definition.lazy("counted", () => {
      made++
      return { params: { id: Messages.Param.Text } }
    })
    assert.strictEqual(counted.name, "counted")
    assert.strictEqual(made, 0)
    assert.strictEqual(counted.params, counted.params)
    assert.deepStrictEqual(Object.keys(counted.send), ["id"])
    assert.strictEqual(made, 1)
  })
})
