/** The smallest program as a script that the engine starts. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Dispatcher } from "@yatefx/dispatcher"
import { CallRoute } from "@yatefx/messages"
import { StdioTransport } from "@yatefx/transport-stdio"
import { Effect, Layer } from "effect"

Layer.effectDiscard(
  Effect.flatMap(Dispatcher, (yate) => yate.handle(CallRoute, {}, (route) => route.ret(true, "tone/dial")))
).pipe(
  Layer.provide(Dispatcher.layer),
  Layer.provide(StdioTransport.layer()),
  Layer.launch,
  NodeRuntime.runMain
)
