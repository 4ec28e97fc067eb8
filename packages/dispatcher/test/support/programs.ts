/** What a program does in a run: how it registers, what it does with a message, what it sends. */
import type { DispatcherService, IncomingMessage, WatchedMessage } from "@yatefx/dispatcher"
import { Definition, Param } from "@yatefx/messages"
import { Deferred, Effect, Exit, type Scope, Stream } from "effect"
import type { Ledger, Sent } from "./ledger.ts"
import { decides, type Registration } from "./model.ts"
import type { Name } from "./steps.ts"

const fields = { id: Param.Text, leg: Param.Text, count: Param.Int }
const definitions = {
  "test.a": Definition.make("test.a", { params: fields, answer: {} }),
  "test.b": Definition.make("test.b", { params: fields, answer: {} })
}
const Ask = Definition.make("test.ask", { params: { id: Param.Text }, answer: {} })
const Tell = Definition.make("test.tell", { params: { id: Param.Text }, answer: {} })
type Message = IncomingMessage<typeof definitions[Name]>
type Seen = WatchedMessage<typeof definitions[Name]>

/** What the steps can do to a registration. */
export interface Levers {
  /** Done: the event comes that a wait has as its `until`. */
  readonly until: Deferred.Deferred<void>
  /** Done: what was expected is awaited from now on. */
  readonly awaited: Deferred.Deferred<void>
}

export class Programs {
  readonly #yate: DispatcherService
  readonly #ledger: Ledger
  readonly #onAge: (registration: Registration) => void
  #release = Deferred.makeUnsafe<void>()

  /** `onAge` is called when a registration gets its place among the others. */
  constructor(yate: DispatcherService, ledger: Ledger, onAge: (registration: Registration) => void) {
    this.#yate = yate
    this.#ledger = ledger
    this.#onAge = onAge
  }

  /** Those who hold a message answer it. */
  release(): void {
    Deferred.doneUnsafe(this.#release, Effect.void)
    this.#release = Deferred.makeUnsafe()
  }

  ask(id: string): Effect.Effect<unknown, unknown> {
    return this.#yate.dispatch(Ask, { id })
  }

  tell(id: string): Effect.Effect<unknown, unknown> {
    return this.#yate.enqueue(Tell, { id })
  }

  /** Registers, and serves what comes, until it is interrupted or has what it waited for. */
  register(registration: Registration, levers: Levers): Effect.Effect<unknown, unknown, Scope.Scope> {
    const yate = this.#yate
    const definition = definitions[registration.name]
    const { order } = registration
    // It gets its age when the dispatcher looks at what it wants.
    const where = new Proxy(registration.wanted.where, {
      ownKeys: (target) => {
        this.#onAge(registration)
        return Reflect.ownKeys(target)
      }
    })
    const guard = { guard: (message: Message | Seen): boolean => message.params.count % 2 === 0 }
    const options = { where, ...(registration.wanted.even ? guard : {}) }
    const until = Deferred.await(levers.until)
    const entered = Effect.sync(() => this.#ledger.entered(registration))
    const awaited = Effect.andThen(Deferred.await(levers.awaited), Effect.sync(() => registration.isBusy = false))
    const stay = Effect.andThen(entered, Effect.never)
    const serve = (message: Message) => this.#serve(registration, message)
    const see = (message: Seen) => Effect.sync(() => this.#see(registration, message))
    switch (registration.kind) {
      case "handle":
        return Effect.andThen(yate.handle(definition, { ...options, where, order }, serve), stay)
      case "decide":
        // Without the guard: it leaves odd ones to the next by itself.
        return Effect.andThen(
          yate.decide(definition, { where, order }, (message) => this.#decide(registration, message)),
          stay
        )
      case "onMessage":
        return Effect.flatMap(yate.onMessage(definition, { ...options, until }), serve)
      case "expectMessage":
        return yate.expectMessage(definition, options).pipe(
          Effect.tap(entered),
          Effect.tap(awaited),
          Effect.flatMap((taken) => Effect.flatMap(taken, serve))
        )
      case "subscribe":
        return yate.subscribe(definition, options).pipe(
          Effect.tap(entered),
          Effect.flatMap(Stream.runForEach((message) => this.#serveBusily(registration, message)))
        )
      case "autoreturn":
        return yate.subscribe(definition, { ...options, autoreturn: true }).pipe(
          Effect.tap(entered),
          Effect.flatMap(Stream.runForEach((message) => Effect.sync(() => this.#note(registration, message))))
        )
      case "onWatch":
        return Effect.flatMap(yate.onWatch(definition, { ...options, until }), see)
      case "expectWatch":
        return yate.expectWatch(definition, options).pipe(
          Effect.tap(entered),
          Effect.tap(awaited),
          Effect.flatMap((taken) => Effect.flatMap(taken, see))
        )
      case "watch":
        return yate.watch(definition, options).pipe(Effect.tap(entered), Effect.flatMap(Stream.runForEach(see)))
      case "observe":
        return Effect.andThen(yate.observe(definition, options, (message) => this.#see(registration, message)), stay)
    }
  }

  #see(registration: Registration, message: Seen): void {
    this.#ledger.saw(registration, Number(message.parameters.get("key")?.slice(1)))
  }

  /** Takes it, and has nothing to do. */
  #note(registration: Registration, message: Message): Sent {
    const sent = this.#ledger.sentOf(message)
    this.#ledger.taken(registration, sent)
    sent.atWork -= 1
    return sent
  }

  #decide(registration: Registration, message: Message) {
    if (!decides(message)) return undefined
    this.#note(registration, message).ret = `true::r${registration.key}`
    return { processed: true, returnValue: `r${registration.key}` }
  }

  #serve(registration: Registration, message: Message): Effect.Effect<void, unknown> {
    return Effect.suspend(() => {
      const sent = this.#ledger.sentOf(message)
      this.#ledger.taken(registration, sent)
      return Effect.ensuring(this.#carryOut(registration, sent, message), Effect.sync(() => sent.atWork -= 1))
    })
  }

  /** As a stream's reader does, who takes the next one when he is done. */
  #serveBusily(registration: Registration, message: Message): Effect.Effect<void> {
    return Effect.suspend(() => {
      registration.isBusy = true
      const done = Effect.sync(() => registration.isBusy = false)
      return Effect.ensuring(Effect.ignoreCause(this.#serve(registration, message)), done)
    })
  }

  #carryOut(registration: Registration, sent: Sent, message: Message): Effect.Effect<void, unknown> {
    const ledger = this.#ledger
    const ret = this.#ret(registration, sent, message)
    switch (sent.plan) {
      case "ret":
        return ret
      case "slow":
        return Effect.andThen(Effect.repeat(Effect.yieldNow, { times: 3 }), ret)
      case "end":
        return Effect.void
      case "fail":
        return Effect.fail("it fails")
      case "die":
        return Effect.die("it dies")
      case "hold":
        return Effect.andThen(Effect.suspend(() => Deferred.await(this.#release)), ret)
      case "never":
        return Effect.never
      case "twice": {
        const judge = (exit: Exit.Exit<unknown, unknown>): void =>
          ledger.watched(() => {
            if (Exit.isSuccess(exit)) ledger.fail(`a second ret of m${sent.key} succeeded`)
          })
        return Effect.andThen(
          ret,
          Effect.flatMap(Effect.exit(message.ret(true, "second")), (exit) => Effect.sync(() => judge(exit)))
        )
      }
      case "pass": {
        const passed = Effect.sync(() => {
          sent.passed += 1
          ledger.watched(() => ledger.messages.passed(sent.key, registration))
        })
        return Effect.suspend(() => {
          ledger.messages.passing(sent.key, registration)
          return Effect.andThen(message.pass, passed)
        })
      }
      case "dispatch": {
        const label = `${message.id}.${registration.key}`
        return this.#yate.dispatch(Ask, { id: label }, { onBehalfOf: message }).pipe(
          Effect.exit,
          Effect.flatMap((exit) => Effect.sync(() => ledger.dispatched(label, exit))),
          Effect.andThen(ret)
        )
      }
    }
  }

  #ret(registration: Registration, sent: Sent, message: Message): Effect.Effect<void> {
    const text = `true::r${registration.key}`
    return Effect.suspend(() => {
      sent.tried.add(text)
      return Effect.exit(message.ret(true, `r${registration.key}`))
    }).pipe(Effect.flatMap((exit) => Effect.sync(() => this.#ledger.answered(registration, sent, text, exit))))
  }
}
