import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { CallRoute, Definition, Route, Target } from "@yatefx/messages"
import { Duration, Result } from "effect"
import { said } from "./support.ts"

/** What the dispatcher's `ret` takes for a `call.route`. */
type Ret = (
  processed: boolean,
  returnValue?: Definition.Returns<typeof CallRoute>,
  changes?: Definition.Changes<typeof CallRoute>
) => unknown

describe("a route", () => {
  it("is rejected as the engine understands it", () => {
    const answers: Array<unknown> = []
    const ret: Ret = (...args) => answers.push(args)
    ret(...Route.reject("busy"))
    ret(...Route.reject("my-own", "Not today"))
    ret(...Route.to(Target.dumb, { maxcall: Duration.seconds(20) }))
    assert.deepStrictEqual(answers, [
      [true, "-", { error: "busy" }],
      [true, "-", { error: "my-own", reason: "Not today" }],
      [true, "dumb/", { maxcall: Duration.seconds(20) }]
    ])
    const [, , changes] = Route.reject("forbidden", "Not today: no")
    // What the application of route-reject.txt answered, and what came of it.
    assert.deepStrictEqual(Result.getOrThrow(Definition.encodeChanges(CallRoute, changes)), [
      ["error", "forbidden"],
      ["reason", "Not today: no"]
    ])
    const answered = said.some(({ by, frame, where }) =>
      where.startsWith("route-reject.txt") && by === "application" && frame._tag === "MessageReply"
      && frame.returnValue === "-" && frame.parameters.get("error") === "forbidden"
    )
    assert.isTrue(answered)
    expectTypeOf<"busy">().toExtend<Parameters<typeof Route.reject>[0]>()
  })

  it("is a rejection or not", () => {
    assert.deepStrictEqual(["-", "error", "", "dumb/"].map(Route.isRejection), [true, true, false, false])
  })

  it("of a text message has no leg: CallRoute can't read it, MessageRoute can", () => {
    const text = said.find(({ frame }) => frame.name === "call.route" && frame.parameters.get("route_type") === "msg")
    assert.isDefined(text)
    if (text === undefined) return
    assert.isTrue(Result.isFailure(Definition.decode(CallRoute, text.frame.parameters)))
    const { called, id, route_type, xsip_dlgtag } = Result.getOrThrow(
      Definition.decode(Route.MessageRoute, text.frame.parameters)
    )
    assert.deepStrictEqual([called, id, route_type, xsip_dlgtag], ["bob", undefined, "msg", "430367330"])
  })
})
