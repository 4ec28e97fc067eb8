/**
 * Plays a transcript of the real engine to the embedded one: what the application said, when it said it, and compares what
 * the engine says.
 */
import { Engine } from "@yatefx/engine"
import { Clock, Effect, Exit, Scope } from "effect"
import { TestClock } from "effect/testing"
import * as Fs from "node:fs"

export interface Entry {
  readonly at: number
  readonly from: "A" | "E" | "#"
  readonly line: string
}

const folder = new URL("../../../protocol/test/transcripts/", import.meta.url)

/** All transcripts there are. */
export const names = (): ReadonlyArray<string> =>
  Fs.readdirSync(folder).flatMap((file) => file.endsWith(".txt") ? [file.slice(0, -".txt".length)] : []).toSorted()

export const read = (name: string): ReadonlyArray<Entry> =>
  Fs.readFileSync(new URL(`${name}.txt`, folder), "latin1")
    .split("\n").flatMap((text): ReadonlyArray<Entry> => {
      if (text === "") return []
      const [, at, from, line = ""] = /^(\d+\.\d) ([AE#]) (.*)$/s.exec(text) ?? assertLine(name, text)
      return [{ at: Number(at), from: from as Entry["from"], line }]
    })

const assertLine = (name: string, text: string): never => {
  throw new Error(`${name} holds a line that is none: ${text}`)
}

export interface ReplayOptions {
  /** The listener's role; from the transcript's first line when it is missing. */
  readonly role?: "global" | "none"
  /** How many of each had been there before the transcript began: `dumb: 2` makes its dumb/3 our dumb/1. */
  readonly before?: Readonly<Record<string, number>>
  readonly sounds?: string
  /** Milliseconds by which it began later than the others that play at the same time. */
  readonly shift?: number
  /** What else happens, and when. */
  readonly events?: ReadonlyArray<{ readonly at: number; readonly run: Effect.Effect<void> }>
}

/** Modules of the real engine that there are not here. */
const absent = new Set(["callgen", "callfork", "mux", "yrtp", "tonedetect", "rex_debug"])

/** Values that differ from run to run, or say what program the phone is. */
const volatile = new Set(["callid", "sip_callid", "rtp_stats", "device", "sip_user-agent", "time", "nodename"])

/** `engine.status` of all modules: of the engine only what it is, of modules what there is here, and no counts since the start. */
const normaliseStatus = (line: string): string => {
  if (!line.includes(":engine.status:name=engine,")) return line
  const records = line.split("%M%J").filter((record) => !absent.has(/^name=(\w+)/.exec(record)?.[1] ?? ""))
  return records.map((record) =>
    record.replace(/(name=engine,type=system,version=[^,]*),.*/, "$1")
      .replace(/\|\d+-(\d+)\|\d+/g, "|B|*")
      .replace(/\b(play|routed|transactions)=\d+/g, "$1=*")
  ).join("%M%J")
}

const normalise = (line: string, before: Readonly<Record<string, number>>, sounds: string): string => {
  const shifted = normaliseStatus(line).replaceAll(sounds, "/srv")
    .replace(
      /\b(dumb|sip|tone|wave|conf)\/(\d+)/g,
      (_, kind: string, number: string) => `${kind}/${Number(number) - (before[kind] ?? 0)}`
    )
    .replace(
      /(billid=)\d+-(\d+)/g,
      (_, key: string, number: string) => `${key}B-${Number(number) - (before.bill ?? 0)}`
    )
    .replace(/,total=\d+/g, ",total=*")
    .replace(/^(%%[<>]message:)0x[0-9a-f]+\.\d+:/, "$10xID:")
    .replace(/^(%%>message:[^:]*:)\d+:/, "$1T:")
  return shifted.split(":").flatMap((piece) => {
    const equals = piece.indexOf("=")
    const name = piece.slice(0, Math.max(equals, 0))
    if (volatile.has(name)) return [`${name}=*`]
    if (name !== "handlers") return [piece]
    const known = piece.slice(equals + 1).split(",").filter((handler) => !absent.has(handler.split("%z")[0] ?? ""))
    return known.length === 0 ? [] : [`handlers=${known.join(",")}`]
  }).join(":")
}

/** A line of the engine, and when it came: milliseconds since the connection. */
export type Said = readonly [line: string, at: number]

export interface Outcome {
  readonly name: string
  readonly real: ReadonlyArray<Said>
  readonly ours: ReadonlyArray<Said>
  /** Whether the engine closed the connection. */
  readonly closed: readonly [real: boolean, ours: boolean]
}

/** Opens a connection to the engine of the test, and plays one transcript; several may play at the same time. */
export const open = Effect.fnUntraced(function*(name: string, options: ReplayOptions = {}) {
  const { before = {}, sounds = "/srv" } = options
  const tidy = (line: string): string => normalise(line, before, "/srv")
  const tidyOurs = (line: string): string => normalise(line, {}, sounds)
  const entries = read(name).map((entry) => ({
    ...entry,
    at: entry.at + (options.shift ?? 0)
  }))
  const first = entries.find(({ from }) => from === "A")?.line ?? ""
  const role = options.role ?? (first.startsWith("%%>connect:") ? "none" : "global")
  const scope = yield* Scope.make()
  const connection = yield* Effect.provideService((yield* Engine).attach({ role }), Scope.Scope, scope)
  const ours: Array<string> = []
  const times: Array<number> = []
  const start = yield* Clock.currentTimeMillis
  let closed = false
  yield* Effect.forkScoped(Effect.gen(function*() {
    for (;;) {
      const lines = yield* connection.take
      if (lines === undefined) break
      const now = yield* Clock.currentTimeMillis
      ours.push(...lines)
      times.push(...lines.map(() => now - start))
    }
    closed = true
  }))
  const real = entries.filter(({ from }) => from === "E").map(({ line }) => line)

  /** What the engine of the transcript called a message, is called otherwise here. */
  const translate = (line: string): string => {
    const local = line.replaceAll("/srv", sounds).replace(
      /\b(dumb|sip|tone|wave|conf)\/(\d+)/g,
      (_, kind: string, n: string) => `${kind}/${Number(n) - (before[kind] ?? 0)}`
    )
    return local.replace(/0x[0-9a-f]+\.\d+/, (id) => {
      const asked = real.filter((other) => other.startsWith("%%>message:"))
      const at = asked.findIndex((other) => other.startsWith(`%%>message:${id}:`))
      const wanted = tidy(asked[at] ?? "")
      const nth = asked.slice(0, at).filter((other) => tidy(other) === wanted).length
      const found = ours.filter((other) => tidyOurs(other) === wanted)[nth]
      return found?.split(":")[1] ?? `none-for-${id}`
    })
  }

  return {
    events: [
      ...entries.filter(({ from }) => from === "A").map(({ at, line }) => ({
        at,
        run: Effect.suspend(() => connection.feed([translate(line)]))
      })),
      ...(options.events ?? [])
    ],
    close: Scope.close(scope, Exit.void),
    outcome: (): Outcome => ({
      name,
      real: entries.filter(({ from }) => from === "E").map(({ at, line }) => [tidy(line), at]),
      ours: ours.map((line, index): Said => [tidyOurs(line), times[index] ?? 0]),
      closed: [entries.some(({ line }) => line.includes("connection closed by engine")), closed]
    })
  }
})

/** Lets the events happen at their times. */
export const run = Effect.fnUntraced(function*(
  events: ReadonlyArray<{ readonly at: number; readonly run: Effect.Effect<void> }>
) {
  let now = 0
  for (const event of events.toSorted((a, b) => a.at - b.at)) {
    const at = Math.floor(event.at)
    yield* TestClock.adjust(at - now)
    now = at
    yield* event.run
    yield* TestClock.adjust(0)
  }
  // Long enough for what waits at the end to pass its timeout, and not for what is asked within the last seconds.
  yield* TestClock.adjust(7000)
})

export const replay = Effect.fnUntraced(function*(name: string, options: ReplayOptions = {}) {
  const session = yield* open(name, options)
  yield* run(session.events)
  return session.outcome()
})
