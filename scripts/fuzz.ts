/**
 * Fuzzing: hostile input by chance, steered by what code it reaches.
 *
 *     pnpm fuzz [codec|dispatcher|listener ...] [--runs N] [--seed S] [--minutes N] [--keep] [--json FILE]
 */
import { writeFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { type Budget, type Outcome, type Result, runCampaign } from "./fuzz/campaign.ts"
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

const usage = `pnpm fuzz [TARGET ...] [options]

Hostile input by chance. Without a target, all of them, one after the other.

  codec            lines, steered by the code they reach (${targets.get("codec")?.runs} runs)
  dispatcher       sessions of an engine without manners (${targets.get("dispatcher")?.runs})
  listener         sessions of applications without manners, over sockets (${targets.get("listener")?.runs})

  --runs N         runs of each target
  --minutes N      ends each after so many minutes at the latest (60)
  --seed S         repeats the choices of another run
  --keep           adds the inputs that reached new code to scripts/fuzz/corpus, from where the tests replay them
  --json FILE      writes what came of each target

What fails is made small and kept in scripts/fuzz/corpus.
Exit code 0 when all is well, 1 when something failed or memory grew, 2 for a wrong option.`

const wrong = (reason: string): never => {
  console.error(`${reason}\n\n${usage}`)
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
        json: { type: "string" },
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
const results: Array<Result> = []
// Before the first: a name that is wrong must not be told after an hour.
for (const name of positionals) if (!targets.has(name)) wrong(`there is no target ${JSON.stringify(name)}`)
for (const name of positionals.length === 0 ? targets.keys() : positionals) {
  const target = targets.get(name)
  if (target === undefined) continue
  const options = { target: name, runs: number("runs", target.runs), minutes, seed, keep: values.keep }
  results.push(await runCampaign({ ...options, say: (line) => console.log(line) }, target.campaign))
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ seed, results }, undefined, 1)}\n`)
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1
