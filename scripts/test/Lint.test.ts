import { assert, beforeAll, describe, it } from "@effect/vitest"
import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

const root = join(import.meta.dirname, "../..")
const config = readFileSync(join(root, ".oxlintrc.json"), "utf8")

/** What the repository's lint says to these files, as `path:line rule`. */
const lint = (files: Record<string, string>): ReadonlyArray<string> => {
  const folder = mkdtempSync(join(tmpdir(), "yatefx-lint-"))
  try {
    writeFileSync(join(folder, ".oxlintrc.json"), config.replaceAll("./scripts/", `${root}/scripts/`))
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const { stderr, stdout } = spawnSync(join(root, "node_modules/.bin/oxlint"), ["--format", "json"], {
      cwd: folder,
      encoding: "utf8"
    })
    assert.match(stdout, /^\{/, stderr)
    const report: {
      readonly diagnostics: ReadonlyArray<{
        readonly code: string
        readonly filename: string
        readonly labels: ReadonlyArray<{ readonly span: { readonly line: number } }>
      }>
    } = JSON.parse(stdout)
    return report.diagnostics
      .map(({ code, filename, labels }) => `${filename}:${labels[0]?.span.line} ${code}`)
      .sort()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const restricted = "eslint(no-restricted-imports)"

/** One import of each, used, so that nothing else is wrong with the file. */
const importing = (...specifiers: ReadonlyArray<string>): string =>
  [
    ...specifiers.map((specifier, i) => `import * as M${i} from "${specifier}"`),
    `/** @category uses @since 0.1.0 */`,
    `export const uses: ReadonlyArray<unknown> = [${specifiers.map((_, i) => `M${i}`).join(", ")}]`,
    ""
  ].join("\n")

const refused = (path: string, specifiers: ReadonlyArray<string>): ReadonlyArray<string> =>
  specifiers.map((_, i) => `${path}:${i + 1} ${restricted}`).sort()

describe("the walls between the packages", () => {
  /** What each may import of the others, as DESIGN.md draws the floors. */
  const allowed: Record<string, ReadonlyArray<string>> = {
    protocol: [],
    messages: ["protocol"],
    transport: ["protocol"],
    "transport-tcp": ["protocol", "transport"],
    "transport-stdio": ["protocol", "transport"],
    dispatcher: ["messages", "protocol", "transport"],
    engine: ["protocol", "transport"],
    testing: ["dispatcher", "engine", "messages", "protocol", "transport"],
    calls: ["dispatcher", "messages", "protocol"]
  }
  const packages = readdirSync(join(root, "packages"))

  it("exist for every package", () => {
    assert.sameMembers(packages, Object.keys(allowed))
  })

  it.each(packages)("hold for %s", (name) => {
    const path = `packages/${name}/src/Module.ts`
    const lower = allowed[name] ?? []
    const others = packages.filter((other) => other !== name && !lower.includes(other))
    const good = lower.flatMap((other) => [`@yatefx/${other}`, `@yatefx/${other}/Module`])
    const bad = others.flatMap((
      other
    ) => [`@yatefx/${other}`, `@yatefx/${other}/Module`, `../../${other}/src/Module.ts`])
    assert.deepStrictEqual(lint({ [path]: importing(...good) }), [])
    assert.deepStrictEqual(lint({ [path]: importing(...bad) }), refused(path, bad))
  })

  it("refuse types and dynamic imports as well", () => {
    const path = "packages/engine/src/internal/module.ts"
    const text = [
      `import type { Dispatcher } from "@yatefx/dispatcher"`,
      `export { Dispatcher } from "@yatefx/dispatcher"`,
      `export const load = (): Promise<Dispatcher> => import("@yatefx/dispatcher")`,
      ""
    ]
    assert.deepStrictEqual(lint({ [path]: text.join("\n") }), refused(path, ["1", "2", "3"]))
  })

  it("keep what is private to a package in it", () => {
    const bad = [
      "@yatefx/protocol/internal/encodeFrame",
      "@yatefx/protocol/src/Frame.ts",
      "../../protocol/src/Frame.ts"
    ]
    for (const path of ["packages/transport/test/Module.test.ts", "examples/src/module.ts"]) {
      assert.deepStrictEqual(lint({ [path]: importing(...bad) }), refused(path, bad))
    }
  })

  it.each(["protocol", "messages"])("keep Node out of %s", (name) => {
    const path = `packages/${name}/src/Module.ts`
    const bad = ["node:fs", "node:fs/promises", "@effect/platform-node", "@effect/platform-node/NodeSocket"]
    assert.deepStrictEqual(lint({ [path]: importing(...bad) }), refused(path, bad))
  })
})

describe("the other rules of the house", () => {
  let found: ReadonlyArray<string>

  beforeAll(() => {
    found = lint({
      "packages/engine/src/Circle.ts":
        `import { b } from "./Round.ts"\n/** @category c @since 0.1.0 */\nexport const a = b\n`,
      "packages/engine/src/Round.ts":
        `import { a } from "./Circle.ts"\n/** @category c @since 0.1.0 */\nexport const b = a\n`,
      "packages/engine/src/Barrel.ts": importing("effect"),
      "packages/engine/src/Bare.ts": `export const a = 1\n`,
      "packages/engine/src/Half.ts": `/** What it is. @since 0.1.0 */\nexport const a = 1\n`,
      "packages/engine/src/Companion.ts": `/** @category c @since 0.1.0 */\nexport type A = 1\nexport const A = 1\n`,
      "packages/engine/src/Clock.ts": `/** @category c @since 0.1.0 */\nexport const a = [Date.now(), Math.random()]\n`,
      "packages/engine/src/internal/log.ts": `console.log(1)\n`,
      "packages/engine/src/internal/stale.ts": `// oxlint-disable-next-line no-console\nexport const a = 1\n`
    })
  })

  it.each([
    ["a circular import", "packages/engine/src/Circle.ts:1 import(no-cycle)"],
    ["a circular import, from its other end", "packages/engine/src/Round.ts:1 import(no-cycle)"],
    ["effect's barrel in src", `packages/engine/src/Barrel.ts:1 ${restricted}`],
    ["an export without a doc comment", "packages/engine/src/Bare.ts:1 yatefx(documented-exports)"],
    ["a doc comment without a category", "packages/engine/src/Half.ts:2 yatefx(documented-exports)"],
    ["the system's clock", "packages/engine/src/Clock.ts:2 eslint(no-restricted-properties)"],
    ["output to the console", "packages/engine/src/internal/log.ts:1 eslint(no-console)"]
  ])("refuse %s", (_, problem) => {
    assert.include(found, problem)
  })

  it("refuse a directive that does nothing", () => {
    assert.isTrue(
      found.some((problem) => problem.startsWith("packages/engine/src/internal/stale.ts:1")),
      found.join("\n")
    )
  })

  it("accept a type and a value of one name with one comment", () => {
    assert.isFalse(found.some((problem) => problem.startsWith("packages/engine/src/Companion.ts")), found.join("\n"))
  })
})
