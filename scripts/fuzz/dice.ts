/** Random choices that a seed repeats: `sfc32`, which is fast and long enough for any campaign. */
export class Dice {
  #a = 0
  #b: number
  #c: number
  #counter = 1

  constructor(seed: number) {
    this.#b = seed | 0
    this.#c = Math.trunc(seed / 0x1_0000_0000) | 0
    for (let i = 0; i < 15; i++) this.bits()
  }

  /** 32 random bits. */
  bits(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** A whole number from 0 to `end`, which is left out. */
  below(end: number): number {
    return Math.floor(this.bits() / 0x1_0000_0000 * end)
  }

  /** Small numbers more often than great ones, below `end`. */
  small(end: number): number {
    return this.below(this.below(end) + 1)
  }

  /** True once in so many times. */
  once(times: number): boolean {
    return this.below(times) === 0
  }

  pick<A>(list: ReadonlyArray<A>): A {
    const one = list[this.below(list.length)]
    if (one === undefined) throw new Error("nothing to pick from")
    return one
  }

  /** Dice of their own, for a part that must not depend on how often the others are thrown. */
  fork(): Dice {
    return new Dice(this.bits() * 0x10_0000 + (this.bits() >>> 12))
  }
}
