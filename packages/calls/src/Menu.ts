/**
 * Menus: keys that stand for values, or for what to do. A sub-menu is an effect like any other.
 *
 * Two equal keys can't be written: TypeScript refuses a name that stands twice in an object, and here what is no key. An
 * object without any choice is a `MenuError`. A list that is only known at run time becomes the choices of a menu by
 * `Menu.choices`, which fails on all of that.
 *
 * A choice may begin another (`1` and `12`): it is taken when no further key comes within `nextKey`, or at once with
 * `#`. All others are taken with their last key.
 *
 * @since 0.1.0
 */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { Call } from "./Call.ts"
import type { LegError, NoValidInput, PlayError } from "./CallError.ts"
import { asking } from "./internal/asking.ts"
import { choosing } from "./internal/choosing.ts"
import { Leg } from "./internal/leg.ts"
import type { PromptOptions } from "./Prompt.ts"

/**
 * A key of a phone.
 *
 * @category models
 * @since 0.1.0
 */
export type Key = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "*" | "#" | "A" | "B" | "C" | "D"

type AreKeys<Text extends string> = Text extends `${Key}${infer Rest}` ? Rest extends "" ? true : AreKeys<Rest> : false

/**
 * What the choices of a menu have to be, written as an object: each is made of keys, and stands for a `V`.
 *
 * @category models
 * @since 0.1.0
 */
export type Checked<C, V = unknown> = {
  readonly [K in keyof C]: AreKeys<`${K & (string | number)}`> extends true ? V : never
}

/**
 * What a menu can fail with: `MenuError` only if there is no choice.
 *
 * @category models
 * @since 0.1.0
 */
export type Failure<C> = LegError | PlayError | NoValidInput | (keyof C extends never ? MenuError : never)

/**
 * The choices can't make a menu: there are none, one stands twice, or is made of something else than keys.
 *
 * @category errors
 * @since 0.1.0
 */
export class MenuError extends Data.TaggedError("MenuError")<{
  /** The choice at fault; none if there is no choice at all. */
  readonly keys: string | undefined
  readonly reason: "empty" | "twice" | "notKeys"
}> {
  override get message(): string {
    switch (this.reason) {
      case "empty":
        return "a menu needs at least one choice"
      case "twice":
        return `"${this.keys}" stands for two choices of one menu: give each its own keys`
      case "notKeys":
        return `"${this.keys}" can't be keyed in: use 0 to 9, *, # and A to D`
    }
  }
}

/**
 * The choices of a menu that are only known at run time, checked.
 *
 * @category models
 * @since 0.1.0
 */
export class Choices<out A> {
  /** What each stands for. */
  readonly byKeys: ReadonlyMap<string, A>

  constructor(byKeys: ReadonlyMap<string, A>) {
    this.byKeys = byKeys
  }
}

/**
 * Makes choices of a list, of a database's rows: `Menu.choices(rows.map(({ key, office }) => [key, office]))`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const choices = <A>(
  entries: Iterable<readonly [keys: string, value: A]>
): Effect.Effect<Choices<A>, MenuError> =>
  Effect.suspend(() => {
    const byKeys = new Map<string, A>()
    for (const [text, value] of entries) {
      const keys = text.toUpperCase()
      if (!/^[0-9*#A-D]{1,32}$/.test(keys)) return Effect.fail(new MenuError({ keys: text, reason: "notKeys" }))
      if (byKeys.has(keys)) return Effect.fail(new MenuError({ keys, reason: "twice" }))
      byKeys.set(keys, value)
    }
    return byKeys.size === 0
      ? Effect.fail(new MenuError({ keys: undefined, reason: "empty" }))
      : Effect.succeed(new Choices(byKeys))
  })

/**
 * A menu: how it is asked, and what each choice stands for.
 *
 * @category models
 * @since 0.1.0
 */
export interface MenuOptions<C> extends PromptOptions {
  readonly choices: C
}

/**
 * Asks for a choice, and gives what it stands for.
 *
 * @example
 * ```ts
 * import { Call, Menu } from "@yatefx/calls"
 * import { Effect } from "effect"
 *
 * const language = Effect.gen(function*() {
 *   const call = yield* Call
 *   // "en" | "de"
 *   return yield* Menu.choose(call, { prompt: "language", choices: { 1: "en", 2: "de" }, retries: 1 })
 * })
 * ```
 *
 * @category operations
 * @since 0.1.0
 */
export function choose<const C extends Checked<C>>(
  call: Call,
  options: MenuOptions<C>
): Effect.Effect<C[keyof C], Failure<C>>
export function choose<A>(
  call: Call,
  options: MenuOptions<Choices<A>>
): Effect.Effect<A, LegError | PlayError | NoValidInput>
export function choose(
  call: Call,
  options: MenuOptions<object>
): Effect.Effect<unknown, LegError | PlayError | NoValidInput | MenuError> {
  return Effect.suspend((): Effect.Effect<unknown, LegError | PlayError | NoValidInput | MenuError> => {
    const leg = Leg.of(call)
    const { choices } = options
    const byKeys = choices instanceof Choices ? choices.byKeys : new Map<string, unknown>(Object.entries(choices))
    return byKeys.size === 0
      ? Effect.fail(new MenuError({ keys: undefined, reason: "empty" }))
      : asking(leg, options, choosing(leg, options, byKeys))
  }).pipe(Effect.withSpan("Menu.choose", { attributes: { "call.id": call.id } }))
}

/**
 * Asks for a choice, and does what it stands for. `Effect.forever` around it comes back to the menu each time; what a
 * sub-menu fails with goes through.
 *
 * @example
 * ```ts
 * import { Call, Menu } from "@yatefx/calls"
 * import { Effect } from "effect"
 *
 * const main = Effect.gen(function*() {
 *   const call = yield* Call
 *   const hours = Menu.run(call, {
 *     prompt: "which-office",
 *     choices: { 1: call.play("hours-london"), 2: call.play("hours-paris") }
 *   })
 *   yield* Effect.forever(Menu.run(call, {
 *     prompt: "main-menu",
 *     choices: { 1: hours, 2: call.play("directions"), 9: call.hangup() }
 *   }))
 * })
 * ```
 *
 * @category operations
 * @since 0.1.0
 */
export function run<C extends Checked<C, Effect.Effect<unknown, unknown, unknown>>>(
  call: Call,
  options: MenuOptions<C>
): Effect.Effect<
  Effect.Success<C[keyof C]>,
  Effect.Error<C[keyof C]> | Failure<C>,
  Effect.Services<C[keyof C]>
>
export function run<A, E, R>(
  call: Call,
  options: MenuOptions<Choices<Effect.Effect<A, E, R>>>
): Effect.Effect<A, E | LegError | PlayError | NoValidInput, R>
export function run(
  call: Call,
  options: MenuOptions<Choices<Effect.Effect<unknown, unknown, unknown>>>
): Effect.Effect<unknown, unknown, unknown> {
  return Effect.flatten(choose(call, options))
}
