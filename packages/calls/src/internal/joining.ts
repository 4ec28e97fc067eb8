/** Two legs that are connected to each other: for a while, or for good. */
import type { SendError } from "@yatefx/dispatcher"
import { CallAnswered, CallDrop, ChanConnect, EngineStatus, Status } from "@yatefx/messages"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { type HungUp, type LegError, NotControlled } from "../CallError.ts"
import type { Leg } from "./leg.ts"
import { isMute } from "./mute.ts"
import { retake } from "./taking.ts"

/** How long after its peer a leg may tell that it is gone. If it doesn't, somebody else has it. */
const toldWithin = "1 second"

/** Which of two, or why neither. */
export type Ended = "first" | "second" | "elsewhere" | "limit" | "key"

/** One of the two: how it comes back into the program's hands. */
interface Side {
  readonly leg: Leg
  /** Whoever comes first does it: the engine that says that the other side is gone, or the program. */
  readonly back: Effect.Effect<Exit.Exit<string, LegError>>
  /** Whether it has lost its peer. */
  parted: boolean
}

const sideOf = (leg: Leg): Effect.Effect<Side> =>
  Effect.map(
    Effect.cached(Effect.uninterruptible(Effect.exit(retake(leg)))),
    (back) => ({ leg, back, parted: false })
  )

/** Waits until there is something, looking again each time that something happens to either. */
const either = <A>(a: Leg, b: Leg, ready: () => A | undefined): Effect.Effect<A> =>
  Effect.raceFirst(a.until(ready), b.until(ready))

/** The engine doesn't find one of them: it is gone, and tells so a moment later. */
const missing = (a: Leg, b: Leg): Effect.Effect<never, LegError> =>
  Effect.flatMap(
    Effect.timeoutOrElse(either<LegError>(a, b, () => a.hungUp ?? b.hungUp), {
      duration: toldWithin,
      orElse: () =>
        Effect.as(
          Effect.logWarning(`the engine doesn't connect ${a.id} and ${b.id}: is its module pbx loaded?`),
          new NotControlled({ id: a.id })
        )
    }),
    Effect.fail
  )

/**
 * Connects two legs that are in hands; what held them ends. If it fails, those that live stay where they are. A key that
 * is pressed at this moment is still the program's.
 */
const connect = (a: Leg, b: Leg): Effect.Effect<void, LegError> =>
  a.hub.placing(Effect.suspend(() => {
    const held = [a, b].map((leg) => [leg, leg.control] as const)
    for (const [leg] of held) leg.letGo()
    const restore = Effect.sync(() => {
      for (const [leg, control] of held) if (control !== undefined && leg.hungUp === undefined) leg.hold(control)
    })
    return a.send(ChanConnect, { id: a.id, targetid: b.id }).pipe(
      Effect.flatMap(({ processed }) => processed ? Effect.void : missing(a, b)),
      Effect.onError(() => restore)
    )
  }))

/** If one of them has been answered, the other one is, too: nobody talks for nothing. */
const answerBoth = (a: Leg, b: Leg): Effect.Effect<void, HungUp | SendError> =>
  Effect.suspend(() => {
    const [answered, waiting] = a.answered ? [a, b] : [b, a]
    if (!answered.answered || waiting.answered || waiting.direction === "outgoing") return Effect.void
    return Effect.map(waiting.send(CallAnswered, { id: answered.id, targetid: waiting.id }), ({ processed }) => {
      if (processed) waiting.answered = true
    })
  })

const check = (a: Leg, b: Leg): Effect.Effect<void, LegError> =>
  a === b
    ? Effect.die(new TypeError(`${a.id} can't be connected to itself`))
    : Effect.andThen(a.controlled, Effect.asVoid(b.controlled))

/**
 * A leg that hangs up at the moment when it is connected is held by that connection, and so is the other side, which
 * would hear nothing for ever: nobody tells it. It is hung up, unless it is connected to somebody else by then.
 */
export const endTogether = (leg: Leg, other: { readonly id: string; readonly hungUp?: HungUp | undefined }): void => {
  const { background, yate } = leg.hub
  const isGone = (one: typeof other): boolean => one.hungUp !== undefined || leg.hub.isGone(one.id)
  const check = Effect.gen(function*() {
    if (isGone(leg) === isGone(other)) return
    const [gone, left] = isGone(leg) ? [leg, other] : [other, leg]
    const { returnValue } = yield* yate.dispatch(EngineStatus, { module: left.id })
    if (Status.channel(returnValue)?.peerid === gone.id) yield* yate.dispatch(CallDrop, { id: left.id })
  })
  background(Effect.delay(Effect.ignore(check), toldWithin))
}

/** Connects two legs for good: they live on without the program, and end each other. */
export const joinForGood = (a: Leg, b: Leg, answer: boolean): Effect.Effect<void, LegError> =>
  Effect.andThen(
    check(a, b),
    Effect.uninterruptible(Effect.gen(function*() {
      yield* connect(a, b)
      for (const leg of [a, b]) {
        leg.released = true
        leg.takesKeys = false
      }
      endTogether(a, b)
      if (answer) yield* Effect.ignore(answerBoth(a, b))
    }))
  )

/** How two legs are connected for a while. */
export interface JoinOptions {
  /** Whether their keys are the program's meanwhile; the other side's if not. */
  readonly takesKeys: readonly [boolean, boolean]
  /** Ends it, with `key`, if it says so. */
  readonly hasKey?: () => boolean
  readonly answer: boolean
  /** Ends it, with `limit`. */
  readonly limit: Effect.Effect<void>
}

/** Connects two legs for as long as both live, or until it is interrupted: then those that live are in hands again. */
export const join = Effect.fnUntraced(function*(
  first: Leg,
  second: Leg,
  options: JoinOptions
): Effect.fn.Return<Ended, LegError> {
  yield* check(first, second)
  const a = yield* sideOf(first)
  const b = yield* sideOf(second)
  const sides = [a, b]

  const connected = Effect.suspend(() => {
    for (const { leg } of sides) {
      // Another operation is connecting it already.
      if (leg.onDisconnected !== undefined) return Effect.fail<LegError>(new NotControlled({ id: leg.id }))
    }
    for (const side of sides) {
      side.leg.onDisconnected = Effect.suspend(() => {
        side.parted = true
        side.leg.wake()
        return Effect.map(side.back, Exit.isSuccess)
      })
    }
    return Effect.map(connect(first, second), () => {
      first.takesKeys = options.takesKeys[0]
      second.takesKeys = options.takesKeys[1]
    }).pipe(Effect.onError(() => forget))
  })

  const forget = Effect.sync(() => {
    for (const { leg } of sides) leg.onDisconnected = undefined
  })

  /** Who ended it, once one of them has said something. */
  const whoEnded: Effect.Effect<Ended> = Effect.suspend(() => {
    if (first.hungUp !== undefined) return Effect.succeed("first")
    if (second.hungUp !== undefined) return Effect.succeed("second")
    // The peer of the one that lost it.
    const gone = a.parted ? second : first
    if (isMute(gone.id)) gone.end(undefined, undefined)
    const told = Effect.timeoutOption(gone.until(() => gone.hungUp), toldWithin)
    return Effect.map(told, (): Ended => {
      if (gone.hungUp !== undefined) return gone === first ? "first" : "second"
      // It is in other hands, by a transfer of the phone's own say: the flow's end leaves it there.
      gone.released = true
      return "elsewhere"
    })
  })

  /** A leg that lost its peer comes by itself, by the answer to the engine's question; or it is fetched. */
  const comesBack = (side: Side): Effect.Effect<unknown> =>
    Effect.suspend(() => {
      const { leg } = side
      if (side.parted) return side.back
      if (leg.hungUp !== undefined || leg.released) return Effect.void
      const asked = leg.until(() => side.parted || leg.hungUp !== undefined || undefined)
      return Effect.andThen(
        Effect.timeoutOption(asked, toldWithin),
        Effect.suspend(() => side.parted || leg.hungUp === undefined ? side.back : Effect.void)
      )
    })

  const bothBack = Effect.suspend(() => {
    const areUp = sides.every(({ leg, parted }) => leg.hungUp === undefined && !leg.released && !parted)
    // They are still connected: fetching the one takes the peer of the other.
    return Effect.andThen(areUp ? a.back : comesBack(a), comesBack(b))
  })

  return yield* Effect.acquireUseRelease(
    connected,
    () =>
      Effect.gen(function*() {
        if (options.answer) yield* Effect.catchTag(answerBoth(first, second), "HungUp", () => Effect.void)
        const isOver = (): boolean => first.hungUp !== undefined || second.hungUp !== undefined || a.parted || b.parted
        const over = either(first, second, () => isOver() || options.hasKey?.() === true || undefined)
        return yield* Effect.raceFirst(
          Effect.flatMap(over, () => isOver() ? whoEnded : Effect.succeed("key" as const)),
          Effect.as(options.limit, "limit" as const)
        )
      }),
    () => Effect.andThen(bothBack, forget)
  )
})
