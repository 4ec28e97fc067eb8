/**
 * What the engine itself answers: `engine.status`, `engine.command`, and the tick of `engine.timer` (CHANNELS.md §15, §17).
 */
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import { EngineMessage } from "../EngineMessage.ts"
import type { Core } from "./core.ts"
import type { Driver } from "./driver.ts"
import { resumeLater } from "./resumeLater.ts"

const describeEngine = (core: Core): string => {
  const { bus, modules, settings } = core
  return `name=engine,type=system,version=${settings.version},nodename=${settings.nodeName};plugins=${modules.size},` +
    `handlers=${bus.handlerCount},hooks=${bus.watcherCount},messages=${bus.queued},enqueued=${bus.enqueued},` +
    `dequeued=${bus.enqueued - bus.queued},dispatched=${bus.dispatched},workers=${settings.maxWorkers}\r\n`
}

/** Before the drivers: the engine's handlers come first among those of one priority. */
export const installEngine = (core: Core): void => {
  core.bus.install({
    name: "engine.status",
    priority: 90,
    trackName: "engine",
    handle: (message) => {
      const module = message.get("module") ?? ""
      if (module !== "" && module !== "engine") return false
      message.returnValue += describeEngine(core)
      return module === "engine"
    }
  })
  core.bus.install({ name: "engine.command", priority: 100, trackName: "engine", handle: () => false })
}

/** After the drivers. */
export const installModule = (core: Core, sessions: () => number): void => {
  core.modules.add("extmodule")
  core.bus.install({ name: "engine.command", priority: 100, trackName: "extmodule", handle: () => false })
  core.bus.install({
    name: "engine.status",
    priority: 110,
    trackName: "extmodule",
    handle: (message) => {
      const module = message.get("module") ?? ""
      if (module !== "" && module !== "extmodule" && module !== "misc") return false
      message.returnValue += `name=extmodule,type=misc;scripts=${sessions()},chans=0\r\n`
      return module === "extmodule"
    }
  })
}

/**
 * Enqueues `engine.timer` each second, while an application listens to it or a channel has a timer: a test that moves
 * its clock by an hour should not pay for 3600 messages that nobody reads.
 */
export const makeTicker = (core: Core, drivers: ReadonlyArray<Driver>): Effect.Effect<never> => {
  const { bus, settings } = core
  const own = bus.handlersOf("engine.timer")
  const wanted = Latch.makeUnsafe(false)
  const isWanted = (): boolean =>
    bus.handlersOf("engine.timer") > own || bus.isWatched("engine.timer") || drivers.some((driver) => driver.hasTimers)
  bus.onInterest = (name) => {
    if (name === "engine.timer" || name === "") wanted.openUnsafe()
  }
  for (const driver of drivers) driver.onTimer = () => void wanted.openUnsafe()
  return Effect.forever(Effect.gen(function*() {
    yield* resumeLater(wanted.await)
    yield* Effect.sleep(1000)
    if (!isWanted()) return void wanted.closeUnsafe()
    const seconds = String(Math.floor(core.now() / 1000))
    core.enqueue(new EngineMessage("engine.timer", [["time", seconds], ["nodename", settings.nodeName]]))
  }))
}
