/** The hangups of channels that ended while the engine was away: whoever waits for one by its id gets one made here. */
import { ChanHangup } from "@yatefx/messages"
import { type Frame, Parameters } from "@yatefx/protocol"
import * as Result from "effect/Result"
import type { Held } from "./hand.ts"
import type { Seen } from "./messages.ts"
import type { Desk, Receiver } from "./receiver.ts"
import type { Registration } from "./registry.ts"
import type { Session } from "./session.ts"

const { name } = ChanHangup

/** What a hangup made here says of itself. */
const reason = "lost"

const idOf = ({ where }: Registration<never>): string | undefined => where.find(([key]) => key === "id")?.[1]

/** The ids of the channels whose hangup is waited for, with the age of the youngest who does. */
export const awaited = (receiver: Receiver, desks: ReadonlyArray<Desk>): ReadonlyMap<string, number> => {
  const ids = new Map<string, number>()
  const add = (registrations: Iterable<Registration<never>>): void => {
    for (const registration of registrations) {
      const id = idOf(registration)
      if (id !== undefined) ids.set(id, Math.max(ids.get(id) ?? 0, registration.sequence))
    }
  }
  add(receiver.watches.get(name)?.all() ?? [])
  for (const { handlers, waits } of desks) {
    add(waits.get(name)?.all() ?? [])
    add(handlers.get(name)?.all() ?? [])
  }
  return ids
}

/** Hangs up a channel to all who wait for it by its id and are no younger than `until`. */
export const hangUp = (
  receiver: Receiver,
  desks: ReadonlyArray<Desk>,
  session: Session,
  id: string,
  until: number
): void => {
  const parameters = Result.getOrElse(
    Parameters.encode([["id", id], ["status", reason], ["reason", reason]]),
    () => Parameters.Parameters.empty
  )
  const isMeant = (registration: Registration<never>): boolean =>
    registration.sequence <= until && idOf(registration) === id
  const seen: Seen = {
    frame: { _tag: "MessageReply", id: "", processed: false, name, returnValue: "", parameters },
    read: undefined,
    isLost: true
  }
  receiver.watches.get(name)?.offerBySpecificity(parameters, (registration) => {
    if (isMeant(registration)) registration.offer(seen)
    return false
  })
  for (const { handlers, waits } of desks) {
    const held = lostMessage(session, parameters, receiver)
    const offer = (registration: Registration<Held>): boolean => {
      if (!isMeant(registration)) return false
      held.taker = registration
      return registration.offer(held)
    }
    if (waits.get(name)?.offerBySpecificity(parameters, offer) !== true) {
      handlers.get(name)?.matching(parameters).some(offer)
    }
  }
}

/** A message that no engine waits with: it can be read, and not be answered. */
const lostMessage = (session: Session, parameters: Parameters.Parameters, receiver: Receiver): Held => {
  const frame: Frame.Message = { _tag: "Message", id: "", time: 0, name, returnValue: "", parameters }
  return {
    frame,
    session,
    sequence: receiver.sequence,
    arrivedAt: receiver.now(),
    state: "lost",
    taker: undefined,
    passedBy: undefined,
    read: undefined,
    isMisfit: false,
    isPassedBy: false,
    release: undefined,
    before: undefined,
    after: undefined
  }
}
