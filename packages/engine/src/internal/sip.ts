/**
 * `sip/`: the channels of simulated phones. They look to applications as SIP legs do (`ivr-dumb-dtmf.txt`,
 * `route-reject.txt`); no SIP is spoken.
 */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type { Ending } from "../Call.ts"
import type { EngineMessage } from "../EngineMessage.ts"
import { CallState } from "./callState.ts"
import type { Driver } from "./driver.ts"
import type { Consumer, Parameters, Source } from "./endpoint.ts"
import { Leg } from "./leg.ts"
import { silence } from "./silence.ts"
import { codeOf, textOf, wordOf } from "./sipReason.ts"
import { WaveSource } from "./waveSource.ts"

/** Where the simulated engine's own SIP side seems to be. */
const engineAddress = "127.0.0.1:5060"

/** What a call ends with that is cancelled. */
const requestTerminated = 487

/** What a call is refused with when nothing else is said. */
const busyHere = 486

/** Milliseconds of a packet. */
const block = 20

/** Octets of a block in G.711. */
const octetsPerBlock = 160

export interface SipOptions {
  readonly direction: "incoming" | "outgoing"
  /** The phone's host and port. */
  readonly address: string
  readonly caller: string
}

export class SipLeg extends Leg implements Consumer {
  readonly state = new CallState()
  readonly #caller: string
  readonly #dialog: string
  #localTag = ""
  #domain = ""
  #isHungUp = false
  #reason: string | undefined
  #code = 0
  #by: Ending["by"] = "engine"
  /** What its peer plays, heard or not. */
  #playing: Source | undefined
  #isHeld = false

  constructor(driver: Driver, options: SipOptions) {
    super(driver, options)
    this.#caller = options.caller
    const number = driver.core.randomInteger()
    this.#dialog = `sip/${number}@${this.#host}/${driver.core.randomInteger()}/`
    this.setConsumer(this)
    this.speak(undefined)
  }

  get #host(): string {
    return this.address.slice(0, Math.max(this.address.lastIndexOf(":"), 0)) || this.address
  }

  /** As SIP has it: `1-10445@127.0.0.1`. */
  get callId(): string {
    return this.#dialog.slice("sip/".length, this.#dialog.indexOf("/", "sip/".length))
  }

  get contact(): string {
    return `sip:${this.#caller}@${this.address}`
  }

  get isHungUp(): boolean {
    return this.#isHungUp
  }

  override complete(message: EngineMessage, minimal = false): void {
    super.complete(message, minimal)
    if (minimal) return
    if (this.#domain !== "") message.set("domain", this.#domain)
    message.set("callid", `${this.#dialog}${this.#localTag}`)
  }

  /** The message that routes this call; it is call.preroute first. The leg's chan.startup goes out by the way. */
  start(options: {
    readonly called: string
    readonly callerName: string | undefined
    readonly parameters: Parameters
  }): EngineMessage {
    const { called } = options
    const caller = this.#caller
    const route = this.message("call.preroute").set("caller", caller).set("called", called)
    if (options.callerName !== undefined) route.set("callername", options.callerName)
    const [host, port = "5060"] = [this.#host, /:(\d+)$/.exec(this.address)?.[1]]
    // There is an `address` already, of the channel: the SIP driver adds it again.
    route
      .add("antiloop", "19")
      .add("ip_host", host)
      .add("ip_port", port)
      .add("ip_transport", "UDP")
      .add("address", this.address)
      .add("connection_id", "general")
      .add("connection_reliable", "false")
      .add("sip_uri", `sip:${called}@${engineAddress}`)
      .add("sip_from", this.contact)
      .add("sip_to", `<sip:${called}@${engineAddress}>`)
      .add("sip_callid", this.callId)
      .add("device", "yatefx")
      .add("sip_contact", `<${this.contact}>`)
      .add("sip_user-agent", "yatefx")
      .add("sip_content-type", "application/sdp")
      .add("newcall", "true")
      .add("domain", host)
      .add("rtp_addr", host)
      .add("media", "yes")
      .add("formats", "mulaw")
      .add("transport", "RTP/AVP")
      .add("rtp_rfc2833", "101")
      .add("rtp_port", "6000")
      .add("rtp_forward", "possible")
    for (const [name, value] of options.parameters) route.set(name, value)
    this.#domain = host
    this.core.enqueue(
      this.message("chan.startup").set("caller", caller).set("called", called).set("connection_id", "general")
    )
    return route
  }

  /** The first response to an INVITE brings the other side's tag. */
  #tag(): void {
    if (this.#localTag === "") this.#localTag = String(this.core.randomInteger())
  }

  /** A key on the phone, told by SIP INFO. The message is the caller's to enqueue; none for a duplicate. */
  key(text: string): EngineMessage {
    const message = this.message("chan.dtmf")
      .set("sip_contact", this.contact)
      .set("sip_content-type", "application/dtmf-relay")
      .add("text", text)
      .add("detected", "sip-info")
    this.addKeySequence(message)
    return message
  }

  /** The phone that is called rings. */
  ring(): void {
    if (this.#isHungUp || this.answered) return
    this.status = "ringing"
    this.core.enqueue(this.message("call.ringing"))
    this.state.tell({ _tag: "Ringing", at: this.core.now() })
    Deferred.doneUnsafe(this.state.ringing, Effect.void)
  }

  /** The phone that is called is picked up (`originate-answered.txt`). */
  pickUp(): void {
    if (this.#isHungUp || this.answered) return
    this.status = "answered"
    this.#tag()
    const message = this.message("call.answered")
    const details: Parameters = [
      ["sip_contact", `<sip:${this.address};transport=UDP>`],
      ["sip_content-type", "application/sdp"],
      ["media", "yes"],
      ["formats", "mulaw"],
      ["transport", "RTP/AVP"],
      ["rtp_rfc2833", "false"]
    ]
    for (const [name, value] of details) message.set(name, value)
    this.core.enqueue(message)
    this.state.tell({ _tag: "Answered", at: this.core.now() })
    Deferred.doneUnsafe(this.state.answered, Effect.void)
  }

  /** The phone that is called refuses, with a SIP code (`originate-busy.txt`). */
  refuse(code: number = busyHere, by: Ending["by"] = "phone"): void {
    if (this.#isHungUp || this.answered) return
    this.#by = by
    this.#code = code
    this.#reason = textOf(code)
    this.#localTag = "1"
    this.kept = [["cause_sip", String(code)], ["reason_sip", this.#reason ?? ""]]
    this.hangup()
  }

  /** The phone hangs up: BYE once answered, CANCEL before. */
  bye(reason: string | undefined): void {
    if (this.#isHungUp || !this.isAlive) return
    if (this.direction === "outgoing" && !this.answered) return this.refuse(busyHere)
    this.#by = "phone"
    if (this.answered) {
      this.kept = [["cause_sip", "200"], ["rtp_stats", this.#statistics()], ["sip_contact", this.contact]]
      this.#reason = reason
    } else {
      // A CANCEL, as a real engine was seen to take it: the other side is told first, and then the leg is over.
      this.#reason = textOf(requestTerminated)
      if (this.status === "ringing") this.kept = [["cause_sip", "180"], ["reason_sip", "Ringing"]]
      this.disconnect("Cancelled")
    }
    this.hangup()
  }

  override drop(message: EngineMessage, reason: string | undefined): void {
    const code = reason === undefined ? undefined : codeOf(reason)
    if (code !== undefined && !this.#isHungUp) {
      this.#code = code
      this.#reason = textOf(code) ?? reason
    }
    super.drop(message, reason)
  }

  /** A call that comes and is over before it was answered gets a final response: 487 if nothing else is said (ysipchan.cpp:7116). */
  #refuseUnanswered(): void {
    if (this.direction !== "incoming" || this.answered || this.#by === "phone") return
    if (Deferred.isDoneUnsafe(this.state.rejected)) return
    if (this.#code === 0) this.#code = requestTerminated
    this.#reason ??= textOf(this.#code)
    this.#tellRejected(wordOf(this.#code) ?? "failure")
  }

  /** Tells that the leg is over, once, and parts from the peer. */
  hangup(): void {
    if (this.#isHungUp) return
    this.#isHungUp = true
    this.#refuseUnanswered()
    if (this.answered && !this.kept.some(([name]) => name === "rtp_stats")) {
      this.kept = [...this.kept, ["rtp_stats", this.#statistics()]]
    }
    const { kept } = this
    const message = this.message("chan.hangup")
    if (this.#reason !== undefined) message.set("reason", this.#reason)
    if (!this.core.exiting) this.core.enqueue(message)
    Deferred.doneUnsafe(this.state.ended, Effect.succeed({ by: this.#by, reason: this.#reason }))
    this.disconnect(wordOf(this.#code) ?? this.#reason, kept)
    this.state.tell({ _tag: "Ended", at: this.core.now(), by: this.#by, reason: this.#reason })
  }

  #statistics(): string {
    const sent = Math.ceil(this.state.listened(this.core.now()) / block)
    return `PS=${sent},OS=${sent * octetsPerBlock},PR=0,OR=0,PL=0`
  }

  protected override disconnected(reason: string | undefined, parameters: Parameters): void {
    if (reason !== undefined) {
      this.#code = codeOf(reason) ?? 487
      this.#reason = codeOf(reason) === undefined ? reason : textOf(this.#code) ?? reason
    }
    super.disconnected(reason, parameters)
  }

  protected override destroyed(): void {
    super.destroyed()
    this.hangup()
  }

  override callRejected(error: string, reason: string | undefined): void {
    super.callRejected(error, reason)
    this.#code = codeOf(error) ?? 500
    this.#reason = reason
    this.#tellRejected(error)
  }

  #tellRejected(error: string): void {
    const rejected = { error, reason: this.#reason, code: this.#code }
    this.state.tell({ _tag: "Rejected", at: this.core.now(), ...rejected })
    Deferred.doneUnsafe(this.state.rejected, Effect.succeed(rejected))
  }

  override callRinging(message: EngineMessage): boolean {
    super.callRinging(message)
    this.#tag()
    this.state.tell({ _tag: "Ringing", at: this.core.now() })
    Deferred.doneUnsafe(this.state.ringing, Effect.void)
    return !this.#isHungUp
  }

  override callProgress(message: EngineMessage): boolean {
    super.callProgress(message)
    this.state.tell({ _tag: "Progress", at: this.core.now() })
    return !this.#isHungUp
  }

  override callAnswered(message: EngineMessage): boolean {
    if (this.#isHungUp) return false
    super.callAnswered(message)
    this.#tag()
    this.state.tell({ _tag: "Answered", at: this.core.now() })
    Deferred.doneUnsafe(this.state.answered, Effect.void)
    return true
  }

  override keys(_message: EngineMessage): boolean {
    return !this.#isHungUp
  }

  /** Speaks a file, and is silent after it; with nothing, it is silent at once. */
  speak(path: string | undefined): void {
    if (this.#isHungUp) return
    if (path === undefined) return this.setSource(silence)
    const wave: WaveSource = new WaveSource(this.core, {
      path,
      endpoint: this,
      notify: "",
      repeat: false,
      closes: false,
      // Its last block is still being heard.
      onEnd: () =>
        this.core.fork(Effect.andThen(
          Effect.sleep(block),
          Effect.sync(() => {
            if (this.source === wave && this.isAlive) this.setSource(silence)
          })
        ))
    })
    this.setSource(wave)
  }

  /**
   * The phone holds the call, or takes it back: a re-INVITE, told to the peer by `call.update` (ysipchan.cpp,
   * `reInviteProxy`). A phone that holds hears nothing.
   */
  hold(isHeld: boolean): void {
    if (this.#isHungUp || !this.answered || isHeld === this.#isHeld) return
    const playing = this.#playing
    if (isHeld && playing !== undefined) this.#unhear(playing, "cut")
    this.#isHeld = isHeld
    if (!isHeld && playing !== undefined) this.#hear(playing)
    const message = this.message("call.update")
    const details: Parameters = [
      ["operation", "notify"],
      ["mandatory", "false"],
      ["address_changed", "false"],
      ["contact_changed", "false"],
      ["audio_changed", "false"],
      ["mute", String(isHeld)],
      ["media", "yes"],
      ["formats", "mulaw"],
      ["transport", "RTP/AVP"]
    ]
    for (const [name, value] of details) message.set(name, value)
    this.core.enqueue(message)
  }

  started(source: Source): void {
    if (source.isSilence === true) return
    this.#playing = source
    if (!this.#isHeld) this.#hear(source)
  }

  stopped(source: Source, how: "eof" | "cut"): void {
    if (source.isSilence === true) return
    if (this.#playing === source) this.#playing = undefined
    if (!this.#isHeld) this.#unhear(source, how)
  }

  #hear(source: Source): void {
    const at = this.core.now()
    this.state.hear({ source: source.name, startedAt: at, duration: 0, how: "playing" })
    this.state.tell({ _tag: "Started", at, source: source.name })
  }

  #unhear(source: Source, how: "eof" | "cut"): void {
    const { heard } = this.state
    const at = heard.findLastIndex((entry) => entry.source === source.name && entry.how === "playing")
    const entry = heard[at]
    if (entry === undefined) return
    const now = this.core.now()
    // A file ends with its last block, which is heard after that.
    const duration = Math.min(now - entry.startedAt + (how === "eof" ? block : 0), source.duration)
    heard.splice(at, 1)
    heard.push({ ...entry, duration, how })
    this.state.tell({ _tag: "Stopped", at: now, source: source.name, how })
  }
}
