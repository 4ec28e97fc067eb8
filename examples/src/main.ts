/** Runs an example by its name: `pnpm example keyecho --tcp 127.0.0.1:5039`. */
import { NodeServices } from "@effect/platform-node"
import { Data, Effect, Runtime } from "effect"
import { CliError, Command } from "effect/cli"
import { engineCommand } from "./engineCommand.ts"
import { runCommand } from "./runCommand.ts"
import { runMain } from "./runMain.ts"

/** The command line is wrong; help and the reason were shown. */
class WrongUsage extends Data.TaggedError("WrongUsage") {
  override readonly [Runtime.errorExitCode] = 2
  override readonly [Runtime.errorReported] = false
}

const [first, ...rest] = process.argv.slice(2)

// Its --tcp and --unix say where to listen: a command of its own, and no option of the others.
const chosen = first === "engine"
  ? Command.runWith(engineCommand, { version: "0.1.0" })(rest)
  : Command.run(runCommand, { version: "0.1.0" })

chosen.pipe(
  Effect.catchIf(CliError.isCliError, () => Effect.fail(new WrongUsage())),
  Effect.provide(NodeServices.layer),
  runMain
)
