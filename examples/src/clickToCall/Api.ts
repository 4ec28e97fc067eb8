/** The HTTP API of click-to-call: what a web page says to connect two telephones. */
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware, HttpApiSecurity, OpenApi } from "effect/http-api"

/** A number: what the engine's routing is asked for. */
export const PhoneNumber = Schema.String.check(Schema.isPattern(/^\+?[\w.*#-]{1,32}$/)).annotate({
  description: "a number or name that the engine routes",
  examples: ["100", "+4930123456"]
})

/** How far a call is. */
export const State = Schema.Literals(["callingFrom", "callingTo", "talking", "ended"])

/** A call that was asked for. */
export class ClickedCall extends Schema.Class<ClickedCall>("ClickedCall")({
  id: Schema.String,
  from: PhoneNumber,
  to: PhoneNumber,
  state: State,
  /** Why it ended. */
  reason: Schema.optionalKey(Schema.String),
  startedAt: Schema.DateTimeUtcFromString
}) {}

/** There is no call of that id, or it ended a while ago. */
export class NoSuchCall extends Schema.TaggedError<NoSuchCall>()(
  "NoSuchCall",
  { id: Schema.String },
  { httpApiStatus: 404 }
) {}

/** As many calls run as may. */
export class TooManyCalls extends Schema.TaggedError<TooManyCalls>()(
  "TooManyCalls",
  { limit: Schema.Int },
  { httpApiStatus: 429 }
) {}

/** The token is missing, or not the right one. */
export class Unauthorized extends Schema.TaggedError<Unauthorized>()("Unauthorized", {}, { httpApiStatus: 401 }) {}

/** Whoever places calls spends money: a bearer token says who may. */
export class Authorization extends HttpApiMiddleware.Service<Authorization>()(
  "@yatefx/examples/clickToCall/Authorization",
  { requiredForClient: true, security: { bearer: HttpApiSecurity.bearer }, error: Unauthorized }
) {}

const id = { id: Schema.String }

/** The calls. */
export class CallsGroup extends HttpApiGroup.make("calls")
  .add(
    HttpApiEndpoint.post("place", "/", {
      payload: Schema.Struct({ from: PhoneNumber, to: PhoneNumber }),
      success: ClickedCall,
      error: TooManyCalls
    }).annotateMerge(OpenApi.annotations({
      description: "Calls `from`; when that is answered, calls `to`, and connects the two. Answers at once."
    })),
    HttpApiEndpoint.get("list", "/", { success: Schema.Array(ClickedCall) }).annotateMerge(
      OpenApi.annotations({ description: "The calls that run, and the last ones that ended." })
    ),
    HttpApiEndpoint.get("get", "/:id", { params: id, success: ClickedCall, error: NoSuchCall }).annotateMerge(
      OpenApi.annotations({ description: "How far a call is." })
    ),
    HttpApiEndpoint.delete("hangUp", "/:id", { params: id, success: ClickedCall, error: NoSuchCall }).annotateMerge(
      OpenApi.annotations({ description: "Hangs both telephones up." })
    )
  )
  .middleware(Authorization)
  .prefix("/calls")
  .annotateMerge(OpenApi.annotations({ title: "Calls", description: "Connecting two telephones" }))
{}

/** All of it. */
export class ClickToCallApi extends HttpApi.make("click-to-call")
  .add(CallsGroup)
  .annotateMerge(OpenApi.annotations({ title: "Click to call", version: "0.1.0" }))
{}
