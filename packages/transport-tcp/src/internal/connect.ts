/**
 * A dial of either transport: the socket, the link over it, and the listener's first line.
 */
import { Codec } from "@yatefx/protocol"
import * as LineLink from "@yatefx/transport/LineLink"
import type { Transport } from "@yatefx/transport/Transport"
import { LinkLost, TransportError, Unreachable } from "@yatefx/transport/TransportError"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type * as Net from "node:net"
import type { ListenerOptions } from "../Listener.ts"
import type { DialFailed } from "./dial.ts"
import { dial } from "./dial.ts"
import { describeLoss } from "./loss.ts"

const connectLine = ({ id, role, type }: ListenerOptions): Result.Result<ReadonlyArray<string>, string> => {
  if (role === undefined) return Result.succeed([])
  const frame = {
    _tag: "Connect" as const,
    role,
    ...(id === undefined ? {} : { id }),
    ...(type === undefined ? {} : { type })
  }
  return Codec.encode(frame).pipe(
    Result.map((line) => [line]),
    Result.mapError((error) => `"${error.field}" can't be sent: it holds what would end it (${error.reason}).`)
  )
}

export const makeConnect = (
  options: ListenerOptions & {
    readonly address: string
    readonly net: Net.NetConnectOpts
    readonly blankLine: boolean
    readonly advice: (error: DialFailed) => string
  }
): Transport["Service"]["connect"] => {
  const { address } = options
  const unreachable = (advice: string, cause: unknown) =>
    new TransportError({ address, reason: new Unreachable({ advice, cause }) })
  return Effect.gen(function*() {
    const first = yield* Effect.fromResult(
      Result.mapError(connectLine(options), (advice) => unreachable(advice, new Error(advice)))
    )
    const duplex = yield* Effect.mapError(
      dial(options.net, options.connectTimeout ?? "5 seconds"),
      (error) => unreachable(options.advice(error), error.cause)
    )
    let isSilent = true
    const link = yield* LineLink.make({
      write: duplex.write,
      pull: Effect.map(duplex.pull, (chunks) => {
        isSilent = false
        return chunks
      })
    }, {
      address,
      blankLine: options.blankLine,
      maxLineLength: options.maxLineLength,
      ended: (cause) =>
        new LinkLost({
          cause: isSilent && options.role === undefined
            ? new Error(
              "it was closed before it said a word. A listener without a role of its own wants \"role\" to be set",
              { cause }
            )
            : describeLoss(cause)
        })
    })
    for (const line of first) yield* link.write([line])
    return link
  }).pipe(Effect.withSpan("Transport.connect", { attributes: { address } }))
}
