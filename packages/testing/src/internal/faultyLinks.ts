/**
 * The links of a transport, with whatever is made to go wrong with them.
 */
import { Codec, type Frame, Parameters, type ProtocolError } from "@yatefx/protocol"
import { type Link, Transport, TransportError } from "@yatefx/transport"
import { LinkLost, Unreachable } from "@yatefx/transport/TransportError"
import * as Arr from "effect/Array"
import * as Deferred from "effect/Deferred"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Queue from "effect/Queue"
import * as Result from "effect/Result"
import * as Scope from "effect/Scope"
import type { FloodOptions } from "../Faults.ts"

type Rule =
  | { readonly _tag: "Delay"; readonly name: string; readonly times: number; readonly delay: Duration.Input }
  | { readonly _tag: "Drop" | "Refuse"; readonly name: string; readonly times: number }

interface OpenLink {
  readonly say: (lines: Arr.NonEmptyReadonlyArray<string>) => Effect.Effect<void>
  readonly cut: Effect.Effect<void>
}

interface Flood {
  readonly open: Set<string>
  readonly done: Deferred.Deferred<void>
  processed: number
}

/** Batches that wait for the application to read them. */
const capacity = 16

/** How many ids of messages are remembered for the rules about their answers. */
const maxRemembered = 10_000

export class FaultyLinks {
  readonly transport: Transport["Service"]
  readonly #links = new Set<OpenLink>()
  #rules: ReadonlyArray<Rule> = []
  readonly #floods = new Set<Flood>()
  #floodCount = 0
  #isClosed = false
  /** The names of messages that wait for an answer, by id. */
  readonly #asked = new Map<string, string>()

  constructor(inner: Transport["Service"]) {
    const { address } = inner
    this.transport = Transport.of({ address, connect: this.#connect(inner) })
  }

  rule(rule: Rule): void {
    this.#rules = [...this.#rules, rule]
  }

  readonly cut: Effect.Effect<void> = Effect.suspend(() =>
    Effect.forEach([...this.#links], ({ cut }) => cut, { discard: true })
  )

  readonly close: Effect.Effect<void> = Effect.suspend(() => {
    this.#isClosed = true
    return this.cut
  })

  readonly open: Effect.Effect<void> = Effect.sync(() => {
    this.#isClosed = false
  })

  say(lines: Arr.NonEmptyReadonlyArray<string>): Effect.Effect<void> {
    return Effect.forEach([...this.#links], (link) => link.say(lines), { discard: true })
  }

  readonly flood = Effect.fnUntraced({ self: this }, function*(options: FloodOptions) {
    const parameters = yield* Effect.fromResult(Parameters.encode(options.parameters ?? [], "engine"))
    const flood: Flood = { open: new Set(), done: yield* Deferred.make<void>(), processed: 0 }
    const lines: Array<string> = []
    for (let index = 0; index < options.count; index++) {
      const id = `flood.${++this.#floodCount}`
      flood.open.add(id)
      lines.push(
        yield* Effect.fromResult(
          Codec.encode({ _tag: "Message", id, time: 0, name: options.name, returnValue: "", parameters })
        )
      )
    }
    if (!Arr.isArrayNonEmpty(lines) || this.#links.size === 0) return 0
    this.#floods.add(flood)
    yield* this.say(lines)
    yield* Effect.ensuring(Deferred.await(flood.done), Effect.sync(() => this.#floods.delete(flood)))
    return flood.processed
  }) satisfies (options: FloodOptions) => Effect.Effect<number, ProtocolError.EncodeError>

  /** Takes a rule that applies, once less often. */
  #take(tags: ReadonlyArray<Rule["_tag"]>, name: string): Rule | undefined {
    const rule = this.#rules.find((other) => tags.includes(other._tag) && other.name === name)
    if (rule === undefined) return undefined
    this.#rules = this.#rules.flatMap((other) => {
      if (other !== rule) return [other]
      return rule.times > 1 ? [{ ...rule, times: rule.times - 1 }] : []
    })
    return rule
  }

  #hear(lines: ReadonlyArray<string>): void {
    for (const line of lines) {
      if (!line.startsWith("%%>message:")) continue
      const frame = Result.getOrUndefined(Codec.decode(line))
      if (frame?._tag !== "Message" || frame.id === "") continue
      this.#asked.set(frame.id, frame.name)
      if (this.#asked.size > maxRemembered) {
        for (const oldest of this.#asked.keys()) {
          this.#asked.delete(oldest)
          break
        }
      }
    }
  }

  /** Nobody answers any more. */
  #endFloods(): void {
    for (const { done } of this.#floods) Deferred.doneUnsafe(done, Effect.void)
  }

  /** True when it answers a flood, of which the engine knows nothing. */
  #answersFlood(frame: Frame.MessageReply): boolean {
    for (const flood of this.#floods) {
      if (!flood.open.delete(frame.id)) continue
      if (frame.processed === true) flood.processed++
      if (flood.open.size === 0) Deferred.doneUnsafe(flood.done, Effect.void)
      return true
    }
    return frame.id.startsWith("flood.")
  }

  /** What becomes of one line of the application: it goes on at once, later, or not at all. */
  #judge(
    line: string
  ): Rule | { readonly _tag: "Pass" | "Swallow" } | { readonly _tag: "Refused"; readonly reply: string } {
    const frame = Result.getOrUndefined(Codec.decode(line))
    if (frame?._tag === "Install") {
      const { name, priority = 100 } = frame
      if (this.#take(["Refuse"], name) === undefined) return { _tag: "Pass" }
      return { _tag: "Refused", reply: `%%<install:${priority}:${name}:false` }
    }
    if (frame?._tag !== "MessageReply" || frame.id === "") return { _tag: "Pass" }
    if (this.#answersFlood(frame)) return { _tag: "Swallow" }
    const name = this.#asked.get(frame.id)
    if (name === undefined) return { _tag: "Pass" }
    this.#asked.delete(frame.id)
    return this.#take(["Delay", "Drop"], name) ?? { _tag: "Pass" }
  }

  #connect(inner: Transport["Service"]): Transport["Service"]["connect"] {
    const { address } = inner
    const failure = (reason: TransportError["reason"]) => new TransportError({ address, reason })
    return Effect.gen({ self: this }, function*() {
      if (this.#isClosed) {
        return yield* failure(new Unreachable({ advice: "it is away", cause: new Error("a fault of the test") }))
      }
      const scope = yield* Scope.fork(yield* Effect.scope)
      const link = yield* Scope.provide(inner.connect, scope)
      const inbox = yield* Queue.bounded<Arr.NonEmptyReadonlyArray<string>, TransportError>(capacity)
      const lost = failure(new LinkLost({ cause: new Error("a fault of the test") }))
      let isLost = false
      const open: OpenLink = {
        say: (lines) => Effect.asVoid(Queue.offer(inbox, lines)),
        cut: Effect.suspend(() => {
          if (isLost) return Effect.void
          isLost = true
          this.#links.delete(open)
          return Effect.andThen(Queue.fail(inbox, lost), Scope.close(scope, Exit.void))
        })
      }
      this.#links.add(open)
      yield* Scope.addFinalizer(
        scope,
        Effect.sync(() => {
          this.#links.delete(open)
          if (this.#links.size === 0) this.#endFloods()
        })
      )
      const pump = Effect.forever(Effect.flatMap(link.pull, (lines) => {
        this.#hear(lines)
        return Queue.offer(inbox, lines)
      }))
      yield* Effect.forkIn(Effect.catch(pump, (error) => Queue.fail(inbox, error)), scope)

      const write: Link["write"] = Effect.fnUntraced({ self: this }, function*(lines) {
        if (isLost) return yield* lost
        const now: Array<string> = []
        for (const line of lines) {
          const verdict = this.#judge(line)
          if (verdict._tag === "Pass") now.push(line)
          if (verdict._tag === "Refused") yield* open.say([verdict.reply])
          if (verdict._tag === "Delay") {
            yield* Effect.forkIn(Effect.ignore(Effect.delay(link.write([line]), verdict.delay)), scope)
          }
        }
        if (Arr.isArrayNonEmpty(now)) yield* link.write(now)
      })
      return { pull: Queue.take(inbox), write }
    })
  }
}
