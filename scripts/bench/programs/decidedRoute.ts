/** The smallest program that answers at once: `decide` with the catalogue's `call.route`. */
import { Dispatcher } from "@yatefx/dispatcher"
import { CallRoute } from "@yatefx/messages"
import { Effect, Layer } from "effect"
import { run } from "./run.ts"

run(
  Layer.effectDiscard(
    Effect.flatMap(
      Dispatcher,
      (yate) => yate.decide(CallRoute, {}, () => ({ processed: true, returnValue: "tone/dial" }))
    )
  )
)
