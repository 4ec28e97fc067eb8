import { assert, describe, it } from "@effect/vitest"
import { ChanDtmf } from "@yatefx/messages"
import { Deferred, Effect, Exit, Fiber, Scheduler, Scope } from "effect"
import { TestClock } from "effect/testing"
import { inWorld, Probe, turns } from "./support/world.ts"

describe("who has a message that a wait took", () => {
  it.effect("the fiber that waited: it ends, fails or is interrupted, and the message is answered", () =>
    inWorld(Effect.fnUntraced(function*({ counts, link, sizes, yate }) {
      const ends = yield* Effect.forkChild(Effect.asVoid(yate.onMessage(Probe, { where: { id: "ends" } })))
      const fails = yate.onMessage(Probe, { until: Effect.never, where: { id: "fails" } })
      yield* Effect.forkChild(Effect.flatMap(fails, () => Effect.fail("no")))
      const stuck = yield* Effect.forkChild(
        Effect.flatMap(yate.onMessage(Probe, { where: { id: "stuck" } }), () => Effect.never)
      )
      yield* turns
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe", "id=ends")), "false:")
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe", "id=fails")), "false:")
      const id = yield* link.message("test.probe", "id=stuck")
      yield* turns
      assert.deepStrictEqual(link.answers(id), [])
      yield* Fiber.interrupt(stuck)
      assert.strictEqual(yield* link.answer(id), "false:")
      yield* Fiber.join(ends)
      assert.strictEqual((yield* counts)["abandoned"], 3)
      assert.deepStrictEqual(yield* sizes, { names: 1 })
    })))

  it.effect("a timeout, a race, a fork hand it on to the handler around them", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, yate }) {
      const ways = {
        timeout: Effect.timeout(yate.onMessage(ChanDtmf), "5 seconds"),
        race: Effect.raceFirst(yate.onMessage(ChanDtmf), Effect.never),
        forked: Effect.flatMap(Effect.forkChild(yate.onMessage(ChanDtmf)), Fiber.join),
        both: Effect.map(Effect.all([yate.onMessage(ChanDtmf), Effect.void], { concurrency: 2 }), ([m]) => m),
        until: yate.onMessage(ChanDtmf, { until: Effect.never })
      }
      for (const [name, wait] of Object.entries(ways)) {
        yield* Effect.scoped(Effect.gen(function*() {
          const leave = yield* Deferred.make<void>()
          yield* yate.handle(Probe, {}, (m) =>
            Effect.gen(function*() {
              yield* m.ret(true)
              const key = yield* wait
              yield* Effect.yieldNow
              if (key.params.text === "1") yield* key.ret(true, name)
              else yield* Deferred.await(leave)
            }))
          // Answered after the race has ended.
          yield* link.message("test.probe")
          yield* turns
          assert.strictEqual(yield* link.answer(yield* link.message("chan.dtmf", "id=1:text=1")), `true::${name}`)
          // Not answered: when the handler ends, and not before.
          yield* link.message("test.probe")
          yield* turns
          const unanswered = yield* link.message("chan.dtmf", "id=1:text=2")
          yield* settled
          assert.deepStrictEqual(link.answers(unanswered), [], name)
          yield* Deferred.succeed(leave, undefined)
          assert.strictEqual(yield* link.answer(unanswered), "false:", name)
        }))
      }
    })))

  it.effect("without a handler around, what was handed on has until the deadline", () =>
    inWorld(Effect.fnUntraced(function*({ link, yate }) {
      const fiber = yield* Effect.forkChild(Effect.timeout(yate.onMessage(Probe), "5 seconds"))
      yield* turns
      const id = yield* link.message("test.probe")
      const message = yield* Fiber.join(fiber)
      yield* turns
      assert.deepStrictEqual(link.answers(id), [])
      yield* TestClock.adjust("8 seconds")
      assert.strictEqual(yield* link.answer(id), "false:")
      assert.strictEqual((yield* Effect.flip(message.ret(true))).reason._tag, "TooLate")
    })))

  it.effect("nobody yet: what was expected and never awaited is answered when the scope closes", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, sizes, yate }) {
      const scope = yield* Scope.make()
      yield* Scope.provide(yate.expectMessage(Probe), scope)
      const id = yield* link.message("test.probe")
      yield* settled
      assert.deepStrictEqual(link.answers(id), [])
      yield* Scope.close(scope, Exit.void)
      assert.strictEqual(yield* link.answer(id), "false:")
      assert.deepStrictEqual(yield* sizes, { names: 1 })
    })))

  it.effect("a wait that is interrupted in the turn in which it took the message answers it", () =>
    inWorld(Effect.fnUntraced(function*({ link, sizes, yate }) {
      for (const wait of [yate.onMessage(Probe), yate.onMessage(Probe, { until: Effect.never })]) {
        const fiber = yield* Effect.forkDetach(Effect.andThen(wait, Effect.never))
        yield* turns
        // A guard of another runs while the message is offered: the interruption comes just before it is taken.
        const scope = yield* Scope.make()
        yield* Scope.provide(
          yate.expectMessage(Probe, {
            where: { id: "1" },
            guard: () => {
              fiber.interruptUnsafe()
              return false
            }
          }),
          scope
        )
        const id = yield* link.message("test.probe", "id=1")
        assert.strictEqual(yield* link.answer(id), "false:")
        yield* Scope.close(scope, Exit.void)
        yield* Fiber.await(fiber)
      }
      const { names, ...others } = yield* sizes
      assert.deepStrictEqual([names, others], [1, {}])
    })))

  it.effect("a fiber that waits in a loop gathers no observers", () =>
    inWorld(Effect.fnUntraced(function*({ link, yate }) {
      const loop = yield* Effect.forkChild(Effect.forever(Effect.flatMap(yate.onMessage(Probe), (m) => m.ret(true))))
      yield* turns
      const observers = () => (Reflect.get(loop, "_observers") as Array<unknown> | undefined)?.length ?? 0
      const before = observers()
      for (let i = 0; i < 100; i++) {
        yield* link.answer(yield* link.message("test.probe"))
        yield* turns
      }
      assert.strictEqual(observers(), before)
      yield* Fiber.interrupt(loop)
    })))

  it.effect("awaited after its scope has closed, what was expected is interrupted and hangs nobody", () =>
    inWorld(Effect.fnUntraced(function*({ yate }) {
      const message = yield* Effect.scoped(yate.expectMessage(Probe))
      const watched = yield* Effect.scoped(yate.expectWatch(Probe))
      for (const late of [message, watched]) {
        const exit = yield* Fiber.await(yield* Effect.forkChild(late))
        assert.isTrue(Exit.hasInterrupts(exit))
      }
    })))

  it.effect("nobody for a moment: interrupted between any two steps, it is answered at once", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, sizes, yate }) {
      const kinds: Array<string> = []
      for (const until of [undefined, Effect.never]) {
        for (let moment = 0; moment < 40; moment++) {
          const waiting = yield* Effect.forkDetach(
            Effect.andThen(yate.onMessage(Probe, until === undefined ? {} : { until }), Effect.never).pipe(
              // Paused after each step.
              Effect.provideService(Scheduler.MaxOpsBeforeYield, 3)
            ),
            { startImmediately: true }
          )
          yield* settled
          yield* settled
          const id = yield* link.message("test.probe")
          yield* Effect.repeat(Effect.yieldNow, { times: moment })
          yield* Fiber.interrupt(waiting)
          // No clock is turned: not even the deadline helps.
          kinds.push(yield* link.answer(id))
          const { names, ...others } = yield* sizes
          assert.deepStrictEqual([names, others], [1, {}], `at ${moment}`)
        }
      }
      assert.deepStrictEqual(new Set(kinds), new Set(["false:"]))
    })))
})
