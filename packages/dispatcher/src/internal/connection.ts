/** One connection's life: dial, restore, live; when the link is lost, the same again. */
import { type Link, LinkLost, type Transport, TransportError } from "@yatefx/transport"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Latch from "effect/Latch"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import * as Result from "effect/Result"
import type * as Scope from "effect/Scope"
import { Closed, Overloaded } from "../DispatcherError.ts"
import type { Held } from "./hand.ts"
import { Installs, type InstallsOptions } from "./installs.ts"
import { Intake } from "./intake.ts"
import { type Liveness, watch } from "./liveness.ts"
import type { Desk, Receiver } from "./receiver.ts"
import { Registry } from "./registry.ts"
import { Session } from "./session.ts"

/** How long the engine may take to confirm what is restored, in milliseconds. */
export const restoreTimeout = 10_000

/** How long the engine may take to say goodbye, in milliseconds. */
const quitTimeout = 1000

export interface ConnectionOptions {
  readonly trackName: string
  readonly bufsize: number
  /** In milliseconds. */
  readonly answerDeadline: number
  readonly maxOffline: number
  readonly maxOutbox: number
  /** In milliseconds. */
  readonly retryDelay: number
  /** In milliseconds. */
  readonly maxRetryDelay: number
  readonly once: boolean
  readonly liveness: Liveness
}

/** What is different between the first connection and those beside it. */
export interface Role {
  /** Awaited before each dial. */
  readonly beforeDial: Effect.Effect<void>
  /** Run when all is restored, before anything else is let through. */
  readonly beforeLive: (session: Session) => Effect.Effect<void>
  /** Says how a link was lost, or not made. */
  readonly tell: (text: string) => Effect.Effect<void>
  readonly onDialling: (attempts: number, lastError: TransportError | undefined, nextDelay: number | undefined) => void
  readonly onLinked: () => void
  readonly onLive: (session: Session) => void
  readonly onGone: (cause: TransportError | undefined) => void
}

/** What all connections of a dispatcher share. */
export interface Common {
  readonly transport: Transport["Service"]
  readonly receiver: Receiver
  /** Local parameters that the program has set. */
  readonly locals: ReadonlyMap<string, string>
  readonly options: ConnectionOptions
  readonly installs: InstallsOptions
}

export class Connection implements Desk {
  readonly waits = new Registry<Held>()
  readonly handlers = new Registry<Held>()
  readonly installs: Installs
  readonly #common: Common
  readonly #role: Role
  readonly #intake: Intake
  /** The session with the engine, restored or not. */
  #session: Session | undefined
  /** The session that messages may be sent on: everything that was registered is restored there. */
  #live: Session | undefined
  readonly #changed = Latch.makeUnsafe(false)
  readonly #linked = Latch.makeUnsafe(false)
  readonly #ended = Deferred.makeUnsafe<void, TransportError>()
  #offline = 0
  #isQuitting = false
  #closed: Closed | undefined

  constructor(common: Common, role: Role) {
    this.#common = common
    this.#role = role
    this.#intake = new Intake(common.receiver, common.options.answerDeadline)
    this.installs = new Installs(this, common.installs)
  }

  /** Done when no link will ever come again: with the error that ended it, or without one at the end of input. */
  readonly ended: Effect.Effect<void, TransportError> = Effect.suspend(() => Deferred.await(this.#ended))

  /** Waits until there is a link, restored or not. */
  readonly linked: Effect.Effect<void> = Effect.suspend(() => this.#linked.await)

  /** Waits until messages may be sent, or never may any more. */
  readonly restored: Effect.Effect<void> = Effect.suspend(() => this.#changed.await)

  /** Messages that were dispatched and are not answered yet. */
  get dispatches(): number {
    return this.#session?.dispatches.size ?? 0
  }

  /** How many effects wait for the engine to come back, or to read. */
  get offline(): number {
    return this.#offline
  }

  /** Bytes that wait to be written. */
  get outboxBytes(): number {
    return this.#session?.outbox.bytes ?? 0
  }

  /** The session that messages may be sent on. */
  get live(): Session | undefined {
    return this.#live
  }

  /** Why there is no link, and never will be. */
  get closed(): Closed | undefined {
    return this.#closed
  }

  /** Whether `send` sends at once. */
  get isReady(): boolean {
    return this.#ready() !== undefined
  }

  /** The session to send on, if there is one now and with room to write. */
  readonly #ready = (): Session | undefined => this.#live?.outbox.hasSpace === true ? this.#live : undefined

  /**
   * Calls `send` when there is a session with room to write; waits for one while the engine is away or doesn't read.
   * What `send` does before it returns is done on an open session; a fiber can be paused before its effect runs.
   */
  send<A, E>(send: (session: Session) => Effect.Effect<A, E>): Effect.Effect<A, E | Closed | Overloaded> {
    return Effect.suspend((): Effect.Effect<A, E | Closed | Overloaded> => {
      const session = this.#ready()
      return session === undefined ? Effect.andThen(this.#awaitSession, this.send(send)) : send(session)
    })
  }

  readonly #awaitSession = Effect.acquireUseRelease(
    Effect.suspend((): Effect.Effect<void, Closed | Overloaded> => {
      if (this.#isQuitting || this.#closed !== undefined) return Effect.fail(this.#closed ?? new Closed({}))
      const limit = this.#common.options.maxOffline
      if (this.#offline >= limit) return Effect.fail(new Overloaded({ limit }))
      this.#offline += 1
      return Effect.void
    }),
    () => this.#live?.outbox.space ?? this.#changed.await,
    () => Effect.sync(() => this.#offline -= 1)
  )

  /** Dials and serves until the scope closes or no further link can come. */
  readonly run: Effect.Effect<void> = Effect.gen({ self: this }, function*() {
    const { once, retryDelay } = this.#common.options
    let attempts = 0
    let lastError: TransportError | undefined
    for (;;) {
      yield* this.#role.beforeDial
      this.#role.onDialling(attempts, lastError, undefined)
      this.#wasLive = false
      const error: TransportError = yield* Effect.flip(this.#serve)
      lastError = error
      const wasLive = this.#wasLive
      if (!error.isRetryable || this.#isQuitting || once && !wasLive) return yield* Effect.fail(error)
      if (wasLive) {
        // A link that was live and is lost is no failed attempt: the backoff starts anew, after one short delay.
        attempts = 0
        yield* this.#role.tell(`Dialling again: ${error.message}`)
      } else {
        attempts += 1
        yield* this.#tellFailure(error)
      }
      const delay = wasLive ? retryDelay : yield* this.#backoff(attempts)
      this.#role.onDialling(attempts, lastError, delay)
      yield* Effect.sleep(delay)
    }
  }).pipe(
    Effect.onExit((exit) => Effect.sync(() => this.#end(exit))),
    Effect.ignoreCause
  )

  /** Doubled with each attempt, and a fifth more or less, so that programs that lost one engine don't come as one. */
  #backoff(attempts: number): Effect.Effect<number> {
    const { maxRetryDelay, retryDelay } = this.#common.options
    const delay = Math.min(retryDelay * 2 ** (attempts - 1), maxRetryDelay / 1.2)
    return Effect.map(Random.next, (random) => delay * (0.8 + 0.4 * random))
  }

  /** What is wrong is said once, and then only that it still is: the delays between dials are short. */
  #tellFailure({ address, message }: TransportError): Effect.Effect<void> {
    const isKnown = this.#toldFailure === message
    this.#toldFailure = message
    return this.#role.tell(isKnown ? `Still no link to ${address}` : `Trying again: ${message}`)
  }

  #toldFailure: string | undefined

  /** Only a script whose input ended, `once` and the program's own end come here: a lost link is dialled again. */
  #end(exit: Exit.Exit<never, TransportError>): void {
    const cause = Option.getOrUndefined(Exit.findErrorOption(exit))
    const isOrderly = cause?.reason._tag === "InputEnded" || Exit.hasInterrupts(exit) || this.#isQuitting
    this.#closed = new Closed(cause === undefined ? {} : { cause })
    Deferred.doneUnsafe(this.#ended, isOrderly ? Effect.void : exit)
    this.installs.close(this.#closed)
    this.#changed.openUnsafe()
    this.#role.onGone(cause)
  }

  /** One link from dialling to its loss. */
  readonly #serve: Effect.Effect<never, TransportError> = Effect.scoped(
    Effect.gen({ self: this }, function*() {
      const link = yield* this.#common.transport.connect
      const session = yield* this.#open()
      const restored = Effect.andThen(this.#restore(session), Effect.never)
      const alive = Effect.catch(
        watch(session, this.#common.options.liveness),
        (why) => Effect.fail(this.#lost(new Error(why)))
      )
      return yield* Effect.raceAllFirst([this.#read(session, link), session.writeAll(link), restored, alive])
    })
  ).pipe(
    Effect.catchDefect((defect) =>
      // Whatever broke, the calls of tomorrow need an engine.
      Effect.andThen(Effect.logError("A defect ended the link", Cause.die(defect)), Effect.fail(this.#lost(defect)))
    )
  )

  #wasLive = false

  #lost(cause: unknown): TransportError {
    return new TransportError({ address: this.#common.transport.address, reason: new LinkLost({ cause }) })
  }

  /** A session, closed with the scope. */
  #open(): Effect.Effect<Session, never, Scope.Scope> {
    return Effect.acquireRelease(
      Effect.sync(() => {
        const { options, receiver } = this.#common
        const session = new Session(this, { maxOutbox: options.maxOutbox, since: receiver.sequence })
        this.#session = session
        receiver.statistics.connections += 1
        this.#linked.openUnsafe()
        this.#role.onLinked()
        return session
      }),
      (session) => Effect.sync(() => this.#drop(session))
    )
  }

  #read(session: Session, link: Link): Effect.Effect<never, TransportError> {
    return Effect.forever(Effect.andThen(
      session.outbox.space,
      Effect.flatMap(link.pull, (lines) => this.#intake.take(session, lines))
    ))
  }

  #drop(session: Session): void {
    this.#wasLive = this.#live === session
    this.#session = undefined
    this.#live = undefined
    this.#linked.closeUnsafe()
    this.#changed.closeUnsafe()
    this.installs.reset()
    session.close()
    this.#common.receiver.hand.lose(session)
  }

  #restore(session: Session): Effect.Effect<void, TransportError> {
    const { locals, options: { bufsize, trackName } } = this.#common
    const settings: ReadonlyArray<readonly [name: string, value: string]> = [
      ["bufsize", String(bufsize)],
      ["trackparam", trackName],
      ["reenter", "true"],
      ["selfwatch", "true"],
      ["timeout", ""],
      ["maxqueue", ""],
      ["engine.maxworkers", ""],
      ["runid", ""],
      ...locals
    ]
    const said = Effect.forEach(settings, ([name, value]) => setting(session, name, value), {
      concurrency: "unbounded",
      discard: true
    }).pipe(
      // An engine answers in order: one that has gone on to an install won't answer these any more. It is used as it is.
      Effect.raceFirst(Deferred.await(session.overtaken))
    )
    return Effect.all([said, this.installs.restore(session)], { concurrency: "unbounded", discard: true }).pipe(
      Effect.timeoutOrElse({
        duration: restoreTimeout,
        orElse: () =>
          Effect.fail(this.#lost(new Error(`the engine did not confirm what was asked within ${restoreTimeout} ms`)))
      }),
      Effect.andThen(this.#role.beforeLive(session)),
      Effect.andThen(Effect.sync(() => {
        if (this.#isQuitting) return
        this.#live = session
        this.#toldFailure = undefined
        this.#role.onLive(session)
        this.#changed.openUnsafe()
      }))
    )
  }

  /** Sends what was set to the engine, if it is there; the next session hears it anyway. */
  set(name: string, value: string): void {
    this.#session?.request({ _tag: "SetLocal", name, value }, () => {})
  }

  /** Says goodbye: everything is answered, then `quit`, and the engine may finish reading before the link goes. */
  readonly quit: Effect.Effect<void> = Effect.suspend(() => {
    const session = this.#session
    this.#isQuitting = true
    this.#live = undefined
    this.#changed.openUnsafe()
    if (session === undefined) return Effect.void
    this.#common.receiver.hand.clear("shutdown", session)
    session.hasQuit = true
    session.outbox.push("%%>quit")
    return Deferred.await(session.quitConfirmed).pipe(
      Effect.raceFirst(Effect.exit(this.ended)),
      Effect.timeoutOption(quitTimeout),
      // Real time also under a test clock: nobody turns that on while a scope closes.
      Effect.provideService(Clock.Clock, Clock.Clock.defaultValue()),
      Effect.asVoid
    )
  })
}

/** Sets a local parameter, or asks for one, and waits until the engine has answered. */
const setting = (session: Session, name: string, value: string): Effect.Effect<void> =>
  Effect.callback((resume) => {
    const asked = session.request({ _tag: "SetLocal", name, value }, () => resume(Effect.void))
    if (Result.isFailure(asked)) resume(Effect.logError(asked.failure.message))
  })
