/** Serves the embedded engine, says what happens, and lets a person call in by lines on standard input. */
import { Engine, EngineListener, type EngineMessage } from "@yatefx/engine"
import { CallAnswered, CallExecute, CallRoute, ChanDtmf, ChanHangup, ChanNotify, Definition } from "@yatefx/messages"
import { Parameters } from "@yatefx/protocol"
import { Console, Context, Deferred, Effect, Layer, Logger, Result, Stdio, Stream } from "effect"
import { RunFailed } from "./run.ts"
import * as Switchboard from "./Switchboard.ts"
import * as Trace from "./Trace.ts"

/** What the command line says. */
export interface ServeOptions {
  readonly tcp: { readonly host: string; readonly port: number } | undefined
  readonly unix: string | undefined
  readonly role: "global" | "channel" | "none"
  readonly sounds: string
  readonly recordings: string | undefined
  readonly routes: ReadonlyArray<readonly [called: RegExp, target: string]>
}

/** EX_UNAVAILABLE of sysexits.h: the address is taken. */
const unavailable = 69

/** Tells who connects and goes. */
const told = (trace: Trace.Trace["Service"]) => (event: EngineListener.ConnectionEvent): Effect.Effect<void> =>
  trace.say("-", event._tag === "Opened" ? "connected" : event._tag === "Closed" ? "gone" : "refused", event.peer)

/** Traces each call, by what the engine's modules and the applications say about it. */
const traceCalls = Effect.gen(function*() {
  const engine = yield* Engine
  const trace = yield* Trace.Trace
  const context = yield* Effect.context<never>()
  const say = (call: string | undefined, event: string, detail?: string): void => {
    Effect.runForkWith(context)(trace.say(call ?? "-", event, detail))
  }
  yield* engine.watch("", (message, handled) => {
    switch (message.name) {
      case CallRoute.name: {
        const { called = "?", caller = "?", id } = read(CallRoute, message)
        return say(
          id,
          handled ? "routed" : "no route",
          `from ${caller} to ${called}${handled ? `: ${message.returnValue}` : ""}`
        )
      }
      case CallExecute.name: {
        const { callto = "?", id } = read(CallExecute, message)
        return say(id, handled ? "executed" : "failed", `to ${callto}`)
      }
      case CallAnswered.name: {
        const { id, peerid, targetid = peerid ?? id } = read(CallAnswered, message)
        return say(targetid, "answered", id === undefined ? "" : `by ${id}`)
      }
      case ChanDtmf.name: {
        const { id, text = "" } = read(ChanDtmf, message)
        return say(id, "key", `${text}${handled ? "" : ", not handled"}`)
      }
      case ChanNotify.name: {
        const { event = "", reason = event, targetid, id = targetid } = read(ChanNotify, message)
        return say(id, "notify", reason)
      }
      case ChanHangup.name: {
        const { id, reason = "" } = read(ChanHangup, message)
        return say(id, "hung up", reason)
      }
    }
  })
})

/** What a definition names of a message; nothing of one that doesn't fit it. */
const read = <D extends Definition.Any>(definition: D, message: EngineMessage): Partial<Definition.Params<D>> =>
  Parameters.encode(message.parameters, "engine").pipe(
    Result.flatMap((parameters) => Definition.decode(definition, parameters)),
    Result.getOrElse((): Partial<Definition.Params<D>> => ({}))
  )

/** Follows the lines on standard input until `quit`. Its end, as in a script that has none, changes nothing. */
const followInput = Effect.gen(function*() {
  const stdio = yield* Stdio.Stdio
  // An input that stays open would keep the process alive.
  yield* Effect.addFinalizer(() => Effect.sync(() => process.stdin.destroy()))
  const switchboard = yield* Switchboard.make
  const quit = yield* Deferred.make<void>()
  const lines = stdio.stdin.pipe(Stream.decodeText(), Stream.splitLines)
  const obey = Effect.fnUntraced(function*(line: string) {
    if (line.trim() === "quit") return yield* Effect.asVoid(Deferred.succeed(quit, undefined))
    const answer = yield* switchboard.obey(line)
    if (answer !== "") yield* Console.log(answer)
  })
  yield* Effect.forkScoped(Effect.ignore(Stream.runForEach(lines, obey)))
  yield* Deferred.await(quit)
})

/** Serves until `quit` or a signal. Fails when an address can't be listened on. */
export const serve = Effect.fnUntraced(function*(options: ServeOptions) {
  const { recordings, role, routes, sounds, tcp, unix } = options
  const program = Effect.gen(function*() {
    const trace = yield* Trace.Trace
    const onConnection = told(trace)
    const listeners = [
      ...(tcp === undefined ? [] : [EngineListener.tcp({ ...tcp, role, onConnection })]),
      ...(unix === undefined ? [] : [EngineListener.unix({ path: unix, role, onConnection })])
    ]
    yield* traceCalls
    for (const listener of listeners) {
      const { address } = Context.get(yield* Layer.build(listener), EngineListener.EngineListener)
      yield* Console.log(`the embedded engine listens on ${address}`)
    }
    yield* Console.log(`calls: ${Switchboard.usage}. Ctrl-C ends it`)
    yield* Effect.ensuring(followInput, Effect.flatMap(Trace.summary, (summary) => Console.log(`\n${summary}`)))
  })
  yield* program.pipe(
    Effect.mapError((error) => new RunFailed({ message: error.message, exitCode: unavailable })),
    Effect.scoped,
    Effect.provide(
      Engine.layer({ soundsPath: sounds, routes, ...(recordings === undefined ? {} : { recordingsPath: recordings }) })
    ),
    Effect.provide(Layer.merge(Trace.layerConsole({ toStderr: false }), Layer.succeed(Logger.LogToStderr, true)))
  )
})
