/**
 * What a test call does once it is answered, in a line as YAYPM's tester has it: steps with commas between.
 *
 * | step | does |
 * | --- | --- |
 * | `15#` | presses keys |
 * | `_`, `_*2.5` | waits for a second, or so many |
 * | `s:welcome`, `s:tone/busy` | plays a sound to its end, or a tone for a second |
 * | `connected?`, `connected?5` | waits for a checkpoint, 10 seconds or so many: a `test.checkpoint` message of the tested program, with `check=connected` and the `caller` of this call |
 * | `error!` | fails from here on when that checkpoint comes |
 * | `...` | stays until the other side hangs up |
 */
import { type Call, type LegError, Sound } from "@yatefx/calls"
import { Dispatcher, type RegistrationError } from "@yatefx/dispatcher"
import { Definition, Param } from "@yatefx/messages"
import { Data, Deferred, Effect, Result, type Scope } from "effect"

/** What the tested program sends: where one of its calls has come. */
export const TestCheckpoint = Definition.make("test.checkpoint", {
  params: { check: Param.Text, caller: Param.Text }
})

/** A step. */
export type Step =
  | { readonly _tag: "Press"; readonly keys: string }
  | { readonly _tag: "Wait"; readonly seconds: number }
  | { readonly _tag: "Play"; readonly sound: Sound.Sound }
  | { readonly _tag: "Expect"; readonly check: string; readonly seconds: number }
  | { readonly _tag: "Forbid"; readonly check: string }
  | { readonly _tag: "Stay" }

/** What a call does. */
export type CallScript = ReadonlyArray<Step>

/** The call did not do what the script says. */
export class ScriptError extends Data.TaggedError("ScriptError")<{ readonly message: string }> {}

const parseStep = (text: string): Step | undefined => {
  if (text === "...") return { _tag: "Stay" }
  if (/^[0-9*#A-D]+$/i.test(text)) return { _tag: "Press", keys: text }
  const wait = /^_(?:\*(\d+(?:\.\d+)?))?$/.exec(text)
  if (wait !== null) return { _tag: "Wait", seconds: Number(wait[1] ?? 1) }
  if (text.startsWith("s:")) {
    const name = text.slice(2)
    if (/^(tone|moh)\/\w+$/.test(name)) return { _tag: "Play", sound: Sound.node(name, "1 second") }
    return Sound.isName(name) ? { _tag: "Play", sound: name } : undefined
  }
  const expected = /^(\w+)\?(\d+(?:\.\d+)?)?$/.exec(text)
  if (expected !== null) return { _tag: "Expect", check: expected[1] ?? "", seconds: Number(expected[2] ?? 10) }
  const forbidden = /^(\w+)!$/.exec(text)
  return forbidden === null ? undefined : { _tag: "Forbid", check: forbidden[1] ?? "" }
}

/** Reads a script; an empty one does nothing. */
export const parse = (text: string): Result.Result<CallScript, string> => {
  const steps: Array<Step> = []
  for (const part of text.split(",").map((each) => each.trim())) {
    if (part === "") continue
    const step = parseStep(part)
    if (step === undefined) {
      return Result.fail(
        `"${part}" is no step: use keys (15#), a wait (_ or _*2), s:SOUND, CHECK?SECONDS, CHECK! or ...`
      )
    }
    steps.push(step)
  }
  return Result.succeed(steps)
}

/** Runs a script on an answered call. Fails when the call ends in the middle of it. */
export const run = Effect.fnUntraced(function*(
  call: Call,
  caller: string,
  script: CallScript
): Effect.fn.Return<void, ScriptError | LegError | RegistrationError, Dispatcher | Scope.Scope> {
  const yate = yield* Dispatcher
  // All expected from the beginning: a checkpoint may come before its step.
  const expected = new Map(
    yield* Effect.forEach(
      script.filter((step) => step._tag === "Expect"),
      ({ check }) =>
        Effect.map(yate.expectWatch(TestCheckpoint, { where: { caller, check } }), (came) => [check, came] as const)
    )
  )
  const alarm = yield* Deferred.make<never, ScriptError>()
  const steps = Effect.gen(function*() {
    for (const [at, step] of script.entries()) {
      const failed = (message: string) => new ScriptError({ message: `step ${at + 1}: ${message}` })
      switch (step._tag) {
        case "Press":
          for (const key of step.keys) {
            yield* Effect.catchTag(call.sendDtmf(key), "DtmfError", (error) => Effect.fail(failed(error.message)))
          }
          break
        case "Wait":
          yield* call.whileUp(Effect.sleep(step.seconds * 1000))
          break
        case "Play":
          yield* Effect.catchTag(call.play(step.sound), "PlayError", (error) => Effect.fail(failed(error.message)))
          break
        case "Expect": {
          const came = expected.get(step.check) ?? Effect.void
          yield* call.whileUp(Effect.timeoutOrElse(came, {
            duration: step.seconds * 1000,
            orElse: () => Effect.fail(failed(`the checkpoint "${step.check}" did not come in ${step.seconds} s`))
          })).pipe(Effect.catchTag("Misfit", (misfit) => Effect.fail(failed(misfit.message))))
          break
        }
        case "Forbid": {
          const came = yield* yate.expectWatch(TestCheckpoint, { where: { caller, check: step.check } })
          const error = failed(`the checkpoint "${step.check}" came`)
          yield* Effect.forkScoped(Effect.andThen(came, Deferred.fail(alarm, error)))
          break
        }
        case "Stay":
          yield* call.ended
          return
      }
    }
  })
  yield* Effect.raceFirst(Deferred.await(alarm), steps)
})
