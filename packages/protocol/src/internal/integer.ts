/**
 * Whole numbers as the engine reads them (`strtol` with base 0): blanks before it, a sign, `0x` for hexadecimal and a
 * leading `0` for octal. The ranges are the engine's C types; a number out of range counts as none.
 */
const leading = /^[ \t\n\v\f\r]*([+-]?)(0[xX][\da-fA-F]+|0[0-7]*|[1-9]\d*)/

const valueOf = (digits: string): number =>
  /^0[xX]/.test(digits) ? Number.parseInt(digits, 16) : Number.parseInt(digits, digits.startsWith("0") ? 8 : 10)

interface Leading {
  readonly value: number
  /** Bytes that the number takes, the blanks before it included. */
  readonly length: number
}

const read = (piece: string): Leading | undefined => {
  const match = leading.exec(piece)
  if (match === null) return undefined
  const [all, sign, digits = ""] = match
  // "0 -" and not "-": there is no negative zero in an int.
  return { value: sign === "-" ? 0 - valueOf(digits) : valueOf(digits), length: all.length }
}

/** Largest time that the engine reads: seconds in an `unsigned int`. */
export const maxTime = 0xffff_ffff

/** Largest priority that the engine reads: it takes `INT_MAX` itself for an overflow. */
export const maxInt = 0x7fff_ffff - 1

/** Smallest priority that the engine reads: `INT_MIN` is an overflow too. */
export const minInt = -0x7fff_ffff

/** The int that a piece starts with. What follows it is the caller's. */
export const leadingInt = (piece: string): Leading | undefined => {
  const number = read(piece)
  return number === undefined || number.value > maxInt || number.value < minInt ? undefined : number
}

/** A piece that is an int as a whole. */
export const int = (piece: string): number | undefined => {
  const number = leadingInt(piece)
  return number?.length === piece.length ? number.value : undefined
}

/** A piece that is a time in seconds as a whole; nothing is 0. */
export const time = (piece: string): number | undefined => {
  // Runs for every message: the decimal form that everybody writes needs no expression.
  const first = piece.charCodeAt(0)
  if (first > 48 && first <= 57 && piece.length <= 10) {
    let value = 0
    let at = 0
    for (; at < piece.length; at++) {
      const digit = piece.charCodeAt(at) - 48
      if (digit < 0 || digit > 9) break
      value = value * 10 + digit
    }
    return at === piece.length && value <= maxTime ? value : undefined
  }
  if (piece === "" || piece === "0") return 0
  const number = read(piece)
  return number?.length === piece.length && number.value >= 0 && number.value <= maxTime ? number.value : undefined
}
