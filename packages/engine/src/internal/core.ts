/**
 * What the parts of one embedded engine share.
 */
import type * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import type { EngineMessage } from "../EngineMessage.ts"
import type { Bus } from "./bus.ts"
import type { Recordings } from "./recordings.ts"
import type { SoundFiles } from "./soundFile.ts"

export interface Settings {
  readonly version: string
  readonly nodeName: string
  readonly runId: string
  readonly trackParam: string
  readonly maxWorkers: number
  readonly maxChannels: number
  readonly maxSessions: number
  /** Messages that one connection may have on the queue. */
  readonly maxQueuedEach: number
  /** Bytes that may wait for a connection that does not read. */
  readonly maxOutput: number
  /** What `setlocal:config.SECTION.KEY` reads. */
  readonly config: ReadonlyMap<string, ReadonlyMap<string, string>>
}

export interface Core {
  readonly bus: Bus
  readonly settings: Settings
  readonly sounds: SoundFiles
  readonly recordings: Recordings
  /** Files that are open now, for `engine.status`. */
  readonly waves: { playing: number; recording: number }
  /** The modules that exist, by the names of Yate's files: `tonegen`, `extmodule`. */
  readonly modules: Set<string>
  /** Milliseconds since 1970, by Effect's clock. */
  readonly now: () => number
  /** A random whole number from 1 to 2^31 - 1. */
  readonly randomInteger: () => number
  /** `<runid>-<n>`: one counter for the whole engine (CHANNELS.md §2). */
  readonly nextBillId: () => string
  /** Runs on a fiber of the engine's, once the running one suspends. */
  readonly fork: (effect: Effect.Effect<unknown>) => Fiber.Fiber<unknown>
  readonly enqueue: (message: EngineMessage) => void
  readonly log: (level: "Debug" | "Info" | "Warn" | "Error", text: string) => void
  /** Set once the engine's scope closes: no more messages about channels. */
  exiting: boolean
}
