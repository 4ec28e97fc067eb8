/**
 * The judge of a run: what a plain sequential dispatcher would do.
 *
 * It knows exactly when a message is taken from the link, and of a registration when its call began, when it returned,
 * when it was told to end, and when it had ended. What happens in between is open, so it keeps every state in which the
 * sequential dispatcher could be, and drops those that what was seen contradicts. When none is left, no order of the
 * things that happened explains what the program saw.
 */
import type { Kind, Name, Params, Wanted } from "./steps.ts"

/** What should not have happened. */
export class Violation extends Error {}

export interface Registration {
  readonly key: number
  readonly kind: Kind
  readonly name: Name
  readonly wanted: Wanted
  readonly order: number
  phase: "entering" | "in" | "leaving" | "gone"
  /** When it got its place among the others; later is younger. */
  age: number | undefined
  /** When it certainly had it. Of two that get theirs at the same time either can be the older. */
  agedAt: number | undefined
  /** Takes what it has been given in its own time: a stream whose reader is at work, an expectation not yet awaited. */
  isBusy: boolean
  /** Whether it was ever told to end. */
  wasLeft: boolean
}

export interface Arrival {
  readonly key: number
  readonly name: Name
  readonly params: Params
  /** When it was taken from the link, as registrations' ages are counted. */
  readonly at: number
}

const isMatch = ({ name, wanted }: Registration, message: { readonly name: Name; readonly params: Params }): boolean =>
  name === message.name && (wanted.where.id ?? message.params.id) === message.params.id &&
  (wanted.where.leg ?? message.params.leg) === message.params.leg && (!wanted.even || message.params.count % 2 === 0)

const isOneShot = ({ kind }: Registration): boolean => kind === "onMessage" || kind === "expectMessage"
const isHandler = ({ kind }: Registration): boolean => kind === "handle" || kind === "decide"
const isWatch = ({ kind }: Registration): boolean =>
  kind === "onWatch" || kind === "expectWatch" || kind === "watch" || kind === "observe"

/** A decider leaves odd ones to the next. */
export const decides = ({ params }: { readonly params: Params }): boolean => params.count % 2 === 0

const specificity = ({ wanted }: Registration): number => Object.keys(wanted.where).length
const ageOf = ({ age }: Registration): number => age ?? Number.POSITIVE_INFINITY

const isOlder = (a: Registration, b: Registration): boolean => (a.agedAt ?? Number.POSITIVE_INFINITY) < ageOf(b)

/** Whether the first is certainly asked before the second. */
const isBefore = (a: Registration, b: Registration): boolean => {
  if (isHandler(a) !== isHandler(b)) return isHandler(b)
  const rank = isHandler(a) ? a.order - b.order : specificity(b) - specificity(a)
  return rank === 0 ? isOlder(a, b) : rank < 0
}

/** One state in which the sequential dispatcher could be. */
interface State {
  /** Those that take messages. */
  readonly open: ReadonlySet<number>
  /** Those that take none any more. */
  readonly closed: ReadonlySet<number>
  /** Who has which message; 0 for nobody. */
  readonly takers: ReadonlyMap<number, number>
  /** The passes that have been made. */
  readonly passes: ReadonlySet<Pass>
}

interface Pass {
  readonly number: number
  readonly message: number
  readonly by: number
}

const sorted = (numbers: Iterable<number>): string => [...numbers].sort((a, b) => a - b).join()
const keyOf = ({ closed, open, passes, takers }: State): string =>
  `${sorted(open)}|${sorted(closed)}|${sorted([...passes].map(({ number }) => number))}|${
    [...takers].map(([message, taker]) => `${message}:${taker}`).sort().join()
  }`

const add = <A>(set: ReadonlySet<A>, one: A): ReadonlySet<A> => new Set(set).add(one)
const without = <A>(set: ReadonlySet<A>, one: A): ReadonlySet<A> => {
  const rest = new Set(set)
  rest.delete(one)
  return rest
}

/** Who gets which message. */
export class Messages {
  readonly #registrations = new Map<number, Registration>()
  readonly #arrivals = new Map<number, Arrival>()
  #passes: ReadonlyArray<Pass> = []
  #passCount = 0
  #states: ReadonlyArray<State> = [{ open: new Set(), closed: new Set(), takers: new Map(), passes: new Set() }]

  /** The most states that were open at once. */
  widest = 1

  register(registration: Registration): void {
    if (!isWatch(registration)) this.#registrations.set(registration.key, registration)
  }

  /** Its call has returned: it takes messages, unless it has taken its one already. */
  entered({ key }: Registration): void {
    this.#change((state) => [state.open.has(key) || state.closed.has(key) ? state : this.#open(state, key)])
  }

  /** It has ended. */
  left({ key }: Registration): void {
    if (!this.#registrations.has(key)) return
    this.#change((state) => [this.#close(state, key)])
    this.#registrations.delete(key)
    this.#states = this.#states.map((state) => ({ ...state, closed: without(state.closed, key) }))
  }

  arrived(arrival: Arrival): void {
    this.#arrivals.set(arrival.key, arrival)
    this.#change((state) => this.#offer(state, arrival))
  }

  /** A program has got it. */
  taken(message: number, by: Registration): void {
    this.#keep(
      ({ takers }) => takers.get(message) === by.key,
      `${by.kind} ${by.key} got message ${message}, which was another's`
    )
  }

  passing(message: number, by: Registration): void {
    this.#passes = [...this.#passes, { number: ++this.#passCount, message, by: by.key }]
  }

  passed(message: number, by: Registration): void {
    const pass = this.#passes.findLast((one) => one.message === message && one.by === by.key)
    if (pass !== undefined) this.#change((state) => state.passes.has(pass) ? [state] : this.#pass(state, pass))
  }

  /** Nothing can happen any more: what is due has happened. `isUnseen` tells whether nobody has got it yet. */
  settled(due: (message: number, taker: Registration | undefined) => string | undefined): void {
    for (const registration of this.#registrations.values()) {
      if (registration.phase === "entering" || registration.phase === "in") this.entered(registration)
    }
    const why = new Set<string>()
    this.#keep((state) => {
      for (const [message, taker] of state.takers) {
        const wrong = due(message, this.#registrations.get(taker))
        if (wrong === undefined) continue
        why.add(wrong)
        return false
      }
      return true
    }, () => [...why].join("; or "))
  }

  /** The message is of no more interest: it was answered, and whoever should get it has got it. */
  forget(message: number): void {
    if (!this.#arrivals.delete(message)) return
    this.#passes = this.#passes.filter((pass) => pass.message !== message)
    const passes = new Set(this.#passes)
    this.#states = this.#distinct(this.#states.map((state) => {
      const takers = new Map(state.takers)
      takers.delete(message)
      return { ...state, takers, passes: new Set([...state.passes].filter((pass) => passes.has(pass))) }
    }))
  }

  #open(state: State, key: number): State {
    return { ...state, open: add(state.open, key) }
  }

  #close(state: State, key: number): State {
    return { ...state, open: without(state.open, key), closed: add(state.closed, key) }
  }

  #offer(state: State, arrival: Arrival): ReadonlyArray<State> {
    const passedBy = new Set([...state.passes].filter(({ message }) => message === arrival.key).map(({ by }) => by))
    const eligible = [...this.#registrations.values()].filter((one) =>
      state.open.has(one.key) && ageOf(one) < arrival.at && !passedBy.has(one.key) && isMatch(one, arrival) &&
      (one.kind !== "decide" || decides(arrival))
    )
    const give = (key: number): State => ({ ...state, takers: new Map(state.takers).set(arrival.key, key) })
    if (eligible.length === 0) return [give(0)]
    return eligible.filter((one) => !eligible.some((other) => isBefore(other, one))).map((taker) =>
      isOneShot(taker) ? this.#close(give(taker.key), taker.key) : give(taker.key)
    )
  }

  #pass(state: State, pass: Pass): ReadonlyArray<State> {
    const arrival = this.#arrivals.get(pass.message)
    if (arrival === undefined || state.takers.get(pass.message) !== pass.by) return []
    return this.#offer({ ...state, passes: add(state.passes, pass) }, arrival)
  }

  /** What may happen next, of that which nobody sees. */
  #successors(state: State): ReadonlyArray<State> {
    const next: Array<State> = []
    for (const { age, key, phase } of this.#registrations.values()) {
      if (state.closed.has(key)) continue
      const isOpen = state.open.has(key)
      // Without an age it is not there yet.
      if (!isOpen && age !== undefined && (phase === "entering" || phase === "leaving")) {
        next.push(this.#open(state, key))
      }
      if (isOpen && phase === "leaving") next.push(this.#close(state, key))
    }
    for (const pass of this.#passes) {
      if (!state.passes.has(pass) && state.takers.get(pass.message) === pass.by) next.push(...this.#pass(state, pass))
    }
    return next
  }

  #distinct(states: ReadonlyArray<State>): ReadonlyArray<State> {
    if (states.length === 1) return states
    return [...new Map(states.map((state) => [keyOf(state), state])).values()]
  }

  /** All states that can be reached unseen. */
  #reachable(): ReadonlyArray<State> {
    const isOpen = this.#passes.length > 0 ||
      [...this.#registrations.values()].some(({ phase }) => phase === "entering" || phase === "leaving")
    if (!isOpen) return this.#states
    const found = new Map(this.#states.map((state) => [keyOf(state), state]))
    // A map's values include what is added while they are gone through.
    for (const state of found.values()) {
      for (const next of this.#successors(state)) {
        const key = keyOf(next)
        if (!found.has(key)) found.set(key, next)
      }
    }
    return [...found.values()]
  }

  #change(step: (state: State) => ReadonlyArray<State>): void {
    this.#states = this.#distinct(this.#reachable().flatMap(step))
    this.widest = Math.max(this.widest, this.#states.length)
    if (this.#states.length === 0) throw new Violation("no order of what happened explains what was seen")
  }

  #keep(isPossible: (state: State) => boolean, why: string | (() => string)): void {
    const left = this.#reachable().filter(isPossible)
    if (left.length === 0) throw new Violation(typeof why === "string" ? why : why())
    this.#states = left
  }
}

interface Watcher {
  readonly registration: Registration
  /** What it should see, in order; `isCertain` if it must. */
  expected: Array<{ readonly key: number; readonly isCertain: boolean }>
  /** A one-shot that must have taken something takes nothing more. */
  isOver: boolean
}

/** Who sees which watched message: all who want it, each for himself. */
export class Watches {
  readonly #watchers = new Map<number, Watcher>()

  register(registration: Registration): void {
    if (isWatch(registration)) this.#watchers.set(registration.key, { registration, expected: [], isOver: false })
  }

  arrived(arrival: Arrival): void {
    for (const watcher of this.#watchers.values()) {
      const { registration } = watcher
      if (watcher.isOver || registration.phase === "gone" || !isMatch(registration, arrival)) continue
      if (ageOf(registration) > arrival.at) continue
      const isCertain = registration.phase === "in"
      watcher.expected.push({ key: arrival.key, isCertain })
      if (isCertain && (registration.kind === "onWatch" || registration.kind === "expectWatch")) watcher.isOver = true
    }
  }

  seen(message: number, { key, kind }: Registration): void {
    const watcher = this.#watchers.get(key)
    const at = watcher?.expected.findIndex((one) => one.key === message) ?? -1
    if (watcher === undefined || at < 0) throw new Violation(`${kind} ${key} saw ${message}, which was not for it now`)
    const missed = watcher.expected.slice(0, at).find(({ isCertain }) => isCertain)
    if (missed !== undefined) {
      throw new Violation(`${kind} ${key} saw ${message} and not ${missed.key}, which came before`)
    }
    watcher.expected = watcher.expected.slice(at + 1)
    if (kind === "onWatch" || kind === "expectWatch") {
      watcher.isOver = true
      watcher.expected = []
    }
  }

  /** Nothing can happen any more: who was there has seen what came. */
  settled(): void {
    for (const watcher of this.#watchers.values()) {
      const { key, kind, isBusy, phase } = watcher.registration
      if (phase !== "in" || isBusy) continue
      const missed = watcher.expected.find(({ isCertain }) => isCertain)
      if (missed !== undefined) throw new Violation(`${kind} ${key} did not see ${missed.key}`)
      watcher.expected = []
    }
  }
}
