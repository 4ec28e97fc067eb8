/**
 * Click to call: an HTTP API that calls one telephone, then another, and connects them, with a page about itself. Whoever
 * may place calls spends money, so it wants a token, and listens on this machine alone.
 */
import { Phone } from "@yatefx/engine"
import { Config, Deferred, Effect, Layer, Option, Redacted } from "effect"
import { Flag } from "effect/cli"
import { FetchHttpClient, HttpClient, HttpClientRequest } from "effect/http"
import { HttpApiClient, HttpApiMiddleware } from "effect/http-api"
import { randomBytes } from "node:crypto"
import * as CallsOf from "./CallsOf.ts"
import { Authorization, ClickToCallApi } from "./clickToCall/Api.ts"
import * as Clicks from "./clickToCall/Clicks.ts"
import * as Server from "./clickToCall/Server.ts"
import { type Example, ExampleFailed, type Given } from "./Example.ts"
import { Trace } from "./Trace.ts"

const flags = {
  host: Flag.String("host").pipe(
    Flag.withDescription("the address that HTTP is served on; in front of the world, put a proxy with TLS"),
    Flag.withDefault("127.0.0.1")
  ),
  port: Flag.Int("port").pipe(
    Flag.withDescription("the port; 0 for any that is free"),
    Flag.filter((port) => port >= 0 && port <= 65_535, () => "0 to 65535"),
    Flag.withDefault(8080)
  ),
  token: Flag.Redacted("token").pipe(
    Flag.withDescription(
      "what callers must send as a bearer token; better as YATEFX_TOKEN, which no list of processes shows. A random one is " +
        "shown when left out"
    ),
    Flag.withFallbackConfig(Config.Redacted("YATEFX_TOKEN")),
    Flag.filter((token) => Redacted.value(token) !== "", () => "something that nobody guesses"),
    Flag.optional
  ),
  limit: Flag.Int("limit").pipe(
    Flag.withDescription("how many calls may run at once"),
    Flag.filter((count) => count >= 1 && count <= 10_000, () => "1 to 10000"),
    Flag.withDefault(20)
  ),
  extensions: Flag.KeyValuePair("extension").pipe(
    Flag.withMetavar("NUMBER=TARGET"),
    Flag.withDescription(
      "a telephone, 100=sip/sip:alice@10.0.0.1 or 100=+4930123456; as many as there are. The engine routes other numbers"
    ),
    Flag.withDefault<Record<string, string>>({})
  )
}

type Settings = Given<typeof flags>

/** What the program and the phones of one run know of each other. */
interface Run {
  /** The token that was given, or one for this run. */
  readonly token: Redacted.Redacted
  readonly url: Deferred.Deferred<string>
}

const runs = new WeakMap<Settings, Run>()

const runOf = (given: Settings): Run => {
  const known = runs.get(given) ?? {
    token: Option.getOrElse(given.token, () => Redacted.make(randomBytes(16).toString("hex"))),
    url: Deferred.makeUnsafe<string>()
  }
  runs.set(given, known)
  return known
}

/** What a web page does. */
const click = ({ token, url }: Run, from: string, to: string) =>
  Effect.gen(function*() {
    const client = yield* HttpApiClient.make(ClickToCallApi, {
      transformClient: HttpClient.mapRequest(HttpClientRequest.prependUrl(yield* Deferred.await(url)))
    })
    return yield* client.calls.place({ payload: { from, to } })
  }).pipe(
    Effect.provide(HttpApiMiddleware.layerClient(
      Authorization,
      ({ next, request }) => next(HttpClientRequest.bearerToken(request, token))
    )),
    Effect.provide(FetchHttpClient.layer),
    Effect.orDie
  )

export const clickToCall = {
  name: "click-to-call",
  description: "an HTTP API that connects two telephones, with a page about it",
  flags,
  engine: () => ({
    routes: [["^100$", "sip/sip:100@127.0.0.1:5070"], ["^101$", "sip/sip:101@127.0.0.1:5071"]]
  }),
  program: (given) =>
    Layer.unwrap(Effect.gen(function*() {
      const { extensions, host, limit, port } = given
      const trace = yield* Trace
      const { token, url } = runOf(given)
      const onListening = (at: string) =>
        Effect.andThen(Deferred.succeed(url, at), trace.say("", "serves", `${at}/docs`))
      if (Option.isNone(given.token)) yield* trace.say("", "token", Redacted.value(token))
      return CallsOf.layer(
        Server.layer({ host, port, token, onListening }).pipe(
          Layer.provide(Clicks.layer({ limit, extensions: new Map(Object.entries(extensions)) })),
          Layer.catchTag("ServeError", ({ cause }) =>
            Layer.effectDiscard(Effect.fail(
              new ExampleFailed({ message: `HTTP can't be served on ${host}:${port}: ${String(cause)}` })
            )))
        )
      )
    })),
  phones: (given) =>
    Effect.gen(function*() {
      const alice = yield* Phone.make({ caller: "100", address: "127.0.0.1:5070" })
      const bob = yield* Phone.make({ caller: "101", address: "127.0.0.1:5071" })
      const [atAlice, atBob] = [yield* alice.listen, yield* bob.listen]
      yield* click(runOf(given), "100", "101")
      const first = yield* atAlice
      yield* first.ring
      yield* Effect.sleep("300 millis")
      yield* first.answer
      const second = yield* atBob
      yield* second.ring
      yield* Effect.sleep("300 millis")
      yield* second.answer
      yield* Effect.sleep("500 millis")
      yield* first.hangup()
      yield* second.ended
    })
} satisfies Example<typeof flags>
