/** What becomes of calls while the engine is away, and what they have missed when it is back. */
import type { ConnectionStatus } from "@yatefx/dispatcher"
import { ChanLocate } from "@yatefx/messages"
import * as Effect from "effect/Effect"
import type { Hub } from "./hub.ts"
import type { Leg } from "./leg.ts"

/** How many channels the engine is asked for at the same time: fewer than it has workers. */
const maxAsked = 5

/** Drops what could not be dropped when the link was lost. */
const dropLeftovers = (hub: Hub): Effect.Effect<void> =>
  Effect.forEach([...hub.leftovers], (id) => hub.drop(id), { concurrency: maxAsked, discard: true })

/** When there are too many channels for the engine to list: it is asked for each of ours. */
const askEach = (hub: Hub): Effect.Effect<void> => {
  const located = (id: string | undefined) =>
    id === undefined
      ? Effect.succeed([])
      : Effect.map(hub.yate.dispatch(ChanLocate, { id }), ({ processed }) => processed ? [id] : [])
  return Effect.forEach(
    [...hub.suspects].flatMap(({ control, id }) => [id, control]),
    located,
    { concurrency: maxAsked }
  ).pipe(
    Effect.map((alive) => hub.endLost(new Set(alive.flat()))),
    // It is away again: asked anew when it is back.
    Effect.ignore
  )
}

/** Whether a leg has rung, or was answered, while nobody heard it (Channel.cpp:666). */
const catchUp = (hub: Hub, leg: Leg): Effect.Effect<void> =>
  Effect.suspend(() =>
    leg.hungUp === undefined ? hub.yate.dispatch(ChanLocate, { id: leg.id, complete: true }) : Effect.succeed(undefined)
  ).pipe(
    Effect.map((answer) => {
      if (answer === undefined || !answer.processed) return
      const { answered, status } = answer.params
      if (answered === true || status === "answered") leg.tell(leg.id, { _tag: "Answered" })
      else if (status === "ringing" || status === "progressing") leg.tell(leg.id, { _tag: "Ringing" })
    }),
    Effect.ignore
  )

/** Tells the hub of losses, and of what is left when the engine is back. */
export const follow = (hub: Hub): (status: ConnectionStatus) => Effect.Effect<void> => {
  let epoch = 0
  let isLost = false
  const lost = (): void => {
    if (!isLost && epoch > 0) hub.linkLost()
    isLost = true
  }
  return (status) => {
    if (status._tag === "Connecting" || status._tag === "Gone") lost()
    // What waits for the link learns from the dispatcher that none will come.
    if (status._tag === "Gone") {
      hub.endLost(undefined)
      hub.linkBack()
    }
    if (status._tag !== "Live" || status.epoch === epoch) return Effect.void
    // What came between may have been left out: a slow reader hears the latest.
    lost()
    const isFirst = epoch === 0
    epoch = status.epoch
    isLost = false
    // What waits to be said of a call is not said any more if the call is gone: that is told first.
    const back = Effect.sync(() => hub.linkBack())
    if (isFirst) return back
    if (!status.resumed) {
      // The numbers are others' now.
      hub.leftovers.clear()
      hub.endLost(new Set())
      return back
    }
    const unanswered = [...hub.suspects].filter(({ answered }) => !answered)
    const known = status.channels === undefined ? askEach(hub) : Effect.sync(() => hub.endLost(status.channels))
    return Effect.andThen(
      Effect.andThen(known, back),
      Effect.sync(() =>
        hub.background(Effect.andThen(
          dropLeftovers(hub),
          Effect.forEach(unanswered, (leg) => catchUp(hub, leg), { concurrency: maxAsked, discard: true })
        ))
      )
    )
  }
}
