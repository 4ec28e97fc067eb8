/**
 * The embedded engine: a telephony engine in this process that behaves towards applications as Yate does.
 *
 * It is for development and tests, not for service. Messages are dispatched by priority, applications connect and speak the
 * external module protocol, calls run over the channels `dumb/`, `tone/`, `wave/`, `conf/`, `moh/` and simulated phones. It has no
 * RTP and no SIP: a sound is a file that somebody hears for as long as it lasts, and recordings hold what was said. What differs from the real engine is listed in this package's README. Time is
 * Effect's clock throughout, so under `TestClock` none passes by itself.
 *
 * @since 0.1.0
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FiberSet from "effect/FiberSet"
import * as Layer from "effect/Layer"
import * as Queue from "effect/Queue"
import * as Random from "effect/Random"
import type * as Scope from "effect/Scope"
import { type Connection, EngineFull } from "./Connection.ts"
import type { EngineMessage } from "./EngineMessage.ts"
import { Bus } from "./internal/bus.ts"
import { installCallRecords } from "./internal/callRecord.ts"
import { makeConference } from "./internal/conference.ts"
import type { Core, Settings } from "./internal/core.ts"
import { makeDumb } from "./internal/dumb.ts"
import { type Exchange, makeExchange } from "./internal/exchange.ts"
import { makeHoldMusic } from "./internal/holdMusic.ts"
import { installPbx } from "./internal/pbx.ts"
import { makeRecordings } from "./internal/recordings.ts"
import { installRoutes } from "./internal/regexRoute.ts"
import { Session } from "./internal/session.ts"
import { makeSoundFiles } from "./internal/soundFile.ts"
import { installEngine, installModule, makeTicker } from "./internal/status.ts"
import { makeTone } from "./internal/tone.ts"
import { makeWave } from "./internal/wave.ts"

/**
 * A channel as it is now.
 *
 * @category models
 * @since 0.1.0
 */
export interface ChannelView {
  /** `dumb/1`, `sip/2`. */
  readonly id: string
  /** `incoming`, `ringing`, `answered`, …, as in the channel's messages. */
  readonly status: string
  readonly direction: "incoming" | "outgoing"
  readonly address: string
  /** The channel that it is connected to. */
  readonly peerId: string | undefined
  readonly billId: string
  readonly answered: boolean
}

/**
 * A handler inside the engine, as Yate's own modules are.
 *
 * @category models
 * @since 0.1.0
 */
export interface NativeHandler<R = never> {
  readonly name: string
  /** Lower is asked earlier. 100 by default. */
  readonly priority?: number
  /** Only messages in which this parameter has this value; an empty value also matches its absence. */
  readonly filter?: { readonly name: string; readonly value: string }
  /** Written to the message's `handlers` parameter, with the priority. */
  readonly trackName?: string
  /** Reads and changes the message; true ends its dispatch. A defect is logged, and counts as false. */
  readonly handler: (message: EngineMessage) => Effect.Effect<boolean, never, R>
}

/**
 * Settings of an engine. What is left out is as Yate has it.
 *
 * @category models
 * @since 0.1.0
 */
export interface EngineOptions {
  /** What `setlocal:engine.version:` answers. `6.4.1` by default. */
  readonly version?: string
  /** The name of the host, in `engine.timer` and for `setlocal:engine.nodename:`. `embedded` by default. */
  readonly nodeName?: string
  /** What bills start with. By default the second in which the engine started. */
  readonly runId?: string
  /** Folders from which `wave/play` may read; a path outside is refused. Read synchronously. None by default. */
  readonly soundsPath?: string | ReadonlyArray<string>
  /**
   * The folder in which `wave/record` may create, empty and continue files, and from which `wave/play` may read as well; a path
   * outside is refused. Written synchronously. None by default: what is recorded is counted, and thrown away.
   */
  readonly recordingsPath?: string
  /** Bytes that all recordings together may write; past it they end where they are, with a warning. 256 MiB by default. */
  readonly maxRecorded?: number
  /** Music on hold by name: a sound file for each, which is played over and over. None by default. */
  readonly holdMusic?: Readonly<Record<string, string>>
  /**
   * Static routes, as `regexroute` has them at priority 100: the first whose pattern matches `called` gives the target. In it `\1` to
   * `\9` stand for what was in parentheses, and `;name=value` sets a parameter. A text is a regular expression as well.
   */
  readonly routes?: ReadonlyArray<readonly [called: RegExp | string, target: string]>
  /** The parameter that lists the handlers that a message passed; empty for none. `handlers` by default. */
  readonly trackParam?: string
  /** How many queued messages are handled at the same time. A message that waits for an answer holds one. 10 by default. */
  readonly maxWorkers?: number
  /**
   * How many messages may be queued. A connection that has a quarter of it there is read no further than its next
   * message; from half of it on no connection is. Answers and commands before that message are taken. The engine's own
   * messages may fill the rest, and past it are dropped with a warning. 100,000 by default.
   */
  readonly maxQueued?: number
  /** How many channels each kind may have; further calls are refused. 10,000 by default. */
  readonly maxChannels?: number
  /** How many applications may be connected; further ones are refused. 100 by default. */
  readonly maxSessions?: number
  /**
   * Bytes that may wait to be read by one application. One that lets more wait is closed; from half of it on nothing more
   * is read from it. 8 MiB by default.
   */
  readonly maxOutput?: number
  /** What `setlocal:config.SECTION.KEY:` reads: values by key by section. */
  readonly config?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/**
 * How to attach an application.
 *
 * @category models
 * @since 0.1.0
 */
export interface AttachOptions {
  /** The listener's role; with `none` the application's first line must be `%%>connect:…`. `global` by default. */
  readonly role?: "global" | "channel" | "none"
  /** For logs. */
  readonly name?: string
}

/**
 * The embedded engine.
 *
 * @category services
 * @since 0.1.0
 */
export class Engine extends Context.Service<Engine, {
  /** Dispatches a message on the caller's fiber: true when a handler handled it. What changed shows in the message. */
  readonly dispatch: (message: EngineMessage) => Effect.Effect<boolean>
  /** Queues a message for the workers. False when the queue is full, and it is dropped. */
  readonly enqueue: (message: EngineMessage) => Effect.Effect<boolean>
  /** Installs a handler inside the engine, until the scope closes. */
  readonly install: <R = never>(handler: NativeHandler<R>) => Effect.Effect<void, never, R | Scope.Scope>
  /**
   * Sees each message of that name (all, when it is empty) once its dispatch ended, until the scope closes. `observe` runs in
   * the middle of the engine's work: it must be quick and must not throw.
   */
  readonly watch: (
    name: string,
    observe: (message: EngineMessage, handled: boolean) => void
  ) => Effect.Effect<void, never, Scope.Scope>
  /** The channels that exist now, by kind and age. */
  readonly channels: Effect.Effect<ReadonlyArray<ChannelView>>
  /** How many messages an application let run into the timeout, or left waiting when it went. */
  readonly unanswered: Effect.Effect<number>
  /** How many messages wait for an application's answer now. */
  readonly pending: Effect.Effect<number>
  /** Opens a connection for an application. It closes with the scope. */
  readonly attach: (options?: AttachOptions) => Effect.Effect<Connection, EngineFull, Scope.Scope>
  /** What `Phone` is made of. Not for programs. */
  readonly exchange: Exchange
}>()("@yatefx/engine/Engine") {
  /** An engine of its own for whoever provides it. */
  static layer(options?: EngineOptions): Layer.Layer<Engine> {
    return Layer.effect(Engine, make(options))
  }
}

const isEmpty = (text: string | undefined): boolean => text === undefined || text === ""

const maxQueuedOf = (options: EngineOptions): number => Math.max(options.maxQueued ?? 100_000, 2)

const settingsOf = (options: EngineOptions, startedAt: number): Settings => ({
  version: options.version ?? "6.4.1",
  nodeName: options.nodeName ?? "embedded",
  runId: isEmpty(options.runId) ? String(Math.floor(startedAt / 1000)) : options.runId as string,
  trackParam: options.trackParam ?? "handlers",
  maxWorkers: Math.max(options.maxWorkers ?? 10, 1),
  maxChannels: options.maxChannels ?? 10_000,
  maxSessions: options.maxSessions ?? 100,
  maxQueuedEach: Math.ceil(maxQueuedOf(options) / 4),
  maxOutput: options.maxOutput ?? 8 * 1024 * 1024,
  config: new Map(
    Object.entries(options.config ?? {}).map(([section, values]) => [section, new Map(Object.entries(values))])
  )
})

const foldersOf = (path: EngineOptions["soundsPath"]): ReadonlyArray<string> =>
  path === undefined ? [] : typeof path === "string" ? [path] : path

const logAs = { Debug: Effect.logDebug, Info: Effect.logInfo, Warn: Effect.logWarning, Error: Effect.logError }

const makeCore = Effect.fnUntraced(function*(options: EngineOptions) {
  const clock = yield* Clock.Clock
  const random = yield* Random.Random
  const now = (): number => clock.currentTimeMillisUnsafe()
  const settings = settingsOf(options, now())
  const maxQueued = maxQueuedOf(options)
  const queue = yield* Queue.make<EngineMessage>({ capacity: maxQueued, strategy: "dropping" })
  const run = yield* FiberSet.makeRuntime<never>()
  const bus = new Bus(queue, { trackParam: settings.trackParam, busyAt: Math.ceil(maxQueued / 2), now })
  let bills = 0
  const core: Core = {
    bus,
    settings,
    sounds: makeSoundFiles([
      ...foldersOf(options.soundsPath),
      ...(options.recordingsPath === undefined ? [] : [options.recordingsPath])
    ]),
    recordings: makeRecordings(options.recordingsPath, options.maxRecorded ?? 256 * 1024 * 1024),
    waves: { playing: 0, recording: 0 },
    modules: new Set(),
    now,
    randomInteger: () => 1 + Math.abs(random.nextIntUnsafe()) % 0x7fffffff,
    nextBillId: () => `${settings.runId}-${++bills}`,
    fork: (effect) => run(Effect.andThen(Effect.yieldNow, effect)),
    enqueue: (message) => {
      if (!bus.enqueue(message)) core.log("Warn", `the queue is full: ${message.name} is dropped`)
    },
    log: (level, text) => void run(logAs[level](text)),
    exiting: false
  }
  return core
})

const make = Effect.fnUntraced(function*(options: EngineOptions = {}) {
  const core = yield* makeCore(options)
  const { bus, settings } = core
  const sessions = new Set<Session>()
  let unanswered = 0

  // In the order of the real engine's modules, which shows in `handlers`.
  installEngine(core)
  installCallRecords(core)
  const holdMusic = makeHoldMusic(core, new Map(Object.entries(options.holdMusic ?? {})))
  const tone = makeTone(core)
  const dumb = makeDumb(core)
  installRoutes(core, options.routes ?? [])
  const wave = makeWave(core)
  const exchange = makeExchange(core)
  const conference = makeConference(core)
  installPbx(core)
  holdMusic.installLast()
  installModule(core, () => sessions.size)
  const drivers = [tone, dumb, wave, exchange.sip, conference]

  yield* Effect.forkScoped(makeTicker(core, drivers))
  for (let worker = 0; worker < settings.maxWorkers; worker++) yield* Effect.forkScoped(bus.work)
  yield* Effect.addFinalizer(() =>
    Effect.sync(() => {
      core.exiting = true
      for (const session of [...sessions]) session.die()
    })
  )

  const attach = Effect.fn("Engine.attach")(function*(options: AttachOptions = {}) {
    const { name = "application", role = "global" } = options
    if (sessions.size >= settings.maxSessions || core.exiting) {
      return yield* new EngineFull({ limit: settings.maxSessions })
    }
    const session: Session = new Session(core, {
      name,
      role: role === "none" ? undefined : role,
      onUnanswered: () => unanswered++,
      onDead: () => sessions.delete(session)
    })
    sessions.add(session)
    yield* Effect.addFinalizer(() => Effect.sync(() => session.die()))
    const connection: Connection = {
      feed: (lines) => session.feed(lines),
      take: session.take,
      end: Effect.sync(() => session.end()),
      close: Effect.sync(() => session.die()),
      lineLimit: Effect.sync(() => session.lineLimit)
    }
    return connection
  })

  const install = Effect.fn("Engine.install")(function*<R>(handler: NativeHandler<R>) {
    const context = yield* Effect.context<R>()
    yield* Effect.acquireRelease(
      Effect.sync(() =>
        bus.install({
          name: handler.name,
          priority: handler.priority ?? 100,
          filter: handler.filter,
          trackName: handler.trackName,
          handle: (message) =>
            Effect.suspend(() => handler.handler(message)).pipe(
              Effect.provideContext(context),
              Effect.catchDefect((defect) =>
                Effect.as(Effect.logError(`a handler of ${handler.name} failed`, defect), false)
              )
            )
        })
      ),
      (uninstall) => Effect.sync(uninstall)
    )
  })

  return Engine.of({
    dispatch: (message) => Effect.ensuring(bus.dispatch(message), Effect.sync(() => message.release())),
    enqueue: (message) => Effect.sync(() => bus.enqueue(message)),
    install,
    watch: (name, observe) =>
      Effect.asVoid(Effect.acquireRelease(
        Effect.sync(() => {
          bus.onInterest(name)
          return bus.watch({ wants: (watched) => name === "" || name === watched, see: observe })
        }),
        (unwatch) => Effect.sync(unwatch)
      )),
    channels: Effect.sync(() =>
      drivers.flatMap((driver) =>
        [...driver.legs.values()].map((leg) => ({
          id: leg.id,
          status: leg.status,
          direction: leg.direction,
          address: leg.address,
          peerId: leg.peer?.id,
          billId: leg.billId,
          answered: leg.answered
        }))
      )
    ),
    unanswered: Effect.sync(() => unanswered),
    pending: Effect.sync(() => [...sessions].reduce((sum, session) => sum + session.pendingCount, 0)),
    attach,
    exchange
  })
})
