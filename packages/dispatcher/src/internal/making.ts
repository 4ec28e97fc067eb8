/** Puts a dispatcher together. */
import { type Definition, EngineStatus, type Misfit } from "@yatefx/messages"
import { Transport, type TransportError } from "@yatefx/transport"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FiberSet from "effect/FiberSet"
import * as Random from "effect/Random"
import * as Scope from "effect/Scope"
import { Alarms } from "../Alarms.ts"
import type { RegistrationError, SendError } from "../DispatcherError.ts"
import type { AbandonedBy, DispatcherService } from "../DispatcherService.ts"
import type { IncomingMessage, WatchedMessage } from "../IncomingMessage.ts"
import type { DispatcherOptions, InstallOptions, MessageOptions, WatchOptions } from "../Options.ts"
import { type Ask, channels } from "./channels.ts"
import type { Connection, Role } from "./connection.ts"
import { Connections } from "./connections.ts"
import { Hand } from "./hand.ts"
import * as Immediate from "./immediate.ts"
import { Locals } from "./locals.ts"
import * as Metrics from "./metrics.ts"
import { once, type Open } from "./once.ts"
import { Receiver } from "./receiver.ts"
import * as Registering from "./registering.ts"
import { Resync } from "./resync.ts"
import * as Sending from "./sending.ts"
import type { Session } from "./session.ts"
import { Statistics } from "./statistics.ts"
import { StatusBoard } from "./statusBoard.ts"

const millis = (value: Duration.Input | undefined, orElse: number): number =>
  value === undefined ? orElse : Duration.toMillis(Duration.fromInputUnsafe(value))

export const make = (options: DispatcherOptions): Effect.Effect<DispatcherService, never, Transport | Scope.Scope> =>
  Effect.gen(function*() {
    const transport = yield* Transport
    const scope = yield* Scope.Scope
    const clock = yield* Clock.Clock
    const engine = options.name ?? transport.address
    const labels = options.name === undefined ? {} : { engine }
    const spans = options.spans ?? false
    const statistics = new Statistics()
    const answerDeadline = millis(options.answerDeadline, 8000)
    const slowAfter = options.slowAfter === undefined ? undefined : millis(options.slowAfter, 0)
    const hand = new Hand({ deadline: answerDeadline, slowAfter, statistics })
    const run = yield* FiberSet.makeRuntime<never, void, never>()
    const receiver = new Receiver({
      hand,
      // A number first: 2 ** 53 ns are 104 days, and after those it is exact to 2 ns.
      now: () => Number(clock.monotonicTimeNanosUnsafe()) / 1_000_000,
      statistics,
      report: (effect) => void run(Effect.annotateLogs(effect, labels)),
      maxWaiting: options.maxWaiting ?? 500,
      labels
    })
    // Distinct over all programs of an engine, and told apart from its own ids.
    const prefix = `yatefx-${(yield* Random.nextIntBetween(0, Number.MAX_SAFE_INTEGER)).toString(36)}`
    let count = 0
    const sender: Sending.Sender = { nextId: () => `${prefix}.${++count}`, alarms: new Alarms(clock) }

    const locals = new Locals()
    const board = new StatusBoard({
      _tag: "Connecting",
      engine,
      attempts: 0,
      lastError: undefined,
      nextDelay: undefined
    })
    const resync = new Resync({
      receiver,
      desks: () => connections.all,
      askOn: (session, timeout): Ask => (params) => Sending.dispatchOn(session, sender, EngineStatus, params, timeout)
    })
    const connections: Connections = new Connections(
      {
        transport,
        receiver,
        locals: locals.all,
        options: {
          trackName: options.trackName ?? "yatefx",
          bufsize: options.bufsize ?? 65_536,
          answerDeadline,
          maxOffline: options.maxOffline ?? 1000,
          maxOutbox: options.maxOutbox ?? 1024 * 1024,
          retryDelay: millis(options.retryDelay, 250),
          maxRetryDelay: millis(options.maxRetryDelay, 10_000),
          once: options.once ?? false,
          liveness: {
            heartbeat: millis(options.heartbeat, 15_000),
            timeout: millis(options.heartbeatTimeout, 10_000)
          }
        },
        installs: {
          scope,
          grace: millis(options.uninstallGrace, 5000),
          defaultPriority: options.priority ?? 80
        }
      },
      roleOf(engine, board, resync),
      // Made before the goodbye is registered, so that it ends after it.
      { scope: yield* Scope.fork(scope), limit: options.maxConnections ?? 8 }
    )
    const { main } = connections
    yield* Metrics.register(engine, statistics, {
      pending: () => hand.size,
      dispatches: () => connections.sum(({ dispatches }) => dispatches),
      waits: () => connections.sum(({ waits }) => waits.size),
      handlers: () => connections.sum(({ handlers }) => handlers.size),
      watches: () => receiver.watches.size,
      names: () => connections.sum(({ installs }) => installs.size),
      offline: () => connections.sum(({ offline }) => offline),
      outbox: () => connections.sum(({ outboxBytes }) => outboxBytes),
      running: () => receiver.running,
      beside: () => connections.all.length - 1,
      lag: () => receiver.load.lag
    })
    const background = (effect: Effect.Effect<void>) => Effect.forkScoped(Effect.annotateLogs(effect, labels))
    yield* Effect.forkScoped(Effect.annotateLogs(main.run, labels), { startImmediately: true })
    yield* background(sender.alarms.run)
    yield* background(receiver.load.measure)
    yield* background(hand.watchDeadlines(receiver.now, (held) => {
      const { name, parameters } = held.frame
      return Effect.annotateLogs(
        Effect.logWarning(`${name} was not answered in ${hand.deadline} ms: the engine was told "not processed"`),
        { message: name, call: parameters.get("id") ?? "" }
      )
    }))

    const drain = (limit: Duration.Input): Effect.Effect<void> =>
      Effect.suspend(() => {
        receiver.isDraining = true
        board.set({ _tag: "Draining", engine })
        return millis(limit, 0) > 0 ? Effect.timeoutOption(receiver.idle, limit) : Effect.void
      }).pipe(
        Effect.andThen(Effect.sync(() => hand.clear("shutdown")))
      )
    // After the forks, so that it runs before they end.
    yield* Effect.addFinalizer(() => Effect.andThen(drain(options.drainTimeout ?? 0), connections.quit))

    // Registered first, and then installed: a message can come before the confirmation.
    const installed = <A, R>(
      definition: Definition.Any,
      options: InstallOptions,
      register: (connection: Connection) => Effect.Effect<A, RegistrationError, R>
    ): Effect.Effect<A, RegistrationError, Exclude<R, Scope.Scope> | Scope.Scope> =>
      allOrNothing(Effect.flatMap(
        connections.reserve("Install", definition.name, options),
        (entry) => Effect.tap(register(entry.connection), () => connections.confirm(entry))
      ))
    const watched = <A, R>(
      definition: Definition.Any,
      registration: Effect.Effect<A, RegistrationError, R>
    ): Effect.Effect<A, RegistrationError, Exclude<R, Scope.Scope> | Scope.Scope> =>
      allOrNothing(Effect.flatMap(
        connections.reserve("Watch", definition.name),
        (entry) => Effect.tap(registration, () => connections.confirm(entry))
      ))

    const messageWait =
      <D extends Definition.Any>(definition: D, options: MessageOptions<D> = {}): Open<IncomingMessage<D>> => (desk) =>
        Registering.waitForMessage(receiver, desk, definition, options)
    const watchWait =
      <D extends Definition.Any>(definition: D, options: WatchOptions<D> = {}): Open<WatchedMessage<D>> => () =>
        Registering.waitForWatch(receiver, definition, options)

    /** A wait that lasts as long as the scope. */
    const expected = <A>(
      kind: "Install" | "Watch",
      definition: Definition.Any,
      options: InstallOptions | undefined,
      open: Open<A>
    ): Effect.Effect<Effect.Effect<A, Misfit>, RegistrationError, Scope.Scope> =>
      allOrNothing(Effect.flatMap(
        connections.reserve(kind, definition.name, options),
        (entry) =>
          Effect.acquireRelease(
            Effect.suspend(() => Effect.fromResult(open(entry.connection))),
            (wait) => Effect.suspend(() => wait.close() ?? Effect.void)
          ).pipe(
            Effect.tap(() => connections.confirm(entry)),
            Effect.map(({ taken }) => taken)
          )
      ))

    /** Suspended: what a program yields to it stays in memory as long as it waits. */
    const lean = <A, Event>(
      wait: () => Effect.Effect<A, unknown>
    ): Effect.Effect<A, RegistrationError | Misfit | AbandonedBy<Event>> =>
      // It fails with what `until` says only if there is one, and the type says so.
      Effect.suspend(wait) as Effect.Effect<A, RegistrationError | Misfit | AbandonedBy<Event>>

    const local = (name: string, value: string): Effect.Effect<string | undefined, SendError> =>
      Effect.map(Sending.setLocal(main, sender, name, value), (reply) => {
        if (!reply.ok) return undefined
        if (value !== "" && locals.set(name, value)) {
          for (const connection of connections.all) if (connection !== main) connection.set(name, value)
        }
        return reply.value
      })

    return {
      handle: (definition, options, handler) =>
        installed(
          definition,
          options,
          (desk) => Registering.handle(receiver, desk, definition, options, handler, spans)
        ),
      onMessage: (definition, options) =>
        lean(() => once(connections, "Install", definition.name, options, messageWait(definition, options))),
      onWatch: (definition, options) =>
        lean(() => once(connections, "Watch", definition.name, undefined, watchWait(definition, options))),
      expectMessage: (definition, options) =>
        expected("Install", definition, options, messageWait(definition, options)),
      expectWatch: (definition, options) => expected("Watch", definition, undefined, watchWait(definition, options)),
      subscribe: (definition, options = {}) =>
        installed(definition, options, (desk) => Registering.subscribe(receiver, desk, definition, options)),
      watch: (definition, options = {}) => watched(definition, Registering.watch(receiver, definition, options)),
      decide: (definition, options, decider) =>
        installed(definition, options, (desk) => Immediate.decide(receiver, desk, definition, options, decider)),
      observe: (definition, options, observer) =>
        watched(definition, Immediate.observe(receiver, definition, options, observer)),
      enqueue: (definition, params, options = {}) => Sending.enqueue(main, definition, params, options),
      dispatch: (definition, params, options = {}) => Sending.dispatch(main, sender, definition, params, options),
      setLocal: local,
      getLocal: (name) => local(name, ""),
      output: (text) => Sending.tell(main, { _tag: "Output", text }),
      debug: (level, text) => Sending.tell(main, { _tag: "Debug", level, text }),
      channels: channels((params) => Sending.dispatch(main, sender, EngineStatus, params, {})),
      status: Effect.sync(() => board.current),
      statusChanges: board.changes,
      drain,
      ended: main.ended
    }
  })

/** What the first connection tells the others, and the status. */
const roleOf = (engine: string, board: StatusBoard, resync: Resync): Role => {
  let epoch = 0
  let found: { readonly resumed: boolean; readonly channels: ReadonlySet<string> | undefined } | undefined
  return {
    beforeDial: Effect.void,
    beforeLive: (session: Session) =>
      Effect.map(resync.run(session), (result) => {
        found = result
      }),
    tell: (text) => Effect.logWarning(text),
    onDialling: (attempts, lastError, nextDelay) => {
      if (lastError !== undefined) resync.lost(lastError)
      board.set({ _tag: "Connecting", engine, attempts, lastError, nextDelay })
    },
    onLinked: () => board.set({ _tag: "Restoring", engine, epoch: epoch + 1 }),
    onLive: ({ runId }) => {
      epoch += 1
      board.set({ _tag: "Live", engine, epoch, runId, resumed: false, channels: undefined, ...found })
    },
    onGone: (cause: TransportError | undefined) => board.set({ _tag: "Gone", engine, cause })
  }
}

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
