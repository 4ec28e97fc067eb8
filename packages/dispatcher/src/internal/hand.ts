/** The messages that wait for this program's answer. Each gets exactly one, in time. */
import type { Definition, Misfit } from "@yatefx/messages"
import { Frame, type ProtocolError } from "@yatefx/protocol"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import * as Result from "effect/Result"
import { AlreadyAnswered, Disconnected, TooLate } from "../DispatcherError.ts"
import type { Registration } from "./registry.ts"
import type { Session } from "./session.ts"
import type { Statistics } from "./statistics.ts"

/** Why a message was answered without a handler's word. */
export type Fallback =
  /** Nobody registered wants it. */
  | "unwanted"
  /** It doesn't fit the definition of whoever wanted it. */
  | "misfit"
  /** The handler ended, failed, died or was interrupted without an answer. */
  | "abandoned"
  /** The deadline passed. */
  | "late"
  /** Too many wait already. */
  | "overload"
  /** The handler's own answer can't be sent. */
  | "refused"
  /** The program shuts down. */
  | "shutdown"

/** What a message was read as, by which definition. */
export interface Read {
  readonly definition: Definition.Any
  readonly params: Result.Result<() => unknown, Misfit>
}

/** One message in hand. */
export interface Held {
  readonly frame: Frame.Message
  readonly session: Session
  /** Registrations younger than this came after it. */
  readonly sequence: number
  /** When it came, in milliseconds of the monotonic clock. */
  readonly arrivedAt: number
  state: "waiting" | "answered" | "late" | "lost"
  /** Who has it now. Only he may answer it. */
  taker: Registration<Held> | undefined
  /** Who had it and passed it on. */
  passedBy: Set<Registration<Held>> | undefined
  /** What it was last read as. */
  read: Read | undefined
  /** Somebody wanted it and could not read it. */
  isMisfit: boolean
  /** Somebody wants it and was not asked, since too many wait. */
  isPassedBy: boolean
  /** Lets go of what watches whoever has it. */
  release: (() => void) | undefined
  /** Its neighbours among those that wait, by arrival. For `Hand` alone. */
  before: Held | undefined
  after: Held | undefined
}

export class Hand {
  // A list by arrival; the deadline is the same for all, so that the first is always the next to be due. Linked by hand:
  // a Set takes 0.15 µs for each message to come and go.
  #first: Held | undefined
  #last: Held | undefined
  #size = 0
  readonly #occupied = Latch.makeUnsafe(false)
  readonly #statistics: Statistics
  readonly #sooner = Latch.makeUnsafe(false)
  #deadline: number
  readonly #slowAfter: number | undefined
  /** From when on an answer is slow, in milliseconds: as told, else a quarter of the deadline. */
  slowAfter: number
  /** Called with an answer that was slow, and how long it took in milliseconds. */
  onSlow: ((held: Held, millis: number) => void) | undefined

  constructor(options: {
    readonly deadline: number
    readonly statistics: Statistics
    readonly slowAfter?: number | undefined
  }) {
    this.#deadline = options.deadline
    this.#statistics = options.statistics
    this.#slowAfter = options.slowAfter
    this.slowAfter = options.slowAfter ?? options.deadline / 4
  }

  /** Waits until a message waits for its answer. */
  readonly occupied: Effect.Effect<void> = Effect.suspend(() => this.#occupied.await)

  /** Whether the oldest `count` messages all came before a moment. Looks at no more than those. */
  isOlder(count: number, moment: number): boolean {
    let left = count
    for (let held = this.#first; held !== undefined && held.arrivedAt < moment; held = held.after) {
      left -= 1
      if (left === 0) return true
    }
    return false
  }

  /** Milliseconds from arrival to the answer that we give at the latest, of what waits already too. */
  get deadline(): number {
    return this.#deadline
  }

  set deadline(millis: number) {
    this.#deadline = millis
    this.slowAfter = this.#slowAfter ?? millis / 4
    this.#sooner.openUnsafe()
  }

  get size(): number {
    return this.#size
  }

  take(held: Held): void {
    held.before = this.#last
    if (this.#last === undefined) this.#first = held
    else this.#last.after = held
    this.#last = held
    this.#size += 1
    if (this.#size === 1) this.#occupied.openUnsafe()
  }

  #remove(held: Held): void {
    const { after, before } = held
    if (before === undefined) this.#first = after
    else before.after = after
    if (after === undefined) this.#last = before
    else after.before = before
    // What a program keeps of a message must not keep its neighbours.
    held.before = held.after = undefined
    this.#size -= 1
    if (this.#size === 0) this.#occupied.closeUnsafe()
  }

  /** All that wait now, of one session or of all. */
  #all(session: Session | undefined): ReadonlyArray<Held> {
    const all: Array<Held> = []
    for (let held = this.#first; held !== undefined; held = held.after) {
      if (session === undefined || held.session === session) all.push(held)
    }
    return all
  }

  /** Why a message can't be answered any more. */
  refusal(held: Held): AlreadyAnswered | TooLate | Disconnected | undefined {
    switch (held.state) {
      case "waiting":
        return undefined
      case "answered":
        return new AlreadyAnswered()
      case "late":
        return new TooLate({ deadline: this.deadline })
      case "lost":
        return new Disconnected()
    }
  }

  /** Sends an answer that was checked; the message must be waiting. */
  answer(held: Held, reply: Frame.MessageReply, now: number): Result.Result<void, ProtocolError.EncodeError> {
    const line = held.session.encode(reply)
    if (Result.isFailure(line)) return Result.fail(line.failure)
    this.#settle(held, "answered")
    held.session.outbox.push(line.success)
    const millis = now - held.arrivedAt
    this.#statistics.answered(reply.processed === true, millis)
    if (millis > this.slowAfter) this.onSlow?.(held, millis)
    return Result.void
  }

  /** Answers "not processed", and changes nothing, if nobody has answered. */
  fallBack(held: Held, why: Fallback): void {
    if (held.state !== "waiting") return
    this.#settle(held, why === "late" ? "late" : "answered")
    // The id came in a line of the engine's, so that it can go back in a shorter one.
    const line = held.session.encode(Frame.shortReply(held.frame.id, false))
    if (Result.isSuccess(line)) held.session.outbox.push(line.success)
    this.#statistics.fellBack(why)
  }

  #settle(held: Held, state: Held["state"]): void {
    held.state = state
    held.release?.()
    held.release = undefined
    held.session.dispatches.finish(held.frame.id)
    this.#remove(held)
  }

  /** The link is gone: the engine has released what waited for us. */
  lose(session: Session): void {
    for (const held of this.#all(session)) if (held.state === "waiting") this.#settle(held, "lost")
  }

  /** Answers all that waits, of one session or of all. */
  clear(why: Fallback, session?: Session): void {
    for (const held of this.#all(session)) this.fallBack(held, why)
  }

  /** Answers what is due, for ever. Calls back for each. */
  watchDeadlines(now: () => number, onLate: (held: Held) => Effect.Effect<void>): Effect.Effect<never> {
    return Effect.forever(Effect.gen({ self: this }, function*() {
      yield* this.#occupied.await
      for (let held = this.#first; held !== undefined; held = this.#first) {
        const left = held.arrivedAt + this.deadline - now()
        if (left > 0) {
          this.#sooner.closeUnsafe()
          // Whole milliseconds: a timer that rings a fraction too soon would be set again, for nothing.
          yield* Effect.raceFirst(Effect.sleep(Math.ceil(left)), this.#sooner.await)
          break
        }
        this.fallBack(held, "late")
        yield* onLate(held)
      }
    }))
  }
}
