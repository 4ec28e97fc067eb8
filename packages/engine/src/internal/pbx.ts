/**
 * `pbx`: `chan.connect`, `pickup/`, and `-` in chan.attach and chan.record (CHANNELS.md §7, §15, `blind-transfer.txt`).
 */
import * as Effect from "effect/Effect"
import { EngineMessage } from "../EngineMessage.ts"
import { after } from "./attach.ts"
import type { Core } from "./core.ts"
import type { Endpoint } from "./endpoint.ts"

/** Finds a channel of whatever kind, as an application would; the message holds it. */
const locate = Effect.fnUntraced(function*(core: Core, id: string | undefined, isPeer: boolean) {
  const message = new EngineMessage("chan.locate", id === undefined ? [] : [["id", id]])
  const isFound = id !== undefined && (yield* core.bus.dispatch(message))
  return { message, endpoint: !isFound ? undefined : isPeer ? message.endpoint?.peer : message.endpoint }
})

const connect = Effect.fnUntraced(function*(core: Core, message: EngineMessage) {
  const id = message.get("id")
  const isPeer = message.boolean("id_peer")
  let first: Endpoint | undefined
  if (id !== undefined && message.endpoint?.id === id) first = isPeer ? message.endpoint.peer : message.endpoint
  const held: Array<EngineMessage> = []
  if (first === undefined) {
    const located = yield* locate(core, id, isPeer)
    held.push(located.message)
    first = located.endpoint
  }
  const second = yield* locate(core, message.get("targetid"), message.boolean("targetid_peer"))
  held.push(second.message)
  const isConnected = first !== undefined && second.endpoint !== undefined &&
    first.connect(second.endpoint, message.get("reason"))
  for (const one of held) one.release()
  return isConnected
})

/** Tells a channel that it is answered, by a message of its own: at once where it can be, else as a plain one. */
const answeredBy = (id: string, peerId: string, reason: string): EngineMessage =>
  new EngineMessage("chan.masquerade", [
    ["id", id],
    ["message", "call.answered"],
    ["peerid", peerId],
    ["reason", reason]
  ])

/** `pickup/ID`: the caller takes the place of who is connected to that channel. */
const pickUp = Effect.fnUntraced(function*(core: Core, message: EngineMessage, id: string) {
  const caller = message.endpoint
  const located = yield* locate(core, id, message.boolean("pickup_peer", true))
  const called = located.endpoint
  const isPossible = caller !== undefined && called !== undefined
  if (!isPossible) message.set("error", caller === undefined ? "failure" : "nocall")
  const reason = message.get("reason") ?? "pickup"
  const isConnected = isPossible && called.connect(caller, reason)
  if (isConnected) {
    message.set("peerid", called.id).set("targetid", called.id)
    const told = answeredBy(called.id, called.peer?.id ?? "", reason)
    const handled = yield* core.bus.dispatch(told)
    if (!handled && told.name === "chan.masquerade") {
      told.name = "call.answered"
      core.enqueue(told.delete("message"))
    } else told.release()
    if (caller.peer === called) core.enqueue(answeredBy(caller.id, caller.id, reason))
  }
  located.message.release()
  return isConnected
})

const detach = (message: EngineMessage): boolean => {
  const { endpoint } = message
  const parts = ["source", "consumer", "override", "replace"].filter((part) => message.get(part) === "-")
  if (endpoint === undefined || parts.length === 0) return false
  if (parts.includes("source")) endpoint.setSource(undefined)
  if (parts.includes("consumer")) endpoint.setConsumer(undefined)
  if (parts.includes("replace")) endpoint.replace(undefined)
  if (parts.includes("override")) endpoint.port?.override(undefined)
  return message.boolean("single")
}

const stopRecording = (message: EngineMessage): boolean => {
  const { endpoint } = message
  const sides = (["call", "peer"] as const).filter((side) => message.get(side) === "-")
  if (endpoint === undefined || sides.length === 0) return false
  for (const side of sides) endpoint.record(side, undefined)
  return message.boolean("single", sides.length === 2)
}

/** What a module that has no channels answers to `engine.status`. */
const status = (message: EngineMessage): boolean => {
  const module = message.get("module") ?? ""
  if (module !== "" && module !== "pbx" && module !== "misc") return false
  message.returnValue += "name=pbx,type=misc;\r\n"
  return module === "pbx"
}

export const installPbx = (core: Core): void => {
  core.modules.add("pbx")
  const install = (
    name: string,
    priority: number,
    handle: (message: EngineMessage) => boolean | Effect.Effect<boolean>
  ): void => {
    core.bus.install({ name, priority, trackName: "pbx", handle })
  }
  install("engine.timer", 90, () => false)
  install("engine.status", 110, status)
  install("engine.command", 120, () => false)
  install("chan.connect", 90, (message) => connect(core, message))
  install("call.execute", 100, (message) => {
    const id = after("pickup/", message.get("callto") ?? "") ?? ""
    return id === "" ? false : pickUp(core, message, id)
  })
  install("chan.attach", 100, detach)
  install("chan.record", 100, stopRecording)
}
