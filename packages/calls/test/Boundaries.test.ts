/** Hanging up, whoever does it, and interrupting, at each message that is said while calls are connected. */
import { assert, describe, it } from "@effect/vitest"
import {
  Bridge,
  Call,
  CallQueue,
  Calls,
  Conference,
  Fork,
  Menu,
  Parking,
  Prompt,
  Recording,
  Transfer
} from "@yatefx/calls"
import { Engine } from "@yatefx/engine"
import { Phone, Scenario } from "@yatefx/testing"
import { Cause, Deferred, Effect, Exit, Layer, Option } from "effect"
import { hubOf } from "../src/internal/hubs.ts"
import { nothingLeft, recordingsPath, world } from "./support/world.ts"

interface Operation {
  readonly run: (call: Call, agent: Call) => Effect.Effect<unknown, { readonly _tag: string }, Calls>
  /** What the caller, and the agent, press after a second. */
  readonly keys?: string
  readonly agentKeys?: string
  /** Who else takes part: their hanging up is tried as well. */
  readonly others?: ReadonlyArray<"the agent" | "who is called">
  /** What else it may come to than the end of whoever hung up. */
  readonly failures?: ReadonlyArray<string>
}

const bob = { number: "bob" }
const patience = { firstKey: 1500, nextKey: 500 } as const

const operations: Record<string, Operation> = {
  "early media, the answer, and keys to the other side": {
    run: (call) =>
      Effect.gen(function*() {
        yield* call.ringing
        yield* call.progress
        yield* call.play("beep")
        yield* call.answer
        yield* call.sendDtmf("12")
      })
  },
  "collecting": { run: (call) => call.collect({ ...patience, max: 3 }), keys: "12" },
  "a prompt": {
    run: (call) => Prompt.ask(call, { prompt: "welcome", onInvalid: "sorry", min: 2, max: 2, ...patience, retries: 1 }),
    keys: "1",
    failures: ["NoValidInput of the caller"]
  },
  "a menu": {
    run: (call) =>
      Menu.run(call, { prompt: "menu", onInvalid: "sorry", ...patience, choices: { 1: call.play("beep") } }),
    keys: "41"
  },
  "a recording that silence ends": { run: (call) => Recording.record(call, "boundaries", { silence: "1 second" }) },
  "a bridge": { run: (call, agent) => Bridge.connect(call, agent, { limit: 2000 }), others: ["the agent"] },
  "a bridge that a key ends": {
    run: (call, agent) => Bridge.connect(agent, call, { interruptedBy: ["", "*"] }),
    keys: "1*",
    others: ["the agent"]
  },
  "holding": { run: (call) => Bridge.hold(call, Effect.sleep(1000)) },
  "a room": {
    run: (call, agent) =>
      Effect.raceFirst(
        Conference.join(call, "boundaries", { leaveBy: "#" }),
        Effect.andThen(Conference.join(agent, "boundaries", { muted: true }), Effect.never)
      ),
    keys: "1#",
    others: ["the agent"]
  },
  "a blind transfer": {
    run: (call) => Transfer.blind(call, bob),
    others: ["who is called"],
    failures: ["OriginateError failed", "OriginateError busy"]
  },
  "a blind transfer that returns": {
    run: (call) => Transfer.blind(call, { number: "busy" }, { returnTo: bob }),
    others: ["who is called"],
    failures: ["OriginateError busy"]
  },
  "sending on": { run: (call) => Effect.andThen(call.play("beep"), call.route(bob)), others: ["who is called"] },
  "an attended transfer": {
    run: (call, agent) => Transfer.attended(call, agent, bob),
    agentKeys: "1#",
    others: ["the agent", "who is called"],
    failures: ["OriginateError failed", "OriginateError busy"]
  },
  "an attended transfer that is taken back": {
    run: (call, agent) => Transfer.attended(call, agent, bob),
    agentKeys: "1*",
    others: ["the agent", "who is called"],
    failures: ["OriginateError failed", "OriginateError busy"]
  },
  "a fork": {
    run: (call) =>
      Effect.scoped(Effect.gen(function*() {
        const first = yield* call.whileUp(
          Fork.first([bob, { number: "carol" }], { onRinging: Effect.ignore(call.ringing), timeout: 2000 })
        )
        return yield* Bridge.connect(call, first, { limit: 1000 })
      })),
    others: ["who is called"],
    failures: ["HungUp of who is called", "NobodyAnswered"]
  },
  "parking": {
    run: (call) =>
      Effect.scoped(Effect.gen(function*() {
        const lot = yield* Parking.make({ slots: [1, 1] })
        const parked = Parking.park(call, lot, { timeout: 500, returnTo: Calls.originate({ target: bob }) })
        return yield* Effect.timeoutOption(parked, 2000)
      })),
    others: ["who is called"]
  },
  "retrieving": {
    run: (call, agent) =>
      Effect.scoped(Effect.gen(function*() {
        const lot = yield* Parking.make({ slots: [1, 1] })
        yield* Effect.forkScoped(Effect.delay(Parking.retrieve(agent, lot, 1, { limit: 1000 }), 500))
        return yield* Parking.park(call, lot, { timeout: 3000 })
      })),
    others: ["the agent"]
  },
  "a queue": {
    run: (call, agent) =>
      Effect.scoped(Effect.gen(function*() {
        const queue = yield* CallQueue.make({ maxWait: 3000 })
        yield* Effect.forkScoped(Effect.delay(CallQueue.attend(agent, queue, { bridge: { limit: 1000 } }), 500))
        return yield* CallQueue.wait(call, queue)
      })),
    others: ["the agent"],
    failures: ["QueueError TimedOut"]
  }
}

type Who = "the caller" | "the agent" | "who is called" | "interruption"

interface Came {
  /** How many messages were said before the operation was over. */
  readonly messages: number
  /** Of the operation, and of a sound that is played after it. */
  readonly outcome: string
  readonly after: string
}

const outcomeOf = (exit: Exit.Exit<unknown, { readonly _tag: string }>, names: ReadonlyMap<string, string>): string =>
  Exit.isSuccess(exit) ? "success" : Option.match(Cause.findErrorOption(exit.cause), {
    onNone: () => Cause.pretty(exit.cause),
    onSome: (error) =>
      "id" in error && typeof error.id === "string"
        ? `${error._tag} of ${names.get(error.id) ?? "who is called"}`
        : "outcome" in error
        ? `${error._tag} ${String(error.outcome)}`
        : "reason" in error && typeof error.reason === "object" && error.reason !== null && "_tag" in error.reason
        ? `${error._tag} ${String(error.reason._tag)}`
        : error._tag
  })

/** What an operation came to when something happened at the `at`th message. */
const happening = (operation: Operation, at: number, who: Who): Effect.Effect<Came, unknown> =>
  Effect.gen(function*() {
    const came = { messages: 0, outcome: "nothing", after: "nothing" }
    yield* Effect.scoped(Effect.gen(function*() {
      const now = yield* Deferred.make<void>()
      const interrupted = yield* Deferred.make<void>()
      const engine = yield* Engine
      const calls = yield* Calls
      const bobPhone = yield* Phone.make({ number: "bob", whenCalled: { answerAfter: 300 } })
      yield* Phone.make({ number: "carol", whenCalled: "wait" })
      yield* Phone.make({ number: "busy", whenCalled: "busy" })
      const agentPhone = yield* Phone.make({ number: "agent", whenCalled: "answer" })
      const agent = yield* Calls.originate({ target: { number: "agent" } })
      const agentThere = yield* agentPhone.expectCall()
      const names = new Map([[agent.id, "the agent"]])
      let count = 0
      yield* calls.incoming(
        { called: "100", afterHangup: "1 hour" },
        Effect.flatMap(Call, (call) =>
          Effect.gen(function*() {
            names.set(call.id, "the caller")
            const run = operation.run(call, agent).pipe(Effect.provideService(Calls, calls))
            const exit = yield* Effect.exit(
              Effect.raceFirst(run, Effect.as(Deferred.await(interrupted), "interrupted"))
            )
            came.messages = count
            came.outcome = outcomeOf(exit, names)
            came.after = outcomeOf(yield* Effect.exit(call.play("goodbye")), names)
          }))
      )
      yield* engine.watch("", () => {
        if (++count === at) Deferred.doneUnsafe(now, Effect.void)
      })
      const alice = yield* Phone.make({ number: "alice" })
      const call = yield* alice.dial("100")
      const happens: Record<Who, Effect.Effect<unknown, unknown>> = {
        "the caller": call.hangup(),
        "the agent": agentThere.hangup(),
        // When he is called, if he isn't yet.
        "who is called": Effect.flatMap(bobPhone.expectCall({ within: "1 minute" }), (one) => one.hangup()),
        "interruption": Deferred.succeed(interrupted, undefined)
      }
      yield* Effect.forkScoped(Effect.andThen(Deferred.await(now), happens[who]))
      yield* Effect.sleep(1000)
      if (operation.keys !== undefined) yield* call.press(operation.keys, { gap: 200 })
      if (operation.agentKeys !== undefined) yield* agentThere.press(operation.agentKeys, { gap: 200 })
      yield* Effect.sleep("20 seconds")
      yield* call.hangup()
    }))
    yield* nothingLeft
    const hub = hubOf(yield* Calls)
    assert.deepStrictEqual([hub.tokens.size, hub.legs.size, hub.controls.size], [0, 0, 0])
    return came
  }).pipe(Effect.provide(world(Layer.empty, { calls: { recordings: recordingsPath } })), Scenario.run)

/** A call that somebody else has, or had, can't be played to; and it ends with whoever has it. */
const afterwards: Record<Who, ReadonlyArray<string>> = {
  "the caller": ["HungUp of the caller", "NotControlled of the caller"],
  "the agent": ["success", "NotControlled of the caller"],
  "who is called": ["success", "NotControlled of the caller", "HungUp of the caller"],
  "interruption": ["success", "NotControlled of the caller"]
}

describe("at each message", () => {
  for (const [name, operation] of Object.entries(operations)) {
    for (const who of ["the caller", ...operation.others ?? [], "interruption"] as const) {
      it.effect(`of ${name}: ${who === "interruption" ? who : `${who} hangs up`}`, () =>
        Effect.gen(function*() {
          const { messages } = yield* happening(operation, Infinity, who)
          assert.isAtLeast(messages, 4)
          const outcomes = new Set<string>()
          for (let at = 1; at <= messages; at++) {
            const came = yield* happening(operation, at, who)
            const { failures = [] } = operation
            assert.include(["success", `HungUp of ${who}`, ...failures], came.outcome, `at message ${at}`)
            // Who was handed over is somebody else's, whether he is still there or not.
            if (who === "the caller" && came.outcome !== "success") {
              assert.strictEqual(came.after, "HungUp of the caller")
            }
            assert.include(afterwards[who], came.after, `after ${came.outcome}, at message ${at}`)
            outcomes.add(came.outcome)
          }
          if (who === "the caller") assert.include([...outcomes], "HungUp of the caller")
        }))
    }
  }
})
