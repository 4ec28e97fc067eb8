/** The calls of an example: with the project's spoken sounds. */
import { Calls, type CallsOptions } from "@yatefx/calls"
import type { Dispatcher, RegistrationError } from "@yatefx/dispatcher"
import { Effect, Layer } from "effect"
import { Sounds } from "./Sounds.ts"

const layerWith = (options: CallsOptions): Layer.Layer<Calls, RegistrationError, Dispatcher> =>
  Layer.unwrap(
    Effect.map(
      Sounds,
      (folder) => Calls.layerWith({ sounds: { path: `${folder}/en`, extension: ".mulaw" }, ...options })
    )
  )

/** The calls alone, for a program that places some. */
export const services: Layer.Layer<Calls, RegistrationError, Dispatcher> = layerWith({})

/** A program of calls over the dispatcher alone. */
export const layer = <E, R>(
  program: Layer.Layer<never, E, R>,
  options: CallsOptions = {}
): Layer.Layer<never, E | RegistrationError, Exclude<R, Calls> | Dispatcher> =>
  Layer.provide(program, layerWith(options))
