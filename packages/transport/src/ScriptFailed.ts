/**
 * A program that didn't keep to the script of its test.
 *
 * @since 0.1.0
 */
import * as Data from "effect/Data"

/**
 * The program wrote something else than the script expects, or ended the link before.
 *
 * @category errors
 * @since 0.1.0
 */
export class ScriptFailed extends Data.TaggedError("ScriptFailed")<{
  /** Which of the script's dials, from 1. */
  readonly dial: number
  /** Which step of the dial, from 1. */
  readonly step: number
  /** What would have done; several where any order is allowed. */
  readonly expected: ReadonlyArray<string>
  /** What the program wrote; undefined when it ended the link. */
  readonly came: string | undefined
  /** The lines before: `A ` is the program's, `E ` the script's. */
  readonly said: ReadonlyArray<string>
}> {
  override get message(): string {
    const { came, dial, expected, said, step } = this
    return [
      `dial ${dial}, step ${step} of the script: expected`,
      ...expected.map((line) => `  ${line}`),
      ...(came === undefined ? ["but the program ended the link"] : ["but the program wrote", `  ${came}`]),
      ...(said.length === 0 ? ["as the first line"] : ["after", ...said.map((line) => `  ${line}`)])
    ].join("\n")
  }
}
