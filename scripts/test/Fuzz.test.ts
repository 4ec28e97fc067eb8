/**
 * Replays what fuzzing kept, and fuzzes for a moment: what fails is then in `scripts/fuzz/corpus`, and
 * `pnpm fuzz TARGET --seed SEED` repeats it.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit } from "effect"
import { spawnSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Cases from "../fuzz/cases.ts"
import { checkItem } from "../fuzz/codec.ts"
import { Dice } from "../fuzz/dice.ts"
import * as dispatcher from "../fuzz/dispatcher.ts"
import { HostileEngine } from "../fuzz/hostileEngine.ts"
import * as listener from "../fuzz/listener.ts"
import { minimise, mutate } from "../fuzz/mutator.ts"

const root = join(import.meta.dirname, "../..")

describe("what fuzzing kept", () => {
  it("of the codec holds", () => {
    const cases = Cases.load("codec")
    assert.isAbove(cases.length, 50)
    for (const [file, item] of cases) {
      try {
        checkItem(item)
      } catch (error) {
        throw new Error(`${file}: ${JSON.stringify(item)}`, { cause: error })
      }
    }
  })

  const replayed = [
    ["dispatcher", (item: unknown) => dispatcher.runSession(dispatcher.read(item))],
    ["listener", (item: unknown) => listener.runSession(listener.read(item))]
  ] as const
  for (const [target, run] of replayed) {
    const cases = Cases.load(target)
    it("of sessions is there", () => assert.isAbove(cases.length, 0))
    for (const [index, [file, item]] of cases.entries()) {
      it.live(`of the ${target} holds: ${file}, ${index + 1}`, () => run(item), 30_000)
    }
  }
})

describe("pnpm fuzz", () => {
  const fuzz = (...args: ReadonlyArray<string>) => {
    const { status, stderr, stdout } = spawnSync("node", ["--no-warnings", "scripts/fuzz.ts", ...args], {
      cwd: root,
      encoding: "utf8"
    })
    return { status, output: stdout + stderr }
  }

  const short = [["codec", 3000], ["dispatcher", 200], ["listener", 100]] as const
  it.each(short)("finds nothing in the %s in %i runs", (target, runs) => {
    const before = readdirSync(join(root, "scripts/fuzz/corpus", target))
    const { output, status } = fuzz(target, "--runs", String(runs), "--seed", "6")
    assert.strictEqual(status, 0, output)
    assert.match(output, /--seed 6\n/)
    assert.match(output, new RegExp(`${target}: ok: \\d+ runs`))
    assert.deepStrictEqual(readdirSync(join(root, "scripts/fuzz/corpus", target)), before)
  }, 120_000)

  it("refuses what it doesn't know, before it begins, and helps", () => {
    for (const args of [["nothing"], ["codec", "nothing"], ["--runs", "many"], ["--fast"]]) {
      const { output, status } = fuzz(...args)
      assert.strictEqual(status, 2)
      assert.match(output, /^(there is no target|--runs|Unknown option).*\n\npnpm fuzz /)
    }
    const help = fuzz("--help")
    assert.strictEqual(help.status, 0)
    for (const name of ["codec", "dispatcher", "listener", "--json", "Exit code"]) assert.include(help.output, name)
  }, 30_000)

  it("writes what came of it", () => {
    const folder = mkdtempSync(join(tmpdir(), "yatefx-fuzz-"))
    try {
      const file = join(folder, "fuzz.json")
      assert.strictEqual(fuzz("codec", "dispatcher", "--runs", "100", "--seed", "6", "--json", file).status, 0)
      const { results, seed } = JSON.parse(readFileSync(file, "utf8"))
      assert.strictEqual(seed, 6)
      assert.deepStrictEqual(results.map(({ target }: { readonly target: string }) => target), ["codec", "dispatcher"])
      for (const { failure, heapAtEnd, ok, runs } of results) {
        assert.deepStrictEqual([ok, failure], [true, null])
        assert.isAtLeast(runs, 100)
        assert.isAbove(heapAtEnd, 0)
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  }, 60_000)
})

describe("the fuzzer's own parts", () => {
  it("dice repeat what a seed gave", () => {
    const some = (seed: number) => {
      const dice = new Dice(seed)
      return Array.from({ length: 50 }, () => mutate(dice, ["%%>message:1:2:a:b", "%%>quit"], 200))
    }
    assert.deepStrictEqual(some(7), some(7))
    assert.notDeepEqual(some(7), some(8))
    assert.isTrue(some(7).every((input) => input.length <= 200))
  })

  it("inputs get as small as they can", () => {
    const fails = (input: string) => input.includes("a") && input.includes("%%")
    assert.strictEqual(minimise("xxaxx:yyy%%zz", fails), "a%%")
  })

  /** A program that answers each message so many times. */
  const account = (answers: number) =>
    Effect.scoped(Effect.gen(function*() {
      const engine = new HostileEngine()
      const link = yield* engine.transport.connect
      engine.say("%%>message:a%zb:1:test:\n")
      for (let left = answers; left > 0; left--) yield* link.write(["%%<message:a%zb:true:"])
      engine.check()
    }))

  it.effect("the account misses answers, and notices those too many", () =>
    Effect.gen(function*() {
      assert.isTrue(Exit.isFailure(yield* Effect.exit(account(0))))
      assert.isTrue(Exit.isSuccess(yield* Effect.exit(account(1))))
      assert.isTrue(Exit.isFailure(yield* Effect.exit(account(2))))
    }))
})
