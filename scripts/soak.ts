/**
 * Soaking: calls and messages in great number, and faults by chance, on the embedded engine, for minutes to hours; then
 * everything must be answered, nothing left over, and the heap as it was.
 */
import { Deferred, Effect } from "effect"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { mebibytes } from "./fuzz/memory.ts"
import type { Account } from "./soak/account.ts"
import type { Sample } from "./soak/figures.ts"
import { draw } from "./soak/plot.ts"
import { type Outcome, run } from "./soak/run.ts"
import type { Doings } from "./soak/world.ts"

const usage = `pnpm soak [options]

Soaks a program on the embedded engine: calls, half of them to flows of @yatefx/calls (menus, bridges, rooms, a queue,
bugs), messages, and faults by chance.

  --calls N        calls to make (100000)
  --messages N     messages to reach (1000000)
  --minutes N      ends after so many minutes at the latest (60)
  --seed S         repeats the choices of another run
  --at-once N      calls that are under way at the same time (300)
  --fault-every N  mean seconds between two faults (3)
  --max-growth N   MiB that the heap may have grown by after the first fifth of the run, by the line that fits best (16)
  --out FOLDER     where soak.svg and soak.json are written (.)

It ends when the calls and the messages are reached, after the minutes, or with Ctrl-C; a second one ends it at once.
Exit code 0 when all is well, 1 when something was not answered or is left over or the heap grew, 2 for a wrong option.`

const wrong = (reason: string): never => {
  console.error(`${reason}\n\n${usage}`)
  process.exit(2)
}

const read = () => {
  try {
    return parseArgs({
      options: {
        calls: { type: "string", default: "100000" },
        messages: { type: "string", default: "1000000" },
        minutes: { type: "string", default: "60" },
        seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
        "at-once": { type: "string", default: "300" },
        "fault-every": { type: "string", default: "3" },
        "max-growth": { type: "string", default: "16" },
        out: { type: "string", default: "." },
        help: { type: "boolean", default: false }
      }
    }).values
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error))
  }
}

const values = read()
if (values.help) {
  console.log(usage)
  process.exit(0)
}

const number = (name: Exclude<keyof typeof values, "out" | "help">): number => {
  const text = values[name]
  const isNumber = /^\d{1,15}(\.\d+)?$/.test(text) && Number(text) > 0
  return isNumber ? Number(text) : wrong(`--${name} wants a number above 0: ${text}`)
}

const options = {
  calls: number("calls"),
  messages: number("messages"),
  minutes: number("minutes"),
  seed: number("seed"),
  atOnce: Math.ceil(number("at-once")),
  faultEvery: number("fault-every"),
  maxGrowth: number("max-growth") * 1024 * 1024
}

/** How often a line is written where there is no terminal, in seconds. */
const quietInterval = 10
let toldAt = Number.NEGATIVE_INFINITY

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`

const tell = (sample: Sample, doings: Doings, account: Account): void => {
  const { at, calls, heap, messages, p99, pending } = sample
  const line =
    `${clock(at)}  ${doings.calls} calls (${calls} now), ${messages} messages (${Math.round(messages / at)}/s), ` +
    `${pending} pending, p99 ${p99.toFixed(1)} ms, heap ${mebibytes(heap)}, ${doings.faults} faults, ` +
    `${account.wrong.length} wrong`
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${line}`)
  else if (at - toldAt >= quietInterval) {
    toldAt = at
    console.log(line)
  }
}

const save = (outcome: Outcome, isStopped: boolean): void => {
  const { marks, samples: all, ...figures } = outcome
  const samples = all.filter(({ at }) => at <= figures.loadSeconds)
  const title = `${figures.calls} calls, ${figures.asked + figures.watched + figures.sent} messages, ` +
    `${figures.faults} faults in ${clock(figures.seconds)} minutes`
  const svg = draw({
    title,
    at: samples.map(({ at }) => at),
    marks,
    panels: [
      {
        title: "Heap after collection",
        unit: "MiB",
        series: [{ label: "heap", values: samples.map(({ heap }) => heap / 1024 / 1024) }]
      },
      {
        title: "Under way",
        unit: "count",
        series: [
          { label: "messages", values: samples.map(({ pending }) => pending) },
          { label: "dispatches", values: samples.map(({ dispatches }) => dispatches) },
          { label: "calls", values: samples.map(({ calls }) => calls) }
        ]
      },
      {
        title: "From a message to its answer",
        unit: "ms",
        series: [
          { label: "half of them", values: samples.map(({ p50 }) => p50) },
          { label: "99 of 100", values: samples.map(({ p99 }) => p99) }
        ]
      }
    ]
  })
  mkdirSync(values.out, { recursive: true })
  writeFileSync(join(values.out, "soak.svg"), svg)
  const json = { options: { ...options, stopped: isStopped }, ...figures, marks, samples: all }
  writeFileSync(join(values.out, "soak.json"), `${JSON.stringify(json, undefined, 1)}\n`)
}

/** A signal that comes again so soon is the same one, by another way. */
const sameSignal = 500

const stop = Deferred.makeUnsafe<void>()
let stoppedAt: number | undefined
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (stoppedAt !== undefined && performance.now() - stoppedAt > sameSignal) {
      process.exit(signal === "SIGINT" ? 130 : 143)
    }
    stoppedAt ??= performance.now()
    console.log("\nEnding: calls are hung up, and what is left is counted …")
    Deferred.doneUnsafe(stop, Effect.void)
  })
}

console.log(
  `soak: --seed ${options.seed}, ${options.calls} calls, ${options.messages} messages, ${options.minutes} minutes at most`
)
const outcome = await Effect.runPromise(run({ ...options, onSample: tell }, stop))
save(outcome, stoppedAt !== undefined)
const { asked, answered, lostWithLink, wrong: found } = outcome
console.log(
  `\n${outcome.calls} calls (${outcome.callsAnswered} answered; ${outcome.flows.begun} ran a flow), ${
    asked + outcome.watched + outcome.sent
  } messages in ${clock(outcome.seconds)}: ` +
    `${asked} asked, ${answered} answered, ${lostWithLink} lost with one of ${outcome.links} links, ${outcome.faults} faults, ` +
    `${outcome.strays} channels left by a lost link\n` +
    `slowest answer ${Math.round(outcome.slowestAnswer)} ms; heap ${mebibytes(outcome.heapAtEnd)} at the end, ` +
    `grown by ${mebibytes(outcome.heapGrowth)} (${mebibytes(outcome.heapSlopePerHour)} an hour)\n` +
    `${join(values.out, "soak.svg")}, ${join(values.out, "soak.json")}`
)
for (const text of found) console.log(`WRONG: ${text}`)
console.log(found.length === 0 ? "soak: ok" : "soak: FAILED")
process.exitCode = found.length === 0 ? 0 : 1
