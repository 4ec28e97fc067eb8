/**
 * A leg of the `sip` driver as the call of whoever holds the phone.
 */
import * as Deferred from "effect/Deferred"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { type Call, CallEnded, type CallEvent, CallRejected, type IncomingCall } from "../Call.ts"
import type { CallState } from "./callState.ts"
import type { Invitation } from "./exchange.ts"
import { resumeLater } from "./resumeLater.ts"
import type { SipLeg } from "./sip.ts"

const failure = ({ ended, rejected }: CallState, called: string): Effect.Effect<never, CallRejected | CallEnded> =>
  Effect.raceFirst(
    Effect.flatMap(
      Deferred.await(rejected),
      ({ code, error, reason }) => Effect.fail(new CallRejected({ called, error, reason, code }))
    ),
    Effect.flatMap(Deferred.await(ended), ({ by, reason }) => Effect.fail(new CallEnded({ called, by, reason })))
  )

const comesTo = (
  { state }: SipLeg,
  what: "ringing" | "answered",
  called: string
): Effect.Effect<void, CallRejected | CallEnded> =>
  Effect.suspend(() =>
    Deferred.isDoneUnsafe(state[what])
      ? Effect.void
      : resumeLater(Effect.raceFirst(Deferred.await(state[what]), failure(state, called)))
  )

/** Presses a key; the effect waits until the engine has done with it. */
const pressOne = (leg: SipLeg, key: string): Effect.Effect<boolean> => {
  if (leg.isHungUp) return Effect.succeed(false)
  const done = Deferred.makeUnsafe<boolean>()
  const message = leg.key(key)
  message.onDone = (handled) => void Deferred.doneUnsafe(done, Effect.succeed(handled))
  leg.core.enqueue(message)
  return resumeLater(Deferred.await(done))
}

// Made once, and not for each call: there each of them took 0.9 kB, more than all else of a call.

const press = Effect.fn("Call.press")(function*(
  leg: SipLeg,
  keys: string,
  options: { readonly gap?: Duration.Input } | undefined
) {
  const pressed: Array<Effect.Effect<boolean>> = []
  for (const key of keys) {
    if (pressed.length > 0 && options?.gap !== undefined) yield* Effect.sleep(options.gap)
    pressed.push(pressOne(leg, key))
  }
  return yield* Effect.all(pressed)
})

const hangup = Effect.fn("Call.hangup")((leg: SipLeg, reason: string | undefined) => Effect.sync(() => leg.bye(reason)))

const speak = Effect.fn("Call.speak")((leg: SipLeg, file: string | undefined) => Effect.sync(() => leg.speak(file)))

const hold = Effect.fn("Call.hold")((leg: SipLeg, isHeld: boolean) => Effect.sync(() => leg.hold(isHeld)))

const observe = (leg: SipLeg, observer: (event: CallEvent) => void): Effect.Effect<void, never, Scope.Scope> =>
  Effect.asVoid(Effect.acquireRelease(Effect.sync(() => leg.state.observe(observer)), (stop) => Effect.sync(stop)))

/** A plain object, and not of a class: who wraps a call may spread it. */
export const fromLeg = (leg: SipLeg, called: string): Call => ({
  id: leg.id,
  called,
  ringing: comesTo(leg, "ringing", called),
  answered: comesTo(leg, "answered", called),
  press: (keys, options) => press(leg, keys, options),
  hangup: (reason) => hangup(leg, reason),
  ended: Effect.suspend(() => resumeLater(Deferred.await(leg.state.ended))),
  heard: Effect.sync(() => [...leg.state.heard]),
  speak: (file) => speak(leg, file),
  hold: (isHeld = true) => hold(leg, isHeld),
  observe: (observer) => observe(leg, observer)
})

export const fromInvitation = (leg: SipLeg, invitation: Invitation): IncomingCall => ({
  ...fromLeg(leg, invitation.called),
  from: invitation.from,
  ring: Effect.sync(() => leg.ring()),
  answer: Effect.sync(() => leg.pickUp()),
  refuse: (code) => Effect.sync(() => leg.refuse(code))
})
