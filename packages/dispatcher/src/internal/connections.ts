/**
 * The connections of one dispatcher. The first carries all that is sent and watched, and most installs; the engine takes
 * one install for a name and connection, so that the same name with another priority or filter gets a connection beside
 * it, opened and closed as needed.
 */
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type * as Scope from "effect/Scope"
import { Conflict, RegistrationError } from "../DispatcherError.ts"
import type { InstallOptions } from "../Options.ts"
import { type Common, Connection, restoreTimeout, type Role } from "./connection.ts"
import { describe, type Entry, type Failure, type Request } from "./installs.ts"

/** A connection beside the first. */
interface Side {
  readonly connection: Connection
  fiber: Fiber.Fiber<void> | undefined
  /** How often somebody came: tells whether it was idle for a whole grace. */
  uses: number
  /** A timer watches over it. */
  isClosing: boolean
}

export class Connections {
  readonly main: Connection
  readonly #common: Common
  readonly #scope: Scope.Scope
  readonly #limit: number
  #sides: ReadonlyArray<Side> = []

  /** `limit` counts the first one too; `scope` owns all. */
  constructor(common: Common, role: Role, options: { readonly scope: Scope.Scope; readonly limit: number }) {
    this.#common = common
    this.#scope = options.scope
    this.#limit = options.limit
    this.main = new Connection(common, {
      ...role,
      beforeLive: (session) => Effect.andThen(this.#sidesRestored, role.beforeLive(session))
    })
  }

  get all(): ReadonlyArray<Connection> {
    return [this.main, ...this.#sides.map(({ connection }) => connection)]
  }

  /** What all of them have of something. */
  sum(count: (connection: Connection) => number): number {
    return this.all.reduce((sum, connection) => sum + count(connection), 0)
  }

  /**
   * Keeps an entry for a name, on the connection where it can be asked for so, until it is left. Nothing is asked yet:
   * whoever wants its messages registers, and then runs `confirm`, since a message can come before the confirmation.
   */
  enter(
    kind: Request["_tag"],
    name: string,
    options: InstallOptions = {}
  ): Effect.Effect<Entry, RegistrationError> {
    // Chosen and taken in one step: two who come at once must not both find the same place free.
    return Effect.suspend((): Effect.Effect<Entry, RegistrationError> => {
      const { closed, installs } = this.main
      const request = installs.request(kind, name, options)
      if (closed !== undefined) return Effect.fail(failure(request, closed))
      const connection = this.#choose(request)
      if (connection === undefined) return Effect.fail(failure(request, this.#conflict(request)))
      const entry = connection.installs.enter(request)
      return connection === this.main ? Effect.succeed(entry) : Effect.as(this.#started(connection), entry)
    })
  }

  /** Gives an entry back. */
  leave(entry: Entry): Effect.Effect<void> {
    return entry.connection.installs.leave(entry)
  }

  /** Keeps an entry for a name as long as the scope lives. */
  reserve(
    kind: Request["_tag"],
    name: string,
    options: InstallOptions = {}
  ): Effect.Effect<Entry, RegistrationError, Scope.Scope> {
    return Effect.acquireRelease(this.enter(kind, name, options), (entry) => this.leave(entry))
  }

  /** Asks for a name if nobody has, and waits until the engine has confirmed it. */
  confirm(entry: Entry): Effect.Effect<void, RegistrationError> {
    return Effect.mapError(entry.connection.installs.confirm(entry), (reason) => {
      // A script has one link in its life, and there can't be a second beside it.
      const isOnlyLink = reason._tag === "Closed" && reason.cause?.reason._tag === "InputEnded" &&
        this.main.closed === undefined
      return failure(entry.request, isOnlyLink ? this.#conflict(entry.request) : reason)
    })
  }

  #conflict(request: Request): Conflict {
    return new Conflict({ installed: this.main.installs.installed(request), wanted: describe(request) })
  }

  /** Where it is asked for so already, else where nobody has the name, else a new one. */
  #choose(request: Request): Connection | undefined {
    // Mostly there is no other, and this is done for each wait.
    if (this.#sides.length === 0 && this.main.installs.fit(request) !== "taken") return this.main
    const { all } = this
    const found = all.find(({ installs }) => installs.fit(request) === "shared") ??
      all.find(({ closed, installs }) => closed === undefined && installs.fit(request) === "free")
    if (found !== undefined || all.length >= this.#limit) return found
    const connection: Connection = new Connection({
      ...this.#common,
      installs: { ...this.#common.installs, onIdle: () => this.#idle(connection) }
    }, {
      // They come back when the first one does, and not by a backoff of their own.
      beforeDial: Effect.raceFirst(this.main.linked, Effect.exit(this.main.ended)),
      beforeLive: () => Effect.void,
      // When the first one is away too, that one says so.
      tell: (text) =>
        Effect.suspend(() =>
          this.main.live === undefined
            ? Effect.logDebug(text)
            : Effect.logWarning(`A connection for another priority: ${text}`)
        ),
      onDialling: () => {},
      onLinked: () => {},
      onLive: () => {},
      onGone: () => {}
    })
    this.#sides = [...this.#sides, { connection, fiber: undefined, uses: 0, isClosing: false }]
    return connection
  }

  /** Has a connection beside the first run, until that ends or nobody needs it. */
  #started(connection: Connection): Effect.Effect<void> {
    const side = this.#sides.find((one) => one.connection === connection)
    if (side === undefined) return Effect.void
    side.uses += 1
    if (side.fiber !== undefined) return Effect.void
    const run = Effect.andThen(
      Effect.annotateLogs(
        Effect.raceFirst(connection.run, Effect.ignore(this.main.ended)),
        this.#common.receiver.labels
      ),
      Effect.sync(() => {
        this.#sides = this.#sides.filter((one) => one !== side)
      })
    )
    return Effect.map(Effect.forkIn(run, this.#scope), (fiber) => {
      side.fiber = fiber
    })
  }

  /** Nobody needs a connection: it is closed when its last messages must have their answers. */
  #idle(connection: Connection): void {
    const side = this.#sides.find((one) => one.connection === connection)
    if (side === undefined || side.isClosing) return
    side.isClosing = true
    this.#common.receiver.report(Effect.gen({ self: this }, function*() {
      let uses: number
      do {
        uses = side.uses
        yield* Effect.sleep(this.#common.receiver.hand.deadline)
      } while (uses !== side.uses)
      side.isClosing = false
      if (connection.installs.size > 0) return
      this.#sides = this.#sides.filter((one) => one !== side)
      yield* connection.quit
      if (side.fiber !== undefined) yield* Fiber.interrupt(side.fiber)
    }))
  }

  /** Before the first is let go on, those beside it are where they were. One that can't be doesn't hold it up for ever. */
  readonly #sidesRestored: Effect.Effect<void> = Effect.suspend(() =>
    Effect.forEach(this.#sides, ({ connection }) => connection.restored, { concurrency: "unbounded", discard: true })
      .pipe(Effect.timeoutOrElse({
        duration: restoreTimeout,
        orElse: () =>
          Effect.logWarning(
            `A connection for another priority is not there after ${restoreTimeout} ms: going on without it`
          )
      }))
  )

  /** Says goodbye on all of them. */
  readonly quit: Effect.Effect<void> = Effect.suspend(() =>
    Effect.forEach(this.all, ({ quit }) => quit, { concurrency: "unbounded", discard: true })
  )
}

const failure = ({ name }: Request, reason: Failure | Conflict): RegistrationError =>
  new RegistrationError({ messageName: name, reason })
