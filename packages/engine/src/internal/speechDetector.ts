/**
 * Whether somebody speaks, as Yate's conference rooms find it out: the energy of what is said, with a slow decay, is more
 * than the noise around it (conference.cpp:882, with its numbers).
 */

const least = 256
const hysteresis = { begins: 32_768, ends: 16_384 }

/** The logarithm to 2, downwards. */
const binaryLog = (value: number): number => Math.floor(Math.log2(Math.max(value, 1)))

export class SpeechDetector {
  #energy = least
  #noise = least
  #envelope = least
  #isSpeaking = false

  get isSpeaking(): boolean {
    return this.#isSpeaking
  }

  get envelope(): number {
    return binaryLog(this.#envelope)
  }

  /** Takes what was said in 20 ms: signed samples of 16 bit, 8000 a second. */
  feed(samples: Int32Array): void {
    let energy = this.#energy
    let quietest = 0xffffffff
    for (const sample of samples) {
      energy = Math.floor((energy * 995 + sample * sample * 5) / 1000)
      if (quietest > energy) quietest = energy
    }
    this.#energy = energy
    quietest += quietest >>> 5
    const raised = this.#noise > quietest ? quietest : this.#noise + 1 + (this.#noise >>> 7)
    this.#noise = Math.max(raised, least)
    this.#envelope = energy > this.#envelope
      ? Math.floor((this.#envelope * 7 + energy) / 8)
      : Math.floor((this.#envelope * 15 + energy) / 16)
    const margin = this.#isSpeaking ? hysteresis.ends : hysteresis.begins
    this.#isSpeaking = Math.floor(this.#envelope / 2) > this.#noise + margin
  }
}
