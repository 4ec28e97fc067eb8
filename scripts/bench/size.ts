/** What a program weighs: on the disk, and as a bundle. */
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { gzipSync } from "node:zlib"
import type { Benchmark } from "./Benchmark.ts"
import { bundle } from "./bundle.ts"
import { root } from "./machine.ts"
import type { Row, Section } from "./Report.ts"

interface Manifest {
  readonly name: string
  readonly files?: ReadonlyArray<string>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))

/** The folder of a package that another one depends on. */
const folderOf = (name: string, from: string): string => {
  for (let at = from;; at = dirname(at)) {
    const folder = join(at, "node_modules", name)
    if (existsSync(join(folder, "package.json"))) return realpathSync(folder)
    if (dirname(at) === at) {
      // pnpm puts siblings beside the package itself.
      return dirname(createRequire(join(from, "package.json")).resolve(`${name}/package.json`))
    }
  }
}

/** A package and all that an install brings with it, by their folders; what is optional is left out. */
export const closureOf = (names: ReadonlyArray<string>, from: string): ReadonlyMap<string, Manifest> => {
  const found = new Map<string, Manifest>()
  const visit = (name: string, from: string): void => {
    const folder = folderOf(name, from)
    if (found.has(folder)) return
    const manifest = manifestOf(folder)
    found.set(folder, manifest)
    for (const dependency of Object.keys(manifest.dependencies ?? {})) visit(dependency, folder)
    for (const peer of Object.keys(manifest.peerDependencies ?? {})) {
      if (manifest.peerDependenciesMeta?.[peer]?.optional !== true) visit(peer, folder)
    }
  }
  for (const name of names) visit(name, from)
  return found
}

const bytesIn = (path: string): number => {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.size
  return readdirSync(path)
    .filter((name) => name !== "node_modules")
    .reduce((sum, name) => sum + bytesIn(join(path, name)), 0)
}

const isOwn = ({ name }: Manifest): boolean => name.startsWith("@yatefx/")

/** Of ours only what is published. */
const weigh = ([folder, manifest]: readonly [string, Manifest]): number =>
  isOwn(manifest)
    ? ["package.json", "README.md", ...manifest.files ?? []]
      .map((name) => join(folder, name))
      .filter((path) => existsSync(path))
      .reduce((sum, path) => sum + bytesIn(path), 0)
    : bytesIn(folder)

const installed = ["@yatefx/dispatcher", "@yatefx/messages", "@yatefx/transport-tcp"]

export const size: Benchmark = {
  name: "size",
  description: "installed size, and the bundle of the smallest program",
  run: async ({ progress }): Promise<ReadonlyArray<Section>> => {
    progress("size: counting what is installed")
    const all = [...closureOf(installed, root)]
    const own = all.filter(([, manifest]) => isOwn(manifest))
    const effect = all.filter(([, { name }]) => name === "effect")
    const others = all.filter(([, manifest]) => !isOwn(manifest) && manifest.name !== "effect")
    const sum = (entries: typeof all): number => entries.reduce((sum, entry) => sum + weigh(entry), 0)
    const bundles: Array<Row> = []
    for (const [label, file] of [["bundle over TCP", "constantRoute"], ["bundle as a script", "script"]] as const) {
      progress(`size: ${label}`)
      const code = await bundle(`${import.meta.dirname}/programs/${file}.ts`)
      bundles.push({
        label,
        cells: { bytes: [Buffer.byteLength(code)], gzip: [gzipSync(code, { level: 9 }).length] }
      })
    }
    const unbuilt = own.some(([folder]) => !existsSync(join(folder, "dist")))
    return [{
      name: "size",
      title: "Size",
      note:
        `What \`npm install ${installed.join(" ")}\` brings, and the smallest program as a minified bundle for Node.` +
        (unbuilt ? " **The packages are not built: what is published weighs more.**" : ""),
      columns: [
        { key: "packages", title: "packages", unit: "count" },
        { key: "bytes", title: "size", unit: "bytes" },
        { key: "gzip", title: "gzip", unit: "bytes" }
      ],
      rows: [
        {
          label: "installed: ours, sources and declarations included",
          cells: { packages: [own.length], bytes: [sum(own)] }
        },
        { label: "installed: effect", cells: { packages: [effect.length], bytes: [sum(effect)] } },
        { label: "installed: what these need", cells: { packages: [others.length], bytes: [sum(others)] } },
        ...bundles
      ],
      plots: []
    }]
  }
}
