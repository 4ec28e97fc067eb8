import { assert, describe, it } from "@effect/vitest"
import { type Call, Engine, EngineMessage, Phone } from "@yatefx/engine"
import { Effect, Fiber, Scope } from "effect"
import { TestClock } from "effect/testing"
import * as Fs from "node:fs"
import * as Path from "node:path"
import { afterAll } from "vitest"
import { names, open, type Outcome, replay, run, type Said } from "./support/replay.ts"
import { writeSounds } from "./support/sounds.ts"

const sounds = writeSounds()
const engine = Engine.layer({ soundsPath: sounds })

/** The engine's lines that agree with the real engine's, by transcript. */
const agreed = new Map<string, number>()

afterAll(() => {
  const lines = [...agreed.values()].reduce((sum, count) => sum + count, 0)
  process.stdout.write(`${lines} lines of the engine in ${agreed.size} transcripts agree, all there are\n`)
})

const linesOf = (said: ReadonlyArray<Said>): ReadonlyArray<string> => said.map(([line]) => line)

/**
 * The real engine polls, and its lines wait for TCP (PROTOCOL.md, the end): its times are later than this engine's by some
 * milliseconds. A sound's thread starts before the answer to whoever started it.
 */
const assertSameTimes = ({ ours, real }: Outcome): void => {
  for (const [index, [line, at]] of ours.entries()) {
    const late = (real[index]?.[1] ?? NaN) - at
    assert.isTrue(late >= -10 && late <= 75, `${line} came at ${at} ms, ${late} ms before the real engine's`)
  }
}

/** Line by line, in the order of the transcript, which is more than is promised. */
const assertSameLines = (outcome: Outcome): void => {
  assert.deepStrictEqual(linesOf(outcome.ours), linesOf(outcome.real))
  assert.strictEqual(outcome.closed[1], outcome.closed[0])
  agreed.set(outcome.name, outcome.real.length)
}

const assertSame = (outcome: Outcome): void => {
  assertSameLines(outcome)
  assertSameTimes(outcome)
}

const subject = (line: string): string => {
  const reply = /^%%<message:[^:]*:(.*)$/s.exec(line)
  return reply?.[1] ?? (line.startsWith("%%>message:") ? line : "commands")
}

const groupsOf = (said: ReadonlyArray<Said>): Record<string, ReadonlyArray<string>> => {
  const groups: Record<string, Array<string>> = {}
  for (const line of linesOf(said)) (groups[subject(line)] ??= []).push(line)
  return groups
}

/**
 * What is promised: the same lines, a message's watch before its answer, answers to commands in order. For transcripts in
 * which the real engine handled several messages at once.
 */
const assertSameButForOrder = (outcome: Outcome): void => {
  assert.deepStrictEqual(groupsOf(outcome.ours), groupsOf(outcome.real))
  assert.strictEqual(outcome.closed[1], outcome.closed[0])
  agreed.set(outcome.name, outcome.real.length)
}

describe("what the real engine says, this one says", () => {
  for (
    const name of ["answer-timeout", "connect-badrole", "connect-unix", "enqueue-no-id", "maxqueue", "short-answer"]
  ) {
    it.effect(name, () =>
      Effect.gen(function*() {
        assertSame(yield* replay(name))
      }).pipe(Effect.provide(engine)))
  }
  it.effect("connect-channel", () =>
    Effect.gen(function*() {
      assertSame(yield* replay("connect-channel", { before: { tone: 5 }, sounds }))
    }).pipe(Effect.provide(engine)))

  it.effect("no-role", () =>
    Effect.gen(function*() {
      assertSame(yield* replay("no-role", { role: "none" }))
    }).pipe(Effect.provide(engine)))

  it.effect("priority-a, priority-b", () =>
    Effect.gen(function*() {
      const a = yield* open("priority-a")
      // By what each says of the same message.
      const b = yield* open("priority-b", { shift: 405 })
      yield* run([...a.events, ...b.events])
      assertSameLines(a.outcome())
      assertSameButForOrder(b.outcome())
    }).pipe(Effect.provide(engine)))

  it.effect("die-while-pending-a, die-while-pending-b", () =>
    Effect.gen(function*() {
      const a = yield* open("die-while-pending-a")
      const b = yield* open("die-while-pending-b", { shift: 402 })
      yield* run([...b.events, ...a.events, { at: 1302, run: a.close }])
      assertSame(a.outcome())
      assertSame(b.outcome())
      assert.strictEqual(yield* (yield* Engine).unanswered, 1)
    }).pipe(Effect.provide(engine)))

  it.effect("originate-no-target", () =>
    Effect.gen(function*() {
      assertSame(yield* replay("originate-no-target"))
    }).pipe(Effect.provide(engine)))

  it.effect("originate-fail", () =>
    Effect.gen(function*() {
      assertSameButForOrder(yield* replay("originate-fail", { before: { dumb: 5, bill: 5 } }))
    }).pipe(Effect.provide(engine)))

  it.effect("originate-answered", () =>
    Effect.gen(function*() {
      const bob = yield* Phone.make({ caller: "bob", address: "127.0.0.1:5071" })
      const next = yield* bob.listen
      const answering = yield* Effect.forkChild(Effect.gen(function*() {
        const call = yield* next
        assert.deepStrictEqual(call.from, { number: "100", name: "Desk" })
        yield* Effect.sleep(10)
        yield* call.answer
        return yield* call.ended
      }))
      assertSame(yield* replay("originate-answered", { before: { dumb: 3, sip: 3, bill: 3 } }))
      assert.deepStrictEqual(yield* Fiber.join(answering), { by: "engine", reason: "shutdown" })
    }).pipe(Effect.provide(engine)))

  it.effect("originate-busy", () =>
    Effect.gen(function*() {
      const bob = yield* Phone.make({ caller: "bob", address: "127.0.0.1:5072" })
      const next = yield* bob.listen
      yield* Effect.forkChild(Effect.gen(function*() {
        const call = yield* next
        yield* Effect.sleep(8)
        yield* call.refuse()
      }))
      assertSame(yield* replay("originate-busy", { before: { dumb: 4, sip: 4, bill: 4 } }))
    }).pipe(Effect.provide(engine)))

  it.effect("timer-and-halt", () =>
    Effect.gen(function*() {
      // The engine's second began some time before the transcript did.
      yield* (yield* Engine).watch("engine.timer", () => {})
      yield* TestClock.adjust(255)
      assertSame(yield* replay("timer-and-halt"))
    }).pipe(Effect.provide(engine)))

  it.effect("userdata-derive", () =>
    Effect.gen(function*() {
      // The recorder slept for 300 ms before it read the second message.
      assertSameLines(yield* replay("userdata-derive", { before: { dumb: 19, tone: 6 } }))
    }).pipe(Effect.provide(engine)))

  it.effect("dumb-to-tone-and-wave", () =>
    Effect.gen(function*() {
      const engine = yield* Engine
      // Calls that were there before: dumb/8 with tone/1 in the transcript, and a sound that nobody hears.
      yield* engine.dispatch(
        new EngineMessage("call.execute", [
          ["callto", "dumb/"],
          ["target", "any"],
          ["direct", "tone/busy"],
          ["caller", "1"]
        ])
      )
      yield* TestClock.adjust(0)
      assertSame(yield* replay("dumb-to-tone-and-wave", { before: { dumb: 7, wave: 1, bill: 14 }, sounds }))
      assert.deepStrictEqual(
        ["out1.slin", "out2.slin", "out3.slin"].map((name) => Fs.statSync(Path.join(sounds, name)).size),
        [3200, 3200, 0]
      )
    }).pipe(
      Effect.provide(
        Engine.layer({ soundsPath: sounds, recordingsPath: sounds, routes: [["^9999.*", "tone/dial"]] })
      )
    ))

  it.effect("conference", () =>
    Effect.gen(function*() {
      // A chan.startup is told of sooner or later than the call.execute of the same leg.
      assertSameButForOrder(yield* replay("conference", { before: { dumb: 12, tone: 3, bill: 24 }, sounds }))
    }).pipe(Effect.provide(engine)))

  it.effect("blind-transfer", () =>
    Effect.gen(function*() {
      assertSame(yield* replay("blind-transfer", { before: { dumb: 15, tone: 4, bill: 28 }, sounds }))
    }).pipe(Effect.provide(engine)))

  it.effect("ivr-dumb-dtmf", () =>
    Effect.gen(function*() {
      const phone = yield* Phone.make({ caller: "alice", callername: "Alice Ä" })
      const scope = yield* Effect.scope
      let call: Call | undefined
      const events = [
        {
          at: 520,
          run: Effect.asVoid(Effect.orDie(Effect.map(Scope.provide(phone.dial("ivr"), scope), (made) => call = made)))
        },
        { at: 1285, run: Effect.suspend(() => Effect.asVoid(Effect.forkIn(call?.press("5") ?? Effect.void, scope))) },
        { at: 1623, run: Effect.suspend(() => Effect.asVoid(Effect.forkIn(call?.press("#") ?? Effect.void, scope))) },
        { at: 2809, run: Effect.suspend(() => call?.hangup() ?? Effect.void) }
      ]
      assertSame(yield* replay("ivr-dumb-dtmf", { before: { dumb: 2, sip: 2, bill: 2 }, sounds, events }))
    }).pipe(Effect.provide(engine)))

  it.effect("route-reject", () =>
    Effect.gen(function*() {
      const scope = yield* Effect.scope
      const events = [500, 841, 1169, 1493, 1816, 2149].map((at, index) => ({
        at,
        run: Effect.gen(function*() {
          const phone = yield* Phone.make({
            caller: "alice",
            callername: "Alice Ä",
            address: `127.0.0.1:${5073 + index}`
          })
          yield* Scope.provide(phone.dial(`rej${index}`), scope)
        }).pipe(Effect.orDie)
      }))
      const context = yield* Effect.context<Engine>()
      assertSameButForOrder(
        yield* replay("route-reject", {
          before: { sip: 5, bill: 8 },
          events: events.map(({ at, run }) => ({ at, run: Effect.provideContext(run, context) }))
        })
      )
    }).pipe(Effect.provide(engine)))

  // Last: what the tests before it have played.
  it("every transcript is played", () => {
    const elsewhere = ["crlf-nul"] // its bytes, over TCP, in EngineListener.test.ts
    assert.deepStrictEqual([...agreed.keys(), ...elsewhere].toSorted(), names())
  })
})
