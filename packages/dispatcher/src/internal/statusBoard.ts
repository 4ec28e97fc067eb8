/** The connection's status, as it is and as it changes. */
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import * as Stream from "effect/Stream"
import type { ConnectionStatus } from "../ConnectionStatus.ts"

/** Changes that are kept for readers who are slow; the oldest is dropped first. */
const capacity = 64

export class StatusBoard {
  /** The newest last. One list for all readers, who each know how far they have read. */
  readonly #kept: Array<ConnectionStatus>
  /** How many were dropped. */
  #dropped = 0
  /** Opened, for those who wait now, by each change. */
  #changed = Latch.makeUnsafe(false)

  constructor(first: ConnectionStatus) {
    this.#kept = [first]
  }

  /** Of the newest. */
  get #position(): number {
    return this.#dropped + this.#kept.length - 1
  }

  get current(): ConnectionStatus {
    return this.#at(this.#position)
  }

  /** The status at a position, or the oldest that is kept. */
  #at(position: number): ConnectionStatus {
    const status = this.#kept[Math.max(position - this.#dropped, 0)]
    if (status === undefined) throw new RangeError("no such status")
    return status
  }

  /** After `Draining` only `Gone` comes, and after that nothing. */
  set(status: ConnectionStatus): void {
    const { _tag } = this.current
    if (_tag === "Gone" || _tag === "Draining" && status._tag !== "Gone") return
    this.#kept.push(status)
    if (this.#kept.length > capacity) {
      this.#kept.shift()
      this.#dropped += 1
    }
    const changed = this.#changed
    this.#changed = Latch.makeUnsafe(false)
    changed.openUnsafe()
  }

  /** The current one first; ends after `Gone`. */
  readonly changes: Stream.Stream<ConnectionStatus> = Stream.suspend(() => Stream.unfold(this.#position, this.#next))
    .pipe(
      Stream.takeUntil(({ _tag }) => _tag === "Gone")
    )

  readonly #next = (position: number): Effect.Effect<readonly [ConnectionStatus, number]> =>
    Effect.suspend(() =>
      position > this.#position
        ? Effect.andThen(this.#changed.await, this.#next(position))
        : Effect.succeed([this.#at(position), Math.max(position, this.#dropped) + 1] as const)
    )
}
