/** How long a program in a fresh process takes to import all, and then to answer its first message. */
const startedAt = performance.now()
const [{ Dispatcher }, { CallRoute }, { Transport }, { Effect, Layer }, { Wire }] = await Promise.all([
  import("@yatefx/dispatcher"),
  import("@yatefx/messages"),
  import("@yatefx/transport"),
  import("effect"),
  import("../Wire.ts")
])
const importedAt = performance.now()
const wire = new Wire()
wire.onLine = (line) => {
  if (line !== "%%<message:0x1:true::tone/dial") throw new Error(`a wrong answer: ${line}`)
  process.send?.({ imported: importedAt - startedAt, answered: performance.now() - importedAt })
}
const Program = Layer.effectDiscard(Effect.gen(function*() {
  const yate = yield* Dispatcher
  yield* yate.handle(CallRoute, {}, (route) => route.ret(true, "tone/dial"))
  wire.say("%%>message:0x1:1:call.route::id=sip/1:caller=alice:called=ivr")
}))
Effect.runFork(Layer.launch(
  Program.pipe(Layer.provide(Dispatcher.layer), Layer.provide(Layer.succeed(Transport, wire.transport)))
))
process.on("SIGTERM", () => process.exit(0))
