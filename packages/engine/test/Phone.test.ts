import { assert, describe, it } from "@effect/vitest"
import { Engine, EngineTransport, Phone } from "@yatefx/engine"
import { Transport } from "@yatefx/transport"
import { Effect, Layer } from "effect"
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
})
