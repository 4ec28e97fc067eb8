/** How long it takes from nothing to the first answered message. */
import { spawn } from "node:child_process"
import type { Benchmark } from "./Benchmark.ts"
import { bundle, withFiles } from "./bundle.ts"
import { startProgram } from "./processes.ts"
import type { Row, Section } from "./Report.ts"
import { interleave } from "./rounds.ts"

const module = (name: string): string => `${import.meta.dirname}/programs/${name}`

/** A script that says nothing for so long never will, in milliseconds. */
const patience = 30_000

/** Starts a script as Yate does, hands it a message once it has installed its handler, and waits for the answer. */
const firstAnswer = (file: string, env: Record<string, string> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now()
    const child = spawn(process.execPath, [file], {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, ...env }
    })
    const timer = setTimeout(() => child.kill("SIGKILL"), patience)
    let answeredAt: number | undefined
    let rest = ""
    child.stdin.on("error", () => {})
    child.stdout.on("data", (bytes: Buffer) => {
      const lines = (rest + bytes.toString("latin1")).split("\n")
      rest = lines.pop() ?? ""
      for (const line of lines) {
        const [command = "", first = "", second = ""] = line.split(":")
        if (command === "%%>setlocal") child.stdin.write(`%%<setlocal:${first}:${second || "10000"}:true\n`)
        if (command === "%%>install") {
          child.stdin.write(`%%<install:${first}:${second}:true\n`)
          child.stdin.write("%%>message:0x1.1:1795381109:call.route::id=sip/1:caller=alice:called=ivr\n")
        }
        if (command === "%%>quit") child.stdin.write("%%<quit\n")
        if (line === "%%<message:0x1.1:true::tone/dial") {
          answeredAt = performance.now()
          child.stdin.end()
        }
      }
    })
    child.on("error", reject)
    child.on("close", () => {
      clearTimeout(timer)
      if (answeredAt === undefined) reject(new Error(`${file} ended without an answer`))
      else resolve(answeredAt - startedAt)
    })
  })

interface InProcess {
  readonly imported: number
  readonly answered: number
}

const inProcess = async (): Promise<InProcess> => {
  const program = startProgram("start-up", module("inProcess.ts"))
  try {
    return await program.hear<InProcess>()
  } finally {
    await program.stop()
  }
}

export const startUp: Benchmark = {
  name: "start-up",
  description: "time to the first answered message, in process and as a stdio script",
  run: async ({ progress, scale }): Promise<ReadonlyArray<Section>> => {
    progress("start-up: bundling")
    const files = {
      "bundled.mjs": await bundle(module("script.ts")),
      "built.mjs": await bundle(module("script.ts"), { external: /^(effect|@effect\/[\w-]+)(\/|$)/ })
    }
    return withFiles(files, async (pathOf) => {
      const scripts: ReadonlyArray<
        { readonly label: string; readonly file: string; readonly env?: Record<string, string> }
      > = [
        { label: "script without any library", file: module("bareScript.ts") },
        { label: "script, bundled", file: pathOf("bundled.mjs") },
        { label: "script, as JavaScript beside its libraries", file: pathOf("built.mjs") },
        {
          label: "the same, with NODE_COMPILE_CACHE",
          file: pathOf("built.mjs"),
          env: { NODE_COMPILE_CACHE: pathOf("cache") }
        },
        { label: "script, from the sources", file: module("script.ts") }
      ]
      // As a user finds it from the second start on.
      await Promise.all(scripts.flatMap(({ env, file }) => env === undefined ? [] : [firstAnswer(file, env)]))
      const results = await interleave(scripts, scale.starts, ({ env, file, label }, round) => {
        progress(`start-up: ${label}, ${round + 1} of ${scale.starts}`)
        return firstAnswer(file, env)
      })
      const own: Array<InProcess> = []
      for (let round = 0; round < scale.starts; round++) {
        progress(`start-up: in process, ${round + 1} of ${scale.starts}`)
        own.push(await inProcess())
      }
      const rows: ReadonlyArray<Row> = [
        ...scripts.map((script) => ({ label: script.label, cells: { time: results.get(script) ?? [] } })),
        { label: "in process: imports", cells: { time: own.map(({ imported }) => imported) } },
        { label: "in process: imports to first answer", cells: { time: own.map(({ answered }) => answered) } }
      ]
      return [{
        name: "start-up",
        title: "Start-up",
        note:
          "A script is started as Yate does, with pipes; the time is from its start to the answer to its first `call.route`, " +
          "which is sent once the handler is installed. The sources are TypeScript, whose types Node takes out as it reads them; as JavaScript, our " +
          "packages are in one file, and effect and platform-node are imported from where they are installed; `NODE_COMPILE_CACHE` names a folder in which Node keeps what it has compiled, from the second start on; a bundle is one file with everything. In process: a fresh " +
          "one imports all, builds the layers, and answers on an engine of a few lines.",
        columns: [{ key: "time", title: "time", unit: "ms" }],
        rows,
        plots: []
      }]
    })
  }
}
