/** The command line of the suite. */
import { parseArgs } from "node:util"
import { type Scale, scales } from "./Benchmark.ts"

export interface Options {
  readonly names: ReadonlyArray<string>
  readonly scale: Scale
  readonly engine: { readonly host: string; readonly port: number } | undefined
  readonly json: string | undefined
  readonly out: string | undefined
  readonly profile: string | undefined
  /** An earlier report, whose sections stay where they are not measured now. */
  readonly keep: string | undefined
}

/** The command line is wrong; the message says how. */
export class UsageError extends Error {}

const endpoint = (text: string): { readonly host: string; readonly port: number } => {
  const match = /^(?<host>.+):(?<port>\d{1,5})$/.exec(text)
  const port = Number(match?.groups?.["port"])
  if (match === null || port < 1 || port > 65_535) throw new UsageError(`--tcp wants HOST:PORT, and got ${text}`)
  return { host: (match.groups?.["host"] ?? "").replace(/^\[(.*)\]$/, "$1"), port }
}

/** Reads the arguments; `undefined` when help is wanted. */
export const readOptions = (args: ReadonlyArray<string>, known: ReadonlyArray<string>): Options | undefined => {
  const { positionals, values } = (() => {
    try {
      return parseArgs({
        // pnpm hands "--" on.
        args: args.filter((arg) => arg !== "--"),
        allowPositionals: true,
        options: {
          quick: { type: "boolean" },
          tiny: { type: "boolean" },
          tcp: { type: "string" },
          json: { type: "string" },
          out: { type: "string" },
          profile: { type: "string" },
          keep: { type: "string" },
          help: { type: "boolean", short: "h" }
        }
      })
    } catch (error) {
      throw new UsageError((error as Error).message)
    }
  })()
  if (values.help === true) return undefined
  const wrong = positionals.filter((name) => !known.includes(name))
  if (wrong.length > 0) throw new UsageError(`no such benchmark: ${wrong.join(", ")}. There are ${known.join(", ")}`)
  return {
    names: positionals.length > 0 ? positionals : known,
    scale: values.tiny === true ? scales.tiny : values.quick === true ? scales.quick : scales.full,
    engine: values.tcp === undefined ? undefined : endpoint(values.tcp),
    json: values.json,
    out: values.out,
    profile: values.profile,
    keep: values.keep
  }
}

export const help = (benchmarks: ReadonlyArray<{ readonly name: string; readonly description: string }>): string =>
  [
    "npm run bench -- [NAME…] [--quick] [--tcp HOST:PORT] [--json FILE] [--out FOLDER] [--keep FILE] [--profile FOLDER]",
    "",
    ...benchmarks.map(({ description, name }) => `  ${name.padEnd(14)} ${description}`),
    "",
    "  --quick            under two minutes, with fewer and shorter rounds",
    "  --tiny             seconds: shows that everything runs, and nothing else",
    "  --tcp HOST:PORT    a real engine's listener of role global, for the benchmark \"engine\"",
    "  --json FILE        writes the results there, round by round",
    "  --out FOLDER       writes benchmarks.md and its plots there",
    "  --keep FILE        keeps what an earlier --json FILE has of the benchmarks that are not named now",
    "  --profile FOLDER   writes a CPU profile of each program there; the numbers are then worth less",
    "",
    "YATE_BIN names Yate's program, to start a real engine. PEER_PYTHON_YATE, PEER_YAYPM and PEER_NEXT_YATE name folders of",
    "other libraries, to run beside; PEER_PYTHON the Python for them."
  ].join("\n")
