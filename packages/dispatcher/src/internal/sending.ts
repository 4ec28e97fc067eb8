/** Sends what the program says to the engine, and brings back the answer. */
import { Definition, type Misfit } from "@yatefx/messages"
import { Codec, type Frame, Parameters, type ProtocolError } from "@yatefx/protocol"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Alarm, Alarms } from "../Alarms.ts"
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

/** What all that is sent has in common. */
export interface Sender {
  readonly nextId: () => string
  /** For the time limits of what is asked. */
  readonly alarms: Alarms
}

const makeFrame = (
  definition: Definition.Any,
  id: string,
  params: Definition.Send<Definition.Any>,
  { parameters: more = [], returnValue = "" }: SendOptions
): Result.Result<Frame.Message, Misfit | ProtocolError.EncodeError> => {
  const changes = Definition.encode(definition, params)
  if (Result.isFailure(changes)) return Result.fail(changes.failure)
  const parameters = Parameters.encode([...changes.success, ...more])
  if (Result.isFailure(parameters)) return Result.fail(parameters.failure)
  const frame: Frame.Message = {
    _tag: "Message",
    id,
    time: 0,
    name: definition.name,
    returnValue,
    parameters: parameters.success
  }
  return Result.succeed(frame)
}

/**
 * What is wrong with a frame is said before there is an engine to send it to, or room to write it. While there is, writing
 * it says so: to do it twice takes 10 % of a dispatch.
 */
const checkedFor = (connection: Connection, made: ReturnType<typeof makeFrame>): typeof made =>
  connection.isReady ? made : Result.flatMap(made, (frame) => Result.map(Codec.encode(frame), () => frame))

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
  Effect.suspend(() => {
    const frame = checkedFor(connection, makeFrame(definition, "", params, options))
    return Result.isSuccess(frame) ? post(connection, frame.success) : Effect.fail(frame.failure)
  }).pipe(Effect.mapError(fails(definition.name)))

/** Registers the callback, and says how to let go of it. */
type Asking<A> = (session: Session, callback: Callback<A>) => Result.Result<() => void, Reason>

/** Asks on a session, and waits so many milliseconds for the answer; `orElse` runs when the session is gone already. */
const askOn = <A>(
  session: Session,
  alarms: Alarms,
  millis: number,
  ask: Asking<A>,
  orElse: () => Effect.Effect<A, Reason>
): Effect.Effect<A, Reason> =>
  Effect.callback<A, Reason>((resume) => {
    if (!session.isOpen) return resume(orElse())
    let alarm: Alarm | undefined
    const asked = ask(session, (outcome) => {
      if (alarm !== undefined) alarms.clear(alarm)
      resume(Effect.fromResult(outcome))
    })
    if (Result.isFailure(asked)) return resume(Effect.fail(asked.failure))
    const letGo = asked.success
    if (millis < Infinity) {
      alarm = alarms.set(millis, () => {
        letGo()
        resume(Effect.fail(new TimedOut({ millis })))
      })
    }
    return Effect.sync(() => {
      if (alarm !== undefined) alarms.clear(alarm)
      letGo()
    })
  })

/** Asks on the session in force, and waits for the answer. */
const exchange = <A>(
  connection: Connection,
  alarms: Alarms,
  millis: number,
  ask: Asking<A>
): Effect.Effect<A, Reason> =>
  connection.send((session) => askOn(session, alarms, millis, ask, () => exchange(connection, alarms, millis, ask)))

/** Writes a dispatch on a session, and waits in its table. */
const askDispatch =
  (frame: Frame.Message, onBehalfOf?: WaitingMessage): Asking<Frame.MessageReply> => (session, callback) => {
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
  { alarms, nextId }: Sender,
  definition: D,
  params: Definition.Send<D>,
  options: DispatchOptions
): Effect.Effect<Dispatched<D>, SendError> =>
  Effect.suspend(() => {
    const { onBehalfOf } = options
    const millis = Duration.toMillis(Duration.fromInputUnsafe(options.timeout ?? defaultTimeout))
    const through = onBehalfOf === undefined ? connection : heldOf(onBehalfOf)?.session.connection ?? connection
    const frame = checkedFor(through, makeFrame(definition, onBehalfOf?.id ?? nextId(), params, options))
    if (Result.isFailure(frame)) return Effect.fail(frame.failure)
    return Effect.flatMap(
      exchange(through, alarms, millis, askDispatch(frame.success, onBehalfOf)),
      (reply) => readReply(definition, reply)
    )
  }).pipe(Effect.mapError(fails(definition.name)))

/** As `dispatch`, on a session that may not be restored yet. */
export const dispatchOn = <D extends Definition.Any>(
  session: Session,
  { alarms, nextId }: Sender,
  definition: D,
  params: Definition.Send<D>,
  timeout: Duration.Duration
): Effect.Effect<Dispatched<D>, SendError> =>
  Effect.suspend(() => {
    const frame = makeFrame(definition, nextId(), params, {})
    if (Result.isFailure(frame)) return Effect.fail(frame.failure)
    const gone = () => Effect.fail(new Disconnected())
    return Effect.flatMap(
      askOn(session, alarms, Duration.toMillis(timeout), askDispatch(frame.success), gone),
      (reply) => readReply(definition, reply)
    )
  }).pipe(Effect.mapError(fails(definition.name)))

const readReply = <D extends Definition.Any>(
  definition: D,
  { name, parameters, processed, returnValue = "" }: Frame.MessageReply
): Effect.Effect<Dispatched<D>, Misfit> => {
  const returned = Definition.decodeReturns(definition, returnValue)
  if (Result.isFailure(returned)) return Effect.fail(returned.failure)
  const params = Definition.decodeReply(definition, parameters)
  if (Result.isFailure(params)) return Effect.fail(params.failure)
  return Effect.succeed({
    definition,
    name,
    processed: processed === true,
    returnValue: returned.success,
    params: params.success,
    parameters
  })
}

/** Sets a local parameter, or asks for one with an empty value. */
export const setLocal = (
  connection: Connection,
  { alarms }: Sender,
  name: string,
  value: string
): Effect.Effect<Frame.SetLocalReply, SendError> =>
  exchange<Confirmation>(
    connection,
    alarms,
    defaultTimeout,
    (session, callback) => session.request({ _tag: "SetLocal", name, value }, callback)
  ).pipe(
    Effect.flatMap((reply) => reply._tag === "SetLocalReply" ? Effect.succeed(reply) : Effect.fail(new Closed({}))),
    Effect.mapError(fails(`setlocal ${name}`))
  )

/** Sends a command that has no answer. */
export const tell = (connection: Connection, frame: Frame.Output | Frame.Debug): Effect.Effect<void, SendError> =>
  Effect.mapError(post(connection, frame), fails(frame._tag.toLowerCase()))
