/** Places test calls: so many, so many at once, so many a second, and each does what the script says. */
import { type Call, Calls, Conference, type OriginateOptions } from "@yatefx/calls"
import { Dispatcher } from "@yatefx/dispatcher"
import { CallConference, CallDrop, Masquerade, Target } from "@yatefx/messages"
import { Clock, Effect, type Scope } from "effect"
import * as CallScript from "./CallScript.ts"
import type { Progress } from "./Progress.ts"
import type { TestCall } from "./Report.ts"

/** What to do. */
export interface LoadTest {
  readonly target: OriginateOptions["target"]
  /** How many calls. */
  readonly calls: number
  readonly atOnce: number
  /** Calls a second, at most. */
  readonly rate: number
  /** How long a call may ring, in milliseconds. */
  readonly ringing: number
  /** The callers are this and the call's number. */
  readonly caller: string
  readonly script: CallScript.CallScript
  /** Who hears the first call that is answered: a target that is called into a conference with it. */
  readonly monitor: string | undefined
}

/** The room of the call that is heard. */
const room = "tester-monitor"

/**
 * Lets somebody hear a call: both sides of it, the program's and the other, are put into a conference with him. If that
 * can't be, the test goes on without.
 */
const monitor = (call: Call, target: string): Effect.Effect<void, never, Calls | Dispatcher | Scope.Scope> =>
  Effect.gen(function*() {
    const yate = yield* Dispatcher
    const { processed } = yield* yate.dispatch(Masquerade.of(CallConference), {
      id: call.id,
      room: Target.conference(room),
      lonely: "true"
    })
    if (!processed) return yield* Effect.logWarning("nobody hears the test: the engine makes no conference")
    // The program's side of it stays in the room when the other is gone.
    yield* Effect.addFinalizer(() => Effect.ignore(yate.dispatch(CallDrop, { id: Target.conference(room) })))
    yield* Effect.forkScoped(
      Effect.gen(function*() {
        const listener = yield* Calls.originate({ target, caller: "tester" })
        yield* Conference.join(listener, room, { as: "listener" })
      }).pipe(
        Effect.scoped,
        Effect.catch((error) => Effect.logWarning(`nobody hears the test: ${error.message}`))
      )
    )
  }).pipe(Effect.catch((error) => Effect.logWarning(`nobody hears the test: ${error.message}`)))

/** Places one call, and tells what became of it. It never fails: that is what it tells. */
const place = Effect.fnUntraced(function*(
  test: LoadTest,
  number: number,
  progress: Progress,
  isHeard: () => boolean,
  ended: (call: TestCall) => void
) {
  const caller = `${test.caller}${number}`
  const start = yield* Clock.currentTimeMillis
  let answerDelay: number | undefined
  const done = (outcome: TestCall["outcome"], reason?: string) =>
    Effect.map(
      Clock.currentTimeMillis,
      (now): TestCall => ({ number, outcome, reason, answerDelay, duration: now - start })
    )
  progress.started++
  const result = yield* Effect.gen(function*() {
    const call = yield* Calls.originate({ target: test.target, caller, timeout: test.ringing })
    answerDelay = (yield* Clock.currentTimeMillis) - start
    progress.answered++
    if (test.monitor !== undefined && isHeard()) yield* monitor(call, test.monitor)
    yield* CallScript.run(call, caller, test.script)
    return yield* done("answered")
  }).pipe(
    Effect.scoped,
    Effect.catchTag("OriginateError", (error) => done(error.outcome, error.reason)),
    Effect.catch((error) =>
      done(answerDelay === undefined ? "failed" : "broken", error._tag === "HungUp" ? "hung up early" : error.message)
    ),
    Effect.onInterrupt(() => Effect.map(done("stopped"), ended))
  )
  progress.ended++
  ended(result)
})

/** Runs a test, and gives each call as it ends, so that a test that is stopped has its results so far. */
export const run = Effect.fnUntraced(function*(test: LoadTest, progress: Progress, ended: (call: TestCall) => void) {
  let next = yield* Clock.currentTimeMillis
  let heard = 0
  const one = Effect.fnUntraced(function*(number: number) {
    // A place in time of its own, from which the rate follows, also after calls that took long.
    const now = yield* Clock.currentTimeMillis
    const at = Math.max(now, next)
    next = at + 1000 / test.rate
    if (at > now) yield* Effect.sleep(at - now)
    yield* place(test, number, progress, () => heard++ === 0, ended)
  })
  const numbers = Array.from({ length: test.calls }, (_, index) => index + 1)
  yield* Effect.forEach(numbers, one, { concurrency: test.atOnce, discard: true })
})
