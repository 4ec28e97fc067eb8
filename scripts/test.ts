/**
 * All that a change must pass: types and build, lint, format, the registry's audit where it gives one, tests. A step
 * that fails does not keep the next from running, so that one run tells everything. The last line counts the tests; a
 * step other than the tests that fails counts as one failed, and so does a test file that could not run.
 */
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** The part of Vitest's JSON report that is read here. */
interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: ReadonlyArray<{
    readonly status: string
    readonly assertionResults: ReadonlyArray<{ readonly status: string }>
  }>
}

const root = join(import.meta.dirname, "..")
const scratch = mkdtempSync(join(tmpdir(), "yatefx-test-"))
const reportFile = join(scratch, "report.json")
const failures: Array<string> = []

const step = (title: string, command: string, ...args: ReadonlyArray<string>): boolean => {
  const started = performance.now()
  console.log(`\n== ${title}`)
  const { error, status } = spawnSync(command, args, {
    cwd: root,
    shell: process.platform === "win32",
    stdio: ["ignore", "inherit", "inherit"]
  })
  if (error !== undefined) console.log(error.message)
  const ok = status === 0
  if (!ok) failures.push(title)
  console.log(`== ${title}: ${ok ? "ok" : "FAILED"} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
  return ok
}

const readReport = (): Report | undefined => {
  try {
    return JSON.parse(readFileSync(reportFile, "utf8"))
  } catch {
    return undefined
  }
}

step("types and build", "node", "scripts/build.ts")
step("lint", "oxlint")
step("format", "dprint", "check")
step("audit", "node", "scripts/audit.ts")
const testsOk = step(
  "tests",
  "vitest",
  "run",
  "--config",
  "vitest.workspace.ts",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${reportFile}`
)

const report = readReport()
rmSync(scratch, { recursive: true, force: true })
const passed = report?.numPassedTests ?? 0
let failed = report?.numFailedTests ?? 0
for (const file of report?.testResults ?? []) {
  if (file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed")) failed++
}
// Vitest also fails for what no single test did: an error that nobody caught, no test at all.
if (!testsOk && failed === 0) failed++
failed += failures.filter((title) => title !== "tests").length

console.log(failures.length === 0 ? "" : `\nFailed: ${failures.join(", ")}`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
