/**
 * Sound files: how long they are, and which may be opened.
 *
 * Read synchronously, a header and a size at most: were it asynchronous, a file would be opened at no defined moment of a
 * test's clock, and a call under `TestClock` could not be told from one that waits for the disk.
 */
import * as Result from "effect/Result"
import * as Fs from "node:fs"
import * as Path from "node:path"

export interface SoundFile {
  /** Milliseconds, as the bytes say. */
  readonly duration: number
  /** Milliseconds from the first block of 20 ms to the one after which the file has no more. */
  readonly lastBlockAt: number
}

export interface SoundFiles {
  /** Opens `path` as Yate does, by its ending. The error is a reason for the log. */
  readonly open: (path: string) => Result.Result<SoundFile, string>
}

/** Bytes a second of the formats without a header (Yate's own list, wavefile.cpp). */
const dataRates: ReadonlyArray<readonly [ending: string, rate: number]> = [
  [".gsm", 1650],
  [".alaw", 8000],
  [".A", 8000],
  [".mulaw", 8000],
  [".u", 8000],
  [".2slin", 32000],
  [".2alaw", 16000],
  [".2mulaw", 16000],
  [".ilbc20", 1900],
  [".ilbc30", 1666],
  [".g729", 1000],
  [".g722", 8000]
]

/** Signed linear, 16 bit, 8 kHz: `.slin`, and what Yate takes any other file for, `.wav` included. */
const linearRate = 16000

/** No sane rate is higher; a header that says more is not believed. */
const maxRate = 1_000_000

const auHeader = (header: DataView): { readonly offset: number; readonly rate: number } | undefined => {
  if (header.byteLength < 24 || header.getUint32(0) !== 0x2e736e64) return undefined
  const samples = header.getUint32(16)
  const width = header.getUint32(12) === 3 ? 2 : header.getUint32(12) === 24 ? 0.5 : 1
  const rate = samples * width * Math.max(header.getUint32(20), 1)
  return rate > 0 && rate <= maxRate ? { offset: header.getUint32(4), rate } : undefined
}

const measure = (bytes: number, rate: number): SoundFile => {
  const blockLength = Math.max(Math.floor(rate / 50), 1)
  const blocks = Math.ceil(bytes / blockLength)
  return {
    duration: bytes * 1000 / rate,
    lastBlockAt: Math.max(blocks - 1, 0) * blockLength * 1000 / rate
  }
}

const readHeader = (path: string): DataView => {
  const file = Fs.openSync(path, "r")
  try {
    const header = new Uint8Array(24)
    return new DataView(header.buffer, 0, Fs.readSync(file, header, 0, 24, 0))
  } finally {
    Fs.closeSync(file)
  }
}

const openFile = (path: string): SoundFile => {
  const { size } = Fs.statSync(path)
  if (path.endsWith(".au")) {
    const header = auHeader(readHeader(path))
    if (header !== undefined) return measure(Math.max(size - header.offset, 0), header.rate)
  }
  return measure(size, dataRates.find(([ending]) => path.endsWith(ending))?.[1] ?? linearRate)
}

const isInside = (folder: string, path: string): boolean => path === folder || path.startsWith(`${folder}${Path.sep}`)

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
