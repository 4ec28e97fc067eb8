/**
 * One application's connection: the engine's side of the protocol, command by command (PROTOCOL.md).
 */
import { Codec, type Frame, Redaction, YateBoolean } from "@yatefx/protocol"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import * as Latch from "effect/Latch"
import * as Result from "effect/Result"
import { EngineMessage } from "../EngineMessage.ts"
import { applyAnswer, applyFields, type Asked } from "./answer.ts"
import { ApplicationChannel } from "./applicationChannel.ts"
import type { Core } from "./core.ts"
import { LineQueue } from "./lineQueue.ts"
import { resumeLater } from "./resumeLater.ts"
import { SessionLocals } from "./sessionLocals.ts"

export type Role = "global" | "channel"

/** Handlers of one connection, and watches; Yate has no limit. */
const maxRegistrations = 10_000

const answerPrefix = "%%<message:"
const messagePrefix = "%%>message:"

interface Pending extends Asked {
  readonly done: Deferred.Deferred<void>
  /** Milliseconds, as it was set when the message was asked about; `deadline` is when they are over. */
  readonly timeout: number
  readonly deadline: number
  readonly timebomb: boolean
}

interface Installed {
  readonly priority: number
  readonly uninstall: () => void
}

export class Session {
  readonly #core: Core
  readonly #outbox: LineQueue
  readonly #locals: SessionLocals
  readonly #installed = new Map<string, Installed>()
  readonly #watched = new Set<string>()
  readonly #pending = new Map<string, Pending>()
  /** Messages of its own, sent with an id, whose answers it waits for. */
  #sent = 0
  /** Messages of its own that are queued, or in the works. */
  #queued = 0
  readonly #hasShare = Latch.makeUnsafe(true)
  #role: Role | undefined
  #channel: ApplicationChannel | undefined
  #unwatch: (() => void) | undefined
  /** For the first deadline of what waits for an answer. */
  #alarm: { readonly at: number; readonly fiber: Fiber.Fiber<unknown> } | undefined
  #state: "open" | "quitting" | "dead" = "open"
  /** Whether it can still answer. */
  #answers = true
  /** Messages that it let run into the timeout, or left waiting when it went. */
  readonly #onUnanswered: () => void
  readonly #onDead: () => void

  constructor(core: Core, options: {
    readonly name: string
    readonly role: Role | undefined
    readonly onUnanswered: () => void
    readonly onDead: () => void
  }) {
    this.#core = core
    this.#outbox = new LineQueue(core.settings.maxOutput)
    this.#locals = new SessionLocals(core, options.name)
    this.#role = options.role
    this.#onUnanswered = options.onUnanswered
    this.#onDead = options.onDead
  }

  get pendingCount(): number {
    return this.#pending.size
  }

  /** The largest line that it takes, in bytes without its end; a longer one closes the connection. */
  get lineLimit(): number {
    return this.#locals.bufferSize - 2
  }

  readonly take = Effect.suspend(() => this.#outbox.take)

  /**
   * Takes lines in order. Waits before a command while the engine's queue, or what waits to be read by this connection, is
   * too long.
   */
  readonly feed = Effect.fnUntraced({ self: this }, function*(lines: ReadonlyArray<string>) {
    for (const line of lines) {
      // Never for an answer: what is full may wait for just that one.
      if (!line.startsWith(answerPrefix)) yield* this.#outbox.room
      // Only for what goes on the queue, and first for what this one has there: nobody else waits for him.
      if (line.startsWith(messagePrefix)) {
        if (!this.#hasShare.isOpen()) yield* resumeLater(this.#hasShare.await)
        yield* this.#core.bus.room
      }
      if (this.#state !== "open") return
      this.receive(line)
    }
  })

  /** One line, a byte string without its end. */
  receive(line: string): void {
    if (this.#state !== "open") return
    if (line.length > this.lineLimit) return this.die()
    if (this.#role === undefined) return this.#connect(line)
    if (line.startsWith(answerPrefix)) return this.#answered(line)
    const frame = Codec.decode(line)
    if (Result.isFailure(frame) || !this.#run(frame.success, line)) this.#refuse(line)
  }

  /** It sends nothing more, and so answers nothing: all that waits for it is released at once, as not handled. */
  end(): void {
    this.#answers = false
    for (const { uninstall } of this.#installed.values()) uninstall()
    this.#installed.clear()
    for (const { done } of this.#pending.values()) {
      this.#onUnanswered()
      Deferred.doneUnsafe(done, Effect.void)
    }
    this.#pending.clear()
  }

  /** The connection is gone, or has to go. */
  die(): void {
    if (this.#state === "dead") return
    this.#state = "dead"
    this.end()
    this.#unwatch?.()
    this.#alarm?.fiber.interruptUnsafe()
    this.#alarm = undefined
    this.#hasShare.openUnsafe()
    this.#outbox.end()
    const channel = this.#channel
    this.#channel = undefined
    channel?.disconnect(this.#locals.reason === "" ? undefined : this.#locals.reason)
    this.#onDead()
  }

  #write(line: string): boolean {
    if (this.#state === "dead") return false
    if (this.#outbox.offer(line)) return true
    this.#core.log("Warn", `${this.#locals.debugName} does not read: it is closed`)
    this.#outbox.end({ discard: true })
    this.die()
    return false
  }

  #refuse(line: string): void {
    this.#core.log(
      "Warn",
      `${this.#locals.debugName} sent a line that is no command: ${JSON.stringify(Redaction.line(line).slice(0, 200))}`
    )
    this.#write(`Error in: ${line}`)
  }

  #connect(line: string): void {
    const frame = Codec.decode(line)
    const role = Result.isSuccess(frame) && frame.success._tag === "Connect" ? frame.success.role : undefined
    if (role === "global" || role === "channel") this.#role = role
    else this.die()
  }

  #answered(line: string): void {
    const end = line.indexOf(":", answerPrefix.length)
    const id = line.slice(answerPrefix.length, Math.max(end, 0))
    const pending = this.#pending.get(id)
    if (pending === undefined || !applyAnswer(pending, line.slice(end + 1))) {
      return this.#core.log("Warn", `${this.#locals.debugName} sent an answer that fits no message that waits`)
    }
    this.#pending.delete(id)
    Deferred.doneUnsafe(pending.done, Effect.void)
  }

  /** Runs a command; false when it is none of an application's. */
  #run(frame: Frame.Frame, line: string): boolean {
    switch (frame._tag) {
      case "Message":
        return this.#dispatch(frame, line)
      case "Install":
        return this.#install(frame)
      case "Uninstall": {
        const found = this.#installed.get(frame.name)
        this.#installed.delete(frame.name)
        found?.uninstall()
        return this.#reply({
          _tag: "UninstallReply",
          priority: found?.priority ?? 0,
          name: frame.name,
          ok: found !== undefined
        })
      }
      case "Watch":
        return this.#watch(frame.name)
      case "Unwatch":
        return this.#reply({ _tag: "UnwatchReply", name: frame.name, ok: this.#watched.delete(frame.name) })
      case "SetLocal": {
        const { name } = frame
        const wanted = frame.value.trim()
        const [value, ok] = this.#channel !== undefined && (name === "id" || name === "disconnected")
          ? this.#setChannel(this.#channel, name, wanted)
          : this.#locals.set(name, wanted)
        return this.#reply({ _tag: "SetLocalReply", name, value, ok })
      }
      case "Output":
        this.#core.log("Info", frame.text.trim())
        return true
      case "Debug":
        this.#core.log(
          frame.level <= 2 ? "Error" : frame.level <= 5 ? "Warn" : frame.level <= 8 ? "Info" : "Debug",
          `${this.#locals.debugName}: ${frame.text}`
        )
        return true
      case "Quit":
        this.#write("%%<quit")
        this.#state = "quitting"
        this.#closeWhenIdle()
        return true
      default:
        return false
    }
  }

  #reply(frame: Frame.Frame): boolean {
    const line = Codec.encode(frame)
    if (Result.isSuccess(line)) this.#write(line.success)
    return Result.isSuccess(line)
  }

  #dispatch(frame: Frame.Message, line: string): boolean {
    const message = new EngineMessage("")
    // The codec has checked id and time; the rest is read once more, by the engine's strict rule.
    const fields = line.split(":").slice(3).join(":")
    if (!applyFields(message, fields)) return false
    message.time = this.#locals.setTime || frame.time === 0 ? this.#core.now() : frame.time * 1000
    const { id } = frame
    const made = this.#makeChannel(message)
    if (this.#locals.setData) message.endpoint = this.#channel
    made?.release()
    this.#queued++
    if (this.#queued >= this.#core.settings.maxQueuedEach) this.#hasShare.closeUnsafe()
    message.onDone = () => this.#leftQueue()
    // Without an id it has no owner either: Yate asks whoever sent it, `reenter` or not (extmodule.cpp:669).
    if (id !== "") {
      const waiting = made === undefined ? this.#pending.get(id) : undefined
      if (waiting !== undefined) message.endpoint = waiting.message.endpoint
      message.owner = this
      this.#sent++
      message.onDone = (handled) => {
        this.#leftQueue()
        this.#sent--
        this.#write(message.encodeReply(id, handled))
        this.#closeWhenIdle()
      }
    }
    this.#core.enqueue(message)
    return true
  }

  #leftQueue(): void {
    this.#queued--
    if (this.#queued < this.#core.settings.maxQueuedEach) this.#hasShare.openUnsafe()
  }

  /** In the channel role the first call.execute makes the channel, and only its message holds it at first. */
  #makeChannel(message: EngineMessage): ApplicationChannel | undefined {
    if (this.#role !== "channel" || this.#channel !== undefined) return undefined
    if (!this.#locals.setData || message.name !== "call.execute") return undefined
    const channel = new ApplicationChannel(this.#core, {
      address: this.#locals.debugName,
      onGone: () => {
        this.#channel = undefined
        this.die()
      }
    })
    this.#channel = channel
    message.set("id", channel.id)
    return channel
  }

  /** `setlocal` of what only a channel has. */
  #setChannel(channel: ApplicationChannel, name: string, value: string): readonly [value: string, ok: boolean] {
    if (name === "disconnected") {
      channel.tellsDisconnected = YateBoolean.parse(value) ?? channel.tellsDisconnected
      return [String(channel.tellsDisconnected), true]
    }
    if (value !== "") channel.id = value
    return [channel.id, true]
  }

  #install(frame: Frame.Install): boolean {
    const { name, priority = 100 } = frame
    const ok = name !== "" && !this.#installed.has(name) && this.#installed.size < maxRegistrations
    if (ok) {
      const { trackName } = this.#locals
      const uninstall = this.#core.bus.install({
        name,
        priority,
        filter: frame.filter,
        trackName: trackName === "" ? undefined : trackName,
        handle: (message) => this.#ask(message)
      })
      this.#installed.set(name, { priority, uninstall })
    }
    return this.#reply({ _tag: "InstallReply", priority, name, ok })
  }

  #watch(name: string): boolean {
    const ok = !this.#watched.has(name) && this.#watched.size < maxRegistrations
    if (ok) this.#watched.add(name)
    this.#unwatch ??= this.#core.bus.watch({
      wants: (watched) => this.#watched.has(watched) || this.#watched.has(""),
      see: (message, handled) => {
        if (this.#state !== "open" || (message.owner === this && !this.#locals.selfWatch)) return
        this.#write(message.encodeReply("", handled))
      }
    })
    this.#core.bus.onInterest(name)
    return this.#reply({ _tag: "WatchReply", name, ok })
  }

  /** Asks the application about a message, and waits for its answer. */
  #ask(message: EngineMessage): boolean | Effect.Effect<boolean> {
    const { maxQueue, reenter, timebomb, timeout } = this.#locals
    if (this.#state !== "open" || !this.#answers || (message.owner === this && !reenter)) return false
    if (maxQueue > 0 && this.#pending.size >= maxQueue) {
      this.#core.log(
        "Warn",
        `${this.#locals.debugName} has ${this.#pending.size} messages to answer: ${message.name} passes it by`
      )
      return false
    }
    const id = this.#newId()
    const deadline = timeout > 0 ? this.#core.now() + timeout : Infinity
    const pending: Pending = { message, handled: false, done: Deferred.makeUnsafe(), timeout, deadline, timebomb }
    this.#pending.set(id, pending)
    if (!this.#write(message.encodeMessage(id))) return false
    this.#setAlarm(deadline)
    return Effect.map(
      Effect.onInterrupt(resumeLater(Deferred.await(pending.done)), () => Effect.sync(() => this.#pending.delete(id))),
      () => pending.handled
    )
  }

  /** One alarm for all that waits: most is answered before, and two fibers and a timer for each cost as much as the asking. */
  #setAlarm(at: number): void {
    if (at >= (this.#alarm?.at ?? Infinity)) return
    this.#alarm?.fiber.interruptUnsafe()
    const ring = Effect.andThen(
      Effect.suspend(() => Effect.sleep(Math.max(at - this.#core.now(), 0))),
      Effect.sync(() => this.#ring())
    )
    this.#alarm = { at, fiber: this.#core.fork(ring) }
  }

  #ring(): void {
    this.#alarm = undefined
    const now = this.#core.now()
    let next = Infinity
    for (const [id, pending] of this.#pending) {
      if (pending.deadline <= now) this.#timedOut(id, pending)
      else next = Math.min(next, pending.deadline)
    }
    if (this.#state !== "dead") this.#setAlarm(next)
  }

  #timedOut(id: string, { done, message, timebomb, timeout }: Pending): void {
    this.#pending.delete(id)
    this.#onUnanswered()
    this.#core.log("Warn", `${this.#locals.debugName} did not answer ${message.name} in ${timeout} ms`)
    Deferred.doneUnsafe(done, Effect.void)
    if (timebomb) this.die()
    this.#closeWhenIdle()
  }

  /** Looks like the engine's: an address and a random number, of which nothing can be guessed. */
  #newId(): string {
    const address = (0x7f0000000000 + this.#core.randomInteger() * 16).toString(16)
    return `0x${address}.${this.#core.randomInteger()}`
  }

  /** After quit: it closes once nothing waits for either side. */
  #closeWhenIdle(): void {
    if (this.#state === "quitting" && this.#pending.size === 0 && this.#sent === 0) this.die()
  }
}
