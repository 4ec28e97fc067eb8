/**
 * A survey by telephone: questions that are answered by keys and checked by a Schema. Each answer is kept at once, so that
 * who hangs up in the middle has answered what he has answered.
 */
import { Call, Calls, Prompt } from "@yatefx/calls"
import { Phone } from "@yatefx/engine"
import { Effect, Layer, Schema } from "effect"
import { Flag } from "effect/cli"
import * as CallsOf from "./CallsOf.ts"
import type { Example } from "./Example.ts"
import * as SurveyStore from "./SurveyStore.ts"
import { Trace } from "./Trace.ts"

const between = (minimum: number, maximum: number) =>
  Schema.FiniteFromString.check(Schema.isInt(), Schema.isBetween({ minimum, maximum }))

/** One key more than the longest answer: `#` ends it, and is not taken for the next one's. */
const questions = [
  { name: "satisfaction", prompt: "survey/satisfaction", schema: between(1, 5), max: 1 },
  { name: "recommend", prompt: "survey/recommend", schema: between(0, 10), max: 3 },
  { name: "minutes", prompt: "survey/minutes", schema: between(0, 999), max: 4 }
] as const

const flow = (store: SurveyStore.SurveyStore) =>
  Effect.gen(function*() {
    const call = yield* Call
    const trace = yield* Trace
    yield* call.answer
    const interview = yield* store.begin(call.caller)
    yield* trace.say(call.id, "begun", `by ${call.caller ?? "somebody"}`)
    yield* call.play("survey/welcome", { interruptedBy: "any" })
    for (const { max, name, prompt, schema } of questions) {
      const value = yield* Prompt.ask(call, {
        prompt,
        schema,
        max,
        onInvalid: "try-again",
        onTimeout: "survey/are-you-there"
      })
      yield* store.answer(interview, name, value)
      yield* trace.say(call.id, "answered", `${name}: ${value}`)
    }
    yield* store.complete(interview)
    yield* trace.say(call.id, "complete")
    yield* call.play("survey/thanks")
  }).pipe(
    // Asked often enough: no survey is worth a longer call.
    Effect.catchTag("NoValidInput", (error) =>
      Effect.gen(function*() {
        const call = yield* Call
        yield* (yield* Trace).say(call.id, "given up", error.message)
        yield* call.play("goodbye")
      }))
  )

const flags = {
  database: Flag.String("database").pipe(
    Flag.withMetavar("FILE"),
    Flag.withDescription("the SQLite database that keeps the answers; in memory when left out"),
    Flag.withDefault(":memory:")
  )
}

export const survey = {
  name: "survey",
  description: "asks who calls \"survey\" three questions, and keeps the answers in SQLite",
  flags,
  program: ({ database }) =>
    Layer.unwrap(Effect.gen(function*() {
      const trace = yield* Trace
      const store = yield* SurveyStore.open(database)
      yield* Effect.addFinalizer(() =>
        Effect.flatMap(store.results, ({ begun, complete, questions: results }) =>
          trace.say(
            "",
            "results",
            [
              `${complete} of ${begun} complete`,
              ...results.map(({ count, mean, question }) => `${question} ${mean.toFixed(1)} (${count})`)
            ].join(", ")
          )).pipe(Effect.ignore)
      )
      return CallsOf.layer(Calls.incoming({
        name: "survey",
        called: "survey",
        fallback: () => Effect.flatMap(Call, (call) => call.play("sorry"))
      }, flow(store)))
    })),
  phones: () =>
    Effect.gen(function*() {
      const answering = Effect.fnUntraced(function*(caller: string, address: string, keys: string) {
        const phone = yield* Phone.make({ caller, address })
        const call = yield* phone.dial("survey")
        yield* call.answered
        yield* call.press(keys, { gap: 300 })
        yield* Effect.sleep(200)
        yield* call.hangup()
      })
      yield* Effect.all([
        answering("alice", "127.0.0.1:5070", "*410#12#"),
        // Hangs up in the middle, and answers what can't be at first.
        answering("bob", "127.0.0.1:5071", "*95")
      ], { concurrency: "unbounded", discard: true })
    })
} satisfies Example<typeof flags>
