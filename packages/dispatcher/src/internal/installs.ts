/**
 * Which names the engine was asked for: one install or watch for a name, shared by all who want it, kept for a grace
 * after the last, and asked for again on each new session.
 */
import type { Frame, ProtocolError } from "@yatefx/protocol"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type * as Scope from "effect/Scope"
import { type Closed, Refused, RegistrationError } from "../DispatcherError.ts"
import type { InstallOptions } from "../Options.ts"
import type { Connection } from "./connection.ts"
import type { Session } from "./session.ts"

type Kind = "Install" | "Watch"

export type Failure = Refused | Closed | ProtocolError.EncodeError

export type Request = Frame.Install | Frame.Watch

/** A name that is asked for. */
export interface Entry {
  /** Where its messages come in. */
  readonly connection: Connection
  readonly request: Request
  users: number
  /** Done when the engine has answered; a new one for each session in which it has not. */
  confirmed: Deferred.Deferred<void, Failure>
  /** Asked for on the current session. */
  asked: boolean
  /** How often somebody came: tells whether it was idle for a whole grace. */
  uses: number
  /** A timer watches over it. */
  isExpiring: boolean
}

const keyOf = (request: Request): string => `${request._tag}:${request.name}`

/** How a name is asked for, in words. */
export const describe = (request: Request): string =>
  request._tag === "Watch" ? "a watch" : `priority ${request.priority}` +
    (request.filter === undefined ? "" : ` and the filter ${request.filter.name}=${request.filter.value}`)

const sameFilter = (a: Frame.Filter | undefined, b: Frame.Filter | undefined): boolean =>
  a?.name === b?.name && a?.value === b?.value

export interface InstallsOptions {
  readonly scope: Scope.Scope
  readonly grace: number
  readonly defaultPriority: number
  readonly onIdle?: () => void
}

export class Installs {
  readonly #connection: Connection
  readonly #entries = new Map<string, Entry>()
  readonly #scope: Scope.Scope
  readonly #grace: number
  readonly #defaultPriority: number
  #session: Session | undefined
  #closed: Closed | undefined

  readonly #onIdle: () => void

  /** `grace` in milliseconds; `scope` owns the timers; `onIdle` is called when no name is asked for any more. */
  constructor(connection: Connection, options: InstallsOptions) {
    this.#connection = connection
    this.#scope = options.scope
    this.#onIdle = options.onIdle ?? (() => {})
    this.#grace = options.grace
    this.#defaultPriority = options.defaultPriority
  }

  /** How many names are asked for, those in their grace included. */
  get size(): number {
    return this.#entries.size
  }

  /** How the engine is asked for a name. */
  request(kind: Kind, name: string, options: InstallOptions): Request {
    if (kind === "Watch") return { _tag: "Watch", name }
    const { filter, priority = this.#defaultPriority } = options
    return { _tag: "Install", name, priority, ...(filter === undefined ? {} : { filter }) }
  }

  /** Whether a name can be asked for so: it is already, it can be, or somebody has it in another way. */
  fit(request: Request): "shared" | "free" | "taken" {
    const entry = this.#entries.get(keyOf(request))
    if (entry === undefined) return "free"
    if (agrees(entry.request, request)) return "shared"
    return entry.users > 0 ? "taken" : "free"
  }

  /** What a name is installed with, in words. */
  installed(request: Request): string {
    return describe(this.#entries.get(keyOf(request))?.request ?? request)
  }

  /** Keeps an entry for a name; nothing is asked yet. It must fit. */
  enter(request: Request): Entry {
    const key = keyOf(request)
    let entry = this.#entries.get(key)
    if (entry !== undefined && !agrees(entry.request, request)) {
      this.#forget(entry)
      entry = undefined
    }
    if (entry === undefined) {
      entry = {
        connection: this.#connection,
        request,
        users: 0,
        confirmed: Deferred.makeUnsafe(),
        asked: false,
        uses: 0,
        isExpiring: false
      }
      this.#entries.set(key, entry)
    }
    entry.users += 1
    entry.uses += 1
    return entry
  }

  /** Asks for a name if nobody has, and waits until the engine has confirmed it. */
  confirm(entry: Entry): Effect.Effect<void, Failure> {
    return Effect.suspend(() => {
      if (this.#closed !== undefined) return Effect.fail(this.#closed)
      if (this.#session !== undefined) this.#ask(entry, this.#session)
      return Deferred.await(entry.confirmed)
    })
  }

  /** Gives an entry back: after the last user, and a grace, the name is taken back from the engine. */
  leave(entry: Entry): Effect.Effect<void> {
    entry.users -= 1
    if (entry.users > 0) return Effect.void
    if (!entry.asked) return Effect.sync(() => this.#forget(entry))
    if (entry.isExpiring) return Effect.void
    entry.isExpiring = true
    // One timer for an entry, however often it is left and entered.
    return Effect.asVoid(Effect.forkIn(this.#expire(entry), this.#scope))
  }

  #expire(entry: Entry): Effect.Effect<void> {
    return Effect.gen({ self: this }, function*() {
      let uses: number
      do {
        uses = entry.uses
        yield* Effect.sleep(this.#grace)
      } while (uses !== entry.uses)
      entry.isExpiring = false
      this.#forget(entry)
    })
  }

  #forget(entry: Entry): void {
    const key = keyOf(entry.request)
    if (entry.users > 0 || this.#entries.get(key) !== entry) return
    this.#entries.delete(key)
    if (this.#entries.size === 0) this.#onIdle()
    if (entry.asked) {
      const { name } = entry.request
      const _tag = entry.request._tag === "Watch" ? "Unwatch" : "Uninstall"
      this.#session?.request({ _tag, name }, () => {})
    }
  }

  #ask(entry: Entry, session: Session): void {
    if (entry.asked) return
    entry.asked = true
    const { confirmed, request } = entry
    const failure = session.request(request, (outcome) => {
      if (Result.isFailure(outcome)) {
        // A lost link is no answer: the entry is asked for again on the next one.
        if (outcome.failure._tag === "Unreadable") this.#refused(entry)
      } else if (outcome.success.ok) Deferred.doneUnsafe(confirmed, Effect.void)
      else this.#refused(entry)
    })
    if (Result.isFailure(failure)) {
      entry.asked = false
      Deferred.doneUnsafe(confirmed, Effect.fail(failure.failure))
    }
  }

  #refused(entry: Entry): void {
    entry.asked = false
    const priority = entry.request._tag === "Install" ? entry.request.priority : undefined
    Deferred.doneUnsafe(entry.confirmed, Effect.fail(new Refused(priority === undefined ? {} : { priority })))
    // Who comes later may have more luck, and must not get this answer.
    entry.confirmed = Deferred.makeUnsafe()
  }

  /**
   * Asks for everything on a new session, in the order in which it was first asked for, and waits for the answers. Who
   * registered before has no error to get any more: a refusal is logged.
   */
  restore(session: Session): Effect.Effect<void> {
    return Effect.suspend(() => {
      this.#session = session
      const entries = [...this.#entries.values()]
      // Taken now: a refusal puts a new one in its place.
      const answers = entries.map((entry) => ({ name: entry.request.name, confirmed: entry.confirmed }))
      for (const entry of entries) this.#ask(entry, session)
      return Effect.forEach(
        answers,
        ({ confirmed, name }) =>
          Effect.catch(
            Deferred.await(confirmed),
            (reason) => Effect.logError(new RegistrationError({ messageName: name, reason }).message)
          ),
        { discard: true }
      )
    })
  }

  /** The session is over: nothing is installed any more. */
  reset(): void {
    this.#session = undefined
    for (const entry of this.#entries.values()) {
      if (Deferred.isDoneUnsafe(entry.confirmed)) entry.confirmed = Deferred.makeUnsafe()
      entry.asked = false
    }
  }

  /** No session will come: whoever waits for a confirmation is told. */
  close(reason: Closed): void {
    this.#closed = reason
    for (const entry of this.#entries.values()) Deferred.doneUnsafe(entry.confirmed, Effect.fail(reason))
  }
}

const agrees = (installed: Request, wanted: Request): boolean =>
  installed._tag !== "Install" || wanted._tag !== "Install" ||
  installed.priority === wanted.priority && sameFilter(installed.filter, wanted.filter)
