import { assert, describe, it } from "@effect/vitest"
import { ChanDtmf } from "@yatefx/messages"
import { Deferred, Effect, Fiber, Scope } from "effect"
import { TestClock } from "effect/testing"
import { inWorld, Probe, turns } from "./support/world.ts"

describe("drain", () => {
  it.effect("starts no handler any more, and lets those that run finish with all that they need", () =>
    inWorld(Effect.fnUntraced(function*({ counts, link, settled, sizes, yate }) {
      yield* yate.handle(Probe, { where: { leg: "call" } }, (m) =>
        Effect.gen(function*() {
          yield* m.ret(true)
          const key = yield* yate.onMessage(ChanDtmf, { where: { id: "sip/1" } })
          yield* key.ret(true)
          yield* yate.enqueue(Probe, { id: key.params.text })
        }))
      yield* yate.decide(Probe, { where: { leg: "decided" } }, () => ({ processed: true }))
      yield* link.answer(yield* link.message("test.probe", "leg=call"))
      yield* settled
      const draining = yield* Effect.forkChild(yate.drain("10 seconds"))
      yield* turns
      assert.strictEqual((yield* yate.status)._tag, "Draining")
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe", "leg=call")), "false:")
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe", "leg=decided")), "true:")
      assert.isUndefined(draining.pollUnsafe())
      assert.strictEqual(yield* link.answer(yield* link.message("chan.dtmf", "id=sip/1:text=5")), "true:")
      assert.strictEqual(yield* link.next, "%%>message::0:test.probe::id=5")
      yield* Fiber.join(draining)
      assert.strictEqual((yield* counts)["shutdown"], 1)
      assert.isUndefined((yield* sizes)["handlers_running"])
    })))

  it.effect("ends at its limit, with an answer for all that waits", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, sizes, yate }) {
      yield* yate.handle(Probe, {}, () => Effect.never)
      const id = yield* link.message("test.probe")
      yield* settled
      const draining = yield* Effect.forkChild(yate.drain("2 seconds"))
      yield* turns
      yield* TestClock.adjust("1999 millis")
      assert.isUndefined(draining.pollUnsafe())
      assert.deepStrictEqual(link.answers(id), [])
      yield* TestClock.adjust("1 millis")
      yield* Fiber.join(draining)
      assert.strictEqual(yield* link.answer(id), "false:")
      assert.isUndefined((yield* sizes)["messages_pending"])
    })))

  it.effect("as a finalizer it comes before the handlers are interrupted", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, yate }) {
      const go = yield* Deferred.make<void>()
      const scope = yield* Scope.make()
      yield* Scope.provide(
        Effect.gen(function*() {
          yield* yate.handle(Probe, {}, (m) => Effect.andThen(Deferred.await(go), m.ret(true, "finished")))
          yield* Effect.addFinalizer(() => yate.drain("10 seconds"))
        }),
        scope
      )
      const id = yield* link.message("test.probe")
      yield* settled
      const closing = yield* Effect.forkChild(Scope.close(scope, yield* Effect.exit(Effect.void)))
      yield* turns
      yield* Deferred.succeed(go, undefined)
      yield* Fiber.join(closing)
      assert.strictEqual(yield* link.answer(id), "true::finished")
    })))

  it.effect("outlives a lost link: it is dialled again, and what still runs can go on", () =>
    inWorld(Effect.fnUntraced(function*({ engine, link, settled, yate }) {
      const go = yield* Deferred.make<void>()
      yield* yate.handle(
        Probe,
        {},
        (m) => Effect.andThen(m.ret(true), Effect.andThen(Deferred.await(go), yate.enqueue(Probe, { id: "after" })))
      )
      yield* link.answer(yield* link.message("test.probe"))
      yield* settled
      const draining = yield* Effect.forkChild(yate.drain("10 seconds"))
      yield* turns
      yield* link.cut
      yield* turns
      yield* TestClock.adjust("250 millis")
      const second = yield* engine.accept
      yield* turns
      assert.strictEqual(yield* second.answer(yield* second.message("test.probe")), "false:")
      yield* Deferred.succeed(go, undefined)
      assert.strictEqual(yield* second.next, "%%>message::0:test.probe::id=after")
      yield* Fiber.join(draining)
      assert.strictEqual((yield* yate.status)._tag, "Draining")
    })))
})
