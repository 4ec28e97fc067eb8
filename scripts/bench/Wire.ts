/**
 * An engine in process, for what is measured without sockets: it confirms whatever is asked, says the lines it is given,
 * and hands the answers to a callback. It is as little as an engine can be, so that the dispatcher's work shows.
 */
import { Transport, type TransportError } from "@yatefx/transport"
import { Effect } from "effect"

type Batch = readonly [string, ...Array<string>]

const confirmation = (line: string): string | undefined => {
  const [command = "", first = "", second = ""] = line.split(":")
  switch (command) {
    case "%%>setlocal":
      return `%%<setlocal:${first}:${second === "" ? "10000" : second}:true`
    case "%%>install":
      return `%%<install:${first}:${second}:true`
    case "%%>uninstall":
      return `%%<uninstall:80:${first}:true`
    case "%%>watch":
      return `%%<watch:${first}:true`
    case "%%>unwatch":
      return `%%<unwatch:${first}:true`
    case "%%>quit":
      return "%%<quit"
    default:
      return undefined
  }
}

export class Wire {
  #inbox: Array<string> = []
  #resume: ((batch: Effect.Effect<Batch>) => void) | undefined
  /** What the program watches. */
  readonly watched = new Set<string>()
  /** Called with each line that is an answer, or a message of the program's. */
  onLine: (line: string) => void = () => {}

  /** Says lines to the program, as one batch if it is not reading yet. */
  say(...lines: ReadonlyArray<string>): void {
    for (const line of lines) this.#inbox.push(line)
    const resume = this.#resume
    if (resume === undefined || this.#inbox.length === 0) return
    this.#resume = undefined
    resume(Effect.succeed(this.#take()))
  }

  #take(): Batch {
    const batch = this.#inbox
    this.#inbox = []
    return batch as ReadonlyArray<string> as Batch // only called when there is a line
  }

  readonly #pull = Effect.callback<Batch, TransportError>((resume) => {
    if (this.#inbox.length > 0) resume(Effect.succeed(this.#take()))
    else this.#resume = resume
  })

  readonly #write = (lines: ReadonlyArray<string>): Effect.Effect<void> =>
    Effect.sync(() => {
      for (const line of lines) {
        const confirmed = confirmation(line)
        if (line.startsWith("%%>watch:")) this.watched.add(line.slice("%%>watch:".length))
        if (confirmed === undefined) this.onLine(line)
        else this.say(confirmed)
      }
    })

  readonly transport: Transport["Service"] = Transport.of({
    address: "in process",
    connect: Effect.sync(() => ({ pull: this.#pull, write: this.#write }))
  })
}
