import { NodeServices } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Engine, EngineMessage } from "@yatefx/engine"
import { Phone, Scenario } from "@yatefx/testing"
import { Effect, Fiber, FileSystem, Layer, Random, Result } from "effect"
import { TestClock } from "effect/testing"
import * as CallsOf from "../src/CallsOf.ts"
import * as CallScript from "../src/tester/CallScript.ts"
import { tester } from "../src/tester.ts"
import { Sounds } from "../src/Sounds.ts"
import * as Histogram from "../src/tester/Histogram.ts"
import * as LoadTest from "../src/tester/LoadTest.ts"
import * as Progress from "../src/tester/Progress.ts"
import * as Report from "../src/tester/Report.ts"
import * as Trace from "../src/Trace.ts"
import { outputs, runToEnd, start } from "./support.ts"

const program = Layer.unwrap(
  Effect.map(Sounds, (soundsPath) => Scenario.embedded(tester.program(), { engine: { soundsPath } }))
).pipe(Layer.provideMerge(Layer.sync(Trace.Trace, () => Trace.make(() => Effect.void))))

const script = (text: string): CallScript.CallScript => Result.getOrThrow(CallScript.parse(text))

const settings: LoadTest.LoadTest = {
  target: { number: "12341" },
  calls: 10,
  atOnce: 10,
  rate: 1000,
  ringing: 5000,
  caller: "tester",
  script: [],
  monitor: undefined
}

const run = Effect.fnUntraced(
  function*(test: Partial<LoadTest.LoadTest>) {
    const progress: Progress.Progress = { wanted: 0, started: 0, ended: 0, answered: 0 }
    const calls: Array<Report.TestCall> = []
    yield* LoadTest.run({ ...settings, ...test }, progress, (call) => calls.push(call))
    return { progress, calls }
  },
  Effect.provide(CallsOf.services),
  Effect.scoped
)

const outcomes = (calls: ReadonlyArray<Report.TestCall>) =>
  Report.make({ target: "", startedAt: "", duration: 1000, wanted: calls.length }, calls).outcomes

describe("a call's script", () => {
  it("is read, step by step", () => {
    assert.deepStrictEqual(script("15#, _ ,_*2.5,s:welcome,s:tone/busy,connected?5,error!,..."), [
      { _tag: "Press", keys: "15#" },
      { _tag: "Wait", seconds: 1 },
      { _tag: "Wait", seconds: 2.5 },
      { _tag: "Play", sound: "welcome" },
      { _tag: "Play", sound: { _tag: "Node", node: "tone/busy", millis: 1000 } },
      { _tag: "Expect", check: "connected", seconds: 5 },
      { _tag: "Forbid", check: "error" },
      { _tag: "Stay" }
    ])
  })

  it.each(["hello", "_*", "_*-1", "s:../etc/passwd", "?", "15?x", "1 2"])("refuses %s, and says which step", (text) => {
    const read = CallScript.parse(`1,${text}`)
    assert.isTrue(Result.isFailure(read))
    assert.include(Result.merge(Result.map(read, () => "")), `"${text}"`)
  })
})

describe("a load test", () => {
  it.effect("keeps to so many at once and so many a second", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      let most = 0
      const watching = yield* Effect.forkScoped(Effect.forever(Effect.gen(function*() {
        // Who calls, and who answers.
        most = Math.max(most, (yield* engine.channels).length / 2)
        yield* Effect.sleep(50)
      })))
      const { calls } = yield* run({ calls: 20, atOnce: 3, rate: 2, script: script("_*4") })
      yield* Fiber.interrupt(watching)
      assert.deepStrictEqual(outcomes(calls), { answered: 20 })
      assert.strictEqual(most, 3)
      const { calls: fast } = yield* run({ calls: 20, atOnce: 20, rate: 2, script: script("_") })
      assert.lengthOf(fast, 20)
    }).pipe(Effect.provide(program), Scenario.run))

  it.effect("tells what became of each call", () =>
    Effect.gen(function*() {
      const { calls, progress } = yield* run({ target: { number: "12345" }, calls: 60 })
      const counts = outcomes(calls)
      assert.sameMembers(Object.keys(counts), ["answered", "busy", "noAnswer", "notFound"])
      assert.strictEqual(Object.values(counts).reduce((sum, count) => sum + count, 0), 60)
      assert.deepStrictEqual(progress, { wanted: 0, started: 60, ended: 60, answered: counts.answered ?? 0 })
      for (const { answerDelay, duration, outcome } of calls) {
        assert.strictEqual(answerDelay !== undefined, outcome === "answered")
        if (outcome === "noAnswer") assert.isAtLeast(duration, 5000)
      }
      yield* Effect.sleep(1000)
      assert.deepStrictEqual(yield* (yield* Engine).channels, [])
    }).pipe(Effect.provide(program), Random.withSeed("tester"), Scenario.run))

  it.effect("presses keys and plays sounds, and says of a call that ends too early that it is broken", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const keys: Array<string> = []
      yield* engine.watch("chan.dtmf", (message) => keys.push(message.get("text") ?? ""))
      const bob = yield* Phone.make({ number: "bob", address: "127.0.0.1:5071", whenCalled: "answer" })
      const test = yield* Effect.forkScoped(
        run({ calls: 1, target: "sip/sip:bob@127.0.0.1:5071", script: script("12#,s:welcome,_*60") })
      )
      const call = yield* bob.expectCall()
      yield* call.expectSound("welcome", { how: "eof" })
      assert.strictEqual(keys.join(""), "12#")
      yield* call.hangup()
      const { calls } = yield* Fiber.join(test)
      assert.deepStrictEqual(calls.map(({ outcome, reason }) => [outcome, reason]), [["broken", "hung up early"]])
    }).pipe(Effect.provide(program), Scenario.run))

  it.effect("waits for checkpoints, and heeds those that must not come", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const checkpoint = (check: string, caller: string) =>
        engine.dispatch(new EngineMessage("test.checkpoint", [["check", check], ["caller", caller]]))
      const test = yield* Effect.forkScoped(run({ calls: 3, script: script("bad!,good?5,_*2") }))
      yield* Effect.sleep(1000)
      yield* checkpoint("good", "tester1")
      yield* checkpoint("good", "tester2")
      yield* Effect.sleep(100)
      yield* checkpoint("bad", "tester2")
      const { calls } = yield* Fiber.join(test)
      assert.deepStrictEqual(
        calls.toSorted((a, b) => a.number - b.number).map(({ outcome, reason }) => [outcome, reason]),
        [
          ["answered", undefined],
          ["broken", `step 1: the checkpoint "bad" came`],
          ["broken", `step 2: the checkpoint "good" did not come in 5 s`]
        ]
      )
    }).pipe(Effect.provide(program), Scenario.run))

  it.effect("lets somebody hear one call in a conference", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const boss = yield* Phone.make({ number: "boss", address: "127.0.0.1:5072", whenCalled: "answer" })
      const test = yield* Effect.forkScoped(
        run({ calls: 3, monitor: "sip/sip:boss@127.0.0.1:5072", script: script("_*3") })
      )
      const listening = yield* boss.expectCall()
      yield* listening.expectSound("conf/")
      yield* Effect.sleep(500)
      // Both sides of the call, and who hears it.
      const room = (yield* engine.channels).filter(({ id }) => id.startsWith("conf/"))
      assert.lengthOf(room, 3)
      const { calls } = yield* Fiber.join(test)
      assert.deepStrictEqual(outcomes(calls), { answered: 3 })
      yield* listening.expectEnd()
      yield* Effect.sleep(2000)
      assert.deepStrictEqual(yield* engine.channels, [])
    }).pipe(Effect.provide(program), Scenario.run))

  it.effect("tells of the calls that ran when it was stopped", () =>
    Effect.gen(function*() {
      const calls: Array<Report.TestCall> = []
      const progress: Progress.Progress = { wanted: 9, started: 0, ended: 0, answered: 0 }
      const test = yield* LoadTest.run(
        { ...settings, calls: 9, atOnce: 2, rate: 1, script: script("_*60") },
        progress,
        (call) => calls.push(call)
      ).pipe(Effect.provide(CallsOf.services), Effect.forkScoped)
      yield* Effect.sleep(2000)
      yield* Fiber.interrupt(test)
      assert.deepStrictEqual(calls.map(({ number, outcome }) => [number, outcome]), [[1, "stopped"], [2, "stopped"]])
      yield* Effect.sleep(1000)
      assert.deepStrictEqual(yield* (yield* Engine).channels, [])
    }).pipe(Effect.provide(program), Scenario.run))

  it.effect("goes on when nobody can hear", () =>
    Effect.gen(function*() {
      const { calls } = yield* run({ calls: 3, monitor: "sip/sip:nobody@127.0.0.1:5099", script: script("_") })
      assert.deepStrictEqual(outcomes(calls), { answered: 3 })
    }).pipe(Effect.provide(program), Scenario.run))
})

describe("the tester's command line", () => {
  const folder = Effect.flatMap(FileSystem.FileSystem, (fs) => fs.makeTempDirectoryScoped())
  const provided = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    effect.pipe(Effect.scoped, Effect.provide(NodeServices.layer))

  it.live("shows how far it is, and writes what became of the calls", () =>
    provided(Effect.gen(function*() {
      const fs = yield* FileSystem.FileSystem
      const here = yield* folder
      const options = ["--call", "12341", "--calls", "5", "--rate", "100", "--script", "1#,_*0.1"]
      const { code, stderr, stdout } = yield* runToEnd(
        ["tester", ...options, "--json", `${here}/report.json`, "--svg", `${here}/delays.svg`]
      )
      assert.strictEqual(code, 0)
      // Not a terminal: lines, and nothing that moves a cursor.
      assert.match(stderr, /^\[█{30}\] 5\/5 {3}0 running {3}5 answered .*\/s\n$/m)
      assert.notInclude(stderr, "\u001b")
      assert.match(stdout, /5 of 5 calls to 12341 in .*\n {2}answered {10}5 100 %\nuntil the answer\n/)
      assert.include(stdout, ", 0 unanswered")
      const report: Report.Report = JSON.parse(yield* fs.readFileString(`${here}/report.json`))
      assert.deepStrictEqual(report.outcomes, { answered: 5 })
      assert.deepStrictEqual(report.calls.map((call) => call.number), [1, 2, 3, 4, 5])
      assert.match(yield* fs.readFileString(`${here}/delays.svg`), /^<svg [^]*5 calls to 12341[^]*<\/svg>\n$/)
    })), 30_000)

  it.live("refuses a script that is wrong, and says which step", () =>
    Effect.gen(function*() {
      const { code, stderr } = yield* runToEnd(["tester", "--script", "15#,dance"])
      assert.strictEqual(code, 2)
      assert.include(stderr, `"dance"`)
    }), 30_000)

  it.live("says that a file can't be written, before it calls", () =>
    provided(Effect.gen(function*() {
      const path = `${yield* folder}/nowhere/report.json`
      const { code, stderr } = yield* runToEnd(["tester", "--calls", "1000", "--json", path])
      assert.strictEqual(code, 1)
      assert.include(stderr, `${path} can't be written`)
    })), 30_000)

  it.live("on Ctrl-C tells the results so far", () =>
    provided(Effect.gen(function*() {
      const fs = yield* FileSystem.FileSystem
      const here = yield* folder
      const child = yield* start(
        ["tester", "--call", "12341", "--calls", "9", "--at-once", "2", "--script", "_*20", "--json", `${here}/r.json`]
      )
      const { stderr, stdout } = yield* outputs(child)
      yield* stdout.shows("calls 12341", 2)
      process.kill(child.pid, "SIGINT")
      assert.strictEqual(Number(yield* child.exitCode), 130)
      assert.match(yield* stdout.whole, /2 of 9 calls to 12341 in .*\n {2}stopped {11}2 100 %/)
      assert.match(yield* stderr.whole, /SIGINT: ending/)
      const report: Report.Report = JSON.parse(yield* fs.readFileString(`${here}/r.json`))
      assert.deepStrictEqual(report.outcomes, { stopped: 2 })
    })), 30_000)
})

describe("a report", () => {
  const calls = Array.from({ length: 100 }, (_, index): Report.TestCall => ({
    number: 100 - index,
    outcome: index < 90 ? "answered" : "busy",
    reason: index < 90 ? undefined : "Busy Here",
    answerDelay: index < 90 ? index + 1 : undefined,
    duration: 1000
  }))
  const report = Report.make(
    { target: "<100>", startedAt: "2026-01-01T00:00:00.000Z", duration: 10_000, wanted: 200 },
    calls
  )

  it("counts by outcome and reason, and ranks the delays", () => {
    assert.deepStrictEqual(report.outcomes, { answered: 90, busy: 10 })
    assert.deepStrictEqual(report.reasons, [{ outcome: "busy", reason: "Busy Here", count: 10 }])
    assert.deepStrictEqual(report.answerDelays, {
      count: 90,
      min: 1,
      mean: 45.5,
      p50: 45,
      p90: 81,
      p95: 86,
      p99: 90,
      max: 90
    })
    assert.strictEqual(report.calls[0]?.number, 1)
    const text = Report.text(report)
    for (const part of ["100 of 200 calls", "10.0 a second", "90 %", "10 × busy: Busy Here"]) assert.include(text, part)
    assert.deepStrictEqual(JSON.parse(Report.json(report)), JSON.parse(JSON.stringify(report)))
  })

  it("draws its delays, and escapes what it is told", () => {
    const svg = Histogram.svg(report)
    assert.include(svg, "calls to &#60;100&#62;")
    assert.strictEqual([...svg.matchAll(/class="bar"/g)].length, 24)
    assert.strictEqual(Histogram.bins(calls.flatMap(({ answerDelay }) => answerDelay ?? [])).max, 100)
    assert.deepStrictEqual(Histogram.ticks(23, true), [0, 5, 10, 15, 20, 25])
    assert.deepStrictEqual(Histogram.ticks(2, true), [0, 1, 2])
    assert.deepStrictEqual(Histogram.ticks(392, false), [0, 100, 200, 300, 400])
    assert.deepStrictEqual(Histogram.ticks(0, false), [0, 1])
    assert.include(Histogram.svg(Report.make(report, [])), "no call was answered")
    assert.include(Report.text(Report.make(report, [])), "no call was answered")
  })

  it("shows how far it is", () => {
    const line = Progress.line({ wanted: 100, started: 55, ended: 50, answered: 40 }, 10)
    assert.match(line, /^\[█{15}·{15}\] 50\/100 {3}5 running {3}40 answered {3}5\.0\/s {3}10 s left$/)
  })

  it.effect("moves its bar on a terminal, and writes lines elsewhere", () =>
    Effect.gen(function*() {
      const shownOn = Effect.fnUntraced(function*(isTTY: boolean) {
        const written: Array<string> = []
        const progress: Progress.Progress = { wanted: 4, started: 0, ended: 0, answered: 0 }
        yield* Effect.scoped(Effect.gen(function*() {
          yield* Progress.show(progress, { isTTY, write: (text) => written.push(text) })
          yield* TestClock.adjust("6 seconds")
          progress.ended = 4
        }))
        return written
      })
      const terminal = yield* shownOn(true)
      assert.isAbove(terminal.length, 50)
      assert.isTrue(terminal.every((text) => text.startsWith("\r\u001b[2K[")))
      assert.deepStrictEqual(terminal.filter((text) => text.includes("\n")), terminal.slice(-1))
      assert.include(terminal.at(-1), "4/4")
      const elsewhere = yield* shownOn(false)
      assert.isBelow(elsewhere.length, 5)
      assert.isTrue(elsewhere.every((text) => /^\[.*\n$/.test(text)))
    }))
})
