/**
 * Where the phones of a scenario are plugged in: the embedded engine, whose simulated phones they then are, or a real
 * engine, on which they are `dumb/` legs steered over a connection of their own. A scenario doesn't know which.
 *
 * @since 0.1.0
 */
import type { Dispatcher, RegistrationError } from "@yatefx/dispatcher"
import { type Call, type CallRejected, Engine, type IncomingCall, Phone as EnginePhone } from "@yatefx/engine"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import { makeDumbPlug } from "./internal/dumbPlug.ts"

/**
 * What a phone is.
 *
 * @category models
 * @since 0.1.0
 */
export interface PhoneOptions {
  /** The number that it calls from, and that calls to it are routed by. */
  readonly number: string
  /** The name that it shows. */
  readonly name?: string
  /** Host and port, as the engine sees them: by default one of its own at 127.0.0.1. A `dumb/` leg has none. */
  readonly address?: string
  /** Further parameters of the messages that route its calls. */
  readonly parameters?: Readonly<Record<string, string>>
}

/**
 * A phone's line.
 *
 * @category models
 * @since 0.1.0
 */
export interface PhoneLine {
  /** Calls a number. The call is hung up when the scope closes. */
  readonly dial: (
    called: string,
    parameters: Readonly<Record<string, string>>
  ) => Effect.Effect<Call, CallRejected, Scope.Scope>
  /** Waits for the next call to the phone's number. */
  readonly next: Effect.Effect<IncomingCall>
}

/**
 * Plugs phones in.
 *
 * @category services
 * @since 0.1.0
 */
export class Switchboard extends Context.Service<Switchboard, {
  /**
   * Plugs a phone in until the scope closes. Calls to its number reach it when no application routes them elsewhere:
   * the last resort among the engine's routes.
   */
  readonly plug: (options: PhoneOptions) => Effect.Effect<PhoneLine, RegistrationError, Scope.Scope>
}>()("@yatefx/testing/Switchboard") {
  /** Phones of the embedded engine: SIP legs, to an application. */
  static readonly embedded: Layer.Layer<Switchboard, never, Engine> = Layer.effect(
    Switchboard,
    Effect.map(Engine, (engine) => {
      let ports = firstPort
      return Switchboard.of({
        plug: Effect.fn("Switchboard.plug")(function*(options) {
          const { number } = options
          const address = options.address ?? `127.0.0.1:${ports++}`
          const phone = yield* Effect.provideService(
            EnginePhone.make({
              caller: number,
              address,
              ...(options.name === undefined ? {} : { callername: options.name }),
              ...(options.parameters === undefined ? {} : { parameters: options.parameters })
            }),
            Engine,
            engine
          )
          const next = yield* phone.listen
          yield* engine.install({
            name: "call.route",
            priority: lastResort,
            filter: { name: "called", value: number },
            trackName: "phones",
            handler: (message) =>
              Effect.sync(() => {
                message.returnValue = `sip/sip:${number}@${address}`
                return true
              })
          })
          return { dial: (called, parameters) => phone.dial(called, { parameters }), next }
        })
      })
    })
  )

  /**
   * Phones on a real engine, as `dumb/` legs. The dispatcher is the phones' own connection, and not the application's
   * that is tested: it must have a `trackName` of its own.
   *
   * **Details**
   *
   * - A call is made by `call.execute` with `target`, so the engine routes it as any call. `dumb/` sends no
   *   `chan.hangup` reason and no SIP parameters.
   * - A leg gets a recorder that keeps nothing (`wave/record/-`), so that sounds play to it and end.
   * - What is heard is known from the messages that play it (`chan.attach`, `call.execute` to `wave/play/` and
   *   `tone/`); a sound's end only if it was asked to be notified. A key is what `chan.masquerade` makes of it.
   * - `hold` is not to be had.
   */
  static readonly dumb: Layer.Layer<Switchboard, RegistrationError, Dispatcher> = Layer.effect(
    Switchboard,
    Effect.map(makeDumbPlug, (plug) => Switchboard.of({ plug }))
  )
}

const firstPort = 5070

/** After applications, which ask for 80 or 100. */
const lastResort = 150
