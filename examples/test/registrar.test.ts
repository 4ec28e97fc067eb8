import { assert, describe, it } from "@effect/vitest"
import { Engine, EngineMessage } from "@yatefx/engine"
import { Phone, Scenario } from "@yatefx/testing"
import { Effect, Exit, Layer, Logger, Option } from "effect"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import { afterAll } from "vitest"
import { registrar } from "../src/registrar.ts"
import * as Trace from "../src/Trace.ts"
import * as UserTable from "../src/UserTable.ts"

const folder = Fs.mkdtempSync(Path.join(Os.tmpdir(), "yatefx-registrar-"))
afterAll(() => Fs.rmSync(folder, { recursive: true, force: true }))

const usersIn = (text: string): string => {
  const path = Path.join(folder, `${Fs.readdirSync(folder).length}.json`)
  Fs.writeFileSync(path, text)
  return path
}

const users = usersIn(JSON.stringify([
  { username: "alice", password: "hunter2-a", number: "100" },
  { username: "bob", password: "hunter2-b", number: "101" }
]))

/** Everything that a person could read. */
const said: Array<string> = []

const program = Scenario.embedded(registrar.program({ users: Option.some(users) })).pipe(
  Layer.provideMerge(
    Layer.sync(
      Trace.Trace,
      () => Trace.make((happening) => Effect.sync(() => said.push(Trace.format(happening, false))))
    )
  ),
  Layer.provideMerge(Logger.layer([Logger.map(Logger.formatJson, (line) => void said.push(line))]))
)

const dispatch = Effect.fnUntraced(function*(name: string, parameters: Record<string, string>) {
  const message = new EngineMessage(name, Object.entries(parameters))
  const handled = yield* (yield* Engine).dispatch(message)
  return { handled, message }
})

const register = (username: string, address: string, more: Record<string, string> = {}) =>
  dispatch("user.register", {
    username,
    driver: "sip",
    data: `sip/sip:${username}@${address}`,
    oconnection_id: "general",
    route_params: "oconnection_id",
    ...more
  })

describe("registrar", () => {
  it.effect("gives the engine the password to check, and nobody else", () =>
    Effect.gen(function*() {
      const known = yield* dispatch("user.auth", {
        protocol: "sip",
        username: "alice",
        response: "b4da",
        nonce: "4f49"
      })
      assert.isTrue(known.handled)
      assert.strictEqual(known.message.returnValue, "hunter2-a")
      assert.isFalse((yield* dispatch("user.auth", { protocol: "sip", username: "mallory" })).handled)
      assert.isFalse((yield* dispatch("user.auth", { protocol: "sip" })).handled)
      assert.include(said.join("\n"), "challenged")
      assert.notInclude(said.join("\n"), "hunter2")
    }).pipe(Effect.provide(program), Scenario.run))

  it.effect("sends calls where the phone is, until it goes or its registration expires", () =>
    Effect.gen(function*() {
      const alice = yield* Phone.make({ number: "100" })
      const bob = yield* Phone.make({ number: "101", address: "127.0.0.1:5071", whenCalled: "answer" })
      const call = () => alice.dial("101")

      assert.strictEqual((yield* (yield* call()).expectRejection("offline")).reason, "bob is not registered")

      const { handled, message } = yield* register("bob", "127.0.0.1:5071", { expires: "5" })
      assert.deepStrictEqual([handled, message.get("expires")], [true, "60"])
      const first = yield* call()
      yield* first.expectAnswer()
      yield* bob.expectCall()
      yield* first.hangup()

      yield* Effect.sleep("61 seconds")
      yield* (yield* call()).expectRejection("offline")

      yield* register("bob", "127.0.0.1:5071")
      assert.isTrue((yield* dispatch("user.unregister", { username: "bob" })).handled)
      assert.isFalse((yield* dispatch("user.unregister", { username: "bob" })).handled)
      yield* (yield* call()).expectRejection("offline")

      yield* (yield* alice.dial("555")).expectRejection("noroute")
      assert.isFalse((yield* register("mallory", "127.0.0.1:5071")).handled)
    }).pipe(Effect.provide(program), Scenario.run))

  for (
    const [what, text] of [
      ["no JSON", "alice: hunter2-x"],
      ["an empty password", `[{"username": "alice", "password": ""}]`],
      ["two of one name", `[{"username": "a", "password": "hunter2-x"}, {"username": "a", "password": "hunter2-y"}]`]
    ] as const
  ) {
    it.effect(`refuses a file with ${what}, and quotes no password`, () =>
      Effect.gen(function*() {
        const exit = yield* Effect.exit(Effect.flatMap(UserTable.read(usersIn(text)), UserTable.make))
        assert.isTrue(Exit.isFailure(exit))
        assert.notInclude(String(exit), "hunter2")
      }))
  }
})
