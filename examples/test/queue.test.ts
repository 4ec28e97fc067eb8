import { assert, describe, it } from "@effect/vitest"
import { Engine } from "@yatefx/engine"
import { Phone, Scenario } from "@yatefx/testing"
import { Duration, Effect, Layer } from "effect"
import { queue } from "../src/queue.ts"
import { Sounds } from "../src/Sounds.ts"
import * as Trace from "../src/Trace.ts"

const given = { number: "500", login: "501", maxLength: 2, maxWait: 120, wrapUp: 2 }

const program = Layer.unwrap(Effect.map(Sounds, (soundsPath) =>
  Scenario.embedded(queue.program(given), {
    engine: { soundsPath, holdMusic: { default: `${soundsPath}/music.mulaw` } }
  }))).pipe(Layer.provideMerge(Layer.sync(Trace.Trace, () => Trace.make(() => Effect.void))))

const dial = Effect.fnUntraced(function*(from: string, number: string) {
  const call = yield* (yield* Phone.make({ number: from })).dial(number)
  yield* call.expectAnswer()
  return call
})

const logIn = Effect.fnUntraced(function*(number: string) {
  const call = yield* dial(`agent${number}`, given.login)
  yield* call.press(`${number}#`)
  yield* call.expectSound("queue/logged-in", { how: "eof" })
  return call
})

const peerOf = (id: string) =>
  Effect.map(
    Effect.flatMap(Engine, (engine) => engine.channels),
    (channels) => channels.find((channel) => channel.id === id)?.peerId
  )

const nothingLeft = Effect.gen(function*() {
  yield* Effect.sleep("2 seconds")
  const engine = yield* Engine
  assert.deepStrictEqual(yield* engine.channels, [])
  assert.strictEqual(yield* engine.unanswered, 0)
})

describe("queue", () => {
  it.effect("plays music and places, and gives callers to an agent one by one", () =>
    Effect.gen(function*() {
      const [alice, bob] = [yield* dial("alice", "500"), yield* dial("bob", "500")]
      yield* alice.expectSound("queue/you-are-number", { how: "eof" })
      yield* alice.expectSound("digits/1.mulaw")
      yield* bob.expectSound("digits/2.mulaw")
      yield* alice.expectSound("moh/default")
      const agent = yield* logIn("7")
      yield* Effect.sleep("1 second")
      assert.strictEqual(yield* peerOf(agent.id), alice.id)
      // The next one moves up.
      yield* bob.expectSound("digits/1.mulaw", { within: "1 minute" })
      yield* alice.hangup()
      yield* Effect.sleep("1 second")
      assert.notStrictEqual(yield* peerOf(agent.id), bob.id)
      // When the agent was left alone for his time.
      yield* Effect.sleep("2 seconds")
      assert.strictEqual(yield* peerOf(agent.id), bob.id)
      yield* agent.hangup()
      yield* bob.expectSound("goodbye", { how: "eof" })
      yield* bob.expectEnd({ by: "engine" })
      yield* nothingLeft
    }).pipe(Effect.provide(program), Scenario.run))

  it.effect("refuses who finds it full, and lets nobody wait for ever", () =>
    Effect.gen(function*() {
      const [first, second] = [yield* dial("1", "500"), yield* dial("2", "500")]
      yield* Effect.sleep("5 seconds")
      const third = yield* dial("3", "500")
      yield* third.expectSound("queue/nobody", { within: "20 seconds" })
      yield* third.expectEnd({ by: "engine" })
      for (const call of [first, second]) {
        yield* call.expectSound("queue/nobody", { within: Duration.seconds(given.maxWait + 10) })
        yield* call.expectSound("goodbye", { how: "eof" })
        yield* call.expectEnd({ by: "engine" })
      }
      yield* nothingLeft
    }).pipe(Effect.provide(program), Scenario.run))

  it.effect("shares callers among agents, who come and go", () =>
    Effect.gen(function*() {
      const agents = [yield* logIn("1"), yield* logIn("2")]
      const callers = [yield* dial("a", "500"), yield* dial("b", "500")]
      yield* Effect.sleep("6 seconds")
      const peers = yield* Effect.forEach(callers, ({ id }) => peerOf(id))
      assert.sameMembers(peers, agents.map(({ id }) => id))
      yield* Effect.forEach([...agents, ...callers], (call) => call.hangup(), { discard: true })
      yield* nothingLeft
    }).pipe(Effect.provide(program), Scenario.run))

  it.effect("lets no agent in without a number", () =>
    Effect.gen(function*() {
      const call = yield* dial("agent", "501")
      yield* call.press("#")
      yield* call.expectSound("try-again")
      yield* call.expectSound("goodbye", { within: "1 minute" })
      yield* call.expectEnd({ by: "engine" })
      yield* nothingLeft
    }).pipe(Effect.provide(program), Scenario.run))
})
