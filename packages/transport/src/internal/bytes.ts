/**
 * Bytes ⇄ byte strings, without Node: no `TextDecoder` has a true Latin-1 (its `latin1` is windows-1252).
 */

const nonAscii = /[^\0-\x7f]/
// ignoreBOM keeps a BOM in the text, so that it counts as not ASCII.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true })

/** Arguments that one call takes on every engine. */
const slice = 8192

/** What Node's `Buffer` has: its true Latin-1. */
interface Latin1 {
  readonly latin1Slice: () => string
}

const hasLatin1 = (bytes: Uint8Array): bytes is Uint8Array & Latin1 =>
  "latin1Slice" in bytes && typeof bytes.latin1Slice === "function"

/** One character for each byte. */
export const toByteString = (bytes: Uint8Array): string => {
  // One byte that is not ASCII takes the others out of the fast way: 37 µs for each large message, and 5 µs with this.
  if (hasLatin1(bytes)) return bytes.latin1Slice()
  // Elsewhere nearly all lines are ASCII, where UTF-8 is the same and native.
  const text = decoder.decode(bytes)
  if (!nonAscii.test(text)) return text
  let out = ""
  for (let at = 0; at < bytes.length; at += slice) out += String.fromCharCode(...bytes.subarray(at, at + slice))
  return out
}

const wide = /[\u0100-\uffff]/

/** Throws for a character over 255: cut to its low byte it could become a LF, that is, another command. */
export const checkByteString = (text: string): void => {
  const at = text.search(wide)
  if (at >= 0) throw new RangeError(`not a byte string at ${at}: write text with ByteString.fromText`)
}
