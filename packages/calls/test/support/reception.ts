import { Call, Menu, Prompt, Say, Transfer } from "@yatefx/calls"
import { DateTime, Effect, Schema } from "effect"

const Extension = Schema.String.check(Schema.isPattern(/^2\d\d$/))

export const reception = Effect.gen(function*() {
  const call = yield* Call
  yield* call.answer
  yield* call.play("welcome")
  const connect = (number: string) =>
    Transfer.blind(call, { number }, { timeout: "20 seconds" }).pipe(
      Effect.as("done"),
      Effect.catchTag("OriginateError", ({ outcome }) => call.play(outcome === "busy" ? "busy" : "nobody-there"))
    )
  const ask = Prompt.ask(call, { prompt: "extension", schema: Extension, max: 3, onInvalid: "no-extension" })
  const clock = Effect.flatMap(DateTime.nowInCurrentZone, Say.time).pipe(Effect.flatMap((time) => call.play(time)))
  yield* Menu.run(call, {
    prompt: "menu",
    onInvalid: "sorry",
    choices: { 1: connect("201"), 2: Effect.flatMap(ask, connect), 3: clock, 9: Effect.succeed("done") }
  }).pipe(
    Effect.repeat({ until: (result) => result === "done" }),
    Effect.catchTag("NoValidInput", () => call.play("goodbye"))
  )
})
