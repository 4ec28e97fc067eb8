/** The views of the catalogue are written out beside its schemas: here the type checker sees that they agree. */
import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import type * as Messages from "@yatefx/messages"
import type { Definition } from "@yatefx/messages"
import { catalogue } from "./support.ts"

type Flat<A> = { [Key in keyof A]: A[Key] }

/** The same keys, each as optional and with the same type: to be assignable either way is less. */
type Equal<A, B> = (<T>() => T extends Flat<A> ? 1 : 2) extends (<T>() => T extends Flat<B> ? 1 : 2) ? true : false

/** What follows from the fields, for what the view says. */
type Follows<D extends Definition.Any> = Definition.ViewOf<D["params"], D["answer"], D["send"], D["reply"]>

/** The parts of a view that don't say what the fields do. */
type Wrong<D extends Definition.Any> = {
  [Part in keyof Definition.View]: Equal<Follows<D>[Part], D["~view"][Part]> extends true ? never : Part
}[keyof Definition.View]

type Catalogue = typeof Messages

/** Names of the definitions whose views are wrong, with the part. */
type AllWrong = {
  [Name in keyof Catalogue]: Catalogue[Name] extends Definition.Any
    ? Wrong<Catalogue[Name]> extends never ? never : `${Name}.${Wrong<Catalogue[Name]>}`
    : never
}[keyof Catalogue]

type Names = {
  [Name in keyof Catalogue]: Catalogue[Name] extends Definition.Any ? Name : never
}[keyof Catalogue]

describe("the views", () => {
  it("say of every message what its fields say", () => {
    expectTypeOf<AllWrong>().toEqualTypeOf<never>()
    expectTypeOf<Wrong<ReturnType<typeof Messages.SipMethod<"options">>>>().toEqualTypeOf<never>()
    expectTypeOf<Wrong<typeof Messages.Route.MessageRoute>>().toEqualTypeOf<never>()
  })

  it("are looked at for all of them", () => {
    expectTypeOf<"CallRoute" | "ChanDtmf" | "ClusterNode">().toExtend<Names>()
    expectTypeOf<"Param" | "SipMethod">().not.toExtend<Names>()
    assert.strictEqual(catalogue.size, 72)
  })

  it("would be found wrong", () => {
    type Broken = Definition.Definition<
      "broken",
      (typeof Messages.CallDrop)["params"],
      {},
      (typeof Messages.CallDrop)["returns"],
      (typeof Messages.CallDrop)["send"],
      (typeof Messages.CallDrop)["reply"],
      Omit<Messages.CallDrop.View, "params"> & { readonly params: Omit<Messages.CallDrop.Params, "reason"> }
    >
    expectTypeOf<Wrong<Broken>>().toEqualTypeOf<"params">()
  })
})
