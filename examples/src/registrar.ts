/**
 * A registrar: phones register with name and password, and are called by their numbers where they are. Passwords come
 * from a file, go to the engine, which checks the phone's answer to its challenge, and to no log.
 */
import { Dispatcher } from "@yatefx/dispatcher"
import { Engine, EngineMessage, Phone } from "@yatefx/engine"
import { CallRoute, Route, UserAuth, UserRegister, UserUnregister } from "@yatefx/messages"
import { Duration, Effect, Layer, Option, Redacted } from "effect"
import { Flag } from "effect/cli"
import type { Example } from "./Example.ts"
import { Trace } from "./Trace.ts"
import * as UserTable from "./UserTable.ts"

/** Registrations last at least and at most so long, in seconds. */
const shortest = 60
const longest = 3600

const Registrar = (table: UserTable.UserTable) =>
  Layer.effectDiscard(Effect.gen(function*() {
    const yate = yield* Dispatcher
    const trace = yield* Trace

    yield* yate.handle(UserAuth, {}, (auth) => {
      const { username } = auth.params
      // The first request of a phone has no name yet: the engine then asks for one.
      const user = username === undefined ? undefined : table.user(username)
      if (user === undefined) return auth.pass
      return Effect.andThen(auth.ret(true, Redacted.value(user.password)), trace.say("", "challenged", user.username))
    })

    yield* yate.handle(
      UserRegister,
      {},
      Effect.fnUntraced(function*(register) {
        const { data, expires, route_params, username } = register.params
        const user = table.user(username)
        if (user === undefined || data === undefined) return yield* register.pass
        const asked = expires === undefined ? longest : Duration.toSeconds(expires)
        const seconds = Math.min(longest, Math.max(shortest, asked))
        const parameters = (route_params ?? []).flatMap((name) => {
          const value = register.parameters.get(name)
          return value === undefined ? [] : [[name, value] as const]
        })
        yield* table.register({ user, target: data, parameters }, seconds)
        yield* register.ret(true, undefined, { expires: Duration.seconds(seconds) })
        yield* trace.say("", "registered", `${username} at ${data}, for ${seconds} s`)
      })
    )

    yield* yate.handle(
      UserUnregister,
      {},
      Effect.fnUntraced(function*(unregister) {
        const { username } = unregister.params
        if (username === undefined || !(yield* table.unregister(username))) return yield* unregister.pass
        yield* unregister.ret(true)
        yield* trace.say("", "unregistered", username)
      })
    )

    yield* yate.handle(
      CallRoute,
      {},
      Effect.fnUntraced(function*(route) {
        const { called = "", id } = route.params
        const user = table.userOfNumber(called)
        if (user === undefined) return yield* route.pass
        const location = yield* table.locate(user)
        if (location === undefined) {
          yield* route.ret(...Route.reject("offline", `${user.username} is not registered`))
          return yield* trace.say(id, "offline", user.username)
        }
        yield* route.ret(true, location.target, {}, location.parameters)
        yield* trace.say(id, "routed", `${called} to ${location.target}`)
      })
    )
  }))

const flags = {
  users: Flag.String("users").pipe(
    Flag.withMetavar("FILE"),
    Flag.withDescription(
      "a JSON file of users: [{ \"username\", \"password\", \"number\" }]; two for a try when left out"
    ),
    Flag.optional
  )
}

/** What a SIP phone's REGISTER makes of the engine, which the embedded one has no SIP for. */
const register = Effect.fnUntraced(function*(username: string, address: string) {
  const engine = yield* Engine
  const from = [["username", username], ["number", username], ["driver", "sip"]] as const
  yield* engine.dispatch(new EngineMessage("user.auth", [["protocol", "sip"], ["username", username]]))
  yield* engine.dispatch(
    new EngineMessage("user.register", [...from, ["data", `sip/sip:${username}@${address}`], ["expires", "600"]])
  )
})

export const registrar = {
  name: "registrar",
  description: "phones register, and are called by their numbers where they are",
  flags,
  program: ({ users }) =>
    Layer.unwrap(Effect.map(
      Effect.flatMap(
        Option.match(users, { onNone: () => Effect.succeed(UserTable.demo), onSome: UserTable.read }),
        UserTable.make
      ),
      Registrar
    )),
  phones: () =>
    Effect.gen(function*() {
      const alice = yield* Phone.make({ caller: "alice", address: "127.0.0.1:5070" })
      const bob = yield* Phone.make({ caller: "bob", address: "127.0.0.1:5071" })
      const early = yield* alice.dial("101")
      yield* Effect.ignore(early.answered)
      yield* register("bob", "127.0.0.1:5071")
      const next = yield* bob.listen
      const call = yield* alice.dial("101")
      const taken = yield* next
      yield* taken.answer
      yield* call.answered
      yield* Effect.sleep("200 millis")
      yield* call.hangup()
    })
} satisfies Example<typeof flags>
