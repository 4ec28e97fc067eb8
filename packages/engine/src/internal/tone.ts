/**
 * `tone/`: tones, as channels and as sources (CHANNELS.md §6, §7).
 */
import type { EngineMessage } from "../EngineMessage.ts"
import { after, attachParts } from "./attach.ts"
import type { Core } from "./core.ts"
import { Driver } from "./driver.ts"
import { Leg } from "./leg.ts"
import { executeMedia } from "./mediaCall.ts"
import { temporaryTone, toneNamed } from "./toneCadence.ts"
import { ToneSource } from "./toneSource.ts"

const attach = (core: Core, message: EngineMessage): boolean =>
  attachParts(message, {
    all: false,
    handles: (part, text) => part === "consumer" ? undefined : after("tone/", text),
    take: (part, name) => {
      const { endpoint } = message
      if (endpoint === undefined) return false
      if (part === "source") {
        const cadence = toneNamed(name)
        if (cadence !== undefined) endpoint.setSource(new ToneSource(core, name, cadence))
        return cadence !== undefined
      }
      const temporary = temporaryTone(name)
      if (temporary === undefined || endpoint.port === undefined) return false
      const source = new ToneSource(core, name, temporary.cadence, { once: !temporary.repeats })
      if (part === "override") endpoint.port.override(source)
      else endpoint.replace(source)
      return true
    }
  })

export const makeTone = (core: Core): Driver => {
  const driver: Driver = new Driver(core, {
    name: "tone",
    module: "tonegen",
    type: "misc",
    signals: false,
    statusModule: "",
    statusParameters: ({ legs }) =>
      `tones=${new Set([...legs.values()].map((leg) => leg.address)).size},chans=${legs.size}`,
    statusDetail: (leg) => `${leg.status}|${leg.address}|${leg.peer?.id ?? ""}`,
    execute: (message, tone) =>
      executeMedia(driver, message, tone, () => {
        // An unknown tone is silence: the call stands all the same.
        const cadence = toneNamed(tone)
        const leg = new Leg(driver, { direction: "incoming", address: cadence === undefined ? "" : tone })
        if (cadence !== undefined) leg.setSource(new ToneSource(core, tone, cadence))
        return leg
      })
  })
  core.bus.install({
    name: "chan.attach",
    priority: 100,
    trackName: "tone",
    handle: (message) => attach(core, message)
  })
  return driver
}
