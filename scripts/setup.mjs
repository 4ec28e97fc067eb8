/**
 * Installs the dependencies when they are missing or out of date, then runs the command given to it with the
 * repository's own Node first on the PATH:
 *
 *     node scripts/setup.mjs [command [argument...]]
 *
 * It runs on whatever Node the machine has (18 or later), before anything is installed, and so uses nothing but Node.
 * It writes to stderr only: stdout belongs to the command, which may speak a protocol there.
 */
import { spawn, spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { constants } from "node:os"
import { delimiter, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))
const modules = join(root, "node_modules")
const stampFile = join(modules, ".yatefx-setup")
const lockFile = join(root, ".setup.lock")

/** Not `packageManager` in package.json: pnpm then looks for itself on the registry before each install. */
const pnpm = "pnpm@12.21.0"
const isWindows = process.platform === "win32"
const ownNode = join(modules, "node", "bin", isWindows ? "node.exe" : "node")

/** An install that takes longer than this (in milliseconds) is taken for dead by those that wait for it. */
const lockLimit = 10 * 60_000

const say = (text) => process.stderr.write(`${text}\n`)
const tools = ["dprint", "oxlint", "tsc", "vitest"]
const sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis))
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))

const workspaces = () => [
  "examples",
  ...readdirSync(join(root, "packages"))
    .sort()
    .map((name) => `packages/${name}`)
    .filter((folder) => existsSync(join(root, folder, "package.json")))
]

/** Changes with everything that decides what an install gives. */
const fingerprint = () => {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`)
  const files = [
    "package.json",
    "pnpm-workspace.yaml",
    "pnpm-lock.yaml",
    ...workspaces().map((w) => `${w}/package.json`)
  ]
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest("hex")
}

/** What an install leaves behind; somebody may have removed a part of it since. */
const isComplete = () =>
  [ownNode, ...["node", ...tools].map((name) => join(modules, ".bin", name))].every(existsSync)
  && workspaces().every((folder) => existsSync(join(root, folder, "node_modules")))

const isReady = () => {
  try {
    return readFileSync(stampFile, "utf8") === fingerprint() && isComplete()
  } catch {
    return false
  }
}

const isAlive = (pid) => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === "EPERM"
  }
}

/** The lock names its owner and the installer it started, which outlives an owner that was killed. */
const isLockStale = () => {
  try {
    const pids = readFileSync(lockFile, "utf8").split(" ").filter(Boolean).map(Number)
    return Date.now() - statSync(lockFile).mtimeMs > lockLimit || (pids.length > 0 && !pids.some(isAlive))
  } catch {
    return false
  }
}

const lock = async () => {
  for (let tries = 0;; tries++) {
    try {
      writeFileSync(lockFile, `${process.pid} `, { flag: "wx" })
      return
    } catch (error) {
      if (error.code !== "EEXIST") throw error
    }
    if (isLockStale()) {
      rmSync(lockFile, { force: true })
    } else {
      if (tries === 5) say("Another set-up of this folder is under way; waiting for it …")
      await sleep(200)
    }
  }
}

const unlock = () => rmSync(lockFile, { force: true })

/**
 * Runs pnpm's install, in a process group of its own: an interrupted set-up takes all of it along, and ends after it, so
 * that the next one finds nobody at work.
 */
const install = () =>
  new Promise((resolve, reject) => {
    let output = ""
    const child = spawn("npx", [
      "--yes",
      pnpm,
      "install",
      "--frozen-lockfile",
      "--prefer-offline",
      "--config.fetchRetryMintimeout=500",
      "--config.fetchRetryMaxtimeout=2000"
    ], {
      cwd: root,
      detached: !isWindows,
      shell: isWindows,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        CI: "true",
        NO_UPDATE_NOTIFIER: "1",
        // These reach npx and the npm that the `node` package's install script calls: a machine without network
        // hears so in seconds, where npm's own values take more than a minute.
        npm_config_fetch_retry_mintimeout: "500",
        npm_config_fetch_retry_maxtimeout: "2000",
        npm_config_loglevel: "warn",
        npm_config_update_notifier: "false"
      }
    })
    let stoppedBy
    const kill = (signal) => {
      try {
        if (isWindows) child.kill()
        else process.kill(-child.pid, signal)
      } catch { /* it has just ended */ }
    }
    const stop = (signal) => {
      stoppedBy = signal
      kill("SIGTERM")
      setTimeout(kill, 3000, "SIGKILL").unref()
    }
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"]
    for (const signal of signals) process.on(signal, stop)
    const done = (settle) => (value) => {
      for (const signal of signals) process.off(signal, stop)
      settle(value)
    }
    child.on("error", done(reject))
    // "close" and not "exit": the pipes close when the last process of the group has ended.
    child.on("close", done((code) => resolve({ code, output, stoppedBy })))
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (output += bytes))
    if (child.pid !== undefined) writeFileSync(lockFile, `${process.pid} ${child.pid}`)
  })

const unreachable =
  /EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|dns error|tcp connect error|error sending request/

const ownEnv = () => ({
  ...process.env,
  NODE: ownNode,
  npm_node_execpath: ownNode,
  PATH: [join(modules, ".bin"), process.env.PATH].join(delimiter)
})

/** What `name --version` says; nothing where it does not run, as where a tool's native part is not there. */
const versionOf = (name) => {
  const { status, stdout } = spawnSync(join(modules, ".bin", name), ["--version"], {
    encoding: "utf8",
    env: ownEnv(),
    shell: isWindows
  })
  return status === 0 ? stdout.trim() : undefined
}

/** Says why an install failed, or nothing if it did not. */
const failureOf = ({ code, output }) => {
  // pnpm leaves out an optional package that it cannot fetch and calls that a success; ours are the tools' programs.
  const isPartial = output.includes("Excluding it from installation")
  if (code !== 0 || isPartial) {
    const reason = unreachable.exec(output)
    return reason === null
      ? { text: `${output}\nThe installation of the dependencies failed (exit code ${code}).` }
      : {
        isNetwork: true,
        isPartial,
        text:
          `No network: the npm registry cannot be reached (${reason[0]}), and not all that this clone needs is on this `
          + "machine yet. Connect, or set npm's proxy or registry, and run the command again."
      }
  }
  const isWhole = isComplete() && versionOf("node") === `v${manifest.devDependencies.node}` && tools.every(versionOf)
  return isWhole ? undefined : { text: `${output}\nThe installation is broken: not all of ${modules}/.bin runs.` }
}

const removeModules = () => {
  for (const folder of ["", ...workspaces()]) {
    rmSync(join(root, folder, "node_modules"), { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Installs; where an earlier, broken install lies in the way, removes that and installs afresh. */
const installAll = async () => {
  const hadModules = existsSync(modules)
  for (const isLast of hadModules ? [false, true] : [true]) {
    const result = await install()
    if (result.stoppedBy !== undefined) return result
    const failure = failureOf(result)
    if (failure === undefined) return result
    if (isLast || failure.isNetwork) {
      say(failure.text)
      // What is half there would look whole to pnpm the next time.
      if (failure.isPartial || !hadModules) removeModules()
      return undefined
    }
    say("What an earlier installation left is broken; installing afresh …")
    removeModules()
  }
}

const exitOf = (signal) => 128 + constants.signals[signal]

/** Gives the exit code: 0 when the dependencies are in place. */
const setUp = async () => {
  if (isReady()) return 0
  await lock()
  try {
    if (isReady()) return 0
    const started = Date.now()
    say("Installing the dependencies (up to a minute the first time) …")
    const result = await installAll()
    if (result === undefined) return 1
    if (result.stoppedBy !== undefined) return exitOf(result.stoppedBy)
    mkdirSync(modules, { recursive: true })
    writeFileSync(stampFile, fingerprint())
    say(`Installed in ${((Date.now() - started) / 1000).toFixed(1)} s.`)
    return 0
  } finally {
    unlock()
  }
}

/** Runs the command in this one's place, as far as anybody outside can tell: its signals, its exit code. */
const run = ([command, ...args]) => {
  const child = spawn(command, args, { stdio: "inherit", shell: isWindows, env: ownEnv() })
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"]
  const forward = (signal) => child.kill(signal)
  for (const signal of signals) process.on(signal, forward)
  child.on("error", (error) => {
    say(`${command}: ${error.message}`)
    process.exit(127)
  })
  child.on("exit", (code, signal) => {
    for (const name of signals) process.off(name, forward)
    if (signal === null) process.exit(code)
    else process.kill(process.pid, signal)
  })
}

try {
  const code = await setUp()
  if (code !== 0) process.exit(code)
  if (process.argv.length > 2) run(process.argv.slice(2))
} catch (error) {
  say(
    error.code === "ENOENT" && error.path === "npx"
      ? "npx was not found: it comes with npm, which the set-up needs."
      : String(error.stack)
  )
  process.exit(1)
}
