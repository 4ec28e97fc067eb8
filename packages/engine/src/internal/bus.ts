/**
 * Dispatch by priority, as CHANNELS.md §1 and the engine's own dispatcher have it, and the queue with its workers.
 */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Latch from "effect/Latch"
import * as Queue from "effect/Queue"
import type { EngineMessage } from "../EngineMessage.ts"
import { resumeLater } from "./resumeLater.ts"

/** What a handler says: whether it handled the message, at once or after some time. */
export type HandlerResult = boolean | Effect.Effect<boolean>

const asEffect = (result: HandlerResult): Effect.Effect<boolean> =>
  typeof result === "boolean" ? Effect.succeed(result) : result

export interface Handler {
  readonly name: string
  readonly priority: number
  readonly filter?: { readonly name: string; readonly value: string } | undefined
  /** Written to the message's `handlers` before the handler runs, with `:priority`; none leaves no trace. */
  readonly trackName?: string | undefined
  readonly handle: (message: EngineMessage) => HandlerResult
}

export interface Watcher {
  readonly wants: (name: string) => boolean
  readonly see: (message: EngineMessage, handled: boolean) => void
}

interface Entry extends Handler {
  /** Same priority: in order of installation (Yate orders by address, which is no order to rely on). */
  readonly order: number
}

const isAfter = (entry: Entry, previous: Entry | undefined): boolean =>
  previous === undefined || entry.priority > previous.priority ||
  (entry.priority === previous.priority && entry.order > previous.order)

const matches = (entry: Entry, message: EngineMessage): boolean =>
  entry.filter === undefined || (message.get(entry.filter.name) ?? "") === entry.filter.value

export class Bus {
  readonly #handlers = new Map<string, Array<Entry>>()
  readonly #watchers = new Set<Watcher>()
  readonly #trackParam: string
  readonly #queue: Queue.Queue<EngineMessage>
  readonly #busyAt: number
  readonly #now: () => number
  readonly #room = Latch.makeUnsafe(true)
  #order = 0
  /** Told that somebody wants messages of a name (an empty one stands for all): the timer only ticks then. */
  onInterest: (name: string) => void = () => {}
  dispatched = 0
  enqueued = 0
  /** Messages that found the queue full. */
  refused = 0

  constructor(queue: Queue.Queue<EngineMessage>, options: {
    readonly trackParam: string
    readonly busyAt: number
    readonly now: () => number
  }) {
    this.#queue = queue
    this.#trackParam = options.trackParam
    this.#busyAt = options.busyAt
    this.#now = options.now
  }

  install(handler: Handler): () => void {
    const entry: Entry = { ...handler, order: this.#order++ }
    const entries = this.#handlers.get(handler.name) ?? []
    const at = entries.findIndex((other) => isAfter(other, entry))
    entries.splice(at < 0 ? entries.length : at, 0, entry)
    this.#handlers.set(handler.name, entries)
    this.onInterest(handler.name)
    return () => {
      const rest = this.#handlers.get(handler.name)?.filter((other) => other !== entry) ?? []
      if (rest.length === 0) this.#handlers.delete(handler.name)
      else this.#handlers.set(handler.name, rest)
    }
  }

  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  isWatched(name: string): boolean {
    for (const watcher of this.#watchers) if (watcher.wants(name)) return true
    return false
  }

  handlersOf(name: string): number {
    return this.#handlers.get(name)?.length ?? 0
  }

  get handlerCount(): number {
    let count = 0
    for (const entries of this.#handlers.values()) count += entries.length
    return count
  }

  get watcherCount(): number {
    return this.#watchers.size
  }

  get queued(): number {
    return Queue.sizeUnsafe(this.#queue)
  }

  #track(entry: Entry, message: EngineMessage): void {
    if (this.#trackParam === "" || entry.trackName === undefined) return
    const name = `${entry.trackName}:${entry.priority}`
    const tracked = message.get(this.#trackParam)
    message.set(this.#trackParam, tracked === undefined ? name : `${tracked},${name}`)
  }

  /** The next handler of the name that the message has by now, also if it came in the middle of the dispatch. */
  #next(message: EngineMessage, previous: Entry | undefined): Entry | undefined {
    return this.#handlers.get(message.name)?.find((entry) => isAfter(entry, previous) && matches(entry, message))
  }

  /** Dispatches on the caller's fiber. */
  readonly dispatch = (message: EngineMessage): Effect.Effect<boolean> =>
    Effect.suspend(() => asEffect(this.#dispatch(message)))

  #dispatch(message: EngineMessage): HandlerResult {
    if (message.time === 0) message.time = this.#now()
    this.dispatched++
    return this.#goOn(message, undefined, false)
  }

  /** Most handlers know at once: only one that does not makes an effect of the dispatch. */
  #goOn(message: EngineMessage, previous: Entry | undefined, wasHandled: boolean): HandlerResult {
    let handled = wasHandled
    let entry = this.#next(message, previous)
    while (entry !== undefined && (!handled || message.broadcast)) {
      this.#track(entry, message)
      const result = entry.handle(message)
      if (typeof result !== "boolean") return this.#await(message, entry, result, handled)
      handled = result || handled
      entry = this.#next(message, entry)
    }
    for (const watcher of this.#watchers) if (watcher.wants(message.name)) watcher.see(message, handled)
    return handled
  }

  #await(message: EngineMessage, entry: Entry, result: Effect.Effect<boolean>, handled: boolean): HandlerResult {
    return Effect.flatMap(result, (own) => asEffect(this.#goOn(message, entry, own || handled)))
  }

  /** Puts a message on the queue; the queue then owns it. False, and released, when the queue is full. */
  enqueue(message: EngineMessage): boolean {
    if (message.time === 0) message.time = this.#now()
    this.enqueued++
    if (!Queue.offerUnsafe(this.#queue, message)) {
      this.refused++
      this.#done(message, false)
      return false
    }
    if (this.queued >= this.#busyAt) this.#room.closeUnsafe()
    return true
  }

  /** Waits while the queue is too full for what comes from outside; the engine's own messages keep the rest. */
  readonly room: Effect.Effect<void> = Effect.suspend(() =>
    this.#room.isOpen() ? Effect.void : resumeLater(this.#room.await)
  )

  /** One worker: takes message after message, as each of Yate's worker threads does. */
  readonly work: Effect.Effect<never> = Effect.suspend(() =>
    Effect.forever(Effect.flatMap(Queue.take(this.#queue), (message) => {
      if (this.queued < this.#busyAt) this.#room.openUnsafe()
      return this.#serve(message)
    }))
  )

  #serve(message: EngineMessage): Effect.Effect<unknown> {
    try {
      const result = this.#dispatch(message)
      if (typeof result !== "boolean") {
        return Effect.onExit(
          result,
          (exit) => Effect.sync(() => this.#done(message, Exit.isSuccess(exit) && exit.value))
        )
      }
      this.#done(message, result)
      return Effect.void
    } catch (defect) {
      this.#done(message, false)
      return Effect.die(defect)
    }
  }

  #done(message: EngineMessage, handled: boolean): void {
    message.onDone?.(handled)
    message.onDone = undefined
    message.release()
  }
}
