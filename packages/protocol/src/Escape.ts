/**
 * The escaping of values and parameter names, by the engine's own rule (PROTOCOL.md, "Escaping").
 *
 * `%` is written `%%`; a byte below 32, and `:`, is written `%` and the byte plus 64 (so `:` is `%z`, LF `%J`).
 *
 * @since 0.1.0
 */
import * as Result from "effect/Result"

/**
 * Where and why a piece could not be unescaped. `offset` counts bytes from the start of the piece.
 *
 * @category models
 * @since 0.1.0
 */
export interface Malformed {
  readonly offset: number
  readonly reason: string
}

// oxlint-disable-next-line no-control-regex -- control bytes are what the protocol escapes
const special = /[\0-\x1f:%]/
// oxlint-disable-next-line no-control-regex -- as above
const specialOrEquals = /[\0-\x1f:%=]/
// oxlint-disable-next-line no-control-regex -- as above
const needsUnescape = /[\0-\x1f%]/

/** Byte by byte from the first that is special: a third of the time that `replace` with a function takes. */
const escapeThose = (bytes: string, which: RegExp): string => {
  const first = bytes.search(which)
  if (first < 0) return bytes
  let out = ""
  let from = 0
  for (let at = first; at < bytes.length; at++) {
    const code = bytes.charCodeAt(at)
    if (code >= 32 && code !== 37 && code !== 58 && (code !== 61 || which === special)) continue
    out += `${bytes.slice(from, at)}%${code === 37 ? "%" : String.fromCharCode(code + 64)}`
    from = at + 1
  }
  return out + bytes.slice(from)
}

/**
 * Escapes a value. NUL can't be represented: the engine refuses its `%@`. Callers refuse it first (`Codec.encode`).
 *
 * @category escaping
 * @since 0.1.0
 */
export const escape = (bytes: string): string => escapeThose(bytes, special)

/**
 * Escapes a parameter's name as the engine does, `=` included (`%}`). Only the engine may: its own decoder does not
 * accept `%}`, so an application never sends such a name.
 *
 * @category escaping
 * @since 0.1.0
 */
export const escapeName = (bytes: string): string => escapeThose(bytes, specialOrEquals)

/**
 * Unescapes a piece, strictly as the engine does: after `%` come `%`, a byte from `A` to `_`, or `z`; a raw control
 * byte is an error. With `equals`, `%}` is accepted too: the engine writes it, in names, and does not read it.
 *
 * @category escaping
 * @since 0.1.0
 */
export const unescape = (
  bytes: string,
  options?: { readonly equals?: boolean | undefined }
): Result.Result<string, Malformed> => {
  if (!needsUnescape.test(bytes)) return Result.succeed(bytes)
  let out = ""
  let from = 0
  for (let at = 0; at < bytes.length; at++) {
    const code = bytes.charCodeAt(at)
    if (code < 32) return Result.fail({ offset: at, reason: `unescaped control byte ${code}` })
    if (code !== 37) continue
    const next = bytes.charCodeAt(at + 1) // NaN at the end: no comparison holds
    out += bytes.slice(from, at)
    if (next === 37) out += "%"
    else if ((next > 64 && next <= 95) || next === 122 || (next === 125 && options?.equals === true)) {
      out += String.fromCharCode(next - 64)
    } else {
      return Result.fail({
        offset: at,
        reason: at + 1 < bytes.length ? `unknown escape ${JSON.stringify(bytes.slice(at, at + 2))}` : "escape cut short"
      })
    }
    at += 1
    from = at + 1
  }
  return Result.succeed(out + bytes.slice(from))
}
