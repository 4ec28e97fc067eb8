/**
 * The dispatcher: waits, handlers, sending and answering, over one connection to one engine.
 *
 * It owns the connection's life. A lost link is a state and not an end: it dials again with backoff, installs and
 * watches again, and lets nothing else through before. Every message that the engine hands over is answered, exactly
 * once and in time, whatever happens to the program's fibers.
 *
 * @since 0.1.0
 */
import type { Definition, Misfit } from "@yatefx/messages"
import { Transport, type TransportError } from "@yatefx/transport"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FiberSet from "effect/FiberSet"
import * as Layer from "effect/Layer"
import * as Random from "effect/Random"
import * as Scope from "effect/Scope"
import type * as Stream from "effect/Stream"
import { Abandoned, type RegistrationError, type SendError } from "./DispatcherError.ts"
import type { Decision, Dispatched, IncomingMessage, WatchedMessage } from "./IncomingMessage.ts"
import { Connection } from "./internal/connection.ts"
import { Hand } from "./internal/hand.ts"
import * as Immediate from "./internal/immediate.ts"
import { Installs } from "./internal/installs.ts"
import * as Metrics from "./internal/metrics.ts"
import { Receiver } from "./internal/receiver.ts"
import * as Registering from "./internal/registering.ts"
import * as Sending from "./internal/sending.ts"
import { Statistics } from "./internal/statistics.ts"
import type {
  DispatcherOptions,
  DispatchOptions,
  HandleOptions,
  InstallOptions,
  MessageOptions,
  SendOptions,
  StreamOptions,
  UntilOptions,
  WatchOptions
} from "./Options.ts"

/**
 * Interrupts an effect, and everything that it forked, when an event comes first: the effect then fails with
 * `Abandoned`, which carries the event. The effect gets a scope of its own, closed with it.
 *
 * @example
 * ```ts
 * import { Dispatcher } from "@yatefx/dispatcher"
 * import { ChanHangup } from "@yatefx/messages"
 * import { Effect } from "effect"
 *
 * const call = Effect.fnUntraced(function*(id: string) {
 *   const yate = yield* Dispatcher
 *   const ended = yield* yate.expectWatch(ChanHangup, { where: { id } })
 *   yield* Effect.never.pipe(Dispatcher.until(ended))
 * })
 * ```
 *
 * @category combinators
 * @since 0.1.0
 */
export const until = <Event, E2, R2>(event: Effect.Effect<Event, E2, R2>) =>
<A, E, R>(
  self: Effect.Effect<A, E, R>
): Effect.Effect<A, E | E2 | Abandoned<Event>, Exclude<R, Scope.Scope> | R2> =>
  // The event first: if it has come already, nothing of `self` runs.
  Effect.raceFirst(
    Effect.flatMap(event, (cause) => Effect.fail(new Abandoned(cause))),
    Effect.scoped(self)
  )

/** The error that a wait with `until` can have in addition. */
type AbandonedBy<Event> = [Event] extends [never] ? never : Abandoned<Event>

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
   * `undefined` when the engine doesn't know it, or doesn't let it be set.
   */
  readonly setLocal: (name: string, value: string) => Effect.Effect<string | undefined, SendError>

  /** Asks for a local parameter, `engine.version`, `config.SECTION.KEY`, `loaded.PLUGIN` or `runid`. */
  readonly getLocal: (name: string) => Effect.Effect<string | undefined, SendError>

  /** Writes a line to the engine's output. */
  readonly output: (text: string) => Effect.Effect<void, SendError>

  /** Writes a line to the engine's log, at a level from 0 (worst) to 10. */
  readonly debug: (level: number, text: string) => Effect.Effect<void, SendError>

  /**
   * Ends when no link will ever come again: with the transport's error when it gave up, without one when a script's
   * input has ended.
   */
  readonly ended: Effect.Effect<void, TransportError>
}

const make = (options: DispatcherOptions): Effect.Effect<DispatcherService, never, Transport | Scope.Scope> =>
  Effect.gen(function*() {
    const millis = (value: Duration.Input | undefined, orElse: number): number =>
      value === undefined ? orElse : Duration.toMillis(Duration.fromInputUnsafe(value))
    const transport = yield* Transport
    const scope = yield* Scope.Scope
    const clock = yield* Clock.Clock
    const spans = options.spans ?? false
    const statistics = new Statistics()
    const answerDeadline = millis(options.answerDeadline, 8000)
    const hand = new Hand({ deadline: answerDeadline, statistics })
    const report = yield* FiberSet.makeRuntime<never, void, never>()
    const receiver = new Receiver({
      hand,
      now: () => Number(clock.monotonicTimeNanosUnsafe() / 1000n) / 1000,
      statistics,
      report: (effect) => void report(effect),
      maxWaiting: options.maxWaiting ?? 500
    })
    const installs = new Installs({
      scope,
      grace: millis(options.uninstallGrace, 5000),
      defaultPriority: options.priority ?? 80
    })
    const connection = new Connection(transport, { receiver, installs }, {
      trackName: options.trackName ?? "yatefx",
      bufsize: options.bufsize ?? 65_536,
      answerDeadline,
      maxOffline: options.maxOffline ?? 1000,
      maxOutbox: options.maxOutbox ?? 1024 * 1024,
      retryDelay: millis(options.retryDelay, 250),
      maxRetryDelay: millis(options.maxRetryDelay, 10_000),
      once: options.once ?? false
    })
    yield* Metrics.register(transport.address, statistics, {
      pending: () => hand.size,
      dispatches: () => connection.dispatches,
      waits: () => receiver.waits.size,
      handlers: () => receiver.handlers.size,
      watches: () => receiver.watches.size,
      names: () => installs.size,
      offline: () => connection.offline,
      outbox: () => connection.outboxBytes
    })
    yield* Effect.forkScoped(connection.run, { startImmediately: true })
    yield* Effect.forkScoped(hand.watchDeadlines(receiver.now, (held) => {
      const { name, parameters } = held.frame
      return Effect.annotateLogs(
        Effect.logWarning(`${name} was not answered in ${hand.deadline} ms: the engine was told "not processed"`),
        { message: name, call: parameters.get("id") ?? "" }
      )
    }))
    // After the forks, so that it runs before they end.
    yield* Effect.addFinalizer(() => connection.quit)

    // Distinct over all programs of an engine, and told apart from its own ids.
    const prefix = `yatefx-${(yield* Random.nextIntBetween(0, Number.MAX_SAFE_INTEGER)).toString(36)}`
    let count = 0
    const nextId = (): string => `${prefix}.${++count}`

    // Registered first, and then installed: a message can come before the confirmation.
    const installed = <A, R>(
      definition: Definition.Any,
      options: InstallOptions,
      registration: Effect.Effect<A, RegistrationError, R>
    ): Effect.Effect<A, RegistrationError, Exclude<R, Scope.Scope> | Scope.Scope> =>
      allOrNothing(Effect.tap(registration, () => installs.acquire("Install", definition.name, options)))
    const watched = <A, R>(
      definition: Definition.Any,
      registration: Effect.Effect<A, RegistrationError, R>
    ): Effect.Effect<A, RegistrationError, Exclude<R, Scope.Scope> | Scope.Scope> =>
      allOrNothing(Effect.tap(registration, () => installs.acquire("Watch", definition.name)))

    const expectMessage = <D extends Definition.Any>(definition: D, options: MessageOptions<D> = {}) =>
      installed(definition, options, Registering.expectMessage(receiver, definition, options))
    const expectWatch = <D extends Definition.Any>(definition: D, options: WatchOptions<D> = {}) =>
      watched(definition, Registering.expectWatch(receiver, definition, options))
    const local = (name: string, value: string): Effect.Effect<string | undefined, SendError> =>
      Effect.map(Sending.setLocal(connection, name, value), (reply) => reply.ok ? reply.value : undefined)

    return {
      handle: (definition, options, handler) =>
        installed(definition, options, Registering.handle(receiver, definition, options, handler, spans)),
      onMessage: (definition, options) => once(expectMessage(definition, options), options?.until),
      onWatch: (definition, options) => once(expectWatch(definition, options), options?.until),
      expectMessage: (definition, options) => Effect.map(expectMessage(definition, options), awaiting),
      expectWatch: (definition, options) => Effect.map(expectWatch(definition, options), awaiting),
      subscribe: (definition, options = {}) =>
        installed(definition, options, Registering.subscribe(receiver, definition, options)),
      watch: (definition, options = {}) => watched(definition, Registering.watch(receiver, definition, options)),
      decide: (definition, options, decider) =>
        installed(definition, options, Immediate.decide(receiver, definition, options, decider)),
      observe: (definition, options, observer) =>
        watched(definition, Immediate.observe(receiver, definition, options, observer)),
      enqueue: (definition, params, options = {}) => Sending.enqueue(connection, definition, params, options),
      dispatch: (definition, params, options = {}) => Sending.dispatch(connection, nextId, definition, params, options),
      setLocal: local,
      getLocal: (name) => local(name, ""),
      output: (text) => Sending.tell(connection, { _tag: "Output", text }),
      debug: (level, text) => Sending.tell(connection, { _tag: "Debug", level, text }),
      ended: connection.ended
    }
  })

/** Leaves nothing behind in the scope around when it fails or is interrupted. */
const allOrNothing = <A, E, R>(
  self: Effect.Effect<A, E, R>
): Effect.Effect<A, E, Exclude<R, Scope.Scope> | Scope.Scope> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.gen(function*() {
      const scope = yield* Scope.fork(yield* Effect.scope)
      return yield* restore(Scope.provide(self, scope)).pipe(
        Effect.onExit((exit) => Exit.isFailure(exit) ? Scope.close(scope, exit) : Effect.void)
      )
    })
  )

const awaiting = <A>({ deliver, taken }: Registering.Expected<A>): Effect.Effect<A, Misfit> =>
  Effect.tap(taken, deliver)

/** Waits for what is expected, unless another event comes first. */
const once = <A, E, Event>(
  expected: Effect.Effect<Registering.Expected<A>, E, Scope.Scope>,
  event: Effect.Effect<Event> | undefined
): Effect.Effect<A, E | Misfit | AbandonedBy<Event>> =>
  // Without an event there is no such error, and the type says so.
  Effect.scoped(Effect.flatMap(expected, ({ deliver, taken }) =>
    // Delivered outside of the race, whose fibers end with it.
    Effect.tap(event === undefined ? taken : until(event)(taken), deliver))) as Effect.Effect<
      A,
      E | Misfit | AbandonedBy<Event>
    >

/**
 * The connection of a program to its engine.
 *
 * @example
 * ```ts
 * import { Dispatcher } from "@yatefx/dispatcher"
 * import { CallRoute } from "@yatefx/messages"
 * import { Effect, Layer } from "effect"
 *
 * const Routes = Layer.effectDiscard(Effect.gen(function*() {
 *   const yate = yield* Dispatcher
 *   yield* yate.handle(CallRoute, { where: { called: "ivr" } }, (route) => route.ret(true, "dumb/"))
 * })).pipe(Layer.provide(Dispatcher.layer))
 * ```
 *
 * @category services
 * @since 0.1.0
 */
export class Dispatcher extends Context.Service<Dispatcher, DispatcherService>()("@yatefx/dispatcher/Dispatcher") {
  /** A dispatcher with options, over the transport in the context. */
  static readonly layerWith = (options: DispatcherOptions): Layer.Layer<Dispatcher, never, Transport> =>
    Layer.effect(Dispatcher, make(options))

  /** A dispatcher as it is by default, over the transport in the context. */
  static readonly layer: Layer.Layer<Dispatcher, never, Transport> = Dispatcher.layerWith({})

  /** Interrupts an effect, and everything that it forked, when an event comes first. See `until`. */
  static readonly until: typeof until = until
}
