/**
 * The dispatcher: waits, handlers, sending and answering, over a connection to one engine.
 *
 * It owns the connection's life. A lost link is a state and not an end: it dials again with backoff, installs and
 * watches again, asks which channels live, and lets nothing else through before. Every message that the engine hands
 * over is answered, exactly once and in time, whatever happens to the program's fibers.
 *
 * @since 0.1.0
 */
import type { Transport } from "@yatefx/transport"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import { Abandoned } from "./DispatcherError.ts"
import type { DispatcherService } from "./DispatcherService.ts"
import * as Making from "./internal/making.ts"
import type { DispatcherOptions } from "./Options.ts"

/**
 * Interrupts an effect, and everything that it forked, when an event comes first: the effect then fails with
 * `Abandoned`, which carries the event. The effect gets a scope of its own, closed with it.
 *
 * @example
 * ```ts
 * import { Dispatcher } from "@yatefx/dispatcher"
 * import { ChanHangup } from "@yatefx/messages"
 * import { Effect } from "effect"
 *
 * const call = Effect.fnUntraced(function*(id: string) {
 *   const yate = yield* Dispatcher
 *   const ended = yield* yate.expectWatch(ChanHangup, { where: { id } })
 *   yield* Effect.never.pipe(Dispatcher.until(ended))
 * })
 * ```
 *
 * @category combinators
 * @since 0.1.0
 */
export const until = <Event, E2, R2>(event: Effect.Effect<Event, E2, R2>) =>
<A, E, R>(
  self: Effect.Effect<A, E, R>
): Effect.Effect<A, E | E2 | Abandoned<Event>, Exclude<R, Scope.Scope> | R2> =>
  // The event first: if it has come already, nothing of `self` runs.
  Effect.raceFirst(
    Effect.flatMap(event, (cause) => Effect.fail(new Abandoned(cause))),
    Effect.scoped(self)
  )

/**
 * Makes a dispatcher of its own, over the transport in the context. For a program that talks to several engines in one
 * flow: each gets a service of its own.
 *
 * @example
 * ```ts
 * import { Dispatcher, type DispatcherService } from "@yatefx/dispatcher"
 * import { Context, Layer } from "effect"
 *
 * class Berlin extends Context.Service<Berlin, DispatcherService>()("Berlin") {
 *   static readonly layer = Layer.effect(Berlin, Dispatcher.make({ name: "berlin" }))
 * }
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (options: DispatcherOptions): Effect.Effect<DispatcherService, never, Transport | Scope.Scope> =>
  Making.make(options)

/**
 * The connection of a program to its engine.
 *
 * @example
 * ```ts
 * import { Dispatcher } from "@yatefx/dispatcher"
 * import { CallRoute } from "@yatefx/messages"
 * import { Effect, Layer } from "effect"
 *
 * const Routes = Layer.effectDiscard(Effect.gen(function*() {
 *   const yate = yield* Dispatcher
 *   yield* yate.handle(CallRoute, { where: { called: "ivr" } }, (route) => route.ret(true, "dumb/"))
 * })).pipe(Layer.provide(Dispatcher.layer))
 * ```
 *
 * @category services
 * @since 0.1.0
 */
export class Dispatcher extends Context.Service<Dispatcher, DispatcherService>()("@yatefx/dispatcher/Dispatcher") {
  /** A dispatcher with options, over the transport in the context. */
  static readonly layerWith = (options: DispatcherOptions): Layer.Layer<Dispatcher, never, Transport> =>
    Layer.effect(Dispatcher, make(options))

  /** A dispatcher as it is by default, over the transport in the context. */
  static readonly layer: Layer.Layer<Dispatcher, never, Transport> = Dispatcher.layerWith({})

  /** Makes a dispatcher of its own. See `make`. */
  static readonly make: typeof make = make

  /** Interrupts an effect, and everything that it forked, when an event comes first. See `until`. */
  static readonly until: typeof until = until
}
