/**
 * Byte strings: text in which each character stands for one byte (0..255).
 *
 * A line inside a program is a byte string, since splitting, matching and unescaping need no more and nothing is
 * lost. It becomes text only when somebody reads a value. Yate's text is usually UTF-8, but nothing enforces it: a
 * Latin-1 SIP header passes through (`priority-b.txt` holds an 0xFF), so the conversion is reversible. A byte that is
 * not UTF-8 becomes the lone surrogate U+DC80..U+DCFF of the same low byte, and comes back as that byte.
 *
 * @since 0.1.0
 */

const nonAscii = /[^\0-\x7f]/
const encoder = new TextEncoder()
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })

const toBytes = (bytes: string): Uint8Array => {
  const out = new Uint8Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) out[i] = bytes.charCodeAt(i)
  return out
}

const fromBytes = (bytes: Uint8Array): string => {
  let out = ""
  for (const byte of bytes) out += String.fromCharCode(byte)
  return out
}

/** Length in bytes of the UTF-8 sequence that the byte may start; 0 when it can't start one. */
const sequenceLength = (byte: number): number =>
  byte < 0x80 ? 1 : byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

/** The slow way, for values that hold invalid UTF-8: sequence by sequence. */
const toTextLossless = (bytes: Uint8Array): string => {
  let out = ""
  let at = 0
  while (at < bytes.length) {
    const byte = bytes[at] as number // at < length
    const length = sequenceLength(byte)
    const text = length > 0 && at + length <= bytes.length ? decode(bytes.subarray(at, at + length)) : undefined
    if (text === undefined) {
      out += String.fromCharCode(0xdc00 + byte)
      at += 1
    } else {
      out += text
      at += length
    }
  }
  return out
}

/**
 * Reads a byte string as text: UTF-8, with bytes that are not UTF-8 as lone surrogates (U+DC80..U+DCFF).
 *
 * `fromText(toText(bytes))` is `bytes`, for all byte strings.
 *
 * @category conversions
 * @since 0.1.0
 */
export const toText = (bytes: string): string => {
  if (!nonAscii.test(bytes)) return bytes
  const array = toBytes(bytes)
  return decode(array) ?? toTextLossless(array)
}

/**
 * Writes text as a byte string: UTF-8, with the lone surrogates of `toText` as the bytes they stand for.
 * Other lone surrogates become U+FFFD, as in every UTF-8 encoder.
 *
 * @category conversions
 * @since 0.1.0
 */
export const fromText = (text: string): string => {
  if (!nonAscii.test(text)) return text
  if (text.isWellFormed()) return fromBytes(encoder.encode(text))
  let out = ""
  for (const character of text) {
    const code = character.codePointAt(0) as number // a character has a first code point
    out += code >= 0xdc80 && code <= 0xdcff
      ? String.fromCharCode(code - 0xdc00)
      : fromBytes(encoder.encode(character))
  }
  return out
}
