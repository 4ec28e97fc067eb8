/**
 * The options in the environment that TCP and UNIX have in common.
 */
import * as Config from "effect/Config"
import * as Option from "effect/Option"

/** Undefined when it is missing; a wrong one fails. */
export const optional = <A>(self: Config.Config<A>): Config.Config<A | undefined> =>
  Config.map(Config.option(self), Option.getOrUndefined)

export const fields = {
  role: optional(Config.Literals(["global", "channel"], "YATEFX_ROLE")),
  id: optional(Config.NonEmptyString("YATEFX_ID")),
  type: optional(Config.NonEmptyString("YATEFX_TYPE")),
  maxLineLength: optional(Config.Int("YATEFX_MAX_LINE_LENGTH")),
  connectTimeout: optional(Config.Duration("YATEFX_CONNECT_TIMEOUT"))
}
