/** Who has a message that a wait has taken, and so, when it is answered in his place. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Hand, Held } from "./hand.ts"

/** Messages that fibers of a handler took and handed on to it. */
interface Keeper {
  held: Set<Held> | undefined
}

const CurrentKeeper = Context.Reference<Keeper | undefined>("@yatefx/dispatcher/internal/keeping/CurrentKeeper", {
  defaultValue: () => undefined
})

const canHold = (value: unknown): boolean => typeof value === "function" || typeof value === "object" && value !== null

/** Hands a message on to the handler around the fiber that had it; without one that runs, the deadline sees to it. */
const handOn = (keeper: Keeper | undefined, held: Held): void => {
  held.release = undefined
  if (keeper === undefined) return
  const all = keeper.held ??= new Set()
  all.add(held)
  held.release = () => all.delete(held)
}

/**
 * Whoever runs this has the message: it is answered at the latest when his fiber ends. If that succeeds with something
 * that can hold the message, as the fiber of a race or a timeout does, it is handed on.
 */
export const keep = (hand: Hand, held: Held): Effect.Effect<void> =>
  Effect.withFiber((fiber) => {
    if (held.state === "waiting") {
      held.release?.()
      const keeper = fiber.getRef(CurrentKeeper)
      held.release = fiber.addObserver((exit) => {
        if (Exit.isSuccess(exit) && canHold(exit.value)) handOn(keeper, held)
        else hand.fallBack(held, "abandoned")
      })
    }
    return Effect.void
  })

/** Answers what was handed on to an effect when that ends. */
export const keepForAll = (hand: Hand) => <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.suspend(() => {
    const keeper: Keeper = { held: undefined }
    const close = Effect.sync(() => {
      for (const held of keeper.held ?? []) hand.fallBack(held, "abandoned")
    })
    return Effect.ensuring(Effect.provideService(self, CurrentKeeper, keeper), close)
  })
