/** Reads and writes the fields of a definition, with what can go wrong as values. */
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

type Field = Fields[string]
type Direction = "decode" | "encode"

interface Codec {
  readonly names: ReadonlyArray<string>
  /** Names whose value is no plain text, so that an empty value says "none". */
  readonly typed: ReadonlySet<string>
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
    names: Object.keys(fields),
    typed: new Set(Object.keys(fields).filter((name) => !isText(fields, name))),
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
      const optional = Schema.optionalKey(field)
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

const format = SchemaIssue.makeFormatterStandardSchemaV1()

const unexpected = "an unexpected value"
const missing = "Missing key"

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
const run = (
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

const converter = (field: Field, direction: Direction): Convert => {
  let both = converters.get(field)
  if (both === undefined) {
    both = { decode: Schema.decodeUnknownResult(field), encode: Schema.encodeUnknownResult(field) }
    converters.set(field, both)
  }
  return both[direction]
}

/** Converts all fields, or says which one doesn't fit. */
const convertFields = (
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

/** How the fields of a definition are read: what can refuse a message at once, and the rest when it is asked for. */
interface Reading {
  /** Text that must be there. */
  readonly required: ReadonlyArray<string>
  /** What has a type that a value may not fit. */
  readonly binding: Fields
  /** What is read leniently, or is text and may be missing; text has no converter. */
  readonly free: ReadonlyMap<string, Convert | undefined>
}

const readings = new WeakMap<Fields, Reading>()

const readingOf = (fields: Fields): Reading => {
  const known = readings.get(fields)
  if (known !== undefined) return known
  const required: Array<string> = []
  const binding: Record<string, Field> = {}
  const free = new Map<string, Convert | undefined>()
  for (const [name, field] of Object.entries(fields)) {
    const isPlain = isText(fields, name) && field.ast.checks === undefined
    if (isLenient(field)) free.set(name, converter(field, "decode"))
    else if (!isPlain) binding[name] = field
    else if (SchemaAST.isOptional(field.ast)) free.set(name, undefined)
    else required.push(name)
  }
  const reading = { required, binding, free }
  readings.set(fields, reading)
  return reading
}

/** Up to so many names it is cheaper to look for each in the message than to read all of the message. */
const fewNames = 12

/** What the free fields have, in the order of the message; the first of a repeated name counts. */
const readFree = (free: Reading["free"], parameters: Parameters.Parameters): ReadonlyArray<Parameters.Change> =>
  free.size <= fewNames ? [...free.keys()].map((name) => [name, parameters.get(name)]) : parameters.changes

const fill = (values: object, reading: Reading, parameters: Parameters.Parameters): unknown => {
  for (const name of reading.required) put(values, name, parameters.get(name))
  // The first of a name counts, also where its value doesn't fit.
  let unfit: Set<string> | undefined
  for (const [name, text] of readFree(reading.free, parameters)) {
    if (text === undefined || !reading.free.has(name) || Object.hasOwn(values, name) || unfit?.has(name)) continue
    const convert = reading.free.get(name)
    const value = convert === undefined ? text : text === "" ? undefined : Result.getOrUndefined(run(convert, text))
    if (value === undefined) (unfit ??= new Set()).add(name)
    else put(values, name, value)
  }
  return values
}

/** Sets a value under any name: `__proto__` is one like others. */
const put = (values: object, name: string, value: unknown): void => {
  Object.defineProperty(values, name, { value, enumerable: true, configurable: true, writable: true })
}

/**
 * Reads fields in two steps: what could refuse the message now, and the rest when the result is called, the first time.
 * A message of the catalogue has dozens of fields, of which a program reads a few, or none.
 */
export const decodeFields = (
  name: string,
  fields: Fields,
  parameters: Parameters.Parameters
): Result.Result<() => unknown, Misfit> => {
  const reading = readingOf(fields)
  for (const parameter of reading.required) {
    if (!parameters.has(parameter)) {
      return Result.fail(new Misfit({ messageName: name, parameter, value: undefined, expected: missing }))
    }
  }
  const codec = codecOf(reading.binding)
  const input: Record<string, string> = Object.create(null)
  for (const key of codec.names) {
    const value = parameters.get(key)
    if (value !== undefined && (value !== "" || !codec.typed.has(key))) input[key] = value
  }
  const bound = codec.names.length === 0
    ? Result.succeed({})
    : convertFields(name, reading.binding, "decode", input, (key) => parameters.get(key))
  return Result.map(bound, (values) => {
    let filled: unknown
    return () => filled ??= fill({ ...values as object }, reading, parameters)
  })
}

const textOf = (value: unknown): string | undefined =>
  value === undefined ? undefined : typeof value === "string" ? value : String(value)

export const encodeFields = (
  name: string,
  fields: Fields,
  values: object
): Result.Result<Array<Parameters.Change>, Misfit> => {
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
    convertFields(name, fields, "encode", values, (key) => textOf(Reflect.get(values, key))),
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
): Result.Result<unknown, Misfit> =>
  Result.mapError(run(converter(field, direction), value), (failure) =>
    new Misfit({
      messageName,
      parameter,
      value: textOf(value),
      expected: failure instanceof Thrown ? describe(failure) : messageOf(failure)
    }))

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
