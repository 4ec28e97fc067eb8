/**
 * Recording what the other side of a call says, to a file on the engine's machine.
 *
 * It records one side, at 8 kHz in the format that the file's name says: `.slin` (16 bit, 16,000 bytes a second), `.au`
 * (the same with a header), `.alaw` and `.mulaw` (8,000). Other names that Yate knows (`.gsm`, `.g729`) need a codec in
 * the engine, which a plain one lacks.
 *
 * @since 0.1.0
 */
import { ChanRecord, DataNode, Masquerade } from "@yatefx/messages"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import type { Call } from "./Call.ts"
import { BadName, type LegError, type PlayError, Replaced } from "./CallError.ts"
import { hasKeyOf, takeKeyOf } from "./internal/collecting.ts"
import { Leg } from "./internal/leg.ts"
import { present } from "./internal/presence.ts"
import { checkFile, octetsOf } from "./internal/recordable.ts"
import * as Speech from "./internal/speech.ts"
import { stop } from "./internal/stopping.ts"
import * as Sound from "./Sound.ts"

/**
 * Where a recording goes: a name below the program's folder of recordings (`CallsOptions.recordings`), `alice/17`, to
 * which `.slin` is added; or any file of the engine's machine.
 *
 * @category models
 * @since 0.1.0
 */
export type Target = string | { readonly _tag: "File"; readonly path: string }

/**
 * A file anywhere on the engine's machine, by its path with the extension. Never make the path of what a caller says: for
 * that, names are confined to the folder of recordings.
 *
 * @category constructors
 * @since 0.1.0
 */
export const file = (path: string): Target => ({ _tag: "File", path })

/**
 * What ends a recording, besides hanging up.
 *
 * @category models
 * @since 0.1.0
 */
export interface RecordOptions {
  /** How long it may be: five minutes by default. */
  readonly maxLength?: Duration.Input
  /**
   * Keys that end it: `any`, or some of them (`"#"`). None by default. The key that does it is taken, and told; others
   * stay for whoever collects next. A key that was pressed before counts: `call.flushKeys` forgets those.
   */
  readonly endedBy?: "any" | (string & {})
  /**
   * Ends it when nothing has been said for so long, at the beginning as well. Off by default. A phone that sends no sound
   * at all is silent too, which is noticed 5.5 seconds late if it has spoken before.
   *
   * The engine tells speech from silence in its conference rooms only (the module `conference`), so the caller is alone in
   * one for that time. It notices the end of speech 1 to 3 seconds late, the later the louder it was (conference.cpp:882), and so
   * does this. What it takes for speech is any sound that is louder than the noise before it: music on the line is.
   */
  readonly silence?: Duration.Input
  /** Played before, to its end: `"beep"`. None by default. It is not in the recording. */
  readonly beep?: Sound.Sound
}

/**
 * What was recorded.
 *
 * @category models
 * @since 0.1.0
 */
export interface Recorded {
  /** The file, as the engine was told it. `Sound.file` plays it. */
  readonly file: string
  /** For how long it was recorded, in milliseconds. A phone that sends nothing while its owner is silent makes the file shorter. */
  readonly millis: number
  /** Why it ended. Hanging up is one of the ways: what was recorded is there. */
  readonly ended: "maxLength" | "key" | "silence" | "hangup"
  /** The key that ended it. */
  readonly key: string | undefined
}

/**
 * No folder for recordings by name is set.
 *
 * @category reasons
 * @since 0.1.0
 */
export class NoFolder extends Data.TaggedError("NoFolder")<{}> {}

/**
 * The engine can't create the file, or can't empty it: the folder isn't there, or may not be written.
 *
 * @category reasons
 * @since 0.1.0
 */
export class NotWritable extends Data.TaggedError("NotWritable")<{}> {}

/**
 * The engine has no codec for the format that the name asks for: the file would stay empty.
 *
 * @category reasons
 * @since 0.1.0
 */
export class NoCodec extends Data.TaggedError("NoCodec")<{}> {}

/**
 * A module of the engine that it takes is not loaded: `wavefile`, or `conference` for silence.
 *
 * @category reasons
 * @since 0.1.0
 */
export class NotLoaded extends Data.TaggedError("NotLoaded")<{
  /** The module. */
  readonly module: "wavefile" | "conference"
}> {}

/**
 * A call was not recorded, or not to its end.
 *
 * @category errors
 * @since 0.1.0
 */
export class RecordError extends Data.TaggedError("RecordError")<{
  /** The file, as the engine was told it, or would have been. */
  readonly file: string
  readonly reason: BadName | NoFolder | NotWritable | NoCodec | NotLoaded | Replaced
}> {
  override get message(): string {
    const { file, reason } = this
    switch (reason._tag) {
      case "BadName":
        return `"${file}" is no name of a recording: give a path below the folder of recordings, or use Recording.file`
      case "NoFolder":
        return `"${file}" has no folder: set "recordings" in Calls.layerWith, or use Recording.file`
      case "NotWritable":
        return `${file} can't be written: is the folder there on the engine's machine, and may the engine write to it?`
      case "NoCodec":
        return `${file} would stay empty: the engine has no codec for it; use .slin, .au, .alaw or .mulaw`
      case "NotLoaded":
        return `${file} can't be recorded: the engine's module "${reason.module}" is not loaded`
      case "Replaced":
        return `the recording ${file} was cut off: something else records the call`
    }
  }
}

/**
 * Records what the other side says, until something ends it. A file that is there already is overwritten.
 *
 * That the file can be made is found out before the beep, so that nobody speaks for nothing: the engine itself only logs
 * it (wavefile.cpp:580). It empties the file, and is then made to play it to nobody: a file that isn't there is told, and one
 * that doesn't end at once was not emptied. So an old file that the engine may read, may not write, and that is
 * shorter than a second, is not noticed.
 *
 * Interrupting it ends the recording, and leaves the file with what was said so far. While it runs, the call must not be
 * connected elsewhere.
 *
 * @example
 * ```ts
 * import { Call, Recording } from "@yatefx/calls"
 * import { Effect } from "effect"
 *
 * const leaveMessage = Effect.gen(function*() {
 *   const call = yield* Call
 *   const { ended, millis } = yield* Recording.record(call, "messages/17", { beep: "beep", endedBy: "#" })
 *   if (ended !== "hangup") yield* call.play(millis < 1000 ? "too-short" : "thank-you")
 * })
 * ```
 *
 * @category operations
 * @since 0.1.0
 */
export const record = Effect.fn("Recording.record")(function*(
  call: Call,
  file: Target,
  options: RecordOptions = {}
): Effect.fn.Return<Recorded, LegError | PlayError | RecordError> {
  const leg = Leg.of(call)
  const path = yield* pathOf(leg, file)
  const maxLength = Duration.toMillis(Duration.fromInputUnsafe(options.maxLength ?? "5 minutes"))
  const failed = (reason: RecordError["reason"]) => new RecordError({ file: path, reason })
  const checked = yield* checkFile(leg, path)
  if (checked === "NotWritable") return yield* failed(new NotWritable())
  if (checked === "NoCodec") return yield* failed(new NoCodec())
  if (checked === "NotLoaded") return yield* failed(new NotLoaded({ module: "wavefile" }))
  if (options.beep !== undefined) yield* leg.play(options.beep)
  const recorded = yield* Effect.scoped(Effect.gen(function*() {
    const speech = options.silence === undefined ? undefined : yield* Speech.listen(leg)
    if (options.silence !== undefined && speech === undefined) {
      return yield* failed(new NotLoaded({ module: "conference" }))
    }
    const links = leg.hub.links
    const begun = yield* Clock.currentTimeMillis
    const heard = yield* running(leg, path, maxLength, failed)
    const over = leg.until((): Recorded["ended"] | "unlinked" | "replaced" | undefined => {
      if (heard.full) return "maxLength"
      if (options.endedBy !== undefined && hasKeyOf(leg, options.endedBy)) return "key"
      if (leg.hungUp !== undefined) return "hangup"
      if (leg.hub.links !== links) return "unlinked"
      return leg.recording === heard.token ? undefined : "replaced"
    })
    const silent = speech === undefined || options.silence === undefined ? Effect.never : speech.silent(options.silence)
    const ended = yield* Effect.raceFirst(
      // A phone that sends nothing never fills the file.
      Effect.map(
        Effect.timeoutOption(over, maxLength + grace),
        Option.getOrElse((): Recorded["ended"] => "maxLength")
      ),
      Effect.as(silent, "silence" as const)
    )
    if (ended === "unlinked") return yield* leg.hub.lostTouch(ChanRecord)
    if (ended === "replaced") return yield* failed(new Replaced())
    const millis = (yield* Clock.currentTimeMillis) - begun
    return {
      file: path,
      millis: ended === "maxLength" ? maxLength : Math.min(millis, maxLength),
      ended
    }
  }))
  // Taken last: whoever is interrupted before it leaves the key.
  return { ...recorded, key: recorded.ended === "key" ? takeKeyOf(leg, options.endedBy ?? "") : undefined }
})

const pathOf = (leg: Leg, target: Target): Effect.Effect<string, RecordError> => {
  if (typeof target !== "string") {
    return target.path === ""
      ? Effect.fail(new RecordError({ file: "", reason: new BadName() }))
      : Effect.succeed(target.path)
  }
  const folder = leg.hub.recordings
  if (!Sound.isName(target)) return Effect.fail(new RecordError({ file: target, reason: new BadName() }))
  return folder === undefined
    ? Effect.fail(new RecordError({ file: target, reason: new NoFolder() }))
    : Effect.succeed(Sound.pathOf(target, folder))
}

const Record = Masquerade.of(ChanRecord)

/** How much later than the clock the engine may find a recording long enough, in milliseconds. */
const grace = 500

/** Records, for the time of the scope. What the leg sends is recorded, wherever it is connected. */
const running = (
  leg: Leg,
  path: string,
  maxLength: number,
  failed: (reason: RecordError["reason"]) => RecordError
): Effect.Effect<{ readonly token: string; readonly full: boolean }, LegError | RecordError, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.gen(function*() {
      const token = leg.hub.token(leg.id)
      const heard = { token, full: false }
      leg.hub.tokens.set(token, () => {
        heard.full = true
        leg.wake()
      })
      // Whoever records already sees that it is over for him.
      leg.recording = token
      leg.wake()
      // Without a format `.au` takes that of the phone, of which nobody knows how many octets a second has (wavefile.cpp:672).
      const started = leg.send(Record, {
        id: leg.id,
        call: DataNode.waveRecord(path),
        notify: token,
        maxlen: octetsOf(path, maxLength),
        ...(path.endsWith(".au") ? { format: "slin" } : {})
      })
      const { processed } = yield* Effect.onError(started, () => Effect.sync(() => forget(leg, token)))
      if (!processed) {
        forget(leg, token)
        yield* present(leg, leg.control)
        return yield* failed(new NotLoaded({ module: "wavefile" }))
      }
      return heard
    }),
    ({ token }) =>
      Effect.ensuring(
        // Nobody else's recording is stopped.
        stop(
          leg,
          () => leg.recording === token || leg.recording === undefined,
          leg.send(Record, { id: leg.id, call: DataNode.none, notify: token })
        ),
        Effect.sync(() => forget(leg, token))
      )
  )

const forget = (leg: Leg, token: string): void => {
  leg.hub.tokens.delete(token)
  if (leg.recording === token) leg.recording = undefined
}
