/** What waits for the engine's answers, by the key that an answer carries. */
import type * as Result from "effect/Result"
import type { Disconnected, Unreadable } from "../DispatcherError.ts"

/** What ends a wait instead of its answer. */
export type Loss = Disconnected | Unreadable

export type Callback<A> = (outcome: Result.Result<A, Loss>) => void

export interface Entry<A> {
  /** Tells apart those of one key, if anything does. */
  readonly label: string
  /** `undefined` when nobody waits any more: the place is kept, or the answer would go to the next of the key. */
  callback: Callback<A> | undefined
}

interface Line<A> {
  readonly entries: Array<Entry<A>>
  /** No more will come: places need not be kept. */
  isFinal: boolean
}

/** First in, first out, by key; a key without entries takes no room. */
export class Waiting<A> {
  readonly #byKey = new Map<string, Line<A>>()
  #size = 0

  /** How many wait. */
  get size(): number {
    return this.#size
  }

  add(key: string, label: string, callback: Callback<A>): Entry<A> {
    const entry: Entry<A> = { label, callback }
    const line = this.#byKey.get(key)
    if (line === undefined) this.#byKey.set(key, { entries: [entry], isFinal: false })
    else line.entries.push(entry)
    this.#size += 1
    return entry
  }

  /** Nobody waits any more. With `keepPlace` the answer is still expected. */
  abandon(key: string, entry: Entry<A>, options: { readonly keepPlace: boolean }): void {
    const line = this.#byKey.get(key)
    if (line === undefined || entry.callback === undefined) return
    entry.callback = undefined
    this.#size -= 1
    if (!options.keepPlace) line.entries.splice(line.entries.indexOf(entry), 1)
    this.#tidy(key, line)
  }

  /** Settles the oldest with the label, else the oldest of the key. Says whether somebody was expecting it. */
  settle(key: string, label: string, outcome: Result.Result<A, Loss>): boolean {
    const line = this.#byKey.get(key)
    if (line === undefined) return false
    const { entries } = line
    const [entry] = entries.splice(Math.max(entries.findIndex((one) => one.label === label), 0), 1)
    const callback = entry?.callback
    if (callback !== undefined) this.#size -= 1
    this.#tidy(key, line)
    callback?.(outcome)
    return true
  }

  /** Nothing more will be added to the key. */
  finish(key: string): void {
    // Runs for every message that is answered; hashing its id costs more than to see that nobody asked anything.
    if (this.#byKey.size === 0) return
    const line = this.#byKey.get(key)
    if (line === undefined) return
    line.isFinal = true
    this.#tidy(key, line)
  }

  settleAll(outcome: Result.Result<A, Loss>): void {
    const all = [...this.#byKey.values()].flatMap((line) => line.entries)
    this.#byKey.clear()
    this.#size = 0
    for (const { callback } of all) callback?.(outcome)
  }

  #tidy(key: string, line: Line<A>): void {
    const isIdle = line.entries.length === 0 || line.isFinal && line.entries.every((one) => one.callback === undefined)
    if (isIdle) this.#byKey.delete(key)
  }
}
