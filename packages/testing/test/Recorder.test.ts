import { assert, describe, it } from "@effect/vitest"
import { type Entry, Ladder, Recorder, Transcript } from "@yatefx/testing"
import { PeerTransport, Transport } from "@yatefx/transport"
import { Effect, Fiber, Layer } from "effect"
import { TestClock } from "effect/testing"

const texts = (entries: ReadonlyArray<Entry>): ReadonlyArray<string> =>
  entries.map((entry) =>
    entry._tag === "Line" ? `${entry.at} ${entry.application} ${entry.from} ${entry.line}` : entry.text
  )

describe("Recorder", () => {
  it.effect("records both directions of a transport, and that its link was lost, once", () =>
    Effect.gen(function*() {
      const peer = yield* PeerTransport.make()
      const recorded = yield* Layer.build(Recorder.transport("ivr").pipe(Layer.provide(peer.layer)))
      const dialled = yield* Effect.forkChild(
        Effect.provide(Effect.flatMap(Transport, ({ connect }) => connect), recorded)
      )
      const there = yield* peer.accept
      const link = yield* Fiber.join(dialled)
      yield* link.write(["%%>watch:a", "%%>watch:b"])
      yield* TestClock.adjust(5)
      yield* there.say("%%<watch:a:true")
      assert.deepStrictEqual(yield* link.pull, ["%%<watch:a:true"])
      yield* there.cut()
      yield* Effect.flip(link.pull)
      yield* Effect.flip(link.write(["%%>quit"]))
      assert.deepStrictEqual(texts(yield* (yield* Recorder).entries), [
        "0 ivr A %%>watch:a",
        "0 ivr A %%>watch:b",
        "5 ivr E %%<watch:a:true",
        "the link to peer is lost: the peer cut the link",
        "5 ivr A %%>quit"
      ])
    }).pipe(Effect.provide(Recorder.layer())))

  /** A program that is asked for a password and says one; `lines` as they are recorded. */
  const asked = (options?: Parameters<typeof Recorder.transport>[1]) =>
    Effect.scoped(Effect.gen(function*() {
      const peer = yield* PeerTransport.make()
      const recorded = yield* Layer.build(Recorder.transport("auth", options).pipe(Layer.provide(peer.layer)))
      const dialled = yield* Effect.forkChild(
        Effect.provide(Effect.flatMap(Transport, ({ connect }) => connect), recorded)
      )
      const there = yield* peer.accept
      const link = yield* Fiber.join(dialled)
      yield* there.say("%%>message:e1:0:user.auth::username=alice:response=0a1b", "%%>message:e2:0:call.route:")
      yield* link.pull
      yield* link.write(["%%<message:e1:true::hunter2", "%%<message:e2:true::dumb/"])
      assert.strictEqual(yield* there.heard, "%%<message:e1:true::hunter2")
      return yield* (yield* Recorder).entries
    })).pipe(Effect.provide(Recorder.layer()))

  it.effect("leaves out secrets, and so do ladders and transcripts", () =>
    Effect.gen(function*() {
      const entries = yield* asked()
      assert.deepStrictEqual(texts(entries), [
        "0 auth E %%>message:e1:0:user.auth::username=alice:response=redacted",
        "0 auth E %%>message:e2:0:call.route:",
        "0 auth A %%<message:e1:true::redacted",
        "0 auth A %%<message:e2:true::dumb/"
      ])
      const ladder = Ladder.make(entries)
      const transcript = Transcript.format(Transcript.fromEntries(entries))
      for (const text of [Ladder.text(ladder), Ladder.svg(ladder), transcript, JSON.stringify(entries)]) {
        assert.notMatch(text, /hunter2|0a1b/)
        assert.include(text, "user.auth")
      }
    }))

  it.effect("keeps them when it is told to", () =>
    Effect.gen(function*() {
      const recorded = texts(yield* asked({ secrets: "keep" })).join("\n")
      assert.include(recorded, "response=0a1b")
      assert.include(recorded, "%%<message:e1:true::hunter2")
    }))

  it.effect("forgets the oldest past its capacity", () =>
    Effect.gen(function*() {
      const recorder = yield* Recorder
      for (let index = 0; index < 1000; index++) {
        yield* recorder.remark(String(index))
        const kept = texts(yield* recorder.entries)
        assert.deepStrictEqual(kept, [index - 2, index - 1, index].filter((n) => n >= 0).map(String))
      }
    }).pipe(Effect.provide(Recorder.layer({ capacity: 3 }))))
})
