import { assert, describe, it } from "@effect/vitest"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { createConnection, createServer, type Socket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { scales } from "../bench/Benchmark.ts"
import { formatSamples, formatValue } from "../bench/format.ts"
import { goalsOf } from "../bench/goals.ts"
import { LoadGenerator } from "../bench/LoadGenerator.ts"
import { expectedOf, idOf, lineOf, slots } from "../bench/messages.ts"
import { help, readOptions, UsageError } from "../bench/options.ts"
import { pageOf, writePage } from "../bench/page.ts"
import { costsOf } from "../bench/profile.ts"
import { keep, type Report, type Section } from "../bench/Report.ts"
import { interleave } from "../bench/rounds.ts"
import { differences, median, quantile, ratios, spread } from "../bench/statistics.ts"
import { benchmarks, runAll } from "../bench/suite.ts"
import { plotOf } from "../bench/svg.ts"
import { cellsOf, markdownTable, textTable } from "../bench/table.ts"

describe("statistics", () => {
  it("take quantiles between values, whatever their order", () => {
    assert.strictEqual(quantile([4, 1, 3, 2], 0), 1)
    assert.strictEqual(quantile([4, 1, 3, 2], 0.25), 1.75)
    assert.strictEqual(quantile([4, 1, 3, 2], 1), 4)
    assert.strictEqual(quantile([10, 9], 0.5), 9.5)
    assert.strictEqual(quantile([7], 0.99), 7)
    assert.isNaN(quantile([], 0.5))
    assert.strictEqual(median([3, 1, 2]), 2)
    assert.strictEqual(median([100, 1, 2, 3]), 2.5)
  })

  it("don't let one bad round count", () => {
    assert.strictEqual(median([10, 10, 10, 10, 1000]), 10)
    assert.strictEqual(spread([10, 10, 10, 10, 1000]), 0)
  })

  it("tell how far the middle half lies around the median, as a share", () => {
    // Quartiles 8 and 12 around 10.
    assert.closeTo(spread([6, 8, 10, 12, 14]), 0.2, 1e-12)
    assert.strictEqual(spread([5]), 0)
    assert.closeTo(spread([-6, -8, -10, -12, -14]), 0.2, 1e-12)
  })

  it("compare rounds that lie next to each other", () => {
    assert.deepStrictEqual(ratios([10, 40], [20, 160]), [0.5, 0.25])
    assert.deepStrictEqual(differences([10, 40], [1, 2]), [9, 38])
    assert.deepStrictEqual(ratios([1, 2, 3], [1]), [1])
  })
})

describe("rounds", () => {
  it("take turns, every other one in the opposite order", async () => {
    const order: Array<string> = []
    const results = await interleave(["a", "b", "c"], 3, (subject, round) => {
      order.push(subject)
      return `${subject}${round}`
    })
    assert.strictEqual(order.join(""), "abccbaabc")
    assert.deepStrictEqual(results.get("b"), ["b0", "b1", "b2"])
  })
})

describe("numbers for people", () => {
  it("have three digits that mean something, and their unit", () => {
    assert.strictEqual(formatValue(1_234_567, "/s"), "1,234,567/s")
    assert.strictEqual(formatValue(0.012345, "ms"), "0.0123 ms")
    assert.strictEqual(formatValue(50, "ms"), "50 ms")
    assert.strictEqual(formatValue(1536, "bytes"), "1.5 KiB")
    assert.strictEqual(formatValue(3 * 2 ** 20, "bytes"), "3 MiB")
    assert.strictEqual(formatValue(0.456, "share"), "0.46")
    assert.strictEqual(formatValue(Number.NaN, "/s"), "–")
  })

  it("show their variance where there were several rounds", () => {
    assert.strictEqual(formatSamples([6, 8, 10, 12, 14], "s"), "10 s ±20%")
    assert.strictEqual(formatSamples([6], "s"), "6 s")
    assert.strictEqual(formatSamples([-9, 1, 8], "s"), "1 s ±>100%")
    assert.strictEqual(formatSamples(undefined, "s"), "")
  })
})

const section: Section = {
  name: "end-to-end",
  title: "End to end",
  note: "What was done.",
  columns: [{ key: "rate", title: "messages", unit: "/s" }, { key: "ratio", title: "a|b", unit: "share" }],
  rows: [
    { label: "bare node:net, small, window 256", cells: { rate: [1000, 1000], ratio: [1, 1] } },
    { label: "constant-route, small, window 256", cells: { rate: [500, 700], ratio: [0.5, 0.7] } },
    { label: "<&\">", cells: {} }
  ],
  plots: [
    {
      kind: "bars",
      name: "bars",
      title: "Bars",
      column: "ratio",
      rows: ["bare node:net, small, window 256", "constant-route, small, window 256", "<&\">"]
    },
    {
      kind: "growth",
      name: "growth",
      title: "Growth <1>",
      xTitle: "waiting",
      yTitle: "found",
      unit: "/s",
      series: [{ label: "a", points: [[1, 1000], [1000, 10]] }, { label: "b", points: [[1, 500]] }]
    }
  ]
}

const report: Report = {
  machine: {
    date: "2026-01-02",
    cpu: "a processor",
    cores: 2,
    memoryGiB: 4,
    system: "linux x64",
    versions: { node: "24.0.0" }
  },
  scale: "full",
  sections: [section]
}

describe("results", () => {
  it("stand under each other on a terminal", () => {
    assert.strictEqual(
      textTable(cellsOf({ ...section, rows: section.rows.slice(0, 2) })),
      [
        "                                      messages       a|b",
        "bare node:net, small, window 256   1,000/s ±0%  1.00 ±0%",
        "constant-route, small, window 256    600/s ±8%  0.60 ±8%"
      ].join("\n")
    )
  })

  it("make a table in Markdown that a bar in a title doesn't break", () => {
    const [head = "", rule = "", ...rows] = markdownTable(cellsOf(section)).split("\n")
    assert.strictEqual(head, "|  | messages | a\\|b |")
    assert.strictEqual(rule, "| --- | ---: | ---: |")
    assert.strictEqual(rows.length, 3)
  })

  it("stand beside what is wanted, where that was measured", () => {
    assert.deepStrictEqual(goalsOf(report), [
      ["", "wanted", "measured"],
      ["constant-route, small, over bare node:net", "≥ 0.30", "0.60 ±8%"]
    ])
    assert.deepStrictEqual(goalsOf({ ...report, sections: [] }), [])
  })

  it("make a page with the machine, the versions and the date, and a file for each plot", () => {
    const folder = mkdtempSync(join(tmpdir(), "yatefx-bench-"))
    try {
      writePage(folder, report)
      const page = readFileSync(join(folder, "benchmarks.md"), "utf8")
      assert.strictEqual(page, pageOf(report))
      assert.include(page, "Measured on 2026-01-02: 2 × a processor, 4 GiB, linux x64, node 24.0.0.")
      const plots = [...page.matchAll(/\]\(benchmarks\/(.*)\)/g)].map(([, file]) => file ?? "")
      assert.deepStrictEqual(plots.toSorted(), readdirSync(join(folder, "benchmarks")).toSorted())
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it("keep what an earlier run has besides, and say so", () => {
    const other: Section = { ...section, name: "other", title: "Other", plots: [] }
    const earlier: Report = {
      ...report,
      machine: { ...report.machine, date: "2026-01-01" },
      scale: "quick",
      sections: [other, { ...section, note: "Done before." }]
    }
    const last: Section = { ...other, name: "last", title: "Last" }
    const both = keep(earlier, { ...report, sections: [section, last] })
    assert.deepStrictEqual(both.sections, [other, section, last])
    const page = pageOf(both)
    assert.include(page, "Measured on 2026-01-02")
    assert.include(page, "Of an earlier run (scale: quick): Other. Measured on 2026-01-01")
  })

  it("make plots in which a text is a text, and everything lies inside", () => {
    for (const plot of section.plots) {
      const svg = plotOf(plot, section)
      assert.notMatch(svg, /NaN|Infinity|undefined/)
      assert.notInclude(svg, "<1>")
      const [, height = "0"] = /viewBox="0 0 760 (\d+)"/.exec(svg) ?? []
      for (const [, x = "", y = ""] of svg.matchAll(/c?x="([\d.-]+)" c?y="([\d.-]+)"/g)) {
        assert.isAtLeast(Number(x), 0)
        assert.isBelow(Number(x), 760)
        assert.isAtLeast(Number(y), 0)
        assert.isBelow(Number(y), Number(height))
      }
    }
  })

  it("draw a bar as long as its value", () => {
    const [bars] = section.plots
    assert.isDefined(bars)
    const widths = [...plotOf(bars, section).matchAll(/<rect .*? width="([\d.]+)"/g)].map(([, width]) => Number(width))
    assert.strictEqual(widths.length, 2)
    assert.closeTo((widths[1] ?? 0) / (widths[0] ?? 1), 0.6, 0.01)
  })
})

describe("the command line", () => {
  const names = benchmarks.map(({ name }) => name)

  it("runs everything in full by default, and what is named", () => {
    assert.deepStrictEqual(readOptions([], names)?.names, names)
    assert.strictEqual(readOptions([], names)?.scale, scales.full)
    const options = readOptions(["--", "codec", "--quick", "--tcp", "[::1]:5039"], names)
    assert.deepStrictEqual(options?.names, ["codec"])
    assert.strictEqual(options?.scale, scales.quick)
    assert.deepStrictEqual(options?.engine, { host: "::1", port: 5039 })
  })

  it("says what is wrong", () => {
    assert.throws(() => readOptions(["codek"], names), UsageError, /codek.*codec/)
    assert.throws(() => readOptions(["--tcp", "5039"], names), UsageError, /HOST:PORT/)
    assert.throws(() => readOptions(["--fast"], names), UsageError, /--fast/)
    assert.isUndefined(readOptions(["--help"], names))
    for (const name of names) assert.include(help(benchmarks), name)
  })
})

/** A program that answers each message by a function, on a load generator. */
const underLoad = async (answer: (id: string, line: string) => string): Promise<unknown> => {
  const sockets: Array<Socket> = []
  const connected = Promise.withResolvers<LoadGenerator>()
  const server = createServer((socket) => {
    sockets.push(socket)
    connected.resolve(new LoadGenerator(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  const program = createConnection({
    host: "127.0.0.1",
    port: typeof address === "object" && address !== null ? address.port : 0
  })
  try {
    let rest = ""
    program.setEncoding("latin1")
    program.on("data", (text: string) => {
      const lines = (rest + text).split("\n")
      rest = lines.pop() ?? ""
      for (const line of lines) {
        const id = /^%%>message:([^:]*):/.exec(line)?.[1]
        if (id !== undefined) program.write(`${answer(id, line)}\n`)
      }
    })
    program.write("%%>install:80:call.route\n")
    const generator = await connected.promise
    await generator.ready
    return await generator.run({ size: "small", answer: "constant", window: 4, millis: 5 }).catch((error: unknown) =>
      error
    )
  } finally {
    program.destroy()
    for (const socket of sockets) socket.destroy()
    server.close()
  }
}

describe("the load generator", () => {
  it("counts and times right answers, with and without a name and parameters", async () => {
    const result = await underLoad((id) => `%%<message:${id}:true:call.route:tone/dial:called=1`)
    assert.isAbove((result as { readonly rate: number }).rate, 0)
    assert.isAbove((result as { readonly p99: number }).p99, 0)
  })

  it.each<readonly [string, (id: string) => string, RegExp]>([
    ["that says not processed", (id) => `%%<message:${id}:false:`, /a wrong answer/],
    ["with another return value", (id) => `%%<message:${id}:true::tone/busy`, /not the answer/],
    ["with a longer return value", (id) => `%%<message:${id}:true::tone/dialled`, /not the answer/],
    ["to another message", () => `%%<message:${idOf(1000)}:true::tone/dial`, /nothing was asked/]
  ])("refuses an answer %s", async (_, answer, expected) => {
    assert.match(String(await underLoad(answer)), expected)
  })

  it("sends lines that differ, of one length, with the values that the answer needs", () => {
    for (const size of ["small", "large"] as const) {
      const lines = Array.from({ length: slots }, (_, slot) => lineOf(size, "ten", slot))
      assert.strictEqual(new Set(lines).size, slots)
      assert.strictEqual(new Set(lines.map((line) => line.length)).size, 1)
    }
    assert.strictEqual(new Set(Array.from({ length: slots }, (_, slot) => expectedOf("ten", slot))).size, slots)
    assert.closeTo(lineOf("large", "ten", 0).length, 1400, 50)
  })
})

describe("a profile", () => {
  it("tells what each function takes itself and with what it calls, of the time that is not idle", () => {
    const frame = (functionName: string) => ({ functionName, url: "file:///a/b/c.ts", lineNumber: 0 })
    const costs = costsOf({
      nodes: [
        { id: 1, callFrame: { functionName: "(root)", url: "", lineNumber: -1 }, children: [2, 5] },
        { id: 2, callFrame: frame("outer"), children: [3] },
        { id: 3, callFrame: frame("inner"), children: [4] },
        { id: 4, callFrame: frame("outer") },
        { id: 5, callFrame: { functionName: "(idle)", url: "", lineNumber: -1 } }
      ],
      samples: [2, 3, 4, 5],
      timeDeltas: [10, 60, 30, 900]
    })
    assert.deepStrictEqual(costs, [
      { name: "inner b/c.ts:1", self: 0.6, total: 0.9 },
      { name: "outer b/c.ts:1", self: 0.4, total: 1 }
    ])
  })
})

describe("the suite", () => {
  // No verdict: that everything runs, and says something in each column, in its smallest size.
  it("runs whole", { timeout: 300_000 }, async () => {
    const named: Array<string> = []
    const names = benchmarks.map(({ name }) => name)
    const { sections } = await runAll(names, {
      scale: scales.tiny,
      progress: () => {},
      engine: undefined,
      yateBin: undefined,
      env: {}
    }, ({ name }) => named.push(name))
    assert.deepStrictEqual(named, names.filter((name) => name !== "engine"))
    for (const { columns, name, rows } of sections) {
      assert.isAbove(rows.length, 0, name)
      for (const { key } of columns) {
        const samples = rows.flatMap(({ cells }) => cells[key] ?? [])
        assert.isAbove(samples.length, 0, `${name}: ${key}`)
        for (const sample of samples) assert.isTrue(Number.isFinite(sample), `${name}: ${key}`)
      }
    }
  })
})
