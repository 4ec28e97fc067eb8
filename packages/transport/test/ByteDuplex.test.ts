import { assert, describe, it } from "@effect/vitest"
import { ByteDuplex } from "@yatefx/transport"
import { Effect, Exit, Fiber, Scope } from "effect"
import { Writable } from "node:stream"

/** A stream of eight bytes' room whose peer reads when told to. */
const makeStream = () => {
  const stuck: Array<() => void> = []
  const taken: Array<string> = []
  const stream = new Writable({
    highWaterMark: 8,
    write: (chunk: Buffer, _encoding, done) => {
      taken.push(chunk.toString("latin1"))
      stuck.push(done)
    }
  })
  stream.on("error", () => {})
  const read = Effect.promise(() =>
    new Promise<void>((resolve) => {
      stuck.shift()?.()
      setImmediate(resolve)
    })
  )
  return { read, stream, taken }
}

describe("ByteDuplex.fromWritable", () => {
  it.effect("suspends over the high-water mark, and keeps the order and each byte", () =>
    Effect.gen(function*() {
      const { read, stream, taken } = makeStream()
      const write = yield* ByteDuplex.fromWritable(stream)
      yield* write("012345678\xff")
      const waiting = []
      for (const text of ["a", "b", "\xe9"]) {
        waiting.push(yield* Effect.forkChild(write(text), { startImmediately: true }))
      }
      assert.strictEqual(stream.writableLength, 10)
      assert.isUndefined(waiting[0]?.pollUnsafe())
      for (let i = 0; i < 4; i++) yield* read
      yield* Effect.forEach(waiting, Fiber.join)
      assert.strictEqual(taken.join(""), "012345678\xffab\xe9")
    }))

  it.effect("an interrupted write that waits leaves nothing, however many there are", () =>
    Effect.gen(function*() {
      const { read, stream, taken } = makeStream()
      const write = yield* ByteDuplex.fromWritable(stream)
      yield* write("0123456789")
      const listeners = stream.listenerCount("drain")
      for (let i = 0; i < 100; i++) {
        const fiber = yield* Effect.forkChild(write("x".repeat(1000)), { startImmediately: true })
        yield* Fiber.interrupt(fiber)
      }
      assert.strictEqual(stream.writableLength, 10)
      assert.strictEqual(stream.listenerCount("drain"), listeners)
      yield* read
      yield* write("end")
      yield* read
      assert.strictEqual(taken.join(""), "0123456789end")
    }))

  it.effect("fails those who wait, and later ones, when the stream closes", () =>
    Effect.gen(function*() {
      const { read, stream } = makeStream()
      const write = yield* ByteDuplex.fromWritable(stream)
      yield* write("0123456789")
      const waiting = yield* Effect.forkChild(write("a"), { startImmediately: true })
      stream.destroy(new Error("broken pipe"))
      yield* read
      const error = yield* Effect.flip(Fiber.join(waiting))
      assert.strictEqual(error.message, "the stream is closed: broken pipe")
      assert.strictEqual((yield* Effect.flip(write("b")))._tag, "StreamClosed")
    }))

  it.effect("a stream that was closed before fails at once", () =>
    Effect.gen(function*() {
      const { read, stream } = makeStream()
      stream.destroy()
      yield* read
      const write = yield* ByteDuplex.fromWritable(stream)
      assert.strictEqual((yield* Effect.flip(write("b")))._tag, "StreamClosed")
    }))

  it.effect("its scope takes its listeners away and fails those who wait", () =>
    Effect.gen(function*() {
      const { stream } = makeStream()
      const before = stream.eventNames().map((name) => stream.listenerCount(name))
      const scope = yield* Scope.make()
      const write = yield* Scope.provide(ByteDuplex.fromWritable(stream), scope)
      yield* write("0123456789")
      const waiting = yield* Effect.forkChild(write("a"), { startImmediately: true })
      yield* Scope.close(scope, Exit.void)
      assert.strictEqual((yield* Effect.flip(Fiber.join(waiting)))._tag, "StreamClosed")
      assert.deepStrictEqual(stream.eventNames().map((name) => stream.listenerCount(name)), before)
    }))
})
