/**
 * A transport for tests that plays the engine from a script: expect this line, say that one.
 *
 * ```ts
 * const script = yield* ScriptedTransport.make([
 *   expect("%%>install::call.route"),
 *   say("%%<install:100:call.route:true", "%%>message:1:0:call.route::called=ivr"),
 *   expect(/^%%<message:1:true:/),
 *   hangUp
 * ])
 * yield* Effect.forkScoped(Effect.provide(program, script.layer))
 * yield* script.done
 * ```
 *
 * It knows lines only: where the bytes of a stream may be cut is for the tests of the transports.
 *
 * @since 0.1.0
 */
import type * as Arr from "effect/Array"
import * as Deferred from "effect/Deferred"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import type { PeerLink } from "./PeerTransport.ts"
import * as PeerTransport from "./PeerTransport.ts"
import { ScriptFailed } from "./ScriptFailed.ts"
import type { Transport } from "./Transport.ts"

/**
 * What the named groups of the patterns so far have matched in this dial; the latest of a name.
 *
 * @category models
 * @since 0.1.0
 */
export type Captured = Readonly<Record<string, string>>

/**
 * A line to expect: the line itself, a pattern (its named groups are captured), or a test.
 *
 * @category models
 * @since 0.1.0
 */
export type Wanted = string | RegExp | ((line: string) => boolean)

/**
 * One step of a dial.
 *
 * @category models
 * @since 0.1.0
 */
export type Step =
  | { readonly _tag: "Expect"; readonly wanted: ReadonlyArray<Wanted>; readonly inOrder: boolean }
  | { readonly _tag: "Say"; readonly lines: Arr.NonEmptyReadonlyArray<string | ((captured: Captured) => string)> }
  | { readonly _tag: "Pause"; readonly duration: Duration.Input }
  | { readonly _tag: "HangUp" | "Cut" | "EndInput" }

/**
 * What becomes of one dial: its steps, or a refusal.
 *
 * @category models
 * @since 0.1.0
 */
export type Dial = ReadonlyArray<Step> | { readonly _tag: "Refuse"; readonly advice: string | undefined }

/**
 * The next lines that the program writes, in this order.
 *
 * @category steps
 * @since 0.1.0
 */
export const expect = (...wanted: Arr.NonEmptyReadonlyArray<Wanted>): Step => ({
  _tag: "Expect",
  wanted,
  inOrder: true
})

/**
 * The next lines that the program writes, in any order.
 *
 * @category steps
 * @since 0.1.0
 */
export const expectAnyOrder = (...wanted: Arr.NonEmptyReadonlyArray<Wanted>): Step => ({
  _tag: "Expect",
  wanted,
  inOrder: false
})

/**
 * Says lines as one batch. A function gets what was captured, to answer with the program's own ids.
 *
 * @category steps
 * @since 0.1.0
 */
export const say = (...lines: Arr.NonEmptyReadonlyArray<string | ((captured: Captured) => string)>): Step => ({
  _tag: "Say",
  lines
})

/**
 * Lets time pass, on Effect's Clock.
 *
 * @category steps
 * @since 0.1.0
 */
export const pause = (duration: Duration.Input): Step => ({ _tag: "Pause", duration })

/**
 * Ends the link, once what was said was pulled: the program sees `LinkLost`.
 *
 * @category steps
 * @since 0.1.0
 */
export const hangUp: Step = { _tag: "HangUp" }

/**
 * Cuts the link at once; what was said and not yet pulled is lost. The program sees `LinkLost`.
 *
 * @category steps
 * @since 0.1.0
 */
export const cut: Step = { _tag: "Cut" }

/**
 * Ends the link as the engine ends a script: the program sees `InputEnded`.
 *
 * @category steps
 * @since 0.1.0
 */
export const endInput: Step = { _tag: "EndInput" }

/**
 * A dial that fails with `Unreachable`.
 *
 * @category steps
 * @since 0.1.0
 */
export const refuse = (advice?: string): Dial => ({ _tag: "Refuse", advice })

/**
 * A script at work.
 *
 * @category models
 * @since 0.1.0
 */
export interface Script {
  readonly layer: Layer.Layer<Transport>
  readonly transport: Transport["Service"]
  /** Waits until the last step was taken; fails when one could not be. */
  readonly done: Effect.Effect<void, ScriptFailed>
  /** The last 200 lines: `A ` before what the program wrote, `E ` before what the script said. */
  readonly said: Effect.Effect<ReadonlyArray<string>>
}

const matches = (wanted: Wanted, line: string, captured: Record<string, string>): boolean => {
  if (typeof wanted === "string") return wanted === line
  if (typeof wanted === "function") return wanted(line)
  // A pattern of the caller's with the g flag keeps a position; match from the start each time.
  wanted.lastIndex = 0
  const match = wanted.exec(line)
  if (match === null) return false
  for (const [name, value] of Object.entries(match.groups ?? {})) if (value !== undefined) captured[name] = value
  return true
}

const describe = (wanted: Wanted): string =>
  typeof wanted === "function" ? `a line for which ${wanted.name || String(wanted)} is true` : String(wanted)

const historySize = 200

const play = Effect.fnUntraced(function*(
  link: PeerLink,
  steps: ReadonlyArray<Step>,
  place: { readonly dial: number; readonly note: (line: string) => void; readonly history: ReadonlyArray<string> }
) {
  const captured: Record<string, string> = Object.create(null)
  for (const [index, step] of steps.entries()) {
    const failed = (expected: ReadonlyArray<Wanted>, came?: string) =>
      new ScriptFailed({
        dial: place.dial,
        step: index + 1,
        expected: expected.map(describe),
        came,
        said: [...place.history]
      })
    switch (step._tag) {
      case "Expect": {
        const open = [...step.wanted]
        while (open.length > 0) {
          const candidates = step.inOrder ? open.slice(0, 1) : open
          const line = yield* Effect.mapError(link.heard, () => failed(candidates))
          const at = candidates.findIndex((wanted) => matches(wanted, line, captured))
          if (at < 0) return yield* failed(candidates, line)
          place.note(`A ${line}`)
          open.splice(at, 1)
        }
        break
      }
      case "Say": {
        const [first, ...rest] = step.lines
        const text = (line: typeof first) => typeof line === "string" ? line : line(captured)
        const lines: Arr.NonEmptyReadonlyArray<string> = [text(first), ...rest.map(text)]
        yield* Effect.mapError(link.say(...lines), () => failed([`the link to be there, to say ${lines[0]}`]))
        for (const line of lines) place.note(`E ${line}`)
        break
      }
      case "Pause":
        yield* Effect.sleep(step.duration)
        break
      case "HangUp":
        yield* link.hangUp
        break
      case "Cut":
        yield* link.cut()
        break
      case "EndInput":
        yield* link.endInput
        break
    }
  }
})

/**
 * Starts a script: one argument for each dial of the program, in order. A script of one dial is just its steps.
 *
 * **Details**
 *
 * - Each line that the program writes must be the one expected next. One that isn't fails `done` with both lines and
 *   all that was said, and cuts the link, so that neither the test nor the program hangs.
 * - After its last step a dial's link stays open, unless a step ended it, and takes whatever the program writes.
 * - Dials after the last one, and after a failure, are refused.
 * - The scope owns the script. It ends no link of its own accord: those are owned by the program's scopes.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = Effect.fnUntraced(function*(
  ...dials: Arr.NonEmptyReadonlyArray<Dial>
): Effect.fn.Return<Script, never, Scope.Scope> {
  const peer = yield* PeerTransport.make({ address: "script" })
  const done = yield* Deferred.make<void, ScriptFailed>()
  const history: Array<string> = []
  const note = (line: string) => {
    if (history.push(line) > historySize) history.shift()
  }
  const listen = (link: PeerLink) => Effect.ignore(Effect.forever(Effect.map(link.heard, (line) => note(`A ${line}`))))

  const run = Effect.gen(function*() {
    for (const [index, dial] of dials.entries()) {
      if ("_tag" in dial) {
        yield* peer.refuse(dial.advice)
        if (index === dials.length - 1) yield* Deferred.succeed(done, undefined)
        continue
      }
      const link = yield* peer.accept
      yield* Effect.tapError(
        play(link, dial, { dial: index + 1, history, note }),
        (error) => Effect.andThen(Deferred.fail(done, error), link.cut(error))
      )
      if (index === dials.length - 1) yield* Deferred.succeed(done, undefined)
      yield* listen(link)
    }
    return yield* Effect.forever(peer.refuse("the script has no more dials"))
  })
  yield* run.pipe(
    Effect.catch(() => Effect.forever(peer.refuse("the script has failed"))),
    Effect.forkScoped
  )
  return {
    layer: peer.layer,
    transport: peer.transport,
    done: Deferred.await(done),
    said: Effect.sync(() => [...history])
  }
})
