/** The smallest program, with the catalogue's `call.route`. */
import { Dispatcher } from "@yatefx/dispatcher"
import { CallRoute } from "@yatefx/messages"
import { Effect, Layer } from "effect"
import { run } from "./run.ts"

run(
  Layer.effectDiscard(
    Effect.flatMap(Dispatcher, (yate) => yate.handle(CallRoute, {}, (route) => route.ret(true, "tone/dial")))
  ),
  { spans: process.argv.includes("--spans") }
)
