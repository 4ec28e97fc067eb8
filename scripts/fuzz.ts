/**
 * Fuzzing: hostile input by chance, steered by what code it reaches.
 *
 *     pnpm fuzz [codec|dispatcher|listener ...] [--runs N] [--seed S] [--minutes N] [--keep]
 *
 * Without a target, all of them. What fails is made small, and kept in `scripts/fuzz/corpus`, whose cases the tests
 * replay; `--keep` also writes there what reached new code. Exit code 1 when something failed, 2 for a wrong option.
 */
import { parseArgs } from "node:util"
import { type Budget, type Outcome, runCampaign } from "./fuzz/campaign.ts"
import * as codec from "./fuzz/codecCampaign.ts"
import * as dispatcher from "./fuzz/dispatcher.ts"
import * as listener from "./fuzz/listener.ts"
import * as sessions from "./fuzz/sessionCampaign.ts"

interface Target {
  readonly runs: number
  readonly campaign: (budget: Budget) => Outcome | Promise<Outcome>
}

const targets = new Map<string, Target>([
  ["codec", { runs: 1_000_000, campaign: codec.run }],
  ["dispatcher", { runs: 20_000, campaign: sessions.run(dispatcher.target) }],
  ["listener", { runs: 10_000, campaign: sessions.run(listener.target) }]
])

const usage = `pnpm fuzz [${[...targets.keys()].join("|")} ...] [--runs N] [--seed S] [--minutes N] [--keep]`

const wrong = (reason: string): never => {
  console.error(`${reason}\n${usage}`)
  process.exit(2)
}

const read = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        runs: { type: "string" },
        seed: { type: "string" },
        minutes: { type: "string" },
        keep: { type: "boolean", default: false },
        help: { type: "boolean", default: false }
      }
    })
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error))
  }
}

const { positionals, values } = read()
if (values.help) {
  console.log(usage)
  process.exit(0)
}

const number = (name: "runs" | "seed" | "minutes", orElse: number): number => {
  const text = values[name]
  if (text === undefined) return orElse
  return /^\d{1,15}(\.\d+)?$/.test(text) && Number(text) > 0 ? Number(text) : wrong(`--${name} wants a number: ${text}`)
}

const seed = number("seed", Date.now() % 1_000_000_000)
const minutes = number("minutes", 60)
let isOk = true
for (const name of positionals.length === 0 ? targets.keys() : positionals) {
  const target = targets.get(name) ?? wrong(`there is no target ${JSON.stringify(name)}`)
  const options = { target: name, runs: number("runs", target.runs), minutes, seed, keep: values.keep }
  isOk = await runCampaign({ ...options, say: (line) => console.log(line) }, target.campaign) && isOk
}
process.exitCode = isOk ? 0 : 1
