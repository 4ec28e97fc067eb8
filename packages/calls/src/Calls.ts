/**
 * Calls: those that come, each in a supervised fiber of its own, and those that the program places.
 *
 * @since 0.1.0
 */
import type { Dispatcher, IncomingMessage, RegistrationError, SendError } from "@yatefx/dispatcher"
import type { CallRoute, Definition, Param } from "@yatefx/messages"
import type { Parameters } from "@yatefx/protocol"
import type * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import type { Call } from "./Call.ts"
import type { OriginateError } from "./CallError.ts"
import * as Flows from "./internal/flows.ts"
import * as Hub from "./internal/hub.ts"
import * as Hubs from "./internal/hubs.ts"
import { originate } from "./internal/originating.ts"
import type { Folder } from "./Sound.ts"

/**
 * What holds for all calls of a program.
 *
 * @category models
 * @since 0.1.0
 */
export interface CallsOptions {
  /** Where sounds given by name are found, by the engine. By default in its own folder, with `.slin` added. */
  readonly sounds?: Folder | string
  /** Where recordings given by name go, on the engine's machine. Without it only `Recording.file` can be recorded to. */
  readonly recordings?: Folder | string
  /** How long calls that run may go on when the program ends, none by default. New ones are refused meanwhile. */
  readonly drain?: Duration.Input
}

/**
 * Which calls a flow takes, and what becomes of those that it does not carry through.
 *
 * @category models
 * @since 0.1.0
 */
export interface IncomingOptions<E = never, R = never> {
  /** The number that was called. Without it, and without `where` and `guard`, the flow takes every call. */
  readonly called?: string
  /** Values that parameters of `call.route` must have: indexed, as for all handlers. */
  readonly where?: Definition.Where<typeof CallRoute>
  /** A further test of the `call.route`. */
  readonly guard?: (route: IncomingMessage<typeof CallRoute>) => boolean
  /** Among flows that take the same call: lower is asked earlier; 0 by default, then the older one. */
  readonly order?: number
  /** The engine's priority of `call.route`: the dispatcher's by default. */
  readonly priority?: number
  /** How many calls may run at once: 10,000 by default. */
  readonly limit?: number
  /** What those over the limit are told, `busy` by default. `pass` leaves them to the engine's other routing. */
  readonly atLimit?: Param.ErrorWord | "pass"
  /** What the caller is told when the flow fails or dies: `failure` by default. */
  readonly failureReason?: Param.HangupReason
  /** What a call gets when its flow has failed and it is still up, before it is hung up: an apology, an operator. */
  readonly fallback?: (cause: Cause.Cause<unknown>) => Effect.Effect<unknown, E, R>
  /**
   * How long a flow may go on when the caller has hung up: 5 seconds by default. Each operation on the call fails with
   * `HungUp` at once; this is for what else it does: to store what was recorded, to write a line. Then it is interrupted.
   */
  readonly afterHangup?: Duration.Input
  /**
   * How long a flow may think before the engine is answered: a second by default. The engine's thread waits until then;
   * after it the call is taken into the program's hands, where it can still be rejected or routed.
   */
  readonly decideWithin?: Duration.Input
  /** The name of the flow in logs, and of its span where the program has a tracer: `call` by default. */
  readonly name?: string
}

/**
 * A call to place.
 *
 * @category models
 * @since 0.1.0
 */
export interface OriginateOptions {
  /** A target (`sip/sip:bob@10.0.0.1`), or a number that the engine's routing finds one for. */
  readonly target: string | { readonly number: string }
  /** Who calls, as the other side sees it. */
  readonly caller?: string
  readonly callername?: string
  /** Who is called, as records have it: taken from the target by default. What is routed is the target's number, always. */
  readonly called?: string
  /** How long it may ring: a minute by default. Then it is over: `noAnswer`. */
  readonly timeout?: Duration.Input
  /** Further parameters of its `call.execute`: a SIP line, `oconnection_id`, headers. */
  readonly parameters?: ReadonlyArray<Parameters.Change>
  /** Run once, when the other side rings or sends sound, and until it answers: `onRinging: Effect.ignore(caller.ringing)`. */
  readonly onRinging?: Effect.Effect<unknown>
}

/**
 * The calls of a program.
 *
 * @category models
 * @since 0.1.0
 */
export interface CallsService {
  /**
   * Runs a flow for each call that is routed, in a supervised fiber of its own, until the scope closes. A flow that
   * ends leaves nothing behind: a call that it has in hands is hung up; one that it never touched is left to the
   * engine's other routing. One that fails, dies or has a bug ends its own call, is logged with the call's id, and touches
   * no other. The caller's hanging up is no failure; another leg's is, while the caller is there.
   */
  readonly incoming: <E, R, E2 = never, R2 = never>(
    options: IncomingOptions<E2, R2>,
    flow: Effect.Effect<unknown, E, R>
  ) => Effect.Effect<void, RegistrationError, Exclude<R | R2, Call | Scope.Scope> | Scope.Scope>
  /**
   * Places a call, and waits until it is answered. It is hung up when the scope closes, unless it was routed on.
   * Interrupting it cancels the call.
   */
  readonly originate: (options: OriginateOptions) => Effect.Effect<Call, OriginateError | SendError, Scope.Scope>
  /** How many calls run at present, of those that came. */
  readonly running: Effect.Effect<number>
  /** Refuses new calls from now on, and waits until those that run have ended, or the time is up: then it ends them. */
  readonly drain: (within: Duration.Input) => Effect.Effect<void>
}

const make = Effect.fnUntraced(function*(options: CallsOptions) {
  const hub = yield* Hub.make
  const folderOf = (folder: Folder | string): Folder => typeof folder === "string" ? { path: folder } : folder
  const sounds = folderOf(options.sounds ?? "")
  if (options.recordings !== undefined) hub.recordings = folderOf(options.recordings)
  const flows = yield* Flows.make(hub, sounds, options.drain)
  const calls = Calls.of({ ...flows, originate: (one) => originate(hub, sounds, one) })
  Hubs.register(calls, hub)
  return calls
})

/**
 * The calls of a program: a layer over its dispatcher.
 *
 * @example
 * ```ts
 * import { Call, Calls } from "@yatefx/calls"
 * import { Effect } from "effect"
 *
 * const Hello = Calls.incoming({ called: "hello" }, Effect.gen(function*() {
 *   const call = yield* Call
 *   yield* call.answer
 *   yield* call.play("welcome")
 * }))
 * ```
 *
 * @category services
 * @since 0.1.0
 */
export class Calls extends Context.Service<Calls, CallsService>()("@yatefx/calls/Calls") {
  /** The calls of a program, over the dispatcher in the context. */
  static readonly layerWith = (options: CallsOptions): Layer.Layer<Calls, RegistrationError, Dispatcher> =>
    Layer.effect(Calls, make(options))

  /** The same, with sounds by names in the engine's own folder. */
  static readonly layer: Layer.Layer<Calls, RegistrationError, Dispatcher> = Calls.layerWith({})

  /** Runs a flow for each call that is routed, as a layer: a program is several of them, merged. */
  static readonly incoming = <E, R, E2 = never, R2 = never>(
    options: IncomingOptions<E2, R2>,
    flow: Effect.Effect<unknown, E, R>
  ): Layer.Layer<never, RegistrationError, Exclude<R | R2, Call | Scope.Scope> | Calls> =>
    Layer.effectDiscard(Calls.use((calls) => calls.incoming(options, flow)))

  /** Places a call, and waits until it is answered. */
  static readonly originate = (
    options: OriginateOptions
  ): Effect.Effect<Call, OriginateError | SendError, Calls | Scope.Scope> =>
    Calls.use((calls) => calls.originate(options))
}
