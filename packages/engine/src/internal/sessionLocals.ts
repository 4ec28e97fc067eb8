/**
 * `setlocal`: what a connection can set for itself, and ask about the engine (PROTOCOL.md, "The commands").
 */
import { YateBoolean } from "@yatefx/protocol"
import type { Core } from "./core.ts"
import { parseInteger } from "./integer.ts"

export const minBufferSize = 2048
export const maxBufferSize = 65536
const maxQueueLimit = 10_000

const clamp = (value: string, fallback: number, low: number, high: number): number =>
  Math.min(Math.max(parseInteger(value) ?? fallback, low), high)

type Answer = readonly [value: string, ok: boolean]

export class SessionLocals {
  readonly #core: Core
  trackName = ""
  reason = ""
  /** Milliseconds; 0 or less waits for ever. */
  timeout = 10_000
  timebomb = false
  bufferSize = 8192
  maxQueue = 1000
  reenter = false
  selfWatch = false
  setData = true
  setTime = false
  debugLevel = 5
  debugName: string
  #isNamed = false

  constructor(core: Core, name: string) {
    this.#core = core
    this.debugName = name
  }

  set(name: string, value: string): Answer {
    switch (name) {
      case "trackparam":
        if (value !== "") this.trackName = value
        return [this.trackName, true]
      case "reason":
        this.reason = value
        return [value, true]
      case "timeout":
        this.timeout = parseInteger(value) ?? this.timeout
        return [String(this.timeout), true]
      case "maxqueue":
        this.maxQueue = clamp(value, this.maxQueue, 0, maxQueueLimit)
        return [String(this.maxQueue), true]
      case "bufsize":
        this.bufferSize = clamp(value, this.bufferSize, minBufferSize, maxBufferSize)
        return [String(this.bufferSize), true]
      case "restart":
        // Only a script that the engine started can be started again; none is here.
        return ["false", true]
      case "timebomb":
        return [String(this.timebomb = YateBoolean.parse(value) ?? this.timebomb), true]
      case "reenter":
        return [String(this.reenter = YateBoolean.parse(value) ?? this.reenter), true]
      case "selfwatch":
        return [String(this.selfWatch = YateBoolean.parse(value) ?? this.selfWatch), true]
      case "setdata":
        return [String(this.setData = YateBoolean.parse(value) ?? this.setData), true]
      case "settime":
        return [String(this.setTime = YateBoolean.parse(value) ?? this.setTime), true]
      case "debuglevel":
        if (value !== "") this.debugLevel = clamp(value, 10, 0, 10)
        return [String(this.debugLevel), true]
      case "debugname":
        if (value === "" || this.#isNamed) return [this.debugName, true]
        this.debugName = value
        this.#isNamed = true
        return [value, true]
      case "runid":
        return [this.#core.settings.runId, value === ""]
      default:
        return this.#ask(name, value)
    }
  }

  #ask(name: string, value: string): Answer {
    const { modules, settings } = this.#core
    if (name.startsWith("engine.")) {
      const parameters: ReadonlyMap<string, string> = new Map([
        ["version", settings.version],
        ["nodename", settings.nodeName],
        ["runid", settings.runId]
      ])
      const found = parameters.get(name.slice("engine.".length))
      return [found ?? "", value === "" && found !== undefined]
    }
    if (name.startsWith("config.")) {
      const path = name.slice("config.".length)
      const dot = path.indexOf(".")
      if (dot <= 0) return ["", settings.config.has(path)]
      const found = settings.config.get(path.slice(0, dot).trim())?.get(path.slice(dot + 1).trim())
      return [found ?? "", found !== undefined && value === ""]
    }
    if (name.startsWith("loaded.")) return [String(modules.has(name.slice("loaded.".length))), value === ""]
    return [value, false]
  }
}
