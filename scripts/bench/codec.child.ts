/** The codec's work, on lines of the transcripts, in a process that nothing else runs in. */
import { Definition } from "@yatefx/messages"
import { Codec, type Frame, LineDecoder, Parameters } from "@yatefx/protocol"
import { Result } from "effect"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "./machine.ts"
import { lineOf, slots, tenNames } from "./messages.ts"
import { serve } from "./processes.ts"
import { TenFields } from "./programs/tenFieldsDefinition.ts"

const folder = join(root, "packages/protocol/test/transcripts")

/** What was on the wire, in both directions, as byte strings. */
const transcripts: ReadonlyArray<string> = readdirSync(folder)
  .filter((file) => file.endsWith(".txt"))
  .sort()
  .flatMap((file) => readFileSync(join(folder, file), "latin1").split("\n"))
  .flatMap((text) => /^\d+\.\d [AE] (.*)$/s.exec(text)?.[1] ?? [])
  .filter((line) => Result.isSuccess(Codec.decode(line)))

const large: ReadonlyArray<string> = Array.from({ length: slots }, (_, slot) => lineOf("large", "constant", slot))

/** Bytes as they come from a socket: 64 KiB at a time, cut wherever that falls. */
const chunksOf = (lines: ReadonlyArray<string>): ReadonlyArray<Buffer> => {
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""), "latin1")
  return Array.from(
    { length: Math.ceil(bytes.length / 65_536) },
    (_, at) => bytes.subarray(at * 65_536, (at + 1) * 65_536)
  )
}

const framesOf = (lines: ReadonlyArray<string>): ReadonlyArray<Frame.Frame> =>
  lines.map((line) => Result.getOrThrow(Codec.decode(line)))

// What a task makes must be used, or a compiler leaves the making out.
let sink = 0

const decode = (lines: ReadonlyArray<string>): void => {
  for (const line of lines) sink += Codec.decode(line)._tag.length
}

const messageOf = (line: string): Frame.Message => {
  const frame = Result.getOrThrow(Codec.decode(line))
  if (frame._tag !== "Message") throw new Error(`not a message: ${line}`)
  return frame
}

const cut = (chunks: ReadonlyArray<Buffer>, use: (line: string) => void): void => {
  const decoder = new LineDecoder.LineDecoder()
  for (const chunk of chunks) {
    for (const line of Result.getOrThrow(decoder.push(chunk.toString("latin1")))) use(line)
  }
}

const encode = (frames: ReadonlyArray<Frame.Frame>): void => {
  for (const frame of frames) sink += Result.getOrThrow(Codec.encode(frame, { limit: 65_535 })).length
}

const largeChunks = chunksOf(large)
const transcriptChunks = chunksOf(transcripts)
const transcriptFrames = framesOf(transcripts)
const largeEntries = large.map((line) => messageOf(line).parameters.entries)

interface Task {
  readonly lines: ReadonlyArray<string>
  readonly run: () => void
}

const tasks: Readonly<Record<string, Task>> = {
  "transcripts: bytes to lines": {
    lines: transcripts,
    run: () => cut(transcriptChunks, (line) => sink += line.length)
  },
  "transcripts: lines to frames": { lines: transcripts, run: () => decode(transcripts) },
  "transcripts: frames to lines": { lines: transcripts, run: () => encode(transcriptFrames) },
  "large: bytes to lines": { lines: large, run: () => cut(largeChunks, (line) => sink += line.length) },
  "large: lines to frames": { lines: large, run: () => decode(large) },
  "large: bytes to frames": {
    lines: large,
    run: () => cut(largeChunks, (line) => sink += Codec.decode(line)._tag.length)
  },
  "large: decode, read ten parameters": {
    lines: large,
    run: () => {
      for (const line of large) {
        const { parameters } = messageOf(line)
        for (const name of tenNames) sink += parameters.get(name)?.length ?? 0
      }
    }
  },
  "large: decode, read ten typed fields": {
    lines: large,
    run: () => {
      for (const line of large) {
        sink += Result.getOrThrow(Definition.decode(TenFields, messageOf(line).parameters)).ip_port
      }
    }
  },
  "large: decode, read all parameters": {
    lines: large,
    run: () => {
      for (const line of large) sink += messageOf(line).parameters.entries.length
    }
  },
  "large: encode all parameters": {
    lines: large,
    run: () => {
      for (const entries of largeEntries) sink += Result.getOrThrow(Parameters.encode(entries)).encoded.length
    }
  }
}

export type CodecRequest = "tasks" | { readonly task: string; readonly millis: number }

export interface CodecResult {
  readonly lines: number
  readonly megabytes: number
  /** Bytes of heap for each line; NaN if the collector ran in between. */
  readonly allocated: number
}

let collected = 0
new PerformanceObserver((list) => (collected += list.getEntries().length)).observe({ entryTypes: ["gc"] })

/** One pass in a new space that is large enough for all of it: the heap's growth is what was allocated. */
const allocatedBy = async ({ lines, run }: Task): Promise<number> => {
  globalThis.gc?.()
  await new Promise((resolve) => setTimeout(resolve, 1))
  const before = collected
  const used = process.memoryUsage().heapUsed
  run()
  const bytes = process.memoryUsage().heapUsed - used
  await new Promise((resolve) => setTimeout(resolve, 1))
  return collected === before ? bytes / lines.length : Number.NaN
}

const measure = async (task: Task, millis: number): Promise<CodecResult> => {
  const bytes = task.lines.reduce((sum, line) => sum + line.length + 1, 0)
  const startedAt = performance.now()
  let passes = 0
  let seconds = 0
  do {
    task.run()
    passes += 1
    seconds = (performance.now() - startedAt) / 1000
  } while (seconds * 1000 < millis)
  return {
    lines: passes * task.lines.length / seconds,
    megabytes: passes * bytes / seconds / 1e6,
    allocated: await allocatedBy(task)
  }
}

serve((request: CodecRequest): Promise<CodecResult> | ReadonlyArray<string> => {
  if (request === "tasks") return Object.keys(tasks)
  const task = tasks[request.task]
  if (task === undefined) throw new Error(`there is no task ${request.task}`)
  return measure(task, request.millis)
})

process.on("exit", () => {
  if (sink === 0) throw new Error("nothing was done")
})
