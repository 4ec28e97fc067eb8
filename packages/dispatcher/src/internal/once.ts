/** Waits that last until they are over, without a scope: there can be a hundred thousand of them. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { RegistrationError } from "../DispatcherError.ts"
import type { InstallOptions } from "../Options.ts"
import type { Connection } from "./connection.ts"
import type { Connections } from "./connections.ts"
import type { Entry } from "./installs.ts"
import type { Waited } from "./registering.ts"

/** Registers a wait at a connection. */
export type Open<A> = (connection: Connection) => Result.Result<Waited<A>, RegistrationError>

/**
 * Registers, asks the engine for the name, and waits. Without a scope, and with no fiber but that of the event, it takes
 * less than half of the memory.
 */
export const once = <A>(
  connections: Connections,
  kind: "Install" | "Watch",
  name: string,
  options: InstallOptions | undefined,
  open: Open<A>
): Effect.Effect<A, unknown> =>
  // Not `acquireUseRelease`: what that is made of would stay in memory as long as the wait does, some 400 bytes.
  Effect.uninterruptibleMask((restore) =>
    Effect.flatMap(connections.enter(kind, name, options), (entry) => {
      const opened = open(entry.connection)
      return Result.isFailure(opened)
        ? Effect.andThen(connections.leave(entry), Effect.fail(opened.failure))
        : hold(connections, entry, opened.success, restore)
    })
  )

/** By itself, so that its closures keep nothing alive but these four. */
const hold = <A>(
  connections: Connections,
  entry: Entry,
  wait: Waited<A>,
  restore: <B, E>(effect: Effect.Effect<B, E>) => Effect.Effect<B, E>
): Effect.Effect<A, unknown> =>
  Effect.onExitPrimitive(
    Effect.suspend(() => restore(Effect.andThen(connections.confirm(entry), wait.once))),
    () => {
      const ended = wait.close()
      const left = connections.leave(entry)
      return ended === undefined ? left : Effect.andThen(left, ended)
    },
    true
  )
