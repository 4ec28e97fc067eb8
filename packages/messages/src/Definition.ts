/**
 * What a message is to a program: its name, the types of its parameters, and what an answer may say. A definition is
 * data and knows no connection; it reads just the parameters that it names.
 *
 * @since 0.1.0
 */
import type { Parameters } from "@yatefx/protocol"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import * as SchemaIssue from "effect/SchemaIssue"
import { Misfit } from "./Misfit.ts"

/**
 * Parameters by name. `Param.optional` marks those that may be missing.
 *
 * @category models
 * @since 0.1.0
 */
export type Fields = {
  readonly [name: string]: Schema.ConstraintCodec<unknown, string>
}

/**
 * A message's definition.
 *
 * @category models
 * @since 0.1.0
 */
export interface Definition<
  out Name extends string,
  out Params extends Fields,
  out Answer extends Fields = {},
  out Returns extends Schema.ConstraintCodec<unknown, string> = Schema.String,
  out Send extends Fields = Params,
  out Reply extends Fields = {}
> {
  /** The name on the wire: `call.route`. */
  readonly name: Name
  /** What a handler or a watcher reads. */
  readonly params: Params
  /** What a handler may set in its answer. */
  readonly answer: Answer
  /** What the return value is. */
  readonly returns: Returns
  /** What is given when a program sends the message. */
  readonly send: Send
  /** What a program that sent it reads in the answer; each is there only if a handler set it. */
  readonly reply: Reply
}

/**
 * Any definition.
 *
 * @category models
 * @since 0.1.0
 */
export interface Any extends Definition<string, Fields, Fields, Schema.ConstraintCodec<unknown, string>, Fields, Fields> {}

/**
 * The typed parameters of a message that a program receives.
 *
 * @category models
 * @since 0.1.0
 */
export type Params<D extends Any> = Schema.Struct.Type<D["params"]>

/**
 * What an answer may change: a value sets a parameter, `null` deletes it.
 *
 * @category models
 * @since 0.1.0
 */
export type Changes<D extends Any> = { readonly [K in keyof D["answer"]]?: D["answer"][K]["Type"] | null }

/**
 * The typed return value.
 *
 * @category models
 * @since 0.1.0
 */
export type Returns<D extends Any> = D["returns"]["Type"]

/**
 * What is given to send a message.
 *
 * @category models
 * @since 0.1.0
 */
export type Send<D extends Any> = Schema.Struct.Type<D["send"]>

/**
 * What the sender of a message reads in its answer.
 *
 * @category models
 * @since 0.1.0
 */
export type Reply<D extends Any> = { readonly [K in keyof D["reply"]]?: D["reply"][K]["Type"] }

/**
 * Values that a message's parameters must have: data, so that a message finds whoever waits for it at once.
 *
 * @category models
 * @since 0.1.0
 */
export type Where<D extends Any> = { readonly [K in keyof D["params"]]?: D["params"][K]["Type"] }

/**
 * Defines a message.
 *
 * `send` is what must and may be given to send it, and is `params` when missing; `reply` is what comes back to the
 * sender, and is `answer` when missing; the return value is text when `returns` is missing.
 *
 * @example
 * ```ts
 * import { Definition, Param } from "@yatefx/messages"
 *
 * const TicketCreated = Definition.make("ticket.created", {
 *   params: { id: Param.Text, urgent: Param.optional(Param.Boolean) }
 * })
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = <
  const Name extends string,
  const Params extends Fields,
  const Answer extends Fields = {},
  Returns extends Schema.ConstraintCodec<unknown, string> = Schema.String,
  const Send extends Fields = Params,
  const Reply extends Fields = Answer
>(name: Name, parts: {
  readonly params: Params
  readonly answer?: Answer
  readonly returns?: Returns
  readonly send?: Send
  readonly reply?: Reply
}): Definition<Name, Params, Answer, Returns, Send, Reply> => {
  // Each default is the type parameter's own default: it is what the types say when the part is missing.
  const answer = parts.answer ?? ({} as Answer)
  return {
    name,
    params: parts.params,
    answer,
    returns: parts.returns ?? (Schema.String as Schema.Constraint as Returns),
    send: parts.send ?? (parts.params as Fields as Send),
    reply: parts.reply ?? (answer as Fields as Reply)
  }
}

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
const partial = (fields: Fields): Fields => {
  const known = partials.get(fields)
  if (known !== undefined) return known
  const optional: Fields = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, Schema.optionalKey(field)])
  )
  partials.set(fields, optional)
  return optional
}

const isText = (fields: Fields, name: string): boolean => {
  const ast = fields[name]?.ast
  return ast !== undefined && SchemaAST.isString(ast) && ast.encoding === undefined
}

const format = SchemaIssue.makeFormatterStandardSchemaV1()

const misfit = (name: string, error: Schema.SchemaError, valueOf: (parameter: string) => string | undefined): Misfit => {
  const issue = format(error.issue).issues[0]
  const key = issue?.path?.[0]
  const parameter = Predicate.isObject(key) ? String(key.key) : String(key ?? "")
  return new Misfit({
    messageName: name,
    parameter,
    value: valueOf(parameter),
    expected: issue?.message ?? "an unexpected value"
  })
}

const decodeFields = (
  name: string,
  fields: Fields,
  parameters: Parameters.Parameters
): Result.Result<unknown, Misfit> => {
  const codec = codecOf(fields)
  const input: Record<string, string> = Object.create(null)
  for (const key of codec.names) {
    const value = parameters.get(key)
    if (value !== undefined && (value !== "" || !codec.typed.has(key))) input[key] = value
  }
  return Result.mapError(codec.decode(input), (error) => misfit(name, error, (key) => parameters.get(key)))
}

/**
 * Reads what the definition names out of a message's parameters. The first of a repeated name counts; an empty value
 * of a parameter that isn't text counts as missing, as it does to Yate.
 *
 * @category decoding
 * @since 0.1.0
 */
export const decode = <D extends Any>(
  definition: D,
  parameters: Parameters.Parameters
): Result.Result<Params<D>, Misfit> =>
  decodeFields(definition.name, definition.params, parameters) as Result.Result<Params<D>, Misfit>

/**
 * Reads what the sender of a message may find in its answer. Everything is optional there.
 *
 * @category decoding
 * @since 0.1.0
 */
export const decodeReply = <D extends Any>(
  definition: D,
  parameters: Parameters.Parameters
): Result.Result<Reply<D>, Misfit> =>
  decodeFields(definition.name, partial(definition.reply), parameters) as Result.Result<Reply<D>, Misfit>

const textOf = (value: unknown): string | undefined =>
  value === undefined ? undefined : typeof value === "string" ? value : String(value)

const encodeFields = (name: string, fields: Fields, values: object): Result.Result<Array<Parameters.Change>, Misfit> => {
  const unknown = Object.keys(values).find((key) => !Object.hasOwn(fields, key))
  if (unknown !== undefined) {
    return Result.fail(
      new Misfit({ messageName: name, parameter: unknown, value: textOf(Reflect.get(values, unknown)), expected: "not defined" })
    )
  }
  const encoded = codecOf(fields).encode(values)
  if (Result.isFailure(encoded)) {
    return Result.fail(misfit(name, encoded.failure, (key) => textOf(Reflect.get(values, key))))
  }
  return Result.succeed(Object.entries(encoded.success as Record<string, string>))
}

/**
 * Writes the parameters of a message to send.
 *
 * @category encoding
 * @since 0.1.0
 */
export const encode = <D extends Any>(
  definition: D,
  params: Send<D>
): Result.Result<ReadonlyArray<Parameters.Change>, Misfit> =>
  encodeFields(definition.name, definition.send, params as object)

/**
 * Writes what an answer changes.
 *
 * @category encoding
 * @since 0.1.0
 */
export const encodeChanges = <D extends Any>(
  definition: D,
  changes: Changes<D>
): Result.Result<ReadonlyArray<Parameters.Change>, Misfit> => {
  const entries = Object.entries(changes)
  const set = Object.fromEntries(entries.filter(([, value]) => value !== null))
  const deleted = entries.flatMap(([name, value]): Array<Parameters.Change> => value === null ? [[name, undefined]] : [])
  return Result.map(
    encodeFields(definition.name, partial(definition.answer), set),
    (changed) => [...changed, ...deleted]
  )
}

/**
 * Reads a return value.
 *
 * @category decoding
 * @since 0.1.0
 */
export const decodeReturns = <D extends Any>(definition: D, value: string): Result.Result<Returns<D>, Misfit> =>
  Result.mapError(
    Schema.decodeUnknownResult(definition.returns as Schema.Codec<Returns<D>, string>)(value),
    (error) => misfit(definition.name, error, () => value)
  )

/**
 * Writes a return value.
 *
 * @category encoding
 * @since 0.1.0
 */
export const encodeReturns = <D extends Any>(definition: D, value: Returns<D>): Result.Result<string, Misfit> =>
  Result.mapError(
    Schema.encodeUnknownResult(definition.returns as Schema.Codec<Returns<D>, string>)(value),
    (error) => misfit(definition.name, error, () => textOf(value))
  )

/**
 * Writes what a message's parameters must have, as pairs sorted by name: the key of an index.
 *
 * @category encoding
 * @since 0.1.0
 */
export const encodeWhere = <D extends Any>(
  definition: D,
  where: Where<D>
): Result.Result<ReadonlyArray<readonly [name: string, value: string]>, Misfit> =>
  Result.map(
    encodeFields(definition.name, partial(definition.params), where),
    (changes) => changes.map(([name, value]) => [name, value ?? ""] as const).sort(([a], [b]) => a < b ? -1 : 1)
  )
