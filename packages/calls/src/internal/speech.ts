/**
 * Whether anybody speaks: only the conference rooms of the engine tell that (`speakers`, conference.cpp:757), so the call
 * is alone in one meanwhile.
 */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { Target } from "@yatefx/messages"
import type { LegError } from "../CallError.ts"
import { connectTo } from "./connecting.ts"
import type { Leg } from "./leg.ts"
import { present } from "./presence.ts"
import { retake } from "./taking.ts"

/** A room says so every 5 seconds while somebody speaks: one that is silent for longer gets no sound at all. */
const repeats = 5500

/** How often a room may tell of a change, in milliseconds. */
const interval = 200

export interface Speech {
  /** Waits until nothing has been said for so long. */
  readonly silent: (duration: Duration.Input) => Effect.Effect<void>
}

/** Puts the call into a room of its own, for the time of the scope. `undefined` if the engine has none. */
export const listen = (leg: Leg): Effect.Effect<Speech | undefined, LegError, Scope.Scope> =>
  Effect.gen(function*() {
    const control = yield* leg.controlled
    const clock = yield* Clock.Clock
    const token = leg.hub.token(leg.id)
    const heard = { speaking: false, since: clock.currentTimeMillisUnsafe() }
    const room = yield* Effect.acquireRelease(
      Effect.gen(function*() {
        leg.hub.tokens.set(token, (parameters) => {
          const event = parameters.get("event")
          // The room takes keys for its own (conference.cpp:1165).
          if (event === "dtmf" && leg.takesKeys && parameters.get("duplicate") !== "true") {
            leg.press(parameters.get("text") ?? "")
          }
          if (event !== "speaking") return
          heard.speaking = parameters.get("speakers") !== "0"
          heard.since = clock.currentTimeMillisUnsafe()
          leg.wake()
        })
        const entered = connectTo(leg, Target.conference(`yatefx-${token.replaceAll("/", "-")}`), [
          ["lonely", "true"],
          // Keys that are addressed already, to the leg that held the call before, stay what they are.
          ["keeptarget", "true"],
          ["notify", token],
          ["speakers", "1"],
          ["interval", String(interval)]
        ])
        const { processed } = yield* entered
        if (processed) leg.letGo()
        else yield* present(leg, control)
        return processed
      }).pipe(Effect.onError(() => Effect.sync(() => leg.hub.tokens.delete(token)))),
      (entered) =>
        Effect.suspend(() =>
          entered && leg.hungUp === undefined && leg.state === "elsewhere" && !leg.released
            ? Effect.ignore(retake(leg))
            : Effect.void
          // The room has keys until the call has left it.
        ).pipe(Effect.ensuring(Effect.sync(() => leg.hub.tokens.delete(token))))
    )
    if (!room) return undefined
    return {
      silent: (duration) => {
        const millis = Duration.toMillis(Duration.fromInputUnsafe(duration))
        /** When it will have been silent for long enough, as far as is known now. */
        const due = (): number => heard.since + (heard.speaking ? repeats : 0) + millis
        return Effect.gen(function*() {
          for (let at = due();; at = due()) {
            const left = at - clock.currentTimeMillisUnsafe()
            if (left <= 0) return
            yield* Effect.sleep(left)
          }
        })
      }
    }
  })
