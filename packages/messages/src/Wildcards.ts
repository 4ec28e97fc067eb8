/**
 * Parameters whose names are made up as needed: SIP headers (`sip_user-agent`), RTP facts (`rtp_port`), the numbered
 * targets of a fork (`callto.1`). A definition can't name them; these read what there is of a family.
 *
 * A record has no prototype: a header named `__proto__` or `constructor` is a key like any other. Of a repeated name,
 * the first counts.
 *
 * @since 0.1.0
 */
import type { Parameters } from "@yatefx/protocol"

/**
 * What there is of a family: by the part of the name that varies.
 *
 * @category models
 * @since 0.1.0
 */
export interface Family {
  readonly [name: string]: string
}

/**
 * The parameters whose names start with a prefix, by the rest of the name.
 *
 * @category reading
 * @since 0.1.0
 */
export const withPrefix = (parameters: Parameters.Parameters, prefix: string): Family => {
  const found: Record<string, string> = Object.create(null)
  for (const [name, value] of parameters) {
    if (name.length <= prefix.length || !name.startsWith(prefix)) continue
    const rest = name.slice(prefix.length)
    if (!(rest in found)) found[rest] = value
  }
  return found
}

/**
 * The headers of a received SIP request, by their names in lower case: `sip(message.parameters)["user-agent"]`. It also
 * has what `sip_uri` and the like say.
 *
 * @category reading
 * @since 0.1.0
 */
export const sip = (parameters: Parameters.Parameters): Family => withPrefix(parameters, "sip_")

/**
 * The headers to put into a SIP request or answer.
 *
 * @category reading
 * @since 0.1.0
 */
export const osip = (parameters: Parameters.Parameters): Family => withPrefix(parameters, "osip_")

/**
 * What is said of RTP: `port`, `addr`, `forward`, `mapping`.
 *
 * @category reading
 * @since 0.1.0
 */
export const rtp = (parameters: Parameters.Parameters): Family => withPrefix(parameters, "rtp_")

/**
 * The attributes of a received session description.
 *
 * @category reading
 * @since 0.1.0
 */
export const sdp = (parameters: Parameters.Parameters): Family => withPrefix(parameters, "sdp_")

/**
 * One entry of a numbered family: `callto.1`, and its own parameters `callto.1.maxcall`.
 *
 * @category models
 * @since 0.1.0
 */
export interface Numbered {
  readonly number: number
  /** The value of the number itself; `undefined` when only its parameters are there. */
  readonly value: string | undefined
  readonly parameters: Family
}

/** More than any message of Yate's has; a longer number is no number. */
const digits = /^(\d{1,6})(?:\.(.+))?$/s

/**
 * A numbered family, in the order of its numbers: `numbered(parameters, "callto")`.
 *
 * @category reading
 * @since 0.1.0
 */
export const numbered = (parameters: Parameters.Parameters, name: string): ReadonlyArray<Numbered> => {
  const found = new Map<number, { value: string | undefined; readonly parameters: Record<string, string> }>()
  for (const [rest, value] of Object.entries(withPrefix(parameters, `${name}.`))) {
    const match = digits.exec(rest)
    if (match === null) continue
    const number = Number(match[1])
    const entry = found.get(number) ?? { value: undefined, parameters: Object.create(null) as Record<string, string> }
    found.set(number, entry)
    if (match[2] === undefined) entry.value ??= value
    else if (!(match[2] in entry.parameters)) entry.parameters[match[2]] = value
  }
  return [...found].sort(([a], [b]) => a - b).map(([number, entry]) => ({ number, ...entry }))
}

/**
 * The numbered targets of a fork, with the parameters of each.
 *
 * @category reading
 * @since 0.1.0
 */
export const callto = (parameters: Parameters.Parameters): ReadonlyArray<Numbered> => numbered(parameters, "callto")

/**
 * Pairs to send a family with: `{ parameters: Wildcards.toChanges("osip_", { "X-Queue": "sales" }) }`.
 *
 * @category writing
 * @since 0.1.0
 */
export const toChanges = (
  prefix: string,
  family: { readonly [name: string]: string | null }
): ReadonlyArray<Parameters.Change> =>
  Object.entries(family).map(([name, value]) => [`${prefix}${name}`, value ?? undefined])
