/** A menu, as a user would write it: a welcome, one key, an answer to it, and a hangup by whoever is first. */
import { Dispatcher } from "@yatefx/dispatcher"
import {
  CallAnswered,
  CallDrop,
  CallExecute,
  CallRoute,
  ChanAttach,
  ChanDtmf,
  ChanHangup,
  ChanNotify,
  DataNode,
  Masquerade
} from "@yatefx/messages"
import { Effect, Layer, Option, Stream } from "effect"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import { afterAll } from "vitest"

/**
 * Calls to `ivr` hear `welcome`, press 1 or 2, hear `sales` or `support`; who presses nothing for a minute hears
 * `goodbye`.
 */
export const Ivr = (sounds: string) =>
  Layer.effectDiscard(Effect.gen(function*() {
    const yate = yield* Dispatcher
    yield* yate.handle(
      CallRoute,
      { where: { called: "ivr" } },
      Effect.fnUntraced(function*(route) {
        const { id } = route.params
        const ended = yield* yate.expectWatch(ChanHangup, { where: { id } })
        const executed = yield* yate.expectWatch(CallExecute, { where: { id } })
        yield* route.ret(true, "dumb/")
        yield* Effect.gen(function*() {
          const { targetid = "" } = (yield* executed).params
          const keys = yield* yate.subscribe(ChanDtmf, { where: { id }, autoreturn: true })
          const play = Effect.fnUntraced(function*(sound: string) {
            const over = yield* yate.expectMessage(ChanNotify, {
              where: { targetid: `${targetid}-${sound}` },
              autoreturn: true
            })
            yield* yate.enqueue(Masquerade.of(ChanAttach), {
              id: targetid,
              source: DataNode.wavePlay(`${sounds}/${sound}.slin`),
              notify: `${targetid}-${sound}`
            })
            return over
          })
          yield* yate.enqueue(CallAnswered, { id: targetid, targetid: id })
          yield* play("welcome")
          const key = yield* keys.pipe(
            Stream.map(({ params }) => params.text),
            Stream.filter((text) => text === "1" || text === "2"),
            Stream.runHead,
            Effect.timeoutOption("1 minute"),
            Effect.map(Option.flatten)
          )
          const over = yield* play(
            Option.match(key, { onNone: () => "goodbye", onSome: (text) => text === "1" ? "sales" : "support" })
          )
          yield* over
          yield* yate.enqueue(CallDrop, { id, reason: "normal" })
          yield* Effect.never
        }).pipe(Dispatcher.until(ended), Effect.ignore)
      })
    )
  }))

/** A folder of sounds that the engine plays; removed when the test file is done. */
export const writeSounds = (): string => {
  const folder = Fs.realpathSync(Fs.mkdtempSync(Path.join(Os.tmpdir(), "yatefx-testing-")))
  const lengths = { welcome: 3000, sales: 2000, support: 100, goodbye: 500 }
  // 16 bytes a millisecond: signed linear, 8 kHz.
  for (const [name, length] of Object.entries(lengths)) {
    Fs.writeFileSync(Path.join(folder, `${name}.slin`), new Uint8Array(length * 16))
  }
  afterAll(() => Fs.rmSync(folder, { recursive: true, force: true }))
  return folder
}
