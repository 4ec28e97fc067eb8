import { assert, describe, it } from "@effect/vitest"
import { type Abandoned, Dispatcher, type WatchedMessage } from "@yatefx/dispatcher"
import { ChanDtmf, ChanHangup, type Misfit } from "@yatefx/messages"
import { LineTooLong, Transport, TransportError } from "@yatefx/transport"
import { Deferred, Effect, Fiber, Layer, Logger, Stream } from "effect"
import { TestClock } from "effect/testing"
import * as EngineSide from "./support/EngineSide.ts"
import { inWorld, Probe, turns, type World } from "./support/world.ts"

/** Loses the last link, and has the next one accepted. */
const lose = Effect.fnUntraced(function*({ engine }: World) {
  yield* engine.links.at(-1)?.cut ?? Effect.die("no link")
  yield* turns
  yield* TestClock.adjust("250 millis")
  const link = yield* engine.accept
  yield* turns
  return link
})

/** A call that ends with its hangup, as programs write it. */
const call = Effect.fnUntraced(function*({ yate }: World, id: string) {
  const ended = yield* yate.expectWatch(ChanHangup, { where: { id } })
  const flow: Effect.Effect<never, Abandoned<WatchedMessage<typeof ChanHangup>> | Misfit> = Effect.never.pipe(
    Dispatcher.until(ended)
  )
  return yield* Effect.forkScoped(Effect.flip(Effect.catchTag(flow, "Misfit", Effect.die)))
})

describe("when the engine is back", () => {
  it.effect("flows of channels that are gone are abandoned, and the others go on", () =>
    inWorld(Effect.fnUntraced(function*(world) {
      const { engine, settled, sizes, yate } = world
      engine.manners.channels.add("sip/1").add("sip/2")
      const [gone, stays] = [yield* call(world, "sip/9"), yield* call(world, "sip/1")]
      const hangups = yield* yate.watch(ChanHangup, { where: { id: "sip/9" } })
      const observed: Array<string> = []
      yield* yate.observe(
        ChanHangup,
        { where: { id: "sip/9" } },
        ({ lost, params }) => observed.push(`${params.id} ${lost} ${params.reason} ${params.status}`)
      )
      yield* yate.observe(ChanHangup, {}, ({ params }) => observed.push(`everybody's ${params.id}`))
      yield* yate.observe(ChanHangup, { where: { id: "sip/9", reason: "busy" } }, () => observed.push("busy"))
      yield* settled
      yield* lose(world)
      yield* settled
      const abandoned = yield* Fiber.join(gone)
      assert.isTrue(abandoned.cause.lost)
      assert.deepInclude(abandoned.cause.params, { id: "sip/9", reason: "lost", status: "lost" })
      assert.isUndefined(stays.pollUnsafe())
      assert.deepStrictEqual(observed, ["sip/9 true lost lost"])
      const [streamed] = [...yield* Stream.runCollect(Stream.take(hangups, 1))]
      assert.isTrue(streamed?.lost)
      // The real one is told apart.
      yield* engine.links.at(-1)?.watched("chan.hangup", "id=sip/1") ?? Effect.void
      assert.isFalse((yield* Fiber.join(stays)).cause.lost)
      assert.deepStrictEqual(yield* sizes, { names: 1, watches: 4 })
    })))

  it.effect("who waits for the message itself gets one that wants no answer", () =>
    inWorld(Effect.fnUntraced(function*(world) {
      const { counts, settled, yate } = world
      const errors: Array<string> = []
      const keep = (m: { readonly ret: (processed: boolean) => Effect.Effect<void, { readonly message: string }> }) =>
        Effect.map(Effect.flip(m.ret(true)), (error) => errors.push(error.message))
      const waiting = yield* Effect.forkChild(
        Effect.flatMap(yate.onMessage(ChanHangup, { where: { id: "sip/9" } }), keep)
      )
      yield* turns
      const auto = yield* yate.expectMessage(ChanHangup, { where: { id: "sip/8" }, autoreturn: true })
      yield* yate.handle(ChanHangup, { where: { id: "sip/7" } }, keep)
      yield* yate.decide(ChanHangup, { where: { id: "sip/6" } }, () => ({ processed: true }))
      const second = yield* lose(world)
      yield* settled
      yield* Fiber.join(waiting)
      assert.strictEqual((yield* auto).params.id, "sip/8")
      assert.strictEqual(errors.length, 2)
      for (const message of errors) assert.match(message, /the link was lost/)
      assert.isFalse(second.lines.some((line) => line.startsWith("%%<message")))
      assert.isUndefined((yield* counts)["processed"])
    })))

  it.effect("run again, it has nothing of before, whatever its channels are called now", () =>
    inWorld(Effect.fnUntraced(function*(world) {
      const { engine, settled } = world
      engine.manners.channels.add("sip/1")
      const old = yield* call(world, "sip/1")
      yield* settled
      engine.manners.locals.set("runid", "2000000000")
      yield* lose(world)
      assert.isTrue((yield* Fiber.join(old)).cause.lost)
    })))

  it.effect("nothing is sent before it has told: what was wanted of a channel that is gone is not", () =>
    inWorld(Effect.fnUntraced(function*(world) {
      const { engine, settled, sizes, yate } = world
      engine.manners.channels.add("sip/1")
      const flow = (id: string) =>
        Effect.gen(function*() {
          const ended = yield* yate.expectWatch(ChanHangup, { where: { id } })
          // As deep as flows are: what sends is a child of a child of what ends.
          const sending = Effect.andThen(Effect.sleep("100 millis"), yate.enqueue(Probe, { id }))
          const deep = Effect.scoped(Effect.andThen(Effect.forkScoped(sending), Effect.never))
          yield* Effect.forkScoped(Effect.exit(
            Effect.andThen(Effect.forkScoped(deep), Effect.never).pipe(
              // Some turns are allowed between the hangup and the end.
              Dispatcher.until(Effect.tap(ended, () => Effect.yieldNow))
            )
          ))
        })
      yield* flow("sip/9")
      yield* flow("sip/1")
      yield* settled
      engine.manners.silent.add("status")
      const second = yield* lose(world)
      assert.strictEqual((yield* yate.status)._tag, "Restoring")
      assert.strictEqual((yield* sizes)["offline"], 2)
      yield* second.confirmRest
      yield* settled
      assert.deepStrictEqual(second.lines.filter((line) => line.includes("test.probe")), [
        "%%>message::0:test.probe::id=sip/1"
      ])
    })))

  it.effect("a list that is shorter than its own count ends nobody", () =>
    inWorld(Effect.fnUntraced(function*(world) {
      const { engine, settled } = world
      const old = yield* call(world, "sip/9")
      yield* settled
      engine.manners.silent.add("status")
      const second = yield* lose(world)
      const answer = Effect.fnUntraced(function*(returnValue: string) {
        const id = /^%%>message:([^:]*):0:engine.status:/.exec(second.lines.at(-1) ?? "")?.[1]
        yield* second.say(`%%<message:${id}:true:engine.status:${returnValue}`)
        yield* turns
      })
      yield* answer("name=sip,type=varchans;chans=2")
      yield* answer("name=sip,type=varchans,format=Status|Address|Peer;chans=2;sip/1=answered||")
      yield* settled
      assert.isUndefined(old.pollUnsafe())
    })))

  it.effect("a channel that is younger than the answer lives, and an old one that is asked for late is gone", () =>
    inWorld(Effect.fnUntraced(function*(world) {
      const { engine, settled, yate } = world
      yield* yate.handle(Probe, {}, (m) =>
        Effect.gen(function*() {
          const ended = yield* yate.expectWatch(ChanHangup, { where: { id: m.params.id ?? "" } })
          yield* m.ret(true)
          yield* Effect.never.pipe(Dispatcher.until(ended))
        }))
      yield* settled
      engine.manners.silent.add("status")
      const second = yield* lose(world)
      // The question is asked, and answered by an engine that has no channel; only then they come.
      const fresh = yield* second.message("test.probe", "id=sip/5")
      assert.strictEqual(yield* second.answer(fresh), "true:")
      const late = yield* call(world, "sip/4")
      yield* turns
      engine.manners.channels.add("sip/5")
      yield* second.confirmRest
      yield* settled
      assert.isTrue((yield* Fiber.join(late)).cause.lost)
      assert.strictEqual((yield* world.sizes)["handlers_running"], 1)
      assert.strictEqual((yield* world.sizes)["watches"], 1)
    })))

  it.effect("that gives no answer is told of in the log, and flows go on", () =>
    inWorld(Effect.fnUntraced(function*(world) {
      const { engine, logs, settled, yate } = world
      const old = yield* call(world, "sip/9")
      yield* settled
      engine.manners.silent.add("status")
      yield* lose(world)
      yield* TestClock.adjust("5 seconds")
      yield* settled
      const status = yield* yate.status
      assert.isTrue(status._tag === "Live" && status.resumed && status.channels === undefined)
      assert.isUndefined(old.pollUnsafe())
      assert.deepStrictEqual(logs.map(({ text }) => text).slice(1), [
        "Which channels live is not known: engine.status: no answer in 5000 ms; it may have happened. The flows of those " +
        "that ended meanwhile go on"
      ])
    })))

  it.effect("that doesn't speak of a kind of channel keeps its flows", () =>
    inWorld(Effect.fnUntraced(function*(world) {
      const { logs, settled } = world
      const unknown = yield* call(world, "ExtModule/1")
      const odd = yield* call(world, "no-slash")
      yield* settled
      yield* lose(world)
      yield* settled
      assert.isUndefined(unknown.pollUnsafe())
      assert.isUndefined(odd.pollUnsafe())
      assert.strictEqual(logs.at(-1)?.text, "The engine doesn't tell whether 2 channels live: their flows go on")
    })))

  it.effect("with too many channels for a list is asked for each that somebody waits for", () =>
    inWorld(Effect.fnUntraced(function*(world) {
      const { engine, settled, yate } = world
      for (let i = 0; i < 4001; i++) engine.manners.channels.add(`sip/${i}`)
      const [gone, stays] = [yield* call(world, "sip/9999"), yield* call(world, "sip/77")]
      yield* settled
      yield* lose(world)
      assert.isTrue((yield* Fiber.join(gone)).cause.lost)
      assert.isUndefined(stays.pollUnsafe())
      yield* settled
      const status = yield* yate.status
      assert.isTrue(status._tag === "Live" && status.channels === undefined)
    })))

  it.effect("whose answer is too long to read is not asked again, so that it can live", () =>
    Effect.gen(function*() {
      const engine = yield* EngineSide.make()
      const logs: Array<string> = []
      const logger = Logger.make<unknown, void>(({ message }) => void logs.push(String(message)))
      // As a transport that finds the answer to be too long.
      const cutting = Layer.succeed(Transport, {
        address: "lab",
        connect: Effect.gen(function*() {
          const link = yield* engine.peer.transport.connect
          const broken = yield* Deferred.make<never, TransportError>()
          const tooLong = new TransportError({ address: "lab", reason: new LineTooLong({ limit: 1024 * 1024 }) })
          return {
            pull: Effect.raceFirst(link.pull, Deferred.await(broken)),
            write: (lines: Parameters<typeof link.write>[0]) =>
              lines.some((line) => line.includes("module=sip")) ? Deferred.fail(broken, tooLong) : link.write(lines)
          }
        })
      })
      yield* Effect.gen(function*() {
        const yate = yield* Dispatcher
        engine.manners.channels.add("sip/1")
        yield* Effect.andThen(engine.accept, turns)
        yield* engine.links[0]?.cut ?? Effect.void
        yield* turns
        yield* TestClock.adjust("250 millis")
        yield* Effect.andThen(engine.accept, turns)
        assert.strictEqual((yield* yate.status)._tag, "Connecting")
        yield* TestClock.adjust("300 millis")
        yield* Effect.andThen(engine.accept, turns)
        const status = yield* yate.status
        assert.isTrue(status._tag === "Live" && status.channels === undefined)
        assert.match(logs.at(-1) ?? "", /the last answer was a longer line than the transport reads/)
      }).pipe(Effect.provide(Layer.provide(Dispatcher.layer, cutting)), Effect.provide(Logger.layer([logger])))
    }))

  it.effect("locals are set again, in their order, after the settings and before anything else is let through", () =>
    inWorld(Effect.fnUntraced(function*(world) {
      const { engine, settled, yate } = world
      yield* yate.handle(ChanDtmf, {}, (m) => m.ret(true))
      yield* yate.setLocal("maxqueue", "7")
      assert.isUndefined(yield* yate.setLocal("no.such", "1"))
      yield* yate.setLocal("timeout", "9000")
      yield* yate.setLocal("maxqueue", "8")
      yield* yate.getLocal("engine.version")
      // An engine that has started again remembers nothing.
      engine.manners.locals.set("maxqueue", "1000").set("timeout", "10000")
      const second = yield* lose(world)
      yield* settled
      const after = second.lines.slice(second.lines.indexOf("%%>setlocal:runid:") + 1, -1)
      assert.deepStrictEqual(after.slice(0, 3), [
        "%%>setlocal:maxqueue:8",
        "%%>setlocal:timeout:9000",
        "%%>install:80:chan.dtmf"
      ])
      assert.strictEqual(engine.manners.locals.get("maxqueue"), "8")
    })))
})
