/** What the runner needs of an example. */
import type { Dispatcher, RegistrationError } from "@yatefx/dispatcher"
import type { CallEnded, CallRejected, Engine } from "@yatefx/engine"
import type { Effect, Layer, Scope } from "effect"
import type { Trace } from "./Trace.ts"

/** A program that a user would write, and what shows it at work. */
export interface Example {
  /** As on the command line. */
  readonly name: string
  /** One line for the list of examples. */
  readonly description: string
  readonly program: Layer.Layer<never, RegistrationError, Dispatcher | Trace>
  /** Simulated phones that call it, on the embedded engine. Ends when they have hung up. */
  readonly phones: Effect.Effect<void, CallRejected | CallEnded, Engine | Scope.Scope>
}
