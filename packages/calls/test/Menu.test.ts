import { assert, describe, it } from "@effect/vitest"
import { Call, Calls, type LegError, Menu, type NoValidInput, type PlayError } from "@yatefx/calls"
import { Phone, Scenario } from "@yatefx/testing"
import { Cause, Deferred, Duration, Effect, Exit } from "effect"
import { outcome } from "./support/flow.ts"
import { nothingLeft, world } from "./support/world.ts"

/** What a menu comes to when certain keys are pressed, half a second apart; which keys are left, and what was heard. */
const chosen = <A, E>(menu: (call: Call) => Effect.Effect<A, E>, keys: string, gap = 500) =>
  Effect.gen(function*() {
    let heard: ReadonlyArray<string | undefined> = []
    const exit = yield* outcome(
      Effect.fnUntraced(function*(call) {
        const result = yield* Effect.exit(menu(call))
        yield* Effect.sleep("10 seconds")
        return { result, left: yield* call.flushKeys }
      }),
      Effect.fnUntraced(function*(call) {
        if (keys !== "") yield* call.press(keys, { gap })
        yield* call.ended
        heard = (yield* call.heard).map(({ source }) => /(\w+)\.slin/.exec(source)?.[1])
      })
    )
    const { left, result } = yield* exit
    return {
      result: Exit.isSuccess(result) ? result.value : (Cause.squash(result.cause) as { readonly _tag: string })._tag,
      left,
      heard
    }
  })

describe("a menu", () => {
  it.effect("takes a choice with its last key, and leaves those behind it", () =>
    Effect.gen(function*() {
      const menu = (call: Call) =>
        Menu.choose(call, { prompt: "menu", choices: { 1: "sales", 2: "support", "*9": "boss" } })
      assert.deepStrictEqual(yield* chosen(menu, "2"), { result: "support", left: "", heard: ["menu"] })
      assert.deepStrictEqual(yield* chosen(menu, "*93"), { result: "boss", left: "3", heard: ["menu"] })
    }).pipe(Scenario.run))

  it.effect("waits for a further key where a choice begins another, unless # ends it", () =>
    Effect.gen(function*() {
      const menu = (call: Call) =>
        Effect.timed(Menu.choose(call, { prompt: [], choices: { 1: "one", 12: "twelve", 123: "all" }, retries: 0 }))
          .pipe(
            Effect.map(([time, value]) => `${value} after ${Duration.toMillis(time)}`)
          )
      assert.match(String((yield* chosen(menu, "12#")).result), /^twelve after 1000$/)
      assert.match(String((yield* chosen(menu, "1")).result), /^one after 3000$/)
      assert.match(String((yield* chosen(menu, "123")).result), /^all after 1000$/)
      assert.strictEqual((yield* chosen(menu, "14")).result, "NoValidInput")
    }).pipe(Scenario.run))

  it.effect("takes # as a key where it is one", () =>
    Effect.gen(function*() {
      const menu = (call: Call) => Menu.choose(call, { prompt: [], choices: { 1: "one", "1#": "hash", "#": "only" } })
      assert.strictEqual((yield* chosen(menu, "1#")).result, "hash")
      assert.strictEqual((yield* chosen(menu, "#")).result, "only")
    }).pipe(Scenario.run))

  it.effect("asks again for a wrong key and for none, and gives up", () =>
    Effect.gen(function*() {
      const menu = (call: Call) =>
        Menu.choose(call, {
          prompt: "menu",
          choices: { 1: "one" },
          onInvalid: "sorry",
          onTimeout: "beep",
          firstKey: "1 second"
        })
      assert.deepStrictEqual(yield* chosen(menu, ""), {
        result: "NoValidInput",
        left: "",
        heard: ["menu", "beep", "menu", "beep", "menu"]
      })
      assert.deepStrictEqual(yield* chosen(menu, "51", 1000), {
        result: "one",
        left: "",
        heard: ["menu", "sorry", "menu"]
      })
      assert.deepStrictEqual(yield* chosen(menu, "777", 1000), {
        result: "NoValidInput",
        left: "",
        heard: ["menu", "sorry", "menu", "sorry", "menu"]
      })
    }).pipe(Scenario.run))

  it.effect("runs what was chosen, sub-menus too, and passes on what they fail with", () =>
    Effect.gen(function*() {
      const menu = (call: Call) =>
        Menu.run(call, {
          prompt: "menu",
          choices: {
            1: Effect.succeed("direct" as const),
            2: Menu.choose(call, { prompt: "welcome", choices: { 1: 21, 2: 22 } }),
            3: Effect.fail({ _tag: "Closed" as const })
          }
        })
      // The result is the union of what the choices give, and so are the failures.
      const typed: (call: Call) => Effect.Effect<"direct" | 21 | 22, { readonly _tag: string }> = menu
      assert.deepStrictEqual(yield* chosen(typed, "1"), { result: "direct", left: "", heard: ["menu"] })
      assert.deepStrictEqual(yield* chosen(typed, "22"), { result: 22, left: "", heard: ["menu", "welcome"] })
      assert.strictEqual((yield* chosen(typed, "3")).result, "Closed")
    }).pipe(Scenario.run))

  it.effect("ends when the caller hangs up", () =>
    Effect.gen(function*() {
      const done = yield* Deferred.make<string>()
      const program = Calls.incoming(
        { called: "100" },
        Effect.gen(function*() {
          const call = yield* Call
          yield* Effect.catch(
            Menu.choose(call, { prompt: "menu", choices: { 1: 1, 12: 12 } }),
            (error) => Deferred.succeed(done, error._tag)
          )
        })
      )
      yield* Effect.gen(function*() {
        const alice = yield* Phone.make({ number: "alice" })
        const call = yield* alice.dial("100")
        yield* call.expectSound("menu")
        yield* call.press("1")
        yield* call.hangup()
        assert.strictEqual(yield* Deferred.await(done), "HungUp")
        yield* nothingLeft
      }).pipe(Effect.provide(world(program)))
    }).pipe(Scenario.run))
})

describe("choices", () => {
  it.effect("of a list are checked when they are made", () =>
    Effect.gen(function*() {
      const made = (entries: ReadonlyArray<readonly [string, string]>) =>
        Menu.choices(entries).pipe(
          Effect.map(({ byKeys }) => [...byKeys.keys()].join()),
          Effect.catch((error) => Effect.succeed(`${error.reason} ${error.keys}`))
        )
      assert.strictEqual(yield* made([["1", "a"], ["2", "b"], ["a*", "c"]]), "1,2,A*")
      assert.strictEqual(yield* made([["1", "a"], ["2", "b"], ["1", "c"]]), "twice 1")
      assert.strictEqual(yield* made([["a", "a"], ["A", "b"]]), "twice A")
      assert.strictEqual(yield* made([]), "empty undefined")
      for (const keys of ["", "E", "1 2", "__proto__", "1".repeat(33)]) {
        assert.strictEqual(yield* made([[keys, "a"]]), `notKeys ${keys}`)
      }
    }))

  it.effect("of a list are chosen from like any", () =>
    Effect.gen(function*() {
      const menu = (call: Call) =>
        Effect.flatMap(Menu.choices([["1", "one"], ["a", "A"]]), (choices) =>
          Menu.choose(call, { prompt: "menu", choices }))
      assert.strictEqual((yield* chosen(menu, "a")).result, "A")
      const acting = (call: Call) =>
        Effect.flatMap(Menu.choices([["1", Effect.succeed("did")]]), (choices) =>
          Menu.run(call, { prompt: "menu", choices }))
      assert.strictEqual((yield* chosen(acting, "1")).result, "did")
    }).pipe(Scenario.run))

  it.effect("must be there", () =>
    Effect.gen(function*() {
      // The error is in the type only where there is no choice.
      const none: (call: Call) => Effect.Effect<never, LegError | PlayError | NoValidInput | Menu.MenuError> = (call) =>
        Menu.choose(call, { prompt: "menu", choices: {} })
      assert.strictEqual((yield* chosen(none, "1")).result, "MenuError")
      const one: (call: Call) => Effect.Effect<"a", LegError | PlayError | NoValidInput> = (call) =>
        Menu.choose(call, { prompt: "menu", choices: { 1: "a" } })
      assert.strictEqual((yield* chosen(one, "1")).result, "a")
    }).pipe(Scenario.run))

  it("that can't be are type errors", () => {
    const wrong = (call: Call) => [
      // @ts-expect-error: no key of a phone
      Menu.choose(call, { prompt: "menu", choices: { 1: "one", sales: "two" } }),
      // @ts-expect-error: there is no key 1 in lower case of D
      Menu.choose(call, { prompt: "menu", choices: { "1d": "one" } }),
      // @ts-expect-error: no effect to run
      Menu.run(call, { prompt: "menu", choices: { 1: "one" } }),
      // @ts-expect-error: names that are only known at run time go through Menu.choices
      Menu.choose(call, { prompt: "menu", choices: {} as { readonly [keys: string]: string } })
    ]
    assert.isFunction(wrong)
    // @ts-expect-error: the same choice twice
    // oxlint-disable-next-line no-dupe-keys -- that is what is refused
    assert.deepStrictEqual({ 1: "one", "1": "two" }, { 1: "two" })
  })
})
