/**
 * The types that a parameter's value can have. Each is a Schema between text, as on the wire, and a value.
 *
 * @since 0.1.0
 */
import { YateBoolean } from "@yatefx/protocol"
import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import * as SchemaGetter from "effect/SchemaGetter"
import * as SchemaTransformation from "effect/SchemaTransformation"

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
 * A boolean in all of Yate's spellings (`true yes on enable t`, `false no off disable f`); written as `true` or
 * `false`. `1` and `0` are no booleans to Yate, and none here.
 *
 * @category numbers
 * @since 0.1.0
 */
export const Boolean: Param<boolean> = Schema.String.check(
  Schema.makeFilter((text: string) => YateBoolean.parse(text) !== undefined, { message: "Expected true or false" })
).pipe(Schema.decodeTo(Schema.Boolean, {
  decode: SchemaGetter.transform((text: string) => YateBoolean.parse(text) === true),
  encode: SchemaGetter.transform((value: boolean) => value ? "true" : "false")
}))

const numberText = (pattern: RegExp, expected: string): Schema.String =>
  Schema.String.check(Schema.isPattern(pattern, { message: `Expected ${expected}` }))

/**
 * A whole number.
 *
 * @category numbers
 * @since 0.1.0
 */
export const Int: Param<number> = numberText(/^[+-]?\d+$/, "a whole number").pipe(
  Schema.decodeTo(Schema.Int, SchemaTransformation.numberFromString)
)

/**
 * A number that may have a fraction.
 *
 * @category numbers
 * @since 0.1.0
 */
export const Decimal: Param<number> = numberText(/^[+-]?\d+(\.\d+)?$/, "a number").pipe(
  Schema.decodeTo(Schema.Finite, SchemaTransformation.numberFromString)
)

const durationIn = (millis: number, text: Schema.String, digits: number): Param<Duration.Duration> =>
  text.pipe(Schema.decodeTo(Schema.Duration, {
    decode: SchemaGetter.transform((value: string) => Duration.millis(Number(value) * millis)),
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
 * A list, separated by commas on the wire. Empty text is the empty list.
 *
 * @category lists
 * @since 0.1.0
 */
export const List: Param<ReadonlyArray<string>> = Schema.String.pipe(
  Schema.decodeTo(Schema.Array(Schema.String), {
    decode: SchemaGetter.transform((text: string) => text === "" ? [] : text.split(",")),
    encode: SchemaGetter.transform((list: ReadonlyArray<string>) => list.join(","))
  })
)

/**
 * Says that a parameter may be missing: the typed view then has the key only when the message does.
 *
 * @category combinators
 * @since 0.1.0
 */
export const optional = <S extends Schema.Constraint>(param: S): Schema.optionalKey<S> => Schema.optionalKey(param)
