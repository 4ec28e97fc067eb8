/**
 * `moh/`: music on hold, as a channel and as a source (CHANNELS.md §6, §7).
 *
 * Yate reads it from a program that it starts. Nothing is started here: a name stands for a sound file, which is played over and over.
 */
import * as Effect from "effect/Effect"
import { EngineMessage } from "../EngineMessage.ts"
import { after } from "./attach.ts"
import type { HandlerResult } from "./bus.ts"
import type { Core } from "./core.ts"
import { Endpoint, type Source } from "./endpoint.ts"
import { WaveSource } from "./waveSource.ts"

const prefix = "moh/"

/** It is no channel as others are: it says nothing of itself, and can't be found or dropped. */
class HoldMusicChannel extends Endpoint {
  readonly #onEnd: () => void

  constructor(core: Core, id: string, onEnd: () => void) {
    super(core, id)
    this.#onEnd = onEnd
  }

  protected override connected(): void {}

  protected override disconnected(): void {}

  protected override destroyed(): void {
    this.#onEnd()
  }
}

export interface HoldMusic {
  /** Installs what comes after all other modules. */
  readonly installLast: () => void
}

export const makeHoldMusic = (core: Core, files: ReadonlyMap<string, string>): HoldMusic => {
  let lastId = 0
  let channels = 0

  const open = (name: string, endpoint: Endpoint): Source | undefined => {
    const path = files.get(name)
    if (path === undefined) return undefined
    return new WaveSource(core, { path, endpoint, name: `${prefix}${name}`, notify: "", repeat: true, closes: false })
  }

  const makeChannel = (name: string): HoldMusicChannel => {
    channels++
    const channel = new HoldMusicChannel(core, `${prefix}${++lastId}`, () => channels--)
    channel.setSource(open(name, channel))
    return channel
  }

  /** Calls `direct`, or `target` by its route, with all that the message says. */
  const originate = Effect.fnUntraced(function*(message: EngineMessage, name: string) {
    const self = message.get("callto") ?? ""
    const call = new EngineMessage("call.route", message.parameters)
    call.delete("callto").set("id", self).set("caller", self)
    let callTo = message.get("direct") ?? ""
    if (callTo === "") {
      const target = message.get("target") ?? message.get("called")
      if (target === undefined) return false
      call.set("called", target)
      if (!(yield* core.bus.dispatch(call)) || call.returnValue === "" || call.returnValue === "-") return false
      callTo = call.returnValue
      call.returnValue = ""
    }
    call.name = "call.execute"
    call.add("callto", callTo)
    const channel = makeChannel(name)
    call.set("id", channel.id)
    call.endpoint = channel
    return yield* Effect.map(core.bus.dispatch(call), (handled) => {
      if (handled) message.set("id", channel.id)
      return handled
    }).pipe(Effect.ensuring(Effect.sync(() => {
      channel.release()
      call.release()
    })))
  })

  const execute = (message: EngineMessage): HandlerResult => {
    const name = after(prefix, message.get("callto") ?? "")
    if (name === undefined || channels >= core.settings.maxChannels || core.exiting) return false
    const caller = message.endpoint
    if (caller === undefined) return originate(message, name)
    const channel = makeChannel(name)
    const isConnected = caller.connect(channel, message.get("reason"))
    if (isConnected) message.set("peerid", channel.id)
    channel.release()
    return isConnected
  }

  core.modules.add("moh")
  core.bus.install({
    name: "engine.status",
    priority: 100,
    trackName: "moh",
    handle: (message) => {
      const module = message.get("module") ?? ""
      if (module === "" || module === "moh") {
        message.returnValue += `name=moh,type=misc;sources=${files.size === 0 ? 0 : channels},chans=${channels}\r\n`
      }
      return false
    }
  })
  return {
    installLast: () => {
      core.bus.install({ name: "call.execute", priority: 100, trackName: "moh", handle: execute })
      core.bus.install({
        name: "chan.attach",
        priority: 100,
        trackName: "moh",
        // True as soon as it plays, whether `single` or not, and the parameter stays.
        handle: (message) => {
          const { endpoint } = message
          const name = after(prefix, message.get("source") ?? "")
          if (name === undefined || endpoint === undefined) return false
          const source = open(name, endpoint)
          if (source === undefined) return false
          endpoint.setSource(source)
          return !message.has("consumer")
        }
      })
    }
  }
}
