/** Keys pressed at any moment, while operations follow each other: each is given out once, in order, or still there. */
import { assert, describe, it } from "@effect/vitest"
import {
  Bridge,
  type Call,
  CallQueue,
  Calls,
  Conference,
  Menu,
  Parking,
  Prompt,
  Recording,
  Sound,
  Transfer
} from "@yatefx/calls"
import { Phone, Scenario } from "@yatefx/testing"
import { Arbitrary, Effect, Fiber, Layer, Option, Schema } from "effect"
import { nothingLeft, recordingsPath, world } from "./support/world.ts"

/** Keys that an operation gave, and whether it looks for certain keys and leaves what came before them. */
interface Given {
  readonly keys: string
  readonly picks?: string
  /** Those that were there before it don't count. */
  readonly isLater?: boolean
}

const given = (keys = "", picks?: string): Given => picks === undefined ? { keys } : { keys, picks }

type Step = (call: Call, bob: Call) => Effect.Effect<Given, unknown, Calls>

const asked = (ask: Effect.Effect<string, unknown>): Effect.Effect<Given, unknown> =>
  Effect.map(
    Effect.catchIf(
      ask,
      (error): error is { readonly _tag: "NoValidInput"; readonly keys: string } =>
        typeof error === "object" && error !== null && "_tag" in error && error._tag === "NoValidInput",
      ({ keys }) => Effect.succeed(keys)
    ),
    (keys) => given(keys)
  )

const steps: Record<string, Step> = {
  "play, any key": (call) => Effect.map(call.play("welcome", { interruptedBy: "any" }), ({ key }) => given(key)),
  "play, certain keys": (call) =>
    Effect.map(
      call.play(["beep", "sorry"], { interruptedBy: "3*", repeat: 2, gap: 200 }),
      ({ key }) => given(key, "3*")
    ),
  "play to its end": (call) => Effect.as(call.play(["beep", Sound.tone("busy", 200), Sound.silence(300)]), given()),
  "collect": (call) =>
    Effect.map(
      call.collect({ max: 3, terminators: "*", firstKey: 500, nextKey: 300 }),
      ({ keys, terminator = "" }) => given(keys + terminator)
    ),
  "collect one": (call) => Effect.map(call.collect({ max: 1, terminators: "" }), ({ keys }) => given(keys)),
  "prompt": (call) =>
    asked(Prompt.ask(call, { prompt: "sorry", max: 2, terminators: "", retries: 0, firstKey: 400, nextKey: 200 })),
  "prompt to its end": (call) =>
    asked(Prompt.ask(call, { prompt: "beep", max: 2, terminators: "", retries: 0, bargeIn: false, firstKey: 400 })),
  "menu": (call) =>
    asked(Menu.choose(call, {
      prompt: ["beep", "sorry"],
      choices: { 1: "1", 2: "2", 12: "12", "*3": "*3" },
      retries: 0,
      firstKey: 400,
      nextKey: 200
    })),
  "bridge": (call, bob) =>
    Effect.map(
      Bridge.connect(call, bob, { limit: 700, interruptedBy: ["*", ""] }),
      ({ key }) => given(key, "*")
    ),
  "bridge, as the second": (call, bob) =>
    Effect.map(Bridge.connect(bob, call, { limit: 700, interruptedBy: ["", "*"] }), ({ key }) => given(key, "*")),
  "bridge, keys are the program's": (call, bob) =>
    Effect.as(Bridge.connect(call, bob, { limit: 500, keys: "take" }), given()),
  "hold": (call) => Effect.as(Bridge.hold(call, Effect.sleep(400)), given()),
  "record": (call) =>
    Effect.map(
      Recording.record(call, "keys", { maxLength: 600, endedBy: "2" }),
      ({ key }) => given(key, "2")
    ),
  "record, with silence": (call) =>
    Effect.map(
      Recording.record(call, "keys", { maxLength: 900, endedBy: "any", silence: 700 }),
      ({ key }) => given(key)
    ),
  "a room": (call) => Effect.as(Effect.timeoutOption(Conference.join(call, "keys"), 600), given()),
  "parked": (call) =>
    Effect.as(
      Effect.scoped(
        Effect.flatMap(Parking.make({ slots: [1, 1] }), (lot) => Parking.park(call, lot, { timeout: 300 }))
      ),
      given()
    ),
  "a queue": (call) =>
    Effect.as(
      Effect.scoped(
        Effect.flatMap(CallQueue.make({ maxWait: 300 }), (queue) => Effect.exit(CallQueue.wait(call, queue)))
      ),
      given()
    ),
  "a transfer that nobody takes": (call) =>
    Effect.as(Effect.exit(Transfer.blind(call, { number: "nobody" }, { timeout: 400 })), given()),
  "a room, until a key": (call) =>
    Effect.map(
      Effect.timeoutOption(Conference.join(call, "keys", { leaveBy: "4" }), 900),
      (left) => left._tag === "Some" && left.value.by === "key" ? { keys: left.value.key, isLater: true } : given()
    ),
  "forget": (call) => Effect.map(call.flushKeys, (keys) => given(keys)),
  "nothing": () => Effect.as(Effect.sleep(300), given())
}

const names = Object.keys(steps)

/** What is done one after the other: each to its end (-1), or interrupted after so many milliseconds. */
const Act = Schema.Struct({
  step: Schema.Literals(names),
  within: Schema.Literals([-1, -1, 0, 100, 200, 300, 500])
})

/** A key, so many milliseconds after the last: on the same grid as the sounds and the timers, so that they meet. */
const Press = Schema.Struct({
  after: Schema.Literals([0, 1, 99, 100, 100, 200, 300, 500, 700]),
  key: Schema.Literals(["1", "2", "3", "4", "*"])
})

const run = (
  acts: ReadonlyArray<typeof Act.Type>,
  presses: ReadonlyArray<typeof Press.Type>
) =>
  Effect.gen(function*() {
    const alice = yield* Phone.make({ number: "alice", whenCalled: "answer" })
    yield* Phone.make({ number: "bob", whenCalled: "answer" })
    const call = yield* Calls.originate({ target: { number: "alice" } })
    const bob = yield* Calls.originate({ target: { number: "bob" } })
    const phone = yield* alice.expectCall()
    const pressing = yield* Effect.forkChild(
      Effect.forEach(presses, ({ after, key }) => Effect.andThen(Effect.sleep(after), phone.press(key)))
    )
    const log: Array<Given & { readonly step: string }> = []
    for (const { step, within } of acts) {
      const one = steps[step]
      assert.isDefined(one)
      const done = within < 0
        ? Option.some(yield* one(call, bob))
        : yield* Effect.timeoutOption(one(call, bob), within)
      log.push({ step, ...Option.getOrElse(done, () => given()) })
    }
    yield* Fiber.join(pressing)
    yield* Effect.sleep(1000)
    log.push({ step: "what is left", keys: yield* call.flushKeys })
    return log
  })

describe("keys", () => {
  it.effect.prop(
    "are given out once, in order, by whatever operations and interruptions",
    [
      Arbitrary.array(Arbitrary.schema(Act), { minLength: 4, maxLength: 12 }),
      Arbitrary.array(Arbitrary.schema(Press), { minLength: 5, maxLength: 30 })
    ],
    ([acts, presses]) =>
      Effect.gen(function*() {
        const log = yield* Effect.scoped(run(acts, presses))
        yield* nothingLeft
        const pressed = presses.map(({ key }) => key).join("")
        const told = `${log.map(({ keys, step }) => `${step}: ${keys}`).join(", ")}; pressed ${pressed}`
        // What was pressed, without what was given so far: each operation has its beginning, or the first key it looks for.
        let rests = [pressed]
        for (const { isLater = false, keys, picks = "" } of log) {
          rests = rests.flatMap((rest) => {
            const first = picks === "" || keys === "" ? 0 : [...rest].findIndex((key) => picks.includes(key))
            const from = isLater ? [...rest].flatMap((key, at) => key === keys ? [at] : []) : [first]
            return from.flatMap((at) =>
              rest.startsWith(keys, at) ? [rest.slice(0, at) + rest.slice(at + keys.length)] : []
            )
          })
          rests = [...new Set(rests)]
        }
        assert.include(rests, "", told)
      }).pipe(Effect.provide(world(Layer.empty, { calls: { recordings: recordingsPath } })), Scenario.run),
    { arbitrary: { runs: 100 } }
  )
})
