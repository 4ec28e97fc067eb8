/**
 * A conference room: who is in it, what it tells of itself, and when it ends (CHANNELS.md §10, `conference.txt`).
 */
import { YateBoolean } from "@yatefx/protocol"
import { EngineMessage } from "../EngineMessage.ts"
import type { Core } from "./core.ts"
import type { Consumer, Source } from "./endpoint.ts"
import { parseInteger } from "./integer.ts"
import type { Leg } from "./leg.ts"
import { type Speaker, Speakers } from "./speakers.ts"

/** How many speakers can be told of, and how many are when nothing else is said (conference.cpp:33). */
const maxSpeakers = 8
const defaultSpeakers = 3

/** One member, as the room knows it. */
export interface Member {
  readonly leg: Leg
  /** Counts against `maxusers`, and keeps the room open. */
  readonly isCounted: boolean
  /** Records, or plays to everybody; nobody is told of it. */
  readonly isUtility: boolean
}

const describe = (message: EngineMessage, { isCounted, isUtility, leg }: Member): EngineMessage =>
  message.set("counted", String(isCounted)).set("utility", String(isUtility)).set("room", leg.address)

export class ConferenceRoom {
  readonly name: string
  readonly notify: string
  readonly maxUsers: number
  readonly rate: number
  readonly #core: Core
  readonly #onEmpty: () => void
  readonly #onTimer: () => void
  readonly #members = new Map<string, Member>()
  readonly #owners = new Set<string>()
  /** What the members send. */
  readonly #speakers = new Map<string, Source>()
  readonly #listeners = new Map<Consumer, Source>()
  #isLonely = false
  #lonelyInterval = 0
  #expiresAt = 0
  readonly #muted = new Set<string>()
  #isNew = true
  #isClosed = false
  #isMixing = false
  #isChanging = false
  #player = ""
  /** None when nobody wants to know who speaks. */
  readonly #speech: Speakers | undefined
  recorder: Leg | undefined

  constructor(core: Core, name: string, parameters: EngineMessage, onEmpty: () => void, onTimer: () => void) {
    this.#core = core
    this.#onTimer = onTimer
    this.name = name
    this.#onEmpty = onEmpty
    this.rate = Math.min(Math.max(parameters.integer("rate", 8000), 8000), 48_000)
    this.maxUsers = parameters.integer("maxusers", 10)
    this.notify = parameters.get("notify") ?? ""
    const count = parameters.integer("speakers", parameters.boolean("speakers") ? defaultSpeakers : 0)
    this.#speech = this.notify === "" || count < 1 ? undefined : new Speakers(core, {
      count: Math.min(count, maxSpeakers),
      interval: parameters.integer("interval", 3000),
      sources: () =>
        [...this.#speakers].filter(([id]) => !this.#muted.has(id) && this.#members.get(id)?.isUtility === false),
      tell: (speakers, isChanged) => this.#tellSpeakers(speakers, isChanged)
    })
    this.update(parameters)
  }

  #tellSpeakers(speakers: ReadonlyArray<Speaker>, isChanged: boolean): void {
    const speaking = this.#event("speaking").add("room", this.name).add("maxusers", String(this.maxUsers))
    for (const [index, { energy, id }] of speakers.entries()) {
      const peer = this.#members.get(id)?.leg.peer?.id
      speaking.add(`speaker.${index + 1}`, id)
      if (peer !== undefined) speaking.add(`speaker.${index + 1}.peer`, peer)
      speaking.add(`speaker.${index + 1}.energy`, String(energy))
    }
    this.#core.enqueue(speaking.add("speakers", String(speakers.length)).add("changed", String(isChanged)))
  }

  /** Tells that there is a room now. */
  announce(parameters: EngineMessage): void {
    if (this.notify === "") return
    const created = this.#event("created").add("room", this.name).add("rate", String(this.rate))
    created.add("maxusers", String(this.maxUsers))
    for (const key of ["caller", "called", "billid", "username"]) created.add(key, parameters.get(key) ?? "")
    this.#core.enqueue(created)
  }

  get users(): number {
    let users = 0
    for (const { isCounted } of this.#members.values()) if (isCounted) users++
    return users
  }

  get isFull(): boolean {
    return this.users >= this.maxUsers
  }

  get hasTimer(): boolean {
    return this.#expiresAt > 0
  }

  /** `lonely`: whether one user may stay alone, and for how many milliseconds. */
  update(parameters: EngineMessage): void {
    const value = parameters.get("lonely")
    if (value === undefined) return
    const interval = parseInteger(value) ?? -1
    if (this.users === 0) this.#isLonely = YateBoolean.parse(value) ?? interval >= 0
    if (!this.#isLonely || interval < 0) return
    this.#lonelyInterval = interval > 0 ? Math.max(interval, 1000) : 0
    this.#setExpiry()
  }

  #setExpiry(): void {
    if (!this.#isLonely) return
    this.#expiresAt = this.users === 1 && this.#lonelyInterval > 0 ? this.#core.now() + this.#lonelyInterval : 0
    if (this.#expiresAt > 0) this.#onTimer()
  }

  add(member: Member, options: { readonly isPlayer: boolean }): void {
    const { leg } = member
    this.#members.set(leg.id, member)
    if (options.isPlayer) this.#player = leg.id
    if (member.isCounted) this.#setExpiry()
    if (this.notify === "" || member.isUtility) return
    const joined = new EngineMessage("chan.notify", [["id", leg.id], ["targetid", this.notify]])
    this.#core.enqueue(this.#counts(describe(joined, member).add("event", "joined"), leg))
  }

  remove(leg: Leg): void {
    const member = this.#members.get(leg.id)
    if (member === undefined) return
    if (this.recorder === leg) this.recorder = undefined
    if (this.#player === leg.id) this.#player = ""
    this.#members.delete(leg.id)
    this.#speech?.remove(leg.id)
    if (member.isCounted) this.#setExpiry()
    if (this.notify !== "" && !member.isUtility) {
      const left = new EngineMessage("chan.notify", [["id", leg.id], ["targetid", this.notify]])
      describe(left, member).add("event", "left")
      this.#core.enqueue(this.#counts(left, leg))
    }
    if (!this.#isOwned) this.dropAll("hangup")
    this.#muted.delete(leg.id)
    if (this.#members.size === 0 && !this.#isClosed) this.#close()
  }

  /** What `joined` and `left` tell of the room. */
  #counts(message: EngineMessage, leg: Leg): EngineMessage {
    message.add("maxusers", String(this.maxUsers)).add("users", String(this.users))
    if (this.#isLonely && message.get("event") === "left") message.add("lonely", String(this.users === 1))
    if (this.#player !== "") message.add("player", this.#player)
    if (leg.lastPeerId !== "") message.set("lastpeerid", leg.lastPeerId)
    return message
  }

  #event(event: string): EngineMessage {
    return new EngineMessage("chan.notify", [["targetid", this.notify], ["event", event]])
  }

  #close(): void {
    this.#isClosed = true
    this.#speech?.close()
    this.#expiresAt = 0
    this.#onEmpty()
    if (this.notify === "") return
    this.#core.enqueue(this.#event("destroyed").add("room", this.name).add("maxusers", String(this.maxUsers)))
  }

  /** Whether it stays open: with more than one user, or with a lonely one that may be, or for an owner who is not that user. */
  get #isOwned(): boolean {
    const { users } = this
    if (users === 0) return false
    if (this.#isLonely || users > 1 || this.#owners.size > 1) return true
    const [owner] = this.#owners
    if (owner === undefined) return false
    const user = [...this.#members.values()].find(({ isCounted }) => isCounted)
    return user?.leg.peer !== undefined && user.leg.peer.id !== owner
  }

  addOwner(id: string): void {
    // A room has no more owners than it can have had users; who makes up more is left out.
    if (id !== "" && this.#owners.size < this.#core.settings.maxChannels) this.#owners.add(id)
  }

  removeOwner(id: string): void {
    if (this.#owners.delete(id) && !this.#isOwned) this.dropAll("hangup")
  }

  dropAll(reason: string | undefined): void {
    for (const { leg } of [...this.#members.values()]) leg.disconnect(reason)
  }

  checkTimer(now: number): void {
    if (this.#expiresAt > 0 && this.#expiresAt < now && this.users <= 1) this.dropAll("timeout")
  }

  /** Whether this is the first that hears of the room. */
  takeNew(): boolean {
    const isNew = this.#isNew
    this.#isNew = false
    return isNew
  }

  /** What a member hears: the others. */
  makeSource(of: string | undefined): Source {
    const source: Source = {
      name: `conf/${this.name}`,
      duration: Infinity,
      connect: (consumer) => {
        this.#listeners.set(consumer, source)
        if (this.#isSending) consumer.started(source)
      },
      disconnect: (consumer) => {
        if (this.#listeners.delete(consumer) && this.#isSending) consumer.stopped(source, "cut")
      },
      drop: () => {},
      mix: (from, samples) => this.#mix(of, from, samples)
    }
    return source
  }

  #mix(of: string | undefined, from: number, samples: Int32Array): void {
    // Rooms can be connected in a ring.
    if (this.#isMixing) return
    this.#isMixing = true
    for (const [id, speaker] of this.#speakers) if (id !== of && !this.#muted.has(id)) speaker.mix(from, samples)
    this.#isMixing = false
  }

  /** What a member says goes to the others. */
  makeConsumer(of: string): Consumer {
    return {
      started: (source) => this.#change(() => this.#speakers.set(of, source)),
      stopped: (source) => {
        if (this.#speakers.get(of) === source) this.#change(() => this.#speakers.delete(of))
      },
      changing: () => this.changing()
    }
  }

  mute(id: string, isMuted: boolean): void {
    this.#change(() => isMuted ? this.#muted.add(id) : this.#muted.delete(id))
  }

  /** A room sends as long as somebody sends something to it, be it silence. */
  get #isSending(): boolean {
    for (const id of this.#speakers.keys()) if (!this.#muted.has(id)) return true
    return false
  }

  #change(change: () => void): void {
    this.changing()
    const before = this.#isSending
    change()
    this.#speech?.wake()
    if (this.#isSending === before) return
    for (const [consumer, source] of this.#listeners) {
      if (before) consumer.stopped(source, "cut")
      else consumer.started(source)
    }
  }

  isMuted(id: string): boolean {
    return this.#muted.has(id)
  }

  /** Whether a member sends anything but silence. */
  isSpeaking(id: string): boolean {
    const source = this.#speakers.get(id)
    return source !== undefined && source.isSilence !== true
  }

  /** Somebody begins or ends to speak: who records takes what was said before. */
  changing(): void {
    if (this.#isChanging) return
    this.#isChanging = true
    this.#speech?.listen()
    for (const consumer of this.#listeners.keys()) consumer.changing?.()
    this.#isChanging = false
  }

  describe(now: number): string {
    const expire = this.#expiresAt === 0 ? 0 : this.#expiresAt - now
    const notify = this.notify === "" ? "" : `,notify=${this.notify}`
    const player = this.#player === "" ? "" : `,player=${this.#player}`
    return `name=conf/${this.name},type=conference;module=conf,room=${this.name},maxusers=${this.maxUsers},` +
      `lonely=${this.#isLonely},expire=${expire},rate=${this.rate},users=${this.users},chans=${this.#members.size},` +
      `owners=${this.#owners.size}${notify}${player}\r\n`
  }
}
