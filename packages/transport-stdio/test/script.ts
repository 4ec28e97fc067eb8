import { Effect, type Scope } from "effect"
import * as ChildProcess from "node:child_process"
import * as Path from "node:path"
import type { Readable } from "node:stream"

/** A started script; the test is the engine on its pipes. */
export interface Script {
  readonly child: ChildProcess.ChildProcess
  readonly send: (text: string) => void
  /** Waits until standard output satisfies the test; fails, with stderr, when the script ends before. */
  readonly until: (test: (stdout: string) => boolean) => Effect.Effect<string, Error>
  readonly exit: Effect.Effect<{
    readonly code: number | null
    readonly signal: NodeJS.Signals | null
    readonly stdout: string
    readonly stderr: string
  }>
}

const gather = (stream: Readable | null | undefined): () => string => {
  let text = ""
  stream?.on("data", (chunk: Buffer) => text += chunk.toString("latin1"))
  return () => text
}

export const fixture = (name: string): string => Path.join(import.meta.dirname, "fixtures", `${name}.ts`)

/** Starts `command` the way that the engine does, or with more handles. The scope kills it. */
export const start = Effect.fnUntraced(function*(
  command: readonly [string, ...Array<string>],
  stdio: ReadonlyArray<"pipe"> = ["pipe", "pipe", "pipe"]
): Effect.fn.Return<Script, never, Scope.Scope> {
  const [file, ...args] = command
  const child = yield* Effect.acquireRelease(
    Effect.sync(() => ChildProcess.spawn(file, args, { stdio: [...stdio] })),
    (child) => Effect.sync(() => child.kill("SIGKILL"))
  )
  const stdout = gather(child.stdout)
  const stderr = gather(child.stderr)
  child.stdin?.on("error", () => {})
  const closed = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal }))
  })
  return {
    child,
    send: (text) => child.stdin?.write(text, "latin1"),
    until: (test) =>
      Effect.callback((resume) => {
        const check = () => {
          if (test(stdout())) resume(Effect.succeed(stdout()))
        }
        child.stdout?.on("data", check)
        child.once("close", () => resume(Effect.fail(new Error(`the script ended: ${stdout()}\n${stderr()}`))))
        check()
      }),
    exit: Effect.map(Effect.promise(() => closed), (exit) => ({ ...exit, stdout: stdout(), stderr: stderr() }))
  }
})
