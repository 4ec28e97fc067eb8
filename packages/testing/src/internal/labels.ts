/**
 * What was said, made fit to be shown: hostile bytes must not reach a terminal or a page.
 */

/** Control characters, line breaks, what turns the direction of text, and surrogates that stand alone. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu

export const printable = (text: string): string => text.replace(unprintable, "\u00b7")

/** At most so many characters; the middle is left out, since both ends tell. */
export const clip = (text: string, length: number): string => {
  const characters = Array.from(text)
  if (characters.length <= length) return text
  const tail = Math.floor((length - 1) / 3)
  return `${characters.slice(0, length - 1 - tail).join("")}…${characters.slice(-tail).join("")}`
}
