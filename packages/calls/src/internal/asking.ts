/** What a prompt and a menu have in common: to play, to listen, and to do it again when the answer is wrong. */
import * as Effect from "effect/Effect"
import { type LegError, NoKeys, NoValidInput, type PlayError } from "../CallError.ts"
import type { PromptOptions } from "../Prompt.ts"
import type { Leg } from "./leg.ts"
import { listOf, play } from "./playing.ts"

/** What a caller has keyed in. */
export type Answer<A> =
  | { readonly _tag: "Valid"; readonly value: A }
  | { readonly _tag: "Wrong"; readonly keys: string; readonly reason: NoValidInput["reason"] }

export const valid = <A>(value: A): Answer<A> => ({ _tag: "Valid", value })

export const wrong = (keys: string, reason: NoValidInput["reason"]): Answer<never> => ({ _tag: "Wrong", keys, reason })

const leave = (): undefined => undefined

export const asking = Effect.fnUntraced(function*<A, R>(
  leg: Leg,
  options: PromptOptions,
  listen: Effect.Effect<Answer<A>, LegError, R>
): Effect.fn.Return<A, LegError | PlayError | NoValidInput, R> {
  const { bargeIn = true, onInvalid = [], onTimeout = onInvalid, prompt, retries = 2, typedAhead } = options
  let excuse = listOf([])
  for (let attempt = 1;; attempt++) {
    const sounds = [...excuse, ...listOf(typeof prompt === "function" ? prompt(attempt) : prompt)]
    if (bargeIn) {
      if (attempt === 1 && typedAhead === "flush") yield* leg.flushKeys
      yield* play(leg, sounds, { interruptedBy: "any" }, leave)
    } else {
      yield* play(leg, sounds)
      if (typedAhead === "flush") yield* leg.flushKeys
    }
    const answer = yield* listen
    if (answer._tag === "Valid") return answer.value
    const { keys, reason } = answer
    if (!(attempt <= retries)) return yield* new NoValidInput({ id: leg.id, attempts: attempt, keys, reason })
    const none = reason instanceof NoKeys
    // What was pressed behind a wrong answer was meant for what would have come after a right one.
    if (!none) yield* leg.flushKeys
    excuse = listOf(none ? onTimeout : onInvalid)
  }
})
