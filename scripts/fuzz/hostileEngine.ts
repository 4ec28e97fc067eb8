/**
 * An engine that says what it is told to, byte by byte, and keeps account: which messages it handed over, and which
 * answers came. In process, over the same `LineLink` that sockets have.
 */
import { Codec, Escape, LineDecoder } from "@yatefx/protocol"
import { LineLink, LinkLost, Transport, TransportError, Unreachable } from "@yatefx/transport"
import { Effect, Latch, Queue, Result } from "effect"

/** Longest line that the program takes from this engine, in bytes. */
const maxLineLength = 4096

/** An id that can't be told is not answered, and nor is one of a message that can't be read and has a longer one. */
const maxRawId = 1000

/** The id as the engine knows it: unescaped, whatever form it had on the wire. */
const plainId = (raw: string): string => Result.getOrElse(Escape.unescape(raw, { equals: true }), () => raw)

/** The account of one link. */
class Account {
  readonly asked = new Map<string, number>()
  readonly answered = new Map<string, number>()
  isCut = false
  readonly #said = new LineDecoder.LineDecoder({ limit: maxLineLength })
  readonly #heard = new LineDecoder.LineDecoder()
  readonly #reply: (line: string) => void

  constructor(reply: (line: string) => void) {
    this.#reply = reply
  }

  says(bytes: string): void {
    const lines = this.#said.push(bytes)
    if (Result.isFailure(lines)) {
      this.isCut = true
      return
    }
    for (const line of lines.success) {
      const raw = /^%%>message:([^:]*):/s.exec(line)?.[1]
      if (raw === undefined || (Result.isFailure(Codec.decode(line)) && raw.length > maxRawId)) continue
      const id = plainId(raw)
      this.asked.set(id, (this.asked.get(id) ?? 0) + 1)
    }
  }

  hears(bytes: string): void {
    for (const line of Result.getOrElse(this.#heard.push(bytes), () => [])) {
      const raw = /^%%<message:([^:]*):/s.exec(line)?.[1]
      if (raw === undefined) this.#reply(line)
      else this.answered.set(plainId(raw), (this.answered.get(plainId(raw)) ?? 0) + 1)
    }
  }

  /** What is wrong with it, once nothing more can come. */
  check(): void {
    for (const [id, count] of this.answered) {
      const asked = this.asked.get(id) ?? 0
      if (count > asked) throw new Error(`${JSON.stringify(id)} was asked ${asked} times and answered ${count} times`)
    }
    if (this.isCut) return
    for (const [id, count] of this.asked) {
      // No engine sends one without an id, and what is said to it does no harm.
      if (id === "") continue
      const answered = this.answered.get(id) ?? 0
      if (answered < count) throw new Error(`${JSON.stringify(id)} was asked ${count} times and answered ${answered}`)
    }
  }
}

/** What a polite engine answers. */
const confirmation = (line: string): string | undefined => {
  const decoded = Codec.decode(line)
  if (Result.isFailure(decoded)) return `Error in: ${line}`
  const frame = decoded.success
  switch (frame._tag) {
    case "SetLocal":
      return `%%<setlocal:${frame.name}:${frame.name === "timeout" ? "10000" : frame.value}:true`
    case "Install":
      return `%%<install:${frame.priority ?? 100}:${frame.name}:true`
    case "Uninstall":
      return `%%<uninstall:80:${frame.name}:true`
    case "Watch":
      return `%%<watch:${frame.name}:true`
    case "Unwatch":
      return `%%<unwatch:${frame.name}:true`
    case "Message":
      return frame.id === "" ? undefined : `%%<message:${frame.id}:false:${frame.name}:`
    case "Quit":
      return "%%<quit"
    default:
      return undefined
  }
}

const toBytes = (text: string): Uint8Array => Buffer.from(text, "latin1")

export class HostileEngine {
  readonly #accounts: Array<Account> = []
  #current: { readonly account: Account; readonly inbox: Queue.Queue<Uint8Array, TransportError> } | undefined
  readonly #reads = Latch.makeUnsafe(true)
  /** Whether commands are confirmed. What came meanwhile is never confirmed. */
  isSilent = false
  /** How many of the next dials are refused. */
  refusals = 0
  lines = 0

  readonly transport = Transport.of({
    address: "hostile",
    connect: Effect.suspend(() => this.#accept())
  })

  #accept() {
    return Effect.gen({ self: this }, function*() {
      if (this.refusals > 0) {
        this.refusals -= 1
        const reason = new Unreachable({ advice: "it refuses", cause: new Error("refused") })
        return yield* new TransportError({ address: "hostile", reason })
      }
      // What a session says to one link is some hundred lines, and each is read at once or the link goes.
      const inbox = yield* Queue.bounded<Uint8Array, TransportError>(10_000)
      const account: Account = new Account((line) => {
        const answer = this.isSilent ? undefined : confirmation(line)
        if (answer !== undefined) this.#put(account, inbox, `${answer}\n`)
      })
      this.#accounts.push(account)
      this.#current = { account, inbox }
      yield* Effect.addFinalizer(() =>
        Effect.sync(() => {
          account.isCut = true
          if (this.#current?.account === account) this.#current = undefined
        })
      )
      return yield* LineLink.make({
        pull: Effect.map(Queue.take(inbox), (chunk) => [chunk] as const),
        write: (bytes) =>
          Effect.andThen(
            this.#reads.await,
            Effect.sync(() => account.hears(typeof bytes === "string" ? bytes : Buffer.from(bytes).toString("latin1")))
          )
      }, { address: "hostile", maxLineLength })
    })
  }

  #put(account: Account, inbox: Queue.Queue<Uint8Array, TransportError>, text: string): void {
    if (account.isCut) return
    account.says(text)
    this.lines += 1
    Queue.offerUnsafe(inbox, toBytes(text))
  }

  get isConnected(): boolean {
    return this.#current !== undefined && !this.#current.account.isCut
  }

  /** Says bytes, if there is a link. */
  say(text: string): void {
    if (this.#current !== undefined && text !== "") this.#put(this.#current.account, this.#current.inbox, text)
  }

  /** Cuts the link: what was said and not read yet is lost. */
  readonly cut: Effect.Effect<void> = Effect.suspend(() => {
    const current = this.#current
    if (current === undefined) return Effect.void
    current.account.isCut = true
    const reason = new LinkLost({ cause: new Error("cut") })
    return Effect.andThen(
      Queue.fail(current.inbox, new TransportError({ address: "hostile", reason })),
      Queue.shutdown(current.inbox)
    )
  })

  /** Whether it reads what the program writes. */
  read(on: boolean): void {
    if (on) this.#reads.openUnsafe()
    else this.#reads.closeUnsafe()
  }

  /** How often a message was answered, on all links. */
  answers(id: string): number {
    return this.#accounts.reduce((sum, account) => sum + (account.answered.get(id) ?? 0), 0)
  }

  /** Throws when a message was not answered exactly once; on links that were cut, when it was answered twice. */
  check(): void {
    for (const account of this.#accounts) account.check()
  }
}
