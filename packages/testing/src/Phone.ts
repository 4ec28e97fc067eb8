/**
 * Phones of a scenario: they dial, press keys, hear, speak, hold, are called, and expect what should happen. An
 * expectation that is not met fails with the call's message ladder.
 *
 * @since 0.1.0
 */
import type { RegistrationError } from "@yatefx/dispatcher"
import type { Call, CallRejected, IncomingCall, Sound } from "@yatefx/engine"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import type * as Scope from "effect/Scope"
import { ExpectationFailed } from "./ExpectationFailed.ts"
import { observed, observedIncoming } from "./internal/observedCall.ts"
import * as Ladder from "./Ladder.ts"
import { Recorder } from "./Recorder.ts"
import { type PhoneOptions as LineOptions, Switchboard } from "./Switchboard.ts"

/**
 * What a phone does when it is called.
 *
 * - `wait`: nothing; the test takes the call with `expectCall`, and does the rest.
 * - `answer`: rings and picks up at once; with `answerAfter`, after some time.
 * - `ignore`: rings, and nobody picks up.
 * - `busy`: refuses with 486.
 * - `sendBackAfter`: rings, and sends the call back after some time, with a SIP code; 480 (no answer) by default.
 *
 * @category models
 * @since 0.1.0
 */
export type WhenCalled =
  | "wait"
  | "answer"
  | "ignore"
  | "busy"
  | { readonly answerAfter: Duration.Input }
  | { readonly sendBackAfter: Duration.Input; readonly code?: number }

/**
 * A phone's settings.
 *
 * @category models
 * @since 0.1.0
 */
export interface PhoneOptions extends LineOptions {
  /** `wait` by default. */
  readonly whenCalled?: WhenCalled
}

/**
 * How long an expectation waits.
 *
 * @category models
 * @since 0.1.0
 */
export interface ExpectOptions {
  /** 10 seconds by default. */
  readonly within?: Duration.Input
}

/**
 * Which sound is expected.
 *
 * @category models
 * @since 0.1.0
 */
export interface SoundOptions extends ExpectOptions {
  /** Waits until it is over, and wants it to end so. By default its start is enough. */
  readonly how?: "eof" | "cut"
}

/**
 * How a call is expected to end.
 *
 * @category models
 * @since 0.1.0
 */
export interface EndOptions extends ExpectOptions {
  readonly by?: "phone" | "engine"
  readonly reason?: string
}

/**
 * A call of a phone. What was expected and came before is remembered: an expectation is met by what happened earlier as
 * well. Once a call is over, whatever it still lacks fails at once.
 *
 * @category models
 * @since 0.1.0
 */
export interface PhoneCall extends Call {
  readonly expectRinging: (options?: ExpectOptions) => Effect.Effect<void, ExpectationFailed>
  /** A sound, or word of progress, before the call is answered. */
  readonly expectEarlyMedia: (options?: ExpectOptions) => Effect.Effect<void, ExpectationFailed>
  readonly expectAnswer: (options?: ExpectOptions) => Effect.Effect<void, ExpectationFailed>
  /** That the call isn't put through; with a word, for that `error` (`busy`, `noroute`, …). */
  readonly expectRejection: (error?: string, options?: ExpectOptions) => Effect.Effect<CallRejected, ExpectationFailed>
  /**
   * A sound whose source has this text in its name, or fits the pattern: `welcome`, `/digits\/[1-5]/`. Sounds are
   * expected in order: each expectation looks behind the sound that met the last one, and passes over others. With
   * `how`, the sound whose start met the last one counts as well.
   */
  readonly expectSound: (source: string | RegExp, options?: SoundOptions) => Effect.Effect<Sound, ExpectationFailed>
  /** That nothing is heard for so long, from now on. */
  readonly expectSilence: (duration: Duration.Input) => Effect.Effect<void, ExpectationFailed>
  readonly expectEnd: (options?: EndOptions) => Effect.Effect<void, ExpectationFailed>
}

/**
 * A call to a phone.
 *
 * @category models
 * @since 0.1.0
 */
export interface IncomingPhoneCall extends PhoneCall, Pick<IncomingCall, "from" | "ring" | "answer" | "refuse"> {
  /** Rings for some time, and then sends the call back with a SIP code: 480 (no answer) by default. */
  readonly sendBack: (after: Duration.Input, code?: number) => Effect.Effect<void>
}

/**
 * A phone. It can make and take several calls at the same time.
 *
 * @category models
 * @since 0.1.0
 */
export interface Phone {
  readonly number: string
  /** Calls a number; returns while the call is on its way. It is hung up when the scope closes. */
  readonly dial: (
    called: string,
    parameters?: Readonly<Record<string, string>>
  ) => Effect.Effect<PhoneCall, CallRejected, Scope.Scope>
  /** Waits for a call to the phone. Those that came before are given first; at most 100 wait. */
  readonly expectCall: (options?: ExpectOptions) => Effect.Effect<IncomingPhoneCall, ExpectationFailed>
}

const maxWaiting = 100

const noAnswer = 480

const behave = Effect.fnUntraced(function*(call: IncomingPhoneCall, whenCalled: WhenCalled) {
  if (whenCalled === "wait") return
  if (whenCalled === "busy") return yield* call.refuse()
  if (typeof whenCalled === "object" && "sendBackAfter" in whenCalled) {
    return yield* call.sendBack(whenCalled.sendBackAfter, whenCalled.code)
  }
  yield* call.ring
  if (whenCalled === "ignore") return
  if (whenCalled !== "answer") yield* Effect.sleep(whenCalled.answerAfter)
  yield* call.answer
})

/**
 * Plugs a phone in, until the scope closes. Fails when the phones' own connection to a real engine can't register it;
 * on the embedded engine it doesn't.
 *
 * @example
 * ```ts
 * import { Phone } from "@yatefx/testing"
 * import { Effect } from "effect"
 *
 * const scenario = Effect.gen(function*() {
 *   const alice = yield* Phone.make({ number: "100", name: "Alice" })
 *   const call = yield* alice.dial("ivr")
 *   yield* call.expectAnswer({ within: "2 seconds" })
 *   yield* call.press("1#", { gap: 300 })
 *   yield* call.expectSound("goodbye", { how: "eof" })
 *   yield* call.expectEnd({ by: "engine" })
 * })
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = Effect.fn("Phone.make")(function*(
  options: PhoneOptions
): Effect.fn.Return<Phone, RegistrationError, Switchboard | Recorder | Scope.Scope> {
  const recorder = yield* Recorder
  const { plug } = yield* Switchboard
  const scope = yield* Effect.scope
  const line = yield* plug(options)
  const { number, whenCalled = "wait" } = options
  const waiting = yield* Queue.make<IncomingPhoneCall>({ capacity: maxWaiting, strategy: "sliding" })

  yield* Effect.forkScoped(Effect.forever(Effect.gen(function*() {
    const incoming = yield* line.next
    const call = yield* observedIncoming(recorder, number, scope, incoming)
    const { sendBack } = sending(call)
    const whole: IncomingPhoneCall = { ...call, sendBack }
    yield* Queue.offer(waiting, whole)
    yield* Effect.forkIn(behave(whole, whenCalled), scope)
  })))

  return {
    number,
    dial: (called, parameters = {}) =>
      Effect.gen(function*() {
        return yield* observed(recorder, number, called, yield* Effect.scope, line.dial(called, parameters))
      }),
    expectCall: ({ within = "10 seconds" } = {}) =>
      Effect.timeoutOrElse(Queue.take(waiting), {
        duration: within,
        orElse: () =>
          Effect.flatMap(recorder.entries, (entries) =>
            Effect.fail(
              new ExpectationFailed({
                subject: `the phone ${number}`,
                expected: `a call within ${Duration.format(Duration.fromInputUnsafe(within))}`,
                instead: "nobody called",
                ladder: Ladder.make(entries)
              })
            ))
      })
  }
})

const sending = (call: Omit<IncomingPhoneCall, "sendBack">): Pick<IncomingPhoneCall, "sendBack"> => ({
  sendBack: (after, code = noAnswer) =>
    Effect.andThen(call.ring, Effect.andThen(Effect.sleep(after), call.refuse(code)))
})
