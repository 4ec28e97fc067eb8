import { LanguageServer } from "./LanguageServer.ts"
const text = `import { CallDrop, Definition, Param } from "@yatefx/messages"
import { Schema } from "effect"
const a1 = CallDrop.params.reason
type P = (typeof CallDrop)["params"]
declare const d: {
  m1: { readonly [K in keyof P]: P[K]["Type"] }
  m2: Pick<{ readonly [K in keyof P]: P[K]["Type"] }, "reason" | "id">
  m3: Omit<{ readonly [K in keyof P]: P[K]["Type"] }, "id">
  m4: Partial<Pick<{ readonly [K in keyof P]: P[K]["Type"] }, "reason">>
  m5: Schema.Struct.Type<P>
  m6: { [K in keyof (Partial<Pick<P, "reason">> & Pick<P, "id">)]: (Partial<Pick<P, "reason">> & Pick<P, "id">)[K] }
  m7: Definition.Where<typeof CallDrop>
  m8: Schema.Struct.Type<typeof mine.params>
}
const b1 = d.m1.reason
const b2 = d.m2.reason
const b3 = d.m3.reason
const b4 = d.m4.reason
const b5 = d.m5.reason
const b6 = d.m6.reason
const b7 = d.m7.reason
const mine = Definition.make("x", { params: {
 /** Mine doc */
 reason: Param.optional(Param.Text), id: Param.Text } })
const b8 = d.m8.reason
`
const s = new LanguageServer(import.meta.dirname, "editor.example.ts", text)
await s.open()
for (const h of ["CallDrop.params.reason", ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `d.m${n}.reason`)]) {
  console.log("##", h, "\n" + (await s.hover(h)).slice(0, 300))
}
s.close()
