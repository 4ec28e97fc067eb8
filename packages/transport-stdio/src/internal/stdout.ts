/**
 * Standard output as the engine's own: a guard that sends all other writers to stderr.
 *
 * It sits on `process.stdout.write`, since all of them end there: `console.log`, every console logger of Effect (of
 * which `Logger.LogToStderr` redirects but two), worker threads, other people's libraries. What writes to the file
 * descriptor itself, or a child process that inherits it, is out of its reach.
 */
import type { WritableLike } from "@yatefx/transport/ByteDuplex"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"

// There is one stdout in a process, so this state is the process's, too.
let original: typeof process.stdout.write | undefined
let guards = 0
let isTaken = false

const ignore = (): void => {}

const install = (): void => {
  if (original !== undefined) return
  original = process.stdout.write
  process.stdout.write = ((...args: Parameters<typeof process.stdout.write>) => {
    const isReady = process.stderr.write(...args)
    // Who pipes into stdout waits for its drain, not for that of stderr.
    if (!isReady) process.stderr.once("drain", () => process.stdout.emit("drain"))
    return isReady
  }) as typeof process.stdout.write
  // The engine may stop at any time: EPIPE is an end, and must not be an unhandled event.
  if (!process.stdout.listeners("error").includes(ignore)) process.stdout.on("error", ignore)
}

const uninstall = (): void => {
  if (guards > 0 || isTaken || original === undefined) return
  process.stdout.write = original
  original = undefined
}

/** Sends all that others write to stderr, until the scope ends; for good, if the protocol was spoken meanwhile. */
export const guard: Effect.Effect<void, never, Scope.Scope> = Effect.acquireRelease(
  Effect.sync(() => {
    guards++
    install()
  }),
  () =>
    Effect.sync(() => {
      guards--
      uninstall()
    })
)

/** Takes stdout for the protocol. From now on anything else on it would be a bad line to the engine. */
export const take = (): WritableLike => {
  isTaken = true
  install()
  const write = original ?? process.stdout.write
  const { stdout } = process
  return {
    write: (bytes, encoding) => write.call(stdout, bytes, encoding),
    on: (event, listener) => stdout.on(event, listener),
    off: (event, listener) => stdout.off(event, listener),
    get destroyed() {
      return stdout.destroyed
    },
    get errored() {
      return stdout.errored
    },
    get writableEnded() {
      return stdout.writableEnded
    },
    get writableNeedDrain() {
      return stdout.writableNeedDrain
    }
  }
}

/** Waits until what was written is out, or can't be; for a second at most, if the engine doesn't read. */
export const flushed: Effect.Effect<void> = Effect.callback<void>((resume) => {
  const { stdout } = process
  if (stdout.destroyed || stdout.writableLength === 0) return resume(Effect.void)
  const done = (): void => resume(Effect.void)
  stdout.once("close", done)
  ;(original ?? stdout.write).call(stdout, "", "latin1", done)
}).pipe(
  // A finalizer is not interruptible, and the time-out has to end it.
  Effect.interruptible,
  Effect.timeoutOrElse({ duration: "1 second", orElse: () => Effect.void })
)
