import { assert, describe, it } from "@effect/vitest"
import { Dispatcher } from "@yatefx/dispatcher"
import { CallRoute } from "@yatefx/messages"
import { Phone, Recorder, Replay, Scenario, Transcript } from "@yatefx/testing"
import { Transport } from "@yatefx/transport"
import { Clock, Effect, Layer } from "effect"
import { Ivr, writeSounds } from "./support/ivr.ts"

const sounds = writeSounds()
const ivr = Scenario.embedded(Ivr(sounds), { engine: { soundsPath: sounds } })

/** A session of the menu: two calls at the same time, of which one hangs up. */
const record = Effect.gen(function*() {
  const alice = yield* Phone.make({ number: "alice", name: "Älice" })
  const bob = yield* Phone.make({ number: "bob" })
  const first = yield* alice.dial("ivr")
  const second = yield* bob.dial("ivr")
  yield* first.expectSound("welcome")
  yield* Effect.sleep("5 seconds")
  yield* first.press("x1")
  yield* second.hangup()
  yield* first.expectEnd()
  yield* Effect.sleep(10)
  return Transcript.fromEntries(yield* (yield* Recorder).entries, { redact: ["caller", "callername"] })
}).pipe(Effect.provide(ivr), Scenario.run)

const replayed = (
  transcript: ReadonlyArray<Transcript.TranscriptLine>,
  program: Layer.Layer<never, unknown, Dispatcher>,
  options?: Replay.ReplayOptions
) =>
  Effect.gen(function*() {
    const replay = yield* Replay.make(transcript, options)
    yield* Effect.forkScoped(
      Effect.scoped(Effect.andThen(
        Layer.build(program.pipe(Layer.provide(Dispatcher.layer), Layer.provide(replay.layer))),
        Effect.never
      ))
    )
    return { agreed: yield* replay.done, at: yield* Clock.currentTimeMillis }
  }).pipe(Scenario.run)

/** What a program says that knows no effects beyond its link. */
const saying = (lines: ReadonlyArray<string>, options?: Replay.ReplayOptions) => (transcript: string) =>
  Effect.gen(function*() {
    const text = transcript.replaceAll("|", "\n")
    const replay = yield* Replay.make(yield* Effect.fromResult(Transcript.parse(text)), options)
    const link = yield* Effect.flatMap(Transport, ({ connect }) => connect).pipe(Effect.provide(replay.layer))
    const heard: Array<string> = []
    yield* Effect.forkScoped(Effect.forever(Effect.map(link.pull, (batch) => heard.push(...batch))))
    for (const line of lines) yield* link.write([line])
    const agreed = yield* replay.done
    return { agreed, heard }
  }).pipe(Scenario.run)

describe("Replay", () => {
  it.effect("plays a recorded session to the program that it was recorded with", () =>
    Effect.gen(function*() {
      const transcript = yield* record
      assert.include(Transcript.format(transcript), "caller=redacted")
      assert.notInclude(Transcript.format(transcript), "caller=bob")
      const { agreed, at } = yield* replayed(transcript, Ivr(sounds))
      assert.strictEqual(agreed, transcript.filter(({ from }) => from === "A").length)
      assert.isAbove(agreed, 20)
      // At the times of the recording, and a second more to listen.
      assert.strictEqual(at, Math.ceil(transcript.at(-1)?.at ?? 0) + 1000)
    }))

  it.effect("fails when the program says something else, and shows what it said before", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(replayed(yield* record, Ivr("/elsewhere")))
      assert.strictEqual(error._tag, "ReplayFailed")
      assert.match(
        error.message,
        /^the application should have said\n(?:.*\n)* {2}%%>message:.*\/welcome\.slin.*\nbut it said\n {2}%%>message:.*\/elsewhere\/welcome\.slin.*\nafter\n(?: {2}\d{6}\.\d [AE] %%.*\n?)+$/
      )
    }))

  it.effect("fails when the program says less", () =>
    Effect.gen(function*() {
      const transcript = yield* record
      const Nothing = Layer.effectDiscard(Effect.gen(function*() {
        const yate = yield* Dispatcher
        yield* yate.handle(CallRoute, { where: { called: "ivr" } }, () => Effect.never)
      }))
      const error = yield* Effect.flip(replayed(transcript, Nothing))
      assert.match(
        error.message,
        /^the application (did not say|should have said)\n(?:.*\n)* {2}%%>watch:chan.hangup\n/
      )
    }))

  it.effect("gives the engine's answers the ids of now, and lets messages go on behalf of the engine's", () =>
    Effect.gen(function*() {
      const transcript = "0 A %%>message:old:100:a::x=1|0 A %%>message::0:b:|1 E %%>message:0x1.2:5:c:|" +
        "1 A %%>message:0x1.2:7:d:|2 E %%<message:0x1.2:true:d:|3 E %%<message:old:true:a::x=1"
      const { agreed, heard } = yield* saying([
        "%%>message::0:b:",
        "%%>message:new:200:a::x=1",
        "",
        "%%>message:0x1.2:9:d:"
      ])(transcript)
      assert.strictEqual(agreed, 3)
      assert.deepStrictEqual(heard, ["%%>message:0x1.2:5:c:", "%%<message:0x1.2:true:d:", "%%<message:new:true:a::x=1"])
    }))

  it.effect("wants a message on behalf of the engine's to bear its id", () =>
    Effect.gen(function*() {
      const transcript = "0 E %%>message:0x1:5:c:|1 A %%>message:0x1:7:d:"
      yield* saying(["%%>message:0x1:8:d:"])(transcript)
      assert.strictEqual((yield* Effect.flip(saying(["%%>message:own:8:d:"])(transcript)))._tag, "ReplayFailed")
    }))

  it.effect("compares names, order, values and ids of the engine's", () =>
    Effect.gen(function*() {
      const transcript = "0 E %%>message:0x1:5:c:|1 A %%<message:0x1:true::r:x=1:y=redacted"
      yield* saying(["%%<message:0x1:true::r:x=1:y=anything"])(transcript)
      yield* saying(["%%<message:0x1:true::r:x=2:y="], { ignore: ["x"] })(transcript)
      for (
        const line of [
          "%%<message:0x2:true::r:x=1:y=2",
          "%%<message:0x1:false::r:x=1:y=2",
          "%%<message:0x1:true::r:x=2:y=2",
          "%%<message:0x1:true::r:y=2:x=1",
          "%%<message:0x1:true::r:x=1",
          "%%<message:0x1:true::r:x=1:y",
          "%%<message:0x1:true::r:x=1:y=2:z=3"
        ]
      ) {
        const error = yield* Effect.flip(saying([line])(transcript))
        assert.deepStrictEqual([error._tag, "came" in error ? error.came : ""], ["ReplayFailed", line])
      }
    }))

  it.effect("hears what is said after the end", () =>
    Effect.gen(function*() {
      const transcript = "0 A %%>watch:x|1 E %%<watch:x:true"
      yield* saying(["%%>watch:x", "%%>uninstall:y", "%%>quit"])(transcript)
      const error = yield* Effect.flip(saying(["%%>watch:x", "%%>watch:y"])(transcript))
      assert.match(error.message, /^the application said more than the transcript:\n {2}%%>watch:y\nafter\n/)
    }))

  it.effect("waits no longer than its patience", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(saying([], { patience: "3 seconds" })("0 A %%>watch:x|1 E %%<watch:x:true"))
      assert.match(error.message, /^the application did not say\n {2}%%>watch:x\nafter/)
    }))
})
