import * as Effect from "effect/Effect"

/**
 * Waits, and goes on once whoever woke it has suspended.
 *
 * Completing a `Deferred` or opening a `Latch` from synchronous code runs the waiting fiber there and then, in the middle of
 * what the engine is about: a fiber that hangs up again, say, while a hangup is half done. Every wait for the engine goes
 * through this.
 */
export const resumeLater = <A, E, R>(wait: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.ensuring(wait, Effect.yieldNow)
