/**
 * What a message is to a program: its name, the types of its parameters, and what an answer may say. A definition is
 * data and knows no connection; it reads just the parameters that it names.
 *
 * @since 0.1.0
 */
import type { Parameters } from "@yatefx/protocol"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { canonicalOf, convertOne, encodeFields, isText, partial } from "./internal/fields.ts"
import { Lazy } from "./internal/lazy.ts"
import { decodeFields } from "./internal/reading.ts"
import type { Misfit } from "./Misfit.ts"

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
 * What a program sees of a message: types with a doc comment on each property, where somebody wrote such; else those
 * that follow from the fields. They exist for the type checker alone.
 *
 * @category models
 * @since 0.1.0
 */
export interface View {
  /** What a handler or a watcher reads. */
  readonly params: object
  /** What an answer may change. */
  readonly changes: object
  /** What is given to send it. */
  readonly send: object
  /** What its sender reads in the answer. */
  readonly reply: object
}

/**
 * The view that follows from the fields.
 *
 * @category models
 * @since 0.1.0
 */
export interface ViewOf<Params extends Fields, Answer extends Fields, Send extends Fields, Reply extends Fields> {
  readonly params: Schema.Struct.Type<Params>
  readonly changes: { readonly [K in keyof Answer]?: Answer[K]["Type"] | null }
  readonly send: Schema.Struct.Type<Send>
  readonly reply: { readonly [K in keyof Reply]?: Reply[K]["Type"] }
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
  out Reply extends Fields = {},
  out Shown extends View = ViewOf<Params, Answer, Send, Reply>
> {
  /** For the type checker alone: there is no such value. */
  readonly "~view": Shown
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
  /** Parameters that are sent with it always, before those that are given: what `Masquerade` adds. */
  readonly fixed?: ReadonlyArray<readonly [name: string, value: string]>
}

/**
 * Any definition.
 *
 * @category models
 * @since 0.1.0
 */
export interface Any
  extends Definition<string, Fields, Fields, Schema.ConstraintCodec<unknown, string>, Fields, Fields, View>
{}

/**
 * The typed parameters of a message that a program receives.
 *
 * @category models
 * @since 0.1.0
 */
export type Params<D extends Any> = D["~view"]["params"]

/**
 * What an answer may change: a value sets a parameter, `null` deletes it.
 *
 * @category models
 * @since 0.1.0
 */
export type Changes<D extends Any> = D["~view"]["changes"]

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
export type Send<D extends Any> = D["~view"]["send"]

/**
 * What the sender of a message reads in its answer.
 *
 * @category models
 * @since 0.1.0
 */
export type Reply<D extends Any> = D["~view"]["reply"]

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
  const made: Omit<Definition<Name, Params, Answer, Returns, Send, Reply>, "~view"> = {
    name,
    params: parts.params,
    answer,
    returns: parts.returns ?? (Schema.String as Schema.Constraint as Returns),
    send: parts.send ?? (parts.params as Fields as Send),
    reply: parts.reply ?? (answer as Fields as Reply)
  }
  return made as Definition<Name, Params, Answer, Returns, Send, Reply>
}

/**
 * The parts of a definition, as `make` and `lazy` take them.
 *
 * @category models
 * @since 0.1.0
 */
export interface Parts<
  out Params extends Fields,
  out Answer extends Fields = {},
  out Returns extends Schema.ConstraintCodec<unknown, string> = Schema.String,
  out Send extends Fields = Params,
  out Reply extends Fields = Answer
> {
  readonly params: Params
  readonly answer?: Answer
  readonly returns?: Returns
  readonly send?: Send
  readonly reply?: Reply
}

/**
 * Defines a message whose schemas are made when it is first used: the catalogue is made of these, so that importing it
 * makes none, and a bundler leaves out those that a program doesn't name.
 *
 * @category constructors
 * @since 0.1.0
 */
export const lazy = <
  const Name extends string,
  Params extends Fields,
  Answer extends Fields = {},
  Returns extends Schema.ConstraintCodec<unknown, string> = Schema.String,
  Send extends Fields = Params,
  Reply extends Fields = Answer
>(
  name: Name,
  parts: () => Parts<Params, Answer, Returns, Send, Reply>
): Definition<Name, Params, Answer, Returns, Send, Reply> =>
  // The class reads whatever parts there are; which ones these are, only the function knows.
  new Lazy(name, () => make(name, parts())) as Any as Definition<Name, Params, Answer, Returns, Send, Reply>

/**
 * Defines a message as `lazy` does, with a view written by hand or by a generator: its doc comments are what an editor
 * shows of a parameter. The view's value is never looked at: give `{} as View`. That it agrees with the fields is the
 * writer's to see to; `ViewOf` says what follows from them.
 *
 * @category constructors
 * @since 0.1.0
 */
export const viewed = <
  const Name extends string,
  Shown extends View,
  Params extends Fields,
  Answer extends Fields = {},
  Returns extends Schema.ConstraintCodec<unknown, string> = Schema.String,
  Send extends Fields = Params,
  Reply extends Fields = Answer
>(
  name: Name,
  _view: Shown,
  parts: () => Parts<Params, Answer, Returns, Send, Reply>
): Definition<Name, Params, Answer, Returns, Send, Reply, Shown> =>
  // As in `lazy`.
  new Lazy(name, () => make(name, parts())) as Any as Definition<Name, Params, Answer, Returns, Send, Reply, Shown>

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
): Result.Result<Params<D>, Misfit> => Result.map(reader(definition, parameters), (read) => read())

/**
 * As `decode`, in two steps: whether the message fits is known at once, and what can't refuse it (text that may be
 * missing, and what is lenient) is read when the result is called. For a program that gets many messages and reads
 * little of each.
 *
 * @category decoding
 * @since 0.1.0
 */
export const reader = <D extends Any>(
  definition: D,
  parameters: Parameters.Parameters
): Result.Result<() => Params<D>, Misfit> =>
  decodeFields(definition.name, definition.params, parameters) as Result.Result<() => Params<D>, Misfit>

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
  Result.map(decodeFields(definition.name, partial(definition.reply), parameters), (read) => read() as Reply<D>)

/**
 * Writes the parameters of a message to send.
 *
 * @category encoding
 * @since 0.1.0
 */
export const encode = <D extends Any>(
  definition: D,
  params: Send<D>
): Result.Result<ReadonlyArray<Parameters.Change>, Misfit> => {
  const encoded = encodeFields(definition.name, definition.send, params as object)
  const { fixed } = definition
  return fixed === undefined ? encoded : Result.map(encoded, (changes) => [...fixed, ...changes])
}

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
  const isDeletion = ([name, value]: readonly [string, unknown]): boolean =>
    // What an answer can't set it can't delete either: that is for `encodeFields` to refuse.
    value === null && Object.hasOwn(definition.answer, name)
  const set = Object.fromEntries(entries.filter((entry) => !isDeletion(entry)))
  const deleted = entries.filter(isDeletion).map(([name]): Parameters.Change => [name, undefined])
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
  convertOne(definition.name, "returnValue", definition.returns, "decode", value) as Result.Result<Returns<D>, Misfit>

/**
 * Writes a return value.
 *
 * @category encoding
 * @since 0.1.0
 */
export const encodeReturns = <D extends Any>(definition: D, value: Returns<D>): Result.Result<string, Misfit> =>
  convertOne(definition.name, "returnValue", definition.returns, "encode", value) as Result.Result<string, Misfit>

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

/**
 * How a parameter's value is written whatever its spelling: `yes` and `on` are `true` to `Param.Boolean`, and `05` is
 * `5` to `Param.Int`. Gives `undefined` for text that doesn't fit. One function for each schema, so that it can be
 * compared; `undefined` for plain text, which has one spelling, and for what the definition doesn't name.
 *
 * @category decoding
 * @since 0.1.0
 */
export const canonical = (definition: Any, name: string): ((text: string) => string | undefined) | undefined => {
  const field = Object.hasOwn(definition.params, name) ? definition.params[name] : undefined
  if (field === undefined || isText(definition.params, name)) return undefined
  return canonicalOf(field)
}
