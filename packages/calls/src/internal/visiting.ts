/** A call that is connected elsewhere for a while (a room, somebody's call), and comes back into the program's hands. */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { type LegError, NotControlled } from "../CallError.ts"
import { findKeyOf, takeKeyOf } from "./collecting.ts"
import type { Leg } from "./leg.ts"
import { retake } from "./taking.ts"

/**
 * Why it came back: what it was connected to ended, a key, or somebody of the program.
 *
 * The reason is the engine's word: `hangup` of a room that is over.
 */
export type Return =
  | { readonly by: "other"; readonly reason: string | undefined }
  | { readonly by: "key"; readonly key: string }
  | { readonly by: "program" }

export interface VisitOptions {
  /** Keys that bring it back, if pressed meanwhile; `""` for none. They are the program's then. */
  readonly leaveBy: string
  /** Whether keys are the program's meanwhile; the other side's if not. */
  readonly takesKeys: boolean
}

/** A call that is away. */
export interface Visit {
  /** What it is connected to. */
  readonly peer: string
  /** Why it is to come back, once something brings it back. */
  returning: Return | undefined
}

/**
 * Connects the call, and lasts for as long as it is connected; then it is in hands again. Whoever interrupts it gets it
 * back too. `connect` makes the connection in the engine, and gives the id of the other side; if it fails, the call
 * stays where it was. `started` is done in the same breath.
 */
export const visit = <E>(
  leg: Leg,
  options: VisitOptions,
  connect: Effect.Effect<string, E>,
  started: (visit: Visit) => Effect.Effect<void>
): Effect.Effect<Return, E | LegError> =>
  Effect.gen(function*() {
    yield* leg.controlled
    // Whoever comes first: the engine that says the other side is gone, or the program that wants it back.
    const back = yield* Effect.cached(Effect.uninterruptible(Effect.exit(retake(leg))))
    let away: Visit | undefined
    let ended: Return | undefined
    /** Keys from before it, which are there again after it. */
    let before = ""
    const left = Effect.suspend(() => {
      // It has left what held it, though the answer that says so is still to come.
      if (away === undefined && leg.control !== undefined) {
        leg.hub.removeControl(leg.control, leg)
        leg.control = undefined
      }
      ended = away?.returning ?? { by: "other", reason: leg.parted?.reason }
      return Effect.map(back, (exit) => {
        leg.wake()
        return Exit.isSuccess(exit)
      })
    })
    const returned: Return = yield* Effect.acquireUseRelease(
      Effect.suspend((): Effect.Effect<string, E | LegError> => {
        // Another operation is connecting it already.
        if (leg.onDisconnected !== undefined) return Effect.fail(new NotControlled({ id: leg.id }))
        leg.onDisconnected = left
        return Effect.tap(connect, (peer) => {
          // It can be on its way back already: the answer comes later then.
          if (ended === undefined) {
            leg.letGo()
            leg.takesKeys = options.takesKeys
          }
          // A key that was pressed too early, at the end of a number say, must not bring it back at once.
          if (options.leaveBy !== "") [before, leg.typed] = [leg.typed, ""]
          away = { peer, returning: undefined }
          return started(away)
        }).pipe(Effect.onError(() =>
          Effect.sync(() => {
            leg.onDisconnected = undefined
          })
        ))
      }),
      () =>
        Effect.gen(function*() {
          const why = yield* leg.until(() => {
            if (leg.hungUp !== undefined) return leg.hungUp
            if (ended !== undefined || away?.returning !== undefined) return ended ?? away?.returning
            const key = options.leaveBy === "" ? undefined : findKeyOf(leg, options.leaveBy)
            return key === undefined ? undefined : { by: "key", key } satisfies Return
          })
          if ("_tag" in why) return yield* why
          yield* Effect.flatten(back)
          return why
        }),
      () =>
        Effect.suspend(() => {
          leg.takesKeys = true
          leg.typed = before + leg.typed
          return leg.hungUp === undefined ? back : Effect.void
        }).pipe(Effect.andThen(Effect.sync(() => {
          leg.onDisconnected = undefined
        })))
    )
    // Taken last: whoever is interrupted before it leaves the key.
    if (returned.by === "key") takeKeyOf(leg, options.leaveBy, before.length)
    return returned
  })
