/** Sends what the program says to the engine, and brings back the answer. */
import { Definition, type Misfit } from "@yatefx/messages"
import { Codec, type Frame, Parameters, type ProtocolError } from "@yatefx/protocol"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { AlreadyAnswered, Closed, SendError, TimedOut } from "../DispatcherError.ts"
import type { Dispatched } from "../IncomingMessage.ts"
import type { DispatchOptions, SendOptions } from "../Options.ts"
import type { Connection } from "./connection.ts"
import { heldOf } from "./messages.ts"
import type { Confirmation, Loss, Session } from "./session.ts"

/** How long an answer is awaited when the caller doesn't say, in milliseconds. */
const defaultTimeout = 60_000

type Reason = SendError["reason"]

const fails = (messageName: string) => (reason: Reason): SendError => new SendError({ messageName, reason })

const makeFrame = <D extends Definition.Any>(
  definition: D,
  id: string,
  params: Definition.Send<D>,
  options: SendOptions
): Result.Result<Frame.Message, Misfit | ProtocolError.EncodeError> =>
  Result.gen(function*() {
    const changes = yield* Definition.encode(definition, params)
    const parameters = yield* Parameters.encode([...changes, ...(options.parameters ?? [])])
    const { returnValue = "" } = options
    // Checked before there is an engine to send it to: what is wrong with a message doesn't depend on one.
    const frame: Frame.Message = { _tag: "Message", id, time: 0, name: definition.name, returnValue, parameters }
    yield* Codec.encode(frame)
    return frame
  })

/** Sends a message that no answer is wanted to. */
export const enqueue = <D extends Definition.Any>(
  connection: Connection,
  definition: D,
  params: Definition.Send<D>,
  options: SendOptions
): Effect.Effect<void, SendError> =>
  Effect.gen(function*() {
    const frame = yield* Effect.fromResult(makeFrame(definition, "", params, options))
    const session = yield* connection.session
    session.outbox.push(yield* Effect.fromResult(session.encode(frame)))
  }).pipe(Effect.mapError(fails(definition.name)))

/** The session of the message that another is sent on behalf of: the engine knows its id there and nowhere else. */
const sessionOf = (options: DispatchOptions): Effect.Effect<Session | undefined, AlreadyAnswered> => {
  if (options.onBehalfOf === undefined) return Effect.succeed(undefined)
  const held = heldOf(options.onBehalfOf)
  return held?.state === "waiting" ? Effect.succeed(held.session) : Effect.fail(new AlreadyAnswered())
}

/** Sends a message and waits for what became of it. */
export const dispatch = <D extends Definition.Any>(
  connection: Connection,
  nextId: () => string,
  definition: D,
  params: Definition.Send<D>,
  options: DispatchOptions
): Effect.Effect<Dispatched<D>, SendError> => {
  const timeout = Duration.fromInputUnsafe(options.timeout ?? defaultTimeout)
  return Effect.gen(function*() {
    const id = options.onBehalfOf?.id ?? nextId()
    const frame = yield* Effect.fromResult(makeFrame(definition, id, params, options))
    const session = (yield* sessionOf(options)) ?? (yield* connection.session)
    const line = yield* Effect.fromResult(session.encode(frame))
    const reply = yield* Effect.callback<Frame.MessageReply, Loss>((resume) => {
      const settle = (outcome: Result.Result<Frame.MessageReply, Loss>): void => resume(Effect.fromResult(outcome))
      session.dispatches.add(id, settle)
      session.outbox.push(line)
      return Effect.sync(() => session.dispatches.remove(id, settle))
    }).pipe(
      Effect.timeoutOrElse({
        duration: timeout,
        orElse: () => Effect.fail(new TimedOut({ millis: Duration.toMillis(timeout) }))
      })
    )
    return yield* Effect.fromResult(readReply(definition, reply))
  }).pipe(Effect.mapError(fails(definition.name)))
}

const readReply = <D extends Definition.Any>(
  definition: D,
  reply: Frame.MessageReply
): Result.Result<Dispatched<D>, Misfit> =>
  Result.gen(function*() {
    return {
      definition,
      name: reply.name,
      processed: reply.processed === true,
      returnValue: yield* Definition.decodeReturns(definition, reply.returnValue ?? ""),
      params: yield* Definition.decodeReply(definition, reply.parameters),
      parameters: reply.parameters
    }
  })

/** Sets a local parameter, or asks for one with an empty value. */
export const setLocal = (connection: Connection, name: string, value: string): Effect.Effect<Frame.SetLocalReply, SendError> =>
  Effect.flatMap(connection.session, (session) =>
    Effect.callback<Confirmation, Loss | ProtocolError.EncodeError>((resume) => {
      const asked = session.request({ _tag: "SetLocal", name, value }, (outcome) => resume(Effect.fromResult(outcome)))
      if (Result.isFailure(asked)) resume(Effect.fail(asked.failure))
    })).pipe(
      Effect.flatMap((reply) => reply._tag === "SetLocalReply" ? Effect.succeed(reply) : Effect.fail(new Closed())),
      Effect.mapError(fails(`setlocal ${name}`))
    )

/** Sends a command that has no answer. */
export const tell = (connection: Connection, frame: Frame.Output | Frame.Debug): Effect.Effect<void, SendError> =>
  Effect.flatMap(connection.session, (session) =>
    Effect.map(Effect.fromResult(session.encode(frame)), (line) => session.outbox.push(line))).pipe(
      Effect.mapError(fails(frame._tag.toLowerCase()))
    )
