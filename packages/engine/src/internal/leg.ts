/**
 * A channel: an endpoint that belongs to a driver and tells of itself by messages (CHANNELS.md §2 to §6, §9, §14).
 */
import { EngineMessage } from "../EngineMessage.ts"
import type { Driver } from "./driver.ts"
import { Endpoint, type Parameters } from "./endpoint.ts"

/** For how long after a key the same key, detected another way, is a duplicate of it. Milliseconds. */
const duplicateWindow = 4000

export interface LegOptions {
  readonly direction: "incoming" | "outgoing"
  readonly address?: string | undefined
}

export class Leg extends Endpoint {
  readonly driver: Driver
  readonly direction: "incoming" | "outgoing"
  address: string
  targetId = ""
  billId: string
  answered = false
  #status: string
  /** What came with the last disconnect, or what the driver keeps for the next (`parameters()` in Yate). */
  kept: Parameters = []
  /** When to drop it, by the engine's clock; 0 for never. */
  timeout = 0
  maxCall = 0
  maxPdd = 0
  #answeredTimeout = 0
  #keySequence = 0
  #lastKey: { readonly text: string; readonly detected: string; readonly until: number } | undefined

  constructor(driver: Driver, options: LegOptions) {
    super(driver.core, driver.nextId())
    this.driver = driver
    this.direction = options.direction
    this.address = options.address ?? ""
    this.#status = options.direction
    // Only a leg that comes in starts a bill; others inherit by a connection.
    this.billId = options.direction === "incoming" ? driver.core.nextBillId() : ""
    driver.add(this)
  }

  get status(): string {
    return this.#status
  }

  set status(status: string) {
    this.#status = status
    if (!this.answered && status === "answered") {
      this.answered = true
      this.maxCall = 0
      this.maxPdd = 0
      if (this.#answeredTimeout > 0) this.timeout = this.core.now() + this.#answeredTimeout
    } else if (status === "ringing" || status === "progressing") this.maxPdd = 0
  }

  /** Writes what the leg says of itself into a message, in Yate's order (`Channel::complete`). */
  complete(message: EngineMessage, minimal = false): void {
    message.set("id", this.id)
    message.set("module", this.driver.name)
    if (message.name === "chan.hangup") { for (const [name, value] of this.kept) message.set(name, value) }
    if (minimal) return
    if (this.#status !== "") message.set("status", this.#status)
    if (this.address !== "") message.set("address", this.address)
    if (this.targetId !== "") message.set("targetid", this.targetId)
    if (this.billId !== "") message.set("billid", this.billId)
    if (this.peer !== undefined) message.set("peerid", this.peer.id)
    if (this.lastPeerId !== "") message.set("lastpeerid", this.lastPeerId)
    message.set("answered", String(this.answered))
    message.set("direction", this.direction)
  }

  /** A message about this leg. */
  message(name: string, minimal = false): EngineMessage {
    const message = new EngineMessage(name)
    this.complete(message, minimal)
    return message
  }

  protected override connected(reason: string | undefined): void {
    this.kept = []
    if (this.billId === "" && this.peer instanceof Leg) this.billId = this.peer.billId
    const message = this.message("chan.connected")
    this.lastPeerId = this.peer?.id ?? this.lastPeerId
    if (reason !== undefined) message.set("reason", reason)
    message.endpoint = this
    this.core.enqueue(message)
  }

  protected override disconnected(reason: string | undefined, parameters: Parameters): void {
    this.kept = parameters
    if (this.core.exiting) return
    const message = new EngineMessage("chan.disconnected", parameters)
    message.delete("handlers")
    this.complete(message)
    if (reason !== undefined) message.set("reason", reason)
    // The last chance to connect it to something: the message holds it, and lets it die (CHANNELS.md §4).
    message.endpoint = this
    this.core.enqueue(message)
    this.targetId = ""
    this.kept = []
  }

  protected override destroyed(): void {
    this.driver.remove(this)
  }

  #setTimers(message: EngineMessage): void {
    const timeout = message.integer("timeout", -1)
    if (timeout >= 0) {
      this.#answeredTimeout = timeout
      this.timeout = timeout === 0 ? 0 : this.core.now() + timeout
    }
    const maxCall = message.integer("maxcall", -1)
    if (this.answered || maxCall === 0) this.maxCall = 0
    else if (maxCall > 0) {
      this.timeout = 0
      this.maxCall = this.core.now() + maxCall
    }
    if (this.hasTimer) this.driver.onTimer()
  }

  #takeBill(message: EngineMessage): void {
    if (this.billId === "") this.billId = message.get("billid") ?? ""
  }

  callPrerouted(message: EngineMessage): void {
    this.status = "prerouted"
    this.billId = message.get("billid") ?? this.billId
  }

  callRouted(message: EngineMessage): void {
    this.status = "routed"
    this.#takeBill(message)
  }

  /** A call.execute for this leg worked: the first rule that applies says how far the call is (CHANNELS.md §6). */
  callAccept(message: EngineMessage): void {
    this.status = "accepted"
    this.#setTimers(message)
    this.#takeBill(message)
    this.targetId = message.get("targetid") ?? ""
    if (message.boolean("autoanswer")) this.callAnswered(message)
    else if (message.boolean("autoring")) this.callRinging(message)
    else if (message.boolean("autoprogress")) this.callProgress(message)
    else if (this.targetId === "" && message.boolean("autoanswer", true)) this.callAnswered(message)
  }

  callRejected(_error: string, _reason: string | undefined): void {
    this.status = "rejected"
  }

  callAnswered(message: EngineMessage): boolean {
    this.maxCall = 0
    this.#answeredTimeout = Math.max(message.integer("timeout", this.#answeredTimeout), 0)
    this.status = "answered"
    this.#takeBill(message)
    if (this.hasTimer) this.driver.onTimer()
    return true
  }

  callRinging(message: EngineMessage): boolean {
    this.status = "ringing"
    this.#takeBill(message)
    return true
  }

  callProgress(message: EngineMessage): boolean {
    this.status = "progressing"
    this.#takeBill(message)
    return true
  }

  /** A key addressed to this leg. */
  keys(_message: EngineMessage): boolean {
    return false
  }

  drop(message: EngineMessage, reason: string | undefined): void {
    this.timeout = this.maxCall = this.maxPdd = 0
    this.status = reason === undefined || reason === "" ? "dropped" : reason
    this.disconnect(reason, message.parameters)
  }

  /** True when something of its media took what the message says. */
  control(message: EngineMessage): boolean {
    this.#setTimers(message)
    const maxPdd = message.integer("maxpdd", -1)
    if (this.answered || maxPdd === 0) this.maxPdd = 0
    else if (maxPdd > 0) this.maxPdd = this.core.now() + maxPdd
    if (this.hasTimer) this.driver.onTimer()
    return false
  }

  /** True when the message ends here (CHANNELS.md §13). */
  masquerade(message: EngineMessage): boolean {
    this.#takeBill(message)
    switch (message.name) {
      case "call.answered":
        this.maxCall = this.maxPdd = 0
        // The state of the call it stands for, and not its own: its `answered` stays as it is.
        this.#status = "answered"
        return false
      case "call.progress":
        this.status = "progressing"
        return false
      case "call.ringing":
        this.status = "ringing"
        return false
      case "chan.dtmf":
        return this.addKeySequence(message)
      default:
        return false
    }
  }

  /** Numbers a key that this leg received; true for one that another detector has told already. */
  addKeySequence(message: EngineMessage): boolean {
    if (message.name !== "chan.dtmf" || message.has("sequence")) return false
    const text = message.get("text")
    const detected = message.get("detected")
    const last = this.#lastKey
    const time = message.time === 0 ? this.core.now() : message.time
    const duplicate = text !== undefined && detected !== undefined && last !== undefined &&
      last.text === text && last.detected !== detected && time < last.until
    if (!duplicate) {
      this.#keySequence++
      this.#lastKey = { text: text ?? "", detected: detected ?? "", until: time + duplicateWindow }
    }
    message.add("sequence", String(this.#keySequence)).add("duplicate", String(duplicate))
    return duplicate
  }

  get hasTimer(): boolean {
    return this.timeout > 0 || this.maxCall > 0 || this.maxPdd > 0
  }

  /** On the engine's tick, which stands in for the call.drop. */
  checkTimers(tick: EngineMessage, now: number): void {
    if (this.timeout > 0 && this.timeout < now) this.drop(tick, "timeout")
    else if (this.maxCall > 0 && this.maxCall < now) this.drop(tick, "noanswer")
    else if (this.maxPdd > 0 && this.maxPdd < now) this.drop(tick, "postdialdelay")
  }

  /** The line that `engine.status` gives for one channel (CHANNELS.md §15). */
  describe(): string {
    const peer = this.peer === undefined ? "" : `,peerid=${this.peer.id}`
    const now = this.core.now()
    const timers = ([["timeout", this.timeout], ["maxcall", this.maxCall], ["maxpdd", this.maxPdd]] as const)
      .flatMap(([name, at]) => at === 0 ? [] : [`,${name}=${at > now ? at - now : "expired"}`])
    return `name=${this.id},type=channel;module=${this.driver.name}${peer},status=${this.#status},` +
      `direction=${this.direction},answered=${this.answered},targetid=${this.targetId},address=${this.address},` +
      `billid=${this.billId}${timers.join("")}`
  }
}
