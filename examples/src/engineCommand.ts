/** `pnpm example engine`: the command line of the embedded engine as a program of its own. */
import { Config, Effect, Option, Result } from "effect"
import { Command, Flag } from "effect/cli"
import * as Address from "./Address.ts"
import { serve } from "./engineServer.ts"
import { Sounds } from "./Sounds.ts"

/** `^99.*=tone/dial` */
const parseRoute = (text: string): Option.Option<readonly [called: RegExp, target: string]> => {
  const equals = text.indexOf("=")
  if (equals <= 0) return Option.none()
  return Option.liftThrowable(() => [new RegExp(text.slice(0, equals)), text.slice(equals + 1)] as const)()
}

const options = {
  tcp: Flag.String("tcp").pipe(
    Flag.withMetavar("HOST:PORT"),
    Flag.withDescription("listens on TCP; 127.0.0.1:5039 when nothing else is said (YATEFX_TCP)"),
    Flag.withFallbackConfig(Config.NonEmptyString("YATEFX_TCP")),
    Flag.filterMap(
      (text) => Result.getSuccess(Address.parse(text)),
      (text) => Result.merge(Result.map(Address.parse(text), () => ""))
    ),
    Flag.optional
  ),
  unix: Flag.String("unix").pipe(
    Flag.withMetavar("PATH"),
    Flag.withDescription("listens on a UNIX socket (YATEFX_UNIX)"),
    Flag.withFallbackConfig(Config.NonEmptyString("YATEFX_UNIX")),
    Flag.optional
  ),
  role: Flag.Literals("role", ["global", "channel", "none"]).pipe(
    Flag.withDescription("the role of who connects; with none, the application says it first"),
    Flag.withDefault("global" as const)
  ),
  sounds: Flag.String("sounds").pipe(
    Flag.withMetavar("FOLDER"),
    Flag.withDescription("from which sounds may be played; the project's own when left out (YATEFX_SOUNDS)"),
    Flag.withFallbackConfig(Config.NonEmptyString("YATEFX_SOUNDS")),
    Flag.optional
  ),
  recordings: Flag.String("recordings").pipe(
    Flag.withMetavar("FOLDER"),
    Flag.withDescription("in which calls may be recorded; nowhere when left out"),
    Flag.optional
  ),
  route: Flag.String("route").pipe(
    Flag.withMetavar("PATTERN=TARGET"),
    Flag.withDescription("a static route, such as ^99.*=tone/dial; as many as needed"),
    Flag.filterMap(parseRoute, () => "PATTERN=TARGET, such as ^99.*=tone/dial"),
    Flag.atLeast(0)
  )
}

/** Runs the embedded engine on a port, for development before Yate is installed. */
export const engineCommand = Command.make(
  "engine",
  options,
  Effect.fnUntraced(function*(given) {
    const unix = Option.getOrUndefined(given.unix)
    const tcp = Option.getOrUndefined(given.tcp) ?? (unix === undefined ? { host: "127.0.0.1", port: 5039 } : undefined)
    yield* serve({
      tcp,
      unix,
      role: given.role,
      sounds: Option.getOrUndefined(given.sounds) ?? (yield* Sounds),
      recordings: Option.getOrUndefined(given.recordings),
      routes: given.route
    })
  })
).pipe(
  Command.withShortDescription("no example: the embedded engine, on a port"),
  Command.withDescription(
    "An engine for development, on a port: applications connect to it as to Yate, and phones are placed by lines on " +
      "standard input. It has no SIP and no RTP."
  ),
  Command.withExamples([
    { command: "pnpm example engine --tcp 127.0.0.1:5039", description: "and in another terminal:" },
    { command: "pnpm example keyecho --tcp 127.0.0.1:5039", description: "then `dial ivr` in the first" }
  ])
)
