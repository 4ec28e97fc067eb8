/**
 * The two answers to `call.route`, as the arguments of its `ret`: where the call goes, or why it goes nowhere; and the
 * routes of text messages, which have the same name.
 *
 * @since 0.1.0
 */
import type * as Schema from "effect/Schema"
import { CallRoute } from "./Call.ts"
import * as Definition from "./Definition.ts"
import * as Param from "./Param.ts"

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

/**
 * `call.route` of a text message (`route_type=msg`): what a SIP MESSAGE is routed by. It comes from no leg, so there is
 * no `id` (`registrar-progress-rtp.txt`), and a handler of `CallRoute` can't read it. Everything else is as there;
 * the return value is the target of the `msg.execute` that follows.
 *
 * Handle it with `where: { route_type: "msg" }`.
 *
 * @category definitions
 * @since 0.1.0
 */
export const MessageRoute: Definition.Definition<
  "call.route",
  & Omit<(typeof CallRoute)["params"], "id">
  & { /** The calling leg: none for a text message. */ readonly id: Schema.optionalKey<Schema.String> },
  (typeof CallRoute)["answer"],
  (typeof CallRoute)["returns"],
  (typeof CallRoute)["send"],
  (typeof CallRoute)["reply"],
  {
    readonly params: Omit<CallRoute.Params, "id"> & {
      /** The calling leg: none for a text message. */ readonly id?: string
    }
    readonly changes: CallRoute.Changes
    readonly send: CallRoute.Send
    readonly reply: CallRoute.Reply
  }
> = /* @__PURE__ */ Definition.lazy("call.route", () => ({
  params: { ...CallRoute.params, id: Param.optional(Param.ChannelId) },
  answer: CallRoute.answer,
  returns: CallRoute.returns,
  send: CallRoute.send,
  reply: CallRoute.reply
}))
