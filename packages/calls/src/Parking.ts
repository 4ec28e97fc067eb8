/**
 * Call parking: a call waits in a numbered slot of a lot, with music, until somebody retrieves it from another call, or the
 * time is up.
 *
 * @since 0.1.0
 */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Deferred from "effect/Deferred"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Bridge from "./Bridge.ts"
import type { Call } from "./Call.ts"
import type { LegError, PlayError } from "./CallError.ts"
import { Leg } from "./internal/leg.ts"
import { Offer } from "./internal/offer.ts"
import type { Sound } from "./Sound.ts"

/**
 * The numbers of the slots are no range: whole numbers, the first not above the last, at most 10,000 of them.
 *
 * @category reasons
 * @since 0.1.0
 */
export class BadSlots extends Data.TaggedError("BadSlots")<{}> {}

/**
 * All slots are taken.
 *
 * @category reasons
 * @since 0.1.0
 */
export class LotFull extends Data.TaggedError("LotFull")<{ readonly slots: number }> {}

/**
 * The slot that was asked for is taken, or the lot has none of this number.
 *
 * @category reasons
 * @since 0.1.0
 */
export class SlotTaken extends Data.TaggedError("SlotTaken")<{ readonly slot: number }> {}

/**
 * No call is parked in the slot, or somebody retrieves it at this moment.
 *
 * @category reasons
 * @since 0.1.0
 */
export class NothingParked extends Data.TaggedError("NothingParked")<{ readonly slot: number }> {}

/**
 * A call could not be parked or retrieved.
 *
 * @category errors
 * @since 0.1.0
 */
export class ParkingError extends Data.TaggedError("ParkingError")<{
  readonly reason: BadSlots | LotFull | SlotTaken | NothingParked
}> {
  override get message(): string {
    const { reason } = this
    switch (reason._tag) {
      case "BadSlots":
        return "the slots of a lot are a first and a last whole number, [701, 720], and at most 10,000"
      case "LotFull":
        return `all ${reason.slots} slots of the lot are taken`
      case "SlotTaken":
        return `the slot ${reason.slot} is taken, or not one of the lot`
      case "NothingParked":
        return `no call is parked in slot ${reason.slot}`
    }
  }
}

/**
 * A lot.
 *
 * @category models
 * @since 0.1.0
 */
export interface LotOptions {
  /** The numbers of the slots, both included: `[701, 720]`. */
  readonly slots: readonly [first: number, last: number]
  /** What parked calls hear, over and over: `Bridge.music` by default. */
  readonly music?: Sound | ReadonlyArray<Sound>
  /** How long a call may be parked: two minutes by default. */
  readonly timeout?: Duration.Input
}

/**
 * A call that is parked.
 *
 * @category models
 * @since 0.1.0
 */
export interface Place {
  readonly slot: number
  readonly call: Call
  /** Since when, in milliseconds since 1970. */
  readonly since: number
}

/**
 * A parking lot. It holds calls for as long as its scope is open.
 *
 * @category models
 * @since 0.1.0
 */
export interface Lot {
  readonly options: LotOptions
  /** What is parked, by slots. */
  readonly parked: Effect.Effect<ReadonlyArray<Place>>
}

/**
 * How a call is parked.
 *
 * @category models
 * @since 0.1.0
 */
export interface ParkOptions<E = never, R = never, E2 = never, R2 = never> {
  /** A certain slot: the lowest that is free by default. */
  readonly slot?: number
  /** As the lot's by default. */
  readonly timeout?: Duration.Input
  /** Run when the slot is known, while the call hears music: to say its number to whoever parks. */
  readonly onParked?: (slot: number) => Effect.Effect<unknown, E, R>
  /**
   * Whom the call returns to when the time is up, `Calls.originate` to who parked it say: it hears music until that has
   * answered, and can still be retrieved. What this call is connected to is hung up with its scope.
   */
  readonly returnTo?: Effect.Effect<Call, E2, R2>
}

/**
 * How parking ended. Each time the call is in the program's hands again, if it lives; for `TimedOut` (nobody came, and
 * whom it was to return to did not answer) and `Closed` (the lot's scope closed) its flow decides what becomes of it.
 *
 * @category models
 * @since 0.1.0
 */
export type Parked =
  | { readonly _tag: "Retrieved"; readonly slot: number; readonly bridged: Bridge.Bridged }
  | { readonly _tag: "Returned"; readonly slot: number; readonly bridged: Bridge.Bridged }
  | { readonly _tag: "TimedOut"; readonly slot: number }
  | { readonly _tag: "Closed"; readonly slot: number }

interface Entry extends Place {
  readonly offer: Offer
}

interface State extends Lot {
  readonly entries: Map<number, Entry>
  readonly closed: Deferred.Deferred<void>
}

/** How many slots a lot may have. */
const maxSlots = 10_000

/** The implementation behind a lot. */
const stateOf = (lot: Lot): State => lot as State

const fail = (reason: ParkingError["reason"]): Effect.Effect<never, ParkingError> =>
  Effect.fail(new ParkingError({ reason }))

/**
 * A lot, for as long as the scope lives.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = Effect.fn("Parking.make")(function*(
  options: LotOptions
): Effect.fn.Return<Lot, ParkingError, Scope.Scope> {
  const [first, last] = options.slots
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last) || last < first || last - first >= maxSlots) {
    return yield* fail(new BadSlots())
  }
  const entries = new Map<number, Entry>()
  const closed = yield* Effect.acquireRelease(Deferred.make<void>(), (gate) => Deferred.succeed(gate, undefined))
  const lot: State = {
    options,
    entries,
    closed,
    parked: Effect.sync(() =>
      [...entries.values()].toSorted((a, b) => a.slot - b.slot).map(({ call, since, slot }) => ({ slot, call, since }))
    )
  }
  return lot
})

const freeSlot = ({ entries, options: { slots: [first, last] } }: State, wanted: number | undefined) => {
  if (wanted !== undefined) {
    const isFree = Number.isInteger(wanted) && wanted >= first && wanted <= last && !entries.has(wanted)
    return isFree ? Effect.succeed(wanted) : fail(new SlotTaken({ slot: wanted }))
  }
  for (let slot = first; slot <= last; slot++) if (!entries.has(slot)) return Effect.succeed(slot)
  return fail(new LotFull({ slots: last - first + 1 }))
}

/**
 * Parks the call, and lasts until it was retrieved and that talk is over, or the time is up. The slot is free again when
 * the call hangs up, or this is interrupted. Music that can't be played is a `PlayError`.
 *
 * @example
 * ```ts
 * import { Bridge, Call, Calls, Parking } from "@yatefx/calls"
 * import { Effect, Layer } from "effect"
 *
 * const Desk = Layer.unwrap(Effect.gen(function*() {
 *   const lot = yield* Parking.make({ slots: [701, 720] })
 *   return Calls.incoming({ called: "700" }, Effect.gen(function*() {
 *     const call = yield* Call
 *     yield* call.answer
 *     const parked = yield* Parking.park(call, lot, { onParked: (slot) => Effect.log(`parked in ${slot}`) })
 *     if (parked._tag === "TimedOut") yield* call.play("sorry")
 *   }))
 * }))
 * ```
 *
 * @category operations
 * @since 0.1.0
 */
export const park = Effect.fn("Parking.park")(function*<E = never, R = never, E2 = never, R2 = never>(
  call: Call,
  lot: Lot,
  options: ParkOptions<E, R, E2, R2> = {}
): Effect.fn.Return<Parked, ParkingError | LegError | PlayError | E, R | Exclude<R2, Scope.Scope>> {
  const leg = Leg.of(call)
  const state = stateOf(lot)
  const { music = Bridge.music, timeout: byLot = "2 minutes" } = lot.options
  const { onParked, returnTo, timeout = byLot } = options
  // Before it takes a slot: a call that is connected elsewhere takes none.
  yield* leg.controlled
  return yield* Effect.acquireUseRelease(
    Effect.gen(function*() {
      const since = yield* Clock.currentTimeMillis
      const slot = yield* freeSlot(state, options.slot)
      const entry: Entry = { slot, call, since, offer: new Offer(leg) }
      state.entries.set(slot, entry)
      return entry
    }),
    ({ offer, slot }) => {
      let back: Call | undefined
      const waited = Effect.map(
        offer.wait(Effect.andThen(leg.play(music, { repeat: "forever" }), Effect.never)),
        ({ bridged, by }): Parked => ({ _tag: by === back ? "Returned" : "Retrieved", slot, bridged })
      )
      const returned = returnTo === undefined ? Effect.void : Effect.scoped(Effect.gen(function*() {
        back = yield* returnTo
        yield* offer.take(back)
      })).pipe(Effect.catchCause((cause) =>
        // Not to be there is no failure of the program.
        Cause.hasDies(cause) ? Effect.logError(`the parked call ${call.id} could not return`, cause) : Effect.void
      ))
      const clock = Effect.sleep(timeout).pipe(
        Effect.andThen(offer.unclaimed()),
        Effect.andThen(returned),
        Effect.andThen(offer.unclaimed()),
        Effect.map((): Parked => ({ _tag: "TimedOut", slot }))
      )
      const closed = Effect.map(Deferred.await(state.closed), (): Parked => ({ _tag: "Closed", slot }))
      const told = onParked === undefined ? Effect.never : Effect.andThen(onParked(slot), Effect.never)
      return Effect.raceAllFirst([waited, clock, closed, told])
    },
    ({ slot }) => Effect.sync(() => state.entries.delete(slot))
  ).pipe(Effect.tap(() => leg.up))
})

/**
 * Connects the call to the one that is parked in a slot, and lasts for as long as they talk. The first of the bridge is
 * who retrieves. Where it fails, or is interrupted, the other call is parked as before.
 *
 * @category operations
 * @since 0.1.0
 */
export const retrieve = Effect.fn("Parking.retrieve")(function*(
  call: Call,
  lot: Lot,
  slot: number,
  options?: Bridge.BridgeOptions
): Effect.fn.Return<Bridge.Bridged, ParkingError | LegError> {
  const entry = stateOf(lot).entries.get(slot)
  if (entry === undefined || entry.call === call) return yield* fail(new NothingParked({ slot }))
  yield* Leg.of(call).controlled
  return yield* Effect.catchTag(entry.offer.take(call, options), "NotOffered", () => fail(new NothingParked({ slot })))
})
