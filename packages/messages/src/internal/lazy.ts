/** A definition whose schemas are made when they are first asked for. */
import type * as Schema from "effect/Schema"
import type * as Definition from "../Definition.ts"

/** Builds its parts when the first of them is asked for. */
export class Lazy implements Definition.Any {
  declare readonly "~view": Definition.View
  readonly name: string
  readonly #build: () => Definition.Any
  #built: Definition.Any | undefined

  constructor(name: string, build: () => Definition.Any) {
    this.name = name
    this.#build = build
  }

  get #parts(): Definition.Any {
    return this.#built ??= this.#build()
  }

  get params(): Definition.Fields {
    return this.#parts.params
  }

  get answer(): Definition.Fields {
    return this.#parts.answer
  }

  get returns(): Schema.ConstraintCodec<unknown, string> {
    return this.#parts.returns
  }

  get send(): Definition.Fields {
    return this.#parts.send
  }

  get reply(): Definition.Fields {
    return this.#parts.reply
  }
}
