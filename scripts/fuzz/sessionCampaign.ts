/** Campaigns of sessions: lists of steps, made by chance, each run in a world of its own. */
import { Cause, Effect, Exit, Fiber } from "effect"
import type { Budget, Outcome } from "./campaign.ts"
import * as Cases from "./cases.ts"
import { seeds } from "./codecCampaign.ts"
import { Dice } from "./dice.ts"

/** What is fuzzed by sessions. */
export interface Target<Step> {
  readonly name: string
  readonly generate: (dice: Dice, lines: ReadonlyArray<string>) => ReadonlyArray<Step>
  /** Gives how many lines were said; dies when something does not hold. */
  readonly run: (steps: ReadonlyArray<Step>) => Effect.Effect<number>
  /** How many run at a time: more than one where they wait for sockets. */
  readonly concurrency: number
}

/** How long a session may take, in milliseconds; virtual time costs none of it. Seen: some 20. */
const patience = 10_000

/** What runs in circles still yields, so that it is noticed; it is left behind, since it may not end by itself. */
const watched = <Step>(target: Target<Step>, steps: ReadonlyArray<Step>): Effect.Effect<Exit.Exit<number>> =>
  Effect.flatMap(Effect.forkDetach(target.run(steps)), (fiber) =>
    Effect.timeoutOrElse(Fiber.await(fiber), {
      duration: patience,
      orElse: () => {
        fiber.interruptUnsafe()
        return Effect.succeed(Exit.die(new Error(`not over after ${patience} ms: something runs in circles`)))
      }
    }))

/** How often a smaller session is tried at most: each takes some milliseconds, or seconds where something hangs. */
const maxTries = 200

const failureOf = (exit: Exit.Exit<number>): string | undefined => {
  if (Exit.isSuccess(exit)) return undefined
  const error = Cause.squash(exit.cause)
  return error instanceof Error ? error.message : String(error)
}

/** What is told apart: that the same thing fails, whatever the ids in its text. */
const kind = (text: string): string => text.replace(/"(?:[^"\\]|\\.)*"|\d+/g, "")

const minimise = Effect.fnUntraced(
  function*<Step>(target: Target<Step>, steps: ReadonlyArray<Step>, failure: string) {
    let smallest = steps
    let tries = 0
    for (let size = Math.ceil(steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let at = 0; at < smallest.length && tries < maxTries;) {
        const fewer = smallest.toSpliced(at, size)
        tries += 1
        const text = failureOf(yield* watched(target, fewer))
        if (text !== undefined && kind(text) === kind(failure)) smallest = fewer
        else at += size
      }
    }
    return smallest
  }
)

/** Runs the campaign; stops at the first failure, and saves the shortest session that still fails so. */
export const run = <Step>(target: Target<Step>) => (budget: Budget): Promise<Outcome> =>
  Effect.runPromise(Effect.gen(function*() {
    const dice = new Dice(budget.seed)
    const lines = seeds()
    let runs = 0
    let said = 0
    while (budget.goesOn(runs)) {
      const sessions = Array.from({ length: target.concurrency }, () => target.generate(dice.fork(), lines))
      const exits = yield* Effect.forEach(sessions, (steps) => watched(target, steps), {
        concurrency: "unbounded"
      })
      for (const [index, exit] of exits.entries()) {
        runs += 1
        said += Exit.isSuccess(exit) ? exit.value : 0
        const text = failureOf(exit)
        if (text === undefined) continue
        const smallest = yield* minimise(target, sessions[index] ?? [], text)
        return { runs, failure: { text, savedTo: Cases.saveFound(target.name, smallest) } }
      }
      budget.tell(runs, `${said} pieces said`)
    }
    budget.note(`${said} pieces said`)
    return { runs, failure: undefined }
  }))
