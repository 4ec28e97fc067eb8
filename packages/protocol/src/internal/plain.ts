/** Text that is the same on the wire and in a program: most of it. One test tells, instead of one for each rule. */

/** ASCII without control bytes and `%`: what unescapes to itself. */
export const isPlainOnWire = (bytes: string): boolean => !/[^ -$&-~]/.test(bytes)

/** The same without `:`: what escapes to itself. */
export const isPlain = (text: string): boolean => !/[^ -$&-9;-~]/.test(text)
