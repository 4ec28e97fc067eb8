import { assert, describe, it } from "@effect/vitest"
import { type CallEvent, Engine, EngineMessage, EngineTransport, Phone } from "@yatefx/engine"
import { Transport } from "@yatefx/transport"
import { Effect, Fiber, Layer } from "effect"
import { TestClock } from "effect/testing"
import { writeSounds } from "./support/sounds.ts"

const program = Effect.gen(function*() {
  const link = yield* (yield* Transport).connect
  const lines: Array<string> = []
  const answers = new Map([["call.route", "true::dumb/"]])
  yield* Effect.forkScoped(Effect.forever(Effect.gen(function*() {
    for (const line of yield* link.pull) {
      lines.push(line)
      const [command, id, , name] = line.split(":")
      if (command !== "%%>message") continue
      const dumb = /:targetid=(dumb\/\d+)/.exec(line)?.[1]
      yield* link.write([`%%<message:${id}:${answers.get(name ?? "") ?? "true:"}`])
      if (name === "chan.dtmf") {
        yield* link.write([
          `%%>message:p:0:chan.masquerade::message=chan.attach:id=${dumb}:source=wave/play//beep.slin:notify=x`
            .replace("//beep.slin", `/${sounds}/beep.slin`)
        ])
      }
    }
  })))
  yield* link.write([
    "%%>install:80:call.route",
    "%%>install:80:chan.dtmf",
    "%%>watch:call.execute",
    "%%>watch:chan.notify",
    "%%>watch:chan.hangup"
  ])
  const phone = yield* Phone.make({ caller: "alice" })
  const call = yield* phone.dial("ivr")
  yield* TestClock.adjust(10)
  yield* link.write(["%%>message:a:0:call.answered::id=dumb/1:targetid=sip/1"])
  yield* call.answered
  assert.deepStrictEqual(yield* call.press("1"), [true])
  yield* TestClock.adjust(1000)
  const heard = yield* call.heard
  yield* call.hangup()
  yield* TestClock.adjust(1)
  return { heard, ended: yield* call.ended, channels: yield* (yield* Engine).channels }
})

const sounds = writeSounds()

describe("Phone", () => {
  it.effect("is answered, plays for a key, hangs up", () =>
    Effect.gen(function*() {
      const { channels, ended, heard } = yield* program
      assert.deepStrictEqual(heard.map(({ duration, how }) => ({ duration, how })), [{ duration: 300, how: "eof" }])
      assert.deepStrictEqual(channels, [])
      assert.deepStrictEqual(ended, { by: "phone", reason: undefined })
    }).pipe(
      Effect.provide(EngineTransport.layer().pipe(Layer.provideMerge(Engine.layer({ soundsPath: sounds }))))
    ))

  // As a real engine answered the INVITE: 486, 403, 480 for what is dropped with a word, and 487 for anything else.
  for (
    const [reason, code, error, text] of [
      ["busy", 486, "busy", "Busy Here"],
      ["forbidden", 403, "forbidden", "Forbidden"],
      ["noanswer", 480, "noanswer", "Temporarily Unavailable"],
      ["normal", 487, "noanswer", "Request Terminated"]
    ] as const
  ) {
    it.effect(`is refused with ${code} when its call is dropped as ${reason} before the answer`, () =>
      Effect.gen(function*() {
        const engine = yield* Engine
        yield* engine.install({
          name: "call.route",
          handler: (message) => {
            message.returnValue = "dumb/"
            return Effect.succeed(true)
          }
        })
        const reasons: Array<string | undefined> = []
        yield* engine.watch("chan.hangup", (message) => reasons.push(message.get("reason")))
        const phone = yield* Phone.make({ caller: "alice" })
        const call = yield* phone.dial("ivr")
        yield* call.ringing
        const answered = yield* Effect.forkChild(Effect.flip(call.answered))
        yield* engine.dispatch(new EngineMessage("call.drop", [["id", call.id], ["reason", reason]]))
        yield* TestClock.adjust(1)
        assert.deepInclude({ ...yield* Fiber.join(answered) }, { _tag: "CallRejected", code, error, reason: text })
        assert.deepStrictEqual(yield* call.ended, { by: "engine", reason: text })
        assert.include(reasons, text)
      }).pipe(Effect.provide(Engine.layer())))
  }

  it.effect("tells what happens, hears nothing while it holds, and is heard", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      yield* engine.install({
        name: "call.route",
        handler: (message) => {
          message.returnValue = "dumb/"
          return Effect.succeed(true)
        }
      })
      const updates: Array<string | undefined> = []
      yield* engine.watch("call.update", (message) => updates.push(message.get("mute")))
      const attach = (id: string, file: string) =>
        engine.dispatch(
          new EngineMessage("chan.masquerade", [
            ["message", "chan.attach"],
            ["id", id],
            ["source", `wave/play/${sounds}/${file}`]
          ])
        )
      const call = yield* (yield* Phone.make({ caller: "alice" })).dial("100")
      const events: Array<CallEvent> = []
      yield* TestClock.adjust(10)
      // After it rang: what was before is told as well.
      yield* call.observe((event) => events.push(event))
      yield* engine.dispatch(new EngineMessage("call.answered", [["id", "dumb/1"], ["targetid", "sip/1"]]))
      yield* attach("dumb/1", "long.slin")
      yield* TestClock.adjust(1000)
      yield* call.hold()
      yield* TestClock.adjust(3000)
      yield* call.hold(false)
      yield* TestClock.adjust(9000)
      yield* call.hold()
      yield* attach("dumb/1", "beep.slin")
      yield* TestClock.adjust(1000)
      assert.deepStrictEqual(updates, ["true", "false", "true"])
      assert.deepStrictEqual((yield* call.heard).map(({ duration, how }) => ({ duration, how })), [
        { duration: 1000, how: "cut" },
        { duration: 6000, how: "eof" }
      ])
      yield* call.hangup()
      assert.deepStrictEqual(
        events.map((event) => `${event.at} ${event._tag}`),
        ["0 Ringing", "10 Answered", "10 Started", "1010 Stopped", "4010 Started", "9990 Stopped", "14010 Ended"]
      )
    }).pipe(Effect.provide(Engine.layer({ soundsPath: sounds }))))

  it.effect("speaks a file to whoever hears it", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      yield* engine.install({
        name: "call.route",
        handler: (message) => {
          message.returnValue = "sip/sip:bob@127.0.0.1:5071"
          return Effect.succeed(true)
        }
      })
      const bob = yield* Phone.make({ caller: "bob", address: "127.0.0.1:5071" })
      const next = yield* bob.listen
      const call = yield* (yield* Phone.make({ caller: "alice" })).dial("bob")
      yield* TestClock.adjust(10)
      const incoming = yield* next
      yield* incoming.answer
      yield* TestClock.adjust(10)
      yield* call.speak(`${sounds}/beep.slin`)
      yield* TestClock.adjust(100)
      yield* call.speak()
      yield* TestClock.adjust(100)
      assert.deepStrictEqual((yield* incoming.heard).map(({ duration, how }) => ({ duration, how })), [
        { duration: 100, how: "cut" }
      ])
    }).pipe(Effect.provide(Engine.layer({ soundsPath: sounds }))))
})
