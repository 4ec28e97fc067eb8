/**
 * Keeps secrets out of what people read: logs, errors, recordings, ladders. What goes over the wire is not touched.
 *
 * Hidden are the values of parameters that carry passwords, the answers to challenges and the keys of media (`isSecret`),
 * the return value of `user.auth`, which is the password, and configuration values of such a name that `setlocal` asks
 * for. What a program says in free text (`output`, `debug`) is not looked at, nor are numbers and names of people.
 *
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import * as Escape from "./Escape.ts"

/**
 * What stands in the place of a value that is hidden.
 *
 * @category constants
 * @since 0.1.0
 */
export const redacted = "redacted"

/**
 * By the last word of the name, since modules and headers put theirs before it: `password` (`user.auth`, `user.login`,
 * `xsip.generate`), `response`, `nonce` and `digest` (what was computed from a password, and what it was computed with),
 * `crypto`, `encryption`, `crypto_key`, `ocrypto_key` (SRTP keys), `sip_authorization` and `sip_proxy-authorization`; and what
 * other modules and a program's own messages call so.
 */
const secret =
  /(?:^|[_.-])(?:password|passwd|passphrase|pwd|secret|response|nonce|cnonce|digest|authorization|credentials?|token|api_?key|private_?key|crypto|crypto_key|ocrypto_key|encryption)$/i

/** Messages whose return value is a secret: `user.auth` asks for a password. */
const secretReturns: ReadonlySet<string> = new Set(["user.auth"])

/**
 * Whether a parameter of this name carries a secret.
 *
 * @category predicates
 * @since 0.1.0
 */
export const isSecret = (name: string): boolean => secret.test(name)

/**
 * Whether the return value of a message of this name is a secret.
 *
 * @category predicates
 * @since 0.1.0
 */
export const isReturnSecret = (messageName: string): boolean => secretReturns.has(messageName)

/** `-` refuses, and an empty one accepts: neither is a password. */
const hideReturn = (value: string | undefined): string =>
  value === undefined || value === "" || value === "-" ? value ?? "" : redacted

const hidePiece = (piece: string): string => {
  const equals = piece.indexOf("=")
  if (equals <= 0) return piece
  const name = piece.slice(0, equals)
  const plain = Result.getOrElse(Escape.unescape(name, { equals: true }), () => name)
  return isSecret(plain) ? `${name}=${redacted}` : piece
}

const head = /^(?:Error in: )?%%([<>])(message|setlocal):/

/** `isAsked`: whether a message of this id asked for a secret; an answer does not say its name. */
const hide = (line: string, isAsked: (id: string) => boolean): string => {
  const pieces = line.split(":")
  const [, direction, command] = head.exec(line) ?? []
  // "Error in: " has a colon of its own.
  const at = line.startsWith("Error in: ") ? 1 : 0
  if (command === "message") {
    const [id = "", , name = ""] = pieces.slice(at + 1)
    const isHidden = secretReturns.has(name) || (direction === "<" && name === "" && isAsked(id))
    if (isHidden && pieces[at + 4] !== undefined) pieces[at + 4] = hideReturn(pieces[at + 4])
    return pieces.map((piece, index) => index > at + 4 ? hidePiece(piece) : piece).join(":")
  }
  if (command === "setlocal") {
    // The value is raw, so that it may have colons; an answer's last piece is whether it was done.
    const [name = "", ...rest] = pieces.slice(at + 1)
    const ok = direction === "<" ? rest.slice(-1) : []
    const value = rest.slice(0, rest.length - ok.length).join(":")
    return isSecret(name) && value !== "" ? [...pieces.slice(0, at + 2), redacted, ...ok].join(":") : line
  }
  return pieces.map(hidePiece).join(":")
}

/**
 * Hides the secrets of one line, a byte string. Takes any line, also one that is no command: what looks like a parameter
 * is one. The return value of an answer that doesn't say what it answers is hidden, since it may be a password; a
 * `Redactor` knows better.
 *
 * @example
 * ```ts
 * import { Redaction } from "@yatefx/protocol"
 *
 * Redaction.line("%%>message:1:2:user.auth::username=alice:response=0a1b") // "…:username=alice:response=redacted"
 * ```
 *
 * @category conversions
 * @since 0.1.0
 */
export const line = (line: string): string => hide(line, () => true)

/** More messages than this are never open on one connection: `maxqueue` is at most 10,000. */
const maxAsked = 10_000

/**
 * Hides the secrets of a connection's lines, in both directions and in their order: it remembers which messages ask for
 * one, so that other answers keep their return value.
 *
 * @category models
 * @since 0.1.0
 */
export class Redactor {
  readonly #asked = new Set<string>()

  /** One line of either side, a byte string. */
  line(line: string): string {
    const asked = /^%%>message:([^:]*):[^:]*:([^:]*)/.exec(line)
    if (asked !== null) {
      const [, id = "", name = ""] = asked
      // An id that is used again asks for something else.
      this.#asked.delete(id)
      if (secretReturns.has(name)) {
        this.#asked.add(id)
        const [oldest] = this.#asked
        if (this.#asked.size > maxAsked && oldest !== undefined) this.#asked.delete(oldest)
      }
    }
    return hide(line, (id) => this.#asked.has(id))
  }
}
