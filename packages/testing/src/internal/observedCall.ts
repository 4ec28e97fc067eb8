/**
 * A call that remembers what happened to it, records it, and can be expected to go on in a certain way.
 */
import { type Call, type CallEvent, CallRejected, type IncomingCall, type Sound } from "@yatefx/engine"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Scope from "effect/Scope"
import { ExpectationFailed } from "../ExpectationFailed.ts"
import * as Ladder from "../Ladder.ts"
import type { ExpectOptions, IncomingPhoneCall, PhoneCall, SoundOptions } from "../Phone.ts"
import type { PhoneEntry, Recorder } from "../Recorder.ts"

type Log = Recorder["Service"]
type Started = Extract<CallEvent, { readonly _tag: "Started" }>

const nameOf = (source: string): string => source.replace(/^(\w+\/\w+)\/.*\//, "$1/…/")

const because = (reason: string | undefined): string => reason === undefined ? "" : `: ${reason}`

/** Who noticed it, and in what words. The phone that is called rings and answers itself. */
const tell = (event: CallEvent, isCaller: boolean): Pick<PhoneEntry, "from" | "text"> => {
  const other = isCaller ? "engine" : "phone"
  switch (event._tag) {
    case "Ringing":
      return { from: other, text: isCaller ? "ringing" : "rings" }
    case "Progress":
      return { from: other, text: "progress" }
    case "Answered":
      return { from: other, text: isCaller ? "answered" : "answers" }
    case "Rejected":
      return {
        from: "engine",
        text: `rejected: ${event.error} (${event.code}${event.reason === undefined ? "" : `, ${event.reason}`})`
      }
    case "Started":
      return { from: "engine", text: `♪ ${nameOf(event.source)}` }
    case "Stopped":
      return { from: "engine", text: `${event.how === "eof" ? "end of" : "cut off:"} ${nameOf(event.source)}` }
    case "Ended":
      return event.by === "phone"
        ? { from: "phone", text: `hangs up${because(event.reason)}` }
        : { from: "engine", text: `hung up${because(event.reason)}` }
  }
}

const isOver = (event: CallEvent): boolean => event._tag === "Ended"

/** What became of a sound that started. */
const stopOf = (
  events: ReadonlyArray<CallEvent>,
  start: Started
): Extract<CallEvent, { _tag: "Stopped" }> | undefined =>
  events.slice(events.indexOf(start)).find((event): event is Extract<CallEvent, { _tag: "Stopped" }> =>
    event._tag === "Stopped" && event.source === start.source
  )

const summary = (events: ReadonlyArray<CallEvent>): string => {
  if (events.length === 0) return "nothing happened"
  const told = events.filter(({ _tag }) => _tag !== "Stopped").map((event) =>
    event._tag === "Started"
      ? `heard ${nameOf(event.source)}${stopOf(events, event)?.how === "cut" ? " (cut off)" : ""}`
      : tell(event, true).text
  )
  return `it was ${told.slice(-12).join(", ")}`
}

interface Subject {
  readonly number: string
  readonly called: string
  readonly isCaller: boolean
}

const attach = Effect.fnUntraced(function*(log: Log, subject: Subject, scope: Scope.Scope, call: Call) {
  const { called, isCaller, number } = subject
  const events: Array<CallEvent> = []
  let changed = Deferred.makeUnsafe<void>()
  let heardUpTo = 0
  /** The sound that met the last expectation, by its start only: its end may be expected yet. */
  let begun: number | undefined
  const entry = (at: number, what: Pick<PhoneEntry, "from" | "text">): void =>
    log.note({ _tag: "Phone", at, phone: number, channel: call.id, ...what })
  const did = (text: string): Effect.Effect<void> =>
    Effect.map(Clock.currentTimeMillis, (at) => entry(at, { from: "phone", text }))

  yield* Scope.provide(
    call.observe((event) => {
      events.push(event)
      entry(event.at, tell(event, isCaller))
      const before = changed
      changed = Deferred.makeUnsafe()
      Deferred.doneUnsafe(before, Effect.void)
    }),
    scope
  )

  const failed = (expected: string, instead = summary(events)): Effect.Effect<never, ExpectationFailed> =>
    Effect.flatMap(log.entries, (entries) =>
      Effect.fail(
        new ExpectationFailed({
          subject: isCaller ? `${number}'s call to ${called} (${call.id})` : `the call to ${number} (${call.id})`,
          expected,
          instead,
          ladder: Ladder.make(entries, { channel: call.id })
        })
      ))

  /** Waits until `find` finds something; it fails at once when it says why it can't, or the call is over. */
  const expect = <A>(
    what: string,
    find: () => { readonly found: A } | { readonly never: string } | undefined,
    { within = "10 seconds" }: ExpectOptions = {}
  ): Effect.Effect<A, ExpectationFailed> => {
    const look: Effect.Effect<A, ExpectationFailed> = Effect.suspend(() => {
      const result = find()
      if (result !== undefined) return "found" in result ? Effect.succeed(result.found) : failed(what, result.never)
      if (events.some(isOver)) return failed(what)
      // It resumes in the middle of the engine's work, and must not go on there.
      return Effect.andThen(Effect.ensuring(Deferred.await(changed), Effect.yieldNow), look)
    })
    return Effect.timeoutOrElse(look, {
      duration: within,
      orElse: () => failed(`${what} within ${Duration.format(Duration.fromInputUnsafe(within))}`)
    })
  }

  const expectEvent = (what: string, test: (event: CallEvent) => boolean, options?: ExpectOptions) =>
    expect<void>(what, () => events.some(test) ? { found: undefined } : undefined, options)

  const findSound = (source: string | RegExp, how: SoundOptions["how"]) => {
    const isMeant = typeof source === "string"
      ? (name: string) => name.includes(source)
      : (name: string) => name.search(source) >= 0
    return () => {
      const from = how === undefined ? heardUpTo : begun ?? heardUpTo
      const at = events.findIndex((event, index) => index >= from && event._tag === "Started" && isMeant(event.source))
      const start = events[at]
      if (start?._tag !== "Started") return undefined
      const stop = stopOf(events, start)
      if (how !== undefined && stop === undefined) return undefined
      if (how !== undefined && stop?.how !== how) {
        return { never: `${nameOf(start.source)} ${how === "eof" ? "was cut off" : "was heard to its end"}` }
      }
      heardUpTo = at + 1
      begun = how === undefined ? at : undefined
      return {
        found: {
          source: start.source,
          startedAt: start.at,
          duration: stop === undefined ? 0 : stop.at - start.at,
          how: stop?.how ?? "playing"
        } satisfies Sound
      }
    }
  }

  const phoneCall: PhoneCall = {
    ...call,
    press: (keys, options) => Effect.andThen(did(`presses ${keys}`), call.press(keys, options)),
    speak: (file) => Effect.andThen(did(file === undefined ? "is silent" : `speaks ${nameOf(file)}`), call.speak(file)),
    hold: (isHeld = true) => Effect.andThen(did(isHeld ? "holds" : "takes the call back"), call.hold(isHeld)),
    expectRinging: (options) => expectEvent("to ring", ({ _tag }) => _tag === "Ringing", options),
    expectEarlyMedia: (options) =>
      expect<void>("early media", () => {
        const early = events.findIndex(({ _tag }) => _tag === "Started" || _tag === "Progress")
        const answer = events.findIndex(({ _tag }) => _tag === "Answered")
        if (early >= 0 && (answer < 0 || early < answer)) return { found: undefined }
        return answer < 0 ? undefined : { never: "it was answered without" }
      }, options),
    expectAnswer: (options) => expectEvent("an answer", ({ _tag }) => _tag === "Answered", options),
    expectRejection: (error, options) =>
      expect(`to be rejected${error === undefined ? "" : ` as ${error}`}`, () => {
        const event = events.find((other) => other._tag === "Rejected")
        if (event?._tag !== "Rejected") return undefined
        if (error !== undefined && event.error !== error) return { never: `it was ${tell(event, true).text}` }
        return { found: new CallRejected({ called, error: event.error, reason: event.reason, code: event.code }) }
      }, options),
    expectSound: (source, options) =>
      expect(
        `the sound ${typeof source === "string" ? JSON.stringify(source) : source}${
          options?.how === undefined ? "" : options.how === "eof" ? " to its end" : " to be cut off"
        }`,
        findSound(source, options?.how),
        options
      ),
    expectSilence: (duration) =>
      Effect.suspend(() => {
        const from = events.length
        const what = `silence for ${Duration.format(Duration.fromInputUnsafe(duration))}`
        const sound = Effect.suspend(function look(): Effect.Effect<never, ExpectationFailed> {
          const playing = events.find((event, index) =>
            event._tag === "Started" && (index >= from || stopOf(events, event) === undefined)
          )
          if (playing?._tag === "Started") return failed(what, `${nameOf(playing.source)} was heard`)
          return Effect.andThen(Effect.ensuring(Deferred.await(changed), Effect.yieldNow), Effect.suspend(look))
        })
        return Effect.raceFirst(sound, Effect.sleep(duration))
      }),
    expectEnd: (options = {}) =>
      expect<void>(
        `to end${options.by === undefined ? "" : `, by the ${options.by}`}${because(options.reason)}`,
        () => {
          const event = events.find((other) => other._tag === "Ended")
          if (event?._tag !== "Ended") return undefined
          const isSo = (options.by === undefined || options.by === event.by) &&
            (options.reason === undefined || options.reason === event.reason)
          return isSo ? { found: undefined } : { never: `it ended by the ${event.by}${because(event.reason)}` }
        },
        options
      )
  }
  return { phoneCall, did }
})

export const observed = Effect.fnUntraced(function*(
  log: Log,
  number: string,
  called: string,
  scope: Scope.Scope,
  dial: Effect.Effect<Call, CallRejected, Scope.Scope>
) {
  const at = yield* Clock.currentTimeMillis
  // In its place, before what it sets off; the channel is known later.
  const entry: { -readonly [K in keyof PhoneEntry]: PhoneEntry[K] } = {
    _tag: "Phone",
    at,
    phone: number,
    channel: "",
    from: "phone",
    text: `dials ${called}`
  }
  log.note(entry)
  const call = yield* Scope.provide(dial, scope)
  entry.channel = call.id
  const { phoneCall } = yield* attach(log, { number, called, isCaller: true }, scope, call)
  return phoneCall
})

export const observedIncoming = Effect.fnUntraced(function*(
  log: Log,
  number: string,
  scope: Scope.Scope,
  call: IncomingCall
) {
  const at = yield* Clock.currentTimeMillis
  log.note({
    _tag: "Phone",
    at,
    phone: number,
    channel: call.id,
    from: "engine",
    text: `call from ${call.from.number}`
  })
  const { did, phoneCall } = yield* attach(log, { number, called: call.called, isCaller: false }, scope, call)
  const { answer, from, ring } = call
  const refuse: IncomingCall["refuse"] = (code) => Effect.andThen(did(`refuses (${code ?? 486})`), call.refuse(code))
  const incoming: Omit<IncomingPhoneCall, "sendBack"> = { ...phoneCall, answer, from, refuse, ring }
  return incoming
})
