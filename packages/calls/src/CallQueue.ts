/**
 * A queue of calls: callers wait with music and hear their place, agents get the next one. Who has waited longest comes
 * first, within his priority; who is free for longest gets him.
 *
 * @since 0.1.0
 */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Scope from "effect/Scope"
import type * as Stream from "effect/Stream"
import type * as Bridge from "./Bridge.ts"
import type { Call } from "./Call.ts"
import type { LegError, PlayError } from "./CallError.ts"
import { Leg } from "./internal/leg.ts"
import { Lineup, type Waiting } from "./internal/lineup.ts"
import { Offer } from "./internal/offer.ts"
import { changesOf, entertain, serving, type State, statisticsOf } from "./internal/queueing.ts"
import type { SayError } from "./Say.ts"
import type { Sound } from "./Sound.ts"

/**
 * As many wait as may.
 *
 * @category reasons
 * @since 0.1.0
 */
export class Full extends Data.TaggedError("Full")<{ readonly maxLength: number }> {}

/**
 * No agent came in time.
 *
 * @category reasons
 * @since 0.1.0
 */
export class TimedOut extends Data.TaggedError("TimedOut")<{ readonly millis: number }> {}

/**
 * The scope of the queue has closed.
 *
 * @category reasons
 * @since 0.1.0
 */
export class Closed extends Data.TaggedError("Closed")<{}> {}

/**
 * A caller was not connected to an agent. The call is in the program's hands.
 *
 * @category errors
 * @since 0.1.0
 */
export class QueueError extends Data.TaggedError("QueueError")<{
  /** The queue. */
  readonly name: string
  readonly reason: Full | TimedOut | Closed
}> {
  override get message(): string {
    const { name, reason } = this
    switch (reason._tag) {
      case "Full":
        return `the queue ${name} is full: ${reason.maxLength} callers may wait`
      case "TimedOut":
        return `nobody of the queue ${name} was there in ${reason.millis / 1000} s`
      case "Closed":
        return `the queue ${name} is closed`
    }
  }
}

/**
 * Where a caller is in the queue.
 *
 * @category models
 * @since 0.1.0
 */
export interface Place {
  /** 1 is the next. */
  readonly position: number
  /** How many wait. */
  readonly length: number
  readonly waited: Duration.Duration
}

/**
 * A queue.
 *
 * @category models
 * @since 0.1.0
 */
export interface QueueOptions {
  /** Its name in errors and logs: `queue` by default. */
  readonly name?: string
  /** What callers hear, over and over: `Bridge.music` by default. */
  readonly music?: Sound | ReadonlyArray<Sound>
  /**
   * Says the caller's place ("you are number 3"): at once, and then every so often. Nothing by default. What the voice
   * can't say is logged, and left out.
   */
  readonly announce?: (call: Call, place: Place) => Effect.Effect<unknown, LegError | PlayError | SayError>
  /** How much music there is between two announcements: half a minute by default. */
  readonly announceEvery?: Duration.Input
  /** How many may wait: 100 by default. */
  readonly maxLength?: number
  /** How long one may wait: half an hour by default. An agent who is being reached by then is in vain. */
  readonly maxWait?: Duration.Input
}

/**
 * How a caller waits.
 *
 * @category models
 * @since 0.1.0
 */
export interface WaitOptions {
  /** Higher comes first: 0 by default. */
  readonly priority?: number
  /** As the queue's by default. */
  readonly maxWait?: Duration.Input
}

/**
 * A caller who talked to an agent.
 *
 * @category models
 * @since 0.1.0
 */
export interface Served {
  /** The agent's name. */
  readonly agent: string
  readonly waited: Duration.Duration
  /** The first of the bridge is the agent. */
  readonly bridged: Bridge.Bridged
}

/**
 * Who takes calls.
 *
 * @category models
 * @since 0.1.0
 */
export interface AgentOptions<E, R> {
  readonly name: string
  /**
   * Reaches the agent, for one caller: `Calls.originate`, or a call of his that is in hands. What it opens is closed
   * when the talk is over.
   */
  readonly reach: Effect.Effect<Call, E, R>
  /** How long that may take: 20 seconds by default. */
  readonly ringFor?: Duration.Input
  /** How long he is left alone when he could not be reached: 10 seconds by default, one at least. */
  readonly rest?: Duration.Input
  /** How long he is left alone after a talk: not by default. */
  readonly wrapUp?: Duration.Input
  readonly bridge?: Bridge.BridgeOptions
}

/**
 * A queue's numbers.
 *
 * @category models
 * @since 0.1.0
 */
export interface Statistics {
  /** Callers who wait, those included whose agent is being reached. */
  readonly waiting: number
  /** Callers whose agent is being reached. */
  readonly ringing: number
  readonly talking: number
  readonly agents: number
  /** Agents who are free. */
  readonly free: number
  /** Callers who were connected to an agent, so far. */
  readonly served: number
  /** Callers who hung up, or left, while they waited. */
  readonly abandoned: number
  readonly timedOut: number
  /** Callers whom a full queue has refused. */
  readonly refused: number
  /** Of those who were served. */
  readonly averageWait: Duration.Duration
}

/**
 * One who waits.
 *
 * @category models
 * @since 0.1.0
 */
export interface Caller {
  readonly call: Call
  readonly position: number
  readonly priority: number
  /** Since when, in milliseconds since 1970. */
  readonly since: number
  /** Who is being reached for him. */
  readonly agent: string | undefined
}

/**
 * A queue of calls, for as long as its scope is open.
 *
 * @category models
 * @since 0.1.0
 */
export interface CallQueue {
  readonly options: QueueOptions
  /** Those who wait, the next one first. */
  readonly callers: Effect.Effect<ReadonlyArray<Caller>>
  readonly statistics: Effect.Effect<Statistics>
  /** The numbers now, and each time that they change; a reader that falls behind sees the latest. */
  readonly changes: Stream.Stream<Statistics>
}

/** The implementation behind a queue. */
const stateOf = (queue: CallQueue): State => queue as State

/**
 * A queue, for as long as the scope lives.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = Effect.fn("CallQueue.make")(function*(
  options: QueueOptions = {}
): Effect.fn.Return<CallQueue, never, Scope.Scope> {
  const lineup = new Lineup()
  const closed = yield* Effect.acquireRelease(Deferred.make<void>(), (gate) => Deferred.succeed(gate, undefined))
  const queue: State = {
    options,
    name: options.name ?? "queue",
    lineup,
    closed,
    callers: Effect.sync(() =>
      lineup.waiting.map(({ agent, call, priority, since }, index) => ({
        call,
        position: index + 1,
        priority,
        since,
        agent
      }))
    ),
    statistics: Effect.sync(() => statisticsOf(lineup)),
    changes: changesOf(lineup)
  }
  return queue
})

/**
 * Puts the call into the queue, and lasts until it has talked to an agent; then it is in the program's hands again, if it
 * lives. Interrupting it takes it out. Music or an announcement that can't be played is a `PlayError`.
 *
 * @example
 * ```ts
 * import { Call, CallQueue, Calls, Recording, Say } from "@yatefx/calls"
 * import { Clock, Effect, Layer } from "effect"
 *
 * // Two agents; who waits for too long, or finds the queue full, leaves a message.
 * const Hotline = Layer.unwrap(Effect.gen(function*() {
 *   const line = yield* CallQueue.make({
 *     maxWait: "2 minutes",
 *     announce: (call, { position }) =>
 *       Effect.flatMap(Say.number(position), (number) => call.play(["you-are-number", ...number]))
 *   })
 *   for (const number of ["201", "202"]) {
 *     yield* Effect.forkScoped(CallQueue.serve(line, { name: number, reach: Calls.originate({ target: { number } }) }))
 *   }
 *   return Calls.incoming({ called: "200" }, Effect.gen(function*() {
 *     const call = yield* Call
 *     yield* call.answer
 *     yield* CallQueue.wait(call, line).pipe(
 *       Effect.catchTag("QueueError", () =>
 *         Effect.gen(function*() {
 *           yield* call.play("leave-a-message")
 *           const name = `hotline/${yield* Clock.currentTimeMillis}-${call.id.replace("/", "-")}`
 *           yield* Recording.record(call, name, { beep: "beep", endedBy: "#", silence: "5 seconds" })
 *         }))
 *     )
 *   }))
 * }))
 * ```
 *
 * @category operations
 * @since 0.1.0
 */
export const wait = Effect.fn("CallQueue.wait")(function*(
  call: Call,
  queue: CallQueue,
  options: WaitOptions = {}
): Effect.fn.Return<Served, QueueError | LegError | PlayError> {
  const leg = Leg.of(call)
  const state = stateOf(queue)
  const { lineup, name } = state
  const { maxLength = 100, maxWait: byQueue = "30 minutes" } = queue.options
  const maxWait = Duration.fromInputUnsafe(options.maxWait ?? byQueue)
  const fail = (reason: QueueError["reason"]) => Effect.fail(new QueueError({ name, reason }))
  yield* leg.controlled
  return yield* Effect.acquireUseRelease(
    Effect.gen(function*() {
      const since = yield* Clock.currentTimeMillis
      if (Deferred.isDoneUnsafe(state.closed)) return yield* fail(new Closed())
      if (lineup.waiting.length >= maxLength) {
        lineup.refused++
        lineup.changed()
        return yield* fail(new Full({ maxLength }))
      }
      const caller: Waiting = {
        call,
        offer: new Offer(leg),
        priority: options.priority ?? 0,
        since,
        agent: undefined,
        connectedAt: undefined
      }
      lineup.enter(caller)
      return caller
    }),
    (caller) => {
      const { offer, since } = caller
      const served = Effect.map(offer.wait(entertain(state, caller)), ({ bridged }): Served => ({
        agent: caller.agent ?? "",
        waited: Duration.millis((caller.connectedAt ?? since) - since),
        bridged
      }))
      const tooLong = Effect.sleep(maxWait).pipe(
        Effect.andThen(offer.unclaimed()),
        Effect.andThen(Effect.suspend(() => {
          lineup.timedOut++
          return fail(new TimedOut({ millis: Duration.toMillis(maxWait) }))
        }))
      )
      const closed = Effect.andThen(Deferred.await(state.closed), fail(new Closed()))
      return Effect.raceAllFirst([served, tooLong, closed])
    },
    (caller, exit) =>
      Effect.sync(() => {
        const isGone = Exit.isFailure(exit) && (leg.hungUp !== undefined || Cause.hasInterruptsOnly(exit.cause))
        if (isGone && caller.connectedAt === undefined) lineup.abandoned++
        lineup.leave(caller)
      })
  ).pipe(Effect.tap(() => leg.up))
})

/**
 * Serves callers until it is interrupted: that is how an agent leaves. One who can't be reached in time loses the
 * caller to the next agent, and rests. An agent who is interrupted while he talks loses the caller too, who waits again,
 * as the first.
 *
 * @category operations
 * @since 0.1.0
 */
export const serve = Effect.fn("CallQueue.serve")(<E, R>(
  queue: CallQueue,
  agent: AgentOptions<E, R>
): Effect.Effect<never, never, Exclude<R, Scope.Scope>> => serving(stateOf(queue), agent, Effect.never))

/**
 * Makes a call an agent's: he stays on the line, in silence, and gets one caller after the other, until he hangs up
 * (`HungUp`), or it is interrupted. A talk that he ends by hanging up has been one: its caller is served.
 *
 * @category operations
 * @since 0.1.0
 */
export const attend = Effect.fn("CallQueue.attend")(function*(
  call: Call,
  queue: CallQueue,
  options: Pick<AgentOptions<never, never>, "wrapUp" | "bridge"> & { readonly name?: string } = {}
): Effect.fn.Return<never, LegError> {
  const leg = Leg.of(call)
  yield* leg.controlled
  const agent = { name: leg.number ?? leg.id, rest: "1 second" as const, ...options, reach: Effect.succeed(call) }
  return yield* serving(stateOf(queue), agent, Effect.flatMap(leg.ended, Effect.fail))
})
