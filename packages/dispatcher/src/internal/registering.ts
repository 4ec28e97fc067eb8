/** Makes registrations: what is done with a message when it has found whom it is for. */
import type { Definition, Misfit } from "@yatefx/messages"
import { Frame } from "@yatefx/protocol"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FiberSet from "effect/FiberSet"
import * as Queue from "effect/Queue"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { Abandoned, type RegistrationError } from "../DispatcherError.ts"
import type { IncomingMessage, WatchedMessage } from "../IncomingMessage.ts"
import type { HandleOptions, MessageOptions, StreamOptions, WatchOptions } from "../Options.ts"
import type { Held } from "./hand.ts"
import * as Keeping from "./keeping.ts"
import { heldOf, incoming, watched } from "./messages.ts"
import type { Desk, Receiver } from "./receiver.ts"
import { register, select } from "./selecting.ts"

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

/** What is expected, in two steps: to wait for it, and to have it. */
export interface Expected<A> {
  readonly taken: Effect.Effect<A, Misfit>
  /** Makes whoever runs this the one who has it. */
  readonly deliver: (message: A) => Effect.Effect<void>
}

/** A wait for one message, registered now. Ends, with whoever awaits it, when the scope closes. */
export const expectMessage = <D extends Definition.Any>(
  receiver: Receiver,
  desk: Desk,
  definition: D,
  options: MessageOptions<D>
): Effect.Effect<Expected<IncomingMessage<D>>, RegistrationError, Scope.Scope> =>
  Effect.gen(function*() {
    const taken = Deferred.makeUnsafe<IncomingMessage<D>, Misfit>()
    // Taken, and not yet in anybody's hands.
    let undelivered: Held | undefined
    // Before the registration, so that it runs after its end: nothing can be taken any more.
    yield* Effect.addFinalizer(() =>
      Effect.sync(() => {
        if (undelivered !== undefined) receiver.hand.fallBack(undelivered, "abandoned")
        Deferred.doneUnsafe(taken, Effect.interrupt)
      })
    )
    yield* register(receiver, desk.waits, definition, waiting(options), (held, registration) => {
      const selected = select(
        receiver,
        definition,
        options,
        incoming(definition, held, registration, receiver),
        (misfit) => {
          desk.waits.delete(registration)
          held.isMisfit = true
          Deferred.doneUnsafe(taken, Effect.fail(misfit))
        }
      )
      if (selected === undefined) return false
      desk.waits.delete(registration)
      undelivered = held
      if (options.autoreturn === true) autoreturn(receiver, held)
      return Deferred.doneUnsafe(taken, Effect.succeed(selected))
    })
    return {
      taken: Deferred.await(taken),
      deliver: (message) => {
        const held = heldOf(message)
        // In this order: an interruption in between must find one of the two responsible.
        const kept = held === undefined ? Effect.void : Keeping.keep(receiver.hand, held)
        return Effect.andThen(kept, Effect.sync(() => undelivered = undefined))
      }
    }
  })

/** A wait for one watched message, registered now. Ends, with whoever awaits it, when the scope closes. */
export const expectWatch = <D extends Definition.Any>(
  receiver: Receiver,
  definition: D,
  options: WatchOptions<D>
): Effect.Effect<Expected<WatchedMessage<D>>, RegistrationError, Scope.Scope> =>
  Effect.gen(function*() {
    const seen = Deferred.makeUnsafe<WatchedMessage<D>, Misfit>()
    yield* Effect.addFinalizer(() => Effect.sync(() => Deferred.doneUnsafe(seen, Effect.interrupt)))
    yield* register(receiver, receiver.watches, definition, options, (message, registration) => {
      const selected = select(receiver, definition, options, watched(definition, message), (misfit) => {
        receiver.watches.delete(registration)
        Deferred.doneUnsafe(seen, Effect.fail(misfit))
      })
      if (selected === undefined) return false
      receiver.watches.delete(registration)
      return Deferred.doneUnsafe(seen, Effect.succeed(selected))
    })
    return { taken: Deferred.await(seen), deliver: () => Effect.void }
  })

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
