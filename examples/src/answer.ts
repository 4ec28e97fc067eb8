/**
 * YAYPM's `answer`: numbers that answer, ring for ever, are busy, don't exist, or choose among these at random. What a
 * call generator is pointed at.
 */
import { Call, Calls, Sound } from "@yatefx/calls"
import { Phone } from "@yatefx/engine"
import { Duration, Effect, Random } from "effect"
import { Flag } from "effect/cli"
import * as CallsOf from "./CallsOf.ts"
import type { Example } from "./Example.ts"
import { Trace } from "./Trace.ts"

const behaviours = ["answers", "rings", "is busy", "doesn't exist"] as const

type Behaviour = (typeof behaviours)[number]

/** What the last digit of a number means; others are left to whoever else routes. */
const behaviourOf = (digit: string): Effect.Effect<Behaviour | undefined> =>
  digit === "5"
    ? Random.choice(behaviours)
    : Effect.succeed(behaviours[Number(digit) - 1])

const flow = (talk: Duration.Duration) =>
  Effect.gen(function*() {
    const call = yield* Call
    const trace = yield* Trace
    const behaviour = yield* behaviourOf(call.called.slice(-1))
    if (behaviour === undefined) return
    yield* trace.say(call.id, behaviour, `${call.caller ?? "somebody"} calls ${call.called}`)
    switch (behaviour) {
      case "answers":
        yield* call.answer
        yield* call.play(Sound.tone("milliwatt", talk))
        return yield* call.hangup()
      case "rings":
        yield* call.ringing
        return yield* call.ended
      case "is busy":
        return yield* call.reject("busy")
      case "doesn't exist":
        return yield* call.reject("noroute")
    }
  })

const flags = {
  prefix: Flag.String("prefix").pipe(
    Flag.withMetavar("DIGITS"),
    Flag.withDescription(
      "the numbers are this and 1 (answers), 2 (rings), 3 (busy), 4 (doesn't exist), 5 (any of these)"
    ),
    Flag.filter((text) => /^[\w+*#.-]{1,32}$/.test(text), () => "what a number may begin with"),
    Flag.withDefault("1234")
  ),
  talk: Flag.Finite("talk").pipe(
    Flag.withMetavar("SECONDS"),
    Flag.withDescription("how long an answered call lasts, at most"),
    Flag.filter((seconds) => seconds > 0, () => "more than 0"),
    Flag.withDefault(2)
  )
}

export const answer = {
  name: "answer",
  description: "numbers that answer, ring, are busy, don't exist, or choose at random",
  flags,
  program: ({ prefix, talk }) =>
    CallsOf.layer(
      Calls.incoming(
        {
          name: "answer",
          guard: ({ params: { called = "" } }) => called.startsWith(prefix) && called.length === prefix.length + 1
        },
        flow(Duration.seconds(talk))
      )
    ),
  phones: ({ prefix }) =>
    Effect.gen(function*() {
      const dial = Effect.fnUntraced(function*(digit: number) {
        const phone = yield* Phone.make({ caller: `phone${digit}`, address: `127.0.0.1:${5070 + digit}` })
        const call = yield* phone.dial(`${prefix}${digit}`)
        yield* call.answered.pipe(Effect.andThen(call.ended), Effect.timeout("3 seconds"), Effect.ignore)
        yield* call.hangup()
      })
      yield* Effect.forEach([1, 2, 3, 4, 5], dial, { concurrency: "unbounded", discard: true })
    })
} satisfies Example<typeof flags>
