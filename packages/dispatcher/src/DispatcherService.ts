/**
 * What the dispatcher does for a program.
 *
 * @since 0.1.0
 */
import type { Definition, Misfit } from "@yatefx/messages"
import type { TransportError } from "@yatefx/transport"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type * as Stream from "effect/Stream"
import type { ConnectionStatus } from "./ConnectionStatus.ts"
import type { Abandoned, RegistrationError, SendError } from "./DispatcherError.ts"
import type { Decision, Dispatched, IncomingMessage, WatchedMessage } from "./IncomingMessage.ts"
import type {
  DispatchOptions,
  HandleOptions,
  MessageOptions,
  SendOptions,
  StreamOptions,
  UntilOptions,
  WatchOptions
} from "./Options.ts"

/**
 * The error that a wait with `until` can have in addition.
 *
 * @category models
 * @since 0.1.0
 */
export type AbandonedBy<Event> = [Event] extends [never] ? never : Abandoned<Event>

/**
 * What a program says to its engine, and hears from it.
 *
 * A registration holds from the moment its effect succeeds, and nothing that comes before the engine has confirmed it
 * is lost. A message goes to one taker: waits and subscriptions first, those with the more specific `where` before the
 * others and then the older; then handlers, by `order` and then the older. Watched messages go to all.
 *
 * @category models
 * @since 0.1.0
 */
export interface DispatcherService {
  /** Handles a message each time it comes, in a supervised fiber with a scope of its own. */
  readonly handle: <D extends Definition.Any, E, R>(
    definition: D,
    options: HandleOptions<D>,
    handler: (message: IncomingMessage<D>) => Effect.Effect<unknown, E, R>
  ) => Effect.Effect<void, RegistrationError, Exclude<R, Scope.Scope> | Scope.Scope>

  /**
   * Waits for one message. It is answered at the latest when the fiber that waited ends; a fiber that ends well with
   * an object as its result (that of a race or a timeout) hands it on, to the handler around it if there is one.
   */
  readonly onMessage: <D extends Definition.Any, Event = never>(
    definition: D,
    options?: MessageOptions<D> & UntilOptions<Event>
  ) => Effect.Effect<IncomingMessage<D>, RegistrationError | Misfit | AbandonedBy<Event>>

  /** Waits for one watched message: one whose dispatch has ended. */
  readonly onWatch: <D extends Definition.Any, Event = never>(
    definition: D,
    options?: WatchOptions<D> & UntilOptions<Event>
  ) => Effect.Effect<WatchedMessage<D>, RegistrationError | Misfit | AbandonedBy<Event>>

  /**
   * Registers a wait for one message now, for as long as the scope lives, and gives the effect that awaits it (and is
   * interrupted when the scope closes first). Whoever has awaited it has it, as with `onMessage`.
   */
  readonly expectMessage: <D extends Definition.Any>(
    definition: D,
    options?: MessageOptions<D>
  ) => Effect.Effect<Effect.Effect<IncomingMessage<D>, Misfit>, RegistrationError, Scope.Scope>

  /** Registers a wait for one watched message now, and gives the effect that awaits it, as often as wanted. */
  readonly expectWatch: <D extends Definition.Any>(
    definition: D,
    options?: WatchOptions<D>
  ) => Effect.Effect<Effect.Effect<WatchedMessage<D>, Misfit>, RegistrationError, Scope.Scope>

  /**
   * All messages from now on, as a stream that ends with the scope. Each waits for its answer, unless `autoreturn`
   * gives it. Run it once.
   */
  readonly subscribe: <D extends Definition.Any>(
    definition: D,
    options?: MessageOptions<D> & StreamOptions
  ) => Effect.Effect<Stream.Stream<IncomingMessage<D>>, RegistrationError, Scope.Scope>

  /** All watched messages from now on, as a stream that ends with the scope. Run it once. */
  readonly watch: <D extends Definition.Any>(
    definition: D,
    options?: WatchOptions<D> & StreamOptions
  ) => Effect.Effect<Stream.Stream<WatchedMessage<D>>, RegistrationError, Scope.Scope>

  /**
   * Answers each message at once, from a plain function: no fiber, no queue and no limit stands between, so that none is
   * passed by because many wait (`maxWaiting`). The decider stands among the handlers by `order`; `undefined` leaves the
   * message to the next of them. One that throws is logged, and so is a decision that can't be sent; the engine is then
   * told "not processed".
   */
  readonly decide: <D extends Definition.Any>(
    definition: D,
    options: HandleOptions<D>,
    decider: (message: IncomingMessage<D>) => Decision<D> | undefined
  ) => Effect.Effect<void, RegistrationError, Scope.Scope>

  /**
   * Calls back for each watched message, in the order of arrival, before the next line is read: none is passed by,
   * however many come. An observer that throws is logged, and stays. It must not take long: everything waits for it.
   */
  readonly observe: <D extends Definition.Any>(
    definition: D,
    options: WatchOptions<D>,
    observer: (message: WatchedMessage<D>) => void
  ) => Effect.Effect<void, RegistrationError, Scope.Scope>

  /** Sends a message and doesn't wait for an answer: none comes. Waits while the engine is away. */
  readonly enqueue: <D extends Definition.Any>(
    definition: D,
    params: Definition.Send<D>,
    options?: SendOptions
  ) => Effect.Effect<void, SendError>

  /** Sends a message and waits for what became of it. A lost link fails it: it may have happened. */
  readonly dispatch: <D extends Definition.Any>(
    definition: D,
    params: Definition.Send<D>,
    options?: DispatchOptions
  ) => Effect.Effect<Dispatched<D>, SendError>

  /**
   * Sets a local parameter of the connection (`timeout`, `maxqueue`, `timebomb`, …) and gives the value in force;
   * `undefined` when the engine doesn't know it, or doesn't let it be set. It is set again on each new link.
   */
  readonly setLocal: (name: string, value: string) => Effect.Effect<string | undefined, SendError>

  /** Asks for a local parameter, `engine.version`, `config.SECTION.KEY`, `loaded.PLUGIN` or `runid`. */
  readonly getLocal: (name: string) => Effect.Effect<string | undefined, SendError>

  /** Writes a line to the engine's output. */
  readonly output: (text: string) => Effect.Effect<void, SendError>

  /** Writes a line to the engine's log, at a level from 0 (worst) to 10. */
  readonly debug: (level: number, text: string) => Effect.Effect<void, SendError>

  /**
   * The ids of all channels that live in the engine, asked for now. Fails with the reason `NoStatus` when it can't tell,
   * or has more than can be listed.
   */
  readonly channels: Effect.Effect<ReadonlySet<string>, SendError>

  /** Where the dispatcher stands with its engine. */
  readonly status: Effect.Effect<ConnectionStatus>

  /**
   * The status and its changes, the current one first; ends after `Gone`. Up to 64 wait for a slow reader; then the
   * oldest is dropped.
   */
  readonly statusChanges: Stream.Stream<ConnectionStatus>

  /**
   * Lets the program end in good order: from now on no handler is started (messages for one are told "not processed"),
   * and those that run may end by themselves, within a limit. Waits, subscriptions, deciders and sending go on,
   * since the flows that run need them. Then everything that still waits is answered "not processed".
   *
   * Run it before the scope of the handlers closes, which interrupts them: after the last `handle`,
   * `Effect.addFinalizer(() => yate.drain("10 seconds"))`.
   */
  readonly drain: (limit: Duration.Input) => Effect.Effect<void>

  /**
   * Ends when no link will ever come again: with the transport's error when it gave up, without one when a script's
   * input has ended.
   */
  readonly ended: Effect.Effect<void, TransportError>
}
