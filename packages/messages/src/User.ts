/**
 * The messages of the family `user`: 9 definitions, and the types of each.
 *
 * Generated from catalogue/user.yaml by `pnpm generate`: change the data, not this file.
 *
 * @since 0.1.0
 */
import type * as Duration from "effect/Duration"
import type { Address } from "./Address.ts"
import * as Definition from "./Definition.ts"
import * as Groups from "./internal/groups.ts"
import * as Param from "./Param.ts"

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
 * @example
 * ```ts
 * import { Dispatcher } from "@yatefx/dispatcher"
 * import { UserAuth } from "@yatefx/messages"
 * import { Effect } from "effect"
 *
 * const passwords = Effect.gen(function*() {
 *   const yate = yield* Dispatcher
 *   // The engine compares; without credentials it asks for them.
 *   yield* yate.handle(UserAuth, { where: { username: "alice" } }, (auth) => auth.ret(true, "secret"))
 * })
 * ```
 *
 * @category user
 * @since 0.1.0
 */
export const UserAuth = /* @__PURE__ */ Definition.viewed("user.auth", {} as UserAuth.View, () => {
  const answer = {
    username: Param.optional(Param.Text),
    domain: Param.optional(Param.Text),
    error: Param.optional(Param.ErrorWord),
    reason: Param.optional(Param.Text)
  }
  return {
    params: {
      ...Groups.sipTransport(),
      ...Groups.tracking(),
      ...answer,
      protocol: Param.optional(Param.oneOf("sip", "iax", "jabber", "h323")),
      realm: Param.optional(Param.Text),
      nonce: Param.optional(Param.Text),
      response: Param.optional(Param.Text),
      method: Param.optional(Param.Text),
      uri: Param.optional(Param.Uri),
      newcall: Param.lenient(Param.Boolean),
      device: Param.optional(Param.Text),
      trace_id: Param.optional(Param.Text),
      id: Param.optional(Param.ChannelId),
      number: Param.optional(Param.Phone),
      caller: Param.optional(Param.Phone),
      called: Param.optional(Param.Phone),
      callername: Param.optional(Param.Text),
      billid: Param.optional(Param.Text),
      expires: Param.lenient(Param.Seconds),
      auth: Param.optional(Param.Text),
      module: Param.optional(Param.Text),
      streamtype: Param.optional(Param.Text),
      requestid: Param.optional(Param.Text),
      instance: Param.optional(Param.Text),
      digest: Param.optional(Param.Text),
      password: Param.optional(Param.Text),
      handshake: Param.optional(Param.Text),
      node: Param.optional(Param.Text),
      endpoint: Param.optional(Param.Text),
      gatekeeper: Param.optional(Param.Text),
      auth_regfile: Param.lenient(Param.Boolean)
    },
    answer,
    reply: {
      ...Groups.tracking(),
      ...answer
    }
  }
})

/** The types of `user.auth`. */
export declare namespace UserAuth {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.SipTransport, Groups.Tracking {
    /**
     * User name as given; may be missing when the request had no credentials. Source: ysipchan.cpp:5324;
     * yiaxchan.cpp:2006; jabberserver.cpp:2193; regfile.cpp:160.
     */
    readonly username?: string
    /** Protocol that asks. Source: ysipchan.cpp:5322; yiaxchan.cpp:2005; jabberserver.cpp:602; h323chan.cpp:2660. */
    readonly protocol?: "sip" | "iax" | "jabber" | "h323" | (string & {})
    /** SIP: authentication realm. Source: ysipchan.cpp:5325. */
    readonly realm?: string
    /** SIP, IAX: challenge sent before. Source: ysipchan.cpp:5326; yiaxchan.cpp:2013. */
    readonly nonce?: string
    /**
     * SIP, IAX: response computed by the user. Jabber: SASL response. Source: ysipchan.cpp:5327; yiaxchan.cpp:2014;
     * jabberserver.cpp:3763.
     */
    readonly response?: string
    /** SIP: method of the request. Source: ysipchan.cpp:5329. */
    readonly method?: string
    /** SIP: URI of the request. Source: ysipchan.cpp:5330. */
    readonly uri?: string
    /** The request could start a new call. Source: ysipchan.cpp:5334; yiaxchan.cpp:2017. */
    readonly newcall?: boolean
    /** Domain of the From URI. Source: ysipchan.cpp:5341. */
    readonly domain?: string
    /** User agent of the remote party. Source: ysipchan.cpp:5344. */
    readonly device?: string
    /** Debug trace identifier. Source: ysipchan.cpp:5345. */
    readonly trace_id?: string
    /** Leg the authentication is for. Source: ysipchan.cpp:5362. */
    readonly id?: string
    /** Number being registered. Source: ysipchan.cpp:5362. */
    readonly number?: string
    /** Calling party of the request. Source: ysipchan.cpp:5362; yiaxchan.cpp:2008. */
    readonly caller?: string
    /** Called party of the request. Source: ysipchan.cpp:5362; yiaxchan.cpp:2007. */
    readonly called?: string
    /** IAX: display name. Source: yiaxchan.cpp:2009. */
    readonly callername?: string
    /** Billing identifier of the leg. Source: ysipchan.cpp:5362; yiaxchan.cpp:2016. */
    readonly billid?: string
    /** Registration time asked for. Seconds on the wire. Source: ysipchan.cpp:5362. */
    readonly expires?: Duration.Duration
    /** SIP foreign authentication: the whole header. Source: ysipchan.cpp:5366. */
    readonly auth?: string
    /** Jabber: module that asks. Source: jabberserver.cpp:601. */
    readonly module?: string
    /** Jabber: kind of stream. Source: jabberserver.cpp:3708. */
    readonly streamtype?: string
    /** Jabber: id of the request. Source: jabberserver.cpp:3716. */
    readonly requestid?: string
    /** Jabber: resource. Source: jabberserver.cpp:2215. */
    readonly instance?: string
    /** Jabber: digest of the old style login. Source: jabberserver.cpp:2206; jabberserver.cpp:3778. */
    readonly digest?: string
    /** Jabber: plain password of the old style login. Source: jabberserver.cpp:3785. */
    readonly password?: string
    /** Jabber component: handshake. Source: jabberserver.cpp:2226. */
    readonly handshake?: string
    /** Jabber cluster: node name. Source: jabberserver.cpp:3710. */
    readonly node?: string
    /** H.323: endpoint identifier. Source: h323chan.cpp:2662. */
    readonly endpoint?: string
    /** H.323: gatekeeper identifier. Source: h323chan.cpp:2663. */
    readonly gatekeeper?: string
    /** Why it is refused; becomes the protocol's answer. Source: ysipchan.cpp:5393; register.cpp:453. */
    readonly error?: Param.ErrorWord
    /** Text for the refusal. Source: ysipchan.cpp:5396. */
    readonly reason?: string
    /**
     * False keeps that module out; likewise auth_register and auth_radius. Source: regfile.cpp:158; register.cpp:443;
     * yradius.cpp:1367.
     */
    readonly auth_regfile?: boolean
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /**
     * User name as given; may be missing when the request had no credentials. Source: ysipchan.cpp:5324;
     * yiaxchan.cpp:2006; jabberserver.cpp:2193; regfile.cpp:160.
     */
    readonly username?: string | null
    /** Domain of the From URI. Source: ysipchan.cpp:5341. */
    readonly domain?: string | null
    /** Why it is refused; becomes the protocol's answer. Source: ysipchan.cpp:5393; register.cpp:453. */
    readonly error?: Param.ErrorWord | null
    /** Text for the refusal. Source: ysipchan.cpp:5396. */
    readonly reason?: string | null
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /**
     * User name as given; may be missing when the request had no credentials. Source: ysipchan.cpp:5324;
     * yiaxchan.cpp:2006; jabberserver.cpp:2193; regfile.cpp:160.
     */
    readonly username?: string
    /** Domain of the From URI. Source: ysipchan.cpp:5341. */
    readonly domain?: string
    /** Why it is refused; becomes the protocol's answer. Source: ysipchan.cpp:5393; register.cpp:453. */
    readonly error?: Param.ErrorWord
    /** Text for the refusal. Source: ysipchan.cpp:5396. */
    readonly reason?: string
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
export const UserAuthfail = /* @__PURE__ */ Definition.viewed("user.authfail", {} as UserAuthfail.View, () => {
  return {
    params: {
      ...Groups.sipTransport(),
      ...Groups.tracking(),
      domain: Param.optional(Param.Text),
      nonce: Param.optional(Param.Text),
      response: Param.optional(Param.Text),
      number: Param.optional(Param.Phone),
      expires: Param.lenient(Param.Seconds),
      newcall: Param.lenient(Param.Boolean),
      username: Param.optional(Param.Text),
      protocol: Param.optional(Param.Text),
      realm: Param.optional(Param.Text),
      method: Param.optional(Param.Text),
      uri: Param.optional(Param.Uri),
      device: Param.optional(Param.Text)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `user.authfail`. */
export declare namespace UserAuthfail {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.SipTransport, Groups.Tracking {
    /** Domain of the account. Source: ysipchan.cpp:5341. */
    readonly domain?: string
    /** Nonce that was answered. Source: ysipchan.cpp:5326. */
    readonly nonce?: string
    /** The answer that was wrong. Source: ysipchan.cpp:5327. */
    readonly response?: string
    /** User part of the address. Source: ysipchan.cpp:6137. */
    readonly number?: string
    /** Time that the registration was asked for. Seconds on the wire. Source: ysipchan.cpp:6141. */
    readonly expires?: Duration.Duration
    /** Whether the request began a call. Source: ysipchan.cpp:5334. */
    readonly newcall?: boolean
    /** User name that was tried. Source: ysipchan.cpp:5324. */
    readonly username?: string
    /** Protocol. Source: ysipchan.cpp:5322. */
    readonly protocol?: string
    /** SIP: realm. Source: ysipchan.cpp:5325. */
    readonly realm?: string
    /** SIP: method. Source: ysipchan.cpp:5329. */
    readonly method?: string
    /** SIP: URI. Source: ysipchan.cpp:5330. */
    readonly uri?: string
    /** User agent of the remote party. Source: ysipchan.cpp:5344. */
    readonly device?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {}

  /** All of them. */
  interface View {
    readonly params: Params
    readonly changes: Changes
    readonly send: Params
    readonly reply: Reply
  }
}

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
 * @example
 * ```ts
 * import { Dispatcher } from "@yatefx/dispatcher"
 * import { UserRegister } from "@yatefx/messages"
 * import { Duration, Effect } from "effect"
 *
 * const registrar = Effect.gen(function*() {
 *   const yate = yield* Dispatcher
 *   const contacts = new Map<string, string>()
 *   yield* yate.handle(UserRegister, {}, (register) => {
 *     const { data, username } = register.params
 *     if (data !== undefined) contacts.set(username, data)
 *     return register.ret(true, undefined, { expires: Duration.minutes(10) })
 *   })
 * })
 * ```
 *
 * @category user
 * @since 0.1.0
 */
export const UserRegister = /* @__PURE__ */ Definition.viewed("user.register", {} as UserRegister.View, () => {
  const answer = {
    data: Param.optional(Param.Target),
    expires: Param.lenient(Param.Seconds),
    code: Param.lenient(Param.Int),
    reason: Param.optional(Param.ErrorWord),
    "xsip_flow-timer": Param.lenient(Param.Seconds)
  }
  return {
    params: {
      ...Groups.sipTransport(),
      ...Groups.tracking(),
      ...answer,
      domain: Param.optional(Param.Text),
      realm: Param.optional(Param.Text),
      newcall: Param.lenient(Param.Boolean),
      username: Param.Text,
      number: Param.optional(Param.Phone),
      driver: Param.optional(Param.Text),
      sip_uri: Param.optional(Param.Uri),
      sip_callid: Param.optional(Param.Text),
      sip_to: Param.optional(Param.Uri),
      reg_nat_addr: Param.lenient(Param.Address),
      nat_support: Param.lenient(Param.Boolean),
      device: Param.optional(Param.Text),
      route_params: Param.lenient(Param.Names),
      oconnection_id: Param.optional(Param.Text),
      server: Param.lenient(Param.Boolean),
      module: Param.optional(Param.Text),
      protocol: Param.optional(Param.Text),
      register_regfile: Param.lenient(Param.Boolean)
    },
    answer,
    reply: {
      ...Groups.tracking(),
      ...answer
    }
  }
})

/** The types of `user.register`. */
export declare namespace UserRegister {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.SipTransport, Groups.Tracking {
    /** Domain of the account. Source: ysipchan.cpp:5341. */
    readonly domain?: string
    /** Realm of the authentication. Source: ysipchan.cpp:5325. */
    readonly realm?: string
    /** Always false here. Source: ysipchan.cpp:5334. */
    readonly newcall?: boolean
    /** User that registers. Source: ysipchan.cpp:6158; yiaxchan.cpp:1629; jabberserver.cpp:2792; regfile.cpp:189. */
    readonly username: string
    /** Number part of the contact. Source: ysipchan.cpp:6137. */
    readonly number?: string
    /** Driver the user is reached with. Source: ysipchan.cpp:6159; yiaxchan.cpp:1630; regfile.cpp:192. */
    readonly driver?: string
    /**
     * Destination to reach the user, ready for callto (sip/sip:user@host). A cluster puts its prefix in front. Source:
     * ysipchan.cpp:6195; yiaxchan.cpp:1635; jabberserver.cpp:2797; clustering.cpp:180.
     */
    readonly data?: string
    /**
     * How long the registration lasts; a handler can change it. Seconds on the wire. Source: ysipchan.cpp:6141;
     * ysipchan.cpp:6221; yiaxchan.cpp:1643; regfile.cpp:197.
     */
    readonly expires?: Duration.Duration
    /** Request URI. Source: ysipchan.cpp:6138. */
    readonly sip_uri?: string
    /** Call-ID. Source: ysipchan.cpp:6139. */
    readonly sip_callid?: string
    /** Contact URI. Source: ysipchan.cpp:6205. */
    readonly sip_to?: string
    /** Private address found behind NAT. Source: ysipchan.cpp:6185. */
    readonly reg_nat_addr?: Address
    /** From authentication: correct for NAT. Source: ysipchan.cpp:6175. */
    readonly nat_support?: boolean
    /** User agent. Source: ysipchan.cpp:6208. */
    readonly device?: string
    /**
     * Parameters to store and set again when a call is routed to this user. Source: ysipchan.cpp:3478; regfile.cpp:210.
     */
    readonly route_params?: ReadonlyArray<string>
    /** Transport to use for calls to this user (one of the route_params). Source: ysipchan.cpp:3479. */
    readonly oconnection_id?: string
    /** SIP code to refuse with. Source: ysipchan.cpp:6248. */
    readonly code?: number
    /** Error keyword to refuse with. Source: ysipchan.cpp:6248. */
    readonly reason?: Param.ErrorWord
    /** Flow timer to send, 11 to 120. Seconds on the wire. Source: ysipchan.cpp:6236. */
    readonly "xsip_flow-timer"?: Duration.Duration
    /** Jabber: a server or component, not a user. Source: jabberserver.cpp:2794. */
    readonly server?: boolean
    /** Jabber: module. Source: jabberserver.cpp:601. */
    readonly module?: string
    /** Jabber: jabber. Source: jabberserver.cpp:602. */
    readonly protocol?: string
    /** False keeps that module out; likewise register_register. Source: regfile.cpp:187; register.cpp:429. */
    readonly register_regfile?: boolean
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /**
     * Destination to reach the user, ready for callto (sip/sip:user@host). A cluster puts its prefix in front. Source:
     * ysipchan.cpp:6195; yiaxchan.cpp:1635; jabberserver.cpp:2797; clustering.cpp:180.
     */
    readonly data?: string | null
    /**
     * How long the registration lasts; a handler can change it. Seconds on the wire. Source: ysipchan.cpp:6141;
     * ysipchan.cpp:6221; yiaxchan.cpp:1643; regfile.cpp:197.
     */
    readonly expires?: Duration.Duration | null
    /** SIP code to refuse with. Source: ysipchan.cpp:6248. */
    readonly code?: number | null
    /** Error keyword to refuse with. Source: ysipchan.cpp:6248. */
    readonly reason?: Param.ErrorWord | null
    /** Flow timer to send, 11 to 120. Seconds on the wire. Source: ysipchan.cpp:6236. */
    readonly "xsip_flow-timer"?: Duration.Duration | null
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /**
     * Destination to reach the user, ready for callto (sip/sip:user@host). A cluster puts its prefix in front. Source:
     * ysipchan.cpp:6195; yiaxchan.cpp:1635; jabberserver.cpp:2797; clustering.cpp:180.
     */
    readonly data?: string
    /**
     * How long the registration lasts; a handler can change it. Seconds on the wire. Source: ysipchan.cpp:6141;
     * ysipchan.cpp:6221; yiaxchan.cpp:1643; regfile.cpp:197.
     */
    readonly expires?: Duration.Duration
    /** SIP code to refuse with. Source: ysipchan.cpp:6248. */
    readonly code?: number
    /** Error keyword to refuse with. Source: ysipchan.cpp:6248. */
    readonly reason?: Param.ErrorWord
    /** Flow timer to send, 11 to 120. Seconds on the wire. Source: ysipchan.cpp:6236. */
    readonly "xsip_flow-timer"?: Duration.Duration
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
export const UserUnregister = /* @__PURE__ */ Definition.viewed("user.unregister", {} as UserUnregister.View, () => {
  return {
    params: {
      ...Groups.sipTransport(),
      ...Groups.tracking(),
      domain: Param.optional(Param.Text),
      realm: Param.optional(Param.Text),
      newcall: Param.lenient(Param.Boolean),
      username: Param.optional(Param.Text),
      connection_id: Param.optional(Param.Text),
      number: Param.optional(Param.Phone),
      driver: Param.optional(Param.Text),
      data: Param.optional(Param.Target),
      expires: Param.lenient(Param.Seconds),
      server: Param.lenient(Param.Boolean),
      register_regfile: Param.lenient(Param.Boolean)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `user.unregister`. */
export declare namespace UserUnregister {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.SipTransport, Groups.Tracking {
    /** Domain of the account. Source: ysipchan.cpp:5341. */
    readonly domain?: string
    /** Realm of the authentication. Source: ysipchan.cpp:5325. */
    readonly realm?: string
    /** Always false here. Source: ysipchan.cpp:5334. */
    readonly newcall?: boolean
    /**
     * User that is gone. Missing when a connection went down. Source: ysipchan.cpp:6158; yiaxchan.cpp:1629;
     * regfile.cpp:233.
     */
    readonly username?: string
    /**
     * Connection that went down: all users registered over it are gone. Source: ysipchan.cpp:5730; yiaxchan.cpp:2327;
     * regfile.cpp:245.
     */
    readonly connection_id?: string
    /** Number part of the contact. Source: ysipchan.cpp:6137. */
    readonly number?: string
    /** Driver. Source: ysipchan.cpp:6159; yiaxchan.cpp:1630. */
    readonly driver?: string
    /** Where the user was reached. Source: ysipchan.cpp:6195. */
    readonly data?: string
    /** 0. Seconds on the wire. Source: ysipchan.cpp:6141. */
    readonly expires?: Duration.Duration
    /** Jabber: a server or component. Source: jabberserver.cpp:2794. */
    readonly server?: boolean
    /** False keeps that module out; likewise register_register. Source: regfile.cpp:231; register.cpp:508. */
    readonly register_regfile?: boolean
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {}

  /** All of them. */
  interface View {
    readonly params: Params
    readonly changes: Changes
    readonly send: Params
    readonly reply: Reply
  }
}

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
export const UserLogin = /* @__PURE__ */ Definition.viewed("user.login", {} as UserLogin.View, () => {
  const own = {
    account: Param.Text,
    protocol: Param.optional(Param.oneOf("sip", "iax", "h323", "jabber")),
    operation: Param.optional(Param.oneOf("login", "logout")),
    username: Param.optional(Param.Text),
    password: Param.optional(Param.Text),
    authname: Param.optional(Param.Text),
    registrar: Param.lenient(Param.Address),
    server: Param.lenient(Param.Address),
    domain: Param.optional(Param.Text),
    outbound: Param.lenient(Param.Address),
    description: Param.optional(Param.Text),
    interval: Param.lenient(Param.Seconds),
    keepalive: Param.lenient(Param.Seconds),
    localaddress: Param.lenient(Param.Address),
    match_port: Param.lenient(Param.Boolean),
    match_user: Param.lenient(Param.Boolean),
    xsip_flags: Param.lenient(Param.Int),
    xsip_trans_count: Param.lenient(Param.Int),
    sips: Param.lenient(Param.Boolean)
  }
  return {
    params: {
      ...Groups.tracking(),
      ...own
    },
    send: own,
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `user.login`. */
export declare namespace UserLogin {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Name of the account, used as line in calls. Source: accfile.cpp:113; ysipchan.cpp:10004. */
    readonly account: string
    /** Driver that should take it. Source: ysipchan.cpp:10001. */
    readonly protocol?: "sip" | "iax" | "h323" | "jabber" | (string & {})
    /** What to do; absent changes the settings. Source: accfile.cpp:115; ysipchan.cpp:9839. */
    readonly operation?: "login" | "logout" | (string & {})
    /** User name. Source: ysipchan.cpp:9851. */
    readonly username?: string
    /** Password. Source: ysipchan.cpp:9853. */
    readonly password?: string
    /** Name to authenticate with, if different. Source: ysipchan.cpp:9852. */
    readonly authname?: string
    /** Server to register at; server is used if missing. Source: ysipchan.cpp:9850. */
    readonly registrar?: Address
    /** Server. Source: ysipchan.cpp:9850. */
    readonly server?: Address
    /** Domain. Source: ysipchan.cpp:9854. */
    readonly domain?: string
    /** Proxy to send through. Source: ysipchan.cpp:9884. */
    readonly outbound?: Address
    /** Display name. Source: ysipchan.cpp:9863. */
    readonly description?: string
    /** Registration interval. Seconds on the wire. Default: "600". Source: ysipchan.cpp:9864. */
    readonly interval?: Duration.Duration
    /** Keep-alive interval. Seconds on the wire. Source: ysipchan.cpp:9898. */
    readonly keepalive?: Duration.Duration
    /** Local address; auto or a true value finds it. Source: ysipchan.cpp:9867. */
    readonly localaddress?: Address
    /** Incoming calls must match the port. Default: "true". Source: ysipchan.cpp:9865. */
    readonly match_port?: boolean
    /** Incoming calls must match the user. Default: "true". Source: ysipchan.cpp:9866. */
    readonly match_user?: boolean
    /** Message flags. Source: ysipchan.cpp:9855. */
    readonly xsip_flags?: number
    /** Retransmissions. Source: ysipchan.cpp:9862. */
    readonly xsip_trans_count?: number
    /** Use the sips scheme. Source: ysipchan.cpp:9846. */
    readonly sips?: boolean
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What is given to send it. */
  interface Send {
    /** Name of the account, used as line in calls. Source: accfile.cpp:113; ysipchan.cpp:10004. */
    readonly account: string
    /** Driver that should take it. Source: ysipchan.cpp:10001. */
    readonly protocol?: "sip" | "iax" | "h323" | "jabber" | (string & {})
    /** What to do; absent changes the settings. Source: accfile.cpp:115; ysipchan.cpp:9839. */
    readonly operation?: "login" | "logout" | (string & {})
    /** User name. Source: ysipchan.cpp:9851. */
    readonly username?: string
    /** Password. Source: ysipchan.cpp:9853. */
    readonly password?: string
    /** Name to authenticate with, if different. Source: ysipchan.cpp:9852. */
    readonly authname?: string
    /** Server to register at; server is used if missing. Source: ysipchan.cpp:9850. */
    readonly registrar?: Address
    /** Server. Source: ysipchan.cpp:9850. */
    readonly server?: Address
    /** Domain. Source: ysipchan.cpp:9854. */
    readonly domain?: string
    /** Proxy to send through. Source: ysipchan.cpp:9884. */
    readonly outbound?: Address
    /** Display name. Source: ysipchan.cpp:9863. */
    readonly description?: string
    /** Registration interval. Seconds on the wire. Default: "600". Source: ysipchan.cpp:9864. */
    readonly interval?: Duration.Duration
    /** Keep-alive interval. Seconds on the wire. Source: ysipchan.cpp:9898. */
    readonly keepalive?: Duration.Duration
    /** Local address; auto or a true value finds it. Source: ysipchan.cpp:9867. */
    readonly localaddress?: Address
    /** Incoming calls must match the port. Default: "true". Source: ysipchan.cpp:9865. */
    readonly match_port?: boolean
    /** Incoming calls must match the user. Default: "true". Source: ysipchan.cpp:9866. */
    readonly match_user?: boolean
    /** Message flags. Source: ysipchan.cpp:9855. */
    readonly xsip_flags?: number
    /** Retransmissions. Source: ysipchan.cpp:9862. */
    readonly xsip_trans_count?: number
    /** Use the sips scheme. Source: ysipchan.cpp:9846. */
    readonly sips?: boolean
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {}

  /** All of them. */
  interface View {
    readonly params: Params
    readonly changes: Changes
    readonly send: Send
    readonly reply: Reply
  }
}

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
export const UserNotify = /* @__PURE__ */ Definition.viewed("user.notify", {} as UserNotify.View, () => {
  return {
    params: {
      ...Groups.tracking(),
      account: Param.Text,
      protocol: Param.optional(Param.Text),
      username: Param.optional(Param.Text),
      domain: Param.optional(Param.Text),
      registered: Param.Boolean,
      reason: Param.optional(Param.Text),
      error: Param.optional(Param.ErrorWord),
      type: Param.optional(Param.Text),
      server: Param.optional(Param.Text),
      jid: Param.optional(Param.Text),
      remote_jid: Param.optional(Param.Text),
      autorestart: Param.lenient(Param.Boolean),
      voicemail: Param.optional(Param.Text),
      voicenew: Param.lenient(Param.Int),
      voiceold: Param.lenient(Param.Int)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `user.notify`. */
export declare namespace UserNotify {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Account. Source: ysipchan.cpp:9522; yiaxchan.cpp:769; jabberserver.cpp:2352. */
    readonly account: string
    /** Protocol. Source: ysipchan.cpp:9523; yiaxchan.cpp:770; jabberserver.cpp:602. */
    readonly protocol?: string
    /** User name. Source: ysipchan.cpp:9524; yiaxchan.cpp:771; jabberserver.cpp:2355. */
    readonly username?: string
    /** Domain. Source: ysipchan.cpp:9526. */
    readonly domain?: string
    /** Registered now. Source: ysipchan.cpp:9527; yiaxchan.cpp:772; jabberserver.cpp:2359. */
    readonly registered: boolean
    /** Why not. Source: ysipchan.cpp:9528; yiaxchan.cpp:773. */
    readonly reason?: string
    /** Error keyword. Source: ysipchan.cpp:9529; yiaxchan.cpp:774; jabberserver.cpp:2361. */
    readonly error?: Param.ErrorWord
    /** Jabber: stream type. Source: jabberserver.cpp:2353. */
    readonly type?: string
    /** Jabber: local domain. Source: jabberserver.cpp:2356. */
    readonly server?: string
    /** Jabber: local identifier. Source: jabberserver.cpp:2357. */
    readonly jid?: string
    /** Jabber: remote identifier. Source: jabberserver.cpp:2358. */
    readonly remote_jid?: string
    /** Jabber: the stream will be tried again. Source: jabberserver.cpp:2363. */
    readonly autorestart?: boolean
    /** Another use: voice messages of username changed. Source: register.cpp:738. */
    readonly voicemail?: string
    /** Voice mail: new messages. Source: register.cpp:754. */
    readonly voicenew?: number
    /** Voice mail: old messages. Source: register.cpp:755. */
    readonly voiceold?: number
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {}

  /** All of them. */
  interface View {
    readonly params: Params
    readonly changes: Changes
    readonly send: Params
    readonly reply: Reply
  }
}

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
export const UserAccount = /* @__PURE__ */ Definition.viewed("user.account", {} as UserAccount.View, () => {
  const own = {
    operation: Param.Text,
    account: Param.optional(Param.Text)
  }
  return {
    params: {
      ...Groups.tracking(),
      ...own
    },
    send: own,
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `user.account`. */
export declare namespace UserAccount {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** list for the names, anything else for one account. Source: accfile.cpp:153; accfile.cpp:156. */
    readonly operation: string
    /** Account to look up. Source: accfile.cpp:165. */
    readonly account?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What is given to send it. */
  interface Send {
    /** list for the names, anything else for one account. Source: accfile.cpp:153; accfile.cpp:156. */
    readonly operation: string
    /** Account to look up. Source: accfile.cpp:165. */
    readonly account?: string
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {}

  /** All of them. */
  interface View {
    readonly params: Params
    readonly changes: Changes
    readonly send: Send
    readonly reply: Reply
  }
}

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
export const UserUpdate = /* @__PURE__ */ Definition.viewed("user.update", {} as UserUpdate.View, () => {
  const own = {
    operation: Param.optional(Param.oneOf("add", "delete", "update")),
    user: Param.Text,
    password: Param.optional(Param.Text),
    notify: Param.optional(Param.oneOf("add", "delete", "update")),
    "message-prefix": Param.optional(Param.Text),
    module: Param.optional(Param.Text)
  }
  const answer = {
    error: Param.optional(Param.Text)
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

/** The types of `user.update`. */
export declare namespace UserUpdate {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** What to do. Missing in notices. Source: users.cpp:162; jbfeatures.cpp:732. */
    readonly operation?: "add" | "delete" | "update" | (string & {})
    /** User. Source: users.cpp:163; users.cpp:322; jbfeatures.cpp:733. */
    readonly user: string
    /** Password to set. Source: users.cpp:171; jbfeatures.cpp:740. */
    readonly password?: string
    /** In notices: what was done. Source: users.cpp:321; subscription.cpp:1627. */
    readonly notify?: "add" | "delete" | "update" | (string & {})
    /** Prefix of further data base parameters. Source: users.cpp:172. */
    readonly "message-prefix"?: string
    /** Who asks. Source: jbfeatures.cpp:731. */
    readonly module?: string
    /** Why it failed. Source: users.cpp:165; users.cpp:193. */
    readonly error?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /** Why it failed. Source: users.cpp:165; users.cpp:193. */
    readonly error?: string | null
  }

  /** What is given to send it. */
  interface Send {
    /** What to do. Missing in notices. Source: users.cpp:162; jbfeatures.cpp:732. */
    readonly operation?: "add" | "delete" | "update" | (string & {})
    /** User. Source: users.cpp:163; users.cpp:322; jbfeatures.cpp:733. */
    readonly user: string
    /** Password to set. Source: users.cpp:171; jbfeatures.cpp:740. */
    readonly password?: string
    /** In notices: what was done. Source: users.cpp:321; subscription.cpp:1627. */
    readonly notify?: "add" | "delete" | "update" | (string & {})
    /** Prefix of further data base parameters. Source: users.cpp:172. */
    readonly "message-prefix"?: string
    /** Who asks. Source: jbfeatures.cpp:731. */
    readonly module?: string
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /** Why it failed. Source: users.cpp:165; users.cpp:193. */
    readonly error?: string
  }

  /** All of them. */
  interface View {
    readonly params: Params
    readonly changes: Changes
    readonly send: Send
    readonly reply: Reply
  }
}

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
export const UserRoster = /* @__PURE__ */ Definition.viewed("user.roster", {} as UserRoster.View, () => {
  const own = {
    operation: Param.optional(Param.oneOf("query", "update", "delete")),
    username: Param.Text,
    contact: Param.optional(Param.Text),
    "contact.parameters": Param.lenient(Param.Names),
    full: Param.lenient(Param.Boolean),
    hierarchical: Param.lenient(Param.Boolean),
    notify: Param.optional(Param.oneOf("update", "delete")),
    "contact.count": Param.lenient(Param.Int),
    name: Param.optional(Param.Text),
    groups: Param.optional(Param.Text),
    module: Param.optional(Param.Text)
  }
  const answer = {
    "contact.count": Param.lenient(Param.Int)
  }
  return {
    params: {
      ...Groups.tracking(),
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

/** The types of `user.roster`. */
export declare namespace UserRoster {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** What to do. Missing in notices. Source: subscription.cpp:1609; jbfeatures.cpp:350. */
    readonly operation?: "query" | "update" | "delete" | (string & {})
    /** Owner of the list. Source: subscription.cpp:1612; jbfeatures.cpp:351; subscription.cpp:1861. */
    readonly username: string
    /** Contact to query, change or delete. Source: subscription.cpp:1613; jbfeatures.cpp:355; subscription.cpp:2767. */
    readonly contact?: string
    /** update: names of the parameters to store. Source: subscription.cpp:2632; jbfeatures.cpp:359. */
    readonly "contact.parameters"?: ReadonlyArray<string>
    /** update: replace everything known of the contact. Source: subscription.cpp:2636. */
    readonly full?: boolean
    /** query: return nested lists, useless to an external module. Source: subscription.cpp:2561; jbfeatures.cpp:353. */
    readonly hierarchical?: boolean
    /** In notices: what was done. Source: subscription.cpp:1860; subscription.cpp:2765. */
    readonly notify?: "update" | "delete" | (string & {})
    /** Number of contacts that follow. Source: subscription.cpp:2607; subscription.cpp:1862. */
    readonly "contact.count"?: number
    /** update: name of the contact. Source: jbfeatures.cpp:361. */
    readonly name?: string
    /** update: groups of the contact. Source: jbfeatures.cpp:362. */
    readonly groups?: string
    /** Who sends it. Source: jbfeatures.cpp:349. */
    readonly module?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /** Number of contacts that follow. Source: subscription.cpp:2607; subscription.cpp:1862. */
    readonly "contact.count"?: number | null
  }

  /** What is given to send it. */
  interface Send {
    /** What to do. Missing in notices. Source: subscription.cpp:1609; jbfeatures.cpp:350. */
    readonly operation?: "query" | "update" | "delete" | (string & {})
    /** Owner of the list. Source: subscription.cpp:1612; jbfeatures.cpp:351; subscription.cpp:1861. */
    readonly username: string
    /** Contact to query, change or delete. Source: subscription.cpp:1613; jbfeatures.cpp:355; subscription.cpp:2767. */
    readonly contact?: string
    /** update: names of the parameters to store. Source: subscription.cpp:2632; jbfeatures.cpp:359. */
    readonly "contact.parameters"?: ReadonlyArray<string>
    /** update: replace everything known of the contact. Source: subscription.cpp:2636. */
    readonly full?: boolean
    /** query: return nested lists, useless to an external module. Source: subscription.cpp:2561; jbfeatures.cpp:353. */
    readonly hierarchical?: boolean
    /** In notices: what was done. Source: subscription.cpp:1860; subscription.cpp:2765. */
    readonly notify?: "update" | "delete" | (string & {})
    /** Number of contacts that follow. Source: subscription.cpp:2607; subscription.cpp:1862. */
    readonly "contact.count"?: number
    /** update: name of the contact. Source: jbfeatures.cpp:361. */
    readonly name?: string
    /** update: groups of the contact. Source: jbfeatures.cpp:362. */
    readonly groups?: string
    /** Who sends it. Source: jbfeatures.cpp:349. */
    readonly module?: string
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /** Number of contacts that follow. Source: subscription.cpp:2607; subscription.cpp:1862. */
    readonly "contact.count"?: number
  }

  /** All of them. */
  interface View {
    readonly params: Params
    readonly changes: Changes
    readonly send: Send
    readonly reply: Reply
  }
}
