/**
 * Calls to several targets at once, or one after the other: the first that answers has the call, and the others ring no
 * longer. The engine's own `fork` is not needed.
 *
 * @since 0.1.0
 */
import type { SendError } from "@yatefx/dispatcher"
import * as Data from "effect/Data"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import type { Call } from "./Call.ts"
import type { OriginateError } from "./CallError.ts"
import { Calls, type OriginateOptions } from "./Calls.ts"
import { Cancelling } from "./internal/originating.ts"

/**
 * One of those that are called: a target, a number, or either with options of its own.
 *
 * @category models
 * @since 0.1.0
 */
export type Branch = OriginateOptions["target"] | BranchOptions

/**
 * One of those that are called, with what differs for it.
 *
 * @category models
 * @since 0.1.0
 */
export interface BranchOptions extends OriginateOptions {
  /** When it begins to ring: so long after the first, or as soon as nobody else rings. At once by default. */
  readonly after?: Duration.Input
}

/**
 * What holds for all that are called: each may have its own.
 *
 * @category models
 * @since 0.1.0
 */
export interface ForkOptions extends Omit<OriginateOptions, "target"> {}

/**
 * Nobody answered.
 *
 * @category errors
 * @since 0.1.0
 */
export class NobodyAnswered extends Data.TaggedError("NobodyAnswered")<{
  /** What became of each, in the order of the targets. */
  readonly outcomes: ReadonlyArray<OriginateError | SendError>
}> {
  override get message(): string {
    const { outcomes } = this
    return outcomes.length === 0
      ? "nobody was called: give at least one target"
      : `nobody answered: ${outcomes.map(({ message }) => message).join("; ")}`
  }
}

const optionsOf = (branch: Branch, all: ForkOptions): BranchOptions =>
  typeof branch === "string" || "number" in branch ? { ...all, target: branch } : { ...all, ...branch }

/** Those that are yet to be called, and whether anybody rings. */
class Line {
  #ringing = 0
  #waiting: ReadonlyArray<{ readonly millis: number; readonly turn: Deferred.Deferred<void> }> = []

  /** Waits for so long, or until nobody rings, whichever is first. */
  readonly turn = (after: Duration.Input): Effect.Effect<void> =>
    Effect.suspend(() => {
      const one = { millis: Duration.toMillis(Duration.fromInputUnsafe(after)), turn: Deferred.makeUnsafe<void>() }
      this.#waiting = [...this.#waiting, one].sort((a, b) => a.millis - b.millis)
      return Effect.raceFirst(Effect.sleep(one.millis), Deferred.await(one.turn)).pipe(
        Effect.andThen(Effect.sync(() => {
          this.#waiting = this.#waiting.filter((each) => each !== one)
        }))
      )
    })

  readonly ring = <A, E, R>(call: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.suspend(() => {
      this.#ringing++
      return Effect.onError(call, () =>
        Effect.sync(() => {
          const [next] = this.#waiting
          if (--this.#ringing === 0 && next !== undefined) Deferred.doneUnsafe(next.turn, Effect.void)
        }))
    })
}

/**
 * Calls all at once, and gives the first that answers. It is hung up when the scope closes, unless it was handed over. The
 * others are told that somebody else has answered (`pickup`; in SIP, "Call completed elsewhere"). Interrupting it cancels
 * them all.
 *
 * @example
 * ```ts
 * import { Bridge, Call, Calls, Fork } from "@yatefx/calls"
 * import { Effect } from "effect"
 *
 * const Desk = Calls.incoming({ called: "desk" }, Effect.gen(function*() {
 *   const call = yield* Call
 *   yield* call.ringing
 *   const agent = yield* call.whileUp(Fork.first(
 *     [{ number: "101" }, { number: "102" }, { target: "sip/sip:night@10.0.0.9", after: "15 seconds" }],
 *     { caller: call.caller ?? "", timeout: "30 seconds" }
 *   ))
 *   yield* Bridge.connect(call, agent)
 * }))
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const first = Effect.fn("Fork.first")(function*(
  targets: ReadonlyArray<Branch>,
  options: ForkOptions = {}
): Effect.fn.Return<Call, NobodyAnswered, Calls | Scope.Scope> {
  const calls = yield* Calls
  const outer = yield* Effect.scope
  const cancelling = { reason: "cancelled" }
  const line = new Line()
  let answered = false

  const call = Effect.fnUntraced(function*({ after, ...one }: BranchOptions) {
    if (after !== undefined) yield* line.turn(after)
    const scope = yield* Scope.fork(outer)
    return yield* line.ring(Scope.provide(calls.originate(one), scope)).pipe(
      // Two can answer in the same moment.
      Effect.tap(() =>
        answered ? Effect.never : Effect.sync(() => {
          answered = true
          cancelling.reason = "pickup"
        })
      ),
      Effect.onExit((exit) => Exit.isFailure(exit) ? Scope.close(scope, exit) : Effect.void)
    )
  })

  // Turned around: the first that is answered ends the work on all others.
  return yield* Effect.forEach(
    targets,
    (branch) => Effect.flip(call(optionsOf(branch, options))),
    { concurrency: "unbounded" }
  ).pipe(
    Effect.flip,
    Effect.provideService(Cancelling, cancelling),
    Effect.mapError((outcomes) => new NobodyAnswered({ outcomes }))
  )
})

/**
 * Calls one group after the other, each when nobody of the one before has answered, and gives the first that answers.
 * A group is one target, or several that are called at once.
 *
 * @category constructors
 * @since 0.1.0
 */
export const inTurn = Effect.fn("Fork.inTurn")(function*(
  groups: ReadonlyArray<Branch | ReadonlyArray<Branch>>,
  options: ForkOptions = {}
): Effect.fn.Return<Call, NobodyAnswered, Calls | Scope.Scope> {
  const outcomes: Array<OriginateError | SendError> = []
  for (const group of groups) {
    const branches = Array.isArray(group) ? group as ReadonlyArray<Branch> : [group as Branch]
    const result = yield* Effect.result(first(branches, options))
    if (result._tag === "Success") return result.success
    outcomes.push(...result.failure.outcomes)
  }
  return yield* new NobodyAnswered({ outcomes })
})
