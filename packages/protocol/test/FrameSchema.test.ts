import { assert, describe, it } from "@effect/vitest"
import { Codec, type Frame, FrameSchema, Parameters } from "@yatefx/protocol"
import { Result, Schema } from "effect"
import * as arbitraries from "./arbitraries.ts"
import * as Transcript from "./Transcript.ts"

const decode = Schema.decodeResult(FrameSchema.FrameFromLine)
const encode = Schema.encodeResult(FrameSchema.FrameFromLine)

/** The frame, or nothing: the two say in different words why not. */
const value = <A>(result: Result.Result<A, unknown>): A | undefined => Result.getOrUndefined(result)

const agree = (line: string): void => {
  const frame = value(Codec.decode(line))
  assert.deepStrictEqual(value(decode(line)), frame, JSON.stringify(line))
  if (frame !== undefined) assert.strictEqual(value(encode(frame)), value(Codec.encode(frame)), JSON.stringify(line))
}

describe("the fast codec and its twin", () => {
  it("agree on the transcripts", () => {
    for (const { line } of Transcript.wire) agree(line)
  })

  it("agree on what lies at the edges", () => {
    const numbers = [
      "",
      "0",
      "-0",
      "+5",
      "010",
      "08",
      "0x",
      "0xfg",
      "0X1f",
      " 7",
      "7 ",
      "1e3",
      "4294967295",
      "4294967296"
    ]
    const ints = ["2147483646", "2147483647", "-2147483647", "-2147483648", "-99999999999", "99999999999", "-", "x"]
    for (const number of [...numbers, ...ints]) {
      agree(`%%>message:1:${number}:a:`)
      agree(`%%>debug:${number}:t`)
      agree(`%%<install:${number}:a:true`)
      agree(`%%<uninstall:${number}:a:false`)
      for (const rest of ["", ":", ":a", "a", ":a:", ":a:k", ":a:k:", ":a:k:v:w", ":a::v%", ":a:k%:v"]) {
        agree(`%%>install:${number}${rest}`)
      }
    }
  })

  it.prop("agree on frames", [arbitraries.frame], ([frame]) => {
    const line = value(encode(frame))
    assert.isDefined(line)
    assert.strictEqual(value(Codec.encode(frame)), line)
    agree(line ?? "")
  }, { arbitrary: { runs: 500 } })

  it.prop("agree on mutated lines", [arbitraries.mutatedLine], ([line]) => agree(line), { arbitrary: { runs: 500 } })
  it.prop("agree on random lines", [arbitraries.randomLine], ([line]) => agree(line), { arbitrary: { runs: 1000 } })
  it.prop("agree on random bytes", [arbitraries.bytes], ([line]) => agree(line))

  // Frames whose every text may hold anything: both refuse the same.
  it.prop(
    "agree on frames that can't be sent",
    [arbitraries.frame, arbitraries.bytes, Schema.Number],
    ([frame, text, number]) => {
      const spoilt = Object.keys(frame).filter((key) => key !== "_tag").map((key): Frame.Frame => {
        const old: unknown = Reflect.get(frame, key)
        const field = typeof old === "string" ?
          text
          : typeof old === "number" ?
          number
          : old instanceof Parameters.Parameters ?
          Parameters.Parameters.fromWire(text)
          : key === "filter" ?
          { name: text, value: text }
          : old
        return { ...frame, [key]: field }
      })
      for (const frame of spoilt) {
        assert.strictEqual(value(encode(frame)), value(Codec.encode(frame)), JSON.stringify(frame))
      }
    },
    { arbitrary: { runs: 500 } }
  )
})
