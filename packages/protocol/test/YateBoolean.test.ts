import { assert, describe, it } from "@effect/vitest"
import { YateBoolean } from "@yatefx/protocol"

describe("YateBoolean", () => {
  it("reads all of Yate's spellings, and no other", () => {
    for (const text of ["true", "yes", "on", "enable", "t"]) assert.isTrue(YateBoolean.parse(text), text)
    for (const text of ["false", "no", "off", "disable", "f"]) assert.isFalse(YateBoolean.parse(text), text)
    for (const text of ["", "1", "0", "True", "YES", " true", "true ", "y", "n", "enabled", "constructor"]) {
      assert.isUndefined(YateBoolean.parse(text), text)
    }
  })

  it("reads processed as the engine does", () => {
    const cases = new Map<boolean | string, boolean | undefined>([
      [true, true],
      [false, false],
      ["", false],
      ["yes", true],
      [" \tno", false],
      ["no ", undefined],
      [" ", undefined],
      ["1", undefined],
      ["maybe", undefined]
    ])
    for (const [processed, expected] of cases) assert.strictEqual(YateBoolean.parseProcessed(processed), expected)
  })
})
