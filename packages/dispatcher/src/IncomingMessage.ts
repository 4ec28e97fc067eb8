/**
 * What a program receives: a message that waits for its answer, or one that it watched.
 *
 * Both are snapshots: reading one is always allowed, before the answer and after it, on every transport.
 *
 * @since 0.1.0
 */
import type { Definition } from "@yatefx/messages"
import type { Parameters } from "@yatefx/protocol"
import type * as Effect from "effect/Effect"
import type { AnswerError } from "./DispatcherError.ts"

/**
 * A message that waits for this program's answer, whatever its definition.
 *
 * @category models
 * @since 0.1.0
 */
export interface WaitingMessage {
  /** The engine's id of the message; it tells messages apart and nothing else. */
  readonly id: string
  /** The name on the wire. */
  readonly name: string
}

/**
 * A message from the engine. A thread of the engine, and with it a caller, waits until it is answered: answer first,
 * work afterwards.
 *
 * @category models
 * @since 0.1.0
 */
export interface IncomingMessage<D extends Definition.Any> extends WaitingMessage {
  readonly definition: D
  /** When the engine made it, in seconds since 1970. */
  readonly time: number
  /** The return value that handlers before this program have set. */
  readonly returnValue: string
  /** What the definition names, typed. */
  readonly params: Definition.Params<D>
  /** All parameters, as text, in order, repeated names included. */
  readonly parameters: Parameters.Parameters
  /**
   * Answers, exactly once. `processed` ends the message's way through the engine's handlers; the return value is kept
   * when it is missing; `changes` sets parameters, and deletes those that are `null`. `raw` does so for parameters that
   * the definition doesn't name: pairs, with `undefined` to delete.
   *
   * Fails with an `AnswerError` when the message was answered before, the deadline has passed, the link is lost, or
   * the answer can't be sent as it is; in the last case the engine is told "not processed".
   */
  readonly ret: (
    processed: boolean,
    returnValue?: Definition.Returns<D>,
    changes?: Definition.Changes<D>,
    raw?: ReadonlyArray<Parameters.Change>
  ) => Effect.Effect<void, AnswerError>
  /** Leaves the message to the next handler of this program; without one, to the engine's, as not processed. */
  readonly pass: Effect.Effect<void, AnswerError>
}

/**
 * An answer as a value, for one who decides at once (`decide`). It says what `ret` says.
 *
 * @category models
 * @since 0.1.0
 */
export interface Decision<D extends Definition.Any> {
  /** Whether the message's way through the engine's handlers ends here. */
  readonly processed: boolean
  /** Kept as it is when missing. */
  readonly returnValue?: Definition.Returns<D> | undefined
  /** Sets parameters, and deletes those that are `null`. */
  readonly changes?: Definition.Changes<D> | undefined
  /** The same for parameters that the definition doesn't name: pairs, with `undefined` to delete. */
  readonly raw?: ReadonlyArray<Parameters.Change> | undefined
  /**
   * Gives the message another name: when it isn't processed, the engine goes on to the handlers of that name which come
   * after this one, about the same channel (`Message.cpp:437`).
   */
  readonly name?: string | undefined
}

/**
 * A message as it was when its dispatch ended. Nobody waits for an answer to it.
 *
 * @category models
 * @since 0.1.0
 */
export interface WatchedMessage<D extends Definition.Any> {
  readonly definition: D
  /** The name on the wire. */
  readonly name: string
  /** Whether a handler said that it is processed. */
  readonly processed: boolean
  /**
   * Not the engine's: a `chan.hangup` made for a channel that was gone when the engine came back after a lost link. Its
   * `reason` is `lost`.
   */
  readonly lost: boolean
  readonly returnValue: string
  /** What the definition names, typed. */
  readonly params: Definition.Params<D>
  /** All parameters, as text, in order, repeated names included. */
  readonly parameters: Parameters.Parameters
}

/**
 * What came back for a message that the program dispatched.
 *
 * @category models
 * @since 0.1.0
 */
export interface Dispatched<D extends Definition.Any> {
  readonly definition: D
  /** The name that the message ended with; handlers may rename it, and `chan.masquerade` always does. */
  readonly name: string
  readonly processed: boolean
  readonly returnValue: Definition.Returns<D>
  /** What the definition names as its reply, typed. */
  readonly params: Definition.Reply<D>
  /** All parameters, as text, in order. */
  readonly parameters: Parameters.Parameters
}
