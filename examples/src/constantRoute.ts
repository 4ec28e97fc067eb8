/** The smallest program, and what benchmarks run: every call goes to `dumb/`. */
import { Dispatcher } from "@yatefx/dispatcher"
import { Phone } from "@yatefx/engine"
import { CallRoute, Target } from "@yatefx/messages"
import { Effect, Layer } from "effect"
import type { Example } from "./Example.ts"
import { Trace } from "./Trace.ts"

const ConstantRoute = Layer.effectDiscard(Effect.gen(function*() {
  const yate = yield* Dispatcher
  const trace = yield* Trace
  yield* yate.handle(
    CallRoute,
    {},
    (route) => Effect.andThen(route.ret(true, Target.dumb), trace.say(route.params.id, "routed", "to dumb/"))
  )
}))

const phones = Effect.gen(function*() {
  const alice = yield* Phone.make({ caller: "alice" })
  const call = yield* alice.dial("100")
  yield* call.ringing
  yield* call.hangup()
})

export const constantRoute = {
  name: "constant-route",
  description: "routes every call to dumb/",
  flags: {},
  program: () => ConstantRoute,
  phones: () => phones
} satisfies Example
