/**
 * YAYPM's `pbx`: calls between extensions, and transfers by keys while they talk. Either side types an extension and `#`
 * to send the other one there (blind: who can't be reached gives the call back), or `*` to talk to it first (supervised:
 * then `#`, or hanging up, hands the call over, and `*` takes it back).
 */
import { Bridge, Call, type Call as Leg, Calls, Transfer } from "@yatefx/calls"
import { Phone } from "@yatefx/engine"
import { Effect } from "effect"
import { Flag } from "effect/cli"
import * as CallsOf from "./CallsOf.ts"
import type { Example } from "./Example.ts"
import { Trace } from "./Trace.ts"

/** Where each extension's phone is. */
type Extensions = ReadonlyMap<string, string>

/** What somebody who talks wants done with the other one. */
interface Command {
  readonly _tag: "Command"
  readonly by: Leg
  readonly other: Leg
  readonly extension: string
  readonly kind: "blind" | "supervised"
}

/** Waits for an extension and `#` or `*`. What is typed without one of them means nothing. */
const command = (by: Leg, other: Leg) =>
  Effect.gen(function*() {
    while (true) {
      const { keys, terminator } = yield* by.collect({ terminators: "#*", max: 15, firstKey: "1 hour" })
      if (keys === "" || terminator === undefined) continue
      const kind = terminator === "#" ? "blind" : "supervised"
      return { _tag: "Command", by, other, extension: keys, kind } satisfies Command
    }
  })

const flow = (extensions: Extensions) =>
  Effect.gen(function*() {
    const caller = yield* Call
    const trace = yield* Trace
    const targetOf = (extension: string) => CallsOf.targetOf(extensions.get(extension) ?? extension)
    /** The number of a party, and where it is called back. */
    const numberOf = (party: Leg) => (party.direction === "outgoing" ? party.called : party.caller) ?? "somebody"

    const callee = yield* Calls.originate({
      target: targetOf(caller.called),
      called: caller.called,
      onRinging: Effect.ignore(caller.ringing),
      timeout: "30 seconds",
      ...(caller.caller === undefined ? {} : { caller: caller.caller })
    }).pipe(
      caller.whileUp,
      Effect.tapError((error) => trace.say(caller.id, "not reached", error.message)),
      Effect.catchTag("OriginateError", (error) =>
        Effect.as(
          caller.reject(error.outcome === "busy" ? "busy" : error.outcome === "notFound" ? "noroute" : "noanswer"),
          undefined
        ))
    )
    if (callee === undefined) return
    yield* caller.answer
    yield* trace.say(caller.id, "talks", `${numberOf(caller)} to ${numberOf(callee)}`)

    /** The other one goes there, or comes back; who sent him hangs up. */
    const blind = Effect.fnUntraced(function*({ by, extension, other }: Command) {
      const back = extensions.get(numberOf(by))
      yield* by.hangup()
      const result = yield* Transfer.blind(other, targetOf(extension), {
        timeout: "15 seconds",
        ...(back === undefined ? {} : { returnTo: CallsOf.targetOf(back) })
      })
      const where = result._tag === "Returned" ? numberOf(by) : extension
      yield* trace.say(caller.id, result._tag.toLowerCase(), `${numberOf(other)} to ${where}`)
    }, (effect, { other }) =>
      Effect.catchTag(effect, "OriginateError", (error) =>
        Effect.gen(function*() {
          yield* trace.say(caller.id, "lost", error.message)
          yield* other.play(["sorry", "goodbye"])
          yield* other.hangup()
        })))

    /** Whether the other one was handed over; if not, the two talk again. */
    const supervised = ({ by, extension, other }: Command) =>
      Transfer.attended(other, by, targetOf(extension), { timeout: "15 seconds" }).pipe(
        Effect.tap((result) => trace.say(caller.id, result._tag.toLowerCase(), `${numberOf(other)}, ${extension}`)),
        Effect.map((result) => result._tag === "Transferred"),
        Effect.catchTag("OriginateError", (error) =>
          Effect.gen(function*() {
            yield* trace.say(caller.id, "returned", error.message)
            yield* by.play("sorry")
            return false
          }))
      )

    while (true) {
      const event = yield* Effect.raceFirst(
        Bridge.connect(caller, callee, { keys: "take" }),
        Effect.raceFirst(command(caller, callee), command(callee, caller))
      )
      if (!("_tag" in event)) return yield* trace.say(caller.id, "ended", event.ended)
      yield* trace.say(
        caller.id,
        event.kind,
        `${numberOf(event.by)} sends ${numberOf(event.other)} to ${event.extension}`
      )
      if (event.kind === "blind") return yield* blind(event)
      if (yield* supervised(event)) return yield* event.by.hangup()
    }
  })

const demo = { 100: "sip/sip:100@127.0.0.1:5070", 101: "sip/sip:101@127.0.0.1:5071", 102: "sip/sip:102@127.0.0.1:5072" }

const flags = {
  extensions: Flag.KeyValuePair("extension").pipe(
    Flag.withMetavar("NUMBER=TARGET"),
    Flag.withDescription(
      "a phone, 100=sip/sip:alice@10.0.0.1 or 100=+4930123456; as many as there are. Three on this machine when left out"
    ),
    Flag.withDefault<Record<string, string>>(demo)
  )
}

export const pbx = {
  name: "pbx",
  description: "calls between extensions, with transfers by keys: EXTENSION# (blind), EXTENSION* (supervised)",
  flags,
  program: ({ extensions }) => {
    const table = new Map(Object.entries(extensions))
    return CallsOf.layer(Calls.incoming({
      name: "pbx",
      guard: ({ params: { called = "" } }) => table.has(called),
      // A transfer goes on when who started it has hung up.
      afterHangup: "1 minute"
    }, flow(table)))
  },
  phones: () =>
    Effect.gen(function*() {
      const phone = (number: number) => Phone.make({ caller: `${number}`, address: `127.0.0.1:50${number - 30}` })
      const [alice, bob, carol] = [yield* phone(100), yield* phone(101), yield* phone(102)]
      const [atBob, atCarol] = [yield* bob.listen, yield* carol.listen]
      const call = yield* alice.dial("101")
      const bobs = yield* atBob
      yield* bobs.ring
      yield* Effect.sleep("200 millis")
      yield* bobs.answer
      yield* call.answered
      yield* Effect.sleep("200 millis")
      // Bob asks carol, and hands alice over.
      yield* bobs.press("102*", { gap: 100 })
      const carols = yield* atCarol
      yield* carols.answer
      yield* Effect.sleep("300 millis")
      yield* bobs.press("#")
      yield* bobs.ended
      yield* Effect.sleep("200 millis")
      yield* call.hangup()
      yield* carols.ended
    })
} satisfies Example<typeof flags>
