/**
 * `dumb/`: a channel without media of its own, which an application answers and drives (CHANNELS.md §5, §6).
 */
import * as Effect from "effect/Effect"
import { EngineMessage } from "../EngineMessage.ts"
import type { Core } from "./core.ts"
import { Driver, isStopped } from "./driver.ts"
import type { Endpoint } from "./endpoint.ts"
import { Leg } from "./leg.ts"

const startupParameters = "caller,callername,called,billid,callto,username"

const makeLeg = (driver: Driver, address: string, message: EngineMessage, direction: Leg["direction"]): Leg => {
  const leg = new Leg(driver, { address, direction })
  const startup = leg.message("chan.startup").copyAll(message, message.get("copyparams"))
  if (direction === "outgoing") startup.copyAll(message, startupParameters)
  driver.core.enqueue(startup)
  return leg
}

/** The call comes from a channel: connect it to a new leg. */
const connectTo = (driver: Driver, message: EngineMessage, caller: Endpoint, address: string): boolean => {
  if (isStopped(message)) return false
  const leg = makeLeg(driver, address, message, "outgoing")
  const isConnected = caller.connect(leg)
  if (isConnected) {
    message.set("peerid", leg.id).set("targetid", leg.id)
    leg.targetId = caller.id
    if (!message.has("autoring")) message.add("autoring", "true")
  }
  leg.release()
  return isConnected
}

/** The call comes from nowhere: a new leg calls `target`, by `direct` or by routing. */
const originate = Effect.fnUntraced(function*(driver: Driver, message: EngineMessage, address: string, target: string) {
  const { core } = driver
  const leg = makeLeg(driver, address, message, "incoming")
  const call = new EngineMessage("call.route", [
    ["driver", "dumb"],
    ["id", leg.id],
    ["caller", message.get("caller") || `${driver.prefix}${address}`],
    ["called", target]
  ])
  call.copyAll(message, "callername,maxcall,timeout,stop_call")
  call.copyAll(message, message.get("copyparams"))
  const direct = message.get("direct") ?? ""
  return yield* Effect.gen(function*() {
    if (direct === "" && !(yield* core.bus.dispatch(call))) return false
    call.name = "call.execute"
    call.add("callto", direct === "" ? call.returnValue : direct)
    if (direct === "") call.returnValue = ""
    call.set("id", leg.id)
    call.endpoint = leg
    if (!(yield* core.bus.dispatch(call))) {
      message.copy(call, "error").copy(call, "reason")
      return false
    }
    leg.callRouted(call)
    leg.callAccept(call)
    message.copy(call, "id").copy(call, "peerid")
    const targetId = call.get("targetid")
    if (targetId !== undefined) {
      message.set("targetid", targetId)
      leg.targetId = targetId
    }
    return true
  }).pipe(Effect.ensuring(Effect.sync(() => {
    leg.release()
    call.release()
  })))
})

export const makeDumb = (core: Core): Driver => {
  const driver: Driver = new Driver(core, {
    name: "dumb",
    module: "dumbchan",
    type: "misc",
    signals: true,
    onEnd: (leg) => core.enqueue(leg.message("chan.hangup")),
    execute: (message, address) => {
      if (message.endpoint !== undefined) return connectTo(driver, message, message.endpoint, address)
      const target = message.get("target")
      return target === undefined ? false : originate(driver, message, address, target)
    }
  })
  return driver
}
