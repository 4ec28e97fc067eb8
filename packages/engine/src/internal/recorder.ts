/**
 * `wave/record/`: what a source sends goes to a file (CHANNELS.md §7, `dumb-to-tone-and-wave.txt`).
 *
 * Yate writes a block each 20 ms, from the moment that a source sends. Here the blocks that are due are written once a second, when
 * the source changes and at the end: what a file holds then is the same.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { EngineMessage } from "../EngineMessage.ts"
import { encodeSamples, type Encoding, sampleWidth } from "./companding.ts"
import type { Core } from "./core.ts"
import type { Consumer, Endpoint, Source } from "./endpoint.ts"
import type { RecordingFile } from "./recordings.ts"

/** Milliseconds, and samples, of one block. */
const block = 20
const blockSamples = 160

/** Milliseconds for which blocks may wait to be written. */
const maxWait = 1000

const auHeaderLength = 32

export interface RecorderOptions {
  /** `-` for none: what is recorded is counted and thrown away. */
  readonly path: string
  readonly endpoint: Endpoint
  /** Octets after which it ends; 0 for never. */
  readonly maxLength: number
  readonly format: string | undefined
  readonly append: boolean
  /** The `targetid` of the notification at `maxLength`. Without one, the endpoint is disconnected then. */
  readonly notify: string
}

const endings: ReadonlyArray<readonly [ending: string, encoding: Encoding | undefined]> = [
  [".gsm", undefined],
  [".alaw", "alaw"],
  [".A", "alaw"],
  [".mulaw", "mulaw"],
  [".u", "mulaw"],
  [".2slin", undefined],
  [".2alaw", undefined],
  [".2mulaw", undefined],
  [".ilbc20", undefined],
  [".ilbc30", undefined],
  [".lbc", undefined],
  [".g729", undefined],
  [".g722", undefined]
]

/** None where there is no encoder for it here; Yate has none for most of them either, without further modules. */
const encodingOf = (path: string, format = "slin"): Encoding | undefined => {
  const known = endings.find(([ending]) => path.endsWith(ending))
  if (known !== undefined) return known[1]
  return format === "slin" || format === "alaw" || format === "mulaw" ? format : undefined
}

const auHeader = (encoding: Encoding): Uint8Array => {
  const bytes = new Uint8Array(auHeaderLength)
  const header = new DataView(bytes.buffer)
  const form = encoding === "mulaw" ? 1 : encoding === "alaw" ? 27 : 3
  const words = [0x2e736e64, auHeaderLength, 0xffffffff, form, 8000, 1]
  for (const [index, word] of words.entries()) header.setUint32(index * 4, word)
  bytes.set(Buffer.from("By YATE\0", "latin1"), 24)
  return bytes
}

/** Since when a source is recorded, and how many blocks of it are written. */
interface Running {
  readonly source: Source
  readonly from: number
  blocks: number
}

export class Recorder implements Consumer {
  readonly #core: Core
  readonly #options: RecorderOptions
  readonly #encoding: Encoding | undefined
  readonly #isAu: boolean
  #file: RecordingFile | undefined
  #total = 0
  #maxLength: number
  #running: Running | undefined

  constructor(core: Core, options: RecorderOptions) {
    this.#core = core
    this.#options = options
    this.#maxLength = Math.max(options.maxLength, 0)
    core.waves.recording++
    const { append, path } = options
    this.#isAu = path.endsWith(".au")
    const encoding = encodingOf(path, options.format)
    this.#encoding = this.#isAu && encoding === "slin" ? "slin-swapped" : encoding
    if (path === "-") return
    const file = core.recordings.open(path, append)
    if (Result.isSuccess(file)) this.#file = file.success
    else core.log("Warn", `the recording ${JSON.stringify(path)} can't be made: ${file.failure}`)
    if (encoding === undefined) {
      core.log("Warn", `${JSON.stringify(path)} stays empty: there is no encoder for its format`)
    }
  }

  started(source: Source): void {
    if (this.#encoding === undefined) return
    const running = { source, from: this.#core.now(), blocks: 0 }
    this.#running = running
    this.#core.fork(this.#write(running))
  }

  stopped(): void {
    this.changing()
    this.#running = undefined
  }

  /** Writes what is due by now. */
  changing(): void {
    const running = this.#running
    const encoding = this.#encoding
    if (running === undefined || encoding === undefined) return
    const { from, source } = running
    const due = Math.floor((this.#core.now() - from) / block) + 1
    let blocks = due - running.blocks
    if (this.#maxLength > 0) {
      blocks = Math.min(blocks, Math.ceil((this.#maxLength - this.#total) / (blockSamples * sampleWidth(encoding))))
    }
    if (blocks <= 0) return
    const start = from + running.blocks * block
    const samples = new Int32Array(Math.min(blocks * blockSamples, source.remaining?.(start) ?? Infinity))
    source.mix(start, samples)
    running.blocks += blocks
    this.#store(encodeSamples(encoding, samples))
    if (this.#maxLength > 0 && this.#total >= this.#maxLength) this.#full()
  }

  removed(): void {
    this.stopped()
    this.#close()
    this.#core.waves.recording--
  }

  #write(running: Running): Effect.Effect<void> {
    return Effect.gen({ self: this }, function*() {
      while (this.#running === running) {
        const octets = blockSamples * sampleWidth(this.#encoding ?? "slin")
        const left = this.#maxLength > 0 ? Math.ceil((this.#maxLength - this.#total) / octets) : Infinity
        const fullAt = running.from + (running.blocks + left - 1) * block
        const wait = Math.min(fullAt - this.#core.now(), maxWait)
        if (wait > 0) yield* Effect.sleep(wait)
        if (this.#running === running) this.changing()
      }
    })
  }

  #store(bytes: Uint8Array): void {
    const file = this.#file
    if (file !== undefined && bytes.length > 0) {
      const isNew = this.#isAu && file.length() === 0
      if (!(isNew ? file.write(auHeader(this.#encoding ?? "slin")) : true) || !file.write(bytes)) {
        const path = JSON.stringify(this.#options.path)
        this.#core.log("Warn", `the recording ${path} ends here: the disk is full, or "maxRecorded" is reached`)
        this.#close()
      }
    }
    this.#total += bytes.length
  }

  /** As much as was asked for. */
  #full(): void {
    this.#maxLength = 0
    this.#running = undefined
    this.#close()
    const { endpoint, notify } = this.#options
    // What it is called from is in the middle of a source's work.
    this.#core.fork(Effect.sync(() => {
      if (!endpoint.isAlive || this.#core.exiting) return
      if (notify === "") return endpoint.disconnect()
      const message = new EngineMessage("chan.notify", [["id", endpoint.id], ["targetid", notify], [
        "reason",
        "maxlen"
      ]])
      message.endpoint = endpoint
      endpoint.clear(this)
      this.#core.enqueue(message)
    }))
  }

  #close(): void {
    const file = this.#file
    this.#file = undefined
    if (file === undefined) return
    if (this.#isAu && file.length() >= auHeaderLength) {
      const length = new DataView(new ArrayBuffer(4))
      length.setUint32(0, file.length() - auHeaderLength)
      file.patch(8, new Uint8Array(length.buffer))
    }
    file.close()
  }
}
