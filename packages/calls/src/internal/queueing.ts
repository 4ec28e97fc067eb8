/** What a caller hears while he waits, and how an agent gets him. */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as Bridge from "../Bridge.ts"
import type { Call } from "../Call.ts"
import type { LegError, PlayError } from "../CallError.ts"
import type { AgentOptions, CallQueue, Place, Statistics } from "../CallQueue.ts"
import type { Free, Lineup, Waiting } from "./lineup.ts"
import type { NotOffered } from "./offer.ts"

export interface State extends CallQueue {
  readonly name: string
  readonly lineup: Lineup
  readonly closed: Deferred.Deferred<void>
}

export const statisticsOf = (lineup: Lineup): Statistics => {
  const { abandoned, agents, free, refused, served, talking, timedOut, waited, waiting } = lineup
  return {
    waiting: waiting.length,
    ringing: waiting.filter(({ agent }) => agent !== undefined).length,
    talking,
    agents,
    free,
    served,
    abandoned,
    timedOut,
    refused,
    averageWait: Duration.millis(served === 0 ? 0 : waited / served)
  }
}

/** The numbers now, and after each change; of changes that nobody looked at, the last. */
export const changesOf = (lineup: Lineup): Stream.Stream<Statistics> =>
  Stream.suspend(() => {
    let seen = -1
    const next: Effect.Effect<Statistics> = Effect.suspend(() => {
      if (lineup.changes === seen) return Effect.andThen(lineup.change, next)
      seen = lineup.changes
      return Effect.succeed(statisticsOf(lineup))
    })
    return Stream.fromEffectRepeat(next)
  })

/** Music, and announcements in between. */
export const entertain = (state: State, caller: Waiting): Effect.Effect<never, LegError | PlayError> => {
  const { announce, announceEvery = "30 seconds", music = Bridge.music } = state.options
  const { call, since } = caller
  const plays = Effect.andThen(call.play(music, { repeat: "forever" }), Effect.never)
  if (announce === undefined) return plays
  const place = Effect.map(Clock.currentTimeMillis, (now): Place => ({
    ...state.lineup.placeOf(caller),
    waited: Duration.millis(now - since)
  }))
  return Effect.forever(Effect.andThen(
    Effect.flatMap(place, (now) => announce(call, now)).pipe(
      Effect.catchTag("SayError", (error) => Effect.logWarning(`${call.id} isn't told its place: ${error.message}`))
    ),
    Effect.timeoutOption(plays, announceEvery)
  ))
}

/** Connects the agent. Who is with an agent waits no more; if nothing comes of it, he has his old place. */
const connected = <E, R>(
  { lineup }: State,
  caller: Waiting,
  call: Call,
  { bridge }: AgentOptions<E, R>
): Effect.Effect<Bridge.Bridged, NotOffered | LegError> =>
  Effect.acquireUseRelease(
    Effect.map(Clock.currentTimeMillis, (now) => {
      caller.connectedAt = now
      lineup.talking++
      lineup.leave(caller)
    }),
    () => caller.offer.take(call, bridge),
    (_, exit) =>
      Effect.sync(() => {
        lineup.talking--
        if (Exit.isSuccess(exit)) {
          lineup.served++
          lineup.waited += (caller.connectedAt ?? caller.since) - caller.since
        } else if (!caller.offer.isOver) {
          caller.connectedAt = undefined
          lineup.enter(caller)
        }
        lineup.changed()
      })
  )

/** What came of a caller for an agent. */
export type Outcome = "talked" | "not reached" | "caller left"

/** Reaches the agent, and lets him talk. A caller who leaves meanwhile ends it. */
export const talk = <E, R>(
  state: State,
  caller: Waiting,
  agent: AgentOptions<E, R>
): Effect.Effect<Outcome, E | LegError | NotOffered, Exclude<R, Scope.Scope>> =>
  Effect.raceFirst(
    Effect.as(caller.offer.withdrawn, "caller left" as const),
    Effect.scoped(Effect.gen(function*() {
      const call = yield* Effect.timeoutOption(agent.reach, agent.ringFor ?? "20 seconds")
      if (Option.isNone(call)) return "not reached" as const
      yield* connected(state, caller, call.value, agent)
      return "talked" as const
    }))
  )

/**
 * Serves one caller after the other. `gone` ends it between two talks: a talk ends by itself when the agent hangs up, and
 * its caller was served.
 */
export const serving = <E, R, E2>(
  state: State,
  agent: AgentOptions<E, R>,
  gone: Effect.Effect<never, E2>
): Effect.Effect<never, E2, Exclude<R, Scope.Scope>> => {
  const { lineup } = state
  const { name, rest = "10 seconds", wrapUp = 0 } = agent
  const resting = Duration.max(Duration.fromInputUnsafe(rest), Duration.seconds(1))
  const once = Effect.uninterruptibleMask((restore) =>
    Effect.gen(function*() {
      const free: Free = { agent: name, next: Deferred.makeUnsafe(), given: undefined }
      lineup.isFree(free)
      const caller = yield* restore(Effect.raceFirst(gone, Deferred.await(free.next))).pipe(
        Effect.onError(() => Effect.sync(() => lineup.notFree(free)))
      )
      const exit = yield* Effect.exit(restore(talk(state, caller, agent)))
      const isTalked = Exit.isSuccess(exit) && exit.value === "talked"
      if (!isTalked) lineup.giveBack(caller)
      if (Exit.isFailure(exit) && Cause.hasDies(exit.cause)) {
        yield* Effect.logError(`the agent ${name} could not be reached`, exit.cause)
      }
      return isTalked ? wrapUp : Exit.isSuccess(exit) && exit.value === "caller left" ? 0 : resting
    })
  )
  return Effect.acquireUseRelease(
    Effect.sync(() => {
      lineup.agents++
      lineup.changed()
    }),
    () => Effect.forever(Effect.flatMap(once, (pause) => Effect.raceFirst(gone, Effect.sleep(pause)))),
    () =>
      Effect.sync(() => {
        lineup.agents--
        lineup.changed()
      })
  )
}
