/** Local parameters that the program has set: each new link is told them again. */

/** More than an engine knows. */
const limit = 64

export class Locals {
  readonly #values = new Map<string, string>()

  /** In the order in which they were first set. */
  readonly all: ReadonlyMap<string, string> = this.#values

  /** Keeps a value that the engine has taken. Says whether it is kept. */
  set(name: string, value: string): boolean {
    if (!this.#values.has(name) && this.#values.size >= limit) return false
    this.#values.set(name, value)
    return true
  }
}
