/**
 * What can be said of a wait, a subscription, a handler, a message to send, and of the dispatcher itself.
 *
 * @since 0.1.0
 */
import type { Definition } from "@yatefx/messages"
import type { Frame, Parameters } from "@yatefx/protocol"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type { IncomingMessage, WaitingMessage, WatchedMessage } from "./IncomingMessage.ts"

/**
 * How the engine is asked for a name. Those who agree share one install; each other priority or filter of a name gets a
 * connection of its own, and the message then comes at each.
 *
 * @category models
 * @since 0.1.0
 */
export interface InstallOptions {
  /** Where in the engine's chain of handlers: lower is earlier. The dispatcher's `priority` by default. */
  readonly priority?: number
  /** A filter on the engine's side: messages that don't match it are not sent to us at all. */
  readonly filter?: Frame.Filter
}

/**
 * Which messages are meant.
 *
 * @category models
 * @since 0.1.0
 */
export interface Selection<D extends Definition.Any, Message> {
  /** Values that parameters must have. Indexed: it costs the same however many wait. */
  readonly where?: Definition.Where<D>
  /** A further test; one that throws counts as no match, and is logged. Prefer `where`, which is indexed. */
  readonly guard?: (message: Message) => boolean
}

/**
 * Options of a wait for one message.
 *
 * @category models
 * @since 0.1.0
 */
export interface MessageOptions<D extends Definition.Any> extends Selection<D, IncomingMessage<D>>, InstallOptions {
  /** Answers "processed" as soon as the message is taken. */
  readonly autoreturn?: boolean
}

/**
 * Options of a wait for one watched message.
 *
 * @category models
 * @since 0.1.0
 */
export interface WatchOptions<D extends Definition.Any> extends Selection<D, WatchedMessage<D>> {}

/**
 * Options that end a wait early.
 *
 * @category models
 * @since 0.1.0
 */
export interface UntilOptions<Event> {
  /** Ends the wait when it succeeds: the wait fails with `Abandoned`. */
  readonly until?: Effect.Effect<Event>
}

/**
 * Options of a stream.
 *
 * @category models
 * @since 0.1.0
 */
export interface StreamOptions {
  /** How many messages may wait in the stream, 256 by default. Those over it are passed by, counted and logged. */
  readonly capacity?: number
}

/**
 * Options of a handler.
 *
 * @category models
 * @since 0.1.0
 */
export interface HandleOptions<D extends Definition.Any> extends Selection<D, IncomingMessage<D>>, InstallOptions {
  /** Where among this program's handlers of the name: lower is asked earlier; 0 by default, then the older one. */
  readonly order?: number
}

/**
 * Options of a message to send.
 *
 * @category models
 * @since 0.1.0
 */
export interface SendOptions {
  /** Parameters that the definition doesn't name, added after the typed ones. */
  readonly parameters?: ReadonlyArray<Parameters.Change>
  /** The return value that the message starts with. */
  readonly returnValue?: string
}

/**
 * Options of a message whose answer is awaited.
 *
 * @category models
 * @since 0.1.0
 */
export interface DispatchOptions extends SendOptions {
  /**
   * Sends the message on behalf of one that still waits for our answer: it then acts on that call's channel
   * (`userdata-derive.txt`).
   */
  readonly onBehalfOf?: WaitingMessage
  /** How long the answer is awaited, a minute by default. */
  readonly timeout?: Duration.Input
}

/**
 * Options of a dispatcher. The defaults suit a program that handles calls on one engine.
 *
 * @category models
 * @since 0.1.0
 */
export interface DispatcherOptions {
  /** What the engine is called in the log, in metrics and in the status; by default the address that is dialled. */
  readonly name?: string
  /** The name under which the engine lists this program in `handlers`; `yatefx` by default. */
  readonly trackName?: string
  /** The priority of installs that don't name one; 80 by default, before the engine's own routing at 100. */
  readonly priority?: number
  /** The engine's read buffer to ask for, in bytes: 2048 to 65536, which is the default. */
  readonly bufsize?: number
  /**
   * When a message that nobody answered is answered as not processed: 8 seconds by default, and never later than
   * four fifths of the timeout that the engine has for this connection.
   */
  readonly answerDeadline?: Duration.Input
  /** How long a name stays installed after its last user has gone: 5 seconds by default. */
  readonly uninstallGrace?: Duration.Input
  /** How many messages may wait for this program's answer: 500 by default. Those over it are passed by at once. */
  readonly maxWaiting?: number
  /** How many effects may wait to send something, while the engine is away or doesn't read: 1000 by default. */
  readonly maxOffline?: number
  /** Bytes that may wait to be written before reading and sending pause: 1 MiB by default. */
  readonly maxOutbox?: number
  /** The first delay before dialling again, 250 ms by default; doubled each time, with jitter. */
  readonly retryDelay?: Duration.Input
  /** The longest delay before dialling again: 10 seconds by default. */
  readonly maxRetryDelay?: Duration.Input
  /**
   * Gives up when a dial fails, instead of trying again: for programs that are run by hand. The failure is not logged:
   * take it from `ended`.
   */
  readonly once?: boolean
  /**
   * How often it is looked whether anything was heard, 15 seconds by default; if not, the engine is asked something small.
   * Infinite: never.
   */
  readonly heartbeat?: Duration.Input
  /** How long its answer may take before the link counts as lost: 10 seconds by default. */
  readonly heartbeatTimeout?: Duration.Input
  /**
   * From when on an answer is slow, and named in the log: a quarter of the answer deadline by default. When all but one
   * of the engine's threads wait for us that long, or the event loop is that far behind, new messages are passed by.
   */
  readonly slowAfter?: Duration.Input
  /**
   * How many connections there may be to the engine, 8 by default: a name with several priorities or filters needs one
   * for each.
   */
  readonly maxConnections?: number
  /**
   * How long the end of the dispatcher waits for handlers that still run: not at all by default, since those of a program
   * end with their own scopes, which close before. To let those finish, run `drain` first.
   */
  readonly drainTimeout?: Duration.Input
  /** Makes a span for each handled message. Off by default: it costs more than the message does. */
  readonly spans?: boolean
}
