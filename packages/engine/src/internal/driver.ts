/**
 * A kind of channels: what Yate's base driver does for each of them (CHANNELS.md §1, §8, §9, §13, §15).
 */
import * as Effect from "effect/Effect"
import type { EngineMessage } from "../EngineMessage.ts"
import type { HandlerResult } from "./bus.ts"
import type { Core } from "./core.ts"
import type { Leg } from "./leg.ts"

export interface DriverOptions {
  readonly name: string
  /** The file of Yate's module, which `setlocal:loaded.…` asks for. */
  readonly module: string
  readonly type: "misc" | "varchans"
  /** Whether its legs take call.ringing, call.answered and chan.dtmf; `tone` takes none of them. */
  readonly signals: boolean
  /** Whether its legs take call.progress too. */
  readonly progress?: boolean
  /** Enqueues chan.hangup and whatever else, when nothing refers to the leg any more. */
  readonly onEnd?: (leg: Leg) => void
  /** Starts a call to `dest`, which is what follows the driver's prefix. */
  readonly execute: (message: EngineMessage, dest: string) => HandlerResult
  /** Drops what else an id of this kind can stand for; false when there is nothing. */
  readonly onDrop?: (message: EngineMessage, id: string) => boolean
  /** The line of `engine.status` for what else an id of this kind can stand for. */
  readonly describeOther?: (id: string) => string | undefined
  readonly hasOtherTimers?: () => boolean
  readonly onTick?: (now: number) => void
  readonly statusParameters?: (driver: Driver) => string
  readonly statusModule?: string
  readonly statusDetail?: (leg: Leg) => string
}

const uriEscape = (address: string): string =>
  address.replace(
    /[\0-\x20%,;|]/g,
    (byte) => byte === " " ? " " : `%${byte.charCodeAt(0).toString(16).padStart(2, "0")}`
  )

export class Driver {
  readonly core: Core
  readonly name: string
  readonly prefix: string
  readonly legs = new Map<string, Leg>()
  readonly #options: DriverOptions
  #lastId = 0
  total = 0
  routed = 0
  routing = 0
  /** Told when a leg got a timer. */
  onTimer: () => void = () => {}

  constructor(core: Core, options: DriverOptions) {
    this.core = core
    this.name = options.name
    this.prefix = `${options.name}/`
    this.#options = options
    core.modules.add(options.module)
    const relay = (name: string, priority: number, handle: (message: EngineMessage) => HandlerResult): void => {
      core.bus.install({ name, priority, trackName: options.name, handle })
    }
    relay("engine.timer", 90, (message) => this.#timer(message))
    relay("engine.status", 110, (message) => this.#status(message))
    relay("engine.command", 120, () => false)
    relay("chan.masquerade", 10, (message) => this.#masquerade(message))
    relay("chan.locate", 40, (message) => this.#locate(message))
    relay("call.drop", 60, (message) => this.#drop(message))
    relay("call.execute", 90, (message) => this.#execute(message))
    relay("chan.control", 90, (message) => this.#control(message))
    if (!options.signals) return
    relay("chan.dtmf", 100, (message) => this.target(message)?.keys(message) ?? false)
    relay("chan.text", 100, () => false)
    relay("call.ringing", 100, (message) => this.#signal(message, (leg) => leg.callRinging(message)))
    relay("call.answered", 100, (message) => this.#signal(message, (leg) => leg.callAnswered(message)))
    if (options.progress !== true) return
    relay("call.progress", 100, (message) => this.#signal(message, (leg) => leg.callProgress(message)))
  }

  nextId(): string {
    return `${this.prefix}${++this.#lastId}`
  }

  get isFull(): boolean {
    return this.legs.size >= this.core.settings.maxChannels
  }

  add(leg: Leg): void {
    this.total++
    this.legs.set(leg.id, leg)
  }

  remove(leg: Leg): void {
    this.legs.delete(leg.id)
    if (!this.core.exiting) this.#options.onEnd?.(leg)
  }

  get hasTimers(): boolean {
    if (this.#options.hasOtherTimers?.() === true) return true
    for (const leg of this.legs.values()) if (leg.hasTimer) return true
    return false
  }

  /** Yate addresses by `peerid` if that is one of the driver's, else by `targetid`. */
  target(message: EngineMessage): Leg | undefined {
    const peer = message.get("peerid") ?? ""
    return this.legs.get(peer.startsWith(this.prefix) ? peer : message.get("targetid") ?? "")
  }

  #signal(message: EngineMessage, take: (leg: Leg) => boolean): boolean {
    const leg = this.target(message)
    return leg !== undefined && leg.direction === "incoming" && !leg.answered && take(leg)
  }

  #masquerade(message: EngineMessage): boolean {
    const leg = this.legs.get(message.get("id") ?? "")
    if (leg === undefined) return false
    message.name = message.get("message") ?? ""
    message.delete("message")
    message.endpoint = leg
    if (leg.masquerade(message)) return true
    leg.complete(message, message.boolean("complete_minimal"))
    return false
  }

  #locate(message: EngineMessage): boolean {
    const leg = this.legs.get(message.get("id") ?? "")
    if (leg === undefined) return false
    message.endpoint = leg
    if (message.boolean("complete")) leg.complete(message, message.boolean("complete_minimal"))
    return true
  }

  #drop(message: EngineMessage): boolean {
    const id = message.get("id") ?? ""
    const reason = message.get("reason")
    if (this.#options.onDrop?.(message, id) === true) return true
    if (id === this.name || id === "" || id === this.#options.type) {
      for (const leg of [...this.legs.values()]) leg.drop(message, reason)
      return id === this.name
    }
    const leg = this.legs.get(id)
    leg?.drop(message, reason)
    return leg !== undefined
  }

  #execute(message: EngineMessage): HandlerResult {
    const callTo = message.get("callto") ?? ""
    if (!callTo.startsWith(this.prefix) || this.isFull || this.core.exiting) return false
    return this.#options.execute(message, callTo.slice(this.prefix.length))
  }

  #control(message: EngineMessage): boolean {
    return this.target(message)?.control(message) ?? false
  }

  #timer(message: EngineMessage): boolean {
    const now = this.core.now()
    for (const leg of [...this.legs.values()]) leg.checkTimers(message, now)
    this.#options.onTick?.(now)
    return false
  }

  #status(message: EngineMessage): boolean {
    const module = message.get("module") ?? ""
    const other = this.#options.describeOther?.(module)
    if (other !== undefined) {
      message.returnValue = other
      return true
    }
    if (module.startsWith(this.prefix)) {
      const leg = this.legs.get(module)
      if (leg === undefined) return false
      leg.complete(message)
      message.returnValue = `${leg.describe()}\r\n`
      return true
    }
    if (module !== "" && module !== this.name && module !== this.#options.type) return false
    message.returnValue += this.#describe(message.boolean("details", true))
    return module === this.name
  }

  #describe(details: boolean): string {
    const { legs, name, routed, routing, total } = this
    const { statusDetail, statusModule = ",format=Status|Address|Peer", statusParameters, type } = this.#options
    const parameters = statusParameters?.(this) ??
      `routed=${routed},routing=${routing},total=${total},chans=${legs.size}`
    const detail = statusDetail ?? ((leg) => `${leg.status}|${uriEscape(leg.address)}|${leg.peer?.id ?? ""}`)
    const list = details ? [...legs.values()].map((leg) => `${leg.id}=${detail(leg)}`).join(",") : ""
    return `name=${name},type=${type}${statusModule};${parameters}${list === "" ? "" : `;${list}`}\r\n`
  }
}

/** Runs a dispatch of a message that is this side's own, and lets go of its channel afterwards. */
export const dispatchOwn = (core: Core, message: EngineMessage): Effect.Effect<boolean> =>
  Effect.ensuring(core.bus.dispatch(message), Effect.sync(() => message.release()))

/** Whether a call.execute must not go on from here: what makes legs inside the engine can stop it. */
export const isStopped = (message: EngineMessage): boolean => {
  if (!message.boolean("stop_call")) return false
  message.set("error", "stopped_call")
  return true
}
