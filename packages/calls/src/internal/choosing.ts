/** Which of several choices was keyed in. One that begins another is taken when no further key comes, or by `#`. */
import type * as Effect from "effect/Effect"
import { type LegError, NoKeys, NotAccepted } from "../CallError.ts"
import { type Answer, valid, wrong } from "./asking.ts"
import { gather, type Patience } from "./collecting.ts"
import type { Leg } from "./leg.ts"

export const choosing = <A>(
  leg: Leg,
  patience: Patience,
  choices: ReadonlyMap<string, A>
): Effect.Effect<Answer<A>, LegError> => {
  const chosen = (keys: string): Answer<A> | undefined => {
    const value = choices.get(keys)
    return value === undefined && !choices.has(keys) ? undefined : valid(value as A)
  }
  const invalid = (keys: string): Answer<never> => wrong(keys, new NotAccepted({ error: undefined }))
  return gather<Answer<A>>(
    leg,
    patience,
    (before, key) => {
      const keys = before + key
      if ([...choices.keys()].some((each) => each.length > keys.length && each.startsWith(keys))) return undefined
      return chosen(keys) ?? (key === "#" ? chosen(before) : undefined) ?? invalid(keys)
    },
    (keys) => keys === "" ? wrong(keys, new NoKeys()) : chosen(keys) ?? invalid(keys)
  )
}
