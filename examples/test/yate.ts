import { Config, Effect, FileSystem, Option } from "effect"
import { ChildProcess } from "effect/process"
import { outputs } from "./support.ts"

/** A real Yate's program, or a script that starts it. */
export const yateBin = Option.getOrUndefined(Effect.runSync(Config.option(Config.NonEmptyString("YATE_BIN"))))
if (yateBin === undefined) console.warn("YATE_BIN is not set: the tests on a real Yate are skipped")

/** Starts a real Yate that listens on a UNIX socket, and starts scripts. Killed with the scope. */
export const yate = Effect.fnUntraced(function*(bin: string, socket: string, scripts: ReadonlyArray<string>) {
  const fs = yield* FileSystem.FileSystem
  const conf = yield* fs.makeTempDirectoryScoped()
  const modules = ["extmodule", "dumbchan", "tonegen", "wavefile", "pbx", "conference"].map((name) =>
    `${name}.yate=enable`
  )
  yield* fs.writeFileString(`${conf}/yate.conf`, `[general]\nmodload=no\n[modules]\n${modules.join("\n")}\n`)
  yield* fs.writeFileString(
    `${conf}/extmodule.conf`,
    `[listener yatefx]\ntype=unix\npath=${socket}\nrole=global\n[scripts]\n${scripts.join("\n")}\n`
  )
  const child = yield* ChildProcess.make(bin, ["-c", conf, "-Do"], { forceKillAfter: "5 seconds" })
  return yield* outputs(child)
})
