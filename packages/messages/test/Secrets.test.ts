import { assert, describe, it } from "@effect/vitest"
import { Definition, Misfit, Param, UserAuth } from "@yatefx/messages"
import { Parameters, Redaction } from "@yatefx/protocol"
import { Result } from "effect"
import { catalogue } from "../generator/outputs.ts"

const { families, groups } = catalogue()
const parameters = [...families.flatMap(({ messages }) => messages), ...groups.values()].flatMap(({ name, params }) =>
  params.map((param) => ({ ...param, of: name }))
)

describe("the catalogue's secrets", () => {
  /** Speak of secrets and hold none. */
  const harmless = new Set(["xsip_nonce_age", "expired_user", "username", "crypto_suite", "ocrypto_suite", "key"])

  it("what a summary calls a secret is hidden", () => {
    const telling = /password|nonce|credential|\bkey (?:of|to|line|file)|crypto line|response computed|old style login/i
    const found = parameters.filter(({ name, summary }) => telling.test(summary) && !harmless.has(name))
    assert.isAbove(found.length, 10)
    assert.deepStrictEqual(
      found.filter(({ name }) => !Redaction.isSecret(name)).map(({ name, of }) => `${of} ${name}`),
      []
    )
  })

  it("what is hidden is one of these", () => {
    assert.sameMembers(
      [...new Set(parameters.map(({ name }) => name).filter(Redaction.isSecret))],
      ["password", "response", "nonce", "digest", "crypto", "encryption", "crypto_key", "ocrypto_key"]
    )
  })

  it("a return value that is a password is", () => {
    const messages = families.flatMap(({ messages }) => messages)
    const found = messages.filter(({ returnValue }) => /password/i.test(String(returnValue))).map(({ name }) => name)
    assert.deepStrictEqual(found, [UserAuth.name])
    assert.isTrue(found.every(Redaction.isReturnSecret))
  })

  it("a misfit doesn't show it", () => {
    const Probe = Definition.make("test.probe", {
      params: { password: Param.Int, count: Param.Int },
      answer: {}
    })
    const read = Definition.decode(Probe, Parameters.Parameters.fromWire(":password=hunter2:count=1"))
    assert.isTrue(Result.isFailure(read))
    if (Result.isFailure(read)) {
      assert.notInclude(read.failure.message, "hunter2")
      assert.include(read.failure.message, "\"password\"")
    }
    const returned = new Misfit({ messageName: "user.auth", parameter: "returnValue", value: "pw", expected: "got pw" })
    assert.notInclude(returned.message, "pw")
    const other = new Misfit({ messageName: "call.route", parameter: "returnValue", value: "pw", expected: "text" })
    assert.include(other.message, "\"pw\"")
  })
})
