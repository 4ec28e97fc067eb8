import { assert, describe, it } from "@effect/vitest"
import { Engine, Phone } from "@yatefx/engine"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import { afterAll } from "vitest"
import { SpeechDetector } from "../src/internal/speechDetector.ts"

const folder = Fs.mkdtempSync(Path.join(Os.tmpdir(), "yatefx-speakers-"))
afterAll(() => Fs.rmSync(folder, { recursive: true, force: true }))

/** A tone of 400 Hz. */
const tone = (amplitude: number, millis: number): Int16Array =>
  Int16Array.from(
    { length: millis * 8 },
    (_, index) => Math.round(amplitude * Math.sin(2 * Math.PI * 400 * index / 8000))
  )

Fs.writeFileSync(Path.join(folder, "loud.slin"), tone(12_000, 2000))
Fs.writeFileSync(Path.join(folder, "long.slin"), tone(3000, 12_000))

/** Milliseconds from its begin until speech is found, and from its end until silence is. */
const delays = (amplitude: number, millis: number): readonly [number, number] => {
  const detector = new SpeechDetector()
  let at = 0
  const feedUntil = (isSpeaking: boolean, samples: (index: number) => Int32Array): number => {
    const from = at
    while (detector.isSpeaking !== isSpeaking && at - from < 20_000) {
      detector.feed(samples(at))
      at += 20
    }
    return at - from
  }
  const spoken = Int32Array.from(tone(amplitude, millis))
  const begins = feedUntil(true, (from) => spoken.subarray(from * 8, from * 8 + 160))
  for (; at < millis; at += 20) detector.feed(spoken.subarray(at * 8, at * 8 + 160))
  return [begins, feedUntil(false, () => new Int32Array(160))]
}

describe("SpeechDetector", () => {
  it("finds the end of a loud tone as late as a real engine, which took 2.4 seconds", () => {
    const [begins, ends] = delays(12_000, 2000)
    assert.isAtMost(begins, 60)
    assert.isAtLeast(ends, 2200)
    assert.isAtMost(ends, 2600)
  })

  it("is quicker after a low voice, and never hears a whisper", () => {
    assert.isBelow(delays(1000, 2000)[1], 1500)
    assert.isAtLeast(delays(100, 2000)[0], 20_000)
  })
})

/** A phone in a room that tells who speaks, and what it tells. */
const room = Effect.gen(function*() {
  const engine = yield* Engine
  yield* engine.install({
    name: "call.route",
    handler: (message) => {
      message.returnValue = "conf/room"
      message.set("notify", "who").set("speakers", "2").set("interval", "200").set("lonely", "true")
      return Effect.succeed(true)
    }
  })
  const told: Array<string> = []
  yield* engine.watch("chan.notify", (message) => {
    if (message.get("event") !== "speaking") return
    told.push(`${message.get("speakers")} ${message.get("speaker.1.peer")} ${message.get("changed")}`)
  })
  const phone = yield* Phone.make({ caller: "alice" })
  const call = yield* phone.dial("room")
  yield* TestClock.adjust(10)
  return { call, told }
})

const withSounds = Engine.layer({ soundsPath: folder })

describe("a room with `speakers`", () => {
  it.effect("tells who begins to speak, and after a while that nobody does", () =>
    Effect.gen(function*() {
      const { call, told } = yield* room
      yield* TestClock.adjust("10 seconds")
      assert.deepStrictEqual(told, [])
      yield* call.speak("loud.slin")
      yield* TestClock.adjust(300)
      assert.deepStrictEqual(told, ["1 sip/1 true"])
      yield* TestClock.adjust("3500 millis")
      assert.strictEqual(told.length, 1)
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(told, ["1 sip/1 true", "0 undefined true"])
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(told.length, 2)
    }).pipe(Effect.provide(withSounds)))

  it.effect("says each 5 seconds that somebody goes on", () =>
    Effect.gen(function*() {
      const { call, told } = yield* room
      yield* call.speak("long.slin")
      yield* TestClock.adjust("12 seconds")
      assert.deepStrictEqual(told, ["1 sip/1 true", "1 sip/1 false", "1 sip/1 false"])
      yield* call.hangup()
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(told.length, 3)
    }).pipe(Effect.provide(withSounds)))
})
