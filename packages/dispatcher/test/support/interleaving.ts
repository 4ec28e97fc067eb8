/**
 * What makes a program's interleavings a function of a seed: a random generator, a scheduler that runs any of what is
 * ready and pauses a fiber between any two of its steps, and a clock that moves only when it is told to.
 */
import { type Clock, Duration, Effect, type Fiber, type Scheduler } from "effect"

/** Random numbers from a seed (mulberry32); the same on every machine. */
export class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 to 1, 1 excluded. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  /** An integer from 0 to `end`, `end` excluded. */
  below(end: number): number {
    return Math.floor(this.next() * end)
  }

  chance(probability: number): boolean {
    return probability > 0 && this.next() < probability
  }

  pick<A>(options: readonly [A, ...Array<A>]): A {
    return options[this.below(options.length)] ?? options[0]
  }
}

export interface Habits {
  /** How likely a fiber is paused before one of its steps. */
  readonly pause: number
  /** How likely the next task is any of those that are ready, and not the oldest. */
  readonly disorder: number
}

/**
 * How many steps a fiber takes before it can be paused, each time it is resumed; Effect's own scheduler lets it take
 * 2048. Before its first step it must not be: an interruption that comes there is lost by Effect itself.
 */
const freeSteps = 1

/** Runs nothing by itself: whoever has it decides when the next task runs. */
export class DiceScheduler implements Scheduler.Scheduler {
  readonly executionMode = "async"
  readonly #dice: Dice
  readonly #habits: Habits
  readonly #tasks: Array<() => void> = []
  /** How often a fiber was paused. */
  pauses = 0

  constructor(dice: Dice, habits: Habits) {
    this.#dice = dice
    this.#habits = habits
  }

  shouldYield(fiber: Fiber.Fiber<unknown, unknown>): boolean {
    const { cache, currentOpCount } = fiber
    const isPaused = currentOpCount > freeSteps && this.#dice.chance(this.#habits.pause) ||
      currentOpCount >= cache.maxOpsBeforeYield
    if (isPaused) this.pauses += 1
    return isPaused
  }

  makeDispatcher(): Scheduler.SchedulerDispatcher {
    return { scheduleTask: (task) => void this.#tasks.push(task), flush: () => {} }
  }

  /** Whether nothing is ready to run. */
  get isIdle(): boolean {
    return this.#tasks.length === 0
  }

  /** Runs one task; says whether there was one. */
  runOne(): boolean {
    const at = this.#dice.chance(this.#habits.disorder) ? this.#dice.below(this.#tasks.length) : 0
    const [task] = this.#tasks.splice(at, 1)
    task?.()
    return task !== undefined
  }
}

interface Timer {
  readonly at: number
  readonly ring: () => void
}

/** Starts at 0; its wall clock is its monotonic clock, and can be set apart from it. */
export class SteppedClock implements Clock.Clock {
  #millis = 0
  /** How far the wall clock is ahead, in milliseconds. */
  skew = 0
  readonly #timers = new Set<Timer>()

  /** How many sleep. */
  get timers(): number {
    return this.#timers.size
  }

  /** Milliseconds of the monotonic clock. */
  get now(): number {
    return this.#millis
  }

  readonly currentTimeMillisUnsafe = (): number => this.#millis + this.skew
  readonly currentTimeMillis = Effect.sync(this.currentTimeMillisUnsafe)
  readonly currentTimeNanosUnsafe = (): bigint => BigInt(this.currentTimeMillisUnsafe()) * 1_000_000n
  readonly currentTimeNanos = Effect.sync(this.currentTimeNanosUnsafe)
  readonly monotonicTimeNanosUnsafe = (): bigint => BigInt(Math.round(this.#millis * 1000)) * 1000n
  readonly monotonicTimeNanos = Effect.sync(this.monotonicTimeNanosUnsafe)

  readonly sleep = (duration: Duration.Duration): Effect.Effect<void> =>
    Effect.callback((resume) => {
      const at = this.#millis + Duration.toMillis(duration)
      if (at <= this.#millis) return resume(Effect.yieldNow)
      if (at === Number.POSITIVE_INFINITY) return
      const timer: Timer = { at, ring: () => resume(Effect.void) }
      this.#timers.add(timer)
      return Effect.sync(() => this.#timers.delete(timer))
    })

  /** Lets time pass. `between` runs after each timer: without it all that is due rings before anything else happens. */
  advance(millis: number, between: () => void = () => {}): void {
    const end = this.#millis + millis
    for (;;) {
      let next: Timer | undefined
      for (const timer of this.#timers) if (timer.at <= end && (next === undefined || timer.at < next.at)) next = timer
      if (next === undefined) break
      this.#timers.delete(next)
      this.#millis = Math.max(this.#millis, next.at)
      next.ring()
      between()
    }
    this.#millis = end
  }
}
