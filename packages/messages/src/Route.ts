/**
 * The two answers to `call.route`, as the arguments of its `ret`: where the call goes, or why it goes nowhere.
 *
 * @since 0.1.0
 */
import type { CallRoute } from "./Call.ts"
import type * as Definition from "./Definition.ts"
import type * as Param from "./Param.ts"

/**
 * The arguments of `ret` for a `call.route`.
 *
 * @category models
 * @since 0.1.0
 */
export type Answer = readonly [
  processed: boolean,
  returnValue: string,
  changes: Definition.Changes<typeof CallRoute>
]

/**
 * Rejects a call with a keyword, which SIP makes its code of, and a text, which may say more (`route-reject.txt`). Also
 * for `call.preroute`.
 *
 * @example
 * ```ts
 * import { Dispatcher } from "@yatefx/dispatcher"
 * import { CallRoute, Route } from "@yatefx/messages"
 * import { Effect } from "effect"
 *
 * const closed = Effect.gen(function*() {
 *   const yate = yield* Dispatcher
 *   yield* yate.handle(CallRoute, {}, (route) => route.ret(...Route.reject("forbidden", "We are closed")))
 * })
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const reject = (
  error: Param.ErrorWord,
  reason?: string
): readonly [
  processed: true,
  returnValue: "-",
  changes: { readonly error: Param.ErrorWord; readonly reason?: string }
] => [
  true,
  "-",
  reason === undefined ? { error } : { error, reason }
]

/**
 * Sends a call to a target, with what its `call.execute` should carry.
 *
 * @category constructors
 * @since 0.1.0
 */
export const to = (
  target: string,
  changes: Definition.Changes<typeof CallRoute> = {}
): Answer => [true, target, changes]

/**
 * Whether a return value of `call.route` rejects the call.
 *
 * @category guards
 * @since 0.1.0
 */
export const isRejection = (returnValue: string): boolean => returnValue === "-" || returnValue === "error"
