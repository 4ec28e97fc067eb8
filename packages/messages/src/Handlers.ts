/**
 * The `handlers` parameter: through whose hands a message went, in order. The engine writes it when its `trackparam`
 * is set: `cdrbuild:50,app:80` (`ivr-dumb-dtmf.txt`).
 *
 * @since 0.1.0
 */
import * as Duration from "effect/Duration"

/**
 * One handler that a message went through.
 *
 * @category models
 * @since 0.1.0
 */
export interface Handler {
  /** The module, or the name that a program gave as its `trackparam`. */
  readonly name: string
  /** Where in the chain it stands: lower is earlier. */
  readonly priority?: number
  /** How long it took, where the engine measures that (to the millisecond, `Message.cpp:477`). */
  readonly duration?: Duration.Duration
}

const pattern = /^(.*?)(?::(\d{1,9}))?(?:#(\d{1,9})\.(\d{3}))?$/s

const parseOne = (text: string): Handler => {
  const [, name = "", priority, seconds, millis] = pattern.exec(text) ?? []
  return {
    name,
    ...(priority === undefined ? {} : { priority: Number(priority) }),
    ...(seconds === undefined ? {} : { duration: Duration.millis(Number(seconds) * 1000 + Number(millis)) })
  }
}

const formatOne = ({ duration, name, priority }: Handler): string => {
  const took = duration === undefined ? "" : `#${(Duration.toMillis(duration) / 1000).toFixed(3)}`
  return `${name}${priority === undefined ? "" : `:${priority}`}${took}`
}

/**
 * Reads the list. Every text is one: what has no priority is a name.
 *
 * @category parsing
 * @since 0.1.0
 */
export const parse = (text: string): ReadonlyArray<Handler> => text === "" ? [] : text.split(",").map(parseOne)

/**
 * Writes the list.
 *
 * @category formatting
 * @since 0.1.0
 */
export const format = (handlers: ReadonlyArray<Handler>): string => handlers.map(formatOne).join(",")
