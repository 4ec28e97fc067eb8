import { assert, describe, it } from "@effect/vitest"
import { Calls } from "@yatefx/calls"
import { Phone, Scenario } from "@yatefx/testing"
import { DateTime, Effect, Layer } from "effect"
import * as Fs from "node:fs"
import { reception } from "./support/reception.ts"
import { nothingLeft, world, writeSound } from "./support/world.ts"

const read = (path: string): string => Fs.readFileSync(new URL(path, import.meta.url), "utf8")

for (const name of ["extension", "no-extension", "busy", "nobody-there"]) writeSound(name, 200)
for (const name of ["digits/12", "digits/a-m"]) writeSound(name, 200)

describe("the voice menu of the README", () => {
  it("is the one that is tested here, in less than 40 lines", () => {
    const programs = [...read("../README.md").matchAll(/```ts\n([^]*?)```/g)].map(([, code = ""]) => code)
    const menu = programs.find((code) => code.includes("Menu.run(")) ?? ""
    const bodyOf = (code: string): string => /const Extension[^]*?\n}\)\n/.exec(code)?.[0] ?? code
    assert.strictEqual(bodyOf(menu), bodyOf(read("./support/reception.ts")).replace("export const", "const"))
    assert.isBelow(menu.trimEnd().split("\n").length, 40)
    assert.include(menu, "Calls.incoming({ called: \"100\" }, reception)")
    assert.include(read("../../../README.md"), menu)
  })

  it.effect("connects, tells when it can't, says the time, asks for an extension, and gives up", () =>
    Effect.gen(function*() {
      const alice = yield* Phone.make({ number: "alice" })
      const desk = yield* Phone.make({ number: "201" })
      yield* Phone.make({ number: "202", whenCalled: "busy" })

      const call = yield* alice.dial("100")
      yield* call.expectSound("welcome", { how: "eof" })
      yield* call.expectSound("menu")
      yield* call.press("3")
      yield* call.expectSound("digits/12", { how: "eof" })
      yield* call.expectSound("digits/a-m", { how: "eof" })
      yield* call.expectSound("menu")
      // Typed through: the extension's prompt isn't heard.
      yield* call.press("2202")
      yield* call.expectSound("/busy.slin", { how: "eof" })
      yield* call.expectSound("menu")
      yield* call.press("2")
      yield* call.expectSound("/extension")
      yield* call.press("123")
      yield* call.expectSound("no-extension", { how: "eof" })
      yield* call.expectSound("/extension")
      yield* call.press("201")
      const taken = yield* desk.expectCall()
      yield* taken.answer
      yield* Effect.sleep("1 minute")
      yield* taken.hangup()
      yield* call.expectEnd({ by: "engine" })

      const silent = yield* alice.dial("100")
      yield* silent.expectSound("menu")
      yield* silent.press("1")
      yield* desk.expectCall()
      yield* silent.expectSound("nobody-there", { how: "eof", within: "21 seconds" })
      yield* silent.expectSound("goodbye", { how: "eof", within: "30 seconds" })
      yield* silent.expectEnd({ by: "engine" })
      yield* nothingLeft
    }).pipe(
      Effect.provide(world(
        Layer.provide(Calls.incoming({ called: "100" }, reception), DateTime.layerCurrentZoneOffset(0))
      )),
      Scenario.run
    ))
})
