import { assert, describe, it } from "@effect/vitest"
import { Call, Calls, type IncomingOptions } from "@yatefx/calls"
import { Dispatcher } from "@yatefx/dispatcher"
import { Engine } from "@yatefx/engine"
import { CallRoute, ChanDisconnected } from "@yatefx/messages"
import { Phone, Scenario } from "@yatefx/testing"
import { Clock, Deferred, Effect, Exit, Fiber, Layer, Logger, Scope, Tracer } from "effect"
import { nothingLeft, sizes, world } from "./support/world.ts"

const caller = (number = "alice") => Phone.make({ number })

const dial = (called = "100", parameters?: Readonly<Record<string, string>>) =>
  Effect.flatMap(caller(), (alice) => alice.dial(called, parameters))

/** With which word a call to a number is refused. */
const refusal = (called = "100") =>
  Effect.flatMap(dial(called), (call) => Effect.map(call.expectRejection(), ({ error }) => error))

/** A flow that plays one of the sounds, so that it can be told from another. */
const plays = (sound: string, options: IncomingOptions) =>
  Calls.incoming(
    options,
    Effect.gen(function*() {
      const call = yield* Call
      yield* call.answer
      yield* call.play(sound)
    })
  )

const answersFor = (duration: number | "ever", options: IncomingOptions = { called: "100" }) =>
  Calls.incoming(
    options,
    Effect.gen(function*() {
      yield* (yield* Call).answer
      yield* duration === "ever" ? Effect.never : Effect.sleep(duration)
    })
  )

/** Everything that is logged as an error, with its call and its span. */
const logged = () => {
  const lines: Array<string> = []
  const logger = Logger.make<unknown, void>((options) => {
    if (options.logLevel !== "Error") return
    const { annotations, cause, message } = Logger.formatStructured.log(options)
    const span = options.fiber.context.mapUnsafe.get(Tracer.ParentSpan.key) as Tracer.AnySpan | undefined
    const attributes = span?._tag === "Span" ? [...span.attributes.values()].join() : ""
    const text = [message].flat().map((part) => typeof part === "string" ? part : "").join("")
    lines.push(
      `${annotations["call"]} ${text} (${span?._tag === "Span" ? span.name : ""} ${attributes}) ${cause ?? ""}`
    )
  })
  return { lines, layer: Logger.layer([logger]) }
}

class Bug extends Error {}

describe("which calls a flow takes", () => {
  it.effect("by number, by values, by a guard; what nobody takes is the engine's", () => {
    const program = Layer.mergeAll(
      plays("welcome", { called: "100" }),
      plays("menu", { where: { caller: "bob" } }),
      plays("sorry", { guard: ({ params }) => params.called?.startsWith("9") === true }),
      plays("goodbye", {
        called: "300",
        where: { caller: "carol" },
        guard: ({ parameters }) => parameters.get("vip") === "yes"
      })
    )
    return Effect.gen(function*() {
      const [alice, bob, carol] = [yield* caller("alice"), yield* caller("bob"), yield* caller("carol")]
      yield* (yield* alice.dial("100")).expectSound("welcome")
      yield* (yield* bob.dial("555")).expectSound("menu")
      yield* (yield* alice.dial("911")).expectSound("sorry")
      yield* (yield* carol.dial("300", { vip: "yes" })).expectSound("goodbye")
      assert.strictEqual((yield* (yield* carol.dial("300")).expectRejection()).error, "noroute")
      assert.strictEqual((yield* (yield* alice.dial("200")).expectRejection()).error, "noroute")
      yield* nothingLeft
    }).pipe(Effect.provide(world(program)), Scenario.run)
  })

  it.effect("of several for one number the older, unless an order says otherwise", () =>
    Effect.gen(function*() {
      const older = Layer.mergeAll(plays("welcome", { called: "100" }), plays("menu", { called: "100" }))
      yield* Effect.gen(function*() {
        yield* (yield* dial()).expectSound("welcome")
        yield* nothingLeft
      }).pipe(Effect.provide(world(older)))
      const ordered = Layer.mergeAll(plays("welcome", { called: "100" }), plays("menu", { called: "100", order: -1 }))
      yield* Effect.gen(function*() {
        yield* (yield* dial()).expectSound("menu")
        yield* nothingLeft
      }).pipe(Effect.provide(world(ordered)))
    }).pipe(Scenario.run))

  it.effect("a flow that ends without touching the call leaves it to the next, and the last one to the engine", () => {
    const asked: Array<string> = []
    const passes = (name: string) => Calls.incoming({ called: "bob" }, Effect.sync(() => asked.push(name)))
    return Effect.gen(function*() {
      const bob = yield* Phone.make({ number: "bob", whenCalled: "answer" })
      const call = yield* dial("bob")
      yield* bob.expectCall()
      yield* call.expectAnswer()
      assert.deepStrictEqual(asked, ["first", "second"])
      yield* call.hangup()
      yield* nothingLeft
    }).pipe(Effect.provide(world(Layer.mergeAll(passes("first"), passes("second")))), Scenario.run)
  })

  it.effect("passes a call on to a flow that takes it", () => {
    const passes = Calls.incoming({ called: "100", order: -1 }, Effect.void)
    return Effect.gen(function*() {
      yield* (yield* dial()).expectSound("welcome")
      yield* nothingLeft
    }).pipe(Effect.provide(world(Layer.mergeAll(passes, plays("welcome", { called: "100" })))), Scenario.run)
  })

  it.effect("stands at its priority among the engine's own handlers", () =>
    Effect.gen(function*() {
      // The engine routes the number itself, at 100.
      const routes = [["^200$", "tone/busy"]] as const
      for (const [priority, heard] of [[50, "welcome"], [150, "tone/busy"]] as const) {
        yield* Effect.gen(function*() {
          const call = yield* dial("200")
          yield* call.expectSound(heard)
          yield* call.hangup()
          yield* nothingLeft
        }).pipe(
          Effect.scoped,
          Effect.provide(world(plays("welcome", { called: "200", priority }), { engine: { routes } }))
        )
      }
    }).pipe(Scenario.run))
})

describe("the limit", () => {
  it.effect("answers busy, or what it is told, and counts those that have ended no more", () =>
    Effect.gen(function*() {
      for (
        const [options, error] of [[{}, "busy"], [{ atLimit: "congestion" }, "congestion"], [
          { atLimit: "pass" },
          "noroute"
        ]] as const
      ) {
        yield* Effect.gen(function*() {
          const alice = yield* caller()
          const first = yield* alice.dial("100")
          const second = yield* alice.dial("100")
          yield* first.expectAnswer()
          yield* second.expectAnswer()
          assert.strictEqual(yield* Calls.use((calls) => calls.running), 2)
          yield* (yield* alice.dial("100")).expectRejection(error)
          yield* first.hangup()
          yield* Effect.sleep(10_000)
          yield* (yield* alice.dial("100")).expectAnswer()
          yield* Effect.sleep(60_000)
          yield* nothingLeft
        }).pipe(Effect.provide(world(answersFor(60_000, { called: "100", limit: 2, ...options }))), Effect.scoped)
      }
    }).pipe(Scenario.run))
})

describe("a flow that fails", () => {
  it.effect("ends its own call with a reason, is logged with call and span, and touches no other", () => {
    const { layer, lines } = logged()
    const program = Calls.incoming(
      { called: "100", name: "shop", failureReason: "noconn" },
      Effect.gen(function*() {
        const call = yield* Call
        yield* call.answer
        yield* Effect.sleep(1000)
        if (call.caller === "7") return yield* Effect.die(new Bug("a bug"))
        if (call.caller === "8") return yield* Effect.fail("expected")
        if (call.caller === "9") throw new Bug("thrown")
        yield* call.play("welcome")
      })
    )
    return Effect.gen(function*() {
      const phones = yield* Effect.forEach(Array.from({ length: 100 }, (_, at) => String(at)), caller)
      const calls = yield* Effect.forEach(phones, (phone) => phone.dial("100"), { concurrency: "unbounded" })
      for (const [at, call] of calls.entries()) {
        if (at >= 7 && at <= 9) yield* call.expectEnd({ by: "engine", reason: "Service Unavailable" })
        else yield* call.expectSound("welcome", { how: "eof" })
      }
      yield* nothingLeft
      assert.strictEqual(lines.length, 3)
      for (const [at, why] of [[0, /a bug/], [1, /expected/], [2, /thrown/]] as const) {
        const id = `sip/${at + 8}`
        const line = lines.find((each) => each.startsWith(`${id} `)) ?? ""
        assert.match(line, /the flow "shop" failed/)
        assert.include(line, `(shop ${id},${at + 7},100)`)
        assert.match(line, why)
      }
    }).pipe(
      Effect.provide(world(program)),
      Effect.provide(layer),
      // Without a tracer of the program's there is no span: nobody would see it.
      Effect.withTracer(Tracer.make({ span: (options) => new Tracer.NativeSpan(options) })),
      Scenario.run
    )
  })

  it.effect("before it has touched the call rejects it", () =>
    Effect.gen(function*() {
      assert.strictEqual(yield* refusal(), "failure")
      yield* nothingLeft
    }).pipe(
      Effect.provide(world(Calls.incoming({ called: "100" }, Effect.die(new Bug())))),
      Effect.provide(logged().layer),
      Scenario.run
    ))

  it.effect("by a hangup is no failure; by another error after a hangup it is one", () => {
    const { layer, lines } = logged()
    const program = Layer.mergeAll(
      Calls.incoming({ called: "100" }, Effect.flatMap(Call, (call) => call.play("long"))),
      Calls.incoming(
        { called: "200" },
        Effect.gen(function*() {
          const call = yield* Call
          yield* Effect.ignore(call.play("long"))
          return yield* Effect.fail("the disk is full")
        })
      )
    )
    return Effect.gen(function*() {
      for (const number of ["100", "200"]) {
        const call = yield* dial(number)
        yield* call.expectSound("long")
        yield* call.hangup()
      }
      yield* nothingLeft
      assert.strictEqual(lines.length, 1)
      assert.match(lines[0] ?? "", /the disk is full/)
    }).pipe(Effect.provide(world(program)), Effect.provide(layer), Scenario.run)
  })

  it.effect("by a hangup is no failure for whatever it did at once", () => {
    const { layer, lines } = logged()
    const flow = Effect.flatMap(
      Call,
      (call) =>
        Effect.all([call.play("long"), call.collect({ firstKey: "1 hour" }), Effect.never], {
          concurrency: "unbounded"
        })
    )
    return Effect.gen(function*() {
      const call = yield* dial()
      yield* call.expectSound("long")
      yield* call.hangup()
      yield* nothingLeft
      assert.deepStrictEqual(lines, [])
    }).pipe(Effect.provide(world(Calls.incoming({ called: "100" }, flow))), Effect.provide(layer), Scenario.run)
  })

  it.effect("by the hangup of somebody else is one: the caller is still there, and has the fallback", () => {
    const { layer, lines } = logged()
    const program = Calls.incoming(
      { called: "100", fallback: () => Effect.flatMap(Call, (call) => call.play("sorry")) },
      Effect.gen(function*() {
        yield* (yield* Call).answer
        const bob = yield* Calls.originate({ target: { number: "bob" } })
        yield* bob.play("long")
      })
    )
    return Effect.gen(function*() {
      const bob = yield* Phone.make({ number: "bob", whenCalled: "answer" })
      const call = yield* dial()
      const there = yield* bob.expectCall()
      yield* there.expectSound("long")
      yield* there.hangup()
      yield* call.expectSound("sorry", { how: "eof" })
      yield* call.expectEnd({ by: "engine" })
      yield* nothingLeft
      assert.strictEqual(lines.length, 1)
      assert.match(lines[0] ?? "", /sip\/2 has hung up/)
    }).pipe(Effect.provide(world(program)), Effect.provide(layer), Scenario.run)
  })

  it.effect("has a fallback, that can fail, throw, or be too late", () => {
    const { layer, lines } = logged()
    const failing = (called: string, fallback: IncomingOptions<unknown, Call>["fallback"] & {}) =>
      Calls.incoming(
        { called, fallback },
        Effect.gen(function*() {
          yield* (yield* Call).answer
          yield* Effect.sleep(1000)
          yield* Effect.fail("no flow")
        })
      )
    let late = 0
    const program = Layer.mergeAll(
      failing("100", () => Effect.flatMap(Call, (call) => call.play("sorry"))),
      failing("200", () => Effect.fail("no fallback")),
      failing("300", () => {
        throw new Bug("thrown")
      }),
      failing("400", () => Effect.sync(() => late++)),
      failing("bob", () => Effect.flatMap(Call, (call) => call.route({ number: "operator" })))
    )
    return Effect.gen(function*() {
      const apologised = yield* dial("100")
      yield* apologised.expectSound("sorry", { how: "eof" })
      yield* apologised.expectEnd({ by: "engine", reason: "Server Internal Error" })
      yield* (yield* dial("200")).expectEnd({ by: "engine", reason: "Server Internal Error" })
      yield* (yield* dial("300")).expectEnd({ by: "engine", reason: "Server Internal Error" })
      const gone = yield* dial("400")
      yield* gone.expectAnswer()
      yield* gone.hangup()
      const operator = yield* Phone.make({ number: "operator", whenCalled: "answer" })
      const helped = yield* dial("bob")
      const call = yield* operator.expectCall()
      yield* Effect.sleep(5000)
      yield* helped.hangup()
      yield* call.expectEnd()
      yield* nothingLeft
      assert.strictEqual(late, 0)
      assert.strictEqual(lines.filter((line) => line.includes("the fallback of \"call\" failed too")).length, 2)
    }).pipe(Effect.provide(world(program)), Effect.provide(layer), Scenario.run)
  })

  it.effect("is not taken for one of another flow, when a guard throws", () =>
    Effect.gen(function*() {
      yield* (yield* dial()).expectSound("welcome")
      yield* nothingLeft
    }).pipe(
      Effect.provide(world(Layer.mergeAll(
        plays("menu", {
          called: "100",
          guard: () => {
            throw new Bug("a guard")
          }
        }),
        plays("welcome", { called: "100" })
      ))),
      Effect.provide(logged().layer),
      Scenario.run
    ))
})

describe("after the caller has hung up", () => {
  it.effect("before the program was asked for the call, the flow sees it at once", () => {
    const ended = Deferred.makeUnsafe<readonly [string, number]>()
    const program = Calls.incoming(
      { called: "100" },
      Effect.gen(function*() {
        const call = yield* Call
        const start = yield* Clock.currentTimeMillis
        const { _tag } = yield* Effect.flip(call.play("welcome"))
        yield* Deferred.succeed(ended, [_tag, (yield* Clock.currentTimeMillis) - start])
      })
    )
    return Effect.gen(function*() {
      const engine = yield* Engine
      yield* engine.install({ name: "call.route", priority: 10, handler: () => Effect.as(Effect.sleep(1000), false) })
      const call = yield* dial()
      yield* Effect.sleep(500)
      yield* call.hangup()
      assert.deepStrictEqual(yield* Deferred.await(ended), ["HungUp", 0])
      yield* nothingLeft
    }).pipe(Effect.provide(world(program)), Scenario.run)
  })

  /** When a flow that works on for ever is interrupted, in milliseconds after the hangup. */
  const interruptedAfter = (options: IncomingOptions) =>
    Effect.gen(function*() {
      const ended = yield* Deferred.make<number>()
      const hungUp = yield* Deferred.make<number>()
      const program = Calls.incoming(
        { called: "100", ...options },
        Effect.gen(function*() {
          const call = yield* Call
          yield* call.answer
          yield* Effect.onInterrupt(
            Effect.never,
            () => Effect.flatMap(Clock.currentTimeMillis, (at) => Deferred.succeed(ended, at))
          )
        })
      )
      yield* Effect.gen(function*() {
        const call = yield* dial()
        yield* call.expectAnswer()
        yield* Effect.sleep(1000)
        yield* call.hangup()
        yield* Deferred.succeed(hungUp, yield* Clock.currentTimeMillis)
        yield* Deferred.await(ended)
        yield* nothingLeft
      }).pipe(Effect.provide(world(program)))
      return (yield* Deferred.await(ended)) - (yield* Deferred.await(hungUp))
    })

  it.effect("a flow that goes on is interrupted after 5 seconds, or when it is told", () =>
    Effect.gen(function*() {
      assert.strictEqual(yield* interruptedAfter({}), 5000)
      assert.strictEqual(yield* interruptedAfter({ afterHangup: "1 minute" }), 60_000)
      assert.strictEqual(yield* interruptedAfter({ afterHangup: 0 }), 0)
    }).pipe(Scenario.run))

  it.effect("while the flow still thinks, the engine is answered at once", () =>
    Effect.gen(function*() {
      const ended = yield* Deferred.make<number>()
      const outcomes: Array<string> = []
      const program = Calls.incoming(
        { called: "100", decideWithin: "20 seconds" },
        Effect.gen(function*() {
          const call = yield* Call
          yield* Effect.sleep(3000)
          for (const operation of [call.answer, call.reject("busy"), call.route("tone/busy"), call.hangup()]) {
            outcomes.push((yield* Effect.result(operation))._tag)
          }
          yield* Effect.onExit(
            Effect.never,
            () => Effect.flatMap(Clock.currentTimeMillis, (at) => Deferred.succeed(ended, at))
          )
        })
      )
      yield* Effect.gen(function*() {
        const call = yield* dial()
        yield* Effect.sleep(1000)
        yield* call.hangup()
        yield* Effect.sleep(100)
        assert.strictEqual((yield* sizes)["yatefx_messages_pending"], 0)
        // Its thread waits no longer; the flow has its 5 seconds.
        assert.strictEqual(yield* Deferred.await(ended), 6000)
        assert.deepStrictEqual(outcomes, ["Failure", "Failure", "Failure", "Success"])
        yield* nothingLeft
      }).pipe(Effect.provide(world(program)))
    }).pipe(Scenario.run))

  it.effect("what the flow has opened is closed, and what it has forked ends, whatever ended it", () =>
    Effect.gen(function*() {
      const log: Array<string> = []
      const program = Calls.incoming(
        { called: "100" },
        Effect.gen(function*() {
          const call = yield* Call
          yield* call.answer
          yield* Effect.addFinalizer(() => Effect.sync(() => log.push(`closed ${call.caller}`)))
          yield* Effect.forkScoped(Effect.onInterrupt(Effect.never, () => Effect.sync(() => log.push("ended"))))
          yield* call.caller === "bug" ? Effect.die(new Bug()) : call.play("long")
        })
      )
      yield* Effect.gen(function*() {
        for (const number of ["alice", "bug"]) {
          const call = yield* (yield* caller(number)).dial("100")
          yield* call.expectAnswer()
          yield* call.hangup()
          yield* Effect.sleep(100)
        }
        yield* nothingLeft
        assert.deepStrictEqual(log, ["ended", "closed alice", "ended", "closed bug"])
      }).pipe(Effect.provide(world(program)))
    }).pipe(Effect.provide(logged().layer), Scenario.run))

  it.effect("work that takes less is done", () =>
    Effect.gen(function*() {
      const stored = yield* Deferred.make<string>()
      const program = Calls.incoming(
        { called: "100" },
        Effect.gen(function*() {
          const call = yield* Call
          yield* call.answer
          const hungUp = yield* call.ended
          yield* Effect.sleep(4999)
          yield* Deferred.succeed(stored, hungUp.id)
        })
      )
      yield* Effect.gen(function*() {
        const call = yield* dial()
        yield* call.expectAnswer()
        yield* call.hangup()
        assert.strictEqual(yield* Deferred.await(stored), call.id)
        yield* nothingLeft
      }).pipe(Effect.provide(world(program)))
    }).pipe(Scenario.run))
})

describe("a flow that thinks", () => {
  it.effect("has the call in hands in time, and can still reject or route it", () =>
    Effect.gen(function*() {
      const thinks = (millis: number, called: string, then: (call: Call) => Effect.Effect<unknown, unknown>) =>
        Calls.incoming(
          { called, decideWithin: 500 },
          Effect.gen(function*() {
            yield* Effect.sleep(millis)
            yield* then(yield* Call)
          })
        )
      const program = Layer.mergeAll(
        thinks(499, "quick", (call) => call.reject("forbidden")),
        thinks(3000, "slow", (call) => call.reject("forbidden")),
        thinks(3000, "routes", (call) => call.route({ number: "bob" })),
        thinks(20_000, "ends", () => Effect.void)
      )
      yield* Effect.gen(function*() {
        // Rejected where it was routed; later it can only be hung up, with the same word.
        assert.strictEqual(yield* refusal("quick"), "forbidden")
        yield* (yield* dial("slow")).expectEnd({ by: "engine", reason: "Forbidden" })
        const bob = yield* Phone.make({ number: "bob", whenCalled: "answer" })
        const routed = yield* dial("routes")
        const call = yield* bob.expectCall()
        yield* routed.hangup()
        yield* call.expectEnd()
        const silent = yield* dial("ends")
        yield* silent.expectEnd({ by: "engine", within: "21 seconds" })
        yield* nothingLeft
      }).pipe(Effect.provide(world(program)))
    }).pipe(Scenario.run))
})

describe("the end of the program", () => {
  it.effect("by the service: runs what runs, refuses what comes, and ends what takes too long", () =>
    Effect.gen(function*() {
      const alice = yield* caller()
      const calls = [yield* alice.dial("100"), yield* alice.dial("200")] as const
      yield* calls[0].expectAnswer()
      yield* calls[1].expectAnswer()
      const start = yield* Clock.currentTimeMillis
      const yate = yield* Dispatcher
      const dropped = yield* yate.expectWatch(ChanDisconnected, { where: { id: "dumb/2" } })
      const draining = yield* Effect.forkChild(Calls.use((service) => service.drain("10 seconds")))
      yield* Effect.sleep(1000)
      assert.strictEqual((yield* (yield* alice.dial("100")).expectRejection()).error, "service-unavailable")
      yield* calls[0].expectEnd({ by: "engine" })
      assert.strictEqual((yield* Clock.currentTimeMillis) - start, 5000)
      yield* Fiber.join(draining)
      assert.strictEqual((yield* Clock.currentTimeMillis) - start, 10_000)
      yield* calls[1].expectEnd({ by: "engine" })
      // A phone is told nothing of it, since SIP has no code for the word; the leg that held the call is.
      assert.strictEqual((yield* dropped).params.reason, "shutdown")
      yield* nothingLeft
      // There is nothing to wait for.
      yield* Calls.use((service) => service.drain("1 hour"))
    }).pipe(
      Effect.provide(world(Layer.mergeAll(answersFor(5000), answersFor("ever", { called: "200" })))),
      Scenario.run
    ))

  it.effect("hangs up what runs when the flow's scope closes, at once or after a drain", () =>
    Effect.gen(function*() {
      for (const [drain, after] of [[undefined, 0], ["3 seconds", 3000], ["1 minute", 9000]] as const) {
        yield* Effect.gen(function*() {
          const scope = yield* Scope.make()
          const calls = yield* Calls
          yield* calls.incoming(
            { called: "100" },
            Effect.gen(function*() {
              yield* (yield* Call).answer
              yield* Effect.sleep("10 seconds")
            })
          ).pipe(Scope.provide(scope))
          const call = yield* dial()
          yield* call.expectAnswer()
          yield* Effect.sleep(1000)
          const start = yield* Clock.currentTimeMillis
          yield* Scope.close(scope, Exit.void)
          assert.strictEqual((yield* Clock.currentTimeMillis) - start, after)
          yield* call.expectEnd({ by: "engine" })
          assert.strictEqual(yield* refusal(), "noroute")
          yield* nothingLeft
        }).pipe(Effect.provide(world(Layer.empty, { calls: drain === undefined ? {} : { drain } })))
      }
    }).pipe(Scenario.run))
})

describe("many calls", () => {
  it.effect("500 at once each have a flow of their own, keys and all", () => {
    const program = Calls.incoming(
      { called: "100" },
      Effect.gen(function*() {
        const call = yield* Call
        yield* call.answer
        const { keys } = yield* call.collect({ max: 3 })
        if (keys === call.caller) yield* call.play("welcome")
      })
    )
    return Effect.gen(function*() {
      const numbers = Array.from({ length: 500 }, (_, at) => String(at + 100))
      const heard = yield* Effect.forEach(
        numbers,
        Effect.fnUntraced(function*(number) {
          const call = yield* (yield* caller(number)).dial("100")
          yield* call.expectAnswer()
          yield* call.press(number, { gap: 50 })
          yield* call.expectSound("welcome", { how: "eof" })
          yield* call.expectEnd({ by: "engine" })
        }),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(heard.length, 500)
      yield* nothingLeft
    }).pipe(Effect.provide(world(program)), Scenario.run)
  }, 30_000)

  it.effect("a program that calls itself has both ends in hands", () => {
    const seen: Array<string> = []
    const program = Calls.incoming(
      { called: "100" },
      Effect.gen(function*() {
        const call = yield* Call
        seen.push(`${call.direction} ${call.caller}`)
        yield* Effect.sleep(1000)
        yield* call.answer
        seen.push((yield* call.collect({ max: 2 })).keys)
        // Nobody is behind it who could hear to the end.
        const played = yield* Effect.timeoutOption(Effect.exit(call.play("beep")), "1 minute")
        seen.push(`heard: ${played._tag}`)
        seen.push(`ended: ${(yield* call.ended)._tag}`)
      })
    )
    return Effect.gen(function*() {
      yield* Effect.scoped(Effect.gen(function*() {
        const call = yield* Calls.originate({ target: { number: "100" }, caller: "robot" })
        assert.isTrue(yield* call.isAnswered)
        assert.strictEqual(call.direction, "outgoing")
        yield* call.sendDtmf("12")
        yield* Effect.sleep("2 minutes")
      }))
      yield* nothingLeft
      assert.deepStrictEqual(seen, ["incoming robot", "12", "heard: None", "ended: HungUp"])
    }).pipe(Effect.provide(world(program)), Scenario.run)
  })

  it.effect("spans are those of the calls", () => {
    const spans: Array<string> = []
    const tracer = Tracer.make({
      span: (options) => {
        spans.push(options.name)
        return new Tracer.NativeSpan(options)
      }
    })
    return Effect.gen(function*() {
      yield* (yield* dial()).expectEnd({ by: "engine" })
      yield* nothingLeft
      assert.deepStrictEqual(spans.filter((name) => name === "greeting"), ["greeting"])
    }).pipe(
      Effect.provide(world(plays("welcome", { called: "100", name: "greeting" }))),
      Effect.provideService(Tracer.Tracer, tracer),
      Scenario.run
    )
  })

  it.effect("asked again about a leg that a flow has, it leaves the question to others", () =>
    Effect.gen(function*() {
      const call = yield* dial()
      yield* call.expectAnswer()
      const yate = yield* Dispatcher
      const again = yield* yate.dispatch(CallRoute, { id: call.id, called: "100" })
      assert.isFalse(again.processed)
      yield* call.expectEnd({ by: "engine" })
      yield* nothingLeft
    }).pipe(Effect.provide(world(answersFor(3000))), Scenario.run))
})
