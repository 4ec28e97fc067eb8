/**
 * A message on its way through the embedded engine: what handlers read and change, and watchers see.
 *
 * Mutable, as in Yate: each handler gets the message as the ones before it left it. It is no frame of the protocol;
 * `encodeMessage` and `encodeReply` write it as one.
 *
 * @since 0.1.0
 */
import { ByteString, Escape, YateBoolean } from "@yatefx/protocol"
import type { Endpoint } from "./internal/endpoint.ts"
import { parseInteger } from "./internal/integer.ts"

/** Yate's strings are C strings: a NUL ends them, and none can come in from the wire. */
const cString = (value: string): string => {
  const nul = value.indexOf("\0")
  return nul < 0 ? value : value.slice(0, nul)
}

// One test for what stands on the wire as it is, which is nearly all: half the time of a line.
const special = /[^ -$&-9;-~]/
const specialInName = /[^ -$&-9;<>-~]/

const text = (value: string): string => special.test(value) ? Escape.escape(ByteString.fromText(cString(value))) : value

/** Names as they begin a parameter on the wire. Nearly all messages are made of a few hundred; others may be made up. */
const keys = new Map<string, string>()
const maxKeys = 1000
/** In characters: an application's long names are not kept. */
const maxKeyLength = 64

/** `:name=`. Remembering it takes a third off the time of a line. */
const keyText = (name: string): string => {
  const known = keys.get(name)
  if (known !== undefined) return known
  const key = `:${specialInName.test(name) ? Escape.escapeName(ByteString.fromText(name)) : name}=`
  if (keys.size < maxKeys && name.length <= maxKeyLength) keys.set(name, key)
  return key
}

/**
 * A message with its ordered parameters, in which a name can stand twice (`ivr-dumb-dtmf.txt`: `address`).
 *
 * @example
 * ```ts
 * import { EngineMessage } from "@yatefx/engine"
 *
 * const message = new EngineMessage("call.route", [["caller", "alice"], ["called", "ivr"]])
 * message.get("called") // "ivr"
 * ```
 *
 * @category models
 * @since 0.1.0
 */
export class EngineMessage {
  name: string
  returnValue: string = ""
  /** A broadcast goes to every handler; the first `true` does not end its dispatch. */
  broadcast: boolean = false
  /** Milliseconds since 1970; 0 until the engine takes the message. */
  time: number = 0
  /** The connection that sent it with an id, which `reenter` and `selfwatch` are about. */
  owner: object | undefined
  /** For the sender of a queued message: called once, when its dispatch ended and watchers have seen it. */
  onDone: ((handled: boolean) => void) | undefined
  /** Names and values by place: a pair for each took five times the memory, and longer to search. */
  #names: Array<string> = []
  #values: Array<string> = []
  /** The parameters on the wire, until one changes: all that are asked and look on get the same. */
  #encoded: string | undefined
  #endpoint: Endpoint | undefined

  constructor(name: string, parameters: Iterable<readonly [name: string, value: string]> = []) {
    this.name = name
    for (const [key, value] of parameters) this.add(key, value)
  }

  /** The channel that the message is about ("user data"); held alive by the message until `release`. */
  get endpoint(): Endpoint | undefined {
    return this.#endpoint
  }

  set endpoint(endpoint: Endpoint | undefined) {
    if (endpoint === this.#endpoint) return
    const before = this.#endpoint
    this.#endpoint = endpoint?.retain() === true ? endpoint : undefined
    before?.release()
  }

  /** Lets go of the channel. Whoever made the message does it once the message is done with. */
  release(): void {
    this.endpoint = undefined
  }

  /** The parameters in order, repeated names included. */
  get parameters(): ReadonlyArray<readonly [name: string, value: string]> {
    return this.#names.map((name, at) => [name, this.#values[at] ?? ""] as const)
  }

  /** `parameters` one after the other, without a list of them. */
  forEach(see: (name: string, value: string) => void): void {
    for (let at = 0; at < this.#names.length; at++) see(this.#names[at] ?? "", this.#values[at] ?? "")
  }

  /** The value of the first parameter of that name, or `undefined`. */
  get(name: string): string | undefined {
    const at = this.#names.indexOf(name)
    return at < 0 ? undefined : this.#values[at]
  }

  /** Whether there is a parameter of that name, be it empty. */
  has(name: string): boolean {
    return this.#names.includes(name)
  }

  /** A boolean in any of Yate's spellings; another text is the fallback. */
  boolean(name: string, fallback = false): boolean {
    return YateBoolean.parse(this.get(name) ?? "") ?? fallback
  }

  /** A whole number; another text is the fallback. */
  integer(name: string, fallback: number): number {
    return parseInteger(this.get(name) ?? "") ?? fallback
  }

  /** Sets the first parameter of that name in its place, or adds it at the end. */
  set(name: string, value: string): this {
    const at = this.#names.indexOf(name)
    if (at < 0) return this.add(name, value)
    this.#values[at] = cString(value)
    this.#encoded = undefined
    return this
  }

  /** Adds a parameter at the end, also when the name is there already. */
  add(name: string, value: string): this {
    this.#names.push(name)
    this.#values.push(cString(value))
    this.#encoded = undefined
    return this
  }

  /** Removes all parameters of that name. */
  delete(name: string): this {
    if (!this.has(name)) return this
    const isKept = (_: string, at: number): boolean => this.#names[at] !== name
    this.#values = this.#values.filter(isKept)
    this.#names = this.#names.filter(isKept)
    this.#encoded = undefined
    return this
  }

  /** Takes over one parameter of another message: its value, or its absence (Yate's `copyParam`). */
  copy(from: EngineMessage, name: string): this {
    const value = from.get(name)
    return value === undefined ? this.delete(name) : this.set(name, value)
  }

  /** `copy` for each name of a list such as `caller,called`. */
  copyAll(from: EngineMessage, names: string | undefined): this {
    for (const name of (names ?? "").split(",")) if (name.trim() !== "") this.copy(from, name.trim())
    return this
  }

  #encode(): string {
    let parameters = this.#encoded
    if (parameters === undefined) {
      parameters = ""
      for (let at = 0; at < this.#names.length; at++) {
        parameters += keyText(this.#names[at] ?? "") + text(this.#values[at] ?? "")
      }
      this.#encoded = parameters
    }
    return `${text(this.name)}:${text(this.returnValue)}${parameters}`
  }

  /** The line that asks a handler about this message, `%%>message`, as a byte string. */
  encodeMessage(id: string): string {
    return `%%>message:${text(id)}:${Math.floor(this.time / 1000)}:${this.#encode()}`
  }

  /** The line that tells how it ended, `%%<message`, as a byte string. A watch has an empty id. */
  encodeReply(id: string, handled: boolean): string {
    return `%%<message:${text(id)}:${handled}:${this.#encode()}`
  }
}
