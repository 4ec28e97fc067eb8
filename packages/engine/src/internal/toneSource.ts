/**
 * A tone that sounds from when it was made on, whoever hears it.
 */
import * as Effect from "effect/Effect"
import type { Core } from "./core.ts"
import type { Consumer, Source } from "./endpoint.ts"
import type { Cadence } from "./toneCadence.ts"

/** Of each frequency, as Yate's. */
const amplitude = 5000

export class ToneSource implements Source {
  readonly name: string
  readonly duration: number
  readonly #cadence: Cadence
  readonly #length: number
  readonly #startedAt: number
  readonly #consumers = new Set<Consumer>()
  #isOver = false

  /** `once`: it ends after one round. */
  constructor(core: Core, name: string, cadence: Cadence, options?: { readonly once: boolean }) {
    this.name = `tone/${name}`
    this.#cadence = cadence
    this.#startedAt = core.now()
    this.#length = cadence.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
    this.duration = options?.once === true ? this.#length : Infinity
    if (options?.once === true) {
      core.fork(Effect.andThen(Effect.sleep(this.#length), Effect.sync(() => this.#end("eof"))))
    }
  }

  connect(consumer: Consumer): void {
    if (this.#isOver) return
    this.#consumers.add(consumer)
    consumer.started(this)
  }

  disconnect(consumer: Consumer): void {
    if (this.#consumers.delete(consumer)) consumer.stopped(this, "cut")
  }

  drop(): void {
    this.#end("cut")
  }

  #end(how: "eof" | "cut"): void {
    this.#isOver = true
    for (const consumer of this.#consumers) consumer.stopped(this, how)
    this.#consumers.clear()
  }

  mix(from: number, samples: Int32Array): void {
    const start = Math.round((from - this.#startedAt) * 8)
    const round = this.#length * 8
    for (const index of samples.keys()) {
      let place = (start + index) % round
      const now = this.#cadence.find(({ milliseconds }) => {
        if (place < milliseconds * 8) return true
        place -= milliseconds * 8
        return false
      })
      for (const frequency of now?.frequencies ?? []) {
        samples[index] = (samples[index] ?? 0) +
          Math.trunc(amplitude * Math.sin(2 * Math.PI * frequency * place / 8000))
      }
    }
  }
}
