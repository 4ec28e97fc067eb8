import { assert, describe, it } from "@effect/vitest"
import { Abandoned, Dispatcher, type IncomingMessage } from "@yatefx/dispatcher"
import { ChanDtmf } from "@yatefx/messages"
import { Transport } from "@yatefx/transport"
import { Arbitrary, Context, Deferred, Effect, Exit, Fiber, Layer, Metric, Schema, Scope, Stream, Tracer } from "effect"
import { TestClock } from "effect/testing"
import * as EngineSide from "./support/EngineSide.ts"
import { inWorld, Probe, turns } from "./support/world.ts"

describe("until", () => {
  it.effect("interrupts the fiber and all that it forked, and says what ended it", () =>
    Effect.gen(function*() {
      const event = yield* Deferred.make<string>()
      const interrupted: Array<string> = []
      const noting = (name: string) => Effect.onInterrupt(Effect.never, () => Effect.sync(() => interrupted.push(name)))
      const running = yield* Effect.forkChild(
        Effect.gen(function*() {
          yield* Effect.forkChild(noting("child"))
          yield* Effect.forkScoped(Effect.andThen(Effect.forkChild(noting("grandchild")), noting("scoped")))
          yield* Effect.addFinalizer(() => Effect.sync(() => interrupted.push("scope")))
          yield* noting("itself")
        }).pipe(Dispatcher.until(Deferred.await(event)), Effect.flip)
      )
      yield* turns
      yield* Deferred.succeed(event, "hangup")
      const error = yield* Fiber.join(running)
      assert.instanceOf(error, Abandoned)
      assert.strictEqual(error.cause, "hangup")
      yield* turns
      assert.deepStrictEqual(interrupted.sort(), ["child", "grandchild", "itself", "scope", "scoped"])
    }))

  it.effect("runs nothing if the event has come already", () =>
    Effect.gen(function*() {
      let ran = false
      const error = yield* Effect.sync(() => ran = true).pipe(Dispatcher.until(Effect.succeed(7)), Effect.flip)
      assert.deepStrictEqual([error.cause, ran], [7, false])
    }))

  it.effect("passes on what the effect comes to, and what goes wrong with the event", () =>
    Effect.gen(function*() {
      assert.strictEqual(yield* Effect.succeed(1).pipe(Dispatcher.until(Effect.never)), 1)
      assert.strictEqual(yield* Effect.fail("own").pipe(Dispatcher.until(Effect.never), Effect.flip), "own")
      assert.strictEqual(yield* Effect.never.pipe(Dispatcher.until(Effect.fail("event")), Effect.flip), "event")
    }))

  it.effect("a handler that is abandoned is no failure", () =>
    inWorld(Effect.fnUntraced(function*({ link, logs, settled, sizes, yate }) {
      yield* yate.handle(Probe, {}, (m) =>
        Effect.gen(function*() {
          const ended = yield* yate.expectWatch(ChanDtmf, { where: { id: "sip/1" } })
          yield* m.ret(true)
          yield* Effect.never.pipe(Dispatcher.until(ended))
        }))
      yield* link.answer(yield* link.message("test.probe"))
      yield* settled
      yield* link.watched("chan.dtmf", "id=sip/1:text=1")
      yield* settled
      assert.deepStrictEqual(logs, [])
      assert.deepStrictEqual(yield* sizes, { handlers: 1, names: 2 })
    })))
})

describe("handle", () => {
  it.effect("gives each message a fiber and a scope of its own, and what the program's context holds", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, yate }) {
      class Greeting extends Context.Service<Greeting, string>()("test/Greeting") {}
      const closed: Array<string> = []
      yield* yate.handle(Probe, {}, (m) =>
        Effect.gen(function*() {
          yield* Effect.addFinalizer(() => Effect.sync(() => closed.push(m.params.id ?? "")))
          if (m.params.id === "slow") yield* Effect.sleep("1 second")
          yield* m.ret(true, yield* Greeting)
        })).pipe(Effect.provideService(Greeting, "hello"))
      const slow = yield* link.message("test.probe", "id=slow")
      assert.strictEqual(yield* link.answer(yield* link.message("test.probe", "id=fast")), "true::hello")
      yield* settled
      assert.deepStrictEqual(closed, ["fast"])
      yield* TestClock.adjust("1 second")
      yield* link.answer(slow)
      yield* settled
      assert.deepStrictEqual(closed, ["fast", "slow"])
    })))

  it.effect("ends with its scope: what runs is interrupted and answered, and nothing starts any more", () =>
    inWorld(Effect.fnUntraced(function*({ link, sizes, yate }) {
      const scope = yield* Scope.make()
      yield* Scope.provide(yate.handle(Probe, {}, () => Effect.never), scope)
      const ids = [yield* link.message("test.probe"), yield* link.message("test.probe")]
      yield* turns
      yield* Scope.close(scope, Exit.void)
      for (const id of [...ids, yield* link.message("test.probe")]) {
        assert.strictEqual(yield* link.answer(id), "false:")
      }
      assert.deepStrictEqual(yield* sizes, { names: 1 })
    })))

  it.effect("makes a span for each message, if that is wanted", () =>
    Effect.gen(function*() {
      const names: Array<string> = []
      const tracer = Tracer.make({
        span: (options) => {
          names.push(options.name)
          return new Tracer.NativeSpan(options)
        }
      })
      const handleOne = (spans: boolean) =>
        inWorld(
          Effect.fnUntraced(function*({ link, yate }) {
            yield* yate.handle(Probe, {}, (m) => m.ret(true))
            yield* link.answer(yield* link.message("test.probe"))
          }),
          { spans }
        ).pipe(Effect.provideService(Tracer.Tracer, tracer))
      yield* handleOne(false)
      assert.deepStrictEqual(names, [])
      yield* handleOne(true)
      assert.deepStrictEqual(names, ["test.probe"])
    }))
})

describe("metrics", () => {
  it.effect("tell two engines apart, and go with their dispatcher", () =>
    Effect.gen(function*() {
      const open = Effect.fnUntraced(function*(address: string) {
        const { peer } = yield* EngineSide.make()
        const transport = Layer.succeed(Transport, { ...peer.transport, address })
        return yield* Layer.build(Layer.provide(Dispatcher.layer, transport))
      })
      const engines = Effect.map(Metric.snapshot, (states) =>
        states.filter(({ id }) => id === "yatefx_waits").map(({ attributes }) => attributes?.["engine"]))
      yield* Effect.scoped(Effect.gen(function*() {
        yield* open("a")
        yield* open("b")
        assert.deepStrictEqual(yield* engines, ["a", "b"])
      }))
      assert.deepStrictEqual(yield* engines, [])
    }).pipe(Effect.provideService(Metric.MetricRegistry, new Map())))

  it.effect("measure how long answers take", () =>
    inWorld(Effect.fnUntraced(function*({ link, settled, yate }) {
      yield* yate.handle(Probe, {}, (m) => Effect.andThen(Effect.sleep("30 millis"), m.ret(true)))
      const id = yield* link.message("test.probe")
      yield* settled
      yield* TestClock.adjust("30 millis")
      yield* link.answer(id)
      const latency = (yield* Metric.snapshot).find((metric) => metric.id === "yatefx_answer_millis")
      if (latency?.type !== "Histogram") return assert.fail("no histogram")
      assert.deepStrictEqual([latency.state.count, latency.state.max], [1, 30])
    })))
})

/** What a random program and a random engine do. Numbers choose among what there is. */
const id = Schema.Literals(["any", "0", "1"])
const leg = Schema.Literals(["any", "0", "1"])
const which = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 1000 }))
const Act = Schema.Union([
  Schema.Struct({
    act: Schema.Literals(["register"]),
    kind: Schema.Literals(["wait", "subscribe", "handle"]),
    id,
    leg,
    order: Schema.Literals([-1, 0, 1])
  }),
  Schema.Struct({ act: Schema.Literals(["message"]), id, leg }),
  Schema.Struct({ act: Schema.Literals(["ret", "pass", "leave", "unwatch", "cut"]), which }),
  Schema.Struct({ act: Schema.Literals(["watched", "watch"]), id, leg })
])

interface Where {
  readonly id?: string
  readonly leg?: string
}

/** The plain model: lists, searched from one end to the other. */
interface Taker {
  readonly number: number
  readonly kind: "wait" | "subscribe" | "handle"
  readonly where: Where
  readonly order: number
  readonly scope: Scope.Closeable
  isThere: boolean
}

interface Letter {
  readonly id: string
  readonly where: Where
  readonly link: EngineSide.EngineLink
  /** How many had registered when it came. */
  readonly age: number
  readonly passedBy: Set<Taker>
  has: Taker | undefined
  expected: ReadonlyArray<string>
}

const whereOf = ({ id, leg }: { readonly id: string; readonly leg: string }): Where => ({
  ...id === "any" ? {} : { id },
  ...leg === "any" ? {} : { leg }
})
const matches = (where: Where, message: Where) =>
  (where.id === undefined || where.id === message.id) && (where.leg === undefined || where.leg === message.leg)
const wire = (where: Where, count: number) =>
  [...Object.entries(where).map(([name, value]) => `${name}=${value}`), `count=${count}`].join(":")

describe("the whole, against a plain model", () => {
  it.effect.prop(
    "each message goes where it should, and is answered exactly once",
    [Arbitrary.array(Arbitrary.schema(Act), { minLength: 25, maxLength: 60 })],
    ([acts]) =>
      inWorld(Effect.fnUntraced(function*({ engine, link: firstLink, settled, sizes, yate }) {
        let link = firstLink
        const takers: Array<Taker> = []
        const letters: Array<Letter> = []
        /** What the program really has in hand, and who took it last. */
        const inHand = new Map<number, readonly [taker: Taker, message: IncomingMessage<typeof Probe>]>()
        const watchers: Array<
          { readonly where: Where; readonly scope: Scope.Closeable; seen: number; expected: number }
        > = []

        const route = (letter: Letter): void => {
          const open = takers.filter((taker) =>
            taker.isThere && taker.number < letter.age && matches(taker.where, letter.where) &&
            !letter.passedBy.has(taker)
          )
          const size = (taker: Taker) => Object.keys(taker.where).length
          const taker = open.filter(({ kind }) => kind !== "handle").sort((a, b) =>
            size(b) - size(a) || a.number - b.number
          )[0] ??
            open.filter(({ kind }) => kind === "handle").sort((a, b) => a.order - b.order || a.number - b.number)[0]
          letter.has = taker
          if (taker === undefined) letter.expected = ["false:"]
          else if (taker.kind === "wait") taker.isThere = false
        }
        const compare = Effect.gen(function*() {
          yield* settled
          for (const [number, letter] of letters.entries()) {
            assert.deepStrictEqual(letter.link.answers(letter.id), letter.expected, `answers to ${number}`)
            if (letter.has !== undefined) assert.strictEqual(inHand.get(number)?.[0].number, letter.has.number)
          }
          for (const watcher of watchers) assert.strictEqual(watcher.seen, watcher.expected)
        })

        yield* settled
        for (const act of acts) {
          switch (act.act) {
            case "register": {
              const { kind, order } = act
              const where = whereOf(act)
              const scope = yield* Scope.make()
              const taker: Taker = { number: takers.length, kind, where, order, scope, isThere: true }
              const take = (message: IncomingMessage<typeof Probe>) =>
                Effect.sync(() => void inHand.set(message.params.count ?? -1, [taker, message]))
              const registering = kind === "handle"
                ? yate.handle(Probe, { where, order }, (message) => Effect.andThen(take(message), Effect.never))
                : kind === "wait"
                ? Effect.flatMap(
                  yate.expectMessage(Probe, { where }),
                  (expected) => Effect.forkScoped(Effect.andThen(Effect.flatMap(expected, take), Effect.never))
                )
                : Effect.flatMap(
                  yate.subscribe(Probe, { where }),
                  (stream) => Effect.forkScoped(Stream.runForEach(stream, take))
                )
              yield* Scope.provide(registering, scope)
              takers.push(taker)
              break
            }
            case "message": {
              const where = whereOf(act)
              const sent = yield* link.message("test.probe", wire(where, letters.length))
              const letter: Letter = {
                id: sent,
                where,
                link,
                age: takers.length,
                passedBy: new Set(),
                has: undefined,
                expected: []
              }
              letters.push(letter)
              route(letter)
              break
            }
            case "ret":
            case "pass": {
              const held = letters.filter(({ has }) => has !== undefined)
              const letter = held[act.which % Math.max(held.length, 1)]
              if (letter?.has === undefined) break
              const [, message] = inHand.get(letters.indexOf(letter)) ?? (yield* Effect.die("nothing in hand"))
              if (act.act === "ret") {
                yield* message.ret(true, String(letter.has.number))
                letter.expected = [`true::${letter.has.number}`]
                letter.has = undefined
              } else {
                yield* message.pass
                letter.passedBy.add(letter.has)
                route(letter)
              }
              assert.strictEqual((yield* Effect.flip(message.ret(false))).reason._tag, "AlreadyAnswered")
              break
            }
            case "leave": {
              const taker = takers[act.which % Math.max(takers.length, 1)]
              if (taker === undefined) break
              yield* Scope.close(taker.scope, Exit.void)
              taker.isThere = false
              for (const letter of letters) {
                if (letter.has !== taker) continue
                letter.has = undefined
                letter.expected = ["false:"]
              }
              break
            }
            case "watch": {
              const scope = yield* Scope.make()
              const watcher = { where: whereOf(act), scope, seen: 0, expected: 0 }
              const stream = yield* Scope.provide(yate.watch(Probe, { where: watcher.where }), scope)
              const run = Stream.runForEach(stream, () => Effect.sync(() => watcher.seen += 1))
              yield* Scope.provide(Effect.forkScoped(run), scope)
              watchers.push(watcher)
              break
            }
            case "watched": {
              yield* link.watched("test.probe", wire(whereOf(act), 0))
              for (const watcher of watchers) if (matches(watcher.where, whereOf(act))) watcher.expected += 1
              break
            }
            case "unwatch": {
              const [watcher] = watchers.splice(act.which % Math.max(watchers.length, 1), 1)
              if (watcher !== undefined) yield* Scope.close(watcher.scope, Exit.void)
              break
            }
            case "cut": {
              yield* link.cut
              for (const [number, letter] of letters.entries()) {
                if (letter.has === undefined) continue
                letter.has = undefined
                const [, message] = inHand.get(number) ?? (yield* Effect.die("nothing in hand"))
                yield* turns
                assert.strictEqual((yield* Effect.flip(message.ret(true))).reason._tag, "Disconnected")
              }
              yield* turns
              yield* TestClock.adjust("250 millis")
              link = yield* engine.accept
              break
            }
          }
          yield* compare
        }
        for (const { scope } of [...takers, ...watchers]) yield* Scope.close(scope, Exit.void)
        yield* settled
        for (const letter of letters) {
          assert.isAtMost(letter.link.answers(letter.id).length, 1)
        }
        const { names: _, ...others } = yield* sizes
        assert.deepStrictEqual(others, {})
        yield* TestClock.adjust("10 seconds")
        yield* settled
        assert.deepStrictEqual(yield* sizes, {})
      })),
    { arbitrary: { runs: 100 }, timeout: 60_000 }
  )
})
