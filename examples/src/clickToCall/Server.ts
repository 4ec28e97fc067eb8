/** Serves the API over HTTP, with a page about it. */
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { Effect, Layer, Redacted } from "effect"
import { HttpRouter, HttpServer, type HttpServerError } from "effect/http"
import { HttpApiBuilder, HttpApiSwagger } from "effect/http-api"
import { createHash, timingSafeEqual } from "node:crypto"
import { createServer } from "node:http"
import { Authorization, ClickToCallApi, Unauthorized } from "./Api.ts"
import { Clicks } from "./Clicks.ts"

/** What the API does. */
export const Handlers = HttpApiBuilder.group(
  ClickToCallApi,
  "calls",
  Effect.fn(function*(handlers) {
    const clicks = yield* Clicks
    return handlers.handleAll({
      place: ({ payload }) => clicks.place(payload.from, payload.to),
      list: () => clicks.list,
      get: ({ params }) => clicks.get(params.id),
      hangUp: ({ params }) => clicks.hangUp(params.id)
    })
  })
)

const digest = (text: string): Uint8Array => new Uint8Array(createHash("sha256").update(text).digest())

/** Lets in who knows the token. */
export const authorized = (token: Redacted.Redacted): Layer.Layer<Authorization> => {
  const expected = digest(Redacted.value(token))
  return Layer.succeed(Authorization, {
    bearer: (effect, { credential }) =>
      // Of equal length, and compared in equal time: what differs can't be told by the time it took.
      timingSafeEqual(digest(Redacted.value(credential)), expected) ? effect : Effect.fail(new Unauthorized())
  })
}

/** Where it listens, and who may use it. */
export interface Options {
  readonly host: string
  readonly port: number
  readonly token: Redacted.Redacted
  /** Is told where it listens, once it does: `http://127.0.0.1:8080`. */
  readonly onListening?: (url: string) => Effect.Effect<void>
}

/** The API, `/docs` about it, and `/openapi.json`. */
export const layer = (
  { host, onListening = () => Effect.void, port, token }: Options
): Layer.Layer<never, HttpServerError.ServeError, Clicks> =>
  Layer.effectDiscard(HttpServer.addressFormattedWith(onListening)).pipe(
    Layer.provideMerge(HttpRouter.serve(
      Layer.mergeAll(
        HttpApiBuilder.layer(ClickToCallApi, { openapiPath: "/openapi.json" }).pipe(
          Layer.provide(Handlers),
          Layer.provide(authorized(token))
        ),
        HttpApiSwagger.layer(ClickToCallApi, { path: "/docs" })
      ),
      { disableLogger: true, disableListenLog: true }
    )),
    Layer.provide(NodeHttpServer.layer(createServer, { host, port }))
  )
