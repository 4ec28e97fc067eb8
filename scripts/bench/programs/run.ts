/** Runs a program of the suite on the engine that listens at the port given to it, until it is told to stop. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Dispatcher, type DispatcherOptions, type RegistrationError } from "@yatefx/dispatcher"
import { TcpTransport } from "@yatefx/transport-tcp"
import { Layer } from "effect"

export const run = (
  program: Layer.Layer<never, RegistrationError, Dispatcher>,
  options: DispatcherOptions = {}
): void =>
  program.pipe(
    Layer.provide(Dispatcher.layerWith(options)),
    Layer.provide(TcpTransport.layer({ port: Number(process.argv[2]) })),
    Layer.launch,
    NodeRuntime.runMain
  )
