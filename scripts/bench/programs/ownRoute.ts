/** The smallest program, with a definition of one's own that names one parameter. */
import { Dispatcher } from "@yatefx/dispatcher"
import { Definition, Param } from "@yatefx/messages"
import { Effect, Layer } from "effect"
import { run } from "./run.ts"

const OwnRoute = Definition.make("call.route", { params: { called: Param.optional(Param.Phone) } })

run(
  Layer.effectDiscard(
    Effect.flatMap(Dispatcher, (yate) => yate.handle(OwnRoute, {}, (route) => route.ret(true, "tone/dial")))
  )
)
