import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { spawn } from "node:child_process"
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { createServer, type Server } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"

const root = join(import.meta.dirname, "../..")

interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const setUp = (
  folder: string,
  args: ReadonlyArray<string>,
  env: NodeJS.ProcessEnv = {},
  onOutput: (stop: () => void) => void = () => {}
): Promise<Outcome> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, "scripts/setup.mjs"), ...args], {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"]
    })
    let stdout = ""
    let stderr = ""
    child.stdout.on("data", (bytes) => {
      stdout += bytes
      onOutput(() => child.kill("SIGTERM"))
    })
    child.stderr.on("data", (bytes) => (stderr += bytes))
    child.on("close", (code) => resolve({ code, stdout, stderr }))
  })

describe("a clone that is set up", () => {
  beforeAll(() => setUp(root, []), 120_000)

  it("runs the command on the repository's Node and writes nothing of its own", async () => {
    const outcome = await setUp(root, ["node", "-p", "process.version"])
    assert.deepStrictEqual(outcome, { code: 0, stdout: `${process.version}\n`, stderr: "" })
  })

  it("hands on the command's exit code", async () => {
    const { code } = await setUp(root, ["node", "-e", "process.exit(7)"])
    assert.strictEqual(code, 7)
  })

  it("hands on a signal, and lets the command end in its own way", async () => {
    const program = `process.on("SIGTERM", () => process.exit(3)); setInterval(() => {}, 1000); console.log("ready")`
    const { code } = await setUp(root, ["node", "-e", program], {}, (stop) => stop())
    assert.strictEqual(code, 3)
  })

  it("says which command does not exist", async () => {
    const { code, stderr } = await setUp(root, ["no-such-command"])
    assert.strictEqual(code, 127)
    assert.match(stderr, /no-such-command/)
  })
})

describe("a fresh clone without network", () => {
  let registry: Server
  let folder = ""
  let env: NodeJS.ProcessEnv

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "yatefx-setup-"))
    for (const file of ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "scripts/setup.mjs"]) {
      cpSync(join(root, file), join(folder, file))
    }
    for (const name of ["examples", ...readdirSync(join(root, "packages")).map((name) => `packages/${name}`)]) {
      cpSync(join(root, name, "package.json"), join(folder, name, "package.json"))
    }
    registry = createServer((socket) => socket.destroy())
    await new Promise<void>((resolve) => registry.listen(0, "127.0.0.1", resolve))
    const address = registry.address()
    const port = typeof address === "object" ? address?.port : undefined
    env = {
      npm_config_cache: join(folder, "cache"),
      npm_config_registry: `http://127.0.0.1:${port}/`,
      npm_config_noproxy: "127.0.0.1",
      NO_PROXY: "127.0.0.1"
    }
  })

  afterAll(() => {
    registry.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it("says in one line that it needs the network, and runs nothing", { timeout: 120_000 }, async () => {
    const { code, stderr, stdout } = await setUp(folder, ["node", "-p", "1"], env)
    assert.strictEqual(code, 1)
    assert.strictEqual(stdout, "")
    assert.deepStrictEqual(stderr.trim().split("\n").map((line) => line.split(":")[0]), [
      "Installing the dependencies (up to a minute the first time) …",
      "No network"
    ])
    assert.isFalse(existsSync(join(folder, ".setup.lock")))
  })

  it("does not wait for a set-up that died", { timeout: 120_000 }, async () => {
    // Above what Linux gives out (4194304), so nobody's.
    writeFileSync(join(folder, ".setup.lock"), "4194305 4194306")
    const { code, stderr } = await setUp(folder, [], env)
    assert.strictEqual(code, 1)
    assert.notInclude(stderr, "waiting")
  })
})
