/** Runs an example on the transport that was chosen: with phones on the embedded engine, or until it is told to stop. */
import { Dispatcher, type RegistrationError } from "@yatefx/dispatcher"
import { type CallEnded, type CallRejected, Engine, EngineTransport } from "@yatefx/engine"
import type { Transport, TransportError } from "@yatefx/transport"
import { StdioTransport } from "@yatefx/transport-stdio"
import { TcpTransport, UnixTransport } from "@yatefx/transport-tcp"
import { Console, Data, Effect, Layer, Logger, Runtime } from "effect"
import { CliError, type Command } from "effect/cli"
import type { Example, ExampleFailed, Given } from "./Example.ts"
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

type Failure = TransportError | RegistrationError | CallRejected | CallEnded | ExampleFailed | RunFailed

const failed = (error: Failure): RunFailed =>
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

const greeting = ({ description, name }: Titled, where: string): string => `${name} on ${where}: ${description}`

type Titled = Pick<Example, "name" | "description">

/** What an example does, with its own options given. */
interface Job extends Titled {
  readonly program: ReturnType<Example["program"]>
  readonly phones: ReturnType<NonNullable<Example["phones"]>> | undefined
  readonly task: ReturnType<NonNullable<Example["task"]>> | undefined
}

/** The phones call, hang up, the task is done, and everything must have been answered. */
const runEmbedded = (job: Job, say: (text: string) => Effect.Effect<void>) =>
  Effect.gen(function*() {
    yield* say(greeting(job, "the embedded engine"))
    yield* Effect.all([job.phones ?? Effect.void, job.task ?? Effect.void], { concurrency: 2, discard: true })
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

/** Until the task is done, the engine ends it, or a signal does. */
const runConnected = (job: Job, options: RunOptions, say: (text: string) => Effect.Effect<void>) =>
  Effect.gen(function*() {
    const { target } = options
    const where = target._tag === "Tcp"
      ? `${target.host}:${target.port}`
      : target._tag === "Unix"
      ? target.path
      : "stdio"
    yield* say(`${greeting(job, where)}. Ctrl-C ends it`)
    const yate = yield* Dispatcher
    const work = job.task === undefined ? yate.ended : Effect.raceFirst(job.task, yate.ended)
    yield* Effect.ensuring(
      work,
      // A task has told what it did by itself.
      Effect.flatMap(
        Trace.summary,
        (summary) => job.task !== undefined && summary === Trace.nothing ? Effect.void : say(`\n${summary}`)
      )
    )
  })

/** Runs an example to its end. */
export const run = <Flags extends Command.Command.Config>(
  example: Example<Flags>,
  own: Given<Flags>,
  options: RunOptions
): Effect.Effect<void, RunFailed> => {
  const { once, role, sounds, target } = options
  const toStderr = target._tag === "Stdio"
  const say = toStderr ? Console.error : Console.log
  const base = Layer.mergeAll(
    Trace.layerConsole({ toStderr }),
    // Standard output is the trace's, or the engine's.
    Layer.succeed(Logger.LogToStderr, true),
    Layer.effect(Sounds, sounds === undefined ? Sounds : Effect.succeed(sounds))
  )
  const job: Job = {
    name: example.name,
    description: example.description,
    program: example.program(own),
    phones: example.phones?.(own),
    task: example.task?.(own)
  }
  const program = Effect.gen(function*() {
    const dispatcher = Dispatcher.layerWith({ trackName: example.name, once })
    if (target._tag === "Embedded") {
      const engine = Layer.unwrap(
        Effect.map(
          Sounds,
          (soundsPath) =>
            Engine.layer({ soundsPath, holdMusic: { default: `${soundsPath}/music.mulaw` }, ...example.engine?.(own) })
        )
      )
      const layer = Layer.provideMerge(job.program, dispatcher).pipe(
        Layer.provide(EngineTransport.layer()),
        Layer.provideMerge(engine)
      )
      return yield* Effect.provide(Effect.scoped(runEmbedded(job, say)), layer)
    }
    // A registration that finds no engine any more says less than what ended the connection: that is told instead.
    const launched = Effect.catchIf(
      Layer.launch(Layer.provide(drained, job.program)),
      (error) => error._tag === "RegistrationError" && error.reason._tag === "Closed",
      () => Effect.never
    )
    return yield* Effect.raceFirst(launched, Effect.scoped(runConnected(job, options, say))).pipe(
      Effect.provide(Layer.provide(dispatcher, transport(target, role)))
    )
  })
  return program.pipe(Effect.mapError(failed), Effect.provide(base))
}
