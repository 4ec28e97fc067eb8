import { assert, describe, it } from "@effect/vitest"
import { ByteString, Codec, Frame, Parameters } from "@yatefx/protocol"
import { Result } from "effect"
import * as arbitraries from "./arbitraries.ts"
import * as Transcript from "./Transcript.ts"

const decoded = (line: string): Frame.Frame => Result.getOrThrow(Codec.decode(line))
const encoded = (frame: Frame.Frame): string => Result.getOrThrow(Codec.encode(frame))

const decodeFailure = (line: string): readonly [offset: number, reason: string] => {
  const { offset, reason } = Result.getOrThrow(Result.flip(Codec.decode(line)))
  return [offset, reason]
}

const encodeFailure = (frame: Frame.Frame, limit?: number): readonly [reason: string, field: string] => {
  const { field, reason } = Result.getOrThrow(Result.flip(Codec.encode(frame, { limit })))
  return [reason, field]
}

const message: Frame.Message = {
  _tag: "Message",
  id: "1",
  time: 0,
  name: "call.route",
  returnValue: "",
  parameters: Parameters.Parameters.empty
}

const reply: Frame.MessageReply = {
  _tag: "MessageReply",
  id: "1",
  processed: true,
  name: "",
  returnValue: "",
  parameters: Parameters.Parameters.empty
}

describe("transcripts", () => {
  it("are all there", () => {
    assert.strictEqual(Transcript.files.length, 24)
    assert.strictEqual(Transcript.wire.length, 869)
  })

  it("hold lines that the codec reads and writes back byte for byte, and three that are malformed on purpose", () => {
    const malformed = Transcript.wire.flatMap(({ line, where }) =>
      Result.match(Codec.decode(line), {
        onFailure: (error) => {
          assert.strictEqual(error.line, line)
          return [[where, error.offset, error.reason] as const]
        },
        onSuccess: (frame) => {
          assert.strictEqual(encoded(frame), line, where)
          return []
        }
      })
    )
    assert.deepStrictEqual(malformed, [
      ["answer-timeout.txt:19", 0, "not a command"],
      ["answer-timeout.txt:20", 40, `no ":" after the processed`],
      ["short-answer.txt:22", 41, `no ":" after the processed`]
    ])
  })

  it("hold parameters that are written back byte for byte", () => {
    let messages = 0
    for (const { from, line, where } of Transcript.wire) {
      const frame = Result.getOrUndefined(Codec.decode(line))
      if (from !== "E" || frame === undefined || !("parameters" in frame)) continue
      const { encoded, entries, malformed } = frame.parameters
      assert.deepStrictEqual(malformed, [], where)
      assert.strictEqual(Result.getOrThrow(Parameters.encode(entries, "engine")).encoded, encoded, where)
      messages += 1
    }
    assert.isAbove(messages, 250)
  })

  it("hold a byte that is not UTF-8, and a parameter that stands twice", () => {
    const lines = Transcript.read("priority-b.txt").filter(({ line }) => line.includes("\xff"))
    assert.deepStrictEqual(lines.map(({ from }) => from), ["A", "E"])
    for (const { line } of lines) {
      const frame = decoded(line)
      assert(frame._tag === "Message" || frame._tag === "MessageReply")
      assert.strictEqual(frame.parameters.get("u"), "é\udcff")
      assert.strictEqual(encoded(frame), line)
    }
    const twice = Transcript.read("ivr-dumb-dtmf.txt").map(({ line }) => line)
      .find((line) => line.startsWith("%%>message:") && line.split(":address=").length === 3)
    assert.isDefined(twice)
  })

  it("hold the booleans that the engine reads as processed", () => {
    const processed = Transcript.read("short-answer.txt").flatMap(({ from, line }) => {
      const frame = Result.getOrUndefined(Codec.decode(line))
      return from === "A" && frame?._tag === "MessageReply" ? [frame.processed] : []
    })
    assert.deepStrictEqual(processed, [true, false, true, false, "yes", "1", true])
  })
})

describe("decode", () => {
  it("reads each command", () => {
    const cases: ReadonlyArray<readonly [line: string, frame: Frame.Frame]> = [
      ["%%>connect:global", { _tag: "Connect", role: "global" }],
      ["%%>connect:channel:", { _tag: "Connect", role: "channel", id: "" }],
      ["%%>connect:channel:a/1:t:u", { _tag: "Connect", role: "channel", id: "a/1", type: "t:u" }],
      ["%%>setlocal:id:", { _tag: "SetLocal", name: "id", value: "" }],
      ["%%>setlocal:id:a:b", { _tag: "SetLocal", name: "id", value: "a:b" }],
      ["%%<setlocal:id:a:b:true", { _tag: "SetLocalReply", name: "id", value: "a:b", ok: true }],
      ["%%<setlocal:x::false", { _tag: "SetLocalReply", name: "x", value: "", ok: false }],
      ["%%<install:50:a:true", { _tag: "InstallReply", priority: 50, name: "a", ok: true }],
      ["%%<install:-5:a:b:false", { _tag: "InstallReply", priority: -5, name: "a:b", ok: false }],
      ["%%>uninstall:a", { _tag: "Uninstall", name: "a" }],
      ["%%<uninstall:0::false", { _tag: "UninstallReply", priority: 0, name: "", ok: false }],
      ["%%>watch:", { _tag: "Watch", name: "" }],
      ["%%<watch::true", { _tag: "WatchReply", name: "", ok: true }],
      ["%%>unwatch:a%zb", { _tag: "Unwatch", name: "a%zb" }],
      ["%%<unwatch:a:false", { _tag: "UnwatchReply", name: "a", ok: false }],
      ["%%>output: a:%z", { _tag: "Output", text: " a:%z" }],
      ["%%>debug:3:a%zb:c", { _tag: "Debug", level: 3, text: "a:b:c" }],
      ["%%>quit", { _tag: "Quit" }],
      ["%%<quit", { _tag: "QuitReply" }],
      ["Error in:  x", { _tag: "ErrorIn", line: " x" }],
      ["%%<message:1:false:", Frame.shortReply("1", false)],
      ["%%<message:1:true::", reply]
    ]
    for (const [line, frame] of cases) assert.deepStrictEqual(decoded(line), frame, line)
  })

  // Tried on a running 6.4.1, which answered with these priorities and names.
  it("reads install as the engine does: what stands before the first colon is the priority or nothing", () => {
    const cases: ReadonlyArray<readonly [rest: string, frame: Omit<Frame.Install, "_tag">]> = [
      ["50:a", { priority: 50, name: "a" }],
      [":a", { name: "a" }],
      ["a", { name: "a" }],
      ["high:a", { name: "a" }],
      ["high:a:k:v", { name: "a", filter: { name: "k", value: "v" } }],
      ["50x:a", { priority: 50, name: "a" }],
      ["50a", { priority: 50, name: "a" }],
      ["50", { priority: 50, name: "" }],
      ["", { name: "" }],
      [" -0x1F:a", { priority: -31, name: "a" }],
      ["010:a", { priority: 8, name: "a" }],
      ["08:a", { priority: 0, name: "a" }],
      ["2147483646:a", { priority: 2147483646, name: "a" }],
      ["2147483647:a", { name: "a" }],
      ["-2147483648:a", { name: "a" }],
      ["1:a:k", { priority: 1, name: "a", filter: { name: "k", value: "" } }],
      ["1:a:k%z:v:w%%", { priority: 1, name: "a", filter: { name: "k:", value: "v:w%" } }],
      ["1:a:", { priority: 1, name: "a" }],
      ["1:a::v%", { priority: 1, name: "a" }]
    ]
    for (const [rest, frame] of cases) {
      assert.deepStrictEqual(decoded(`%%>install:${rest}`), { _tag: "Install", ...frame }, rest)
    }
  })

  // Tried likewise: the refused ones came back as "Error in:".
  it("reads numbers as the engine does", () => {
    const times = ["", "0", "5", "4294967295", "0x10", "010", " +7"].map((time) => decoded(`%%>message:1:${time}:a:`))
    assert.deepStrictEqual(times.map((_) => _._tag === "Message" && _.time), [0, 0, 5, 4294967295, 16, 8, 7])
    for (const time of ["1e3", "1.5", "-1", "08", "4294967296", "99999999999", "5 ", "x", "Infinity"]) {
      assert.deepStrictEqual(decodeFailure(`%%>message:1:${time}:a:`), [
        13,
        "the time is not a whole number of seconds"
      ])
    }
    const levels = ["0", "10", "11", "-3", "abc", "0x5", "99999999999"].map((level) => decoded(`%%>debug:${level}:t`))
    assert.deepStrictEqual(levels.map((_) => _._tag === "Debug" && _.level), [0, 10, 10, 0, 10, 5, 10])
  })

  it("says where a line stops making sense, and why", () => {
    const cases: ReadonlyArray<readonly [line: string, offset: number, reason: string]> = [
      ["", 0, "not a command"],
      [" %%>quit", 0, "not a command"],
      ["%%>quit:", 0, "not a command"],
      ["%%>message", 0, "not a command"],
      ["%%>nothing:a", 0, "not a command"],
      ["%%>message:1", 12, `no ":" after the id`],
      ["%%>message:1:2", 14, `no ":" after the time`],
      ["%%>message:1:2:a", 16, `no ":" after the name`],
      ["%%>message:a%:0:n:", 12, "escape cut short"],
      ["%%>message:1:0:n%}:", 16, `unknown escape "%}"`],
      ["%%>message:1:0:n:r%a:k=v", 18, `unknown escape "%a"`],
      ["%%>message:1:0:n:\t", 17, "unescaped control byte 9"],
      ["%%<message:1:true:a", 19, `no ":" after the name`],
      ["%%>setlocal:a", 13, `no ":" after the name`],
      ["%%>setlocal::a", 12, "no name to set"],
      ["%%<setlocal:true", 12, `no "true" or "false" at the end`],
      ["%%<setlocal:a:true", 12, `not "name:value:ok"`],
      ["%%<install:50:a:maybe", 16, `no "true" or "false" at the end`],
      ["%%<install:x:a:true", 11, "the priority is not a number"],
      ["%%<install:true", 11, `no "true" or "false" at the end`],
      ["%%<watch:a", 9, `no "true" or "false" at the end`],
      ["%%>install:1:a:k:v%", 18, "escape cut short"],
      ["%%>debug:text", 13, `no ":" after the level`],
      ["%%>debug::text", 9, "no level"],
      ["%%>debug:1:a%", 12, "escape cut short"]
    ]
    for (const [line, offset, reason] of cases) assert.deepStrictEqual(decodeFailure(line), [offset, reason], line)
  })

  it("reads a message whose parameters are malformed, since it must be answered", () => {
    const frame = decoded("%%>message:1:0:a::k=%:ok=1")
    assert(frame._tag === "Message")
    assert.strictEqual(frame.parameters.get("ok"), "1")
    assert.deepStrictEqual(frame.parameters.malformed, [{ offset: 3, reason: "escape cut short" }])
  })

  it("shows the line in the error, escaped and shortened", () => {
    const error = Result.getOrThrow(Result.flip(Codec.decode(`\x1b[2J${"x".repeat(500)}`)))
    assert.match(error.message, /^not a command at byte 0 of the line "\\u001b\[2Jx+…"$/)
  })
})

describe("encode", () => {
  it("keeps a line at or under the limit, its LF included, and names the largest field of one that is not", () => {
    const line = encoded({ ...message, returnValue: "r".repeat(100) })
    const atLimit = Codec.encode({ ...message, returnValue: "r".repeat(100) }, { limit: line.length + 1 })
    assert.deepStrictEqual(atLimit, Result.succeed(line))
    const error = Result.getOrThrow(
      Result.flip(Codec.encode({ ...message, returnValue: "r".repeat(100) }, { limit: line.length }))
    )
    assert.deepInclude(error, {
      reason: "LineTooLong",
      field: "returnValue",
      length: line.length + 1,
      limit: line.length
    })
    assert.include(error.message, "bufsize")
    const parameters = Result.getOrThrow(Parameters.encode([["short", "x".repeat(99)], ["long", "é".repeat(60)]]))
    // 60 characters are more bytes than 99.
    assert.deepStrictEqual(encodeFailure({ ...message, parameters }, 50), ["LineTooLong", "long"])
    assert.deepStrictEqual(encodeFailure({ _tag: "Output", text: "x".repeat(9) }, 9), ["LineTooLong", "text"])
    assert.deepStrictEqual(encodeFailure({ _tag: "Quit" }, 7), ["LineTooLong", "line"])
  })

  it("refuses NUL in any field", () => {
    const cases: ReadonlyArray<readonly [frame: Frame.Frame, field: string]> = [
      [{ ...message, id: "\0" }, "id"],
      [{ ...message, name: "a\0" }, "name"],
      [{ ...message, returnValue: "\0a" }, "returnValue"],
      [{ ...reply, processed: "\0" }, "processed"],
      [{ _tag: "Connect", role: "\0" }, "role"],
      [{ _tag: "Connect", role: "", id: "\0" }, "id"],
      [{ _tag: "Connect", role: "", type: "\0" }, "type"],
      [{ _tag: "SetLocal", name: "\0", value: "" }, "name"],
      [{ _tag: "SetLocalReply", name: "a", value: "\0", ok: true }, "value"],
      [{ _tag: "Install", name: "\0" }, "name"],
      [{ _tag: "Install", name: "a", filter: { name: "\0", value: "" } }, "filter"],
      [{ _tag: "Install", name: "a", filter: { name: "k", value: "\0" } }, "filter"],
      [{ _tag: "InstallReply", priority: 1, name: "\0", ok: true }, "name"],
      [{ _tag: "Watch", name: "\0" }, "name"],
      [{ _tag: "UnwatchReply", name: "\0", ok: true }, "name"],
      [{ _tag: "Output", text: "\0" }, "text"],
      [{ _tag: "Debug", level: 1, text: "\0" }, "text"],
      [{ _tag: "ErrorIn", line: "\0" }, "line"]
    ]
    for (const [frame, field] of cases) assert.deepStrictEqual(encodeFailure(frame), ["NulByte", field])
  })

  it("sends what only looks like an escaped NUL", () => {
    assert.strictEqual(encoded({ ...message, name: "%@" }), "%%>message:1:0:%%@:")
  })

  it("refuses what would end a raw field, or split it", () => {
    const cases: ReadonlyArray<readonly [frame: Frame.Frame, field: string]> = [
      [{ _tag: "Output", text: "a\n%%>quit" }, "text"],
      [{ _tag: "Watch", name: "a\n" }, "name"],
      [{ _tag: "Watch", name: "a\r" }, "name"],
      [{ _tag: "Uninstall", name: "a\n" }, "name"],
      [{ _tag: "UninstallReply", priority: 0, name: "a\n", ok: false }, "name"],
      [{ _tag: "SetLocal", name: "a:b", value: "" }, "name"],
      [{ _tag: "SetLocal", name: "a", value: "\n" }, "value"],
      [{ _tag: "SetLocalReply", name: "a", value: "\n", ok: true }, "value"],
      [{ _tag: "Install", name: "a:b" }, "name"],
      [{ _tag: "Install", name: "a\r" }, "name"],
      [{ _tag: "Connect", role: "global:x" }, "role"],
      [{ _tag: "Connect", role: "global", id: "a:b" }, "id"],
      [{ ...reply, processed: "true:x" }, "processed"],
      [{ _tag: "ErrorIn", line: "a\nb" }, "line"],
      // A character that is no byte: cut to eight bits it would be an LF.
      [{ _tag: "ErrorIn", line: "\u010a" }, "line"],
      [{ ...message, parameters: Parameters.Parameters.fromWire(":a=\n%%>quit") }, "parameters"],
      [{ ...message, parameters: Parameters.Parameters.fromWire(":a=\u010a") }, "parameters"]
    ]
    for (const [frame, field] of cases) assert.deepStrictEqual(encodeFailure(frame), ["RawField", field])
  })

  it("writes only bytes, whatever the text", () => {
    const line = encoded({ ...reply, processed: "ł", name: "ł" })
    assert.strictEqual(line, "%%<message:1:\xc5\x82:\xc5\x82:")
    assert.strictEqual(encoded({ _tag: "Watch", name: "\udcff€" }), "%%>watch:\xff\xe2\x82\xac")
  })

  it("refuses an empty name", () => {
    assert.deepStrictEqual(encodeFailure({ _tag: "Install", name: "" }), ["EmptyName", "name"])
    assert.deepStrictEqual(
      encodeFailure({ _tag: "Install", name: "a", filter: { name: "", value: "v" } }),
      ["EmptyName", "filter"]
    )
    assert.deepStrictEqual(encodeFailure({ _tag: "SetLocal", name: "", value: "v" }), ["EmptyName", "name"])
  })

  it("refuses numbers that the engine would not read", () => {
    for (const time of [NaN, -1, 0.5, 4294967296, 1e21, Infinity]) {
      assert.deepStrictEqual(encodeFailure({ ...message, time }), ["NumberOutOfRange", "time"])
    }
    for (const priority of [NaN, 0.5, 2147483647, -2147483648]) {
      assert.deepStrictEqual(encodeFailure({ _tag: "Install", name: "a", priority }), ["NumberOutOfRange", "priority"])
      assert.deepStrictEqual(
        encodeFailure({ _tag: "InstallReply", name: "a", priority, ok: true }),
        ["NumberOutOfRange", "priority"]
      )
    }
    for (const level of [-1, 11, 0.5, NaN]) {
      assert.deepStrictEqual(encodeFailure({ _tag: "Debug", level, text: "" }), ["NumberOutOfRange", "level"])
    }
  })

  it("refuses a short answer that carries something, which would be lost", () => {
    const parameters = Parameters.Parameters.fromWire(":a=1")
    assert.deepStrictEqual(encodeFailure({ ...Frame.shortReply("1", true), parameters }), [
      "NoReturnValue",
      "parameters"
    ])
    assert.deepStrictEqual(encodeFailure({ ...Frame.shortReply("1", true), name: "n" }), ["NoReturnValue", "name"])
  })

  it("tells the user what to do", () => {
    const messages = [
      Codec.encode({ ...message, id: "\0" }),
      Codec.encode({ _tag: "Watch", name: "\n" }),
      Codec.encode({ _tag: "Install", name: "" }),
      Codec.encode({ ...message, time: -1 }),
      Codec.encode({ ...Frame.shortReply("1", true), name: "n" }),
      Codec.encode({ _tag: "Quit" }, { limit: 1 })
    ].map((result) => Result.getOrThrow(Result.flip(result)).message)
    assert.strictEqual(new Set(messages).size, 6)
    for (const message of messages) assert.match(message, /Remove|Name it|Round|Give it|Send less/)
  })
})

describe("properties", () => {
  for (const tag of arbitraries.tags) {
    it.prop(`${tag} comes back as it was`, [arbitraries.frames[tag]], ([frame]) => {
      const line = encoded(frame)
      assert.notMatch(line, /[\0\n\u0100-\uffff]/)
      assert.deepStrictEqual(decoded(line), frame)
    })
  }

  const hostile = (line: string): void => {
    const frame = Codec.decode(line)
    if (Result.isFailure(frame)) {
      assert.strictEqual(frame.failure.line, line)
      assert.isAtMost(frame.failure.offset, line.length)
      return
    }
    if ("parameters" in frame.success) {
      const { parameters } = frame.success
      const pieces = parameters.encoded.split(":").filter((piece) => piece !== "")
      assert.strictEqual(parameters.changes.length + parameters.malformed.length, pieces.length)
    }
    // What can be written again says the same.
    const again = Codec.encode(frame.success)
    if (Result.isSuccess(again)) assert.deepStrictEqual(Codec.decode(again.success), frame)
  }

  it.prop("random bytes are a frame or an error", [arbitraries.bytes], ([line]) => hostile(line), {
    arbitrary: { runs: 300 }
  })
  it.prop(
    "a command's start and random bytes are a frame or an error",
    [arbitraries.randomLine],
    ([line]) => hostile(line),
    { arbitrary: { runs: 1000 } }
  )
  it.prop("a mutated line is a frame or an error", [arbitraries.mutatedLine], ([line]) => hostile(line), {
    arbitrary: { runs: 1000 }
  })

  it.prop("a name or value can't break out of its line", [arbitraries.text, arbitraries.text], ([name, value]) => {
    const parameters = Parameters.encode([[name, value]])
    if (Result.isFailure(parameters)) return assert.isTrue(name === "" || name.includes("="))
    const frame = decoded(encoded({ ...message, parameters: parameters.success }))
    assert(frame._tag === "Message")
    assert.deepStrictEqual(frame.parameters.entries, [[name, value]])
    assert.strictEqual(ByteString.toText(ByteString.fromText(value)), value)
  })
})
