/**
 * What ended a link, for a person.
 */
import { isSocketError } from "effect/socket/Socket"

/** The network's own word for it in place of the socket library's; the whole stays as its cause. */
export const describeLoss = (cause: unknown): unknown => {
  if (!isSocketError(cause)) return cause
  const { reason } = cause
  if (reason._tag === "SocketCloseError") {
    return reason.code === 1000 ? new Error("the engine closed the connection", { cause }) : cause
  }
  return reason.cause instanceof Error ? new Error(reason.cause.message, { cause }) : cause
}
