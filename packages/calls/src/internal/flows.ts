/** The fibers of the calls that come: supervised, limited, and drained. */
import type { IncomingMessage, RegistrationError } from "@yatefx/dispatcher"
import { CallRoute, Route } from "@yatefx/messages"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as FiberSet from "effect/FiberSet"
import * as Latch from "effect/Latch"
import * as References from "effect/References"
import type * as Scope from "effect/Scope"
import * as Tracer from "effect/Tracer"
import { Call } from "../Call.ts"
import { HungUp } from "../CallError.ts"
import type { CallsService, IncomingOptions } from "../Calls.ts"
import type { Folder } from "../Sound.ts"
import type { Hub } from "./hub.ts"
import { Leg } from "./leg.ts"

export interface Flows extends Pick<CallsService, "incoming" | "running" | "drain"> {}

/** Calls that run, and whether more may come. */
class Running {
  count = 0
  refusing = false
  readonly #none = Latch.makeUnsafe(true)

  readonly none: Effect.Effect<void> = this.#none.await

  started(): void {
    this.count++
    this.#none.closeUnsafe()
  }

  ended(): void {
    if (--this.count === 0) this.#none.openUnsafe()
  }
}

const idOf = ({ parameters }: IncomingMessage<typeof CallRoute>): string => parameters.get("id") ?? ""

const legOf = (hub: Hub, sounds: Folder, route: IncomingMessage<typeof CallRoute>): Leg => {
  // Not `params`: that reads all of the message, and keeps it.
  const { parameters } = route
  return new Leg(hub, {
    id: idOf(route),
    direction: "incoming",
    caller: parameters.get("caller"),
    callername: parameters.get("callername"),
    called: parameters.get("called") ?? "",
    parameters,
    sounds,
    route
  })
}

/**
 * Hanging up is how calls end, and no failure of the flow. Another leg's is one, as long as the caller is there: nobody
 * has said what becomes of him.
 */
const isHangup = (leg: Leg, cause: Cause.Cause<unknown>): boolean =>
  leg.hungUp !== undefined &&
  cause.reasons.every((reason) => Cause.isFailReason(reason) && reason.error instanceof HungUp)

export const make = Effect.fnUntraced(function*(
  hub: Hub,
  sounds: Folder,
  drainAtEnd: Duration.Input | undefined
): Effect.fn.Return<Flows, never, Scope.Scope> {
  const all = new Running()
  const background = yield* FiberSet.makeRuntime<never, void, never>()
  const fibers = new Set<Fiber.Fiber<unknown, unknown>>()

  /** When the caller has hung up: the engine's thread waits no longer, and the flow for so long. */
  const endAfterHangup = (
    leg: Leg,
    within: Duration.Input,
    flow: Fiber.Fiber<unknown, unknown>
  ): Effect.Effect<void> => {
    let ending: Fiber.Fiber<void> | undefined
    leg.onHungUp = () => {
      const { pending } = leg
      leg.pending = undefined
      if (pending !== undefined) background(Effect.ignore(pending.ret(...Route.reject("noconn"))))
      ending = background(Effect.delay(Fiber.interrupt(flow), within))
    }
    if (leg.hungUp !== undefined) leg.onHungUp()
    return Effect.suspend(() => {
      leg.onHungUp = undefined
      return ending === undefined ? Effect.void : Fiber.interrupt(ending)
    })
  }

  const incoming = <E, R, E2, R2>(
    options: IncomingOptions<E2, R2>,
    flow: Effect.Effect<unknown, E, R>
  ): Effect.Effect<void, RegistrationError, Exclude<R | R2, Call | Scope.Scope> | Scope.Scope> => {
    const { afterHangup = "5 seconds", atLimit = "busy", decideWithin = "1 second", limit = 10_000 } = options
    const { failureReason = "failure", fallback, name = "call" } = options
    const thinking = Duration.toMillis(Duration.fromInputUnsafe(decideWithin))
    const own = new Running()

    /** What becomes of a call when its flow has ended. */
    const settle = Effect.fnUntraced(function*(
      leg: Leg,
      route: IncomingMessage<typeof CallRoute>,
      exit: Exit.Exit<unknown, unknown>
    ) {
      if (leg.hungUp !== undefined || leg.released) return
      // Nobody waits for the engine to come back.
      if (!hub.isLive && leg.state !== "routing") return hub.leave(leg.id)
      if (Exit.isSuccess(exit)) {
        if (leg.state !== "routing") return yield* leg.hangup()
        // The next flow shall not take it for one of ours.
        hub.remove(leg)
        return yield* route.pass
      }
      yield* leg.hangup(Cause.hasInterruptsOnly(exit.cause) ? "shutdown" : failureReason)
    })

    const logFailure = Effect.fnUntraced(function*<E3, R3>(
      leg: Leg,
      exit: Exit.Exit<unknown, unknown>,
      restore: (effect: Effect.Effect<unknown, E2, R2>) => Effect.Effect<unknown, E3, R3>
    ) {
      if (Exit.isSuccess(exit) || isHangup(leg, exit.cause) || Cause.hasInterruptsOnly(exit.cause)) return
      yield* Effect.logError(`the flow "${name}" failed, and with it its call`, exit.cause)
      if (fallback === undefined || leg.hungUp !== undefined || leg.released) return
      const tried = yield* Effect.exit(restore(Effect.suspend(() => fallback(exit.cause))))
      if (Exit.isFailure(tried) && !isHangup(leg, tried.cause)) {
        yield* Effect.logError(`the fallback of "${name}" failed too`, tried.cause)
      }
    })

    // For as long as a call lasts this is all that is kept for it: what comes at its end is made then.
    const program = (leg: Leg, route: IncomingMessage<typeof CallRoute>) =>
      Effect.uninterruptibleMask((restore) =>
        Effect.withFiber((fiber) => {
          fibers.add(fiber)
          const settled = endAfterHangup(leg, afterHangup, fiber)
          // The engine's thread waits: a flow that thinks for longer has the call in hands meanwhile.
          const deciding = hub.alarms.set(thinking, () => {
            if (leg.state === "routing") background(Effect.ignore(leg.controlled))
          })
          return Effect.flatMap(Effect.exit(restore(flow)), (exit) =>
            // Whatever goes wrong in here, the call is counted no more.
            Effect.ensuring(
              Effect.gen(function*() {
                yield* logFailure(leg, exit, restore)
                hub.alarms.clear(deciding)
                yield* settle(leg, route, exit).pipe(
                  // The link was lost meanwhile: nobody else would hang up.
                  Effect.catchTag("SendError", () => Effect.sync(() => hub.leave(leg.id))),
                  Effect.ignore
                )
              }),
              Effect.andThen(
                settled,
                Effect.sync(() => {
                  hub.remove(leg)
                  fibers.delete(fiber)
                  own.ended()
                  all.ended()
                })
              )
            ))
        })
      )

    /** The call's own services, put into one context: each that is provided by itself costs a copy of all. */
    const inCall = <A, E3, R3>(leg: Leg, effect: Effect.Effect<A, E3, R3>) =>
      Effect.withFiber<A, E3, Exclude<R3, Call>>((fiber) => {
        const annotations = { ...fiber.getRef(References.CurrentLogAnnotations), call: leg.id }
        // Nobody sees the spans of Effect's own tracer, and one takes half a kilobyte.
        const traced = fiber.getRef(Tracer.Tracer) === Tracer.nativeTracer ? effect : Effect.withSpan(effect, name, {
          attributes: { "call.id": leg.id, "call.caller": leg.caller ?? "", "call.called": leg.called }
        })
        return Effect.updateContext(
          traced,
          (services: Context.Context<Exclude<R3, Call>>) =>
            Context.add(
              Context.add(services, Call, leg),
              References.CurrentLogAnnotations,
              annotations
            ) as Context.Context<R3>
        )
      })

    const registered = Effect.gen(function*() {
      yield* hub.yate.handle(
        CallRoute,
        {
          where: { ...options.where, ...(options.called === undefined ? {} : { called: options.called }) },
          ...(options.guard === undefined ? {} : { guard: options.guard }),
          ...(options.order === undefined ? {} : { order: options.order }),
          ...(options.priority === undefined ? {} : { priority: options.priority })
        },
        (route) =>
          Effect.suspend(() => {
            // The engine asks again about a leg that a flow has already: not for us.
            if (hub.legs.has(idOf(route))) return route.pass
            if (own.refusing || all.refusing) return route.ret(...Route.reject("service-unavailable"))
            if (own.count >= limit) return atLimit === "pass" ? route.pass : route.ret(...Route.reject(atLimit))
            const leg = legOf(hub, sounds, route)
            own.started()
            all.started()
            hub.add(leg)
            return inCall(leg, program(leg, route))
          })
      )
      if (drainAtEnd !== undefined) yield* Effect.addFinalizer(() => drained(own, drainAtEnd))
    })
    // What a flow is given (its call, its span, its scope) is taken off its needs one by one, which generic types can't follow.
    return registered as Effect.Effect<void, RegistrationError, Exclude<R | R2, Call | Scope.Scope> | Scope.Scope>
  }

  const drained = (running: Running, within: Duration.Input): Effect.Effect<boolean> =>
    Effect.suspend(() => {
      running.refusing = true
      return Effect.as(running.none, true).pipe(
        Effect.timeoutOrElse({ duration: within, orElse: () => Effect.succeed(false) })
      )
    })

  return {
    incoming,
    running: Effect.sync(() => all.count),
    drain: (within) =>
      Effect.flatMap(drained(all, within), (done) => done ? Effect.void : Fiber.interruptAll([...fibers]))
  }
})
