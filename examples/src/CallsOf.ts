/** The calls of an example: with the project's spoken sounds. */
import { Calls, type CallsOptions, type OriginateOptions } from "@yatefx/calls"
import type { Dispatcher, RegistrationError } from "@yatefx/dispatcher"
import { Effect, Layer } from "effect"
import { Sounds } from "./Sounds.ts"

/** What the command line names: `sip/sip:alice@10.0.0.1`, or a number that the engine routes. */
export const targetOf = (text: string): OriginateOptions["target"] => text.includes("/") ? text : { number: text }

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
