import { assert, describe, it } from "@effect/vitest"
import { Handlers } from "@yatefx/messages"
import { Arbitrary, Duration, Schema } from "effect"
import { said } from "./support.ts"

describe("handlers", () => {
  it("are those of the transcripts, as they stand there", () => {
    const texts = said.flatMap(({ frame }) => frame.parameters.getAll("handlers"))
    assert.isAbove(texts.length, 100)
    for (const text of texts) {
      const handlers = Handlers.parse(text)
      assert.strictEqual(Handlers.format(handlers), text)
      assert.isTrue(handlers.every(({ name, priority }) => name !== "" && priority !== undefined), text)
    }
  })

  it("may lack a priority, and may have a time", () => {
    assert.deepStrictEqual(Handlers.parse("register,app:80#1.042"), [
      { name: "register" },
      { name: "app", priority: 80, duration: Duration.millis(1042) }
    ])
    assert.deepStrictEqual(Handlers.parse(""), [])
    assert.deepStrictEqual(Handlers.parse("a:b:7"), [{ name: "a:b", priority: 7 }])
  })

  const text = Arbitrary.array(Arbitrary.schema(Schema.Literals(["a", "b", ":", ",", "#", ".", "1", "042", "\n"])))
  it.prop("are read from any text, and written as it was", [text], ([pieces]) => {
    const joined = pieces.join("")
    const again = Handlers.format(Handlers.parse(joined))
    assert.deepStrictEqual(Handlers.parse(again), Handlers.parse(joined))
  })
})
