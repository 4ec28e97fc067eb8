import { assert, describe, it } from "@effect/vitest"
import { tcpAdvice, unixAdvice } from "../src/internal/advice.ts"
import { DialFailed } from "../src/internal/dial.ts"

// Failures that a test can't bring about everywhere: root may write anywhere, and not every machine has a network.
const failed = (code: string, message = "") => new DialFailed({ code, cause: new Error(message) })

describe("advice", () => {
  it("names what to check, by the code", () => {
    const tcp = (code: string, message?: string) => tcpAdvice(failed(code, message), { host: "localhost", port: 1 })
    assert.include(tcp("ECONNREFUSED"), "addr=127.0.0.1, port=1, ")
    assert.include(tcp("ETIMEDOUT"), "no answer in time")
    assert.include(tcp("ENETUNREACH"), "there is no way to that address")
    assert.strictEqual(tcp("EPROTO", "odd"), "odd.")
    assert.strictEqual(tcp("EPROTO"), "EPROTO.")
    assert.strictEqual(tcp(""), "the connection failed.")
    const unix = (code: string) => unixAdvice(failed(code), { path: "/run/yate.sock" })
    assert.include(unix("EACCES"), "permission denied. Run as the user that Yate runs as")
    assert.include(unix("ECONNREFUSED"), "type=unix, path=/run/yate.sock, role=global")
    assert.include(unix("TIMEOUT"), "no answer in time")
  })
})
