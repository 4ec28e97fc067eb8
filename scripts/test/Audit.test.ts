import { assert, describe, it } from "@effect/vitest"
import { spawn } from "node:child_process"
import { createServer } from "node:http"
import { join } from "node:path"

const root = join(import.meta.dirname, "../..")

/** Audits with a registry that answers so. */
const audit = (status: number, body: unknown): Promise<{ readonly code: number | null; readonly text: string }> =>
  new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      request.resume().on("end", () => response.writeHead(status).end(JSON.stringify(body)))
    })
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      const port = typeof address === "object" ? address?.port : undefined
      const child = spawn("node", ["scripts/audit.ts", "--registry", `http://127.0.0.1:${port}/`], { cwd: root })
      let text = ""
      child.stdout.on("data", (bytes) => (text += bytes))
      child.on("error", reject)
      child.on("close", (code) => server.close(() => resolve({ code, text })))
    })
  })

const advisory = (severity: string) => ({
  vitest: [{
    id: 1,
    url: "https://example.org/1",
    title: "It leaks",
    severity,
    vulnerable_versions: ">=0.0.1",
    cwe: [],
    cvss: { score: 0, vectorString: null }
  }]
})

describe("audit", () => {
  it("fails for a grave weakness", async () => {
    const { code, text } = await audit(200, advisory("high"))
    assert.strictEqual(code, 1, text)
    assert.include(text, "high: vitest: It leaks (https://example.org/1)")
  }, 60_000)

  it("tells of a slight one, and of none", async () => {
    const slight = await audit(200, advisory("low"))
    assert.strictEqual(slight.code, 0)
    assert.include(slight.text, "low: vitest: It leaks")
    const { code, text } = await audit(200, {})
    assert.deepStrictEqual([code, text], [0, "audited: 0 known weaknesses\n"])
  }, 60_000)

  it("goes on where the registry doesn't tell", async () => {
    const { code, text } = await audit(405, {})
    assert.strictEqual(code, 0)
    assert.match(text, /^not audited: .*responded with 405\)\n$/)
  }, 60_000)
})
