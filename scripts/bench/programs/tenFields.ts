/** A handler that reads ten typed parameters of each message, and answers with something made of all of them. */
import { Dispatcher } from "@yatefx/dispatcher"
import { Effect, Layer } from "effect"
import { tenOf } from "../messages.ts"
import { run } from "./run.ts"
import { TenFields } from "./tenFieldsDefinition.ts"

run(
  Layer.effectDiscard(
    Effect.flatMap(Dispatcher, (yate) => yate.handle(TenFields, {}, (route) => route.ret(true, tenOf(route.params))))
  )
)
