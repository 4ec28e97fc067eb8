/**
 * Lines to frames. Where the engine reads a line (the `%%>` commands, and answers), this reads what the engine reads.
 */
import * as Result from "effect/Result"
import * as ByteString from "../ByteString.ts"
import * as Escape from "../Escape.ts"
import type { Frame } from "../Frame.ts"
import { Parameters } from "../Parameters.ts"
import { DecodeError } from "../ProtocolError.ts"
import * as integer from "./integer.ts"
import { isPlainBetween } from "./plain.ts"

type Decoded = Result.Result<Frame, DecodeError>

const messagePrefix = "%%>message:"
const replyPrefix = "%%<message:"
const errorPrefix = "Error in: "

const failed = (line: string, offset: number, reason: string): Result.Result<never, DecodeError> =>
  Result.fail(new DecodeError({ line, offset, reason }))

/**
 * Reads the fields of one line in turn; the first that is malformed stops it. A cursor and not combinators, since
 * this runs for every message.
 */
class Fields {
  readonly line: string
  at: number
  failure: Result.Result<never, DecodeError> | undefined

  constructor(line: string, at: number) {
    this.line = line
    this.at = at
  }

  fail(offset: number, reason: string): void {
    this.failure ??= failed(this.line, offset, reason)
  }

  /** The bytes up to the next `:`, which must be there, and past it. */
  next(what: string): string {
    const end = this.line.indexOf(":", this.at)
    if (end < 0) {
      this.fail(this.line.length, `no ":" after the ${what}`)
      return ""
    }
    const piece = this.line.slice(this.at, end)
    this.at = end + 1
    return piece
  }

  /** The bytes up to the next `:` or the end; the `:` stays. */
  upToColon(): string {
    const colon = this.line.indexOf(":", this.at)
    const end = colon < 0 ? this.line.length : colon
    const piece = this.line.slice(this.at, end)
    this.at = end
    return piece
  }

  rest(): string {
    return this.line.slice(this.at)
  }

  text(piece: string, offset: number): string {
    if (isPlainBetween(this.line, offset, offset + piece.length)) return piece
    const bytes = Escape.unescape(piece)
    if (Result.isSuccess(bytes)) return ByteString.toText(bytes.success)
    this.fail(offset + bytes.failure.offset, bytes.failure.reason)
    return ""
  }

  done(frame: Frame): Decoded {
    return this.failure ?? Result.succeed(frame)
  }
}

const decodeMessage = (line: string): Decoded => {
  const fields = new Fields(line, messagePrefix.length)
  const id = fields.text(fields.next("id"), messagePrefix.length)
  const timeAt = fields.at
  const time = integer.time(fields.next("time"))
  if (time === undefined) fields.fail(timeAt, "the time is not a whole number of seconds")
  const nameAt = fields.at
  const name = fields.text(fields.next("name"), nameAt)
  const returnAt = fields.at
  const returnValue = fields.text(fields.upToColon(), returnAt)
  const parameters = Parameters.fromWire(fields.rest())
  return fields.done({ _tag: "Message", id, time: time ?? 0, name, returnValue, parameters })
}

const decodeReply = (line: string): Decoded => {
  const fields = new Fields(line, replyPrefix.length)
  const id = fields.text(fields.next("id"), replyPrefix.length)
  const piece = fields.next("processed")
  const processed = piece === "true" ? true : piece === "false" ? false : ByteString.toText(piece)
  const nameAt = fields.at
  if (nameAt === line.length) {
    const parameters = Parameters.empty
    return fields.done({ _tag: "MessageReply", id, processed, name: "", returnValue: undefined, parameters })
  }
  const name = fields.text(fields.next("name"), nameAt)
  const returnAt = fields.at
  const returnValue = fields.text(fields.upToColon(), returnAt)
  const parameters = Parameters.fromWire(fields.rest())
  return fields.done({ _tag: "MessageReply", id, processed, name, returnValue, parameters })
}

const decodeConnect = (line: string, from: number): Decoded => {
  const [role = "", id, ...type] = line.slice(from).split(":")
  return Result.succeed({
    _tag: "Connect",
    role: ByteString.toText(role),
    ...(id === undefined ? {} : { id: ByteString.toText(id) }),
    ...(type.length === 0 ? {} : { type: ByteString.toText(type.join(":")) })
  })
}

const decodeSetLocal = (line: string, from: number): Decoded => {
  const end = line.indexOf(":", from)
  if (end < 0) return failed(line, line.length, `no ":" after the name`)
  if (end === from) return failed(line, from, "no name to set")
  const name = ByteString.toText(line.slice(from, end))
  return Result.succeed({ _tag: "SetLocal", name, value: ByteString.toText(line.slice(end + 1)) })
}

/** What stands before the first `:` is the priority, or nothing that counts; a missing name is for `ok` to say. */
const decodeInstall = (line: string, from: number): Decoded => {
  const colon = line.indexOf(":", from)
  const number = integer.leadingInt(line.slice(from, colon < 0 ? line.length : colon))
  const priority = number === undefined ? {} : { priority: number.value }
  const fields = new Fields(line, colon < 0 ? from + (number?.length ?? 0) : colon + 1)
  const name = ByteString.toText(fields.upToColon())
  // A filter without a name is none, whatever its value.
  const filterAt = fields.at + 1
  if (filterAt >= line.length || line[filterAt] === ":") return Result.succeed({ _tag: "Install", ...priority, name })
  fields.at = filterAt
  const filterName = fields.text(fields.upToColon(), filterAt)
  const valueAt = fields.at + 1
  const value = fields.text(line.slice(valueAt), valueAt)
  return fields.done({ _tag: "Install", ...priority, name, filter: { name: filterName, value } })
}

const decodeDebug = (line: string, from: number): Decoded => {
  const fields = new Fields(line, from)
  const piece = fields.next("level")
  if (piece === "") fields.fail(from, "no level")
  const level = Math.min(Math.max(integer.int(piece) ?? 10, 0), 10)
  const textAt = fields.at
  return fields.done({ _tag: "Debug", level, text: fields.text(fields.rest(), textAt) })
}

interface Tail {
  readonly body: string
  readonly ok: boolean
}

/** Reads `…:ok`, where what stands before may hold a `:`. */
const splitOk = (line: string, from: number): Tail | undefined => {
  const colon = line.lastIndexOf(":")
  const ok = line.slice(colon + 1)
  if (colon < from || (ok !== "true" && ok !== "false")) return undefined
  return { body: line.slice(from, colon), ok: ok === "true" }
}

const noOk = (line: string): Decoded => failed(line, line.lastIndexOf(":") + 1, `no "true" or "false" at the end`)

const decodeSetLocalReply = (line: string, from: number): Decoded => {
  const tail = splitOk(line, from)
  if (tail === undefined) return noOk(line)
  const end = tail.body.indexOf(":")
  if (end < 0) return failed(line, from, `not "name:value:ok"`)
  const name = ByteString.toText(tail.body.slice(0, end))
  return Result.succeed({
    _tag: "SetLocalReply",
    name,
    value: ByteString.toText(tail.body.slice(end + 1)),
    ok: tail.ok
  })
}

const decodeInstallReply = (line: string, from: number, _tag: "InstallReply" | "UninstallReply"): Decoded => {
  const tail = splitOk(line, from)
  if (tail === undefined) return noOk(line)
  const end = tail.body.indexOf(":")
  const priority = end < 0 ? undefined : integer.int(tail.body.slice(0, end))
  if (priority === undefined) return failed(line, from, "the priority is not a number")
  return Result.succeed({ _tag, priority, name: ByteString.toText(tail.body.slice(end + 1)), ok: tail.ok })
}

const decodeWatchReply = (line: string, from: number, _tag: "WatchReply" | "UnwatchReply"): Decoded => {
  const tail = splitOk(line, from)
  return tail === undefined
    ? noOk(line)
    : Result.succeed({ _tag, name: ByteString.toText(tail.body), ok: tail.ok })
}

const decodeCommand = (line: string): Decoded => {
  if (line === "%%>quit") return Result.succeed({ _tag: "Quit" })
  if (line === "%%<quit") return Result.succeed({ _tag: "QuitReply" })
  const from = line.indexOf(":") + 1
  const rest = (): string => ByteString.toText(line.slice(from))
  switch (line.slice(0, from)) {
    case "%%>connect:":
      return decodeConnect(line, from)
    case "%%>setlocal:":
      return decodeSetLocal(line, from)
    case "%%<setlocal:":
      return decodeSetLocalReply(line, from)
    case "%%>install:":
      return decodeInstall(line, from)
    case "%%<install:":
      return decodeInstallReply(line, from, "InstallReply")
    case "%%>uninstall:":
      return Result.succeed({ _tag: "Uninstall", name: rest() })
    case "%%<uninstall:":
      return decodeInstallReply(line, from, "UninstallReply")
    case "%%>watch:":
      return Result.succeed({ _tag: "Watch", name: rest() })
    case "%%<watch:":
      return decodeWatchReply(line, from, "WatchReply")
    case "%%>unwatch:":
      return Result.succeed({ _tag: "Unwatch", name: rest() })
    case "%%<unwatch:":
      return decodeWatchReply(line, from, "UnwatchReply")
    case "%%>output:":
      return Result.succeed({ _tag: "Output", text: rest() })
    case "%%>debug:":
      return decodeDebug(line, from)
    default:
      return failed(line, 0, "not a command")
  }
}

export const decodeFrame = (line: string): Decoded => {
  if (line.startsWith(messagePrefix)) return decodeMessage(line)
  if (line.startsWith(replyPrefix)) return decodeReply(line)
  if (line.startsWith(errorPrefix)) return Result.succeed({ _tag: "ErrorIn", line: line.slice(errorPrefix.length) })
  return decodeCommand(line)
}
