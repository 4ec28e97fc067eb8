/**
 * One end of a call, which can be connected to another (CHANNELS.md §4).
 *
 * Lives as long as something refers to it: its peer, a message about it, or its maker. JavaScript collects no such thing
 * at a defined moment, and `chan.hangup` is sent at that moment, so the references are counted as in Yate.
 */
import type { EngineMessage } from "../EngineMessage.ts"
import { ConsumerPort } from "./consumerPort.ts"
import type { Core } from "./core.ts"

/** Takes what a source sends: a phone's ear, a recording. */
export interface Consumer {
  readonly started: (source: Source) => void
  /** `eof`: to its end; `cut`: something else plays, or the connection ended. */
  readonly stopped: (source: Source, how: "eof" | "cut") => void
  /** From now on the source sends something else: what it sent before is to be taken first. */
  readonly changing?: () => void
  /** Its endpoint took another one, or is gone. */
  readonly removed?: () => void
}

/** What an endpoint sends to its peer and to who records it. */
export interface Source {
  /** For a person: `wave/play//srv/beep.slin`, `tone/busy`. */
  readonly name: string
  /** Milliseconds of sound; `Infinity` for what does not end. */
  readonly duration: number
  /** Nobody speaks: nothing to be told of. */
  readonly isSilence?: boolean
  readonly connect: (consumer: Consumer) => void
  readonly disconnect: (consumer: Consumer) => void
  /** Its endpoint took another source, or is gone. */
  readonly drop: () => void
  /** Adds what it sends from `from` on (milliseconds by the engine's clock) to signed samples, 8000 a second. */
  readonly mix: (from: number, samples: Int32Array) => void
  /** Samples that it has from `from` on; what has no end has none to tell. */
  readonly remaining?: (from: number) => number
}

const nobody: ReadonlyArray<Consumer> = []

/** Each of them once. Most endpoints have one listener or none: a set for each of them took 0.4 kB of a call. */
const distinct = (port: Consumer | undefined, ...recorders: ReadonlyArray<Consumer | undefined>): typeof nobody => {
  if (recorders.every((recorder) => recorder === undefined)) return port === undefined ? nobody : [port]
  return [...new Set([port, ...recorders])].filter((listener) => listener !== undefined)
}

export abstract class Endpoint {
  readonly core: Core
  id: string
  peer: Endpoint | undefined
  lastPeerId = ""
  #references = 1
  #source: Source | undefined
  /** Who gets what the source sends. */
  #listeners = nobody
  #port: ConsumerPort | undefined
  #callRecord: Consumer | undefined
  #peerRecord: Consumer | undefined

  constructor(core: Core, id: string) {
    this.core = core
    this.id = id
  }

  get isAlive(): boolean {
    return this.#references > 0
  }

  /** False once it is gone. */
  retain(): boolean {
    if (this.#references <= 0) return false
    this.#references++
    return true
  }

  release(): void {
    if (this.#references <= 0 || --this.#references > 0) return
    this.setSource(undefined)
    this.setConsumer(undefined)
    this.record("call", undefined)
    this.record("peer", undefined)
    this.destroyed()
  }

  /** A connection was made; `peer` is set. */
  protected abstract connected(reason: string | undefined): void
  /** The connection ended from the other side; `peer` is gone. `parameters` say more about why. */
  protected abstract disconnected(reason: string | undefined, parameters: Parameters): void
  /** Nothing refers to it any more. */
  protected abstract destroyed(): void

  get source(): Source | undefined {
    return this.#source
  }

  setSource(source: Source | undefined): void {
    const before = this.#source
    if (before === source) return
    for (const listener of this.#listeners) before?.disconnect(listener)
    this.#listeners = nobody
    this.#source = source
    before?.drop()
    this.wire()
  }

  /** Where the peer's media goes; `dumb/`, `tone/` and `wave/play` have none. */
  get port(): ConsumerPort | undefined {
    return this.#port
  }

  setConsumer(consumer: Consumer | undefined): void {
    const before = this.#port
    this.#port = consumer === undefined ? undefined : new ConsumerPort(consumer)
    this.peer?.wire()
    before?.drop()
  }

  /** Records what this side sends (`call`), or what its peer does; `undefined` ends it. */
  record(side: "call" | "peer", recorder: Consumer | undefined): void {
    const before = side === "call" ? this.#callRecord : this.#peerRecord
    if (side === "call") this.#callRecord = recorder
    else this.#peerRecord = recorder
    if (side === "call") this.wire()
    else this.peer?.wire()
    before?.removed?.()
  }

  /** Takes off a source or recorder, wherever it is; another one that took its place stays. */
  clear(node: Source | Consumer): void {
    if (this.#source === node) this.setSource(undefined)
    if (this.#port?.consumer === node) this.setConsumer(undefined)
    if (this.#callRecord === node) this.record("call", undefined)
    if (this.#peerRecord === node) this.record("peer", undefined)
  }

  /** Plays a source to this side in the place of what its peer sends, until `undefined` or another connection ends it. */
  replace(source: Source | undefined): void {
    this.#port?.replace(source)
    this.peer?.wire()
    this.#port?.startReplacement()
  }

  /** Joins the source to whoever gets it, after a change. */
  protected wire(): void {
    const source = this.#source
    if (source === undefined) return
    const { peer } = this
    const port = peer?.port
    const listeners = distinct(
      port?.isReplaced === true ? undefined : port,
      this.#callRecord,
      peer === undefined ? undefined : peer.#peerRecord
    )
    const before = this.#listeners
    this.#listeners = listeners
    for (const listener of before) if (!listeners.includes(listener)) source.disconnect(listener)
    for (const listener of listeners) if (!before.includes(listener)) source.connect(listener)
  }

  /** Connects to `peer`; both part from their peers before, which are told unless it happens silently. */
  connect(peer: Endpoint, reason?: string, options?: { readonly silent: boolean }): boolean {
    if (peer === this.peer) return true
    if (peer === this || !this.retain()) return false
    this.#part(reason, [], options?.silent)
    if (!peer.retain()) {
      this.release()
      return false
    }
    peer.#part(reason, [], options?.silent)
    this.peer = peer
    peer.peer = this
    this.#port?.replace(undefined)
    peer.#port?.replace(undefined)
    this.wire()
    peer.wire()
    peer.connected(reason)
    this.connected(reason)
    return true
  }

  /** Parts from the peer, which alone is told. */
  disconnect(reason?: string, parameters: Parameters = []): void {
    this.#part(reason, parameters)
  }

  #part(reason: string | undefined, parameters: Parameters, silent = false): void {
    const { peer } = this
    if (peer === undefined) return
    this.peer = undefined
    peer.peer = undefined
    this.wire()
    peer.wire()
    if (!silent) peer.disconnected(reason, parameters)
    peer.release()
    this.release()
  }
}

export type Parameters = EngineMessage["parameters"]
