/** What all campaigns share: how long they go on, what they tell meanwhile, and that memory does not grow. */
import { heldBytes, mebibytes } from "./memory.ts"

export interface Budget {
  readonly seed: number
  /** Whether the inputs that reached new code are written to the corpus. */
  readonly keep: boolean
  /** Whether there are runs, and minutes, left. */
  readonly goesOn: (runs: number) => boolean
  /** Tells how far it is, once in a while. */
  readonly tell: (runs: number, more: string) => void
  /** Adds something to the last line. */
  readonly note: (text: string) => void
}

export interface Outcome {
  readonly runs: number
  readonly failure: { readonly text: string; readonly savedTo: string } | undefined
}

/** How much more than after its first tenth a campaign may hold at its end, in bytes: what caches and code take. */
const growthLimit = 24 * 1024 * 1024

/** How often the progress is told, in milliseconds. */
const tellInterval = 2000

export interface CampaignOptions {
  readonly target: string
  readonly runs: number
  readonly minutes: number
  readonly seed: number
  readonly keep: boolean
  readonly say: (line: string) => void
}

/** What came of a campaign. */
export interface Result {
  readonly target: string
  readonly ok: boolean
  readonly runs: number
  readonly seconds: number
  /** Bytes of the heap after a collection, after the first tenth of the runs and at the end. */
  readonly heapEarly: number
  readonly heapAtEnd: number
  readonly note: string
  readonly failure: Outcome["failure"] | null
}

/** Runs a campaign, and says what came of it. */
export const runCampaign = async (
  options: CampaignOptions,
  campaign: (budget: Budget) => Outcome | Promise<Outcome>
): Promise<Result> => {
  const { keep, minutes, runs: wanted, say, seed, target } = options
  const started = performance.now()
  const seconds = (): number => (performance.now() - started) / 1000
  let toldAt = started
  let early: number | undefined
  let noted = ""
  say(`${target}: ${wanted} runs, ${minutes} minutes at most, --seed ${seed}`)
  const budget: Budget = {
    seed,
    keep,
    goesOn: (runs) => {
      if (early === undefined && (runs >= wanted / 10 || seconds() > minutes * 6)) early = heldBytes()
      return runs < wanted && seconds() < minutes * 60
    },
    note: (text) => (noted = `, ${text}`),
    tell: (runs, more) => {
      if (performance.now() - toldAt < tellInterval) return
      toldAt = performance.now()
      const rate = Math.round(runs / seconds())
      say(`${target}: ${runs} runs, ${rate} a second, ${more}, heap ${mebibytes(process.memoryUsage().heapUsed)}`)
    }
  }
  const { failure, runs } = await campaign(budget)
  const result = (ok: boolean, held: number): Result => ({
    target,
    ok,
    runs,
    seconds: seconds(),
    heapEarly: early ?? held,
    heapAtEnd: held,
    note: noted.replace(/^, /, ""),
    failure: failure ?? null
  })
  if (failure !== undefined) {
    say(`${target}: FAILED after ${runs} runs (--seed ${seed}): ${failure.text}\n${target}: kept in ${failure.savedTo}`)
    return result(false, heldBytes())
  }
  const held = heldBytes()
  const grown = held - (early ?? held)
  const heap = `heap after collection ${mebibytes(early ?? held)} early, ${mebibytes(held)} at the end`
  const isFlat = grown < growthLimit
  say(
    `${target}: ${isFlat ? "ok" : "FAILED, memory grows"}: ${runs} runs in ${seconds().toFixed(1)} s${noted}, ${heap}`
  )
  return result(isFlat, held)
}
