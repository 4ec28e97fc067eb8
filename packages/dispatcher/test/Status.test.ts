import { assert, describe, it } from "@effect/vitest"
import type { ConnectionStatus } from "@yatefx/dispatcher"
import { Effect, Fiber, Stream } from "effect"
import { TestClock } from "effect/testing"
import { inWorld, Probe, turns } from "./support/world.ts"

/** A status in one line. */
const brief = (status: ConnectionStatus): string => {
  switch (status._tag) {
    case "Connecting": {
      const { attempts, lastError, nextDelay } = status
      return `Connecting ${attempts} ${lastError?.reason._tag ?? "-"} ${
        nextDelay === undefined ? "dialling" : "waiting"
      }`
    }
    case "Restoring":
      return `Restoring ${status.epoch}`
    case "Live": {
      const channels = status.channels === undefined ? "unknown" : [...status.channels].join()
      return `Live ${status.epoch} ${status.runId} ${status.resumed ? "resumed" : "new"} ${channels}`
    }
    default:
      return status._tag
  }
}

describe("status", () => {
  it.effect("tells the whole life, the current one first, and ends with Gone", () =>
    Effect.gen(function*() {
      const seen = yield* inWorld(
        Effect.fnUntraced(function*({ engine, settled, yate }) {
          const watching = yield* Effect.forkDetach(Stream.runCollect(yate.statusChanges))
          yield* turns
          yield* engine.peer.refuse()
          yield* turns
          const waiting = yield* yate.status
          assert.isTrue(waiting._tag === "Connecting" && (waiting.nextDelay ?? 0) >= 200 && waiting.engine === "Berlin")
          yield* TestClock.adjust("300 millis")
          const link = yield* engine.accept
          yield* settled
          engine.manners.channels.add("sip/1").add("dumb/2")
          yield* link.cut
          yield* turns
          yield* TestClock.adjust("250 millis")
          const second = yield* engine.accept
          yield* settled
          engine.manners.locals.set("runid", "2000000000")
          engine.manners.channels.clear()
          yield* second.cut
          yield* turns
          yield* TestClock.adjust("250 millis")
          yield* engine.accept
          yield* settled
          assert.strictEqual(brief(yield* yate.status), "Live 3 2000000000 new ")
          return watching
        }),
        { accept: false, name: "Berlin" }
      )
      assert.deepStrictEqual([...yield* Fiber.join(seen)].map(brief), [
        "Connecting 0 - dialling",
        "Connecting 1 Unreachable waiting",
        "Connecting 1 Unreachable dialling",
        "Restoring 1",
        "Live 1 1795437836 new unknown",
        "Connecting 0 LinkLost waiting",
        "Connecting 0 LinkLost dialling",
        "Restoring 2",
        "Live 2 1795437836 resumed dumb/2,sip/1",
        "Connecting 0 LinkLost waiting",
        "Connecting 0 LinkLost dialling",
        "Restoring 3",
        "Live 3 2000000000 new ",
        "Draining",
        "Gone"
      ])
    }))

  it.effect("comes late to nobody: who looks first now sees what is now", () =>
    inWorld(Effect.fnUntraced(function*({ settled, yate }) {
      yield* settled
      const [first] = [...yield* Stream.runCollect(Stream.take(yate.statusChanges, 1))]
      assert.strictEqual(first?._tag, "Live")
    })))

  it.effect("drops the oldest for a reader who is slow, and keeps the newest", () =>
    inWorld(Effect.fnUntraced(function*({ engine, settled, yate }) {
      yield* settled
      const slow = yield* Stream.toPull(yate.statusChanges)
      const [before] = yield* slow
      for (let i = 0; i < 40; i++) {
        yield* engine.links[i]?.cut ?? Effect.die("no link")
        yield* turns
        yield* TestClock.adjust("250 millis")
        yield* engine.accept
        yield* settled
      }
      assert.strictEqual(before?._tag, "Live")
      let last = before
      let read = 0
      while (last._tag !== "Live" || last.epoch < 41) {
        for (const status of yield* slow) {
          last = status
          read += 1
        }
      }
      assert.isAtMost(read, 64)
    })))

  it.effect("tells what ended it", () =>
    inWorld(
      Effect.fnUntraced(function*({ engine, yate }) {
        yield* turns
        yield* engine.peer.refuse("start Yate")
        yield* Effect.flip(yate.ended)
        const status = yield* yate.status
        assert.isTrue(status._tag === "Gone" && status.cause?.message === "no engine at lab: start Yate")
        assert.strictEqual((yield* Effect.flip(yate.channels)).reason._tag, "Closed")
      }),
      { accept: false, once: true }
    ))
})

describe("channels", () => {
  it.effect("asks the engine, module by module", () =>
    inWorld(Effect.fnUntraced(function*({ engine, link, sizes, yate }) {
      assert.deepStrictEqual(yield* yate.channels, new Set())
      for (const id of ["sip/1", "sip/22", "dumb/3", "__proto__/4"]) engine.manners.channels.add(id)
      assert.deepStrictEqual(yield* yate.channels, new Set(["dumb/3", "sip/1", "sip/22", "__proto__/4"]))
      const asked = link.lines.filter((line) => line.includes("engine.status")).map((line) => line.replace(/.*::/, ""))
      assert.deepStrictEqual(asked, ["details=false", "details=false", "module=dumb", "module=sip", "module=__proto__"])
      assert.deepStrictEqual(yield* sizes, {})
    })))

  it.effect("of a module that has too many for a line are not asked for", () =>
    inWorld(Effect.fnUntraced(function*({ engine, yate }) {
      for (let i = 0; i < 4001; i++) engine.manners.channels.add(`sip/${i}`)
      const error = yield* Effect.flip(yate.channels)
      assert.strictEqual(
        error.message,
        "engine.status: the engine can't say which channels live: sip has 4001 of them, and 4000 are listed at most"
      )
    })))

  it.effect("a hostile answer is an error, and no loop", () =>
    inWorld(Effect.fnUntraced(function*({ engine, link, settled, yate }) {
      yield* settled
      engine.manners.silent.add("status")
      const answers: ReadonlyArray<readonly [returnValue: string, why: RegExp]> = [
        ["", /nobody answered/],
        ["name=sip,type=varchans;chans=-1", /nobody answered/],
        ["name=sip;chans=1e999%M%Jname=;chans=1%M%J;;;;,,,=", /nobody answered/],
        [Array.from({ length: 65 }, (_, i) => `name=m${i};chans=1`).join("%M%J"), /65 modules have channels/]
      ]
      for (const [i, [returnValue, why]] of answers.entries()) {
        const asking = yield* Effect.forkChild(Effect.flip(yate.channels))
        yield* turns
        const id = /^%%>message:([^:]*):/.exec(link.lines.at(-1) ?? "")?.[1] ?? ""
        yield* link.say(`%%<message:${id}:false:engine.status:${returnValue}`)
        assert.match((yield* Fiber.join(asking)).message, why, `${i}`)
      }
      yield* yate.enqueue(Probe, {})
    })))
})
