/**
 * Many callbacks in time by one fiber: a wait with a limit costs an entry, and not the fibers, the race and the timer of
 * `Effect.timeout`, some 4 kB and 5 µs. For packages that keep many waits, as the dispatcher and `@yatefx/calls` do; a
 * program takes `Effect.timeout`.
 *
 * @since 0.1.0
 */
import * as Cause from "effect/Cause"
import type * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"

/**
 * One callback that is to ring. `Alarms` makes it, and alone may change it.
 *
 * @category models
 * @since 0.1.0
 */
export interface Alarm {
  /** In milliseconds, by the clock that no change of the time of day moves. */
  readonly due: number
  /** Must not block. What it throws is logged, and the others ring all the same. */
  readonly ring: () => void
  /** Where it is in the heap; -1 when it is not in it. */
  at: number
}

/**
 * Alarms that ring while `run` runs, in order, and within a millisecond after they are due by the clock that is given.
 * To set or to clear one takes logarithmic time.
 *
 * @category models
 * @since 0.1.0
 */
export class Alarms {
  readonly #clock: Clock.Clock
  /** A binary heap: none is due before the one at half its place. */
  readonly #heap: Array<Alarm> = []
  readonly #sooner = Latch.makeUnsafe(false)
  /** When it looks next, whatever is set until then. */
  #wakes = Infinity

  constructor(clock: Clock.Clock) {
    this.#clock = clock
  }

  #now(): number {
    return Number(this.#clock.monotonicTimeNanosUnsafe() / 1000n) / 1000
  }

  /** How many are set. */
  get size(): number {
    return this.#heap.length
  }

  /** Rings once, in so many milliseconds. */
  set(millis: number, ring: () => void): Alarm {
    const alarm: Alarm = { due: this.#now() + millis, ring, at: this.#heap.length }
    this.#heap.push(alarm)
    this.#up(alarm)
    // Mostly the sleep goes on: waits that come one after the other, each answered soon, wake nobody.
    if (alarm.due < this.#wakes) this.#sooner.openUnsafe()
    return alarm
  }

  /** It rings no more. */
  clear(alarm: Alarm): void {
    const { at } = alarm
    if (at < 0) return
    alarm.at = -1
    const last = this.#heap.pop()
    if (last === undefined || last === alarm) return
    this.#put(last, at)
    this.#up(last)
    this.#down(last)
  }

  #put(alarm: Alarm, at: number): void {
    this.#heap[at] = alarm
    alarm.at = at
  }

  #up(alarm: Alarm): void {
    for (;;) {
      const { at } = alarm
      const parent = at === 0 ? undefined : this.#heap[(at - 1) >> 1]
      if (parent === undefined || parent.due <= alarm.due) return
      const to = parent.at
      this.#put(parent, at)
      this.#put(alarm, to)
    }
  }

  #down(alarm: Alarm): void {
    for (;;) {
      const { at } = alarm
      const left = this.#heap[2 * at + 1]
      const right = this.#heap[2 * at + 2]
      const child = right !== undefined && left !== undefined && right.due < left.due ? right : left
      if (child === undefined || child.due >= alarm.due) return
      const to = child.at
      this.#put(child, at)
      this.#put(alarm, to)
    }
  }

  /** Rings them, for as long as it runs. */
  readonly run: Effect.Effect<never> = Effect.forever(Effect.suspend(() => {
    const next = this.#heap[0]
    this.#sooner.closeUnsafe()
    this.#wakes = next?.due ?? Infinity
    if (next === undefined) return Effect.andThen(this.#sooner.await, Effect.yieldNow)
    // A sleep ends a little early or late by this clock, and never before a whole millisecond.
    const left = Math.ceil(next.due - this.#now())
    // Whoever has set it goes on first.
    if (left > 0) return Effect.andThen(Effect.raceFirst(Effect.sleep(left), this.#sooner.await), Effect.yieldNow)
    this.clear(next)
    try {
      next.ring()
    } catch (defect) {
      return Effect.logError("An alarm threw", Cause.die(defect))
    }
    return Effect.void
  }))
}
