/**
 * A queue: callers wait with music and hear their place; agents log in by a call, stay on the line, and get one caller
 * after the other.
 */
import { Call, CallQueue, Calls, Prompt, Say } from "@yatefx/calls"
import { Phone } from "@yatefx/engine"
import { Duration, Effect, Layer, Schema, Stream } from "effect"
import { Flag } from "effect/cli"
import * as CallsOf from "./CallsOf.ts"
import type { Example } from "./Example.ts"
import { Trace } from "./Trace.ts"

const seconds = (duration: Duration.Duration): string => `${Math.round(Duration.toSeconds(duration))} s`

const announce: CallQueue.QueueOptions["announce"] = (call, { position }) =>
  Effect.flatMap(Say.number(position), (number) => call.play(["queue/you-are-number", ...number]))

/** Waits for an agent, and says goodbye when there is none. */
const waiting = (queue: CallQueue.CallQueue) =>
  Effect.gen(function*() {
    const call = yield* Call
    const trace = yield* Trace
    const { waiting: before } = yield* queue.statistics
    yield* call.answer
    yield* call.play("queue/welcome", { interruptedBy: "any" })
    yield* trace.say(call.id, "waits", `${call.caller ?? "somebody"}, behind ${before}`)
    const { agent, bridged, waited } = yield* CallQueue.wait(call, queue)
    yield* trace.say(
      call.id,
      "served",
      `by ${agent}, after ${seconds(waited)}, for ${Math.round(bridged.millis / 1000)} s`
    )
    yield* call.play("goodbye")
  }).pipe(
    Effect.catchTag("QueueError", (error) =>
      Effect.gen(function*() {
        const call = yield* Call
        yield* (yield* Trace).say(call.id, "not served", error.message)
        yield* call.play(["queue/nobody", "goodbye"])
      }))
  )

/** An agent says who he is, and serves until he hangs up. */
const serving = (queue: CallQueue.CallQueue, wrapUp: Duration.Duration) =>
  Effect.gen(function*() {
    const call = yield* Call
    const trace = yield* Trace
    yield* call.answer
    const name = yield* Prompt.ask(call, {
      prompt: "queue/agent-number",
      schema: Schema.String.check(Schema.isPattern(/^\d{1,4}$/)),
      max: 5,
      onInvalid: "try-again"
    })
    yield* trace.say(call.id, "logged in", `agent ${name}`)
    yield* call.play("queue/logged-in")
    yield* Effect.ensuring(
      CallQueue.attend(call, queue, { name: `agent ${name}`, wrapUp }),
      trace.say(call.id, "logged out", `agent ${name}`)
    )
  }).pipe(Effect.catchTag("NoValidInput", () => Effect.flatMap(Call, (call) => call.play("goodbye"))))

const flags = {
  number: Flag.String("number").pipe(
    Flag.withDescription("what callers call"),
    Flag.withDefault("500")
  ),
  login: Flag.String("login").pipe(
    Flag.withDescription("what agents call"),
    Flag.withDefault("501")
  ),
  maxLength: Flag.Int("max-length").pipe(
    Flag.withDescription("how many may wait"),
    Flag.filter((count) => count >= 1 && count <= 10_000, () => "1 to 10000"),
    Flag.withDefault(20)
  ),
  maxWait: Flag.Int("max-wait").pipe(
    Flag.withMetavar("SECONDS"),
    Flag.withDescription("how long one may wait"),
    Flag.filter((count) => count >= 1, () => "1 or more"),
    Flag.withDefault(600)
  ),
  wrapUp: Flag.Int("wrap-up").pipe(
    Flag.withMetavar("SECONDS"),
    Flag.withDescription("how long an agent is left alone after a call"),
    Flag.filter((count) => count >= 0, () => "0 or more"),
    Flag.withDefault(2)
  )
}

export const queue = {
  name: "queue",
  description: "callers to 500 wait with music and their place, agents log in by a call to 501",
  flags,
  program: ({ login, maxLength, maxWait, number, wrapUp }) =>
    Layer.unwrap(Effect.gen(function*() {
      const trace = yield* Trace
      const line = yield* CallQueue.make({ name: "sales", announce, maxLength, maxWait: Duration.seconds(maxWait) })
      yield* line.changes.pipe(
        Stream.map(({ agents, free, talking, waiting: length }) =>
          `${length} wait, ${talking} talk, ${free} of ${agents} agents free`
        ),
        Stream.changes,
        Stream.runForEach((text) => trace.say("", "queue", text)),
        Effect.forkScoped
      )
      const fallback = () => Effect.flatMap(Call, (call) => call.play("sorry"))
      return CallsOf.layer(Layer.mergeAll(
        Calls.incoming({ name: "queue", called: number, fallback }, waiting(line)),
        Calls.incoming({ name: "agent", called: login, fallback }, serving(line, Duration.seconds(wrapUp)))
      ))
    })),
  phones: ({ login, number }) =>
    Effect.gen(function*() {
      const phone = (caller: string, port: number) => Phone.make({ caller, address: `127.0.0.1:${port}` })
      const call = Effect.fnUntraced(function*(caller: string, port: number, talk: Duration.Input) {
        const dialled = yield* (yield* phone(caller, port)).dial(number)
        yield* dialled.answered
        yield* dialled.press("*")
        yield* Effect.sleep(talk)
        yield* dialled.hangup()
      })
      const agent = Effect.gen(function*() {
        const dialled = yield* (yield* phone("agent", 5080)).dial(login)
        yield* dialled.answered
        yield* dialled.press("7#", { gap: 200 })
        yield* Effect.sleep("11 seconds")
        yield* dialled.hangup()
      })
      yield* Effect.all([
        call("alice", 5070, "6 seconds"),
        Effect.delay(call("bob", 5071, "9 seconds"), "300 millis"),
        Effect.delay(agent, "1 second")
      ], { concurrency: "unbounded", discard: true })
    })
} satisfies Example<typeof flags>
