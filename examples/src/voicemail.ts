/**
 * Voicemail: who calls 9 and a number leaves a message for it; who calls 9000 hears his own, behind a PIN, keeps or deletes
 * them, and records his greeting. Mailboxes are folders.
 */
import { Call, Calls, Menu, Prompt, Recording, Say, Sound } from "@yatefx/calls"
import { Phone } from "@yatefx/engine"
import { Effect, Layer, Option, Redacted, Schema } from "effect"
import { Flag } from "effect/cli"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as CallsOf from "./CallsOf.ts"
import type { Example } from "./Example.ts"
import * as Mailboxes from "./Mailboxes.ts"
import { Trace } from "./Trace.ts"

/** Messages that are shorter were not meant to be one, in milliseconds. */
const shortest = 1000

const Pin = Schema.String.check(Schema.isPattern(/^\d{4,8}$/))

/** Records over the old greeting when there is a new one. */
const recordGreeting = Effect.fnUntraced(function*(call: Call, boxes: Mailboxes.Mailboxes, box: string) {
  yield* call.play("vm/record-greeting", { interruptedBy: "any" })
  yield* Recording.record(call, `${box}/greeting`, { endedBy: "#", maxLength: "30 seconds", beep: "vm/beep" })
  yield* call.play(["vm/your-greeting", Sound.file(boxes.soundOf(box, "greeting"))], { interruptedBy: "any" })
})

/** Takes a message. What was said before the caller hung up is kept. */
const leave = (boxes: Mailboxes.Mailboxes) =>
  Effect.gen(function*() {
    const call = yield* Call
    const trace = yield* Trace
    const box = call.called.slice(1)
    yield* call.answer
    const hasGreeting = yield* boxes.hasGreeting(box)
    yield* call.play(hasGreeting ? Sound.file(boxes.soundOf(box, "greeting")) : "vm/greeting", { interruptedBy: "#" })
    const name = yield* boxes.newName(box)
    yield* Recording.record(call, `${box}/${name}`, {
      endedBy: "#",
      maxLength: "2 minutes",
      silence: "10 seconds",
      beep: "vm/beep"
    }).pipe(Effect.tapError(() => boxes.remove(box, name)))
    const duration = yield* boxes.lengthOf(box, name)
    if (duration < shortest) {
      yield* boxes.remove(box, name)
      return yield* trace.say(call.id, "no message", `for ${box}`)
    }
    yield* boxes.keep(box, name, call.caller, duration)
    yield* trace.say(
      call.id,
      "message",
      `for ${box}, from ${call.caller ?? "somebody"}, ${Math.round(duration / 1000)} s`
    )
    yield* call.play(["vm/saved", "goodbye"])
  })

/** Asks for a new PIN, twice. */
const choosePin = Effect.fnUntraced(function*(call: Call, boxes: Mailboxes.Mailboxes, box: string) {
  const ask = (prompt: string) => Prompt.ask(call, { prompt, schema: Pin, max: 9, onInvalid: "try-again" })
  let first = yield* ask("vm/new-pin")
  while (first !== (yield* ask("vm/again-pin"))) first = yield* ask("vm/new-pin")
  yield* boxes.setPin(box, Redacted.make(first))
})

/** Whether the caller knows the PIN of a mailbox; who calls his own for the first time chooses one. */
const enter = Effect.fnUntraced(function*(call: Call, boxes: Mailboxes.Mailboxes, box: string) {
  if (!(yield* boxes.hasPin(box))) {
    yield* choosePin(call, boxes, box)
    return true
  }
  for (let attempt = 0; attempt < 3; attempt++) {
    const pin = yield* Prompt.ask(call, { prompt: "vm/pin", schema: Pin, max: 9, onInvalid: "try-again" })
    if (yield* boxes.isPin(box, Redacted.make(pin))) return true
    yield* call.play("vm/wrong-pin")
  }
  return false
})

/** Plays a message, as often as it is wanted, and tells what shall become of it. */
const hear = Effect.fnUntraced(
  function*(call: Call, boxes: Mailboxes.Mailboxes, box: string, message: Mailboxes.Message) {
    const from = message.caller === undefined || !/^\d+$/.test(message.caller)
      ? ["vm/unknown-caller"]
      : ["vm/from", ...yield* Say.digits(message.caller)]
    const about = [...from, ...yield* Say.date(message.at), ...yield* Say.time(message.at)]
    while (true) {
      const wanted = yield* Menu.choose(call, {
        prompt: [...about, Sound.file(boxes.soundOf(box, message.name)), "vm/message-menu"],
        choices: { 1: "again", 2: "keep", 3: "delete" },
        onInvalid: "try-again"
      })
      if (wanted !== "again") return wanted
    }
  }
)

const hearAll = Effect.fnUntraced(function*(call: Call, boxes: Mailboxes.Mailboxes, box: string) {
  const trace = yield* Trace
  const messages = yield* boxes.messages(box)
  yield* call.play([
    "vm/you-have",
    ...yield* Say.number(messages.length),
    messages.length === 1 ? "vm/message" : "vm/messages"
  ])
  for (const message of messages) {
    const wanted = yield* hear(call, boxes, box, message)
    yield* trace.say(call.id, wanted === "delete" ? "deleted" : "heard", message.name)
    if (wanted !== "delete") continue
    yield* boxes.remove(box, message.name)
    yield* call.play("vm/deleted")
  }
})

/** Lets a user hear his messages, and set his greeting and PIN. */
const listen = (boxes: Mailboxes.Mailboxes) =>
  Effect.gen(function*() {
    const call = yield* Call
    const trace = yield* Trace
    yield* call.answer
    const box = call.caller !== undefined && Mailboxes.isMailbox(call.caller)
      ? call.caller
      : yield* Prompt.ask(call, { prompt: "vm/mailbox", max: 16, onInvalid: "try-again" })
    if (!Mailboxes.isMailbox(box) || !(yield* enter(call, boxes, box))) {
      yield* trace.say(call.id, "refused", `the mailbox ${box}`)
      yield* call.play("goodbye")
      return
    }
    yield* trace.say(call.id, "entered", `the mailbox ${box}`)
    yield* hearAll(call, boxes, box)
    yield* Effect.forever(Menu.run(call, {
      prompt: "vm/menu",
      onInvalid: "try-again",
      choices: {
        1: hearAll(call, boxes, box),
        2: recordGreeting(call, boxes, box),
        3: choosePin(call, boxes, box),
        9: Effect.andThen(call.play("goodbye"), call.hangup())
      }
    }))
  }).pipe(
    // Asked often enough.
    Effect.catchTag("NoValidInput", () => Effect.flatMap(Call, (call) => call.play("goodbye")))
  )

const flags = {
  folder: Flag.String("folder").pipe(
    Flag.withMetavar("FOLDER"),
    Flag.withDescription("the mailboxes; the engine must find them under the same path. One of its own when left out"),
    Flag.optional
  )
}

/** Made at first use, and kept for the run. */
let ownFolder: string | undefined
const folderOf = (folder: Option.Option<string>): string =>
  Option.getOrElse(folder, () => ownFolder ??= mkdtempSync(join(tmpdir(), "yatefx-voicemail-")))

export const voicemail = {
  name: "voicemail",
  description: "calls to 9 and a number leave a message for it, calls to 9000 hear them",
  flags,
  engine: ({ folder }) => ({ recordingsPath: folderOf(folder) }),
  program: ({ folder }) =>
    Layer.unwrap(Effect.gen(function*() {
      const boxes = yield* Mailboxes.make(folderOf(folder))
      const fallback = () => Effect.flatMap(Call, (call) => call.play("sorry"))
      return CallsOf.layer(
        Layer.mergeAll(
          Calls.incoming({ name: "listen", called: "9000", fallback }, listen(boxes)),
          Calls.incoming({
            name: "leave",
            order: 1,
            guard: ({ params: { called = "" } }) => called.startsWith("9") && Mailboxes.isMailbox(called.slice(1)),
            fallback
          }, leave(boxes))
        ),
        { recordings: { path: folderOf(folder) } }
      )
    })),
  phones: () =>
    Effect.gen(function*() {
      const alice = yield* Phone.make({ caller: "100", callername: "Alice", address: "127.0.0.1:5070" })
      const bob = yield* Phone.make({ caller: "101", callername: "Bob", address: "127.0.0.1:5071" })
      const message = yield* bob.dial("9100")
      yield* message.answered
      yield* message.press("#")
      yield* Effect.sleep("600 millis")
      yield* message.speak("en/welcome.mulaw")
      yield* Effect.sleep("1700 millis")
      yield* message.hangup()
      const call = yield* alice.dial("9000")
      yield* call.answered
      // A new PIN, twice; the first message is deleted; the end.
      yield* call.press("1234#1234#", { gap: 200 })
      yield* Effect.sleep("3 seconds")
      yield* call.press("3")
      yield* Effect.sleep("2 seconds")
      yield* call.press("9")
      yield* call.ended
    })
} satisfies Example<typeof flags>
