/**
 * `pnpm example NAME`: the command line of an example. What an option doesn't say, a `YATEFX_*` variable may; where an
 * option names the engine, the variables that name one don't count.
 */
import { Config, Effect, Option, Result } from "effect"
import { CliError, Command, Flag } from "effect/cli"
import * as Address from "./Address.ts"
import type { Example } from "./Example.ts"
import { run, type Target } from "./run.ts"

const flag = (name: string, description: string): Flag.Flag<boolean> =>
  Flag.Boolean(name).pipe(Flag.withDescription(description), Flag.withDefault(false))

const roles = ["global", "channel"] as const

const shared = {
  tcp: Flag.String("tcp").pipe(
    Flag.withMetavar("HOST:PORT"),
    Flag.withDescription("the engine's TCP listener (YATEFX_TCP)"),
    Flag.filterMap((text) => Result.getSuccess(Address.parse(text)), () => Address.expected),
    Flag.optional
  ),
  unix: Flag.String("unix").pipe(
    Flag.withMetavar("PATH"),
    Flag.withDescription("the engine's UNIX socket (YATEFX_UNIX)"),
    Flag.optional
  ),
  stdio: flag("stdio", "as a script that the engine started (YATEFX_STDIO)"),
  role: Flag.Literals("role", roles).pipe(
    Flag.withDescription("what to be on a listener without a role (YATEFX_ROLE)"),
    Flag.optional
  ),
  once: flag("once", "gives up when the engine can't be reached, with exit code 69 (YATEFX_ONCE)"),
  sounds: Flag.String("sounds").pipe(
    Flag.withMetavar("FOLDER"),
    Flag.withDescription("the sound files, as the engine finds them (YATEFX_SOUNDS)"),
    Flag.filter((folder) => folder !== "", () => "a folder"),
    Flag.optional
  )
}

const usage = (cause: string): CliError.UserError => new CliError.UserError({ cause })

/** Reads a variable; one that is there and wrong is named. */
const variable = <A>(
  name: string,
  config: (name: string) => Config.Config<A>
): Effect.Effect<Option.Option<A>, CliError.UserError> =>
  Effect.mapError(
    Config.option(config(name)),
    (error) => usage(`the variable ${name} can't be used: ${error.cause.message}`)
  )

const tcpVariable = Effect.flatMap(
  variable("YATEFX_TCP", Config.NonEmptyString),
  Option.match({
    onNone: () => Effect.succeedNone,
    onSome: (text) =>
      Result.match(Address.parse(text), {
        onFailure: (reason) => Effect.fail(usage(`the variable YATEFX_TCP can't be used: ${reason}`)),
        onSuccess: Effect.succeedSome
      })
  })
)

/** The engines that are named: one, or none for the embedded one. */
const targetsOf = (
  tcp: Option.Option<Address.Address>,
  unix: Option.Option<string>,
  stdio: boolean
): ReadonlyArray<Target> => [
  ...Option.toArray(Option.map(tcp, (address): Target => ({ _tag: "Tcp", ...address }))),
  ...Option.toArray(Option.map(unix, (path): Target => ({ _tag: "Unix", path }))),
  ...(stdio ? [{ _tag: "Stdio" } as const] : [])
]

const targetsInEnvironment = Effect.gen(function*() {
  const stdio = yield* variable("YATEFX_STDIO", Config.Boolean)
  return targetsOf(
    yield* tcpVariable,
    yield* variable("YATEFX_UNIX", Config.NonEmptyString),
    Option.getOrElse(stdio, () => false)
  )
})

/** The command that runs an example: on the embedded engine with simulated phones, or on the engine that is named. */
export const commandOf = <Flags extends Command.Command.Config>(example: Example<Flags>) =>
  Command.make(
    example.name,
    { shared, own: example.flags },
    Effect.fnUntraced(function*({ own, shared: given }) {
      const named = targetsOf(given.tcp, given.unix, given.stdio)
      const targets = named.length > 0 ? named : yield* targetsInEnvironment
      if (targets.length > 1) {
        const all = named.length > 0 ? "--tcp, --unix and --stdio" : "YATEFX_TCP, YATEFX_UNIX and YATEFX_STDIO"
        return yield* usage(`name one of ${all}`)
      }
      const [target = { _tag: "Embedded" } as const] = targets
      if (Option.isSome(given.role) && target._tag !== "Tcp" && target._tag !== "Unix") {
        return yield* usage("--role is for a listener: name it with --tcp or --unix")
      }
      const roleVariable = yield* variable("YATEFX_ROLE", (name) => Config.Literals(roles, name))
      const onceVariable = yield* variable("YATEFX_ONCE", Config.Boolean)
      const soundsVariable = yield* variable("YATEFX_SOUNDS", Config.NonEmptyString)
      yield* run(example, own, {
        target,
        once: given.once || Option.getOrElse(onceVariable, () => false),
        role: Option.getOrUndefined(Option.orElse(given.role, () => roleVariable)),
        sounds: Option.getOrUndefined(Option.orElse(given.sounds, () => soundsVariable))
      })
    })
  ).pipe(
    Command.withDescription(`${example.description}: on the embedded engine, or on the engine that an option names.`),
    Command.withShortDescription(example.description),
    Command.withExamples([
      { command: `pnpm example ${example.name}`, description: "on the embedded engine" },
      { command: `pnpm example ${example.name} --tcp 127.0.0.1:5039`, description: "on a Yate with a TCP listener" }
    ])
  )
