/**
 * The messages of the family `sip`: 3 definitions.
 *
 * Generated from catalogue/sip.yaml by `pnpm generate`: change the data, not this file.
 *
 * @since 0.1.0
 */
import * as Definition from "./Definition.ts"
import * as Param from "./Param.ts"

/** Added by the dispatcher, not by the sender. */
const tracking = () => ({
  /**
   * Names and priorities of the handlers the message went through ("name:priority", repeated); the parameter's name is
   * the engine setting trackparam. Source: Message.cpp:446; Engine.cpp:1723.
   */
  handlers: Param.lenient(Param.Handlers)
})

/** Where a SIP request came from. */
const sipTransport = () => ({
  /** Address of the remote party. Source: ysipchan.cpp:4867. */
  ip_host: Param.optional(Param.IpAddress),
  /** Port of the remote party. Source: ysipchan.cpp:4868. */
  ip_port: Param.lenient(Param.Port),
  /** Transport of the request. Source: ysipchan.cpp:4869. */
  ip_transport: Param.optional(Param.oneOf("UDP", "TCP", "TLS")),
  /** host:port of the remote party. Source: ysipchan.cpp:4871. */
  address: Param.lenient(Param.Address),
  /** Address the datagram was really received from, when it differs. Source: ysipchan.cpp:4875. */
  ip_host_recv: Param.optional(Param.IpAddress),
  /** Port the datagram was really received from, when it differs. Source: ysipchan.cpp:4876. */
  ip_port_recv: Param.lenient(Param.Port),
  /** host:port the datagram was really received from. Source: ysipchan.cpp:4877. */
  address_recv: Param.lenient(Param.Address),
  /** Identifier of the SIP transport or connection used. Source: ysipchan.cpp:3471. */
  connection_id: Param.optional(Param.Text),
  /** Whether that transport is connection oriented. Source: ysipchan.cpp:3472. */
  connection_reliable: Param.lenient(Param.Boolean),
  /** Role configured on the listener that got the request. Source: ysipchan.cpp:3475. */
  role: Param.optional(Param.Text)
})

const sipMethod = () => {
  const answer = {
    /** Content type of the body; set it to answer with a body. Source: ysipchan.cpp:2246. */
    xsip_type: Param.optional(Param.Text),
    /** The body; set it to answer with one. Source: ysipchan.cpp:2247; ysipchan.cpp:6385. */
    xsip_body: Param.optional(Param.Text),
    /** How a binary body is written. Source: ysipchan.cpp:2283. */
    xsip_body_encoding: Param.optional(Param.oneOf("raw", "base64", "hex", "hexs")),
    /** Response code. Source: ysipchan.cpp:6418; ysipchan.cpp:6425. */
    code: Param.lenient(Param.Int),
    /** Error keyword that becomes the code. Source: ysipchan.cpp:6421. */
    reason: Param.optional(Param.ErrorWord),
    /** Retransmissions. Source: ysipchan.cpp:6398. */
    xsip_trans_count: Param.lenient(Param.Int)
  }
  return {
    params: {
      ...sipTransport(),
      ...tracking(),
      ...answer,
      /** Leg, when the request belongs to a call. Source: ysipchan.cpp:6326. */
      id: Param.optional(Param.ChannelId),
      /** User of the request URI. Source: ysipchan.cpp:6334. */
      called: Param.optional(Param.Text),
      /** User of the From URI. Source: ysipchan.cpp:6337. */
      caller: Param.optional(Param.Text),
      /** Display name of the From header. Source: ysipchan.cpp:6338. */
      callername: Param.optional(Param.Text),
      /** Authenticated user. Source: ysipchan.cpp:6364. */
      username: Param.optional(Param.Text),
      /** Domain of the account it came in on. Source: ysipchan.cpp:6343. */
      domain: Param.optional(Param.Text),
      /** Account it came in on. Source: ysipchan.cpp:6344. */
      in_line: Param.optional(Param.Text),
      /** Hop counter. Source: ysipchan.cpp:6371. */
      antiloop: Param.Int,
      /** Request URI. Source: ysipchan.cpp:6373. */
      sip_uri: Param.Uri,
      /** Call-ID. Source: ysipchan.cpp:6374. */
      sip_callid: Param.Text,
      /** Tag that the response will have. Source: ysipchan.cpp:6377. */
      xsip_dlgtag: Param.Text
    },
    answer,
    reply: {
      ...tracking(),
      ...answer
    }
  }
}

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
): Definition.FromParts<`sip.${Method}`, ReturnType<typeof sipMethod>> =>
  Definition.fromParts(`sip.${method}`, sipMethod)

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
export const SipSubscribe = /* @__PURE__ */ Definition.lazy("sip.subscribe", () => {
  const answer = {
    /** Response code. Source: sipfeatures.cpp:163; sipfeatures.cpp:231; sipfeatures.cpp:281. */
    code: Param.lenient(Param.Int),
    /** Time granted. Seconds on the wire. Source: sipfeatures.cpp:229. */
    osip_Expires: Param.lenient(Param.Seconds),
    /** Contact of the response. Source: sipfeatures.cpp:230. */
    osip_Contact: Param.optional(Param.Text),
    /** Shortest time allowed, with code 423. Seconds on the wire. Source: sipfeatures.cpp:596. */
    "osip_Min-Expires": Param.lenient(Param.Seconds)
  }
  return {
    params: {
      ...sipTransport(),
      ...tracking(),
      ...answer,
      /** Event package. Source: sipfeatures.cpp:239. */
      sip_event: Param.optional(Param.Text),
      /** Contact to notify. Source: sipfeatures.cpp:160. */
      sip_contact: Param.optional(Param.Text),
      /** Time asked for. Seconds on the wire. Source: sipfeatures.cpp:587. */
      sip_expires: Param.lenient(Param.Seconds),
      /** Request URI; its user is the notifier. Source: sipfeatures.cpp:197. */
      sip_uri: Param.Uri,
      /** From header. Source: sipfeatures.cpp:212. */
      sip_from: Param.optional(Param.Text),
      /** To header. Source: sipfeatures.cpp:208. */
      sip_to: Param.optional(Param.Text),
      /** Call-ID. Source: sipfeatures.cpp:213. */
      sip_callid: Param.Text,
      /** Tag that the response will have. Source: sipfeatures.cpp:210. */
      xsip_dlgtag: Param.Text,
      /** Authenticated user, the subscriber. Source: sipfeatures.cpp:189. */
      username: Param.optional(Param.Text)
    },
    answer,
    reply: {
      ...tracking(),
      ...answer
    }
  }
})

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
export const XsipGenerate = /* @__PURE__ */ Definition.lazy("xsip.generate", () => {
  const own = {
    /** SIP method. Source: sipfeatures.cpp:339. */
    method: Param.Text,
    /** Leg to send in; absent for a request outside of a call. Source: ysipchan.cpp:10621. */
    id: Param.optional(Param.ChannelId),
    /** Request URI; needed without id. Source: ysipchan.cpp:10634. */
    uri: Param.optional(Param.Uri),
    /** Where to send it. Source: ysipchan.cpp:10669. */
    host: Param.optional(Param.IpAddress),
    /** Where to send it. Source: ysipchan.cpp:10670. */
    port: Param.lenient(Param.Port),
    /** Account to send through. Source: ysipchan.cpp:10660. */
    line: Param.optional(Param.Text),
    /** User name of the From header. Source: ysipchan.cpp:10687. */
    user: Param.optional(Param.Text),
    /** Domain of the From header. Source: ysipchan.cpp:10654. */
    domain: Param.optional(Param.Text),
    /** Name to authenticate with. Source: ysipchan.cpp:10690. */
    authname: Param.optional(Param.Text),
    /** Password to authenticate with. Source: ysipchan.cpp:10691. */
    password: Param.optional(Param.Text),
    /** Hop counter. Source: ysipchan.cpp:10645. */
    antiloop: Param.lenient(Param.Int),
    /** Message flags. Source: ysipchan.cpp:10689. */
    xsip_flags: Param.lenient(Param.Int),
    /** Retransmissions. Source: ysipchan.cpp:10700. */
    xsip_trans_count: Param.lenient(Param.Int),
    /** Wait for the response. Default: "false". Source: ysipchan.cpp:10694. */
    wait: Param.lenient(Param.Boolean),
    /** Content type of the body. Source: ysipchan.cpp:2246. */
    xsip_type: Param.optional(Param.Text),
    /** The body. Source: ysipchan.cpp:2247. */
    xsip_body: Param.optional(Param.Text),
    /** Transport to use. Source: ysipchan.cpp:3471. */
    connection_id: Param.optional(Param.Text)
  }
  const answer = {
    /** Code of the response; missing if none came. Source: ysipchan.cpp:10704; ysipchan.cpp:10713. */
    code: Param.lenient(Param.Int),
    /**
     * Why it was not sent. Source: ysipchan.cpp:10627; ysipchan.cpp:10641; ysipchan.cpp:10649; ysipchan.cpp:10662;
     * ysipchan.cpp:10681.
     */
    error: Param.optional(Param.oneOf("noconn", "failure", "looping", "offline", "notransport")),
    /** Content type of the body. Source: ysipchan.cpp:2246. */
    xsip_type: Param.optional(Param.Text),
    /** The body. Source: ysipchan.cpp:2247. */
    xsip_body: Param.optional(Param.Text)
  }
  return {
    params: {
      ...tracking(),
      ...answer,
      ...own
    },
    answer,
    send: own,
    reply: {
      ...tracking(),
      ...answer
    }
  }
})
