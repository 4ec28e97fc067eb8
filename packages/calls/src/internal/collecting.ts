/** Keys: each is given out once, in the order they were pressed. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Collected, CollectOptions } from "../Call.ts"
import type { LegError } from "../CallError.ts"
import type { Leg } from "./leg.ts"

/** Takes the next key out. */
export const takeKey = (leg: Leg): string | undefined => {
  const key = leg.typed[0]
  if (key !== undefined) leg.typed = leg.typed.slice(1)
  return key
}

/** The first of certain keys that were pressed. It stays there. */
export const findKeyOf = (leg: Leg, wanted: "any" | (string & {})): string | undefined =>
  wanted === "any" ? leg.typed[0] : [...leg.typed].find((key) => wanted.toUpperCase().includes(key))

/** Whether one of certain keys was pressed. */
export const hasKeyOf = (leg: Leg, wanted: "any" | (string & {})): boolean => findKeyOf(leg, wanted) !== undefined

/** Takes the first of certain keys out, from so many on, and leaves the others. */
export const takeKeyOf = (leg: Leg, wanted: "any" | (string & {}), from = 0): string | undefined => {
  const { typed } = leg
  for (let at = from; at < typed.length; at++) {
    const key = typed.charAt(at)
    if (wanted !== "any" && !wanted.toUpperCase().includes(key)) continue
    leg.typed = typed.slice(0, at) + typed.slice(at + 1)
    return key
  }
  return undefined
}

/** Takes the next key, and waits for it. None if there is none in time; another may be quicker, and take what came. */
const nextKey = (leg: Leg, within: Duration.Input): Effect.Effect<string | undefined> =>
  Effect.flatMap(Clock.currentTimeMillis, (begun) => {
    const until = begun + Duration.toMillis(Duration.fromInputUnsafe(within))
    // The wait leaves the key there, and this fiber takes it: a wait that ends too late has taken nothing.
    const next = (now: number): Effect.Effect<string | undefined> =>
      Effect.flatMap(
        leg.untilWithin(until - now, () => leg.typed !== "" || leg.hungUp !== undefined || undefined),
        (came) => {
          const key = takeKey(leg)
          return key !== undefined || came === undefined || leg.hungUp !== undefined
            ? Effect.succeed(key)
            : Effect.flatMap(Clock.currentTimeMillis, next)
        }
      )
    return next(begun)
  })

/** The leg can be listened to: it is in hands, or its keys are wanted while it is connected elsewhere. */
export const listening = (leg: Leg): Effect.Effect<unknown, LegError> =>
  Effect.suspend(() => leg.state === "elsewhere" && leg.takesKeys ? leg.up : leg.controlled)

/** How long to wait for the first key, and for each further one. */
export interface Patience {
  readonly firstKey?: Duration.Input | undefined
  readonly nextKey?: Duration.Input | undefined
}

/** Takes keys, until one of them or the time that passes without one decides. An interrupted one gives them all back. */
export const gather = <A extends object>(
  leg: Leg,
  patience: Patience,
  onKey: (keys: string, key: string) => A | undefined,
  onTimeout: (keys: string) => A
): Effect.Effect<A, LegError> => Effect.flatMap(listening(leg), () => gathering(leg, patience, onKey, onTimeout))

const gathering = <A extends object>(
  leg: Leg,
  patience: Patience,
  onKey: (keys: string, key: string) => A | undefined,
  onTimeout: (keys: string) => A
): Effect.Effect<A, LegError> => {
  let keys = ""
  const next: Effect.Effect<A, LegError> = Effect.suspend(() =>
    Effect.flatMap(
      nextKey(leg, keys === "" ? patience.firstKey ?? "5 seconds" : patience.nextKey ?? "3 seconds"),
      (key) => {
        if (key === undefined) return Effect.map(leg.up, () => onTimeout(keys))
        const decided = onKey(keys, key)
        keys += key
        return decided === undefined ? next : Effect.succeed(decided)
      }
    )
  )
  return Effect.onInterrupt(next, () =>
    Effect.sync(() => {
      leg.typed = keys + leg.typed
    }))
}

export const collect = (leg: Leg, options: CollectOptions = {}): Effect.Effect<Collected, LegError> =>
  Effect.flatMap(listening(leg), () => {
    const { max = 32, min = 1, terminators = "#", typedAhead = "keep" } = options
    if (typedAhead === "flush") leg.typed = ""
    const ending = (keys: string, ended: Collected["ended"], terminator?: string): Collected => ({
      keys,
      ended,
      terminator,
      enough: keys.length >= min
    })
    if (max <= 0) return Effect.succeed(ending("", "max"))
    return gathering(
      leg,
      options,
      (keys, key) => {
        if (terminators.toUpperCase().includes(key)) return ending(keys, "terminator", key)
        return keys.length + 1 >= max ? ending(keys + key, "max") : undefined
      },
      (keys) => ending(keys, "timeout")
    )
  })
