/**
 * The messages of the family `user`: 9 definitions.
 *
 * Generated from catalogue/user.yaml by `pnpm generate`: change the data, not this file.
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
 * `user.auth`: asks who a user is and for the password that proves it, or to accept the credentials supplied.
 *
 * Answering: False denies: nobody knows the user. True with a return value hands over the password for the sender to
 * check; true with an empty one accepts the request as it is.
 *
 * Return value: Plain password, or empty to accept without a check (then username may be set to who it is). "-"
 * refuses, with error and reason.
 *
 * Sent by: driver, module; dispatched or enqueued.
 *
 * - To accept an already verified request return true and an empty value; to ask for credentials return false or the
 *   password when there is no response yet.
 *
 * Also, in `parameters` (see `Wildcards`): `auth_<param>`, `sip_<header>`, `<any other>`.
 *
 * Handled by: monitoring@1, regfile@100, register, yradius.
 *
 * Source: ysipchan.cpp:5321, yiaxchan.cpp:2004, jabberserver.cpp:3702, regfile.cpp:156, wiki User.auth.
 *
 * @category user
 * @since 0.1.0
 */
export const UserAuth = /* @__PURE__ */ Definition.lazy("user.auth", () => {
  const answer = {
    /**
     * User name as given; may be missing when the request had no credentials. Source: ysipchan.cpp:5324;
     * yiaxchan.cpp:2006; jabberserver.cpp:2193; regfile.cpp:160.
     */
    username: Param.optional(Param.Text),
    /** Domain of the From URI. Source: ysipchan.cpp:5341. */
    domain: Param.optional(Param.Text),
    /** Why it is refused; becomes the protocol's answer. Source: ysipchan.cpp:5393; register.cpp:453. */
    error: Param.optional(Param.ErrorWord),
    /** Text for the refusal. Source: ysipchan.cpp:5396. */
    reason: Param.optional(Param.Text)
  }
  return {
    params: {
      ...sipTransport(),
      ...tracking(),
      ...answer,
      /** Protocol that asks. Source: ysipchan.cpp:5322; yiaxchan.cpp:2005; jabberserver.cpp:602; h323chan.cpp:2660. */
      protocol: Param.optional(Param.oneOf("sip", "iax", "jabber", "h323")),
      /** SIP: authentication realm. Source: ysipchan.cpp:5325. */
      realm: Param.optional(Param.Text),
      /** SIP, IAX: challenge sent before. Source: ysipchan.cpp:5326; yiaxchan.cpp:2013. */
      nonce: Param.optional(Param.Text),
      /**
       * SIP, IAX: response computed by the user. Jabber: SASL response. Source: ysipchan.cpp:5327; yiaxchan.cpp:2014;
       * jabberserver.cpp:3763.
       */
      response: Param.optional(Param.Text),
      /** SIP: method of the request. Source: ysipchan.cpp:5329. */
      method: Param.optional(Param.Text),
      /** SIP: URI of the request. Source: ysipchan.cpp:5330. */
      uri: Param.optional(Param.Uri),
      /** The request could start a new call. Source: ysipchan.cpp:5334; yiaxchan.cpp:2017. */
      newcall: Param.lenient(Param.Boolean),
      /** User agent of the remote party. Source: ysipchan.cpp:5344. */
      device: Param.optional(Param.Text),
      /** Debug trace identifier. Source: ysipchan.cpp:5345. */
      trace_id: Param.optional(Param.Text),
      /** Leg the authentication is for. Source: ysipchan.cpp:5362. */
      id: Param.optional(Param.ChannelId),
      /** Number being registered. Source: ysipchan.cpp:5362. */
      number: Param.optional(Param.Phone),
      /** Calling party of the request. Source: ysipchan.cpp:5362; yiaxchan.cpp:2008. */
      caller: Param.optional(Param.Phone),
      /** Called party of the request. Source: ysipchan.cpp:5362; yiaxchan.cpp:2007. */
      called: Param.optional(Param.Phone),
      /** IAX: display name. Source: yiaxchan.cpp:2009. */
      callername: Param.optional(Param.Text),
      /** Billing identifier of the leg. Source: ysipchan.cpp:5362; yiaxchan.cpp:2016. */
      billid: Param.optional(Param.Text),
      /** Registration time asked for. Seconds on the wire. Source: ysipchan.cpp:5362. */
      expires: Param.lenient(Param.Seconds),
      /** SIP foreign authentication: the whole header. Source: ysipchan.cpp:5366. */
      auth: Param.optional(Param.Text),
      /** Jabber: module that asks. Source: jabberserver.cpp:601. */
      module: Param.optional(Param.Text),
      /** Jabber: kind of stream. Source: jabberserver.cpp:3708. */
      streamtype: Param.optional(Param.Text),
      /** Jabber: id of the request. Source: jabberserver.cpp:3716. */
      requestid: Param.optional(Param.Text),
      /** Jabber: resource. Source: jabberserver.cpp:2215. */
      instance: Param.optional(Param.Text),
      /** Jabber: digest of the old style login. Source: jabberserver.cpp:2206; jabberserver.cpp:3778. */
      digest: Param.optional(Param.Text),
      /** Jabber: plain password of the old style login. Source: jabberserver.cpp:3785. */
      password: Param.optional(Param.Text),
      /** Jabber component: handshake. Source: jabberserver.cpp:2226. */
      handshake: Param.optional(Param.Text),
      /** Jabber cluster: node name. Source: jabberserver.cpp:3710. */
      node: Param.optional(Param.Text),
      /** H.323: endpoint identifier. Source: h323chan.cpp:2662. */
      endpoint: Param.optional(Param.Text),
      /** H.323: gatekeeper identifier. Source: h323chan.cpp:2663. */
      gatekeeper: Param.optional(Param.Text),
      /**
       * False keeps that module out; likewise auth_register and auth_radius. Source: regfile.cpp:158; register.cpp:443;
       * yradius.cpp:1367.
       */
      auth_regfile: Param.lenient(Param.Boolean)
    },
    answer,
    reply: {
      ...tracking(),
      ...answer
    }
  }
})

/**
 * `user.authfail`: credentials did not match. For logging and banning.
 *
 * Answering: Not used.
 *
 * Return value: Not used.
 *
 * Sent by: driver; enqueued (nobody waits for the result).
 *
 * Also, in `parameters` (see `Wildcards`): `<all of user.auth>`.
 *
 * Source: ysipchan.cpp:5423, yiaxchan.cpp:2034, jabberserver.cpp:3810, ysnmpagent.cpp:3167.
 *
 * @category user
 * @since 0.1.0
 */
export const UserAuthfail = /* @__PURE__ */ Definition.lazy("user.authfail", () => {
  return {
    params: {
      ...sipTransport(),
      ...tracking(),
      /** Domain of the account. Source: ysipchan.cpp:5341. */
      domain: Param.optional(Param.Text),
      /** Nonce that was answered. Source: ysipchan.cpp:5326. */
      nonce: Param.optional(Param.Text),
      /** The answer that was wrong. Source: ysipchan.cpp:5327. */
      response: Param.optional(Param.Text),
      /** User part of the address. Source: ysipchan.cpp:6137. */
      number: Param.optional(Param.Phone),
      /** Time that the registration was asked for. Seconds on the wire. Source: ysipchan.cpp:6141. */
      expires: Param.lenient(Param.Seconds),
      /** Whether the request began a call. Source: ysipchan.cpp:5334. */
      newcall: Param.lenient(Param.Boolean),
      /** User name that was tried. Source: ysipchan.cpp:5324. */
      username: Param.optional(Param.Text),
      /** Protocol. Source: ysipchan.cpp:5322. */
      protocol: Param.optional(Param.Text),
      /** SIP: realm. Source: ysipchan.cpp:5325. */
      realm: Param.optional(Param.Text),
      /** SIP: method. Source: ysipchan.cpp:5329. */
      method: Param.optional(Param.Text),
      /** SIP: URI. Source: ysipchan.cpp:5330. */
      uri: Param.optional(Param.Uri),
      /** User agent of the remote party. Source: ysipchan.cpp:5344. */
      device: Param.optional(Param.Text)
    },
    reply: {
      ...tracking()
    }
  }
})

/**
 * `user.register`: a user registers with this server: where it can be reached and for how long.
 *
 * Answering: True accepts and stores the registration; false refuses it (SIP: code, else the code of reason, else 404).
 *
 * Return value: Not used.
 *
 * Sent by: driver; dispatched (whoever sends it waits for the result).
 *
 * Also, in `parameters` (see `Wildcards`): `sip_<header>`, `osip_<header>`, `connection_*`, `<any other>`.
 *
 * Handled by: monitoring@1, clustering@50, regfile@100, register.
 *
 * Source: ysipchan.cpp:6136, yiaxchan.cpp:1628, jabberserver.cpp:2789, regfile.cpp:185.
 *
 * @category user
 * @since 0.1.0
 */
export const UserRegister = /* @__PURE__ */ Definition.lazy("user.register", () => {
  const answer = {
    /**
     * Destination to reach the user, ready for callto (sip/sip:user@host). A cluster puts its prefix in front. Source:
     * ysipchan.cpp:6195; yiaxchan.cpp:1635; jabberserver.cpp:2797; clustering.cpp:180.
     */
    data: Param.optional(Param.Target),
    /**
     * How long the registration lasts; a handler can change it. Seconds on the wire. Source: ysipchan.cpp:6141;
     * ysipchan.cpp:6221; yiaxchan.cpp:1643; regfile.cpp:197.
     */
    expires: Param.lenient(Param.Seconds),
    /** SIP code to refuse with. Source: ysipchan.cpp:6248. */
    code: Param.lenient(Param.Int),
    /** Error keyword to refuse with. Source: ysipchan.cpp:6248. */
    reason: Param.optional(Param.ErrorWord),
    /** Flow timer to send, 11 to 120. Seconds on the wire. Source: ysipchan.cpp:6236. */
    "xsip_flow-timer": Param.lenient(Param.Seconds)
  }
  return {
    params: {
      ...sipTransport(),
      ...tracking(),
      ...answer,
      /** Domain of the account. Source: ysipchan.cpp:5341. */
      domain: Param.optional(Param.Text),
      /** Realm of the authentication. Source: ysipchan.cpp:5325. */
      realm: Param.optional(Param.Text),
      /** Always false here. Source: ysipchan.cpp:5334. */
      newcall: Param.lenient(Param.Boolean),
      /** User that registers. Source: ysipchan.cpp:6158; yiaxchan.cpp:1629; jabberserver.cpp:2792; regfile.cpp:189. */
      username: Param.Text,
      /** Number part of the contact. Source: ysipchan.cpp:6137. */
      number: Param.optional(Param.Phone),
      /** Driver the user is reached with. Source: ysipchan.cpp:6159; yiaxchan.cpp:1630; regfile.cpp:192. */
      driver: Param.optional(Param.Text),
      /** Request URI. Source: ysipchan.cpp:6138. */
      sip_uri: Param.optional(Param.Uri),
      /** Call-ID. Source: ysipchan.cpp:6139. */
      sip_callid: Param.optional(Param.Text),
      /** Contact URI. Source: ysipchan.cpp:6205. */
      sip_to: Param.optional(Param.Uri),
      /** Private address found behind NAT. Source: ysipchan.cpp:6185. */
      reg_nat_addr: Param.lenient(Param.Address),
      /** From authentication: correct for NAT. Source: ysipchan.cpp:6175. */
      nat_support: Param.lenient(Param.Boolean),
      /** User agent. Source: ysipchan.cpp:6208. */
      device: Param.optional(Param.Text),
      /**
       * Parameters to store and set again when a call is routed to this user. Source: ysipchan.cpp:3478; regfile.cpp:210.
       */
      route_params: Param.lenient(Param.Names),
      /** Transport to use for calls to this user (one of the route_params). Source: ysipchan.cpp:3479. */
      oconnection_id: Param.optional(Param.Text),
      /** Jabber: a server or component, not a user. Source: jabberserver.cpp:2794. */
      server: Param.lenient(Param.Boolean),
      /** Jabber: module. Source: jabberserver.cpp:601. */
      module: Param.optional(Param.Text),
      /** Jabber: jabber. Source: jabberserver.cpp:602. */
      protocol: Param.optional(Param.Text),
      /** False keeps that module out; likewise register_register. Source: regfile.cpp:187; register.cpp:429. */
      register_regfile: Param.lenient(Param.Boolean)
    },
    answer,
    reply: {
      ...tracking(),
      ...answer
    }
  }
})

/**
 * `user.unregister`: a user registration ended, on request, by expiry of the protocol, or because its connection went
 * down.
 *
 * Answering: True if the user was registered. SIP accepts the request in any case.
 *
 * Return value: Not used.
 *
 * Sent by: driver; dispatched or enqueued.
 *
 * Handled by: regfile@100, register.
 *
 * Source: ysipchan.cpp:6201, ysipchan.cpp:5729, yiaxchan.cpp:1628, yiaxchan.cpp:2325, jabberserver.cpp:2789.
 *
 * @category user
 * @since 0.1.0
 */
export const UserUnregister = /* @__PURE__ */ Definition.lazy("user.unregister", () => {
  return {
    params: {
      ...sipTransport(),
      ...tracking(),
      /** Domain of the account. Source: ysipchan.cpp:5341. */
      domain: Param.optional(Param.Text),
      /** Realm of the authentication. Source: ysipchan.cpp:5325. */
      realm: Param.optional(Param.Text),
      /** Always false here. Source: ysipchan.cpp:5334. */
      newcall: Param.lenient(Param.Boolean),
      /**
       * User that is gone. Missing when a connection went down. Source: ysipchan.cpp:6158; yiaxchan.cpp:1629;
       * regfile.cpp:233.
       */
      username: Param.optional(Param.Text),
      /**
       * Connection that went down: all users registered over it are gone. Source: ysipchan.cpp:5730; yiaxchan.cpp:2327;
       * regfile.cpp:245.
       */
      connection_id: Param.optional(Param.Text),
      /** Number part of the contact. Source: ysipchan.cpp:6137. */
      number: Param.optional(Param.Phone),
      /** Driver. Source: ysipchan.cpp:6159; yiaxchan.cpp:1630. */
      driver: Param.optional(Param.Text),
      /** Where the user was reached. Source: ysipchan.cpp:6195. */
      data: Param.optional(Param.Target),
      /** 0. Seconds on the wire. Source: ysipchan.cpp:6141. */
      expires: Param.lenient(Param.Seconds),
      /** Jabber: a server or component. Source: jabberserver.cpp:2794. */
      server: Param.lenient(Param.Boolean),
      /** False keeps that module out; likewise register_register. Source: regfile.cpp:231; register.cpp:508. */
      register_regfile: Param.lenient(Param.Boolean)
    },
    reply: {
      ...tracking()
    }
  }
})

/**
 * `user.login`: tells a protocol driver to log a local account in to (or out of) another server.
 *
 * Answering: True if a driver took the account. The outcome comes later as user.notify.
 *
 * Return value: Not used.
 *
 * Sent by: module, app; dispatched or enqueued.
 *
 * - accfile sends it at engine.start for each enabled account and on the console command accounts.
 *
 * Also, in `parameters` (see `Wildcards`): `reg:<param>, inb:<param>, out:<param>`.
 *
 * Handled by: h323@140, sip@150, iax@150, jabber client.
 *
 * Source: accfile.cpp:111, ysipchan.cpp:9823, wiki User.login.
 *
 * @category user
 * @since 0.1.0
 */
export const UserLogin = /* @__PURE__ */ Definition.lazy("user.login", () => {
  const own = {
    /** Name of the account, used as line in calls. Source: accfile.cpp:113; ysipchan.cpp:10004. */
    account: Param.Text,
    /** Driver that should take it. Source: ysipchan.cpp:10001. */
    protocol: Param.optional(Param.oneOf("sip", "iax", "h323", "jabber")),
    /** What to do; absent changes the settings. Source: accfile.cpp:115; ysipchan.cpp:9839. */
    operation: Param.optional(Param.oneOf("login", "logout")),
    /** User name. Source: ysipchan.cpp:9851. */
    username: Param.optional(Param.Text),
    /** Password. Source: ysipchan.cpp:9853. */
    password: Param.optional(Param.Text),
    /** Name to authenticate with, if different. Source: ysipchan.cpp:9852. */
    authname: Param.optional(Param.Text),
    /** Server to register at; server is used if missing. Source: ysipchan.cpp:9850. */
    registrar: Param.lenient(Param.Address),
    /** Server. Source: ysipchan.cpp:9850. */
    server: Param.lenient(Param.Address),
    /** Domain. Source: ysipchan.cpp:9854. */
    domain: Param.optional(Param.Text),
    /** Proxy to send through. Source: ysipchan.cpp:9884. */
    outbound: Param.lenient(Param.Address),
    /** Display name. Source: ysipchan.cpp:9863. */
    description: Param.optional(Param.Text),
    /** Registration interval. Seconds on the wire. Default: "600". Source: ysipchan.cpp:9864. */
    interval: Param.lenient(Param.Seconds),
    /** Keep-alive interval. Seconds on the wire. Source: ysipchan.cpp:9898. */
    keepalive: Param.lenient(Param.Seconds),
    /** Local address; auto or a true value finds it. Source: ysipchan.cpp:9867. */
    localaddress: Param.lenient(Param.Address),
    /** Incoming calls must match the port. Default: "true". Source: ysipchan.cpp:9865. */
    match_port: Param.lenient(Param.Boolean),
    /** Incoming calls must match the user. Default: "true". Source: ysipchan.cpp:9866. */
    match_user: Param.lenient(Param.Boolean),
    /** Message flags. Source: ysipchan.cpp:9855. */
    xsip_flags: Param.lenient(Param.Int),
    /** Retransmissions. Source: ysipchan.cpp:9862. */
    xsip_trans_count: Param.lenient(Param.Int),
    /** Use the sips scheme. Source: ysipchan.cpp:9846. */
    sips: Param.lenient(Param.Boolean)
  }
  return {
    params: {
      ...tracking(),
      ...own
    },
    send: own,
    reply: {
      ...tracking()
    }
  }
})

/**
 * `user.notify`: registration status of a local account changed.
 *
 * Answering: Return false; several modules may want it.
 *
 * Return value: Not used.
 *
 * Sent by: driver; enqueued (nobody waits for the result).
 *
 * Handled by: jingle.
 *
 * Source: ysipchan.cpp:9521, yiaxchan.cpp:768, h323chan.cpp:1503, jabberserver.cpp:2351, wiki User.notify.
 *
 * @category user
 * @since 0.1.0
 */
export const UserNotify = /* @__PURE__ */ Definition.lazy("user.notify", () => {
  return {
    params: {
      ...tracking(),
      /** Account. Source: ysipchan.cpp:9522; yiaxchan.cpp:769; jabberserver.cpp:2352. */
      account: Param.Text,
      /** Protocol. Source: ysipchan.cpp:9523; yiaxchan.cpp:770; jabberserver.cpp:602. */
      protocol: Param.optional(Param.Text),
      /** User name. Source: ysipchan.cpp:9524; yiaxchan.cpp:771; jabberserver.cpp:2355. */
      username: Param.optional(Param.Text),
      /** Domain. Source: ysipchan.cpp:9526. */
      domain: Param.optional(Param.Text),
      /** Registered now. Source: ysipchan.cpp:9527; yiaxchan.cpp:772; jabberserver.cpp:2359. */
      registered: Param.Boolean,
      /** Why not. Source: ysipchan.cpp:9528; yiaxchan.cpp:773. */
      reason: Param.optional(Param.Text),
      /** Error keyword. Source: ysipchan.cpp:9529; yiaxchan.cpp:774; jabberserver.cpp:2361. */
      error: Param.optional(Param.ErrorWord),
      /** Jabber: stream type. Source: jabberserver.cpp:2353. */
      type: Param.optional(Param.Text),
      /** Jabber: local domain. Source: jabberserver.cpp:2356. */
      server: Param.optional(Param.Text),
      /** Jabber: local identifier. Source: jabberserver.cpp:2357. */
      jid: Param.optional(Param.Text),
      /** Jabber: remote identifier. Source: jabberserver.cpp:2358. */
      remote_jid: Param.optional(Param.Text),
      /** Jabber: the stream will be tried again. Source: jabberserver.cpp:2363. */
      autorestart: Param.lenient(Param.Boolean),
      /** Another use: voice messages of username changed. Source: register.cpp:738. */
      voicemail: Param.optional(Param.Text),
      /** Voice mail: new messages. Source: register.cpp:754. */
      voicenew: Param.lenient(Param.Int),
      /** Voice mail: old messages. Source: register.cpp:755. */
      voiceold: Param.lenient(Param.Int)
    },
    reply: {
      ...tracking()
    }
  }
})

/**
 * `user.account`: asks for the settings of a configured local account, or for the list of accounts.
 *
 * Answering: True if the account was found and its settings were added.
 *
 * Return value: For the list: account names separated by commas.
 *
 * Sent by: module, app; dispatched (whoever sends it waits for the result).
 *
 * - The module that has the handler class does not install it in this version, so nobody answers by default.
 *
 * Also, in `parameters` (see `Wildcards`): `<account settings>`.
 *
 * Handled by: accfile@100.
 *
 * Source: accfile.cpp:50, accfile.cpp:151.
 *
 * @category user
 * @since 0.1.0
 */
export const UserAccount = /* @__PURE__ */ Definition.lazy("user.account", () => {
  const own = {
    /** list for the names, anything else for one account. Source: accfile.cpp:153; accfile.cpp:156. */
    operation: Param.Text,
    /** Account to look up. Source: accfile.cpp:165. */
    account: Param.optional(Param.Text)
  }
  return {
    params: {
      ...tracking(),
      ...own
    },
    send: own,
    reply: {
      ...tracking()
    }
  }
})

/**
 * `user.update`: manages users of the user data base, and tells about their changes.
 *
 * Answering: True if the operation was done.
 *
 * Return value: Not used.
 *
 * Sent by: module, app; dispatched or enqueued.
 *
 * - The voice mail script sends it with only user to say that a mailbox changed.
 *
 * Also, in `parameters` (see `Wildcards`): `<message-prefix>.<param>`.
 *
 * Handled by: users, subscription.
 *
 * Source: users.cpp:122, users.cpp:156, users.cpp:320, jbfeatures.cpp:730, leavemail.php:118.
 *
 * @category user
 * @since 0.1.0
 */
export const UserUpdate = /* @__PURE__ */ Definition.lazy("user.update", () => {
  const own = {
    /** What to do. Missing in notices. Source: users.cpp:162; jbfeatures.cpp:732. */
    operation: Param.optional(Param.oneOf("add", "delete", "update")),
    /** User. Source: users.cpp:163; users.cpp:322; jbfeatures.cpp:733. */
    user: Param.Text,
    /** Password to set. Source: users.cpp:171; jbfeatures.cpp:740. */
    password: Param.optional(Param.Text),
    /** In notices: what was done. Source: users.cpp:321; subscription.cpp:1627. */
    notify: Param.optional(Param.oneOf("add", "delete", "update")),
    /** Prefix of further data base parameters. Source: users.cpp:172. */
    "message-prefix": Param.optional(Param.Text),
    /** Who asks. Source: jbfeatures.cpp:731. */
    module: Param.optional(Param.Text)
  }
  const answer = {
    /** Why it failed. Source: users.cpp:165; users.cpp:193. */
    error: Param.optional(Param.Text)
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

/**
 * `user.roster`: queries or changes a user's contact list, and tells about changes.
 *
 * Answering: True if the operation was done.
 *
 * Return value: Not used.
 *
 * Sent by: module, app; dispatched or enqueued.
 *
 * Also, in `parameters` (see `Wildcards`): `contact.<n>, contact.<n>.<param>`.
 *
 * Handled by: subscription, jabber.
 *
 * Source: subscription.cpp:1603, subscription.cpp:1859, jbfeatures.cpp:348.
 *
 * @category user
 * @since 0.1.0
 */
export const UserRoster = /* @__PURE__ */ Definition.lazy("user.roster", () => {
  const own = {
    /** What to do. Missing in notices. Source: subscription.cpp:1609; jbfeatures.cpp:350. */
    operation: Param.optional(Param.oneOf("query", "update", "delete")),
    /** Owner of the list. Source: subscription.cpp:1612; jbfeatures.cpp:351; subscription.cpp:1861. */
    username: Param.Text,
    /** Contact to query, change or delete. Source: subscription.cpp:1613; jbfeatures.cpp:355; subscription.cpp:2767. */
    contact: Param.optional(Param.Text),
    /** update: names of the parameters to store. Source: subscription.cpp:2632; jbfeatures.cpp:359. */
    "contact.parameters": Param.lenient(Param.Names),
    /** update: replace everything known of the contact. Source: subscription.cpp:2636. */
    full: Param.lenient(Param.Boolean),
    /** query: return nested lists, useless to an external module. Source: subscription.cpp:2561; jbfeatures.cpp:353. */
    hierarchical: Param.lenient(Param.Boolean),
    /** In notices: what was done. Source: subscription.cpp:1860; subscription.cpp:2765. */
    notify: Param.optional(Param.oneOf("update", "delete")),
    /** Number of contacts that follow. Source: subscription.cpp:2607; subscription.cpp:1862. */
    "contact.count": Param.lenient(Param.Int),
    /** update: name of the contact. Source: jbfeatures.cpp:361. */
    name: Param.optional(Param.Text),
    /** update: groups of the contact. Source: jbfeatures.cpp:362. */
    groups: Param.optional(Param.Text),
    /** Who sends it. Source: jbfeatures.cpp:349. */
    module: Param.optional(Param.Text)
  }
  const answer = {
    /** Number of contacts that follow. Source: subscription.cpp:2607; subscription.cpp:1862. */
    "contact.count": Param.lenient(Param.Int)
  }
  return {
    params: {
      ...tracking(),
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
