/** Takes what the engine sends to whoever registered for it. */
import type { Frame } from "@yatefx/protocol"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import type { Hand, Held } from "./hand.ts"
import { Load } from "./load.ts"
import type { Answering, Seen } from "./messages.ts"
import { type Registration, Registry } from "./registry.ts"
import type { Session } from "./session.ts"
import type { Statistics } from "./statistics.ts"

/** Who is asked for the messages of one connection. */
export interface Desk {
  /** One-shot waits and subscriptions: asked before the handlers. */
  readonly waits: Registry<Held>
  readonly handlers: Registry<Held>
}

const nobody: ReadonlyArray<Registration<Held>> = []

/** Offers a message to one registration. Says whether that has it now. */
const offer = (registration: Registration<Held>, held: Held, isRefused: boolean): boolean => {
  // What registered after the message came, a handler it started among them, doesn't see it.
  if (registration.sequence > held.sequence || held.passedBy?.has(registration) === true) return false
  if (isRefused && !registration.isImmediate) {
    held.isPassedBy = true
    return false
  }
  held.taker = registration
  return registration.offer(held)
}

export class Receiver implements Answering {
  readonly watches = new Registry<Seen>()
  readonly hand: Hand
  readonly now: () => number
  readonly statistics: Statistics
  /** Runs something beside what receives: a handler's fiber belongs to its registration, a report to the dispatcher. */
  readonly report: (effect: Effect.Effect<void>) => void
  readonly load: Load
  /** What stands beside each word in the log. */
  readonly labels: Readonly<Record<string, string>>
  #sequence = 0
  /** The program is to end: no handler is started any more. */
  isDraining = false
  /** Handlers that run. */
  running = 0
  /** Opened when the last handler ends; nobody looks at it before the program drains. */
  readonly #idle = Latch.makeUnsafe(false)

  constructor(options: {
    readonly hand: Hand
    readonly now: () => number
    readonly statistics: Statistics
    readonly report: (effect: Effect.Effect<void>) => void
    readonly maxWaiting: number
    readonly labels: Readonly<Record<string, string>>
  }) {
    this.labels = options.labels
    this.hand = options.hand
    this.now = options.now
    this.statistics = options.statistics
    this.report = options.report
    this.load = new Load(options)
  }

  /** Waits until no handler runs. */
  readonly idle: Effect.Effect<void> = Effect.suspend(() => this.running === 0 ? Effect.void : this.#idle.await)

  started(): void {
    this.running += 1
  }

  finished(): void {
    this.running -= 1
    if (this.isDraining && this.running === 0) this.#idle.openUnsafe()
  }

  /** The age of the youngest registration. */
  get sequence(): number {
    return this.#sequence
  }

  /** The age of the next registration. */
  nextSequence(): number {
    return ++this.#sequence
  }

  /** `arrivedAt` in milliseconds of the monotonic clock. */
  message(session: Session, frame: Frame.Message, arrivedAt: number): void {
    this.statistics.messages += 1
    // After `quit` the engine hears no answer: it lets go of the message when the link closes.
    if (session.hasQuit) return this.statistics.fellBack("shutdown")
    const refusal = this.load.refusal(arrivedAt)
    const held: Held = {
      frame,
      session,
      sequence: this.#sequence,
      arrivedAt,
      state: "waiting",
      taker: undefined,
      passedBy: undefined,
      read: undefined,
      isMisfit: false,
      isPassedBy: false,
      release: undefined,
      before: undefined,
      after: undefined
    }
    this.hand.take(held)
    this.#offer(held, refusal)
  }

  readonly passOn = (held: Held): void => {
    held.release?.()
    held.release = undefined
    if (held.taker !== undefined) (held.passedBy ??= new Set()).add(held.taker)
    held.taker = undefined
    this.#offer(held, undefined)
  }

  /** With a `refusal`, too many wait already: only those are asked who answer at once. */
  #offer(held: Held, refusal: string | undefined): void {
    const { name, parameters } = held.frame
    const { handlers, waits } = held.session.connection
    const isRefused = refusal !== undefined
    const isTaken = waits.get(name)?.offerBySpecificity(parameters, (one) => offer(one, held, isRefused)) === true
    if (isTaken) return
    for (const one of handlers.get(name)?.matching(parameters) ?? nobody) {
      if ((one.isImmediate || !this.isDraining) && offer(one, held, isRefused)) return
    }
    held.taker = undefined
    if (isRefused && held.isPassedBy) return this.load.passBy(held, refusal)
    this.hand.fallBack(held, held.isMisfit ? "misfit" : this.isDraining ? "shutdown" : "unwanted")
  }

  watch(frame: Frame.MessageReply): void {
    this.statistics.watches += 1
    const sequence = this.#sequence
    const seen: Seen = { frame, read: undefined, isLost: false }
    this.watches.get(frame.name)?.offerBySpecificity(frame.parameters, (registration) => {
      if (registration.sequence <= sequence) registration.offer(seen)
      return false
    })
  }
}
