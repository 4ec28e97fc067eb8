/** Makes registrations: what is done with a message when it has found whom it is for. */
import type { Definition, Misfit } from "@yatefx/messages"
import { Frame } from "@yatefx/protocol"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as FiberSet from "effect/FiberSet"
import * as Queue from "effect/Queue"
import * as Result from "effect/Result"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { Abandoned, type RegistrationError } from "../DispatcherError.ts"
import type { IncomingMessage, WatchedMessage } from "../IncomingMessage.ts"
import type { HandleOptions, MessageOptions, StreamOptions, WatchOptions } from "../Options.ts"
import type { Held } from "./hand.ts"
import * as Keeping from "./keeping.ts"
import { heldOf, incoming, type Seen, watched } from "./messages.ts"
import type { Desk, Receiver } from "./receiver.ts"
import type { Registration, Registry } from "./registry.ts"
import { add, register, select } from "./selecting.ts"

/** How many messages a stream holds when it doesn't say. */
const defaultCapacity = 256

/** Answers "processed" at once. The id came in a line, so that the shortest answer fits in one. */
const autoreturn = (receiver: Receiver, held: Held): void => {
  // One that was lost with its link wants no answer.
  if (held.state !== "waiting") return
  receiver.hand.answer(held, Frame.shortReply(held.frame.id, true), receiver.now())
}

const waiting = <D extends Definition.Any>(
  { autoreturn, where }: MessageOptions<D>
): { readonly where?: Definition.Where<D>; readonly isImmediate: boolean } => ({
  ...(where === undefined ? {} : { where }),
  isImmediate: autoreturn === true
})

/** A wait for one message, from its registration on. */
export abstract class Wait<in out M, in out A> {
  protected readonly receiver: Receiver
  readonly #registry: Registry<M>
  readonly #result = Deferred.makeUnsafe<A, unknown>()
  #registration: Registration<M> | undefined
  /** Waits for the event that ends it. */
  #event: Fiber.Fiber<unknown, unknown> | undefined

  constructor(receiver: Receiver, registry: Registry<M>) {
    this.receiver = receiver
    this.#registry = registry
  }

  /** Registers it. `read` is what is wanted of a message, and is told what to do with one that doesn't fit. */
  register<D extends Definition.Any>(
    definition: D,
    options: { readonly where?: Definition.Where<D>; readonly isImmediate?: boolean },
    read: (message: M, registration: Registration<M>, onMisfit: (misfit: Misfit) => void) => A | undefined
  ): Result.Result<this, RegistrationError> {
    const added = add(this.receiver, this.#registry, definition, options, (message, registration) => {
      const selected = read(message, registration, (misfit) => {
        this.unregister()
        Deferred.doneUnsafe(this.#result, Effect.fail(misfit))
      })
      if (selected === undefined) return false
      this.unregister()
      this.take(message)
      return Deferred.doneUnsafe(this.#result, Effect.succeed(selected))
    })
    if (Result.isFailure(added)) return Result.fail(added.failure)
    this.#registration = added.success
    return Result.succeed(this)
  }

  /** A message is here, and in nobody's hands yet. */
  protected abstract take(message: M): void

  /** Makes whoever runs this the one who has it. */
  protected abstract deliver(message: A): Effect.Effect<void>

  protected unregister(): void {
    if (this.#registration !== undefined) this.#registry.delete(this.#registration)
    this.#registration = undefined
  }

  /** Waits for it. Whoever has awaited it has it. */
  get taken(): Effect.Effect<A, Misfit> {
    // Only `until` ends it with anything else.
    return Effect.tap(Deferred.await(this.#result) as Effect.Effect<A, Misfit>, (message) => this.deliver(message))
  }

  /** The same, unless an event comes first. The event has a fiber of its own, and is interrupted by `close`. */
  until<Event>(event: Effect.Effect<Event>): Effect.Effect<A, Misfit | Abandoned<Event>> {
    return Effect.withFiber((fiber): Effect.Effect<A, Misfit | Abandoned<Event>> => {
      const abandon = (exit: Exit.Exit<Event>): Exit.Exit<never, Abandoned<Event>> =>
        Exit.isSuccess(exit) ? Exit.fail(new Abandoned(exit.value)) : Exit.failCause(exit.cause)
      const waiting = Effect.runForkWith(fiber.context)(event)
      const exit = waiting.pollUnsafe()
      // If it has come already, it was first.
      if (exit !== undefined) return abandon(exit)
      this.#event = waiting
      waiting.addObserver((exit) => {
        this.unregister()
        Deferred.doneUnsafe(this.#result, abandon(exit))
      })
      return this.taken
    })
  }

  /** Nothing is taken any more, and whoever awaits it is interrupted. */
  close(): Effect.Effect<void> | undefined {
    this.unregister()
    Deferred.doneUnsafe(this.#result, Effect.interrupt)
    return this.#event === undefined || this.#event.pollUnsafe() !== undefined
      ? undefined
      : Fiber.interrupt(this.#event)
  }
}

class MessageWait<D extends Definition.Any> extends Wait<Held, IncomingMessage<D>> {
  readonly #isAutoreturn: boolean
  #undelivered: Held | undefined

  constructor(receiver: Receiver, registry: Registry<Held>, isAutoreturn: boolean) {
    super(receiver, registry)
    this.#isAutoreturn = isAutoreturn
  }

  protected take(held: Held): void {
    this.#undelivered = held
    if (this.#isAutoreturn) autoreturn(this.receiver, held)
  }

  protected deliver(message: IncomingMessage<D>): Effect.Effect<void> {
    const held = heldOf(message)
    // In this order: an interruption in between must find one of the two responsible.
    const kept = held === undefined ? Effect.void : Keeping.keep(this.receiver.hand, held)
    return Effect.andThen(kept, Effect.sync(() => this.#undelivered = undefined))
  }

  override close(): Effect.Effect<void> | undefined {
    // First, so that nothing can be taken any more.
    this.unregister()
    if (this.#undelivered !== undefined) this.receiver.hand.fallBack(this.#undelivered, "abandoned")
    return super.close()
  }
}

class WatchWait<D extends Definition.Any> extends Wait<Seen, WatchedMessage<D>> {
  protected take(): void {}

  protected deliver(): Effect.Effect<void> {
    return Effect.void
  }
}

/** Registers a wait for one message. It is its maker's to close. */
export const waitForMessage = <D extends Definition.Any>(
  receiver: Receiver,
  desk: Desk,
  definition: D,
  options: MessageOptions<D>
): Result.Result<Wait<Held, IncomingMessage<D>>, RegistrationError> =>
  new MessageWait<D>(receiver, desk.waits, options.autoreturn === true).register(
    definition,
    waiting(options),
    (held, registration, onMisfit) =>
      select(receiver, definition, options, incoming(definition, held, registration, receiver), (misfit) => {
        held.isMisfit = true
        onMisfit(misfit)
      })
  )

/** Registers a wait for one watched message. It is its maker's to close. */
export const waitForWatch = <D extends Definition.Any>(
  receiver: Receiver,
  definition: D,
  options: WatchOptions<D>
): Result.Result<Wait<Seen, WatchedMessage<D>>, RegistrationError> =>
  new WatchWait<D>(receiver, receiver.watches).register(
    definition,
    options,
    (seen, _, onMisfit) => select(receiver, definition, options, watched(definition, seen), onMisfit)
  )

/** A bounded queue as a stream; what doesn't fit is passed by. */
const makeStream = <M>(receiver: Receiver, name: string, options: StreamOptions): Effect.Effect<
  { readonly offer: (message: M) => boolean; readonly stream: Stream.Stream<M> },
  never,
  Scope.Scope
> =>
  Effect.gen(function*() {
    const capacity = options.capacity ?? defaultCapacity
    const queue = yield* Queue.dropping<M, Cause.Done>(capacity)
    yield* Effect.addFinalizer(() => Queue.end(queue))
    const offer = (message: M): boolean => {
      if (Queue.offerUnsafe(queue, message)) return true
      receiver.statistics.overflowed += 1
      receiver.report(Effect.logWarning(`A stream of ${name} is full (${capacity}): a message was passed by`))
      return false
    }
    return { offer, stream: Stream.fromQueue(queue) }
  })

/** A stream of messages, registered now. */
export const subscribe = <D extends Definition.Any>(
  receiver: Receiver,
  desk: Desk,
  definition: D,
  options: MessageOptions<D> & StreamOptions
): Effect.Effect<Stream.Stream<IncomingMessage<D>>, RegistrationError, Scope.Scope> =>
  Effect.gen(function*() {
    // Taken and not answered: when the scope closes, nobody will answer them any more.
    const taken = new Set<Held>()
    yield* Effect.addFinalizer(() =>
      Effect.sync(() => {
        for (const held of taken) receiver.hand.fallBack(held, "abandoned")
      })
    )
    const { offer, stream } = yield* makeStream<IncomingMessage<D>>(receiver, definition.name, options)
    yield* register(receiver, desk.waits, definition, waiting(options), (held, registration) => {
      const selected = select(
        receiver,
        definition,
        options,
        incoming(definition, held, registration, receiver),
        (misfit) => {
          held.isMisfit = true
          receiver.report(Effect.logWarning(misfit.message))
        }
      )
      if (selected === undefined) return false
      if (!offer(selected)) receiver.hand.fallBack(held, "overload")
      else if (options.autoreturn === true) autoreturn(receiver, held)
      else {
        taken.add(held)
        held.release = () => taken.delete(held)
      }
      return true
    })
    return stream
  })

/** A stream of watched messages, registered now. */
export const watch = <D extends Definition.Any>(
  receiver: Receiver,
  definition: D,
  options: WatchOptions<D> & StreamOptions
): Effect.Effect<Stream.Stream<WatchedMessage<D>>, RegistrationError, Scope.Scope> =>
  Effect.gen(function*() {
    const { offer, stream } = yield* makeStream<WatchedMessage<D>>(receiver, definition.name, options)
    yield* register(receiver, receiver.watches, definition, options, (frame) => {
      const selected = select(receiver, definition, options, watched(definition, frame), (misfit) => {
        receiver.report(Effect.logWarning(misfit.message))
      })
      return selected !== undefined && offer(selected)
    })
    return stream
  })

/** A word in the log for a handler that failed. */
const logFailure = (
  { labels }: Receiver,
  { frame: { name, parameters } }: Held,
  exit: Exit.Exit<unknown, unknown>
): Effect.Effect<void> | undefined => {
  if (Exit.isSuccess(exit) || Cause.hasInterruptsOnly(exit.cause)) return undefined
  const { cause } = exit
  const log = Cause.squash(cause) instanceof Abandoned
    ? Effect.logDebug(`The handler of ${name} was abandoned`)
    : Effect.logError(`The handler of ${name} failed`, cause)
  return Effect.annotateLogs(log, { ...labels, message: name, call: parameters.get("id") ?? "" })
}

/** A supervised fiber for each message, for as long as the scope lives. */
export const handle = <D extends Definition.Any, E, R>(
  receiver: Receiver,
  desk: Desk,
  definition: D,
  options: HandleOptions<D>,
  handler: (message: IncomingMessage<D>) => Effect.Effect<unknown, E, R>,
  spans: boolean
): Effect.Effect<void, RegistrationError, Exclude<R, Scope.Scope> | Scope.Scope> =>
  Effect.gen(function*() {
    const context = yield* Effect.context<Exclude<R, Scope.Scope>>()
    const running = yield* FiberSet.make<unknown, E>()
    yield* register(receiver, desk.handlers, definition, options, (held, registration) => {
      const message = select(
        receiver,
        definition,
        options,
        incoming(definition, held, registration, receiver),
        (misfit) => {
          held.isMisfit = true
          receiver.report(Effect.logError(misfit.message))
        }
      )
      if (message === undefined) return false
      receiver.started()
      const keeper: Keeping.Keeper = { held: undefined }
      const scope = Scope.makeUnsafe()
      // The fiber's services, set before it starts: 0.5 µs less for each message than to provide them in it.
      const services = Context.add(Keeping.provide(context, keeper), Scope.Scope, scope) as Context.Context<R>
      const program = Effect.onExitPrimitive(Effect.suspend(() => handler(message)), (exit) => {
        const closing = Scope.closeUnsafe(scope, exit)
        return closing === undefined
          ? logFailure(receiver, held, exit)
          : Effect.onExitPrimitive(closing, (closed) => logFailure(receiver, held, Exit.asVoidAll([exit, closed])))
      })
      const fiber = Effect.runForkWith(services)(
        spans ? Effect.withSpan(program, definition.name, { attributes: { id: held.frame.id } }) : program
      )
      // Outside of the fiber: one that is interrupted before its first step runs nothing of its own.
      const end = (): void => {
        Keeping.close(receiver.hand, keeper)
        receiver.finished()
        if (held.taker === registration) receiver.hand.fallBack(held, "abandoned")
      }
      if (fiber.pollUnsafe() !== undefined) end()
      else {
        fiber.addObserver(end)
        FiberSet.addUnsafe(running, fiber)
      }
      return true
    })
  })
