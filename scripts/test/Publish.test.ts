import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { spawnSync } from "node:child_process"
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const root = join(import.meta.dirname, "../..")
const packages = readdirSync(join(root, "packages"))

interface Manifest {
  readonly version: string
  readonly files: ReadonlyArray<string>
  readonly scripts?: Record<string, string>
  readonly gypfile?: unknown
  readonly dependencies?: Record<string, string>
  readonly peerDependencies?: Record<string, string>
  readonly publishConfig: { readonly exports: Record<string, unknown> }
}

const manifestOf = (name: string): Manifest =>
  JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"))

const run = (cwd: string, command: string, ...args: ReadonlyArray<string>): string => {
  const { status, stderr, stdout } = spawnSync(command, args, { cwd, encoding: "utf8" })
  assert.strictEqual(status, 0, `${command} ${args.join(" ")}\n${stdout}${stderr}`)
  return stdout
}

/**
 * A folder that stands for a user's program: the packages lie in its node_modules as a registry would hand them out
 * (what `files` names, with `publishConfig` over the manifest), beside the libraries that they are peers of.
 */
describe("the packages as they are published", () => {
  let consumer = ""

  beforeAll(() => {
    run(root, "node_modules/.bin/tsc", "-b", ...packages.map((name) => join("packages", name, "tsconfig.src.json")))
    consumer = mkdtempSync(join(tmpdir(), "yatefx-publish-"))
    const modules = join(consumer, "node_modules")
    for (const scope of ["@yatefx", "@effect", "@types"]) mkdirSync(join(modules, scope), { recursive: true })
    for (const library of ["effect", "@effect/platform-node", "@types/node"]) {
      symlinkSync(join(root, "node_modules", library), join(modules, library))
    }
    for (const name of packages) {
      const manifest = manifestOf(name)
      const target = join(modules, "@yatefx", name)
      for (const file of manifest.files) {
        cpSync(join(root, "packages", name, file), join(target, file), { recursive: true })
      }
      writeFileSync(join(target, "package.json"), JSON.stringify({ ...manifest, ...manifest.publishConfig }))
    }
    writeFileSync(join(consumer, "package.json"), JSON.stringify({ type: "module" }))
  }, 120_000)

  afterAll(() => {
    if (consumer !== "") rmSync(consumer, { recursive: true, force: true })
  })

  it.each(packages)("%s loads and knows its modules by name", (name) => {
    const modules = readdirSync(join(root, "packages", name, "src"))
      .filter((file) => file.endsWith(".ts") && file !== "index.ts")
      .map((file) => file.slice(0, -3))
    const specifiers = [`@yatefx/${name}`, ...modules.map((module) => `@yatefx/${name}/${module}`)]
    const program = `
      for (const specifier of ${JSON.stringify(specifiers)}) {
        const url = import.meta.resolve(specifier)
        if (!url.includes("/dist/")) throw new Error(specifier + " is " + url)
        await import(specifier)
      }
      console.log(Object.keys(await import("@yatefx/${name}")).length)
    `
    assert.isAbove(Number(run(consumer, "node", "--no-warnings", "--input-type=module", "-e", program)), 0)
  })

  it.each(packages)("%s hides what is internal", (name) => {
    const program = `
      for (const path of ["index", "internal/anything", "src/index.ts"]) {
        try {
          console.log(import.meta.resolve("@yatefx/${name}/" + path))
        } catch (error) {
          console.log(error.code)
        }
      }
    `
    const [index, internal, source] = run(consumer, "node", "--input-type=module", "-e", program).trim().split("\n")
    assert.deepStrictEqual([index, internal], ["ERR_PACKAGE_PATH_NOT_EXPORTED", "ERR_PACKAGE_PATH_NOT_EXPORTED"])
    // `./*` matches it, and leads to a file that is not there.
    assert.match(source ?? "", /dist\/src\/index\.ts\.js$/)
    assert.isFalse(existsSync(new URL(source ?? "")))
  })

  it("types reach a user's program, and are the built ones", () => {
    const uses = packages.map((name, i) =>
      `import * as P${i} from "@yatefx/${name}"\nexport const p${i}: typeof P${i} = P${i}`
    )
    writeFileSync(join(consumer, "use.ts"), uses.join("\n"))
    const tsc = join(root, "node_modules/.bin/tsc")
    const flags = [
      "--ignoreConfig",
      "--noEmit",
      "--strict",
      "--module",
      "nodenext",
      "--target",
      "es2024",
      "--types",
      "node",
      "--listFiles"
    ]
    const files = run(consumer, tsc, ...flags, "--skipLibCheck", "use.ts").split("\n")
    for (const name of packages) {
      assert.isTrue(files.some((file) => file.endsWith(`@yatefx/${name}/dist/index.d.ts`)), name)
    }
    assert.isFalse(files.some((file) => /@yatefx\/[^/]+\/src\//.test(file)))
  })

  it("one version, and each other's by the workspace", () => {
    const manifests = packages.map(manifestOf)
    assert.strictEqual(new Set(manifests.map(({ version }) => version)).size, 1)
    for (const { dependencies, peerDependencies } of manifests) {
      for (const [name, range] of Object.entries(dependencies ?? {})) {
        if (name.startsWith("@yatefx/")) assert.strictEqual(range, "workspace:^")
      }
      assert.property(peerDependencies, "effect")
    }
  })

  it.each(packages)("%s runs nothing when it is installed", (name) => {
    const { gypfile, scripts = {} } = manifestOf(name)
    const atInstall = ["preinstall", "install", "postinstall", "preprepare", "prepare", "postprepare", "prepublish"]
    assert.deepStrictEqual(Object.keys(scripts).filter((script) => atInstall.includes(script)), [])
    // npm would run node-gyp by itself where it finds a binding.gyp.
    assert.isUndefined(gypfile)
    assert.isFalse(existsSync(join(root, "packages", name, "binding.gyp")))
  })

  it.each(packages)("%s has the project's licence", (name) => {
    assert.strictEqual(
      readFileSync(join(root, "packages", name, "LICENSE"), "utf8"),
      readFileSync(join(root, "LICENSE"), "utf8")
    )
  })

  it.each(packages)("%s holds its sources and what is built of them, and nothing else", (name) => {
    assert.deepStrictEqual(manifestOf(name).files, ["src", "dist"])
    const folder = join(root, "packages", name)
    const { status, stderr, stdout } = spawnSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      cwd: folder,
      encoding: "utf8",
      shell: process.platform === "win32"
    })
    assert.strictEqual(status, 0, stderr)
    const [packed]: ReadonlyArray<{ readonly files: ReadonlyArray<{ readonly path: string }> }> = JSON.parse(stdout)
    const paths = packed?.files.map(({ path }) => path) ?? []
    const expected = ["package.json", "README.md", "LICENSE", "src/index.ts", "dist/index.js", "dist/index.d.ts"]
    assert.includeMembers(paths, expected)
    const strange = paths.filter((path) =>
      !/^(?:package\.json|README\.md|LICENSE|(?:src|dist)\/(?:internal\/)?[\w]+\.(?:ts|js|d\.ts)(?:\.map)?)$/.test(path)
    )
    assert.deepStrictEqual(strange, [])
  })
})
