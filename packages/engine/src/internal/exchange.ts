/**
 * The `sip` driver: calls from phones, and calls to the phones that listen (`originate-answered.txt`, `originate-busy.txt`).
 */
import * as Effect from "effect/Effect"
import type { EngineMessage } from "../EngineMessage.ts"
import type { Core } from "./core.ts"
import { Driver, isStopped } from "./driver.ts"
import { SipLeg } from "./sip.ts"

/** What a phone that rings is told. */
export interface Invitation {
  readonly called: string
  readonly from: { readonly name: string | undefined; readonly number: string }
}

/** Takes a call to a phone; false when the phone is busy. */
export type Ring = (leg: SipLeg, invitation: Invitation) => boolean

/** What phones use of the engine. */
export interface Exchange {
  readonly core: Core
  readonly sip: Driver
  /** The phones that listen, by host and port. */
  readonly phones: Map<string, Ring>
}

/** Nobody is at the address: a real SIP call would time out. */
const requestTimeout = 408

/** `sip:bob@127.0.0.1:5071`, with or without what follows the address. */
const target = /^sip:(?:([^@;]*)@)?([^@;>]+)/

const startupParameters = "caller,callername,called,billid,callto,username"

const execute = (driver: Driver, phones: Exchange["phones"], message: EngineMessage, dest: string): boolean => {
  const { core } = driver
  const { endpoint: caller } = message
  const [, user = "", address] = target.exec(dest) ?? []
  if (caller === undefined || address === undefined || isStopped(message)) return false
  const leg = new SipLeg(driver, { direction: "outgoing", address, caller: user })
  leg.targetId = caller.id
  const startup = leg.message("chan.startup").copyAll(message, startupParameters)
  core.enqueue(
    startup.set("calledfull", user).set("sip_callid", leg.callId).set("connection_id", "general")
  )
  const isConnected = caller.connect(leg, message.get("reason"))
  if (isConnected) {
    message.set("peerid", leg.id).set("targetid", leg.id)
    const called = message.get("called") ?? user
    const from = { name: message.get("callername"), number: message.get("caller") ?? "" }
    // The INVITE reaches the phone once the call.execute is through.
    core.fork(Effect.sync(() => {
      const ring = phones.get(address)
      if (ring === undefined) return leg.refuse(requestTimeout, "engine")
      if (!ring(leg, { called, from })) leg.refuse()
    }))
  }
  leg.release()
  return isConnected
}

export const makeExchange = (core: Core): Exchange => {
  const phones: Exchange["phones"] = new Map()
  const sip: Driver = new Driver(core, {
    name: "sip",
    module: "ysipchan",
    type: "varchans",
    signals: true,
    progress: true,
    statusParameters: ({ legs, routed, routing, total }) =>
      `routed=${routed},routing=${routing},total=${total},chans=${legs.size},transactions=${routing}`,
    execute: (message, dest) => execute(sip, phones, message, dest)
  })
  core.bus.install({ name: "call.route", priority: 100, trackName: "sip", handle: () => false })
  return { core, sip, phones }
}
