/** Takes the engine's lines to where they belong. */
import { Codec, type Frame, Redaction } from "@yatefx/protocol"
import * as Cause from "effect/Cause"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Receiver } from "./receiver.ts"
import { Seldom } from "./seldom.ts"
import type { Session } from "./session.ts"

/** The longest id that is sent back unread, in bytes; the engine's own have some thirty. */
const maxRawId = 1000

const c1 = /[\x7f-\x9f]/g

/** A line of the engine's for the log: its secrets must not be seen, nor its control bytes reach a terminal. */
const shown = (line: string): string =>
  // Cut after the secrets are gone, and quoted last: a cut leaves no half of an escape.
  JSON.stringify(Redaction.line(line).slice(0, 200))
    .replace(c1, (byte) => `\\u00${byte.charCodeAt(0).toString(16)}`)

/** A number that the engine tells, within what it can be. */
const parse = (value: string, most: number): number => {
  const number = Number.parseInt(value, 10)
  return number >= 0 && number <= most ? number : Number.NaN
}

/** Engines tell their run in some ten digits. */
const maxRunId = 100

/** Lines that are served in one turn. Then what they caused is written, so that the engine goes on while we do. */
const turn = 64

export class Intake {
  readonly #receiver: Receiver
  readonly #answerDeadline: number
  readonly #stray: Seldom

  /** `answerDeadline` in milliseconds. */
  constructor(receiver: Receiver, answerDeadline: number) {
    this.#receiver = receiver
    this.#answerDeadline = answerDeadline
    this.#stray = new Seldom(receiver)
  }

  /** Whatever is wrong with a line, or with what was registered for it, the next is read. */
  take(session: Session, lines: ReadonlyArray<string>): Effect.Effect<void> {
    return Effect.suspend(() => {
      session.heard += 1
      this.#serveSome(session, lines, 0, turn)
      return lines.length > turn ? this.#serveRest(session, lines) : Effect.void
    })
  }

  #serveSome(session: Session, lines: ReadonlyArray<string>, from: number, count: number): void {
    const to = Math.min(from + count, lines.length)
    const now = this.#receiver.now()
    for (let at = from; at < to; at++) this.#serve(session, lines[at] as string, now) // at < length
  }

  /** What follows the first turn. */
  #serveRest(session: Session, lines: ReadonlyArray<string>): Effect.Effect<void> {
    let served = turn
    const next: Effect.Effect<void> = Effect.flatMap(Effect.yieldNow, () => {
      this.#serveSome(session, lines, served, turn)
      served += turn
      return served < lines.length ? next : Effect.void
    })
    // A write may find that the link is gone: what was heard before was said all the same.
    return Effect.onInterrupt(next, () => Effect.sync(() => this.#serveSome(session, lines, served, lines.length)))
  }

  #serve(session: Session, line: string, now: number): void {
    try {
      this.#take(session, line, now)
    } catch (defect) {
      this.#receiver.report(Effect.logError(`A line could not be served: ${shown(line)}`, Cause.die(defect)))
    }
  }

  #take(session: Session, line: string, now: number): void {
    const decoded = Codec.decode(line)
    if (Result.isFailure(decoded)) {
      this.#declineUnread(session, line)
      return this.#skip(decoded.failure.message)
    }
    const frame = decoded.success
    switch (frame._tag) {
      case "Message":
        return this.#receiver.message(session, frame, now)
      case "MessageReply":
        if (frame.id === "") return this.#receiver.watch(frame)
        // One that nobody waits for any more belongs to an interrupted dispatch.
        session.dispatches.settle(frame.id, frame.name, Result.succeed(frame))
        return
      case "InstallReply":
      case "UninstallReply":
      case "WatchReply":
      case "UnwatchReply":
      case "SetLocalReply":
        if (frame._tag === "SetLocalReply") this.#learn(session, frame)
        else Deferred.doneUnsafe(session.overtaken, Effect.void)
        if (!session.confirm(frame)) this.#skip(`a confirmation that was not asked for: ${shown(line)}`)
        return
      case "QuitReply":
        Deferred.doneUnsafe(session.quitConfirmed, Effect.void)
        return
      case "ErrorIn":
        // "connect" on a listener with a role of its own is harmless.
        if (!session.refuse(frame.line) && !frame.line.startsWith("%%>connect:")) {
          this.#skip(`the engine could not read our line ${shown(frame.line)}`)
        }
        return
      default:
        this.#skip(`a command that an engine doesn't send: ${frame._tag}`)
    }
  }

  /** What the engine says of itself counts, whoever asked. */
  #learn(session: Session, { name, ok, value }: Frame.SetLocalReply): void {
    session.answersLocals = true
    if (!ok) return
    const { hand, load } = this.#receiver
    switch (name) {
      case "bufsize":
        session.bufsize = Number.parseInt(value, 10)
        return
      case "timeout": {
        const timeout = Number.parseInt(value, 10)
        // 0: the engine waits for ever.
        hand.deadline = timeout > 0 ? Math.min(this.#answerDeadline, timeout * 0.8) : this.#answerDeadline
        return
      }
      case "maxqueue":
        load.maxQueue = parse(value, 10_000) || 0
        return
      case "engine.maxworkers":
        load.workers = parse(value, 1000) || load.workers
        return
      case "runid":
        if (value !== "" && value.length <= maxRunId) session.runId = value
        return
    }
  }

  /** A message that can't be read holds its caller all the same: it is declined if its id can be told. */
  #declineUnread(session: Session, line: string): void {
    const id = /^%%>message:([^:]+):/.exec(line)?.[1]
    // As it came: what the engine looks for is its own text.
    if (id !== undefined && id.length <= maxRawId) session.outbox.push(`%%<message:${id}:false:`)
  }

  /** Counts what can't be used, and says so seldom: an engine that speaks nonsense speaks much of it. */
  #skip(text: string): void {
    this.#receiver.statistics.strayLines += 1
    this.#stray.happened((more) => Effect.logWarning(`Line skipped: ${text}${more}`))
  }
}
