/**
 * What must hold for any bytes that come in: cutting them into lines gives the same however they arrive, no line makes
 * the codec throw, it agrees with its slow twin, and what it wrote it reads as the same.
 */
import {
  ByteString,
  Codec,
  Escape,
  type Frame,
  FrameSchema,
  LineDecoder,
  Parameters,
  Redaction
} from "@yatefx/protocol"
import { Result, Schema } from "effect"
import assert from "node:assert/strict"
import { Dice } from "./dice.ts"

const decodeTwin = Schema.decodeResult(FrameSchema.FrameFromLine)
const encodeTwin = Schema.encodeResult(FrameSchema.FrameFromLine)

/** Longest line that the fuzzed decoder takes, in bytes. */
const limit = 512

const cut = (bytes: string, sizes: () => number) => {
  const decoder = new LineDecoder.LineDecoder({ limit })
  const lines: Array<string> = []
  for (let at = 0; at < bytes.length;) {
    const size = sizes()
    const result = decoder.push(bytes.slice(at, at + size))
    // Lines of the same chunk as one that is too long are lost with it, so where it was cut decides which.
    if (Result.isFailure(result)) return { lines, isTooLong: true }
    lines.push(...result.success)
    at += size
  }
  return { lines, isTooLong: false }
}

const plain = (frame: Frame.Frame): unknown =>
  "parameters" in frame ? { ...frame, parameters: frame.parameters.encoded } : frame

const checkParameters = (parameters: Parameters.Parameters): void => {
  const { changes, encoded, malformed } = parameters
  for (const [name, value] of changes) {
    assert(name !== "", "a parameter without a name was read")
    if (value !== undefined) {
      const first = changes.find((change) => change[0] === name && change[1] !== undefined)
      assert.equal(Parameters.Parameters.fromWire(encoded).get(name), first?.[1], "get reads another value than all")
    }
  }
  const strict = Parameters.decodeStrict(parameters)
  if (Result.isSuccess(strict)) {
    assert.deepEqual(malformed, [], "strict where lenient complains")
    assert.deepEqual(strict.success, changes, "strict reads another thing than lenient")
  }
  const written = Parameters.encode(changes, "engine")
  if (Result.isFailure(written)) {
    assert(changes.some(([name, value]) => `${name}${value ?? ""}`.includes("\0")), written.failure.message)
    return
  }
  assert.deepEqual(written.success.changes, changes, "what was written is read as something else")
}

/** One line; the bytes of a line may be any, also those that a `LineDecoder` never lets through. */
const checkLine = (line: string): void => {
  const shown = Redaction.line(line)
  assert.equal(Redaction.line(shown), shown, "a line that has lost its secrets loses more")
  const decoded = Codec.decode(line)
  const twin = Result.getOrUndefined(decodeTwin(line))
  if (Result.isFailure(decoded)) {
    assert(decoded.failure.message.length < 1000, "an error that quotes too much")
    assert.equal(twin, undefined, "only the twin reads it")
    return
  }
  const frame = decoded.success
  assert(twin !== undefined, "the twin does not read it")
  assert.deepEqual(plain(twin), plain(frame), "the twin reads something else")
  if ("parameters" in frame) checkParameters(frame.parameters)
  const encoded = Codec.encode(frame)
  assert.equal(Result.getOrUndefined(encodeTwin(frame)), Result.getOrUndefined(encoded), "the twin writes otherwise")
  if (Result.isFailure(encoded)) return
  const again = Codec.decode(encoded.success)
  assert(Result.isSuccess(again), "what was written can't be read")
  assert.deepEqual(plain(again.success), plain(frame), "what was written is read as something else")
  const { length } = encoded.success
  assert(Result.isSuccess(Codec.encode(frame, { limit: length + 1 })), "refused although it fits")
  assert(Result.isFailure(Codec.encode(frame, { limit: length })), "not refused although it doesn't fit")
}

/** Throws when something does not hold. */
export const check = (bytes: string): void => {
  assert.equal(ByteString.fromText(ByteString.toText(bytes)), bytes, "text that is written as other bytes")
  // NUL is the one byte that no line can hold.
  const text = bytes.replaceAll("\0", "")
  assert.deepEqual(Escape.unescape(Escape.escape(text)), Result.succeed(text), "an escape that is read otherwise")
  const dice = new Dice(bytes.length)
  const whole = cut(bytes, () => bytes.length)
  const pieces = cut(bytes, () => 1 + dice.below(40))
  const byByte = cut(bytes, () => 1)
  assert.equal(pieces.isTooLong, whole.isTooLong, "too long depends on the cut")
  assert.equal(byByte.isTooLong, whole.isTooLong, "too long depends on the cut")
  if (!whole.isTooLong) {
    assert.deepEqual(pieces.lines, whole.lines, "lines depend on the cut")
    assert.deepEqual(byByte.lines, whole.lines, "lines depend on the cut")
  }
  for (const line of byByte.lines) {
    assert(line !== "" && line.length <= limit && !/[\n\0]/.test(line), "no line at all")
    checkLine(line)
  }
  if (byByte.lines[0] !== bytes) checkLine(bytes.slice(0, limit))
}

/** Throws when something does not hold, as one that a test or a campaign hands over. */
export const checkItem = (item: unknown): void => {
  assert(typeof item === "string", "a case of the codec is a byte string")
  check(item)
}
