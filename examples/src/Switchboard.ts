/** Phones that a person places by lines: `dial 100`, `press 5`, `hangup`. */
import { type Call, type Engine, Phone } from "@yatefx/engine"
import { Effect, Exit, Scope } from "effect"

/** Calls that are placed by hand. */
export interface Switchboard {
  /** Does what a line says, and answers with what there is to say about it. */
  readonly obey: (line: string) => Effect.Effect<string>
}

/** What there is to type. */
export const usage = "dial NUMBER [as CALLER], listen HOST:PORT, press KEYS, speak FILE, hangup, calls, quit"

/** The last call that still runs is the one that `press`, `speak` and `hangup` are about; with an id, the one of that id. */
export const make: Effect.Effect<Switchboard, never, Engine | Scope.Scope> = Effect.gen(function*() {
  const context = yield* Effect.context<Engine | Scope.Scope>()
  const calls = new Map<string, { readonly call: Call; readonly scope: Scope.Closeable }>()

  const remember = Effect.fnUntraced(function*(call: Call, scope: Scope.Closeable) {
    calls.set(call.id, { call, scope })
    yield* Effect.forkScoped(Effect.andThen(
      call.ended,
      Effect.suspend(() => {
        calls.delete(call.id)
        return Scope.close(scope, Exit.void)
      })
    ))
  })

  const dial = Effect.fnUntraced(function*(called: string, caller: string) {
    const scope = yield* Scope.fork(yield* Effect.scope)
    const phone = yield* Phone.make({ caller })
    const call = yield* Scope.provide(phone.dial(called), scope)
    yield* remember(call, scope)
    return `${call.id} dials ${called}`
  })

  const listen = Effect.fnUntraced(function*(address: string) {
    const phone = yield* Phone.make({ caller: "phone", address })
    const next = yield* phone.listen
    yield* Effect.forkScoped(Effect.forever(Effect.gen(function*() {
      const call = yield* next
      yield* remember(call, yield* Scope.fork(yield* Effect.scope))
      // Programs that watch for the answer once the call is out must be able to.
      yield* Effect.forkScoped(Effect.andThen(call.ring, Effect.delay(call.answer, "500 millis")))
    })))
    return `a phone answers calls to sip/sip:anybody@${address}`
  })

  const on = (id: string | undefined, use: (call: Call) => Effect.Effect<string>): Effect.Effect<string> => {
    const chosen = id === undefined ? [...calls.values()].at(-1) : calls.get(id)
    return chosen === undefined
      ? Effect.succeed(id === undefined ? "there is no call" : `there is no call ${id}`)
      : use(chosen.call)
  }

  const obey = (line: string): Effect.Effect<string, never, Engine | Scope.Scope> => {
    const [command = "", first, second, third] = line.trim().split(/\s+/)
    switch (command) {
      case "":
        return Effect.succeed("")
      case "dial":
        if (first === undefined || (second !== undefined && (second !== "as" || third === undefined))) break
        return Effect.catch(dial(first, third ?? "alice"), (error) => Effect.succeed(error.message))
      case "listen":
        if (first === undefined) break
        return listen(first)
      case "press":
        if (first === undefined) break
        return on(
          second,
          (call) =>
            Effect.map(
              call.press(first, { gap: "200 millis" }),
              (handled) => handled.every((each) => each) ? "" : "not every key was handled"
            )
        )
      case "speak":
        return on(second, (call) => Effect.as(call.speak(first), ""))
      case "hangup":
        return on(first, (call) => Effect.as(call.hangup(), ""))
      case "calls":
        return Effect.succeed(calls.size === 0 ? "there is no call" : [...calls.keys()].join(" "))
    }
    return Effect.succeed(usage)
  }

  return { obey: (line) => Effect.provideContext(obey(line), context) }
})
