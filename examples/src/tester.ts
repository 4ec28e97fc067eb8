/**
 * YAYPM's call generator: so many calls, so many at once, so many a second, each with something to do; one of them can be
 * heard. A bar shows how far it is; at the end stands what became of the calls, and how long the answers took.
 */
import { Clock, Console, Effect, FileSystem, Option, Result } from "effect"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { Flag } from "effect/cli"
import { answer } from "./answer.ts"
import * as CallsOf from "./CallsOf.ts"
import { type Example, ExampleFailed, type Given } from "./Example.ts"
import * as CallScript from "./tester/CallScript.ts"
import * as Histogram from "./tester/Histogram.ts"
import * as LoadTest from "./tester/LoadTest.ts"
import * as Progress from "./tester/Progress.ts"
import * as Report from "./tester/Report.ts"

const positive = (name: string, description: string, orElse: number): Flag.Flag<number> =>
  Flag.Finite(name).pipe(
    Flag.withMetavar("N"),
    Flag.withDescription(description),
    Flag.filter((value) => value > 0, () => "more than 0"),
    Flag.withDefault(orElse)
  )

const whole = (name: string, description: string, orElse: number): Flag.Flag<number> =>
  Flag.Int(name).pipe(
    Flag.withMetavar("N"),
    Flag.withDescription(description),
    Flag.filter((value) => value > 0 && value <= 1_000_000, () => "1 to 1000000"),
    Flag.withDefault(orElse)
  )

const output = (name: string, description: string): Flag.Flag<Option.Option<string>> =>
  Flag.String(name).pipe(Flag.withMetavar("FILE"), Flag.withDescription(description), Flag.optional)

const flags = {
  call: Flag.String("call").pipe(
    Flag.withMetavar("NUMBER"),
    Flag.withDescription("what is called: a number that the engine routes, or a target such as sip/sip:100@10.0.0.1"),
    Flag.withDefault("12345")
  ),
  calls: whole("calls", "how many calls", 20),
  atOnce: whole("at-once", "how many at once, at most", 5),
  rate: positive("rate", "how many a second, at most", 10),
  ringing: positive("ringing", "for how many seconds a call may ring", 10),
  script: Flag.String("script").pipe(
    Flag.withMetavar("STEPS"),
    Flag.withDescription(
      "what an answered call does: keys (15#), _ or _*2 (waits), s:SOUND, CHECK?SECONDS, CHECK!, ... (stays), with commas"
    ),
    Flag.filterMap(
      (text) => Result.getSuccess(CallScript.parse(text)),
      (text) => Result.merge(Result.map(CallScript.parse(text), () => ""))
    ),
    Flag.withDefault<CallScript.CallScript>([{ _tag: "Wait", seconds: 1 }])
  ),
  caller: Flag.String("caller").pipe(
    Flag.withDescription("callers are this and the call's number"),
    Flag.withDefault("tester")
  ),
  monitor: Flag.String("monitor").pipe(
    Flag.withMetavar("TARGET"),
    Flag.withDescription("who is called to hear the first answered call, in a conference: sip/sip:me@10.0.0.2"),
    Flag.optional
  ),
  json: output("json", "writes the report, with each call, as JSON"),
  svg: output("svg", "writes a histogram of the answers' delays")
}

const write = Effect.fnUntraced(function*(path: Option.Option<string>, text: string) {
  if (Option.isNone(path)) return
  const fs = yield* FileSystem.FileSystem
  yield* Effect.mapError(
    fs.writeFileString(path.value, text),
    ({ message }) => new ExampleFailed({ message: `${path.value} can't be written: ${message}` })
  )
})

/** The test, with its results also when it is stopped in the middle. */
const task = (given: Given<typeof flags>) =>
  Effect.gen(function*() {
    const startedAt = yield* Clock.currentTimeMillis
    const calls: Array<Report.TestCall> = []
    const report = Effect.gen(function*() {
      const duration = (yield* Clock.currentTimeMillis) - startedAt
      const all = Report.make(
        { target: given.call, startedAt: new Date(startedAt).toISOString(), duration, wanted: given.calls },
        calls
      )
      yield* Console.log(`\n${Report.text(all)}`)
      yield* write(given.json, Report.json(all))
      yield* write(given.svg, Histogram.svg(all))
    })
    // What can't be written is told before an hour of calls, and not after it.
    yield* write(given.json, "")
    yield* write(given.svg, "")
    const progress: Progress.Progress = { wanted: given.calls, started: 0, ended: 0, answered: 0 }
    const test = Effect.scoped(Effect.andThen(
      Progress.show(progress, process.stderr),
      LoadTest.run(
        {
          target: CallsOf.targetOf(given.call),
          calls: given.calls,
          atOnce: given.atOnce,
          rate: given.rate,
          ringing: given.ringing * 1000,
          caller: given.caller,
          script: given.script,
          monitor: Option.getOrUndefined(given.monitor)
        },
        progress,
        (call) => calls.push(call)
      )
    ))
    yield* Effect.onInterrupt(test, () => Effect.ignore(report))
    yield* report
  }).pipe(Effect.provide(NodeServices.layer))

export const tester = {
  name: "tester",
  description: "a call generator: how many calls are answered, and how fast",
  flags,
  // On the embedded engine, and for who calls 1234 and a digit, it is called as well.
  program: () => answer.program({ prefix: "1234", talk: 30 }),
  task: (given) => Effect.provide(task(given), CallsOf.services)
} satisfies Example<typeof flags>
