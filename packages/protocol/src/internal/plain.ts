/** Text that is the same on the wire and in a program: most of it. One test tells, instead of one for each rule. */

/**
 * ASCII without control bytes and `%`: what unescapes to itself. A loop over a part of a line, where it stands: most are
 * short, and to set up an expression takes 20 ns.
 */
export const isPlainBetween = (bytes: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) {
    const code = bytes.charCodeAt(at)
    if (code < 0x20 || code === 0x25 || code > 0x7e) return false
  }
  return true
}

/** ASCII without control bytes, `%` and `:`: what escapes to itself. */
export const isPlain = (text: string): boolean => !/[^ -$&-9;-~]/.test(text)
