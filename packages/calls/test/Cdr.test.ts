import { assert, describe, it } from "@effect/vitest"
import { Call, Calls, Cdr } from "@yatefx/calls"
import { Engine, EngineMessage } from "@yatefx/engine"
import { Faults, Phone, Scenario } from "@yatefx/testing"
import { DateTime, Duration, Effect, Fiber, Layer, Logger, Stream } from "effect"
import { nothingLeft, world } from "./support/world.ts"

const program = Layer.mergeAll(
  Calls.incoming(
    { called: "100" },
    Effect.gen(function*() {
      const call = yield* Call
      yield* call.ringing
      yield* Effect.sleep("2 seconds")
      yield* call.answer
      yield* Effect.sleep("5 seconds")
      yield* call.hangup("normal")
    })
  ),
  Calls.incoming({ called: "200" }, Effect.flatMap(Call, (call) => call.reject("busy")))
)

describe("call records", () => {
  it.effect("tell of each leg when it is over, with times", () =>
    Effect.gen(function*() {
      const records = yield* Effect.forkChild(Stream.runCollect(Stream.take(yield* Cdr.finished(), 2)))
      yield* Effect.sleep("1 minute")
      const alice = yield* Phone.make({ number: "alice" })
      const call = yield* alice.dial("100")
      yield* call.expectEnd({ by: "engine" })
      const [sip, dumb] = (yield* Fiber.join(records)).toSorted((a, b) => b.id.localeCompare(a.id))
      if (sip === undefined || dumb === undefined) return assert.fail("two records")
      assert.isDefined(sip.billid)
      assert.strictEqual(dumb.billid, sip.billid)
      const { address, parameters, run, ...record } = sip
      assert.strictEqual(address?.host, "127.0.0.1")
      assert.strictEqual(parameters.get("operation"), "finalize")
      assert.isString(run)
      assert.deepStrictEqual(record, {
        id: "sip/1",
        number: 1,
        billid: sip.billid,
        direction: "incoming",
        startedAt: DateTime.makeUnsafe(60_000),
        answeredAt: DateTime.makeUnsafe(62_000),
        endedAt: DateTime.makeUnsafe(67_000),
        duration: Duration.seconds(7),
        billed: Duration.seconds(5),
        ringing: Duration.seconds(2),
        caller: "alice",
        called: "100",
        username: undefined,
        status: "normal",
        reason: record.reason,
        isWritten: true
      })
      assert.strictEqual(dumb.id, "dumb/1")
      assert.strictEqual(dumb.direction, "outgoing")
      yield* nothingLeft
    }).pipe(Effect.provide(world(program)), Scenario.run))

  it.effect("tell of calls that were not answered", () =>
    Effect.gen(function*() {
      const records = yield* Cdr.finished()
      const call = yield* (yield* Phone.make({ number: "alice" })).dial("200")
      yield* call.expectRejection("busy")
      const [record] = yield* Stream.runCollect(Stream.take(records, 1))
      assert.isUndefined(record?.answeredAt)
      assert.deepStrictEqual(record?.billed, Duration.zero)
      assert.strictEqual(record?.called, "200")
      yield* nothingLeft
    }).pipe(Effect.provide(world(program)), Scenario.run))

  it.effect("that can't be read are logged, and the others still come", () =>
    Effect.gen(function*() {
      const faults = yield* Faults
      const warned: Array<string> = []
      const logger = Logger.make(({ message }) => void warned.push(String(message)))
      const ids = yield* Effect.gen(function*() {
        const records = yield* Cdr.finished()
        const good = "time=1.5:duration=3.000:billtime=0.000:ringtime=1.000"
        const all = [
          "",
          good,
          `chan=a/1:time=x:duration=3.000:billtime=0.000:ringtime=1.000`,
          `chan=a/2:time=1:duration=-3:billtime=0.000:ringtime=1.000`,
          `chan=a/3:time=1:duration=3.000:billtime=4.000:ringtime=1.000`,
          `chan=a/4:time=1:duration=3.000:billtime=0.000`,
          `chan=a/5:${good}:direction=sideways:cdrid=many:__proto__=x`,
          `chan=a/6:${good}`
        ]
        for (const each of all) yield* faults.say(`%%<message::true:call.cdr::operation=finalize${each && `:${each}`}`)
        yield* faults.say("%%<message::true:call.cdr::operation=update:chan=a/7")
        return yield* Stream.runCollect(Stream.take(records, 2))
      }).pipe(Effect.provide(Logger.layer([logger])))
      assert.deepStrictEqual(ids.map(({ direction, id }) => `${id} ${direction}`), ["a/5 unknown", "a/6 unknown"])
      assert.deepStrictEqual(
        warned.flatMap((text) => /its (\w+) is/.exec(text)?.[1] ?? []),
        ["chan", "chan", "time", "duration", "billtime", "ringtime"]
      )
    }).pipe(Effect.provide(world(program)), Scenario.run))

  it.effect("are bounded: a reader that does not read misses some", () =>
    Effect.gen(function*() {
      const records = yield* Cdr.finished({ capacity: 3 })
      const faults = yield* Faults
      for (let i = 0; i < 10; i++) {
        yield* faults.say(
          `%%<message::true:call.cdr::operation=finalize:chan=a/${i}:time=1:duration=1:billtime=0:ringtime=0`
        )
      }
      yield* Effect.sleep(100)
      const got = yield* Stream.runCollect(Stream.interruptWhen(records, Effect.sleep(100)))
      assert.deepStrictEqual(got.map(({ id }) => id), ["a/0", "a/1", "a/2"])
    }).pipe(Effect.provide(world(program)), Scenario.run))

  it.effect("are to be kept unless somebody asked for none", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      const records = yield* Effect.forkChild(Stream.runCollect(Stream.take(yield* Cdr.finished(), 3)))
      for (const written of [[], [["cdrwrite", "true"]], [["cdrwrite", "false"]]] as const) {
        yield* engine.dispatch(
          new EngineMessage("call.cdr", [
            ["operation", "finalize"],
            ["chan", "sip/1"],
            ["time", "1"],
            ["duration", "3.000"],
            ["billtime", "2.000"],
            ["ringtime", "1.000"],
            ...written
          ])
        )
      }
      assert.deepStrictEqual((yield* Fiber.join(records)).map(({ isWritten }) => isWritten), [true, true, false])
    }).pipe(Effect.scoped, Effect.provide(world(Layer.empty)), Scenario.run))
})
