/**
 * Sound files: how long they are, what they hold, and which may be opened.
 *
 * Read synchronously, and never more than a second of sound at once: were it asynchronous, a file would be opened at no defined moment of a
 * test's clock, and a call under `TestClock` could not be told from one that waits for the disk.
 */
import * as Result from "effect/Result"
import * as Fs from "node:fs"
import * as Path from "node:path"
import { decodeSample, type Encoding, sampleWidth } from "./companding.ts"

const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = Fs.constants

export interface SoundFile {
  /** Milliseconds, as the bytes say. */
  readonly duration: number
  /** Milliseconds from the first block of 20 ms to the one after which the file has no more. */
  readonly lastBlockAt: number
  /** Adds the sound from a place on (in samples, 8000 a second) to `samples`; what has no decoder here adds nothing. */
  readonly mix: (place: number, samples: Int32Array) => void
}

export interface SoundFiles {
  /** Opens `path` as Yate does, by its ending. The error is a reason for the log. */
  readonly open: (path: string) => Result.Result<SoundFile, string>
}

interface Format {
  /** Bytes a second. */
  readonly rate: number
  /** None: there is no decoder, and the file is as long as it is, and silent. */
  readonly encoding?: Encoding
  readonly channels?: number
  /** Where the sound begins. */
  readonly offset?: number
}

/** The formats without a header (Yate's own list, wavefile.cpp). */
const formats: ReadonlyArray<readonly [ending: string, format: Format]> = [
  [".gsm", { rate: 1650 }],
  [".alaw", { rate: 8000, encoding: "alaw" }],
  [".A", { rate: 8000, encoding: "alaw" }],
  [".mulaw", { rate: 8000, encoding: "mulaw" }],
  [".u", { rate: 8000, encoding: "mulaw" }],
  [".2slin", { rate: 32000, encoding: "slin", channels: 2 }],
  [".2alaw", { rate: 16000, encoding: "alaw", channels: 2 }],
  [".2mulaw", { rate: 16000, encoding: "mulaw", channels: 2 }],
  [".ilbc20", { rate: 1900 }],
  [".ilbc30", { rate: 1666 }],
  [".g729", { rate: 1000 }],
  [".g722", { rate: 8000 }]
]

/** Signed linear, 16 bit, 8 kHz: `.slin`, and what Yate takes any other file for, `.wav` included. */
const linear: Format = { rate: 16000, encoding: "slin" }

/** No sane rate is higher; a header that says more is not believed. */
const maxRate = 1_000_000

const auForms: ReadonlyMap<number, readonly [width: number, encoding: Encoding | undefined]> = new Map(
  [
    [1, [1, "mulaw"]],
    [3, [2, "slin-swapped"]],
    [24, [0.5, undefined]],
    [27, [1, "alaw"]]
  ] as const
)

const auFormat = (header: DataView): Format | undefined => {
  if (header.byteLength < 24 || header.getUint32(0) !== 0x2e736e64) return undefined
  const [width, encoding] = auForms.get(header.getUint32(12)) ?? [1, undefined]
  const channels = Math.max(header.getUint32(20), 1)
  const rate = header.getUint32(16) * width * channels
  if (!(rate > 0 && rate <= maxRate)) return undefined
  return { rate, channels, offset: header.getUint32(4), ...(encoding === undefined ? {} : { encoding }) }
}

/** At most `length` bytes from `position` on; fewer at the end of the file, and none when it can't be read any more. */
const readBytes = (path: string, position: number, length: number): DataView => {
  const bytes = new Uint8Array(length)
  let file: number | undefined
  try {
    // Not blocking: a pipe that has taken the file's place would stop the engine here.
    file = Fs.openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    return new DataView(bytes.buffer, 0, Fs.readSync(file, bytes, 0, length, position))
  } catch {
    return new DataView(bytes.buffer, 0, 0)
  } finally {
    if (file !== undefined) Fs.closeSync(file)
  }
}

/** The first channel, at 8000 samples a second; other rates by the nearest sample. */
const mix = (path: string, format: Format, place: number, samples: Int32Array): void => {
  const { channels = 1, encoding, offset = 0, rate } = format
  if (encoding === undefined || samples.length === 0) return
  const frame = sampleWidth(encoding) * channels
  const framesEach = rate / frame / 8000
  const first = Math.floor(place * framesEach)
  const last = Math.floor((place + samples.length - 1) * framesEach)
  const bytes = readBytes(path, offset + first * frame, (last - first + 1) * frame)
  for (const index of samples.keys()) {
    const at = (Math.floor((place + index) * framesEach) - first) * frame
    if (at + frame > bytes.byteLength) return
    samples[index] = (samples[index] ?? 0) + decodeSample(encoding, bytes, at)
  }
}

const openFile = (path: string): SoundFile => {
  const { size } = Fs.statSync(path)
  const format = (path.endsWith(".au") ? auFormat(readBytes(path, 0, 24)) : undefined) ??
    formats.find(([ending]) => path.endsWith(ending))?.[1] ?? linear
  const bytes = Math.max(size - (format.offset ?? 0), 0)
  const blockLength = Math.max(Math.floor(format.rate / 50), 1)
  const blocks = Math.ceil(bytes / blockLength)
  return {
    duration: bytes * 1000 / format.rate,
    lastBlockAt: Math.max(blocks - 1, 0) * blockLength * 1000 / format.rate,
    mix: (place, samples) => mix(path, format, place, samples)
  }
}

/** Whether `path` is in `folder`, or is it; both are absolute and without symbolic links. */
export const isInside = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(`${folder}${Path.sep}`)

/**
 * Opens files in `folders` and nowhere else, symbolic links followed. A relative path is looked for in each folder in
 * turn.
 */
export const makeSoundFiles = (folders: ReadonlyArray<string>): SoundFiles => ({
  open: (path) => {
    let reason = folders.length === 0
      ? `no folder for sounds is set ("soundsPath")`
      : "it is outside the folders for sounds"
    for (const folder of folders) {
      try {
        const root = Fs.realpathSync(folder)
        const real = Fs.realpathSync(Path.resolve(root, path))
        if (!isInside(root, real)) continue
        if (!Fs.statSync(real).isFile()) return Result.fail("it is no file")
        return Result.succeed(openFile(real))
      } catch (error) {
        // Only whether it is there is told: the rest of the error names paths outside.
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") reason = "it can't be read"
        else if (isInside(Path.resolve(folder), Path.resolve(folder, path))) reason = "there is no such file"
      }
    }
    return Result.fail(reason)
  }
})
