/** What happens to the program: calls, messages, and faults, each by chance and from a seed. */
import { Engine, EngineMessage, Phone } from "@yatefx/engine"
import { Faults, restartEngine } from "@yatefx/testing"
import { Effect, type Scope } from "effect"
import type { Dice } from "../fuzz/dice.ts"
import type { Account } from "./account.ts"
import { FlowCounts, pickNumber } from "./flows.ts"
import { pickManner, Probe, Tell } from "./program.ts"

/** What was done so far. */
export class Doings {
  calls = 0
  callsAnswered = 0
  readonly flows = new FlowCounts()
  callsUnderWay = 0
  probes = 0
  faults = 0
  /** When faults were made, in milliseconds of `performance.now()`. */
  readonly faultTimes: Array<number> = []
}

/** How long a call lasts at most, in milliseconds, when nobody hangs up before. */
const longestCall = 1500

/** One call: answered or not, with some keys, ended by the phone at any moment. */
const call = (phone: Phone.Phone, dice: Dice, doings: Doings): Effect.Effect<void> =>
  Effect.gen(function*() {
    const dialled = yield* phone.dial(pickNumber(dice))
    const presses = dice.below(4)
    const life = Effect.gen(function*() {
      yield* dialled.answered
      doings.callsAnswered += 1
      for (let i = 0; i < presses; i++) {
        yield* Effect.sleep(dice.below(200))
        yield* dialled.press(String(dice.below(10)))
      }
    })
    // At any moment: before the answer, between two keys, in the middle of a message.
    // One that is rejected, as while the program is away, takes its time like any other.
    yield* Effect.timeoutOption(Effect.andThen(Effect.ignore(life), Effect.never), dice.below(longestCall))
    yield* dialled.hangup()
    yield* dialled.ended
  }).pipe(Effect.scoped, Effect.ignore)

/** Keeps so many calls under way, until so many were made. */
export const makeCalls = (
  doings: Doings,
  dice: Dice,
  options: { readonly calls: number; readonly atOnce: number }
): Effect.Effect<void, never, Engine> =>
  Effect.gen(function*() {
    const phone = yield* Phone.make({ caller: "soaker" })
    const line = (own: Dice): Effect.Effect<void> =>
      Effect.gen(function*() {
        while (doings.calls < options.calls) {
          doings.calls += 1
          doings.callsUnderWay += 1
          yield* Effect.ensuring(call(phone, own, doings), Effect.sync(() => doings.callsUnderWay -= 1))
          yield* Effect.sleep(own.below(50))
        }
      })
    const lines = Array.from({ length: options.atOnce }, () => line(dice.fork()))
    yield* Effect.all(lines, { concurrency: "unbounded", discard: true })
  })

/** Asks the program about messages, so many at once, for as long as `goesOn` says. */
export const askProbes = (
  doings: Doings,
  dice: Dice,
  options: { readonly atOnce: number; readonly goesOn: () => boolean }
): Effect.Effect<void, never, Engine> =>
  Effect.gen(function*() {
    const engine = yield* Engine
    const asker = (own: Dice): Effect.Effect<void> =>
      Effect.gen(function*() {
        while (options.goesOn()) {
          const number = ++doings.probes
          yield* engine.dispatch(new EngineMessage(Probe.name, [["how", pickManner(own)], ["id", String(number)]]))
          // Others must come to their turn.
          yield* Effect.sleep(own.below(8))
        }
      })
    yield* Effect.all(Array.from({ length: options.atOnce }, () => asker(dice.fork())), {
      concurrency: "unbounded",
      discard: true
    })
  })

/** The last numbers that came, and not all that ever did. */
const remembered = 100_000

/** Hears what the program says, and notices what comes twice. */
export const hearTold = (account: Account): Effect.Effect<void, never, Engine | Scope.Scope> =>
  Effect.gen(function*() {
    const engine = yield* Engine
    const seen = new Float64Array(remembered)
    yield* engine.install({
      name: Tell.name,
      handler: (message) =>
        Effect.sync(() => {
          const number = message.integer("number", 0)
          if (seen[number % remembered] === number) account.note(`${Tell.name} ${number} was sent twice`)
          seen[number % remembered] = number
          return true
        })
    })
  })

/** Makes faults, some seconds apart, for ever. */
export const makeFaults = (
  doings: Doings,
  dice: Dice,
  /** The mean time between two, in milliseconds. */
  every: number
): Effect.Effect<never, never, Engine | Faults> =>
  Effect.gen(function*() {
    const faults = yield* Faults
    const cutAfterWord = Effect.andThen(faults.say("%%>message:half"), faults.cut)
    const kinds = [
      faults.cut,
      faults.cut,
      faults.cut,
      cutAfterWord,
      Effect.suspend(() => faults.away(200 + dice.below(1500))),
      restartEngine({ channels: "kept", downtime: "300 millis" }),
      restartEngine({ channels: "lost", downtime: "500 millis" }),
      Effect.asVoid(Effect.ignore(faults.flood({ name: Probe.name, count: 400 }))),
      faults.say("\u0000\u00ff%%<nonsense")
    ]
    return yield* Effect.forever(Effect.gen(function*() {
      yield* Effect.sleep(every / 2 + dice.below(every))
      doings.faults += 1
      doings.faultTimes.push(performance.now())
      yield* dice.pick(kinds)
    }))
  })
