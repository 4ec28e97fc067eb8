/** Asks the engine which channels live. */
import { EngineStatus, Status } from "@yatefx/messages"
import * as Effect from "effect/Effect"
import { NoStatus, SendError } from "../DispatcherError.ts"
import type { Dispatched } from "../IncomingMessage.ts"

/** Asks for `engine.status`, by whatever way there is. */
export type Ask = (params: {
  readonly module?: string
  readonly details?: boolean
}) => Effect.Effect<Dispatched<typeof EngineStatus>, SendError>

/** Most modules that are asked one by one; an engine has some sixty, a few of them with channels. */
const maxModules = 64

/** Most channels of a module in one answer: a line of them stays below the megabyte that a transport reads. */
const maxListed = 4000

/** Most channels that are asked for one by one, because their module has too many. */
const maxSingle = 10_000

/** The channels that live, as far as they could be read. */
export interface Census {
  readonly alive: ReadonlySet<string>
  /** Modules of which `alive` has all channels. */
  readonly complete: ReadonlySet<string>
  /** Modules that have channels and whose list is too long, with how many there are. */
  readonly unlisted: ReadonlyMap<string, number>
}

const noStatus = (detail: string): SendError =>
  new SendError({ messageName: EngineStatus.name, reason: new NoStatus({ detail }) })

const count = (text: string | undefined): number | undefined => {
  const number = Number(text)
  return text !== undefined && Number.isSafeInteger(number) && number >= 0 ? number : undefined
}

/** How many channels each module has. A short answer, however many there are. */
const countChannels = (ask: Ask): Effect.Effect<ReadonlyMap<string, number>, SendError> =>
  Effect.flatMap(ask({ details: false }), ({ returnValue }) => {
    const counts = new Map<string, number>()
    for (const { facts, name } of Status.modules(returnValue)) {
      const chans = count(facts["chans"])
      if (name !== "" && chans !== undefined) counts.set(name, chans)
    }
    if (counts.size === 0) return Effect.fail(noStatus("nobody answered engine.status with a number of channels"))
    return counts.size > maxModules
      ? Effect.fail(noStatus(`${counts.size} modules have channels, and ${maxModules} are asked at most`))
      : Effect.succeed(counts)
  })

/** Asks for all channels, one module after the other: each question holds one thread of the engine. */
export const census = (ask: Ask): Effect.Effect<Census, SendError> =>
  Effect.gen(function*() {
    const alive = new Set<string>()
    const complete = new Set<string>()
    const unlisted = new Map<string, number>()
    for (const [module, expected] of yield* countChannels(ask)) {
      if (expected === 0) complete.add(module)
      else if (expected > maxListed) unlisted.set(module, expected)
      else {
        const { returnValue } = yield* ask({ module })
        const channels = Status.channels(returnValue).filter(({ id }) => id.startsWith(`${module}/`))
        for (const { id } of channels) alive.add(id)
        // A list that is shorter than its own count was cut, or is in words that are not understood.
        const stated = count(Status.module(returnValue, module)?.facts["chans"])
        if (stated !== undefined && channels.length >= stated) complete.add(module)
      }
    }
    return { alive, complete, unlisted }
  })

/** The ids of all channels that live; fails if there are too many to list. */
export const channels = (ask: Ask): Effect.Effect<ReadonlySet<string>, SendError> =>
  Effect.flatMap(census(ask), ({ alive, unlisted }) => {
    const [tooMany] = unlisted
    return tooMany === undefined
      ? Effect.succeed(alive)
      : Effect.fail(noStatus(`${tooMany[0]} has ${tooMany[1]} of them, and ${maxListed} are listed at most`))
  })

const moduleOf = (id: string): string => id.slice(0, Math.max(id.indexOf("/"), 0))

/** Which of some channels are gone. One that can't be told of, since nobody in the engine speaks of its kind, is not. */
export const goneOf = (
  ask: Ask,
  { alive, complete, unlisted }: Census,
  ids: Iterable<string>
): Effect.Effect<{ readonly gone: ReadonlySet<string>; readonly unknown: number }, SendError> =>
  Effect.gen(function*() {
    const gone = new Set<string>()
    const single: Array<string> = []
    let unknown = 0
    for (const id of ids) {
      if (alive.has(id)) continue
      if (complete.has(moduleOf(id))) gone.add(id)
      else if (unlisted.has(moduleOf(id)) && single.length < maxSingle) single.push(id)
      else unknown += 1
    }
    yield* Effect.forEach(single, (id) =>
      Effect.map(ask({ module: id }), ({ returnValue }) => {
        if (Status.module(returnValue, id) === undefined) gone.add(id)
      }), { concurrency: 4, discard: true })
    return { gone, unknown }
  })
