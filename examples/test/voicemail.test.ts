import { assert, describe, it } from "@effect/vitest"
import { Engine } from "@yatefx/engine"
import { Phone, Scenario } from "@yatefx/testing"
import { Effect, Exit, Layer, Option, Redacted } from "effect"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import { afterAll } from "vitest"
import * as Mailboxes from "../src/Mailboxes.ts"
import { Sounds } from "../src/Sounds.ts"
import * as Trace from "../src/Trace.ts"
import { voicemail } from "../src/voicemail.ts"

const root = Fs.mkdtempSync(Path.join(Os.tmpdir(), "yatefx-voicemail-"))
afterAll(() => Fs.rmSync(root, { recursive: true, force: true }))

const fresh = (): string => Path.join(root, String(Fs.readdirSync(root).length))

const on = (folder: string) => {
  const given = { folder: Option.some(folder) }
  return Layer.unwrap(
    Effect.map(
      Sounds,
      (soundsPath) =>
        Scenario.embedded(voicemail.program(given), { engine: { soundsPath, ...voicemail.engine(given) } })
    )
  ).pipe(Layer.provideMerge(Layer.sync(Trace.Trace, () => Trace.make(() => Effect.void))))
}

const dial = Effect.fnUntraced(function*(from: string, number: string) {
  const phone = yield* Phone.make({ number: from })
  const call = yield* phone.dial(number)
  yield* call.expectAnswer()
  return call
})

/** Leaves a message of so many seconds. */
const leave = Effect.fnUntraced(function*(from: string, to: string, seconds: number, end: "#" | "hangup") {
  const call = yield* dial(from, `9${to}`)
  yield* call.expectSound("vm/greeting")
  yield* call.press("#")
  yield* call.expectSound("vm/beep", { how: "eof" })
  yield* call.speak(undefined)
  yield* Effect.sleep(seconds * 1000)
  if (end === "hangup") yield* call.hangup()
  else {
    yield* call.press("#")
    yield* call.expectSound("vm/saved", { how: "eof" })
    yield* call.expectEnd({ by: "engine" })
  }
  yield* Effect.sleep(200)
})

const files = (folder: string, box: string) => {
  const path = Path.join(folder, box)
  return Fs.existsSync(path) ? Fs.readdirSync(path).sort() : []
}

describe("voicemail", () => {
  it.effect("keeps what was said, by a key or by hanging up, and not what was too short", () =>
    Effect.gen(function*() {
      const folder = fresh()
      yield* Effect.gen(function*() {
        yield* leave("101", "100", 3, "#")
        yield* leave("102", "100", 2, "hangup")
        yield* leave("103", "100", 0.5, "hangup")
        assert.deepStrictEqual(yield* (yield* Engine).channels, [])
      }).pipe(Effect.provide(on(folder)))
      assert.lengthOf(files(folder, "100").filter((name) => name.endsWith(".slin")), 2)
      const boxes = yield* Mailboxes.make(folder)
      const messages = yield* boxes.messages("100")
      assert.deepStrictEqual(messages.map(({ caller }) => caller), ["101", "102"])
      assert.closeTo(messages[0]?.duration ?? 0, 3000, 100)
      assert.closeTo(messages[1]?.duration ?? 0, 2000, 100)
    }).pipe(Scenario.run))

  it.effect("leaves no file behind when the caller hangs up before the beep is over", () =>
    Effect.gen(function*() {
      const folder = fresh()
      yield* Effect.gen(function*() {
        const call = yield* dial("101", "9100")
        yield* call.press("#")
        yield* call.expectSound("vm/beep")
        assert.lengthOf(files(folder, "100"), 1)
        yield* call.hangup()
        yield* Effect.sleep(200)
        assert.deepStrictEqual(files(folder, "100"), [])
      }).pipe(Effect.provide(on(folder)))
    }).pipe(Scenario.run))

  it.effect("takes the sound for the length: a telephone that sends none leaves an empty file", () =>
    Effect.gen(function*() {
      const folder = fresh()
      const boxes = yield* Mailboxes.make(folder)
      Fs.mkdirSync(Path.join(folder, "100"))
      Fs.writeFileSync(Path.join(folder, "100/silent.slin"), "")
      Fs.writeFileSync(Path.join(folder, "100/second.slin"), new Uint8Array(16_000))
      const lengths = yield* Effect.forEach(["silent", "second", "none"], (name) => boxes.lengthOf("100", name))
      assert.deepStrictEqual(lengths, [0, 1000, 0])
    }))

  it.effect("lets its owner hear, keep and delete, behind a PIN of his own", () =>
    Effect.gen(function*() {
      const folder = fresh()
      yield* Effect.gen(function*() {
        yield* leave("101", "100", 2, "#")
        yield* leave("102", "100", 2, "#")
        const first = yield* dial("100", "9000")
        yield* first.expectSound("vm/new-pin")
        // Not the same twice, too short, and then right.
        yield* first.press("1234#4321#")
        yield* first.press("12#")
        yield* first.expectSound("try-again")
        yield* first.press("2468#2468#")
        yield* first.expectSound("vm/you-have")
        yield* first.expectSound("digits/2.mulaw")
        yield* first.expectSound("vm/from")
        yield* first.expectSound("/100/", { how: "eof", within: "30 seconds" })
        yield* first.press("1")
        yield* first.expectSound("/100/", { how: "eof", within: "30 seconds" })
        yield* first.press("2")
        yield* first.expectSound("/100/", { how: "eof", within: "30 seconds" })
        yield* first.press("3")
        yield* first.expectSound("vm/deleted")
        yield* first.expectSound("vm/menu")
        yield* first.press("9")
        yield* first.expectEnd({ by: "engine" })

        const second = yield* dial("100", "9000")
        yield* second.expectSound("vm/pin")
        yield* second.press("2468#")
        yield* second.expectSound("digits/1.mulaw")
        yield* second.expectSound("vm/message.mulaw")
        yield* second.hangup()
      }).pipe(Effect.provide(on(folder)))
      const boxes = yield* Mailboxes.make(folder)
      assert.deepStrictEqual((yield* boxes.messages("100")).map(({ caller }) => caller), ["101"])
      assert.notInclude(Fs.readFileSync(Path.join(folder, "100", "pin"), "latin1"), "2468")
    }).pipe(Scenario.run))

  it.effect("refuses who doesn't know the PIN", () =>
    Effect.gen(function*() {
      const folder = fresh()
      const boxes = yield* Mailboxes.make(folder)
      yield* boxes.setPin("100", Redacted.make("2468"))
      yield* Effect.gen(function*() {
        const call = yield* dial("100", "9000")
        for (const pin of ["1111#", "2222#", "3333#"]) {
          yield* call.expectSound("vm/pin")
          yield* call.press(pin)
          yield* call.expectSound("vm/wrong-pin", { how: "eof" })
        }
        yield* call.expectSound("goodbye")
        yield* call.expectEnd({ by: "engine" })
      }).pipe(Effect.provide(on(folder)))
    }).pipe(Scenario.run))

  it.effect("plays the owner's greeting once there is one", () =>
    Effect.gen(function*() {
      yield* Effect.gen(function*() {
        const owner = yield* dial("100", "9000")
        yield* owner.press("2468#2468#")
        yield* owner.expectSound("vm/menu")
        yield* owner.press("2#")
        yield* owner.expectSound("vm/beep", { how: "eof" })
        yield* Effect.sleep(2000)
        yield* owner.press("#")
        yield* owner.expectSound("100/greeting.slin", { how: "eof" })
        yield* owner.hangup()
        const caller = yield* dial("101", "9100")
        yield* caller.expectSound("100/greeting.slin", { how: "eof" })
        yield* caller.expectSound("vm/beep")
      }).pipe(Effect.provide(on(fresh())))
    }).pipe(Scenario.run))

  it.effect("leaves numbers alone that are no mailboxes", () =>
    Effect.gen(function*() {
      const phone = yield* Phone.make({ number: "101" })
      for (const number of ["9", "9..", "9../../x", "9abc", "800"]) {
        yield* (yield* phone.dial(number)).expectRejection("noroute")
      }
    }).pipe(Effect.provide(on(fresh())), Scenario.run))

  it.effect("says that the folder can't be used", () =>
    Effect.gen(function*() {
      const file = Path.join(root, "file")
      Fs.writeFileSync(file, "")
      const exit = yield* Effect.exit(Mailboxes.make(Path.join(file, "boxes")))
      assert.isTrue(Exit.isFailure(exit))
      assert.include(String(exit), "the mailboxes can't be used")
    }))

  it.effect("apologises when a message can't be stored", () =>
    Effect.gen(function*() {
      const folder = fresh()
      yield* Effect.gen(function*() {
        // A file where the mailbox should be.
        Fs.writeFileSync(Path.join(folder, "100"), "")
        const call = yield* dial("101", "9100")
        yield* call.press("#")
        yield* call.expectSound("sorry", { how: "eof" })
        yield* call.expectEnd({ by: "engine" })
      }).pipe(Effect.provide(on(folder)))
    }).pipe(Scenario.run))
})
