/** A short soak, and whether it would tell if something were wrong. */
import { assert, describe, it } from "@effect/vitest"
import { PeerTransport, Transport } from "@yatefx/transport"
import { Effect, Fiber, Layer } from "effect"
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Account } from "../soak/account.ts"
import { growth, type Sample, slope, Window } from "../soak/figures.ts"
import { ceiling, draw } from "../soak/plot.ts"

const root = join(import.meta.dirname, "../..")

interface Ended {
  readonly code: number | null
  readonly output: string
}

const start = (args: ReadonlyArray<string>): { readonly child: ChildProcess; readonly ended: Promise<Ended> } => {
  const child = spawn("node", ["--no-warnings", "scripts/soak.ts", ...args], { cwd: root })
  let output = ""
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (output += String(bytes)))
  return { child, ended: new Promise((resolve) => child.on("close", (code) => resolve({ code, output }))) }
}

const inFolder = async (body: (folder: string) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), "yatefx-soak-"))
  try {
    await body(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe("pnpm soak", () => {
  it("answers everything, leaves nothing, and draws it", () =>
    inFolder(async (folder) => {
      const load = ["--calls", "100", "--messages", "3000", "--at-once", "40", "--fault-every", "0.5"]
      const { code, output } = await start([...load, "--minutes", "0.5", "--seed", "5", "--out", folder]).ended
      assert.strictEqual(code, 0, output)
      assert.match(output, /soak: ok\n$/)
      const figures = JSON.parse(readFileSync(join(folder, "soak.json"), "utf8"))
      assert.isAtLeast(figures.calls, 100)
      assert.isAtLeast(figures.asked + figures.watched + figures.sent, 3000)
      assert.strictEqual(figures.asked, figures.answered + figures.lostWithLink)
      assert.isAbove(figures.faults, 0)
      assert.isAbove(figures.flows.begun, 20)
      assert.strictEqual(figures.flows.ended, figures.flows.begun)
      const svg = readFileSync(join(folder, "soak.svg"), "utf8")
      assert.strictEqual(svg.match(/<polyline/g)?.length, 6)
    }), 90_000)

  it(
    "ends with what it has when it is told to, and says what is wrong with an option",
    () =>
      inFolder(async (folder) => {
        const { child, ended } = start(["--minutes", "5", "--at-once", "5", "--out", folder])
        // The first line after the heading: it is under way.
        await new Promise((resolve) =>
          child.stdout?.on("data", (bytes) => String(bytes).includes("pending") && resolve(0))
        )
        child.kill("SIGINT")
        const { code, output } = await ended
        assert.strictEqual(code, 0, output)
        assert.match(output, /Ending: .*soak: ok\n$/s)
        assert.isTrue(JSON.parse(readFileSync(join(folder, "soak.json"), "utf8")).options.stopped)
        for (const args of [["--calls", "many"], ["--minutes", "0"], ["--fast"], ["more"]]) {
          assert.strictEqual((await start(args).ended).code, 2, args.join(" "))
        }
        const help = await start(["--help"]).ended
        assert.strictEqual(help.code, 0)
        assert.include(help.output, "--max-growth")
      }),
    90_000
  )
})

describe("the account", () => {
  const accounted = Effect.fnUntraced(function*(account: Account) {
    const peer = yield* PeerTransport.make()
    const transport = yield* Effect.provide(Transport, Layer.provide(account.layer, peer.layer))
    const dialling = yield* Effect.forkChild(transport.connect)
    const engine = yield* peer.accept
    return { engine, link: yield* Fiber.join(dialling) }
  })

  it.effect("notes an answer that comes twice, and one to nobody", () =>
    Effect.gen(function*() {
      const account = new Account()
      const { engine, link } = yield* accounted(account)
      yield* engine.say(
        "%%>message:1:0:soak.probe:",
        "%%>message:2:0:soak.probe:",
        "%%<message::true:chan.hangup::id=1"
      )
      yield* link.pull
      yield* link.write(["%%<message:1:true:", "%%>message:x:0:soak.tell:"])
      assert.deepStrictEqual([account.pending, account.messages, account.wrong.length], [1, 4, 0])
      yield* link.write(["%%<message:1:false:"])
      yield* link.write(["%%<message:never:false:"])
      assert.strictEqual(account.wrong.length, 2)
      yield* engine.cut()
      yield* Effect.exit(link.pull)
      assert.deepStrictEqual([account.pending, account.lostWithLink, account.answered], [0, 1, 1])
    }))
})

describe("the figures", () => {
  const sample = (at: number, heap: number): Sample => ({
    at,
    heap,
    pending: 0,
    dispatches: 0,
    calls: 0,
    messages: 0,
    p50: 0,
    p99: 0
  })

  it("tell a heap that grows from one that goes up and down", () => {
    const flat = Array.from({ length: 100 }, (_, i) => sample(i, 50e6 + (i % 7) * 1e6))
    assert.isBelow(Math.abs(growth(flat)), 1e6)
    const leaking = flat.map(({ at, heap }) => sample(at, heap + at * 250_000))
    assert.isAbove(growth(leaking), 18e6)
    // What the start takes is no growth.
    const starting = flat.map(({ at, heap }) => sample(at, at < 15 ? heap / 4 : heap))
    assert.isBelow(Math.abs(growth(starting)), 1e6)
    assert.deepStrictEqual([slope([]), slope([sample(1, 1)]), growth([])], [0, 0, 0])
  })

  it("have percentiles of what came since the last look", () => {
    const window = new Window()
    for (let i = 1; i <= 1000; i++) window.add(i)
    assert.deepStrictEqual(window.take(50, 99), [501, 991])
    assert.deepStrictEqual([window.take(50), window.total, window.highest], [[0], 1000, 1000])
  })
})

describe("the plot", () => {
  it("has a line for each series, within its frame, and escapes what it is given", () => {
    const values = [0, 5, 12]
    const panel = { title: "a<b & \"c\"", unit: "ms", series: [{ label: "<x>", values }, { label: "y", values }] }
    const svg = draw({ title: "t", at: [0, 1, 2], panels: [panel, panel], marks: [1] })
    assert.strictEqual(svg.match(/<polyline/g)?.length, 4)
    assert.include(svg, "a&lt;b &amp; &quot;c&quot;")
    assert.notInclude(svg, "<x>")
    assert.include(svg, "prefers-color-scheme: dark")
    assert.notInclude(svg, "NaN")
    assert.deepStrictEqual([0, 0.3, 1, 12, 51, 100].map(ceiling), [1, 0.5, 1, 20, 100, 100])
  })

  it("of nothing is empty and whole", () => {
    const svg = draw({ title: "t", at: [], panels: [{ title: "p", unit: "u", series: [] }], marks: [] })
    assert.match(svg, /^<svg [^]*<\/svg>\n$/)
    assert.notMatch(svg, /NaN|Infinity/)
  })
})
