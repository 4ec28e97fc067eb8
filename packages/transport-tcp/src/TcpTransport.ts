/**
 * Links to a Yate engine over TCP.
 *
 * The engine needs a listener, in `extmodule.conf`:
 *
 * ```ini
 * [listener yatefx]
 * type=tcp
 * addr=127.0.0.1
 * port=5039
 * role=global
 * ```
 *
 * Anyone who reaches that port steers the engine: keep it on the loopback or a trusted network.
 *
 * Both known 40 ms delays of this protocol are taken off: ours (TCP_NODELAY), and the engine's, by the blank line that
 * `LineLink` describes.
 *
 * @since 0.1.0
 */
import { Transport } from "@yatefx/transport/Transport"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { tcpAdvice } from "./internal/advice.ts"
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
  /** Name or address; `127.0.0.1` by default. */
  readonly host?: string | undefined
  /** 5039 by default, as Yate's own examples have it. */
  readonly port?: number | undefined
}

/**
 * Makes the transport. Nothing is dialled before its `connect`, which fails with `TransportError`, reason
 * `Unreachable`, and says what to do about it.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (options: Options = {}): Transport["Service"] => {
  const { host = "127.0.0.1", port = 5039 } = options
  const address = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`
  return Transport.of({
    address,
    connect: makeConnect({
      ...options,
      address,
      // Keep-alive finds out, within some minutes, that the engine's machine is gone without a word.
      net: { host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: 30_000 },
      blankLine: true,
      advice: (error) => tcpAdvice(error, { host, port })
    })
  })
}

/**
 * The transport as a layer.
 *
 * @category layers
 * @since 0.1.0
 */
export const layer = (options?: Options): Layer.Layer<Transport> => Layer.sync(Transport, () => make(options))

/**
 * The options in the environment: `YATEFX_HOST`, `YATEFX_PORT`, `YATEFX_ROLE`, `YATEFX_ID`, `YATEFX_TYPE`,
 * `YATEFX_MAX_LINE_LENGTH` (bytes), `YATEFX_CONNECT_TIMEOUT` (a duration such as `5 seconds`). All may be missing.
 *
 * @category configuration
 * @since 0.1.0
 */
export const config: Config.Config<Options> = Config.all({
  host: listenerConfig.optional(Config.NonEmptyString("YATEFX_HOST")),
  port: listenerConfig.optional(Config.Port("YATEFX_PORT")),
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
