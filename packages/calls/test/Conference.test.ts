import { assert, describe, it } from "@effect/vitest"
import { Call, Calls, Conference } from "@yatefx/calls"
import { Phone, Scenario } from "@yatefx/testing"
import { Deferred, Effect, Fiber, Layer, Queue, Result, Stream } from "effect"
import { hubOf } from "../src/internal/hubs.ts"
import { Leg } from "../src/internal/leg.ts"
import { acquire, Room } from "../src/internal/rooms.ts"
import { connectTo } from "../src/internal/connecting.ts"
import { visit } from "../src/internal/visiting.ts"
import { nothingLeft, world } from "./support/world.ts"

/** A flow for a number. */
const flow = <A, E, R>(called: string, run: (call: Call) => Effect.Effect<A, E, R>) =>
  Calls.incoming({ called }, Effect.flatMap(Call, run))

const joining = (called: string, name: string, options?: Conference.JoinOptions) =>
  flow(
    called,
    Effect.fnUntraced(function*(call) {
      yield* call.answer
      const left = yield* Conference.join(call, name, options)
      yield* call.play(left.by === "key" ? "goodbye" : left.by === "program" ? "menu" : "sorry")
    })
  )

const dial = Effect.fnUntraced(function*(name: string, number: string) {
  const phone = yield* Phone.make({ number: name })
  const call = yield* phone.dial(number)
  yield* call.expectAnswer()
  yield* Effect.sleep(100)
  return call
})

const names = (members: ReadonlyArray<Conference.Member>) => members.map(({ channel }) => channel).toSorted()

describe("a conference room", () => {
  it.effect("takes calls in, tells who is there, and gives them back: by a key, and when it ends", () =>
    Effect.gen(function*() {
      const room = yield* Conference.room("sales")
      assert.strictEqual(yield* room.count, 0)
      assert.deepStrictEqual(yield* room.members, [])
      const events = yield* Effect.forkChild(Stream.runCollect(Stream.take(yield* room.events, 5)))
      const alice = yield* dial("alice", "100")
      assert.strictEqual(yield* room.count, 1)
      const bob = yield* dial("bob", "100")
      assert.strictEqual(yield* room.count, 2)
      const members = yield* room.members
      assert.deepStrictEqual(names(members), ["sip/1", "sip/2"])
      assert.deepStrictEqual(members.map(({ call }) => call?.caller), ["alice", "bob"])

      assert.deepStrictEqual(yield* alice.press("1#"), [true, true])
      yield* alice.expectSound("goodbye", { how: "eof" })
      yield* alice.expectEnd({ by: "engine" })
      // He was alone there.
      yield* bob.expectSound("sorry", { how: "eof" })
      yield* bob.expectEnd({ by: "engine" })
      assert.strictEqual(yield* room.count, 0)
      const told = (yield* Fiber.join(events)).map((event) =>
        event._tag === "Joined" || event._tag === "Left"
          ? `${event._tag} ${event.call?.caller} ${event.users}`
          : event._tag
      )
      assert.deepStrictEqual(told, ["Joined alice 1", "Joined bob 2", "Left alice 1", "Left bob 0", "Ended"])
      yield* nothingLeft
    }).pipe(Effect.provide(world(joining("100", "sales", { leaveBy: "#" }))), Scenario.run))

  it.effect("lets one stay alone where that is wanted", () =>
    Effect.gen(function*() {
      const alice = yield* dial("alice", "100")
      const bob = yield* dial("bob", "100")
      yield* bob.hangup()
      yield* Effect.sleep("1 minute")
      yield* alice.press("#")
      yield* alice.expectSound("goodbye")
      yield* nothingLeft
    }).pipe(Effect.provide(world(joining("100", "sales", { leaveBy: "#", lonely: true }))), Scenario.run))

  it.effect("is full, which is an error with the call still in hands", () =>
    Effect.gen(function*() {
      const alice = yield* dial("alice", "100")
      const bob = yield* dial("bob", "100")
      yield* bob.expectSound("menu", { how: "eof" })
      yield* alice.hangup()
      yield* nothingLeft
    }).pipe(
      Effect.provide(world(flow("100", (call) =>
        Effect.andThen(call.answer, Conference.join(call, "small", { maxUsers: 1 })).pipe(
          Effect.catchTag("ConferenceError", (error) => {
            assert.strictEqual(error.message, "the room small is full: 1 may be in it")
            return call.play("menu")
          })
        )))),
      Scenario.run
    ))

  it.effect("has a name that the engine takes", () =>
    Effect.gen(function*() {
      for (const name of ["", "a b", "a/b", "a;b", "a|b", "a\n", "a=b", "%41", "x".repeat(101)]) {
        const made = yield* Effect.result(Effect.scoped(Conference.room(name)))
        assert.isTrue(Result.isFailure(made) && made.failure.reason._tag === "BadRoom", JSON.stringify(name))
      }
      const alice = yield* dial("alice", "100")
      yield* alice.expectSound("menu")
      yield* nothingLeft
    }).pipe(
      Effect.provide(world(flow("100", (call) =>
        Effect.andThen(call.answer, Conference.join(call, "")).pipe(
          Effect.catchTag("ConferenceError", () => call.play("menu"))
        )))),
      Scenario.run
    ))

  it.effect("is left by the program, from another fiber", () =>
    Effect.gen(function*() {
      const alice = yield* dial("alice", "100")
      yield* alice.expectSound("menu", { within: "31 seconds" })
      yield* alice.hangup()
      yield* nothingLeft
    }).pipe(
      Effect.provide(world(flow(
        "100",
        Effect.fnUntraced(function*(call) {
          yield* call.answer
          yield* Effect.forkChild(Effect.delay(Conference.leave(call), "30 seconds"))
          assert.deepStrictEqual(yield* Conference.join(call, "sales"), { by: "program" })
          const gone = yield* Effect.result(Conference.leave(call))
          assert.isTrue(Result.isFailure(gone) && gone.failure.reason._tag === "NotInRoom")
          yield* call.play("menu")
        })
      ))),
      Scenario.run
    ))

  it.effect("ends for all by the program, which gets its calls back", () =>
    Effect.gen(function*() {
      const room = yield* Conference.room("sales")
      assert.isFalse(yield* room.end())
      const all = yield* Effect.forEach(["alice", "bob", "carol"], (name) => dial(name, "100"))
      assert.isTrue(yield* room.end())
      for (const call of all) {
        yield* call.expectSound("sorry", { how: "eof" })
        yield* call.expectEnd({ by: "engine" })
      }
      yield* nothingLeft
    }).pipe(Effect.provide(world(joining("100", "sales"))), Scenario.run))

  it.effect("plays to all who are in it, and only where there is such a room", () =>
    Effect.gen(function*() {
      const room = yield* Conference.room("sales")
      const nobody = yield* Effect.result(room.play("welcome"))
      assert.isTrue(Result.isFailure(nobody) && nobody.failure._tag === "OriginateError")
      const all = yield* Effect.forEach(["alice", "bob"], (name) => dial(name, "100"))
      const events = yield* room.events
      assert.deepStrictEqual(yield* room.play(["welcome", "beep"]), { key: undefined, at: 2 })
      const missing = yield* Effect.result(room.play("nosuch"))
      assert.isTrue(Result.isFailure(missing) && missing.failure._tag === "PlayError")
      assert.strictEqual(yield* room.count, 2)
      assert.deepStrictEqual(names(yield* room.members), ["sip/1", "sip/2"])
      // Nobody was told of the leg that played.
      assert.isTrue(yield* Effect.isSuccess(Effect.timeout(Stream.runDrain(events), 100).pipe(Effect.flip)))
      for (const call of all) yield* call.hangup()
      yield* nothingLeft
    }).pipe(Effect.provide(world(joining("100", "sales"))), Scenario.run))

  it.effect("has members that are muted, that only listen, and that nobody sees", () =>
    Effect.gen(function*() {
      const room = yield* Conference.room("sales")
      const alice = yield* dial("alice", "100")
      const boss = yield* dial("boss", "monitor")
      const guest = yield* dial("guest", "listen")
      assert.strictEqual(yield* room.count, 2)
      assert.deepStrictEqual(names(yield* room.members), ["sip/1", "sip/3"])
      // Nobody but alice speaks to the room, and she not before she is unmuted.
      assert.deepStrictEqual(yield* guest.heard, [])
      yield* alice.press("6")
      yield* guest.expectSound("conf/sales")
      yield* boss.expectSound("conf/sales")
      yield* alice.press("6")
      yield* guest.expectSound("conf/sales", { how: "cut" })
      yield* alice.hangup()
      yield* guest.expectSound("sorry")
      yield* boss.expectSound("sorry")
      yield* nothingLeft
    }).pipe(
      Effect.provide(world(Layer.mergeAll(
        joining("monitor", "sales", { as: "monitor" }),
        joining("listen", "sales", { as: "listener" }),
        flow(
          "100",
          Effect.fnUntraced(function*(call) {
            yield* call.answer
            let muted = true
            const toggle = Effect.gen(function*() {
              if (!(yield* call.collect({ max: 1, firstKey: "1 minute" })).enough) return
              muted = !muted
              yield* muted ? Conference.mute(call) : Conference.unmute(call)
            })
            yield* Effect.raceFirst(Conference.join(call, "sales", { muted }), Effect.forever(toggle))
          })
        )
      ))),
      Scenario.run
    ))

  it.effect("tells of keys where they are the room's", () =>
    Effect.gen(function*() {
      const room = yield* Conference.room("sales")
      const events = yield* room.events
      const alice = yield* dial("alice", "100")
      yield* alice.press("5")
      const [, keys] = yield* Stream.runCollect(Stream.take(events, 2))
      assert.isTrue(keys?._tag === "Keys" && keys.keys === "5" && keys.call?.caller === "alice")
      yield* alice.hangup()
      yield* nothingLeft
    }).pipe(Effect.provide(world(joining("100", "sales", { keys: "room" }))), Scenario.run))

  it.effect("is left by interruption, at each moment", () =>
    Effect.gen(function*() {
      for (const millis of [0, 1, 50, 1000]) {
        const alice = yield* (yield* Phone.make({ number: "alice" })).dial(`${millis}`)
        yield* alice.expectSound("menu", { how: "eof" })
        yield* alice.expectEnd({ by: "engine" })
      }
      yield* nothingLeft
    }).pipe(
      Effect.provide(world(Calls.incoming(
        {},
        Effect.gen(function*() {
          const call = yield* Call
          yield* call.answer
          const joined = yield* Effect.forkChild(Conference.join(call, "sales"))
          for (let turn = 0; turn < Number(call.called); turn++) yield* Effect.yieldNow
          yield* Fiber.interrupt(joined)
          yield* call.play("menu")
        })
      ))),
      Scenario.run
    ))

  it.effect("is one outcome with a caller who hangs up, at each moment", () =>
    Effect.gen(function*() {
      const outcomes = yield* Queue.bounded<string>(100)
      const program = flow("100", (call) =>
        call.answer.pipe(
          Effect.andThen(Conference.join(call, "sales")),
          Effect.andThen(Effect.sleep("1 minute")),
          Effect.catchTag("HungUp", () => Queue.offer(outcomes, "hung up"))
        ))
      yield* Effect.gen(function*() {
        for (const turns of [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89]) {
          const alice = yield* (yield* Phone.make({ number: "alice" })).dial("100")
          yield* alice.expectAnswer()
          for (let turn = 0; turn < turns; turn++) yield* Effect.yieldNow
          yield* alice.hangup()
          assert.strictEqual(yield* Queue.take(outcomes), "hung up")
        }
        yield* nothingLeft
      }).pipe(Effect.provide(world(program)))
    }).pipe(Scenario.run))

  it.effect("holds a call once: a second join at the same time is refused", () =>
    Effect.gen(function*() {
      const second = yield* Deferred.make<string>()
      const program = flow(
        "100",
        Effect.fnUntraced(function*(call) {
          yield* call.answer
          const join = (name: string) =>
            Effect.catchTag(
              Conference.join(call, name),
              "NotControlled",
              (error) => Deferred.succeed(second, `${name}: ${error.message}`)
            )
          yield* Effect.all([join("one"), join("two")], { concurrency: "unbounded" })
        })
      )
      yield* Effect.gen(function*() {
        const alice = yield* dial("alice", "100")
        assert.match(yield* Deferred.await(second), /^two: sip\/1 is connected elsewhere/)
        const room = yield* Conference.room("one")
        assert.strictEqual(yield* room.count, 1)
        yield* alice.hangup()
        yield* nothingLeft
      }).pipe(Effect.provide(world(program)))
    }).pipe(Scenario.run))

  it.effect("knows whose leg joined, also where the engine says so before it answers", () =>
    Effect.gen(function*() {
      const room = new Room("sales", "token")
      const told = yield* room.events
      const call = {} as Leg
      const notify = (parameters: Record<string, string>) => room.notified({ get: (name) => parameters[name] })
      yield* room.joining(Effect.sync(() => {
        notify({ event: "joined", id: "conf/1", users: "1" })
        notify({ event: "joined", id: "conf/2", users: "2" })
        assert.deepStrictEqual(Queue.sizeUnsafe(told), 0)
        room.calls.set("conf/1", call)
      }))
      notify({ event: "left", id: "conf/1", users: "1", lastpeerid: "sip/1" })
      notify({ event: "speaking" })
      assert.deepStrictEqual(yield* Queue.clear(told), [
        { _tag: "Joined", id: "conf/1", call, users: 1 },
        { _tag: "Joined", id: "conf/2", call: undefined, users: 2 },
        { _tag: "Left", id: "conf/1", channel: "sip/1", call, users: 1 }
      ])
      // Flooded while somebody joins, it keeps so many and no more.
      yield* room.joining(Effect.sync(() => {
        for (let i = 0; i < 1000; i++) notify({ event: "joined", id: `conf/${i}`, users: "3" })
      }))
      assert.strictEqual((yield* Queue.clear(told)).length, 256)
    }))

  it.effect("keeps the last 256 events for a reader that falls behind", () =>
    Effect.gen(function*() {
      const room = yield* Conference.room("sales")
      const events = yield* room.events
      const { notified } = yield* acquire(hubOf(yield* Calls), "sales")
      for (let users = 1; users <= 1000; users++) {
        notified({ get: (name) => name === "event" ? "joined" : name === "users" ? String(users) : undefined })
      }
      const [oldest] = yield* Stream.runCollect(Stream.take(events, 1))
      assert.isTrue(oldest?._tag === "Joined" && oldest.users === 1000 - 255)
    }).pipe(Effect.provide(world(Layer.empty)), Scenario.run))

  it.effect("that ends before its answer is there gives the call back", () =>
    Effect.gen(function*() {
      const alice = yield* dial("alice", "100")
      yield* alice.expectSound("goodbye", { how: "eof" })
      yield* alice.expectEnd({ by: "engine" })
      yield* nothingLeft
    }).pipe(
      Effect.provide(world(flow(
        "100",
        Effect.fnUntraced(function*(call) {
          yield* call.answer
          const leg = Leg.of(call)
          const room = yield* Conference.room("sales")
          const connect = Effect.gen(function*() {
            const { params } = yield* connectTo(leg, "conf/sales")
            yield* room.end()
            yield* Effect.sleep(100)
            return params.peerid ?? ""
          })
          const options = { leaveBy: "", takesKeys: false }
          assert.strictEqual((yield* visit(leg, options, connect, () => Effect.void)).by, "other")
          yield* call.play("goodbye")
        })
      ))),
      Scenario.run
    ))

  it.effect("with a single caller ends after it was played to, unless he may be lonely", () =>
    Effect.gen(function*() {
      const room = yield* Conference.room("sales")
      const alice = yield* dial("alice", "100")
      yield* room.play("beep")
      yield* alice.expectSound("sorry")
      const lonely = yield* Conference.room("lonely")
      const bob = yield* dial("bob", "200")
      yield* lonely.play("beep")
      yield* Effect.sleep("1 minute")
      assert.strictEqual(yield* lonely.count, 1)
      yield* bob.hangup()
      yield* nothingLeft
    }).pipe(
      Effect.provide(world(Layer.mergeAll(joining("100", "sales"), joining("200", "lonely", { lonely: true })))),
      Scenario.run
    ))
})
