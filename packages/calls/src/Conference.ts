/**
 * Conference rooms: calls join and leave, are muted, or listen only; the program counts them, hears who comes and goes,
 * and speaks to all of them.
 *
 * A room is the engine's (`conf/NAME`, `conference.txt`). It begins with the first call, whose room options hold, and ends
 * when all but one have left, or with the last one where one may stay alone. Who is in it is asked of the engine, so it
 * is right whoever else puts calls there; its events go to the program that made it.
 *
 * @since 0.1.0
 */
import type { SendError } from "@yatefx/dispatcher"
import { CallDrop, ChanControl, EngineStatus, type Param, Status, Target } from "@yatefx/messages"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { Call, Played, PlayOptions } from "./Call.ts"
import type { LegError, OriginateError, PlayError } from "./CallError.ts"
import { Calls } from "./Calls.ts"
import { connectTo } from "./internal/connecting.ts"
import { hubOf } from "./internal/hubs.ts"
import { Leg } from "./internal/leg.ts"
import * as Rooms from "./internal/rooms.ts"
import { type Return, visit } from "./internal/visiting.ts"
import type { Sound } from "./Sound.ts"

/**
 * The name is no name of a room: empty, longer than 100 characters, or with blanks, control characters or one of
 * `/ ; , | = % :`, which mean something else to the engine.
 *
 * @category reasons
 * @since 0.1.0
 */
export class BadRoom extends Data.TaggedError("BadRoom")<{}> {}

/**
 * As many are in the room as may be.
 *
 * @category reasons
 * @since 0.1.0
 */
export class RoomFull extends Data.TaggedError("RoomFull")<{ readonly maxUsers: number }> {}

/**
 * The engine doesn't take the call to a room: its conference module isn't loaded.
 *
 * @category reasons
 * @since 0.1.0
 */
export class NoRoom extends Data.TaggedError("NoRoom")<{}> {}

/**
 * The call is in no room.
 *
 * @category reasons
 * @since 0.1.0
 */
export class NotInRoom extends Data.TaggedError("NotInRoom")<{}> {}

/**
 * A conference could not do what it was asked for.
 *
 * @category errors
 * @since 0.1.0
 */
export class ConferenceError extends Data.TaggedError("ConferenceError")<{
  /** The room, or the call that is in none. */
  readonly name: string
  readonly reason: BadRoom | RoomFull | NoRoom | NotInRoom
}> {
  override get message(): string {
    const { name, reason } = this
    switch (reason._tag) {
      case "BadRoom":
        return `"${name}" is no name of a room: use letters, digits, "-", "_" or ".", up to 100 of them`
      case "RoomFull":
        return `the room ${name} is full: ${reason.maxUsers} may be in it`
      case "NoRoom":
        return `the engine takes no call to the room ${name}: is its conference module loaded?`
      case "NotInRoom":
        return `${name} is in no conference room`
    }
  }
}

/**
 * What holds for a room, from its first call on.
 *
 * @category models
 * @since 0.1.0
 */
export interface RoomOptions {
  /** How many may be in it, 10 by default. Those who listen unseen are not counted. */
  readonly maxUsers?: number
  /**
   * Whether one may stay when all others have left: not by default. The first one may always wait for others.
   */
  readonly lonely?: boolean
  /** A file on the engine's machine that all is recorded to, with the extension (`.slin`, `.au`, `.gsm`). */
  readonly record?: string
}

/**
 * How a call takes part.
 *
 * @category models
 * @since 0.1.0
 */
export interface JoinOptions extends RoomOptions {
  /**
   * - `speaker` speaks and listens: the default.
   * - `listener` only listens, and is counted.
   * - `monitor` only listens, and is neither counted nor told of.
   */
  readonly as?: "speaker" | "listener" | "monitor"
  /** Whether it is muted at first. */
  readonly muted?: boolean
  /** Keys that leave the room: none by default. Those that were pressed before do not, and are there again after it. */
  readonly leaveBy?: string & {}
  /**
   * Whose keys are pressed in the room: the program's, which collects them beside (the default, and always with
   * `leaveBy`), or the room's, which tells of them by its events.
   */
  readonly keys?: "program" | "room"
}

/**
 * Why a call is no more in the room: a key; `leave`; or the room's end, in the engine's word (`hangup` when all others
 * left).
 *
 * @category models
 * @since 0.1.0
 */
export type Left = Return

/**
 * One who is in a room.
 *
 * @category models
 * @since 0.1.0
 */
export interface Member {
  /** The room's leg for it: `conf/3`. */
  readonly id: string
  /** The leg that is connected to it: `sip/7`. */
  readonly channel: string
  /** The call, when it is one of this program's. */
  readonly call: Call | undefined
}

/**
 * What happens in a room. `users` is how many there are now.
 *
 * @category models
 * @since 0.1.0
 */
export type RoomEvent =
  | { readonly _tag: "Joined"; readonly id: string; readonly call: Call | undefined; readonly users: number }
  | {
    readonly _tag: "Left"
    readonly id: string
    readonly channel: string | undefined
    readonly call: Call | undefined
    readonly users: number
  }
  | {
    readonly _tag: "Keys"
    readonly id: string
    readonly channel: string | undefined
    readonly call: Call | undefined
    readonly keys: string
  }
  | { readonly _tag: "Ended" }

/**
 * A room, as a value of the program.
 *
 * @category models
 * @since 0.1.0
 */
export interface Room {
  readonly name: string
  /** What its first call makes of it. */
  readonly options: RoomOptions
  /** How many are in it: 0 when there is no such room. Who listens unseen is not counted. */
  readonly count: Effect.Effect<number, SendError>
  /** Who is in it, whoever put them there. Who listens unseen for this program is left out. */
  readonly members: Effect.Effect<ReadonlyArray<Member>, SendError>
  /**
   * What happens in it from now on, for as long as the scope lives. Of a reader that falls behind, all but the last 256
   * events are dropped. Only of rooms that this program made.
   */
  readonly events: Effect.Effect<Stream.Stream<RoomEvent>, never, Scope.Scope>
  /**
   * Plays to all who are in it. Without such a room it fails. The engine looks who is left whenever a leg goes, also the
   * one that played: a single caller in a room that is not `lonely` comes back after it.
   */
  readonly play: (
    sounds: Sound | ReadonlyArray<Sound>,
    options?: Omit<PlayOptions, "interruptedBy" | "from">
  ) => Effect.Effect<Played, OriginateError | PlayError | LegError>
  /** Sends all home: calls of the program come back into its hands. Whether there was such a room. */
  readonly end: (reason?: Param.HangupReason) => Effect.Effect<boolean, SendError>
}

/** How many characters a name may have. */
const maxName = 100

const isName = (name: string): boolean => name.length <= maxName && /^[^\0-\x20\x7f/;,|=%:]+$/.test(name)

const checked = (name: string): Effect.Effect<string, ConferenceError> =>
  isName(name) ? Effect.succeed(name) : Effect.fail(new ConferenceError({ name, reason: new BadRoom() }))

/** The room's own line: `users` and `maxusers`. */
const statusOf = Effect.fnUntraced(function*(hub: Leg["hub"], name: string) {
  const target = Target.conference(name)
  const { returnValue } = yield* hub.yate.dispatch(EngineStatus, { module: target })
  const facts = Status.module(returnValue, target)?.facts
  return facts === undefined ? undefined : { users: Number(facts.users), maxUsers: Number(facts.maxusers) }
})

const membersOf = Effect.fnUntraced(function*(hub: Leg["hub"], state: Rooms.Room) {
  const { returnValue } = yield* hub.yate.dispatch(EngineStatus, { module: "conf" })
  return Status.channels(returnValue).flatMap(({ address, id, peerid, status }): ReadonlyArray<Member> =>
    // The leg that records comes in to the engine; those who take part are made by it.
    address !== state.name || peerid === undefined || status === "incoming" || state.hidden.has(id)
      ? []
      : [{ id, channel: peerid, call: state.calls.get(id) ?? hub.legs.get(peerid) }]
  )
})

/**
 * A room by its name, for the time of the scope: what is to be known of it, and said to it. Nothing is made in the
 * engine before the first call joins.
 *
 * @category constructors
 * @since 0.1.0
 */
export const room = Effect.fn("Conference.room")(function*(
  name: string,
  options: RoomOptions = {}
): Effect.fn.Return<Room, ConferenceError, Calls | Scope.Scope> {
  const calls = yield* Calls
  const hub = hubOf(calls)
  const state = yield* Rooms.acquire(hub, yield* checked(name))
  const target = Target.conference(name)
  return {
    name,
    options,
    count: Effect.map(statusOf(hub, name), (status) => status?.users ?? 0),
    members: membersOf(hub, state),
    events: Effect.map(state.events, (events) => Stream.fromQueue(events)),
    play: (sounds, playOptions) =>
      Effect.scoped(Effect.gen(function*() {
        const call = yield* calls.originate({
          target,
          timeout: Duration.seconds(10),
          // The leg that calls out hands on only what it is told to.
          parameters: [["copyparams", "utility,existing,cdrtrack"], ["utility", "true"], ["existing", "true"], [
            "cdrtrack",
            "false"
          ]]
        })
        yield* Effect.acquireRelease(
          Effect.sync(() => state.hidden.add(call.id)),
          () => Effect.sync(() => state.hidden.delete(call.id))
        )
        return yield* call.play(sounds, playOptions)
      })),
    end: (reason) =>
      Effect.map(
        hub.yate.dispatch(CallDrop, { id: target, ...(reason === undefined ? {} : { reason }) }),
        ({ processed }) => processed
      )
  }
})

const parametersOf = (options: JoinOptions, token: string, takesKeys: boolean): ReadonlyArray<[string, string]> => {
  const { as = "speaker", lonely, maxUsers, record } = options
  return [
    ["notify", token],
    // Keys that are addressed already, to the leg that held the call before, stay what they are.
    ...(takesKeys ? [["keeptarget", "true"] as [string, string]] : []),
    ...(as === "speaker" ? [] : [["voice", "false"] as [string, string]]),
    ...(as === "monitor" ? [["utility", "true"] as [string, string]] : []),
    ...(maxUsers === undefined ? [] : [["maxusers", String(Math.trunc(maxUsers))] as [string, string]]),
    ...(lonely === undefined ? [] : [["lonely", String(lonely)] as [string, string]]),
    ...(record === undefined ? [] : [["record", Target.waveRecord(record)] as [string, string]])
  ]
}

/**
 * Puts the call into a room, and lasts for as long as it is there: until a key, `leave`, or the room's end; then the
 * call is in the program's hands again. Interrupting it takes the call out. Answer the call first, if it is to be
 * heard by callers whose network gives no early media.
 *
 * @example
 * ```ts
 * import { Call, Calls, Conference } from "@yatefx/calls"
 * import { Effect } from "effect"
 *
 * const Meeting = Calls.incoming({ called: "meeting" }, Effect.gen(function*() {
 *   const call = yield* Call
 *   yield* call.answer
 *   yield* Conference.join(call, "meeting", { leaveBy: "#" })
 *   yield* call.play("goodbye")
 * }))
 * ```
 *
 * @category operations
 * @since 0.1.0
 */
export const join = Effect.fn("Conference.join")(function*(
  call: Call,
  where: Room | string,
  options: JoinOptions = {}
): Effect.fn.Return<Left, ConferenceError | LegError> {
  const leg = Leg.of(call)
  const { hub } = leg
  const name = yield* checked(typeof where === "string" ? where : where.name)
  const all = typeof where === "string" ? options : { ...where.options, ...options }
  const { as = "speaker", keys = "program", leaveBy = "", muted = false } = all
  const takesKeys = keys === "program" || leaveBy !== ""
  return yield* Effect.scoped(Effect.gen(function*() {
    const state = yield* Rooms.acquire(hub, name)
    const connect = Effect.gen(function*() {
      const { params, parameters, processed } = yield* connectTo(
        leg,
        Target.conference(name),
        parametersOf(all, state.token, takesKeys)
      )
      const peer = params.peerid ?? parameters.get("peerid")
      if (processed && peer !== undefined) {
        if (as === "monitor") state.hidden.add(peer)
        else state.calls.set(peer, leg)
        return peer
      }
      yield* leg.up
      const status = yield* statusOf(hub, name)
      const reason = status !== undefined && status.users >= status.maxUsers
        ? new RoomFull({ maxUsers: status.maxUsers })
        : new NoRoom()
      return yield* new ConferenceError({ name, reason })
    })
    let place: Rooms.Place | undefined
    return yield* visit(leg, { leaveBy, takesKeys }, state.joining(connect), (one) =>
      Effect.suspend(() => {
        place = { room: state, visit: one }
        Rooms.places.set(leg, place)
        return muted && as === "speaker" ? Effect.ignore(setMuted(leg, one.peer, true)) : Effect.void
      })).pipe(Effect.ensuring(Effect.sync(() => {
        if (place === undefined) return
        Rooms.places.delete(leg)
        state.departed(place.visit.peer)
      })))
  }))
})

const placeOf = (call: Call): Effect.Effect<Rooms.Place, ConferenceError> =>
  Effect.suspend(() => {
    const place = Rooms.places.get(Leg.of(call))
    return place === undefined
      ? Effect.fail(new ConferenceError({ name: call.id, reason: new NotInRoom() }))
      : Effect.succeed(place)
  })

/**
 * Takes the call out of the room it is in: `join` ends then. It doesn't wait for that.
 *
 * @category operations
 * @since 0.1.0
 */
export const leave = (call: Call): Effect.Effect<void, ConferenceError> =>
  Effect.map(placeOf(call), ({ visit: place }) => {
    place.returning ??= { by: "program" }
    Leg.of(call).wake()
  })

const setMuted = (leg: Leg, id: string, mute: boolean): Effect.Effect<void, LegError> =>
  Effect.asVoid(leg.send(ChanControl, { targetid: id, mute }))

/**
 * Mutes the call in its room: nobody hears it, and it hears all. One that only listens stays as it is.
 *
 * @category operations
 * @since 0.1.0
 */
export const mute = (call: Call): Effect.Effect<void, ConferenceError | LegError> =>
  Effect.flatMap(placeOf(call), ({ visit: { peer } }) => setMuted(Leg.of(call), peer, true))

/**
 * Lets a muted call be heard again.
 *
 * @category operations
 * @since 0.1.0
 */
export const unmute = (call: Call): Effect.Effect<void, ConferenceError | LegError> =>
  Effect.flatMap(placeOf(call), ({ visit: { peer } }) => setMuted(Leg.of(call), peer, false))
