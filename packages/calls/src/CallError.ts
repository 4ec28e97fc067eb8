/**
 * What can go wrong in a call: one error for each thing that a flow does, with a reason.
 *
 * @since 0.1.0
 */
import type { SendError } from "@yatefx/dispatcher"
import * as Data from "effect/Data"
import type * as Schema from "effect/Schema"

/**
 * The leg is gone: the other side hung up, the call was dropped, or the engine lost it. The one outcome for this of every
 * operation on a call, whatever it was doing.
 *
 * @category errors
 * @since 0.1.0
 */
export class HungUp extends Data.TaggedError("HungUp")<{
  /** The leg. */
  readonly id: string
  /**
   * Why, in the engine's words: `busy`, `noanswer`, the reason given to `hangup`, or a SIP peer's own text (`Busy Here`,
   * `originate-busy.txt`). None when somebody simply hung up; `lost` when the engine came back without the channel.
   */
  readonly reason: string | undefined
  /** The code of SIP, where there is one: 200 for a plain BYE, 486, 404. */
  readonly cause: number | undefined
}> {
  override get message(): string {
    return `${this.id} has hung up${this.reason === undefined ? "" : `: ${this.reason}`}`
  }
}

/**
 * The call is connected to something else at present: a bridge, a conference, a target that it was sent to. What is
 * played or recorded needs it in the program's own hands.
 *
 * @category errors
 * @since 0.1.0
 */
export class NotControlled extends Data.TaggedError("NotControlled")<{
  /** The leg. */
  readonly id: string
}> {
  override get message(): string {
    return `${this.id} is connected elsewhere: end the bridge, or leave the conference, before you play to it`
  }
}

/**
 * What every operation on a call can fail with: the leg is gone, it is connected elsewhere, or the engine can't be told.
 *
 * @category errors
 * @since 0.1.0
 */
export type LegError = HungUp | NotControlled | SendError

/**
 * There is no such file, or the engine can't open it.
 *
 * @category reasons
 * @since 0.1.0
 */
export class NoSuchSound extends Data.TaggedError("NoSuchSound")<{}> {}

/**
 * Something else was played to the call meanwhile, by this program or another; or recorded it, where that is what failed. A
 * file that can be opened and not read, a folder say, is told so too: the engine has one word for both (wavefile.cpp:460).
 *
 * @category reasons
 * @since 0.1.0
 */
export class Replaced extends Data.TaggedError("Replaced")<{}> {}

/**
 * No module of the engine took the source: an unknown tone, a kind of source that isn't loaded.
 *
 * @category reasons
 * @since 0.1.0
 */
export class NotAttached extends Data.TaggedError("NotAttached")<{}> {}

/**
 * The name leads out of the folder of sounds, or holds what no file name may.
 *
 * @category reasons
 * @since 0.1.0
 */
export class BadName extends Data.TaggedError("BadName")<{}> {}

/**
 * A sound was not played, or not to its end.
 *
 * @category errors
 * @since 0.1.0
 */
export class PlayError extends Data.TaggedError("PlayError")<{
  /** What should have been heard, as the engine was told it, or would have been. */
  readonly source: string
  readonly reason: NoSuchSound | Replaced | NotAttached | BadName
}> {
  override get message(): string {
    const { reason, source } = this
    switch (reason._tag) {
      case "NoSuchSound":
        return `${source} can't be opened: is the file there, and may the engine read it?`
      case "Replaced":
        return `${source} was cut off: something else was played to the call`
      case "NotAttached":
        return `the engine has nothing that plays ${source}: is the module loaded, and the name right?`
      case "BadName":
        return `"${source}" is no name of a sound: give a path below the folder of sounds, or use Sound.file`
    }
  }
}

/**
 * There are no such keys.
 *
 * @category reasons
 * @since 0.1.0
 */
export class BadKeys extends Data.TaggedError("BadKeys")<{}> {}

/**
 * The leg takes no keys: there is nobody behind it who could hear them.
 *
 * @category reasons
 * @since 0.1.0
 */
export class NotTaken extends Data.TaggedError("NotTaken")<{}> {}

/**
 * Keys were not sent.
 *
 * @category errors
 * @since 0.1.0
 */
export class DtmfError extends Data.TaggedError("DtmfError")<{
  /** The leg. */
  readonly id: string
  readonly keys: string
  readonly reason: BadKeys | NotTaken
}> {
  override get message(): string {
    return this.reason._tag === "BadKeys"
      ? `"${this.keys}" are no keys: use 0 to 9, *, # and A to D`
      : `${this.id} takes no keys`
  }
}

/**
 * No key came in time.
 *
 * @category reasons
 * @since 0.1.0
 */
export class NoKeys extends Data.TaggedError("NoKeys")<{}> {}

/**
 * There were fewer keys than `min`.
 *
 * @category reasons
 * @since 0.1.0
 */
export class TooFewKeys extends Data.TaggedError("TooFewKeys")<{}> {}

/**
 * The schema refused the keys, or they are none of the menu's.
 *
 * @category reasons
 * @since 0.1.0
 */
export class NotAccepted extends Data.TaggedError("NotAccepted")<{
  /** What the schema says; none for a menu. */
  readonly error: Schema.SchemaError | undefined
}> {}

/**
 * The caller gave no valid answer, however often he was asked. The text doesn't tell the keys, which can be secret.
 *
 * @category errors
 * @since 0.1.0
 */
export class NoValidInput extends Data.TaggedError("NoValidInput")<{
  /** The leg. */
  readonly id: string
  /** How often it was asked. */
  readonly attempts: number
  /** The last answer. */
  readonly keys: string
  /** What was wrong with the last answer. */
  readonly reason: NoKeys | TooFewKeys | NotAccepted
}> {
  override get message(): string {
    const why = {
      NoKeys: "no key came in time",
      TooFewKeys: "there were too few keys",
      NotAccepted: "it was not accepted"
    }
    return `${this.id} gave no valid answer when asked ${
      this.attempts === 1 ? "once" : `${this.attempts} times`
    }; at last ${why[this.reason._tag]}`
  }
}

/**
 * The call could not be sent on: nobody took it.
 *
 * @category errors
 * @since 0.1.0
 */
export class RouteError extends Data.TaggedError("RouteError")<{
  readonly target: string
  /** The engine's word for it: `noroute`, `busy`, `forbidden`. */
  readonly error: string | undefined
  /** The engine's text. */
  readonly reason: string | undefined
}> {
  override get message(): string {
    const why = this.reason ?? this.error
    return `nobody takes a call to ${this.target}${why === undefined ? "" : `: ${why}`}`
  }
}

/**
 * How a call that the program places can end before it is answered.
 *
 * @category models
 * @since 0.1.0
 */
export type Outcome = "busy" | "noAnswer" | "rejected" | "notFound" | "failed"

/**
 * A call that the program placed was not answered.
 *
 * @category errors
 * @since 0.1.0
 */
export class OriginateError extends Data.TaggedError("OriginateError")<{
  readonly target: string
  readonly outcome: Outcome
  /** The engine's word or text: `busy`, `noroute`, `Busy Here`. */
  readonly reason: string | undefined
  /** The code of SIP, where there is one. */
  readonly cause: number | undefined
}> {
  override get message(): string {
    const { cause, outcome, reason, target } = this
    const words: Record<Outcome, string> = {
      busy: "is busy",
      noAnswer: "does not answer",
      rejected: "rejects the call",
      notFound: "does not exist, or nothing routes to it",
      failed: reason === undefined && cause === undefined
        ? "can't be called: is it a target (sip/sip:bob@10.0.0.1), and its module loaded?"
        : "can't be called"
    }
    const why = [reason, cause].filter((each) => each !== undefined).join(", ")
    return `${target === "" ? "\"\"" : target} ${words[outcome]}${why === "" ? "" : ` (${why})`}`
  }
}
