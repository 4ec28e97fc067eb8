/** Whether one more message may wait: early and at once is the kinder "no". */
import * as Effect from "effect/Effect"
import type { Hand, Held } from "./hand.ts"
import { Seldom } from "./seldom.ts"

/** How often the event loop is measured while messages wait, in milliseconds. */
const tick = 500

/** The engine's `maxworkers` when it doesn't tell (`yate.conf.sample`). */
const usualWorkers = 10

export interface LoadOptions {
  readonly hand: Hand
  readonly maxWaiting: number
  /** Milliseconds of the monotonic clock. */
  readonly now: () => number
  readonly report: (effect: Effect.Effect<void>) => void
}

export class Load {
  readonly #hand: Hand
  readonly #maxWaiting: number
  readonly #now: () => number
  readonly #report: (effect: Effect.Effect<void>) => void
  readonly #slow: Seldom
  /** The threads with which the engine works off its queue. */
  workers = usualWorkers
  /** How many messages the engine lets wait for a connection; 0 for no limit. */
  maxQueue = 0
  /** How far the event loop is behind, in milliseconds. */
  lag = 0
  #passedBy = 0

  constructor({ hand, maxWaiting, now, report }: LoadOptions) {
    this.#hand = hand
    this.#maxWaiting = maxWaiting
    this.#now = now
    this.#report = report
    this.#slow = new Seldom({ now, report })
    hand.onSlow = (held, millis) => this.#slow.happened((more) => this.#tellSlow(held, millis, more))
  }

  /** How many messages may wait. */
  get limit(): number {
    return this.maxQueue > 0 ? Math.min(this.#maxWaiting, this.maxQueue) : this.#maxWaiting
  }

  /** Why none may be added to those that wait, in words; `undefined` if one may. */
  refusal(now: number): string | undefined {
    const { size, slowAfter } = this.#hand
    if (size === 0) return this.#relax()
    if (size >= this.limit) return `${this.limit} messages wait for an answer already ("maxWaiting")`
    if (this.lag > slowAfter) return `The program can't keep up: its event loop is ${Math.round(this.lag)} ms behind`
    const held = Math.max(this.workers - 1, 1)
    if (size >= held && this.#hand.isOlder(held, now - slowAfter)) {
      return `${held} messages wait for longer than ${slowAfter} ms, and the engine works with ${this.workers} threads`
    }
    return this.#relax()
  }

  #relax(): undefined {
    this.#passedBy = 0
    return undefined
  }

  /** Declines a message: said at the first one and at each thousandth, until there is room again. */
  passBy(held: Held, why: string): void {
    this.#hand.fallBack(held, "overload")
    if (this.#passedBy++ % 1000 !== 0) return
    this.#report(Effect.logWarning(
      `${why}: ${this.#passedBy} passed by so far, ${held.frame.name} the last. Answer first, work afterwards`
    ))
  }

  #tellSlow(held: Held, millis: number, more: string): Effect.Effect<void> {
    const { name, parameters } = held.frame
    const where = (held.taker?.where ?? []).map(([key, value]) => `${key}=${value}`).join(", ")
    const whose = where === "" ? "A handler" : `The handler of ${where}`
    const text = `${whose} answered ${name} after ${Math.round(millis)} ms, of ${this.#hand.deadline} ms at most: ` +
      `answer first, work afterwards${more}`
    return Effect.annotateLogs(Effect.logWarning(text), { message: name, call: parameters.get("id") ?? "" })
  }

  /** Measures the event loop while messages wait, for ever. */
  readonly measure: Effect.Effect<never> = Effect.forever(Effect.gen({ self: this }, function*() {
    yield* this.#hand.occupied
    const start = this.#now()
    yield* Effect.sleep(tick)
    this.lag = this.#hand.size === 0 ? 0 : Math.max(this.#now() - start - tick, 0)
  }))
}
