/** What the program knows of conference rooms: whose legs are in them, and what the engine tells of them. */
import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import * as Random from "effect/Random"
import type * as Scope from "effect/Scope"
import type { RoomEvent } from "../Conference.ts"
import type { Hub, Notified } from "./hub.ts"
import type { Leg } from "./leg.ts"
import type { Visit } from "./visiting.ts"

/** How many events wait for a slow reader before the oldest is dropped. */
const maxEvents = 256

/** How many events wait until a pending join has told which leg of the room is whose. */
const maxHeld = 256

export class Room {
  readonly name: string
  /** What the engine addresses its notifications to. */
  readonly token: string
  readonly #readers = new Set<Queue.Queue<RoomEvent, Cause.Done>>()
  /** Calls of the program that are in it, by the leg that the room has for each. */
  readonly calls = new Map<string, Leg>()
  /** Legs of the program's that only listen, or play to the room: the engine tells of them to nobody. */
  readonly hidden = new Set<string>()
  /** Who uses it: values of `Conference.room`, and calls. */
  users = 0
  #joining = 0
  #held: Array<() => void> = []
  readonly #departed: Array<string> = []

  constructor(name: string, token: string) {
    this.name = name
    this.token = token
  }

  /** What happens from now on, for the time of the scope. */
  get events(): Effect.Effect<Queue.Dequeue<RoomEvent, Cause.Done>, never, Scope.Scope> {
    return Effect.acquireRelease(
      Effect.map(Queue.sliding<RoomEvent, Cause.Done>(maxEvents), (reader) => {
        this.#readers.add(reader)
        return reader
      }),
      (reader) => {
        this.#readers.delete(reader)
        return Queue.end(reader)
      }
    )
  }

  /** Events wait while somebody joins: `joined` comes before the engine's answer says whose leg it is. */
  joining<A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> {
    return Effect.suspend(() => {
      this.#joining++
      return Effect.ensuring(
        effect,
        Effect.sync(() => {
          if (--this.#joining > 0) return
          for (const tell of this.#held.splice(0)) tell()
        })
      )
    })
  }

  /** A call has gone; whose leg it was is still asked for by `left`, which comes later, or was lost with the link. */
  departed(id: string): void {
    this.hidden.delete(id)
    if (this.#departed.push(id) <= maxEvents) return
    const oldest = this.#departed.shift()
    if (oldest !== undefined) this.calls.delete(oldest)
  }

  readonly notified: Notified = (parameters) => {
    const get = (name: string): string | undefined => parameters.get(name)
    const tell = (): void => {
      const told = this.#read(get)
      if (told !== undefined) { for (const reader of this.#readers) Queue.offerUnsafe(reader, told) }
    }
    // Keys are not held: those of the program's calls are wanted at once.
    if (this.#joining === 0 || get("event") === "dtmf") tell()
    else if (this.#held.length < maxHeld) this.#held.push(tell)
  }

  #read(get: (name: string) => string | undefined): RoomEvent | undefined {
    const id = get("id") ?? ""
    const users = Number(get("users") ?? Number.NaN)
    switch (get("event")) {
      case "joined":
        return { _tag: "Joined", id, call: this.calls.get(id), users }
      case "left": {
        const call = this.calls.get(id)
        this.calls.delete(id)
        return { _tag: "Left", id, channel: call?.id ?? get("lastpeerid"), call, users }
      }
      case "dtmf": {
        const call = this.calls.get(id)
        const keys = get("text") ?? ""
        if (call?.takesKeys === true) {
          if (get("duplicate") !== "true") call.press(keys)
          return undefined
        }
        return { _tag: "Keys", id, channel: call?.id ?? get("peerid"), call, keys }
      }
      case "destroyed":
        this.calls.clear()
        return { _tag: "Ended" }
      default:
        return undefined
    }
  }
}

/** Where a call is, while it is in a room. */
export interface Place {
  readonly room: Room
  readonly visit: Visit
}

interface Rooms {
  /** Tells this program's notifications from another's. The same for as long as it runs: rooms outlive their users. */
  readonly program: string
  readonly byName: Map<string, Room>
}

const all = new WeakMap<Hub, Rooms>()

/** Where each call is. */
export const places = new WeakMap<Leg, Place>()

const roomsOf = Effect.fnUntraced(function*(hub: Hub) {
  const known = all.get(hub)
  if (known !== undefined) return known
  const program = (yield* Random.nextIntBetween(0, Number.MAX_SAFE_INTEGER)).toString(36)
  const made: Rooms = { program, byName: new Map() }
  all.set(hub, made)
  return made
})

/** The room under a name, for the time of the scope. It hears the engine as long as anybody uses it. */
export const acquire = (hub: Hub, name: string): Effect.Effect<Room, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.gen(function*() {
      const { byName, program } = yield* roomsOf(hub)
      const room = byName.get(name) ?? new Room(name, `conf/${name}/yatefx-${program}`)
      byName.set(name, room)
      hub.tokens.set(room.token, room.notified)
      room.users++
      return room
    }),
    (room) =>
      Effect.sync(() => {
        if (--room.users > 0) return
        all.get(hub)?.byName.delete(name)
        hub.tokens.delete(room.token)
      })
  )
