import { assert, describe, it } from "@effect/vitest"
import { Call, CallQueue, Calls, Say } from "@yatefx/calls"
import { Engine } from "@yatefx/engine"
import { Phone, Scenario } from "@yatefx/testing"
import { Deferred, Duration, Effect, Exit, Fiber, Layer, Queue, Random, Result, Scope, Stream } from "effect"
import { nothingLeft, world } from "./support/world.ts"

/** `100` waits, `1NN` with the priority NN, `200` is an agent on the line. Outcomes are told in the order they come. */
const setup = Effect.fnUntraced(function*(options: CallQueue.QueueOptions = {}) {
  const outcomes = yield* Queue.bounded<string>(10_000)
  const made = yield* Deferred.make<CallQueue.CallQueue>()
  const program = Layer.unwrap(Effect.gen(function*() {
    const queue = yield* CallQueue.make({ name: "sales", music: "long", ...options })
    yield* Deferred.succeed(made, queue)
    return Layer.mergeAll(
      Calls.incoming(
        { guard: ({ params }) => /^1\d\d$/.test(params.called ?? "") },
        Effect.gen(function*() {
          const call = yield* Call
          yield* call.answer
          const outcome = yield* Effect.result(
            CallQueue.wait(call, queue, { priority: Number(call.called) - 100 })
          )
          yield* Queue.offer(
            outcomes,
            Result.isFailure(outcome)
              ? `${call.caller}: ${outcome.failure.message}`
              : `${call.caller}: ${outcome.success.agent} after ${Duration.format(outcome.success.waited)}`
          )
          yield* call.play("goodbye")
        })
      ),
      Calls.incoming(
        { called: "200" },
        Effect.gen(function*() {
          const call = yield* Call
          yield* call.answer
          yield* CallQueue.attend(call, queue)
        })
      )
    )
  })).pipe(Layer.orDie)
  return { outcomes, queue: Deferred.await(made), world: world(program) }
})

/** An agent who is called, by his number. */
const calledAgent = (
  name: string,
  options: Partial<CallQueue.AgentOptions<never, never>> = {}
): CallQueue.AgentOptions<unknown, Calls | Scope.Scope> => ({
  name,
  reach: Calls.originate({ target: { number: name } }),
  ...options
})

const dial = Effect.fnUntraced(function*(name: string, number: string) {
  const call = yield* (yield* Phone.make({ number: name })).dial(number)
  yield* call.expectAnswer()
  yield* Effect.sleep(100)
  return call
})

const numbers = ({ averageWait, ...all }: CallQueue.Statistics) => ({
  ...all,
  averageWait: Duration.toMillis(averageWait)
})

const nobody = {
  waiting: 0,
  ringing: 0,
  talking: 0,
  agents: 0,
  free: 0,
  served: 0,
  abandoned: 0,
  timedOut: 0,
  refused: 0,
  averageWait: 0
}

describe("a queue", () => {
  it.effect("gives an agent on the line the one who waited longest, and counts", () =>
    Effect.gen(function*() {
      const { outcomes, queue: made, world } = yield* setup()
      yield* Effect.gen(function*() {
        const queue = yield* made
        const alice = yield* dial("alice", "100")
        yield* alice.expectSound("long")
        const bob = yield* dial("bob", "100")
        assert.deepStrictEqual(
          (yield* queue.callers).map(({ call, position }) => `${position} ${call.caller}`),
          ["1 alice", "2 bob"]
        )
        assert.deepStrictEqual(numbers(yield* queue.statistics), { ...nobody, waiting: 2 })
        yield* Effect.sleep("10 seconds")
        const agent = yield* dial("agent", "200")
        yield* alice.expectSound("long", { how: "cut" })
        assert.deepStrictEqual(numbers(yield* queue.statistics), {
          ...nobody,
          waiting: 1,
          talking: 1,
          agents: 1
        })
        yield* Effect.sleep("20 seconds")
        yield* alice.hangup()
        yield* Effect.sleep("20 seconds")
        // Connected: the agent's keys are heard by the caller.
        assert.deepStrictEqual(yield* agent.press("5"), [true])
        yield* bob.hangup()
        yield* Effect.sleep("1 second")
        assert.deepStrictEqual(numbers(yield* queue.statistics), {
          ...nobody,
          agents: 1,
          free: 1,
          served: 2,
          averageWait: (10_200 + 30_200) / 2
        })
        yield* agent.hangup()
        yield* nothingLeft
        assert.deepStrictEqual(numbers(yield* queue.statistics), { ...nobody, served: 2, averageWait: 20_200 })
      }).pipe(Effect.provide(world))
      assert.deepStrictEqual(yield* Queue.clear(outcomes), [
        "alice: sip/1 has hung up",
        "bob: sip/2 has hung up"
      ])
    }).pipe(Scenario.run))

  it.effect("serves by priority, and by arrival within it", () =>
    Effect.gen(function*() {
      const { outcomes, world } = yield* setup()
      yield* Effect.gen(function*() {
        for (const [name, number] of [["a", "100"], ["b", "105"], ["c", "100"], ["d", "109"], ["e", "105"]] as const) {
          const call = yield* dial(name, number)
          // Whoever talks, talks for a second.
          yield* Effect.forkChild(
            Effect.andThen(
              call.expectSound("long", { how: "cut", within: "1 minute" }),
              Effect.delay(call.hangup(), "1 second")
            )
          )
        }
        const agent = yield* dial("agent", "200")
        yield* Effect.sleep("20 seconds")
        yield* agent.hangup()
        yield* nothingLeft
      }).pipe(Effect.provide(world))
      assert.deepStrictEqual((yield* Queue.clear(outcomes)).map((text) => text.charAt(0)), ["d", "b", "e", "a", "c"])
    }).pipe(Scenario.run))

  it.effect("says the place, at once and every so often", () =>
    Effect.gen(function*() {
      const { world } = yield* setup({
        announce: (call, { length, position, waited }) =>
          Effect.andThen(
            Effect.sync(() => assert.isTrue(position <= length && Duration.toMillis(waited) >= 0)),
            call.play([`digits/${position}`])
          ),
        announceEvery: "20 seconds"
      })
      yield* Effect.gen(function*() {
        const alice = yield* dial("alice", "100")
        const bob = yield* dial("bob", "100")
        yield* bob.expectSound("digits/2")
        yield* bob.expectSound("long", { how: "cut", within: "21 seconds" })
        yield* bob.expectSound("digits/2")
        yield* alice.hangup()
        yield* bob.expectSound("digits/1", { within: "21 seconds" })
        yield* bob.hangup()
        yield* nothingLeft
      }).pipe(Effect.provide(world))
    }).pipe(Scenario.run))

  it.effect("has not lost a caller who is taken away while he talks", () =>
    Effect.gen(function*() {
      const queue = yield* CallQueue.make({ music: "long" })
      yield* Phone.make({ number: "agent", whenCalled: "answer" })
      yield* Phone.make({ number: "alice", whenCalled: "answer" })
      yield* Effect.forkScoped(CallQueue.serve(queue, calledAgent("agent")))
      const call = yield* Calls.originate({ target: { number: "alice" } })
      yield* Effect.timeoutOption(CallQueue.wait(call, queue), "5 seconds")
      assert.strictEqual((yield* queue.statistics).abandoned, 0)
      yield* call.play("goodbye")
    }).pipe(Effect.scoped, Effect.andThen(nothingLeft), Effect.provide(world(Layer.empty)), Scenario.run))

  it.effect("goes on without a place that the voice can't say", () =>
    Effect.gen(function*() {
      const { outcomes, world } = yield* setup({
        announce: (call) => Effect.flatMap(Say.number(Infinity), (number) => call.play(number))
      })
      yield* Effect.gen(function*() {
        const alice = yield* dial("alice", "100")
        yield* alice.expectSound("long")
        yield* Effect.sleep("1 minute")
        yield* alice.hangup()
        yield* nothingLeft
      }).pipe(Effect.provide(world))
      assert.notInclude((yield* Queue.clear(outcomes)).join(), "SayError")
    }).pipe(Scenario.run))

  it.effect("is full, and closes: callers are in hands", () =>
    Effect.gen(function*() {
      const { outcomes, queue, world } = yield* setup({ maxLength: 2 })
      yield* Effect.gen(function*() {
        const alice = yield* dial("alice", "100")
        const bob = yield* dial("bob", "100")
        const carol = yield* dial("carol", "100")
        yield* carol.expectSound("goodbye", { how: "eof" })
        assert.strictEqual((yield* (yield* queue).statistics).refused, 1)
        yield* alice.hangup()
        yield* bob.hangup()
        yield* nothingLeft
        assert.deepStrictEqual(numbers(yield* (yield* queue).statistics), { ...nobody, refused: 1, abandoned: 2 })
      }).pipe(Effect.provide(world))
      assert.strictEqual(yield* Queue.take(outcomes), "carol: the queue sales is full: 2 callers may wait")
    }).pipe(Scenario.run))

  it.effect("closes with its scope, for those who wait and those who come", () =>
    Effect.gen(function*() {
      const outcomes = yield* Queue.bounded<string>(10)
      const scope = yield* Scope.make()
      const queue = yield* CallQueue.make({ music: "long" }).pipe(Scope.provide(scope))
      const program = Calls.incoming(
        {},
        Effect.gen(function*() {
          const call = yield* Call
          yield* call.answer
          const failed = yield* Effect.flip(CallQueue.wait(call, queue))
          yield* Queue.offer(outcomes, failed.message)
          yield* call.play("goodbye")
        }).pipe(Effect.orDie)
      )
      yield* Effect.gen(function*() {
        const alice = yield* dial("alice", "1")
        yield* Scope.close(scope, Exit.void)
        yield* alice.expectEnd({ by: "engine" })
        yield* (yield* dial("bob", "1")).expectEnd({ by: "engine" })
        yield* nothingLeft
      }).pipe(Effect.provide(world(program)))
      assert.deepStrictEqual(yield* Queue.clear(outcomes), ["the queue queue is closed", "the queue queue is closed"])
    }).pipe(Scenario.run))

  it.effect("lets nobody wait for longer than he may, nor in silence", () =>
    Effect.gen(function*() {
      const { outcomes, queue, world } = yield* setup({ maxWait: "3 minutes" })
      yield* Effect.gen(function*() {
        const alice = yield* dial("alice", "100")
        yield* alice.expectSound("goodbye", { within: "181 seconds" })
        yield* nothingLeft
        assert.deepStrictEqual(numbers(yield* (yield* queue).statistics), { ...nobody, timedOut: 1 })
      }).pipe(Effect.provide(world))
      assert.deepStrictEqual(yield* Queue.clear(outcomes), ["alice: nobody of the queue sales was there in 180 s"])
      // Also while an agent rings, who is called in vain.
      const late = yield* setup({ maxWait: "10 seconds" })
      yield* Effect.gen(function*() {
        const phone = yield* Phone.make({ number: "agent", whenCalled: { answerAfter: "15 seconds" } })
        const agent = yield* Effect.forkChild(CallQueue.serve(yield* late.queue, calledAgent("agent")))
        const carol = yield* dial("carol", "100")
        yield* (yield* phone.expectCall()).expectEnd({ by: "engine", within: "11 seconds" })
        yield* carol.expectSound("goodbye")
        yield* Fiber.interrupt(agent)
        yield* nothingLeft
      }).pipe(Effect.provide(late.world))
      const silent = yield* setup({ music: "nosuch" })
      yield* Effect.gen(function*() {
        yield* (yield* dial("bob", "100")).expectSound("goodbye")
        yield* nothingLeft
      }).pipe(Effect.provide(silent.world))
      assert.match(yield* Queue.take(silent.outcomes), /^bob: .*nosuch.* can't be opened/)
    }).pipe(Scenario.run))

  it.effect("calls agents, the next one when one does not answer, and that one again after a rest", () =>
    Effect.gen(function*() {
      const { outcomes, queue: made, world } = yield* setup()
      yield* Effect.gen(function*() {
        const queue = yield* made
        const first = yield* Phone.make({ number: "first", whenCalled: "ignore" })
        const second = yield* Phone.make({ number: "second" })
        const agents = yield* Effect.forkChild(Effect.all(
          [
            CallQueue.serve(queue, calledAgent("first", { ringFor: "5 seconds" })),
            CallQueue.serve(queue, calledAgent("second", { ringFor: "8 seconds" }))
          ],
          { concurrency: "unbounded" }
        ))
        yield* Effect.sleep(0)
        const alice = yield* dial("alice", "100")
        const rings = yield* first.expectCall()
        assert.strictEqual((yield* queue.statistics).ringing, 1)
        yield* rings.expectEnd({ by: "engine" })
        const busy = yield* second.expectCall()
        yield* busy.refuse()
        // Both rest now: music goes on.
        assert.strictEqual((yield* alice.heard).at(-1)?.how, "playing")
        yield* (yield* first.expectCall({ within: "11 seconds" })).answer
        yield* alice.expectSound("long", { how: "cut" })
        yield* Effect.sleep("1 minute")
        yield* alice.hangup()
        yield* Effect.sleep("1 second")
        assert.strictEqual((yield* queue.statistics).free, 2)
        yield* Fiber.interrupt(agents)
        assert.deepStrictEqual(numbers(yield* queue.statistics), { ...nobody, served: 1, averageWait: 15_000 })
        yield* nothingLeft
      }).pipe(Effect.provide(world))
      assert.deepStrictEqual(yield* Queue.clear(outcomes), ["alice: sip/1 has hung up"])
    }).pipe(Scenario.run))

  it.effect("lets a caller go while an agent rings, at each moment: the agent is free again at once", () =>
    Effect.gen(function*() {
      const { outcomes, queue: made, world } = yield* setup()
      yield* Effect.gen(function*() {
        const queue = yield* made
        yield* Phone.make({ number: "agent", whenCalled: { answerAfter: 10 } })
        const agent = yield* Effect.forkChild(CallQueue.serve(queue, calledAgent("agent")))
        for (const millis of [0, 5, 9, 10, 11, 12, 50]) {
          const alice = yield* (yield* Phone.make({ number: "alice" })).dial("100")
          yield* alice.expectAnswer()
          yield* Effect.sleep(millis)
          yield* alice.hangup()
          yield* Effect.sleep("1 second")
          assert.strictEqual((yield* queue.statistics).free, 1, `${millis}`)
        }
        for (const turns of [1, 2, 3, 5, 8, 13, 21, 34, 55, 89]) {
          const alice = yield* (yield* Phone.make({ number: "alice" })).dial("100")
          yield* alice.expectAnswer()
          yield* Effect.sleep(10)
          for (let turn = 0; turn < turns; turn++) yield* Effect.yieldNow
          yield* alice.hangup()
          yield* Effect.sleep("2 seconds")
          assert.strictEqual((yield* queue.statistics).free, 1, `${turns}`)
        }
        yield* Fiber.interrupt(agent)
        const { abandoned, served } = yield* queue.statistics
        assert.strictEqual(abandoned + served, 17)
        assert.isTrue(abandoned >= 3 && served >= 1, `${abandoned} ${served}`)
        yield* nothingLeft
      }).pipe(Effect.provide(world))
      for (const outcome of yield* Queue.clear(outcomes)) assert.match(outcome, /^alice: sip\/\d+ has hung up$/)
    }).pipe(Scenario.run))

  it.effect("takes a caller back from an agent who leaves, at each moment: he is the next again", () =>
    Effect.gen(function*() {
      const { outcomes, queue: made, world } = yield* setup()
      yield* Effect.gen(function*() {
        const queue = yield* made
        yield* Phone.make({ number: "agent", whenCalled: { answerAfter: 10 } })
        const alice = yield* dial("alice", "100")
        const bob = yield* dial("bob", "100")
        for (const millis of [0, 5, 9, 10, 11, 50, 1000]) {
          const agent = yield* Effect.forkChild(CallQueue.serve(queue, calledAgent("agent")))
          yield* Effect.sleep(millis)
          yield* Fiber.interrupt(agent)
          assert.deepStrictEqual(
            (yield* queue.callers).map(({ agent, call }) => `${call.caller} ${agent}`),
            ["alice undefined", "bob undefined"],
            `${millis}`
          )
          yield* Effect.sleep("1 second")
          assert.strictEqual((yield* alice.heard).at(-1)?.how, "playing", `${millis}`)
        }
        assert.deepStrictEqual(numbers(yield* queue.statistics), { ...nobody, waiting: 2 })
        yield* alice.hangup()
        yield* bob.hangup()
        yield* nothingLeft
      }).pipe(Effect.provide(world))
      assert.strictEqual((yield* Queue.clear(outcomes)).length, 2)
    }).pipe(Scenario.run))

  it.effect("loses no caller to an agent on the line who hangs up at once, and none to one who is a bug", () =>
    Effect.gen(function*() {
      const { outcomes, queue: made, world } = yield* setup()
      yield* Effect.gen(function*() {
        const queue = yield* made
        const alice = yield* dial("alice", "100")
        const bug = yield* Effect.forkChild(CallQueue.serve(queue, { name: "bug", reach: Effect.die("a bug") }))
        for (const turns of [0, 1, 2, 3, 5, 8, 13, 21]) {
          const agent = yield* (yield* Phone.make({ number: "agent" })).dial("200")
          for (let turn = 0; turn < turns; turn++) yield* Effect.yieldNow
          yield* agent.hangup()
          yield* Effect.sleep("1 second")
        }
        const { served, waiting } = yield* queue.statistics
        assert.strictEqual(served + waiting, 1)
        yield* Fiber.interrupt(bug)
        yield* alice.hangup()
        yield* nothingLeft
      }).pipe(Effect.provide(world))
      assert.strictEqual((yield* Queue.clear(outcomes)).length, 1)
    }).pipe(Scenario.run))

  it.effect("has served a caller whose agent on the line hangs up: he is in hands, and waits no more", () =>
    Effect.gen(function*() {
      const positions: Array<number> = []
      const { outcomes, queue: made, world } = yield* setup({
        announce: (_, { position }) => Effect.sync(() => positions.push(position)),
        announceEvery: "1 second"
      })
      yield* Effect.gen(function*() {
        const queue = yield* made
        const alice = yield* dial("alice", "100")
        const agent = yield* dial("agent", "200")
        yield* Effect.sleep("3 seconds")
        yield* agent.hangup()
        yield* alice.expectSound("goodbye", { how: "eof" })
        yield* alice.expectEnd({ by: "engine" })
        yield* nothingLeft
        assert.deepStrictEqual(numbers(yield* queue.statistics), { ...nobody, served: 1, averageWait: 100 })
      }).pipe(Effect.provide(world))
      assert.deepStrictEqual(yield* Queue.clear(outcomes), ["alice: agent after 100ms"])
      assert.deepStrictEqual([...new Set(positions)], [1])
    }).pipe(Scenario.run))

  it.effect("says a place from 1 on to a caller who comes back from an agent", () =>
    Effect.gen(function*() {
      const places: Array<string> = []
      const { queue: made, world } = yield* setup({
        announce: (call, { length, position }) =>
          Effect.sync(() => places.push(`${call.caller} ${position} of ${length}`)),
        announceEvery: "10 seconds"
      })
      yield* Effect.gen(function*() {
        const queue = yield* made
        yield* Phone.make({ number: "agent", whenCalled: { answerAfter: 10 } })
        const alice = yield* dial("alice", "100")
        const bob = yield* dial("bob", "100")
        places.length = 0
        const agent = yield* Effect.forkChild(CallQueue.serve(queue, calledAgent("agent")))
        yield* Effect.sleep("2 seconds")
        assert.strictEqual((yield* queue.statistics).talking, 1)
        yield* Fiber.interrupt(agent)
        yield* Effect.sleep("1 second")
        assert.deepStrictEqual(places, ["alice 1 of 2"])
        yield* alice.hangup()
        yield* bob.hangup()
        yield* nothingLeft
      }).pipe(Effect.provide(world))
    }).pipe(Scenario.run))

  it.effect("connects a caller when what he hears is off, and gives him back to his flow when that is done with waiting", () =>
    Effect.gen(function*() {
      const queue = yield* CallQueue.make({
        music: "long",
        // It takes its time to end.
        announce: () => Effect.ensuring(Effect.never, Effect.sleep("2 seconds"))
      })
      const program = Layer.mergeAll(
        Calls.incoming(
          { called: "100" },
          Effect.gen(function*() {
            const call = yield* Call
            yield* call.answer
            yield* Effect.timeoutOption(CallQueue.wait(call, queue), "20 seconds")
            yield* call.play("goodbye")
          })
        ),
        Calls.incoming(
          { called: "200" },
          Effect.gen(function*() {
            const call = yield* Call
            yield* call.answer
            yield* CallQueue.attend(call, queue)
          })
        )
      )
      yield* Effect.gen(function*() {
        const alice = yield* dial("alice", "100")
        const agent = yield* dial("agent", "200")
        const peer = Effect.map(
          Engine.use(({ channels }) => channels),
          (all) => all.find(({ id }) => id === alice.id)?.peerId
        )
        yield* Effect.sleep("1 second")
        assert.match(String(yield* peer), /^dumb/)
        yield* Effect.sleep("1 second")
        assert.strictEqual(yield* peer, agent.id)
        yield* alice.expectSound("goodbye", { how: "eof", within: "20 seconds" })
        yield* alice.expectEnd({ by: "engine" })
        assert.strictEqual((yield* queue.statistics).free, 1)
        yield* agent.hangup()
        yield* nothingLeft
      }).pipe(Effect.provide(world(program)))
    }).pipe(Scenario.run))

  it.effect("shows its numbers as they change; a slow reader sees the latest", () =>
    Effect.gen(function*() {
      const { queue: made, world } = yield* setup()
      yield* Effect.gen(function*() {
        const queue = yield* made
        const seen: Array<number> = []
        yield* Effect.forkChild(Stream.runForEach(queue.changes, ({ waiting }) =>
          Effect.andThen(
            Effect.sync(() => seen.push(waiting)),
            Effect.sleep("10 seconds")
          )))
        yield* Effect.sleep(1)
        const calls = yield* Effect.forEach(["a", "b", "c"], (name) => dial(name, "100"))
        yield* Effect.sleep("25 seconds")
        assert.strictEqual(seen[0], 0)
        assert.strictEqual(seen.at(-1), 3)
        assert.isTrue(seen.length <= 3)
        for (const call of calls) yield* call.hangup()
        yield* nothingLeft
      }).pipe(Effect.provide(world))
    }).pipe(Scenario.run))

  it.effect("holds two hundred callers, while agents come and go", () =>
    Effect.gen(function*() {
      const { outcomes, queue: made, world } = yield* setup({ maxLength: 150 })
      yield* Effect.gen(function*() {
        const queue = yield* made
        const between = (min: number, max: number) => Random.nextIntBetween(min, max)
        yield* Effect.forEach(Array.from({ length: 5 }, (_, i) => `agent${i}`), (number, i) =>
          Phone.make({ number, whenCalled: i === 4 ? "ignore" : i === 3 ? "busy" : { answerAfter: 3000 } }))
        const agent = (name: string) =>
          Effect.forever(Effect.gen(function*() {
            yield* Effect.sleep(yield* between(0, 5000))
            yield* Effect.timeoutOption(
              CallQueue.serve(queue, calledAgent(name, { ringFor: "10 seconds", bridge: { limit: "7 seconds" } })),
              yield* between(1000, 120_000)
            )
          }))
        const agents = yield* Effect.forkChild(Effect.forEach(
          Array.from({ length: 5 }, (_, i) =>
            `agent${i}`),
          agent,
          { concurrency: "unbounded" }
        ))
        const caller = Effect.fnUntraced(function*(n: number) {
          yield* Effect.sleep(yield* between(0, 20_000))
          const call = yield* (yield* Phone.make({ number: `caller${n}` })).dial(`${100 + n % 3}`)
          if (n % 4 === 0) {
            yield* Effect.sleep(yield* between(0, 60_000))
            return yield* call.hangup()
          }
          yield* call.expectSound("goodbye", { within: "55 minutes" })
        })
        yield* Effect.forEach(Array.from({ length: 200 }, (_, n) => n), (n) => Effect.scoped(caller(n)), {
          concurrency: "unbounded"
        })
        yield* Fiber.interrupt(agents)
        yield* nothingLeft
        const { abandoned, averageWait, refused, served, timedOut, ...now } = yield* queue.statistics
        assert.deepStrictEqual(now, { waiting: 0, ringing: 0, talking: 0, agents: 0, free: 0 })
        assert.isTrue(served >= 80 && abandoned > 0 && Duration.toMillis(averageWait) > 1000)
        assert.isTrue(served + abandoned + refused + timedOut <= 200)
      }).pipe(Effect.provide(world))
      const all = yield* Queue.clear(outcomes)
      assert.isTrue(all.length >= 190)
    }).pipe(Scenario.run), 60_000)
})
