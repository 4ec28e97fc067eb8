/**
 * Virtual time: runs a program on effect's `TestClock`, and moves the clock to the next timer whenever nothing is left
 * to do at the present one. A two-minute call takes milliseconds, each timer fires at exactly its time, and a program
 * that waits for what can't come fails instead of hanging.
 *
 * It sees the fibers and the timers of the program it runs, its layers included. Work outside of Effect's scheduler (a
 * socket, a file that is read) takes no virtual time and is not waited for, unless no timer is left: programs that do
 * such work run in real time.
 *
 * @since 0.1.0
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Scheduler from "effect/Scheduler"
import * as TestClock from "effect/testing/TestClock"

/**
 * The program waits, and nothing will end its wait: no timer is left, or the limit was reached.
 *
 * @category errors
 * @since 0.1.0
 */
export class Stuck extends Data.TaggedError("Stuck")<{
  readonly why: "nothing is left to happen" | "the limit was reached"
  /** Virtual milliseconds that had passed. */
  readonly after: number
}> {
  override get message(): string {
    const seconds = `${this.after / 1000} s`
    return this.why === "the limit was reached"
      ? `the scenario was not over after ${seconds} of virtual time: raise "limit", or look for a wait that does not end`
      : `after ${seconds} of virtual time the scenario waits for something that can't come: nothing else runs and no ` +
        `timer is left. What it waits for was missed or never sent; an engine or a program must be provided inside of ` +
        `the scenario, to share its time`
  }
}

/**
 * Bounds of a run.
 *
 * @category models
 * @since 0.1.0
 */
export interface Options {
  /** How much virtual time may pass: an hour by default. */
  readonly limit?: Duration.Input
  /**
   * How long in real time is waited for the world outside when nothing is left to happen: 1.5 seconds by default. A
   * dispatcher that shuts down waits for its engine's goodbye for a second of it.
   */
  readonly patience?: Duration.Input
}

/** A clock and a scheduler that tell what is due. */
interface Time {
  readonly context: Context.Context<never>
  readonly now: () => number
  /** When the next timer is due; `undefined` without one. */
  readonly next: () => number | undefined
  /** Whether a fiber is ready to run. */
  readonly isBusy: () => boolean
  readonly moveTo: (timestamp: number) => Effect.Effect<void>
}

const makeTime = Effect.gen(function*() {
  const context = yield* Layer.build(TestClock.layer())
  const base = Context.get(context, Clock.Clock) as TestClock.TestClock
  // Otherwise its first sleep starts a warning, and is interruptible there even in a finalizer.
  yield* base.adjust(0)
  const scheduler = Context.get(context, Scheduler.Scheduler)
  const timers = new Set<{ readonly at: number }>()
  let ready = 0

  const clock: TestClock.TestClock = {
    ...base,
    sleep: (duration) =>
      Effect.suspend(() => {
        const at = base.currentTimeMillisUnsafe() + Duration.toMillis(duration)
        if (!Number.isFinite(at)) return Effect.never
        const timer = { at }
        timers.add(timer)
        return Effect.ensuring(base.sleep(duration), Effect.sync(() => timers.delete(timer)))
      })
  }
  const counting: Scheduler.Scheduler = {
    executionMode: scheduler.executionMode,
    shouldYield: (fiber) => scheduler.shouldYield(fiber),
    makeDispatcher: () => {
      const dispatcher = scheduler.makeDispatcher()
      return {
        flush: () => dispatcher.flush(),
        scheduleTask: (task, priority) => {
          ready++
          dispatcher.scheduleTask(() => {
            ready--
            task()
          }, priority)
        }
      }
    }
  }
  const time: Time = {
    context: Context.make(Clock.Clock, clock).pipe(Context.add(Scheduler.Scheduler, counting)) as Context.Context<
      never
    >,
    now: base.currentTimeMillisUnsafe,
    next: () => {
      let next: number | undefined
      for (const { at } of timers) if (next === undefined || at < next) next = at
      return next
    },
    isBusy: () => ready > 0,
    moveTo: (timestamp) => base.setTime(timestamp)
  }
  return time
})

/** A resumed promise schedules its fiber a turn later: one quiet turn is not enough. */
const quietTurns = 2

const settle = (time: Time): Effect.Effect<void> =>
  Effect.gen(function*() {
    for (let quiet = 0; quiet < quietTurns;) {
      yield* Effect.yieldNow
      quiet = time.isBusy() ? 0 : quiet + 1
    }
  })

/** Lets time pass until the fiber has ended, or can't end. Runs outside of the time that it moves. */
const drive = Effect.fnUntraced(function*(time: Time, fiber: Fiber.Fiber<unknown, unknown>, options: Options) {
  const startedAt = time.now()
  const limit = startedAt + Duration.toMillis(options.limit ?? "1 hour")
  const patience = Duration.toNanosUnsafe(Duration.fromInputUnsafe(options.patience ?? "1500 millis"))
  for (;;) {
    yield* settle(time)
    if (fiber.pollUnsafe() !== undefined) return
    const next = time.next()
    if (next === undefined) {
      // In real time, since it is the world outside that may have something to say.
      const real = Clock.Clock.defaultValue()
      const until = real.monotonicTimeNanosUnsafe() + patience
      const isWaiting = (): boolean =>
        !time.isBusy() && fiber.pollUnsafe() === undefined && real.monotonicTimeNanosUnsafe() < until
      while (isWaiting()) yield* Effect.provideService(Effect.sleep(1), Clock.Clock, real)
      if (!time.isBusy() && fiber.pollUnsafe() === undefined && time.next() === undefined) {
        return yield* new Stuck({ why: "nothing is left to happen", after: time.now() - startedAt })
      }
    } else if (next > limit) {
      return yield* new Stuck({ why: "the limit was reached", after: limit - startedAt })
    } else yield* time.moveTo(next)
  }
})

/**
 * Runs a program in virtual time, from 0. Inside, `TestClock.adjust` works too.
 *
 * Fails with `Stuck`, and interrupts the program, when it can't end. Time goes on while the program's finalizers run,
 * for as long again as the limit.
 *
 * @category runners
 * @since 0.1.0
 */
export const run = <A, E, R>(program: Effect.Effect<A, E, R>, options: Options = {}): Effect.Effect<A, E | Stuck, R> =>
  Effect.scoped(Effect.gen(function*() {
    const time = yield* makeTime
    const context = Context.merge(yield* Effect.context<R>(), time.context)
    // Not forked in the scope: its end would wait for finalizers that wait for time to pass.
    const exit = yield* Effect.acquireUseRelease(
      Effect.forkDetach(Effect.provideContext(program, context)),
      (fiber) => Effect.andThen(drive(time, fiber, options), Fiber.await(fiber)),
      (fiber) => {
        if (fiber.pollUnsafe() !== undefined) return Effect.void
        fiber.interruptUnsafe()
        return Effect.ignore(drive(time, fiber, options))
      }
    )
    return yield* exit
  }))
