import { assert, describe, it } from "@effect/vitest"
import { Engine } from "@yatefx/engine"
import { Phone, Scenario } from "@yatefx/testing"
import { Effect, Exit, Layer } from "effect"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import { afterAll } from "vitest"
import { Sounds } from "../src/Sounds.ts"
import { survey } from "../src/survey.ts"
import * as SurveyStore from "../src/SurveyStore.ts"
import * as Trace from "../src/Trace.ts"

const folder = Fs.mkdtempSync(Path.join(Os.tmpdir(), "yatefx-survey-"))
afterAll(() => Fs.rmSync(folder, { recursive: true, force: true }))

const fresh = (): string => Path.join(folder, `${Fs.readdirSync(folder).length}.sqlite`)

const on = (database: string) =>
  Layer.unwrap(
    Effect.map(Sounds, (soundsPath) => Scenario.embedded(survey.program({ database }), { engine: { soundsPath } }))
  ).pipe(Layer.provideMerge(Layer.sync(Trace.Trace, () => Trace.make(() => Effect.void))))

const results = (database: string) =>
  Effect.scoped(Effect.flatMap(SurveyStore.open(database), (store) => store.results))

const dial = (number: string) => Effect.flatMap(Phone.make({ number }), (phone) => phone.dial("survey"))

describe("survey", () => {
  it.effect("asks, checks, and keeps the answers", () =>
    Effect.gen(function*() {
      const database = fresh()
      yield* Effect.gen(function*() {
        const call = yield* dial("alice")
        yield* call.expectSound("survey/welcome", { how: "eof" })
        yield* call.expectSound("satisfaction")
        // Six is too much: asked again.
        yield* call.press("6")
        yield* call.expectSound("try-again")
        yield* call.expectSound("satisfaction")
        yield* call.press("5")
        yield* call.expectSound("recommend")
        yield* call.press("10#")
        yield* call.expectSound("minutes")
        yield* call.press("3#")
        yield* call.expectSound("thanks", { how: "eof" })
        yield* call.expectEnd({ by: "engine" })
        yield* Effect.sleep(100)
        assert.deepStrictEqual(yield* (yield* Engine).channels, [])
      }).pipe(Effect.provide(on(database)))
      assert.deepStrictEqual(yield* results(database), {
        begun: 1,
        complete: 1,
        questions: [
          { question: "satisfaction", count: 1, mean: 5 },
          { question: "recommend", count: 1, mean: 10 },
          { question: "minutes", count: 1, mean: 3 }
        ]
      })
    }).pipe(Scenario.run))

  it.effect("keeps what was answered before the caller hung up, and what several callers say", () =>
    Effect.gen(function*() {
      const database = fresh()
      yield* Effect.gen(function*() {
        const [early, whole] = [yield* dial("alice"), yield* dial("bob")]
        yield* early.expectAnswer()
        yield* early.press("*3", { gap: 100 })
        yield* Effect.sleep(100)
        yield* early.hangup()
        yield* whole.press("*10#0#", { gap: 100 })
        yield* whole.expectSound("thanks")
      }).pipe(Effect.provide(on(database)))
      assert.deepStrictEqual(yield* results(database), {
        begun: 2,
        complete: 1,
        questions: [
          { question: "satisfaction", count: 2, mean: 2 },
          { question: "recommend", count: 1, mean: 0 },
          { question: "minutes", count: 1, mean: 0 }
        ]
      })
    }).pipe(Scenario.run))

  it.effect("gives up on who says nothing", () =>
    Effect.gen(function*() {
      const call = yield* dial("alice")
      yield* call.expectSound("are-you-there", { within: "30 seconds" })
      yield* call.expectSound("goodbye", { within: "60 seconds" })
      yield* call.expectEnd({ by: "engine" })
    }).pipe(Effect.provide(on(":memory:")), Scenario.run))

  it.effect("says why a database can't be used", () =>
    Effect.gen(function*() {
      const text = Path.join(folder, "text")
      Fs.writeFileSync(text, "this is no database, however long it may be: ".repeat(100))
      for (const path of [Path.join(folder, "none", "x"), text]) {
        const exit = yield* Effect.exit(results(path))
        assert.isTrue(Exit.isFailure(exit))
        assert.include(String(exit), path)
      }
    }))
})
