/** The connection's life: dial, restore, live; when the link is lost, the same again. */
import { Codec, type Frame } from "@yatefx/protocol"
import { LinkLost, type Transport, TransportError } from "@yatefx/transport"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Latch from "effect/Latch"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schedule from "effect/Schedule"
import { Closed, Overloaded } from "../DispatcherError.ts"
import type { Installs } from "./installs.ts"
import type { Receiver } from "./receiver.ts"
import { Session } from "./session.ts"

/** How long the engine may take to confirm what is restored, in milliseconds. */
const restoreTimeout = 10_000

/** How often skipped lines are spoken of, in milliseconds. */
const strayInterval = 1000

/** How long the engine may take to say goodbye, in milliseconds. */
const quitTimeout = 1000

/** The longest id that is sent back unread, in bytes; the engine's own have some thirty. */
const maxRawId = 1000

/** A line of the engine's for the log: its control bytes must not reach a terminal. */
const shown = (line: string): string => JSON.stringify(line.slice(0, 200))

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
}

export class Connection {
  readonly #transport: Transport["Service"]
  readonly #options: ConnectionOptions
  readonly #receiver: Receiver
  readonly #installs: Installs
  /** The session with the engine, restored or not. */
  #session: Session | undefined
  /** The session that messages may be sent on: everything that was registered is restored there. */
  #live: Session | undefined
  readonly #changed = Latch.makeUnsafe(false)
  readonly #quitConfirmed = Deferred.makeUnsafe<void>()
  readonly #ended = Deferred.makeUnsafe<void, TransportError>()
  #offline = 0
  #isQuitting = false
  #closed: Closed | undefined

  constructor(
    transport: Transport["Service"],
    parts: { readonly receiver: Receiver; readonly installs: Installs },
    options: ConnectionOptions
  ) {
    this.#transport = transport
    this.#receiver = parts.receiver
    this.#installs = parts.installs
    this.#options = options
  }

  /** Done when no link will ever come again: with the error that ended it, or without one at the end of input. */
  readonly ended: Effect.Effect<void, TransportError> = Effect.suspend(() => Deferred.await(this.#ended))

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

  /** Whether there is a session to send on, now and with room to write. */
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
      const limit = this.#options.maxOffline
      if (this.#offline >= limit) return Effect.fail(new Overloaded({ limit }))
      this.#offline += 1
      return Effect.void
    }),
    () => this.#live?.outbox.space ?? this.#changed.await,
    () => Effect.sync(() => this.#offline -= 1)
  )

  /** Dials and serves until the scope closes or no further link can come. */
  readonly run: Effect.Effect<void> = Effect.suspend(() => {
    const { maxRetryDelay, once, retryDelay } = this.#options
    // Jitter makes a delay up to a fifth longer, and the longest is to be the longest.
    const backoff = Schedule.min([Schedule.exponential(retryDelay), Schedule.spaced(maxRetryDelay / 1.2)]).pipe(
      Schedule.jittered
    )
    return this.#serve.pipe(
      Effect.tapError((error) =>
        error.isRetryable && !once && !this.#isQuitting ? this.#tellFailure(error) : Effect.void
      ),
      Effect.retry({ schedule: backoff, while: (error) => error.isRetryable && !once && !this.#isQuitting }),
      // A link that was live and is lost is no failed attempt: the backoff starts anew, after one short delay.
      Effect.andThen(Effect.sleep(retryDelay)),
      Effect.forever,
      Effect.onExit((exit) => Effect.sync(() => this.#end(exit))),
      Effect.ignoreCause
    )
  })

  /** What is wrong is said once, and then only that it still is: the delays between dials are short. */
  #tellFailure({ address, message }: TransportError): Effect.Effect<void> {
    const isKnown = this.#toldFailure === message
    this.#toldFailure = message
    return Effect.logWarning(isKnown ? `Still no link to ${address}` : `Trying again: ${message}`)
  }

  #toldFailure: string | undefined

  /** Only a script whose input ended, `once` and the program's own end come here: a lost link is dialled again. */
  #end(exit: Exit.Exit<never, TransportError>): void {
    const cause = Option.getOrUndefined(Exit.findErrorOption(exit))
    const isOrderly = cause?.reason._tag === "InputEnded" || Exit.hasInterrupts(exit) || this.#isQuitting
    this.#closed = new Closed(cause === undefined ? {} : { cause })
    Deferred.doneUnsafe(this.#ended, isOrderly ? Effect.void : exit)
    this.#installs.close(this.#closed)
    this.#changed.openUnsafe()
  }

  /** One link from dialling to its loss. Fails when it is lost before it was live, or for good. */
  readonly #serve: Effect.Effect<void, TransportError> = Effect.scoped(
    Effect.gen({ self: this }, function*() {
      const link = yield* this.#transport.connect
      const session = new Session(this.#options.maxOutbox)
      yield* Effect.addFinalizer(() => Effect.sync(() => this.#drop(session)))
      this.#session = session
      this.#receiver.statistics.connections += 1
      const write = Effect.forever(Effect.flatMap(session.outbox.takeAll, link.write))
      const read = Effect.forever(
        Effect.andThen(
          session.outbox.space,
          Effect.map(link.pull, (lines) => {
            for (const line of lines) this.#receive(session, line)
          })
        )
      )
      const restored = Effect.andThen(this.#restore(session), Effect.never)
      return yield* Effect.raceAllFirst([read, write, restored])
    })
  ).pipe(
    Effect.catchDefect((defect) =>
      // Whatever broke, the calls of tomorrow need an engine.
      Effect.andThen(
        Effect.logError("A defect ended the link", Cause.die(defect)),
        Effect.fail(new TransportError({ address: this.#transport.address, reason: new LinkLost({ cause: defect }) }))
      )
    ),
    Effect.catch((error) => {
      const wasLive = this.#wasLive
      this.#wasLive = false
      if (!wasLive || !error.isRetryable || this.#isQuitting) return Effect.fail(error)
      return Effect.logWarning(`Dialling again: ${error.message}`)
    })
  )

  #wasLive = false

  #drop(session: Session): void {
    this.#wasLive = this.#live === session
    this.#session = undefined
    this.#live = undefined
    this.#changed.closeUnsafe()
    this.#installs.reset()
    session.close()
    this.#receiver.hand.lose(session)
  }

  #restore(session: Session): Effect.Effect<void, TransportError> {
    const { bufsize, trackName } = this.#options
    const set = (name: string, value: string): Effect.Effect<void> =>
      Effect.callback((resume) => {
        const asked = session.request({ _tag: "SetLocal", name, value }, () => resume(Effect.void))
        if (Result.isFailure(asked)) resume(Effect.logError(asked.failure.message))
      })
    const settings = Effect.all([
      set("bufsize", String(bufsize)),
      set("trackparam", trackName),
      set("reenter", "true"),
      set("selfwatch", "true"),
      set("timeout", "")
    ], { concurrency: "unbounded", discard: true }).pipe(
      // An engine answers in order: one that has gone on to an install won't answer these any more. It is used as it is.
      Effect.raceFirst(Deferred.await(session.overtaken))
    )
    return Effect.all([settings, this.#installs.restore(session)], { concurrency: "unbounded", discard: true }).pipe(
      Effect.timeoutOrElse({
        duration: restoreTimeout,
        orElse: () =>
          Effect.fail(
            new TransportError({
              address: this.#transport.address,
              reason: new LinkLost({
                cause: new Error(`the engine did not confirm what was asked within ${restoreTimeout} ms`)
              })
            })
          )
      }),
      Effect.andThen(Effect.sync(() => {
        if (this.#isQuitting) return
        this.#live = session
        this.#toldFailure = undefined
        this.#changed.openUnsafe()
      }))
    )
  }

  /** What the engine says of itself counts, whoever asked. */
  #learn(session: Session, { name, ok, value }: Frame.SetLocalReply): void {
    if (!ok) return
    const number = Number.parseInt(value, 10)
    if (name === "bufsize") session.bufsize = number
    // 0: the engine waits for ever.
    const { answerDeadline } = this.#options
    if (name === "timeout") {
      this.#receiver.hand.deadline = number > 0 ? Math.min(answerDeadline, number * 0.8) : answerDeadline
    }
  }

  /** Whatever is wrong with a line, or with what was registered for it, the next is read. */
  #receive(session: Session, line: string): void {
    try {
      this.#take(session, line)
    } catch (defect) {
      this.#receiver.report(Effect.logError(`A line could not be served: ${shown(line)}`, Cause.die(defect)))
    }
  }

  #take(session: Session, line: string): void {
    const decoded = Codec.decode(line)
    if (Result.isFailure(decoded)) {
      this.#declineUnread(session, line)
      return this.#stray(decoded.failure.message)
    }
    const frame = decoded.success
    switch (frame._tag) {
      case "Message":
        return this.#receiver.message(session, frame)
      case "MessageReply":
        if (frame.id === "") return this.#receiver.watch(frame)
        // One that nobody waits for any more belongs to an interrupted dispatch.
        session.dispatches.settle(frame.id, frame.name, Result.succeed(frame))
        return
      case "InstallReply":
      case "UninstallReply":
      case "WatchReply":
      case "UnwatchReply":
      case "SetLocalReply":
        if (frame._tag === "SetLocalReply") this.#learn(session, frame)
        else Deferred.doneUnsafe(session.overtaken, Effect.void)
        if (!session.confirm(frame)) this.#stray(`a confirmation that was not asked for: ${shown(line)}`)
        return
      case "QuitReply":
        Deferred.doneUnsafe(this.#quitConfirmed, Effect.void)
        return
      case "ErrorIn":
        // "connect" on a listener with a role of its own is harmless.
        if (!session.refuse(frame.line) && !frame.line.startsWith("%%>connect:")) {
          this.#stray(`the engine could not read our line ${shown(frame.line)}`)
        }
        return
      default:
        this.#stray(`a command that an engine doesn't send: ${frame._tag}`)
    }
  }

  /** A message that can't be read holds its caller all the same: it is declined if its id can be told. */
  #declineUnread(session: Session, line: string): void {
    const id = /^%%>message:([^:]+):/.exec(line)?.[1]
    // As it came: what the engine looks for is its own text.
    if (id !== undefined && id.length <= maxRawId) session.outbox.push(`%%<message:${id}:false:`)
  }

  /** Counts what can't be used, and says so once a second at most: an engine that speaks nonsense speaks much of it. */
  #stray(text: string): void {
    this.#receiver.statistics.strayLines += 1
    this.#unsaid += 1
    const now = this.#receiver.now()
    if (now - this.#saidAt < strayInterval) return
    const more = this.#unsaid > 1 ? `, and ${this.#unsaid - 1} more since the last word of it` : ""
    this.#unsaid = 0
    this.#saidAt = now
    this.#receiver.report(Effect.logWarning(`Line skipped: ${text}${more}`))
  }

  #unsaid = 0
  #saidAt = Number.NEGATIVE_INFINITY

  /** Says goodbye: everything is answered, then `quit`, and the engine may finish reading before the link goes. */
  readonly quit: Effect.Effect<void> = Effect.suspend(() => {
    const session = this.#session
    this.#isQuitting = true
    this.#live = undefined
    this.#changed.openUnsafe()
    this.#receiver.isOpen = false
    this.#receiver.hand.clear("shutdown")
    if (session === undefined) return Effect.void
    session.outbox.push("%%>quit")
    return Deferred.await(this.#quitConfirmed).pipe(
      Effect.raceFirst(Effect.exit(this.ended)),
      Effect.timeoutOption(quitTimeout),
      // Real time also under a test clock: nobody turns that on while a scope closes.
      Effect.provideService(Clock.Clock, Clock.Clock.defaultValue()),
      Effect.asVoid
    )
  })
}
