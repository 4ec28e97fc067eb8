/** One link's life as the dispatcher sees it: what was asked on it, and what still waits for its answer. */
import { Codec, type Frame, type ProtocolError } from "@yatefx/protocol"
import type { Link, TransportError } from "@yatefx/transport"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { Disconnected, Unreadable } from "../DispatcherError.ts"
import type { Connection } from "./connection.ts"
import { Outbox } from "./outbox.ts"
import { type Callback, Waiting } from "./waiting.ts"

/** Answers to `install`, `watch`, `setlocal` and the like carry the name they were asked for, and keep the order. */
export type Confirmation =
  | Frame.InstallReply
  | Frame.UninstallReply
  | Frame.WatchReply
  | Frame.UnwatchReply
  | Frame.SetLocalReply

type Request = Frame.Install | Frame.Uninstall | Frame.Watch | Frame.Unwatch | Frame.SetLocal

const requestKey = (frame: Request | Confirmation): string => `${frame._tag.replace("Reply", "")}:${frame.name}`

/** The engine's read buffer in bytes: before `setlocal:bufsize` was confirmed, and between which values it can be set. */
const initialBufsize = 8192
const minBufsize = 2048
const maxBufsize = 65_536

export class Session {
  readonly connection: Connection
  readonly outbox: Outbox
  /** Messages that we dispatched and that are not answered yet, by our id; labelled with their name. */
  readonly dispatches = new Waiting<Frame.MessageReply>()
  readonly #confirmations = new Waiting<Confirmation>()
  /** Done when the engine has confirmed something that was asked for after the settings. */
  readonly overtaken = Deferred.makeUnsafe<void>()
  /** Done when the engine has said goodbye. */
  readonly quitConfirmed = Deferred.makeUnsafe<void>()
  /** False once the link is gone: nothing may be sent on it any more. */
  isOpen = true
  /** Batches of lines heard so far. */
  heard = 0
  /** Which write is under way, by number. */
  writing: number | undefined
  #written = 0
  /** Goodbye is said: the engine hears no answer any more. */
  hasQuit = false
  /** The engine has answered a `setlocal`. */
  answersLocals = false
  /** The engine's run, once it has told. */
  runId: string | undefined
  /** Registrations up to this age are from before the session. */
  readonly since: number
  #bufsize = initialBufsize

  constructor(connection: Connection, options: { readonly maxOutbox: number; readonly since: number }) {
    this.connection = connection
    this.outbox = new Outbox(options.maxOutbox)
    this.since = options.since
  }

  /** Writes what is said, for ever. */
  writeAll(link: Link): Effect.Effect<never, TransportError> {
    return Effect.forever(Effect.flatMap(this.outbox.takeAll, (lines) => {
      this.writing = ++this.#written
      return Effect.map(link.write(lines), () => {
        this.writing = undefined
      })
    }))
  }

  /** Takes the engine's word for the size of its read buffer, in bytes, if it can be. */
  set bufsize(value: number) {
    if (value >= minBufsize && value <= maxBufsize) this.#bufsize = value
  }

  /** Writes a frame for this engine, with the room that it has. */
  encode(frame: Frame.Frame): Result.Result<string, ProtocolError.EncodeError> {
    return Codec.encode(frame, { limit: this.#bufsize - 1 })
  }

  /** Asks, and calls back with the confirmation. Gives the way to stop waiting for it. */
  request(frame: Request, callback: Callback<Confirmation>): Result.Result<() => void, ProtocolError.EncodeError> {
    return Result.map(this.encode(frame), (line) => {
      const key = requestKey(frame)
      const entry = this.#confirmations.add(key, "", callback)
      this.outbox.push(line)
      return () => this.#confirmations.abandon(key, entry, { keepPlace: true })
    })
  }

  /** Gives a confirmation to the oldest request that it can belong to. Says whether there was one. */
  confirm(frame: Confirmation): boolean {
    return this.#confirmations.settle(requestKey(frame), "", Result.succeed(frame))
  }

  /** The engine could not read a line of ours: whoever waits for its answer waits in vain. */
  refuse(line: string): boolean {
    const decoded = Codec.decode(line)
    if (Result.isFailure(decoded)) return false
    const frame = decoded.success
    const unreadable = Result.fail(new Unreadable())
    switch (frame._tag) {
      case "Message":
        return this.dispatches.settle(frame.id, frame.name, unreadable)
      case "Install":
      case "Uninstall":
      case "Watch":
      case "Unwatch":
      case "SetLocal":
        return this.#confirmations.settle(requestKey(frame), "", unreadable)
      default:
        return false
    }
  }

  /** The link is gone: all that waits for an answer ends, and so does all that waits for room to write. */
  close(): void {
    if (!this.isOpen) return
    this.isOpen = false
    const lost = Result.fail(new Disconnected())
    this.#confirmations.settleAll(lost)
    this.dispatches.settleAll(lost)
    this.outbox.clear()
  }
}
