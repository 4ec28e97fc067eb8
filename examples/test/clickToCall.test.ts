import { assert, describe, it } from "@effect/vitest"
import { Engine } from "@yatefx/engine"
import { Phone, Scenario } from "@yatefx/testing"
import { Deferred, Effect, Exit, Layer, Option, Redacted, Schema } from "effect"
import { HttpClientRequest, HttpServer } from "effect/http"
import { HttpApiMiddleware, HttpApiTest } from "effect/http-api"
import { createServer } from "node:http"
import * as CallsOf from "../src/CallsOf.ts"
import { clickToCall } from "../src/clickToCall.ts"
import { Authorization, ClickedCall, ClickToCallApi } from "../src/clickToCall/Api.ts"
import * as Clicks from "../src/clickToCall/Clicks.ts"
import * as Server from "../src/clickToCall/Server.ts"
import * as Trace from "../src/Trace.ts"
import { runToEnd } from "./support.ts"

const token = Redacted.make("right")

const quiet = Layer.sync(Trace.Trace, () => Trace.make(() => Effect.void))

/** The API's own handlers and checks, without a socket, on the embedded engine. */
const inMemory = Server.Handlers.pipe(
  Layer.provide(Clicks.layer({ limit: 2, extensions: new Map([["102", "sip/sip:carol@127.0.0.1:5079"]]) })),
  Layer.provide(CallsOf.services),
  Layer.provideMerge(Layer.mergeAll(Server.authorized(token), HttpServer.layerServices)),
  Layer.provideMerge(Scenario.embedded(Layer.empty)),
  Layer.provideMerge(quiet)
)

const client = (sent: string | undefined) =>
  Effect.provide(
    HttpApiTest.groups(ClickToCallApi, ["calls"]),
    HttpApiMiddleware.layerClient(
      Authorization,
      ({ next, request }) => next(sent === undefined ? request : HttpClientRequest.bearerToken(request, sent))
    )
  )

const phones = Effect.map(
  Effect.all([Phone.make({ number: "100" }), Phone.make({ number: "101" })]),
  ([alice, bob]) => ({ alice, bob })
)

/** Longer than anything takes that is not waited for by itself. */
const moment = Effect.sleep(200)

describe("click-to-call, in memory", () => {
  it.effect("calls the one, then the other, connects them, and hangs both up", () =>
    Effect.gen(function*() {
      const { alice, bob } = yield* phones
      const { calls } = yield* client("right")
      const { id, state } = yield* calls.place({ payload: { from: "100", to: "101" } })
      assert.strictEqual(state, "callingFrom")
      const stateOf = Effect.map(calls.get({ params: { id } }), (call) => call.state)

      const first = yield* alice.expectCall()
      assert.strictEqual(first.from.number, "101")
      yield* moment
      yield* first.answer
      yield* first.expectSound("tone/ring")
      assert.strictEqual(yield* stateOf, "callingTo")
      const second = yield* bob.expectCall()
      assert.strictEqual(second.from.number, "100")
      yield* second.answer
      yield* moment
      assert.strictEqual(yield* stateOf, "talking")
      assert.deepStrictEqual((yield* calls.list()).map((call) => call.id), [id])

      const ended = yield* calls.hangUp({ params: { id } })
      assert.deepStrictEqual([ended.state, ended.reason], ["ended", "hung up by request"])
      yield* first.expectEnd({ by: "engine" })
      yield* second.expectEnd({ by: "engine" })
      assert.deepStrictEqual(yield* calls.get({ params: { id } }), ended)
      yield* moment
      assert.deepStrictEqual(yield* (yield* Engine).channels, [])
      assert.strictEqual(yield* (yield* Engine).unanswered, 0)
    }).pipe(Effect.provide(inMemory), Scenario.run))

  it.effect("tells why a call came to nothing, and who hung up", () =>
    Effect.gen(function*() {
      const { alice } = yield* phones
      yield* Phone.make({ number: "busy", whenCalled: "busy" })
      yield* Phone.make({ number: "answers", whenCalled: "answer" })
      const { calls } = yield* client("right")
      const reasonOf = Effect.fnUntraced(function*(to: string) {
        const { id } = yield* calls.place({ payload: { from: "100", to } })
        const first = yield* alice.expectCall()
        yield* first.answer
        yield* moment
        yield* first.hangup()
        yield* moment
        return (yield* calls.get({ params: { id } })).reason ?? ""
      })
      assert.include(yield* reasonOf("busy"), "busy")
      assert.include(yield* reasonOf("nowhere"), "nowhere")
      // An extension of its own, and no phone there.
      assert.include(yield* reasonOf("102"), "carol@127.0.0.1:5079")
      assert.strictEqual(yield* reasonOf("answers"), "100 hung up")
      assert.strictEqual((yield* calls.list()).length, 4)
    }).pipe(Effect.provide(inMemory), Scenario.run))

  it.effect("refuses strangers, unknown calls, and more than may run", () =>
    Effect.gen(function*() {
      yield* phones
      for (const sent of [undefined, "", "wrong", "right "]) {
        const { calls } = yield* client(sent)
        const refused = yield* Effect.flip(calls.place({ payload: { from: "100", to: "101" } }))
        assert.strictEqual(refused._tag, "Unauthorized", String(sent))
      }
      const { calls } = yield* client("right")
      assert.deepStrictEqual(yield* calls.list(), [])
      assert.strictEqual((yield* Effect.flip(calls.hangUp({ params: { id: "none" } })))._tag, "NoSuchCall")
      const place = calls.place({ payload: { from: "100", to: "101" } })
      const { id } = yield* place
      yield* place
      const refused = yield* Effect.flip(place)
      assert.deepStrictEqual([refused._tag, "limit" in refused && refused.limit], ["TooManyCalls", 2])
      yield* calls.hangUp({ params: { id } })
      yield* place
    }).pipe(Effect.provide(inMemory), Scenario.run))

  it.effect("remembers a hundred calls that have ended", () =>
    Effect.gen(function*() {
      const { calls } = yield* client("right")
      for (let count = 0; count < 105; count++) {
        yield* calls.place({ payload: { from: "nobody", to: "nobody" } })
        yield* moment
      }
      assert.lengthOf(yield* calls.list(), 100)
    }).pipe(Effect.provide(inMemory), Scenario.run))
})

/** The whole program on a port that is free, and where it is. */
const served = (given: Partial<Parameters<typeof clickToCall.program>[0]>) => {
  const url = Deferred.makeUnsafe<string>()
  const trace = Trace.make(({ detail, event }) =>
    event === "serves" ? Effect.asVoid(Deferred.succeed(url, detail.replace("/docs", ""))) : Effect.void
  )
  const program = clickToCall.program({
    host: "127.0.0.1",
    port: 0,
    token: Option.some(token),
    limit: 1,
    extensions: {},
    ...given
  })
  return {
    url: Deferred.await(url),
    layer: Scenario.embedded(program).pipe(Layer.provide(Layer.succeed(Trace.Trace, trace)))
  }
}

const Id = Schema.fromJsonString(Schema.Struct({ id: Schema.String }))

describe("click-to-call, over a socket", () => {
  it.live("serves its calls and the pages about them", () => {
    const { layer, url } = served({})
    return Effect.gen(function*() {
      const { alice, bob } = yield* phones
      const at = yield* url
      const ask = Effect.fnUntraced(
        function*(method: string, path: string, options: { readonly body?: string; readonly token?: string } = {}) {
          const { body, token: sent = "right" } = options
          const headers = { Authorization: `Bearer ${sent}`, "Content-Type": "application/json" }
          const response = yield* Effect.promise(() =>
            fetch(`${at}${path}`, { method, headers, ...(body === undefined ? {} : { body }) })
          )
          const text = yield* Effect.promise(() => response.text())
          return { status: response.status, text, type: response.headers.get("content-type") ?? "" }
        }
      )
      const wanted = JSON.stringify({ from: "100", to: "101" })

      assert.strictEqual((yield* ask("POST", "/calls", { body: wanted, token: "wrong" })).status, 401)
      for (const body of [JSON.stringify({ from: "1 0", to: "101" }), JSON.stringify({ from: "100" }), "{", "null"]) {
        assert.strictEqual((yield* ask("POST", "/calls", { body })).status, 400, body)
      }
      assert.strictEqual((yield* ask("GET", "/calls/none")).status, 404)
      assert.strictEqual((yield* ask("DELETE", "/calls/none")).status, 404)
      assert.deepStrictEqual(JSON.parse((yield* ask("GET", "/calls")).text), [])

      const placed = yield* ask("POST", "/calls", { body: wanted })
      assert.strictEqual(placed.status, 200)
      const { id } = yield* Schema.decodeEffect(Id)(placed.text)
      assert.strictEqual((yield* ask("POST", "/calls", { body: wanted })).status, 429)
      yield* (yield* alice.expectCall()).answer
      const second = yield* bob.expectCall()
      yield* second.answer
      yield* moment
      const call = yield* Schema.decodeEffect(Schema.fromJsonString(ClickedCall))(
        (yield* ask("GET", `/calls/${id}`)).text
      )
      assert.strictEqual(call.state, "talking")
      assert.strictEqual((yield* ask("DELETE", `/calls/${id}`)).status, 200)
      yield* second.expectEnd({ by: "engine" })

      const docs = yield* ask("GET", "/docs")
      assert.deepStrictEqual([docs.status, docs.type.includes("text/html")], [200, true])
      const description: { readonly paths: object } = JSON.parse((yield* ask("GET", "/openapi.json")).text)
      assert.sameMembers(Object.keys(description.paths), ["/calls", "/calls/{id}"])
    }).pipe(Effect.provide(layer), Scenario.runWith({ time: "real" }))
  }, 30_000)

  it.live("takes its token from the environment, and shows only one of its own", () =>
    Effect.gen(function*() {
      const given = yield* runToEnd(["click-to-call", "--port", "0"], { YATEFX_TOKEN: "sesame" })
      assert.deepStrictEqual([given.code, /\btoken\b|sesame/.test(given.stdout)], [0, false])
      const empty = yield* runToEnd(["click-to-call", "--port", "0", "--token", ""])
      assert.strictEqual(empty.code, 2)
    }), 30_000)

  it.live("says that the port is taken", () =>
    Effect.gen(function*() {
      const other = yield* Effect.acquireRelease(
        Effect.callback<ReturnType<typeof createServer>>((resume) => {
          const server = createServer().listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
        }),
        (server) => Effect.sync(() => server.close())
      )
      const address = other.address()
      const port = typeof address === "object" ? address?.port ?? 0 : 0
      const exit = yield* Effect.exit(Effect.scoped(Layer.build(served({ port }).layer)))
      assert.isTrue(Exit.isFailure(exit))
      assert.include(String(exit), `HTTP can't be served on 127.0.0.1:${port}`)
    }).pipe(Scenario.runWith({ time: "real" })))
})
