/** What the runner needs of an example. */
import type { Dispatcher, RegistrationError } from "@yatefx/dispatcher"
import type { CallEnded, CallRejected, Engine, EngineOptions } from "@yatefx/engine"
import { Data, type Effect, type Layer, type Scope } from "effect"
import type { Command } from "effect/cli"
import type { Trace } from "./Trace.ts"

/** An example can't do its work: the message says what the user can do about it. */
export class ExampleFailed extends Data.TaggedError("ExampleFailed")<{ readonly message: string }> {}

/** What an example fails with. */
export type ExampleError = RegistrationError | ExampleFailed

/** A program that a user would write, and what shows it at work. */
export interface Example<Flags extends Command.Command.Config = {}> {
  /** As on the command line. */
  readonly name: string
  /** One line for the list of examples. */
  readonly description: string
  /** Flags beside those that all examples have. */
  readonly flags: Flags
  readonly program: (given: Given<Flags>) => Layer.Layer<never, ExampleError, Dispatcher | Trace>
  /** Simulated phones that call it, on the embedded engine. Ends when they have hung up. */
  readonly phones?: (given: Given<Flags>) => Effect.Effect<void, CallRejected | CallEnded, Engine | Scope.Scope>
  /** What the program does by itself, and ends when it is done: a load test. Without it, it runs until it is stopped. */
  readonly task?: (given: Given<Flags>) => Effect.Effect<void, ExampleError, Dispatcher | Trace | Scope.Scope>
  /** What the embedded engine is told, beside where the sounds are. */
  readonly engine?: (given: Given<Flags>) => EngineOptions
}

/** What the flags say. */
export type Given<Flags extends Command.Command.Config> = Command.Command.Config.InferValue<Flags>
