import { assert, describe, it } from "@effect/vitest"
import { Engine, EngineMessage, Phone } from "@yatefx/engine"
import { Effect, Result } from "effect"
import { TestClock } from "effect/testing"
import * as ChildProcess from "node:child_process"
import * as Fs from "node:fs"
import * as Path from "node:path"
import { makeSoundFiles } from "../src/internal/soundFile.ts"
import { answering, attach, seen } from "./support/answering.ts"
import { writeSounds } from "./support/sounds.ts"

const sounds = writeSounds()

/** A call that is answered, and what was heard on it after so many milliseconds. */
const listening = Effect.gen(function*() {
  yield* answering
  const call = yield* (yield* Phone.make({ caller: "alice" })).dial("ivr")
  yield* TestClock.adjust(1)
  yield* call.answered
  return {
    call,
    after: (milliseconds: number) =>
      Effect.andThen(
        TestClock.adjust(milliseconds),
        Effect.map(call.heard, (heard) =>
          heard.map(({ duration, how, source }) => `${source.replace(`${sounds}/`, "")} ${how} ${duration}`))
      )
  }
})

const provided = Effect.provide(Engine.layer({ soundsPath: sounds }))

describe("wave/play", () => {
  // The notification comes when the last block of 20 ms was sent, and not when it was heard.
  for (
    const [file, duration, notified] of [
      ["beep.slin", 300, 280],
      ["odd.slin", 330 / 16, 20],
      ["empty.slin", 0, 0],
      ["beep.mulaw", 300, 280],
      ["beep.alaw", 300, 280],
      ["beep.gsm", 300, 280],
      ["beep.wav", 300, 280],
      ["mulaw.au", 1000, 980],
      ["stereo.au", 1000, 980],
      // Headers that can't be believed: 16 bit, 8 kHz, as for any file that Yate does not know.
      ["liar.au", 1000, 980],
      ["short.au", 2 / 16, 0]
    ] as const
  ) {
    it.effect(`${file} lasts ${duration} ms`, () =>
      Effect.gen(function*() {
        const { after } = yield* listening
        const notifications = yield* seen("chan.notify", "id", "targetid", "reason")
        const { handled, message } = yield* attach("dumb/1", { source: `wave/play/${sounds}/${file}`, notify: "me" })
        assert.isFalse(handled)
        assert.isFalse(message.has("source"))
        if (notified > 0) {
          assert.deepStrictEqual(yield* after(notified - 1), [`wave/play/${file} playing 0`])
          assert.deepStrictEqual(notifications, [])
        }
        assert.deepStrictEqual(yield* after(1), [`wave/play/${file} eof ${duration}`])
        assert.deepStrictEqual(notifications, ["id=dumb/1 targetid=me reason=eof"])
      }).pipe(provided))
  }

  it.effect("another sound cuts off the one that plays, which tells so when its next block is due", () =>
    Effect.gen(function*() {
      const { after } = yield* listening
      const notifications = yield* seen("chan.notify", "id", "targetid", "reason")
      yield* attach("dumb/1", { source: `wave/play/${sounds}/long.slin`, notify: "first" })
      yield* after(110)
      yield* attach("dumb/1", { source: "wave/play/beep.slin", notify: "second" })
      assert.deepStrictEqual(yield* after(9), ["wave/play/long.slin cut 110", "wave/play/beep.slin playing 0"])
      assert.deepStrictEqual(notifications, [])
      yield* after(1)
      assert.deepStrictEqual(notifications, ["id= targetid=first reason=replaced"])
      assert.deepStrictEqual(yield* after(300), ["wave/play/long.slin cut 110", "wave/play/beep.slin eof 300"])
    }).pipe(provided))

  it.effect("repeats until it is replaced by a tone", () =>
    Effect.gen(function*() {
      const { after } = yield* listening
      yield* attach("dumb/1", { source: `wave/play/${sounds}/beep.slin`, autorepeat: "yes" })
      assert.deepStrictEqual(yield* after(10_000), ["wave/play/beep.slin playing 0"])
      const { message } = yield* attach("dumb/1", { source: "tone/dial" })
      assert.isFalse(message.has("source"))
      assert.deepStrictEqual(yield* after(500), ["wave/play/beep.slin cut 10000", "tone/dial playing 0"])
    }).pipe(provided))

  it.effect("ends with the call", () =>
    Effect.gen(function*() {
      const { after, call } = yield* listening
      const notifications = yield* seen("chan.notify", "id", "targetid", "reason")
      yield* attach("dumb/1", { source: `wave/play/${sounds}/long.slin`, notify: "me" })
      yield* after(1000)
      yield* call.hangup()
      assert.deepStrictEqual(yield* after(1), ["wave/play/long.slin cut 1000"])
      assert.deepStrictEqual(notifications, ["id= targetid=me reason=replaced"])
    }).pipe(provided))

  it.effect("waits for somebody who hears it", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const notifications = yield* seen("chan.notify", "reason")
      yield* engine.dispatch(
        new EngineMessage("call.execute", [["callto", "dumb/"], ["target", "x"], ["direct", "tone/busy"]])
      )
      yield* attach("dumb/1", { source: `wave/play/${sounds}/beep.slin`, notify: "me" })
      yield* TestClock.adjust(60_000)
      assert.deepStrictEqual(notifications, [])
    }).pipe(provided))

  it.effect("single answers true when all that was asked for was taken", () =>
    Effect.gen(function*() {
      yield* listening
      const source = `wave/play/${sounds}/beep.slin`
      assert.isTrue((yield* attach("dumb/1", { source, single: "yes" })).handled)
      const { handled, message } = yield* attach("dumb/1", { source, single: "yes", override: "wave/play/x" })
      assert.isFalse(handled)
      assert.isTrue(message.has("override"))
      assert.isTrue((yield* attach("dumb/1", { source: "tone/dial", single: "yes" })).handled)
      const unknown = yield* attach("dumb/1", { source: "tone/nosuch", single: "yes" })
      assert.isFalse(unknown.handled)
      assert.isTrue(unknown.message.has("source"))
    }).pipe(provided))

  for (
    const [what, path] of [
      ["a path out of the folder", `${sounds}/../${Path.basename(sounds)}-outside/x.slin`],
      ["a relative path out of the folder", `../${Path.basename(sounds)}-outside/x.slin`],
      ["another absolute path", `${sounds}-outside/x.slin`],
      ["a symbolic link that leads out", `${sounds}/inner/out/x.slin`],
      ["a folder", sounds],
      ["a pipe that nobody writes to", `${sounds}/pipe.slin`],
      ["a link to a device", `${sounds}/device.slin`],
      ["a device", "/dev/zero"],
      ["a file of the system", "/proc/self/environ"],
      ["a way out that is written twice", "//../../../../../../etc/passwd"],
      ["a missing file", `${sounds}/none.slin`],
      ["nothing", ""]
    ] as const
  ) {
    it.effect(`does not play ${what}: a notification without a reason`, () =>
      Effect.gen(function*() {
        const { after } = yield* listening
        const notifications = yield* seen("chan.notify", "id", "targetid", "reason")
        const { message } = yield* attach("dumb/1", { source: `wave/play/${path}`, notify: "me" })
        const heard = yield* after(1000)
        assert.isFalse(message.has("source"))
        assert.deepStrictEqual(heard, [])
        assert.deepStrictEqual(notifications, ["id= targetid=me reason="])
      }).pipe(provided))
  }

  it.effect("plays from a folder inside, and by a link that stays inside", () =>
    Effect.gen(function*() {
      const { after } = yield* listening
      yield* attach("dumb/1", { source: "wave/play/inner/beep.slin" })
      yield* after(200)
      yield* attach("dumb/1", { source: `wave/play/${sounds}/inner/escape.slin` })
      assert.deepStrictEqual(yield* after(400), [
        "wave/play/inner/beep.slin eof 100",
        "wave/play/inner/escape.slin eof 300"
      ])
    }).pipe(provided))

  it.effect("a path ends at a NUL, as every string of the engine", () =>
    Effect.gen(function*() {
      const { after } = yield* listening
      yield* attach("dumb/1", { source: `wave/play/${sounds}/beep.slin\0/../../etc/passwd` })
      assert.deepStrictEqual(yield* after(400), ["wave/play/beep.slin eof 300"])
    }).pipe(provided))

  it("does not wait for a pipe that takes a file's place while it plays", () => {
    const path = `${sounds}/swapped.slin`
    Fs.writeFileSync(path, new Uint8Array(16_000).fill(1))
    const file = Result.getOrThrow(makeSoundFiles([sounds]).open(path))
    const samples = new Int32Array(80)
    file.mix(0, samples)
    assert.isTrue(samples.every((sample) => sample === 0x101))
    Fs.rmSync(path)
    ChildProcess.execFileSync("mkfifo", [path])
    samples.fill(0)
    file.mix(0, samples)
    assert.isTrue(samples.every((sample) => sample === 0))
  })

  it.effect("plays nothing when no folder is set", () =>
    Effect.gen(function*() {
      const { after } = yield* listening
      yield* attach("dumb/1", { source: `wave/play/${sounds}/beep.slin` })
      assert.deepStrictEqual(yield* after(400), [])
    }).pipe(Effect.provide(Engine.layer())))

  it.effect("as a call: the caller is disconnected at the end, without a reason", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const ends = yield* seen("chan.disconnected", "id", "reason")
      yield* engine.install({
        name: "call.route",
        handler: (message) => {
          message.returnValue = `wave/play/${sounds}/beep.slin`
          return Effect.succeed(true)
        }
      })
      const call = yield* (yield* Phone.make({ caller: "alice" })).dial("music")
      yield* call.answered
      yield* TestClock.adjust(299)
      assert.deepStrictEqual(ends, ["id=sip/1 reason="])
      assert.deepStrictEqual(yield* call.ended, { by: "engine", reason: undefined })
      assert.deepStrictEqual((yield* call.heard).map(({ how }) => how), ["eof"])
    }).pipe(provided))
})
