/**
 * The files that recordings go to: in one folder and nowhere else, and no more bytes than the engine may write.
 */
import * as Result from "effect/Result"
import * as Fs from "node:fs"
import * as Path from "node:path"
import { isInside } from "./soundFile.ts"

export interface RecordingFile {
  /** It was there before, and is not empty. */
  readonly continues: boolean
  /** Writes at the end. False when that can't be: the disk is full, or the engine has written all that it may. */
  readonly write: (bytes: Uint8Array) => boolean
  /** Overwrites what is there. */
  readonly patch: (position: number, bytes: Uint8Array) => void
  readonly length: () => number
  readonly close: () => void
}

export interface Recordings {
  /** Creates `path`, or empties it unless it is to be continued. The error is a reason for the log. */
  readonly open: (path: string, append: boolean) => Result.Result<RecordingFile, string>
}

const { O_CREAT, O_NOFOLLOW, O_NONBLOCK, O_RDWR } = Fs.constants

/** Only for its owner, as Yate makes them. */
const mode = 0o600

/** The way to the file, symbolic links of folders followed; the file itself must be none, which opening it makes sure of. */
const locate = (folder: string, path: string): string | undefined => {
  const root = Fs.realpathSync(folder)
  const wanted = Path.resolve(root, path)
  const parent = Fs.realpathSync(Path.dirname(wanted))
  return isInside(root, parent) ? Path.join(parent, Path.basename(wanted)) : undefined
}

export const makeRecordings = (folder: string | undefined, maxBytes: number): Recordings => {
  let written = 0

  const openFile = (path: string, append: boolean): Result.Result<RecordingFile, string> => {
    // Not blocking: a pipe that nobody reads would stop the engine here.
    const file = Fs.openSync(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, mode)
    const found = Fs.fstatSync(file)
    if (!found.isFile() || found.nlink > 1) {
      Fs.closeSync(file)
      return Result.fail("it is no file, or one with several names")
    }
    if (!append) Fs.ftruncateSync(file)
    let end = append ? found.size : 0
    return Result.succeed({
      continues: end > 0,
      write: (bytes) => {
        if (written + bytes.length > maxBytes) return false
        try {
          written += bytes.length
          let at = 0
          while (at < bytes.length) at += Fs.writeSync(file, bytes, at, bytes.length - at, end + at)
          end += bytes.length
          return true
        } catch {
          return false
        }
      },
      patch: (position, bytes) => {
        try {
          Fs.writeSync(file, bytes, 0, bytes.length, position)
        } catch {
          // The disk is full or gone: the file stays as it is.
        }
      },
      length: () => end,
      close: () => Fs.closeSync(file)
    })
  }

  return {
    open: (path, append) => {
      if (folder === undefined) return Result.fail(`no folder for recordings is set ("recordingsPath")`)
      try {
        const located = locate(folder, path)
        return located === undefined
          ? Result.fail("it is outside the folder for recordings")
          : openFile(located, append)
      } catch (error) {
        // Only what kind of error: the rest names paths outside.
        const { code } = error as NodeJS.ErrnoException
        return Result.fail(code === "ENOENT" ? "there is no such folder" : `it can't be written (${code})`)
      }
    }
  }
}
