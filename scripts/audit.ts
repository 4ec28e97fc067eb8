/**
 * Asks the registry for known weaknesses of all that the lock file names. Fails (exit code 1) for a high or critical one;
 * where the registry doesn't answer that question, or can't be reached, it says so in one line and goes on.
 *
 *     node scripts/audit.ts [--registry URL]
 */
import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"

const root = join(import.meta.dirname, "..")

/** How long the registry may take, in milliseconds. */
const patience = 60_000

interface Advisory {
  readonly module_name: string
  readonly severity: string
  readonly title: string
  readonly url: string
}

// The one that installs; it can't be imported, since it runs when it is.
const [pnpm = "pnpm"] = /pnpm@[\d.]+/.exec(readFileSync(join(root, "scripts/setup.mjs"), "utf8")) ?? []

const { stderr, stdout } = spawnSync("npx", [
  "--yes",
  pnpm,
  "audit",
  "--json",
  "--config.fetchRetries=0",
  ...process.argv.slice(2)
], {
  cwd: root,
  encoding: "utf8",
  shell: process.platform === "win32",
  timeout: patience
})

const read = (): ReadonlyArray<Advisory> | undefined => {
  try {
    const { advisories }: { readonly advisories?: Record<string, Advisory> } = JSON.parse(stdout)
    return advisories === undefined ? undefined : Object.values(advisories)
  } catch {
    return undefined
  }
}

const advisories = read()
if (advisories === undefined) {
  // pnpm breaks its lines, and draws one before them.
  const text = `${stderr} ${stdout}`.replace(/[\s│]+/g, " ")
  const reason = /responded with \d+/.exec(text) ?? /\bE[A-Z]{5,}\b|ERR_[A-Z_]+/.exec(text) ?? ["no answer"]
  console.log(`not audited: the registry does not tell known weaknesses (${reason[0]})`)
} else {
  for (const { module_name: name, severity, title, url } of advisories) {
    console.log(`${severity}: ${name}: ${title} (${url})`)
  }
  const isBad = advisories.some(({ severity }) => severity === "high" || severity === "critical")
  console.log(`audited: ${advisories.length} known weaknesses`)
  process.exitCode = isBad ? 1 : 0
}
