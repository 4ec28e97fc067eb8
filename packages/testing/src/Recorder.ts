/**
 * What happened in a scenario, in order: the lines that an application and its engine said to each other, and what the
 * phones did and noticed. Ladders and transcripts are made of it.
 *
 * @since 0.1.0
 */
import { Redaction } from "@yatefx/protocol"
import { Transport, type TransportError } from "@yatefx/transport"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/**
 * A line on the wire, a byte string without its end.
 *
 * @category models
 * @since 0.1.0
 */
export interface LineEntry {
  readonly _tag: "Line"
  /** Milliseconds since 1970, by Effect's clock. */
  readonly at: number
  /** The name under which the application's transport is recorded. */
  readonly application: string
  /** Who said it: the application or the engine. */
  readonly from: "A" | "E"
  /** Without its secrets (`Redaction` of `@yatefx/protocol`), unless they were to be kept. */
  readonly line: string
}

/**
 * Something that a phone did (`from` is `phone`) or noticed (`engine`).
 *
 * @category models
 * @since 0.1.0
 */
export interface PhoneEntry {
  readonly _tag: "Phone"
  readonly at: number
  /** The phone's number. */
  readonly phone: string
  /** The id of its channel: `sip/1`. */
  readonly channel: string
  readonly from: "phone" | "engine"
  /** In a few words: `dials ivr`, `key 5`, `answered`. */
  readonly text: string
}

/**
 * Something else: a fault that was made, a link that ended.
 *
 * @category models
 * @since 0.1.0
 */
export interface RemarkEntry {
  readonly _tag: "Remark"
  readonly at: number
  readonly text: string
}

/**
 * Anything that is recorded.
 *
 * @category models
 * @since 0.1.0
 */
export type Entry = LineEntry | PhoneEntry | RemarkEntry

/**
 * Settings of a recorder.
 *
 * @category models
 * @since 0.1.0
 */
export interface RecorderOptions {
  /** How many entries are kept; the oldest go first. 100,000 by default. */
  readonly capacity?: number
}

/**
 * What of a transport's lines is recorded.
 *
 * @category models
 * @since 0.1.0
 */
export interface RecordOptions {
  /**
   * `"hide"`, the default, leaves out passwords and what is computed from them: the values are `redacted`. `"keep"` is
   * for a recording that stays where it is made.
   */
  readonly secrets?: "hide" | "keep"
}

/**
 * A recorder. `Scenario.run` provides one for each scenario.
 *
 * @category services
 * @since 0.1.0
 */
export class Recorder extends Context.Service<Recorder, {
  /** Adds an entry, from synchronous code too. */
  readonly note: (entry: Entry) => void
  /** Adds a remark, with the present time. */
  readonly remark: (text: string) => Effect.Effect<void>
  /** What was recorded so far. */
  readonly entries: Effect.Effect<ReadonlyArray<Entry>>
}>()("@yatefx/testing/Recorder") {
  /** A recorder of its own for whoever provides it. */
  static layer(options?: RecorderOptions): Layer.Layer<Recorder> {
    return Layer.sync(Recorder, () => make(options))
  }

  /**
   * Records the lines of the transport below: any transport, to the embedded engine or to a real one. Put it next to
   * the dispatcher, so that it hears what the application says and not what a fault makes of it.
   */
  static transport(
    application: string = "application",
    options: RecordOptions = {}
  ): Layer.Layer<Transport, never, Transport | Recorder> {
    return Layer.effect(Transport, recorded(application, options))
  }
}

const make = (options: RecorderOptions = {}): Recorder["Service"] => {
  const capacity = Math.max(options.capacity ?? 100_000, 1)
  let entries: Array<Entry> = []
  const note = (entry: Entry): void => {
    entries.push(entry)
    // Now and then, since to shift an array of this size each time is slow.
    if (entries.length >= capacity * 2) entries = entries.slice(-capacity)
  }
  return {
    note,
    remark: (text) => Effect.map(Clock.currentTimeMillis, (at) => note({ _tag: "Remark", at, text })),
    entries: Effect.sync(() => entries.slice(-capacity))
  }
}

const recorded = Effect.fnUntraced(function*(application: string, { secrets = "hide" }: RecordOptions) {
  const { address, connect } = yield* Transport
  const recorder = yield* Recorder
  const noting = (redactor: Redaction.Redactor) => (from: "A" | "E", lines: ReadonlyArray<string>) =>
    Effect.map(Clock.currentTimeMillis, (at) => {
      for (const said of lines) {
        const line = secrets === "keep" ? said : redactor.line(said)
        recorder.note({ _tag: "Line", at, application, from, line })
      }
    })
  return Transport.of({
    address,
    connect: Effect.map(connect, (link) => {
      const note = noting(new Redaction.Redactor())
      let isTold = false
      const lost = (error: TransportError): Effect.Effect<void> =>
        Effect.suspend(() => {
          if (isTold) return Effect.void
          isTold = true
          return recorder.remark(error.message)
        })
      return {
        pull: Effect.tapError(Effect.tap(link.pull, (lines) => note("E", lines)), lost),
        // Before it is written: the embedded engine answers within the write.
        write: (lines) => Effect.andThen(note("A", lines), Effect.tapError(link.write(lines), lost))
      }
    })
  })
})
