import { assert, describe, it } from "@effect/vitest"
import { ChanDtmf, Definition, Param } from "@yatefx/messages"
import { Effect, Exit, Fiber, Scheduler, Scope } from "effect"
import { TestClock } from "effect/testing"
import { inWorld, Probe, turns } from "./support/world.ts"

const about = (lines: ReadonlyArray<string>, name: string) =>
  lines.filter((line) => /^%%>(un)?(install|watch)/.test(line) && line.includes(name))

describe("installs", () => {
  it.effect("are shared, and go a grace after the last who wanted them", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, sizes, yate }) {
      const install = ["%%>install:80:test.probe"]
      const first = yield* Scope.make()
      const second = yield* Scope.make()
      yield* Scope.provide(yate.handle(Probe, {}, () => Effect.void), first)
      yield* Scope.provide(yate.subscribe(Probe), second)
      yield* Scope.provide(yate.expectMessage(Probe), second)
      assert.deepStrictEqual(about(link.lines, "test.probe"), install)
      yield* Scope.close(first, Exit.void)
      yield* TestClock.adjust("1 minute")
      yield* settled
      assert.deepStrictEqual(about(link.lines, "test.probe"), install)
      yield* Scope.close(second, Exit.void)
      yield* TestClock.adjust("4999 millis")
      yield* settled
      assert.deepStrictEqual(about(link.lines, "test.probe"), install)
      yield* TestClock.adjust("1 millis")
      yield* settled
      assert.deepStrictEqual(about(link.lines, "test.probe"), [...install, "%%>uninstall:test.probe"])
      assert.deepStrictEqual(yield* sizes, {})
    })))

  it.effect("who comes within the grace costs the engine nothing, and a busy name is never taken away", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, yate }) {
      for (let i = 0; i < 50; i++) {
        yield* Effect.scoped(yate.expectMessage(Probe))
        yield* Effect.scoped(yate.expectWatch(Probe))
        yield* TestClock.adjust("3 seconds")
      }
      yield* settled
      assert.deepStrictEqual(about(link.lines, "test.probe"), ["%%>install:80:test.probe", "%%>watch:test.probe"])
      yield* TestClock.adjust("10 seconds")
      yield* settled
      assert.deepStrictEqual(about(link.lines, "test.probe").slice(2), [
        "%%>uninstall:test.probe",
        "%%>unwatch:test.probe"
      ])
      // And again from the start.
      yield* Effect.scoped(yate.expectMessage(Probe))
      assert.strictEqual(about(link.lines, "test.probe").length, 5)
    })))

  it.effect("a refusal is an error for whoever wanted it, and leaves nothing in his scope", () =>
    inWorld(
      Effect.fnUntraced(function*({ engine, link, logs, settled, sizes, yate }) {
        const errors = [
          yield* Effect.flip(yate.handle(Probe, {}, (m) => m.ret(true))),
          yield* Effect.flip(yate.subscribe(Probe)),
          yield* Effect.flip(yate.expectMessage(Probe)),
          yield* Effect.flip(yate.onMessage(Probe)),
          yield* Effect.flip(yate.expectWatch(Probe)),
          yield* Effect.flip(yate.watch(Probe))
        ]
        for (const error of errors) {
          assert.strictEqual(error._tag, "RegistrationError")
          if (error._tag === "RegistrationError") assert.strictEqual(error.reason._tag, "Refused")
        }
        assert.strictEqual(
          errors[0]?.message,
          `the engine refused "test.probe": a handler of this connection has it already`
        )
        yield* settled
        assert.deepStrictEqual(yield* sizes, {})
        // Whoever was refused doesn't get the messages of who comes after him.
        engine.manners.refuse.clear()
        yield* yate.handle(Probe, {}, (m) => m.ret(true, "second"))
        assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "true::second")
        assert.deepStrictEqual(logs, [])
      }),
      { manners: (manners) => manners.refuse.add("test.probe") }
    ))

  it.effect("one that is given up before it is confirmed leaves nothing either", () =>
    inWorld(
      Effect.fnUntraced(function*({ link, settled, sizes, yate }) {
        const impatient = yield* Effect.forkChild(
          Effect.exit(Effect.timeout(yate.handle(Probe, {}, (m) => m.ret(true)), "1 second"))
        )
        yield* turns
        yield* TestClock.adjust("1 second")
        assert.isTrue(Exit.isFailure(yield* Fiber.join(impatient)))
        const { names, ...others } = yield* sizes
        assert.deepStrictEqual([names, others], [1, {}])
        yield* link.confirmRest
        assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "false:")
        yield* TestClock.adjust("5 seconds")
        yield* settled
        assert.deepStrictEqual(about(link.lines, "test.probe"), ["%%>install:80:test.probe", "%%>uninstall:test.probe"])
        assert.deepStrictEqual(yield* sizes, {})
      }),
      { manners: (manners) => manners.silent.add("install") }
    ))

  it.effect("one that is interrupted between any two steps leaves nothing", () =>
    inWorld(Effect.fnUntraced(function*({ settled, sizes, yate }) {
      yield* settled
      const registrations = [
        yate.handle(Probe, {}, () => Effect.void),
        yate.subscribe(Probe),
        yate.watch(Probe),
        yate.expectMessage(Probe)
      ]
      let finished = 0
      for (const registration of registrations) {
        for (let moment = 0; moment < 120; moment++) {
          const scope = yield* Scope.make()
          const registering = yield* Effect.forkChild(
            Effect.provideService(Scope.provide(registration, scope), Scheduler.MaxOpsBeforeYield, 3),
            { startImmediately: true }
          )
          yield* Effect.repeat(Effect.yieldNow, { times: moment })
          finished += registering.pollUnsafe() === undefined ? 0 : 1
          yield* Fiber.interrupt(registering)
          yield* Scope.close(scope, Exit.void)
          const { names: _, outbox_bytes: __, ...others } = yield* sizes
          assert.deepStrictEqual(others, {}, `at ${moment}`)
        }
      }
      assert.isTrue(finished > 0 && finished < 480, `${finished} of 480 finished`)
      // No use of a name was forgotten: the grace takes all of them back.
      yield* TestClock.adjust("10 seconds")
      yield* settled
      assert.deepStrictEqual(yield* sizes, {})
    })))

  it.effect("a message that comes before the confirmation is not lost", () =>
    inWorld(
      Effect.fnUntraced(function*({ link, yate }) {
        const registering = yield* Effect.forkChild(yate.handle(Probe, {}, (m) => m.ret(true, "early")))
        const watching = yield* Effect.forkChild(yate.onWatch(Probe))
        yield* turns
        assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "true::early")
        assert.isUndefined(registering.pollUnsafe())
        yield* link.watched("test.probe", "id=early")
        yield* turns
        assert.isUndefined(watching.pollUnsafe())
        yield* link.confirmRest
        assert.strictEqual((yield* Fiber.join(watching)).params.id, "early")
      }),
      {
        manners: ({ silent }) => {
          silent.add("install")
          silent.add("watch")
        }
      }
    ))

  it.effect("those who agree share one; who wants it otherwise is told so where there can't be another connection", () =>
    inWorld(
      Effect.fnUntraced(function*({ link, settled, sizes, yate }) {
        const filter = { name: "called", value: "a:b" }
        yield* yate.handle(ChanDtmf, { priority: 15, filter }, (m) => m.ret(true))
        yield* yate.subscribe(ChanDtmf, { priority: 15, filter: { name: "called", value: "a:b" } })
        const errors = [
          yield* Effect.flip(yate.handle(ChanDtmf, {}, () => Effect.void)),
          yield* Effect.flip(yate.handle(ChanDtmf, { priority: 15 }, () => Effect.void)),
          yield* Effect.flip(yate.expectMessage(ChanDtmf, { priority: 15, filter: { name: "called", value: "x" } }))
        ]
        for (const error of errors) assert.strictEqual(error.reason._tag, "Conflict")
        assert.strictEqual(
          errors[0]?.message,
          `"chan.dtmf" is installed with priority 15 and the filter called=a:b, and can't be with priority 80 too: ` +
            `use the same, or raise "maxConnections" if the transport has more than one link`
        )
        yield* settled
        assert.deepStrictEqual(about(link.lines, "chan.dtmf"), ["%%>install:15:chan.dtmf:called:a%zb"])
        assert.deepStrictEqual(yield* sizes, { handlers: 1, names: 1, waits: 1 })
      }),
      { maxConnections: 1 }
    ))

  it.effect("another priority may come once nobody has the name any more", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, yate }) {
      yield* Effect.scoped(yate.handle(Probe, { priority: 10 }, () => Effect.void))
      yield* yate.handle(Probe, { priority: 20 }, (m) => m.ret(true))
      yield* settled
      const lines = ["%%>install:10:test.probe", "%%>uninstall:test.probe", "%%>install:20:test.probe"]
      assert.deepStrictEqual(about(link.lines, "test.probe"), lines)
      // The timer of the first must not take the second away.
      yield* TestClock.adjust("1 minute")
      yield* settled
      assert.deepStrictEqual(about(link.lines, "test.probe"), lines)
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "true:")
    })))

  it.effect("a name that can't be said is an error before it is", () =>
    inWorld(Effect.fnUntraced(function*({ settled, sizes, yate }) {
      const bad = Definition.make("test\n%%>quit", { params: { id: Param.Text } })
      const errors = [
        yield* Effect.flip(yate.handle(bad, {}, () => Effect.void)),
        yield* Effect.flip(yate.expectWatch(bad)),
        yield* Effect.flip(yate.handle(Probe, { priority: 0.5 }, () => Effect.void))
      ]
      assert.deepStrictEqual(errors.map(({ reason }) => reason._tag), ["EncodeError", "EncodeError", "EncodeError"])
      yield* settled
      assert.deepStrictEqual(yield* sizes, {})
    })))
})
