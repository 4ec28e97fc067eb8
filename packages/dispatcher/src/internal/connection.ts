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
}

export class Connection {
  readonly #transport: Transport["Service"]
  readonly #options: ConnectionOptions
  readonly #receiver: Receiver
  readonly #installs: Installs
  /** The session that messages may be sent on: everything that was registered is restored there. */
  #live: Session | undefined
  readonly #changed = Latch.makeUnsafe(false)
  readonly #quitConfirmed = Deferred.makeUnsafe<void>()
  readonly #ended = Deferred.makeUnsafe<void, TransportError>()
  #offline = 0
  #isQuitting = false

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
    return this.#live?.dispatches.size ?? 0
  }

  /** How many effects wait for the engine to come back. */
  get offline(): number {
    return this.#offline
  }

  /** Bytes that wait to be written. */
  get outboxBytes(): number {
    return this.#live?.outbox.bytes ?? 0
  }

  /** The session to send on, with room to write; waits for one while the engine is away. */
  readonly session: Effect.Effect<Session, Closed | Overloaded> = Effect.suspend(() => {
    const live = this.#live
    return live === undefined ? this.#awaitSession : Effect.as(live.outbox.space, live)
  })

  readonly #awaitSession: Effect.Effect<Session, Closed | Overloaded> = Effect.suspend(() => {
    if (this.#isQuitting || Deferred.isDoneUnsafe(this.#ended)) return Effect.fail(new Closed())
    const limit = this.#options.maxOffline
    if (this.#offline >= limit) return Effect.fail(new Overloaded({ limit }))
    this.#offline += 1
    return Effect.ensuring(this.#changed.await, Effect.sync(() => this.#offline -= 1))
      .pipe(Effect.andThen(this.session))
  })

  /** Dials and serves until the scope closes or no further link can come. */
  readonly run: Effect.Effect<void> = Effect.suspend(() => {
    const { maxRetryDelay, once, retryDelay } = this.#options
    const backoff = Schedule.min([Schedule.exponential(retryDelay), Schedule.spaced(maxRetryDelay)]).pipe(
      Schedule.jittered
    )
    return this.#serve.pipe(
      Effect.tapError((error) =>
        error.isRetryable && !once && !this.#isQuitting ? Effect.logWarning(`${error.message}. Trying again`) : Effect.void
      ),
      Effect.retry({ schedule: backoff, while: (error) => error.isRetryable && !once && !this.#isQuitting }),
      // A link that was live and is lost is no failed attempt: the backoff starts anew, after one short delay.
      Effect.andThen(Effect.sleep(retryDelay)),
      Effect.forever,
      Effect.onExit((exit) => Effect.sync(() => this.#end(exit))),
      Effect.ignoreCause
    )
  })

  #end(exit: Exit.Exit<never, TransportError>): void {
    const error = Option.getOrUndefined(Exit.findErrorOption(exit))
    const isOrderly = error?.reason._tag === "InputEnded" || Exit.hasInterrupts(exit) || this.#isQuitting
    Deferred.doneUnsafe(this.#ended, isOrderly ? Effect.void : exit)
    this.#installs.close()
    this.#changed.openUnsafe()
  }

  /** One link from dialling to its loss. Fails when it is lost before it was live, or for good. */
  readonly #serve: Effect.Effect<void, TransportError> = Effect.scoped(
    Effect.gen({ self: this }, function*() {
      const link = yield* this.#transport.connect
      const session = new Session(this.#options.maxOutbox)
      this.#receiver.statistics.connections += 1
      yield* Effect.addFinalizer(() => Effect.sync(() => this.#drop(session)))
      const write = Effect.forever(Effect.flatMap(session.outbox.takeAll, link.write))
      const read = Effect.forever(
        Effect.andThen(session.outbox.space, Effect.map(link.pull, (lines) => {
          for (const line of lines) this.#receive(session, line)
        }))
      )
      const restored = Effect.andThen(this.#restore(session), Effect.never)
      return yield* Effect.raceAllFirst([read, write, restored])
    })
  ).pipe(
    Effect.catchCause((cause) => {
      const error = Option.getOrUndefined(Cause.findErrorOption(cause))
      const wasLive = this.#wasLive
      this.#wasLive = false
      if (error === undefined || !wasLive || !error.isRetryable || this.#isQuitting) return Effect.failCause(cause)
      return Effect.logWarning(`${error.message}. Dialling again`)
    })
  )

  #wasLive = false

  #drop(session: Session): void {
    this.#wasLive = this.#live === session
    this.#live = undefined
    this.#changed.closeUnsafe()
    this.#installs.reset()
    session.close()
    this.#receiver.hand.lose(session)
  }

  #restore(session: Session): Effect.Effect<void, TransportError> {
    const { answerDeadline, bufsize, trackName } = this.#options
    const set = (name: string, value: string, onAnswer?: (reply: Frame.SetLocalReply) => void): void => {
      session.request({ _tag: "SetLocal", name, value }, (outcome) => {
        if (Result.isSuccess(outcome) && outcome.success._tag === "SetLocalReply") onAnswer?.(outcome.success)
      })
    }
    return Effect.suspend(() => {
      set("bufsize", String(bufsize), ({ value }) => {
        session.bufsize = Number.parseInt(value, 10) || session.bufsize
      })
      set("trackparam", trackName)
      set("reenter", "true")
      set("selfwatch", "true")
      set("timeout", "", ({ value }) => {
        const timeout = Number.parseInt(value, 10)
        // 0: the engine waits for ever.
        this.#receiver.hand.deadline = timeout > 0 ? Math.min(answerDeadline, timeout * 0.8) : answerDeadline
      })
      return this.#installs.restore(session)
    }).pipe(
      Effect.timeoutOrElse({
        duration: restoreTimeout,
        orElse: () =>
          Effect.fail(
            new TransportError({
              address: this.#transport.address,
              reason: new LinkLost({ cause: `the engine confirmed nothing in ${restoreTimeout} ms` })
            })
          )
      }),
      Effect.andThen(Effect.sync(() => {
        if (this.#isQuitting) return
        this.#live = session
        this.#changed.openUnsafe()
      }))
    )
  }

  #receive(session: Session, line: string): void {
    const decoded = Codec.decode(line)
    if (Result.isFailure(decoded)) return this.#stray(decoded.failure.message)
    const frame = decoded.success
    switch (frame._tag) {
      case "Message":
        return this.#receiver.message(session, frame)
      case "MessageReply":
        if (frame.id === "") return this.#receiver.watch(frame)
        // One that nobody waits for any more belongs to an interrupted dispatch.
        session.dispatches.settle(frame.id, Result.succeed(frame))
        return
      case "InstallReply":
      case "UninstallReply":
      case "WatchReply":
      case "UnwatchReply":
      case "SetLocalReply":
        if (!session.confirm(frame)) this.#stray(`a confirmation that was not asked for: ${line.slice(0, 100)}`)
        return
      case "QuitReply":
        Deferred.doneUnsafe(this.#quitConfirmed, Effect.void)
        return
      case "ErrorIn":
        // "connect" on a listener with a role of its own is harmless.
        if (!session.refuse(frame.line) && !frame.line.startsWith("%%>connect:")) {
          this.#stray(`the engine could not read our line ${JSON.stringify(frame.line.slice(0, 200))}`)
        }
        return
      default:
        this.#stray(`a command that an engine doesn't send: ${frame._tag}`)
    }
  }

  #stray(text: string): void {
    this.#receiver.statistics.strayLines += 1
    this.#receiver.report(Effect.logWarning(`Line skipped: ${text}`))
  }

  /** Says goodbye: everything is answered, then `quit`, and the engine may finish reading before the link goes. */
  readonly quit: Effect.Effect<void> = Effect.suspend(() => {
    const live = this.#live
    this.#isQuitting = true
    this.#live = undefined
    this.#changed.openUnsafe()
    this.#receiver.isOpen = false
    this.#receiver.hand.clear("shutdown")
    if (live === undefined) return Effect.void
    live.outbox.push("%%>quit")
    return Deferred.await(this.#quitConfirmed).pipe(
      Effect.raceFirst(Effect.exit(this.ended)),
      Effect.timeoutOption(quitTimeout),
      // Real time also under a test clock: nobody turns that on while a scope closes.
      Effect.provideService(Clock.Clock, Clock.Clock.defaultValue()),
      Effect.asVoid
    )
  })
}
