/**
 * An engine whose every move is somebody else's decision: what it says waits until it is let through, and it reads when
 * it is told to. It counts what it hears.
 */
import { LinkLost, Transport, TransportError, Unreachable } from "@yatefx/transport"
import { Effect, Layer } from "effect"
import { Violation } from "./model.ts"

type Batch = readonly [string, ...Array<string>]

interface Line {
  readonly text: string
  /** Called when the program takes it, and not before. */
  readonly onTaken: () => void
}

/** A message that the program sent. */
export interface Heard {
  readonly link: PuppetLink
  readonly id: string
  readonly name: string
  /** Its `id` parameter. */
  readonly label: string
  answers: number
}

const address = "puppet"
/** What it says of itself. */
const locals: Readonly<Record<string, string>> = { timeout: "10000", runid: "1", "engine.version": "6.4.1" }

const lost = (): TransportError =>
  new TransportError({ address, reason: new LinkLost({ cause: new Error("it was cut") }) })

/** Lines that tell when each of them is taken: the program may pull a batch long before it looks at it. */
const batchOf = (lines: ReadonlyArray<Line>): Batch => {
  const batch = lines.map(({ text }) => text)
  for (const [at, { onTaken, text }] of lines.entries()) {
    let isTaken = false
    Object.defineProperty(batch, at, {
      get: () => {
        if (!isTaken) onTaken()
        isTaken = true
        return text
      }
    })
  }
  // The brand of a batch is given by the transports alone; this one tells when a line is taken.
  return batch as unknown as Batch
}

export class PuppetLink {
  readonly number: number
  isLost = false
  /** It has heard `quit`, and reads no more. */
  hasQuit = false
  readonly installed = new Set<string>()
  readonly watched = new Set<string>()
  /** Answers to its messages, by their id. */
  readonly answers = new Map<string, Array<string>>()
  readonly #toSay: Array<Line> = []
  #pull: ((batch: Batch | undefined) => void) | undefined
  readonly #parked = new Set<() => void>()

  constructor(number: number) {
    this.number = number
  }

  say(text: string, onTaken: () => void = () => {}): void {
    this.#toSay.push({ text, onTaken })
  }

  /** Whether something could be let through now. */
  get canDeliver(): boolean {
    return !this.isLost && this.#toSay.length > 0 && this.#pull !== undefined
  }

  deliver(count: number): void {
    if (!this.canDeliver) return
    const pull = this.#pull
    this.#pull = undefined
    pull?.(batchOf(this.#toSay.splice(0, count)))
  }

  /** Forgets what the program has not been given, messages only: they were never sent. */
  retract(isUnsent: (text: string) => boolean): void {
    for (let at = this.#toSay.length - 1; at >= 0; at--) {
      if (isUnsent(this.#toSay[at]?.text ?? "")) this.#toSay.splice(at, 1)
    }
  }

  cut(): void {
    if (this.isLost) return
    this.isLost = true
    this.#toSay.length = 0
    this.#pull?.(undefined)
    this.wake()
  }

  /** Reads again, or fails the writes that wait. */
  wake(): void {
    for (const write of [...this.#parked]) write()
  }

  readonly pull: Effect.Effect<Batch, TransportError> = Effect.callback((resume) => {
    if (this.isLost) return resume(Effect.fail(lost()))
    this.#pull = (batch) => resume(batch === undefined ? Effect.fail(lost()) : Effect.succeed(batch))
    return Effect.sync(() => this.#pull = undefined)
  })

  write(lines: Batch, isStalled: () => boolean, hear: (line: string) => void): Effect.Effect<void, TransportError> {
    return Effect.callback((resume) => {
      const go = (): void => {
        if (!this.isLost && isStalled()) return
        this.#parked.delete(go)
        if (this.isLost) return resume(Effect.fail(lost()))
        for (const line of lines) hear(line)
        resume(Effect.void)
      }
      this.#parked.add(go)
      go()
      return Effect.sync(() => this.#parked.delete(go))
    })
  }
}

export class PuppetEngine {
  readonly links: Array<PuppetLink> = []
  /** Dials to refuse. */
  refusals = 0
  isStalled = false
  /** Messages of the program's that want an answer and have none. */
  readonly unanswered: Array<Heard> = []
  readonly #onMessage: (heard: Heard) => void
  /** Runs what may find a violation, and remembers it: the program would take it for a defect of its link. */
  readonly #watched: (body: () => void) => void

  constructor(onMessage: (heard: Heard) => void, watched: (body: () => void) => void) {
    this.#onMessage = onMessage
    this.#watched = watched
  }

  /** The link that is there now. */
  get link(): PuppetLink | undefined {
    const last = this.links.at(-1)
    return last?.isLost === false ? last : undefined
  }

  resume(): void {
    this.isStalled = false
    for (const link of this.links) link.wake()
  }

  readonly layer: Layer.Layer<Transport> = Layer.succeed(
    Transport,
    Transport.of({
      address,
      connect: Effect.gen({ self: this }, function*() {
        if (this.refusals > 0) {
          this.refusals -= 1
          const reason = new Unreachable({ advice: "it is told to refuse", cause: new Error("refused") })
          return yield* new TransportError({ address, reason })
        }
        const link = new PuppetLink(this.links.length + 1)
        yield* Effect.acquireRelease(
          Effect.sync(() => {
            this.#watched(() => {
              if (this.link !== undefined) throw new Violation("two links at the same time")
            })
            this.links.push(link)
          }),
          () => Effect.sync(() => link.cut())
        )
        return {
          pull: link.pull,
          write: (lines) =>
            link.write(lines, () => this.isStalled, (line) => this.#watched(() => this.#hear(link, line)))
        }
      })
    })
  )

  #hear(link: PuppetLink, line: string): void {
    if (link.hasQuit) {
      // An engine takes nothing more: what somebody still asks for is lost, and he is told. An answer must not be.
      if (line.startsWith("%%<message")) throw new Violation(`after quit: ${line}`)
      return
    }
    const [, command = "", rest = ""] = /^%%([<>][a-z]+):?(.*)$/.exec(line) ?? []
    const parts = rest.split(":")
    const [first = "", second = ""] = parts
    switch (command) {
      case ">setlocal":
        return link.say(`%%<setlocal:${first}:${locals[first] ?? second}:${second !== "" || first in locals}`)
      case ">install":
        return link.say(`%%<install:${first}:${second}:${this.#enter(link.installed, second)}`)
      case ">uninstall":
        return link.say(`%%<uninstall:80:${first}:${link.installed.delete(first)}`)
      case ">watch":
        return link.say(`%%<watch:${first}:${this.#enter(link.watched, first)}`)
      case ">unwatch":
        return link.say(`%%<unwatch:${first}:${link.watched.delete(first)}`)
      case ">quit":
        link.hasQuit = true
        return link.say("%%<quit")
      case ">message": {
        const [id = "", , name = ""] = parts
        const label = parts.find((part) => part.startsWith("id="))?.slice(3) ?? ""
        // The dispatcher's own questions.
        if (!name.startsWith("test.")) return id === "" ? undefined : link.say(`%%<message:${id}:false:${name}:`)
        const heard: Heard = { link, id, name, label, answers: 0 }
        if (id !== "") this.unanswered.push(heard)
        return this.#onMessage(heard)
      }
      case "<message": {
        const answers = link.answers.get(first)
        if (answers === undefined) throw new Violation(`link ${link.number} never sent what is answered: ${line}`)
        answers.push(rest.slice(first.length + 1))
        if (answers.length > 1) throw new Violation(`answered twice: ${first}: ${answers.join(" and ")}`)
        return
      }
      default:
        throw new Violation(`a line that no engine knows: ${line}`)
    }
  }

  #enter(names: Set<string>, name: string): boolean {
    // The same twice means that the program has lost track of what it asked for.
    if (names.has(name)) throw new Violation(`asked for twice: ${name}`)
    names.add(name)
    return true
  }
}
