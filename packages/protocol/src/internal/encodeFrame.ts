/**
 * Frames to lines. Each field knows how it stands on the wire and why it can't; nothing is written that the other side
 * would read as something else.
 */
import * as Result from "effect/Result"
import * as ByteString from "../ByteString.ts"
import * as Escape from "../Escape.ts"
import type { Frame, Message, MessageReply } from "../Frame.ts"
import { Parameters } from "../Parameters.ts"
import { EncodeError, type EncodeReason } from "../ProtocolError.ts"
import * as integer from "./integer.ts"
import { isPlain } from "./plain.ts"

interface Field {
  readonly name: string
  /** As it stands on the wire. */
  readonly wire: string
  readonly refusal: EncodeReason | undefined
}

const escaped = (name: string, value: string): Field => ({
  name,
  wire: Escape.escape(ByteString.fromText(value)),
  refusal: value.includes("\0") ? "NulByte" : undefined
})

// What ends a raw field too early. A CR counts at the end of a line only, where the reader drops it.
const inTheMiddle = /[\n:]/
const beforeOk = /\n/
const atTheEnd = /\n|\r$/

const raw = (name: string, value: string, forbidden: RegExp): Field => ({
  name,
  wire: ByteString.fromText(value),
  refusal: value.includes("\0") ? "NulByte" : forbidden.test(value) ? "RawField" : undefined
})

const required = (field: Field): Field => field.wire === "" ? { ...field, refusal: "EmptyName" } : field

const number = (name: string, value: number, min: number, max: number): Field => ({
  name,
  wire: String(value),
  refusal: Number.isInteger(value) && value >= min && value <= max ? undefined : "NumberOutOfRange"
})

const priority = (value: number): Field => number("priority", value, integer.minInt, integer.maxInt)

const ok = (value: boolean): Field => ({ name: "ok", wire: String(value), refusal: undefined })

/** A line of the other side, as bytes: a CR at its end is its own. */
const errorLine = (value: string): Field => ({
  name: "line",
  wire: value,
  refusal: value.includes("\0") ? "NulByte" : /[\n\u0100-\uffff]/.test(value) ? "RawField" : undefined
})

const filterFields = (name: string, value: string): ReadonlyArray<Field> => {
  const first = required(escaped("filter", name))
  return value === "" ? [first] : [first, escaped("filter", value)]
}

type Layout = readonly [prefix: string, fields: ReadonlyArray<Field>]

const layoutReply = (frame: MessageReply): Layout => {
  const id = escaped("id", frame.id)
  const processed: Field = typeof frame.processed === "boolean"
    ? { name: "processed", wire: String(frame.processed), refusal: undefined }
    : raw("processed", frame.processed, inTheMiddle)
  const name = escaped("name", frame.name)
  if (frame.returnValue !== undefined) {
    return ["%%<message:", [id, processed, name, escaped("returnValue", frame.returnValue)]]
  }
  return ["%%<message:", [id, processed, name.wire === "" ? name : { ...name, refusal: "NoReturnValue" }]]
}

const layout = (frame: Frame): Layout => {
  switch (frame._tag) {
    case "Message":
      return ["%%>message:", [
        escaped("id", frame.id),
        number("time", frame.time, 0, integer.maxTime),
        escaped("name", frame.name),
        escaped("returnValue", frame.returnValue)
      ]]
    case "MessageReply":
      return layoutReply(frame)
    case "Connect": {
      const type = frame.type === undefined ? [] : [raw("type", frame.type, atTheEnd)]
      const id = frame.id === undefined && frame.type === undefined
        ? []
        : [raw("id", frame.id ?? "", type.length === 0 ? /[\n:]|\r$/ : inTheMiddle)]
      return ["%%>connect:", [raw("role", frame.role, id.length === 0 ? /[\n:]|\r$/ : inTheMiddle), ...id, ...type]]
    }
    case "SetLocal":
      return ["%%>setlocal:", [required(raw("name", frame.name, inTheMiddle)), raw("value", frame.value, atTheEnd)]]
    case "SetLocalReply":
      return ["%%<setlocal:", [raw("name", frame.name, inTheMiddle), raw("value", frame.value, beforeOk), ok(frame.ok)]]
    case "Install": {
      const { filter } = frame
      const first = frame.priority === undefined
        ? { name: "priority", wire: "", refusal: undefined }
        : priority(frame.priority)
      const name = required(raw("name", frame.name, filter === undefined ? /[\n:]|\r$/ : inTheMiddle))
      return ["%%>install:", [first, name, ...filter === undefined ? [] : filterFields(filter.name, filter.value)]]
    }
    case "InstallReply":
      return ["%%<install:", [priority(frame.priority), raw("name", frame.name, beforeOk), ok(frame.ok)]]
    case "Uninstall":
      return ["%%>uninstall:", [raw("name", frame.name, atTheEnd)]]
    case "UninstallReply":
      return ["%%<uninstall:", [priority(frame.priority), raw("name", frame.name, beforeOk), ok(frame.ok)]]
    case "Watch":
      return ["%%>watch:", [raw("name", frame.name, atTheEnd)]]
    case "WatchReply":
      return ["%%<watch:", [raw("name", frame.name, beforeOk), ok(frame.ok)]]
    case "Unwatch":
      return ["%%>unwatch:", [raw("name", frame.name, atTheEnd)]]
    case "UnwatchReply":
      return ["%%<unwatch:", [raw("name", frame.name, beforeOk), ok(frame.ok)]]
    case "Output":
      // Text for people: a CR at its end is lost, and nobody minds.
      return ["%%>output:", [raw("text", frame.text, beforeOk)]]
    case "Debug":
      return ["%%>debug:", [number("level", frame.level, 0, 10), escaped("text", frame.text)]]
    case "Quit":
      return ["%%>quit", []]
    case "QuitReply":
      return ["%%<quit", []]
    case "ErrorIn":
      return ["Error in: ", [errorLine(frame.line)]]
  }
}

const isMessage = (frame: Frame): frame is Message | MessageReply =>
  frame._tag === "Message" || frame._tag === "MessageReply"

/** `Parameters.encode` writes no such byte; parameters taken from the wire can hold one. */
// oxlint-disable-next-line no-control-regex -- a control byte ends a line, or is refused by the reader
const unsafe = /[\0-\x1f\u0100-\uffff]/

const parametersRefusal = (frame: Message | MessageReply): EncodeReason | undefined => {
  const { encoded } = frame.parameters
  if (encoded === "") return undefined
  if (frame.returnValue === undefined) return "NoReturnValue"
  return unsafe.test(encoded) ? "RawField" : undefined
}

const refused = (reason: EncodeReason, field: string): Result.Result<never, EncodeError> =>
  Result.fail(new EncodeError({ reason, field }))

const largest = (fields: ReadonlyArray<Field>, parameters: Parameters): string => {
  const parts = fields.map(({ name, wire }) => ({ name: () => name, length: wire.length }))
  for (const piece of parameters.encoded.split(":")) {
    const name = (): string => Parameters.fromWire(piece).changes[0]?.[0] ?? "parameters"
    parts.push({ name, length: piece.length })
  }
  return parts.reduce((a, b) => b.length > a.length ? b : a, { name: () => "line", length: 0 }).name()
}

/** An answer in which nothing has to be escaped, refused or cut; `undefined` for all others, which take the long way. */
const encodePlainReply = (
  { id, name, parameters, processed, returnValue }: MessageReply,
  limit: number | undefined
): string | undefined => {
  if (typeof processed !== "boolean" || !isPlain(id)) return undefined
  let line = `%%<message:${id}:${processed ? "true" : "false"}:`
  if (returnValue !== undefined) {
    if (!isPlain(name) || !isPlain(returnValue) || parameters.encoded !== "" && unsafe.test(parameters.encoded)) {
      return undefined
    }
    line += `${name}:${returnValue}${parameters.encoded}`
  } else if (name !== "" || parameters.encoded !== "") return undefined
  return limit === undefined || line.length < limit ? line : undefined
}

export const encodeFrame = (frame: Frame, limit: number | undefined): Result.Result<string, EncodeError> => {
  if (frame._tag === "MessageReply") {
    const line = encodePlainReply(frame, limit)
    if (line !== undefined) return Result.succeed(line)
  }
  const [prefix, fields] = layout(frame)
  let line = prefix
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i] as Field // i < length
    if (field.refusal !== undefined) return refused(field.refusal, field.name)
    line += i === 0 ? field.wire : `:${field.wire}`
  }
  let parameters = Parameters.empty
  if (isMessage(frame)) {
    const refusal = parametersRefusal(frame)
    if (refusal !== undefined) return refused(refusal, "parameters")
    parameters = frame.parameters
    line += parameters.encoded
  }
  if (limit === undefined || line.length + 1 <= limit) return Result.succeed(line)
  const field = largest(fields, parameters)
  return Result.fail(new EncodeError({ reason: "LineTooLong", field, length: line.length + 1, limit }))
}
