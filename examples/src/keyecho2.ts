/**
 * YAYPM's `keyecho` once more, with the call as a value: what was typed is said, key after key, to the end of each sound.
 * Nothing that is typed meanwhile is lost.
 */
import { Call, Calls, Say } from "@yatefx/calls"
import { Phone } from "@yatefx/engine"
import { Effect } from "effect"
import * as CallsOf from "./CallsOf.ts"
import type { Example } from "./Example.ts"
import { Trace } from "./Trace.ts"

const EchoKeys = Calls.incoming(
  { called: "ivr" },
  Effect.gen(function*() {
    const call = yield* Call
    const trace = yield* Trace
    yield* trace.say(call.id, "routed", `from ${call.caller ?? "somebody"}`)
    yield* call.answer
    yield* trace.say(call.id, "answered")
    const echo = Effect.gen(function*() {
      const { keys } = yield* call.collect({ max: 1, terminators: "", firstKey: "1 hour" })
      if (keys === "") return
      const sounds = yield* Say.digits(keys)
      yield* trace.say(call.id, "key", `${keys}, echoed by ${sounds.join(", ")}`)
      yield* call.play(sounds)
      yield* trace.say(call.id, "sound over")
    }).pipe(
      // The keys A to D, which few phones have, and the voice has no word for.
      Effect.catchTag("SayError", (error) => trace.say(call.id, "not said", error.message))
    )
    yield* Effect.forever(echo).pipe(
      Effect.catchTag("HungUp", () => trace.say(call.id, "hung up")),
      Effect.catchTag("PlayError", (error) => trace.say(call.id, "not played", error.message))
    )
  })
)

const phones = Effect.gen(function*() {
  const alice = yield* Phone.make({ caller: "alice", callername: "Alice", address: "127.0.0.1:5070" })
  const call = yield* alice.dial("ivr")
  yield* call.answered
  // Faster than they can be said.
  yield* call.press("15#", { gap: 50 })
  yield* Effect.sleep(1500)
  yield* call.hangup()
})

export const keyecho2 = {
  name: "keyecho2",
  description: "answers calls to \"ivr\" and says each key, to its end",
  flags: {},
  program: () => CallsOf.layer(EchoKeys),
  phones: () => phones
} satisfies Example
