/**
 * `tone/`: endless tones, as channels and as sources (CHANNELS.md §6, §7).
 */
import type { EngineMessage } from "../EngineMessage.ts"
import type { Core } from "./core.ts"
import { Driver } from "./driver.ts"
import type { Consumer, Source } from "./endpoint.ts"
import { Leg } from "./leg.ts"
import { executeMedia } from "./mediaCall.ts"

const tones: ReadonlySet<string> = new Set([
  "dial",
  "busy",
  "ring",
  "specdial",
  "congestion",
  "outoforder",
  "info",
  "milliwatt",
  "silence",
  "noise",
  "probe/0",
  "probe/1",
  "probe/2",
  "cotv",
  "cots"
])

class ToneSource implements Source {
  readonly name: string
  readonly duration = Infinity
  #consumer: Consumer | undefined

  constructor(tone: string) {
    this.name = `tone/${tone}`
  }

  connect(consumer: Consumer): void {
    this.#consumer = consumer
    consumer.started(this)
  }

  disconnect(): void {
    const consumer = this.#consumer
    this.#consumer = undefined
    consumer?.stopped(this, "cut")
  }

  drop(): void {}
}

/** Sets a tone as the channel's source. Answers false also when it did, unless the message asks for `single`. */
const attach = (message: EngineMessage): boolean => {
  const source = message.get("source") ?? ""
  const { endpoint } = message
  if (!source.startsWith("tone/") || endpoint === undefined) return false
  const tone = source.slice("tone/".length)
  if (!tones.has(tone)) return false
  endpoint.setSource(new ToneSource(tone))
  message.delete("source")
  return message.boolean("single")
}

export const makeTone = (core: Core): Driver => {
  const driver: Driver = new Driver(core, {
    name: "tone",
    type: "misc",
    signals: false,
    statusModule: "",
    statusParameters: ({ legs }) =>
      `tones=${new Set([...legs.values()].map((leg) => leg.address)).size},chans=${legs.size}`,
    statusDetail: (leg) => `${leg.status}|${leg.address}|${leg.peer?.id ?? ""}`,
    execute: (message, tone) =>
      executeMedia(driver, message, tone, () => {
        // An unknown tone is silence: the call stands all the same.
        const leg = new Leg(driver, { direction: "incoming", address: tones.has(tone) ? tone : "" })
        if (tones.has(tone)) leg.setSource(new ToneSource(tone))
        return leg
      })
  })
  core.bus.install({ name: "chan.attach", priority: 100, trackName: "tone", handle: attach })
  return driver
}
