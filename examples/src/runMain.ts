/**
 * Runs a program as the process's own, in the place of `NodeRuntime.runMain`: a signal ends it in order. To be copied
 * into programs of your own; it needs nothing but effect and Node.
 *
 * The first SIGTERM or SIGINT interrupts the program: its finalizers let calls end (`yate.drain`), and answer what waits.
 * They have a limit. A second signal ends the process at once.
 *
 * | how it ended | exit code |
 * | --- | --- |
 * | by itself; in stdio, the end of input | 0, or that of its error (`Runtime.errorExitCode`, else 1) |
 * | SIGTERM, in order | 0: a service manager takes any other for a failure, and it was asked to end |
 * | SIGTERM, and the limit passed or a second signal came | 143 |
 * | SIGINT (Ctrl-C) | 130, so that a shell's loop ends too |
 */
import { Cause, Duration, type Effect, Exit, Runtime } from "effect"

type Signal = "SIGINT" | "SIGTERM"

const signals: ReadonlyArray<Signal> = ["SIGINT", "SIGTERM"]

/** 128 and the signal's number, as shells have it. */
const signalCodes = { SIGINT: 130, SIGTERM: 143 } as const

/**
 * A terminal sends Ctrl-C to every process of its group, and npm and other wrappers hand it on: what comes within this
 * time, in milliseconds, is the first signal once more.
 */
const echoes = 500

/** How the end may go. */
export interface Options {
  /** How long the program may take to end once it is asked to: 10 seconds by default. */
  readonly within?: Duration.Input
}

/** Runs a program until it ends, or a signal ends it. */
export const runMain = <A, E>(program: Effect.Effect<A, E>, options: Options = {}): void => {
  const within = Duration.toMillis(Duration.fromInputUnsafe(options.within ?? "10 seconds"))
  const run = Runtime.makeRunMain(({ fiber, teardown }) => {
    let asked: { readonly signal: Signal; readonly at: number } | undefined
    const end = (code: number, why: string): void => {
      console.error(why)
      process.exit(code)
    }
    const stop = (signal: Signal): void => {
      const now = performance.now()
      if (asked !== undefined) {
        if (now - asked.at > echoes) end(signalCodes[signal], `${signal} again: ended at once`)
        return
      }
      asked = { signal, at: now }
      console.error(`${signal}: ending, within ${within / 1000} s; a second signal ends at once`)
      // Not the program's clock: it may be a test's, and the process has to end.
      setTimeout(() => end(signalCodes[signal], `${signal}: not ended within ${within / 1000} s`), within).unref()
      fiber.interruptUnsafe()
    }
    const listeners = signals.map((signal) => [signal, () => stop(signal)] as const)
    for (const [signal, listener] of listeners) process.on(signal, listener)
    fiber.addObserver((exit) => {
      for (const [signal, listener] of listeners) process.off(signal, listener)
      teardown(exit, (code) => {
        const wasInterrupted = Exit.isFailure(exit) && Cause.hasInterruptsOnly(exit.cause)
        // An interrupted fiber reports nothing more by itself.
        if (asked !== undefined && Exit.isFailure(exit) && !wasInterrupted) console.error(Cause.pretty(exit.cause))
        if (asked === undefined) {
          // What still runs then, such as a socket that is being closed, may end.
          if (code !== 0) process.exit(code)
        } else if (asked.signal === "SIGINT") process.exit(signalCodes.SIGINT)
        else process.exit(wasInterrupted ? 0 : code)
      })
    })
  })
  run(program)
}
