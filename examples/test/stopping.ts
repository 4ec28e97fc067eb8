// A program that is asked to end: `orderly`; `stuck` in a finalizer, for ten minutes or
// for as long as the second argument says; `failing` in a finalizer; `done` by itself.
import { Console, Effect } from "effect"
import { runMain } from "../src/runMain.ts"

const [what, within = "10 minutes"] = process.argv.slice(2)

const program = Effect.gen(function*() {
  if (what === "done") return
  yield* Effect.addFinalizer(() =>
    what === "stuck"
      ? Effect.never
      : what === "failing"
      ? Effect.die(new Error("on purpose"))
      : Effect.delay(Console.log("closed"), "100 millis")
  )
  yield* Console.log("ready")
  return yield* Effect.never
})

runMain(Effect.scoped(program), { within: within === "short" ? "600 millis" : "10 minutes" })
