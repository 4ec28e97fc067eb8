/**
 * The engine's side of the links, as a value: it accepts dials, confirms what a real engine confirms unless told
 * otherwise, counts messages and answers, and checks that each message that it sent got exactly one answer.
 */
import { assert } from "@effect/vitest"
import { Codec, type Frame } from "@yatefx/protocol"
import { PeerTransport } from "@yatefx/transport"
import { Deferred, Effect, Queue, Result, Scope } from "effect"

/** What the engine does; may be changed while it runs. */
export interface Manners {
  /** Names whose install or watch is refused. */
  readonly refuse: Set<string>
  /** Commands that are not confirmed until `confirmRest`: `install`, `watch`, `setlocal`, `quit`, … */
  readonly silent: Set<string>
  readonly locals: Map<string, string>
  /** The channels that live: what `engine.status` tells. Under `silent`, `status` holds its answers back. */
  readonly channels: Set<string>
  /** What is said between hearing `quit` and confirming it. */
  readonly lastWords: Array<string>
}

export interface EngineLink {
  /** All lines heard, in order. */
  readonly lines: ReadonlyArray<string>
  /** The next line that is neither an answer nor confirmed by itself: a message, an output, an uninstall. */
  readonly next: Effect.Effect<string>
  /** Sends a message, and gives its id. Parameters as on the wire. */
  readonly message: (
    name: string,
    parameters?: string,
    options?: { readonly id?: string; readonly returnValue?: string }
  ) => Effect.Effect<string>
  /** Waits for the answer to a message: all that follows its id on the wire. */
  readonly answer: (id: string) => Effect.Effect<string>
  /** The answers that a message has so far. */
  readonly answers: (id: string) => ReadonlyArray<string>
  /** Sends a watched message. */
  readonly watched: (name: string, parameters?: string, processed?: boolean) => Effect.Effect<void>
  /** Says any lines, as one batch. */
  readonly say: (first: string, ...rest: ReadonlyArray<string>) => Effect.Effect<void>
  /** Confirms what was held back, and from now on everything. */
  readonly confirmRest: Effect.Effect<void>
  readonly cut: Effect.Effect<void>
  readonly endInput: Effect.Effect<void>
  readonly ended: Effect.Effect<void>
  /** Every message has exactly one answer, or none if the link was cut, and no answer belongs to nothing. */
  readonly check: () => void
}

export interface EngineSide {
  readonly manners: Manners
  readonly peer: PeerTransport.Peer
  readonly accept: Effect.Effect<EngineLink>
  readonly links: ReadonlyArray<EngineLink>
}

interface Sent {
  /** How many messages had the id. */
  times: number
  readonly answers: Array<string>
  readonly first: Deferred.Deferred<string>
}

/** What a real engine returns for its channels: all modules, one, or one channel (`dumb-to-tone-and-wave.txt`). */
const statusOf = (channels: ReadonlySet<string>, { id, parameters }: Frame.Message): string => {
  const wanted = parameters.get("module") ?? ""
  const withDetails = parameters.get("details") !== "false"
  const modules = new Set(["dumb", "sip", ...[...channels].map((channel) => channel.split("/")[0] ?? "")])
  const lineOf = (module: string): string => {
    const own = [...channels].filter((channel) => channel.startsWith(`${module}/`))
    const items = withDetails ? own.map((channel, i) => `${i === 0 ? ";" : ","}${channel}=answered|10.0.0.1|`) : []
    return `name=${module},type=varchans,format=Status|Address|Peer;routed=0,chans=${own.length}${items.join("")}\r\n`
  }
  const returnValue = wanted === "" ?
    ["name=engine,type=system;plugins=2\r\n", ...[...modules].map(lineOf)].join("") :
    modules.has(wanted)
    ? lineOf(wanted)
    : channels.has(wanted)
    ? `name=${wanted},type=channel;status=answered\r\n`
    : ""
  const reply = { id, processed: wanted !== "" && returnValue !== "", name: "engine.status", parameters } as const
  return Result.getOrThrow(Codec.encode({ _tag: "MessageReply", ...reply, returnValue }, { limit: 1024 * 1024 }))
}

const makeLink = Effect.fnUntraced(function*(
  link: PeerTransport.PeerLink,
  manners: Manners,
  nextId: () => string
): Effect.fn.Return<EngineLink, never, Scope.Scope> {
  const lines: Array<string> = []
  const others = yield* Queue.unbounded<string>()
  const sent = new Map<string, Sent>()
  const stray: Array<string> = []
  const installed = new Map<string, number>()
  const watchedNames = new Set<string>()
  const held: Array<string> = []
  let wasCut = false

  const say = (first: string, ...rest: ReadonlyArray<string>) => Effect.ignore(link.say(first, ...rest))

  const confirmation = (line: string): string | undefined => {
    const decoded = Codec.decode(line)
    if (Result.isFailure(decoded)) return `Error in: ${line}`
    const frame = decoded.success
    switch (frame._tag) {
      case "SetLocal": {
        const known = manners.locals.get(frame.name)
        if (known === undefined) return `%%<setlocal:${frame.name}::false`
        const value = frame.value === "" ? known : frame.name === "bufsize"
          ? String(Math.min(Math.max(Number(frame.value), 2048), 65_536))
          : frame.value
        manners.locals.set(frame.name, value)
        return `%%<setlocal:${frame.name}:${value}:true`
      }
      case "Install": {
        const ok = !installed.has(frame.name) && !manners.refuse.has(frame.name)
        if (ok) installed.set(frame.name, frame.priority ?? 100)
        return `%%<install:${frame.priority ?? 100}:${frame.name}:${ok}`
      }
      case "Uninstall": {
        const priority = installed.get(frame.name)
        installed.delete(frame.name)
        return `%%<uninstall:${priority ?? 0}:${frame.name}:${priority !== undefined}`
      }
      case "Watch": {
        const ok = !watchedNames.has(frame.name) && !manners.refuse.has(frame.name)
        watchedNames.add(frame.name)
        return `%%<watch:${frame.name}:${ok}`
      }
      case "Unwatch":
        return `%%<unwatch:${frame.name}:${watchedNames.delete(frame.name)}`
      case "Quit":
        return "%%<quit"
      case "Message":
        return frame.name === "engine.status" ? statusOf(manners.channels, frame) : undefined
      default:
        return undefined
    }
  }

  const isAutomatic = (line: string) => /^%%>(setlocal|install|watch|quit|message:[^:]*:0:engine\.status:)/.test(line)

  const hear = (line: string) =>
    Effect.suspend(() => {
      lines.push(line)
      const answer = /^%%<message:([^:]*):(.*)$/s.exec(line)
      if (answer !== null) {
        const [, id = "", rest = ""] = answer
        const message = sent.get(id)
        if (message === undefined) stray.push(line)
        else {
          message.answers.push(rest)
          Deferred.doneUnsafe(message.first, Effect.succeed(rest))
        }
        return Effect.void
      }
      const confirmed = confirmation(line)
      const [first, ...rest] = line === "%%>quit" ? manners.lastWords : []
      if (first !== undefined) return Effect.andThen(say(first, ...rest), say("%%<quit"))
      if (!isAutomatic(line)) Queue.offerUnsafe(others, line)
      if (confirmed === undefined) return Effect.void
      const name = /^%%>([a-z]+)/.exec(line)?.[1] ?? ""
      const command = name === "message" ? "status" : name
      if (!manners.silent.has(command)) return say(confirmed)
      held.push(confirmed)
      return Effect.void
    })

  yield* Effect.forkScoped(Effect.ignore(Effect.forever(Effect.flatMap(link.heard, hear))))

  const count = (id: string): void => {
    const known = sent.get(id)
    if (known === undefined) sent.set(id, { times: 1, answers: [], first: Deferred.makeUnsafe() })
    else known.times += 1
  }

  const self: EngineLink = {
    lines,
    next: Queue.take(others),
    message: (name, parameters = "", options = {}) =>
      Effect.suspend(() => {
        const id = options.id ?? nextId()
        count(id)
        const tail = parameters === "" ? "" : `:${parameters}`
        return Effect.as(say(`%%>message:${id}:1795381165:${name}:${options.returnValue ?? ""}${tail}`), id)
      }),
    answer: (id) => {
      const message = sent.get(id)
      return message === undefined ? Effect.die(`no message ${id} was sent`) : Deferred.await(message.first)
    },
    answers: (id) => sent.get(id)?.answers ?? [],
    watched: (name, parameters = "", processed = true) =>
      say(`%%<message::${processed}:${name}:${parameters === "" ? "" : `:${parameters}`}`),
    say: (...said) =>
      Effect.suspend(() => {
        // A message whose id can be told wants its answer, however odd the rest of it.
        for (const line of said) {
          const id = /^%%>message:([^:]+):/.exec(line)?.[1]
          if (id !== undefined) count(id)
        }
        return say(...said)
      }),
    confirmRest: Effect.suspend(() => {
      manners.silent.clear()
      return Effect.forEach(held.splice(0), (line) => say(line), { discard: true })
    }),
    cut: Effect.suspend(() => {
      wasCut = true
      return link.cut()
    }),
    endInput: Effect.suspend(() => {
      wasCut = true
      return link.endInput
    }),
    ended: link.ended,
    check: () => {
      assert.deepStrictEqual(stray, [], "answers to no message")
      for (const [id, { answers, times }] of sent) {
        if (wasCut) assert.isAtMost(answers.length, times, `answers to ${id}`)
        else assert.strictEqual(answers.length, times, `answers to ${id}: ${JSON.stringify(answers)}`)
      }
    }
  }
  return self
})

export const make = Effect.fnUntraced(function*(): Effect.fn.Return<EngineSide, never, Scope.Scope> {
  const scope = yield* Effect.scope
  const peer = yield* PeerTransport.make({ address: "lab" })
  const manners: Manners = {
    refuse: new Set(),
    silent: new Set(),
    lastWords: [],
    locals: new Map([
      ["bufsize", "8192"],
      ["trackparam", ""],
      ["reenter", "false"],
      ["selfwatch", "false"],
      ["timeout", "10000"],
      ["maxqueue", "1000"],
      ["engine.version", "6.4.1"],
      ["engine.maxworkers", "10"],
      ["runid", "1795437836"]
    ]),
    channels: new Set()
  }
  const links: Array<EngineLink> = []
  let count = 0
  return {
    manners,
    peer,
    links,
    accept: Effect.gen(function*() {
      const link = yield* makeLink(yield* peer.accept, manners, () => `0x7f.${++count}`)
      links.push(link)
      return link
    }).pipe(Effect.provideService(Scope.Scope, scope))
  }
})
