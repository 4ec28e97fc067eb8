/**
 * A message's parameters: an ordered list in which a name can stand twice (a real SIP `call.route` carries `address`
 * twice, `ivr-dumb-dtmf.txt`), kept as it came and read when asked.
 *
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import * as ByteString from "./ByteString.ts"
import * as Escape from "./Escape.ts"
import { isPlainBetween } from "./internal/plain.ts"
import { EncodeError } from "./ProtocolError.ts"
import * as Redaction from "./Redaction.ts"

/**
 * One change that an answer makes to a message: a value sets the parameter, `undefined` deletes it.
 *
 * @category models
 * @since 0.1.0
 */
export type Change = readonly [name: string, value: string | undefined]

/** Names that stand on the wire as they are, so that a search for them needs no unescaping. */
const plainName = /^[\w.-]+$/

const decodePiece = (
  piece: string,
  options: { readonly equals: boolean }
): Result.Result<Change, Escape.Malformed> => {
  const equals = piece.indexOf("=")
  if (equals === 0) return Result.fail({ offset: 0, reason: "a parameter without a name" })
  const name = Escape.unescape(equals < 0 ? piece : piece.slice(0, equals), options)
  if (Result.isFailure(name)) return Result.fail(name.failure)
  if (equals < 0) return Result.succeed([ByteString.toText(name.success), undefined])
  const value = Escape.unescape(piece.slice(equals + 1))
  if (Result.isFailure(value)) {
    return Result.fail({ offset: equals + 1 + value.failure.offset, reason: value.failure.reason })
  }
  return Result.succeed([ByteString.toText(name.success), ByteString.toText(value.success)])
}

interface Pieces {
  readonly changes: ReadonlyArray<Change>
  readonly malformed: ReadonlyArray<Escape.Malformed>
}

/** Reads all pieces; empty ones are passed over, as the engine does. */
const readPieces = (encoded: string, options: { readonly equals: boolean }): Pieces => {
  const changes: Array<Change> = []
  const malformed: Array<Escape.Malformed> = []
  let at = 1
  for (const piece of encoded.slice(1).split(":")) {
    if (piece !== "") {
      const decoded = decodePiece(piece, options)
      if (Result.isSuccess(decoded)) changes.push(decoded.success)
      else malformed.push({ offset: at + decoded.failure.offset, reason: decoded.failure.reason })
    }
    at += piece.length + 1
  }
  return { changes, malformed }
}

/** The text of a value that stands somewhere in a line; `undefined` if it is malformed. */
const readValue = (line: string, from: number, to: number): string | undefined => {
  const bytes = line.slice(from, to)
  if (isPlainBetween(line, from, to)) return bytes
  const value = Escape.unescape(bytes)
  return Result.isSuccess(value) ? ByteString.toText(value.success) : undefined
}

/** The code of "=". */
const equals = 61

/** Entries of the table in `Names`, a power of two. */
const slots = 1024

/** By the first two bytes of a name and its `=`: most pieces of a message are told from all names by these. */
const slotOf = (bytes: string, at: number): number =>
  (bytes.charCodeAt(at) << 5 ^ bytes.charCodeAt(at + 1)) & (slots - 1)

/**
 * Names that are looked for together, for `Parameters.pick`: made once, and used for each message.
 *
 * @category models
 * @since 0.1.0
 */
export class Names {
  readonly list: ReadonlyArray<string>
  /** Each name with its `=`. */
  readonly keys: ReadonlyArray<string>
  /** Whether they can be looked for as they are: none stands there twice, or needs unescaping. */
  readonly isPlain: boolean
  /** By the start of a name: the place in `list` of the first that starts so, plus one; 0 if none does. */
  readonly first = new Uint16Array(slots)
  /** By place in `list`: the next that starts the same, likewise. */
  readonly next: ReadonlyArray<number>

  constructor(list: ReadonlyArray<string>) {
    this.list = list
    this.keys = list.map((name) => `${name}=`)
    this.isPlain = list.every((name) => plainName.test(name)) && new Set(list).size === list.length &&
      list.length < 0xffff
    this.next = this.keys.map((key, at) => {
      const slot = slotOf(key, 0)
      const before = this.first[slot] ?? 0
      this.first[slot] = at + 1
      return before
    })
  }
}

/**
 * The parameters of one frame. Immutable. Reading is lenient (a malformed piece is passed over and listed in
 * `malformed`), since a message must be answered whatever it carries; `decodeStrict` reads as the engine does.
 *
 * @category models
 * @since 0.1.0
 */
export class Parameters implements Iterable<readonly [name: string, value: string]> {
  /** As on the wire, a byte string: nothing, or a `:` before each piece. */
  readonly encoded: string
  #changes: ReadonlyArray<Change> | undefined
  #malformed: ReadonlyArray<Escape.Malformed> | undefined

  private constructor(encoded: string) {
    this.encoded = encoded
  }

  /** No parameters. */
  static readonly empty: Parameters = new Parameters("")

  /**
   * Takes parameters as they stand on the wire, a byte string: nothing, or a `:` before each piece (one that misses
   * at the start is put there). What is not readable shows in `malformed`.
   */
  static fromWire(encoded: string): Parameters {
    if (encoded === "") return Parameters.empty
    return new Parameters(encoded.startsWith(":") ? encoded : `:${encoded}`)
  }

  #read(): ReadonlyArray<Change> {
    if (this.#changes === undefined) {
      const { changes, malformed } = readPieces(this.encoded, { equals: true })
      this.#changes = changes
      this.#malformed = malformed
    }
    return this.#changes
  }

  /** The value of the first parameter of that name, or `undefined`. */
  get(name: string): string | undefined {
    if (this.#changes === undefined && plainName.test(name)) {
      const { encoded } = this
      const found = encoded.indexOf(`:${name}=`)
      if (found < 0) return undefined
      const from = found + name.length + 2
      const to = encoded.indexOf(":", from)
      const value = readValue(encoded, from, to < 0 ? encoded.length : to)
      if (value !== undefined) return value
    }
    return this.#read().find((piece) => piece[0] === name && piece[1] !== undefined)?.[1]
  }

  /** What `get` gives for each of the names, in their order, in one pass over the message. */
  pick(names: Names): ReadonlyArray<string | undefined> {
    return (this.#changes === undefined ? this.#scan(names) : undefined) ?? names.list.map((name) => this.get(name))
  }

  /** Looks at the name of each piece where it stands. Gives up, with `undefined`, at a value that is malformed. */
  #scan({ first, isPlain, keys, next }: Names): ReadonlyArray<string | undefined> | undefined {
    if (!isPlain) return undefined
    const { encoded } = this
    const found = keys.map((): string | undefined => undefined)
    let left = keys.length
    for (let from = 1; from < encoded.length && left > 0;) {
      const colon = encoded.indexOf(":", from)
      const to = colon < 0 ? encoded.length : colon
      for (let place = first[slotOf(encoded, from)] ?? 0; place > 0; place = next[place - 1] ?? 0) {
        const at = place - 1
        const key = keys[at] ?? ""
        const start = from + key.length
        if (encoded.charCodeAt(start - 1) !== equals || encoded.slice(from, start) !== key) continue
        if (found[at] === undefined) {
          const value = readValue(encoded, start, to)
          if (value === undefined) return undefined
          found[at] = value
          left -= 1
        }
        break
      }
      from = to + 1
    }
    return found
  }

  /** The values of all parameters of that name, in order. */
  getAll(name: string): ReadonlyArray<string> {
    return this.#read().flatMap((piece) => piece[0] === name && piece[1] !== undefined ? [piece[1]] : [])
  }

  /** Whether there is a parameter of that name, be it empty. */
  has(name: string): boolean {
    return this.get(name) !== undefined
  }

  /** All parameters that have a value, in order, repeated names included. */
  get entries(): ReadonlyArray<readonly [name: string, value: string]> {
    return this.#read().filter((piece): piece is readonly [string, string] => piece[1] !== undefined)
  }

  /** All pieces in order, those without `=` (deletions, in an answer) included. */
  get changes(): ReadonlyArray<Change> {
    return this.#read()
  }

  /** What could not be read, with its byte offset in `encoded`. Empty for all that the transcripts' engine sent. */
  get malformed(): ReadonlyArray<Escape.Malformed> {
    this.#read()
    return this.#malformed ?? []
  }

  [Symbol.iterator](): Iterator<readonly [name: string, value: string]> {
    return this.entries[Symbol.iterator]()
  }

  /** For logs: the parameters as a list of pairs, without the secrets; `changes` has those too. */
  toJSON(): unknown {
    return this.changes.map(([name, value]) =>
      value !== undefined && Redaction.isSecret(name) ? [name, Redaction.redacted] : [name, value]
    )
  }

  /** What Node's `console.log` shows: the same. */
  [Symbol.for("nodejs.util.inspect.custom")](): unknown {
    return this.toJSON()
  }
}

/**
 * Reads parameters as the engine reads ours: the first malformed piece refuses the line (`priority-b.txt`, p6), and
 * `%}` is malformed. `offset` counts bytes from the start of `parameters.encoded`.
 *
 * @category decoding
 * @since 0.1.0
 */
export const decodeStrict = (parameters: Parameters): Result.Result<ReadonlyArray<Change>, Escape.Malformed> => {
  const { changes, malformed } = readPieces(parameters.encoded, { equals: false })
  return malformed[0] === undefined ? Result.succeed(changes) : Result.fail(malformed[0])
}

/**
 * Who writes: the engine may send a name with `=` in it (as `%}`), an application may not.
 *
 * @category models
 * @since 0.1.0
 */
export type Side = "application" | "engine"

/**
 * Writes parameters for the wire. Fails with an `EncodeError` that names the parameter: an empty name, `=` in a name
 * (unless the engine writes), NUL.
 *
 * @example
 * ```ts
 * import { Parameters } from "@yatefx/protocol"
 * import { Result } from "effect"
 *
 * const changes = Parameters.encode([["callto", "dumb/"], ["reason", undefined]])
 * Result.map(changes, (parameters) => parameters.encoded) // ":callto=dumb/:reason"
 * ```
 *
 * @category encoding
 * @since 0.1.0
 */
export const encode = (
  changes: Iterable<Change>,
  side: Side = "application"
): Result.Result<Parameters, EncodeError> => {
  let out = ""
  for (const [name, value] of changes) {
    if (name === "") return Result.fail(new EncodeError({ reason: "EmptyName", field: name }))
    if (side === "application" && name.includes("=")) {
      return Result.fail(new EncodeError({ reason: "EqualsInName", field: name }))
    }
    if (name.includes("\0") || value?.includes("\0") === true) {
      return Result.fail(new EncodeError({ reason: "NulByte", field: name }))
    }
    const key = Escape.escapeName(ByteString.fromText(name))
    out += value === undefined ? `:${key}` : `:${key}=${Escape.escape(ByteString.fromText(value))}`
  }
  return Result.succeed(Parameters.fromWire(out))
}
