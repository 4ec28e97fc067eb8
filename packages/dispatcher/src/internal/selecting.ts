/** Puts registrations into their registry, and tells which messages are for them. */
import { Definition, type Misfit } from "@yatefx/messages"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type * as Scope from "effect/Scope"
import { RegistrationError } from "../DispatcherError.ts"
import type { Receiver } from "./receiver.ts"
import type { Registration, Registry, Where } from "./registry.ts"

/** What a message's parameters must be, as the registry wants it. */
export const encodeWhere = <D extends Definition.Any>(
  definition: D,
  where: Definition.Where<D> | undefined
): Result.Result<Where, RegistrationError> =>
  Result.mapError(
    Definition.encodeWhere(definition, where ?? {}),
    (reason) => new RegistrationError({ messageName: definition.name, reason })
  )

/** Adds a registration for as long as the scope lives. */
export const register = <M, D extends Definition.Any>(
  receiver: Receiver,
  registry: Registry<M>,
  definition: D,
  options: { readonly where?: Definition.Where<D>; readonly order?: number; readonly isImmediate?: boolean },
  offer: (message: M, registration: Registration<M>) => boolean
): Effect.Effect<void, RegistrationError, Scope.Scope> =>
  Effect.asVoid(Effect.acquireRelease(
    Effect.suspend(() =>
      Effect.fromResult(Result.map(encodeWhere(definition, options.where), (where) => {
        const registration: Registration<M> = {
          definition,
          where,
          order: options.order ?? 0,
          // Taken in the step in which it is added: a fiber paused between the two would let a younger one come first.
          sequence: receiver.nextSequence(),
          isImmediate: options.isImmediate ?? false,
          offer: (message) => offer(message, registration)
        }
        const bucket = registry.add(registration, where)
        return () => bucket.delete(registration)
      }))
    ),
    (remove) => Effect.sync(remove)
  ))

/** Whether a guard lets a message through. One that throws doesn't, and is logged. */
const passes = <M>(
  receiver: Receiver,
  name: string,
  guard: ((message: M) => boolean) | undefined,
  message: M
): boolean => {
  if (guard === undefined) return true
  try {
    return guard(message)
  } catch (defect) {
    receiver.report(Effect.logError(`The guard of a registration for ${name} threw`, Cause.die(defect)))
    return false
  }
}

/**
 * Reads and tests a message; `undefined` if it is not for this registration. One that can't be read is for nobody here:
 * `onMisfit` is told, unless a guard might not have wanted it, and the next is asked.
 */
export const select = <M extends object>(
  receiver: Receiver,
  definition: Definition.Any,
  options: { readonly guard?: (message: M) => boolean },
  read: Result.Result<M, Misfit>,
  onMisfit: (misfit: Misfit) => void
): M | undefined => {
  if (Result.isFailure(read)) {
    if (options.guard === undefined) onMisfit(read.failure)
    else receiver.report(Effect.logWarning(`A guard was not asked: ${read.failure.message}`))
    return undefined
  }
  const message = read.success
  return passes(receiver, definition.name, options.guard, message) ? message : undefined
}
