/**
 * SIP addresses as the SIP messages carry them: `sip:100@10.0.0.1:5060;transport=tcp`.
 *
 * @since 0.1.0
 */
import * as Address from "./Address.ts"

/**
 * A URI, taken apart.
 *
 * @category models
 * @since 0.1.0
 */
export interface Uri {
  /** `sip`, `sips`, `tel`; in lower case. */
  readonly scheme: string
  /** What stands before the `@`, with its escapes; a `tel` URI has nothing else. */
  readonly user?: string
  readonly host?: string
  readonly port?: number
  /** What follows the first `;` or `?`, that sign included: `;transport=tcp`. */
  readonly rest?: string
}

const pattern = /^([a-z][a-z\d+.-]*):(?:([^@<>\s]*)@)?([^;?<>@\s]*)([;?][^<>\s]*)?$/i

/**
 * Reads a URI, also one between `<` and `>` after a name, as SIP headers carry it; `undefined` for text that is none.
 *
 * @category parsing
 * @since 0.1.0
 */
export const parse = (text: string): Uri | undefined => {
  // The last one: a quoted name before it may hold others.
  const open = text.lastIndexOf("<")
  const close = text.indexOf(">", open)
  const match = pattern.exec(open >= 0 && close > open ? text.slice(open + 1, close) : text.trim())
  if (match === null) return undefined
  const scheme = (match[1] ?? "").toLowerCase()
  const rest = match[4] === undefined ? {} : { rest: match[4] }
  if (scheme === "tel") return match[3] ? { scheme, user: match[3], ...rest } : undefined
  const address = Address.parse(match[3] ?? "")
  if (address === undefined) return undefined
  return { scheme, ...(match[2] === undefined ? {} : { user: match[2] }), ...address, ...rest }
}

/**
 * Writes a URI.
 *
 * @category formatting
 * @since 0.1.0
 */
export const format = ({ host, port, rest = "", scheme, user }: Uri): string => {
  if (host === undefined) return `${scheme}:${user ?? ""}${rest}`
  const bracketed = port === undefined && host.includes(":")
    ? `[${host}]`
    : Address.format({ host, ...(port === undefined ? {} : { port }) })
  return `${scheme}:${user === undefined ? "" : `${user}@`}${bracketed}${rest}`
}
