import { assert, describe, it } from "@effect/vitest"
import { Definition } from "@yatefx/messages"
import { InputEnded, Transport, TransportError } from "@yatefx/transport"
import { Dispatcher } from "@yatefx/dispatcher"
import { Deferred, Effect, Exit, Fiber, Layer, Scope } from "effect"
import { TestClock } from "effect/testing"
import * as EngineSide from "./support/EngineSide.ts"
import { inWorld, Probe, turns, type World } from "./support/world.ts"

const about = (link: EngineSide.EngineLink) => link.lines.filter((line) => /^%%>(un)?install/.test(line))

/** Registers, and accepts the connection that this needs. */
const beside = Effect.fnUntraced(function*<A, E, R>({ engine }: World, registering: Effect.Effect<A, E, R>) {
  const fiber = yield* Effect.forkChild(registering)
  const link = yield* engine.accept
  return { link, value: yield* Fiber.join(fiber) }
})

describe("one name at several priorities", () => {
  it.effect("is asked for on a connection each, and a message goes to those of its own", () =>
    inWorld(Effect.fnUntraced(function*(world) {
      const { link, settled, sizes, yate } = world
      const asked: Array<string> = []
      const handle = (priority: number, name: string) =>
        yate.handle(Probe, { priority }, (m) => Effect.andThen(Effect.sync(() => asked.push(name)), m.pass))
      yield* handle(80, "late")
      const { link: early } = yield* beside(world, handle(10, "early"))
      yield* handle(10, "early too")
      yield* handle(80, "late too")
      yield* settled
      assert.deepStrictEqual([about(link), about(early)], [["%%>install:80:test.probe"], ["%%>install:10:test.probe"]])
      assert.deepStrictEqual(yield* sizes, { handlers: 4, names: 2, connections_beside: 1 })
      assert.strictEqual(yield* early.answer(yield* early.message("test.probe")), "false:")
      yield* settled
      assert.deepStrictEqual(asked, ["early", "early too"])
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "false:")
      yield* settled
      assert.deepStrictEqual(asked, ["early", "early too", "late", "late too"])
      // It says the same of itself, and neither watches nor sends.
      assert.isTrue(early.lines.includes("%%>setlocal:trackparam:yatefx"))
      yield* yate.observe(Probe, {}, () => {})
      yield* yate.enqueue(Probe, {})
      yield* settled
      assert.isFalse(early.lines.some((line) => /^%%>(watch|message)/.test(line)))
    })))

  it.effect("two who come at once share it, each filter has its own, and other names go where there is room", () =>
    inWorld(Effect.fnUntraced(function*({ engine, link, settled, yate }) {
      const filter = { name: "id", value: "1" }
      const other = Definition.make("test.other", { params: {} })
      const registering = yield* Effect.forkChild(Effect.all([
        yate.handle(Probe, {}, () => Effect.void),
        yate.handle(Probe, { priority: 10 }, () => Effect.void),
        yate.subscribe(Probe, { priority: 10 }),
        yate.decide(Probe, { priority: 10 }, () => undefined),
        yate.handle(Probe, { filter }, () => Effect.void),
        yate.handle(other, { priority: 10 }, () => Effect.void)
      ], { concurrency: "unbounded" }))
      const sides = [yield* engine.accept, yield* engine.accept]
      yield* Fiber.join(registering)
      yield* settled
      assert.deepStrictEqual(about(link), ["%%>install:80:test.probe", "%%>install:10:test.other"])
      assert.deepStrictEqual(sides.map(about), [["%%>install:10:test.probe"], ["%%>install:80:test.probe:id:1"]])
    })))

  it.effect("its connection goes when nobody needs it, and comes again", () =>
    inWorld(Effect.fnUntraced(function*(world) {
      const { engine, link, settled, sizes, yate } = world
      const go = yield* Deferred.make<void>()
      yield* yate.handle(Probe, {}, (m) => m.ret(true))
      const scope = yield* Scope.make()
      const { link: first } = yield* beside(
        world,
        Scope.provide(yate.expectMessage(Probe, { priority: 10 }), scope)
      )
      // Taken, kept over the end of the registration, and answered on its own link.
      const { value } = { value: yield* first.message("test.probe") }
      const keeping = yield* Effect.forkChild(Effect.gen(function*() {
        const message = yield* yate.onMessage(Probe, { priority: 10 })
        yield* Deferred.await(go)
        yield* message.ret(true, "kept")
      }))
      yield* turns
      const kept = yield* first.message("test.probe")
      yield* turns
      yield* Scope.close(scope, Exit.void)
      yield* TestClock.adjust("6 seconds")
      yield* turns
      assert.deepStrictEqual(about(first).at(-1), "%%>uninstall:test.probe")
      yield* Deferred.succeed(go, undefined)
      assert.strictEqual(yield* first.answer(kept), "true::kept")
      assert.strictEqual(yield* first.answer(value), "false:")
      yield* Fiber.join(keeping)
      yield* TestClock.adjust("8 seconds")
      yield* first.ended
      assert.strictEqual(first.lines.at(-1), "%%>quit")
      yield* settled
      assert.deepStrictEqual(yield* sizes, { handlers: 1, names: 1 })
      assert.isFalse(link.lines.includes("%%>quit"))
      yield* beside(world, yate.handle(Probe, { priority: 10 }, (m) => m.ret(true, "again")))
      const second = engine.links.at(-1) ?? (yield* Effect.die("no link"))
      assert.strictEqual(yield* second.answer(yield* second.message("test.probe")), "true::again")
    })))

  it.effect("used again in time, it stays", () =>
    inWorld(Effect.fnUntraced(function*(world) {
      const { settled, sizes, yate } = world
      yield* yate.handle(Probe, {}, (m) => m.ret(true))
      const once = Effect.scoped(yate.handle(Probe, { priority: 10 }, () => Effect.void))
      const { link } = yield* beside(world, once)
      for (let i = 0; i < 5; i++) {
        yield* TestClock.adjust("6 seconds")
        yield* turns
        yield* once
      }
      yield* settled
      assert.isFalse(link.lines.includes("%%>quit"))
      yield* TestClock.adjust("1 minute")
      yield* turns
      yield* link.ended
      assert.deepStrictEqual(yield* sizes, { handlers: 1, names: 1 })
    })))

  it.effect("what is sent on behalf of a message goes where that came from", () =>
    inWorld(Effect.fnUntraced(function*(world) {
      const { link, yate } = world
      yield* yate.handle(Probe, {}, (m) => m.ret(true))
      const { link: early } = yield* beside(
        world,
        yate.handle(
          Probe,
          { priority: 10 },
          (m) =>
            Effect.flatMap(
              yate.dispatch(Probe, { leg: "x" }, { onBehalfOf: m }),
              ({ returnValue }) => m.ret(true, returnValue)
            )
        )
      )
      const id = yield* early.message("test.probe")
      assert.strictEqual(yield* early.next, `%%>message:${id}:0:test.probe::leg=x`)
      yield* early.say(`%%<message:${id}:true:test.probe:done`)
      assert.strictEqual(yield* early.answer(id), "true::done")
      assert.isFalse(link.lines.some((line) => line.startsWith("%%>message")))
    })))

  it.effect("lost with the engine, it is back before anything is sent, at its own priority", () =>
    inWorld(Effect.fnUntraced(function*(world) {
      const { engine, link, logs, settled, yate } = world
      yield* yate.setLocal("maxqueue", "5")
      yield* yate.handle(Probe, {}, (m) => m.ret(true))
      const { link: early } = yield* beside(world, yate.handle(Probe, { priority: 10 }, (m) => m.ret(true, "early")))
      yield* settled
      assert.isTrue(early.lines.includes("%%>setlocal:maxqueue:5"))
      yield* link.cut
      yield* early.cut
      yield* turns
      const sending = yield* Effect.forkChild(yate.enqueue(Probe, { id: "waited" }))
      yield* TestClock.adjust("1 second")
      const main = yield* engine.accept
      yield* turns
      // The first is there, and waits for the other.
      assert.deepStrictEqual(about(main), ["%%>install:80:test.probe"])
      assert.isUndefined(sending.pollUnsafe())
      const again = yield* engine.accept
      yield* turns
      assert.deepStrictEqual(about(again), ["%%>install:10:test.probe"])
      assert.isTrue(again.lines.includes("%%>setlocal:maxqueue:5"))
      assert.strictEqual(yield* main.next, "%%>message::0:test.probe::id=waited")
      // One engine is lost, and that is said once.
      assert.deepStrictEqual(logs.filter(({ level }) => level !== "Debug").map(({ text }) => text.slice(0, 14)), [
        "Dialling again"
      ])
      assert.strictEqual(yield* again.answer(yield* again.message("test.probe")), "true::early")
    })))

  it.effect("losing its connection touches nothing of the first, and it comes back", () =>
    inWorld(Effect.fnUntraced(function*(world) {
      const { engine, link, logs, sizes, yate } = world
      yield* yate.handle(Probe, {}, (m) => m.ret(true, "first"))
      const go = yield* Deferred.make<void>()
      const { link: early } = yield* beside(
        world,
        yate.handle(Probe, { priority: 10 }, (m) => Effect.andThen(Deferred.await(go), m.ret(true, "early")))
      )
      yield* early.message("test.probe")
      yield* turns
      yield* early.cut
      yield* turns
      assert.strictEqual((yield* yate.status)._tag, "Live")
      assert.match(logs[0]?.text ?? "", /^A connection for another priority: Dialling again: the link to lab is lost/)
      assert.isUndefined((yield* sizes)["messages_pending"])
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "true::first")
      yield* TestClock.adjust("250 millis")
      const again = yield* engine.accept
      yield* Deferred.succeed(go, undefined)
      assert.strictEqual(yield* again.answer(yield* again.message("test.probe")), "true::early")
    })))

  it.effect("one that can't come back holds up the first for ten seconds, and no longer", () =>
    inWorld(Effect.fnUntraced(function*(world) {
      const { engine, link, logs, yate } = world
      yield* yate.handle(Probe, {}, (m) => m.ret(true, "first"))
      const { link: early } = yield* beside(world, yate.handle(Probe, { priority: 10 }, (m) => m.ret(true)))
      yield* link.cut
      yield* early.cut
      yield* turns
      yield* TestClock.adjust("1 second")
      yield* engine.accept
      yield* turns
      assert.strictEqual((yield* yate.status)._tag, "Restoring")
      yield* TestClock.adjust("10 seconds")
      yield* turns
      assert.strictEqual((yield* yate.status)._tag, "Live")
      assert.isTrue(logs.some(({ text }) => text.startsWith("A connection for another priority is not there")))
    })))

  it.effect("there are no more than eight connections", () =>
    inWorld(Effect.fnUntraced(function*(world) {
      const { sizes, yate } = world
      yield* yate.handle(Probe, {}, () => Effect.void)
      for (let priority = 1; priority < 8; priority++) {
        yield* beside(world, yate.handle(Probe, { priority }, () => Effect.void))
      }
      const error = yield* Effect.flip(yate.handle(Probe, { priority: 8 }, () => Effect.void))
      assert.strictEqual(error.reason._tag, "Conflict")
      assert.deepStrictEqual(yield* sizes, { handlers: 8, names: 8, connections_beside: 7 })
    })))

  it.effect("a script, which has one link in its life, is told so", () =>
    Effect.gen(function*() {
      const engine = yield* EngineSide.make()
      let dials = 0
      const single = Layer.succeed(Transport, {
        address: "stdio",
        connect: Effect.suspend(() =>
          dials++ === 0
            ? engine.peer.transport.connect
            : Effect.fail(new TransportError({ address: "stdio", reason: new InputEnded() }))
        )
      })
      yield* Effect.gen(function*() {
        const yate = yield* Dispatcher
        const link = yield* engine.accept
        yield* yate.handle(Probe, {}, (m) => m.ret(true, "one"))
        const error = yield* Effect.flip(yate.handle(Probe, { priority: 10 }, () => Effect.void))
        assert.strictEqual(error.reason._tag, "Conflict")
        assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "true::one")
        assert.strictEqual((yield* yate.status)._tag, "Live")
      }).pipe(Effect.scoped, Effect.provide(Layer.provide(Dispatcher.layer, single)))
    }))

  it.effect("quit is said on each, after everything is answered", () =>
    Effect.gen(function*() {
      const links = yield* inWorld(Effect.fnUntraced(function*(world) {
        const { engine, settled, yate } = world
        const scope = yield* Scope.make()
        yield* Scope.provide(yate.handle(Probe, {}, () => Effect.never), scope)
        yield* beside(world, Scope.provide(yate.handle(Probe, { priority: 10 }, () => Effect.never), scope))
        for (const link of engine.links) yield* link.message("test.probe")
        yield* settled
        return engine.links
      }))
      for (const link of links) {
        assert.match(link.lines.at(-2) ?? "", /^%%<message:.*:false:$/)
        assert.strictEqual(link.lines.at(-1), "%%>quit")
      }
    }))
})
