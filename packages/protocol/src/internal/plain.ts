/** Text that is the same on the wire and in a program: most of it. One test tells, instead of one for each rule. */

/** ASCII without control bytes and `%`: what unescapes to itself. */
export const isPlainOnWire = (bytes: string): boolean => !/[^ -$&-~]/.test(bytes)

/** The same of a part of a line that is likely short, where it stands: to set up an expression takes 20 ns. */
export const isPlainBetween = (bytes: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) {
    const code = bytes.charCodeAt(at)
    if (code < 0x20 || code === 0x25 || code > 0x7e) return false
  }
  return true
}

/** The same without `:`: what escapes to itself. */
export const isPlain = (text: string): boolean => !/[^ -$&-9;-~]/.test(text)
