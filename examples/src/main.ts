/** Runs an example by its name: `pnpm example keyecho --tcp 127.0.0.1:5039`. */
import { NodeRuntime, NodeServices } from "@effect/platform-node"
import { Config, Data, Effect, Option, Result, Runtime } from "effect"
import { Argument, CliError, Command, Flag } from "effect/cli"
import * as Address from "./Address.ts"
import { engineCommand } from "./engineCommand.ts"
import { examples } from "./examples.ts"
import { run, type Target } from "./run.ts"

const list = [...examples, { name: "engine", description: "no example: the embedded engine, on a port" }]
  .map(({ description, name }) => `  ${name.padEnd(16)} ${description}`).join("\n")

const example = Argument.String("example").pipe(
  Argument.withDescription(`which example:\n${list}`),
  Argument.filterMap(
    (name) => Option.fromUndefinedOr(examples.find((one) => one.name === name)),
    (name) => `there is no example ${JSON.stringify(name)}. These there are:\n${list}`
  )
)

const parseAddress = (text: string): Result.Result<Target, string> =>
  Result.map(Address.parse(text), (address): Target => ({ _tag: "Tcp", ...address }))

const tcp = Flag.String("tcp").pipe(
  Flag.withMetavar("HOST:PORT"),
  Flag.withDescription("the engine's TCP listener (YATEFX_TCP)"),
  Flag.withFallbackConfig(Config.NonEmptyString("YATEFX_TCP")),
  Flag.filterMap(
    (text) => Result.getSuccess(parseAddress(text)),
    (text) => Result.merge(Result.map(parseAddress(text), () => ""))
  ),
  Flag.optional
)

const unix = Flag.String("unix").pipe(
  Flag.withMetavar("PATH"),
  Flag.withDescription("the engine's UNIX socket (YATEFX_UNIX)"),
  Flag.withFallbackConfig(Config.NonEmptyString("YATEFX_UNIX")),
  Flag.optional
)

const flag = (name: string, variable: string, description: string): Flag.Flag<boolean> =>
  Flag.Boolean(name).pipe(
    Flag.withDescription(`${description} (${variable})`),
    Flag.withFallbackConfig(Config.Boolean(variable)),
    Flag.withDefault(false)
  )

const command = Command.make(
  "example",
  {
    example,
    tcp,
    unix,
    stdio: flag("stdio", "YATEFX_STDIO", "as a script that the engine started"),
    role: Flag.Literals("role", ["global", "channel"]).pipe(
      Flag.withDescription("what to be on a listener without a role (YATEFX_ROLE)"),
      Flag.withFallbackConfig(Config.Literals(["global", "channel"], "YATEFX_ROLE")),
      Flag.optional
    ),
    once: flag("once", "YATEFX_ONCE", "gives up when the engine can't be reached, with exit code 69"),
    sounds: Flag.String("sounds").pipe(
      Flag.withMetavar("FOLDER"),
      Flag.withDescription("the sound files, as the engine finds them (YATEFX_SOUNDS)"),
      Flag.withFallbackConfig(Config.NonEmptyString("YATEFX_SOUNDS")),
      Flag.optional
    )
  },
  Effect.fnUntraced(function*(options) {
    const targets: ReadonlyArray<Target> = [
      ...Option.toArray(options.tcp),
      ...Option.toArray(Option.map(options.unix, (path): Target => ({ _tag: "Unix", path }))),
      ...(options.stdio ? [{ _tag: "Stdio" } as const] : [])
    ]
    if (targets.length > 1) return yield* new CliError.UserError({ cause: "name one of --tcp, --unix and --stdio" })
    yield* run(options.example, {
      target: targets[0] ?? { _tag: "Embedded" },
      once: options.once,
      role: Option.getOrUndefined(options.role),
      sounds: Option.getOrUndefined(options.sounds)
    })
  })
).pipe(
  Command.withDescription(
    "Runs an example: on the embedded engine with simulated phones, or on the engine that an option names."
  ),
  Command.withExamples([
    { command: "pnpm example keyecho", description: "on the embedded engine" },
    { command: "pnpm example keyecho --tcp 127.0.0.1:5039", description: "on a Yate with a TCP listener" },
    { command: "pnpm example engine", description: "an engine for development, in the place of Yate" }
  ])
)

/** The command line is wrong; help and the reason were shown. */
class WrongUsage extends Data.TaggedError("WrongUsage") {
  override readonly [Runtime.errorExitCode] = 2
  override readonly [Runtime.errorReported] = false
}

const [first, ...rest] = process.argv.slice(2)

// Its --tcp and --unix say where to listen: a command of its own, and no option of the others.
const chosen = first === "engine"
  ? Command.runWith(engineCommand, { version: "0.1.0" })(rest)
  : Command.run(command, { version: "0.1.0" })

chosen.pipe(
  Effect.catchIf(CliError.isCliError, () => Effect.fail(new WrongUsage())),
  Effect.provide(NodeServices.layer),
  NodeRuntime.runMain
)
