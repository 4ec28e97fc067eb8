/** Who has a message that a wait has taken, and so, when it is answered in his place. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Hand, Held } from "./hand.ts"

/** Messages that fibers of a handler took and handed on to it. */
export interface Keeper {
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

/** Makes fibers in this context hand on to a keeper. */
export const provide = <R>(context: Context.Context<R>, keeper: Keeper): Context.Context<R> =>
  Context.add(context, CurrentKeeper, keeper)

/** Answers what was handed on to a keeper: its handler has ended. */
export const close = (hand: Hand, { held }: Keeper): void => {
  if (held === undefined) return
  for (const one of held) hand.fallBack(one, "abandoned")
}
