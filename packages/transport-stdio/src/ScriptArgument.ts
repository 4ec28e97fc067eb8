/**
 * The argument that the engine starts a script with.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Option from "effect/Option"

/**
 * The one argument of a script: what stands after `=` in `[scripts]`, or after the script's name in
 * `external/nodata/NAME ARGUMENT`. The engine passes it as one, blanks and all, and passes an empty one where there is
 * none; that is `None` here. Taken from the process; tests provide their own.
 *
 * @category references
 * @since 0.1.0
 */
export const ScriptArgument: Context.Reference<Option.Option<string>> = Context.Reference(
  "@yatefx/transport-stdio/ScriptArgument",
  {
    defaultValue: () => {
      const argument = process.argv[2]
      return argument === undefined || argument === "" ? Option.none<string>() : Option.some(argument)
    }
  }
)
