/**
 * An embedded engine under hostile applications, over sockets. One application is well-behaved all the time: whatever the others
 * do, each message that it sends is answered once, at the latest when the others are gone, and the engine then holds
 * nothing of theirs.
 */
import { Engine, EngineListener } from "@yatefx/engine"
import { Context, Effect, Layer, Logger, Schema } from "effect"
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Application } from "./application.ts"
import type { Dice } from "./dice.ts"
import { mutate } from "./mutator.ts"
import type { Target } from "./sessionCampaign.ts"

/** How many hostile applications there are. */
const hostile = 3

/** How many connections the engine takes: what is left of the hostile ones must not take a place. */
const maxSessions = hostile + 3

const App = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: hostile - 1 }))
const Step = Schema.Union([
  /** `asked` in braces becomes the id of the message that the application was asked about last. */
  Schema.Struct({ app: App, say: Schema.String }),
  Schema.Struct({ app: App, do: Schema.Literals(["connect", "drop", "end", "pause"]) }),
  /** The well-behaved one sends a message of this name. */
  Schema.Struct({ send: Schema.String }),
  /** So many turns of the event loop go by. */
  Schema.Struct({ turns: Schema.Int })
])

const Session = Schema.Struct({ role: Schema.Literals(["global", "channel", "none"]), tcp: Schema.Boolean })
const Items = Schema.Array(Schema.Union([Session, Step]))

export type Step = typeof Step.Type | typeof Session.Type

const turn = Effect.callback<void>((resume) => {
  const immediate = setImmediate(() => resume(Effect.void))
  return Effect.sync(() => clearImmediate(immediate))
})

const check = (ok: boolean, text: string): void => {
  if (!ok) throw new Error(text)
}

/** How long, in milliseconds, an engine may take to settle that is left alone; seen: some ten. */
const patience = 5000

/** Waits until it is so, and fails with the text when it does not become so. */
const becomes = (text: string, is: () => Effect.Effect<boolean>): Effect.Effect<void> =>
  Effect.gen(function*() {
    while (!(yield* is())) yield* Effect.sleep(2)
  }).pipe(Effect.timeoutOrElse({ duration: patience, orElse: () => Effect.die(new Error(text)) }))

const folder = Effect.acquireRelease(
  Effect.sync(() => {
    const path = mkdtempSync(join(tmpdir(), "yatefx-fuzz-"))
    mkdirSync(join(path, "recordings"))
    return path
  }),
  (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true }))
)

/** Runs a session. Dies when something does not hold. */
export const runSession = (items: ReadonlyArray<Step>): Effect.Effect<number> =>
  Effect.gen(function*() {
    const path = yield* folder
    const settings = items.find((item) => "role" in item) ?? { role: "global", tcp: false }
    const defects: Array<string> = []
    const logger = Logger.make<unknown, void>(({ cause, logLevel, message }) => {
      if (logLevel === "Error" && cause.reasons.some((reason) => reason._tag === "Die")) {
        defects.push(`${String(message)} ${String(cause)}`)
      }
    })
    const open = settings.tcp
      ? EngineListener.tcp({ role: settings.role })
      : EngineListener.unix({ path: join(path, "yate.sock"), role: settings.role })
    let said = 0
    yield* Effect.gen(function*() {
      const context = yield* Layer.build(
        open.pipe(
          // The well-behaved one has a listener of its own, which has a role.
          Layer.provideMerge(
            Engine.layer({
              maxSessions,
              maxQueued: 400,
              maxOutput: 256 * 1024,
              maxRecorded: 64 * 1024,
              maxChannels: 20,
              recordingsPath: join(path, "recordings"),
              soundsPath: join(path, "recordings")
            })
          )
        )
      )
      const engine = Context.get(context, Engine)
      const { port } = Context.get(context, EngineListener.EngineListener)
      const where = port === undefined ? { path: join(path, "yate.sock") } : { host: "127.0.0.1", port }
      const goodAt = join(path, "good.sock")
      yield* Effect.provide(Layer.build(EngineListener.unix({ path: goodAt })), context)
      const good = yield* Application.connect({ path: goodAt })
      good.onAsked = (id) => good.say(`%%<message:${id}:true:\n`)
      good.say("%%>setlocal:timeout:20000\n%%>install:50:test.good\n%%>setlocal:reenter:true\n")
      const apps: Array<Application | undefined> = []
      const all: Array<Application> = []
      const connect = Effect.fnUntraced(function*(index: number) {
        apps[index]?.drop()
        const app = yield* Application.connect(where)
        apps[index] = app
        all.push(app)
      })
      for (let index = 0; index < hostile; index++) yield* connect(index)
      let count = 0
      for (const step of items) {
        if ("role" in step) continue
        if ("turns" in step) {
          for (let left = step.turns; left > 0; left--) yield* turn
        } else if ("send" in step) {
          good.say(`%%>message:good.${++count}:0:${step.send}::a=b\n`)
          said += 1
        } else if ("say" in step) {
          const app = apps[step.app]
          app?.say(step.say.replaceAll("{asked}", () => app.lastAsked))
          said += 1
        } else if (step.do === "connect") {
          yield* connect(step.app)
        } else {
          const app = apps[step.app]
          if (step.do === "drop") app?.drop()
          else if (step.do === "end") app?.end()
          else app?.pause()
        }
      }
      for (const app of all) app.drop()
      yield* good.settled.pipe(
        Effect.timeoutOrElse({
          duration: patience,
          orElse: () => Effect.die(new Error(`not answered: ${good.unanswered.slice(0, 5).join(", ")}`))
        })
      )
      check(!good.isGone, "the well-behaved application was cut off")
      yield* becomes("messages wait that nobody will answer", () => Effect.map(engine.pending, (left) => left === 0))
      // Every place is free again but the well-behaved one's.
      const places: Array<Application> = []
      yield* becomes("connections of those who went still count", () =>
        Effect.gen(function*() {
          for (const place of places) place.drop()
          // Those of the last try need a moment to be seen as gone, too.
          if (places.splice(0).length > 0) yield* Effect.sleep(20)
          for (let left = maxSessions - 1; left > 0; left--) {
            const place = yield* Application.connect({ path: goodAt })
            place.say("%%>message:place:0:test.place:\n")
            places.push(place)
          }
          for (const place of places) yield* place.settled
          return places.every((place) => !place.isGone)
        }).pipe(Effect.orDie))
      for (const app of [good, ...all, ...places]) {
        check(app.surplus.length === 0, `answered more often than asked: ${app.surplus.slice(0, 5).join(", ")}`)
      }
      for (const app of [good, ...places]) app.drop()
    }).pipe(Effect.scoped, Effect.provide(Logger.layer([logger])))
    check(defects.length === 0, defects.join("\n"))
    const strange = readdirSync(path).filter((name) => name !== "recordings")
    check(strange.length === 0, `files were written where none may be: ${strange.join(", ")}`)
    return said
  }).pipe(Effect.scoped, Effect.orDie)

/** Reads a session that was kept. */
export const read = (item: unknown): ReadonlyArray<Step> => Schema.decodeUnknownSync(Items)(item)

const names = ["test.good", "test.other", "call.route", "call.execute", "chan.attach", "chan.hangup", "chan.record"]

const paths = [
  "tone/dial",
  "wave/play/../../../etc/passwd",
  "wave/record/../out.slin",
  "wave/record//tmp/../x.slin",
  "wave/record/a.slin",
  "wave/play/a.slin",
  "dumb/",
  "moh/x",
  "conf/1",
  "tone/x\0y"
]

const command = (dice: Dice): string => {
  const name = dice.pick(names)
  switch (dice.below(12)) {
    case 0:
      return `%%>connect:${dice.pick(["global", "channel", "play", "", "global:x:y"])}\n`
    case 1:
    case 2:
      return `%%>install:${dice.pick(["1", "", "99999999999", "-5", "50"])}:${name}${
        dice.pick(["", ":id", ":id:x", ":"])
      }\n`
    case 3:
      return `%%>watch:${dice.once(2) ? "" : name}\n`
    case 4:
      return dice.once(2) ? `%%>uninstall:${name}\n` : `%%>unwatch:${name}\n`
    case 5: {
      const local = dice.pick(["timeout", "bufsize", "maxqueue", "timebomb", "reenter", "setdata", "id", "reason"])
      return `%%>setlocal:${local}:${dice.pick(["", "0", "1", "true", "65536", "2048", "-1", "x"])}\n`
    }
    case 6:
    case 7:
      return `%%<message:{asked}:${dice.pick(["true", "false", "", "maybe"])}:${
        dice.pick(["", "x", ":", ":v:a=b:c", ":%:"])
      }\n`
    case 8: {
      const ids = ["m", "", "m", "%", "a%zb"]
      return `%%>message:${dice.pick(ids)}:0:${name}::a=b\n`.repeat(1 + dice.small(dice.once(20) ? 300 : 5))
    }
    case 9:
      return `%%>message:c:0:call.execute::callto=${dice.pick(paths)}:target=${dice.pick(paths)}:id=x/1\n`
    case 10: {
      const what = dice.pick(["chan.attach", "chan.record", "call.drop", "chan.hangup", "call.answered"])
      return `%%>message:d:0:chan.masquerade::message=${what}:id=dumb/1:source=${dice.pick(paths)}:consumer=${
        dice.pick(paths)
      }:call=${dice.pick(paths)}:maxlen=${dice.pick(["1", "-1", "99999999"])}\n`
    }
    default:
      return dice.once(4) ? "%%>quit\n" : `%%>debug:${dice.below(12)}:text\n%%>output:text\n`
  }
}

/** Makes a session. */
export const generate = (dice: Dice, lines: ReadonlyArray<string>): ReadonlyArray<Step> => [
  { role: dice.pick(["global", "global", "channel", "none"] as const), tcp: dice.once(20) },
  ...Array.from({ length: 1 + dice.below(50) }, (): ReadonlyArray<Step> => {
    const app = dice.below(hostile)
    const choice = dice.below(30)
    if (choice < 2) return [{ app, do: dice.pick(["connect", "drop", "end", "pause"] as const) }]
    if (choice < 6) return [{ turns: 1 + dice.small(10) }]
    if (choice < 12) return [{ send: dice.pick(names) }]
    const text = choice < 26 ? command(dice) : `${mutate(dice, lines, dice.once(30) ? 20_000 : 600)}\n`
    if (!dice.once(3)) return [{ app, say: text }]
    const at = dice.below(text.length + 1)
    return [{ app, say: text.slice(0, at) }, { turns: 1 }, { app, say: text.slice(at) }]
  }).flat()
]

export const target: Target<Step> = { name: "listener", generate, run: runSession, concurrency: 8 }
