import { assert, describe, it } from "@effect/vitest"
import { Dispatcher } from "@yatefx/dispatcher"
import { LinkLost, PeerTransport, Transport, TransportError } from "@yatefx/transport"
import { Effect, Fiber, Layer } from "effect"
import { TestClock } from "effect/testing"
import { Probe, turns } from "./support/world.ts"

/** How many lines the program says before anything else. */
const settings = 8

describe("lines out", () => {
  const dialled = Effect.fnUntraced(function*(capacity: number) {
    const peer = yield* PeerTransport.make({ capacity })
    const confirm = Effect.fnUntraced(function*(link: PeerTransport.PeerLink) {
      for (let i = 0; i < settings; i++) {
        const [, name = "", value = ""] = /^%%>setlocal:(.*?):(.*)$/.exec(yield* link.heard) ?? []
        yield* link.say(`%%<setlocal:${name}:${name === "timeout" ? 10_000 : value}:true`)
      }
    })
    return { confirm, peer }
  })

  it.effect("of one turn are one write", () =>
    Effect.gen(function*() {
      const { confirm, peer } = yield* dialled(1024)
      const writes: Array<number> = []
      const counting = Layer.succeed(Transport, {
        address: peer.transport.address,
        connect: Effect.map(peer.transport.connect, (link) => ({
          ...link,
          write: (lines: Parameters<typeof link.write>[0]) =>
            Effect.andThen(Effect.sync(() => writes.push(lines.length)), link.write(lines))
        }))
      })
      yield* Effect.gen(function*() {
        const yate = yield* Dispatcher
        const link = yield* peer.accept
        yield* confirm(link)
        const registering = yield* Effect.forkChild(yate.handle(Probe, {}, (m) => m.ret(true)))
        yield* link.heard
        yield* link.say("%%<install:80:test.probe:true")
        yield* Fiber.join(registering)
        writes.length = 0
        const say = Effect.fnUntraced(function*(count: number) {
          const batch = Array.from({ length: count - 1 }, (_, i) => `%%>message:${i}:1:test.probe:`)
          yield* link.say("%%>message:first:1:test.probe:", ...batch)
          for (let i = 0; i < count; i++) yield* link.heard
        })
        yield* say(60)
        assert.deepStrictEqual(writes, [60])
        // Of a long batch the first answers are on their way while the last messages are served.
        yield* say(300)
        assert.isTrue(writes.length > 3 && writes.every((lines) => lines <= 128), writes.join())
        yield* turns
        assert.strictEqual(writes.reduce((sum, lines) => sum + lines, 0), 360)
        yield* link.cut()
      }).pipe(Effect.provide(Layer.provide(Dispatcher.layer, counting)))
    }))

  it.effect("that can't be written lose nothing of the batch that caused them", () =>
    Effect.gen(function*() {
      const { confirm, peer } = yield* dialled(1024)
      const { address, connect } = peer.transport
      const closed = new TransportError({ address, reason: new LinkLost({ cause: new Error("EPIPE") }) })
      let isClosed = false
      const closing = Layer.succeed(Transport, {
        address,
        connect: Effect.map(connect, (link) => ({
          ...link,
          write: (lines: Parameters<typeof link.write>[0]) =>
            Effect.suspend(() => isClosed ? Effect.fail(closed) : link.write(lines))
        }))
      })
      yield* Effect.gen(function*() {
        const yate = yield* Dispatcher
        const link = yield* peer.accept
        yield* confirm(link)
        let watched = 0
        const watching = yield* Effect.forkChild(yate.observe(Probe, {}, () => {
          watched += 1
        }))
        yield* link.heard
        yield* link.say("%%<watch:test.probe:true")
        yield* Fiber.join(watching)
        const asking = yield* Effect.forkChild(yate.dispatch(Probe, {}))
        const [, id = ""] = (yield* link.heard).split(":")
        isClosed = true
        // The answer to the first is what fails.
        yield* link.say(
          "%%>message:1:1:test.probe:",
          ...Array.from({ length: 300 }, () => "%%<message::true:test.probe:"),
          `%%<message:${id}:true:test.probe:yes`
        )
        assert.strictEqual((yield* Fiber.join(asking)).returnValue, "yes")
        assert.strictEqual(watched, 300)
        // And nothing twice.
        yield* turns
        assert.strictEqual(watched, 300)
      }).pipe(Effect.provide(Layer.provide(Dispatcher.layer, closing)))
    }))

  it.effect("wait while the engine doesn't read: what is gathered, who waits and what is read stay bounded", () =>
    Effect.gen(function*() {
      const { confirm, peer } = yield* dialled(4)
      yield* Effect.gen(function*() {
        const yate = yield* Dispatcher
        const accepting = yield* Effect.forkChild(peer.accept)
        const link = yield* Fiber.join(accepting)
        yield* confirm(link)
        const registering = yield* Effect.forkChild(yate.handle(Probe, {}, (m) => m.ret(true)))
        yield* link.heard
        yield* link.say("%%<install:80:test.probe:true")
        yield* Fiber.join(registering)
        // From here on the engine talks and doesn't listen.
        let said = 0
        const flood = yield* Effect.forkChild(Effect.ignore(Effect.forever(
          Effect.tap(link.say(`%%>message:${"i".repeat(100)}:1:test.probe:`), () => Effect.sync(() => said += 1))
        )))
        for (let i = 0; i < 50; i++) yield* turns
        assert.isBelow(said, 50)
        const sending = yield* Effect.forEach([1, 2, 3], (count) => Effect.forkChild(yate.enqueue(Probe, { count })))
        yield* turns
        const refused = yield* Effect.flip(yate.enqueue(Probe, {}))
        assert.strictEqual(refused.reason._tag, "Overloaded")
        // What can't be written at all doesn't wait for room.
        for (const send of [yate.enqueue, yate.dispatch]) {
          assert.strictEqual((yield* Effect.flip(send(Probe, { id: "a\0b" }))).reason._tag, "EncodeError")
          assert.strictEqual((yield* Effect.flip(send(Probe, {}, { returnValue: "a\0b" }))).reason._tag, "EncodeError")
        }
        for (const fiber of sending) assert.isUndefined(fiber.pollUnsafe())
        // The link goes: who waited for room is sent on the next one, whoever sent before is not.
        yield* link.cut()
        yield* Fiber.join(flood)
        yield* turns
        yield* TestClock.adjust("250 millis")
        const second = yield* peer.accept
        yield* confirm(second)
        assert.strictEqual(yield* second.heard, "%%>install:80:test.probe")
        yield* second.say("%%<install:80:test.probe:true")
        const [, question = ""] = /^%%>message:([^:]*):0:engine.status:/.exec(yield* second.heard) ?? []
        yield* second.say(`%%<message:${question}:false:engine.status:name=sip,type=varchans;chans=0`)
        for (const count of [1, 2, 3]) {
          assert.strictEqual(yield* second.heard, `%%>message::0:test.probe::count=${count}`)
        }
        yield* Effect.forEach(sending, Fiber.join)
        yield* second.cut()
      }).pipe(Effect.provide(Layer.provide(Dispatcher.layerWith({ maxOutbox: 1000, maxOffline: 3 }), peer.layer)))
    }))
})
