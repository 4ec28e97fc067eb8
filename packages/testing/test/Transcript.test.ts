import { assert, describe, it } from "@effect/vitest"
import { type Entry, Transcript } from "@yatefx/testing"
import { Effect, Result } from "effect"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"

const folder = new URL("../../protocol/test/transcripts/", import.meta.url)
const files = Fs.readdirSync(folder).filter((file) => file.endsWith(".txt"))

const entry = (at: number, from: "A" | "E", line: string, application = "ivr"): Entry => ({
  _tag: "Line",
  at,
  application,
  from,
  line
})

describe("a transcript", () => {
  it.each(files)("of the real engine is read and written as it was: %s", (file) => {
    const text = Fs.readFileSync(new URL(file, folder), "latin1")
    const lines = Result.getOrThrow(Transcript.parse(text))
    assert.isAbove(lines.length, 0)
    assert.strictEqual(Transcript.format(lines), text.endsWith("\n") ? text : `${text}\n`)
  })

  it("is made of one application's lines, with times since its first", () => {
    const entries: ReadonlyArray<Entry> = [
      { _tag: "Remark", at: 90, text: "before" },
      entry(95, "A", "%%>watch:other", "other"),
      entry(100, "A", "%%>watch:call.cdr"),
      { _tag: "Phone", at: 101, phone: "alice", channel: "sip/1", from: "phone", text: "dials ivr" },
      entry(1103, "E", "%%<watch:call.cdr:true")
    ]
    assert.strictEqual(
      Transcript.format(Transcript.fromEntries(entries, { application: "ivr" })),
      "000000.0 A %%>watch:call.cdr\n001003.0 E %%<watch:call.cdr:true\n"
    )
    assert.deepStrictEqual(Transcript.fromEntries(entries).map(({ line }) => line), ["%%>watch:other"])
    assert.deepStrictEqual(Transcript.fromEntries([]), [])
  })

  it("keeps chosen values to itself, wherever they stand", () => {
    const lines = [
      "%%>message:1:0:call.route::id=sip/1:caller=alice:a%}b=secret:called=42:caller=again",
      "%%<message:1:true::ivr:caller=bob:password=p%z1",
      "Error in: %%>message:1:0:x::password=p%z1",
      "%%>install::call.route:caller:alice"
    ].map((line) => entry(0, "E", line))
    assert.deepStrictEqual(
      Transcript.fromEntries(lines, { redact: ["caller", "password", "a=b"] }).map(({ line }) => line),
      [
        "%%>message:1:0:call.route::id=sip/1:caller=redacted:a%}b=redacted:called=42:caller=redacted",
        "%%<message:1:true::ivr:caller=redacted:password=redacted",
        "Error in: %%>message:1:0:x::password=redacted",
        "%%>install::call.route:caller:alice"
      ]
    )
  })

  it("that is none is refused, with the line", () => {
    for (const text of ["0 B x", "A x", "0.0 A", "-1 A x", "x"]) {
      const result = Transcript.parse(`000000.1 A ok\n${text}\n`)
      assert.match(
        Result.isFailure(result) ? result.failure.message : "",
        /^line 2 of the transcript is none: it should be/
      )
    }
  })

  it.effect("is saved to a file and loaded, byte by byte", () =>
    Effect.gen(function*() {
      const directory = Fs.mkdtempSync(Path.join(Os.tmpdir(), "yatefx-transcript-"))
      yield* Effect.addFinalizer(() => Effect.sync(() => Fs.rmSync(directory, { recursive: true })))
      const path = Path.join(directory, "call.txt")
      const lines: ReadonlyArray<Transcript.TranscriptLine> = [
        { at: 0.5, from: "A", line: "%%>output:\xff\xc3\xa4" },
        { at: 12, from: "#", line: "" }
      ]
      yield* Transcript.save(path, lines)
      assert.deepStrictEqual(yield* Transcript.load(path), lines)
      assert.deepStrictEqual([...Fs.readFileSync(path)].filter((byte) => byte > 127), [0xff, 0xc3, 0xa4])
      const missing = yield* Effect.flip(Transcript.load(`${path}.none`))
      assert.match(missing.message, /^the transcript .*call\.txt\.none can't be read: ENOENT/)
      const unwritable = yield* Effect.flip(Transcript.save(directory, lines))
      assert.match(unwritable.message, /can't be written: /)
    }))
})
