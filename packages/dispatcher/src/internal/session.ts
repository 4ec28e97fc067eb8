/** One link's life as the dispatcher sees it: what was asked on it, and what still waits for its answer. */
import { Codec, type Frame, type ProtocolError } from "@yatefx/protocol"
import * as Result from "effect/Result"
import { Disconnected, Unreadable } from "../DispatcherError.ts"
import { Outbox } from "./outbox.ts"

/** Answers to `install`, `watch`, `setlocal` and the like carry the name they were asked for, and keep the order. */
export type Confirmation =
  | Frame.InstallReply
  | Frame.UninstallReply
  | Frame.WatchReply
  | Frame.UnwatchReply
  | Frame.SetLocalReply

type Request = Frame.Install | Frame.Uninstall | Frame.Watch | Frame.Unwatch | Frame.SetLocal

/** What ends a request or a dispatch instead of its answer. */
export type Loss = Disconnected | Unreadable

type Callback<A> = (outcome: Result.Result<A, Loss>) => void

/** First in, first out, by key; a key without entries takes no room. */
class Waiting<A> {
  readonly #byKey = new Map<string, Array<Callback<A>>>()
  size = 0

  add(key: string, callback: Callback<A>): void {
    const queue = this.#byKey.get(key)
    if (queue === undefined) this.#byKey.set(key, [callback])
    else queue.push(callback)
    this.size += 1
  }

  remove(key: string, callback: Callback<A>): void {
    const queue = this.#byKey.get(key)
    const at = queue?.indexOf(callback) ?? -1
    if (queue === undefined || at < 0) return
    queue.splice(at, 1)
    this.size -= 1
    if (queue.length === 0) this.#byKey.delete(key)
  }

  /** Settles the oldest of the key. Says whether there was one. */
  settle(key: string, outcome: Result.Result<A, Loss>): boolean {
    const callback = this.#byKey.get(key)?.[0]
    if (callback === undefined) return false
    this.remove(key, callback)
    callback(outcome)
    return true
  }

  settleAll(outcome: Result.Result<A, Loss>): void {
    const all = [...this.#byKey.values()].flat()
    this.#byKey.clear()
    this.size = 0
    for (const callback of all) callback(outcome)
  }
}

const requestKey = (frame: Request | Confirmation): string => `${frame._tag.replace("Reply", "")}:${frame.name}`

/** The engine's read buffer before `setlocal:bufsize` was confirmed, in bytes. */
const initialBufsize = 8192

export class Session {
  readonly outbox: Outbox
  /** Messages that we dispatched and that are not answered yet, by our id. */
  readonly dispatches = new Waiting<Frame.MessageReply>()
  readonly #confirmations = new Waiting<Confirmation>()
  /** False once the link is gone: nothing may be sent on it any more. */
  isOpen = true
  /** The engine's read buffer in bytes, as last confirmed. */
  bufsize = initialBufsize

  constructor(outboxLimit: number) {
    this.outbox = new Outbox(outboxLimit)
  }

  /** Writes a frame for this engine, with the room that it has. */
  encode(frame: Frame.Frame): Result.Result<string, ProtocolError.EncodeError> {
    return Codec.encode(frame, { limit: this.bufsize - 1 })
  }

  /** Asks, and calls back with the confirmation. */
  request(frame: Request, callback: Callback<Confirmation>): Result.Result<void, ProtocolError.EncodeError> {
    return Result.map(this.encode(frame), (line) => {
      this.#confirmations.add(requestKey(frame), callback)
      this.outbox.push(line)
    })
  }

  /** Gives a confirmation to the oldest request that it can belong to. Says whether there was one. */
  confirm(frame: Confirmation): boolean {
    return this.#confirmations.settle(requestKey(frame), Result.succeed(frame))
  }

  /** The engine could not read a line of ours: whoever waits for its answer waits in vain. */
  refuse(line: string): boolean {
    const decoded = Codec.decode(line)
    if (Result.isFailure(decoded)) return false
    const frame = decoded.success
    const unreadable = Result.fail(new Unreadable())
    switch (frame._tag) {
      case "Message":
        return this.dispatches.settle(frame.id, unreadable)
      case "Install":
      case "Uninstall":
      case "Watch":
      case "Unwatch":
      case "SetLocal":
        return this.#confirmations.settle(requestKey(frame), unreadable)
      default:
        return false
    }
  }

  /** The link is gone: all that waits for an answer ends. */
  close(): void {
    if (!this.isOpen) return
    this.isOpen = false
    const lost = Result.fail(new Disconnected())
    this.#confirmations.settleAll(lost)
    this.dispatches.settleAll(lost)
  }
}
