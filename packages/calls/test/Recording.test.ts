import { assert, describe, it } from "@effect/vitest"
import { Call, Calls, Recording, Sound } from "@yatefx/calls"
import { Engine, EngineMessage } from "@yatefx/engine"
import { Phone, Scenario } from "@yatefx/testing"
import { Effect, Fiber, Layer, Option, Ref } from "effect"
import * as Fs from "node:fs"
import * as Path from "node:path"
import { hubOf } from "../src/internal/hubs.ts"
import { nothingLeft, recordingsPath, soundsPath, world, type WorldOptions } from "./support/world.ts"

/** A program that answers `100` and records, in a world where the folder of recordings is known. */
const recording = <A, E, R>(run: (call: Call) => Effect.Effect<A, E, R>, options: WorldOptions = {}) =>
  world(
    Calls.incoming({ called: "100" }, Effect.flatMap(Call, (call) => Effect.andThen(call.answer, run(call)))),
    { ...options, calls: { recordings: recordingsPath, ...options.calls } }
  )

const dial = Effect.gen(function*() {
  const alice = yield* Phone.make({ number: "alice" })
  return yield* alice.dial("100")
})

const size = (name: string): number => Fs.statSync(Path.join(recordingsPath, name)).size

/** What came of a recording, for a test to look at when the scenario is over. */
const recorded = (call: Call, file: Recording.Target, options?: Recording.RecordOptions) =>
  Effect.catchTag(Recording.record(call, file, options), "RecordError", (error) => Effect.succeed(error.reason._tag))

/** Runs a scenario around a flow that leaves its result. */
const resultOf = <A, E>(
  run: (call: Call) => Effect.Effect<A, E>,
  scenario: (call: Phone.PhoneCall) => Effect.Effect<unknown, unknown, Engine>,
  options?: WorldOptions
) =>
  Effect.gen(function*() {
    const result = yield* Ref.make(Option.none<A>())
    yield* Effect.gen(function*() {
      yield* scenario(yield* dial)
      yield* nothingLeft
    }).pipe(
      Effect.provide(
        recording((call) => Effect.flatMap(run(call), (one) => Ref.set(result, Option.some(one))), options)
      ),
      Scenario.run
    )
    return yield* Effect.fromOption(yield* Ref.get(result))
  })

/** Somebody speaks for three seconds. */
Fs.writeFileSync(
  Path.join(soundsPath, "voice.slin"),
  Int16Array.from({ length: 24_000 }, (_, index) => Math.round(4000 * Math.sin(index / 4)))
)

describe("what ends a recording", () => {
  it.effect("its length: the file has exactly as much", () =>
    Effect.gen(function*() {
      const result = yield* resultOf(
        (call) => Recording.record(call, "length", { maxLength: "2 seconds", beep: "beep" }),
        (call) => Effect.andThen(call.expectSound("beep", { how: "eof" }), call.expectEnd({ by: "engine" }))
      )
      assert.deepStrictEqual(result, {
        file: `${recordingsPath}/length.slin`,
        millis: 2000,
        ended: "maxLength",
        key: undefined
      })
      assert.strictEqual(size("length.slin"), 32_000)
    }))

  it.effect("its length, counted in octets of the format", () =>
    Effect.gen(function*() {
      yield* resultOf(
        (call) =>
          Effect.andThen(
            Recording.record(call, "length.alaw", { maxLength: "2 seconds" }),
            Recording.record(call, "length.au", { maxLength: "2 seconds" })
          ),
        (call) => call.expectEnd({ by: "engine" })
      )
      assert.strictEqual(size("length.alaw"), 16_000)
      assert.strictEqual(size("length.au"), 32_032)
    }))

  it.effect("a wanted key, which is told and taken; others stay", () =>
    Effect.gen(function*() {
      const [result, keys] = yield* resultOf(
        Effect.fnUntraced(function*(call) {
          const result = yield* Recording.record(call, "key", { endedBy: "#*" })
          return [result, yield* call.flushKeys] as const
        }),
        Effect.fnUntraced(function*(call) {
          yield* call.expectAnswer()
          yield* Effect.sleep(1000)
          yield* call.press("12")
          yield* Effect.sleep(1000)
          yield* call.press("*")
          yield* call.expectEnd({ by: "engine" })
        })
      )
      assert.deepInclude(result, { ended: "key", key: "*", millis: 2000 })
      assert.strictEqual(keys, "12")
      assert.isAtLeast(size("key.slin"), 32_000)
    }))

  it.effect("hanging up, which is no error", () =>
    Effect.gen(function*() {
      const result = yield* resultOf(
        (call) => Recording.record(call, "hangup"),
        Effect.fnUntraced(function*(call) {
          yield* call.expectAnswer()
          yield* Effect.sleep(1500)
          yield* call.hangup()
        })
      )
      assert.deepInclude(result, { ended: "hangup", millis: 1500, key: undefined })
      assert.isAtLeast(size("hangup.slin"), 24_000)
    }))

  it.effect("hanging up during the beep is HungUp: nothing was recorded", () =>
    Effect.gen(function*() {
      const result = yield* resultOf(
        (call) =>
          Effect.catchTag(
            Recording.record(call, "early", { beep: Sound.tone("busy") }),
            "HungUp",
            (error) => Effect.succeed(error)
          ),
        Effect.fnUntraced(function*(call) {
          yield* call.expectSound("busy")
          yield* call.hangup()
        })
      )
      assert.strictEqual("_tag" in result && result._tag, "HungUp")
      assert.strictEqual(size("early.slin"), 0)
    }))

  it.effect("interruption, which leaves the call in hand and what was said in the file", () =>
    Effect.gen(function*() {
      const sizes = yield* resultOf(
        Effect.fnUntraced(function*(call) {
          yield* Effect.timeoutOption(Recording.record(call, "interrupted"), 1000)
          const before = size("interrupted.slin")
          yield* call.play("goodbye")
          return [before, size("interrupted.slin")] as const
        }),
        (call) => call.expectSound("goodbye", { how: "eof" })
      )
      assert.isAtLeast(sizes[0], 16_000)
      assert.strictEqual(sizes[0], sizes[1])
    }))
})

describe("silence", () => {
  it.effect("ends it, at the beginning as well", () =>
    Effect.gen(function*() {
      const result = yield* resultOf(
        (call) => Recording.record(call, "silent", { silence: "3 seconds" }),
        (call) => call.expectEnd({ by: "engine" })
      )
      assert.deepInclude(result, { ended: "silence", millis: 3000 })
    }))

  it.effect("ends it after speech, a while after it; keys and the call stay in hand", () =>
    Effect.gen(function*() {
      const [result, keys] = yield* resultOf(
        Effect.fnUntraced(function*(call) {
          const result = yield* Recording.record(call, "spoken", { silence: "2 seconds", endedBy: "#" })
          yield* call.play("goodbye")
          return [result, (yield* call.collect({ max: 1 })).keys] as const
        }),
        Effect.fnUntraced(function*(call) {
          yield* call.expectAnswer()
          yield* Effect.sleep(1000)
          yield* call.speak("voice.slin")
          yield* call.press("5")
          yield* call.expectSound("goodbye", { how: "eof" })
        })
      )
      // A second of silence, three of speech, two of silence, and what the engine is late.
      assert.strictEqual(result.ended, "silence")
      assert.isAtLeast(result.millis, 7000)
      assert.isAtMost(result.millis, 9000)
      assert.strictEqual(keys, "5")
      assert.isAtLeast(size("spoken.slin"), 16 * 7000 - 640)
    }))

  it.effect("is not waited for when the caller hangs up, or a key ends it", () =>
    Effect.gen(function*() {
      const hungUp = yield* resultOf(
        (call) => Recording.record(call, "spoken", { silence: "1 minute" }),
        Effect.fnUntraced(function*(call) {
          yield* call.expectAnswer()
          yield* Effect.sleep(1000)
          yield* call.hangup()
        })
      )
      assert.deepInclude(hungUp, { ended: "hangup", millis: 1000 })
      const [key, played] = yield* resultOf(
        Effect.fnUntraced(function*(call) {
          const result = yield* Recording.record(call, "spoken", { silence: "1 minute", endedBy: "any" })
          return [result, yield* call.play("goodbye")] as const
        }),
        Effect.fnUntraced(function*(call) {
          yield* call.expectAnswer()
          yield* Effect.sleep(1000)
          yield* call.press("9")
          yield* call.expectEnd({ by: "engine" })
        })
      )
      assert.deepInclude(key, { ended: "key", key: "9" })
      assert.deepStrictEqual(played, { key: undefined, at: 1 })
    }))

  it.effect("leaves keys to the program, also those of a call that it placed", () =>
    Effect.gen(function*() {
      const result = yield* Effect.gen(function*() {
        const bob = yield* Phone.make({ number: "bob" })
        const recording = yield* Effect.forkScoped(
          Effect.flatMap(
            Calls.originate({ target: { number: "bob" } }),
            (call) =>
              Effect.all([Recording.record(call, "placed", { silence: "1 minute", endedBy: "#" }), call.flushKeys])
          )
        )
        const call = yield* bob.expectCall()
        yield* call.answer
        yield* Effect.sleep(1000)
        // What the room says of a key that was addressed to nobody else.
        const [room = ""] = (yield* Calls.use((calls) => Effect.sync(() => hubOf(calls)))).tokens.keys()
        const key: ReadonlyArray<[string, string]> = [["targetid", room], ["event", "dtmf"], ["text", "7"]]
        yield* (yield* Engine).dispatch(new EngineMessage("chan.notify", [...key]))
        yield* (yield* Engine).dispatch(new EngineMessage("chan.notify", [...key, ["duplicate", "true"]]))
        yield* call.press("1#")
        return yield* Fiber.join(recording)
      }).pipe(
        Effect.scoped,
        Effect.tap(() => nothingLeft),
        Effect.provide(world(Layer.empty, { calls: { recordings: recordingsPath } })),
        Scenario.run
      )
      assert.deepInclude(result[0], { ended: "key", key: "#", millis: 1000 })
      assert.strictEqual(result[1], "71")
    }))

  it.effect("is refused by an engine without rooms, and the call stays in hand", () =>
    Effect.gen(function*() {
      const result = yield* Ref.make<ReadonlyArray<unknown>>([])
      yield* Effect.gen(function*() {
        const engine = yield* Engine
        yield* engine.install({
          name: "call.execute",
          priority: 10,
          handler: (message) =>
            Effect.sync(() => {
              if ((message.get("callto") ?? "").startsWith("conf/")) message.set("callto", "nobody/")
              return false
            })
        })
        const call = yield* dial
        yield* call.expectSound("goodbye", { how: "eof" })
        yield* nothingLeft
      }).pipe(
        Effect.provide(recording(Effect.fnUntraced(function*(call) {
          const why = yield* recorded(call, "spoken", { silence: "2 seconds" })
          yield* Ref.set(result, [why, yield* call.play("goodbye")])
        }))),
        Scenario.run
      )
      assert.deepStrictEqual(yield* Ref.get(result), ["NotLoaded", { key: undefined, at: 1 }])
    }))
})

describe("what is left", () => {
  it.effect("nothing that records, nor the file that was played to nobody, while the call goes on", () =>
    Effect.gen(function*() {
      yield* resultOf(
        (call) =>
          Effect.gen(function*() {
            yield* Recording.record(call, "left", { maxLength: 1000 })
            yield* call.play(Sound.silence("10 seconds"))
          }),
        Effect.fnUntraced(function*(call) {
          yield* call.expectAnswer()
          yield* Effect.sleep("5 seconds")
          const engine = yield* Engine
          const status = new EngineMessage("engine.status", [["module", "wave"]])
          yield* engine.dispatch(status)
          assert.match(status.returnValue, /play=0,record=0/)
          yield* call.expectEnd({ by: "engine", within: "1 minute" })
        })
      )
    }))
})

describe("what can't be recorded", () => {
  it.effect("is told before the beep", () =>
    Effect.gen(function*() {
      Fs.mkdirSync(Path.join(recordingsPath, "folder.slin"), { recursive: true })
      const results = yield* resultOf(
        (call) =>
          Effect.all({
            leadsOut: recorded(call, "../out", { beep: "beep" }),
            absolute: recorded(call, "/etc/passwd", { beep: "beep" }),
            noFolder: recorded(call, "nosuch/17", { beep: "beep" }),
            isFolder: recorded(call, "folder", { beep: "beep" }),
            elsewhere: recorded(call, Recording.file("/nosuch/17.slin"), { beep: "beep" }),
            noPath: recorded(call, Recording.file("")),
            fine: Effect.map(Recording.record(call, "fine", { maxLength: 100 }), ({ ended }) => ended)
          }),
        Effect.fnUntraced(function*(call) {
          yield* call.expectEnd({ by: "engine", within: "30 seconds" })
          assert.deepStrictEqual(yield* call.heard, [])
        })
      )
      assert.deepStrictEqual(results, {
        leadsOut: "BadName",
        absolute: "BadName",
        noFolder: "NotWritable",
        isFolder: "NotWritable",
        elsewhere: "NotWritable",
        noPath: "BadName",
        fine: "maxLength"
      })
    }))

  it.effect("by name, without a folder", () =>
    Effect.gen(function*() {
      const results = yield* Ref.make<ReadonlyArray<unknown>>([])
      const program = Calls.incoming(
        { called: "100" },
        Effect.gen(function*() {
          const call = yield* Call
          const result = yield* recorded(call, "name")
          yield* Ref.set(results, [result])
        })
      )
      yield* Effect.andThen(Effect.flatMap(dial, (call) => call.expectEnd()), nothingLeft).pipe(
        Effect.catchTag("CallRejected", () => Effect.void),
        Effect.provide(Layer.merge(world(program), Layer.empty)),
        Scenario.run
      )
      assert.deepStrictEqual(yield* Ref.get(results), ["NoFolder"])
    }))

  it.effect("when another recording of the call takes its place", () =>
    Effect.gen(function*() {
      const results = yield* resultOf(
        Effect.fnUntraced(function*(call) {
          const first = yield* Effect.forkChild(recorded(call, "first"))
          yield* Effect.sleep(1000)
          const second = yield* recorded(call, "second", { maxLength: 1000 })
          return [yield* Fiber.join(first), second] as const
        }),
        (call) => call.expectEnd({ by: "engine" })
      )
      assert.strictEqual(results[0], "Replaced")
      assert.deepInclude(results[1], { ended: "maxLength" })
      assert.strictEqual(size("second.slin"), 16_000)
    }))

  it.effect("when another program records the call", () =>
    Effect.gen(function*() {
      const result = yield* Ref.make<unknown>(undefined)
      yield* Effect.gen(function*() {
        const call = yield* dial
        yield* call.expectAnswer()
        yield* Effect.sleep(1000)
        const engine = yield* Engine
        const other = new EngineMessage("chan.masquerade", [
          ["message", "chan.record"],
          ["id", call.id],
          ["call", `wave/record/${recordingsPath}/other.slin`]
        ])
        assert.isTrue(yield* engine.dispatch(other))
        yield* call.expectEnd({ by: "engine" })
        yield* nothingLeft
      }).pipe(
        Effect.provide(recording((call) => Effect.flatMap(recorded(call, "mine"), (one) => Ref.set(result, one)))),
        Scenario.run
      )
      assert.strictEqual(yield* Ref.get(result), "Replaced")
    }))
})
