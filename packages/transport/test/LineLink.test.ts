import { assert, describe, it } from "@effect/vitest"
import { type ByteDuplex, LineLink } from "@yatefx/transport"
import { Array as Arr, Deferred, Effect, Exit, Fiber, Queue, Schema, Scope } from "effect"

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))
/** What Node's streams give. */
const buffer = (text: string) => Buffer.from(text, "latin1")
const byteString = (data: string | Uint8Array) => typeof data === "string" ? data : String.fromCharCode(...data)

/** A stream whose reads and writes the test sees: each read gives one batch of chunks. */
const makeStream = Effect.fnUntraced(function*(onWrite: Effect.Effect<void> = Effect.void) {
  const reads = yield* Queue.bounded<Arr.NonEmptyReadonlyArray<Uint8Array>, Error>(64)
  const stream = { pulls: 0, written: new Array<string>() }
  const duplex: ByteDuplex.ByteDuplex<Error> = {
    pull: Effect.suspend(() => {
      stream.pulls++
      return Queue.take(reads)
    }),
    write: (data) => Effect.andThen(Effect.sync(() => void stream.written.push(byteString(data))), onWrite)
  }
  let chunks = 0
  // In turn: both are read, and by different means.
  const chunk = (text: string) => chunks++ % 2 === 0 ? buffer(text) : bytes(text)
  const feed = (...chunks: Arr.NonEmptyReadonlyArray<string>) => Queue.offer(reads, Arr.map(chunks, chunk))
  return { duplex, feed, fail: Queue.fail(reads, new Error("reset")), stream }
})

const options = { address: "test" }

/** More than enough for what has begun to end. */
const turns = Effect.repeat(Effect.yieldNow, { times: 5 })

/** As much as Node reads at once: a line, and the beginning of another. */
const fullRead = `a\n${"x".repeat(65_534)}`

describe("LineLink", () => {
  // One character for each byte, LF and NUL apart: they end a line; no CR, which may be its end.
  const Line = Schema.NonEmptyArray(Schema.Int.check(Schema.isBetween({ minimum: 14, maximum: 255 })))
  const cuts = { lines: Schema.NonEmptyArray(Line), at: Schema.Array(Schema.Natural) }
  it.effect.prop(
    "yields the same lines wherever the stream is cut, bytes that are not UTF-8 included",
    cuts,
    ({ at, lines }) =>
      Effect.gen(function*() {
        const expected = lines.map((line) => String.fromCharCode(...line))
        const text = expected.map((line) => `${line}\n`).join("")
        const { duplex, feed } = yield* makeStream()
        const places = at.slice(0, 8).map((place) => place % text.length).sort((a, b) => a - b)
        const link = yield* LineLink.make(duplex, options)
        let from = 0
        for (const place of [...places, text.length]) {
          if (place > from) yield* feed(text.slice(from, place))
          from = place
        }
        const got: Array<string> = []
        while (got.length < expected.length) got.push(...(yield* link.pull))
        assert.deepStrictEqual(got, expected)
      })
  )

  it.effect("writes a batch as one write, byte for byte", () =>
    Effect.gen(function*() {
      const { duplex, stream } = yield* makeStream()
      const link = yield* LineLink.make(duplex, options)
      yield* link.write(["%%>watch:a", "%%>watch:b"])
      yield* link.write(["\xff\x80\x9f caf\xc3\xa9"])
      assert.deepStrictEqual(stream.written, ["%%>watch:a\n%%>watch:b\n", "\xff\x80\x9f caf\xc3\xa9\n"])
    }))

  it.effect("refuses text that is no byte string, since cut to bytes it could be another command", () =>
    Effect.gen(function*() {
      const { duplex, stream } = yield* makeStream()
      const link = yield* LineLink.make(duplex, options)
      const exit = yield* Effect.exit(link.write(["a\u010ab"]))
      assert.isTrue(Exit.hasDies(exit))
      assert.deepStrictEqual(stream.written, [])
    }))

  it.effect("reads nothing before it is asked", () =>
    Effect.gen(function*() {
      const { duplex, feed, stream } = yield* makeStream()
      const link = yield* LineLink.make(duplex, options)
      yield* feed("a\nb\n")
      yield* feed("c\n")
      yield* Effect.yieldNow
      assert.strictEqual(stream.pulls, 0)
      assert.deepStrictEqual(yield* link.pull, ["a", "b"])
      assert.strictEqual(stream.pulls, 1)
    }))

  it.effect("sends one blank line for each read that ends in the middle of a line, and no other", () =>
    Effect.gen(function*() {
      const { duplex, feed, stream } = yield* makeStream()
      const link = yield* LineLink.make(duplex, { ...options, blankLine: true })
      const pull = yield* Effect.forkChild(Effect.forever(link.pull), { startImmediately: true })
      yield* feed("%%<a")
      yield* Effect.yieldNow
      assert.deepStrictEqual(stream.written, ["\n"])
      yield* feed("\n")
      yield* turns
      yield* feed("whole\n")
      yield* turns
      // Two chunks of one read that together end a line.
      yield* feed("%%<b", "\n")
      yield* turns
      assert.deepStrictEqual(stream.written, ["\n"])
      yield* feed("c\nd")
      yield* turns
      assert.deepStrictEqual(stream.written, ["\n", "\n"])
      yield* Fiber.interrupt(pull)
    }))

  it.effect("sends no blank line after a full read that is answered at once: the answer acknowledges as well", () =>
    Effect.gen(function*() {
      const { duplex, feed, stream } = yield* makeStream()
      const link = yield* LineLink.make(duplex, { ...options, blankLine: true })
      // As the dispatcher does: what one turn says is gathered, and written in the next.
      const answer = Effect.forkChild(Effect.andThen(Effect.yieldNow, link.write(["b"])), { startImmediately: true })
      const pull = yield* Effect.forkChild(Effect.forever(Effect.andThen(link.pull, answer)), {
        startImmediately: true
      })
      yield* feed(fullRead)
      yield* turns
      assert.deepStrictEqual(stream.written, ["b\n"])
      // The answer to what came before is none to this.
      yield* feed(" and half")
      yield* turns
      assert.deepStrictEqual(stream.written, ["b\n", "\n"])
      yield* Fiber.interrupt(pull)
    }))

  it.effect("sends a blank line for what came after the answer, be it in the next turn", () =>
    Effect.gen(function*() {
      const written: Array<string> = []
      let arrive: (text: string) => void = () => {}
      const link = yield* LineLink.make({
        // As a socket does: what comes is read within the event.
        pull: Effect.callback((resume) => {
          arrive = (text) => resume(Effect.succeed([buffer(text)]))
        }),
        write: (data) => Effect.sync(() => void written.push(byteString(data)))
      }, { ...options, blankLine: true })
      const pull = yield* Effect.forkChild(Effect.forever(link.pull), { startImmediately: true })
      arrive(fullRead)
      yield* link.write(["b"])
      yield* Effect.yieldNow
      arrive(" and half")
      yield* turns
      assert.deepStrictEqual(written, ["b\n", "\n"])
      // Its own answer has two turns as well.
      arrive(`\n${fullRead}`.slice(0, 65_536))
      yield* link.write(["c"])
      yield* Effect.yieldNow
      arrive(fullRead)
      yield* Effect.yieldNow
      yield* link.write(["d"])
      yield* turns
      assert.deepStrictEqual(written.slice(2), ["c\n", "d\n"])
      yield* Fiber.interrupt(pull)
    }))

  it.effect("sends no blank line unless told to", () =>
    Effect.gen(function*() {
      const { duplex, feed, stream } = yield* makeStream()
      const link = yield* LineLink.make(duplex, options)
      yield* feed("a\nhalf")
      yield* link.pull
      yield* turns
      assert.deepStrictEqual(stream.written, [])
    }))

  it.effect("has one blank line on its way at most, and reads on, while the peer doesn't read", () =>
    Effect.gen(function*() {
      const drained = yield* Deferred.make<void>()
      const { duplex, feed, stream } = yield* makeStream(Deferred.await(drained))
      const link = yield* LineLink.make(duplex, { ...options, blankLine: true })
      for (let i = 0; i < 20; i++) yield* feed("x\ny")
      for (let i = 0; i < 20; i++) yield* Effect.andThen(link.pull, turns)
      assert.deepStrictEqual(stream.written, ["\n"])
      yield* Deferred.succeed(drained, undefined)
      yield* turns
      yield* feed("z\nz")
      yield* link.pull
      yield* turns
      assert.deepStrictEqual(stream.written, ["\n", "\n"])
    }))

  it.effect("a line over the limit ends the link for good", () =>
    Effect.gen(function*() {
      const { duplex, feed, stream } = yield* makeStream()
      const link = yield* LineLink.make(duplex, { ...options, maxLineLength: 8 })
      yield* feed("12345678\n")
      assert.deepStrictEqual(yield* link.pull, ["12345678"])
      yield* feed("123456789")
      yield* feed("\nok\n")
      const error = yield* Effect.flip(link.pull)
      assert.deepStrictEqual([error.reason._tag, error.isRetryable], ["LineTooLong", true])
      assert.include(error.message, "test sent a line of more than 8 bytes")
      assert.strictEqual(yield* Effect.flip(link.pull), error)
      assert.strictEqual(yield* Effect.flip(link.write(["x"])), error)
      assert.deepStrictEqual(stream.written, [])
    }))

  it.effect("fails pull and write with the end of the stream", () =>
    Effect.gen(function*() {
      const { duplex, fail, stream } = yield* makeStream()
      const link = yield* LineLink.make(duplex, options)
      yield* fail
      const error = yield* Effect.flip(link.pull)
      assert.strictEqual(error.reason._tag, "LinkLost")
      assert.strictEqual(error.message, "the link to test is lost: reset")
      assert.strictEqual(yield* Effect.flip(link.write(["x"])), error)
      assert.deepStrictEqual(stream.written, [])
    }))

  it.effect("writes nothing after its scope closed", () =>
    Effect.gen(function*() {
      const { duplex, feed, stream } = yield* makeStream()
      const scope = yield* Scope.make()
      const link = yield* Scope.provide(LineLink.make(duplex, options), scope)
      yield* link.write(["one"])
      yield* Scope.close(scope, Exit.void)
      yield* feed("late\n")
      assert.strictEqual((yield* Effect.flip(link.write(["two"]))).reason._tag, "LinkLost")
      assert.strictEqual((yield* Effect.flip(link.pull)).reason._tag, "LinkLost")
      assert.deepStrictEqual(stream.written, ["one\n"])
    }))
})
