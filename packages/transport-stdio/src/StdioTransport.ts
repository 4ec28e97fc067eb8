/**
 * A program as a script of the engine: Yate starts it, and the protocol runs over its standard input and output.
 *
 * In `extmodule.conf`, for a program that lives as long as the engine (role global), with its one argument:
 *
 * ```ini
 * [scripts]
 * /usr/local/bin/my-program=argument
 * ```
 *
 * or, for one that lives as long as a call (role channel), as the target of `call.execute`:
 * `external/nodata/my-program argument`; with `play`, `record` or `playrec` in place of `nodata` it has audio as well,
 * see `AudioHandles`.
 *
 * The engine closes the input when it stops the program, and sends SIGTERM about 30 to 60 ms later
 * (`recv_cleanup_waitpid`, `recv_die_waitpid`).
 *
 * @since 0.1.0
 */
import * as NodeSocket from "@effect/platform-node/NodeSocket"
import * as ByteDuplex from "@yatefx/transport/ByteDuplex"
import * as LineLink from "@yatefx/transport/LineLink"
import type { Link } from "@yatefx/transport/Transport"
import { Transport } from "@yatefx/transport/Transport"
import { InputEnded, TransportError } from "@yatefx/transport/TransportError"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import * as Socket from "effect/socket/Socket"
import * as stdout from "./internal/stdout.ts"

/**
 * How to read.
 *
 * @category models
 * @since 0.1.0
 */
export interface Options {
  /** Largest line that is read, in bytes: 1 MiB by default. A longer one ends the link (`LineTooLong`). */
  readonly maxLineLength?: number | undefined
}

const address = "stdio"
const ended = () => new InputEnded()
const inputEnded = () => new TransportError({ address, reason: ended() })
const ignore = (): void => {}

/** How long a program may take to end by itself once its input has ended, in milliseconds. */
const farewell = 1000

/** Tells the process to end as the engine itself would, for programs that run until a signal (`Layer.launch`). */
const terminate = Effect.andThen(
  Effect.sleep(farewell),
  Effect.sync(() => void process.kill(process.pid, "SIGTERM"))
)

const open = Effect.fnUntraced(function*(options: Options): Effect.fn.Return<Link, TransportError, Scope.Scope> {
  const { stdin } = process
  stdin.on("error", ignore)
  yield* Effect.addFinalizer(() =>
    Effect.andThen(
      stdout.flushed,
      // A standard input that is open, and that nobody reads, would keep the process.
      Effect.sync(() => void stdin.destroy())
    )
  )
  const output = stdout.take()
  const write = yield* ByteDuplex.fromWritable(output)
  const pull = yield* Effect.flatMap(NodeSocket.fromDuplex(Effect.succeed(stdin)), Socket.readerBytes).pipe(
    Effect.mapError(inputEnded)
  )
  // An engine that doesn't hear us any more has nothing more to say: the end of the output ends a pull that waits.
  const onGone = (): void => void stdin.destroy()
  yield* Effect.acquireRelease(
    Effect.sync(() => {
      output.on("error", onGone)
      output.on("close", onGone)
    }),
    () =>
      Effect.sync(() => {
        output.off("error", onGone)
        output.off("close", onGone)
      })
  )
  return yield* LineLink.make({ pull, write }, { address, ended, maxLineLength: options.maxLineLength })
})

/**
 * The transport as a layer.
 *
 * **Details**
 *
 * - There is one link in the life of a process. Its end, by the engine or by a broken pipe, and every later `connect`,
 *   is a `TransportError` with reason `InputEnded`: the end of the program and no failure. Under `NodeRuntime.runMain`
 *   a program that ends with it exits with 0 and reports nothing. One that still runs a second later, with the layer
 *   there, gets the SIGTERM that the engine would have sent it: `Layer.launch` ends then.
 * - While the layer is there, whatever else writes to `process.stdout` (`console.log`, loggers, libraries) writes to
 *   stderr, which the engine passes on to its own. Once `connect` was called that stays so until the process ends,
 *   since the engine still listens; else the layer's scope puts it back. Not caught: writing to the descriptor 1
 *   itself, and child processes that inherit it.
 * - The end of the link's scope sends what was written, for a second at most.
 *
 * @category layers
 * @since 0.1.0
 */
export const layer = (options: Options = {}): Layer.Layer<Transport> =>
  Layer.effect(
    Transport,
    Effect.gen(function*() {
      yield* stdout.guard
      const scope = yield* Effect.scope
      let isDialled = false
      return Transport.of({
        address,
        connect: Effect.suspend(() => {
          if (isDialled) return Effect.fail(inputEnded())
          isDialled = true
          const end = Effect.forkIn(terminate, scope)
          return open(options).pipe(
            Effect.map((link) => ({ ...link, pull: Effect.tapError(link.pull, () => end) })),
            Effect.withSpan("Transport.connect", { attributes: { address } })
          )
        })
      })
    })
  )
