/** What happened in a run so far: what both sides said, who got what, and what was found wrong with it. */
import { Exit, type Fiber, Option } from "effect"
import type { SteppedClock } from "./interleaving.ts"
import { Messages, type Registration, Violation, Watches } from "./model.ts"
import type { Heard, PuppetLink } from "./PuppetEngine.ts"
import type { Plan } from "./steps.ts"

/** When the dispatcher answers what nobody answered, in milliseconds: four fifths of the engine's 10 seconds. */
const deadline = 8000

/** How long a dispatch waits for its answer, in milliseconds. */
const patience = 60_000

/** A message that the engine sent, and what became of it. */
export interface Sent {
  readonly key: number
  readonly link: PuppetLink
  readonly plan: Plan
  /** When the program took it, in milliseconds; `undefined` before. */
  arrivedAt: number | undefined
  /** It came when the program was ending: the engine may hear no answer. */
  isTooLate: boolean
  /** Those who got it, one after the other. */
  readonly takers: Array<Registration>
  /** How many of them may still answer. */
  atWork: number
  /** The answer that a program was told is sent. */
  ret: string | undefined
  /** Answers that were begun: an interruption can come before their success is seen. */
  readonly tried: Set<string>
  passed: number
}

/** Something that the program sends. */
export interface Sending {
  readonly label: string
  readonly fiber: Fiber.Fiber<unknown, unknown>
  /** How many cuts the program had noticed. */
  readonly startedAt: number
}

const reasonOf = (exit: Exit.Exit<unknown, unknown>): string => {
  const error = Option.getOrUndefined(Exit.findErrorOption(exit))
  return String(Reflect.get(Object(Reflect.get(Object(error), "reason")), "_tag"))
}

export class Ledger {
  readonly clock: SteppedClock
  readonly messages = new Messages()
  readonly watches = new Watches()
  /** By the id on the wire. */
  readonly sent = new Map<string, Sent>()
  readonly dispatches = new Map<string, Sending>()
  readonly enqueues = new Map<string, Sending>()
  /** What the engine heard, by label. */
  readonly #heard = new Map<string, Heard>()
  /** For whoever reads a failure. */
  readonly history: Array<string> = []
  isEnding = false
  cuts = 0
  /** How many of them the program has noticed: what it sends before that is lost with the link. */
  noticed = 0
  #violation: unknown
  #time = 0

  constructor(clock: SteppedClock) {
    this.clock = clock
  }

  /** Counts on: what has a higher number came later. */
  tick(): number {
    return ++this.#time
  }

  note(text: string): void {
    this.history.push(`${String(this.clock.now).padStart(6)} ${text}`)
  }

  fail(text: string): never {
    throw new Violation(text)
  }

  /** Runs what may find a violation, and remembers it: a fiber of the program would take it for its own defect. */
  readonly watched = (body: () => void): void => {
    try {
      body()
    } catch (error) {
      this.#violation ??= error
      throw error
    }
  }

  /** Throws the violation that was found, if one was. */
  check(): void {
    if (this.#violation !== undefined) throw this.#violation
  }

  sentOf({ id }: { readonly id: string }): Sent {
    return this.sent.get(id) ?? this.fail(`a message that was never sent: ${id}`)
  }

  isOverdue({ arrivedAt }: Sent): boolean {
    return arrivedAt !== undefined && this.clock.now - arrivedAt >= deadline
  }

  entered(registration: Registration): void {
    if (registration.phase !== "entering") return
    registration.phase = "in"
    registration.agedAt ??= this.tick()
    this.watched(() => this.messages.entered(registration))
  }

  taken(registration: Registration, sent: Sent): void {
    const who = `${registration.kind} ${registration.key}`
    this.note(`${who} has m${sent.key}`)
    sent.atWork += 1
    this.watched(() => {
      if (sent.takers.includes(registration)) this.fail(`${who} got m${sent.key} twice`)
      sent.takers.push(registration)
      this.messages.taken(sent.key, registration)
    })
  }

  saw(registration: Registration, key: number): void {
    this.note(`${registration.kind} ${registration.key} sees w${key}`)
    this.watched(() => this.watches.seen(key, registration))
  }

  /** A program has tried to answer. */
  answered(registration: Registration, sent: Sent, text: string, exit: Exit.Exit<unknown, unknown>): void {
    this.watched(() => {
      if (Exit.isSuccess(exit)) {
        this.note(`${registration.key} answers m${sent.key}`)
        if (sent.ret !== undefined) this.fail(`m${sent.key} was answered twice, they say`)
        sent.ret = text
        return
      }
      sent.tried.delete(text)
      const reason = reasonOf(exit)
      const isRight = reason === "TooLate"
        ? this.isOverdue(sent)
        : reason === "Disconnected"
        ? sent.link.isLost || this.isEnding
        : registration.wasLeft || this.isEnding
      if (!isRight) this.fail(`ret of m${sent.key} by ${registration.key} failed: ${reason}`)
    })
  }

  /** The engine has heard a message. */
  hear(heard: Heard): void {
    const { label, link, name } = heard
    this.note(`the engine hears ${name} ${label} on link ${link.number}`)
    if (this.#heard.has(label)) this.fail(`${label} was sent twice`)
    this.#heard.set(label, heard)
  }

  /** A dispatch has ended. */
  dispatched(label: string, exit: Exit.Exit<unknown, unknown>): void {
    this.watched(() => {
      const heard = this.#heard.get(label)
      if (Exit.isSuccess(exit)) {
        const value: unknown = Reflect.get(Object(exit.value), "returnValue")
        if (heard === undefined || heard.answers === 0) this.fail(`${label} got an answer that nobody gave`)
        if (value !== label) this.fail(`${label} got the answer of ${String(value)}`)
      } else if (!Exit.hasInterrupts(exit) && !this.#mayFail(reasonOf(exit), heard)) {
        this.fail(`${label} failed: ${reasonOf(exit)}`)
      }
    })
  }

  #mayFail(reason: string, heard: Heard | undefined): boolean {
    switch (reason) {
      case "Disconnected":
        return this.isEnding || (heard === undefined ? this.cuts > 0 : heard.link.isLost)
      case "Closed":
        return this.isEnding
      case "TimedOut":
        return this.clock.now >= patience
      case "AlreadyAnswered":
        return heard === undefined
      default:
        return false
    }
  }

  /** What is wrong with a message when nothing more can happen now; `taker` is who should have it, if he is still there. */
  due(id: string, sent: Sent, taker: Registration | undefined, isHeard: boolean): string | undefined {
    const [answer] = sent.link.answers.get(id) ?? []
    const isSeen = taker !== undefined && sent.takers.includes(taker)
    const isLeft = taker === undefined || taker.wasLeft || taker.phase === "gone"
    if (!isSeen && !isLeft && !taker.isBusy && taker.kind !== "decide" && isHeard) {
      return `${taker.kind} ${taker.key} should have got ${id}`
    }
    if (sent.link.isLost || !isHeard) return undefined
    if (sent.ret !== undefined) {
      return answer === sent.ret ? undefined : `${id} should have been answered ${sent.ret}, and was: ${String(answer)}`
    }
    const isOver = this.isOverdue(sent) || this.isEnding
    switch (answer) {
      case undefined: {
        if (isOver) return `${id} has no answer in time`
        // A stream's reader that doesn't answer leaves that to the deadline.
        const isReader = isSeen && !isLeft && taker.kind === "subscribe"
        return sent.atWork > 0 || isReader || !isSeen && !isLeft && taker.isBusy ? undefined : `${id} has no answer`
      }
      case "true:":
        // One that has left may have had it.
        return taker === undefined || taker.kind === "autoreturn"
          ? undefined
          : `${id} was answered by nobody: ${answer}`
      case "false:":
        return isOver || isLeft || isSeen && sent.atWork === 0
          ? undefined
          : `${id} was declined, and ${taker.kind} ${taker.key} has it`
      default:
        return sent.tried.has(answer) ? undefined : `${id}: who answered ${answer}?`
    }
  }

  /** What is wrong with a dispatch when nothing more can happen now. */
  dueDispatches(): void {
    for (const { fiber, label } of this.dispatches.values()) {
      const heard = this.#heard.get(label)
      if (heard === undefined || fiber.pollUnsafe() !== undefined) continue
      if (heard.link.isLost) this.fail(`${label} still waits for an answer on a link that is lost`)
      if (heard.answers > 0) this.fail(`${label} still waits for an answer that has come`)
    }
  }

  /** What is wrong with what the program sent, when it is to be over. */
  checkSent(when: string): void {
    const { cuts, dispatches, enqueues } = this
    for (const { fiber, label } of [...dispatches.values(), ...enqueues.values()]) {
      if (fiber.pollUnsafe() === undefined) this.fail(`${label} is still under way ${when}`)
    }
    for (const { fiber, label, startedAt } of enqueues.values()) {
      const exit = fiber.pollUnsafe()
      const isSent = this.#heard.has(label)
      if (exit === undefined || Exit.isFailure(exit)) {
        if (!this.isEnding) this.fail(`${label} failed, with an engine there`)
      } else if (!isSent && cuts === startedAt) this.fail(`${label} was never sent`)
    }
  }
}
