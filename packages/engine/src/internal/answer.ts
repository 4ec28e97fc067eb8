/**
 * How the engine reads an application's answer and message, piece by piece (Yate's `Message::commonDecode`).
 *
 * A malformed line is not taken back: what came before the malformed piece has changed the message by then
 * (`answer-timeout.txt`, s2). That is why the codec, which gives a frame or an error, is not used for answers.
 */
import { ByteString, Escape, YateBoolean } from "@yatefx/protocol"
import * as Result from "effect/Result"
import type { EngineMessage } from "../EngineMessage.ts"

const read = (piece: string): string | undefined => {
  const bytes = Escape.unescape(piece)
  return Result.isSuccess(bytes) ? ByteString.toText(bytes.success) : undefined
}

/** Applies `name:returnValue[:piece…]` to a message. False where a piece is malformed; the rest is then left out. */
export const applyFields = (message: EngineMessage, fields: string): boolean => {
  const [namePiece = "", returnPiece, ...pieces] = fields.split(":")
  const name = read(namePiece)
  if (returnPiece === undefined || name === undefined) return false
  if (name !== "") message.name = name
  const returnValue = read(returnPiece)
  if (returnValue === undefined) return false
  message.returnValue = returnValue
  for (const piece of pieces) {
    if (piece === "") continue
    const text = read(piece)
    const equals = text?.indexOf("=") ?? 0
    if (text === undefined || equals === 0) return false
    if (equals < 0) message.delete(text)
    else message.set(text.slice(0, equals), text.slice(equals + 1))
  }
  return true
}

/** A message that waits for an answer. */
export interface Asked {
  readonly message: EngineMessage
  /** What is said when nothing more comes: also an answer that is malformed further on has set it. */
  handled: boolean
}

/** Applies what follows `%%<message:<id>:`. False when it is no complete answer, and the message waits on. */
export const applyAnswer = (asked: Asked, rest: string): boolean => {
  const colon = rest.indexOf(":")
  if (colon < 0) return false
  const handled = YateBoolean.parse(rest.slice(0, colon))
  if (handled === undefined) return false
  asked.handled = handled
  const fields = rest.slice(colon + 1)
  return fields === "" || applyFields(asked.message, fields)
}
