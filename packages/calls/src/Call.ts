/**
 * A call as a value: one leg of the engine, that the program routes, answers, plays to, listens to, and hangs up. All
 * that is done with it is an effect, that ends with `HungUp` when the leg is gone.
 *
 * @since 0.1.0
 */
import type { Param } from "@yatefx/messages"
import type { Parameters } from "@yatefx/protocol"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type { DtmfError, HungUp, LegError, PlayError, RouteError } from "./CallError.ts"
import type { Sound } from "./Sound.ts"

/**
 * How sounds are played.
 *
 * @category models
 * @since 0.1.0
 */
export interface PlayOptions {
  /**
   * Keys that cut the sound off: `any`, or some of them (`"*#"`). None by default. The key that does it is taken, and
   * told; others stay for whoever collects next.
   */
  readonly interruptedBy?: "any" | (string & {})
  /** How often the sounds are played, 1 by default. */
  readonly repeat?: number | "forever"
  /** Silence between two rounds: none by default. */
  readonly gap?: Duration.Input
  /** With which of the sounds to begin, 0 by default: `at` of what was interrupted goes on there. */
  readonly from?: number
}

/**
 * How playing ended. A sound that could not be played, or was cut off by another, is a `PlayError` instead.
 *
 * @category models
 * @since 0.1.0
 */
export interface Played {
  /** The key that cut it off; missing when everything was heard to its end. */
  readonly key: string | undefined
  /** Which of the sounds was cut off, to go on `from` it. The engine can't begin in the middle of a file. */
  readonly at: number
}

/**
 * Which keys are wanted, and for how long.
 *
 * @category models
 * @since 0.1.0
 */
export interface CollectOptions {
  /** How many are needed for `enough`, 1 by default. */
  readonly min?: number
  /** After how many it ends, 32 by default. */
  readonly max?: number
  /** Keys that end it, and are not part of the result: `"#"` by default, `""` for none. */
  readonly terminators?: string
  /** How long to wait for the first key, 5 seconds by default. */
  readonly firstKey?: Duration.Input
  /** How long to wait for each further key, 3 seconds by default. */
  readonly nextKey?: Duration.Input
  /** What becomes of keys that were pressed before: they count (`keep`, the default), or are forgotten (`flush`). */
  readonly typedAhead?: "keep" | "flush"
}

/**
 * Keys that were collected.
 *
 * @category models
 * @since 0.1.0
 */
export interface Collected {
  /** Without the terminator. */
  readonly keys: string
  /** Why it ended: so many keys, a terminator, or no further key in time. */
  readonly ended: "max" | "terminator" | "timeout"
  /** The terminator that ended it. */
  readonly terminator: string | undefined
  /** Whether there are at least `min` keys. */
  readonly enough: boolean
}

/**
 * A call: one leg of the engine, and what a program can do with it.
 *
 * The engine's leg is taken into the program's hands by the first operation that needs it there (a `dumb/` leg is
 * connected to it), and again when a bridge or a conference ends. Keys are kept from that moment on, at most 64 of them,
 * so that none is lost between two operations; each is given out once.
 *
 * @category models
 * @since 0.1.0
 */
export interface Call {
  /** The engine's name for the leg: `sip/3`. */
  readonly id: string
  /** Who calls. */
  readonly caller: string | undefined
  readonly callername: string | undefined
  /** Who is called. */
  readonly called: string
  /** `incoming`: it came to the engine; `outgoing`: the program placed it. */
  readonly direction: "incoming" | "outgoing"
  /** All parameters of the message that made the call known: SIP headers, addresses, `billid`. */
  readonly parameters: Parameters.Parameters
  /** Whether it has been answered. */
  readonly isAnswered: Effect.Effect<boolean>

  /**
   * Sends the call to a target (`sip/sip:100@10.0.0.1`, `conf/room`): the program has nothing to do with it any more,
   * and what the flow does not do, its end does not undo. With `number` the engine's routing finds the target.
   * A call that is not answered yet, and that nobody takes, is rejected by the engine; one that the program has in
   * hands stays there, with a `RouteError`.
   */
  readonly route: (
    target: string | { readonly number: string },
    parameters?: ReadonlyArray<Parameters.Change>
  ) => Effect.Effect<void, LegError | RouteError>
  /**
   * Refuses the call, with a word that SIP makes its code of (`busy`, `forbidden`, `noroute`, …). An answered call is
   * hung up.
   */
  readonly reject: (error: Param.ErrorWord, reason?: string) => Effect.Effect<void, LegError>
  /** Tells the caller that it rings. */
  readonly ringing: Effect.Effect<void, LegError>
  /** Opens the sound before the answer (early media): what is played now is heard by most callers, and costs them nothing. */
  readonly progress: Effect.Effect<void, LegError>
  /** Answers the call, once: an answered call stays as it is. */
  readonly answer: Effect.Effect<void, LegError>
  /** Plays sounds, one after the other, to their end or until a key interrupts. */
  readonly play: (
    sounds: Sound | ReadonlyArray<Sound>,
    options?: PlayOptions
  ) => Effect.Effect<Played, LegError | PlayError>
  /** Collects keys. Never fails for lack of them: look at `enough`. */
  readonly collect: (options?: CollectOptions) => Effect.Effect<Collected, LegError>
  /** Forgets the keys that nobody has collected yet, and gives them. */
  readonly flushKeys: Effect.Effect<string>
  /** Presses keys for the other side to hear: 0 to 9, `*`, `#`, A to D. */
  readonly sendDtmf: (keys: string) => Effect.Effect<void, LegError | DtmfError>
  /** Hangs up. The reason is told to the other side (`normal`, `busy`, …). A call that is gone stays so. */
  readonly hangup: (reason?: Param.HangupReason) => Effect.Effect<void, LegError>
  /** Waits until the leg is gone, and tells why. */
  readonly ended: Effect.Effect<HungUp>
  /** Runs an effect for as long as the leg lives: it is interrupted when the leg is gone, which is then `HungUp`. */
  readonly whileUp: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | HungUp, R>
}

/**
 * The call of the flow that runs.
 *
 * @category services
 * @since 0.1.0
 */
export const Call: Context.Service<Call, Call> = Context.Service<Call>("@yatefx/calls/Call")
