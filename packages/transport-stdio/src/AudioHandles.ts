/**
 * The audio of a call, for a script that the engine starts for one: bytes to and from two extra handles.
 *
 * The audio is signed linear, 16 bits, mono, 8000 Hz, in the machine's own byte order: 16,000 bytes are one second.
 * Which handles are open depends on how the call was sent to the script:
 *
 * | `callto` | handle 3: from the call | handle 4: to the call |
 * | --- | --- | --- |
 * | `external/nodata/NAME` | | |
 * | `external/play/NAME` | | open |
 * | `external/record/NAME` | open | |
 * | `external/playrec/NAME` | open | open |
 *
 * @since 0.1.0
 */
import * as NodeStream from "@effect/platform-node/NodeStream"
import { fromWritable } from "@yatefx/transport/ByteDuplex"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { finished, type Readable, type Writable } from "node:stream"
import { openReadable, openWritable } from "./internal/handle.ts"

/**
 * The handle is not open: the engine passed none on, or has closed it since (the call has ended).
 *
 * @category errors
 * @since 0.1.0
 */
export class AudioHandleClosed extends Schema.TaggedError<AudioHandleClosed>()("AudioHandleClosed", {
  handle: Schema.Literals(["read", "write"]),
  /** What the system said; undefined when the handle was never there. */
  cause: Schema.optionalKey(Schema.Defect())
}) {
  override get message(): string {
    const [what, method] = this.handle === "read"
      ? ["handle 3 (audio from the call)", "record"]
      : ["handle 4 (audio to the call)", "play"]
    return this.cause === undefined
      ? `${what} is not there: send the call to "external/${method}/NAME" or "external/playrec/NAME"`
      : `${what} is closed: the call has ended`
  }
}

/**
 * The two handles.
 *
 * @category services
 * @since 0.1.0
 */
export class AudioHandles extends Context.Service<AudioHandles, {
  /**
   * What the call says, in chunks of any size, one that ends in the middle of a sample included. Ends when the engine
   * closes the handle. May be run again after it was stopped, and goes on where it was; not twice at a time.
   *
   * Where the handle is open, read it all the time: the engine writes to it as to a file, and a full pipe (64 KiB,
   * 4 s) stops the engine's thread that carries the call's audio.
   */
  readonly read: Stream.Stream<Uint8Array, AudioHandleClosed>
  /**
   * Plays bytes to the call. The engine takes them at the pace of 16,000 bytes a second; a write suspends while it is
   * behind. Pipe and stream together hold up to 8 s (128 KiB): a program that has to be able to stop at once keeps the
   * pace by itself.
   *
   * The engine's clock runs from the moment it starts the script, and does not stop: after a silence it takes at once
   * as much as the silence was long, and what it takes before the call is connected is lost (2 s written half a second
   * after the start: 1.46 s were heard). So write silence, too, while there is nothing to say.
   */
  readonly write: (bytes: Uint8Array) => Effect.Effect<void, AudioHandleClosed>
  /**
   * Says that no more audio comes: waits until what was written is in the pipe, then closes the handle. Without it, the
   * end of the layer drops what is still in the stream.
   */
  readonly end: Effect.Effect<void, AudioHandleClosed>
}>()("@yatefx/transport-stdio/AudioHandles") {
  /**
   * The handles 3 and 4 of this process. Both are looked for when the layer is built, and closed with it; one that is
   * not there fails those who use it.
   *
   * A `nodata` script is told from the others even where Node itself has taken the numbers 3 and 4.
   */
  static readonly layer: Layer.Layer<AudioHandles> = Layer.effect(this, Effect.suspend(() => make))
}

const ignore = (): void => {}

const acquire = <A extends Readable | Writable>(
  handle: "read" | "write",
  open: () => A | undefined
) =>
  Effect.acquireRelease(
    // The failure is kept for the one who uses the handle.
    Effect.result(Effect.flatMap(
      Effect.try({ try: open, catch: (cause) => new AudioHandleClosed({ handle, cause }) }),
      (stream) => {
        if (stream === undefined) return Effect.fail(new AudioHandleClosed({ handle }))
        // An error can come while nobody uses the handle.
        stream.on("error", ignore)
        return Effect.succeed(stream)
      }
    )),
    (result) => result._tag === "Success" ? Effect.sync(() => void result.success.destroy()) : Effect.void
  )

const make = Effect.gen(function*() {
  const input = yield* acquire("read", () => openReadable(3))
  const output = yield* acquire("write", () => openWritable(4))
  const read = Stream.unwrap(
    Effect.map(Effect.fromResult(input), (readable) =>
      NodeStream.fromReadable<Uint8Array, AudioHandleClosed>({
        evaluate: () => readable,
        onError: (cause) => new AudioHandleClosed({ handle: "read", cause }),
        // One read for each pull: none is lost when a consumer stops between two.
        chunkSize: 1,
        closeOnDone: false
      }))
  )
  if (output._tag === "Failure") {
    return AudioHandles.of({ read, write: () => Effect.fail(output.failure), end: Effect.fail(output.failure) })
  }
  const writable = output.success
  const write = yield* fromWritable(writable)
  const closed = (cause: unknown) => new AudioHandleClosed({ handle: "write", cause })
  return AudioHandles.of({
    read,
    write: (bytes) => Effect.mapError(write(bytes), closed),
    end: Effect.callback((resume) => {
      const cleanup = finished(
        writable,
        { readable: false },
        (error) => resume(error === null || error === undefined ? Effect.void : Effect.fail(closed(error)))
      )
      if (!writable.writableEnded) writable.end()
      return Effect.sync(cleanup)
    })
  })
})
