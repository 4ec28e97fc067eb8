import { assert, describe, it } from "@effect/vitest"
import { Bridge, Call, Calls, type LegError, type OriginateError, Transfer } from "@yatefx/calls"
import { Engine, EngineMessage } from "@yatefx/engine"
import { Phone, Scenario } from "@yatefx/testing"
import { Clock, Effect, Fiber, Layer } from "effect"
import { nothingLeft, world } from "./support/world.ts"

const scenario = <A, E, R>(run: Effect.Effect<A, E, R>) =>
  Effect.andThen(Effect.scoped(run), nothingLeft).pipe(Effect.provide(world(Layer.empty)), Scenario.run)

/** A phone that the program has called, and its own view of that. */
const called = Effect.fnUntraced(function*(number: string) {
  const phone = yield* Phone.make({ number, whenCalled: "answer" })
  const call = yield* Calls.originate({ target: { number } })
  return [call, yield* phone.expectCall()] as const
})

/** That the call is in hands: it can be played to, and its keys are the program's. */
const inHands = Effect.fnUntraced(function*(call: Call, there: Phone.IncomingPhoneCall) {
  yield* call.flushKeys
  yield* call.play("beep")
  yield* there.expectSound("beep", { how: "eof" })
  yield* there.press("7")
  assert.strictEqual((yield* call.collect({ max: 1 })).keys, "7")
})

/** Who is connected to whom in the engine. */
const peerOf = (id: string) =>
  Effect.map(Engine.use((engine) => engine.channels), (all) => all.find((one) => one.id === id)?.peerId)

/** A transfer's end, for comparing. */
const end = <A extends { readonly _tag: string }, R>(
  transfer: Effect.Effect<A, OriginateError | LegError, R>
): Effect.Effect<string, never, R> =>
  transfer.pipe(
    Effect.map((one) => "why" in one && typeof one.why === "string" ? `${one._tag} ${one.why}` : one._tag),
    Effect.catch((error) =>
      Effect.succeed("outcome" in error ? error.outcome : `${error._tag}${"id" in error ? ` ${error.id}` : ""}`)
    )
  )

const to = (number: string): Transfer.Target => ({ number })

describe("a blind transfer", () => {
  it.effect("connects the call with the target, and lets go of both", () =>
    scenario(Effect.gen(function*() {
      const bob = yield* Phone.make({ number: "bob", whenCalled: { answerAfter: 3000 } })
      const phone = yield* Phone.make({ number: "alice", whenCalled: "answer" })
      const [aliceThere, there] = yield* Effect.scoped(Effect.gen(function*() {
        const alice = yield* Calls.originate({ target: to("alice") })
        const aliceThere = yield* phone.expectCall()
        const transferred = yield* Transfer.blind(alice, to("bob"))
        assert.strictEqual(yield* Clock.currentTimeMillis, 3000)
        const there = yield* bob.expectCall()
        assert.deepStrictEqual(transferred, { _tag: "Transferred", to: "bob", id: there.id })
        assert.strictEqual(there.from.number, "alice")
        yield* aliceThere.expectSound("tone/ring", { how: "cut" })
        assert.strictEqual((yield* Effect.flip(alice.play("beep")))._tag, "NotControlled")
        return [aliceThere, there] as const
      }))
      // The flow is over, and they talk on.
      yield* Effect.sleep("1 minute")
      assert.strictEqual(yield* peerOf(aliceThere.id), there.id)
      yield* there.hangup()
      yield* aliceThere.expectEnd({ by: "engine" })
    })))

  it.effect("leaves who was reached to whoever connects him elsewhere, though the caller is gone by then", () =>
    scenario(Effect.gen(function*() {
      const engine = yield* Engine
      const [alice, aliceThere] = yield* called("alice")
      const [carol, carolThere] = yield* called("carol")
      const bob = yield* Phone.make({ number: "bob", whenCalled: "answer" })
      yield* Transfer.blind(alice, to("bob"))
      const there = yield* bob.expectCall()
      yield* engine.dispatch(new EngineMessage("chan.connect", [["id", there.id], ["targetid", carolThere.id]]))
      yield* aliceThere.expectEnd({ by: "engine" })
      yield* Effect.sleep("1 minute")
      assert.strictEqual(yield* peerOf(there.id), carolThere.id)
      yield* carol.hangup()
    })))

  it.effect("fails with why, and the call is in hands", () =>
    scenario(Effect.gen(function*() {
      yield* Phone.make({ number: "busy", whenCalled: "busy" })
      yield* Phone.make({ number: "deaf", whenCalled: "ignore" })
      yield* Phone.make({ number: "no", whenCalled: { sendBackAfter: 1000, code: 603 } })
      const [alice, aliceThere] = yield* called("alice")
      const blind = (target: Transfer.Target) => end(Transfer.blind(alice, target, { timeout: "20 seconds" }))
      for (
        const [target, why] of [
          [to("busy"), "busy"],
          [to("no"), "rejected"],
          [to("nobody"), "notFound"],
          ["nosuch/thing", "failed"],
          [to("deaf"), "noAnswer"]
        ] as const
      ) {
        assert.strictEqual(yield* blind(target), why)
        yield* inHands(alice, aliceThere)
      }
      assert.closeTo(yield* Clock.currentTimeMillis, 22_000, 1000)
    })))

  it.effect("goes back to who transferred, when the target is not to be had; or is in hands if he isn't either", () =>
    scenario(Effect.gen(function*() {
      yield* Phone.make({ number: "busy", whenCalled: "busy" })
      yield* Phone.make({ number: "deaf", whenCalled: "ignore" })
      const agent = yield* Phone.make({ number: "agent", whenCalled: { answerAfter: 1000 } })
      const [alice, aliceThere] = yield* called("alice")
      const options = { timeout: "5 seconds", returnTo: to("busy") } as const
      assert.strictEqual(yield* end(Transfer.blind(alice, to("deaf"), options)), "noAnswer")
      yield* inHands(alice, aliceThere)
      const returned = yield* Transfer.blind(alice, to("deaf"), { ...options, returnTo: to("agent") })
      const there = yield* agent.expectCall()
      assert.deepStrictEqual(
        [returned._tag, returned.to, returned.id, "why" in returned ? returned.why.outcome : undefined],
        ["Returned", "agent", there.id, "noAnswer"]
      )
      assert.strictEqual(yield* peerOf(aliceThere.id), there.id)
      yield* aliceThere.hangup()
      yield* there.expectEnd({ by: "engine" })
    })))

  it.effect("ends with the caller, and cancels what rings; also when it is interrupted", () =>
    scenario(Effect.gen(function*() {
      const bob = yield* Phone.make({ number: "bob" })
      const [alice, aliceThere] = yield* called("alice")
      for (const after of [1, 2000]) {
        const blind = yield* Effect.forkChild(Transfer.blind(alice, to("bob")))
        const there = yield* Effect.tap(bob.expectCall(), (call) => call.ring)
        yield* Effect.sleep(after)
        yield* Fiber.interrupt(blind)
        yield* there.expectEnd({ by: "engine", reason: "cancelled" })
        yield* inHands(alice, aliceThere)
      }
      const blind = yield* Effect.forkChild(end(Transfer.blind(alice, to("bob"))))
      const there = yield* Effect.tap(bob.expectCall(), (call) => call.ring)
      yield* aliceThere.hangup()
      assert.strictEqual(yield* Fiber.join(blind), `HungUp ${alice.id}`)
      yield* there.expectEnd({ by: "engine" })
    })))

  it.effect("survives whoever hangs up at the moment of the answer", () =>
    scenario(Effect.gen(function*() {
      for (const who of ["caller", "target", "both"]) {
        const bob = yield* Phone.make({ number: `bob${who}` })
        const [alice, aliceThere] = yield* called(`alice${who}`)
        const blind = yield* Effect.forkChild(end(Transfer.blind(alice, to(`bob${who}`))))
        const there = yield* bob.expectCall()
        yield* there.answer
        yield* Effect.all([
          who === "target" ? Effect.void : aliceThere.hangup(),
          who === "caller" ? Effect.void : there.hangup()
        ], { concurrency: 2 })
        const result = yield* Fiber.join(blind)
        assert.include(["Transferred", "failed", `HungUp ${alice.id}`], result)
        if (result === "failed") yield* inHands(alice, aliceThere)
        yield* Effect.sleep(2000)
        // Whoever was left alone without the program's knowledge is gone.
        if (result === "Transferred") assert.strictEqual(yield* peerOf(aliceThere.id), undefined)
      }
    })))

  it.effect("of a caller who isn't answered: he hears that it rings, and is answered by the target", () => {
    const flow = Calls.incoming({ called: "100" }, Effect.flatMap(Call, (call) => Transfer.blind(call, to("bob"))))
    return Effect.gen(function*() {
      const bob = yield* Phone.make({ number: "bob", whenCalled: { answerAfter: 2000 } })
      const alice = yield* Phone.make({ number: "alice", name: "Alice" })
      const call = yield* alice.dial("100")
      yield* call.expectRinging({ within: 100 })
      yield* call.expectAnswer({ within: 2500 })
      const there = yield* bob.expectCall()
      assert.deepStrictEqual(there.from, { number: "alice", name: "Alice" })
      yield* Effect.sleep("1 minute")
      assert.strictEqual(yield* peerOf(call.id), there.id)
      yield* call.hangup()
      yield* there.expectEnd({ by: "engine" })
      yield* nothingLeft
    }).pipe(Effect.provide(world(flow)), Scenario.run)
  })
})

describe("an attended transfer", () => {
  /** Alice waits, the agent calls Bob. */
  const three = Effect.fnUntraced(function*(options: Transfer.AttendedOptions = {}) {
    const bob = yield* Phone.make({ number: "bob" })
    const [alice, aliceThere] = yield* called("alice")
    const [agent, agentThere] = yield* called("agent")
    const transfer = yield* Effect.forkChild(end(Transfer.attended(alice, agent, to("bob"), options)))
    const there = yield* Effect.tap(bob.expectCall(), (call) => call.ring)
    yield* Effect.sleep(1000)
    return { agent, agentThere, alice, aliceThere, there, transfer }
  })

  it.effect("lets the agent talk to the target while the caller hears music, and connects them by a key", () =>
    scenario(Effect.gen(function*() {
      const { agent, agentThere, aliceThere, there, transfer } = yield* three()
      assert.strictEqual(there.from.number, "agent")
      yield* aliceThere.expectSound("moh/default")
      yield* agentThere.expectSound("tone/ring")
      yield* there.answer
      yield* Effect.sleep(1000)
      yield* agentThere.expectSound("tone/ring", { how: "cut" })
      assert.strictEqual(yield* peerOf(there.id), agentThere.id)
      yield* agentThere.press("#")
      assert.strictEqual(yield* Fiber.join(transfer), "Transferred")
      yield* aliceThere.expectSound("moh/default", { how: "cut" })
      assert.strictEqual(yield* peerOf(aliceThere.id), there.id)
      yield* inHands(agent, agentThere)
      yield* there.hangup()
      yield* aliceThere.expectEnd({ by: "engine" })
    })))

  it.effect("connects them when the agent hangs up: while they talk, and while it rings", () =>
    scenario(Effect.gen(function*() {
      for (const talking of [true, false]) {
        yield* Effect.scoped(Effect.gen(function*() {
          const { agentThere, aliceThere, there, transfer } = yield* three()
          if (talking) yield* there.answer
          yield* Effect.sleep(1000)
          yield* agentThere.hangup()
          yield* Effect.sleep(1000)
          if (!talking) yield* there.answer
          assert.strictEqual(yield* Fiber.join(transfer), "Transferred")
          assert.strictEqual(yield* peerOf(aliceThere.id), there.id)
          yield* aliceThere.hangup()
          yield* there.expectEnd({ by: "engine" })
        }))
      }
    })))

  it.effect("is cancelled by a key, while it rings and while they talk, and they are connected again", () =>
    scenario(Effect.gen(function*() {
      for (const talking of [true, false]) {
        yield* Effect.scoped(Effect.gen(function*() {
          const { agent, agentThere, alice, aliceThere, there, transfer } = yield* three()
          if (talking) yield* there.answer
          yield* Effect.sleep(1000)
          yield* agentThere.press("*")
          assert.strictEqual(yield* Fiber.join(transfer), "Returned cancelled")
          yield* there.expectEnd({ by: "engine" })
          yield* inHands(alice, aliceThere)
          yield* inHands(agent, agentThere)
          const again = yield* Effect.forkChild(Bridge.connect(alice, agent))
          yield* Effect.sleep(1000)
          assert.strictEqual(yield* peerOf(aliceThere.id), agentThere.id)
          yield* agentThere.hangup()
          assert.strictEqual((yield* Fiber.join(again)).ended, "second")
        }))
      }
    })))

  it.effect("comes to nothing when the target hangs up, or is not to be had", () =>
    scenario(Effect.gen(function*() {
      const { agent, agentThere, alice, aliceThere, there, transfer } = yield* three()
      yield* there.answer
      yield* Effect.sleep(1000)
      yield* there.hangup()
      assert.strictEqual(yield* Fiber.join(transfer), "Returned hungUp")
      yield* inHands(alice, aliceThere)
      yield* inHands(agent, agentThere)
      yield* Phone.make({ number: "busy", whenCalled: "busy" })
      assert.strictEqual(yield* end(Transfer.attended(alice, agent, to("busy"))), "busy")
      assert.strictEqual(yield* end(Transfer.attended(alice, agent, to("nobody"))), "notFound")
      yield* inHands(alice, aliceThere)
      yield* inHands(agent, agentThere)
    })))

  it.effect("ends when the caller hangs up: the target is hung up, and the agent in hands", () =>
    scenario(Effect.gen(function*() {
      for (const talking of [true, false]) {
        yield* Effect.scoped(Effect.gen(function*() {
          const { agent, agentThere, alice, aliceThere, there, transfer } = yield* three()
          if (talking) yield* there.answer
          yield* Effect.sleep(1000)
          yield* aliceThere.hangup()
          assert.strictEqual(yield* Fiber.join(transfer), `HungUp ${alice.id}`)
          yield* there.expectEnd({ by: "engine" })
          yield* inHands(agent, agentThere)
        }))
      }
    })))

  it.effect("is interrupted at any moment: both are in hands, and the target is free", () =>
    scenario(Effect.gen(function*() {
      for (const talking of [true, false]) {
        for (const after of [0, 1, 1000]) {
          yield* Effect.scoped(Effect.gen(function*() {
            const { agent, agentThere, alice, aliceThere, there, transfer } = yield* three()
            if (talking) yield* there.answer
            yield* Effect.sleep(after)
            yield* Fiber.interrupt(transfer)
            yield* there.expectEnd({ by: "engine" })
            yield* inHands(alice, aliceThere)
            yield* inHands(agent, agentThere)
          }))
        }
      }
    })))

  it.effect("leaves nobody hanging whoever hangs up together", () =>
    scenario(Effect.gen(function*() {
      for (const talking of [true, false]) {
        for (
          const who of [["agent", "target"], ["caller", "agent"], ["caller", "target"], ["caller", "agent", "target"]]
        ) {
          yield* Effect.scoped(Effect.gen(function*() {
            const { agentThere, aliceThere, there, transfer } = yield* three()
            if (talking) yield* there.answer
            yield* Effect.sleep(1000)
            const phones = { caller: aliceThere, agent: agentThere, target: there }
            yield* Effect.forEach(
              who,
              (one) => phones[one as keyof typeof phones].hangup(),
              { concurrency: "unbounded", discard: true }
            )
            yield* Fiber.join(transfer)
          }))
          yield* nothingLeft
        }
      }
    })))

  it.effect("keeps the agent's other keys for the program, and with no keys at all lets the target hear them", () =>
    scenario(Effect.gen(function*() {
      yield* Effect.scoped(Effect.gen(function*() {
        const { agent, agentThere, there, transfer } = yield* three()
        yield* there.answer
        yield* Effect.sleep(1000)
        yield* agentThere.press("12#", { gap: 100 })
        assert.strictEqual(yield* Fiber.join(transfer), "Transferred")
        assert.strictEqual(yield* agent.flushKeys, "12")
        yield* there.hangup()
      }))
      const free = yield* three({ completeBy: "", cancelBy: "" })
      yield* free.there.answer
      yield* Effect.sleep(1000)
      const engine = yield* Engine
      const heard: Array<string | undefined> = []
      yield* engine.watch("chan.dtmf", (message) => heard.push(message.get("peerid")))
      yield* free.agentThere.press("*#")
      assert.deepStrictEqual(heard, [free.there.id, free.there.id])
      assert.strictEqual(yield* free.agent.flushKeys, "")
      yield* free.agentThere.hangup()
      assert.strictEqual(yield* Fiber.join(free.transfer), "Transferred")
      yield* free.there.hangup()
    })))
})
