/**
 * One end of a call, which can be connected to another (CHANNELS.md §4).
 *
 * Lives as long as something refers to it: its peer, a message about it, or its maker. JavaScript collects no such thing
 * at a defined moment, and `chan.hangup` is sent at that moment, so the references are counted as in Yate.
 */
import type { EngineMessage } from "../EngineMessage.ts"
import type { Core } from "./core.ts"

/** Hears what the peer sends. */
export interface Consumer {
  readonly started: (source: Source) => void
  /** `eof`: to its end; `cut`: something else plays, or the connection ended. */
  readonly stopped: (source: Source, how: "eof" | "cut") => void
}

/** What an endpoint sends to its peer. */
export interface Source {
  /** For a person: `wave/play//srv/beep.slin`, `tone/busy`. */
  readonly name: string
  /** Milliseconds of sound; `Infinity` for what does not end. */
  readonly duration: number
  /** Somebody hears it now. */
  readonly connect: (consumer: Consumer) => void
  /** Nobody hears it any more, or another one does. */
  readonly disconnect: () => void
  /** Its endpoint took another source, or is gone. */
  readonly drop: () => void
}

export abstract class Endpoint {
  readonly core: Core
  id: string
  peer: Endpoint | undefined
  lastPeerId = ""
  #references = 1
  #source: Source | undefined
  #heardBy: Consumer | undefined
  /** Where the peer's media goes; `dumb/`, `tone/` and `wave/play` have none. */
  consumer: Consumer | undefined

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
    this.#unwire()
    this.#source = source
    before?.drop()
    this.#wire()
  }

  /** Joins the source to whoever hears it, after a change of either. */
  #wire(): void {
    const consumer = this.peer?.consumer
    if (this.#source === undefined || consumer === undefined) return
    this.#heardBy = consumer
    this.#source.connect(consumer)
  }

  #unwire(): void {
    if (this.#heardBy === undefined) return
    this.#heardBy = undefined
    this.#source?.disconnect()
  }

  connect(peer: Endpoint, reason?: string): boolean {
    if (peer === this.peer) return true
    if (peer === this || !this.retain()) return false
    this.disconnect(reason)
    if (!peer.retain()) {
      this.release()
      return false
    }
    peer.disconnect(reason)
    this.peer = peer
    peer.peer = this
    this.#wire()
    peer.#wire()
    peer.connected(reason)
    this.connected(reason)
    return true
  }

  /** Parts from the peer, which alone is told. */
  disconnect(reason?: string, parameters: Parameters = []): void {
    const { peer } = this
    if (peer === undefined) return
    this.#unwire()
    peer.#unwire()
    this.peer = undefined
    peer.peer = undefined
    peer.disconnected(reason, parameters)
    peer.release()
    this.release()
  }
}

export type Parameters = EngineMessage["parameters"]
