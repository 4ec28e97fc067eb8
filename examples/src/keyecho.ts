/**
 * YAYPM's first program: calls to `ivr` are answered, and each key is echoed by a sound at once, which cuts off the one
 * that plays. Calls to other numbers are left alone.
 */
import { Dispatcher } from "@yatefx/dispatcher"
import { Phone } from "@yatefx/engine"
import {
  CallAnswered,
  CallExecute,
  CallRoute,
  ChanAttach,
  ChanDtmf,
  ChanHangup,
  ChanNotify,
  DataNode,
  Masquerade,
  Target
} from "@yatefx/messages"
import { Effect, Layer, Stream } from "effect"
import type { Example } from "./Example.ts"
import { digit, Sounds } from "./Sounds.ts"
import { Trace } from "./Trace.ts"

const EchoKeys = Layer.effectDiscard(Effect.gen(function*() {
  const yate = yield* Dispatcher
  const trace = yield* Trace
  const sounds = yield* Sounds

  const play = (id: string, file: string) =>
    yate.enqueue(Masquerade.of(ChanAttach), { id, source: DataNode.wavePlay(`${sounds}/${file}`), notify: id })

  yield* yate.handle(
    CallRoute,
    { where: { called: "ivr" } },
    Effect.fnUntraced(function*(route) {
      const { caller, id } = route.params
      // Registered now, awaited later: nothing that happens in between is missed.
      const ended = yield* yate.expectWatch(ChanHangup, { where: { id } })
      const executed = yield* yate.expectWatch(CallExecute, { where: { id } })
      yield* route.ret(true, Target.dumb)
      yield* trace.say(id, "routed", `from ${caller ?? "somebody"} to dumb/`)

      // One `until` around the whole call, instead of one for each wait.
      yield* Effect.gen(function*() {
        const { targetid } = (yield* executed).params
        if (targetid === undefined) return
        const keys = yield* yate.subscribe(ChanDtmf, { where: { id }, autoreturn: true })
        const sounded = yield* yate.subscribe(ChanNotify, { where: { targetid, reason: "eof" }, autoreturn: true })
        yield* yate.enqueue(CallAnswered, { id: targetid, targetid: id })
        yield* trace.say(id, "answered", `by ${targetid}`)
        yield* sounded.pipe(Stream.runForEach(() => trace.say(id, "sound over")), Effect.forkScoped)
        yield* Stream.runForEach(
          keys,
          ({ params: { text } }) =>
            Effect.andThen(play(targetid, digit(text)), trace.say(id, "key", `${text}, echoed by ${digit(text)}`))
        )
      }).pipe(
        Dispatcher.until(ended),
        Effect.catchTag("Abandoned", () => trace.say(id, "hung up"))
      )
    })
  )
}))

const phones = Effect.gen(function*() {
  const alice = yield* Phone.make({ caller: "alice", callername: "Alice", address: "127.0.0.1:5070" })
  const bob = yield* Phone.make({ caller: "bob", callername: "Bob", address: "127.0.0.1:5071" })
  yield* Effect.all([
    Effect.gen(function*() {
      const call = yield* alice.dial("ivr")
      yield* call.answered
      yield* call.press("15#", { gap: 500 })
      yield* Effect.sleep(500)
      yield* call.hangup()
    }),
    Effect.gen(function*() {
      const call = yield* bob.dial("ivr")
      yield* call.answered
      yield* Effect.sleep(250)
      yield* call.press("2")
      // In the middle of the sound.
      yield* Effect.sleep(100)
      yield* call.hangup()
    })
  ], { concurrency: "unbounded", discard: true })
})

export const keyecho = {
  name: "keyecho",
  description: "answers calls to \"ivr\" and echoes each key by a sound",
  flags: {},
  program: () => EchoKeys,
  phones: () => phones
} satisfies Example
