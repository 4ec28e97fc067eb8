/**
 * The types that a parameter's value can have. Each is a Schema between text, as on the wire, and a value.
 *
 * @since 0.1.0
 */
import { YateBoolean } from "@yatefx/protocol"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import * as SchemaGetter from "effect/SchemaGetter"
import * as SchemaTransformation from "effect/SchemaTransformation"
import * as Addresses from "./Address.ts"
import * as HandlerLists from "./Handlers.ts"
import { lenient as markLenient } from "./internal/lenient.ts"
import { type Quick, quick, quickAs } from "./internal/quick.ts"
import type * as Words from "./internal/words.ts"

/**
 * Why something failed, as a keyword: those that Yate makes SIP codes of (`ysipchan.cpp:67`), and any other.
 *
 * @category models
 * @since 0.1.0
 */
export type ErrorWord = Words.ErrorWord

/**
 * Why a leg ended: an `ErrorWord`, or what is no failure. SIP legs may give the text of the far end instead.
 *
 * @category models
 * @since 0.1.0
 */
export type HangupReason = Words.HangupReason

/**
 * A data format. The set is open.
 *
 * @category models
 * @since 0.1.0
 */
export type Format = Words.Format

/**
 * A schema that a parameter can have: anything that reads from text and writes to it.
 *
 * @category models
 * @since 0.1.0
 */
export interface Param<out T> extends Schema.Codec<T, string> {}

/**
 * Text as it is.
 *
 * @category text
 * @since 0.1.0
 */
export const Text: Schema.String = Schema.String

/**
 * A channel's id, `driver/number`: `sip/3`, `dumb/12`.
 *
 * @category text
 * @since 0.1.0
 */
export const ChannelId: Schema.String = Schema.String

/**
 * A number or a user's name, as callers and called parties are written.
 *
 * @category text
 * @since 0.1.0
 */
export const Phone: Schema.String = Schema.String

/**
 * A URI, `sip:100@10.0.0.1`; `Uri.parse` takes it apart.
 *
 * @category text
 * @since 0.1.0
 */
export const Uri: Schema.String = Schema.String

/**
 * A host: an IPv4 or IPv6 address, or a name where somebody gave one.
 *
 * @category text
 * @since 0.1.0
 */
export const IpAddress: Schema.String = Schema.String

/**
 * Where a call can go, `driver/rest`; `Target` has constructors for the usual ones.
 *
 * @category text
 * @since 0.1.0
 */
export const Target: Schema.String = Schema.String

/**
 * What plays or records, `wave/play//srv/hello.slin`; `DataNode` has constructors for the usual ones.
 *
 * @category text
 * @since 0.1.0
 */
export const DataNode: Schema.String = Schema.String

/**
 * Text out of a set that stays open: the known values complete in the editor, others are read as they are.
 *
 * @example
 * ```ts
 * import { Param } from "@yatefx/messages"
 *
 * const Direction = Param.oneOf("incoming", "outgoing")
 * ```
 *
 * @category text
 * @since 0.1.0
 */
export const oneOf = <const Known extends ReadonlyArray<string>>(
  ..._known: Known
): Param<Known[number] | (string & {})> => Schema.String

/**
 * Why something failed, as a keyword. The set is open.
 *
 * @category text
 * @since 0.1.0
 */
export const ErrorWord: Param<Words.ErrorWord> = Schema.String

/**
 * Why a leg ended. The set is open.
 *
 * @category text
 * @since 0.1.0
 */
export const HangupReason: Param<Words.HangupReason> = Schema.String

/**
 * A boolean in all of Yate's spellings (`true yes on enable t`, `false no off disable f`); written as `true` or
 * `false`. `1` and `0` are no booleans to Yate, and none here.
 *
 * @category numbers
 * @since 0.1.0
 */
export const Boolean: Param<boolean> = quick(
  Schema.String.check(
    Schema.makeFilter((text: string) => YateBoolean.parse(text) !== undefined, { message: "Expected true or false" })
  ).pipe(Schema.decodeTo(Schema.Boolean, {
    decode: SchemaGetter.transform((text: string) => YateBoolean.parse(text) === true),
    encode: SchemaGetter.transform((value: boolean) => value ? "true" : "false")
  })),
  YateBoolean.parse
)

const numberText = (pattern: RegExp, expected: string): Schema.String =>
  Schema.String.check(Schema.isPattern(pattern, { message: `Expected ${expected}` }))

/** The usual whole numbers; those with a sign, or too long for the type, are for the schema. */
const digits: Quick<number> = (text) => {
  if (text === "" || text.length > 15) return undefined
  let value = 0
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return undefined
    value = value * 10 + digit
  }
  return value
}

/**
 * A whole number.
 *
 * @category numbers
 * @since 0.1.0
 */
export const Int: Param<number> = quick(
  numberText(/^[+-]?\d+$/, "a whole number").pipe(
    Schema.decodeTo(Schema.Int, SchemaTransformation.numberFromString)
  ),
  digits
)

/**
 * A number that may have a fraction; one so large or small that it takes an exponent can't be written.
 *
 * @category numbers
 * @since 0.1.0
 */
export const Decimal: Param<number> = numberText(/^[+-]?\d+(\.\d+)?$/, "a number").pipe(
  Schema.decodeTo(Schema.Finite, SchemaTransformation.numberFromString)
)

const within = (min: number, max: number, expected: string): Param<number> =>
  quick(
    Int.pipe(
      Schema.decodeTo(
        Schema.Int.check(Schema.isBetween({ minimum: min, maximum: max }, { message: `Expected ${expected}` })),
        SchemaTransformation.passthrough()
      )
    ),
    (text) => {
      const value = digits(text)
      return value !== undefined && value >= min && value <= max ? value : undefined
    }
  )

/**
 * A TCP or UDP port, 0 to 65535.
 *
 * @category numbers
 * @since 0.1.0
 */
export const Port: Param<number> = within(0, 65_535, "a port from 0 to 65535")

/**
 * A count of bytes.
 *
 * @category numbers
 * @since 0.1.0
 */
export const Octets: Param<number> = within(0, Number.MAX_SAFE_INTEGER, "a count of bytes")

const durationIn = (millis: number, text: Schema.String, digits: number): Param<Duration.Duration> =>
  text.pipe(Schema.decodeTo(Schema.Duration, {
    decode: SchemaGetter.transform((value: string) => Duration.millis(Math.round(Number(value) * millis))),
    encode: SchemaGetter.transform((value: Duration.Duration) =>
      globalThis.String(Number((Duration.toMillis(value) / millis).toFixed(digits)))
    )
  }))

/**
 * A time span, in milliseconds on the wire; written rounded to whole ones.
 *
 * @category time
 * @since 0.1.0
 */
export const Millis: Param<Duration.Duration> = durationIn(1, numberText(/^\d+$/, "milliseconds"), 0)

/**
 * A time span, in seconds on the wire, with a fraction down to the millisecond.
 *
 * @category time
 * @since 0.1.0
 */
export const Seconds: Param<Duration.Duration> = durationIn(1000, numberText(/^\d+(\.\d+)?$/, "seconds"), 3)

/**
 * A time span, in seconds on the wire, always written with its milliseconds: `12.345`, as CDRs have it.
 *
 * @category time
 * @since 0.1.0
 */
export const DecimalSeconds: Param<Duration.Duration> = numberText(/^\d+(\.\d+)?$/, "seconds").pipe(
  Schema.decodeTo(Schema.Duration, {
    decode: SchemaGetter.transform((value: string) => Duration.millis(Math.round(Number(value) * 1000))),
    encode: SchemaGetter.transform((value: Duration.Duration) => (Duration.toMillis(value) / 1000).toFixed(3))
  })
)

/**
 * A point in time, in seconds since 1970 on the wire, with a fraction down to the millisecond where there is one.
 *
 * @category time
 * @since 0.1.0
 */
export const UnixTime: Param<DateTime.Utc> = numberText(/^\d{1,12}(\.\d+)?$/, "seconds since 1970").pipe(
  Schema.decodeTo(Schema.DateTimeUtc, {
    decode: SchemaGetter.transform((value: string) => DateTime.makeUnsafe(Math.round(Number(value) * 1000))),
    encode: SchemaGetter.transform((value: DateTime.Utc) => String(DateTime.toEpochMillis(value) / 1000))
  })
)

/** Lists that come back as they went: there is no escape for a comma, and the list of one empty text is nothing. */
const separable = Schema.makeFilter(
  (list: ReadonlyArray<string>) => list.every((item) => !item.includes(",")) && !(list.length === 1 && list[0] === ""),
  { message: "Expected items without a comma, and not a single empty one" }
)

/**
 * A list, separated by commas on the wire. Empty text is the empty list. An item can't have a comma in it, and a list
 * can't consist of one empty item: neither can be written.
 *
 * @category lists
 * @since 0.1.0
 */
export const List: Param<ReadonlyArray<string>> = Schema.String.pipe(
  Schema.decodeTo(Schema.Array(Schema.String).check(separable), {
    decode: SchemaGetter.transform((text: string) => text === "" ? [] : text.split(",")),
    encode: SchemaGetter.transform((list: ReadonlyArray<string>) => list.join(","))
  })
)

const items = <T extends string>(expected: string): Param<ReadonlyArray<T>> =>
  Schema.String.pipe(
    Schema.decodeTo(
      Schema.Array(
        Schema.String.check(Schema.isPattern(/^[^,]+$/, { message: `Expected ${expected} without a comma` }))
      ),
      {
        decode: SchemaGetter.transform((text: string) =>
          text.split(",").map((item) => item.trim()).filter((item) => item !== "")
        ),
        encode: SchemaGetter.transform((list: ReadonlyArray<string>) => list.join(","))
      }
    )
    // The set is open: its values are strings, and the type only names the known ones.
  ) as Param<ReadonlyArray<string>> as Param<ReadonlyArray<T>>

/**
 * A list of texts out of a set that stays open, as `oneOf` does. Blanks around a value and empty values are passed
 * over; one with a comma in it is refused.
 *
 * @category lists
 * @since 0.1.0
 */
export const listOf = <const Known extends ReadonlyArray<string>>(
  ..._known: Known
): Param<ReadonlyArray<Known[number] | (string & {})>> => items("a value")

/**
 * A list of parameters' names, as `copyparams` takes it.
 *
 * @category lists
 * @since 0.1.0
 */
export const Names: Param<ReadonlyArray<string>> = items("a parameter's name")

/**
 * A list of data formats, in order of preference: `["alaw", "mulaw"]`.
 *
 * @category lists
 * @since 0.1.0
 */
export const Formats: Param<ReadonlyArray<Words.Format>> = items("a format")

/**
 * Through whose hands a message went, in order: `cdrbuild:50,app:80`.
 *
 * @category lists
 * @since 0.1.0
 */
export const Handlers: Param<ReadonlyArray<HandlerLists.Handler>> = quick(
  Schema.String.pipe(
    Schema.decodeTo(
      Schema.Array(Schema.Struct({
        name: Schema.String.check(Schema.isPattern(/^[^,]*$/, { message: "Expected a name without a comma" })),
        priority: Schema.optionalKey(Schema.Int),
        duration: Schema.optionalKey(Schema.Duration)
      })),
      {
        decode: SchemaGetter.transform(HandlerLists.parse),
        encode: SchemaGetter.transform(HandlerLists.format)
      }
    )
  ),
  HandlerLists.parse
)

/**
 * A host and a port: `127.0.0.1:5060`, `[2001:db8::1]:5060`. The port may be missing.
 *
 * @category network
 * @since 0.1.0
 */
export const Address: Param<Addresses.Address> = Schema.String.check(
  Schema.makeFilter((text: string) => Addresses.parse(text) !== undefined, { message: "Expected a host and a port" })
).pipe(Schema.decodeTo(Schema.Struct({ host: Schema.String, port: Schema.optionalKey(Schema.Int) }), {
  decode: SchemaGetter.transform((text: string) => Addresses.parse(text) ?? { host: text }),
  encode: SchemaGetter.transform(Addresses.format)
}))

/**
 * Says that a parameter may be missing: the typed view then has the key only when the message does.
 *
 * @category combinators
 * @since 0.1.0
 */
export const optional = <S extends Schema.Constraint>(param: S): Schema.optionalKey<S> =>
  quickAs(Schema.optionalKey(param), param)

/**
 * Says that a parameter may be missing, and that a value which isn't of its type counts as missing when the message is
 * read: the text stays in `parameters`. Sending one still needs the type. What others write into a message they may
 * write as they like; a definition should refuse a message only for what it can't do without.
 *
 * @category combinators
 * @since 0.1.0
 */
export const lenient = <S extends Schema.Constraint>(param: S): Schema.optionalKey<S> => markLenient(optional(param))
