/**
 * The program under test: calls that are answered and whose keys are echoed, handlers that are slow, fail, die or never
 * answer, flows of the calls package, and messages that it sends by itself.
 */
import type { Calls } from "@yatefx/calls"
import { Dispatcher } from "@yatefx/dispatcher"
import { CallAnswered, CallExecute, CallRoute, ChanDtmf, ChanHangup, Definition, Param, Target } from "@yatefx/messages"
import { Effect, Layer, Stream } from "effect"
import type { Dice } from "../fuzz/dice.ts"
import { type FlowCounts, layer as flows } from "./flows.ts"

/** What the engine asks about by itself; `how` says what the handler does. */
export const Probe = Definition.make("soak.probe", {
  params: { how: Param.optional(Param.Text), id: Param.optional(Param.Text) },
  answer: { id: Param.Text }
})

/** What the program says and asks by itself; numbered, so that the engine sees if one comes twice. */
export const Tell = Definition.make("soak.tell", { params: { number: Param.Int }, answer: {} })

/** What handlers do, and how often of a thousand. */
const manners = [
  ["at once", 985],
  ["slow", 5],
  ["later than the deadline", 1],
  ["fails", 3],
  ["dies", 2],
  ["ends", 2],
  ["passes", 2]
] as const

export type Manner = typeof manners[number][0]

export const pickManner = (dice: Dice): Manner => {
  let roll = dice.below(1000)
  return manners.find(([, weight]) => (roll -= weight) < 0)?.[0] ?? "at once"
}

/** How long a slow handler takes, in milliseconds, and one that is too late. */
const slow = 300
const tooLate = 9000

const answerProbes = Effect.gen(function*() {
  const yate = yield* Dispatcher
  yield* yate.handle(Probe, {}, (probe) => {
    const ret = Effect.ignore(probe.ret(true, "", { id: probe.params.id ?? "" }))
    switch (probe.params.how) {
      case "slow":
        return Effect.delay(ret, slow)
      case "later than the deadline":
        return Effect.delay(ret, tooLate)
      case "fails":
        return Effect.fail("as it was told to")
      case "dies":
        return Effect.die("as it was told to")
      case "ends":
        return Effect.void
      case "passes":
        return Effect.ignore(probe.pass)
      default:
        return ret
    }
  })
})

const echoKeys = Effect.gen(function*() {
  const yate = yield* Dispatcher
  yield* yate.handle(
    CallRoute,
    { where: { called: "soak" } },
    Effect.fnUntraced(function*(route) {
      const { id } = route.params
      const ended = yield* yate.expectWatch(ChanHangup, { where: { id } })
      const executed = yield* yate.expectWatch(CallExecute, { where: { id } })
      yield* route.ret(true, Target.dumb)
      yield* Effect.gen(function*() {
        const { targetid } = (yield* executed).params
        if (targetid === undefined) return
        const keys = yield* yate.subscribe(ChanDtmf, { where: { id }, autoreturn: true })
        yield* yate.enqueue(CallAnswered, { id: targetid, targetid: id })
        yield* Stream.runForEach(keys, () => Effect.void)
      }).pipe(Dispatcher.until(ended))
    })
  )
})

/** Says and asks something every so many milliseconds; a link that goes meanwhile is no failure of it. */
const talk = (every: number): Effect.Effect<void, never, Dispatcher> =>
  Effect.gen(function*() {
    const yate = yield* Dispatcher
    let number = 0
    yield* Effect.forever(Effect.andThen(
      Effect.suspend(() => {
        const numbered = { number: ++number }
        return Effect.ignore(number % 2 === 0 ? yate.enqueue(Tell, numbered) : yate.dispatch(Tell, numbered))
      }),
      Effect.sleep(every)
    ))
  })

/** Everything that the program is; it leaves nothing behind when its scope closes. */
export const layer = (counts: FlowCounts): Layer.Layer<Calls, never, Dispatcher> =>
  Layer.orDie(Layer.merge(
    Layer.effectDiscard(Effect.gen(function*() {
      yield* answerProbes
      yield* echoKeys
      yield* Effect.forkScoped(talk(10))
    })),
    flows(counts)
  ))
