/**
 * The transport to an embedded engine in the same process: an application's lines without a socket.
 *
 * @since 0.1.0
 */
import { Transport, TransportError } from "@yatefx/transport"
import { LinkLost, Unreachable } from "@yatefx/transport/TransportError"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Engine } from "./Engine.ts"

/**
 * Settings of a transport to an embedded engine.
 *
 * @category models
 * @since 0.1.0
 */
export interface EngineTransportOptions {
  /**
   * The role of the engine's end. With `none` the application says `%%>connect:…` first, which `connect` does then, as the
   * transports over sockets do. `global` by default.
   */
  readonly role?: "global" | "none"
}

const address = "the embedded engine"

/**
 * Dials the embedded engine: each `connect` is one application. Lines go in whole and in order, and a writer waits when the
 * engine has too much to do.
 *
 * @category layers
 * @since 0.1.0
 */
export const layer = (options?: EngineTransportOptions): Layer.Layer<Transport, never, Engine> =>
  Layer.effect(
    Transport,
    Effect.map(Engine, (engine) =>
      Transport.of({
        address,
        connect: Effect.gen(function*() {
          const role = options?.role ?? "global"
          const connection = yield* Effect.mapError(
            engine.attach({ role }),
            (cause) => new TransportError({ address, reason: new Unreachable({ advice: cause.message, cause }) })
          )
          const lost = (): TransportError =>
            new TransportError({ address, reason: new LinkLost({ cause: "the engine closed the connection" }) })
          let isOpen = true
          yield* Effect.addFinalizer(() => Effect.sync(() => isOpen = false))
          if (role === "none") yield* connection.feed(["%%>connect:global"])
          return {
            pull: Effect.flatMap(connection.take, (lines) => {
              if (lines !== undefined) return Effect.succeed(lines)
              isOpen = false
              return Effect.fail(lost())
            }),
            write: (lines) => Effect.suspend(() => isOpen ? connection.feed(lines) : Effect.fail(lost()))
          }
        })
      }))
  )
