/**
 * One and the same scenario on simulated phones in virtual time, on `dumb/` legs of the embedded engine, and in real
 * time on `dumb/` legs of a real Yate, when `YATE_BIN` names its program.
 */
import { NodeServices } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Dispatcher } from "@yatefx/dispatcher"
import { Engine, EngineTransport } from "@yatefx/engine"
import { Ladder, Phone, Recorder, Replay, Scenario, Switchboard, Transcript } from "@yatefx/testing"
import type { Transport } from "@yatefx/transport"
import { UnixTransport } from "@yatefx/transport-tcp"
import { Config, Effect, FileSystem, Layer, Option, Schedule, Stream } from "effect"
import { ChildProcess } from "effect/process"
import { Ivr, writeSounds } from "./support/ivr.ts"

const sounds = writeSounds()

const yateBin = Option.getOrUndefined(Effect.runSync(Config.option(Config.NonEmptyString("YATE_BIN"))))
if (yateBin === undefined) console.warn("YATE_BIN is not set: the test on a real Yate is skipped")

const menu = Effect.gen(function*() {
  const alice = yield* Phone.make({ number: "alice", name: "Alice" })
  const call = yield* alice.dial("ivr")
  yield* call.expectRinging()
  yield* call.expectAnswer()
  yield* call.expectSound("welcome")
  yield* Effect.sleep(50)
  assert.deepStrictEqual(yield* call.press("3"), [true])
  assert.deepStrictEqual(yield* call.press("2"), [true])
  yield* call.expectSound("support", { how: "eof" })
  yield* call.expectEnd({ by: "engine" })
  assert.deepStrictEqual(yield* call.press("9"), [false])
  const heard = (yield* call.heard).map(({ how, source }) => `${source.replace(/.*\//, "")} ${how}`)
  assert.deepStrictEqual(heard, ["welcome.slin cut", "support.slin eof"])
})

const others = Effect.gen(function*() {
  const alice = yield* Phone.make({ number: "alice", name: "Alice" })
  const bob = yield* Phone.make({ number: "bob" })
  yield* Phone.make({ number: "busy", whenCalled: "busy" })
  yield* Phone.make({ number: "nobody", whenCalled: { sendBackAfter: 100 } })

  const call = yield* alice.dial("bob")
  const incoming = yield* bob.expectCall()
  assert.deepStrictEqual(incoming.from, { number: "alice", name: "Alice" })
  yield* incoming.ring
  yield* call.expectRinging()
  yield* incoming.answer
  yield* call.expectAnswer()
  yield* incoming.hangup()
  yield* call.expectEnd({ by: "engine" })
  yield* incoming.expectEnd({ by: "phone" })

  yield* (yield* alice.dial("busy")).expectEnd({ by: "engine" })
  const unanswered = yield* alice.dial("nobody")
  yield* unanswered.expectRinging()
  yield* unanswered.expectEnd({ by: "engine" })
  yield* (yield* alice.dial("pizza")).expectRejection("noroute")
})

/** What each phone did and noticed, in its order, and what the program and the engine said of it, in any. */
const seen = Effect.gen(function*() {
  yield* menu
  yield* others
  // What is left is told.
  yield* Effect.sleep(200)
  const entries = yield* (yield* Recorder).entries
  const phones: Record<string, Array<string>> = {}
  for (const entry of entries) if (entry._tag === "Phone") (phones[entry.phone] ??= []).push(entry.text)
  const { columns, rows } = Ladder.make(entries)
  const program = columns.indexOf("ivr")
  const said = rows.flatMap((row) =>
    row._tag === "Arrow" && (row.from === program || row.to === program)
      ? [`${columns[row.from]} ${row.kind} ${row.label}`]
      : []
  )
  return { phones, said: said.sort(), transcript: Transcript.fromEntries(entries, { application: "ivr" }) }
})

/** Starts a real Yate that listens on a UNIX socket. Killed with the scope. */
const yate = Effect.fnUntraced(function*(bin: string, socket: string) {
  const fs = yield* FileSystem.FileSystem
  const conf = yield* fs.makeTempDirectoryScoped()
  const modules = ["extmodule", "dumbchan", "tonegen", "wavefile", "pbx"].map((name) => `${name}.yate=enable`)
  yield* fs.writeFileString(`${conf}/yate.conf`, `[general]\nmodload=no\n[modules]\n${modules.join("\n")}\n`)
  yield* fs.writeFileString(`${conf}/extmodule.conf`, `[listener yatefx]\ntype=unix\npath=${socket}\nrole=global\n`)
  const child = yield* ChildProcess.make(bin, ["-c", conf, "-Do"], { forceKillAfter: "5 seconds" })
  // Its pipes must be read.
  yield* Effect.forkScoped(Effect.ignore(Stream.runDrain(child.stdout)))
  yield* Effect.forkScoped(Effect.ignore(Stream.runDrain(child.stderr)))
  yield* Effect.repeat(fs.exists(socket), { until: (is) => is, schedule: Schedule.spaced("20 millis") })
})

/** A program and `dumb/` phones, each with a connection of its own. */
const onDumbLegs = <E, R>(transport: Layer.Layer<Transport, E, R>) =>
  Layer.mergeAll(
    Ivr(sounds).pipe(
      Layer.provide(Dispatcher.layer),
      Layer.provide(Recorder.transport("ivr")),
      Layer.provide(transport)
    ),
    Switchboard.dumb.pipe(
      Layer.provide(Dispatcher.layerWith({ trackName: "phones" })),
      // Not the one that the program has: a layer is built once.
      Layer.provide(Layer.fresh(transport))
    )
  )

/** The engine's workers handle what is played and what is signalled at the same time. */
const inAnyOrder = (phones: Record<string, ReadonlyArray<string>>) =>
  Object.fromEntries(Object.entries(phones).map(([phone, texts]) => [phone, texts.toSorted()]))

const replayed = (transcript: ReadonlyArray<Transcript.TranscriptLine>) =>
  Effect.gen(function*() {
    const replay = yield* Replay.make(transcript)
    yield* Layer.build(Ivr(sounds).pipe(Layer.provide(Dispatcher.layer), Layer.provide(replay.layer)))
    return yield* replay.done
  }).pipe(Scenario.run)

describe("one scenario", () => {
  it.effect("on simulated phones, in virtual time", () =>
    Effect.gen(function*() {
      yield* menu
      yield* others
    }).pipe(Effect.provide(Scenario.embedded(Ivr(sounds), { engine: { soundsPath: sounds } })), Scenario.run))

  const embedded = seen.pipe(
    Effect.provide(onDumbLegs(EngineTransport.layer())),
    Effect.provide(Engine.layer({ soundsPath: sounds }))
  )

  it.effect("on dumb/ legs of the embedded engine, in virtual time", () =>
    Effect.gen(function*() {
      const { phones, said } = yield* Scenario.run(embedded)
      assert.isAbove(said.length, 20)
      assert.deepStrictEqual(phones, {
        alice: [
          "dials ivr",
          "ringing",
          "answered",
          "♪ wave/play/…/welcome.slin",
          "presses 3",
          "presses 2",
          "cut off: wave/play/…/welcome.slin",
          "♪ wave/play/…/support.slin",
          "end of wave/play/…/support.slin",
          "hung up",
          "presses 9",
          "dials bob",
          // By dumb/ itself, and by bob.
          "ringing",
          "ringing",
          "answered",
          "hung up",
          "dials busy",
          "ringing",
          "hung up: busy",
          "dials nobody",
          "ringing",
          "ringing",
          "hung up: noanswer",
          "dials pizza",
          "rejected: noroute (404)",
          "hung up"
        ],
        bob: ["call from alice", "rings", "answers", "hangs up"],
        busy: ["call from alice", "refuses (486)", "hangs up"],
        nobody: ["call from alice", "rings", "refuses (480)", "hangs up"]
      })
    }))

  it.live.skipIf(yateBin === undefined)(
    "on dumb/ legs of a real Yate, in real time: the same ladder",
    () =>
      Effect.gen(function*() {
        const fs = yield* FileSystem.FileSystem
        const path = `${yield* fs.makeTempDirectoryScoped()}/yate.sock`
        yield* yate(yateBin ?? "", path)
        const real = yield* Effect.provide(seen, onDumbLegs(UnixTransport.layer({ path })))
        const { phones, said } = yield* Scenario.run(embedded)
        assert.deepStrictEqual(real.said, said)
        assert.deepStrictEqual(inAnyOrder(real.phones), inAnyOrder(phones))
        // And what the real engine said is a test from now on.
        const sent = real.transcript.filter(({ from }) => from === "A").length
        assert.strictEqual(yield* replayed(real.transcript), sent)
      }).pipe(Scenario.runWith({ time: "real" }), Effect.provide(NodeServices.layer)),
    60_000
  )
})
