import { assert, describe, it } from "@effect/vitest"
import { Engine, EngineMessage, Phone } from "@yatefx/engine"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import * as ChildProcess from "node:child_process"
import * as Fs from "node:fs"
import * as Path from "node:path"
import { answering, attach, seen } from "./support/answering.ts"
import { writeSounds } from "./support/sounds.ts"

const sounds = writeSounds()

/** 0.1 s of a sound that is not silence, and tells where it was cut. */
const speech = Int16Array.from({ length: 800 }, (_, index) => (index % 100) * 300 - 15_000)
Fs.writeFileSync(Path.join(sounds, "speech.slin"), Buffer.from(speech.buffer))

const recordings = Path.join(sounds, "recordings")
Fs.mkdirSync(recordings)

const provided = (options?: { readonly maxRecorded?: number }) =>
  Effect.provide(Engine.layer({ soundsPath: sounds, recordingsPath: recordings, ...options }))

const file = (name: string): string => Path.join(recordings, name)
const bytes = (name: string): Buffer => Fs.readFileSync(file(name))

/** A call to `dumb/1`, whose peer is the phone. */
const calling = Effect.gen(function*() {
  yield* answering
  const call = yield* (yield* Phone.make({ caller: "alice" })).dial("ivr")
  yield* TestClock.adjust(1)
  yield* call.answered
  return call
})

const record = (id: string, parameters: Readonly<Record<string, string>>) =>
  Effect.gen(function*() {
    const message = new EngineMessage("chan.masquerade", [
      ["message", "chan.record"],
      ["id", id],
      ...Object.entries(parameters)
    ])
    return yield* (yield* Engine).dispatch(message)
  })

describe("wave/record", () => {
  it.effect("holds what a phone says, between silence", () =>
    Effect.gen(function*() {
      const call = yield* calling
      yield* attach("dumb/1", { consumer: "wave/record/said.slin" })
      yield* TestClock.adjust(100)
      yield* call.speak("speech.slin")
      yield* TestClock.adjust(200)
      yield* call.hangup()
      yield* TestClock.adjust(1)
      const written = bytes("said.slin")
      const at = written.indexOf(Buffer.from(speech.buffer))
      assert.isTrue(at === 1600 || at === 1920, String(at))
      assert.isTrue(written.subarray(0, at).every((byte) => byte === 0))
      assert.isTrue(written.subarray(at + 1600).every((byte) => byte === 0))
      assert.isAtLeast(written.length, at + 1600 + 1280)
      assert.strictEqual(Fs.statSync(file("said.slin")).mode & 0o777, 0o600)
    }).pipe(provided()))

  // Sums of samples, each decoded again: what was lost is the coding's own.
  for (
    const [name, header, decode] of [
      ["speech.wav", 0, (data: Buffer, at: number) => data.readInt16LE(at * 2)],
      ["speech.au", 32, (data: Buffer, at: number) => data.readInt16BE(32 + at * 2)]
    ] as const
  ) {
    it.effect(`${name} holds the samples`, () =>
      Effect.gen(function*() {
        const call = yield* calling
        yield* call.speak("speech.slin")
        yield* attach("dumb/1", { consumer: `wave/record/${name}` })
        yield* TestClock.adjust(80)
        yield* attach("dumb/1", { consumer: "-", single: "yes" })
        const data = bytes(name)
        assert.strictEqual(data.length, header + 1600)
        assert.deepStrictEqual(speech.map((_, at) => decode(data, at)), speech)
        if (header === 0) return
        assert.strictEqual(data.readUInt32BE(0), 0x2e736e64)
        assert.deepStrictEqual([4, 8, 12, 16, 20].map((at) => data.readUInt32BE(at)), [32, 1600, 3, 8000, 1])
      }).pipe(provided()))
  }

  for (const name of ["speech.alaw", "speech.mulaw"]) {
    it.effect(`${name} plays back as it was said, but for the coding`, () =>
      Effect.gen(function*() {
        const call = yield* calling
        yield* call.speak("speech.slin")
        yield* attach("dumb/1", { consumer: `wave/record/${name}` })
        yield* TestClock.adjust(80)
        yield* attach("dumb/1", { consumer: "-" })
        assert.strictEqual(bytes(name).length, 800)
        yield* call.speak(file(name))
        yield* attach("dumb/1", { consumer: `wave/record/again-${name}.slin` })
        yield* TestClock.adjust(80)
        yield* attach("dumb/1", { consumer: "-" })
        const again = bytes(`again-${name}.slin`)
        for (const [at, sample] of speech.entries()) {
          assert.isAtMost(Math.abs(again.readInt16LE(at * 2) - sample), Math.abs(sample) / 16 + 16)
        }
      }).pipe(provided()))
  }

  it.effect("ends at maxlen to the block, and tells so", () =>
    Effect.gen(function*() {
      yield* calling
      const notifications = yield* seen("chan.notify", "id", "targetid", "reason")
      const parameters = { maxlen: "3201", notify: "me" }
      const { handled, message } = yield* attach("dumb/1", { consumer: "wave/record/max.slin", ...parameters })
      assert.isFalse(handled)
      assert.isFalse(message.has("consumer"))
      yield* TestClock.adjust(199)
      assert.deepStrictEqual(notifications, [])
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(notifications, ["id=dumb/1 targetid=me reason=maxlen"])
      yield* TestClock.adjust(5000)
      assert.strictEqual(bytes("max.slin").length, 3520)
      assert.strictEqual(notifications.length, 1)
    }).pipe(provided()))

  it.effect("as a call: at maxlen the caller is disconnected", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      yield* engine.install({
        name: "call.route",
        handler: (message) => {
          message.returnValue = "wave/record/note.slin"
          message.set("maxlen", "16000")
          return Effect.succeed(true)
        }
      })
      const call = yield* (yield* Phone.make({ caller: "alice" })).dial("note")
      yield* TestClock.adjust(1)
      yield* call.answered
      yield* TestClock.adjust(1000)
      assert.deepStrictEqual(yield* call.ended, { by: "engine", reason: undefined })
      assert.strictEqual(bytes("note.slin").length, 16_000)
      assert.deepStrictEqual(yield* engine.channels, [])
    }).pipe(provided()))

  it.effect("chan.record takes both sides, answers true, and ends by -", () =>
    Effect.gen(function*() {
      const call = yield* calling
      yield* call.speak("speech.slin")
      assert.isTrue(yield* record("dumb/1", { call: "wave/record/call.slin", peer: "wave/record/peer.slin" }))
      yield* TestClock.adjust(40)
      yield* attach("dumb/1", { source: "wave/play/speech.slin" })
      yield* TestClock.adjust(60)
      assert.isTrue(yield* record("dumb/1", { call: "-", peer: "-" }))
      yield* TestClock.adjust(1000)
      // A side that sends nothing adds nothing: dumb/1 has no sound of its own at first.
      assert.deepStrictEqual(bytes("call.slin"), Buffer.from(speech.buffer, 0, 4 * 320))
      assert.deepStrictEqual(bytes("peer.slin").subarray(0, 1600), Buffer.from(speech.buffer))
      assert.isFalse(yield* record("dumb/1", { call: "tone/busy" }))
    }).pipe(provided()))

  it.effect("append goes on where the file ended", () =>
    Effect.gen(function*() {
      const call = yield* calling
      for (const append of ["no", "yes"]) {
        yield* call.speak("speech.slin")
        yield* attach("dumb/1", { consumer: "wave/record/more.slin", append })
        yield* TestClock.adjust(80)
        yield* attach("dumb/1", { consumer: "-" })
      }
      const twice = Buffer.concat([Buffer.from(speech.buffer), Buffer.from(speech.buffer)])
      assert.isTrue(bytes("more.slin").equals(twice))
    }).pipe(provided()))

  it.effect("a tone is recorded as it sounds", () =>
    Effect.gen(function*() {
      yield* calling
      yield* attach("dumb/1", { source: "tone/milliwatt" })
      yield* record("dumb/1", { call: "wave/record/tone.slin" })
      yield* TestClock.adjust(999)
      yield* record("dumb/1", { call: "-", single: "yes" })
      const data = bytes("tone.slin")
      assert.strictEqual(data.length, 16_000)
      // 1000 Hz: each eighth sample is the same.
      const samples = Array.from({ length: 8 }, (_, at) => data.readInt16LE(at * 2))
      assert.isAbove(Math.max(...samples), 4900)
      assert.deepStrictEqual(samples, Array.from({ length: 8 }, (_, at) => data.readInt16LE(at * 2 + 1600)))
    }).pipe(provided()))

  const outside = Path.join(sounds, "elsewhere")
  Fs.mkdirSync(outside)
  Fs.writeFileSync(Path.join(outside, "victim.slin"), "untouched")
  Fs.symlinkSync(outside, file("out"))
  Fs.symlinkSync(Path.join(outside, "victim.slin"), file("link.slin"))
  Fs.linkSync(Path.join(outside, "victim.slin"), file("hard.slin"))
  Fs.mkdirSync(file("folder.slin"))
  ChildProcess.execFileSync("mkfifo", [file("pipe.slin")])
  Fs.symlinkSync("/dev/full", file("device.slin"))

  for (
    const [what, path] of [
      ["a relative path out of the folder", "../elsewhere/new.slin"],
      ["an absolute path", Path.join(outside, "new.slin")],
      ["the folder itself", "."],
      ["a folder that is a link out", "out/new.slin"],
      ["a link to a file", "link.slin"],
      ["a second name of a file elsewhere", "hard.slin"],
      ["a folder", "folder.slin"],
      ["a pipe that nobody reads", "pipe.slin"],
      ["a link to a device", "device.slin"],
      ["a device", "/dev/full"],
      ["a path that a NUL cuts short to one outside", "../elsewhere/new.slin\0/in.slin"],
      ["a folder that is not there", "none/new.slin"],
      ["a sound outside", Path.join(sounds, "beep.slin")]
    ] as const
  ) {
    it.effect(`does not write ${what}; the call goes on`, () =>
      Effect.gen(function*() {
        yield* calling
        const notifications = yield* seen("chan.notify", "reason")
        yield* attach("dumb/1", { consumer: `wave/record/${path}`, maxlen: "1600", notify: "me" })
        yield* TestClock.adjust(1000)
        assert.deepStrictEqual(notifications, ["reason=maxlen"])
        assert.isFalse(Fs.existsSync(Path.join(outside, "new.slin")))
        assert.strictEqual(Fs.readFileSync(Path.join(outside, "victim.slin"), "latin1"), "untouched")
        assert.strictEqual(Fs.statSync(Path.join(sounds, "beep.slin")).size, 4800)
      }).pipe(provided()))
  }

  it.effect("writes nothing without a folder", () =>
    Effect.gen(function*() {
      yield* calling
      yield* attach("dumb/1", { consumer: `wave/record/${file("never.slin")}` })
      yield* TestClock.adjust(1000)
      assert.isFalse(Fs.existsSync(file("never.slin")))
    }).pipe(Effect.provide(Engine.layer({ soundsPath: sounds }))))

  it.effect("all recordings together stay within maxRecorded", () =>
    Effect.gen(function*() {
      yield* calling
      yield* attach("dumb/1", { consumer: "wave/record/limit1.slin" })
      yield* record("dumb/1", { peer: "wave/record/limit2.slin" })
      yield* TestClock.adjust("1 hour")
      const total = bytes("limit1.slin").length + bytes("limit2.slin").length
      assert.isAtMost(total, 100_000)
      assert.isAbove(total, 60_000)
    }).pipe(provided({ maxRecorded: 100_000 })))
})

describe("override and replace", () => {
  const heardBy = (
    call: { readonly heard: Effect.Effect<ReadonlyArray<{ source: string; how: string; duration: number }>> }
  ) => Effect.map(call.heard, (heard) => heard.map(({ duration, how, source }) => `${source} ${how} ${duration}`))

  it.effect("override is heard over what plays, which goes on meanwhile", () =>
    Effect.gen(function*() {
      const call = yield* calling
      const notifications = yield* seen("chan.notify", "id", "targetid", "reason")
      yield* attach("dumb/1", { source: "wave/play/long.slin" })
      yield* TestClock.adjust(1000)
      const over = yield* attach("sip/1", { override: "wave/play/beep.slin", notify: "me", single: "yes" })
      assert.isTrue(over.handled)
      yield* TestClock.adjust(20_000)
      assert.deepStrictEqual(yield* heardBy(call), [
        "wave/play/long.slin cut 1000",
        "wave/play/beep.slin eof 300",
        "wave/play/long.slin eof 8720"
      ])
      assert.deepStrictEqual(notifications, ["id= targetid=me reason=eof"])
    }).pipe(provided()))

  it.effect("replace takes the place of the peer for good, until - brings it back", () =>
    Effect.gen(function*() {
      const call = yield* calling
      yield* attach("dumb/1", { source: "tone/dial" })
      yield* attach("sip/1", { replace: "tone/dtmfstr/12" })
      yield* TestClock.adjust(1000)
      yield* attach("sip/1", { replace: "-" })
      yield* TestClock.adjust(100)
      assert.deepStrictEqual(yield* heardBy(call), [
        "tone/dial cut 0",
        "tone/dtmfstr/12 eof 360",
        "tone/dial playing 0"
      ])
    }).pipe(provided()))

  it.effect("needs somebody who hears: dumb/ does not", () =>
    Effect.gen(function*() {
      yield* calling
      const { handled, message } = yield* attach("dumb/1", { override: "tone/dtmf/5", single: "yes" })
      assert.isFalse(handled)
      assert.strictEqual(message.get("override"), "tone/dtmf/5")
    }).pipe(provided()))
})
