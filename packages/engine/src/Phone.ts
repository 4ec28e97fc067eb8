/**
 * Simulated phones: they call into the embedded engine as SIP phones do, press keys, hear what is played, hang up.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { type Call, CallRejected, fromLeg } from "./Call.ts"
import { Engine } from "./Engine.ts"
import { SipLeg, startRouting } from "./internal/sip.ts"

/**
 * A phone's settings.
 *
 * @category models
 * @since 0.1.0
 */
export interface PhoneOptions {
  /** The number it calls from. */
  readonly caller: string
  readonly callername?: string
  /** Its host and port, as the engine sees it. `127.0.0.1:5070` by default. */
  readonly address?: string
  /** Further parameters of the messages that route its calls; one that is there already is overwritten. */
  readonly parameters?: Readonly<Record<string, string>>
}

/**
 * Settings of one call.
 *
 * @category models
 * @since 0.1.0
 */
export interface DialOptions {
  /** Further parameters of the messages that route this call. */
  readonly parameters?: Readonly<Record<string, string>>
}

/**
 * A phone. It can make several calls at the same time.
 *
 * @category models
 * @since 0.1.0
 */
export interface Phone {
  readonly caller: string
  /**
   * Calls a number; the engine routes the call while this returns at once. The call is hung up when the scope closes.
   * Fails when the engine has no room for a call more; a call that is not put through shows in `answered`.
   */
  readonly dial: (called: string, options?: DialOptions) => Effect.Effect<Call, CallRejected, Scope.Scope>
}

/**
 * Makes a phone.
 *
 * @example
 * ```ts
 * import { Phone } from "@yatefx/engine"
 * import { Effect } from "effect"
 *
 * const program = Effect.scoped(Effect.gen(function*() {
 *   const phone = yield* Phone.make({ caller: "alice", callername: "Alice" })
 *   const call = yield* phone.dial("ivr")
 *   yield* call.answered
 *   yield* call.press("15#", { gap: 300 })
 *   yield* call.hangup()
 * }))
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (options: PhoneOptions): Effect.Effect<Phone, never, Engine> =>
  Effect.map(Engine, ({ exchange: { core, sip } }): Phone => ({
    caller: options.caller,
    dial: Effect.fn("Phone.dial")(function*(called, dialOptions) {
      if (sip.isFull || core.exiting) {
        return yield* new CallRejected({ called, error: "congestion", reason: "no channel is free", code: 480 })
      }
      const call = yield* Effect.acquireRelease(
        Effect.sync(() => {
          const leg = new SipLeg(sip, {
            direction: "incoming",
            address: options.address ?? "127.0.0.1:5070",
            caller: options.caller
          })
          const parameters = Object.entries({ ...options.parameters, ...dialOptions?.parameters })
          startRouting(core, leg, leg.start({ called, callerName: options.callername, parameters }))
          return { leg, call: fromLeg(core, leg, called) }
        }),
        ({ leg }) => Effect.sync(() => leg.bye(undefined))
      )
      return call.call
    })
  }))
