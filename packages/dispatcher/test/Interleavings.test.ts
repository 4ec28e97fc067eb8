/**
 * Seeded runs of waits, handlers, interruptions, messages, answers and cuts in every order that a scheduler can make of
 * them, judged by a model of a plain sequential dispatcher.
 *
 * `YATEFX_RUNS` says how many, `YATEFX_SEED` from which seed; a seed alone is run once. The same seed is the same run.
 */
import { assert, describe, it } from "@effect/vitest"
import { afterAll, beforeAll, vi } from "vitest"
import { Exploration } from "./support/exploration.ts"
import { describe as describeScript, makeScript, type Script, shrink } from "./support/steps.ts"

const { YATEFX_RUNS, YATEFX_SEED } = process.env
const firstSeed = Number(YATEFX_SEED ?? 1)
const runs = Number(YATEFX_RUNS ?? (YATEFX_SEED === undefined ? 10_000 : 1))

interface Outcome {
  readonly history: ReadonlyArray<string>
  readonly failure: unknown
}

const run = (script: Script): Outcome => {
  const exploration = new Exploration(script, (millis) => vi.advanceTimersByTime(millis))
  try {
    exploration.run()
    assert.strictEqual(vi.getTimerCount(), 0, "timers of the system are left")
    return { history: exploration.history, failure: undefined }
  } catch (failure) {
    return { history: exploration.history, failure }
  } finally {
    vi.clearAllTimers()
  }
}

const fails = (script: Script): boolean => run(script).failure !== undefined

/** What somebody needs who has to find out why. */
const report = (runs: number, script: Script): string => {
  const shortest = shrink(script, fails)
  const { failure, history } = run(shortest)
  const what = failure instanceof Error ? failure.message : String(failure)
  return `run ${runs}: ${what}\n${describeScript(shortest)}\nwhat happened, each after its time in milliseconds:\n` +
    `${history.join("\n")}\nAgain, before it was made shorter: YATEFX_SEED=${script.seed}\n`
}

// A run is over before anything of the system's can happen: it all happens within it.
beforeAll(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }))
afterAll(() => void vi.useRealTimers())

describe("every interleaving is one of a plain sequential dispatcher's", () => {
  it(`in ${runs} runs from seed ${firstSeed} on`, { timeout: 300_000 }, () => {
    let taken = 0
    for (let i = 0; i < runs; i++) {
      const script = makeScript(firstSeed + i)
      const { failure, history } = run(script)
      if (failure !== undefined) assert.fail(report(i + 1, script))
      taken += history.filter((line) => line.includes(" has m") || line.includes(" sees w")).length
    }
    // Otherwise there was nothing to judge.
    if (runs > 100) assert.isAbove(taken, runs)
  })

  it("the same seed is the same run", () => {
    for (let seed = 1; seed <= 20; seed++) {
      assert.deepStrictEqual(run(makeScript(seed)).history, run(makeScript(seed)).history)
    }
  })

  it("a script that fails is made as short as it can be", () => {
    // Fails whenever both are there.
    const hasBoth = ({ steps }: Script): boolean =>
      steps.some((one) => one.do === "cut") && steps.some((one) => one.do === "settle")
    const script = makeScript(4)
    const long = { ...script, steps: [{ do: "cut" } as const, ...script.steps, { do: "settle" } as const] }
    assert.deepStrictEqual(shrink(long, hasBoth).steps.map((one) => one.do).toSorted(), ["cut", "settle"])
  })
})
