/**
 * A sound file that plays into a call (CHANNELS.md §7).
 *
 * Yate's source is a thread that forwards a block each 20 ms. It starts when somebody hears it and then runs to the end of
 * the file, also if nobody does any more; it finds the end right after the last block was forwarded, 20 ms before that
 * block has been heard (`dumb-to-tone-and-wave.txt`: 282 ms for a file of 300 ms).
 */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { EngineMessage } from "../EngineMessage.ts"
import type { Core } from "./core.ts"
import type { Consumer, Endpoint, Source } from "./endpoint.ts"
import { resumeLater } from "./resumeLater.ts"
import type { SoundFile } from "./soundFile.ts"

const block = 20

export interface WaveOptions {
  readonly path: string
  /** `wave/play/` and the path when it is left out. */
  readonly name?: string
  /** Whose source it is: named in the notification, and told when the file ends. None for what is heard by `override` or `replace`. */
  readonly endpoint: Endpoint | undefined
  /** The `targetid` of the notification; empty for none. */
  readonly notify: string
  readonly repeat: boolean
  /** Disconnects the endpoint at the end: a `wave/play` leg. */
  readonly closes: boolean
  /** At the end of the file. */
  readonly onEnd?: () => void
}

const silentFile: SoundFile = { duration: Infinity, lastBlockAt: Infinity, mix: () => {} }

export class WaveSource implements Source {
  readonly name: string
  /** Milliseconds; `Infinity` when it repeats. */
  readonly duration: number
  readonly #core: Core
  readonly #options: WaveOptions
  readonly #file: SoundFile | undefined
  readonly #dropped = Deferred.makeUnsafe<void>()
  readonly #consumers = new Set<Consumer>()
  #startedAt = 0
  #state: "waiting" | "playing" | "over" = "waiting"

  constructor(core: Core, options: WaveOptions) {
    this.name = options.name ?? `wave/play/${options.path}`
    this.#core = core
    this.#options = options
    const file = options.path === "-" ? Result.succeed(silentFile) : core.sounds.open(options.path)
    this.#file = Result.isSuccess(file) ? file.success : undefined
    this.duration = options.repeat ? Infinity : this.#file?.duration ?? 0
    core.waves.playing++
    if (Result.isSuccess(file)) return
    core.log("Warn", `the sound ${JSON.stringify(options.path)} can't be played: ${file.failure}`)
    this.#state = "over"
    if (options.closes) core.fork(Effect.sync(() => options.endpoint?.disconnect()))
  }

  /** After it was set as a source: a file that can't be opened notifies at once, without a reason. */
  announceFailure(): void {
    if (this.#file === undefined) this.#notify()
  }

  connect(consumer: Consumer): void {
    this.#consumers.add(consumer)
    if (this.#state === "over") return
    if (this.#state === "waiting") {
      this.#state = "playing"
      this.#startedAt = this.#core.now()
      this.#core.fork(this.#play)
    }
    consumer.started(this)
  }

  disconnect(consumer: Consumer): void {
    if (this.#consumers.delete(consumer) && this.#state !== "over") consumer.stopped(this, "cut")
  }

  drop(): void {
    const before = this.#state
    if (!Deferred.isDoneUnsafe(this.#dropped)) this.#core.waves.playing--
    Deferred.doneUnsafe(this.#dropped, Effect.void)
    if (before !== "waiting") return
    this.#state = "over"
    this.#notify("replaced")
  }

  mix(from: number, samples: Int32Array): void {
    const file = this.#file
    const length = Math.floor((file?.duration ?? 0) * 8)
    const place = Math.round((from - this.#startedAt) * 8)
    if (file === undefined || !Number.isFinite(length) || length === 0) return
    if (!this.#options.repeat) return file.mix(place, samples)
    for (let at = 0; at < samples.length;) {
      const start = (place + at) % length
      const part = samples.subarray(at, at + length - start)
      file.mix(start, part)
      at += part.length
    }
  }

  remaining(from: number): number {
    return Math.max(Math.round((this.#startedAt + this.duration - from) * 8), 0)
  }

  readonly #play: Effect.Effect<void> = Effect.suspend(() => {
    const lastBlockAt = this.#options.repeat ? Infinity : this.#file?.lastBlockAt ?? 0
    const end = Number.isFinite(lastBlockAt) ? Effect.sleep(lastBlockAt) : Effect.never
    return Effect.raceFirst(
      Effect.andThen(end, Effect.sync(() => this.#ended())),
      Effect.gen({ self: this }, function*() {
        yield* resumeLater(Deferred.await(this.#dropped))
        // The thread finds out when its next block is due.
        yield* Effect.sleep((block - (this.#core.now() - this.#startedAt) % block) % block)
        if (this.#state === "over") return
        this.#state = "over"
        this.#notify("replaced")
      })
    )
  })

  #ended(): void {
    for (const consumer of this.#consumers) consumer.stopped(this, "eof")
    this.#state = "over"
    const { closes, endpoint, notify, onEnd } = this.#options
    if (notify !== "" || closes) endpoint?.clear(this)
    this.#notify("eof", endpoint)
    onEnd?.()
    if (closes) endpoint?.disconnect()
  }

  #notify(reason?: string, endpoint?: Endpoint): void {
    if (this.#options.notify === "" || this.#core.exiting) return
    const message = new EngineMessage("chan.notify")
    if (endpoint !== undefined) message.add("id", endpoint.id)
    message.add("targetid", this.#options.notify)
    if (reason !== undefined) message.add("reason", reason)
    message.endpoint = endpoint
    this.#core.enqueue(message)
  }
}
