/** Takes what the engine sends to whoever registered for it. */
import type { Frame } from "@yatefx/protocol"
import * as Effect from "effect/Effect"
import type { Hand, Held } from "./hand.ts"
import type { Answering, Seen } from "./messages.ts"
import { type Registration, Registry } from "./registry.ts"
import type { Session } from "./session.ts"
import type { Statistics } from "./statistics.ts"

export class Receiver implements Answering {
  /** One-shot waits and subscriptions: asked before the handlers. */
  readonly waits = new Registry<Held>()
  readonly handlers = new Registry<Held>()
  readonly watches = new Registry<Seen>()
  readonly hand: Hand
  readonly now: () => number
  readonly statistics: Statistics
  /** Runs something beside what receives: a handler's fiber belongs to its registration, a report to the dispatcher. */
  readonly report: (effect: Effect.Effect<void>) => void
  readonly #maxWaiting: number
  #sequence = 0
  /** False while the program shuts down. */
  isOpen = true

  constructor(options: {
    readonly hand: Hand
    readonly now: () => number
    readonly statistics: Statistics
    readonly report: (effect: Effect.Effect<void>) => void
    readonly maxWaiting: number
  }) {
    this.hand = options.hand
    this.now = options.now
    this.statistics = options.statistics
    this.report = options.report
    this.#maxWaiting = options.maxWaiting
  }

  /** The age of the next registration. */
  nextSequence(): number {
    return ++this.#sequence
  }

  message(session: Session, frame: Frame.Message): void {
    this.statistics.messages += 1
    // After `quit` the engine hears no answer: it lets go of the message when the link closes.
    if (!this.isOpen) return this.statistics.fellBack("shutdown")
    const isSurplus = this.hand.size >= this.#maxWaiting
    if (!isSurplus) this.#passedBy = 0
    const held: Held = {
      frame,
      session,
      sequence: this.#sequence,
      arrivedAt: this.now(),
      state: "waiting",
      taker: undefined,
      passedBy: undefined,
      read: undefined,
      isMisfit: false,
      release: undefined
    }
    this.hand.take(held)
    this.#offer(held, isSurplus)
  }

  /** Too many wait: said at the first one and at each thousandth, until there is room again. */
  #passBy(held: Held): void {
    this.hand.fallBack(held, "overload")
    const { frame } = held
    if (this.#passedBy++ % 1000 !== 0) return
    this.report(Effect.logWarning(
      `${this.#maxWaiting} messages wait for an answer already ("maxWaiting"): ${this.#passedBy} passed by so far, ` +
        `${frame.name} the last. Answer first, work afterwards`
    ))
  }

  /** Messages passed by since there was room last. */
  #passedBy = 0

  readonly passOn = (held: Held): void => {
    held.release?.()
    held.release = undefined
    if (held.taker !== undefined) (held.passedBy ??= new Set()).add(held.taker)
    held.taker = undefined
    this.#offer(held, false)
  }

  /** `isSurplus`: too many wait already, so that only those are asked who answer at once. */
  #offer(held: Held, isSurplus: boolean): void {
    const { name, parameters } = held.frame
    let isPassedBy = false
    const offer = (registration: Registration<Held>): boolean => {
      // What registered after the message came, a handler it started among them, doesn't see it.
      if (registration.sequence > held.sequence || held.passedBy?.has(registration) === true) return false
      if (isSurplus && !registration.isImmediate) {
        isPassedBy = true
        return false
      }
      held.taker = registration
      return registration.offer(held)
    }
    const taken = this.waits.get(name)?.offerBySpecificity(parameters, offer) === true ||
      this.handlers.get(name)?.matching(parameters).some(offer) === true
    if (!taken) {
      held.taker = undefined
      if (isPassedBy) return this.#passBy(held)
      this.hand.fallBack(held, held.isMisfit ? "misfit" : "unwanted")
    }
  }

  watch(frame: Frame.MessageReply): void {
    this.statistics.watches += 1
    const sequence = this.#sequence
    const seen: Seen = { frame, read: undefined }
    this.watches.get(frame.name)?.offerBySpecificity(frame.parameters, (registration) => {
      if (registration.sequence <= sequence) registration.offer(seen)
      return false
    })
  }
}
