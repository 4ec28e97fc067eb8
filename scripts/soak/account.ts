/**
 * The account of what an engine asks a program and of what it answers, kept between the two: each message must have one
 * answer, on its own link and in time, unless the link was lost before.
 */
import { type Link, Transport } from "@yatefx/transport"
import { Effect, Layer, type Scope } from "effect"
import { Window } from "./figures.ts"

/** After so long the engine goes on without an answer, in milliseconds. */
const timeout = 10_000

interface Asked {
  readonly at: number
  readonly name: string
}

const now = (): number => performance.now()

export class Account {
  /** Messages that the program was asked about, and the answers to them. */
  asked = 0
  answered = 0
  /** Watched messages, and messages of the program's own. */
  watched = 0
  sent = 0
  links = 0
  /** Messages that waited when their link was lost. */
  lostWithLink = 0
  /** From a message to its answer, in milliseconds. */
  readonly latency = new Window()
  readonly #wrong: Array<string> = []
  readonly #pending = new Set<Map<string, Asked>>()

  /** What should not have happened; the first hundred. */
  get wrong(): ReadonlyArray<string> {
    return this.#wrong
  }

  /** How many messages wait for an answer. */
  get pending(): number {
    let sum = 0
    for (const { size } of this.#pending) sum += size
    return sum
  }

  /** All that the two have said to each other that is a message. */
  get messages(): number {
    return this.asked + this.watched + this.sent
  }

  note(text: string): void {
    if (this.#wrong.length < 100) this.#wrong.push(text)
  }

  /** Looks for messages that the engine has given up waiting for. */
  checkTime(): void {
    const late = now() - timeout
    for (const pending of this.#pending) {
      for (const [id, { at, name }] of pending) {
        // In the order of arrival.
        if (at > late) break
        pending.delete(id)
        this.note(`${name} (${id}) was not answered in ${timeout} ms`)
      }
    }
  }

  #comes(pending: Map<string, Asked>, lines: ReadonlyArray<string>): void {
    for (const line of lines) {
      if (line.startsWith("%%<message::")) this.watched += 1
      const [, id, name] = /^%%>message:([^:]*):[^:]*:([^:]*)/.exec(line) ?? []
      if (id === undefined || name === undefined) continue
      this.asked += 1
      pending.set(id, { at: now(), name })
    }
  }

  #goes(pending: Map<string, Asked>, lines: ReadonlyArray<string>): void {
    for (const line of lines) {
      if (line.startsWith("%%>message:")) this.sent += 1
      const id = /^%%<message:([^:]*):/.exec(line)?.[1]
      if (id === undefined) continue
      const asked = pending.get(id)
      if (asked === undefined) this.note(`an answer that nobody waits for: ${line.slice(0, 100)}`)
      else {
        pending.delete(id)
        this.answered += 1
        this.latency.add(now() - asked.at)
      }
    }
  }

  readonly #follow = (link: Link): Effect.Effect<Link, never, Scope.Scope> =>
    Effect.gen({ self: this }, function*() {
      this.links += 1
      const pending = new Map<string, Asked>()
      this.#pending.add(pending)
      const end = Effect.sync(() => {
        if (this.#pending.delete(pending)) this.lostWithLink += pending.size
      })
      yield* Effect.addFinalizer(() => end)
      return {
        pull: Effect.tapError(
          Effect.tap(link.pull, (lines) => Effect.sync(() => this.#comes(pending, lines))),
          () => end
        ),
        // Before it is written: the embedded engine goes on within the write.
        write: (lines) =>
          Effect.andThen(Effect.sync(() => this.#goes(pending, lines)), Effect.tapError(link.write(lines), () => end))
      }
    })

  /** Keeps the account of the transport below. */
  readonly layer: Layer.Layer<Transport, never, Transport> = Layer.effect(
    Transport,
    Effect.map(
      Transport,
      ({ address, connect }) => Transport.of({ address, connect: Effect.flatMap(connect, this.#follow) })
    )
  )
}
