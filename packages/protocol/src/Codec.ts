/**
 * Lines to frames and back. Pure and fast; `FrameSchema` is its slow twin, and a property holds the two together.
 *
 * @since 0.1.0
 */
import type * as Result from "effect/Result"
import type { Frame } from "./Frame.ts"
import { decodeFrame } from "./internal/decodeFrame.ts"
import { encodeFrame } from "./internal/encodeFrame.ts"
import type { DecodeError, EncodeError } from "./ProtocolError.ts"

/**
 * Reads one line (a byte string without its end) as a frame. Never throws: what is not a command is a `DecodeError`
 * with the offset and the reason. A message's parameters stay undecoded, and malformed ones are found when they are
 * read (`Parameters`).
 *
 * @example
 * ```ts
 * import { Codec } from "@yatefx/protocol"
 *
 * Codec.decode("%%<message:42:true:call.route:dumb/:id=sip/1") // a Result with a MessageReply
 * ```
 *
 * @category decoding
 * @since 0.1.0
 */
export const decode = (line: string): Result.Result<Frame, DecodeError> => decodeFrame(line)

/**
 * Writes a frame as a line (a byte string without its LF). Refuses, with an `EncodeError` that names the field, what
 * the other side could not read or would read as something else: NUL, a raw field that would be cut, a number out of
 * the engine's range, a line over `limit`. That parameters are readable is for `Parameters.encode` to see to.
 *
 * `limit` is the largest line in bytes, its LF included: one less than the engine's `bufsize`, since a line that
 * doesn't fit closes the connection. No limit when it is missing.
 *
 * @category encoding
 * @since 0.1.0
 */
export const encode = (
  frame: Frame,
  options?: { readonly limit?: number | undefined }
): Result.Result<string, EncodeError> => encodeFrame(frame, options?.limit)
