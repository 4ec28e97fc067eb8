/**
 * The codec once more, made of Schemas: slow, and written for reading. `Codec` is what runs; this says in one place
 * what a line may be, fits wherever a Schema is wanted, and checks `Codec` (a property holds the two together). Both
 * read the same lines as the same frames and refuse the same frames. Why, and where in the line, only `Codec` says.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaTransformation from "effect/SchemaTransformation"
import * as ByteString from "./ByteString.ts"
import type * as Frame from "./Frame.ts"
import { Parameters } from "./Parameters.ts"

/** A transformation of two partial functions: `undefined` refuses. */
const partial = <T, E>(
  expected: string,
  decode: (encoded: E) => T | undefined,
  encode: (value: T) => E | undefined
): SchemaTransformation.Transformation<T, E> => {
  const orRefuse = <A>(value: A | undefined): Effect.Effect<A, SchemaIssue.Issue> =>
    value === undefined
      ? Effect.fail(new SchemaIssue.InvalidValue({ message: `Expected ${expected}` }))
      : Effect.succeed(value)
  return SchemaTransformation.transformEffect({
    decode: (encoded) => orRefuse(decode(encoded)),
    encode: (value) => orRefuse(encode(value))
  })
}

// Values: what stands between two colons.

const unescape = (piece: string): string =>
  piece.replace(/%(.)/g, (_, code: string) => code === "%" ? "%" : String.fromCharCode(code.charCodeAt(0) - 64))

const escape = (bytes: string): string =>
  Array.from(bytes, (byte) => {
    if (byte === "%") return "%%"
    return byte < " " || byte === ":" ? `%${String.fromCharCode(byte.charCodeAt(0) + 64)}` : byte
  }).join("")

// oxlint-disable-next-line no-control-regex -- a raw control byte is what the engine refuses
const malformed = /[\0-\x1f]|%(?![A-Z[\\\]^_z])/

const Escaped = Schema.String.pipe(Schema.decodeTo(
  Schema.String,
  partial(
    "escaped text without NUL",
    (piece: string) => malformed.test(piece.replaceAll("%%", "")) ? undefined : ByteString.toText(unescape(piece)),
    (text: string) => text.includes("\0") ? undefined : escape(ByteString.fromText(text))
  )
))

/** Text as it is. What the line as a whole can't hold is refused there. */
const Raw = Schema.String.pipe(Schema.decodeTo(
  Schema.String,
  SchemaTransformation.transform({ decode: ByteString.toText, encode: ByteString.fromText })
))

/** Raw text that a colon ends. */
const Cut = Raw.check(Schema.isPattern(/^[^:]*$/))

/** A name that may be missing in a line, and that nobody should write so. */
const Name = Cut.pipe(Schema.decodeTo(
  Schema.String,
  partial("a name", (name: string) => name, (name) => name === "" ? undefined : name)
))

/** C's `strtol` with base 0, on the whole of `piece`. */
const strtol = (piece: string): number | undefined => {
  const [, sign, digits = ""] = /^[ \t-\r]*([+-]?)(\d[\da-fx]*)$/i.exec(piece) ?? []
  const value = /^0\d/.test(digits) ? Number(`0o${digits}`) : /^(?:\d+|0x.*)$/i.test(digits) ? Number(digits) : NaN
  return Number.isNaN(value) ? undefined : sign === "-" ? 0 - value : value
}

const Time = Schema.String.pipe(Schema.decodeTo(
  Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 2 ** 32 - 1 })),
  partial("a time in seconds", (piece: string) => piece === "" ? 0 : strtol(piece), String)
))

/** `INT_MAX` and `INT_MIN` are what the engine takes for an overflow. */
const Int = Schema.Int.check(Schema.isBetween({ minimum: -(2 ** 31) + 1, maximum: 2 ** 31 - 2 }))
const isInt = Schema.is(Int)

const Priority = Schema.String.pipe(Schema.decodeTo(Int, partial("a priority", strtol, String)))

const Level = Schema.String.pipe(Schema.decodeTo(
  Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 10 })),
  partial("a level from 0 to 10", (piece: string) => {
    if (piece === "") return undefined
    const level = strtol(piece)
    return isInt(level) ? Math.min(Math.max(level, 0), 10) : 10
  }, String)
))

const Ok = Schema.Literals(["true", "false"]).pipe(Schema.decodeTo(
  Schema.Boolean,
  SchemaTransformation.transform({
    decode: (ok) => ok === "true",
    encode: (ok) => ok ? "true" as const : "false" as const
  })
))

const Processed = Cut.pipe(Schema.decodeTo(
  Schema.Union([Schema.Boolean, Schema.String]),
  SchemaTransformation.transform({
    decode: (piece: string) => piece === "true" ? true : piece === "false" ? false : piece,
    encode: String
  })
))

// oxlint-disable-next-line no-control-regex -- as above
const readable = /^[^\0-\x1f\u0100-\uffff]*$/

const isParameters = (u: unknown): u is Parameters => u instanceof Parameters

const Undecoded = Schema.String.pipe(Schema.decodeTo(
  Schema.declare(isParameters, { title: "Parameters" }),
  partial(
    "parameters without control bytes",
    (encoded: string): Parameters | undefined => Parameters.fromWire(encoded),
    ({ encoded }) => readable.test(encoded) ? encoded : undefined
  )
))

// Lines: a pattern cuts one into named pieces, a Schema makes a frame of them, and the pieces make a line again.

type Pieces = Readonly<Record<string, string | undefined>>

const command = <F extends Frame.Frame, E>(options: {
  readonly frame: Schema.Codec<F, E>
  readonly line: RegExp
  readonly pieces: (pieces: Pieces) => E
  readonly write: (pieces: E) => string
  /** What a line of this command can't hold. */
  readonly forbidden?: RegExp
}): Schema.Codec<F, string> =>
  Schema.String.pipe(Schema.decodeTo(
    options.frame,
    partial<E, string>(
      "a line of the protocol",
      (line) => {
        const match = options.line.exec(line)
        return match === null ? undefined : options.pieces(match.groups ?? {})
      },
      (pieces) => {
        const line = options.write(pieces)
        return (options.forbidden ?? /[\0\n\u0100-\uffff]|\r$/).test(line) ? undefined : line
      }
    )
  ))

/** Text for people, and the other side's own bytes, may end in a CR. */
const freeText = /[\0\n\u0100-\uffff]/

const defined = <K extends string>(pieces: Pieces, ...keys: ReadonlyArray<K>): { readonly [key in K]?: string } => {
  const out: { [key in K]?: string } = {}
  for (const key of keys) if (pieces[key] !== undefined) out[key] = pieces[key]
  return out
}

const Message = command({
  frame: Schema.Struct({
    _tag: Schema.tag("Message"),
    id: Escaped,
    time: Time,
    name: Escaped,
    returnValue: Escaped,
    parameters: Undecoded
  }),
  line: /^%%>message:(?<id>[^:]*):(?<time>[^:]*):(?<name>[^:]*):(?<returnValue>[^:]*)(?<parameters>.*)$/s,
  pieces: ({ id = "", name = "", parameters = "", returnValue = "", time = "" }) => ({
    _tag: "Message" as const,
    id,
    time,
    name,
    returnValue,
    parameters
  }),
  write: (_) => `%%>message:${_.id}:${_.time}:${_.name}:${_.returnValue}${_.parameters}`
})

const MessageReply = command({
  frame: Schema.Struct({
    _tag: Schema.tag("MessageReply"),
    id: Escaped,
    processed: Processed,
    name: Escaped,
    returnValue: Escaped,
    parameters: Undecoded
  }),
  line: /^%%<message:(?<id>[^:]*):(?<processed>[^:]*):(?<name>[^:]*):(?<returnValue>[^:]*)(?<parameters>.*)$/s,
  pieces: ({ id = "", name = "", parameters = "", processed = "", returnValue = "" }) => ({
    _tag: "MessageReply" as const,
    id,
    processed,
    name,
    returnValue,
    parameters
  }),
  write: (_) => `%%<message:${_.id}:${_.processed}:${_.name}:${_.returnValue}${_.parameters}`
})

const ShortReply = command({
  frame: Schema.Struct({
    _tag: Schema.tag("MessageReply"),
    id: Escaped,
    processed: Processed,
    name: Schema.Literal(""),
    returnValue: Schema.Undefined,
    parameters: Undecoded.check(Schema.makeFilter(({ encoded }) => encoded === ""))
  }),
  line: /^%%<message:(?<id>[^:]*):(?<processed>[^:]*):$/,
  pieces: ({ id = "", processed = "" }) => ({
    _tag: "MessageReply" as const,
    id,
    processed,
    name: "" as const,
    returnValue: undefined,
    parameters: ""
  }),
  write: (_) => `%%<message:${_.id}:${_.processed}:`
})

const Connect = command({
  frame: Schema.Struct({
    _tag: Schema.tag("Connect"),
    role: Cut,
    id: Schema.optionalKey(Cut),
    type: Schema.optionalKey(Raw)
  }),
  line: /^%%>connect:(?<role>[^:]*)(?::(?<id>[^:]*)(?::(?<type>.*))?)?$/s,
  pieces: (_) => ({ _tag: "Connect" as const, role: _["role"] ?? "", ...defined(_, "id", "type") }),
  write: ({ id, role, type }) => {
    const tail = type === undefined ? id === undefined ? "" : `:${id}` : `:${id ?? ""}:${type}`
    return `%%>connect:${role}${tail}`
  }
})

const SetLocal = command({
  frame: Schema.Struct({ _tag: Schema.tag("SetLocal"), name: Name, value: Raw }),
  line: /^%%>setlocal:(?<name>[^:]+):(?<value>.*)$/s,
  pieces: ({ name = "", value = "" }) => ({ _tag: "SetLocal" as const, name, value }),
  write: (_) => `%%>setlocal:${_.name}:${_.value}`
})

const okOf = (ok: string | undefined): "true" | "false" => ok === "true" ? "true" : "false"

const SetLocalReply = command({
  frame: Schema.Struct({ _tag: Schema.tag("SetLocalReply"), name: Cut, value: Raw, ok: Ok }),
  line: /^%%<setlocal:(?<name>[^:]*):(?<value>.*):(?<ok>true|false)$/s,
  pieces: ({ name = "", ok, value = "" }) => ({ _tag: "SetLocalReply" as const, name, value, ok: okOf(ok) }),
  write: (_) => `%%<setlocal:${_.name}:${_.value}:${_.ok}`
})

/** The number that a priority starts with, as text; what follows it doesn't count. */
const leadingInt = (piece: string): string | undefined => {
  const number = /^[ \t-\r]*[+-]?(?:0x[\da-f]+|0[0-7]*|[1-9]\d*)/i.exec(piece)?.[0]
  return number !== undefined && isInt(strtol(number)) ? number : undefined
}

const Install = command({
  frame: Schema.Struct({
    _tag: Schema.tag("Install"),
    priority: Schema.optionalKey(Priority),
    name: Name,
    filter: Schema.optionalKey(Schema.Struct({ name: Escaped.check(Schema.isNonEmpty()), value: Escaped }))
  }),
  line: /^%%>install:(?<first>[^:]*)(?<rest>:(?<name>[^:]*)(?::(?<filter>[^:]*)(?::(?<value>.*))?)?)?$/s,
  pieces: ({ filter = "", first = "", name, rest, value = "" }) => {
    const priority = leadingInt(first)
    return {
      _tag: "Install" as const,
      ...priority === undefined ? {} : { priority },
      // Without a colon the name is what follows the number.
      name: rest === undefined ? first.slice(priority?.length ?? 0) : name ?? "",
      ...filter === "" ? {} : { filter: { name: filter, value } }
    }
  },
  write: ({ filter, name, priority }) => {
    const tail = filter === undefined ? "" : filter.value === "" ? `:${filter.name}` : `:${filter.name}:${filter.value}`
    return `%%>install:${priority ?? ""}:${name}${tail}`
  }
})

const Watch = command({
  frame: Schema.Struct({ _tag: Schema.tag("Watch"), name: Raw }),
  line: /^%%>watch:(?<name>.*)$/s,
  pieces: ({ name = "" }) => ({ _tag: "Watch" as const, name }),
  write: (_) => `%%>watch:${_.name}`
})

const Unwatch = command({
  frame: Schema.Struct({ _tag: Schema.tag("Unwatch"), name: Raw }),
  line: /^%%>unwatch:(?<name>.*)$/s,
  pieces: ({ name = "" }) => ({ _tag: "Unwatch" as const, name }),
  write: (_) => `%%>unwatch:${_.name}`
})

const Uninstall = command({
  frame: Schema.Struct({ _tag: Schema.tag("Uninstall"), name: Raw }),
  line: /^%%>uninstall:(?<name>.*)$/s,
  pieces: ({ name = "" }) => ({ _tag: "Uninstall" as const, name }),
  write: (_) => `%%>uninstall:${_.name}`
})

const InstallReply = command({
  frame: Schema.Struct({ _tag: Schema.tag("InstallReply"), priority: Priority, name: Raw, ok: Ok }),
  line: /^%%<install:(?<priority>[^:]*):(?<name>.*):(?<ok>true|false)$/s,
  pieces: ({ name = "", ok, priority = "" }) => ({ _tag: "InstallReply" as const, priority, name, ok: okOf(ok) }),
  write: (_) => `%%<install:${_.priority}:${_.name}:${_.ok}`
})

const UninstallReply = command({
  frame: Schema.Struct({ _tag: Schema.tag("UninstallReply"), priority: Priority, name: Raw, ok: Ok }),
  line: /^%%<uninstall:(?<priority>[^:]*):(?<name>.*):(?<ok>true|false)$/s,
  pieces: ({ name = "", ok, priority = "" }) => ({ _tag: "UninstallReply" as const, priority, name, ok: okOf(ok) }),
  write: (_) => `%%<uninstall:${_.priority}:${_.name}:${_.ok}`
})

const WatchReply = command({
  frame: Schema.Struct({ _tag: Schema.tag("WatchReply"), name: Raw, ok: Ok }),
  line: /^%%<watch:(?<name>.*):(?<ok>true|false)$/s,
  pieces: ({ name = "", ok }) => ({ _tag: "WatchReply" as const, name, ok: okOf(ok) }),
  write: (_) => `%%<watch:${_.name}:${_.ok}`
})

const UnwatchReply = command({
  frame: Schema.Struct({ _tag: Schema.tag("UnwatchReply"), name: Raw, ok: Ok }),
  line: /^%%<unwatch:(?<name>.*):(?<ok>true|false)$/s,
  pieces: ({ name = "", ok }) => ({ _tag: "UnwatchReply" as const, name, ok: okOf(ok) }),
  write: (_) => `%%<unwatch:${_.name}:${_.ok}`
})

const Output = command({
  frame: Schema.Struct({ _tag: Schema.tag("Output"), text: Raw }),
  line: /^%%>output:(?<text>.*)$/s,
  pieces: ({ text = "" }) => ({ _tag: "Output" as const, text }),
  write: (_) => `%%>output:${_.text}`,
  forbidden: freeText
})

const Debug = command({
  frame: Schema.Struct({ _tag: Schema.tag("Debug"), level: Level, text: Escaped }),
  line: /^%%>debug:(?<level>[^:]*):(?<text>.*)$/s,
  pieces: ({ level = "", text = "" }) => ({ _tag: "Debug" as const, level, text }),
  write: (_) => `%%>debug:${_.level}:${_.text}`
})

const Quit = command({
  frame: Schema.Struct({ _tag: Schema.tag("Quit") }),
  line: /^%%>quit$/,
  pieces: () => ({ _tag: "Quit" as const }),
  write: () => "%%>quit"
})

const QuitReply = command({
  frame: Schema.Struct({ _tag: Schema.tag("QuitReply") }),
  line: /^%%<quit$/,
  pieces: () => ({ _tag: "QuitReply" as const }),
  write: () => "%%<quit"
})

const ErrorIn = command({
  frame: Schema.Struct({ _tag: Schema.tag("ErrorIn"), line: Schema.String }),
  line: /^Error in: (?<line>.*)$/s,
  pieces: ({ line = "" }) => ({ _tag: "ErrorIn" as const, line }),
  write: (_) => `Error in: ${_.line}`,
  forbidden: freeText
})

/**
 * A frame from a line, and back: the language of `Codec.decode` and `Codec.encode` without a limit, as a Schema. Some
 * hundred times slower; for tests, tools and documentation.
 *
 * @category schemas
 * @since 0.1.0
 */
export const FrameFromLine: Schema.Codec<Frame.Frame, string> = Schema.Union([
  Message,
  MessageReply,
  ShortReply,
  Connect,
  SetLocal,
  SetLocalReply,
  Install,
  InstallReply,
  Uninstall,
  UninstallReply,
  Watch,
  WatchReply,
  Unwatch,
  UnwatchReply,
  Output,
  Debug,
  Quit,
  QuitReply,
  ErrorIn
])
