/** The connection's status, as it is and as it changes. */
import * as Effect from "effect/Effect"
import * as PubSub from "effect/PubSub"
import * as Stream from "effect/Stream"
import type { ConnectionStatus } from "../ConnectionStatus.ts"

/** Changes that wait for a reader who is slow; the oldest is dropped first. */
const capacity = 64

export class StatusBoard {
  readonly #pubsub: PubSub.PubSub<ConnectionStatus>
  #current: ConnectionStatus

  private constructor(pubsub: PubSub.PubSub<ConnectionStatus>, first: ConnectionStatus) {
    this.#pubsub = pubsub
    this.#current = first
    PubSub.publishUnsafe(pubsub, first)
  }

  static make(first: ConnectionStatus): Effect.Effect<StatusBoard> {
    return Effect.map(
      PubSub.sliding<ConnectionStatus>({ capacity, replay: 1 }),
      (pubsub) => new StatusBoard(pubsub, first)
    )
  }

  get current(): ConnectionStatus {
    return this.#current
  }

  /** After `Draining` only `Gone` comes, and after that nothing. */
  set(status: ConnectionStatus): void {
    const { _tag } = this.#current
    if (_tag === "Gone" || _tag === "Draining" && status._tag !== "Gone") return
    this.#current = status
    PubSub.publishUnsafe(this.#pubsub, status)
  }

  /** The current one first; ends after `Gone`. */
  get changes(): Stream.Stream<ConnectionStatus> {
    return Stream.takeUntil(Stream.fromPubSub(this.#pubsub), ({ _tag }) => _tag === "Gone")
  }
}
