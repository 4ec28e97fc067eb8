/** Registrations that are done with a message before the next is looked at: no fiber, no queue, no scope for each. */
import type { Definition } from "@yatefx/messages"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type * as Scope from "effect/Scope"
import type { RegistrationError } from "../DispatcherError.ts"
import type { Decision, IncomingMessage, WatchedMessage } from "../IncomingMessage.ts"
import type { HandleOptions, WatchOptions } from "../Options.ts"
import { answerAtOnce, incoming, watched } from "./messages.ts"
import type { Desk, Receiver } from "./receiver.ts"
import { register, select } from "./selecting.ts"

/** Calls back for each watched message, for as long as the scope lives. */
export const observe = <D extends Definition.Any>(
  receiver: Receiver,
  definition: D,
  options: WatchOptions<D>,
  observer: (message: WatchedMessage<D>) => void
): Effect.Effect<void, RegistrationError, Scope.Scope> =>
  register(receiver, receiver.watches, definition, options, (seen) => {
    const message = select(receiver, definition, options, watched(definition, seen), (misfit) => {
      receiver.report(Effect.logWarning(misfit.message))
    })
    if (message === undefined) return false
    try {
      observer(message)
    } catch (defect) {
      receiver.report(Effect.logError(`An observer of ${definition.name} threw`, Cause.die(defect)))
    }
    return true
  })

/** Asks for each message what to answer, for as long as the scope lives. */
export const decide = <D extends Definition.Any>(
  receiver: Receiver,
  desk: Desk,
  definition: D,
  options: HandleOptions<D>,
  decider: (message: IncomingMessage<D>) => Decision<D> | undefined
): Effect.Effect<void, RegistrationError, Scope.Scope> => {
  const isImmediate = true
  return register(receiver, desk.handlers, definition, { ...options, isImmediate }, (held, registration) => {
    const read = incoming(definition, held, registration, receiver)
    const message = select(receiver, definition, options, read, (misfit) => {
      held.isMisfit = true
      receiver.report(Effect.logError(misfit.message))
    })
    if (message === undefined) return false
    const fail = (text: string, cause?: Cause.Cause<never>): void => {
      const { name, parameters } = held.frame
      const log = cause === undefined ? Effect.logError(text) : Effect.logError(text, cause)
      receiver.report(Effect.annotateLogs(log, { message: name, call: parameters.get("id") ?? "" }))
    }
    try {
      const decision = decider(message)
      if (decision === undefined) {
        // Asked once, also when a handler after this one passes the message on.
        ;(held.passedBy ??= new Set()).add(registration)
        return false
      }
      const answered = answerAtOnce(definition, held, decision, receiver)
      if (Result.isFailure(answered)) {
        fail(`A decision was refused, and the engine told "not processed": ${answered.failure.message}`)
      }
    } catch (defect) {
      fail(`A decider of ${definition.name} threw`, Cause.die(defect))
      receiver.hand.fallBack(held, "abandoned")
    }
    return true
  })
}
