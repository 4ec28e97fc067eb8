/** Programs in processes of their own: fresh heaps and fresh compilers, and nobody's garbage but theirs. */
import { type ChildProcess, spawn } from "node:child_process"
import { mkdirSync } from "node:fs"
import { join } from "node:path"

/** How long a program may take for one answer, in milliseconds. */
const patience = 120_000

const running = new Set<ChildProcess>()

process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL")
})

export interface Program {
  readonly pid: number
  /** Sends a request, and waits for the answer to it. One at a time. */
  readonly ask: <A>(request: unknown) => Promise<A>
  /** Waits for something the program says by itself. */
  readonly hear: <A>() => Promise<A>
  readonly stop: () => Promise<void>
}

export interface ProgramOptions {
  readonly args?: ReadonlyArray<string>
  readonly nodeOptions?: ReadonlyArray<string>
  readonly env?: Readonly<Record<string, string>>
  /** Another program than Node; it takes no requests. */
  readonly command?: string
  readonly cwd?: string
}

/** What comes back for a request. */
type Answer = { readonly result: unknown } | { readonly error: string }

let profiles: string | undefined

/** From now on each program of ours writes a CPU profile there when it is stopped. */
export const profileTo = (folder: string | undefined): void => {
  profiles = folder
  if (folder !== undefined) mkdirSync(folder, { recursive: true })
}

const profileOptions = (label: string): ReadonlyArray<string> =>
  profiles === undefined
    ? []
    : ["--cpu-prof", `--cpu-prof-dir=${profiles}`, `--cpu-prof-name=${label.replaceAll(/\W+/g, "-")}.cpuprofile`]

/** Starts a module of this folder (`codec.child.ts`), or another program. `label` is for messages and profiles. */
export const startProgram = (label: string, module: string, options: ProgramOptions = {}): Program => {
  const args = options.command === undefined
    ? [
      ...profileOptions(label),
      ...options.nodeOptions ?? [],
      module.startsWith("/") ? module : join(import.meta.dirname, module),
      ...options.args ?? []
    ]
    : [module, ...options.args ?? []]
  const child = spawn(options.command ?? process.execPath, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "ignore", "pipe", ...options.command === undefined ? ["ipc" as const] : []]
  })
  running.add(child)
  let errors = ""
  child.stderr?.on("data", (bytes) => (errors = `${errors}${bytes}`.slice(-4000)))
  const heard: Array<unknown> = []
  let listener: ((message: unknown) => void) | undefined
  let ended: Error | undefined
  let fail: ((error: Error) => void) | undefined
  child.on("message", (message) => {
    if (listener === undefined) heard.push(message)
    else listener(message)
  })
  const end = (why: string): void => {
    running.delete(child)
    ended = new Error(`${label}: ${why}\n${errors}`)
    fail?.(ended)
  }
  child.on("error", (error) => end(error.message))
  child.on("close", (code, signal) => end(`ended (${signal ?? code})`))

  const hear = <A>(): Promise<A> =>
    new Promise<unknown>((resolve, reject) => {
      if (heard.length > 0) return resolve(heard.shift())
      if (ended !== undefined) return reject(ended)
      const timer = setTimeout(() => settle(() => reject(new Error(`${label}: no answer\n${errors}`))), patience)
        .unref()
      const settle = (done: () => void): void => {
        clearTimeout(timer)
        listener = fail = undefined
        done()
      }
      listener = (message) => settle(() => resolve(message))
      fail = (error) => settle(() => reject(error))
    }) as Promise<A>

  return {
    pid: child.pid ?? 0,
    hear,
    ask: async <A>(request: unknown): Promise<A> => {
      child.send(request as object)
      const answer = await hear<Answer>()
      if ("error" in answer) throw new Error(`${label}: ${answer.error}`)
      return answer.result as A
    },
    stop: () =>
      new Promise((resolve) => {
        if (ended !== undefined) return resolve()
        const force = setTimeout(() => child.kill("SIGKILL"), 5000)
        child.on("close", () => {
          clearTimeout(force)
          resolve()
        })
        child.kill("SIGTERM")
      })
  }
}

/** The other side of `startProgram`: answers each request. */
export const serve = (answer: (request: never) => unknown): void => {
  process.on("message", (request) => {
    const reply = (answer: Answer): void => void process.send?.(answer)
    void (async () => answer(request as never))().then(
      (result) => reply({ result }),
      (error: unknown) => reply({ error: error instanceof Error ? error.message : String(error) })
    )
  })
  process.on("disconnect", () => process.exit(0))
  process.on("SIGTERM", () => process.exit(0))
}
