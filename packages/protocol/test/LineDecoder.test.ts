import { assert, describe, it } from "@effect/vitest"
import { LineDecoder } from "@yatefx/protocol"
import { Arbitrary, Result, Schema } from "effect"
import * as arbitraries from "./arbitraries.ts"
import * as Transcript from "./Transcript.ts"

const lines = (
  chunks: ReadonlyArray<string>,
  limit?: number
): Result.Result<ReadonlyArray<string>, LineDecoder.LineTooLong> => {
  const decoder = new LineDecoder.LineDecoder({ limit })
  const out: Array<string> = []
  for (const chunk of chunks) {
    const result = decoder.push(chunk)
    if (Result.isFailure(result)) return Result.fail(result.failure)
    out.push(...result.success)
  }
  return Result.succeed(out)
}

/** What the engine's own reading comes to, said in one expression. */
const expected = (bytes: string): ReadonlyArray<string> =>
  bytes.split(/[\n\0]/).slice(0, -1).map((line) => line.replace(/\r$/, "")).filter((line) => line !== "")

const cut = (bytes: string, at: ReadonlyArray<number>): ReadonlyArray<string> => {
  const cuts = [0, ...at.map((_) => _ % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return cuts.slice(1).map((to, index) => bytes.slice(cuts[index], to))
}

const stream = Arbitrary.map(
  Arbitrary.array(
    Arbitrary.all([arbitraries.bytes, Arbitrary.schema(Schema.Literals(["\n", "\r\n", "\0", "\n\n", "\r\r\n", ""]))]),
    {
      maxLength: 8
    }
  ),
  (pieces) => pieces.map(([bytes, end]) => bytes + end).join("")
)

const cuts = Arbitrary.array(Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 400 }))), {
  maxLength: 12
})

describe("LineDecoder", () => {
  it("ends a line at LF and at NUL, drops one CR before it, and passes over empty lines", () => {
    const bytes = "r1\r\n\n\r\n\0r2\0r3\n r4\n\r\r\na\rb\r\r\n"
    assert.deepStrictEqual(lines([bytes]), Result.succeed(["r1", "r2", "r3", " r4", "\r", "a\rb\r"]))
    assert.deepStrictEqual(expected(bytes), ["r1", "r2", "r3", " r4", "\r", "a\rb\r"])
  })

  it("drops a CR that came in the chunk before its LF", () => {
    assert.deepStrictEqual(lines(["a\r", "\nb", "\r", "\0"]), Result.succeed(["a", "b"]))
    assert.deepStrictEqual(lines(["\r", "\n"]), Result.succeed([]))
  })

  it("gives nothing for a line that has no end yet", () => {
    const decoder = new LineDecoder.LineDecoder()
    assert.deepStrictEqual(decoder.push("abc"), Result.succeed([]))
    assert.isTrue(decoder.isMidLine)
    assert.deepStrictEqual(decoder.push(""), Result.succeed([]))
    assert.deepStrictEqual(decoder.push("d\ne"), Result.succeed(["abcd"]))
    assert.isTrue(decoder.isMidLine)
    assert.deepStrictEqual(decoder.push("\n"), Result.succeed(["e"]))
    assert.isFalse(decoder.isMidLine)
  })

  it("gives the lines of a transcript, one byte at a time too", () => {
    const all = Transcript.wire.map(({ line }) => line)
    const bytes = all.map((line) => `${line}\n`).join("")
    assert.deepStrictEqual(lines([bytes]), Result.succeed(all))
    assert.deepStrictEqual(lines(bytes.split("")), Result.succeed(all))
  })

  it.prop("gives the same lines wherever the bytes are cut", [stream, cuts], ([bytes, at]) => {
    const want = Result.succeed(expected(bytes))
    assert.deepStrictEqual(lines([bytes]), want)
    assert.deepStrictEqual(lines(cut(bytes, at)), want)
    assert.deepStrictEqual(lines(bytes.split("")), want)
  }, { arbitrary: { runs: 300 } })

  it("takes a line of the limit and refuses one of a byte more, its CR counted", () => {
    assert.deepStrictEqual(lines(["x".repeat(8) + "\n"], 8), Result.succeed(["x".repeat(8)]))
    assert.deepStrictEqual(lines(["x".repeat(7) + "\r\n"], 8), Result.succeed(["x".repeat(7)]))
    assert(Result.isFailure(lines(["x".repeat(9) + "\n"], 8)))
    assert(Result.isFailure(lines(["x".repeat(8) + "\r\n"], 8)))
    // It need not have an end to be too long.
    assert(Result.isFailure(lines(["x".repeat(9)], 8)))
    assert.deepStrictEqual(lines(["x".repeat(8)], 8), Result.succeed([]))
  })

  it.prop(
    "refuses the same streams wherever they are cut",
    [stream, cuts, Schema.Literals([1, 5, 10, 20])],
    ([bytes, at, limit]) => {
      const tooLong = bytes.split(/[\n\0]/).some((line) => line.length > limit)
      for (const chunks of [[bytes], cut(bytes, at), bytes.split("")]) {
        assert.strictEqual(Result.isFailure(lines(chunks, limit)), tooLong)
      }
    },
    { arbitrary: { runs: 300 } }
  )

  it("stays failed, and holds nothing any more", () => {
    const decoder = new LineDecoder.LineDecoder({ limit: 4 })
    const failed = decoder.push("abcde")
    assert(Result.isFailure(failed))
    assert.strictEqual(failed.failure.limit, 4)
    assert.include(failed.failure.message, "4 bytes")
    assert.isFalse(decoder.isMidLine)
    for (const chunk of ["\n", "ok\n", ""]) assert.deepStrictEqual(decoder.push(chunk), failed)
    assert.isFalse(decoder.isMidLine)
  })

  it("bounds a line by 1 MiB when not told", () => {
    assert.strictEqual(LineDecoder.defaultLimit, 1048576)
    assert(Result.isSuccess(lines(["x".repeat(1048576), "\n"])))
    assert(Result.isFailure(lines(["x".repeat(1048577)])))
  })

  it("looks at each byte a few times, however small the chunks", () => {
    const looked = (size: number, chunk: number): number => {
      const decoder = new LineDecoder.LineDecoder()
      const chunks = ("x".repeat(size) + "\n").match(new RegExp(`[^]{1,${chunk}}`, "g")) ?? []
      return bytesLookedAt(() => {
        for (const chunk of chunks) decoder.push(chunk)
      })
    }
    for (const size of [1_000, 10_000]) {
      for (const chunk of [1, 7, 1_000]) assert.isAtMost(looked(size, chunk), 6 * size + 100, `${size} by ${chunk}`)
    }
  })
})

/** Adds up how long the strings are that the work searches, cuts or joins: searching what is held again shows here. */
const bytesLookedAt = (work: () => void): number => {
  let total = 0
  const restore = (["indexOf", "includes", "slice", "replaceAll", "split", "charCodeAt", "search"] as const).map(
    (name) => {
      const original: Function = String.prototype[name]
      const counting = function(this: string, ...args: ReadonlyArray<unknown>): unknown {
        total += name === "charCodeAt" ? 1 : this.length
        return Reflect.apply(original, this, args)
      }
      Reflect.set(String.prototype, name, counting)
      return () => Reflect.set(String.prototype, name, original)
    }
  )
  const join: Function = Array.prototype.join
  Reflect.set(Array.prototype, "join", function(this: ReadonlyArray<unknown>, ...args: ReadonlyArray<unknown>) {
    const out: string = Reflect.apply(join, this, args)
    total += out.length
    return out
  })
  try {
    work()
  } finally {
    for (const undo of restore) undo()
    Reflect.set(Array.prototype, "join", join)
  }
  return total
}
