/** Placing a call: the leg that holds it is made first, and the engine connects it to the target. */
import type { SendError } from "@yatefx/dispatcher"
import { CallExecute, Target, Uri } from "@yatefx/messages"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import type { Call } from "../Call.ts"
import type { Parameters } from "@yatefx/protocol"
import { OriginateError, type Outcome } from "../CallError.ts"
import type { OriginateOptions } from "../Calls.ts"
import type { Folder } from "../Sound.ts"
import type { Hub } from "./hub.ts"
import { Leg } from "./leg.ts"

/**
 * What a phone is told when its call is cancelled: whoever calls several at once says so when another has answered
 * (`pickup` makes SIP's "Call completed elsewhere" of it, ysipchan.cpp:7209).
 */
export const Cancelling: Context.Reference<{ readonly reason: string }> = Context.Reference(
  "@yatefx/calls/internal/Cancelling",
  { defaultValue: () => ({ reason: "cancelled" }) }
)

/** What the engine's words and SIP's codes mean for who placed the call (`originate-busy.txt`, `ysipchan.cpp`: `dict_errors`). */
const outcomeOf = (reason: string | undefined, cause: number | undefined, rang = false): Outcome => {
  switch (reason) {
    case "busy":
      return "busy"
    case "noanswer":
    case "timeout":
      return "noAnswer"
    case "rejected":
    case "forbidden":
    case "unacceptable":
    case "noauth":
      return "rejected"
    case "noroute":
    case "unallocated":
    case "offline":
    case "notfound":
    case "incomplete":
      return "notFound"
    case "noconn":
      // Nobody has answered the INVITE at all (408), unless it rang before.
      return rang && cause === 408 ? "noAnswer" : "failed"
  }
  switch (cause) {
    case 486:
    case 600:
      return "busy"
    case 408:
    case 480:
    case 487:
      return "noAnswer"
    case 401:
    case 403:
    case 407:
    case 603:
      return "rejected"
    case 404:
    case 410:
    case 484:
    case 604:
      return "notFound"
  }
  return "failed"
}

/** What is asked for, as a target or as a number for the engine's routing. */
export const labelOf = (target: OriginateOptions["target"]): string =>
  typeof target === "string" ? target : target.number

/** The number in a target: the user of a SIP URI, or else all of it. */
const numberOf = (target: string): string => {
  const rest = Target.parse(target)?.rest ?? target
  return Uri.parse(rest)?.user ?? rest
}

/** What the caller adds reaches the target only by its name in `copyparams` (dumbchan.cpp:122). */
const copied = (parameters: ReadonlyArray<Parameters.Change>): ReadonlyArray<Parameters.Change> => {
  if (parameters.length === 0) return []
  const names = parameters.flatMap(([name, value]) => name === "copyparams" ? (value ?? "").split(",") : [name])
  return [...parameters.filter(([name]) => name !== "copyparams"), ["copyparams", names.join(",")]]
}

const execute = Effect.fnUntraced(function*(hub: Hub, sounds: Folder, options: OriginateOptions, millis: number) {
  const { caller, callername, target } = options
  const direct = typeof target === "string" ? target : undefined
  const called = options.called ?? (direct === undefined ? labelOf(target) : numberOf(direct))
  const answer = yield* hub.yate.dispatch(CallExecute, {
    callto: Target.dumb,
    // Without a target the engine makes no call, even if it is told where to (`originate-no-target.txt`).
    // A number is what is routed, and by which name it is known is nobody else's business.
    target: direct === undefined ? labelOf(target) : called,
    ...(direct === undefined ? {} : { direct }),
    ...(caller === undefined ? {} : { caller }),
    ...(callername === undefined ? {} : { callername }),
    // If this program is gone by then, the engine ends the ringing.
    maxcall: Duration.millis(millis + 5000)
  }, { parameters: copied(options.parameters ?? []) })
  const { error, id: control, peerid, reason, targetid } = answer.params
  const id = targetid ?? peerid
  if (!answer.processed || control === undefined || id === undefined) {
    const why = error ?? (direct === undefined ? "noroute" : reason)
    return yield* new OriginateError({
      target: labelOf(target),
      outcome: outcomeOf(why, undefined),
      reason: reason ?? why,
      cause: undefined
    })
  }
  const leg = new Leg(hub, {
    id,
    direction: "outgoing",
    caller,
    callername,
    called,
    parameters: answer.parameters,
    sounds
  })
  hub.add(leg)
  leg.hold(control)
  // What doesn't signal for itself (a tone, a sound, a room) is there at once.
  if (targetid === undefined) leg.answered = true
  return leg
})

/** The call is over when its scope is, unless it was handed over. */
const drop = (leg: Leg, reason: string | undefined): Effect.Effect<void> =>
  Effect.suspend(() => {
    leg.hub.remove(leg)
    return leg.released || leg.hungUp !== undefined
      ? Effect.void
      : leg.hub.drop(leg.control ?? leg.id, reason)
  })

/** Tells whoever asked that it rings, while the call is on its way. */
const whileRinging = <A, E>(leg: Leg, onRinging: Effect.Effect<unknown> | undefined, placed: Effect.Effect<A, E>) =>
  onRinging === undefined ? placed : Effect.acquireUseRelease(
    Effect.forkChild(Effect.andThen(leg.until(() => leg.rang || undefined), onRinging)),
    () => placed,
    Fiber.interrupt
  )

export const originate = Effect.fnUntraced(function*(
  hub: Hub,
  sounds: Folder,
  options: OriginateOptions
): Effect.fn.Return<Call, OriginateError | SendError, Scope.Scope> {
  const millis = Duration.toMillis(Duration.fromInputUnsafe(options.timeout ?? "1 minute"))
  const cancelling = yield* Cancelling
  const leg = yield* Effect.acquireRelease(
    hub.placing(execute(hub, sounds, options, millis)),
    (one) => drop(one, one.answered ? undefined : cancelling.reason)
  )
  const found = yield* whileRinging(
    leg,
    options.onRinging,
    // The word for the reason comes with the leg that holds it, and that may come last.
    leg.until(() => leg.answered || (leg.hungUp !== undefined && leg.control === undefined) || undefined)
      .pipe(Effect.timeoutOption(millis))
  )
  // Answered and gone again is answered: the next operation tells.
  if (leg.answered) return leg
  const { disconnected, hungUp } = leg
  if (Option.isNone(found) || hungUp === undefined) {
    yield* drop(leg, "noanswer")
    leg.end("noanswer", undefined)
  }
  const reason = hungUp === undefined ? "noanswer" : disconnected?.reason ?? hungUp.reason
  const cause = hungUp?.cause ?? disconnected?.cause
  return yield* new OriginateError({
    target: labelOf(options.target),
    outcome: outcomeOf(reason, cause, leg.rang),
    reason,
    cause
  })
})
