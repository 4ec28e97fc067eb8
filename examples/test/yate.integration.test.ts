/**
 * The example on a real Yate, when `YATE_BIN` names its program; without, the same scenario on the embedded engine only.
 * One and the same scenario, so that what passes there holds here.
 */
import { NodeServices } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Dispatcher } from "@yatefx/dispatcher"
import { EngineListener } from "@yatefx/engine"
import { CallDrop, CallExecute, ChanDtmf, ChanHangup, Masquerade } from "@yatefx/messages"
import { UnixTransport } from "@yatefx/transport-tcp"
import { Effect, FileSystem, Layer, Schedule } from "effect"
import { fileURLToPath } from "node:url"
import { byCall, engineLayer, outputs, start } from "./support.ts"
import { yate, yateBin } from "./yate.ts"

const script = fileURLToPath(new URL("../script.sh", import.meta.url))

/** A second program on the same engine calls the first, presses a key, and hangs up: it works without any phone. */
const call = (socket: string) =>
  Effect.gen(function*() {
    const yate = yield* Dispatcher
    // The example may not have its handlers yet.
    const { params } = yield* yate.dispatch(CallExecute, { callto: "dumb/", target: "ivr", caller: "alice" }).pipe(
      Effect.repeat({ until: ({ processed }) => processed, schedule: Schedule.spaced("100 millis") })
    )
    const id = yield* Effect.fromNullishOr(params.id)
    const ended = yield* yate.expectWatch(ChanHangup, { where: { id } })
    const press = (text: string) => yate.dispatch(Masquerade.of(ChanDtmf), { id, text })
    // Answered by the example, which only then listens for keys.
    yield* Effect.repeat(press("5"), { until: ({ processed }) => processed, schedule: Schedule.spaced("100 millis") })
    yield* yate.dispatch(CallDrop, { id })
    yield* ended
    return id
  }).pipe(
    Effect.scoped,
    Effect.provide(Layer.provide(Dispatcher.layer, UnixTransport.layer({ path: socket })))
  )

const socketPath = Effect.gen(function*() {
  const fs = yield* FileSystem.FileSystem
  return `${yield* fs.makeTempDirectoryScoped()}/yate.sock`
})

const shown = (id: string, output: string): void => {
  assert.deepStrictEqual(byCall(output)[id], [
    "routed       from alice to dumb/",
    `answered     by ${id.replace(/\d+$/, (n) => String(Number(n) + 1))}`,
    "key          5, echoed by digits/5.slin",
    "hung up"
  ])
}

/** The example as a program of its own, on the engine behind a socket. */
const onSocket = Effect.fnUntraced(function*(socket: string) {
  const child = yield* start(["keyecho", "--unix", socket])
  const { stdout } = yield* outputs(child)
  const id = yield* call(socket)
  yield* stdout.shows("hung up", 1)
  yield* child.kill({ killSignal: "SIGTERM" })
  shown(id, yield* stdout.whole)
})

describe("keyecho, called by another program", () => {
  it.live("on the embedded engine", () =>
    Effect.gen(function*() {
      const socket = yield* socketPath
      yield* Effect.provide(onSocket(socket), EngineListener.unix({ path: socket }))
    }).pipe(Effect.scoped, Effect.provide(engineLayer), Effect.provide(NodeServices.layer)), 60_000)

  it.live.skipIf(yateBin === undefined)("on a real Yate", () =>
    Effect.gen(function*() {
      const socket = yield* socketPath
      yield* yate(yateBin ?? "", socket, [])
      yield* onSocket(socket)
    }).pipe(Effect.scoped, Effect.provide(NodeServices.layer)), 60_000)

  it.live.skipIf(yateBin === undefined)("as a script of a real Yate", () =>
    Effect.gen(function*() {
      const socket = yield* socketPath
      const { stderr } = yield* yate(yateBin ?? "", socket, [`${script}=keyecho`])
      const id = yield* call(socket)
      yield* stderr.shows("hung up", 1)
      shown(id, yield* stderr.soFar)
    }).pipe(Effect.scoped, Effect.provide(NodeServices.layer)), 60_000)
})
