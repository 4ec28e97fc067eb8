import { assert, describe, it } from "@effect/vitest"
import { PeerTransport } from "@yatefx/transport"
import { Effect, Exit, Fiber, Scope } from "effect"

const dial = Effect.fnUntraced(function*(options?: Parameters<typeof PeerTransport.make>[0]) {
  const peer = yield* PeerTransport.make(options)
  const dialling = yield* Effect.forkChild(peer.transport.connect)
  const peerLink = yield* peer.accept
  return { link: yield* Fiber.join(dialling), peer, peerLink }
})

describe("PeerTransport", () => {
  it.effect("carries lines both ways, in batches and in order", () =>
    Effect.gen(function*() {
      const { link, peerLink } = yield* dial()
      yield* link.write(["a", "b"])
      yield* peerLink.say("c", "d")
      yield* peerLink.say("e")
      assert.deepStrictEqual([yield* peerLink.heard, yield* peerLink.heard], ["a", "b"])
      assert.deepStrictEqual([yield* link.pull, yield* link.pull], [["c", "d"], ["e"]])
    }))

  it.effect("suspends the one who writes, and the one who says, at its capacity", () =>
    Effect.gen(function*() {
      const { link, peerLink } = yield* dial({ capacity: 2 })
      const writing = yield* Effect.forkChild(link.write(["a", "b", "c"]), { startImmediately: true })
      const saying = yield* Effect.forkChild(Effect.forEach(["x", "y", "z"], (line) => peerLink.say(line)), {
        startImmediately: true
      })
      yield* Effect.yieldNow
      assert.isUndefined(writing.pollUnsafe())
      assert.isUndefined(saying.pollUnsafe())
      yield* peerLink.heard
      yield* link.pull
      yield* Fiber.join(writing)
      yield* Fiber.join(saying)
    }))

  it.effect("hangs up after what it said, and cuts before it", () =>
    Effect.gen(function*() {
      const polite = yield* dial()
      yield* polite.peerLink.say("bye")
      yield* polite.peerLink.hangUp
      assert.deepStrictEqual(yield* polite.link.pull, ["bye"])
      assert.strictEqual((yield* Effect.flip(polite.link.pull)).reason._tag, "LinkLost")
      assert.strictEqual((yield* Effect.flip(polite.link.write(["x"]))).reason._tag, "LinkLost")

      const rude = yield* dial()
      const waiting = yield* Effect.forkChild(rude.link.pull, { startImmediately: true })
      yield* rude.peerLink.cut()
      assert.strictEqual((yield* Effect.flip(Fiber.join(waiting))).reason._tag, "LinkLost")

      const late = yield* dial()
      yield* late.peerLink.say("lost")
      yield* late.peerLink.cut()
      assert.strictEqual((yield* Effect.flip(late.link.pull)).reason._tag, "LinkLost")
      assert.strictEqual((yield* Effect.flip(late.peerLink.say("x")))._tag, "PeerLinkEnded")
    }))

  it.effect("fails a write that waits when the link is cut", () =>
    Effect.gen(function*() {
      const { link, peerLink } = yield* dial({ capacity: 1 })
      const writing = yield* Effect.forkChild(link.write(["a", "b"]), { startImmediately: true })
      yield* peerLink.cut()
      assert.strictEqual((yield* Effect.flip(Fiber.join(writing))).reason._tag, "LinkLost")
    }))

  it.effect("ends the input as the engine does", () =>
    Effect.gen(function*() {
      const { link, peerLink } = yield* dial()
      yield* peerLink.endInput
      const error = yield* Effect.flip(link.pull)
      assert.deepStrictEqual([error.reason._tag, error.isRetryable], ["InputEnded", false])
    }))

  it.effect("a link dies with the scope that dialled it, and its late lines reach nobody", () =>
    Effect.gen(function*() {
      const peer = yield* PeerTransport.make()
      const scope = yield* Scope.make()
      const dialling = yield* Effect.forkChild(Scope.provide(peer.transport.connect, scope))
      const first = yield* peer.accept
      const stale = yield* Fiber.join(dialling)
      yield* stale.write(["heard"])
      yield* Scope.close(scope, Exit.void)
      yield* first.ended
      const again = yield* Effect.forkChild(peer.transport.connect)
      const second = yield* peer.accept
      const fresh = yield* Fiber.join(again)
      assert.strictEqual((yield* Effect.flip(stale.write(["late"]))).reason._tag, "LinkLost")
      yield* fresh.write(["fresh"])
      assert.strictEqual(yield* second.heard, "fresh")
      assert.strictEqual(yield* first.heard, "heard")
      assert.strictEqual((yield* Effect.flip(first.heard))._tag, "PeerLinkEnded")
    }))

  it.effect("refuses a dial, and passes over one that was given up", () =>
    Effect.gen(function*() {
      const peer = yield* PeerTransport.make({ address: "lab" })
      const givenUp = yield* Effect.forkChild(peer.transport.connect, { startImmediately: true })
      yield* Fiber.interrupt(givenUp)
      const refused = yield* Effect.forkChild(Effect.flip(peer.transport.connect))
      yield* peer.refuse("start Yate")
      const error = yield* Fiber.join(refused)
      assert.strictEqual(error.message, "no engine at lab: start Yate")
      assert.isTrue(error.isRetryable)
    }))
})
