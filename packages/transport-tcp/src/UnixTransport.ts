/**
 * Links to a Yate engine over a UNIX socket, on the same machine.
 *
 * The engine needs a listener, in `extmodule.conf`:
 *
 * ```ini
 * [listener yatefx]
 * type=unix
 * path=/var/run/yate/yatefx.sock
 * role=global
 * ```
 *
 * Who may write to the socket steers the engine: its folder's rights are the guard.
 *
 * @since 0.1.0
 */
import { Transport } from "@yatefx/transport/Transport"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { unixAdvice } from "./internal/advice.ts"
import * as listenerConfig from "./internal/listenerConfig.ts"
import { makeConnect } from "./internal/connect.ts"
import type { ListenerOptions } from "./Listener.ts"

/**
 * Where to dial, and how.
 *
 * @category models
 * @since 0.1.0
 */
export interface Options extends ListenerOptions {
  /** The socket's path; 107 bytes at most. */
  readonly path: string
}

/**
 * Makes the transport. Nothing is dialled before its `connect`, which fails with `TransportError`, reason
 * `Unreachable`, and says what to do about it.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (options: Options): Transport["Service"] => {
  const { path } = options
  return Transport.of({
    address: path,
    connect: makeConnect({
      ...options,
      address: path,
      net: { path },
      blankLine: false,
      advice: (error) => unixAdvice(error, { path })
    })
  })
}

/**
 * The transport as a layer.
 *
 * @category layers
 * @since 0.1.0
 */
export const layer = (options: Options): Layer.Layer<Transport> => Layer.sync(Transport, () => make(options))

/**
 * The options in the environment: `YATEFX_UNIX` (the path) has to be there; `YATEFX_ROLE` and the others are those of
 * `TcpTransport.config`.
 *
 * @category configuration
 * @since 0.1.0
 */
export const config: Config.Config<Options> = Config.all({
  path: Config.NonEmptyString("YATEFX_UNIX"),
  ...listenerConfig.fields
})

/**
 * The transport with options that come from a `Config`, `config` by default.
 *
 * @category layers
 * @since 0.1.0
 */
export const layerConfig = (
  options: Config.Wrap<Options> = config
): Layer.Layer<Transport, Config.ConfigError> =>
  Layer.effect(Transport, Effect.map(Config.unwrap<Options>(options), make))
