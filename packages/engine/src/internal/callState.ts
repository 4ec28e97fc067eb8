/** How far the call of a phone came, and what it heard. */
import * as Deferred from "effect/Deferred"
import type { CallEvent, Ending, Sound } from "../Call.ts"

/** Why the engine did not put a call through. */
interface Rejected {
  readonly error: string
  readonly reason: string | undefined
  readonly code: number
}

/** Of what a phone heard and of what happened to it, this much is remembered; what is older is forgotten. */
const maxRemembered = 10_000

type Observer = (event: CallEvent) => void

const nobody: ReadonlyArray<Observer> = []

/** How far a phone's call came, for the phone. */
export class CallState {
  readonly ringing = Deferred.makeUnsafe<void>()
  readonly answered = Deferred.makeUnsafe<void>()
  readonly rejected = Deferred.makeUnsafe<Rejected>()
  readonly ended = Deferred.makeUnsafe<Ending>()
  /** What plays last is last. */
  readonly heard: Array<Sound> = []
  /** Milliseconds of sound that was heard and is forgotten. */
  #forgotten = 0
  /** What happened so far, for those who begin to observe the call later. */
  readonly events: Array<CallEvent> = []
  #observers = nobody

  tell(event: CallEvent): void {
    this.events.push(event)
    if (this.events.length > maxRemembered) this.events.shift()
    for (const observe of this.#observers) observe(event)
  }

  /** Tells what happened so far, and then of each event until the returned function is called. */
  observe(observer: Observer): () => void {
    for (const event of this.events) observer(event)
    // Once for each time that it is called, be it with the same function.
    const own: Observer = (event) => observer(event)
    this.#observers = [...this.#observers, own]
    return () => {
      this.#observers = this.#observers.filter((other) => other !== own)
    }
  }

  hear(sound: Sound): void {
    this.heard.push(sound)
    if (this.heard.length > maxRemembered) this.#forgotten += this.heard.shift()?.duration ?? 0
  }

  /** Milliseconds of all that was heard. */
  listened(now: number): number {
    return this.heard.reduce(
      (sum, sound) => sum + (sound.how === "playing" ? now - sound.startedAt : sound.duration),
      this.#forgotten
    )
  }
}
