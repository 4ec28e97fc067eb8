/**
 * `regexroute`: routes that stand in the settings, for tests (`dumb-to-tone-and-wave.txt`, t4).
 */
import type { EngineMessage } from "../EngineMessage.ts"
import type { Core } from "./core.ts"

/** What a number must look like, and where the call goes. */
export type Route = readonly [called: RegExp | string, target: string]

/** `\0` is all that matched, `\1` to `\9` what stands in parentheses. */
const fill = (target: string, match: RegExpExecArray): string =>
  target.replace(/\\([0-9])/g, (_, digit: string) => match[Number(digit)] ?? "")

/** `target;name=value;…`: what follows a semicolon are parameters. */
const route = (message: EngineMessage, text: string): void => {
  const [target = "", ...parameters] = text.split(";")
  for (const parameter of parameters) {
    const equals = parameter.indexOf("=")
    if (equals > 0) message.set(parameter.slice(0, equals).trim(), parameter.slice(equals + 1).trim())
  }
  message.returnValue = target.trim()
}

export const installRoutes = (core: Core, routes: ReadonlyArray<Route>): void => {
  const compiled = routes.map(([called, target]) => {
    const pattern = typeof called === "string" ? new RegExp(called) : called
    // One that remembers where it was would match every other call only.
    return [new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, "")), target] as const
  })
  core.modules.add("regexroute")
  const install = (name: string, priority: number, handle: (message: EngineMessage) => boolean): void => {
    core.bus.install({ name, priority, trackName: "regexroute", handle })
  }
  install("call.route", 100, (message) => {
    const called = message.get("called") ?? ""
    for (const [pattern, target] of compiled) {
      const match = pattern.exec(called)
      if (match === null) continue
      route(message, fill(target, match))
      return true
    }
    return false
  })
  install("engine.status", 110, (message) => {
    const module = message.get("module") ?? ""
    if (module !== "" && module !== "regexroute" && module !== "route") return false
    const sections = routes.length > 0 ? 1 : 0
    message.returnValue += `name=regexroute,type=route;sections=${sections},extra=0,variables=0,processing=0\r\n`
    return module === "regexroute"
  })
  install("engine.command", 110, () => false)
}
