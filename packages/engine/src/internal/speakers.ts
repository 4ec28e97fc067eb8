/**
 * Who speaks in a room that somebody sends something to, told when it changes and each 5 seconds (`speakers`, `interval`; conference.cpp:757). Yate looks at each block
 * of 20 ms that is mixed; here they are looked at ten times a second, as long as there is anything to hear.
 */
import * as Effect from "effect/Effect"
import type { Core } from "./core.ts"
import type { Source } from "./endpoint.ts"
import { SpeechDetector } from "./speechDetector.ts"

/** Milliseconds, and samples, of a block. */
const block = 20
const blockSamples = 160

/** How often it is looked, in milliseconds. */
const step = 100

/** How often it is said that somebody goes on to speak. */
const repeats = 5000

export interface SpeakersOptions {
  /** How many are told of, those who are loudest. */
  readonly count: number
  /** Milliseconds between two notifications at least. */
  readonly interval: number
  /** Who is heard at present: who sends nothing, or is muted, stays as he was. */
  readonly sources: () => Iterable<readonly [id: string, source: Source]>
  readonly tell: (speakers: ReadonlyArray<Speaker>, isChanged: boolean) => void
}

export interface Speaker {
  readonly id: string
  /** The logarithm to 2 of how loud he is. */
  readonly energy: number
}

interface Tracked {
  readonly detector: SpeechDetector
  /** Up to when he was listened to. */
  until: number
}

export class Speakers {
  readonly #core: Core
  readonly #options: SpeakersOptions
  readonly #tracked = new Map<string, Tracked>()
  #told: ReadonlyArray<string> = []
  #nextAt = 0
  #repeatAt = 0
  #isRunning = false
  #isClosed = false

  constructor(core: Core, options: SpeakersOptions) {
    this.#core = core
    this.#options = options
  }

  /** Listens to what was said until now: something is about to change. */
  listen(): void {
    if (!this.#isRunning) return
    const now = this.#core.now()
    for (const [id, source] of this.#options.sources()) {
      const tracked = this.#tracked.get(id) ?? { detector: new SpeechDetector(), until: now }
      this.#tracked.set(id, tracked)
      for (; tracked.until + block <= now; tracked.until += block) {
        const samples = new Int32Array(blockSamples)
        if (source.isSilence !== true) source.mix(tracked.until, samples)
        tracked.detector.feed(samples)
      }
    }
  }

  /** Goes on, after a change. */
  wake(): void {
    if (this.#isRunning || this.#isClosed || !this.#isAnythingToHear) return
    this.#isRunning = true
    // What was not listened to was silence.
    for (const tracked of this.#tracked.values()) tracked.until = this.#core.now()
    this.listen()
    this.#core.fork(Effect.gen({ self: this }, function*() {
      while (!this.#isClosed && this.#isAnythingToHear) {
        yield* Effect.sleep(step)
        this.listen()
        this.#look()
      }
      this.#isRunning = false
    }))
  }

  remove(id: string): void {
    this.#tracked.delete(id)
  }

  close(): void {
    this.#isClosed = true
  }

  get #isAnythingToHear(): boolean {
    const sources = [...this.#options.sources()]
    if (sources.length === 0) return false
    if (this.#told.length > 0 || sources.some(([, source]) => source.isSilence !== true)) return true
    return [...this.#tracked.values()].some(({ detector }) => detector.isSpeaking)
  }

  #look(): void {
    const now = this.#core.now()
    if (this.#isClosed || now < this.#nextAt) return
    const speakers: Array<Speaker> = []
    for (const [id, { detector }] of this.#tracked) {
      if (detector.isSpeaking) speakers.push({ id, energy: detector.envelope })
    }
    const loudest = speakers.sort((a, b) => b.energy - a.energy).slice(0, this.#options.count)
    const ids = loudest.map(({ id }) => id)
    const isSame = ids.length === this.#told.length && ids.every((id, index) => this.#told[index] === id)
    if (isSame && (ids.length === 0 || now < this.#repeatAt)) return
    const isChanged = ids.length !== this.#told.length || ids.some((id) => !this.#told.includes(id))
    this.#told = ids
    this.#nextAt = now + this.#options.interval
    this.#repeatAt = now + repeats
    this.#options.tell(loudest, isChanged)
  }
}
