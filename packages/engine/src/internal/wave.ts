/**
 * `wave/play`: sound files, as channels and as sources (CHANNELS.md §6, §7).
 */
import type { EngineMessage } from "../EngineMessage.ts"
import type { Core } from "./core.ts"
import { Driver } from "./driver.ts"
import { Leg } from "./leg.ts"
import { executeMedia } from "./mediaCall.ts"
import { WaveSource } from "./waveSource.ts"

const play = "wave/play/"

/**
 * Sets a file as the channel's source. Answers false also when it did, unless the message asks for `single` and nothing
 * else is left to attach: what was taken shows by its parameter being gone.
 */
const attach = (core: Core, message: EngineMessage): boolean => {
  const source = message.get("source") ?? ""
  const { endpoint } = message
  if (!source.startsWith(play) || endpoint === undefined) return false
  const wave = new WaveSource(core, {
    path: source.slice(play.length),
    endpoint,
    notify: message.get("notify_source") ?? message.get("notify") ?? "",
    repeat: message.boolean("autorepeat"),
    closes: false
  })
  endpoint.setSource(wave)
  wave.announceFailure()
  message.delete("source")
  const isAllTaken = ["consumer", "override", "replace"].every((name) => (message.get(name) ?? "") === "")
  return message.boolean("single") && isAllTaken
}

export const makeWave = (core: Core): Driver => {
  const driver: Driver = new Driver(core, {
    name: "wave",
    type: "misc",
    signals: true,
    statusParameters: ({ legs, routed, routing, total }) =>
      `play=${legs.size},record=0,routed=${routed},routing=${routing},total=${total},chans=${legs.size}`,
    execute: (message, address) => {
      const path = address.startsWith("play/") ? address.slice("play/".length) : undefined
      if (path === undefined) return false
      return executeMedia(driver, message, address, () => {
        const leg = new Leg(driver, { direction: "incoming" })
        leg.setSource(
          new WaveSource(core, { path, endpoint: leg, notify: "", repeat: message.boolean("autorepeat"), closes: true })
        )
        return leg
      })
    }
  })
  core.bus.install({
    name: "chan.attach",
    priority: 100,
    trackName: "wave",
    handle: (message) => attach(core, message)
  })
  return driver
}
