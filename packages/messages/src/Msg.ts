/**
 * The messages of the family `msg`: 1 definitions.
 *
 * Generated from catalogue/msg.yaml by `pnpm generate`: change the data, not this file.
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

/**
 * `msg.execute`: delivers an instant message outside of a call to the destination found by routing (call.route with
 * route_type=msg).
 *
 * Answering: True if the message was delivered.
 *
 * Return value: SIP: response code, if code is missing.
 *
 * Sent by: driver, app; dispatched (whoever sends it waits for the result).
 *
 * Also, in `parameters` (see `Wildcards`): `instance.<n>, instance.count`, `sip_<header>`.
 *
 * Handled by: lateroute, sip@100, jabber@100, jingle@100.
 *
 * Source: ysipchan.cpp:6409, ysipchan.cpp:10210, jabberserver.cpp:3431, lateroute.cpp:168.
 *
 * @category msg
 * @since 0.1.0
 */
export const MsgExecute = /* @__PURE__ */ Definition.lazy("msg.execute", () => {
  const own = {
    /**
     * Destination, for example sip/sip:user@host or jabber/user@domain. Source: ysipchan.cpp:6410; ysipchan.cpp:10211;
     * jabberserver.cpp:3425.
     */
    callto: Param.Target,
    /** Sender. Source: ysipchan.cpp:6337; jabberserver.cpp:3382. */
    caller: Param.optional(Param.Text),
    /** Recipient. Source: ysipchan.cpp:6334; jabberserver.cpp:3383. */
    called: Param.optional(Param.Text),
    /** Display name of the sender. Source: ysipchan.cpp:6338. */
    callername: Param.optional(Param.Text),
    /** Text of the message. Source: jabberserver.cpp:3434; yjinglechan.cpp:4608. */
    body: Param.optional(Param.Text),
    /** Subject. Source: jabberserver.cpp:3433. */
    subject: Param.optional(Param.Text),
    /** Jabber: kind of message. Source: jabberserver.cpp:3376. */
    type: Param.optional(Param.Text),
    /** Jabber: message id. SIP: leg, for a message in a dialog. Source: jabberserver.cpp:3381; ysipchan.cpp:6326. */
    id: Param.optional(Param.Text),
    /** Instance of the sender. Source: jabberserver.cpp:3384. */
    caller_instance: Param.optional(Param.Text),
    /** Instance of the recipient. Source: jabberserver.cpp:3385. */
    called_instance: Param.optional(Param.Text),
    /** SIP: content type. Source: ysipchan.cpp:2246. */
    xsip_type: Param.optional(Param.Text),
    /** SIP: body. Source: ysipchan.cpp:2247. */
    xsip_body: Param.optional(Param.Text),
    /** SIP: account to send through. Source: ysipchan.cpp:10660. */
    line: Param.optional(Param.Text),
    /** SIP: user name to send with. Source: ysipchan.cpp:10687. */
    user: Param.optional(Param.Text),
    /** SIP: domain. Source: ysipchan.cpp:10654. */
    domain: Param.optional(Param.Text),
    /** SIP: wait for the response and put it in the reply. Source: ysipchan.cpp:10694. */
    wait: Param.lenient(Param.Boolean),
    /** Who sends it. Source: ysipchan.cpp:6318. */
    module: Param.optional(Param.Text),
    /** Hop counter. Source: ysipchan.cpp:10645. */
    antiloop: Param.lenient(Param.Int),
    /** False keeps the late router out. Source: lateroute.cpp:75. */
    lateroute: Param.lenient(Param.Boolean)
  }
  const answer = {
    /** SIP: content type. Source: ysipchan.cpp:2246. */
    xsip_type: Param.optional(Param.Text),
    /** SIP: body. Source: ysipchan.cpp:2247. */
    xsip_body: Param.optional(Param.Text),
    /** Response code. Source: ysipchan.cpp:6418; ysipchan.cpp:10704. */
    code: Param.lenient(Param.Int),
    /** Error keyword. Source: ysipchan.cpp:10641; ysipchan.cpp:6430. */
    error: Param.optional(Param.ErrorWord),
    /** Error keyword that becomes the SIP code. Source: ysipchan.cpp:6424. */
    reason: Param.optional(Param.ErrorWord)
  }
  return {
    params: {
      ...sipTransport(),
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
