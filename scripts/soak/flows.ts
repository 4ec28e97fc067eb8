/**
 * Calls as a user of `@yatefx/calls` writes them: keys and menus, calls between two people, rooms, a queue with agents, and
 * flows that break; each is short, and whatever cuts it off, nothing of it may stay.
 */
import { Bridge, Call, CallQueue, Calls, Conference, Menu, Sound } from "@yatefx/calls"
import type { Dispatcher, RegistrationError } from "@yatefx/dispatcher"
import { Phone } from "@yatefx/engine"
import type { Engine } from "@yatefx/engine"
import { Effect, Exit, Layer, Option, Predicate, type Scope } from "effect"
import type { Dice } from "../fuzz/dice.ts"

/** What a flow ended with, in a word or two. */
const endingOf = (exit: Exit.Exit<unknown, unknown>): string => {
  if (Exit.isSuccess(exit)) return "finished"
  if (Exit.hasInterrupts(exit)) return "interrupted"
  const error = Option.getOrUndefined(Exit.findErrorOption(exit))
  if (!Predicate.hasProperty(error, "_tag")) return "defect"
  const reason = Predicate.hasProperty(error, "reason") ? error.reason : undefined
  return [error._tag, Predicate.hasProperty(reason, "_tag") ? reason._tag : ""].join(" ").trim()
}

/** Flows that ran, and how they ended. */
export class FlowCounts {
  begun = 0
  ended = 0
  /** By what they ended with. */
  readonly endings: Record<string, number> = {}

  end(exit: Exit.Exit<unknown, unknown>): void {
    this.ended += 1
    const ending = endingOf(exit)
    this.endings[ending] = (this.endings[ending] ?? 0) + 1
  }
}

/** Where the people are who are called. */
const agentAddress = "127.0.0.1:5071"
const agent = { target: `sip/sip:agent@${agentAddress}`, timeout: "1 second" } as const

const beep = Sound.tone("dial", "60 millis")

/** The numbers of flows. */
const numbers = [
  "flow-keys",
  "flow-menu",
  "flow-bridge",
  "flow-room",
  "flow-queue",
  "flow-breaks",
  "flow-late",
  "flow-passes"
] as const

type Flow = Effect.Effect<unknown, unknown, Call | Calls | Scope.Scope>

const flows = (queue: CallQueue.CallQueue): Readonly<Record<typeof numbers[number], Flow>> => ({
  "flow-keys": Effect.flatMap(Call, (call) =>
    Effect.gen(function*() {
      yield* call.answer
      yield* call.play([beep, beep], { interruptedBy: "any" })
      const { keys } = yield* call.collect({ max: 3, firstKey: "200 millis", nextKey: "100 millis" })
      yield* call.sendDtmf(keys === "" ? "0" : keys)
    })),
  "flow-menu": Effect.flatMap(Call, (call) =>
    Effect.gen(function*() {
      yield* call.answer
      yield* Menu.run(call, {
        prompt: [beep],
        firstKey: "200 millis",
        retries: 1,
        choices: {
          1: call.play(beep),
          2: call.hangup("busy"),
          3: Effect.void,
          4: call.collect({ max: 1, firstKey: 50 })
        }
      })
    })),
  "flow-bridge": Effect.flatMap(Call, (call) =>
    Effect.gen(function*() {
      yield* call.answer
      const other = yield* Calls.originate(agent)
      yield* Bridge.connect(call, other, { limit: "300 millis" })
      yield* call.play(beep)
    }).pipe(Effect.scoped)),
  "flow-room": Effect.flatMap(Call, (call) =>
    Effect.gen(function*() {
      yield* call.answer
      yield* Effect.timeoutOption(Conference.join(call, `soak-${call.id.at(-1)}`, { leaveBy: "#" }), "400 millis")
      yield* call.play(beep)
    })),
  "flow-queue": Effect.flatMap(
    Call,
    (call) => Effect.andThen(call.answer, CallQueue.wait(call, queue, { maxWait: "1 second" }))
  ),
  "flow-breaks": Effect.flatMap(Call, (call) => Effect.andThen(call.answer, Effect.die("as it was told to"))),
  "flow-late": Effect.flatMap(Call, (call) => Effect.delay(call.answer, "1200 millis")),
  "flow-passes": Effect.void
})

/** A number to dial: a flow's, or that of the program's handlers. */
export const pickNumber = (dice: Dice): string => dice.once(2) ? dice.pick(numbers) : "soak"

/** People who are called: they answer after a moment, or don't, and go at any moment. */
export const callAgents = (dice: Dice): Effect.Effect<void, never, Engine | Scope.Scope> =>
  Effect.gen(function*() {
    const phone = yield* Phone.make({ caller: "agent", address: agentAddress })
    const next = yield* phone.listen
    yield* Effect.forkScoped(Effect.forever(Effect.flatMap(next, (call) => {
      const own = dice.fork()
      const rings = own.below(200)
      const talks = own.below(600)
      const isBusy = own.once(8)
      return Effect.forkScoped(
        Effect.ignore(Effect.gen(function*() {
          if (isBusy) return yield* call.refuse(486)
          yield* Effect.sleep(rings)
          yield* call.answer
          yield* Effect.sleep(talks)
          yield* call.hangup()
        }))
      )
    })))
  })

/** The flows, with the service that they run on. */
export const layer = (counts: FlowCounts): Layer.Layer<Calls, RegistrationError, Dispatcher> =>
  Layer.effectDiscard(Effect.gen(function*() {
    const queue = yield* CallQueue.make({ name: "soak", music: Sound.tone("dial"), maxLength: 20 })
    for (const name of ["ann", "ben", "cleo"]) {
      yield* Effect.forkScoped(CallQueue.serve(queue, {
        name,
        reach: Calls.originate(agent),
        rest: "1 second",
        bridge: { limit: "300 millis" }
      }))
    }
    const calls = yield* Calls
    for (const [called, flow] of Object.entries(flows(queue))) {
      const counted = Effect.suspend(() => {
        counts.begun += 1
        return Effect.onExit(flow, (exit) => Effect.sync(() => counts.end(exit)))
      })
      yield* calls.incoming({ called, afterHangup: "1 second", name: called }, counted)
    }
  })).pipe(Layer.provideMerge(Calls.layerWith({})))
