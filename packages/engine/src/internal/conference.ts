/**
 * `conf/`: conference rooms, by call.execute and call.conference (CHANNELS.md §10, `conference.txt`).
 */
import { YateBoolean } from "@yatefx/protocol"
import type { EngineMessage } from "../EngineMessage.ts"
import { after } from "./attach.ts"
import { ConferenceRoom } from "./conferenceRoom.ts"
import type { Core } from "./core.ts"
import { Driver } from "./driver.ts"
import type { Endpoint } from "./endpoint.ts"
import { Leg } from "./leg.ts"

const prefix = "conf/"

class ConferenceLeg extends Leg {
  readonly room: ConferenceRoom
  readonly isBilled: boolean
  readonly #keepsTarget: boolean
  readonly #member: { readonly isCounted: boolean; readonly isUtility: boolean }

  constructor(driver: Driver, room: ConferenceRoom, parameters: EngineMessage, options: {
    readonly isCounted: boolean
    readonly isUtility: boolean
    readonly direction: "incoming" | "outgoing"
    readonly speaks: boolean
    /** Hears itself as well. */
    readonly echoes: boolean
  }) {
    super(driver, { direction: options.direction, address: room.name })
    this.room = room
    this.isBilled = parameters.boolean("billing")
    this.#keepsTarget = parameters.boolean("keeptarget")
    this.#member = { isCounted: options.isCounted, isUtility: options.isUtility }
    const timeout = options.isUtility ? 0 : parameters.integer("timeout", 0)
    if (timeout > 0) {
      this.timeout = this.core.now() + timeout
      driver.onTimer()
    }
    room.add({ leg: this, ...this.#member }, { isPlayer: parameters.boolean("player") })
    if (options.speaks) this.setConsumer(room.makeConsumer(this.id))
    this.setSource(room.makeSource(options.echoes || !options.speaks ? undefined : this.id))
    if (!this.isBilled) return
    const startup = this.message("chan.startup").copyAll(parameters, parameters.get("copyparams"))
    this.core.enqueue(startup.copyAll(parameters, "caller,callername,called,billid,callto,username"))
  }

  protected override destroyed(): void {
    this.room.remove(this)
    super.destroyed()
  }

  /** A key or text for this leg becomes a notification of the room, and goes on as that. */
  notifyRoom(message: EngineMessage, event: string): void {
    const target = message.get("targetid") ?? ""
    if (this.#keepsTarget && target !== "" && target !== this.id) return
    const { isCounted, isUtility } = this.#member
    message.set("counted", String(isCounted)).set("utility", String(isUtility)).set("room", this.address)
    const { room } = this
    if (room.notify === "") return
    message.name = "chan.notify"
    const from = message.get("id")
    if (from !== undefined) message.set("peerid", from)
    message.set("id", this.id).set("event", event).set("users", String(room.users)).set("full", String(room.isFull))
    message.set("targetid", room.notify)
    if (this.lastPeerId !== "") message.set("lastpeerid", this.lastPeerId)
  }

  override keys(message: EngineMessage): boolean {
    this.notifyRoom(message, "dtmf")
    return false
  }

  override describe(): string {
    const { id, room } = this
    const media = this.port === undefined ? "" : `,mute=${room.isMuted(id)},signal=${room.isSpeaking(id)}`
    return `${super.describe()}${media}`
  }

  override control(message: EngineMessage): boolean {
    super.control(message)
    const mute = YateBoolean.parse(message.get("mute") ?? "")
    if (mute !== undefined) this.room.mute(this.id, mute)
    return mute !== undefined || YateBoolean.parse(message.get("smart") ?? "") !== undefined
  }
}

interface Conference {
  readonly driver: Driver
  readonly rooms: Map<string, ConferenceRoom>
  allocated: number
}

/** The room's name, made up when there is none; `undefined` when the call can't go there. */
const roomName = (conference: Conference, wanted: string, isCounted: boolean, message: EngineMessage) => {
  const room = conference.rooms.get(wanted)
  if (room === undefined && message.boolean("existing")) return undefined
  if (room !== undefined) return isCounted && room.isFull ? undefined : wanted
  return wanted === "" ? `x-${++conference.allocated}` : wanted
}

/** Calls out from a room to what records it. */
const setRecording = (driver: Driver, room: ConferenceRoom, message: EngineMessage): boolean => {
  const { core } = driver
  const record = message.get("record")
  if (record === undefined) return false
  const before = room.recorder
  room.recorder = undefined
  before?.disconnect(message.get("reason") ?? "hangup")
  if (record === "" || record === "-" || YateBoolean.parse(record) === false || driver.isFull) return true
  const warning = message.get("recordwarn") ?? ""
  const leg = new ConferenceLeg(driver, room, message, {
    isCounted: false,
    isUtility: true,
    direction: "incoming",
    speaks: warning !== "",
    echoes: true
  })
  const call = leg.message("call.execute").set("callto", record).set("cdrtrack", "false")
  for (const name of ["caller", "called", "billid", "username", "maxlen", "notify"]) {
    call.set(name, message.get(name) ?? "")
  }
  call.add("room", room.name)
  if (room.notify !== "") call.set("targetid", room.notify)
  call.endpoint = leg
  core.enqueue(call)
  const minimal = (name: string): EngineMessage => {
    const made = leg.message(name, true)
    made.endpoint = leg
    return made
  }
  if (warning !== "") {
    core.enqueue(minimal("chan.attach").add("override", warning).add("single", "true").add("room", room.name))
  }
  if (room.notify !== "") {
    // With a second `id`, as in Yate.
    const told = minimal("chan.notify").add("id", leg.id).add("targetid", room.notify)
    told.set("counted", "false").set("utility", "true").set("room", room.name).add("event", "recording")
    told.add("maxusers", String(room.maxUsers)).add("users", String(room.users)).add("record", record)
    core.enqueue(told)
  }
  room.recorder = leg
  leg.release()
  return true
}

/** What the message gets to know of the room, and may set in it. */
const setParameters = (room: ConferenceRoom, message: EngineMessage): boolean => {
  message.set("newroom", String(room.takeNew())).set("users", String(room.users))
  const owner = message.get("confowner") ?? ""
  if (owner === "") return false
  const isOwner = YateBoolean.parse(owner)
  const id = message.get("id") ?? ""
  if (isOwner === undefined) room.addOwner(owner)
  else if (isOwner) room.addOwner(id)
  else room.removeOwner(id)
  return true
}

const join = (conference: Conference, name: string, message: EngineMessage, isCounted: boolean): ConferenceLeg => {
  const { driver, rooms } = conference
  const { core } = driver
  let room = rooms.get(name)
  if (room === undefined) {
    room = new ConferenceRoom(core, name, message, () => rooms.delete(name), () => driver.onTimer())
    rooms.set(name, room)
    setRecording(driver, room, message)
    room.announce(message)
  } else room.update(message)
  const isUtility = message.boolean("utility")
  return new ConferenceLeg(driver, room, message, {
    isCounted,
    isUtility,
    direction: "outgoing",
    speaks: message.boolean("voice", true),
    echoes: message.boolean("echo", isUtility)
  })
}

const isCountedBy = (message: EngineMessage): boolean => message.boolean("counted", !message.boolean("utility"))

const execute = (conference: Conference, message: EngineMessage, wanted: string): boolean => {
  const isCounted = isCountedBy(message)
  const name = roomName(conference, wanted, isCounted, message)
  const caller = message.endpoint
  if (name === undefined || caller === undefined) return false
  const leg = join(conference, name, message, isCounted)
  const isConnected = caller.connect(leg, message.get("reason"))
  if (isConnected) {
    message.set("peerid", leg.id).set("room", `${prefix}${name}`)
    setParameters(leg.room, message)
  }
  leg.release()
  return isConnected
}

/** call.conference: the channel and its peer both go to the room, and their connection ends without a word. */
const confer = (conference: Conference, message: EngineMessage): boolean => {
  const wanted = message.get("room") ?? ""
  const asked = after(prefix, wanted) ?? ""
  if (wanted !== "" && asked === "") return false
  const { endpoint } = message
  if (endpoint === undefined) {
    const room = conference.rooms.get(asked)
    if (room === undefined) return false
    const isRecording = setRecording(conference.driver, room, message)
    return setParameters(room, message) || isRecording
  }
  if (endpoint instanceof ConferenceLeg) return false
  const isCounted = isCountedBy(message)
  const name = roomName(conference, asked, isCounted, message)
  if (name === undefined || conference.driver.isFull) return false
  let peer: Endpoint | undefined = endpoint.peer
  if (peer instanceof ConferenceLeg) {
    if (peer.address === name) return true
    peer = undefined
  }
  const reason = message.get("reason") ?? "conference"
  // Held: for a moment nothing else may.
  if (peer?.retain() === false) peer = undefined
  const leg = join(conference, name, message, isCounted)
  const isConnected = endpoint.connect(leg, reason, { silent: true })
  if (isConnected) {
    message.set("peerid", leg.id).set("room", `${prefix}${name}`)
    if (peer !== undefined) {
      const other = join(conference, name, message, isCounted)
      peer.connect(other, reason, { silent: true })
      other.release()
    }
    setParameters(leg.room, message)
  }
  peer?.release()
  leg.release()
  return isConnected
}

export const makeConference = (core: Core): Driver => {
  const rooms = new Map<string, ConferenceRoom>()
  const driver: Driver = new Driver(core, {
    name: "conf",
    module: "conference",
    type: "misc",
    signals: false,
    statusParameters: ({ legs, routed, routing, total }) =>
      `routed=${routed},routing=${routing},total=${total},chans=${legs.size},rooms=${rooms.size}`,
    execute: (message, room) => execute(conference, message, room),
    onEnd: (leg) => {
      if (leg instanceof ConferenceLeg && leg.isBilled) core.enqueue(leg.message("chan.hangup"))
    },
    /** A room stands for all that are in it. */
    onDrop: (message, id) => {
      const room = rooms.get(after(prefix, id) ?? "")
      room?.dropAll(message.get("reason"))
      return room !== undefined
    },
    describeOther: (id) => rooms.get(after(prefix, id) ?? "")?.describe(core.now()),
    hasOtherTimers: () => [...rooms.values()].some((room) => room.hasTimer),
    onTick: (now) => {
      for (const room of [...rooms.values()]) room.checkTimer(now)
    }
  })
  const conference: Conference = { driver, rooms, allocated: 0 }
  const install = (name: string, priority: number, handle: (message: EngineMessage) => boolean): void => {
    core.bus.install({ name, priority, trackName: "conf", handle })
  }
  install("chan.dtmf", 75, (message) => driver.target(message)?.keys(message) ?? false)
  install("chan.text", 75, (message) => {
    const leg = driver.target(message)
    if (leg instanceof ConferenceLeg) leg.notifyRoom(message, "text")
    return false
  })
  install("call.conference", 150, (message) => confer(conference, message))
  install("chan.hangup", 150, (message) => {
    const id = message.get("id") ?? ""
    for (const room of [...rooms.values()]) room.removeOwner(id)
    return false
  })
  return driver
}
