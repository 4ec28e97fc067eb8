/** What is found out when the engine is back: whether it is the same run, which channels live, and whom to tell. */
import type { TransportError } from "@yatefx/transport"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { type Ask, census, goneOf } from "./channels.ts"
import { awaited, hangUp } from "./lost.ts"
import type { Desk, Receiver } from "./receiver.ts"
import type { Session } from "./session.ts"

/**
 * How long the engine may take for one answer, and for all of them, in milliseconds. It answers with threads that may all
 * wait for handlers of ours, and those for this to be over: no longer than that.
 */
const answerTimeout = 5000
const timeout = 20_000

/** Turns in which those who were told can end, before what they wanted to send is let through. */
const grace = 20

/** What was found out. */
export interface Found {
  readonly resumed: boolean
  readonly channels: ReadonlySet<string> | undefined
}

export interface Parts {
  readonly receiver: Receiver
  readonly desks: () => ReadonlyArray<Desk>
  /** A way to ask on a session that is not let through yet. */
  readonly askOn: (session: Session, timeout: Duration.Duration) => Ask
}

export class Resync {
  readonly #parts: Parts
  /** The run of the last session; `undefined` before the first, and if the engine doesn't tell. */
  #runId: string | undefined
  #isFirst = true
  /** An answer was too long to read, and the link was lost over it: it is not asked for again, or no link would live. */
  #isHarmful = false
  #isAsking = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** A link is lost, and why. */
  lost(error: TransportError): void {
    if (this.#isAsking && error.reason._tag === "LineTooLong") this.#isHarmful = true
    this.#isAsking = false
  }

  /** A session is restored: compares it with what was before, and hangs up what is gone. */
  run(session: Session): Effect.Effect<Found> {
    return Effect.gen({ self: this }, function*() {
      const isFirst = this.#isFirst
      const before = this.#runId
      const { runId } = session
      this.#isFirst = false
      this.#runId = runId
      if (isFirst) return { resumed: false, channels: undefined }
      const resumed = before === runId || before === undefined || runId === undefined
      const channels = yield* this.#ask(session, resumed)
      return { resumed, channels }
    })
  }

  #ask(session: Session, resumed: boolean): Effect.Effect<ReadonlySet<string> | undefined> {
    const { askOn, desks, receiver } = this.#parts
    const tell = (gone: Iterable<string>, until: number): Effect.Effect<void> =>
      Effect.suspend(() => {
        let told = 0
        for (const id of gone) {
          hangUp(receiver, desks(), session, id, until)
          told += 1
        }
        return told === 0 ? Effect.void : Effect.repeat(Effect.yieldNow, { times: grace })
      })
    return Effect.gen({ self: this }, function*() {
      // Yate was started again: whatever it has now, it has nothing of before.
      if (!resumed) yield* tell(awaited(receiver, desks()).keys(), session.since)
      if (this.#isHarmful) {
        yield* tellUnknown("the last answer was a longer line than the transport reads")
        return undefined
      }
      this.#isAsking = true
      const ask = askOn(session, Duration.millis(answerTimeout))
      const known = yield* census(ask)
      const old = awaited(receiver, desks())
      const { gone, unknown } = yield* goneOf(ask, known, old.keys())
      if (unknown > 0) {
        yield* Effect.logWarning(`The engine doesn't tell whether ${unknown} channels live: their flows go on`)
      }
      yield* tell(gone, session.since)
      // Who came while it was asked: the channel may be younger than the answer, and a second one is not.
      const young = [...gone].filter((id) => (old.get(id) ?? 0) > session.since)
      if (young.length > 0) {
        const until = receiver.sequence
        const again = yield* goneOf(ask, yield* census(ask), young)
        yield* tell(again.gone, until)
      }
      return known.unlisted.size === 0 ? known.alive : undefined
    }).pipe(
      Effect.timeoutOrElse({
        duration: timeout,
        orElse: () => Effect.as(tellUnknown(`no answer in ${timeout} ms`), undefined)
      }),
      Effect.catch(({ message }) => Effect.as(tellUnknown(message), undefined)),
      // Not when it is interrupted: then the link is lost, and this may be why.
      Effect.tap(() => Effect.sync(() => this.#isAsking = false))
    )
  }
}

const tellUnknown = (why: string): Effect.Effect<void> =>
  Effect.logWarning(`Which channels live is not known: ${why}. The flows of those that ended meanwhile go on`)
