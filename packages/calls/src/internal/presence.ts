/** Whether a leg is still there, when the engine has not told. */
import { ChanLocate } from "@yatefx/messages"
import * as Effect from "effect/Effect"
import { type LegError, NotControlled } from "../CallError.ts"
import type { Leg } from "./leg.ts"
import { isMute } from "./mute.ts"

/** How long a message of the engine can be overtaken by another, in milliseconds. */
const overtaken = 500

/**
 * Fails when the leg is gone, or is no longer held by this one (by none of ours, if `undefined`): also if the engine is yet to tell, since messages
 * overtake each other. Asked when something could not be done, before somebody else is blamed.
 */
export const present = Effect.fnUntraced(function*(
  leg: Leg,
  control: string | undefined
): Effect.fn.Return<void, LegError> {
  const isGone = (): boolean => leg.hungUp !== undefined || leg.control !== control
  for (const id of [control, isMute(leg.id) ? undefined : leg.id]) {
    if (id === undefined || isGone() || (yield* leg.send(ChanLocate, { id })).processed) continue
    yield* Effect.timeoutOption(leg.until(() => isGone() || undefined), overtaken)
  }
  yield* leg.up
  if (!isGone()) return
  // That what held it is gone can be told first, and that it is gone itself right after.
  yield* Effect.timeoutOption(leg.until(() => leg.hungUp), overtaken)
  yield* leg.up
  return yield* new NotControlled({ id: leg.id })
})

/** Tells a leg which channels live, now that the engine is back. */
export const found = (leg: Leg, alive: ReadonlySet<string>): void => {
  const { control } = leg
  const isHeld = control !== undefined && alive.has(control)
  // Of what says nothing of itself, the engine may not list it either.
  if (!alive.has(leg.id) && !(isHeld && isMute(leg.id))) return leg.end("lost", undefined)
  // Which channel it got, if any, was said while nobody listened.
  if (!isHeld && (leg.state === "taking" || control !== undefined)) leg.letGo()
  leg.wake()
}
