/**
 * Whether the engine can make a file. It doesn't say: a recording of which the file could not be created goes on, to
 * nowhere, and is only logged (wavefile.cpp:580). But it says when a file that is to be played can't be opened.
 */
import { ChanAttach, ChanRecord, DataNode, Masquerade } from "@yatefx/messages"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { LegError } from "../CallError.ts"
import type { Leg } from "./leg.ts"
import { present } from "./presence.ts"
import { stop } from "./stopping.ts"

const Attach = Masquerade.of(ChanAttach)
const Record = Masquerade.of(ChanRecord)

/** How long an empty file may take to end, in milliseconds. */
const emptyWithin = 1000

/** Octets of a second, by the ending of the name (wavefile.cpp:555). Anything else is signed linear. */
const rates: ReadonlyArray<readonly [ending: string, octets: number]> = [
  [".gsm", 1650],
  [".alaw", 8000],
  [".A", 8000],
  [".mulaw", 8000],
  [".u", 8000],
  [".2slin", 32_000],
  [".2alaw", 16_000],
  [".2mulaw", 16_000],
  [".ilbc20", 1900],
  [".ilbc30", 1666],
  [".g729", 1000],
  [".g722", 8000]
]

/** What `maxlen` counts: octets of the recorded format. */
export const octetsOf = (path: string, millis: number): number => {
  const octets = rates.find(([ending]) => path.endsWith(ending))?.[1] ?? 16_000
  return Math.min(Math.max(Math.ceil(millis * octets / 1000), 1), 0x7fffffff)
}

/**
 * Makes the file, empty, by recording the silence that the leg which holds the call sends, and plays it to nobody. An
 * empty file ends at once (`eof`); one that isn't there is told without a reason; one that is a folder can't be read
 * (`replaced`); one that goes on was not emptied, so it may not be written.
 */
export const checkFile = Effect.fnUntraced(function*(
  leg: Leg,
  path: string
): Effect.fn.Return<"Writable" | "NotWritable" | "NoCodec" | "NotLoaded", LegError> {
  const id = yield* leg.controlled
  const token = leg.hub.token(id)
  const told: { reason: string | undefined } = { reason: undefined }
  const check = Effect.gen(function*() {
    const made = yield* leg.send(Record, { id, call: DataNode.waveRecord(path) })
    if (!made.processed) {
      yield* present(leg, id)
      return "NotLoaded"
    }
    leg.hub.tokens.set(token, (parameters) => {
      told.reason ??= parameters.get("reason") ?? "missing"
      leg.wake()
    })
    const { parameters } = yield* leg.send(Attach, {
      id,
      consumer: DataNode.waveRecord(DataNode.none),
      override: DataNode.wavePlay(path),
      notify_override: token
    })
    if (parameters.get("consumer") !== undefined) {
      yield* present(leg, id)
      return "NotLoaded"
    }
    const links = leg.hub.links
    const reason = yield* Effect.timeoutOption(
      leg.until(() => leg.hungUp ?? told.reason ?? (leg.hub.links === links ? undefined : "unlinked")),
      emptyWithin
    )
    yield* leg.up
    if (Option.isNone(reason)) return "NotWritable"
    if (reason.value === "unlinked") return yield* leg.hub.lostTouch(ChanAttach)
    if (reason.value === "eof") return "Writable"
    // It was opened, and could not be played to a consumer of sound.
    return reason.value === "replaced" && parameters.get("override") !== undefined ? "NoCodec" : "NotWritable"
  })
  return yield* Effect.ensuring(check, undo(leg, id, token))
})

/** Closes the file, and takes off what was attached. */
const undo = (leg: Leg, id: string, token: string): Effect.Effect<void> =>
  Effect.suspend(() => {
    leg.hub.tokens.delete(token)
    return stop(
      leg,
      () => leg.control === id,
      Effect.andThen(
        leg.send(Record, { id, call: DataNode.none }),
        leg.send(Attach, { id, consumer: DataNode.none })
      )
    )
  })
