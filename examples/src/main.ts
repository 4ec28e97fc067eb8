/** Runs an example by its name: `pnpm example keyecho --tcp 127.0.0.1:5039`. */
import * as NodeServices from "@effect/platform-node/NodeServices"
import { Data, Effect, Runtime } from "effect"
import { CliError, Command } from "effect/cli"
import { examples } from "./examples.ts"
import { runMain } from "./runMain.ts"

/** The command line is wrong; help and the reason were shown. */
class WrongUsage extends Data.TaggedError("WrongUsage") {
  override readonly [Runtime.errorExitCode] = 2
  override readonly [Runtime.errorReported] = false
}

const command = Command.make("example").pipe(
  Command.withDescription(
    "Runs an example: on the embedded engine with simulated phones, or on the engine that an option names."
  ),
  Command.withExamples([
    { command: "pnpm example keyecho", description: "on the embedded engine" },
    { command: "pnpm example keyecho --tcp 127.0.0.1:5039", description: "on a Yate with a TCP listener" },
    { command: "pnpm example keyecho --help", description: "what it can be told" },
    { command: "pnpm example engine", description: "an engine for development, in the place of Yate" }
  ]),
  Command.withSubcommands(examples)
)

Command.run(command, { version: "0.1.0" }).pipe(
  Effect.catchIf(CliError.isCliError, () => Effect.fail(new WrongUsage())),
  Effect.provide(NodeServices.layer),
  runMain
)
