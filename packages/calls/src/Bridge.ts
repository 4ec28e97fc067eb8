/**
 * Two calls connected to each other, for as long as both live: then whoever is left is in the program's hands again.
 *
 * @since 0.1.0
 */
import * as Clock from "effect/Clock"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Call } from "./Call.ts"
import type { HungUp, LegError } from "./CallError.ts"
import { hasKeyOf, takeKeyOf } from "./internal/collecting.ts"
import { hearing } from "./internal/hearing.ts"
import { join } from "./internal/joining.ts"
import { Leg } from "./internal/leg.ts"
import type { Sound } from "./Sound.ts"
import * as Sounds from "./Sound.ts"

/**
 * Whose the keys of a call are while it is bridged: the other side hears them (`pass`), or the program collects them
 * (`take`): feature codes.
 *
 * @category models
 * @since 0.1.0
 */
export type Keys = "pass" | "take"

/**
 * How two calls are connected.
 *
 * @category models
 * @since 0.1.0
 */
export interface BridgeOptions {
  /** For both, or for the first and the second: `pass` by default. */
  readonly keys?: Keys | readonly [first: Keys, second: Keys]
  /**
   * Keys that end it, with both calls in hands: of both, or of the first and the second. All keys of a call that has some
   * are the program's: a feature code begins with one of these, and `collect` has the rest.
   */
  readonly interruptedBy?: string | readonly [first: string, second: string]
  /** How long it may last: without end by default. */
  readonly limit?: Duration.Input
  /**
   * When one of the two is answered, the other one is answered as soon as they are connected (`true`, the default). With
   * `false` a caller who isn't answered hears the other side as early media.
   */
  readonly answer?: boolean
}

/**
 * How a bridge ended.
 *
 * @category models
 * @since 0.1.0
 */
export interface Bridged {
  /**
   * - `first`, `second`: that call hung up, or was dropped. Its `HungUp` is what its next operation fails with.
   * - `limit`: the time was up, and both are in hands.
   * - `key`: one of the keys in `interruptedBy` was pressed, and both are in hands.
   * - `elsewhere`: somebody else has connected one of the two to something, a phone that transferred it by itself say.
   *   The other one is in hands; it lives on, and the flow's end leaves it.
   */
  readonly ended: "first" | "second" | "limit" | "key" | "elsewhere"
  /** The key that ended it, and of which call. */
  readonly key: string | undefined
  readonly keyOf: Call | undefined
  /** Of the call that ended it. */
  readonly hungUp: HungUp | undefined
  /** How long they were connected. */
  readonly millis: number
}

const both = <A extends string>(of: A | readonly [A, A]): readonly [A, A] => typeof of === "string" ? [of, of] : of

/**
 * Connects two calls, and lasts until one of them hangs up, the time is up, or it is interrupted. Each that is left is in
 * the program's hands then, and can be played to. Fails with `HungUp` if one is gone before they are connected.
 *
 * @example
 * ```ts
 * import { Bridge, type Call } from "@yatefx/calls"
 * import { Effect } from "effect"
 *
 * // They talk; `*` of the agent puts the caller on hold, until the agent presses it again.
 * const talk = (caller: Call, agent: Call) =>
 *   Effect.gen(function*() {
 *     while (true) {
 *       const bridged = yield* Bridge.connect(caller, agent, { interruptedBy: ["", "*"] })
 *       if (bridged.ended !== "key") return bridged
 *       yield* Bridge.hold(caller, agent.collect({ terminators: "*", firstKey: "10 minutes" }))
 *     }
 *   })
 * ```
 *
 * @category combinators
 * @since 0.1.0
 */
export const connect = Effect.fn("Bridge.connect")(function*(
  first: Call,
  second: Call,
  options: BridgeOptions = {}
): Effect.fn.Return<Bridged, LegError> {
  const a = Leg.of(first)
  const b = Leg.of(second)
  const started = yield* Clock.currentTimeMillis
  const keys = both<Keys>(options.keys ?? "pass")
  const ending = both(options.interruptedBy ?? "")
  const sides = [[a, ending[0]], [b, ending[1]]] as const
  const pressed = () => sides.find(([leg, some]) => some !== "" && hasKeyOf(leg, some))
  const ended = yield* join(a, b, {
    takesKeys: [keys[0] === "take" || ending[0] !== "", keys[1] === "take" || ending[1] !== ""],
    hasKey: () => pressed() !== undefined,
    answer: options.answer ?? true,
    limit: options.limit === undefined ? Effect.never : Effect.sleep(options.limit)
  })
  const [keyOf, some = ""] = ended === "key" ? pressed() ?? [] : []
  return {
    ended,
    key: keyOf === undefined ? undefined : takeKeyOf(keyOf, some),
    keyOf,
    hungUp: ended === "first" ? a.hungUp : ended === "second" ? b.hungUp : undefined,
    millis: (yield* Clock.currentTimeMillis) - started
  }
})

/**
 * What the engine calls music on hold: `moh/default` (`moh.conf`).
 *
 * @category constants
 * @since 0.1.0
 */
export const music: Sound = Sounds.node("moh/default")

/**
 * Runs an effect while the call is on hold: it hears music, over and over, and nobody. If that can't be played, it hears
 * silence, and a line in the log says why. When the call hangs up, the effect is interrupted.
 *
 * @category combinators
 * @since 0.1.0
 */
export const hold = <A, E, R>(
  call: Call,
  effect: Effect.Effect<A, E, R>,
  sounds: Sound | ReadonlyArray<Sound> = music
): Effect.Effect<A, E | LegError, R> => hearing(Leg.of(call), sounds, effect)
