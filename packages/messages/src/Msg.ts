/**
 * The messages of the family `msg`: 1 definitions, and the types of each.
 *
 * Generated from catalogue/msg.yaml by `pnpm generate`: change the data, not this file.
 *
 * @since 0.1.0
 */
import * as Definition from "./Definition.ts"
import * as Groups from "./internal/groups.ts"
import * as Param from "./Param.ts"

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
export const MsgExecute = /* @__PURE__ */ Definition.viewed("msg.execute", {} as MsgExecute.View, () => {
  const own = {
    callto: Param.Target,
    caller: Param.optional(Param.Text),
    called: Param.optional(Param.Text),
    callername: Param.optional(Param.Text),
    body: Param.optional(Param.Text),
    subject: Param.optional(Param.Text),
    type: Param.optional(Param.Text),
    id: Param.optional(Param.Text),
    caller_instance: Param.optional(Param.Text),
    called_instance: Param.optional(Param.Text),
    xsip_type: Param.optional(Param.Text),
    xsip_body: Param.optional(Param.Text),
    line: Param.optional(Param.Text),
    user: Param.optional(Param.Text),
    domain: Param.optional(Param.Text),
    wait: Param.lenient(Param.Boolean),
    module: Param.optional(Param.Text),
    antiloop: Param.lenient(Param.Int),
    lateroute: Param.lenient(Param.Boolean)
  }
  const answer = {
    xsip_type: Param.optional(Param.Text),
    xsip_body: Param.optional(Param.Text),
    code: Param.lenient(Param.Int),
    error: Param.optional(Param.ErrorWord),
    reason: Param.optional(Param.ErrorWord)
  }
  return {
    params: {
      ...Groups.sipTransport(),
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

/** The types of `msg.execute`. */
export declare namespace MsgExecute {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.SipTransport, Groups.Tracking {
    /**
     * Destination, for example sip/sip:user@host or jabber/user@domain. Source: ysipchan.cpp:6410; ysipchan.cpp:10211;
     * jabberserver.cpp:3425.
     */
    readonly callto: string
    /** Sender. Source: ysipchan.cpp:6337; jabberserver.cpp:3382. */
    readonly caller?: string
    /** Recipient. Source: ysipchan.cpp:6334; jabberserver.cpp:3383. */
    readonly called?: string
    /** Display name of the sender. Source: ysipchan.cpp:6338. */
    readonly callername?: string
    /** Text of the message. Source: jabberserver.cpp:3434; yjinglechan.cpp:4608. */
    readonly body?: string
    /** Subject. Source: jabberserver.cpp:3433. */
    readonly subject?: string
    /** Jabber: kind of message. Source: jabberserver.cpp:3376. */
    readonly type?: string
    /** Jabber: message id. SIP: leg, for a message in a dialog. Source: jabberserver.cpp:3381; ysipchan.cpp:6326. */
    readonly id?: string
    /** Instance of the sender. Source: jabberserver.cpp:3384. */
    readonly caller_instance?: string
    /** Instance of the recipient. Source: jabberserver.cpp:3385. */
    readonly called_instance?: string
    /** SIP: content type. Source: ysipchan.cpp:2246. */
    readonly xsip_type?: string
    /** SIP: body. Source: ysipchan.cpp:2247. */
    readonly xsip_body?: string
    /** SIP: account to send through. Source: ysipchan.cpp:10660. */
    readonly line?: string
    /** SIP: user name to send with. Source: ysipchan.cpp:10687. */
    readonly user?: string
    /** SIP: domain. Source: ysipchan.cpp:10654. */
    readonly domain?: string
    /** SIP: wait for the response and put it in the reply. Source: ysipchan.cpp:10694. */
    readonly wait?: boolean
    /** Response code. Source: ysipchan.cpp:6418; ysipchan.cpp:10704. */
    readonly code?: number
    /** Error keyword. Source: ysipchan.cpp:10641; ysipchan.cpp:6430. */
    readonly error?: Param.ErrorWord
    /** Error keyword that becomes the SIP code. Source: ysipchan.cpp:6424. */
    readonly reason?: Param.ErrorWord
    /** Who sends it. Source: ysipchan.cpp:6318. */
    readonly module?: string
    /** Hop counter. Source: ysipchan.cpp:10645. */
    readonly antiloop?: number
    /** False keeps the late router out. Source: lateroute.cpp:75. */
    readonly lateroute?: boolean
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /** SIP: content type. Source: ysipchan.cpp:2246. */
    readonly xsip_type?: string | null
    /** SIP: body. Source: ysipchan.cpp:2247. */
    readonly xsip_body?: string | null
    /** Response code. Source: ysipchan.cpp:6418; ysipchan.cpp:10704. */
    readonly code?: number | null
    /** Error keyword. Source: ysipchan.cpp:10641; ysipchan.cpp:6430. */
    readonly error?: Param.ErrorWord | null
    /** Error keyword that becomes the SIP code. Source: ysipchan.cpp:6424. */
    readonly reason?: Param.ErrorWord | null
  }

  /** What is given to send it. */
  interface Send {
    /**
     * Destination, for example sip/sip:user@host or jabber/user@domain. Source: ysipchan.cpp:6410; ysipchan.cpp:10211;
     * jabberserver.cpp:3425.
     */
    readonly callto: string
    /** Sender. Source: ysipchan.cpp:6337; jabberserver.cpp:3382. */
    readonly caller?: string
    /** Recipient. Source: ysipchan.cpp:6334; jabberserver.cpp:3383. */
    readonly called?: string
    /** Display name of the sender. Source: ysipchan.cpp:6338. */
    readonly callername?: string
    /** Text of the message. Source: jabberserver.cpp:3434; yjinglechan.cpp:4608. */
    readonly body?: string
    /** Subject. Source: jabberserver.cpp:3433. */
    readonly subject?: string
    /** Jabber: kind of message. Source: jabberserver.cpp:3376. */
    readonly type?: string
    /** Jabber: message id. SIP: leg, for a message in a dialog. Source: jabberserver.cpp:3381; ysipchan.cpp:6326. */
    readonly id?: string
    /** Instance of the sender. Source: jabberserver.cpp:3384. */
    readonly caller_instance?: string
    /** Instance of the recipient. Source: jabberserver.cpp:3385. */
    readonly called_instance?: string
    /** SIP: content type. Source: ysipchan.cpp:2246. */
    readonly xsip_type?: string
    /** SIP: body. Source: ysipchan.cpp:2247. */
    readonly xsip_body?: string
    /** SIP: account to send through. Source: ysipchan.cpp:10660. */
    readonly line?: string
    /** SIP: user name to send with. Source: ysipchan.cpp:10687. */
    readonly user?: string
    /** SIP: domain. Source: ysipchan.cpp:10654. */
    readonly domain?: string
    /** SIP: wait for the response and put it in the reply. Source: ysipchan.cpp:10694. */
    readonly wait?: boolean
    /** Who sends it. Source: ysipchan.cpp:6318. */
    readonly module?: string
    /** Hop counter. Source: ysipchan.cpp:10645. */
    readonly antiloop?: number
    /** False keeps the late router out. Source: lateroute.cpp:75. */
    readonly lateroute?: boolean
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /** SIP: content type. Source: ysipchan.cpp:2246. */
    readonly xsip_type?: string
    /** SIP: body. Source: ysipchan.cpp:2247. */
    readonly xsip_body?: string
    /** Response code. Source: ysipchan.cpp:6418; ysipchan.cpp:10704. */
    readonly code?: number
    /** Error keyword. Source: ysipchan.cpp:10641; ysipchan.cpp:6430. */
    readonly error?: Param.ErrorWord
    /** Error keyword that becomes the SIP code. Source: ysipchan.cpp:6424. */
    readonly reason?: Param.ErrorWord
  }

  /** All of them. */
  interface View {
    readonly params: Params
    readonly changes: Changes
    readonly send: Send
    readonly reply: Reply
  }
}
