/** The codec's campaign: inputs are made of those that reached new code, as long as there are runs left. */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { Budget, Outcome } from "./campaign.ts"
import * as Cases from "./cases.ts"
import { check } from "./codec.ts"
import { Coverage } from "./coverage.ts"
import { Dice } from "./dice.ts"
import { minimise, mutate } from "./mutator.ts"

/** Asking V8 takes a millisecond, so it is asked once for so many inputs, and for each of them only at news. */
const batchSize = 100

/** Longest input in bytes; a line is at most 512, so an input can hold several. */
const maxInput = 1500

const transcripts = join(import.meta.dirname, "../../packages/protocol/test/transcripts")

/** What was on the wire of a real engine. */
export const seeds = (): ReadonlyArray<string> => [
  ...new Set(
    readdirSync(transcripts).flatMap((file) =>
      readFileSync(join(transcripts, file), "latin1").split("\n").flatMap((line) =>
        /^\d+\.\d [AE] (.{1,1500})$/s.exec(line)?.slice(1) ?? []
      )
    )
  )
]

const failureOf = (input: string): Error | undefined => {
  try {
    check(input)
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** Runs the campaign; stops at the first failure, and saves the smallest input that still fails so. */
export const run = (budget: Budget): Outcome => {
  const dice = new Dice(budget.seed)
  const coverage = new Coverage((url) => url.includes("/packages/protocol/src/"))
  const kept: Array<string> = []
  const start = [...seeds(), ...Cases.load("codec").flatMap(([, item]) => typeof item === "string" ? [item] : [])]
  let runs = 0
  const fail = (input: string, error: Error): Outcome => {
    const smallest = minimise(input, (shorter) => failureOf(shorter)?.message === error.message)
    return { runs, failure: { text: error.message, savedTo: Cases.saveFound("codec", smallest) } }
  }
  try {
    // Each input of a batch that reached new code is looked at by itself, and kept if it was the one.
    const runBatch = (inputs: ReadonlyArray<string>): Outcome | undefined => {
      for (const input of inputs) {
        const error = failureOf(input)
        runs += 1
        if (error !== undefined) return fail(input, error)
      }
      const taken = coverage.take()
      if (!coverage.isNews(taken)) return undefined
      for (const input of inputs) {
        failureOf(input)
        if (coverage.add(coverage.take()) > 0) kept.push(input)
      }
      coverage.add(taken)
      return undefined
    }
    for (let at = 0; at < start.length; at += batchSize) {
      const failed = runBatch(start.slice(at, at + batchSize))
      if (failed !== undefined) return failed
    }
    while (budget.goesOn(runs)) {
      const pool = dice.once(4) ? start : kept
      const failed = runBatch(Array.from({ length: batchSize }, () => mutate(dice, pool, maxInput)))
      if (failed !== undefined) return failed
      budget.tell(runs, `${kept.length} inputs reached ${coverage.size} characters of the source`)
    }
    budget.note(`${kept.length} inputs reached ${coverage.size} characters of the source`)
    if (budget.keep) Cases.saveKept("codec", [...new Set(kept)].sort())
    return { runs, failure: undefined }
  } finally {
    coverage.stop()
  }
}
