/**
 * Calls that are handed to somebody else: blind, where the caller goes on at once, or attended, where whoever hands him
 * over talks to the other side first. A call that was transferred lives on without the flow. One that could not be is
 * in the program's hands again, whatever happened.
 *
 * @since 0.1.0
 */
import type { Parameters } from "@yatefx/protocol"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type * as Scope from "effect/Scope"
import { music } from "./Bridge.ts"
import type { Call } from "./Call.ts"
import { type HungUp, type LegError, OriginateError } from "./CallError.ts"
import { Calls, type OriginateOptions } from "./Calls.ts"
import { hasKeyOf, takeKeyOf } from "./internal/collecting.ts"
import { hearing } from "./internal/hearing.ts"
import { join, joinForGood } from "./internal/joining.ts"
import { Leg } from "./internal/leg.ts"
import { labelOf } from "./internal/originating.ts"
import type { Sound } from "./Sound.ts"
import * as Sounds from "./Sound.ts"

/**
 * To whom a call goes: a target, or a number that the engine's routing finds one for.
 *
 * @category models
 * @since 0.1.0
 */
export type Target = OriginateOptions["target"]

/**
 * How the other side is called.
 *
 * @category models
 * @since 0.1.0
 */
export interface TransferOptions {
  /** How long it may ring: 30 seconds by default. */
  readonly timeout?: Duration.Input
  /** Who calls, as the other side sees it: by default who is handed over, and with `attended` who does it. */
  readonly caller?: string
  readonly callername?: string
  /** Further parameters of its `call.execute`. */
  readonly parameters?: ReadonlyArray<Parameters.Change>
}

/**
 * How a call is transferred blindly.
 *
 * @category models
 * @since 0.1.0
 */
export interface BlindOptions extends TransferOptions {
  /** Who is called instead when the target is not to be had: whoever has transferred the call. Nobody by default. */
  readonly returnTo?: Target
  /**
   * What the caller hears meanwhile, over and over: `tone/ring` by default. A caller who isn't answered yet hears what his
   * own phone makes of it, and is answered when the target answers.
   */
  readonly hears?: Sound | ReadonlyArray<Sound>
}

/**
 * What became of a blind transfer.
 *
 * @category models
 * @since 0.1.0
 */
export type Transferred =
  /** The call is connected to the target, by this leg, and lives on without the program. */
  | { readonly _tag: "Transferred"; readonly to: string; readonly id: string }
  /** The target was not to be had, and whoever had transferred the call has it again; it lives on without the program. */
  | { readonly _tag: "Returned"; readonly to: string; readonly id: string; readonly why: OriginateError }

/**
 * How a call is transferred with somebody's attendance.
 *
 * @category models
 * @since 0.1.0
 */
export interface AttendedOptions extends TransferOptions {
  /** What the caller hears meanwhile, over and over: `moh/default`, or silence if the engine has no such music. */
  readonly music?: Sound | ReadonlyArray<Sound>
  /** The keys by which whoever transfers hands the call over: `#` by default. To hang up does the same, always. */
  readonly completeBy?: string
  /** The keys by which he takes it back, also while it rings: `*` by default. Other keys are not heard by the target. */
  readonly cancelBy?: string
}

/**
 * What became of an attended transfer.
 *
 * @category models
 * @since 0.1.0
 */
export type Attended =
  /** The call is connected to the target, by this leg, and lives on without the program. */
  | { readonly _tag: "Transferred"; readonly to: string; readonly id: string; readonly by: "key" | "hangup" }
  /** The call is in hands: it was taken back by a key, the target hung up, or somebody else has connected it. */
  | { readonly _tag: "Returned"; readonly why: "cancelled" | "hungUp" | "elsewhere" }

/**
 * Connects two calls, and lets go of both: they live on without the program, and end each other. Each must be in hands.
 * If it fails, they still are.
 *
 * @category combinators
 * @since 0.1.0
 */
export const connect = Effect.fn("Transfer.connect")((first: Call, second: Call): Effect.Effect<void, LegError> =>
  joinForGood(Leg.of(first), Leg.of(second), true)
)

const place = (target: Target, options: TransferOptions, from: Leg, onRinging?: Effect.Effect<unknown>) => {
  const { caller = from.number, callername = from.direction === "incoming" ? from.callername : undefined } = options
  return Calls.originate({
    target,
    timeout: options.timeout ?? "30 seconds",
    parameters: options.parameters ?? [],
    ...(caller === undefined ? {} : { caller }),
    ...(callername === undefined ? {} : { callername }),
    ...(onRinging === undefined ? {} : { onRinging })
  })
}

/** The call meets who was called for it. If that one is gone by then, nobody was reached. */
const meet = (leg: Leg, callee: Call, target: Target): Effect.Effect<void, LegError | OriginateError> =>
  Effect.catchTag(
    joinForGood(leg, Leg.of(callee), true),
    "HungUp",
    (hungUp): Effect.Effect<never, HungUp | OriginateError> => {
      const { cause, id, reason } = hungUp
      return Effect.fail(
        id === leg.id ? hungUp : new OriginateError({ target: labelOf(target), outcome: "failed", reason, cause })
      )
    }
  )

/** Calls the target for a call that waits, and connects them. */
const deliver = Effect.fnUntraced(function*(
  leg: Leg,
  target: Target,
  options: BlindOptions
): Effect.fn.Return<{ readonly to: string; readonly id: string }, LegError | OriginateError, Calls> {
  return yield* Effect.scoped(Effect.gen(function*() {
    const callee = yield* leg.answered
      ? hearing(leg, options.hears ?? Sounds.tone("ring"), place(target, options, leg))
      : leg.whileUp(place(target, options, leg, Effect.ignore(leg.ringing)))
    yield* meet(leg, callee, target)
    return { to: labelOf(target), id: callee.id }
  }))
})

/**
 * Sends a call to somebody else, without talking to him first. It is called for; when he answers, the two are connected, and
 * live on without the program. When he doesn't, `returnTo` is called, and has the call if he answers. If nobody has it, the
 * effect fails with why the target was not to be had, and the call is in hands, as it was. Interrupting it cancels what rings,
 * and the call is in hands.
 *
 * A call that is bridged is brought back first: interrupt the bridge, by a key say.
 *
 * @category combinators
 * @since 0.1.0
 */
export const blind = Effect.fn("Transfer.blind")(function*(
  call: Call,
  target: Target,
  options: BlindOptions = {}
): Effect.fn.Return<Transferred, OriginateError | LegError, Calls> {
  const leg = Leg.of(call)
  yield* leg.controlled
  const transferred = Effect.map(deliver(leg, target, options), (to): Transferred => ({ _tag: "Transferred", ...to }))
  const { returnTo } = options
  if (returnTo === undefined) return yield* transferred
  return yield* Effect.catchTag(transferred, "OriginateError", (why) =>
    deliver(leg, returnTo, options).pipe(
      Effect.map((to): Transferred => ({ _tag: "Returned", ...to, why })),
      Effect.catchTag("OriginateError", () => Effect.fail(why))
    ))
})

/** How a consultation ended. */
type Consulted =
  | { readonly _tag: "Complete"; readonly callee: Call; readonly by: "key" | "hangup" }
  | { readonly _tag: "Returned"; readonly why: "cancelled" | "hungUp" | "elsewhere" }

/** Waits for a key of whoever transfers, and takes it in the fiber that waited: a race that is lost takes none. */
const keyOf = (agent: Leg, keys: string): Effect.Effect<string | undefined> =>
  keys === ""
    ? Effect.never
    : Effect.map(agent.until(() => hasKeyOf(agent, keys) || undefined), () => takeKeyOf(agent, keys))

/** He hears that it rings, unless he has hung up. */
const ringBack = (agent: Leg): Effect.Effect<unknown> =>
  Effect.ignore(hearing(agent, Sounds.tone("ring"), Effect.never))

/** Who is transferred waits; the one who does it calls the target, and talks to it until he completes or cancels. */
const consult = Effect.fnUntraced(function*(
  agent: Leg,
  target: Target,
  options: AttendedOptions
): Effect.fn.Return<Consulted, LegError | OriginateError, Calls | Scope.Scope> {
  const { cancelBy = "*", completeBy = "#" } = options
  const returned = (why: "cancelled" | "hungUp" | "elsewhere"): Consulted => ({ _tag: "Returned", why })
  const cancelled = Effect.as(keyOf(agent, cancelBy), returned("cancelled"))

  const tone = yield* Effect.forkChild(ringBack(agent))
  const callee = yield* Effect.raceFirst(
    cancelled,
    // Who has hung up waits no longer: the call goes on without him.
    place(target, options, agent)
  ).pipe(Effect.ensuring(Fiber.interrupt(tone)))
  if ("_tag" in callee) return callee
  const complete = (by: "key" | "hangup"): Consulted => ({ _tag: "Complete", callee, by })

  const talk = join(agent, Leg.of(callee), {
    takesKeys: [`${completeBy}${cancelBy}` !== "", false],
    answer: true,
    limit: Effect.never
  }).pipe(
    Effect.map((ended): Consulted => {
      switch (ended) {
        case "first":
          return complete("hangup")
        case "second":
          return returned("hungUp")
        default:
          return returned("elsewhere")
      }
    }),
    Effect.catchTag(
      "HungUp",
      (hungUp) => Effect.succeed(hungUp.id === agent.id ? complete("hangup") : returned("hungUp"))
    )
  )
  const completed = Effect.as(keyOf(agent, completeBy), complete("key"))
  return yield* Effect.raceFirst(Effect.raceFirst(cancelled, completed), talk)
})

/**
 * Hands a call over to somebody, whom the one who does it (`agent`) calls first. The caller hears music meanwhile. The agent
 * completes by a key, or by hanging up, also while it still rings; then the caller and the target are connected, and live
 * on without the program, and the agent, if he is there, is in hands. He cancels by another key.
 *
 * When it comes to nothing, the caller is in hands, and so is the agent, if he is there: connect them again with
 * `Bridge.connect`. It fails with `OriginateError` when the target is not to be had, and with `HungUp` when the caller hangs
 * up: then the target is hung up, and the agent is in hands. Interrupting it is as if it was cancelled.
 *
 * @example
 * ```ts
 * import { Bridge, type Call, Transfer } from "@yatefx/calls"
 * import { Effect } from "effect"
 *
 * const handOver = (caller: Call, agent: Call, number: string) =>
 *   Transfer.attended(caller, agent, { number }).pipe(
 *     Effect.catchTag("OriginateError", (error) => Effect.as(Effect.logInfo(error.message), { _tag: "Returned" as const })),
 *     Effect.flatMap((result) => result._tag === "Returned" ? Bridge.connect(caller, agent) : agent.hangup())
 *   )
 * ```
 *
 * @category combinators
 * @since 0.1.0
 */
export const attended = Effect.fn("Transfer.attended")(function*(
  call: Call,
  agent: Call,
  target: Target,
  options: AttendedOptions = {}
): Effect.fn.Return<Attended, OriginateError | LegError, Calls> {
  const leg = Leg.of(call)
  const by = Leg.of(agent)
  yield* leg.controlled
  yield* by.controlled
  return yield* Effect.scoped(Effect.gen(function*(): Effect.fn.Return<
    Attended,
    OriginateError | LegError,
    Calls | Scope.Scope
  > {
    const consulted = yield* hearing(leg, options.music ?? music, consult(by, target, options))
    if (consulted._tag === "Returned") return consulted
    const { callee } = consulted
    yield* meet(leg, callee, target)
    return { _tag: "Transferred", to: labelOf(target), id: callee.id, by: consulted.by }
  }))
})
