/** What becomes of calls when the link to the engine is lost, in the middle of whatever they do. */
import { assert, describe, it } from "@effect/vitest"
import { Bridge, Call, CallQueue, Calls, Conference, Recording, Sound } from "@yatefx/calls"
import { Engine, EngineMessage } from "@yatefx/engine"
import { Faults, Phone, Scenario } from "@yatefx/testing"
import { Cause, Clock, Deferred, Effect, Exit, Layer, Option, Ref, type Scope } from "effect"
import type { Hub } from "../src/internal/hub.ts"
import { hubOf } from "../src/internal/hubs.ts"
import { nothingLeft, nothingOpen, recordingsPath, world } from "./support/world.ts"

const hub: Effect.Effect<Hub, never, Calls> = Calls.use((calls) => Effect.sync(() => hubOf(calls)))

/** The link is lost, and back after a moment; the channels live on, or end meanwhile. */
const lose = (channels: "kept" | "lost") =>
  Effect.gen(function*() {
    const engine = yield* Engine
    yield* (yield* Faults).cut
    if (channels === "lost") yield* engine.dispatch(new EngineMessage("call.drop", []))
    yield* Effect.sleep("2 seconds")
  })

/** What an operation came to. */
const outcomeOf = (exit: Exit.Exit<unknown, unknown>): string => {
  if (Exit.isSuccess(exit)) return "success"
  const error = Option.getOrUndefined(Cause.findErrorOption(exit.cause))
  if (typeof error !== "object" || error === null || !("_tag" in error)) return "a defect"
  return "reason" in error && typeof error.reason === "object" && error.reason !== null && "_tag" in error.reason
    ? `${error._tag} ${error.reason._tag}`
    : String(error._tag)
}

/** Runs an operation of a call, loses the link in the middle of it, and tells what both it and the next one came to. */
const losing = (
  operation: (call: Call) => Effect.Effect<unknown, unknown>,
  channels: "kept" | "lost"
) =>
  Effect.gen(function*() {
    const outcomes = yield* Ref.make<ReadonlyArray<string>>([])
    const note = (exit: Exit.Exit<unknown, unknown>) => Ref.update(outcomes, (all) => [...all, outcomeOf(exit)])
    const program = Calls.incoming(
      { called: "100" },
      Effect.flatMap(Call, (call) =>
        Effect.gen(function*() {
          yield* call.answer
          yield* Effect.flatMap(Effect.exit(operation(call)), note)
          // The link is back by then.
          yield* Effect.sleep("3 seconds")
          yield* Effect.flatMap(Effect.exit(call.play("goodbye")), note)
        }))
    )
    yield* Effect.gen(function*() {
      const alice = yield* Phone.make({ number: "alice" })
      const call = yield* alice.dial("100")
      yield* call.expectAnswer()
      yield* Effect.sleep(500)
      yield* lose(channels)
      yield* Effect.sleep("1 minute")
      yield* call.hangup()
      yield* nothingLeft
    }).pipe(Effect.provide(world(program, { calls: { recordings: recordingsPath } })), Scenario.run)
    return yield* Ref.get(outcomes)
  })

const operations: Record<
  string,
  { readonly run: (call: Call) => Effect.Effect<unknown, unknown>; readonly kept: string }
> = {
  "a sound": { run: (call) => call.play("long"), kept: "SendError Disconnected" },
  "a tone": { run: (call) => call.play(Sound.tone("busy")), kept: "SendError Disconnected" },
  "a recording": { run: (call) => Recording.record(call, "lost"), kept: "SendError Disconnected" },
  "a recording that waits for silence": {
    run: (call) => Recording.record(call, "lost", { silence: "30 seconds" }),
    kept: "SendError Disconnected"
  },
  // Nothing that is said meanwhile is needed for these.
  "silence": { run: (call) => call.play(Sound.silence("2 seconds")), kept: "success" },
  "keys": { run: (call) => call.collect({ firstKey: "2 seconds" }), kept: "success" }
}

describe("the link is lost during", () => {
  for (const [name, { kept, run }] of Object.entries(operations)) {
    it.effect(`${name}: the call goes on where it can`, () =>
      Effect.gen(function*() {
        assert.deepStrictEqual(yield* losing(run, "kept"), [kept, "success"])
      }))

    it.effect(`${name}: a call whose channel is gone has hung up`, () =>
      Effect.gen(function*() {
        const [during, next] = yield* losing(run, "lost")
        assert.include([kept, "HungUp"], during)
        assert.strictEqual(next, "HungUp")
      }))
  }
})

describe("endLost", () => {
  it.effect("ends the calls of before whose channels are gone as lost, and no others", () =>
    Effect.gen(function*() {
      const ended = yield* Ref.make<ReadonlyArray<string>>([])
      const program = Calls.incoming(
        {},
        Effect.flatMap(Call, (call) =>
          Effect.gen(function*() {
            yield* call.answer
            const { id, reason } = yield* call.ended
            yield* Ref.update(ended, (all) => [...all, `${id} ${reason}`])
          }))
      )
      yield* Effect.gen(function*() {
        const alice = yield* Phone.make({ number: "alice" })
        const first = yield* alice.dial("1")
        yield* first.expectAnswer()
        const second = yield* alice.dial("2")
        yield* second.expectAnswer()
        const one = yield* hub
        one.linkLost()
        const third = yield* alice.dial("3")
        yield* third.expectAnswer()
        one.endLost(new Set([second.id, "dumb/2"]))
        one.linkBack()
        yield* Effect.sleep(1)
        assert.deepStrictEqual(yield* Ref.get(ended), [`${first.id} lost`])
        // Asked once: a later list says nothing of those that were found.
        one.endLost(new Set())
        one.linkBack()
        yield* Effect.sleep(1)
        assert.deepStrictEqual(yield* Ref.get(ended), [`${first.id} lost`])
        yield* second.hangup()
        yield* third.hangup()
        yield* first.hangup()
        yield* nothingLeft
      }).pipe(Effect.provide(world(program)), Scenario.run)
    }))

  it.effect("leaves all alone when the engine can't tell", () =>
    Effect.gen(function*() {
      yield* Effect.gen(function*() {
        const alice = yield* Phone.make({ number: "alice" })
        const call = yield* alice.dial("1")
        yield* call.expectAnswer()
        const one = yield* hub
        one.linkLost()
        one.endLost(undefined)
        one.linkBack()
        yield* call.expectSound("goodbye", { how: "eof" })
        yield* nothingLeft
      }).pipe(
        Effect.provide(world(Calls.incoming(
          {},
          Effect.flatMap(Call, (call) =>
            Effect.gen(function*() {
              yield* call.answer
              yield* Effect.sleep(1000)
              yield* call.play("goodbye")
            }))
        ))),
        Scenario.run
      )
    }))

  it.effect("lets go of a call whose own channel lives, and the one that held it doesn't", () =>
    Effect.gen(function*() {
      const outcome = yield* Ref.make("")
      yield* Effect.gen(function*() {
        const alice = yield* Phone.make({ number: "alice" })
        const call = yield* alice.dial("1")
        yield* call.expectAnswer()
        yield* Effect.sleep(1000)
        const one = yield* hub
        one.linkLost()
        one.endLost(new Set([call.id]))
        one.linkBack()
        yield* call.expectEnd()
        yield* nothingLeft
      }).pipe(
        Effect.provide(world(Calls.incoming(
          {},
          Effect.flatMap(Call, (call) =>
            Effect.gen(function*() {
              yield* call.answer
              yield* Effect.sleep(2000)
              yield* Effect.flatMap(Effect.exit(call.play("goodbye")), (exit) => Ref.set(outcome, outcomeOf(exit)))
            }))
        ))),
        Scenario.run
      )
      assert.strictEqual(yield* Ref.get(outcome), "NotControlled")
    }))
})

type Cut = (call: Call) => Effect.Effect<unknown, unknown, Calls | Scope.Scope>

const bob = { target: { number: "bob" }, timeout: "20 seconds" } as const

/** Operations that last for 20 seconds at most when nothing is lost. */
const cuts: Record<string, Cut> = {
  "an answer": (call) => call.answer,
  "a route": (call) => Effect.andThen(call.answer, call.route("tone/dial")),
  "a call that is placed": () => Calls.originate(bob),
  "a bridge": (call) =>
    Effect.flatMap(Calls.originate(bob), (other) => Bridge.connect(call, other, { limit: "5 seconds" })),
  "a conference": (call) => Effect.timeoutOption(Conference.join(call, "sales"), "5 seconds"),
  "a queue": (call) =>
    Effect.gen(function*() {
      const queue = yield* CallQueue.make({ music: "long", maxWait: "15 seconds" })
      yield* Effect.forkScoped(CallQueue.serve(queue, { name: "bob", reach: Calls.originate(bob) }))
      return yield* Effect.timeoutOption(CallQueue.wait(call, queue), "20 seconds")
    })
}

interface Ending {
  readonly outcome: string
  readonly millis: number
  /** Whether the link was lost by then. */
  readonly isCut: boolean
}

/** Loses the link for a moment at the `at`th message that the engine has dispatched since the flow began. */
const cutAt = (operation: Cut, at: number) =>
  Effect.gen(function*() {
    const ended = yield* Ref.make<Ending | undefined>(undefined)
    yield* Effect.gen(function*() {
      const now = yield* Deferred.make<void>()
      const engine = yield* Engine
      const faults = yield* Faults
      let left = Infinity
      yield* engine.watch("", () => {
        if (--left === 0) Deferred.doneUnsafe(now, Effect.void)
      })
      yield* (yield* Calls).incoming(
        { called: "100" },
        Effect.flatMap(Call, (call) =>
          Effect.gen(function*() {
            if (left === Infinity) left = at
            const begun = yield* Clock.currentTimeMillis
            const exit = yield* Effect.exit(Effect.scoped(operation(call)))
            const millis = (yield* Clock.currentTimeMillis) - begun
            yield* Ref.set(ended, { outcome: outcomeOf(exit), millis, isCut: yield* Deferred.isDone(now) })
          }))
      )
      yield* Phone.make({ number: "bob", whenCalled: { answerAfter: 2000 } })
      const alice = yield* Phone.make({ number: "alice" })
      const call = yield* alice.dial("100")
      yield* Effect.forkScoped(Effect.andThen(Deferred.await(now), faults.away("1 second")))
      yield* Effect.sleep("1 minute")
      yield* call.hangup()
      // What the engine was told to do, and could not tell any more, is still done: bob's call may be nobody's.
      yield* engine.dispatch(new EngineMessage("call.drop", []))
      yield* nothingOpen
    }).pipe(Effect.provide(world(Layer.empty)), Scenario.run)
    return yield* Ref.get(ended)
  })

describe("the link is lost at each message", () => {
  for (const [name, operation] of Object.entries(cuts)) {
    it.effect(`of ${name}: it ends, in time and with a typed error`, () =>
      Effect.gen(function*() {
        const outcomes = new Set<string>()
        let at = 1
        for (; at < 40; at++) {
          const ended = yield* cutAt(operation, at)
          assert.isDefined(ended, `${at}`)
          assert.isAtMost(ended.millis, 25_000, `${at}`)
          outcomes.add(ended.outcome)
          if (!ended.isCut) break
        }
        assert.isAtLeast(at, 4)
        for (const outcome of outcomes) {
          assert.match(outcome, /^(success|HungUp|NotControlled|OriginateError|QueueError TimedOut|SendError \w+)$/)
        }
      }), 60_000)
  }
})

describe("while the engine is away", () => {
  it.effect("a call that is placed and answered is so as soon as it is back", () =>
    Effect.gen(function*() {
      yield* Phone.make({ number: "bob", whenCalled: { answerAfter: 2000 } })
      const faults = yield* Faults
      yield* Effect.forkScoped(Effect.delay(faults.away("3 seconds"), "1 second"))
      const rang: Array<string> = []
      const call = yield* Calls.originate({ ...bob, onRinging: Effect.sync(() => rang.push("rang")) })
      assert.isTrue(yield* call.isAnswered)
      assert.isAtMost(yield* Clock.currentTimeMillis, 6000)
      assert.deepStrictEqual(rang, ["rang"])
      yield* call.hangup()
      yield* nothingOpen
    }).pipe(Effect.scoped, Effect.provide(world(Layer.empty)), Scenario.run))

  it.effect("nobody waits for a sound to stop, and it stops when the engine is back", () =>
    Effect.gen(function*() {
      const ends: Array<number> = []
      const losses: Array<number> = []
      const operations: ReadonlyArray<(call: Call) => Effect.Effect<unknown, unknown>> = [
        (call) => call.play("long"),
        (call) => Recording.record(call, "away")
      ]
      const program = Calls.incoming(
        {},
        Effect.flatMap(Call, (call) =>
          Effect.gen(function*() {
            yield* call.answer
            for (const operation of operations) {
              yield* Effect.exit(operation(call))
              ends.push(yield* Clock.currentTimeMillis)
              yield* call.collect({ firstKey: "40 seconds" })
            }
          }))
      )
      yield* Effect.gen(function*() {
        const faults = yield* Faults
        const lose = Effect.gen(function*() {
          losses.push(yield* Clock.currentTimeMillis)
          yield* faults.away("10 seconds")
        })
        const alice = yield* Phone.make({ number: "alice" })
        const call = yield* alice.dial("100")
        yield* call.expectSound("long")
        yield* Effect.sleep("2 seconds")
        yield* lose
        yield* call.expectSound("long", { how: "cut", within: "25 seconds" })
        yield* Effect.sleep("40 seconds")
        yield* lose
        yield* call.expectEnd({ within: "2 minutes" })
        yield* nothingOpen
      }).pipe(Effect.provide(world(program, { calls: { recordings: recordingsPath } })), Scenario.run)
      assert.deepStrictEqual(ends.length, 2)
      for (const [index, end] of ends.entries()) assert.isAtMost(end - (losses[index] ?? 0), 1000)
    }))
})
