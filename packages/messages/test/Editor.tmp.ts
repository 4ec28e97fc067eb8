import { LanguageServer } from "./LanguageServer.ts"
const text = `import { CallRoute, ChanDtmf, ChanAttach, Definition, Masquerade, Route } from "@yatefx/messages"
import * as M from "@yatefx/messages"
declare const m: { params: Definition.Params<typeof CallRoute>; ret: (p: boolean, r?: string, c?: Definition.Changes<typeof CallRoute>) => void }
declare const send: <D extends Definition.Any>(d: D, p: Definition.Send<D>) => void
const called = m.params.called
const status = m.params.status
const params = m.params
m.ret(...Route.reject("busy"))
send(ChanDtmf, { targetid: "sip/1", text: "1" })
send(ChanDtmf, { targetid: "sip/1", txt: "1" })
send(Masquerade.of(ChanAttach), { id: "sip/1", source: "x" })
send(Masquerade.of(ChanAttach), { id: "sip/1", sourse: "x" })
const c2 = m.params.caled
const w: Definition.Where<typeof CallRoute> = { caled: "ivr" }
const e: Definition.Changes<typeof CallRoute> = { error: "" }
M.Chan
`
const s = new LanguageServer(import.meta.dirname, "editor.example.ts", text)
await s.open()
for (
  const h of [
    "m.params.called",
    "m.params.status",
    "const params",
    "import { CallRoute",
    "send(ChanDtmf, { targetid",
    `{ id: "sip/1", source`,
    "m.ret(...Route.reject",
    "send(Masquerade.of"
  ]
) console.log("##", h, "\n" + (await s.hover(h)).slice(0, 1500))
console.log(await s.problems())
console.log(await s.completions("\nM.Chan"))
console.log(await s.completions("error: \""))
s.close()
