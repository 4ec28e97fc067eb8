import { assert, describe, it } from "@effect/vitest"
import type { Decision } from "@yatefx/dispatcher"
import { Deferred, Effect, Exit, Scope } from "effect"
import { inWorld, Probe, turns } from "./support/world.ts"

const flood = 2000

const watchedLine = (id: string) => `%%<message::true:test.probe::id=${id}`
const messageLine = (id: string) => `%%>message:${id}:1:test.probe::id=${id}`

const range = Array.from({ length: flood }, (_, i) => `${i}`)

describe("observe", () => {
  it.effect("sees every message of a flood in one chunk, in order", () =>
    inWorld(Effect.fnUntraced(function*({ counts, link, logs, settled, sizes, yate }) {
      const seen: Array<string | undefined> = []
      const others: Array<string | undefined> = []
      yield* yate.observe(Probe, {}, ({ params }) => void seen.push(params.id))
      yield* yate.observe(Probe, { where: { id: "7" } }, ({ params }) => void others.push(params.id))
      yield* yate.observe(
        Probe,
        { guard: ({ params }) => params.id === "8" },
        ({ processed }) => others.push(`${processed}`)
      )
      yield* settled
      assert.deepStrictEqual(yield* sizes, { watches: 3, names: 1 })
      yield* link.say(watchedLine("first"), ...range.map(watchedLine))
      yield* settled
      assert.deepStrictEqual(seen, ["first", ...range])
      assert.deepStrictEqual(others, ["7", "true"])
      assert.strictEqual((yield* counts)["watches"], flood + 1)
      assert.deepStrictEqual(logs, [])
    })))

  it.effect("ends with its scope", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, sizes, yate }) {
      const seen: Array<string | undefined> = []
      const scope = yield* Scope.make()
      yield* Scope.provide(yate.observe(Probe, {}, ({ params }) => void seen.push(params.id)), scope)
      yield* link.watched("test.probe", "id=1")
      yield* settled
      yield* Scope.close(scope, Exit.void)
      yield* link.watched("test.probe", "id=2")
      yield* settled
      assert.deepStrictEqual(seen, ["1"])
      assert.deepStrictEqual(yield* sizes, { names: 1 })
    })))

  it.effect("one that throws is logged, stays, and takes nothing from the others", () =>
    inWorld(Effect.fnUntraced(function*({ link, logs, settled, yate }) {
      const seen: Array<string | undefined> = []
      yield* yate.observe(Probe, {}, ({ params }) => {
        if (params.id === "1") throw new Error("no")
        seen.push(`thrower ${params.id}`)
      })
      yield* yate.observe(Probe, {}, ({ params }) => void seen.push(params.id))
      yield* link.say(watchedLine("1"), watchedLine("2"), `${watchedLine("3")}:count=x`)
      yield* settled
      assert.deepStrictEqual(seen, ["1", "thrower 2", "2"])
      assert.deepStrictEqual(logs.slice(0, 1).map(({ cause, level, text }) => [level, text, cause]), [
        ["Error", "An observer of test.probe threw", "Error: no"]
      ])
      // One for each observer that could not read the third.
      assert.deepStrictEqual(logs.slice(1).map(({ level }) => level), ["Warn", "Warn"])
    })))

  it.effect("is let in by the engine, or fails and leaves nothing", () =>
    inWorld(
      Effect.fnUntraced(function*({ settled, sizes, yate }) {
        const refused = yield* Effect.flip(yate.observe(Probe, {}, () => {}))
        assert.strictEqual(refused.reason._tag, "Refused")
        yield* settled
        assert.deepStrictEqual(yield* sizes, {})
      }),
      { manners: (manners) => manners.refuse.add("test.probe") }
    ))
})

describe("decide", () => {
  it.effect("can give a message another name, for the engine's handlers after it", () =>
    inWorld(
      Effect.fnUntraced(function*({ link, yate }) {
        yield* yate.decide(Probe, {}, ({ params }) => ({
          processed: false,
          name: "test.other",
          ...(params.id === undefined ? {} : { raw: [["id", "x"]] })
        }))
        const bare = yield* link.message("test.probe", "leg=1")
        assert.strictEqual(yield* link.answer(bare), "false:test.other:")
        const changed = yield* link.message("test.probe", "id=1")
        assert.strictEqual(yield* link.answer(changed), "false:test.other::id=x")
      })
    ))

  it.effect("answers every message of a flood in one chunk, whatever waits already", () =>
    inWorld(
      Effect.fnUntraced(function*({ counts, link, logs, settled, sizes, yate }) {
        const go = yield* Deferred.make<void>()
        yield* yate.handle(Probe, { where: { leg: "slow" } }, (m) => Effect.andThen(Deferred.await(go), m.ret(true)))
        yield* yate.decide(Probe, { order: 1 }, ({ params }) => ({ processed: true, returnValue: `${params.id}!` }))
        const slow = yield* link.message("test.probe", "leg=slow")
        yield* settled
        assert.strictEqual((yield* sizes)["messages_pending"], 1)
        yield* link.say(messageLine("x"), ...range.map(messageLine))
        yield* link.answer(`${flood - 1}`)
        for (const id of ["x", ...range]) assert.deepStrictEqual(link.answers(id), [`true::${id}!`])
        // Passed by the handler that has no room, and not by the one that needs none.
        const surplus = yield* link.message("test.probe", "leg=slow:id=s")
        assert.strictEqual(yield* link.answer(surplus), "true::s!")
        yield* Deferred.succeed(go, undefined)
        assert.strictEqual(yield* link.answer(slow), "true:")
        assert.strictEqual((yield* counts)["processed"], flood + 3)
        assert.isUndefined((yield* counts)["overload"])
        assert.deepStrictEqual(logs, [])
      }),
      { maxWaiting: 1 }
    ))

  it.effect("stands among the handlers by order, and leaves to the next what it does not decide", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, yate }) {
      const asked: Array<string> = []
      const decide = (name: string, order: number, decision?: Decision<typeof Probe>) =>
        yate.decide(Probe, { order }, () => {
          asked.push(name)
          return decision
        })
      yield* decide("last", 9, { processed: true, changes: { note: "a:b", id: null }, raw: [["extra", "1"]] })
      yield* decide("first", -1)
      yield* yate.handle(Probe, { order: 1 }, (m) => Effect.andThen(Effect.sync(() => asked.push("handler")), m.pass))
      yield* decide("second", 0)
      const id = yield* link.message("test.probe", "id=1", { returnValue: "kept" })
      assert.strictEqual(yield* link.answer(id), "true::kept:note=a%zb:id:extra=1")
      yield* settled
      assert.deepStrictEqual(asked, ["first", "second", "handler", "last"])
    })))

  it.effect("declines where a handler would: nobody decides, it throws, its decision can't be sent", () =>
    inWorld(Effect.fnUntraced(function*({ counts, link, logs, settled, yate }) {
      yield* yate.decide(Probe, { where: { leg: "undecided" } }, () => undefined)
      yield* yate.decide(Probe, { where: { leg: "throws" } }, () => {
        throw new Error("no")
      })
      yield* yate.decide(
        Probe,
        { where: { leg: "unsayable" } },
        () => ({ processed: true, raw: [["a=b", "1"]] })
      )
      for (const leg of ["undecided", "throws", "unsayable", "throws"]) {
        assert.strictEqual(yield* link.answer(yield* link.message("test.probe", `leg=${leg}`)), "false:")
      }
      yield* settled
      assert.deepInclude(yield* counts, { unwanted: 1, abandoned: 2, refused: 1 })
      assert.deepStrictEqual(logs.map(({ cause, level }) => [level, cause]), [
        ["Error", "Error: no"],
        ["Error", ""],
        ["Error", "Error: no"]
      ])
      assert.match(logs[1]?.text ?? "", /decision was refused.*a=b/)
    })))

  it.effect("ends with its scope, and its message can't be answered a second time", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, sizes, yate }) {
      const late: Array<Effect.Effect<unknown, unknown>> = []
      const scope = yield* Scope.make()
      yield* Scope.provide(
        yate.decide(Probe, {}, (m) => {
          late.push(Effect.flip(m.ret(true, "again")), Effect.flip(m.pass))
          return { processed: false }
        }),
        scope
      )
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "false:")
      for (const attempt of late) {
        assert.strictEqual(String(yield* attempt), "AnswerError: test.probe is answered already: answer a message once")
      }
      yield* Scope.close(scope, Exit.void)
      yield* turns
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe")), "false:")
      yield* settled
      assert.deepStrictEqual(yield* sizes, { names: 1 })
    })))
})
