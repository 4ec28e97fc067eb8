/** Notices a link that is there and carries nothing any more: half open, or with a peer that has stopped. */
import * as Effect from "effect/Effect"
import type { Session } from "./session.ts"

/** Turns in which what has come already is read before a verdict: a process that slept wakes with its timers first. */
const grace = 100

/** Both in milliseconds. */
export interface Liveness {
  /** How long nothing is heard before something is asked. */
  readonly heartbeat: number
  /** How long the answer may take. */
  readonly timeout: number
}

const isStalled = (session: Session, before: number | undefined): boolean =>
  before !== undefined && session.writing === before

/**
 * Fails, in words, when the engine is silent although it was asked, or takes nothing of what is written. Looks at
 * counters now and then, so that a message pays nothing.
 */
export const watch = (session: Session, { heartbeat, timeout }: Liveness): Effect.Effect<never, string> =>
  Number.isFinite(heartbeat)
    ? Effect.forever(Effect.gen(function*() {
      const { heard, writing } = session
      yield* Effect.sleep(heartbeat)
      if (session.heard !== heard) return
      const isWriting = session.writing !== undefined
      if (!isWriting) {
        // Who has never answered such a question is not asked, and what silence means can't be told.
        if (!session.answersLocals) return
        session.request({ _tag: "SetLocal", name: "runid", value: "" }, () => {})
      }
      yield* Effect.sleep(timeout)
      if (session.heard !== heard) return
      yield* Effect.repeat(Effect.yieldNow, { times: grace })
      if (session.heard !== heard) return
      if (isStalled(session, writing)) {
        return yield* Effect.fail(`the engine has taken nothing of what was written for ${heartbeat + timeout} ms`)
      }
      if (!isWriting) {
        return yield* Effect.fail(`the engine was silent for ${heartbeat + timeout} ms, and did not answer when asked`)
      }
    }))
    : Effect.never
