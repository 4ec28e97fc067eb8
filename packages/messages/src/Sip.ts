/**
 * The messages of the family `sip`: 3 definitions, and the types of each.
 *
 * Generated from catalogue/sip.yaml by `pnpm generate`: change the data, not this file.
 *
 * @since 0.1.0
 */
import type * as Duration from "effect/Duration"
import type * as Schema from "effect/Schema"
import * as Definition from "./Definition.ts"
import * as Groups from "./internal/groups.ts"
import * as Param from "./Param.ts"

const sipMethod = () => {
  const answer = {
    xsip_type: Param.optional(Param.Text),
    xsip_body: Param.optional(Param.Text),
    xsip_body_encoding: Param.optional(Param.oneOf("raw", "base64", "hex", "hexs")),
    code: Param.lenient(Param.Int),
    reason: Param.optional(Param.ErrorWord),
    xsip_trans_count: Param.lenient(Param.Int)
  }
  return {
    params: {
      ...Groups.sipTransport(),
      ...Groups.tracking(),
      ...answer,
      id: Param.optional(Param.ChannelId),
      called: Param.optional(Param.Text),
      caller: Param.optional(Param.Text),
      callername: Param.optional(Param.Text),
      username: Param.optional(Param.Text),
      domain: Param.optional(Param.Text),
      in_line: Param.optional(Param.Text),
      antiloop: Param.Int,
      sip_uri: Param.Uri,
      sip_callid: Param.Text,
      xsip_dlgtag: Param.Text
    },
    answer,
    reply: {
      ...Groups.tracking(),
      ...answer
    }
  }
}

type SipMethodParts = ReturnType<typeof sipMethod>

/**
 * `sip.<method>`: a SIP request of a method enabled in ysipchan.conf [methods] that the driver does not treat itself;
 * the name is the method in lower case (sip.options, sip.info, sip.message, sip.subscribe, sip.publish ...).
 *
 * Answering: True answers with the return value (or code), 200 by default; false answers with code if it is an error,
 * else with the driver's default.
 *
 * Return value: SIP response code.
 *
 * Sent by: driver; dispatched (whoever sends it waits for the result).
 *
 * Also, in `parameters` (see `Wildcards`): `sip_<header>`, `osip_<header>`, `xsip_type.<n>, xsip_body.<n>`.
 *
 * Source: ysipchan.cpp:6316, ysipchan.cpp:6417.
 *
 * @category sip
 * @since 0.1.0
 */
export const SipMethod = <const Method extends Lowercase<string>>(
  method: Method
): Definition.Definition<
  `sip.${Method}`,
  SipMethodParts["params"],
  SipMethodParts["answer"],
  Schema.String,
  SipMethodParts["params"],
  SipMethodParts["reply"],
  SipMethod.View
> => Definition.viewed(`sip.${method}`, {} as SipMethod.View, sipMethod)

/** The types of `sip.<method>`. */
export declare namespace SipMethod {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.SipTransport, Groups.Tracking {
    /** Leg, when the request belongs to a call. Source: ysipchan.cpp:6326. */
    readonly id?: string
    /** User of the request URI. Source: ysipchan.cpp:6334. */
    readonly called?: string
    /** User of the From URI. Source: ysipchan.cpp:6337. */
    readonly caller?: string
    /** Display name of the From header. Source: ysipchan.cpp:6338. */
    readonly callername?: string
    /** Authenticated user. Source: ysipchan.cpp:6364. */
    readonly username?: string
    /** Domain of the account it came in on. Source: ysipchan.cpp:6343. */
    readonly domain?: string
    /** Account it came in on. Source: ysipchan.cpp:6344. */
    readonly in_line?: string
    /** Hop counter. Source: ysipchan.cpp:6371. */
    readonly antiloop: number
    /** Request URI. Source: ysipchan.cpp:6373. */
    readonly sip_uri: string
    /** Call-ID. Source: ysipchan.cpp:6374. */
    readonly sip_callid: string
    /** Tag that the response will have. Source: ysipchan.cpp:6377. */
    readonly xsip_dlgtag: string
    /** Content type of the body; set it to answer with a body. Source: ysipchan.cpp:2246. */
    readonly xsip_type?: string
    /** The body; set it to answer with one. Source: ysipchan.cpp:2247; ysipchan.cpp:6385. */
    readonly xsip_body?: string
    /** How a binary body is written. Source: ysipchan.cpp:2283. */
    readonly xsip_body_encoding?: "raw" | "base64" | "hex" | "hexs" | (string & {})
    /** Response code. Source: ysipchan.cpp:6418; ysipchan.cpp:6425. */
    readonly code?: number
    /** Error keyword that becomes the code. Source: ysipchan.cpp:6421. */
    readonly reason?: Param.ErrorWord
    /** Retransmissions. Source: ysipchan.cpp:6398. */
    readonly xsip_trans_count?: number
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /** Content type of the body; set it to answer with a body. Source: ysipchan.cpp:2246. */
    readonly xsip_type?: string | null
    /** The body; set it to answer with one. Source: ysipchan.cpp:2247; ysipchan.cpp:6385. */
    readonly xsip_body?: string | null
    /** How a binary body is written. Source: ysipchan.cpp:2283. */
    readonly xsip_body_encoding?: "raw" | "base64" | "hex" | "hexs" | (string & {}) | null
    /** Response code. Source: ysipchan.cpp:6418; ysipchan.cpp:6425. */
    readonly code?: number | null
    /** Error keyword that becomes the code. Source: ysipchan.cpp:6421. */
    readonly reason?: Param.ErrorWord | null
    /** Retransmissions. Source: ysipchan.cpp:6398. */
    readonly xsip_trans_count?: number | null
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /** Content type of the body; set it to answer with a body. Source: ysipchan.cpp:2246. */
    readonly xsip_type?: string
    /** The body; set it to answer with one. Source: ysipchan.cpp:2247; ysipchan.cpp:6385. */
    readonly xsip_body?: string
    /** How a binary body is written. Source: ysipchan.cpp:2283. */
    readonly xsip_body_encoding?: "raw" | "base64" | "hex" | "hexs" | (string & {})
    /** Response code. Source: ysipchan.cpp:6418; ysipchan.cpp:6425. */
    readonly code?: number
    /** Error keyword that becomes the code. Source: ysipchan.cpp:6421. */
    readonly reason?: Param.ErrorWord
    /** Retransmissions. Source: ysipchan.cpp:6398. */
    readonly xsip_trans_count?: number
  }

  /** All of them. */
  interface View {
    readonly params: Params
    readonly changes: Changes
    readonly send: Params
    readonly reply: Reply
  }
}

/**
 * `sip.subscribe`: a SIP SUBSCRIBE request; the sipfeatures module turns it into resource.subscribe.
 *
 * Answering: True accepts; false refuses with code.
 *
 * Return value: SIP response code.
 *
 * Sent by: driver; dispatched (whoever sends it waits for the result).
 *
 * - The same request as sip.<method> in general; only what sipfeatures adds is listed.
 *
 * Handled by: sipfeatures@100.
 *
 * Source: sipfeatures.cpp:93, ysipchan.cpp:6316.
 *
 * @category sip
 * @since 0.1.0
 */
export const SipSubscribe = /* @__PURE__ */ Definition.viewed("sip.subscribe", {} as SipSubscribe.View, () => {
  const answer = {
    code: Param.lenient(Param.Int),
    osip_Expires: Param.lenient(Param.Seconds),
    osip_Contact: Param.optional(Param.Text),
    "osip_Min-Expires": Param.lenient(Param.Seconds)
  }
  return {
    params: {
      ...Groups.sipTransport(),
      ...Groups.tracking(),
      ...answer,
      sip_event: Param.optional(Param.Text),
      sip_contact: Param.optional(Param.Text),
      sip_expires: Param.lenient(Param.Seconds),
      sip_uri: Param.Uri,
      sip_from: Param.optional(Param.Text),
      sip_to: Param.optional(Param.Text),
      sip_callid: Param.Text,
      xsip_dlgtag: Param.Text,
      username: Param.optional(Param.Text)
    },
    answer,
    reply: {
      ...Groups.tracking(),
      ...answer
    }
  }
})

/** The types of `sip.subscribe`. */
export declare namespace SipSubscribe {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.SipTransport, Groups.Tracking {
    /** Event package. Source: sipfeatures.cpp:239. */
    readonly sip_event?: string
    /** Contact to notify. Source: sipfeatures.cpp:160. */
    readonly sip_contact?: string
    /** Time asked for. Seconds on the wire. Source: sipfeatures.cpp:587. */
    readonly sip_expires?: Duration.Duration
    /** Request URI; its user is the notifier. Source: sipfeatures.cpp:197. */
    readonly sip_uri: string
    /** From header. Source: sipfeatures.cpp:212. */
    readonly sip_from?: string
    /** To header. Source: sipfeatures.cpp:208. */
    readonly sip_to?: string
    /** Call-ID. Source: sipfeatures.cpp:213. */
    readonly sip_callid: string
    /** Tag that the response will have. Source: sipfeatures.cpp:210. */
    readonly xsip_dlgtag: string
    /** Authenticated user, the subscriber. Source: sipfeatures.cpp:189. */
    readonly username?: string
    /** Response code. Source: sipfeatures.cpp:163; sipfeatures.cpp:231; sipfeatures.cpp:281. */
    readonly code?: number
    /** Time granted. Seconds on the wire. Source: sipfeatures.cpp:229. */
    readonly osip_Expires?: Duration.Duration
    /** Contact of the response. Source: sipfeatures.cpp:230. */
    readonly osip_Contact?: string
    /** Shortest time allowed, with code 423. Seconds on the wire. Source: sipfeatures.cpp:596. */
    readonly "osip_Min-Expires"?: Duration.Duration
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /** Response code. Source: sipfeatures.cpp:163; sipfeatures.cpp:231; sipfeatures.cpp:281. */
    readonly code?: number | null
    /** Time granted. Seconds on the wire. Source: sipfeatures.cpp:229. */
    readonly osip_Expires?: Duration.Duration | null
    /** Contact of the response. Source: sipfeatures.cpp:230. */
    readonly osip_Contact?: string | null
    /** Shortest time allowed, with code 423. Seconds on the wire. Source: sipfeatures.cpp:596. */
    readonly "osip_Min-Expires"?: Duration.Duration | null
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /** Response code. Source: sipfeatures.cpp:163; sipfeatures.cpp:231; sipfeatures.cpp:281. */
    readonly code?: number
    /** Time granted. Seconds on the wire. Source: sipfeatures.cpp:229. */
    readonly osip_Expires?: Duration.Duration
    /** Contact of the response. Source: sipfeatures.cpp:230. */
    readonly osip_Contact?: string
    /** Shortest time allowed, with code 423. Seconds on the wire. Source: sipfeatures.cpp:596. */
    readonly "osip_Min-Expires"?: Duration.Duration
  }

  /** All of them. */
  interface View {
    readonly params: Params
    readonly changes: Changes
    readonly send: Params
    readonly reply: Reply
  }
}

/**
 * `xsip.generate`: sends a SIP request, inside or outside of a call, and optionally waits for its response.
 *
 * Answering: True if the request was sent; error tells why not.
 *
 * Return value: Not used.
 *
 * Sent by: app, module; dispatched (whoever sends it waits for the result).
 *
 * Also, in `parameters` (see `Wildcards`): `sip_<header>`.
 *
 * Handled by: sip@110.
 *
 * Source: ysipchan.cpp:1383, ysipchan.cpp:10613, sipfeatures.cpp:338.
 *
 * @category sip
 * @since 0.1.0
 */
export const XsipGenerate = /* @__PURE__ */ Definition.viewed("xsip.generate", {} as XsipGenerate.View, () => {
  const own = {
    method: Param.Text,
    id: Param.optional(Param.ChannelId),
    uri: Param.optional(Param.Uri),
    host: Param.optional(Param.IpAddress),
    port: Param.lenient(Param.Port),
    line: Param.optional(Param.Text),
    user: Param.optional(Param.Text),
    domain: Param.optional(Param.Text),
    authname: Param.optional(Param.Text),
    password: Param.optional(Param.Text),
    antiloop: Param.lenient(Param.Int),
    xsip_flags: Param.lenient(Param.Int),
    xsip_trans_count: Param.lenient(Param.Int),
    wait: Param.lenient(Param.Boolean),
    xsip_type: Param.optional(Param.Text),
    xsip_body: Param.optional(Param.Text),
    connection_id: Param.optional(Param.Text)
  }
  const answer = {
    code: Param.lenient(Param.Int),
    error: Param.optional(Param.oneOf("noconn", "failure", "looping", "offline", "notransport")),
    xsip_type: Param.optional(Param.Text),
    xsip_body: Param.optional(Param.Text)
  }
  return {
    params: {
      ...Groups.tracking(),
      ...answer,
      ...own
    },
    answer,
    send: own,
    reply: {
      ...Groups.tracking(),
      ...answer
    }
  }
})

/** The types of `xsip.generate`. */
export declare namespace XsipGenerate {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** SIP method. Source: sipfeatures.cpp:339. */
    readonly method: string
    /** Leg to send in; absent for a request outside of a call. Source: ysipchan.cpp:10621. */
    readonly id?: string
    /** Request URI; needed without id. Source: ysipchan.cpp:10634. */
    readonly uri?: string
    /** Where to send it. Source: ysipchan.cpp:10669. */
    readonly host?: string
    /** Where to send it. Source: ysipchan.cpp:10670. */
    readonly port?: number
    /** Account to send through. Source: ysipchan.cpp:10660. */
    readonly line?: string
    /** User name of the From header. Source: ysipchan.cpp:10687. */
    readonly user?: string
    /** Domain of the From header. Source: ysipchan.cpp:10654. */
    readonly domain?: string
    /** Name to authenticate with. Source: ysipchan.cpp:10690. */
    readonly authname?: string
    /** Password to authenticate with. Source: ysipchan.cpp:10691. */
    readonly password?: string
    /** Hop counter. Source: ysipchan.cpp:10645. */
    readonly antiloop?: number
    /** Message flags. Source: ysipchan.cpp:10689. */
    readonly xsip_flags?: number
    /** Retransmissions. Source: ysipchan.cpp:10700. */
    readonly xsip_trans_count?: number
    /** Wait for the response. Default: "false". Source: ysipchan.cpp:10694. */
    readonly wait?: boolean
    /** Code of the response; missing if none came. Source: ysipchan.cpp:10704; ysipchan.cpp:10713. */
    readonly code?: number
    /**
     * Why it was not sent. Source: ysipchan.cpp:10627; ysipchan.cpp:10641; ysipchan.cpp:10649; ysipchan.cpp:10662;
     * ysipchan.cpp:10681.
     */
    readonly error?: "noconn" | "failure" | "looping" | "offline" | "notransport" | (string & {})
    /** Content type of the body. Source: ysipchan.cpp:2246. */
    readonly xsip_type?: string
    /** The body. Source: ysipchan.cpp:2247. */
    readonly xsip_body?: string
    /** Transport to use. Source: ysipchan.cpp:3471. */
    readonly connection_id?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /** Code of the response; missing if none came. Source: ysipchan.cpp:10704; ysipchan.cpp:10713. */
    readonly code?: number | null
    /**
     * Why it was not sent. Source: ysipchan.cpp:10627; ysipchan.cpp:10641; ysipchan.cpp:10649; ysipchan.cpp:10662;
     * ysipchan.cpp:10681.
     */
    readonly error?: "noconn" | "failure" | "looping" | "offline" | "notransport" | (string & {}) | null
    /** Content type of the body. Source: ysipchan.cpp:2246. */
    readonly xsip_type?: string | null
    /** The body. Source: ysipchan.cpp:2247. */
    readonly xsip_body?: string | null
  }

  /** What is given to send it. */
  interface Send {
    /** SIP method. Source: sipfeatures.cpp:339. */
    readonly method: string
    /** Leg to send in; absent for a request outside of a call. Source: ysipchan.cpp:10621. */
    readonly id?: string
    /** Request URI; needed without id. Source: ysipchan.cpp:10634. */
    readonly uri?: string
    /** Where to send it. Source: ysipchan.cpp:10669. */
    readonly host?: string
    /** Where to send it. Source: ysipchan.cpp:10670. */
    readonly port?: number
    /** Account to send through. Source: ysipchan.cpp:10660. */
    readonly line?: string
    /** User name of the From header. Source: ysipchan.cpp:10687. */
    readonly user?: string
    /** Domain of the From header. Source: ysipchan.cpp:10654. */
    readonly domain?: string
    /** Name to authenticate with. Source: ysipchan.cpp:10690. */
    readonly authname?: string
    /** Password to authenticate with. Source: ysipchan.cpp:10691. */
    readonly password?: string
    /** Hop counter. Source: ysipchan.cpp:10645. */
    readonly antiloop?: number
    /** Message flags. Source: ysipchan.cpp:10689. */
    readonly xsip_flags?: number
    /** Retransmissions. Source: ysipchan.cpp:10700. */
    readonly xsip_trans_count?: number
    /** Wait for the response. Default: "false". Source: ysipchan.cpp:10694. */
    readonly wait?: boolean
    /** Content type of the body. Source: ysipchan.cpp:2246. */
    readonly xsip_type?: string
    /** The body. Source: ysipchan.cpp:2247. */
    readonly xsip_body?: string
    /** Transport to use. Source: ysipchan.cpp:3471. */
    readonly connection_id?: string
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /** Code of the response; missing if none came. Source: ysipchan.cpp:10704; ysipchan.cpp:10713. */
    readonly code?: number
    /**
     * Why it was not sent. Source: ysipchan.cpp:10627; ysipchan.cpp:10641; ysipchan.cpp:10649; ysipchan.cpp:10662;
     * ysipchan.cpp:10681.
     */
    readonly error?: "noconn" | "failure" | "looping" | "offline" | "notransport" | (string & {})
    /** Content type of the body. Source: ysipchan.cpp:2246. */
    readonly xsip_type?: string
    /** The body. Source: ysipchan.cpp:2247. */
    readonly xsip_body?: string
  }

  /** All of them. */
  interface View {
    readonly params: Params
    readonly changes: Changes
    readonly send: Send
    readonly reply: Reply
  }
}
