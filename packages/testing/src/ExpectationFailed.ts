/**
 * An expectation of a phone that was not met.
 *
 * @since 0.1.0
 */
import * as Data from "effect/Data"
import * as Ladder from "./Ladder.ts"

/**
 * What a phone expected didn't happen in time, or can't happen any more. Its message shows what was said.
 *
 * @category errors
 * @since 0.1.0
 */
export class ExpectationFailed extends Data.TaggedError("ExpectationFailed")<{
  /** Whose expectation: `alice's call to ivr (sip/1)`. */
  readonly subject: string
  readonly expected: string
  /** What happened instead. */
  readonly instead: string
  /** The call's ladder. */
  readonly ladder: Ladder.Ladder
}> {
  override get message(): string {
    const { expected, instead, ladder, subject } = this
    return `${subject}: expected ${expected}, but ${instead}\n\n${Ladder.text(ladder)}`
  }
}
