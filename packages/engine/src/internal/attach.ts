/**
 * What `chan.attach` and `chan.record` ask for, and how they answer (CHANNELS.md §7).
 */
import type { EngineMessage } from "../EngineMessage.ts"

const attachable = ["source", "consumer", "override", "replace"] as const

/** What a message asks to attach. */
export type Part = typeof attachable[number]

/** Takes one part; false when it can't, and it is left for others. */
export type Take = (part: Part, what: string) => boolean

/**
 * Takes what the message asks for and `handles` knows. What was taken shows by its parameter being gone; the answer is false also
 * then, unless the message asks for `single`. `all`: and nothing else is left to attach.
 */
export const attachParts = (
  message: EngineMessage,
  options: {
    /** What follows the module's own prefix; none for another module's. */
    readonly handles: (part: Part, text: string) => string | undefined
    readonly take: Take
    readonly all: boolean
  }
): boolean => {
  const wanted = attachable.filter((part) => (message.get(part) ?? "") !== "")
  const own = wanted.flatMap((part) => {
    const what = options.handles(part, message.get(part) ?? "")
    return what === undefined ? [] : [[part, what] as const]
  })
  if (own.length === 0 || message.endpoint === undefined) return false
  const taken = own.filter(([part, what]) => options.take(part, what))
  for (const [part] of taken) message.delete(part)
  if (taken.length < own.length || (options.all && own.length < wanted.length)) return false
  return message.boolean("single")
}

/** What follows a prefix. */
export const after = (prefix: string, text: string): string | undefined =>
  text.startsWith(prefix) ? text.slice(prefix.length) : undefined
