/**
 * Booleans in all of Yate's spellings.
 *
 * @since 0.1.0
 */

/**
 * Reads a boolean as Yate does: `true yes on enable t` and `false no off disable f`, in lower case. Anything else,
 * `1` and `0` included, is not a boolean (`short-answer.txt`, h5 and h6).
 *
 * @category parsing
 * @since 0.1.0
 */
export const parse = (text: string): boolean | undefined => {
  switch (text) {
    case "true":
    case "yes":
    case "on":
    case "enable":
    case "t":
      return true
    case "false":
    case "no":
    case "off":
    case "disable":
    case "f":
      return false
    default:
      return undefined
  }
}

/**
 * Reads the `processed` of an answer as the engine does: as `parse`, with blanks before it allowed, and nothing as
 * false. `undefined` is what the engine drops the answer for.
 *
 * @category parsing
 * @since 0.1.0
 */
export const parseProcessed = (processed: boolean | string): boolean | undefined => {
  if (typeof processed === "boolean") return processed
  return processed === "" ? false : parse(processed.replace(/^[ \t]+/, ""))
}
