/**
 * Phones on a real engine: `dumb/` legs, steered and followed over a connection of their own (CHANNELS.md §5 to §7).
 */
import { Dispatcher, type RegistrationError, type SendError, type WatchedMessage } from "@yatefx/dispatcher"
import { CallRejected, type IncomingCall } from "@yatefx/engine"
import { Definition, Param } from "@yatefx/messages"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { PhoneLine, PhoneOptions } from "../Switchboard.ts"
import { DumbLeg, type LegActions } from "./dumbLeg.ts"

const text = Param.optional(Param.Text)

const Execute = Definition.make("call.execute", {
  params: { callto: Param.Text, id: text, peerid: text, target: text },
  send: { callto: Param.Text, target: Param.Text, caller: Param.Text },
  answer: { id: Param.Text, peerid: Param.Text, error: Param.Text, reason: Param.Text }
})
const Route = Definition.make("call.route", { params: { called: text } })
const Drop = Definition.make("call.drop", { params: { id: Param.Text, reason: text } })
const Masquerade = Definition.make("chan.masquerade", {
  params: { message: Param.Text, id: text, text, source: text, consumer: text, notify: text }
})
const Signal = <const Name extends "call.ringing" | "call.progress" | "call.answered">(name: Name) =>
  Definition.make(name, { params: { id: Param.Text, targetid: text } })
const About = <const Name extends "chan.connected" | "chan.disconnected" | "chan.hangup">(name: Name) =>
  Definition.make(name, { params: { id: Param.Text, peerid: text, reason: text } })
const Notify = Definition.make("chan.notify", { params: { targetid: text, reason: text } })

/** After the application's handlers, as the embedded engine's phones are. */
const lastResort = 150

/** Before all others: what is played is no longer to be seen once a module has taken it. */
const first = 1

/** What is remembered of legs that may turn out to be ours: the answer that names ours comes after its messages. */
const maxRemembered = 1000

const maxIncoming = 100

/** Yate's words for what a phone says by SIP; the first of a code, and of a word, counts. */
const words: ReadonlyArray<readonly [code: number, word: string]> = [
  [404, "noroute"],
  [403, "forbidden"],
  [480, "noanswer"],
  [486, "busy"],
  [503, "noconn"],
  [603, "forbidden"]
]

const wordOf = (code: number): string => words.find((entry) => entry[0] === code)?.[1] ?? "failure"

const codeOf = (word: string): number => words.find((entry) => entry[1] === word)?.[0] ?? 500

type Told = (leg: DumbLeg) => void

export const makeDumbPlug: Effect.Effect<
  (options: PhoneOptions) => Effect.Effect<PhoneLine, RegistrationError, Scope.Scope>,
  RegistrationError,
  Dispatcher | Scope.Scope
> = Effect.gen(function*() {
  const yate = yield* Dispatcher
  const clock = yield* Clock.Clock
  const now = (): number => clock.currentTimeMillisUnsafe()
  const legs = new Map<string, DumbLeg>()
  const remembered: Array<readonly [id: string, told: Told]> = []
  const numbers = new Map<string, Queue.Queue<IncomingCall>>()

  const about = (id: string | undefined, told: Told): void => {
    if (id === undefined) return
    const leg = legs.get(id)
    if (leg !== undefined) return told(leg)
    remembered.push([id, told])
    if (remembered.length > maxRemembered * 2) remembered.splice(0, maxRemembered)
  }
  const adopt = (id: string, called: string): DumbLeg => {
    const known = legs.get(id)
    if (known !== undefined) return known
    const leg = new DumbLeg(id, called, now)
    legs.set(id, leg)
    for (const [other, told] of remembered) if (other === id) told(leg)
    return leg
  }
  /** Best effort: a leg that is gone shows by its messages. */
  const quietly = (sending: Effect.Effect<unknown, SendError>): Effect.Effect<void> => Effect.ignore(sending)
  const attach = (id: string, what: { readonly source: string } | { readonly consumer: string }) =>
    quietly(yate.dispatch(Masquerade, { message: "chan.attach", id, ...what }))
  const actionsOf = (id: string): LegActions => ({
    key: (key) =>
      yate.dispatch(Masquerade, { message: "chan.dtmf", id, text: key }).pipe(
        Effect.map(({ processed }) => processed),
        Effect.orElseSucceed(() => false)
      ),
    drop: (reason) => quietly(yate.dispatch(Drop, { id, ...(reason === undefined ? {} : { reason }) })),
    speak: (file) => attach(id, { source: file === undefined ? "-" : `wave/play/${file}` })
  })

  const incoming = (number: string, id: string, parameters: WatchedMessage<typeof Execute>["parameters"]) => {
    const queue = numbers.get(number)
    if (queue === undefined || legs.has(id)) return
    const caller = parameters.get("id") ?? ""
    const leg = adopt(id, parameters.get("called") ?? number)
    leg.peer = caller
    const actions = actionsOf(id)
    const signal = (name: "call.ringing" | "call.answered", happened: { readonly _tag: "Ringing" | "Answered" }) =>
      Effect.suspend(() => {
        if (leg.isOver || leg.has("Answered")) return Effect.void
        leg.tell(happened)
        return quietly(yate.enqueue(Signal(name), { id, targetid: caller }))
      })
    Queue.offerUnsafe(queue, {
      ...leg.call(actions),
      from: { number: parameters.get("caller") ?? "", name: parameters.get("callername") },
      ring: signal("call.ringing", { _tag: "Ringing" }),
      answer: signal("call.answered", { _tag: "Answered" }),
      refuse: (code = 486) =>
        Effect.suspend(() => {
          if (leg.isOver || leg.has("Answered")) return Effect.void
          leg.isDropped = true
          return actions.drop(wordOf(code))
        })
    })
  }

  const executed = ({ parameters, params, processed }: WatchedMessage<typeof Execute>): void => {
    // With a target it is the order to make a call; the call itself follows.
    if (!processed || params.target !== undefined) return
    const { callto, peerid } = params
    if (callto.startsWith("dumb/") && peerid !== undefined) incoming(callto.slice("dumb/".length), peerid, parameters)
    about(params.id, (leg) => {
      leg.peer = peerid
      if (/^(tone|wave\/play)\//.test(callto)) leg.hears(callto, undefined)
      const is = (name: string): boolean => parameters.get(name) === "true"
      const isAnswer = is("autoanswer") || (!is("autoring") && !is("autoprogress") && !parameters.has("targetid"))
      if (leg.has("Answered")) return
      if (isAnswer) leg.tell({ _tag: "Answered" })
      else if (is("autoring")) leg.tell({ _tag: "Ringing" })
      else if (is("autoprogress")) leg.tell({ _tag: "Progress" })
    })
  }

  const follow = <D extends Definition.Any>(definition: D, see: (message: WatchedMessage<D>) => void) =>
    Effect.flatMap(
      yate.watch(definition, { capacity: 10_000 }),
      (messages) => Effect.forkScoped(Stream.runForEach(messages, (message) => Effect.sync(() => see(message))))
    )
  const followSignal = (
    name: "call.ringing" | "call.progress" | "call.answered",
    tag: "Ringing" | "Progress" | "Answered"
  ) =>
    follow(Signal(name), ({ params, processed }) => {
      if (processed) about(params.targetid, (leg) => leg.tell({ _tag: tag }))
    })

  yield* follow(Execute, executed)
  yield* followSignal("call.ringing", "Ringing")
  yield* followSignal("call.progress", "Progress")
  yield* followSignal("call.answered", "Answered")
  yield* follow(About("chan.connected"), ({ params }) =>
    about(params.id, (leg) => {
      leg.peer = params.peerid
    }))
  yield* follow(About("chan.disconnected"), ({ params }) =>
    about(params.id, (leg) => {
      leg.reason = params.reason
    }))
  yield* follow(About("chan.hangup"), ({ params }) => about(params.id, (leg) => leg.end(params.reason ?? leg.reason)))
  yield* follow(Notify, ({ params }) => {
    for (const leg of legs.values()) {
      if (params.reason === "eof" && leg.notify !== undefined && leg.notify === params.targetid) leg.silence("eof")
    }
  })
  yield* yate.handle(Masquerade, { priority: first }, (message) =>
    Effect.suspend(() => {
      const { id, message: name, notify, source } = message.params
      if (name === "chan.attach" && source !== undefined) {
        for (const leg of legs.values()) {
          if (leg.peer !== id || leg.isOver) continue
          if (source === "-") leg.silence("cut")
          else leg.hears(source, notify)
        }
      }
      return message.pass
    }))
  yield* yate.handle(Route, { priority: lastResort }, (message) => {
    const { called } = message.params
    return called !== undefined && numbers.has(called) ? message.ret(true, `dumb/${called}`) : message.pass
  })

  const dial = (options: PhoneOptions): PhoneLine["dial"] =>
    Effect.fnUntraced(function*(called, parameters) {
      const { number } = options
      const further = Object.entries({
        ...(options.name === undefined ? {} : { callername: options.name }),
        ...options.parameters,
        ...parameters,
        copyparams: Object.keys({ ...options.parameters, ...parameters }).join(",")
      }).filter(([, value]) => value !== "")
      const rejected = (error: string, reason: string | undefined) =>
        new CallRejected({ called, error, reason, code: codeOf(error) })
      const answer = yield* Effect.mapError(
        yate.dispatch(Execute, { callto: `dumb/${number}`, target: called, caller: number }, { parameters: further }),
        (error) => rejected("noconn", error.message)
      )
      const { error = "noroute", id = `dumb/${number}`, peerid, reason } = answer.params
      if (!answer.processed) {
        const leg = new DumbLeg(id, called, now)
        leg.tell({ _tag: "Rejected", error, reason, code: codeOf(error) })
        leg.end(reason)
        return leg.call(actionsOf(id))
      }
      const leg = adopt(id, called)
      leg.peer ??= peerid
      const call = leg.call(actionsOf(id))
      yield* Effect.addFinalizer(() => Effect.andThen(call.hangup(), Effect.sync(() => legs.delete(id))))
      // Without somebody to hear it, no sound plays.
      yield* attach(id, { consumer: "wave/record/-" })
      return call
    })

  return Effect.fn("Switchboard.plug")(function*(options: PhoneOptions) {
    const next = yield* Queue.make<IncomingCall>({ capacity: maxIncoming, strategy: "dropping" })
    yield* Effect.acquireRelease(
      Effect.sync(() => numbers.set(options.number, next)),
      () => Effect.sync(() => numbers.delete(options.number))
    )
    return { dial: dial(options), next: Queue.take(next) }
  })
})
