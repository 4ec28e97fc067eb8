/**
 * Opening a file descriptor that whoever started the process may have passed on.
 *
 * That a number is open proves nothing: where the parent left 3 and 4 closed, Node's own event loop takes them (on
 * Linux an epoll set and an io_uring, or a pipe to itself). So only pipes, sockets, files and terminals count, and no
 * pipe that has both its ends in this process.
 */
import * as Fs from "node:fs"
import * as Net from "node:net"
import type { Readable, Writable } from "node:stream"

const stat = (fd: number): Fs.BigIntStats | undefined => {
  try {
    return Fs.fstatSync(fd, { bigint: true })
  } catch {
    return undefined
  }
}

const openHandles = (): ReadonlyArray<number> => {
  try {
    return Fs.readdirSync("/dev/fd").map(Number)
  } catch {
    return []
  }
}

const isOwnPipe = (fd: number, { dev, ino }: Fs.BigIntStats): boolean =>
  openHandles().some((other) => {
    const stats = other === fd ? undefined : stat(other)
    return stats !== undefined && stats.dev === dev && stats.ino === ino
  })

const inherited = (fd: number): Fs.BigIntStats | undefined => {
  const stats = stat(fd)
  if (stats === undefined) return undefined
  if (stats.isFIFO()) return isOwnPipe(fd, stats) ? undefined : stats
  return stats.isSocket() || stats.isFile() || stats.isCharacterDevice() ? stats : undefined
}

const isStream = (stats: Fs.BigIntStats): boolean => stats.isFIFO() || stats.isSocket()

/** Undefined when the handle was not passed on. Throws what the system has against it. */
export const openReadable = (fd: number): Readable | undefined => {
  const stats = inherited(fd)
  if (stats === undefined) return undefined
  return isStream(stats)
    ? new Net.Socket({ fd, readable: true, writable: false })
    : Fs.createReadStream("", { fd })
}

/** Undefined when the handle was not passed on. Throws what the system has against it. */
export const openWritable = (fd: number): Writable | undefined => {
  const stats = inherited(fd)
  if (stats === undefined) return undefined
  return isStream(stats)
    ? new Net.Socket({ fd, readable: false, writable: true })
    : Fs.createWriteStream("", { fd })
}
