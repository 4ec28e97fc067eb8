/**
 * `cdrbuild`: tells about each call by `call.cdr` (CHANNELS.md §16).
 */
import { EngineMessage } from "../EngineMessage.ts"
import type { Core } from "./core.ts"

type Kind = "start" | "call" | "route" | "progress" | "ringing" | "answer" | "update" | "hangup" | "drop"

/** For how long a channel that is over opens no new record. Milliseconds. */
const guardTime = 5000

/** Taken over into the record; with `true`, also when there is a value already. */
const copied: ReadonlyMap<string, boolean> = new Map([
  ["billid", true],
  ["reason", true],
  ["address", false],
  ["caller", false],
  ["called", false],
  ["calledfull", false],
  ["username", false]
])

const seconds = (milliseconds: number): string => (Math.max(milliseconds, 0) / 1000).toFixed(3)

/** As engine.status writes it. */
const escaped = (text: string): string =>
  text.replace(/[\0-\x20%,;|]/g, (byte) => byte === " " ? byte : `%${byte.charCodeAt(0).toString(16).padStart(2, "0")}`)

interface CallRecord {
  readonly channel: string
  readonly number: number
  readonly values: Map<string, string>
  direction: string
  status: string
  /** Times; `undefined` until they are known. */
  start: number | undefined
  call: number | undefined
  ringing: number | undefined
  answer: number | undefined
  hangup: number | undefined
  isFirst: boolean
  isWritten: boolean
}

class CallRecords {
  readonly #core: Core
  readonly #records = new Map<string, CallRecord>()
  /** Channels that are over, and until when that is remembered; whether a record of it is still to be made. */
  readonly #over = new Map<string, { readonly until: number; isOwed: boolean }>()
  /** Their names, the first that was over first, from `#oldest` on: a map's own first is behind all that were deleted. */
  #order: Array<string> = []
  #oldest = 0
  #last = 0

  constructor(core: Core) {
    this.#core = core
  }

  /** True only for a record that was dropped. */
  see(kind: Kind, message: EngineMessage): boolean {
    if (kind === "progress" && !message.boolean("earlymedia") && !message.boolean("ringing")) return false
    const operation = kind === "update" ? message.get("operation") : undefined
    if (!message.boolean("cdrtrack", operation === undefined || operation === "cdrbuild")) return false
    const named = message.get("id") ?? ""
    const isDropped = kind === "drop"
    if (isDropped && !named.startsWith("cdrbuild/")) return false
    const id = isDropped ? named.slice("cdrbuild/".length) : named
    if (id === "") return false
    const [record, seen] = this.#find(id, kind, message)
    if (record !== undefined) this.#update(record, seen, message)
    if (kind === "ringing" || kind === "progress" || kind === "answer") {
      const other = this.#records.get(message.get("peerid") || message.get("targetid") || "")
      if (other !== undefined) {
        this.#mark(other, kind, message.time)
        other.status = message.get("status") || other.status
        this.#emit(other)
      }
    }
    return isDropped && record !== undefined
  }

  #expire(): void {
    const now = this.#core.now()
    for (let id = this.#order[this.#oldest]; id !== undefined; id = this.#order[this.#oldest]) {
      if ((this.#over.get(id)?.until ?? 0) > now) return
      this.#over.delete(id)
      this.#oldest++
      if (this.#oldest * 2 < this.#order.length) continue
      this.#order = this.#order.slice(this.#oldest)
      this.#oldest = 0
    }
  }

  #remember(id: string, isOwed: boolean): void {
    this.#over.set(id, { until: this.#core.now() + guardTime, isOwed })
    this.#order.push(id)
  }

  #find(id: string, kind: Kind, message: EngineMessage): readonly [CallRecord | undefined, Kind] {
    const found = this.#records.get(id)
    if (found !== undefined) return [found, kind]
    if (kind === "hangup") {
      this.#expire()
      if (!this.#over.has(id) && this.#hasRoom(this.#over)) {
        this.#remember(id, true)
      }
    }
    if (kind !== "start" && kind !== "call" && kind !== "answer") return [undefined, kind]
    this.#expire()
    const over = this.#over.get(id)
    if (over?.isOwed === false) return [undefined, kind]
    if (over !== undefined) over.isOwed = false
    else if (!message.boolean("cdrcreate", true)) return [undefined, kind]
    if (!this.#hasRoom(this.#records)) return [undefined, kind]
    const record: CallRecord = {
      channel: id,
      number: ++this.#last,
      values: new Map(),
      direction: "unknown",
      status: "unknown",
      start: undefined,
      call: undefined,
      ringing: undefined,
      answer: undefined,
      hangup: undefined,
      isFirst: true,
      isWritten: true
    }
    this.#records.set(id, record)
    return [record, over === undefined ? kind : "hangup"]
  }

  /** Each kind of channels may have as many as the limit; more ids than that are made up. */
  #hasRoom(map: ReadonlyMap<string, unknown>): boolean {
    return map.size < this.#core.settings.maxChannels * 4
  }

  #mark(record: CallRecord, kind: Kind, time: number): void {
    if (kind === "start") record.start ??= time
    else if (kind === "call") record.call = time
    else if (kind === "progress" || kind === "ringing") record.ringing ??= time
    else if (kind === "answer") record.answer ??= time
    else if (kind === "hangup") record.hangup = time
  }

  #update(record: CallRecord, kind: Kind, message: EngineMessage): void {
    if (kind === "drop") {
      const reason = message.get("reason") ?? (record.values.has("reason") ? undefined : "CDR dropped")
      if (reason !== undefined) record.values.set("reason", reason)
      // What was never told of needs no end.
      if (record.isFirst) this.#records.delete(record.channel)
      else this.#finalize(record)
      return
    }
    if (record.isFirst) record.isWritten = message.boolean("cdrwrite", true)
    message.forEach((name, value) => this.#takeOver(record, name, value))
    this.#mark(record, kind, message.time)
    if (kind === "hangup") this.#finalize(record)
    else this.#emit(record)
  }

  #takeOver(record: CallRecord, name: string, value: string): void {
    if (value === "") return
    if (name === "status") {
      record.status = value
      if (value === "incoming" || value === "outgoing") record.direction = value
    } else if (name === "direction") record.direction = value
    else {
      const always = copied.get(name)
      if (always === true || (always === false && !record.values.has(name))) record.values.set(name, value)
    }
  }

  #finalize(record: CallRecord): void {
    if (record.hangup === undefined && !record.values.has("reason")) record.values.set("reason", "CDR shutdown")
    this.#records.delete(record.channel)
    this.#emit(record, "finalize")
    if (!this.#over.has(record.channel)) this.#remember(record.channel, false)
  }

  #emit(record: CallRecord, operation = record.isFirst ? "initialize" : "update"): void {
    record.isFirst = false
    const { bus } = this.#core
    const hangup = record.hangup ?? this.#core.now()
    const start = record.start ??= record.call ?? hangup
    const answer = Math.min(record.answer ?? hangup, hangup)
    const ringing = Math.min(record.ringing ?? answer, answer)
    // Several for each call, which most tests have no use for.
    if (bus.handlersOf("call.cdr") === 0 && !bus.isWatched("call.cdr")) return
    const message = new EngineMessage("call.cdr", [
      ["time", seconds(start)],
      ["chan", record.channel],
      ["cdrid", String(record.number)],
      ["runid", this.#core.settings.runId],
      ["operation", operation],
      ["direction", record.direction],
      ["duration", seconds(hangup - start)],
      ["billtime", seconds(hangup - answer)],
      ["ringtime", seconds(answer - ringing)],
      ["status", record.status]
    ])
    const external = record.direction === "incoming" ? record.values.get("caller") : record.values.get("called")
    if (external !== undefined && record.direction !== "unknown") message.add("external", external)
    message.add("cdrwrite", String(record.isWritten))
    for (const [name, value] of record.values) message.add(name, value)
    message.broadcast = true
    this.#core.enqueue(message)
  }

  describe(details: boolean): string {
    this.#expire()
    const list = details
      ? [...this.#records.values()].map((record) => {
        const values = ["caller", "called", "billid"].map((name) => escaped(record.values.get(name) ?? ""))
        const age = record.start === undefined ? 0 : Math.round((this.#core.now() - record.start) / 1000)
        return `${record.channel}=${[record.status, ...values, age].join("|")}`
      }).join(",")
      : undefined
    return "name=cdrbuild,type=cdr,format=Status|Caller|Called|BillId|Duration;" +
      `cdrs=${this.#records.size},hungup=${this.#over.size}${list === undefined ? "" : `;${list}`}\r\n`
  }
}

export const installCallRecords = (core: Core): void => {
  const records = new CallRecords(core)
  const { bus } = core
  core.modules.add("cdrbuild")
  const see = (name: string, kind: Kind, priority = 50): void => {
    bus.install({ name, priority, trackName: "cdrbuild", handle: (message) => records.see(kind, message) })
  }
  see("chan.startup", "start")
  see("call.route", "route")
  see("call.execute", "call")
  see("call.progress", "progress")
  see("call.ringing", "ringing")
  see("call.answered", "answer")
  see("call.update", "update")
  see("chan.hangup", "hangup", 150)
  see("call.drop", "drop")
  bus.install({
    name: "engine.status",
    priority: 100,
    trackName: "cdrbuild",
    handle: (message) => {
      const module = message.get("module") ?? ""
      if (module === "" || module === "cdrbuild") {
        message.returnValue += records.describe(message.boolean("details", true))
      }
      return false
    }
  })
  bus.install({ name: "engine.command", priority: 100, trackName: "cdrbuild", handle: () => false })
}
