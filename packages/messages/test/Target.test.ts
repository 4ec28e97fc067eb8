import { assert, describe, it } from "@effect/vitest"
import { DataNode, Target } from "@yatefx/messages"
import { Schema } from "effect"
import { said } from "./support.ts"

describe("a target", () => {
  it("is a driver and what it makes of the rest", () => {
    assert.deepStrictEqual(Target.parse("sip/sip:100@10.0.0.1/x"), { driver: "sip", rest: "sip:100@10.0.0.1/x" })
    assert.deepStrictEqual(Target.parse("dumb/"), { driver: "dumb", rest: "" })
    for (const text of ["", "-", "/x", "fork a/b c/d", "dumb"]) assert.strictEqual(Target.parse(text), undefined, text)
  })

  it("is written by its constructor", () => {
    assert.deepStrictEqual(
      [
        Target.dumb,
        Target.sip("sip:100@10.0.0.1"),
        Target.tone("busy"),
        Target.wavePlay("/srv/a.slin"),
        Target.waveRecord("-"),
        Target.conference("room1"),
        Target.fork(["tone/ring", "tone/dial"], ["tone/busy"]),
        Target.fork(["tone/ring"])
      ],
      [
        "dumb/",
        "sip/sip:100@10.0.0.1",
        "tone/busy",
        "wave/play//srv/a.slin",
        "wave/record/-",
        "conf/room1",
        "fork tone/ring tone/dial | tone/busy",
        "fork tone/ring"
      ]
    )
  })

  it("is what the engine takes: those of the transcripts are written so", () => {
    const targets = new Set(said.flatMap(({ frame }) => frame.parameters.getAll("callto")))
    assert.isTrue(targets.has(Target.dumb))
    assert.isTrue(targets.has(Target.tone("busy")))
    assert.isTrue(targets.has(Target.conference("room1")))
    assert.isTrue(targets.has(Target.fork(["tone/ring", "tone/busy"])))
  })

  it.prop("comes back as it went", [Schema.Literals(["sip", "dumb", "wave"]), Schema.String], ([driver, rest]) => {
    assert.deepStrictEqual(Target.parse(Target.format({ driver, rest })), { driver, rest })
    assert.deepStrictEqual(DataNode.parse(DataNode.format({ kind: driver, rest })), { kind: driver, rest })
  })
})

describe("a data node", () => {
  it("is written by its constructor", () => {
    assert.deepStrictEqual(
      [
        DataNode.wavePlay("/srv/a.slin"),
        DataNode.waveRecord("/srv/b.slin"),
        DataNode.tone("busy"),
        DataNode.musicOnHold("x"),
        DataNode.none
      ],
      ["wave/play//srv/a.slin", "wave/record//srv/b.slin", "tone/busy", "moh/x", "-"]
    )
    for (const text of ["", "-", "/x", "tone"]) assert.strictEqual(DataNode.parse(text), undefined, text)
  })

  it("is what the engine takes: those of the transcripts are written so", () => {
    const sources = said.flatMap(({ frame }) => frame.parameters.getAll("source"))
    assert.isTrue(sources.includes(DataNode.tone("busy")))
    assert.isTrue(sources.some((source) => source === DataNode.wavePlay(source.slice("wave/play/".length))))
  })
})
