import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { CallRinging, ChanAttach, ChanDtmf, DataNode, Definition, Masquerade } from "@yatefx/messages"
import { Parameters } from "@yatefx/protocol"
import { Result } from "effect"

const play = Masquerade.of(ChanAttach)

describe("a message of a channel", () => {
  it("is sent as chan.masquerade, with the message that it is", () => {
    assert.strictEqual(play.name, "chan.masquerade")
    const [first, ...rest] = Result.getOrThrow(
      Definition.encode(play, {
        id: "dumb/1",
        source: DataNode.wavePlay("/srv/a.slin"),
        notify: "dumb/1",
        single: true
      })
    )
    assert.deepStrictEqual(first, ["message", "chan.attach"])
    assert.sameDeepMembers(rest, [
      ["id", "dumb/1"],
      ["source", "wave/play//srv/a.slin"],
      ["notify", "dumb/1"],
      ["single", "true"]
    ])
  })

  it("needs the channel and what the message needs", () => {
    // @ts-expect-error: no channel
    assert.isTrue(Result.isFailure(Definition.encode(play, { source: "tone/busy" })))
    // @ts-expect-error: chan.dtmf needs its keys
    assert.isTrue(Result.isFailure(Definition.encode(Masquerade.of(ChanDtmf), { id: "sip/1" })))
    // @ts-expect-error: what message it is, is known
    assert.isTrue(Result.isFailure(Definition.encode(play, { id: "sip/1", message: "chan.attach" })))
  })

  it("reads the answer as the message's, with the channel's own", () => {
    const reply = Result.getOrThrow(
      Definition.decodeReply(
        play,
        Parameters.Parameters.fromWire(":id=dumb/1:source=tone/x:peerid=sip/1:handlers=a%z5")
      )
    )
    assert.deepStrictEqual(reply, {
      id: "dumb/1",
      source: "tone/x",
      peerid: "sip/1",
      handlers: [{ name: "a", priority: 5 }]
    })
    expectTypeOf(reply.source).toEqualTypeOf<string | undefined>()
    expectTypeOf(reply.id).toEqualTypeOf<string | undefined>()
  })

  it("is made once", () => {
    assert.strictEqual(Masquerade.of(ChanAttach), play)
    assert.notStrictEqual(Masquerade.of(CallRinging).send, play.send)
    assert.deepStrictEqual(Masquerade.of(CallRinging).fixed, [["message", "call.ringing"]])
  })
})
