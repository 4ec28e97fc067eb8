/** What a network and a system can do to a program and its engine, over real sockets and between real processes. */
import { NodeServices } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Dispatcher, type DispatcherOptions } from "@yatefx/dispatcher"
import { Engine, EngineListener, EngineMessage } from "@yatefx/engine"
import { CallRoute, ChanHangup, Definition, Param } from "@yatefx/messages"
import { TcpTransport, UnixTransport } from "@yatefx/transport-tcp"
import { Deferred, Effect, Exit, Fiber, FileSystem, Layer, Logger, Metric, Schedule, Stream } from "effect"
import * as Proxy from "./proxy.ts"
import { outputs, start } from "./support.ts"

/** What the engine asks the program. */
const Ask = Definition.make("test.ask", {
  params: { number: Param.optional(Param.Int), text: Param.optional(Param.Text) },
  answer: { text: Param.Text }
})
/** What the program tells the engine. */
const Tell = Definition.make("test.tell", { params: { number: Param.Int }, answer: {} })

/** Waits until something is so; fails when it never is. */
const eventually = <R>(test: Effect.Effect<boolean, never, R>): Effect.Effect<void, string, R> =>
  Effect.flatMap(test, (isSo) => isSo ? Effect.void : Effect.fail("it never is")).pipe(
    Effect.retry({ times: 1000, schedule: Schedule.spaced("10 millis") })
  )

const isLive = Effect.flatMap(Dispatcher, (yate) => Effect.map(yate.status, ({ _tag }) => _tag === "Live"))

const sizes = Effect.map(
  Metric.snapshot,
  (states) =>
    states.flatMap((state) =>
      state.type === "Gauge" && /^yatefx_(?!.*lag)/.test(state.id) && Number(state.state.value) > 0
        ? [`${state.id}=${state.state.value}`]
        : []
    )
)

/** A program, a proxy, and an engine that counts. */
const throughProxy = <A, E>(
  body: (proxy: Proxy.Proxy) => Effect.Effect<A, E, Dispatcher | Engine>,
  options: DispatcherOptions = {}
) =>
  Effect.gen(function*() {
    const { port } = yield* EngineListener.EngineListener
    const proxy = yield* Proxy.make(() => port ?? 0)
    const program = Dispatcher.layerWith({ retryDelay: "10 millis", ...options }).pipe(
      Layer.provide(TcpTransport.layer({ host: "127.0.0.1", port: proxy.port }))
    )
    return yield* Effect.provide(Effect.andThen(eventually(isLive), body(proxy)), program)
  }).pipe(
    Effect.scoped,
    Effect.provide(Layer.provideMerge(EngineListener.tcp(), Engine.layer({ maxWorkers: 100 }))),
    Effect.provide(Logger.layer([])),
    Effect.provideService(Metric.MetricRegistry, new Map())
  )

/** Whether a message that the engine asks was handled. */
const asked = (engine: Engine["Service"], ...parameters: ReadonlyArray<readonly [string, string]>) =>
  engine.dispatch(new EngineMessage(Ask.name, parameters))

describe("a network", () => {
  it.live(
    "that cuts in the middle of a line: half of it is nothing, and the program comes back",
    () =>
      throughProxy((proxy) =>
        Effect.gen(function*() {
          const engine = yield* Engine
          const yate = yield* Dispatcher
          const seen: Array<number | undefined> = []
          yield* yate.handle(Ask, {}, (message) => {
            seen.push(message.params.number)
            return message.ret(true)
          })
          const line = "%%>message:0x7f0000000000.1234567890:1795381165:test.ask::number=1".length
          for (const bytes of [1, 12, line - 8, line - 2, line]) {
            const before = proxy.connections()
            yield* proxy.cutAfter(bytes)
            // The engine lets go of it when the link is gone.
            yield* asked(engine, ["number", "1"])
            yield* eventually(Effect.sync(() => proxy.connections() > before))
            yield* eventually(isLive)
            assert.isTrue(yield* asked(engine, ["number", "2"]))
          }
          // A number that was cut off is no number.
          assert.deepStrictEqual(seen.filter((number) => number !== 1 && number !== 2), [])
          assert.strictEqual(seen.filter((number) => number === 2).length, 5)
          assert.strictEqual(yield* engine.pending, 0)
        }).pipe(Effect.scoped)
      ),
    30_000
  )

  it.live(
    "that carries each byte by itself: 60 KiB there and back",
    () =>
      throughProxy((proxy) =>
        Effect.gen(function*() {
          const engine = yield* Engine
          const yate = yield* Dispatcher
          const text = "é:%=\u0001".repeat(6800)
          yield* yate.handle(Ask, {}, (message) => message.ret(true, "", { text: message.params.text ?? "" }))
          yield* proxy.trickle(true)
          const message = new EngineMessage(Ask.name, [["text", text]])
          assert.isTrue(yield* engine.dispatch(message))
          assert.strictEqual(message.get("text"), text)
          assert.strictEqual(proxy.connections(), 1)
        }).pipe(Effect.scoped)
      ),
    60_000
  )

  it.live(
    "that closes one direction: the program takes it for lost, and dials again",
    () =>
      throughProxy((proxy) =>
        Effect.gen(function*() {
          const engine = yield* Engine
          const yate = yield* Dispatcher
          yield* yate.handle(Ask, {}, (message) => message.ret(true))
          yield* proxy.halfClose
          yield* eventually(Effect.sync(() => proxy.connections() === 2))
          yield* eventually(isLive)
          assert.isTrue(yield* asked(engine))
          assert.strictEqual(yield* engine.pending, 0)
        }).pipe(Effect.scoped)
      ),
    30_000
  )

  it.live(
    "that carries nothing any more: noticed by the heartbeat, and what was under way is told",
    () =>
      throughProxy((proxy) =>
        Effect.gen(function*() {
          const engine = yield* Engine
          const yate = yield* Dispatcher
          yield* yate.handle(Ask, {}, (message) => message.ret(true))
          yield* proxy.freeze
          const told = yield* Effect.flip(yate.dispatch(Tell, { number: 1 }))
          assert.strictEqual(told.reason._tag, "Disconnected")
          yield* eventually(Effect.sync(() => proxy.connections() === 2))
          yield* eventually(isLive)
          // Until then the engine has two of us, and asks the one that hears nothing.
          yield* proxy.endFrozen
          assert.isTrue(yield* asked(engine))
        }).pipe(Effect.scoped), { heartbeat: "200 millis", heartbeatTimeout: "300 millis" }),
    30_000
  )

  it.live(
    "that is cut again and again under load: each message ends, nothing comes twice, nothing is left",
    () =>
      throughProxy((proxy) =>
        Effect.gen(function*() {
          const engine = yield* Engine
          const yate = yield* Dispatcher
          const told: Array<number> = []
          yield* engine.install({
            name: Tell.name,
            handler: (message) => Effect.sync(() => told.push(message.integer("number", 0)) > 0)
          })
          const outcomes = yield* Effect.scoped(Effect.gen(function*() {
            yield* yate.handle(
              Ask,
              {},
              (message) =>
                (message.params.number ?? 0) % 3 === 0 ? Effect.delay(message.ret(true), "5 millis") : message.ret(true)
            )
            const cutting = yield* Effect.forkChild(Effect.forever(Effect.delay(proxy.cut, "40 millis")))
            const telling = yield* Effect.forkChild(Effect.forEach(
              Array.from({ length: 600 }, (_, number) => number + 1),
              (number) =>
                number % 2 === 0
                  ? Effect.exit(Effect.asVoid(yate.dispatch(Tell, { number })))
                  : Effect.exit(yate.enqueue(Tell, { number })),
              { concurrency: 4 }
            ))
            const handled = yield* Effect.forEach(
              Array.from({ length: 600 }, (_, number) => number),
              (number) => Effect.delay(asked(engine, ["number", String(number)]), "1 millis"),
              { concurrency: 8 }
            )
            const sent = yield* Fiber.join(telling)
            yield* Fiber.interrupt(cutting)
            yield* eventually(isLive)
            return { handled, sent }
          }))
          assert.strictEqual(new Set(told).size, told.length, "sent twice")
          // Who heard that it was done was right.
          for (const [at, exit] of outcomes.sent.entries()) {
            if (at % 2 === 1 && Exit.isSuccess(exit)) assert.include(told, at + 1)
          }
          assert.isAbove(proxy.connections(), 3)
          assert.isTrue(outcomes.handled.includes(true))
          assert.strictEqual(yield* engine.pending, 0)
          yield* eventually(Effect.map(sizes, (left) => left.length === 0))
        }).pipe(Effect.scoped), { uninstallGrace: "10 millis" }),
    60_000
  )
})

describe("kill -9 of the engine", () => {
  it.live(
    "fails what was under way, ends the flows of its calls, and the next engine is served",
    () =>
      Effect.gen(function*() {
        const path = `${yield* Effect.flatMap(FileSystem.FileSystem, (fs) => fs.makeTempDirectoryScoped())}/yate.sock`
        const launch = Effect.gen(function*() {
          const child = yield* start(["engine", "--unix", path], {})
          const { stdout } = yield* outputs(child)
          yield* stdout.shows("listens on", 1)
          return { child, stdout }
        })
        const dial = (child: Effect.Success<typeof launch>["child"]) =>
          Effect.forkScoped(Stream.run(
            Stream.concat(Stream.make(Buffer.from("dial soak as bob\n")), Stream.never),
            child.stdin
          ))
        const first = yield* launch
        yield* Effect.gen(function*() {
          const yate = yield* Dispatcher
          const channels: Array<string> = []
          const routed = yield* Deferred.make<void>()
          const ended = yield* Deferred.make<string | undefined>()
          const late = yield* Deferred.make<string>()
          yield* yate.handle(CallRoute, { where: { called: "soak" } }, (route) =>
            Effect.gen(function*() {
              channels.push(route.params.id)
              const hangup = yield* yate.expectWatch(ChanHangup, { where: { id: route.params.id } })
              yield* route.ret(true, "tone/silence")
              yield* Deferred.succeed(routed, undefined)
              const { params } = yield* hangup
              yield* Deferred.succeed(ended, params.reason)
            }))
          // Our own message comes back to us, and waits.
          yield* yate.handle(Ask, {}, (message) =>
            Effect.never.pipe(
              Effect.raceFirst(Deferred.await(ended)),
              Effect.andThen(Effect.flip(message.ret(true))),
              Effect.flatMap(({ reason }) => Deferred.succeed(late, reason._tag))
            ))
          yield* eventually(isLive)
          yield* dial(first.child)
          yield* Deferred.await(routed)
          const asking = yield* Effect.forkChild(Effect.flip(yate.dispatch(Ask, {})))
          yield* eventually(Effect.map(sizes, (all) => all.includes("yatefx_messages_pending=1")))
          yield* first.child.kill({ killSignal: "SIGKILL" })
          assert.strictEqual((yield* Fiber.join(asking)).reason._tag, "Disconnected")
          const second = yield* launch
          // It knows nothing of the call: whoever waits for its end is told.
          assert.strictEqual(yield* Deferred.await(ended), "lost")
          assert.strictEqual(yield* Deferred.await(late), "Disconnected")
          yield* eventually(isLive)
          yield* dial(second.child)
          yield* eventually(Effect.sync(() => channels.length === 2))
        }).pipe(
          Effect.scoped,
          Effect.provide(
            Dispatcher.layerWith({ retryDelay: "10 millis", maxRetryDelay: "100 millis" }).pipe(
              Layer.provide(UnixTransport.layer({ path }))
            )
          )
        )
      }).pipe(
        Effect.scoped,
        Effect.provide(NodeServices.layer),
        Effect.provide(Logger.layer([])),
        Effect.provideService(Metric.MetricRegistry, new Map())
      ),
    60_000
  )
})
