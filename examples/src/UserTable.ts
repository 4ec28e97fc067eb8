/** Who may register, from a file, and where they are at present. Passwords are `Redacted`: no log can show one. */
import * as NodeServices from "@effect/platform-node/NodeServices"
import { Clock, Effect, FileSystem, Redacted, Schema } from "effect"
import { ExampleFailed } from "./Example.ts"

/** A user, as the file has it. */
export class User extends Schema.Class<User>("User")({
  username: Schema.NonEmptyString,
  password: Schema.RedactedFromValue(Schema.NonEmptyString),
  /** The number under which the user is called: the name by default. */
  number: Schema.optionalKey(Schema.NonEmptyString)
}) {}

const Users = Schema.fromJsonString(Schema.Array(User))

/** Where a user is. */
export interface Location {
  readonly user: User
  /** What a call is sent to: `sip/sip:alice@10.0.0.1:5060`. */
  readonly target: string
  /** What the engine wants back with each call to it. */
  readonly parameters: ReadonlyArray<readonly [name: string, value: string]>
  /** Milliseconds since 1970. */
  readonly until: number
}

/** The table. */
export interface UserTable {
  readonly user: (username: string) => User | undefined
  readonly userOfNumber: (number: string) => User | undefined
  readonly register: (location: Omit<Location, "until">, seconds: number) => Effect.Effect<void>
  /** Whether there was one. */
  readonly unregister: (username: string) => Effect.Effect<boolean>
  /** Where a user is, if that has not expired. */
  readonly locate: (user: User) => Effect.Effect<Location | undefined>
}

/** A table of these users. Fails when two have the same name or number. */
export const make = Effect.fnUntraced(
  function*(users: ReadonlyArray<User>): Effect.fn.Return<UserTable, ExampleFailed> {
    const byName = new Map(users.map((user) => [user.username, user]))
    const byNumber = new Map(users.map((user) => [user.number ?? user.username, user]))
    if (byName.size < users.length || byNumber.size < users.length) {
      return yield* new ExampleFailed({ message: "two users have the same name or number: give each one of their own" })
    }
    const locations = new Map<string, Location>()
    return {
      user: (username) => byName.get(username),
      userOfNumber: (number) => byNumber.get(number),
      register: (location, seconds) =>
        Effect.map(Clock.currentTimeMillis, (now) => {
          locations.set(location.user.username, { ...location, until: now + seconds * 1000 })
        }),
      unregister: (username) => Effect.sync(() => locations.delete(username)),
      locate: ({ username }) =>
        Effect.map(Clock.currentTimeMillis, (now) => {
          const location = locations.get(username)
          if (location === undefined || location.until > now) return location
          locations.delete(username)
          return undefined
        })
    }
  }
)

/** Users of a JSON file: `[{ "username": "alice", "password": "…", "number": "100" }]`. */
export const read = (path: string): Effect.Effect<ReadonlyArray<User>, ExampleFailed> =>
  Effect.gen(function*() {
    const fs = yield* FileSystem.FileSystem
    const text = yield* Effect.mapError(
      fs.readFileString(path),
      ({ message }) => new ExampleFailed({ message: `the users can't be read from ${path}: ${message}` })
    )
    return yield* Effect.mapError(
      Schema.decodeEffect(Users)(text),
      // The error's own text would quote the file, passwords included.
      () =>
        new ExampleFailed({
          message: `${path} holds no users: [{ "username": "alice", "password": "…", "number": "100" }]`
        })
    )
  }).pipe(Effect.provide(NodeServices.layer))

/** Users for a first try. */
export const demo: ReadonlyArray<User> = ["alice", "bob"].map((username, index) =>
  new User({ username, password: Redacted.make(`${username}-secret`), number: String(100 + index) })
)
