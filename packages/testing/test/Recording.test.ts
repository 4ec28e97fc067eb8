import { assert, describe, it } from "@effect/vitest"
import { Dispatcher } from "@yatefx/dispatcher"
import { CallAnswered, CallExecute, CallRoute, ChanMasquerade } from "@yatefx/messages"
import { Phone, Scenario } from "@yatefx/testing"
import { Effect, Layer } from "effect"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import { afterAll } from "vitest"

const folder = Fs.realpathSync(Fs.mkdtempSync(Path.join(Os.tmpdir(), "yatefx-recording-")))
afterAll(() => Fs.rmSync(folder, { recursive: true, force: true }))

/** 400 ms of a voice, each sample its own number. */
const voice = new Uint8Array(Uint16Array.from({ length: 3200 }, (_, index) => index).buffer)
Fs.writeFileSync(Path.join(folder, "voice.slin"), voice)

/** Records who calls. */
const Recording = Layer.effectDiscard(Effect.gen(function*() {
  const yate = yield* Dispatcher
  yield* yate.handle(
    CallRoute,
    { where: { called: "voicemail" } },
    Effect.fnUntraced(function*(route) {
      const { id } = route.params
      const executed = yield* yate.expectWatch(CallExecute, { where: { id } })
      yield* route.ret(true, "dumb/")
      const { targetid = "" } = (yield* executed).params
      yield* yate.enqueue(CallAnswered, { id: targetid, targetid: id })
      yield* yate.enqueue(ChanMasquerade, { message: "chan.attach", id: targetid }, {
        parameters: [["consumer", `wave/record/${folder}/message.slin`]]
      })
    })
  )
}))

const voicemail = Scenario.embedded(Recording, { engine: { soundsPath: folder, recordingsPath: folder } })

describe("what a phone speaks", () => {
  it.effect("is in the recording", () =>
    Effect.gen(function*() {
      const call = yield* (yield* Phone.make({ number: "alice" })).dial("voicemail")
      yield* call.expectAnswer()
      yield* Effect.sleep("1 second")
      yield* call.speak(`${folder}/voice.slin`)
      yield* Effect.sleep("1 second")
      yield* call.hangup()
      yield* call.expectEnd({ by: "phone" })
      yield* Effect.sleep(100)
      const recorded = Buffer.from(Fs.readFileSync(`${folder}/message.slin`))
      // The first sample is 0, as silence is.
      assert.isAtLeast(recorded.indexOf(voice.subarray(2)), 0)
    }).pipe(Effect.provide(voicemail), Scenario.run))
})
