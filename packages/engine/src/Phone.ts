/**
 * Simulated phones: they call into the embedded engine as SIP phones do, press keys, hear what is played, hang up.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import * as Scope from "effect/Scope"
import { type Call, CallRejected, type IncomingCall } from "./Call.ts"
import { Engine } from "./Engine.ts"
import type { Exchange, Ring } from "./internal/exchange.ts"
import { fromInvitation, fromLeg } from "./internal/phoneCall.ts"
import { startRouting } from "./internal/router.ts"
import { SipLeg } from "./internal/sip.ts"

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
  /**
   * Listens for calls to its address (`callto=sip/sip:bob@127.0.0.1:5070`) until the scope closes, when those that were not
   * taken are refused. Yields an effect that waits for the next one. At most 16 calls wait to be taken; further ones
   * find the phone busy. The phone that listened on the address before listens no longer.
   */
  readonly listen: Effect.Effect<Effect.Effect<IncomingCall>, never, Scope.Scope>
}

const defaultAddress = "127.0.0.1:5070"

const maxWaiting = 16

const listen = Effect.fnUntraced(function*({ phones }: Exchange, address: string) {
  const waiting = yield* Queue.make<IncomingCall>({ capacity: maxWaiting, strategy: "dropping" })
  const ring: Ring = (leg, invitation) => Queue.offerUnsafe(waiting, fromInvitation(leg, invitation))
  yield* Effect.acquireRelease(
    Effect.sync(() => phones.set(address, ring)),
    () =>
      Effect.gen(function*() {
        if (phones.get(address) === ring) phones.delete(address)
        for (const call of yield* Queue.clear(waiting)) yield* call.refuse()
        yield* Queue.shutdown(waiting)
      })
  )
  return Queue.take(waiting)
})

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
  Effect.map(Engine, ({ exchange }): Phone => ({
    caller: options.caller,
    listen: listen(exchange, options.address ?? defaultAddress),
    dial: Effect.fn("Phone.dial")(function*(called, dialOptions) {
      const { core, sip } = exchange
      if (sip.isFull || core.exiting) {
        return yield* new CallRejected({ called, error: "congestion", reason: "no channel is free", code: 480 })
      }
      const scope = yield* Effect.scope
      const leg = yield* Effect.uninterruptible(Effect.suspend(() => {
        const leg = new SipLeg(sip, {
          direction: "incoming",
          address: options.address ?? defaultAddress,
          caller: options.caller
        })
        const parameters = Object.entries({ ...options.parameters, ...dialOptions?.parameters })
        startRouting(core, leg, leg.start({ called, callerName: options.callername, parameters }))
        // `acquireRelease` would keep this effect's context and span as long as the call, 0.4 kB.
        return Effect.as(Scope.addFinalizer(scope, Effect.sync(() => leg.bye(undefined))), leg)
      }))
      return fromLeg(leg, called)
    })
  }))
