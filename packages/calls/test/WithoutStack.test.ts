import { assert, describe, it } from "@effect/vitest"
import { HungUp } from "@yatefx/calls"
import { withoutStack } from "../src/internal/withoutStack.ts"

const hungUp = () => new HungUp({ id: "sip/1", reason: "busy", cause: 486 })

describe("withoutStack", () => {
  it("gives the error as it is, but for its frames", () => {
    const error = withoutStack(hungUp)
    assert.instanceOf(error, HungUp)
    assert.deepStrictEqual(JSON.parse(JSON.stringify(error)), JSON.parse(JSON.stringify(hungUp())))
    assert.strictEqual(error.message, "sip/1 has hung up: busy")
    assert.notInclude(error.stack, "\n    at ")
  })

  it("leaves other errors theirs, also when it fails", () => {
    withoutStack(hungUp)
    assert.include(new Error("later").stack, "\n    at ")
    assert.throws(() =>
      withoutStack(() => {
        throw new TypeError("no error to make")
      }), "no error to make")
    assert.include(new Error("later").stack, "\n    at ")
  })
})
