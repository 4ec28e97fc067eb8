/**
 * Lines to frames and back. Pure and fast; `FrameSchema` is its slow twin, and a property holds the two together.
 *
 * @since 0.1.0
 */
import * as Result from "effect/Result"
import * as ByteString from "./ByteString.ts"
import * as Escape from "./Escape.ts"
import type { Frame } from "./Frame.ts"
import { Parameters } from "./Parameters.ts"
import { DecodeError, EncodeError, type EncodeReason } from "./ProtocolError.ts"

const messagePrefix = "%%>message:"
const replyPrefix = "%%<message:"
const errorPrefix = "Error in: "

const failed = (line: string, offset: number, reason: string): Result.Result<never, DecodeError> =>
  Result.fail(new DecodeError({ line, offset, reason }))

/**
 * Reads text fields of one line in turn; the first that is malformed stops it. A cursor and not combinators, since
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
  upToParameters(): string {
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
    const bytes = Escape.unescape(piece)
    if (Result.isSuccess(bytes)) return ByteString.toText(bytes.success)
    this.fail(offset + bytes.failure.offset, bytes.failure.reason)
    return ""
  }

  done(frame: Frame): Result.Result<Frame, DecodeError> {
    return this.failure ?? Result.succeed(frame)
  }
}

const decodeMessage = (line: string): Result.Result<Frame, DecodeError> => {
  const fields = new Fields(line, messagePrefix.length)
  const id = fields.text(fields.next("id"), messagePrefix.length)
  const timeAt = fields.at
  const timePiece = fields.next("time")
  const time = timePiece === "" ? 0 : Number(timePiece)
  if (!Number.isSafeInteger(time) || time < 0) fields.fail(timeAt, "the time is not a whole number of seconds")
  const nameAt = fields.at
  const name = fields.text(fields.next("name"), nameAt)
  const returnAt = fields.at
  const returnValue = fields.text(fields.upToParameters(), returnAt)
  return fields.done({
    _tag: "Message",
    id,
    time,
    name,
    returnValue,
    parameters: Parameters.fromWire(fields.rest())
  })
}

const decodeReply = (line: string): Result.Result<Frame, DecodeError> => {
  const fields = new Fields(line, replyPrefix.length)
  const id = fields.text(fields.next("id"), replyPrefix.length)
  const processedPiece = fields.next("processed")
  const processed = processedPiece === "true" ? true : processedPiece === "false" ? false : processedPiece
  const nameAt = fields.at
  if (nameAt === line.length && fields.failure === undefined) {
    return Result.succeed({
      _tag: "MessageReply",
      id,
      processed,
      name: "",
      returnValue: undefined,
      parameters: Parameters.empty
    })
  }
  const name = fields.text(fields.next("name"), nameAt)
  const returnAt = fields.at
  const returnValue = fields.text(fields.upToParameters(), returnAt)
  return fields.done({
    _tag: "MessageReply",
    id,
    processed,
    name,
    returnValue,
    parameters: Parameters.fromWire(fields.rest())
  })
}

/** Reads `…:ok`, where what stands before may hold a `:`. */
const splitOk = (line: string, from: number): { readonly body: string; readonly ok: boolean } | undefined => {
  const colon = line.lastIndexOf(":")
  const ok = line.slice(colon + 1)
  if (colon < from || (ok !== "true" && ok !== "false")) return undefined
  return { body: line.slice(from, colon), ok: ok === "true" }
}

const decodeInstall = (line: string, from: number): Result.Result<Frame, DecodeError> => {
  // The engine reads a number if one is there, and skips one ":" (extmodule's own parsing, "install").
  const priority = /^(-?\d{1,9}):/.exec(line.slice(from))
  const start = from + (priority === null ? (line[from] === ":" ? 1 : 0) : priority[0].length)
  const body = line.slice(start)
  const colon = body.indexOf(":")
  const nameEnd = colon < 0 ? body.length : colon
  if (nameEnd === 0) return failed(line, start, "no name to install")
  const name = ByteString.toText(body.slice(0, nameEnd))
  const number = priority?.[1] === undefined ? {} : { priority: Number(priority[1]) }
  if (colon < 0) return Result.succeed({ _tag: "Install", ...number, name })
  const fields = new Fields(line, start + colon + 1)
  const filterAt = fields.at
  const filterName = fields.text(fields.upToParameters(), filterAt)
  const value = fields.at === line.length ? "" : fields.text(line.slice(fields.at + 1), fields.at + 1)
  return fields.done({ _tag: "Install", ...number, name, filter: { name: filterName, value } })
}

const decodeRegistrationReply = (
  line: string,
  from: number,
  tag: "InstallReply" | "UninstallReply"
): Result.Result<Frame, DecodeError> => {
  const tail = splitOk(line, from)
  if (tail === undefined) return failed(line, line.length, `no "true" or "false" at the end`)
  const colon = tail.body.indexOf(":")
  const priority = Number(tail.body.slice(0, Math.max(colon, 0)))
  if (colon < 1 || !Number.isSafeInteger(priority)) return failed(line, from, "the priority is not a number")
  return Result.succeed({ _tag: tag, priority, name: ByteString.toText(tail.body.slice(colon + 1)), ok: tail.ok })
}

const decodeCommand = (line: string): Result.Result<Frame, DecodeError> => {
  const colon = line.indexOf(":")
  const command = colon < 0 ? line : line.slice(0, colon)
  const from = command.length + 1
  const raw = (): string => ByteString.toText(line.slice(from))
  if (colon < 0 && command !== "%%>quit" && command !== "%%<quit") return failed(line, 0, "not a command")
  switch (command) {
    case "%%>connect": {
      const [role = "", id, ...type] = line.slice(from).split(":")
      return Result.succeed({
        _tag: "Connect",
        role: ByteString.toText(role),
        ...(id === undefined ? {} : { id: ByteString.toText(id) }),
        ...(type.length === 0 ? {} : { type: ByteString.toText(type.join(":")) })
      })
    }
    case "%%>setlocal": {
      const end = line.indexOf(":", from)
      if (end <= from) return failed(line, from, `no name and ":" to set`)
      return Result.succeed({
        _tag: "SetLocal",
        name: ByteString.toText(line.slice(from, end)),
        value: ByteString.toText(line.slice(end + 1))
      })
    }
    case "%%<setlocal": {
      const tail = splitOk(line, from)
      const end = tail?.body.indexOf(":") ?? -1
      if (tail === undefined || end < 0) return failed(line, from, `not "name:value:ok"`)
      return Result.succeed({
        _tag: "SetLocalReply",
        name: ByteString.toText(tail.body.slice(0, end)),
        value: ByteString.toText(tail.body.slice(end + 1)),
        ok: tail.ok
      })
    }
    case "%%>install":
      return decodeInstall(line, from)
    case "%%<install":
      return decodeRegistrationReply(line, from, "InstallReply")
    case "%%>uninstall":
      return Result.succeed({ _tag: "Uninstall", name: raw() })
    case "%%<uninstall":
      return decodeRegistrationReply(line, from, "UninstallReply")
    case "%%>watch":
      return Result.succeed({ _tag: "Watch", name: raw() })
    case "%%>unwatch":
      return Result.succeed({ _tag: "Unwatch", name: raw() })
    case "%%<watch":
    case "%%<unwatch": {
      const tail = splitOk(line, from)
      if (tail === undefined) return failed(line, line.length, `no "true" or "false" at the end`)
      const _tag = command === "%%<watch" ? "WatchReply" : "UnwatchReply"
      return Result.succeed({ _tag, name: ByteString.toText(tail.body), ok: tail.ok })
    }
    case "%%>output":
      return Result.succeed({ _tag: "Output", text: raw() })
    case "%%>debug": {
      const fields = new Fields(line, from)
      const level = fields.next("level")
      if (!/^\d{1,2}$/.test(level)) return failed(line, from, "no level from 0 to 10")
      const textAt = fields.at
      return fields.done({ _tag: "Debug", level: Math.min(Number(level), 10), text: fields.text(fields.rest(), textAt) })
    }
    case "%%>quit":
      return line === "%%>quit" ? Result.succeed({ _tag: "Quit" }) : failed(line, colon, "quit takes nothing")
    case "%%<quit":
      return line === "%%<quit" ? Result.succeed({ _tag: "QuitReply" }) : failed(line, colon, "quit takes nothing")
    default:
      return failed(line, 0, "not a command")
  }
}

/**
 * Reads one line (a byte string without its end) as a frame. Never throws: what is not a command is a `DecodeError`
 * with the offset and the reason. A message's parameters stay undecoded, and malformed ones are found when they are
 * read (`Parameters`).
 *
 * @example
 * ```ts
 * import { Codec } from "@yatefx/protocol"
 *
 * Codec.decode("%%<message:42:true:call.route:dumb/:id=sip/1") // a Result with a MessageReply
 * ```
 *
 * @category decoding
 * @since 0.1.0
 */
export const decode = (line: string): Result.Result<Frame, DecodeError> => {
  if (line.startsWith(messagePrefix)) return decodeMessage(line)
  if (line.startsWith(replyPrefix)) return decodeReply(line)
  if (line.startsWith(errorPrefix)) return Result.succeed({ _tag: "ErrorIn", line: line.slice(errorPrefix.length) })
  return decodeCommand(line)
}

const text = (value: string): string => Escape.escape(ByteString.fromText(value))

// oxlint-disable-next-line no-control-regex -- a control byte ends a line, or is refused by the engine's decoder
const controlByte = /[\0-\x1f]/

const write = (frame: Frame): string => {
  switch (frame._tag) {
    case "Message":
      return `${messagePrefix}${text(frame.id)}:${frame.time}:${text(frame.name)}:${text(frame.returnValue)}` +
        frame.parameters.encoded
    case "MessageReply":
      return frame.returnValue === undefined
        ? `${replyPrefix}${text(frame.id)}:${frame.processed}:`
        : `${replyPrefix}${text(frame.id)}:${frame.processed}:${text(frame.name)}:${text(frame.returnValue)}` +
          frame.parameters.encoded
    case "Connect":
      return ByteString.fromText(
        `%%>connect:${frame.role}${frame.id === undefined && frame.type === undefined ? "" : `:${frame.id ?? ""}`}` +
          (frame.type === undefined ? "" : `:${frame.type}`)
      )
    case "SetLocal":
      return ByteString.fromText(`%%>setlocal:${frame.name}:${frame.value}`)
    case "SetLocalReply":
      return ByteString.fromText(`%%<setlocal:${frame.name}:${frame.value}:${frame.ok}`)
    case "Install":
      return `%%>install:${frame.priority ?? ""}:${ByteString.fromText(frame.name)}` +
        (frame.filter === undefined
          ? ""
          : `:${text(frame.filter.name)}${frame.filter.value === "" ? "" : `:${text(frame.filter.value)}`}`)
    case "InstallReply":
      return ByteString.fromText(`%%<install:${frame.priority}:${frame.name}:${frame.ok}`)
    case "Uninstall":
      return ByteString.fromText(`%%>uninstall:${frame.name}`)
    case "UninstallReply":
      return ByteString.fromText(`%%<uninstall:${frame.priority}:${frame.name}:${frame.ok}`)
    case "Watch":
      return ByteString.fromText(`%%>watch:${frame.name}`)
    case "WatchReply":
      return ByteString.fromText(`%%<watch:${frame.name}:${frame.ok}`)
    case "Unwatch":
      return ByteString.fromText(`%%>unwatch:${frame.name}`)
    case "UnwatchReply":
      return ByteString.fromText(`%%<unwatch:${frame.name}:${frame.ok}`)
    case "Output":
      return ByteString.fromText(`%%>output:${frame.text}`)
    case "Debug":
      return `%%>debug:${frame.level}:${text(frame.text)}`
    case "Quit":
      return "%%>quit"
    case "QuitReply":
      return "%%<quit"
    case "ErrorIn":
      return `${errorPrefix}${frame.line}`
  }
}

/** The fields of a frame that are not parameters, for checks and for naming the largest. */
const textFields = (frame: Frame): ReadonlyArray<readonly [name: string, value: string]> =>
  Object.entries(frame).filter((field): field is [string, string] => field[0] !== "_tag" && typeof field[1] === "string")

interface RawField {
  readonly field: string
  readonly value: string
  /** Bytes that would end the field or split it. */
  readonly forbidden: RegExp
}

// oxlint-disable-next-line no-control-regex -- as above
const controlOrColon = /[\0-\x1f:]/

/** Fields that the other side takes raw. */
const rawFields = (frame: Frame): ReadonlyArray<RawField> => {
  switch (frame._tag) {
    case "Connect":
      return [
        { field: "role", value: frame.role, forbidden: controlOrColon },
        { field: "id", value: frame.id ?? "", forbidden: controlOrColon },
        { field: "type", value: frame.type ?? "", forbidden: controlByte }
      ]
    case "SetLocal":
    case "SetLocalReply":
      return [
        { field: "name", value: frame.name, forbidden: controlOrColon },
        { field: "value", value: frame.value, forbidden: controlByte }
      ]
    case "Install":
      return [{ field: "name", value: frame.name, forbidden: controlOrColon }]
    case "InstallReply":
    case "Uninstall":
    case "UninstallReply":
    case "Watch":
    case "WatchReply":
    case "Unwatch":
    case "UnwatchReply":
      return [{ field: "name", value: frame.name, forbidden: controlByte }]
    case "Output":
      return [{ field: "text", value: frame.text, forbidden: /[\0\n]/ }]
    case "ErrorIn":
      return [{ field: "line", value: frame.line, forbidden: /[\0\n]/ }]
    case "MessageReply":
      return typeof frame.processed === "string"
        ? [{ field: "processed", value: frame.processed, forbidden: controlOrColon }]
        : []
    default:
      return []
  }
}

const refused = (reason: EncodeReason, field: string): Result.Result<never, EncodeError> =>
  Result.fail(new EncodeError({ reason, field }))

/** Whether a filter or a name would be read back as something else: an empty name, or an empty filter's name. */
const emptyField = (frame: Frame): string | undefined =>
  frame._tag === "Install" && frame.name === "" ? "name"
  : frame._tag === "Install" && frame.filter?.name === "" ? "filter"
  : frame._tag === "SetLocal" && frame.name === "" ? "name"
  : undefined

const largest = (frame: Frame): string => {
  const parameters = "parameters" in frame ? frame.parameters.entries : []
  return [...textFields(frame), ...parameters].reduce((a, b) => b[1].length > a[1].length ? b : a, [frame._tag, ""])[0]
}

/**
 * Writes a frame as a line (a byte string without its LF). Refuses, with an `EncodeError` that names the field, what
 * the other side could not read: NUL, a line over `limit`, a raw field that would be cut.
 *
 * `limit` is the largest line in bytes, its LF included: one less than the engine's `bufsize`, since a line that
 * doesn't fit closes the connection. No limit when it is missing.
 *
 * @category encoding
 * @since 0.1.0
 */
export const encode = (
  frame: Frame,
  options?: { readonly limit?: number | undefined }
): Result.Result<string, EncodeError> => {
  const line = write(frame)
  const limit = options?.limit
  if (limit !== undefined && line.length + 1 > limit) {
    return Result.fail(
      new EncodeError({ reason: "LineTooLong", field: largest(frame), length: line.length + 1, limit })
    )
  }
  // Parameters.encode has refused NUL, so in a message only the other fields can bring one, as "%@".
  const isMessage = frame._tag === "Message" || frame._tag === "MessageReply"
  if (!isMessage || line.includes("%@")) {
    for (const [name, value] of textFields(frame)) if (value.includes("\0")) return refused("NulByte", name)
  }
  for (const { field, value, forbidden } of rawFields(frame)) {
    if (forbidden.test(value)) return refused("RawField", field)
  }
  const empty = emptyField(frame)
  return empty === undefined ? Result.succeed(line) : refused("EmptyName", empty)
}
