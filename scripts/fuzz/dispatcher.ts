/**
 * A program under a hostile engine: a session is a list of what the engine says and does, and of what the program does
 * meanwhile. However it went, a polite engine afterwards must find everything answered once, every wait ended, and a
 * program that goes on.
 */
import { Dispatcher } from "@yatefx/dispatcher"
import { CallRoute, ChanHangup, Definition, Param } from "@yatefx/messages"
import { Transport } from "@yatefx/transport"
import { VirtualTime } from "@yatefx/testing"
import { Context, Effect, Fiber, Layer, Logger, Metric, Random, Schema, Stream } from "effect"
import type { Dice } from "./dice.ts"
import { HostileEngine } from "./hostileEngine.ts"
import { mutate } from "./mutator.ts"
import type { Target } from "./sessionCampaign.ts"

const Step = Schema.Union([
  /** The engine says bytes; `id` in braces becomes one of its own. */
  Schema.Struct({ say: Schema.String }),
  Schema.Struct({ do: Schema.Literals(["cut", "refuse", "silent", "polite", "deaf", "read"]) }),
  /** The program sends, asks, or gives up the oldest that it has asked. */
  Schema.Struct({ program: Schema.Literals(["enqueue", "dispatch", "expect", "setLocal", "giveUp"]) }),
  /** Milliseconds go by. */
  Schema.Struct({ wait: Schema.Number })
])

const Session = Schema.Array(Step)

export type Step = typeof Step.Type

const optional = { id: Param.optional(Param.Text), count: Param.optional(Param.Int) }
const make = (name: string) => Definition.make(name, { params: optional, answer: { count: Param.Int } })

const [Answered, Failing, Dying, Never, Slow, Waited, Streamed] = [
  "test.answered",
  "test.failing",
  "test.dying",
  "test.never",
  "test.slow",
  "test.waited",
  "test.streamed"
].map(make)
const Typed = Definition.make("test.typed", { params: { count: Param.Int }, answer: { count: Param.Int } })
const names = ["answered", "failing", "dying", "never", "slow", "waited", "streamed", "typed", "unknown"]

/** Every way in which a program may deal with a message. */
const program = Effect.gen(function*() {
  const yate = yield* Dispatcher
  if (!Answered || !Failing || !Dying || !Never || !Slow || !Waited || !Streamed) return
  yield* yate.handle(Answered, {}, (message) => message.ret(true, "well", { count: 1 }))
  yield* yate.handle(Failing, {}, () => Effect.fail(new Error("on purpose")))
  yield* yate.handle(Dying, {}, () => Effect.die(new Error("on purpose")))
  yield* yate.handle(Never, {}, () => Effect.never)
  yield* yate.handle(Slow, {}, (message) => Effect.andThen(Effect.sleep("3 seconds"), message.ret(true)))
  yield* yate.handle(Typed, {}, (message) => message.ret(true, "", { count: message.params.count }))
  yield* yate.handle(CallRoute, { where: { called: "ivr" } }, (route) => route.ret(true, "dumb/"))
  const waiting = Effect.flatMap(yate.onMessage(Waited), (message) => message.ret(true))
  yield* Effect.forkScoped(Effect.forever(Effect.ignore(waiting)))
  const streamed = yield* yate.subscribe(Streamed, { autoreturn: true, capacity: 4 })
  yield* Effect.forkScoped(Stream.runForEach(streamed, () => Effect.sleep("10 millis")))
  const hangups = yield* yate.watch(ChanHangup, { capacity: 4 })
  yield* Effect.forkScoped(Stream.runDrain(hangups))
})

/** Gauges that must be zero when nothing goes on: what a program has registered stays. */
const restless = ["yatefx_messages_pending", "yatefx_dispatches_pending", "yatefx_offline", "yatefx_outbox_bytes"]

const check = (ok: boolean, text: string): void => {
  if (!ok) throw new Error(text)
}

/** Runs a session. Dies when something does not hold. */
export const runSession = (steps: ReadonlyArray<Step>): Effect.Effect<number> =>
  Effect.gen(function*() {
    const engine = new HostileEngine()
    const defects: Array<string> = []
    const logger = Logger.make<unknown, void>(({ cause, message }) => {
      const text = String(message)
      if (/A defect ended the link|could not be served/.test(text)) defects.push(`${text} ${String(cause)}`)
    })
    const dispatcher = Dispatcher.layerWith({ maxWaiting: 20, maxOffline: 10, maxOutbox: 16_384 })
    const asked: Array<Fiber.Fiber<unknown, unknown>> = []
    yield* Effect.gen(function*() {
      const context = yield* Layer.build(Layer.provide(dispatcher, Layer.succeed(Transport, engine.transport)))
      const yate = Context.get(context, Dispatcher)
      // What waits for its confirmation holds up nothing else.
      yield* Effect.forkScoped(Effect.ignore(Effect.provide(Effect.andThen(program, Effect.never), context)))
      let count = 0
      const nextId = (): string => `0x7f.${++count}`
      const act = (what: string): Effect.Effect<unknown, unknown> => {
        if (!Answered) return Effect.void
        switch (what) {
          case "enqueue":
            return yate.enqueue(Answered, { id: "a:b=c%" })
          case "dispatch":
            return yate.dispatch(Answered, { count: 7 }, { timeout: "20 seconds" })
          case "setLocal":
            return yate.getLocal("engine.version")
          default:
            return Effect.timeout(yate.onWatch(ChanHangup), "20 seconds")
        }
      }
      for (const step of steps) {
        if ("say" in step) engine.say(step.say.replaceAll("{id}", nextId))
        else if ("wait" in step) yield* Effect.sleep(step.wait)
        else if ("program" in step) {
          const oldest = step.program === "giveUp" ? asked.shift() : undefined
          if (oldest !== undefined) yield* Fiber.interrupt(oldest)
          else asked.push(yield* Effect.forkChild(Effect.exit(act(step.program)), { startImmediately: true }))
        } else {
          switch (step.do) {
            case "cut":
              yield* engine.cut
              break
            case "refuse":
              engine.refusals += 1
              break
            case "silent":
            case "polite":
              engine.isSilent = step.do === "silent"
              break
            case "deaf":
            case "read":
              engine.read(step.do === "read")
          }
        }
        yield* Effect.yieldNow
      }
      // From here on the engine is what it should be. What was said in halves is ended, and what it has
      // confirmed wrongly, or not at all, is set right by a new link.
      engine.read(true)
      engine.isSilent = false
      engine.refusals = 0
      engine.say("\n")
      yield* Effect.sleep("30 seconds")
      engine.check()
      yield* engine.cut
      yield* Effect.sleep("44 seconds")
      check(engine.isConnected, "the program does not come back")
      // A question that a silent engine never answered ends with its link.
      for (const fiber of asked) check(fiber.pollUnsafe() !== undefined, "an effect of the program hangs")
      const last = nextId()
      engine.say(`%%>message:${last}:0:test.answered::count=5\n`)
      yield* Effect.sleep("1 second")
      check(engine.answers(last) === 1, "the program is stuck: a message on a new link was not answered")
      for (const state of yield* Metric.snapshot) {
        const isRestless = state.type === "Gauge" && restless.includes(state.id)
        if (isRestless) check(Number(state.state.value) === 0, `${state.id} is ${String(state.state.value)} at rest`)
      }
    }).pipe(
      Effect.scoped,
      Effect.provide(Logger.layer([logger])),
      Effect.provideService(Metric.MetricRegistry, new Map()),
      Random.withSeed("dispatcher"),
      VirtualTime.run
    )
    engine.check()
    check(defects.length === 0, defects.join("\n"))
    return engine.lines
  }).pipe(Effect.orDie)

/** Reads a session that was kept. */
export const read = (item: unknown): ReadonlyArray<Step> => Schema.decodeUnknownSync(Session)(item)

const message = (dice: Dice): string => {
  const parameters = Array.from(
    { length: dice.small(5) },
    () => dice.pick([":count=5", ":count=x", ":id=sip/1", ":called=ivr", ":=x", ":a", ":k=%Z%z", ":k=%", ":u=\xff"])
  ).join("")
  const name = dice.once(5) ? "call.route" : `test.${dice.pick(names)}`
  const id = dice.once(30) ? dice.pick(["", "same", "a%zb", "a%%b", "%", "\xff", "x".repeat(1200)]) : "{id}"
  return `%%>message:${id}:${dice.once(20) ? "x" : "1795381165"}:${name}:${parameters}\n`
}

/** What an engine might confirm or answer, asked or not. */
const replies = [
  "%%<install:80:test.answered:false\n",
  "%%<install:80:test.slow:true\n",
  "%%<watch:chan.hangup:false\n",
  "%%<setlocal:timeout:1000:true\n",
  "%%<setlocal:bufsize:2048:true\n",
  "%%<setlocal:trackparam::false\n",
  "%%<message::true:chan.hangup::id=sip/1:reason=busy\n",
  "%%<message:yatefx-1.1:true:test.answered:\n",
  "%%<quit\n",
  "Error in: %%>install:80:test.answered\n",
  "Error in: \n",
  "%%<uninstall:80:test.never:true\n"
]

/** Makes a session. */
export const generate = (dice: Dice, lines: ReadonlyArray<string>): ReadonlyArray<Step> =>
  Array.from({ length: 1 + dice.below(40) }, (): ReadonlyArray<Step> => {
    const choice = dice.below(40)
    if (choice < 2) return [{ do: dice.pick(["cut", "refuse", "silent", "deaf"] as const) }]
    if (choice < 5) return [{ do: dice.pick(["polite", "read"] as const) }]
    if (choice < 12) return [{ wait: dice.pick([0, 1, 20, 300, 1000, 4000, 9000]) }]
    if (choice < 16) {
      return [{ program: dice.pick(["enqueue", "dispatch", "expect", "setLocal", "giveUp"] as const) }]
    }
    const text = choice < 30
      ? Array.from({ length: 1 + dice.small(dice.once(10) ? 60 : 4) }, () => message(dice)).join("")
      : choice < 34
      ? dice.pick(replies)
      : `${mutate(dice, lines, dice.once(40) ? 6000 : 600)}\n`
    if (!dice.once(3)) return [{ say: text }]
    const at = dice.below(text.length + 1)
    return [{ say: text.slice(0, at) }, { say: text.slice(at) }]
  }).flat()

export const target: Target<Step> = { name: "dispatcher", generate, run: runSession, concurrency: 1 }
