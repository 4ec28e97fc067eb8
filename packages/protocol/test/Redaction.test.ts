import { assert, describe, it } from "@effect/vitest"
import { Codec, Parameters, Redaction } from "@yatefx/protocol"
import { Result } from "effect"
import { inspect } from "node:util"
import * as arbitraries from "./arbitraries.ts"
import * as Transcript from "./Transcript.ts"

const auth =
  "%%>message:0x7f.1:1795381165:user.auth::username=alice:realm=pbx:response=0a1b:sip_Proxy-Authorization=Digest x"

describe("Redaction", () => {
  it("hides what carries a secret, and nothing else", () => {
    assert.strictEqual(
      Redaction.line(auth),
      "%%>message:0x7f.1:1795381165:user.auth::username=alice:realm=pbx:response=redacted:sip_Proxy-Authorization=redacted"
    )
    const secrets = [
      "password",
      "PASSWORD",
      "response",
      "nonce",
      "digest",
      "crypto",
      "ocrypto_key",
      "my.secret",
      "x_token"
    ]
    for (const name of secrets) assert.isTrue(Redaction.isSecret(name), name)
    for (const name of ["xsip_nonce_age", "caller", "tokens", "keyboard", "passwords", "responses", "text", "key"]) {
      assert.isFalse(Redaction.isSecret(name), name)
    }
  })

  it("knows a name however it is escaped", () => {
    assert.strictEqual(Redaction.line("%%>message:1:2:a::my%zpassword=x"), "%%>message:1:2:a::my%zpassword=x")
    assert.strictEqual(Redaction.line("%%>message:1:2:a::my%}.password=x"), "%%>message:1:2:a::my%}.password=redacted")
    assert.strictEqual(Redaction.line("%%>message:1:2:a::%password=x"), "%%>message:1:2:a::%password=x")
  })

  it("hides the password that user.auth is answered with", () => {
    const redactor = new Redaction.Redactor()
    const said = [
      auth,
      "%%>message:0x7f.2:1:call.route::called=ivr",
      "%%<message:0x7f.2:true::dumb/",
      "%%<message:0x7f.1:true::pw"
    ]
    assert.deepStrictEqual(said.map((line) => redactor.line(line)).slice(1), [
      ...said.slice(1, 3),
      "%%<message:0x7f.1:true::redacted"
    ])
    // To refuse, to accept, and to change nothing is no secret.
    for (const tail of ["false::-", "true::", "true:"]) {
      assert.strictEqual(redactor.line(`%%<message:0x7f.1:${tail}`), `%%<message:0x7f.1:${tail}`)
    }
    assert.strictEqual(redactor.line("%%<message::true:user.auth:pw:a=b"), "%%<message::true:user.auth:redacted:a=b")
    assert.strictEqual(redactor.line("%%>message:0x7f.1:1:call.route:x:a=b"), "%%>message:0x7f.1:1:call.route:x:a=b")
    assert.strictEqual(redactor.line("%%<message:0x7f.1:true::dumb/"), "%%<message:0x7f.1:true::dumb/")
  })

  it("one line alone doesn't say what it answers, and loses its return value", () => {
    assert.strictEqual(Redaction.line("%%<message:1:true::dumb/:a=b"), "%%<message:1:true::redacted:a=b")
    assert.strictEqual(Redaction.line("%%<message:1:true:call.route:dumb/"), "%%<message:1:true:call.route:dumb/")
    assert.strictEqual(Redaction.line("%%<message:1:true:"), "%%<message:1:true:")
  })

  it("hides what is quoted, what is malformed, and what the configuration holds", () => {
    assert.strictEqual(
      Redaction.line("Error in: %%<message:1:true::pw:password=x"),
      "Error in: %%<message:1:true::redacted:password=redacted"
    )
    assert.strictEqual(Redaction.line("%%nonsense:password=x"), "%%nonsense:password=redacted")
    assert.strictEqual(
      Redaction.line("%%<setlocal:config.accfile.password:a:b:true"),
      "%%<setlocal:config.accfile.password:redacted:true"
    )
    assert.strictEqual(Redaction.line("%%>setlocal:config.accfile.password:"), "%%>setlocal:config.accfile.password:")
    assert.strictEqual(Redaction.line("%%<setlocal:timeout:10000:true"), "%%<setlocal:timeout:10000:true")
  })

  it("an error does not quote it", () => {
    const decoded = Codec.decode("%%>message:1:x:user.auth::password=hunter2")
    assert.isTrue(Result.isFailure(decoded))
    if (Result.isFailure(decoded)) {
      assert.notInclude(decoded.failure.message, "hunter2")
      assert.include(decoded.failure.message, "password=redacted")
    }
  })

  it("parameters in a log are without it", () => {
    const parameters = Parameters.Parameters.fromWire(":username=alice:password=hunter2:response")
    for (const text of [JSON.stringify(parameters), inspect(parameters), inspect({ parameters })]) {
      assert.notInclude(text, "hunter2")
      assert.include(text, "alice")
    }
    assert.strictEqual(parameters.get("password"), "hunter2")
  })

  it("a real engine's lines without secrets stay as they are", () => {
    const redactor = new Redaction.Redactor()
    for (const { line } of Transcript.wire) {
      if (!/(?:password|response|nonce)=|user\.auth/.test(line)) assert.strictEqual(redactor.line(line), line)
    }
  })

  it.prop("keeps the number of pieces and never throws", [arbitraries.randomLine], ([line]) => {
    if (line.includes("setlocal")) return
    assert.strictEqual(Redaction.line(line).split(":").length, line.split(":").length)
  }, { arbitrary: { runs: 500 } })

  it("remembers no more than can be open", () => {
    const redactor = new Redaction.Redactor()
    for (let id = 0; id < 10_001; id++) redactor.line(`%%>message:${id}:1:user.auth:`)
    assert.strictEqual(redactor.line("%%<message:10000:true::pw"), "%%<message:10000:true::redacted")
    assert.strictEqual(redactor.line("%%<message:1:true::pw"), "%%<message:1:true::redacted")
    // The oldest has been forgotten: an engine never waits for so many.
    assert.strictEqual(redactor.line("%%<message:0:true::pw"), "%%<message:0:true::pw")
  })
})
