/**
 * A leg of the `sip` driver as the call of whoever holds the phone.
 */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import { type Call, CallEnded, CallRejected, type IncomingCall } from "../Call.ts"
import type { Core } from "./core.ts"
import type { Invitation } from "./exchange.ts"
import { resumeLater } from "./resumeLater.ts"
import type { SipLeg } from "./sip.ts"

export const fromLeg = (core: Core, leg: SipLeg, called: string): Call => {
  const { state } = leg
  const failure = Effect.raceFirst(
    Effect.flatMap(
      Deferred.await(state.rejected),
      ({ code, error, reason }) => Effect.fail(new CallRejected({ called, error, reason, code }))
    ),
    Effect.flatMap(Deferred.await(state.ended), ({ by, reason }) => Effect.fail(new CallEnded({ called, by, reason })))
  )
  const until = (deferred: Deferred.Deferred<void>): Effect.Effect<void, CallRejected | CallEnded> =>
    Effect.suspend(() =>
      Deferred.isDoneUnsafe(deferred) ? Effect.void : resumeLater(Effect.raceFirst(Deferred.await(deferred), failure))
    )

  /** Presses a key now; the effect within waits until the engine has done with it. */
  const pressOne = (key: string): Effect.Effect<Effect.Effect<boolean>> =>
    Effect.sync(() => {
      if (leg.isHungUp) return Effect.succeed(false)
      const done = Deferred.makeUnsafe<boolean>()
      const message = leg.key(key)
      message.onDone = (handled) => void Deferred.doneUnsafe(done, Effect.succeed(handled))
      core.enqueue(message)
      return resumeLater(Deferred.await(done))
    })

  return {
    id: leg.id,
    called,
    ringing: until(state.ringing),
    answered: until(state.answered),
    press: Effect.fn("Call.press")(function*(keys, options) {
      const pressed: Array<Effect.Effect<boolean>> = []
      for (const key of keys) {
        if (pressed.length > 0 && options?.gap !== undefined) yield* Effect.sleep(options.gap)
        pressed.push(yield* pressOne(key))
      }
      return yield* Effect.all(pressed)
    }),
    hangup: Effect.fn("Call.hangup")((reason) => Effect.sync(() => leg.bye(reason))),
    ended: resumeLater(Deferred.await(state.ended)),
    heard: Effect.sync(() => [...state.heard]),
    speak: Effect.fn("Call.speak")((file) => Effect.sync(() => leg.speak(file))),
    hold: Effect.fn("Call.hold")((isHeld = true) => Effect.sync(() => leg.hold(isHeld))),
    observe: (observer) =>
      Effect.asVoid(Effect.acquireRelease(
        Effect.sync(() => {
          for (const event of state.events) observer(event)
          state.observers.add(observer)
        }),
        () => Effect.sync(() => void state.observers.delete(observer))
      ))
  }
}

export const fromInvitation = (core: Core, leg: SipLeg, invitation: Invitation): IncomingCall => ({
  ...fromLeg(core, leg, invitation.called),
  from: invitation.from,
  ring: Effect.sync(() => leg.ring()),
  answer: Effect.sync(() => leg.pickUp()),
  refuse: (code) => Effect.sync(() => leg.refuse(code))
})
