/**
 * What a CPU profile says, in a few lines: the functions that took the most time themselves, and with all they called.
 *
 *     node scripts/bench/profile.ts FILE.cpuprofile [lines]
 */
import { readFileSync } from "node:fs"
import { textTable } from "./table.ts"

/** The part of V8's format that is read here. */
export interface Profile {
  readonly nodes: ReadonlyArray<{
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
    readonly children?: ReadonlyArray<number>
  }>
  readonly samples: ReadonlyArray<number>
  readonly timeDeltas: ReadonlyArray<number>
}

export interface Cost {
  readonly name: string
  /** Shares of the time that the program was not idle. */
  readonly self: number
  readonly total: number
}

/** The costs of each function, the largest of its own first. */
export const costsOf = ({ nodes, samples, timeDeltas }: Profile): ReadonlyArray<Cost> => {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const own = new Map<number, number>()
  samples.forEach((id, at) => own.set(id, (own.get(id) ?? 0) + (timeDeltas[at] ?? 0)))
  const nameOf = (id: number): string => {
    const { functionName = "", lineNumber = 0, url = "" } = byId.get(id)?.callFrame ?? {}
    const file = url.split("/").slice(-2).join("/")
    return `${functionName === "" ? "(anonymous)" : functionName}${file === "" ? "" : ` ${file}:${lineNumber + 1}`}`
  }
  const self = new Map<string, number>()
  const total = new Map<string, number>()
  const add = (map: Map<string, number>, name: string, micros: number): void => {
    map.set(name, (map.get(name) ?? 0) + micros)
  }
  // A function that calls itself counts once for its whole stack.
  const visit = (id: number, above: ReadonlySet<string>): number => {
    const name = nameOf(id)
    const mine = own.get(id) ?? 0
    const inside = new Set(above).add(name)
    let sum = mine
    for (const child of byId.get(id)?.children ?? []) sum += visit(child, inside)
    add(self, name, mine)
    if (!above.has(name)) add(total, name, sum)
    return sum
  }
  const root = nodes[0]
  const all = root === undefined ? 0 : visit(root.id, new Set())
  const busy = all - (self.get("(idle)") ?? 0)
  return [...self]
    .filter(([name]) => name !== "(idle)" && name !== "(root)")
    .map(([name, micros]) => ({ name, self: micros / busy, total: (total.get(name) ?? 0) / busy }))
    .sort((a, b) => b.self - a.self)
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`

if (import.meta.main) {
  const [, , file = "", lines = "25"] = process.argv
  const costs = costsOf(JSON.parse(readFileSync(file, "utf8")))
  console.log(textTable([
    ["", "self", "total"],
    ...costs.slice(0, Number(lines)).map(({ name, self, total }) => [name, percent(self), percent(total)])
  ]))
}
