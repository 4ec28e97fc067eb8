/** The application's end of a socket to an embedded engine, with an account of what it asked and was answered. */
import { Escape, LineDecoder } from "@yatefx/protocol"
import { Effect, Result } from "effect"
import * as Net from "node:net"

const plainId = (raw: string): string => Result.getOrElse(Escape.unescape(raw), () => raw)

export class Application {
  readonly #socket: Net.Socket
  readonly #decoder = new LineDecoder.LineDecoder()
  readonly #asked = new Map<string, number>()
  readonly #answered = new Map<string, number>()
  readonly #said = new LineDecoder.LineDecoder({ limit: 65_536 })
  /** The id of the last message that it was asked about. */
  lastAsked = "none"
  isGone = false
  /** Called for each message that it is asked about, with its id. */
  onAsked: (id: string) => void = () => {}
  #onProgress: () => void = () => {}

  private constructor(socket: Net.Socket) {
    this.#socket = socket
    socket.on("data", (bytes) => this.#hears(bytes.toString("latin1")))
    socket.on("error", () => (this.isGone = true))
    socket.on("close", () => {
      this.isGone = true
      this.#onProgress()
    })
  }

  static readonly connect = (where: Net.NetConnectOpts): Effect.Effect<Application, Error> =>
    Effect.callback((resume) => {
      const socket = Net.connect(where)
      socket.once("error", (error) => resume(Effect.fail(error)))
      socket.once("connect", () => resume(Effect.succeed(new Application(socket))))
    })

  say(bytes: string): void {
    if (this.isGone) return
    for (const line of Result.getOrElse(this.#said.push(bytes), () => [])) {
      const raw = /^%%>message:([^:]+):/s.exec(line)?.[1]
      if (raw === undefined) continue
      this.#asked.set(plainId(raw), (this.#asked.get(plainId(raw)) ?? 0) + 1)
    }
    this.#socket.write(bytes, "latin1")
  }

  #hears(bytes: string): void {
    for (const line of Result.getOrElse(this.#decoder.push(bytes), () => [])) {
      const [, direction, raw = ""] = /^%%([<>])message:([^:]*):/s.exec(line) ?? []
      if (direction === ">") {
        this.lastAsked = raw
        this.onAsked(raw)
      } else if (direction === "<" && raw !== "") {
        this.#answered.set(plainId(raw), (this.#answered.get(plainId(raw)) ?? 0) + 1)
      }
    }
    this.#onProgress()
  }

  pause(): void {
    this.#socket.pause()
  }

  /** Says that nothing more comes, and goes on reading. */
  end(): void {
    this.#socket.end()
  }

  drop(): void {
    this.isGone = true
    this.#socket.destroy()
  }

  /** Messages that it asked and that have no answer. */
  get unanswered(): ReadonlyArray<string> {
    return [...this.#asked].filter(([id, count]) => (this.#answered.get(id) ?? 0) < count).map(([id]) => id)
  }

  /** Messages with more answers than they were asked. */
  get surplus(): ReadonlyArray<string> {
    return [...this.#answered].filter(([id, count]) => count > (this.#asked.get(id) ?? 0)).map(([id]) => id)
  }

  /** Waits until all that it asked is answered, or it is gone. */
  readonly settled: Effect.Effect<void> = Effect.callback((resume) => {
    const look = (): void => {
      if (this.unanswered.length === 0 || this.isGone) resume(Effect.void)
    }
    this.#onProgress = look
    look()
    return Effect.sync(() => (this.#onProgress = () => {}))
  })
}
