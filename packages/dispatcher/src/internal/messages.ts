/** What a program holds of a message: a snapshot, and for one that waits, the way to answer it. */
import { Definition, type Misfit } from "@yatefx/messages"
import { type Frame, Parameters, type ProtocolError } from "@yatefx/protocol"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { AlreadyAnswered, AnswerError } from "../DispatcherError.ts"
import type { Decision, IncomingMessage, WaitingMessage, WatchedMessage } from "../IncomingMessage.ts"
import type { Hand, Held, Read } from "./hand.ts"
import type { Registration } from "./registry.ts"

/** A watched message on its way to all who want it. */
export interface Seen {
  readonly frame: Frame.MessageReply
  /** What it was last read as. */
  read: Read | undefined
  /** Made here, for a channel that was gone when the engine came back. */
  readonly isLost: boolean
}

/** What a message needs of the dispatcher. */
export interface Answering {
  readonly hand: Hand
  /** Milliseconds of the monotonic clock. */
  readonly now: () => number
  /** Offers a message to whoever comes after its taker. */
  readonly passOn: (held: Held) => void
}

const noChanges = Result.succeed(Parameters.Parameters.empty)

const encodeChanges = <D extends Definition.Any>(
  definition: D,
  { changes, raw }: Decision<D>
): Result.Result<Parameters.Parameters, Misfit | ProtocolError.EncodeError> => {
  if (changes === undefined) return raw === undefined || raw.length === 0 ? noChanges : Parameters.encode(raw)
  const typed = Definition.encodeChanges(definition, changes)
  if (Result.isFailure(typed)) return Result.fail(typed.failure)
  return Parameters.encode(raw === undefined ? typed.success : [...typed.success, ...raw])
}

const encodeDecision = <D extends Definition.Any>(
  definition: D,
  { id, returnValue: before }: Frame.Message,
  decision: Decision<D>
): Result.Result<Frame.MessageReply, Misfit | ProtocolError.EncodeError> => {
  const { name = "", processed } = decision
  const changed = encodeChanges(definition, decision)
  if (Result.isFailure(changed)) return Result.fail(changed.failure)
  const parameters = changed.success
  let returnValue: string | undefined
  if (decision.returnValue !== undefined) {
    const text = Definition.encodeReturns(definition, decision.returnValue)
    if (Result.isFailure(text)) return Result.fail(text.failure)
    returnValue = text.success
    // Only the shortest answer keeps the return value by itself.
  } else if (parameters.encoded !== "" || name !== "") returnValue = before
  return Result.succeed({ _tag: "MessageReply", id, processed, name, returnValue, parameters })
}

/** Answers a message that waits; one whose answer can't be sent is answered "not processed". */
export const answerAtOnce = <D extends Definition.Any>(
  definition: D,
  held: Held,
  decision: Decision<D>,
  { hand, now }: Answering
): Result.Result<void, Misfit | ProtocolError.EncodeError> => {
  // One that was lost with its link wants no answer.
  if (held.state !== "waiting") return Result.void
  const encoded = encodeDecision(definition, held.frame, decision)
  const answered = Result.isSuccess(encoded) ? hand.answer(held, encoded.success, now()) : Result.fail(encoded.failure)
  if (Result.isFailure(answered)) hand.fallBack(held, "refused")
  return answered
}

class Incoming<D extends Definition.Any> implements IncomingMessage<D> {
  readonly definition: D
  readonly #read: () => Definition.Params<D>
  readonly #held: Held
  readonly #taker: Registration<Held>
  readonly #answering: Answering

  constructor(
    definition: D,
    read: () => Definition.Params<D>,
    held: Held,
    taker: Registration<Held>,
    answering: Answering
  ) {
    this.definition = definition
    this.#read = read
    this.#held = held
    this.#taker = taker
    this.#answering = answering
  }

  get id(): string {
    return this.#held.frame.id
  }

  get params(): Definition.Params<D> {
    return this.#read()
  }

  get name(): string {
    return this.#held.frame.name
  }

  get time(): number {
    return this.#held.frame.time
  }

  get returnValue(): string {
    return this.#held.frame.returnValue
  }

  get parameters(): Parameters.Parameters {
    return this.#held.frame.parameters
  }

  #refused(reason: AnswerError["reason"]): Effect.Effect<never, AnswerError> {
    return Effect.fail(new AnswerError({ messageName: this.name, reason }))
  }

  /** Why it is not ours to answer any more. */
  get #refusal(): AnswerError["reason"] | undefined {
    return this.#held.taker === this.#taker ? this.#answering.hand.refusal(this.#held) : new AlreadyAnswered()
  }

  ret(
    processed: boolean,
    returnValue?: Definition.Returns<D>,
    changes?: Definition.Changes<D>,
    raw?: ReadonlyArray<Parameters.Change>
  ): Effect.Effect<void, AnswerError> {
    return Effect.suspend(() => {
      const refusal = this.#refusal
      if (refusal !== undefined) return this.#refused(refusal)
      const answered = answerAtOnce(
        this.definition,
        this.#held,
        { processed, returnValue, changes, raw },
        this.#answering
      )
      return Result.isSuccess(answered) ? Effect.void : this.#refused(answered.failure)
    })
  }

  get pass(): Effect.Effect<void, AnswerError> {
    return Effect.suspend(() => {
      const refusal = this.#refusal
      if (refusal !== undefined) return this.#refused(refusal)
      this.#answering.passOn(this.#held)
      return Effect.void
    })
  }

  static heldOf(message: WaitingMessage): Held | undefined {
    return message instanceof Incoming ? message.#held : undefined
  }
}

/** The message behind a handle that a program holds. */
export const heldOf = (message: WaitingMessage): Held | undefined => Incoming.heldOf(message)

/** Reads a message in hand by a definition, for the one who is to have it. */
export const incoming = <D extends Definition.Any>(
  definition: D,
  held: Held,
  taker: Registration<Held>,
  answering: Answering
): Result.Result<IncomingMessage<D>, Misfit> => {
  const read = readOnce(definition, held)
  return Result.isSuccess(read)
    ? Result.succeed(new Incoming(definition, read.success, held, taker, answering))
    : Result.fail(read.failure)
}

/** Reads once for all who are asked with the same definition: a guard needs the parameters too. */
const readOnce = <D extends Definition.Any>(
  definition: D,
  source: Held | Seen
): Result.Result<() => Definition.Params<D>, Misfit> => {
  // The definition is the same, and so is the type that it gives.
  if (source.read?.definition === definition) {
    return source.read.params as Result.Result<() => Definition.Params<D>, Misfit>
  }
  const params = Definition.reader(definition, source.frame.parameters)
  source.read = { definition, params }
  return params
}

class Watched<D extends Definition.Any> implements WatchedMessage<D> {
  readonly definition: D
  readonly #read: () => Definition.Params<D>
  readonly #frame: Frame.MessageReply
  readonly lost: boolean

  constructor(definition: D, read: () => Definition.Params<D>, { frame, isLost }: Seen) {
    this.definition = definition
    this.#read = read
    this.#frame = frame
    this.lost = isLost
  }

  get name(): string {
    return this.#frame.name
  }

  get processed(): boolean {
    return this.#frame.processed === true
  }

  get returnValue(): string {
    return this.#frame.returnValue ?? ""
  }

  get params(): Definition.Params<D> {
    return this.#read()
  }

  get parameters(): Parameters.Parameters {
    return this.#frame.parameters
  }
}

/** Reads a watched message by a definition. */
export const watched = <D extends Definition.Any>(
  definition: D,
  seen: Seen
): Result.Result<WatchedMessage<D>, Misfit> =>
  Result.map(readOnce(definition, seen), (read) => new Watched(definition, read, seen))
