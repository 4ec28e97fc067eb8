/**
 * A call of a simulated phone, as the person who holds the phone knows it.
 *
 * @since 0.1.0
 */
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"

/**
 * The engine did not put the call through (`route-reject.txt`).
 *
 * @category errors
 * @since 0.1.0
 */
export class CallRejected extends Schema.TaggedError<CallRejected>()("CallRejected", {
  /** The number that was dialled. */
  called: Schema.String,
  /** Yate's word for it: `busy`, `forbidden`, `noroute`, `noconn`, … */
  error: Schema.String,
  reason: Schema.UndefinedOr(Schema.String),
  /** The SIP code that a phone would have got. */
  code: Schema.Int
}) {
  override get message(): string {
    return `the call to ${this.called} was rejected: ${this.error} (${this.code}${
      this.reason === undefined ? "" : `, ${this.reason}`
    })`
  }
}

/**
 * The call ended before what was waited for came.
 *
 * @category errors
 * @since 0.1.0
 */
export class CallEnded extends Schema.TaggedError<CallEnded>()("CallEnded", {
  /** The number that was dialled. */
  called: Schema.String,
  /** Who hung up. */
  by: Schema.Literals(["phone", "engine"]),
  reason: Schema.UndefinedOr(Schema.String)
}) {
  override get message(): string {
    return `the call to ${this.called} ended before it was answered${
      this.reason === undefined ? "" : `: ${this.reason}`
    }`
  }
}

/**
 * Something that was played to the phone.
 *
 * @category models
 * @since 0.1.0
 */
export interface Sound {
  /** `wave/play/` and the file's path, or `tone/` and the tone's name. */
  readonly source: string
  /** Milliseconds since 1970, by Effect's clock. */
  readonly startedAt: number
  /** Milliseconds that were heard; 0 while it plays. */
  readonly duration: number
  /** `eof`: to its end; `cut`: something else was played, or the call ended. */
  readonly how: "playing" | "eof" | "cut"
}

/**
 * How a call ended.
 *
 * @category models
 * @since 0.1.0
 */
export interface Ending {
  /** Who hung up. */
  readonly by: "phone" | "engine"
  /** As in the leg's `chan.hangup`; none when nobody gave one. */
  readonly reason: string | undefined
}

/**
 * Something that happened to a call, as the phone notices it; `at` is in milliseconds since 1970, by Effect's clock.
 * `Started` and `Stopped` are about sounds that are heard.
 *
 * @category models
 * @since 0.1.0
 */
export type CallEvent =
  | { readonly _tag: "Ringing" | "Progress" | "Answered"; readonly at: number }
  | {
    readonly _tag: "Rejected"
    readonly at: number
    readonly error: string
    readonly reason: string | undefined
    readonly code: number
  }
  | { readonly _tag: "Started"; readonly at: number; readonly source: string }
  | { readonly _tag: "Stopped"; readonly at: number; readonly source: string; readonly how: "eof" | "cut" }
  | {
    readonly _tag: "Ended"
    readonly at: number
    readonly by: "phone" | "engine"
    readonly reason: string | undefined
  }

/**
 * A call. It lives until either side hangs up, or its scope closes.
 *
 * @category models
 * @since 0.1.0
 */
export interface Call {
  /** The channel's id, `sip/1`. */
  readonly id: string
  readonly called: string
  /** Waits until the other side rings. Fails when the call is rejected, or ends before. */
  readonly ringing: Effect.Effect<void, CallRejected | CallEnded>
  /** Waits until the call is answered. Fails when it is rejected, or ends before. */
  readonly answered: Effect.Effect<void, CallRejected | CallEnded>
  /**
   * Presses keys one after the other, `gap` apart (not at all by default), and then waits until the engine has done with
   * them: for each, whether it was handled. Keys pressed after the end are not handled.
   */
  readonly press: (keys: string, options?: { readonly gap?: Duration.Input }) => Effect.Effect<ReadonlyArray<boolean>>
  /** Hangs up. Does nothing once the call has ended. */
  readonly hangup: (reason?: string) => Effect.Effect<void>
  /** Waits until the call has ended. */
  readonly ended: Effect.Effect<Ending>
  /** What was heard so far, in order of its start; what plays now is last. The last 10,000 sounds are remembered. */
  readonly heard: Effect.Effect<ReadonlyArray<Sound>>
  /**
   * Speaks a file (a path as for `wave/play`) from the moment that somebody hears it: a recording, say. It takes the place
   * of what the phone spoke before; with nothing, the phone is silent.
   */
  readonly speak: (file?: string) => Effect.Effect<void>
  /** Holds the call, or takes it back: the other side gets `call.update`, and the phone hears nothing meanwhile. */
  readonly hold: (isHeld?: boolean) => Effect.Effect<void>
  /**
   * Tells of each thing that happens to the call until the scope closes, first of those that happened before (of the last
   * 10,000 of them). `observer` runs in the middle of the engine's work: it must be quick and must not throw.
   */
  readonly observe: (observer: (event: CallEvent) => void) => Effect.Effect<void, never, Scope.Scope>
}

/**
 * A call to a phone, before it is picked up. Then it is a call like any other.
 *
 * @category models
 * @since 0.1.0
 */
export interface IncomingCall extends Call {
  /** The number of who calls, and a name where there is one. */
  readonly from: { readonly number: string; readonly name: string | undefined }
  /** Rings: the other side gets `call.ringing`. */
  readonly ring: Effect.Effect<void>
  /** Picks up: the other side gets `call.answered`. */
  readonly answer: Effect.Effect<void>
  /** Refuses, with a SIP code: 486 (busy) by default. Does nothing once the call is answered or over. */
  readonly refuse: (code?: number) => Effect.Effect<void>
}
