import { Engine, EngineMessage } from "@yatefx/engine"
import { Effect } from "effect"

/** Routes each call to `dumb/` and answers it, as an application would, until the scope closes. */
export const answering = Effect.gen(function*() {
  const engine = yield* Engine
  yield* engine.install({
    name: "call.route",
    handler: (message) => {
      message.returnValue = "dumb/"
      return Effect.succeed(true)
    }
  })
  const context = yield* Effect.context<Engine>()
  yield* engine.watch("call.execute", (message) => {
    const dumb = message.get("targetid") ?? ""
    const phone = message.get("id") ?? ""
    if (!dumb.startsWith("dumb/")) return
    Effect.runForkWith(context)(
      engine.enqueue(new EngineMessage("call.answered", [["id", dumb], ["targetid", phone]]))
    )
  })
})

/** `chan.attach` by masquerade, as `ivr-dumb-dtmf.txt` does it. The message comes back for a look at what is left of it. */
export const attach = (id: string, parameters: Readonly<Record<string, string>>) =>
  Effect.gen(function*() {
    const message = new EngineMessage("chan.masquerade", [
      ["message", "chan.attach"],
      ["id", id],
      ...Object.entries(parameters)
    ])
    const handled = yield* (yield* Engine).dispatch(message)
    return { handled, message }
  })

/** What is seen of messages of one name, as `returnValue:name=value …`. */
export const seen = (name: string, ...parameters: ReadonlyArray<string>) =>
  Effect.gen(function*() {
    const out: Array<string> = []
    yield* (yield* Engine).watch(name, (message) => {
      out.push(parameters.map((parameter) => `${parameter}=${message.get(parameter) ?? ""}`).join(" "))
    })
    return out
  })
