import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as ChildProcess from "node:child_process"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import { Duplex } from "node:stream"
import { fixture, start } from "./script.ts"

const audio = [process.execPath, fixture("audio")] as const

/** By way of the shell, which opens real pipes, and closes what is not asked for, as the engine does. */
const redirected = (redirections: string) => start(["sh", "-c", `exec "$0" "$1" ${redirections}`, ...audio])

const folder = Effect.acquireRelease(
  Effect.sync(() => Fs.mkdtempSync(Path.join(Os.tmpdir(), "yatefx-"))),
  (path) => Effect.sync(() => Fs.rmSync(path, { recursive: true }))
)

const noRead =
  "handle 3 (audio from the call) is not there: send the call to \"external/record/NAME\" or \"external/playrec/NAME\""
const noWrite =
  "handle 4 (audio to the call) is not there: send the call to \"external/play/NAME\" or \"external/playrec/NAME\""

describe("AudioHandles", () => {
  it.live("carries audio both ways, byte for byte, and ends both", () =>
    Effect.gen(function*() {
      const script = yield* start(audio, ["pipe", "pipe", "pipe", "pipe", "pipe"])
      const [, , , input, output] = script.child.stdio
      assert(input instanceof Duplex && output instanceof Duplex)
      const second = Buffer.alloc(16_000, 7)
      const played: Array<Buffer> = []
      output.on("data", (chunk: Buffer) => played.push(chunk))
      // Twenty seconds, more than the pipes hold.
      for (let i = 0; i < 20; i++) input.write(second)
      input.end()
      const { code, stderr } = yield* script.exit
      assert.deepStrictEqual(JSON.parse(stderr), { heard: 320_000, read: "ended", write: "ended" })
      assert.deepStrictEqual(Buffer.concat(played), Buffer.concat([Buffer.alloc(320_000, 8), Buffer.from([1, 2, 3])]))
      assert.strictEqual(code, 0)
    }), 30_000)

  it.live("knows real pipes, and a missing one of the two", () =>
    Effect.gen(function*() {
      const place = yield* folder
      const [from, to] = [Path.join(place, "from"), Path.join(place, "to")]
      ChildProcess.execFileSync("mkfifo", [from, to])
      const play = yield* redirected(`3<&- 4> '${to}'`)
      const heard = yield* Effect.promise(() => Fs.promises.readFile(to))
      assert.deepStrictEqual(heard, Buffer.from([1, 2, 3]))
      assert.deepStrictEqual(JSON.parse((yield* play.exit).stderr), { heard: 0, read: noRead, write: "ended" })

      const record = yield* redirected(`3< '${from}' 4>&-`)
      yield* Effect.promise(() => Fs.promises.writeFile(from, "audio"))
      assert.deepStrictEqual(JSON.parse((yield* record.exit).stderr), { heard: 5, read: "ended", write: noWrite })
    }), 30_000)

  it.live(
    "takes no handle of the runtime's own for audio where the engine passed none on",
    () =>
      Effect.gen(function*() {
        const script = yield* redirected("3<&- 4>&-")
        assert.deepStrictEqual(JSON.parse((yield* script.exit).stderr), { heard: 0, read: noRead, write: noWrite })
        // A pipe that has both its ends in the process, as the runtime's own have.
        const pipe = Path.join(yield* folder, "pipe")
        ChildProcess.execFileSync("mkfifo", [pipe])
        const looped = yield* redirected(`3<> '${pipe}' 5>&3 4>&-`)
        assert.deepStrictEqual(JSON.parse((yield* looped.exit).stderr), { heard: 0, read: noRead, write: noWrite })
      }),
    30_000
  )

  it.live("reads and writes files as well, to try a script by hand", () =>
    Effect.gen(function*() {
      const place = yield* folder
      const [from, to] = [Path.join(place, "from.slin"), Path.join(place, "to.slin")]
      Fs.writeFileSync(from, Buffer.from([10, 20]))
      const script = yield* redirected(`3< '${from}' 4> '${to}'`)
      assert.deepStrictEqual(JSON.parse((yield* script.exit).stderr), { heard: 2, read: "ended", write: "ended" })
      assert.deepStrictEqual(Fs.readFileSync(to), Buffer.from([11, 21, 1, 2, 3]))
    }), 30_000)
})
