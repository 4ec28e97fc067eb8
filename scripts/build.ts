/**
 * Builds every package from nothing: type errors cannot hide behind an old `.tsbuildinfo`, and `dist` holds no file of
 * a module that is gone.
 */
import { spawnSync } from "node:child_process"
import { readdirSync, rmSync } from "node:fs"
import { join } from "node:path"

const root = join(import.meta.dirname, "..")

for (
  const folder of [
    "examples",
    "scripts",
    ...readdirSync(join(root, "packages")).map((name) => join("packages", name))
  ]
) {
  for (const output of ["dist", ".tsbuildinfo"]) {
    rmSync(join(root, folder, output), { recursive: true, force: true })
  }
}

process.exitCode =
  spawnSync("tsc", ["-b"], { cwd: root, stdio: "inherit", shell: process.platform === "win32" }).status ?? 1
