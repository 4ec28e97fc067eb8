/** A program of calls on an embedded engine with sounds, and what must be left when all calls are over. */
import { assert } from "@effect/vitest"
import { Calls, type CallsOptions } from "@yatefx/calls"
import { Engine, type EngineOptions } from "@yatefx/engine"
import { Scenario } from "@yatefx/testing"
import { Effect, Layer, Metric } from "effect"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import { afterAll } from "vitest"

/** Bytes of one millisecond: 16 bit, 8 kHz. */
const bytesPerMilli = 16

/** Milliseconds that each sound lasts. */
export const lengths = { welcome: 1000, menu: 2000, sorry: 500, goodbye: 400, beep: 100, long: 30_000 }

const folder = Fs.mkdtempSync(Path.join(Os.tmpdir(), "yatefx-calls-"))
afterAll(() => Fs.rmSync(folder, { recursive: true, force: true }))

/** A folder of sounds: those named above, digits of 200 ms, and whatever a test adds. */
export const soundsPath = Path.join(folder, "sounds")
export const recordingsPath = Path.join(folder, "recordings")

/** Writes a sound that lasts so many milliseconds. */
export const writeSound = (name: string, millis: number): void => {
  const path = Path.join(soundsPath, `${name}.slin`)
  Fs.mkdirSync(Path.dirname(path), { recursive: true })
  Fs.writeFileSync(path, new Uint8Array(millis * bytesPerMilli))
}

for (const [name, millis] of Object.entries(lengths)) writeSound(name, millis)
for (let digit = 0; digit < 10; digit++) writeSound(`digits/${digit}`, 200)
Fs.mkdirSync(recordingsPath, { recursive: true })

export interface WorldOptions {
  readonly calls?: CallsOptions
  readonly engine?: EngineOptions
}

/** The program on an engine of its own. The tests see its calls as well. */
export const world = <E, R>(program: Layer.Layer<never, E, R>, options: WorldOptions = {}) =>
  program.pipe(
    Layer.provideMerge(Calls.layerWith({ sounds: soundsPath, ...options.calls })),
    Layer.provideMerge(Scenario.embedded(Layer.empty, {
      engine: { soundsPath, recordingsPath, holdMusic: { default: `${soundsPath}/long.slin` }, ...options.engine }
    }))
  )

/** The dispatcher's sizes. */
export const sizes = Effect.map(
  Metric.snapshot,
  (metrics) =>
    Object.fromEntries(
      metrics.flatMap((metric) =>
        metric.type === "Gauge" && metric.id.startsWith("yatefx_") ? [[metric.id, Number(metric.state.value)]] : []
      )
    )
)

/** Nothing is left: no channel of the engine, no call, nothing that anybody waits for. */
export const nothingOpen = Effect.gen(function*() {
  const engine = yield* Engine
  yield* Effect.sleep("10 seconds")
  assert.deepStrictEqual(yield* engine.channels, [])
  assert.strictEqual(yield* Calls.use((calls) => calls.running), 0)
  const { yatefx_dispatches_pending, yatefx_messages_pending, yatefx_waits } = yield* sizes
  assert.deepStrictEqual([yatefx_dispatches_pending, yatefx_messages_pending, yatefx_waits], [0, 0, 0])
})

/** The same, and each message of the engine was answered. */
export const nothingLeft = Effect.gen(function*() {
  yield* nothingOpen
  assert.strictEqual(yield* (yield* Engine).unanswered, 0)
})
