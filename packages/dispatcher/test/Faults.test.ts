/** What an engine and a link can do to a program, with the engine's side counting. */
import { assert, describe, it } from "@effect/vitest"
import { Dispatcher, type DispatcherOptions, type DispatcherService } from "@yatefx/dispatcher"
import { ChanDtmf } from "@yatefx/messages"
import { Clock, Context, Deferred, Effect, Exit, Fiber, Layer, Metric, Scope, Stream } from "effect"
import { TestClock } from "effect/testing"
import { SteppedClock } from "./support/interleaving.ts"
import { type Heard, PuppetEngine, type PuppetLink } from "./support/PuppetEngine.ts"
import { sizes } from "./support/sizes.ts"
import { inWorld, Probe, turns } from "./support/world.ts"

/** A program on an engine that does nothing by itself, and everything that it heard. */
const onPuppet = Effect.fnUntraced(function*(options: DispatcherOptions = {}) {
  const heard: Array<Heard> = []
  const engine = new PuppetEngine((one) => heard.push(one), (body) => body())
  const scope = yield* Scope.make()
  const context = yield* Layer.buildWithScope(Layer.provide(Dispatcher.layerWith(options), engine.layer), scope)
  return { engine, heard, scope, yate: Context.get(context, Dispatcher) }
})

/** Lets through what the engine has to say, in batches of so many lines, until there is no more. */
const deliverAll = (engine: PuppetEngine, lines = 1) =>
  Effect.gen(function*() {
    yield* turns
    while (engine.link?.canDeliver === true) {
      engine.link.deliver(lines)
      yield* turns
    }
  })

/** Turns the clock until there is a link. */
const redialled = (engine: PuppetEngine) =>
  Effect.gen(function*() {
    yield* turns
    for (let i = 0; i < 100 && engine.link === undefined; i++) {
      yield* TestClock.adjust("250 millis")
      yield* turns
    }
    return engine.link ?? (yield* Effect.die("it does not dial again"))
  })

const ask = (link: PuppetLink, id: string, parameters = ""): void => {
  link.answers.set(id, [])
  link.say(`%%>message:${id}:0:test.probe:${parameters === "" ? "" : `:${parameters}`}`)
}

/** One registration of each kind that stays. */
const registerAll = (yate: DispatcherService) =>
  Effect.gen(function*() {
    yield* yate.handle(Probe, {}, (message) => message.ret(true))
    yield* yate.subscribe(ChanDtmf)
    yield* yate.watch(Probe)
    return yield* Effect.never
  })

/** In a registry of its own, as a program has one. */
const withMetrics = <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.suspend(() => Effect.provideService(self, Metric.MetricRegistry, new Map()))

describe("a cut", () => {
  it.effect("after any number of the engine's lines: the link that stays has everything, once", () =>
    Effect.gen(function*() {
      const { engine, heard, scope, yate } = yield* onPuppet()
      const registering = yield* Effect.forkChild(Effect.scoped(registerAll(yate)))
      const sending = yield* Effect.forkChild(yate.enqueue(Probe, { id: "waited" }))
      const cutAfter: Array<number> = []
      // The first is cut before it has heard a word of the engine's.
      for (let lines = 0;; lines++) {
        const link = yield* redialled(engine)
        for (let i = 0; i < lines; i++) {
          yield* turns
          link.deliver(1)
        }
        yield* turns
        if (sending.pollUnsafe() !== undefined) break
        cutAfter.push(lines)
        link.cut()
      }
      // The settings, two installs and a watch at least.
      assert.isAbove(cutAfter.length, 7)
      yield* deliverAll(engine)
      const { link } = engine
      assert.deepStrictEqual([...link?.installed ?? []].toSorted(), ["chan.dtmf", "test.probe"])
      assert.deepStrictEqual([...link?.watched ?? []], ["test.probe"])
      assert.deepStrictEqual(heard.map(({ label, name }) => [name, label]), [["test.probe", "waited"]])
      if (link !== undefined) ask(link, "1")
      yield* deliverAll(engine)
      assert.deepStrictEqual(link?.answers.get("1"), ["true:"])
      yield* Fiber.interrupt(registering)
      yield* TestClock.adjust("5 seconds")
      yield* deliverAll(engine)
      assert.deepStrictEqual([...(yield* sizes)], [])
      const closing = yield* Effect.forkChild(Scope.close(scope, Exit.void))
      yield* deliverAll(engine)
      yield* Fiber.join(closing)
    }).pipe(withMetrics))

  it.effect("with answers, dispatches, waits and sending under way ends each of them, once", () =>
    inWorld(Effect.fnUntraced(function*({ engine, link, settled, sizes, yate }) {
      const go = yield* Deferred.make<void>()
      const errors: Array<string> = []
      const scope = yield* Scope.make()
      const late = (
        message: {
          readonly ret: (processed: boolean) => Effect.Effect<void, { readonly reason: { readonly _tag: string } }>
        }
      ) =>
        Deferred.await(go).pipe(
          Effect.andThen(Effect.flip(message.ret(true))),
          Effect.flatMap(({ reason }) => Effect.sync(() => errors.push(reason._tag)))
        )
      yield* Scope.provide(yate.handle(Probe, {}, late), scope)
      const keys = yield* Scope.provide(yate.subscribe(ChanDtmf), scope)
      yield* Effect.forkIn(Stream.runForEach(keys, late), scope)
      const waits = yield* Effect.forEach(
        ["a", "b", "c"],
        (id) => Effect.forkChild(Effect.flatMap(yate.onMessage(Probe, { where: { id } }), late))
      )
      const idle = yield* Effect.forkChild(yate.onMessage(Probe, { where: { id: "nobody" } }))
      yield* settled
      for (const id of ["a", "b", "c"]) yield* link.message("test.probe", `id=${id}`)
      for (let i = 0; i < 40; i++) yield* link.message("test.probe", `id=${i}`)
      yield* link.message("chan.dtmf", "id=1:text=1")
      const dispatches = yield* Effect.forEach(
        Array.from({ length: 30 }, (_, count) => count),
        (count) => Effect.forkChild(Effect.flip(yate.dispatch(Probe, { count })))
      )
      yield* settled
      assert.deepStrictEqual([(yield* sizes)["messages_pending"], (yield* sizes)["dispatches_pending"]], [44, 30])
      yield* link.cut
      for (const fiber of dispatches) assert.strictEqual((yield* Fiber.join(fiber)).reason._tag, "Disconnected")
      yield* turns
      assert.deepStrictEqual([(yield* sizes)["messages_pending"], (yield* sizes)["dispatches_pending"]], [
        undefined,
        undefined
      ])
      const told = yield* Effect.forEach([1, 2, 3], (count) => Effect.forkChild(yate.enqueue(Probe, { count })))
      yield* TestClock.adjust("250 millis")
      const second = yield* engine.accept
      yield* settled
      yield* Deferred.succeed(go, undefined)
      yield* settled
      yield* Effect.forEach(waits, Fiber.join)
      yield* Effect.forEach(told, Fiber.join)
      assert.deepStrictEqual(errors, Array.from({ length: 44 }, () => "Disconnected"))
      assert.deepStrictEqual(second.lines.filter((line) => line.startsWith("%%<message")), [])
      assert.deepStrictEqual(
        second.lines.filter((line) => /^%%>message:[^:]*:[^:]*:test\.probe/.test(line)),
        [1, 2, 3].map((count) => `%%>message::0:test.probe::count=${count}`)
      )
      yield* Fiber.interrupt(idle)
      yield* Scope.close(scope, Exit.void)
      yield* TestClock.adjust("5 seconds")
      yield* settled
      assert.deepStrictEqual(yield* sizes, {})
    })))

  it.effect("while the program says goodbye ends it at once, with everything answered before", () =>
    Effect.gen(function*() {
      const { engine, scope, yate } = yield* onPuppet()
      yield* deliverAll(engine)
      const registering = yield* Effect.forkChild(
        Effect.scoped(Effect.andThen(yate.handle(Probe, {}, () => Effect.never), Effect.never))
      )
      yield* deliverAll(engine)
      const { link } = engine
      assert.isDefined(link)
      for (const id of ["1", "2", "3"]) ask(link, id)
      yield* deliverAll(engine)
      yield* Fiber.interrupt(registering)
      const closing = yield* Effect.forkChild(Scope.close(scope, Exit.void))
      yield* turns
      assert.isTrue(link.hasQuit)
      assert.deepStrictEqual(["1", "2", "3"].map((id) => link.answers.get(id)), [["false:"], ["false:"], ["false:"]])
      assert.isUndefined(closing.pollUnsafe())
      link.cut()
      yield* turns
      assert.isDefined(closing.pollUnsafe())
      assert.strictEqual(engine.links.length, 1)
    }).pipe(withMetrics))
})

describe("an engine", () => {
  it.effect("that stops reading: what waits to be written stays within its bound, and is all written when it reads again", () =>
    Effect.gen(function*() {
      const maxOutbox = 10_000
      const { engine, scope, yate } = yield* onPuppet({ maxOutbox })
      const registering = yield* Effect.forkChild(
        Effect.scoped(Effect.andThen(yate.handle(Probe, {}, (message) => message.ret(true)), Effect.never))
      )
      yield* deliverAll(engine)
      const { link } = engine
      assert.isDefined(link)
      engine.isStalled = true
      const batch = 50
      const id = (i: number): string => `${"i".repeat(60)}${i}`
      for (let i = 0; i < 2000; i++) ask(link, id(i))
      let highest = 0
      let delivered = 0
      // One write is on its way, and is no longer ours.
      while (link.canDeliver) {
        link.deliver(batch)
        delivered += batch
        yield* turns
        highest = Math.max(highest, (yield* sizes).get("outbox_bytes") ?? 0)
      }
      assert.isBelow(delivered, 2000)
      assert.isAbove(highest, maxOutbox)
      assert.isAtMost(highest, maxOutbox + batch * `%%<message:${id(1999)}:true:\n`.length)
      engine.resume()
      yield* deliverAll(engine, batch)
      for (let i = 0; i < 2000; i++) assert.deepStrictEqual(link.answers.get(id(i)), ["true:"])
      assert.isUndefined((yield* sizes).get("outbox_bytes"))
      yield* Fiber.interrupt(registering)
      const closing = yield* Effect.forkChild(Scope.close(scope, Exit.void))
      yield* deliverAll(engine)
      yield* Fiber.join(closing)
    }).pipe(withMetrics))

  it.effect("that answers twice, and what was never asked, disturbs nobody who waits", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, sizes, yate }) {
      const ids: Array<string> = []
      for (const note of ["one", "two", "three"]) {
        const asking = yield* Effect.forkChild(yate.dispatch(Probe, { id: note }))
        const line = yield* link.next
        const id = /^%%>message:([^:]*):/.exec(line)?.[1] ?? ""
        ids.push(id)
        // Late and double answers to those before, and to nobody, come first.
        for (const other of [...ids.slice(0, -1), "never.asked"]) {
          yield* link.say(`%%<message:${other}:true:test.probe:wrong`)
        }
        const answer = `%%<message:${id}:true:test.probe:${note}`
        yield* link.say(answer, answer)
        assert.strictEqual((yield* Fiber.join(asking)).returnValue, note)
      }
      yield* link.say(
        "%%<install:80:test.probe:false",
        "%%<unwatch:test.probe:true",
        "%%<quit",
        "%%<setlocal:bufsize::false"
      )
      yield* settled
      yield* yate.handle(Probe, {}, (message) => message.ret(true, "still"))
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "true::still")
      yield* settled
      assert.deepStrictEqual(yield* sizes, { handlers: 1, names: 1 })
    })))
})

describe("a wall clock that jumps", () => {
  const day = 24 * 60 * 60 * 1000

  for (const [way, skew] of [["forward", day], ["back", -day]] as const) {
    it.effect(`${way} neither hurries nor delays what is due`, () =>
      Effect.suspend(() => {
        const clock = new SteppedClock()
        clock.skew = 2 * day
        return inWorld(Effect.fnUntraced(function*({ engine, link, settled, yate }) {
          yield* yate.handle(Probe, {}, () => Effect.never)
          const asking = yield* Effect.forkChild(
            Effect.flip(yate.dispatch(ChanDtmf, { id: "1", text: "1" }, { timeout: 5000 }))
          )
          const id = yield* link.message("test.probe")
          yield* settled
          clock.skew += skew
          yield* turns
          clock.advance(4999)
          yield* turns
          assert.isUndefined(asking.pollUnsafe())
          clock.advance(1)
          assert.strictEqual((yield* Fiber.join(asking)).reason._tag, "TimedOut")
          clock.advance(2999)
          yield* turns
          assert.deepStrictEqual(link.answers(id), [])
          clock.advance(1)
          assert.strictEqual(yield* link.answer(id), "false:")
          // A dial that is due comes when it is, too.
          yield* link.cut
          yield* turns
          clock.skew += skew
          clock.advance(300)
          const second = yield* engine.accept
          yield* settled
          assert.isFalse(second.lines.some((line) => line.startsWith("%%<message")))
        })).pipe(Effect.provideService(Clock.Clock, clock))
      }))
  }
})
