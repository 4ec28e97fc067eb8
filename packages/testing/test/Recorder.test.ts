import { assert, describe, it } from "@effect/vitest"
import { type Entry, Recorder } from "@yatefx/testing"
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
