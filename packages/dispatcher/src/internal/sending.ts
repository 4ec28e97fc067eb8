/** Sends what the program says to the engine, and brings back the answer. */
import { Definition, type Misfit } from "@yatefx/messages"
import { Codec, type Frame, Parameters, type ProtocolError } from "@yatefx/protocol"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { AlreadyAnswered, Closed, Disconnected, SendError, TimedOut } from "../DispatcherError.ts"
import type { Dispatched, WaitingMessage } from "../IncomingMessage.ts"
import type { DispatchOptions, SendOptions } from "../Options.ts"
import type { Connection } from "./connection.ts"
import { heldOf } from "./messages.ts"
import type { Confirmation, Session } from "./session.ts"
import type { Callback } from "./waiting.ts"

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

/** Sends a line that has no answer. */
const post = (connection: Connection, frame: Frame.Frame): Effect.Effect<void, Reason> =>
  connection.send((session) =>
    Effect.fromResult(Result.map(session.encode(frame), (line) => session.outbox.push(line)))
  )

/** Sends a message that no answer is wanted to. */
export const enqueue = <D extends Definition.Any>(
  connection: Connection,
  definition: D,
  params: Definition.Send<D>,
  options: SendOptions
): Effect.Effect<void, SendError> =>
  Effect.suspend(() => Effect.fromResult(makeFrame(definition, "", params, options))).pipe(
    Effect.flatMap((frame) => post(connection, frame)),
    Effect.mapError(fails(definition.name))
  )

/**
 * Asks on a session, and waits for the answer; `orElse` runs when the session is gone already. `ask` registers the
 * callback and says how to let go of it.
 */
const asking = <A>(
  session: Session,
  ask: (session: Session, callback: Callback<A>) => Result.Result<() => void, Reason>,
  orElse: () => Effect.Effect<A, Reason>
): Effect.Effect<A, Reason> =>
  Effect.callback<A, Reason>((resume) => {
    if (!session.isOpen) return resume(orElse())
    const asked = ask(session, (outcome) => resume(Effect.fromResult(outcome)))
    return Result.isSuccess(asked) ? Effect.sync(asked.success) : resume(Effect.fail(asked.failure))
  })

const within = (timeout: Duration.Duration) => <A>(self: Effect.Effect<A, Reason>): Effect.Effect<A, Reason> =>
  Effect.timeoutOrElse(self, {
    duration: timeout,
    orElse: () => Effect.fail(new TimedOut({ millis: Duration.toMillis(timeout) }))
  })

/** Asks on the session in force, and waits for the answer. */
const exchange = <A>(
  connection: Connection,
  timeout: Duration.Duration,
  ask: (session: Session, callback: Callback<A>) => Result.Result<() => void, Reason>
): Effect.Effect<A, Reason> =>
  connection.send((session) => within(timeout)(asking(session, ask, () => exchange(connection, timeout, ask))))

/** Writes a dispatch on a session, and waits in its table. */
const askDispatch =
  (frame: Frame.Message, onBehalfOf?: WaitingMessage) =>
  (session: Session, callback: Callback<Frame.MessageReply>): Result.Result<() => void, Reason> => {
    if (onBehalfOf !== undefined) {
      // The engine knows its id as long as it waits, and on its own link.
      const held = heldOf(onBehalfOf)
      if (held?.state !== "waiting" || held.session !== session) return Result.fail(new AlreadyAnswered())
    }
    return Result.map(session.encode(frame), (line) => {
      const entry = session.dispatches.add(frame.id, frame.name, callback)
      session.outbox.push(line)
      // The answer still comes, and under a borrowed id it must not reach another who waits.
      return () => session.dispatches.abandon(frame.id, entry, { keepPlace: onBehalfOf !== undefined })
    })
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
    const { onBehalfOf } = options
    const frame = yield* Effect.fromResult(makeFrame(definition, onBehalfOf?.id ?? nextId(), params, options))
    const through = onBehalfOf === undefined ? connection : heldOf(onBehalfOf)?.session.connection ?? connection
    const reply = yield* exchange(through, timeout, askDispatch(frame, onBehalfOf))
    return yield* Effect.fromResult(readReply(definition, reply))
  }).pipe(Effect.mapError(fails(definition.name)))
}

/** As `dispatch`, on a session that may not be restored yet. */
export const dispatchOn = <D extends Definition.Any>(
  session: Session,
  nextId: () => string,
  definition: D,
  params: Definition.Send<D>,
  timeout: Duration.Duration
): Effect.Effect<Dispatched<D>, SendError> =>
  Effect.gen(function*() {
    const frame = yield* Effect.fromResult(makeFrame(definition, nextId(), params, {}))
    const reply = yield* within(timeout)(asking(session, askDispatch(frame), () => Effect.fail(new Disconnected())))
    return yield* Effect.fromResult(readReply(definition, reply))
  }).pipe(Effect.mapError(fails(definition.name)))

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
export const setLocal = (
  connection: Connection,
  name: string,
  value: string
): Effect.Effect<Frame.SetLocalReply, SendError> =>
  exchange<Confirmation>(
    connection,
    Duration.fromInputUnsafe(defaultTimeout),
    (session, callback) => session.request({ _tag: "SetLocal", name, value }, callback)
  ).pipe(
    Effect.flatMap((reply) => reply._tag === "SetLocalReply" ? Effect.succeed(reply) : Effect.fail(new Closed({}))),
    Effect.mapError(fails(`setlocal ${name}`))
  )

/** Sends a command that has no answer. */
export const tell = (connection: Connection, frame: Frame.Output | Frame.Debug): Effect.Effect<void, SendError> =>
  Effect.mapError(post(connection, frame), fails(frame._tag.toLowerCase()))
