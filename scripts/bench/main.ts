/**
 * The benchmark suite: `npm run bench -- --help`. It gives no verdict: `goals.ts` puts what was measured beside what is
 * wanted, and a person reads it.
 */
import { readFileSync, writeFileSync } from "node:fs"
import { goalsOf } from "./goals.ts"
import { machineLine, writePage } from "./page.ts"
import { help, type Options, readOptions, UsageError } from "./options.ts"
import { profileTo } from "./processes.ts"
import { keep, type Report } from "./Report.ts"
import { benchmarks, runAll } from "./suite.ts"
import { type Cells, cellsOf, textTable } from "./table.ts"

const { stderr } = process

const progress = (text: string): void => {
  if (stderr.isTTY) stderr.write(`\r\u001b[2K${text.slice(0, stderr.columns - 1)}`)
}

const show = (title: string, cells: Cells): void => {
  progress("")
  if (cells.length > 0) console.log(`\n${title}\n${textTable(cells)}`)
}

const readReport = (file: string): Report => {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Report
  } catch (error) {
    throw new UsageError(`--keep wants what an earlier run wrote with --json: ${(error as Error).message}`)
  }
}

const run = async (options: Options): Promise<void> => {
  profileTo(options.profile)
  const started = performance.now()
  const earlier = options.keep === undefined ? undefined : readReport(options.keep)
  const measured = await runAll(options.names, {
    scale: options.scale,
    progress,
    engine: options.engine,
    yateBin: process.env["YATE_BIN"],
    env: process.env
  }, (section) => show(section.title, cellsOf(section)))
  const report = earlier === undefined ? measured : keep(earlier, measured)
  show("What is wanted", goalsOf(report))
  console.log(`\n${machineLine(report.machine)}`)
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, undefined, 2)}\n`)
  if (options.out !== undefined) writePage(options.out, report)
  console.log(`${((performance.now() - started) / 1000).toFixed(0)} s`)
}

try {
  const options = readOptions(process.argv.slice(2), benchmarks.map(({ name }) => name))
  if (options === undefined) console.log(help(benchmarks))
  else await run(options)
} catch (error) {
  progress("")
  console.error(error instanceof UsageError ? error.message : error)
  process.exitCode = error instanceof UsageError ? 2 : 1
}
