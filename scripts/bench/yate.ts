/** A real Yate with a configuration folder of its own. */
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { connect, createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** How long Yate may take until it listens, in milliseconds. */
const patience = 10_000

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.on("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0))
    })
  })

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port })
    socket.on("error", () => resolve(false))
    socket.on("connect", () => {
      socket.destroy()
      resolve(true)
    })
  })

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => child.exitCode === null ? child.on("close", () => resolve()) : resolve())

/** Runs Yate on a free port of the loopback as long as something uses it. `general` are lines of its yate.conf. */
export const withYate = async <A>(
  program: string,
  general: ReadonlyArray<string>,
  use: (port: number) => Promise<A>
): Promise<A> => {
  const folder = mkdtempSync(join(tmpdir(), "yatefx-yate-"))
  const port = await freePort()
  writeFileSync(
    join(folder, "yate.conf"),
    ["[general]", "modload=no", ...general, "[modules]", "extmodule.yate=enable", ""].join("\n")
  )
  writeFileSync(
    join(folder, "extmodule.conf"),
    ["[listener bench]", "type=tcp", "addr=127.0.0.1", `port=${port}`, "role=global", ""].join("\n")
  )
  const child = spawn(program, ["-c", folder, "-Do"], { stdio: "ignore" })
  const failed = new Promise<never>((_, reject) => {
    child.on("error", reject)
    child.on("exit", (code) => reject(new Error(`${program} ended (${code}) before it was asked to`)))
  })
  failed.catch(() => {})
  try {
    const startedAt = performance.now()
    const ready = (async () => {
      while (!await listens(port)) {
        if (performance.now() - startedAt > patience) throw new Error(`${program} does not listen on its TCP port`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    })()
    await Promise.race([ready, failed])
    return await Promise.race([use(port), failed])
  } finally {
    child.kill("SIGTERM")
    const force = setTimeout(() => child.kill("SIGKILL"), 5000)
    await ended(child)
    clearTimeout(force)
    rmSync(folder, { recursive: true, force: true })
  }
}
