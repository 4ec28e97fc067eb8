/** Converts and writes the fields of a definition, with what can go wrong as values. */
import type { Parameters } from "@yatefx/protocol"
import * as Cause from "effect/Cause"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import * as SchemaIssue from "effect/SchemaIssue"
import type { Fields } from "../Definition.ts"
import { Misfit } from "../Misfit.ts"
import { isLenient, lenient } from "./lenient.ts"
import { quickAs } from "./quick.ts"

export type Field = Fields[string]
type Direction = "decode" | "encode"

interface Codec {
  readonly decode: (input: unknown) => Result.Result<unknown, Schema.SchemaError>
  readonly encode: (input: unknown) => Result.Result<unknown, Schema.SchemaError>
}

// Built when a definition is first used: one that is only imported costs nothing.
const codecs = new WeakMap<Fields, Codec>()

const codecOf = (fields: Fields): Codec => {
  const known = codecs.get(fields)
  if (known !== undefined) return known
  const struct: Schema.ConstraintCodec<unknown, unknown> = Schema.Struct(fields)
  const codec: Codec = {
    decode: Schema.decodeUnknownResult(struct),
    encode: Schema.encodeUnknownResult(struct)
  }
  codecs.set(fields, codec)
  return codec
}

const partials = new WeakMap<Fields, Fields>()

/** The same fields, each of them optional. */
export const partial = (fields: Fields): Fields => {
  const known = partials.get(fields)
  if (known !== undefined) return known
  const every: Fields = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const optional = quickAs(Schema.optionalKey(field), field)
      return [name, isLenient(field) ? lenient(optional) : optional]
    })
  )
  partials.set(fields, every)
  return every
}

export const isText = (fields: Fields, name: string): boolean => {
  const ast = fields[name]?.ast
  return ast !== undefined && SchemaAST.isString(ast) && ast.encoding === undefined
}

/** Text that no schema has to look at. */
const isPlainText = ({ ast }: Field): boolean =>
  SchemaAST.isString(ast) && ast.encoding === undefined && ast.checks === undefined

const format = SchemaIssue.makeFormatterStandardSchemaV1()

const unexpected = "an unexpected value"

const messageOf = (error: Schema.SchemaError): string => format(error.issue).issues[0]?.message ?? unexpected

const misfit = (
  name: string,
  error: Schema.SchemaError,
  valueOf: (parameter: string) => string | undefined
): Misfit => {
  const issue = format(error.issue).issues[0]
  const key = issue?.path?.[0]
  const parameter = Predicate.isObject(key) ? String(key.key) : String(key ?? "")
  return new Misfit({
    messageName: name,
    parameter,
    value: valueOf(parameter),
    expected: issue?.message ?? unexpected
  })
}

/** What a schema threw. */
class Thrown {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

const describe = ({ text }: Thrown): string => `its schema threw ${JSON.stringify(text)}`

/** Runs a schema of somebody's own making: one that throws refuses the value, and nothing else comes to harm. */
export const run = (
  convert: (input: unknown) => Result.Result<unknown, Schema.SchemaError>,
  input: unknown
): Result.Result<unknown, Schema.SchemaError | Thrown> => {
  try {
    return convert(input)
  } catch (defect) {
    const cause = defect instanceof Error && Cause.isCause(defect.cause) ? Cause.squash(defect.cause) : defect
    return Result.fail(new Thrown(cause instanceof Error ? cause.message : String(cause)))
  }
}

type Convert = (input: unknown) => Result.Result<unknown, Schema.SchemaError>

const converters = new WeakMap<Field, Readonly<Record<Direction, Convert>>>()

export const converter = (field: Field, direction: Direction): Convert => {
  let both = converters.get(field)
  if (both === undefined) {
    both = { decode: Schema.decodeUnknownResult(field), encode: Schema.encodeUnknownResult(field) }
    converters.set(field, both)
  }
  return both[direction]
}

/** Converts all fields, or says which one doesn't fit. */
export const convertFields = (
  name: string,
  fields: Fields,
  direction: Direction,
  input: object,
  valueOf: (parameter: string) => string | undefined
): Result.Result<unknown, Misfit> => {
  const result = run(codecOf(fields)[direction], input)
  if (Result.isSuccess(result)) return Result.succeed(result.success)
  if (!(result.failure instanceof Thrown)) return Result.fail(misfit(name, result.failure, valueOf))
  // Only now is it worth asking which one it was.
  const parameter = Object.keys(input).find((key) => {
    const field = fields[key]
    const alone = field === undefined ? undefined : run(converter(field, direction), Reflect.get(input, key))
    return alone !== undefined && Result.isFailure(alone) && alone.failure instanceof Thrown
  }) ?? ""
  return Result.fail(
    new Misfit({ messageName: name, parameter, value: valueOf(parameter) ?? "", expected: describe(result.failure) })
  )
}

const textOf = (value: unknown): string | undefined =>
  value === undefined ? undefined : typeof value === "string" ? value : String(value)

/** How the fields of a definition are written. */
interface Writing {
  readonly required: ReadonlyArray<string>
  /** Each name's place in the definition: the order on the wire. */
  readonly places: ReadonlyMap<string, number>
}

const writings = new WeakMap<Fields, Writing>()

const writingOf = (fields: Fields): Writing => {
  const known = writings.get(fields)
  if (known !== undefined) return known
  const all = Object.entries(fields)
  const writing = {
    required: all.flatMap(([name, { ast }]) => SchemaAST.isOptional(ast) ? [] : [name]),
    places: new Map(all.map(([name], at) => [name, at]))
  }
  writings.set(fields, writing)
  return writing
}

/** Whether all that it has is its own: a schema reads inherited values too, such as what a class gets. */
const isPlain = (values: object): boolean => {
  const prototype = Object.getPrototypeOf(values)
  return prototype === Object.prototype || prototype === null
}

/**
 * Writes values that are all plain text, which needs no schema, 1 µs less for each message or wait; `undefined` if
 * another is among them, or a required one is missing.
 */
const encodeTexts = (fields: Fields, values: object): Array<readonly [string, string]> | undefined => {
  if (!isPlain(values)) return undefined
  const texts: Array<readonly [string, string]> = []
  for (const [name, value] of Object.entries(values)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (field === undefined || typeof value !== "string" || !isPlainText(field)) return undefined
    texts.push([name, value])
  }
  const { places, required } = writingOf(fields)
  if (!required.every((name) => Object.hasOwn(values, name))) return undefined
  return texts.length < 2 ? texts : texts.sort(([a], [b]) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
}

export const encodeFields = (
  name: string,
  fields: Fields,
  values: object
): Result.Result<Array<Parameters.Change>, Misfit> => {
  const texts = encodeTexts(fields, values)
  if (texts !== undefined) return Result.succeed(texts)
  const unknown = Object.keys(values).find((key) => !Object.hasOwn(fields, key))
  if (unknown !== undefined) {
    return Result.fail(
      new Misfit({
        messageName: name,
        parameter: unknown,
        value: textOf(Reflect.get(values, unknown)),
        expected: "not defined"
      })
    )
  }
  return Result.map(
    // What is no object is refused as such, by a schema.
    convertFields(name, fields, "encode", values, (key) => textOf(Reflect.get(Object(values), key))),
    (encoded) => Object.entries(encoded as Record<string, string>)
  )
}

/** Converts a value by itself. */
export const convertOne = (
  messageName: string,
  parameter: string,
  field: Field,
  direction: Direction,
  value: unknown
): Result.Result<unknown, Misfit> => {
  // Most return values are text, and no schema has to say so.
  if (typeof value === "string" && isPlainText(field)) return Result.succeed(value)
  return Result.mapError(run(converter(field, direction), value), (failure) =>
    new Misfit({
      messageName,
      parameter,
      value: textOf(value),
      expected: failure instanceof Thrown ? describe(failure) : messageOf(failure)
    }))
}

const canonicals = new WeakMap<Field, (text: string) => string | undefined>()

/** The function that writes a value in one way, the same one each time it is asked for. */
export const canonicalOf = (field: Field): (text: string) => string | undefined => {
  const known = canonicals.get(field)
  if (known !== undefined) return known
  const rewrite = (text: string): string | undefined => {
    const read = run(converter(field, "decode"), text)
    const written = Result.flatMap(read, (value) => run(converter(field, "encode"), value))
    return Result.isSuccess(written) && typeof written.success === "string" ? written.success : undefined
  }
  canonicals.set(field, rewrite)
  return rewrite
}
