/**
 * One `dumb/` leg of a real engine, as the call of who holds the phone: what the engine's messages say of it.
 */
import { type Call, CallEnded, type CallEvent, CallRejected, type Sound } from "@yatefx/engine"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"

/** What a leg is made to do. */
export interface LegActions {
  /** Whether it was handled. */
  readonly key: (text: string) => Effect.Effect<boolean>
  readonly drop: (reason: string | undefined) => Effect.Effect<void>
  readonly speak: (file: string | undefined) => Effect.Effect<void>
}

type Happened = CallEvent extends infer Event ? Event extends { readonly at: number } ? Omit<Event, "at"> : never
  : never

export class DumbLeg {
  readonly id: string
  readonly called: string
  /** The channel that it is connected to, and hears. */
  peer: string | undefined
  /** The token by which the sound that plays tells its end. */
  notify: string | undefined
  /** Why its peer left. */
  reason: string | undefined
  isDropped = false
  readonly #now: () => number
  readonly #events: Array<CallEvent> = []
  readonly #observers = new Set<(event: CallEvent) => void>()
  readonly #heard: Array<Sound> = []
  readonly #ringing = Deferred.makeUnsafe<void, CallRejected | CallEnded>()
  readonly #answered = Deferred.makeUnsafe<void, CallRejected | CallEnded>()
  readonly #ended = Deferred.makeUnsafe<{ readonly by: "phone" | "engine"; readonly reason: string | undefined }>()

  constructor(id: string, called: string, now: () => number) {
    this.id = id
    this.called = called
    this.#now = now
  }

  get isOver(): boolean {
    return this.#events.some(({ _tag }) => _tag === "Ended")
  }

  has(tag: CallEvent["_tag"]): boolean {
    return this.#events.some(({ _tag }) => _tag === tag)
  }

  tell(happened: Happened): void {
    if (this.isOver) return
    const event: CallEvent = { ...happened, at: this.#now() }
    this.#events.push(event)
    for (const observe of this.#observers) observe(event)
    const { called } = this
    if (event._tag === "Ringing") Deferred.doneUnsafe(this.#ringing, Effect.void)
    if (event._tag === "Answered") Deferred.doneUnsafe(this.#answered, Effect.void)
    if (event._tag === "Rejected") {
      const { code, error, reason } = event
      this.#fail(new CallRejected({ called, error, reason, code }))
    }
    if (event._tag === "Ended") {
      const { by, reason } = event
      this.#fail(new CallEnded({ called, by, reason }))
      Deferred.doneUnsafe(this.#ended, Effect.succeed({ by, reason }))
    }
  }

  #fail(error: CallRejected | CallEnded): void {
    for (const deferred of [this.#ringing, this.#answered]) Deferred.doneUnsafe(deferred, Effect.fail(error))
  }

  hears(source: string, notify: string | undefined): void {
    this.silence("cut")
    this.notify = notify
    this.#heard.push({ source, startedAt: this.#now(), duration: 0, how: "playing" })
    this.tell({ _tag: "Started", source })
  }

  silence(how: "eof" | "cut"): void {
    const last = this.#heard.at(-1)
    if (last?.how !== "playing") return
    this.#heard[this.#heard.length - 1] = { ...last, duration: this.#now() - last.startedAt, how }
    this.tell({ _tag: "Stopped", source: last.source, how })
  }

  end(reason: string | undefined): void {
    this.silence("cut")
    this.tell({ _tag: "Ended", by: this.isDropped ? "phone" : "engine", reason })
  }

  call(actions: LegActions): Call {
    return {
      id: this.id,
      called: this.called,
      ringing: Deferred.await(this.#ringing),
      answered: Deferred.await(this.#answered),
      press: Effect.fnUntraced({ self: this }, function*(keys, options) {
        const handled: Array<boolean> = []
        for (const [index, key] of Array.from(keys).entries()) {
          if (index > 0 && options?.gap !== undefined) yield* Effect.sleep(options.gap)
          handled.push(this.isOver ? false : yield* actions.key(key))
        }
        return handled
      }),
      hangup: (reason) =>
        Effect.suspend(() => {
          if (this.isOver) return Effect.void
          this.isDropped = true
          return actions.drop(reason)
        }),
      ended: Deferred.await(this.#ended),
      heard: Effect.sync(() => [...this.#heard]),
      speak: (file) => this.isOver ? Effect.void : actions.speak(file),
      // A dumb/ leg has no such thing.
      hold: () => Effect.logWarning("a dumb/ leg can't hold a call"),
      observe: (observer) =>
        Effect.asVoid(Effect.acquireRelease(
          Effect.sync(() => {
            for (const event of this.#events) observer(event)
            this.#observers.add(observer)
          }),
          () => Effect.sync(() => void this.#observers.delete(observer))
        ))
    }
  }
}
