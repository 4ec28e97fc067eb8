import { assert, describe, it } from "@effect/vitest"
import { type Entry, Ladder, Phone, Recorder, Scenario } from "@yatefx/testing"
import { Effect } from "effect"
import { Ivr, writeSounds } from "./support/ivr.ts"

const sounds = writeSounds()
const ivr = Scenario.embedded(Ivr(sounds), { engine: { soundsPath: sounds }, name: "ivr" })

const call = Effect.gen(function*() {
  const alice = yield* Phone.make({ number: "alice" })
  const bob = yield* Phone.make({ number: "bob" })
  const first = yield* alice.dial("ivr")
  yield* first.expectSound("welcome")
  yield* Effect.sleep(1500)
  const second = yield* bob.dial("ivr")
  yield* second.expectAnswer()
  yield* first.press("2")
  yield* first.expectEnd()
  yield* second.hangup()
  yield* second.expectEnd()
  yield* Effect.sleep(1)
  return { entries: yield* (yield* Recorder).entries, first, second }
})

/** What hostile bytes can look like in a line. */
const hostile: ReadonlyArray<Entry> = [
  {
    _tag: "Phone",
    at: 5,
    phone: "<b>\u202eeve",
    channel: "sip/1",
    from: "phone",
    text: "dials ]]> & \"'\u0000\u001b[31m"
  },
  { _tag: "Line", at: 6, application: "a&b", from: "E", line: "%%<message::true:x:</text><script>:id=sip/1%J\xff" },
  { _tag: "Line", at: 7, application: "a&b", from: "A", line: `garbage ${"x".repeat(200)}` },
  { _tag: "Remark", at: 8, text: "\ud800 <!--" }
]

/** The elements, balanced and nested; fails on what is no XML. Enough for a document that we write ourselves. */
const elementsOf = (xml: string): ReadonlyArray<string> => {
  const names: Array<string> = []
  const open: Array<string> = []
  const token = /<(\/?)([a-z]+)((?: [\w:-]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*)(\/?)>|([^<]+)/gy
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex
    const match = token.exec(xml)
    if (match === null) throw new Error(`no XML at ${at}: ${xml.slice(at, at + 60)}`)
    const [, closing, name = "", , empty, text] = match
    if (text !== undefined) {
      if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`a bare & in ${text}`)
    } else if (closing === "/") {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`)
    } else {
      names.push(name)
      if (empty !== "/") open.push(name)
    }
  }
  if (open.length > 0) throw new Error(`left open: ${open.join(", ")}`)
  return names
}

describe("a ladder", () => {
  it.effect("is text", ({ expect }) =>
    Effect.gen(function*() {
      const { entries } = yield* call
      yield* Effect.promise(() =>
        expect(Ladder.text(Ladder.make(entries))).toMatchFileSnapshot("snapshots/scenario.txt")
      )
    }).pipe(Effect.provide(ivr), Scenario.run))

  it.effect("is in the message of an expectation that failed", ({ expect }) =>
    Effect.gen(function*() {
      const alice = yield* Phone.make({ number: "alice" })
      const call = yield* alice.dial("ivr")
      yield* call.expectSound("welcome")
      yield* Effect.sleep("1 second")
      yield* call.press("2")
      const error = yield* Effect.flip(call.expectSound("sales"))
      const [what, ladder] = error.message.split("\n\n")
      assert.strictEqual(
        what,
        "alice's call to ivr (sip/1): expected the sound \"sales\", but it was ringing, answered, " +
          "heard wave/play/…/welcome.slin (cut off), heard wave/play/…/support.slin, hung up"
      )
      yield* Effect.promise(() => expect(ladder).toMatchFileSnapshot("snapshots/failed.txt"))
    }).pipe(Effect.provide(ivr), Scenario.run))

  it.effect("follows one call", ({ expect }) =>
    Effect.gen(function*() {
      const { entries, second } = yield* call
      const ladder = Ladder.make(entries, { channel: second.id })
      assert.deepStrictEqual(ladder.columns, ["bob", "engine", "ivr"])
      assert.isFalse(ladder.rows.some(({ label }) => /sip\/1|dumb\/1/.test(label)))
      assert.isTrue(ladder.rows.some(({ label }) => label === "call.route: true dumb/"))
      yield* Effect.promise(() => expect(Ladder.text(ladder)).toMatchFileSnapshot("snapshots/one-call.txt"))
    }).pipe(Effect.provide(ivr), Scenario.run))

  it.effect("leaves the set-up out unless it is asked for, and shows the last rows when there are many", () =>
    Effect.gen(function*() {
      const { entries } = yield* call
      const labels = (options: Ladder.LadderOptions) => Ladder.make(entries, options).rows.map(({ label }) => label)
      assert.isFalse(labels({}).some((label) => /^(install|watch|setlocal)/.test(label)))
      assert.isTrue(labels({ setup: true }).some((label) => label.startsWith("install:80:call.route")))
      assert.deepStrictEqual(labels({ maxRows: 3 }), labels({}).slice(-3))
    }).pipe(Effect.provide(ivr), Scenario.run))

  it.effect("is an SVG document, with an arrow for each row, light and dark", () =>
    Effect.gen(function*() {
      const { entries } = yield* call
      const ladder = Ladder.make(entries)
      const svg = Ladder.svg(ladder)
      const names = elementsOf(svg)
      assert.strictEqual(names[0], "svg")
      assert.strictEqual(names.filter((name) => name === "g").length, ladder.rows.length)
      assert.include(svg, "prefers-color-scheme: dark")
      // Programs that draw pictures of it know no variables, and would paint it black.
      assert.notInclude(svg, "var(")
      const [, style = ""] = /<style>([^]*)<\/style>/.exec(svg) ?? []
      for (const rule of style.trim().split("\n")) assert.match(rule.trim(), /^(@media \(.*\) \{ )?\.ladder /)
      assert.include(svg, "<title>call.route: true dumb/</title>")
    }).pipe(Effect.provide(ivr), Scenario.run))

  it("keeps what was said from the page and the terminal", () => {
    const ladder = Ladder.make(hostile)
    const names = elementsOf(Ladder.svg(ladder))
    assert.notInclude(names, "script")
    assert.notInclude(names, "b")
    assert.include(Ladder.svg(ladder), "&lt;script&gt;")
    for (const rendered of [Ladder.text(ladder), Ladder.svg(ladder)]) {
      // oxlint-disable-next-line no-control-regex -- these are what must not be there.
      assert.notMatch(rendered, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\ud800-\udfff]/)
    }
    assert.match(Ladder.text(ladder), /garbage x+…x+/)
    assert.match(Ladder.text(ladder), / {2}0\.003 {2}\* · <!--\n$/)
  })

  it("crosses the columns between", () => {
    const ladder = Ladder.make([
      { _tag: "Phone", at: 0, phone: "a", channel: "sip/1", from: "phone", text: "dials b" },
      { _tag: "Phone", at: 1, phone: "b", channel: "sip/2", from: "engine", text: "call from a" },
      { _tag: "Phone", at: 2, phone: "a", channel: "sip/1", from: "engine", text: "ringing" }
    ])
    assert.strictEqual(
      Ladder.text(ladder),
      [
        "seconds  a               b                engine",
        "         │               │                │",
        "  0.000  ├─ dials b ─────┼───────────────▶│",
        "  0.001  │               │◀─ call from a ─┤",
        "  0.002  │◀──────────────┼────── ringing ─┤",
        ""
      ].join("\n")
    )
  })

  it("of many phones shows the last of them", () => {
    const entries = Array.from({ length: 40 }, (_, n): Entry => ({
      _tag: "Phone",
      at: n,
      phone: `p${n}`,
      channel: `sip/${n}`,
      from: "phone",
      text: "dials x"
    }))
    const ladder = Ladder.make(entries)
    assert.deepStrictEqual(ladder.columns, [...Array.from({ length: 12 }, (_, n) => `p${n + 28}`), "engine"])
    assert.deepStrictEqual(ladder.rows[0], { _tag: "Remark", at: 0, label: "28 more phones are not shown" })
    assert.lengthOf(ladder.rows, 13)
    assert.deepStrictEqual(Ladder.make(entries, { maxPhones: 1 }).columns, ["p39", "engine"])
  })

  it("is in the order of time", () => {
    const phone = { _tag: "Phone", phone: "a", channel: "sip/1", from: "phone" } as const
    const ladder = Ladder.make([
      { ...phone, at: 7, text: "two" },
      { ...phone, at: 9, text: "four" },
      { ...phone, at: 5, text: "one" },
      { ...phone, at: 7, text: "three" }
    ])
    assert.deepStrictEqual(ladder.rows.map(({ at, label }) => `${at} ${label}`), [
      "0 one",
      "2 two",
      "2 three",
      "4 four"
    ])
  })

  it("of nothing is empty", () => {
    assert.deepStrictEqual(Ladder.make([]), { columns: ["engine"], rows: [] })
    assert.include(Ladder.text(Ladder.make([])), "engine")
    assert.strictEqual(elementsOf(Ladder.svg(Ladder.make([])))[0], "svg")
  })
})
