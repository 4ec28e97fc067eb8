/**
 * Yate's call router: how a call that came in finds its way (CHANNELS.md §6, `route-reject.txt`).
 */
import * as Effect from "effect/Effect"
import type { EngineMessage } from "../EngineMessage.ts"
import type { Core } from "./core.ts"
import type { SipLeg } from "./sip.ts"

/** call.preroute, call.route and call.execute are one message, renamed. */
const route = Effect.fnUntraced(function*(core: Core, leg: SipLeg, message: EngineMessage) {
  const { bus } = core
  const restart = (name: string): void => {
    message.name = name
    message.returnValue = ""
    message.delete(core.settings.trackParam)
    message.time = core.now()
  }
  const isRefused = (handled: boolean): boolean =>
    handled && (message.returnValue === "-" || message.returnValue === "error")

  const prerouted = yield* bus.dispatch(message)
  if (isRefused(prerouted)) return leg.callRejected(message.get("error") ?? "unknown", message.get("reason"))
  leg.callPrerouted(message)
  restart("call.route")
  const routed = yield* bus.dispatch(message)
  message.endpoint = leg
  message.returnValue = message.returnValue.trim()
  if (!routed || message.returnValue === "") {
    const error = message.get("error") ?? "noroute"
    return leg.callRejected(
      error,
      message.get("reason") ?? (error === "noroute" ? "No route to call target" : undefined)
    )
  }
  if (isRefused(routed)) return leg.callRejected(message.get("error") ?? "unknown", message.get("reason"))
  if (message.integer("antiloop", 1) <= 0) {
    const error = message.get("error") ?? "looping"
    return leg.callRejected(error, message.get("reason") ?? (error === "looping" ? "Call is looping" : undefined))
  }
  if (leg.isHungUp) return
  leg.callRouted(message)
  const callTo = message.returnValue
  restart("call.execute")
  message.set("callto", callTo).delete("error")
  if (yield* bus.dispatch(message)) {
    leg.driver.routed++
    // The phone may have hung up in the meantime.
    return leg.isHungUp ? leg.disconnect("Cancelled") : leg.callAccept(message)
  }
  const error = message.get("error") ?? "noconn"
  const reason = message.get("reason") ?? (error === "noconn" ? "Could not connect to target" : undefined)
  const rerouting = leg.message("chan.disconnected").set("error", error)
  if (reason !== undefined) rerouting.set("reason", reason)
  rerouting.set("reroute", "true")
  rerouting.endpoint = leg
  const handled = yield* bus.dispatch(rerouting)
  rerouting.release()
  if (!handled) leg.callRejected(error, reason)
})

/** Routes a phone's call on a fiber of the engine's, which lets go of the leg at the end. */
export const startRouting = (core: Core, leg: SipLeg, message: EngineMessage): void => {
  leg.driver.routing++
  core.fork(Effect.ensuring(
    route(core, leg, message),
    Effect.sync(() => {
      leg.driver.routing--
      message.release()
      leg.release()
    })
  ))
}
