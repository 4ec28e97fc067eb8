/** Most of what is asserted here the type checker asserts: this file is part of the build. */
import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { CallRoute, Definition, type Misfit, Param } from "@yatefx/messages"
import { Parameters } from "@yatefx/protocol"
import { type Duration, Result } from "effect"

// A message of one's own, in three lines.
const Ticket = Definition.make("ticket.created", {
  params: { id: Param.Text, urgent: Param.optional(Param.Boolean), due: Param.optional(Param.Millis) }
})

describe("types", () => {
  it("of a message of one's own are those of its parameters", () => {
    expectTypeOf<Definition.Params<typeof Ticket>>().toEqualTypeOf<{
      readonly id: string
      readonly urgent?: boolean
      readonly due?: Duration.Duration
    }>()
    expectTypeOf<Definition.Send<typeof Ticket>>().toEqualTypeOf<Definition.Params<typeof Ticket>>()
    expectTypeOf<Definition.Returns<typeof Ticket>>().toEqualTypeOf<string>()
    expectTypeOf<Definition.Where<typeof Ticket>>().toEqualTypeOf<{
      readonly id?: string
      readonly urgent?: boolean
      readonly due?: Duration.Duration
    }>()
    expectTypeOf<(typeof Ticket)["name"]>().toEqualTypeOf<"ticket.created">()
    const decoded = Definition.decode(Ticket, Parameters.Parameters.fromWire(":id=1:urgent=yes"))
    expectTypeOf(decoded).toEqualTypeOf<Result.Result<Definition.Params<typeof Ticket>, Misfit>>()
    assert.deepStrictEqual(Result.getOrThrow(decoded), { id: "1", urgent: true })
  })

  it("of answers are what an answer may set, each of which may be deleted", () => {
    const Counted = Definition.make("counted", { params: {}, answer: { n: Param.Int }, returns: Param.Boolean })
    expectTypeOf<Definition.Changes<typeof Counted>>().toEqualTypeOf<{ readonly n?: number | null }>()
    expectTypeOf<Definition.Returns<typeof Counted>>().toEqualTypeOf<boolean>()
    expectTypeOf<Definition.Reply<typeof Counted>>().toEqualTypeOf<{ readonly n?: number }>()
    expectTypeOf<Definition.Changes<typeof Ticket>>().toEqualTypeOf<{}>()
    const Sent = Definition.make("sent", { params: { id: Param.Text }, send: { targetid: Param.Text }, reply: {} })
    expectTypeOf<Definition.Params<typeof Sent>>().toEqualTypeOf<{ readonly id: string }>()
    expectTypeOf<Definition.Send<typeof Sent>>().toEqualTypeOf<{ readonly targetid: string }>()
    expectTypeOf<Definition.Reply<typeof Sent>>().toEqualTypeOf<{}>()
  })

  it("refuse a wrong key, a wrong type and a missing parameter, where they are written", () => {
    const wrong = [
      // @ts-expect-error: a key that the message doesn't have
      Definition.encode(Ticket, { id: "1", urgnet: true }),
      // @ts-expect-error: text for a boolean
      Definition.encode(Ticket, { id: "1", urgent: "yes" }),
      // @ts-expect-error: no id
      Definition.encode(Ticket, { urgent: true }),
      // @ts-expect-error: a key that can't be selected by
      Definition.encodeWhere(CallRoute, { calld: "ivr" }),
      // @ts-expect-error: a number for text
      Definition.encodeWhere(CallRoute, { called: 9 }),
      // @ts-expect-error: a parameter that an answer doesn't set
      Definition.encodeChanges(CallRoute, { id: "sip/1" }),
      // @ts-expect-error: null deletes in an answer, and nowhere else
      Definition.encode(Ticket, { id: null })
    ]
    assert.isTrue(wrong.every(Result.isFailure))
  })

  it("keep what is known of an open set, and let other text pass", () => {
    type Error = NonNullable<Definition.Changes<typeof CallRoute>["error"]>
    expectTypeOf<"busy">().toExtend<Error>()
    expectTypeOf<"my-own">().toExtend<Error>()
    expectTypeOf<number>().not.toExtend<Error>()
    expectTypeOf(Param.oneOf("a", "b").Type).not.toEqualTypeOf<string>()
  })
})
