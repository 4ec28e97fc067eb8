/** Who waits in a queue, in which order, and who of the agents is free: plain data, changed in one go. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Call } from "../Call.ts"
import type { Offer } from "./offer.ts"

/** A caller. */
export interface Waiting {
  readonly call: Call
  readonly offer: Offer
  readonly priority: number
  /** Milliseconds since 1970. */
  readonly since: number
  /** Who is being reached for it. */
  agent: string | undefined
  /** When it was connected. */
  connectedAt: number | undefined
}

/** An agent that is free. */
export interface Free {
  readonly agent: string
  readonly next: Deferred.Deferred<Waiting>
  /** Whom he is given. */
  given: Waiting | undefined
}

export class Lineup {
  /** Callers that are not connected yet: by priority, then by arrival. */
  readonly waiting: Array<Waiting> = []
  /** Agents, by how long they are free. */
  readonly #free: Array<Free> = []
  agents = 0
  talking = 0
  served = 0
  abandoned = 0
  timedOut = 0
  refused = 0
  /** Milliseconds that all who were served have waited. */
  waited = 0
  /** How often something has changed. */
  changes = 0
  #changed = Deferred.makeUnsafe<void>()

  /** Waits for the next change. */
  get change(): Effect.Effect<void> {
    return Effect.suspend(() => Deferred.await(this.#changed))
  }

  get free(): number {
    return this.#free.length
  }

  changed(): void {
    this.changes++
    const before = this.#changed
    this.#changed = Deferred.makeUnsafe()
    Deferred.doneUnsafe(before, Exit.void)
  }

  /** Behind all with the same priority who came before. */
  #placeFor({ priority, since }: Waiting): number {
    const at = this.waiting.findIndex((other) =>
      other.priority < priority || (other.priority === priority && other.since > since)
    )
    return at < 0 ? this.waiting.length : at
  }

  /** Also one who was with an agent already, and comes back: in its old place. */
  enter(caller: Waiting): void {
    this.waiting.splice(this.#placeFor(caller), 0, caller)
    this.match()
  }

  /** The caller waits no more. */
  leave(caller: Waiting): void {
    const at = this.waiting.indexOf(caller)
    if (at >= 0) this.waiting.splice(at, 1)
    this.changed()
  }

  /** Its place among those who wait, from 1 on: for one that is about to come back, the one that it will have. */
  placeOf(caller: Waiting): { readonly position: number; readonly length: number } {
    const { length } = this.waiting
    const at = this.waiting.indexOf(caller)
    return at < 0
      ? { position: this.#placeFor(caller) + 1, length: length + 1 }
      : { position: at + 1, length }
  }

  isFree(agent: Free): void {
    this.#free.push(agent)
    this.match()
  }

  /** The agent goes. Whom he was given, and has not seen, goes to the next. */
  notFree(agent: Free): void {
    const at = this.#free.indexOf(agent)
    if (at >= 0) this.#free.splice(at, 1)
    if (agent.given !== undefined) this.giveBack(agent.given)
    else this.changed()
  }

  /** An agent could not be reached: the caller is the next one's, in its old place. */
  giveBack(caller: Waiting): void {
    caller.agent = undefined
    this.match()
  }

  /** Gives those who wait to those who are free: the first to whoever is free for longest. */
  match(): void {
    for (const caller of this.waiting) {
      if (caller.agent !== undefined || caller.offer.isOver) continue
      const free = this.#free.shift()
      if (free === undefined) break
      caller.agent = free.agent
      free.given = caller
      Deferred.doneUnsafe(free.next, Exit.succeed(caller))
    }
    this.changed()
  }
}
