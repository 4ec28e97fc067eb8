/** A call that waits for somebody to take it: who takes it is connected to it, once what it hears is off. */
import * as Data from "effect/Data"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Bridge from "../Bridge.ts"
import type { Call } from "../Call.ts"
import type { LegError } from "../CallError.ts"
import type { Leg } from "./leg.ts"

/** It has been taken by somebody else, or waits no more. */
export class NotOffered extends Data.TaggedError("NotOffered")<{}> {}

/** What became of it. */
export interface Taken {
  readonly by: Call
  readonly bridged: Bridge.Bridged
}

/** Somebody takes it. */
interface Claim {
  /** The call hears nothing any more, and can be connected. */
  readonly ready: Deferred.Deferred<void>
  /** They were connected, and how that ended; `undefined` when nothing came of it. */
  readonly over: Deferred.Deferred<Taken | undefined>
}

export class Offer {
  readonly leg: Leg
  /** Who takes it at present. */
  claim: Claim | undefined = undefined
  #claimed = Deferred.makeUnsafe<Claim>()
  readonly #withdrawn = Deferred.makeUnsafe<void>()
  #isOver = false

  constructor(leg: Leg) {
    this.leg = leg
  }

  /** Waits until it is gone without being taken: for ever when somebody had it. */
  get withdrawn(): Effect.Effect<void> {
    return Deferred.await(this.#withdrawn)
  }

  /** It waits no more. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** Waits until nobody takes it: for ever when somebody has it. */
  unclaimed(): Effect.Effect<void> {
    return Effect.suspend(() =>
      this.claim === undefined ? Effect.void : Effect.flatMap(
        Deferred.await(this.claim.over),
        (taken) => taken === undefined ? this.unclaimed() : Effect.never
      )
    )
  }

  /** Waits to be taken while `meanwhile` runs, and until whoever took it is done. */
  wait<E, R>(meanwhile: Effect.Effect<never, E, R>): Effect.Effect<Taken, E, R> {
    const once = Effect.flatMap(
      Effect.raceFirst(meanwhile, Effect.suspend(() => Deferred.await(this.#claimed))),
      ({ over, ready }) => Effect.andThen(Deferred.succeed(ready, undefined), Deferred.await(over))
    )
    const again: Effect.Effect<Taken, E, R> = Effect.flatMap(
      once,
      (taken) => taken === undefined ? again : Effect.succeed(taken)
    )
    return Effect.onExit(again, (exit) =>
      Effect.suspend(() => {
        this.#isOver = true
        // Who had it has let go, and must not be interrupted.
        if (Exit.isSuccess(exit)) return Effect.void
        Deferred.doneUnsafe(this.#withdrawn, Effect.void)
        // It is in hands only when who takes it has let go.
        return this.claim === undefined ? Effect.void : Deferred.await(this.claim.over)
      }))
  }

  /**
   * Takes it: connects a call to it, for as long as both live. Where that fails, or is interrupted, it goes on waiting.
   * The first of the bridge is who takes it.
   */
  take(call: Call, options?: Bridge.BridgeOptions): Effect.Effect<Bridge.Bridged, NotOffered | LegError> {
    return Effect.acquireUseRelease(
      Effect.suspend(() => {
        if (this.claim !== undefined || this.#isOver) return Effect.fail(new NotOffered())
        const claim: Claim = { ready: Deferred.makeUnsafe(), over: Deferred.makeUnsafe() }
        this.claim = claim
        Deferred.doneUnsafe(this.#claimed, Effect.succeed(claim))
        return Effect.succeed(claim)
      }),
      ({ ready }) =>
        Effect.raceFirst(
          Effect.andThen(this.withdrawn, Effect.fail(new NotOffered())),
          Effect.andThen(Deferred.await(ready), Bridge.connect(call, this.leg, options))
        ),
      ({ over }, exit) =>
        Effect.sync(() => {
          this.claim = undefined
          this.#claimed = Deferred.makeUnsafe()
          Deferred.doneUnsafe(
            over,
            Effect.succeed(Exit.isSuccess(exit) ? { by: call, bridged: exit.value } : undefined)
          )
        })
    )
  }
}
