/**
 * Mailboxes in files: a folder for each, with a message's sound and what is known of it side by side, the greeting, and
 * the PIN, hashed. The engine writes and reads the sounds in the same folder.
 */
import { DateTime, Effect, Redacted, Schema } from "effect"
import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto"
import * as Fs from "node:fs"
import * as Path from "node:path"
import { ExampleFailed } from "./Example.ts"

/** A message that was left. */
export class Message extends Schema.Class<Message>("Message")({
  /** Its file, without folder and extension. */
  name: Schema.String.check(Schema.isPattern(/^[\w-]{1,100}$/)),
  caller: Schema.optionalKey(Schema.String),
  at: Schema.DateTimeUtcFromString,
  /** Milliseconds. */
  duration: Schema.Finite
}) {}

const MessageFile = Schema.fromJsonString(Message)

/** A mailbox is a number, and nothing that could lead out of the folder. */
export const isMailbox = (text: string): boolean => /^\d{1,15}$/.test(text)

/** A `.slin` has 8000 samples a second, of two bytes. */
const bytesEachMillisecond = 16

/** All mailboxes of a folder. */
export interface Mailboxes {
  /** The path of a sound in a mailbox, as the engine finds it. */
  readonly soundOf: (box: string, name: string) => string
  /** A name for a new message, below the folder of recordings. */
  readonly newName: (box: string) => Effect.Effect<string, ExampleFailed>
  /**
   * How much sound was recorded, in milliseconds. A telephone that sends none, on hold or behind a firewall, leaves a file
   * that is empty, however long it took.
   */
  readonly lengthOf: (box: string, name: string) => Effect.Effect<number, ExampleFailed>
  /** Keeps what was recorded under a name. */
  readonly keep: (
    box: string,
    name: string,
    caller: string | undefined,
    duration: number
  ) => Effect.Effect<void, ExampleFailed>
  /** The messages, the oldest first. What can't be read is left out, with a warning. */
  readonly messages: (box: string) => Effect.Effect<ReadonlyArray<Message>, ExampleFailed>
  readonly remove: (box: string, name: string) => Effect.Effect<void, ExampleFailed>
  readonly hasGreeting: (box: string) => Effect.Effect<boolean, ExampleFailed>
  readonly hasPin: (box: string) => Effect.Effect<boolean, ExampleFailed>
  readonly setPin: (box: string, pin: Redacted.Redacted) => Effect.Effect<void, ExampleFailed>
  readonly isPin: (box: string, pin: Redacted.Redacted) => Effect.Effect<boolean, ExampleFailed>
}

/** What it costs to try all PINs of a stolen folder. It takes some milliseconds, once for each call. */
const hash = (pin: Redacted.Redacted, salt: Uint8Array): Uint8Array =>
  new Uint8Array(scryptSync(Redacted.value(pin), salt, 32, { N: 4096 }))

/**
 * Mailboxes below a folder, which is made if it isn't there. The files are small and read at once, as the embedded engine
 * does: so a test's clock stands still meanwhile.
 */
export const make = (folder: string): Effect.Effect<Mailboxes, ExampleFailed> => {
  const attempt = <A>(run: () => A): Effect.Effect<A, ExampleFailed> =>
    Effect.try({
      try: run,
      catch: (error) => new ExampleFailed({ message: `the mailboxes can't be used: ${String(error)}` })
    })
  const fileOf = (box: string, name: string): string => Path.join(folder, box, name)
  const pinFile = (box: string): string => fileOf(box, "pin")
  const makeBox = (box: string): void => void Fs.mkdirSync(Path.join(folder, box), { recursive: true, mode: 0o700 })

  const read = (box: string, file: string) =>
    Effect.flatMap(attempt(() => Fs.readFileSync(fileOf(box, file), "utf8")), Schema.decodeEffect(MessageFile)).pipe(
      Effect.map((message) => [message]),
      Effect.catch((error) => Effect.as(Effect.logWarning(`${fileOf(box, file)} is no message: ${error.message}`), []))
    )

  const mailboxes: Mailboxes = {
    soundOf: (box, name) => fileOf(box, `${name}.slin`),
    newName: (box) =>
      Effect.flatMap(DateTime.now, (now) =>
        attempt(() => {
          makeBox(box)
          return `${DateTime.formatIso(now).replace(/[^\dTZ]/g, "")}-${randomBytes(4).toString("hex")}`
        })),
    lengthOf: (box, name) =>
      attempt(() => {
        const { size = 0 } = Fs.statSync(fileOf(box, `${name}.slin`), { throwIfNoEntry: false }) ?? {}
        return size / bytesEachMillisecond
      }),
    keep: Effect.fnUntraced(function*(box, name, caller, duration) {
      const at = yield* DateTime.now
      const message = new Message({ name, at, duration, ...(caller === undefined ? {} : { caller }) })
      const text = yield* Effect.orDie(Schema.encodeEffect(MessageFile)(message))
      yield* attempt(() => Fs.writeFileSync(fileOf(box, `${name}.json`), text, { mode: 0o600 }))
    }),
    messages: Effect.fnUntraced(function*(box) {
      const files = yield* attempt(() =>
        Fs.existsSync(Path.join(folder, box)) ? Fs.readdirSync(Path.join(folder, box)).sort() : []
      )
      const found = yield* Effect.forEach(files.filter((file) => file.endsWith(".json")), (file) => read(box, file))
      return found.flat()
    }),
    remove: (box, name) =>
      attempt(() => {
        for (const extension of ["slin", "json"]) Fs.rmSync(fileOf(box, `${name}.${extension}`), { force: true })
      }),
    hasGreeting: (box) => attempt(() => Fs.existsSync(fileOf(box, "greeting.slin"))),
    hasPin: (box) => attempt(() => Fs.existsSync(pinFile(box))),
    setPin: (box, pin) =>
      attempt(() => {
        makeBox(box)
        const salt = new Uint8Array(randomBytes(16))
        Fs.writeFileSync(pinFile(box), new Uint8Array([...salt, ...hash(pin, salt)]), { mode: 0o600 })
      }),
    isPin: (box, pin) =>
      attempt(() => {
        const stored = new Uint8Array(Fs.readFileSync(pinFile(box)))
        return stored.length === 48 && timingSafeEqual(stored.slice(16), hash(pin, stored.slice(0, 16)))
      })
  }
  return Effect.as(
    attempt(() => {
      Fs.mkdirSync(folder, { recursive: true })
      Fs.accessSync(folder, Fs.constants.W_OK)
    }),
    mailboxes
  )
}
