import { Dispatcher, type DispatcherOptions } from "@yatefx/dispatcher"
import { EngineTransport } from "@yatefx/engine"
import { Phone, Recorder, Scenario, VirtualTime } from "@yatefx/testing"
import { Clock, Deferred, Effect, Exit, Layer } from "effect"
import { assert, describe, it, vi } from "vitest"
import { Ivr, writeSounds } from "./support/ivr.ts"

const sounds = writeSounds()
const ivr = Scenario.embedded(Ivr(sounds), { engine: { soundsPath: sounds } })

/** Keeps what the process's own console is told: a test runner shows that, and no other. */
const quietly = <A, E, R>(program: Effect.Effect<A, E, R>) =>
  Effect.gen(function*() {
    const said: Array<string> = []
    const spy = vi.spyOn(globalThis.console, "error").mockImplementation((text: string) => void said.push(text))
    const exit = yield* Effect.exit(program)
    spy.mockRestore()
    return { exit, said }
  })

const minute = Effect.gen(function*() {
  const call = yield* (yield* Phone.make({ number: "alice" })).dial("ivr")
  yield* call.expectSound("goodbye", { within: "2 minutes" })
  return yield* Clock.currentTimeMillis
})

describe("a scenario in plain Vitest", () => {
  it("is a promise", async () => {
    assert.strictEqual(await Scenario.promise(minute.pipe(Effect.provide(ivr))), 60_000)
  })

  it("rejects with the ladder of the call", async () => {
    const failing = Scenario.promise(
      Effect.gen(function*() {
        const call = yield* (yield* Phone.make({ number: "alice" })).dial("ivr")
        yield* call.expectSound("music")
      }).pipe(Effect.provide(ivr))
    )
    const error: unknown = await failing.then(() => undefined, (reason: unknown) => reason)
    assert.instanceOf(error, Error)
    const { message } = error as Error
    assert.match(
      message,
      /^alice's call to ivr \(sip\/1\): expected the sound "music" within 10s, but it was ringing, /
    )
    assert.match(message, /heard wave\/play\/…\/welcome\.slin\n\nseconds {2}alice +engine +application\n/)
    assert.match(message, /0\.000 {2}├─ dials ivr ─+▶│/)
  })

  it("runs in real time", async () => {
    const real = Effect.gen(function*() {
      const call = yield* (yield* Phone.make({ number: "alice" })).dial("ivr")
      yield* call.expectSound("welcome")
      yield* call.press("2")
      yield* call.expectSound("support", { how: "eof" })
      return yield* Clock.currentTimeMillis
    })
    const before = Date.now()
    const at = await Scenario.promise(real.pipe(Effect.provide(ivr)), { time: "real" })
    // A tenth of a second of sound, less its last block.
    assert.isAtLeast(at, before + 80)
  })

  it("runs in real time inside of a test with a clock of its own", async () => {
    const at = VirtualTime.run(Clock.currentTimeMillis.pipe(Scenario.runWith({ time: "real" })))
    assert.isAbove(await Effect.runPromise(at), 1_000_000_000_000)
  })

  it("prints the ladder when it is stuck, and when an assertion fails", async () => {
    const stuck = await Effect.runPromise(quietly(
      Effect.gen(function*() {
        const call = yield* (yield* Phone.make({ number: "alice" })).dial("pizza")
        yield* call.expectEnd()
        yield* Effect.flatMap(Deferred.make<void>(), Deferred.await)
      }).pipe(Effect.provide(ivr), Scenario.runWith({ patience: 1 }))
    ))
    assert.include(JSON.stringify(stuck.exit), "Stuck")
    assert.match(stuck.said.join("\n"), /├─ dials pizza ─/)
    const died = await Effect.runPromise(quietly(
      Effect.gen(function*() {
        const call = yield* (yield* Phone.make({ number: "alice" })).dial("ivr")
        yield* call.expectAnswer()
        assert.fail("as it should")
      }).pipe(Effect.provide(ivr), Scenario.run)
    ))
    assert.match(died.said.join("\n"), /answered ─┤/)
  })

  /** How a scenario ends that waits for what never comes, after a day in which its program and its engine said so many lines. */
  const stuckAfterADay = async (dispatcher?: DispatcherOptions) => {
    let lines = 0
    const { exit } = await Effect.runPromise(quietly(
      Effect.gen(function*() {
        const entries = Effect.flatMap(Recorder, (recorder) => recorder.entries)
        yield* (yield* Phone.make({ number: "alice" })).dial("ivr")
        yield* Effect.sleep("1 hour")
        const before = (yield* entries).length
        yield* Effect.sleep("1 day")
        lines = (yield* entries).length - before
        yield* Effect.flatMap(Deferred.make<void>(), Deferred.await)
      }).pipe(
        Effect.provide(
          Scenario.embedded(Ivr(sounds), { engine: { soundsPath: sounds }, dispatcher: dispatcher ?? {} })
        ),
        Scenario.runWith({ patience: 1, limit: "2 days" }),
        Effect.flip
      )
    ))
    return { lines, why: Exit.isSuccess(exit) && "why" in exit.value ? exit.value.why : undefined }
  }

  it("has no heartbeat: its day is silent, and a wait without an end is seen; who wants one has it", async () => {
    assert.deepStrictEqual(await stuckAfterADay(), { lines: 0, why: "nothing is left to happen" })
    const beating = await stuckAfterADay({ heartbeat: "1 hour" })
    assert.isAtLeast(beating.lines, 24)
    assert.strictEqual(beating.why, "the limit was reached")
  })

  it("prints nothing of what is told otherwise, or where nothing was said", async () => {
    const failed = await Effect.runPromise(quietly(Effect.fail("no").pipe(Scenario.run)))
    const empty = await Effect.runPromise(quietly(Effect.die("no").pipe(Scenario.run)))
    assert.deepStrictEqual([...failed.said, ...empty.said], [])
  })

  it("carries several programs, each with a column of its own", async () => {
    const second = Layer.provide(Dispatcher.layerWith({ trackName: "second" }), Recorder.transport("second")).pipe(
      Layer.provide(EngineTransport.layer())
    )
    const names = await Scenario.promise(
      Effect.gen(function*() {
        yield* Effect.provide(minute, second)
        return (yield* (yield* Recorder).entries).flatMap((entry) => entry._tag === "Line" ? [entry.application] : [])
      }).pipe(Effect.provide(ivr))
    )
    assert.sameMembers([...new Set(names)], ["application", "second"])
  })

  it("builds its layers afresh, in its own time", async () => {
    const outer = Effect.gen(function*() {
      yield* Effect.sleep("1 day")
      return yield* Scenario.run(minute.pipe(Effect.provide(ivr)))
    })
    assert.strictEqual(await Scenario.promise(outer.pipe(Effect.provide(ivr)), { limit: "2 days" }), 60_000)
  })
})
