/**
 * `wave/play` and `wave/record`: sound files, as channels, sources and recorders (CHANNELS.md §6, §7).
 */
import type { EngineMessage } from "../EngineMessage.ts"
import { after, attachParts } from "./attach.ts"
import type { Core } from "./core.ts"
import { Driver } from "./driver.ts"
import type { Endpoint } from "./endpoint.ts"
import { Leg } from "./leg.ts"
import { executeMedia } from "./mediaCall.ts"
import { Recorder } from "./recorder.ts"
import { WaveSource } from "./waveSource.ts"

const play = "wave/play/"
const record = "wave/record/"

const recorderOf = (core: Core, message: EngineMessage, endpoint: Endpoint, path: string, notify: string): Recorder =>
  new Recorder(core, {
    path,
    endpoint,
    maxLength: message.integer("maxlen", 0),
    format: message.get("format"),
    append: message.boolean("append"),
    notify
  })

const notified = (message: EngineMessage, part: string): string =>
  message.get(`notify_${part}`) ?? message.get("notify") ?? ""

const attach = (core: Core, message: EngineMessage): boolean =>
  attachParts(message, {
    all: true,
    handles: (part, text) => after(part === "consumer" ? record : play, text),
    take: (part, path) => {
      const { endpoint } = message
      if (endpoint === undefined) return false
      const notify = notified(message, part)
      if (part === "consumer") {
        endpoint.setConsumer(recorderOf(core, message, endpoint, path, notify))
        return true
      }
      if (part !== "source" && endpoint.port === undefined) return false
      const wave = new WaveSource(core, {
        path,
        endpoint: part === "source" ? endpoint : undefined,
        notify,
        repeat: message.boolean("autorepeat"),
        closes: false
      })
      if (part === "source") endpoint.setSource(wave)
      else if (part === "replace") endpoint.replace(wave)
      else endpoint.port?.override(wave)
      wave.announceFailure()
      return true
    }
  })

/** `chan.record` answers true when it started all that was asked for, and takes no parameter away. */
const recordSides = (core: Core, message: EngineMessage): boolean => {
  const { endpoint } = message
  const wanted = (["call", "peer"] as const).filter((side) => (message.get(side) ?? "") !== "")
  let started = 0
  for (const side of wanted) {
    const path = after(record, message.get(side) ?? "")
    if (path === undefined || endpoint === undefined) continue
    endpoint.record(side, recorderOf(core, message, endpoint, path, notified(message, side)))
    started++
  }
  return started > 0 && started === wanted.length
}

const makeLeg = (driver: Driver, message: EngineMessage, address: string): Leg => {
  const { core } = driver
  const leg = new Leg(driver, { direction: "incoming" })
  const path = after("play/", address)
  if (path === undefined) {
    leg.setConsumer(recorderOf(core, message, leg, after("record/", address) ?? "", ""))
  } else {
    const repeat = message.boolean("autorepeat")
    leg.setSource(new WaveSource(core, { path, endpoint: leg, notify: "", repeat, closes: true }))
  }
  return leg
}

export const makeWave = (core: Core): Driver => {
  const driver: Driver = new Driver(core, {
    name: "wave",
    module: "wavefile",
    type: "misc",
    signals: true,
    statusParameters: ({ legs, routed, routing, total }) =>
      `play=${core.waves.playing},record=${core.waves.recording},routed=${routed},routing=${routing},total=${total},` +
      `chans=${legs.size}`,
    execute: (message, address) =>
      /^(?:play|record)\//.test(address) &&
      executeMedia(driver, message, address, () => makeLeg(driver, message, address))
  })
  const install = (name: string, handle: (message: EngineMessage) => boolean): void => {
    core.bus.install({ name, priority: 100, trackName: "wave", handle })
  }
  install("chan.attach", (message) => attach(core, message))
  install("chan.record", (message) => recordSides(core, message))
  return driver
}
