/**
 * What doesn't fit a definition.
 *
 * @since 0.1.0
 */
import { Redaction } from "@yatefx/protocol"
import * as Data from "effect/Data"

const shorten = (value: string): string => JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)

/**
 * A parameter that doesn't fit its message's definition: received with a value that is not of its type, missing where
 * it is required, or given to us to send. The message that carried it is answered as not processed.
 *
 * @category errors
 * @since 0.1.0
 */
export class Misfit extends Data.TaggedError("Misfit")<{
  /** The message's name, `call.route`. */
  readonly messageName: string
  /** The parameter's name, or `returnValue`. */
  readonly parameter: string
  /** The value, as text; `undefined` when the parameter is missing. May be a secret, which the message doesn't show. */
  readonly value: string | undefined
  readonly expected: string
}> {
  override get message(): string {
    const { expected, messageName, parameter, value } = this
    if (value === undefined) return `${messageName}: the parameter ${shorten(parameter)} is missing`
    const isSecret = parameter === "returnValue"
      ? Redaction.isReturnSecret(messageName)
      : Redaction.isSecret(parameter)
    // A schema's words may quote the value.
    return isSecret
      ? `${messageName}: the parameter ${shorten(parameter)} does not fit (its value is not shown)`
      : `${messageName}: the parameter ${shorten(parameter)} is ${shorten(value)}: ${expected}`
  }
}
