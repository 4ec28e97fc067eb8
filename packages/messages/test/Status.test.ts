import { assert, describe, it } from "@effect/vitest"
import { Status } from "@yatefx/messages"
import { Arbitrary, Schema } from "effect"
import { said } from "./support.ts"

/** The return value of the answer to a message, by its id and transcript. */
const returned = (file: string, id: string): string => {
  const found = said.find(({ by, frame, where }) =>
    where.startsWith(`${file}:`) && by === "engine" && frame._tag === "MessageReply" && frame.id === id
  )
  assert.isDefined(found)
  return found?.frame.returnValue ?? ""
}

const sound = "dumb-to-tone-and-wave.txt"

describe("engine.status", () => {
  it("of a driver has its numbers and its channels", () => {
    const text = returned(sound, "t1g")
    const dumb = Status.module(text, "dumb")
    assert.deepStrictEqual(dumb?.format, ["Status", "Address", "Peer"])
    assert.strictEqual(dumb?.type, "misc")
    assert.deepStrictEqual({ ...dumb?.facts }, { routed: "0", routing: "0", total: "9", chans: "2" })
    assert.deepStrictEqual(dumb?.items.map(({ name, values }) => [name, { ...values }]), [
      ["dumb/8", { Status: "answered", Address: "", Peer: "tone/1" }],
      ["dumb/9", { Status: "answered", Address: "", Peer: "tone/2" }]
    ])
    assert.deepStrictEqual(Status.channels(text), [
      { id: "dumb/8", status: "answered", address: undefined, peerid: "tone/1" },
      { id: "dumb/9", status: "answered", address: undefined, peerid: "tone/2" }
    ])
  })

  it("of everything has all modules, and the channels of all drivers", () => {
    const text = returned(sound, "t1h")
    const modules = Status.modules(text)
    assert.strictEqual(modules.length, text.split("\r\n").filter((line) => line !== "").length)
    assert.includeMembers(modules.map(({ name }) => name), ["engine", "callgen", "dumb", "tone", "wave", "sip", "conf"])
    assert.strictEqual(Status.module(text, "engine")?.facts["plugins"], "17")
    assert.strictEqual(Status.module(text, "nobody"), undefined)
    // Each once, though the CDR builder lists two of them as well; tone doesn't say what its columns are.
    assert.deepStrictEqual(Status.channels(text).map(({ id, peerid, status }) => [id, status, peerid]), [
      ["tone/1", "incoming", "dumb/8"],
      ["tone/2", "incoming", "dumb/9"],
      ["dumb/8", "answered", "tone/1"],
      ["dumb/9", "answered", "tone/2"]
    ])
  })

  it("of a conference has its rooms' legs", () => {
    assert.deepStrictEqual(Status.channels(returned("conference.txt", "c4"))[3], {
      id: "conf/4",
      status: "outgoing",
      address: "room1",
      peerid: "tone/4"
    })
  })

  it("of one channel says how it stands", () => {
    const text = returned("registrar-progress-rtp.txt", "st")
    assert.deepStrictEqual(Status.channel(text), {
      id: "sip/1",
      status: "answered",
      address: "127.0.0.1:5070",
      peerid: "dumb/1",
      module: "sip",
      direction: "incoming",
      answered: true,
      targetid: "dumb/1",
      billid: "1795431897-1"
    })
    assert.deepStrictEqual(Status.channels(text), [])
    assert.strictEqual(Status.channel(returned(sound, "t1g")), undefined)
  })

  it("gives back what a driver escaped", () => {
    const text = "name=sip,format=Status|Address|Peer;chans=1;sip/1=answered|a%2cb%7Cc%3B%c3%a4%zz|dumb/1\r\n"
    assert.strictEqual(Status.channels(text)[0]?.address, "a,b|c;ä%zz")
  })

  it("has no prototype, and the first of a name counts", () => {
    const text = "name=x,__proto__=1,type=a,type=b;__proto__=2,constructor=3,=4,five;__proto__=a|b,=c,y\r\n"
    const [module] = Status.modules(text)
    assert.strictEqual(module?.type, "a")
    assert.deepStrictEqual(Object.entries(module?.facts ?? {}), [["__proto__", "2"], ["constructor", "3"]])
    assert.deepStrictEqual(module?.items.map(({ columns, name }) => [name, columns]), [["__proto__", ["a", "b"]]])
    assert.strictEqual(module?.facts["toString"], undefined)
  })

  const piece = Arbitrary.schema(
    Schema.Literals(["name", "=", ",", ";", "|", "\r\n", "\n", "format", "Status", "%", "%c3", "dumb/1", "", "ä", "\0"])
  )
  it.prop("is read without a throw, whatever it is", [Arbitrary.array(piece)], ([pieces]) => {
    const text = pieces.join("")
    for (const { items, name } of Status.modules(text)) {
      assert.notInclude(name, ",")
      for (const item of items) assert.notStrictEqual(item.name, "")
    }
    Status.channels(text)
    Status.channel(text)
  })

  it("of a hostile size is read in a time that grows with it alone", () => {
    const text = `name=x,format=Status;;${"=,a=|;%".repeat(50_000)}\r\n`
    assert.strictEqual(Status.modules(text).length, 1)
  })
})
