/**
 * `call.execute` to a channel that is a sound: `tone/` and `wave/` share its two forms (CHANNELS.md §5, §6).
 */
import * as Effect from "effect/Effect"
import { EngineMessage } from "../EngineMessage.ts"
import type { HandlerResult } from "./bus.ts"
import { type Driver, isStopped } from "./driver.ts"
import type { Leg } from "./leg.ts"

const connectTo = (message: EngineMessage, makeLeg: () => Leg): boolean => {
  const caller = message.endpoint
  if (caller === undefined || isStopped(message)) return false
  const leg = makeLeg()
  const isConnected = caller.connect(leg, message.get("reason"))
  if (isConnected) message.set("peerid", leg.id)
  leg.release()
  return isConnected
}

const originate = Effect.fnUntraced(function*(
  driver: Driver,
  message: EngineMessage,
  address: string,
  target: string,
  makeLeg: () => Leg
) {
  const { bus } = driver.core
  const call = new EngineMessage("call.route").copyAll(message, message.get("copyparams"))
  call.delete("callto").delete("id")
  call.set("module", driver.name).set("cdrtrack", "false")
  call.copyAll(message, "called,caller,callername,stop_call")
  let callTo = message.get("direct") ?? ""
  if (callTo === "") {
    call.set("called", target)
    if (!call.has("caller")) call.set("caller", `${driver.prefix}${address}`)
    if (!(yield* bus.dispatch(call)) || call.returnValue === "" || call.returnValue === "-") return false
    callTo = call.returnValue
    call.returnValue = ""
  }
  call.name = "call.execute"
  call.set("callto", callTo)
  const leg = makeLeg()
  call.set("id", leg.id)
  call.endpoint = leg
  return yield* Effect.map(bus.dispatch(call), (handled) => {
    if (handled) message.set("id", leg.id).copy(call, "peerid")
    return handled
  }).pipe(Effect.ensuring(Effect.sync(() => {
    leg.release()
    call.release()
  })))
})

/** Connects the message's channel to a new leg, or, when it has none, lets a new leg call `direct` or `target`. */
export const executeMedia = (
  driver: Driver,
  message: EngineMessage,
  address: string,
  makeLeg: () => Leg
): HandlerResult => {
  if (message.endpoint !== undefined) return connectTo(message, makeLeg)
  const target = message.get("target") ?? message.get("called")
  if (target === undefined && (message.get("direct") ?? "") === "") return false
  return originate(driver, message, address, target ?? "", makeLeg)
}
