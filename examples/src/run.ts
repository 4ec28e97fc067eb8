/** Runs an example on the transport that was chosen: with phones on the embedded engine, or until it is told to stop. */
import { Dispatcher, type RegistrationError } from "@yatefx/dispatcher"
import { type CallEnded, type CallRejected, Engine, EngineTransport } from "@yatefx/engine"
import type { Transport, TransportError } from "@yatefx/transport"
import { StdioTransport } from "@yatefx/transport-stdio"
import { TcpTransport, UnixTransport } from "@yatefx/transport-tcp"
import { Console, Data, Effect, Layer, Logger, Runtime } from "effect"
import { CliError } from "effect/cli"
import type { Example } from "./Example.ts"
import { Sounds } from "./Sounds.ts"
import * as Trace from "./Trace.ts"

/** Where the engine is. */
export type Target =
  | { readonly _tag: "Embedded" }
  | { readonly _tag: "Tcp"; readonly host: string; readonly port: number }
  | { readonly _tag: "Unix"; readonly path: string }
  | { readonly _tag: "Stdio" }

/** What the command line says. */
export interface RunOptions {
  readonly target: Target
  /** Gives up when the engine can't be reached, instead of trying again. */
  readonly once: boolean
  /** For a listener that has no role of its own. */
  readonly role: "global" | "channel" | undefined
  /** The folder of sounds, as the engine sees it. */
  readonly sounds: string | undefined
}

/** Why an example ended with an error, and the exit code that says so. */
export class RunFailed extends Data.TaggedError("RunFailed")<{ readonly message: string; readonly exitCode: number }> {
  override get [Runtime.errorExitCode](): number {
    return this.exitCode
  }
  override get [CliError.userMessage](): string {
    return this.message
  }
}

/** EX_UNAVAILABLE of sysexits.h: there is no engine. */
const unavailable = 69

const failed = (error: TransportError | RegistrationError | CallRejected | CallEnded | RunFailed): RunFailed =>
  error._tag === "RunFailed" ? error : new RunFailed({
    message: error.message,
    exitCode: error._tag === "TransportError" ? unavailable : 1
  })

const transport = (
  target: Exclude<Target, { readonly _tag: "Embedded" }>,
  role: RunOptions["role"]
): Layer.Layer<Transport> => {
  switch (target._tag) {
    case "Tcp":
      return TcpTransport.layer({ host: target.host, port: target.port, role })
    case "Unix":
      return UnixTransport.layer({ path: target.path, role })
    case "Stdio":
      return StdioTransport.layer()
  }
}

const greeting = (example: Example, where: string): string => `${example.name} on ${where}: ${example.description}`

/** The phones call, hang up, and everything must have been answered. */
const runEmbedded = (example: Example, say: (text: string) => Effect.Effect<void>) =>
  Effect.gen(function*() {
    yield* say(greeting(example, "the embedded engine"))
    yield* example.phones
    // A moment for what the hangups still set off.
    yield* Effect.sleep("100 millis")
    const engine = yield* Engine
    const unanswered = (yield* engine.unanswered) + (yield* engine.pending)
    yield* say(`\n${yield* Trace.summary}, ${unanswered} unanswered`)
    if (unanswered > 0) {
      return yield* new RunFailed({ message: `${unanswered} messages were not answered`, exitCode: 1 })
    }
  })

/** Calls may end by themselves, for a while, before their handlers are interrupted; unless the engine is gone for good. */
const drained: Layer.Layer<never, never, Dispatcher> = Layer.effectDiscard(
  Effect.flatMap(Dispatcher, (yate) =>
    Effect.addFinalizer(() =>
      Effect.raceFirst(
        Effect.interruptible(yate.drain("8 seconds")),
        Effect.interruptible(Effect.ignore(yate.ended))
      )
    ))
)

/** Until the engine ends it, or a signal does. */
const runConnected = (example: Example, options: RunOptions, say: (text: string) => Effect.Effect<void>) =>
  Effect.gen(function*() {
    const { target } = options
    const where = target._tag === "Tcp"
      ? `${target.host}:${target.port}`
      : target._tag === "Unix"
      ? target.path
      : "stdio"
    yield* say(`${greeting(example, where)}. Ctrl-C ends it`)
    const yate = yield* Dispatcher
    yield* Effect.ensuring(yate.ended, Effect.flatMap(Trace.summary, (summary) => say(`\n${summary}`)))
  })

/** Runs an example to its end. */
export const run = (example: Example, options: RunOptions): Effect.Effect<void, RunFailed> => {
  const { once, role, sounds, target } = options
  const toStderr = target._tag === "Stdio"
  const say = toStderr ? Console.error : Console.log
  const base = Layer.mergeAll(
    Trace.layerConsole({ toStderr }),
    // Standard output is the trace's, or the engine's.
    Layer.succeed(Logger.LogToStderr, true),
    Layer.effect(Sounds, sounds === undefined ? Sounds : Effect.succeed(sounds))
  )
  const program = Effect.gen(function*() {
    const dispatcher = Dispatcher.layerWith({ trackName: example.name, once })
    if (target._tag === "Embedded") {
      const engine = Layer.unwrap(Effect.map(Sounds, (soundsPath) => Engine.layer({ soundsPath })))
      const layer = Layer.provideMerge(example.program, dispatcher).pipe(
        Layer.provide(EngineTransport.layer()),
        Layer.provideMerge(engine)
      )
      return yield* Effect.provide(Effect.scoped(runEmbedded(example, say)), layer)
    }
    // A registration that finds no engine any more says less than what ended the connection: that is told instead.
    const launched = Effect.catchIf(
      Layer.launch(Layer.provide(drained, example.program)),
      (error) => error.reason._tag === "Closed",
      () => Effect.never
    )
    return yield* Effect.raceFirst(launched, runConnected(example, options, say)).pipe(
      Effect.provide(Layer.provide(dispatcher, transport(target, role)))
    )
  })
  return program.pipe(Effect.mapError(failed), Effect.provide(base))
}
