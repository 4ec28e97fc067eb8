/**
 * `pbx` and `voicemail` with phones that are `dumb/` legs: on the embedded engine in virtual time, and when `YATE_BIN`
 * names its program, on a real Yate, with `tester` as well. One and the same scenario, so that what passes there holds here.
 */
import { NodeServices } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Dispatcher } from "@yatefx/dispatcher"
import { Engine, EngineTransport } from "@yatefx/engine"
import { Phone, Recorder, Scenario, Switchboard } from "@yatefx/testing"
import type { Transport } from "@yatefx/transport"
import { UnixTransport } from "@yatefx/transport-tcp"
import { Effect, FileSystem, Layer, Option, Schedule } from "effect"
import * as Fs from "node:fs"
import type { ExampleError } from "../src/Example.ts"
import { pbx } from "../src/pbx.ts"
import { Sounds } from "../src/Sounds.ts"
import * as Trace from "../src/Trace.ts"
import { voicemail } from "../src/voicemail.ts"
import { runToEnd } from "./support.ts"
import { yate, yateBin } from "./yate.ts"

const temporary = Effect.flatMap(FileSystem.FileSystem, (fs) => fs.makeTempDirectoryScoped())

/** An example and phones, each with a connection of its own. */
const onDumbLegs = <R>(
  connection: Layer.Layer<Transport, never, R>,
  program: Layer.Layer<never, ExampleError, Dispatcher | Trace.Trace>
) =>
  Layer.mergeAll(
    Layer.provide(program, Dispatcher.layer).pipe(
      Layer.provide(Recorder.transport("program")),
      Layer.provide(connection),
      Layer.provideMerge(Layer.sync(Trace.Trace, () => Trace.make(() => Effect.void)))
    ),
    Switchboard.dumb.pipe(
      Layer.provide(Dispatcher.layerWith({ trackName: "phones" })),
      // Not the one that the program has: a layer is built once.
      Layer.provide(Layer.fresh(connection))
    )
  )

const transfers = <R>(connection: Layer.Layer<Transport, never, R>) =>
  Effect.gen(function*() {
    const alice = yield* Phone.make({ number: "100" })
    const bob = yield* Phone.make({ number: "5101" })
    const carol = yield* Phone.make({ number: "5102" })
    yield* Phone.make({ number: "5103", whenCalled: "busy" })
    const { counts } = yield* Trace.Trace
    const told = (event: string) =>
      Effect.repeat(counts, { until: (all) => all.has(event), schedule: Schedule.spaced("20 millis") })

    const talking = Effect.gen(function*() {
      const call = yield* alice.dial("101")
      const bobs = yield* bob.expectCall()
      yield* bobs.answer
      yield* call.expectAnswer()
      yield* told("talks")
      return { call, bobs }
    })

    // Bob asks Carol, and hands Alice over.
    const first = yield* talking
    yield* first.bobs.press("102*", { gap: 50 })
    const asked = yield* carol.expectCall()
    yield* asked.answer
    yield* Effect.sleep(300)
    yield* first.bobs.press("#")
    yield* first.bobs.expectEnd({ by: "engine" })
    yield* told("transferred")
    yield* first.call.hangup()
    yield* asked.expectEnd({ by: "engine" })

    // He sends her to somebody who is busy, and has her again.
    const second = yield* talking
    yield* second.bobs.press("103#", { gap: 50 })
    yield* second.bobs.expectEnd({ by: "engine" })
    const back = yield* bob.expectCall()
    yield* back.answer
    yield* told("returned")
    yield* back.hangup()
    yield* second.call.expectEnd({ by: "engine" })
    const seen = yield* counts
    assert.deepStrictEqual(
      ["talks", "supervised", "transferred", "blind", "returned"].map((event) => seen.get(event)),
      [2, 1, 1, 1, 1]
    )
  }).pipe(
    Effect.provide(onDumbLegs(
      connection,
      pbx.program({ extensions: { 101: "5101", 102: "5102", 103: "5103" } })
    ))
  )

const message = <R>(connection: Layer.Layer<Transport, never, R>, folder: string) =>
  Effect.gen(function*() {
    const sounds = yield* Sounds
    const bob = yield* Phone.make({ number: "101" })
    const leaving = yield* bob.dial("9100")
    yield* leaving.expectAnswer()
    yield* leaving.expectSound("vm/greeting")
    yield* leaving.press("#")
    yield* leaving.expectSound("vm/beep", { how: "eof" })
    yield* leaving.speak(`${sounds}/en/vm/greeting.mulaw`)
    yield* Effect.sleep(2000)
    yield* leaving.hangup()

    const { counts } = yield* Trace.Trace
    yield* Effect.repeat(counts, { until: (all) => all.has("message"), schedule: Schedule.spaced("20 millis") })
    const files = Fs.readdirSync(`${folder}/100`).filter((name) => name.endsWith(".slin"))
    assert.lengthOf(files, 1)
    const bytes = Fs.readFileSync(`${folder}/100/${files[0]}`)
    assert.isAbove(bytes.length, 16_000)
    const samples = new Int16Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / 2))
    assert.isAbove(samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0), 1000)

    const alice = yield* Phone.make({ number: "100" })
    const listening = yield* alice.dial("9000")
    yield* listening.expectAnswer()
    yield* listening.press("2468#2468#", { gap: 50 })
    yield* listening.expectSound(files[0] ?? "", { within: "20 seconds" })
    yield* listening.press("3")
    yield* listening.expectSound("vm/deleted")
    assert.deepStrictEqual(Fs.readdirSync(`${folder}/100`), ["pin"])
    yield* listening.press("9")
    yield* listening.expectEnd({ by: "engine" })
  }).pipe(Effect.provide(onDumbLegs(connection, voicemail.program({ folder: Option.some(folder) }))))

/** Its own numbers answer it. */
const load = (socket: string) =>
  Effect.gen(function*() {
    const report = `${yield* temporary}/report.json`
    const common = ["tester", "--unix", socket, "--calls", "4", "--rate", "50", "--json", report]
    const answered = yield* runToEnd([...common, "--call", "12341", "--script", "12#,_*0.2"])
    assert.strictEqual(answered.code, 0, answered.stderr)
    assert.match(answered.stdout, /4 of 4 calls to 12341 in .*\n {2}answered {10}4 100 %/)
    assert.match((yield* runToEnd([...common, "--call", "12343"])).stdout, /\n {2}busy {14}4 100 %/)
    assert.match((yield* runToEnd([...common, "--call", "12344"])).stdout, /\n {2}not found {9}4 100 %/)
    assert.match((yield* runToEnd([...common, "--call", "12342", "--ringing", "1"])).stdout, /no answer {9}4 100 %/)
  })

/** Starts a real Yate for a scenario. */
const onYate = <E, R>(scenario: (socket: string, boxes: string) => Effect.Effect<void, E, R>) =>
  Effect.gen(function*() {
    const fs = yield* FileSystem.FileSystem
    const [socket, boxes] = [`${yield* temporary}/yate.sock`, yield* temporary]
    yield* yate(yateBin ?? "", socket, [])
    yield* Effect.repeat(fs.exists(socket), { until: (is) => is, schedule: Schedule.spaced("20 millis") })
    yield* scenario(socket, boxes)
  }).pipe(Scenario.runWith({ time: "real" }), Effect.provide(NodeServices.layer))

const scenarios = [
  ["pbx transfers", transfers],
  ["voicemail takes a message, and plays it to its owner", message]
] as const

describe.concurrent("phones that are dumb/ legs", () => {
  for (const [what, scenario] of scenarios) {
    it.effect(`${what}, on the embedded engine`, () =>
      Effect.gen(function*() {
        const [boxes, soundsPath] = [yield* temporary, yield* Sounds]
        yield* scenario(EngineTransport.layer(), boxes).pipe(
          Effect.provide(Engine.layer({ soundsPath, recordingsPath: boxes })),
          Scenario.run
        )
      }).pipe(Effect.provide(NodeServices.layer)))
  }

  for (const [what, scenario] of scenarios) {
    it.live.skipIf(yateBin === undefined)(
      `${what}, on a real Yate`,
      () => onYate((socket, boxes) => scenario(UnixTransport.layer({ path: socket }), boxes)),
      60_000
    )
  }

  it.live.skipIf(yateBin === undefined)("tester counts, on a real Yate", () => onYate(load), 60_000)
})
