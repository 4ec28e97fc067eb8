import { Arbitrary, Schema } from "effect"
import { ByteString, type Frame, Parameters } from "@yatefx/protocol"
import * as Transcript from "./Transcript.ts"

const within = (minimum: number, maximum: number) => Schema.Int.check(Schema.isBetween({ minimum, maximum }))

/** Any byte, the ones that mean something to the protocol or to UTF-8 more often. */
const Byte = Schema.Union([
  within(0, 255),
  Schema.Literals([0, 9, 10, 13, 32, 37, 58, 61, 64, 95, 122, 125]),
  Schema.Literals([0x7f, 0x80, 0xa0, 0xbf, 0xc3, 0xa9, 0xe2, 0xed, 0xf0, 0x9f, 0x98, 0xff]),
  within(97, 122)
])

/** Byte strings with every byte from 0 to 255. */
export const bytes: Arbitrary.Arbitrary<string> = Arbitrary.array(Arbitrary.schema(Byte), { maxLength: 40 }).pipe(
  Arbitrary.map((array) => String.fromCharCode(...array))
)

/** Text that came from bytes, and is so written back as the same bytes; without NUL, which no field can hold. */
export const text: Arbitrary.Arbitrary<string> = Arbitrary.map(bytes, (_) => ByteString.toText(_.replaceAll("\0", "")))

const name = Arbitrary.map(text, (_) => _ === "" ? "x" : _)

/** Text for a field that is not escaped and that nothing ends but the line's end. */
const raw = Arbitrary.map(text, (_) => _.replace(/[\n\r]/g, "_"))

/** Text for a field that is not escaped and that a colon ends. */
const cut = Arbitrary.map(raw, (_) => _.replaceAll(":", "_"))

const rawName = Arbitrary.map(cut, (_) => _ === "" ? "x" : _)

const optional = <A>(arbitrary: Arbitrary.Arbitrary<A>): Arbitrary.Arbitrary<A | undefined> =>
  Arbitrary.flatMap(
    Arbitrary.schema(Schema.Boolean),
    (there): Arbitrary.Arbitrary<A | undefined> => there ? arbitrary : Arbitrary.Constant(undefined)
  )

const change: Arbitrary.Arbitrary<Parameters.Change> = Arbitrary.all([name, optional(text)])

/** Parameters as an engine could send them: names with `=`, repeated names, pieces without a value. */
export const changes: Arbitrary.Arbitrary<ReadonlyArray<Parameters.Change>> = Arbitrary.array(change, { maxLength: 8 })

const encoded = (list: ReadonlyArray<Parameters.Change>): Parameters.Parameters => {
  const result = Parameters.encode(list, "engine")
  if (result._tag === "Failure") throw result.failure
  return result.success
}

const parameters = Arbitrary.map(changes, encoded)
const ok = Arbitrary.schema(Schema.Boolean)
const time = Arbitrary.schema(within(0, 4294967295))
const priority = Arbitrary.schema(within(-2147483647, 2147483646))

type Frames = { readonly [Tag in Frame.Frame["_tag"]]: Arbitrary.Arbitrary<Extract<Frame.Frame, { _tag: Tag }>> }

/** Without the keys that are undefined, as the codec makes its frames. */
const present = <A extends object, B extends object>(
  required: A,
  maybe: B
): A & { [K in keyof B]?: Exclude<B[K], undefined> } =>
  Object.assign({ ...required }, Object.fromEntries(Object.entries(maybe).filter(([, value]) => value !== undefined)))

const registration = <const Tag extends string>(_tag: Tag) =>
  Arbitrary.map(Arbitrary.all({ name: raw, ok }), (_) => ({ _tag, ..._ }))

const installation = <const Tag extends string>(_tag: Tag) =>
  Arbitrary.map(Arbitrary.all({ priority, name: raw, ok }), (_) => ({ _tag, ..._ }))

const named = <const Tag extends string>(_tag: Tag) => Arbitrary.map(raw, (name) => ({ _tag, name }))

const processed: Arbitrary.Arbitrary<boolean | string> = Arbitrary.flatMap(
  Arbitrary.schema(Schema.Literals([true, false, "yes", "", "text"])),
  (_): Arbitrary.Arbitrary<boolean | string> =>
    _ === "text" ? Arbitrary.map(cut, (_) => `~${_}`) : Arbitrary.Constant(_)
)

/** Every frame that can be sent, by its tag. */
export const frames: Frames = {
  Message: Arbitrary.map(
    Arbitrary.all({ id: text, time, name: text, returnValue: text, parameters }),
    (_) => ({ _tag: "Message", ..._ })
  ),
  MessageReply: Arbitrary.map(
    Arbitrary.all({ id: text, processed, name: text, returnValue: optional(text), parameters }),
    (_) =>
      _.returnValue === undefined
        ? { _tag: "MessageReply", ..._, name: "", parameters: Parameters.Parameters.empty }
        : { _tag: "MessageReply", ..._ }
  ),
  Connect: Arbitrary.map(
    Arbitrary.all({ role: cut, id: optional(cut), type: optional(raw) }),
    ({ id, role, type }) => present({ _tag: "Connect", role }, { id: type === undefined ? id : id ?? "", type })
  ),
  SetLocal: Arbitrary.map(Arbitrary.all({ name: rawName, value: raw }), (_) => ({ _tag: "SetLocal", ..._ })),
  SetLocalReply: Arbitrary.map(Arbitrary.all({ name: cut, value: raw, ok }), (_) => ({ _tag: "SetLocalReply", ..._ })),
  Install: Arbitrary.map(
    Arbitrary.all({
      priority: optional(priority),
      name: rawName,
      filter: optional(Arbitrary.all({ name, value: text }))
    }),
    ({ filter, name, priority }) => present({ _tag: "Install", name }, { filter, priority })
  ),
  InstallReply: installation("InstallReply"),
  Uninstall: named("Uninstall"),
  UninstallReply: installation("UninstallReply"),
  Watch: named("Watch"),
  WatchReply: registration("WatchReply"),
  Unwatch: named("Unwatch"),
  UnwatchReply: registration("UnwatchReply"),
  Output: Arbitrary.map(raw, (text) => ({ _tag: "Output", text })),
  Debug: Arbitrary.map(
    Arbitrary.all({ level: Arbitrary.schema(within(0, 10)), text }),
    (_) => ({ _tag: "Debug", ..._ })
  ),
  Quit: Arbitrary.Constant({ _tag: "Quit" }),
  QuitReply: Arbitrary.Constant({ _tag: "QuitReply" }),
  ErrorIn: Arbitrary.map(bytes, (_) => ({ _tag: "ErrorIn", line: _.replace(/[\0\n]/g, "") }))
}

export const tags = Object.keys(frames) as ReadonlyArray<Frame.Frame["_tag"]>

export const frame: Arbitrary.Arbitrary<Frame.Frame> = Arbitrary.flatMap(
  Arbitrary.schema(Schema.Literals(tags)),
  (tag): Arbitrary.Arbitrary<Frame.Frame> => frames[tag]
)

/** Lines that nearly are commands: what the codecs' edges are made of. */
const starts = [
  ...new Set(Transcript.wire.map((entry) => entry.line.slice(0, entry.line.indexOf(":") + 1))),
  "%%>unwatch:",
  "%%<unwatch:",
  "%%>output:",
  "%%>debug:",
  "%%>debug:3:",
  "%%<uninstall:0:",
  "%%<install:0x10:",
  "%%>install: 017:",
  "%%>install:-5x:",
  "%%>message:1:0x5f5e0ff:a:",
  "%%>message:1:08:a:",
  "%%>quit",
  ""
]

const fragment = Arbitrary.flatMap(
  Arbitrary.schema(Schema.Literals(["bytes", "token"])),
  (kind): Arbitrary.Arbitrary<string> =>
    kind === "bytes"
      ? bytes
      : Arbitrary.schema(
        Schema.Literals([":", "::", "true", ":false", "0", "-1", "%%", "%z", "%}", "=", "99999999999", "x"])
      )
)

/** A start of a command and hostile bytes after it. */
export const randomLine: Arbitrary.Arbitrary<string> = Arbitrary.map(
  Arbitrary.all([Arbitrary.schema(Schema.Literals(starts)), Arbitrary.array(fragment, { maxLength: 5 })]),
  ([start, rest]) => start + rest.join("")
)

/** A line of a transcript with some of its bytes replaced, removed or added to. */
export const mutatedLine: Arbitrary.Arbitrary<string> = Arbitrary.map(
  Arbitrary.all([
    Arbitrary.schema(within(0, Transcript.wire.length - 1)),
    Arbitrary.array(Arbitrary.all([Arbitrary.schema(within(0, 2000)), Arbitrary.schema(within(0, 2)), fragment]), {
      minLength: 1,
      maxLength: 3
    })
  ]),
  ([index, edits]) =>
    edits.reduce((line, [where, removed, added]) => {
      const at = where % (line.length + 1)
      return line.slice(0, at) + added + line.slice(at + removed)
    }, Transcript.wire[index]?.line ?? "")
)
