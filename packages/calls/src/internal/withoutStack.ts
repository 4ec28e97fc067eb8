/** A member of V8's, which other engines lack, and which `--frozen-intrinsics` makes read-only. */
const V8 = Error as { stackTraceLimit?: number }
const isWritable = Object.getOwnPropertyDescriptor(Error, "stackTraceLimit")?.writable === true

/**
 * Makes an error that is an outcome and nobody's fault: its stack would be of what receives the engine's lines, and took
 * a quarter of a hangup's time.
 */
export const withoutStack = <E extends Error>(make: () => E): E => {
  const { stackTraceLimit } = V8
  if (!isWritable || stackTraceLimit === undefined) return make()
  V8.stackTraceLimit = 0
  try {
    return make()
  } finally {
    V8.stackTraceLimit = stackTraceLimit
  }
}
