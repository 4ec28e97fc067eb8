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
import { incoming, type Seen, watched } from "./messages.ts"
import type { Desk, Receiver } from "./receiver.ts"
import type { Bucket, Registration, Registry, Where } from "./registry.ts"
import { encodeWhere, register, select } from "./selecting.ts"

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

/** A wait, as whoever made it sees it. */
export interface Waited<out A> {
  /** Waits for what is taken. Whoever has awaited it has it. */
  readonly taken: Effect.Effect<A, Misfit>
  /** The same for one who awaits it alone, unless the event comes first; that has a fiber, which `close` interrupts. */
  readonly once: Effect.Effect<A, unknown>
  /** Nothing is taken any more, and whoever awaits it is interrupted. Gives what is left to be done. */
  readonly close: () => Effect.Effect<void> | undefined
}

interface WaitOptions<D extends Definition.Any, A> {
  readonly where?: Definition.Where<D>
  readonly guard?: (message: A) => boolean
  readonly until?: Effect.Effect<unknown>
  readonly autoreturn?: boolean
}

/**
 * A wait for one message, from its registration on. It is the registration itself, and has fields where others have
 * closures: there can be a hundred thousand.
 */
abstract class Wait<D extends Definition.Any, M, A extends object> implements Registration<M>, Waited<A> {
  readonly definition: D
  readonly sequence: number
  protected readonly receiver: Receiver
  protected readonly options: WaitOptions<D, A>
  readonly #bucket: Bucket<M>
  /** What whoever awaits it gets, once that is known. */
  #outcome: Effect.Effect<A, unknown> | undefined
  /** Those who await it: one in `once`, any number in `taken`. */
  #resume: ((outcome: Effect.Effect<A, unknown>) => void) | undefined
  #deferred: Deferred.Deferred<A, unknown> | undefined
  /** Waits for the event that ends it. */
  #event: Fiber.Fiber<unknown> | undefined

  /** Registers it, until it is closed. */
  constructor(
    receiver: Receiver,
    registry: Registry<M>,
    definition: D,
    where: Where,
    options: WaitOptions<D, A>
  ) {
    this.receiver = receiver
    this.definition = definition
    this.options = options
    this.sequence = receiver.nextSequence()
    this.#bucket = registry.add(this, where)
  }

  get order(): number {
    return 0
  }

  get where(): Where {
    return this.#bucket.where
  }

  get isImmediate(): boolean {
    return this.options.autoreturn === true
  }

  /** Reads what has come. */
  protected abstract read(message: M): Result.Result<A, Misfit>

  /** What has come does not fit. */
  protected abstract refuse(message: M): void

  /** A message is here, and in nobody's hands yet; whoever runs the result has it. */
  protected abstract take(message: M, read: A): Effect.Effect<A>

  offer(message: M): boolean {
    const selected = select(this.receiver, this.definition, this.options, this.read(message), (misfit) => {
      this.refuse(message)
      this.#end(Effect.fail(misfit))
    })
    if (selected === undefined) return false
    this.#end(this.take(message, selected))
    return true
  }

  /** Nothing is taken any more. */
  protected unregister(): void {
    this.#bucket.delete(this)
  }

  #end(outcome: Effect.Effect<A, unknown>): void {
    this.unregister()
    if (this.#outcome !== undefined) return
    this.#outcome = outcome
    this.#resume?.(outcome)
    if (this.#deferred !== undefined) Deferred.doneUnsafe(this.#deferred, outcome)
  }

  get taken(): Effect.Effect<A, Misfit> {
    // Only an event ends it with anything else.
    return Effect.suspend(() =>
      this.#outcome ?? Deferred.await(this.#deferred ??= Deferred.makeUnsafe())
    ) as Effect.Effect<A, Misfit>
  }

  get once(): Effect.Effect<A, unknown> {
    return Effect.withFiber((fiber) => {
      const { until } = this.options
      if (until !== undefined) {
        // Not an observer of the fiber: when many wait, V8 makes the lists of those among the old objects, and what a
        // list refers to is then not collected with the young (one of 1,000 was found at 0.7 of the rate of 1 of 1).
        const event = Effect.runForkWith(fiber.context)(Effect.onExitPrimitive(until, (exit) => {
          this.#event = undefined
          this.#end(abandoned(exit))
          return undefined
        }))
        const exit = event.pollUnsafe()
        // If it has come already, it was first.
        if (exit !== undefined) return abandoned(exit)
        this.#event = event
      }
      return Effect.callback<A, unknown>((resume) => {
        if (this.#outcome === undefined) this.#resume = resume
        else resume(this.#outcome)
      })
    })
  }

  close(): Effect.Effect<void> | undefined {
    this.#end(Effect.interrupt)
    return this.#event === undefined || this.#event.pollUnsafe() !== undefined
      ? undefined
      : Fiber.interrupt(this.#event)
  }
}

const abandoned = (exit: Exit.Exit<unknown>): Exit.Exit<never, Abandoned<unknown>> =>
  Exit.isSuccess(exit) ? Exit.fail(new Abandoned(exit.value)) : Exit.failCause(exit.cause)

class MessageWait<D extends Definition.Any> extends Wait<D, Held, IncomingMessage<D>> {
  #undelivered: Held | undefined

  protected read(held: Held): Result.Result<IncomingMessage<D>, Misfit> {
    return incoming(this.definition, held, this, this.receiver)
  }

  protected refuse(held: Held): void {
    held.isMisfit = true
  }

  protected take(held: Held, message: IncomingMessage<D>): Effect.Effect<IncomingMessage<D>> {
    this.#undelivered = held
    if (this.isImmediate) autoreturn(this.receiver, held)
    // In this order: an interruption in between must find one of the two responsible.
    return Effect.andThen(
      Keeping.keep(this.receiver.hand, held),
      Effect.sync(() => {
        this.#undelivered = undefined
        return message
      })
    )
  }

  override close(): Effect.Effect<void> | undefined {
    // First, so that nothing can be taken any more.
    this.unregister()
    if (this.#undelivered !== undefined) this.receiver.hand.fallBack(this.#undelivered, "abandoned")
    return super.close()
  }
}

class WatchWait<D extends Definition.Any> extends Wait<D, Seen, WatchedMessage<D>> {
  protected read(seen: Seen): Result.Result<WatchedMessage<D>, Misfit> {
    return watched(this.definition, seen)
  }

  protected refuse(): void {}

  protected take(_: Seen, message: WatchedMessage<D>): Effect.Effect<WatchedMessage<D>> {
    return Effect.succeed(message)
  }
}

/** Registers a wait for one message. It is its maker's to close. */
export const waitForMessage = <D extends Definition.Any>(
  receiver: Receiver,
  desk: Desk,
  definition: D,
  options: MessageOptions<D>
): Result.Result<Waited<IncomingMessage<D>>, RegistrationError> =>
  Result.map(
    encodeWhere(definition, options.where),
    (where) => new MessageWait(receiver, desk.waits, definition, where, options)
  )

/** Registers a wait for one watched message. It is its maker's to close. */
export const waitForWatch = <D extends Definition.Any>(
  receiver: Receiver,
  definition: D,
  options: WatchOptions<D>
): Result.Result<Waited<WatchedMessage<D>>, RegistrationError> =>
  Result.map(
    encodeWhere(definition, options.where),
    (where) => new WatchWait(receiver, receiver.watches, definition, where, options)
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
