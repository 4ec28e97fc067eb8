import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { LanguageServer } from "./LanguageServer.ts"

const text = `
import * as Messages from "@yatefx/messages"
import { CallCdr, CallRoute, ChanAttach, ChanDtmf, Definition, Masquerade } from "@yatefx/messages"

declare const route: Definition.Params<typeof CallRoute>
declare const cdr: Definition.Params<typeof CallCdr>
declare const ret: (changes: Definition.Changes<typeof CallRoute>) => void
declare const send: <D extends Definition.Any>(definition: D, params: Definition.Send<D>) => Definition.Reply<D>
declare const where: <D extends Definition.Any>(definition: D, where: Definition.Where<D>) => void

export const called = route.called
export const status = route.status
export const billtime = cdr.billtime
export const users = send(Messages.CallExecute, { callto: "conf/a" }).users
send(Masquerade.of(ChanAttach), { id: "sip/1", source: "tone/busy" })
ret({ maxcall: null })
ret({ error: "" })
export const all = route

// Misspelt:
export const wrong = route.caled
send(ChanDtmf, { targetid: "sip/1", txt: "5" })
send(Masquerade.of(ChanAttach), { id: "sip/1", sourse: "tone/busy" })
ret({ eror: "busy" })
where(CallRoute, { caled: "ivr" })

Messages.Chan
`

describe("an editor", () => {
  let server: LanguageServer

  beforeAll(async () => {
    server = new LanguageServer(import.meta.dirname, "editor.example.ts", text)
    await server.open()
  })

  afterAll(() => server.close())

  it("offers the messages when `Chan` is typed", async () => {
    const names = (await server.completions("\nMessages.Chan")).filter((name) => name.startsWith("Chan"))
    assert.includeMembers(names, ["ChanAttach", "ChanDtmf", "ChanHangup", "ChanMasquerade", "ChanNotify"])
    assert.strictEqual(names.length, 17)
  })

  it("offers the known words of an open set", async () => {
    assert.includeMembers([...await server.completions("error: \"")], ["busy", "forbidden", "noroute"])
  })

  it("shows of a message what it is for, and what answering it does", async () => {
    const shown = await server.hover("import { CallCdr, CallRoute")
    for (
      const part of [
        "asks where a call should go",
        "Answering: True with a non-empty return value",
        "Return value: Dest"
      ]
    ) {
      assert.include(shown, part)
    }
  })

  it("shows what is read by a short name, and not by its hundred properties", async () => {
    assert.strictEqual((await server.hover("export const all")).trim(), "const all: CallRoute.Params")
  })

  it.each([
    ["read", "route.called", "CallRoute.Params.called?: string", "Number or name to be routed."],
    ["read, of a channel", "route.status", "\"answered\"", "Current state text of the channel"],
    [
      "read, with its unit",
      "cdr.billtime",
      "CallCdr.Params.billtime?: Duration",
      "Seconds with a fraction on the wire."
    ],
    ["answered", "ret({ maxcall", "Duration | null", "Milliseconds on the wire."],
    [
      "sent as a channel",
      "{ id: \"sip/1\", source",
      "ChanAttach.Send.source?: string",
      "What the leg should play to its peer"
    ],
    ["replied", "{ callto: \"conf/a\" }).users", "CallExecute.Reply.users?: number", "counted users in the room"]
  ])("shows of a parameter that is %s its type and what it says", async (_, marker, type, doc) => {
    const shown = await server.hover(marker)
    assert.include(shown, type)
    assert.include(shown.replaceAll(/\s+/g, " "), doc)
  })

  it("says of a misspelt parameter which is the nearest one", async () => {
    const problems = await server.problems()
    const meant = problems.flatMap((problem) => {
      const match = /'(\w+)' does not exist.*Did you mean (?:to write )?'(\w+)'\?/s.exec(problem)
      return match === null ? [] : [`${match[1]}: ${match[2]}`]
    })
    assert.deepStrictEqual(meant, ["caled: called", "txt: text", "sourse: source", "eror: error", "caled: called"])
    // And `Messages.Chan`, of which nothing is near enough.
    assert.strictEqual(problems.length, 6, problems.join("\n"))
  })
})
