// A program that is asked to end: `orderly`, with calls that need a moment; `stuck` in a finalizer, for ten minutes or
// for as long as the second argument says; `failing` in a finalizer; `done` by itself.
import { Console, Effect, Latch } from "effect"
import { beforeStop, runMain } from "../src/runMain.ts"

const [what, within = "10 minutes"] = process.argv.slice(2)
const calls = Latch.makeUnsafe(false)

const program = Effect.gen(function*() {
  if (what === "done") return
  yield* beforeStop(Effect.andThen(Console.log("drained"), calls.open))
  yield* Effect.addFinalizer(() =>
    what === "stuck" ? Effect.never : what === "failing" ? Effect.die(new Error("on purpose")) : Console.log("closed")
  )
  yield* Console.log("ready")
  yield* calls.await
  return yield* Effect.never
})

runMain(Effect.scoped(program), { within: within === "short" ? "600 millis" : "10 minutes" })
