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

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

/** Length in bytes of the UTF-8 sequence that the byte may start; 0 when it can't start one. */
const sequenceLength = (byte: number): number =>
  byte < 0x80 ? 1 : byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0

/** The code point that a sequence of that length at `at` stands for, if it is one in UTF-8. */
const codePointAt = (bytes: Uint8Array, at: number, length: number): number | undefined => {
  const first = bytes[at] as number // the caller has looked at it
  let code = length === 1 ? first : first & (0x7f >> length)
  for (let i = at + 1; i < at + length; i++) {
    const next = bytes[i] ?? 0
    if ((next & 0xc0) !== 0x80) return undefined
    code = (code << 6) | (next & 0x3f)
  }
  const overlong = (length === 3 && code < 0x800) || (length === 4 && code < 0x1_0000)
  const surrogate = code >= 0xd800 && code <= 0xdfff
  return overlong || surrogate || code > 0x10_ffff ? undefined : code
}

/**
 * The way for values that hold invalid UTF-8, sequence by sequence. By hand: an exception of the decoder for each
 * invalid one took seconds for a hostile value of 1 MiB.
 */
const toTextLossless = (bytes: Uint8Array): string => {
  let out = ""
  let at = 0
  while (at < bytes.length) {
    const byte = bytes[at] as number // at < length
    const length = sequenceLength(byte)
    const code = length === 0 ? undefined : codePointAt(bytes, at, length)
    out += code === undefined ? String.fromCharCode(0xdc00 + byte) : String.fromCodePoint(code)
    at += code === undefined ? 1 : length
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
