/**
 * A host and a port in one parameter: `127.0.0.1:5060`, `[2001:db8::1]:5060`, `pbx.example`.
 *
 * @since 0.1.0
 */

/**
 * A host, and a port where one is given.
 *
 * @category models
 * @since 0.1.0
 */
export interface Address {
  /** A name or an IP address; that of IPv6 stands without its brackets. */
  readonly host: string
  readonly port?: number
}

const pattern = /^(?:\[([^[\]\s]+)\]|([^:[\]\s]+))(?::(\d{1,5}))?$/

/**
 * Reads an address; `undefined` for text that is none. An IPv6 address may stand without brackets when it has no port.
 *
 * @category parsing
 * @since 0.1.0
 */
export const parse = (text: string): Address | undefined => {
  if (/^[\da-f]*:[\da-f]*:[\da-f:.]*$/i.test(text)) return { host: text }
  const match = pattern.exec(text)
  const host = match?.[1] ?? match?.[2]
  if (host === undefined) return undefined
  if (match?.[3] === undefined) return { host }
  const port = Number(match[3])
  return port > 65_535 ? undefined : { host, port }
}

/**
 * Writes an address as Yate does: an IPv6 host in brackets when a port follows.
 *
 * @category formatting
 * @since 0.1.0
 */
export const format = ({ host, port }: Address): string =>
  port === undefined ? host : host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`
