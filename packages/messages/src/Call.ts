/**
 * The messages of the family `call`: 12 definitions, and the types of each.
 *
 * Generated from catalogue/call.yaml by `pnpm generate`: change the data, not this file.
 *
 * @since 0.1.0
 */
import type * as DateTime from "effect/DateTime"
import type * as Duration from "effect/Duration"
import type { Address } from "./Address.ts"
import * as Definition from "./Definition.ts"
import * as Groups from "./internal/groups.ts"
import * as Param from "./Param.ts"

/**
 * `call.preroute`: first look at a new incoming call, before it is routed. Meant to set the routing context or to
 * enrich the call with parameters; it may also refuse the call.
 *
 * Answering: True stops later handlers. The call goes on to call.route in both cases, except that true together with a
 * return value of "-" or "error" rejects the call.
 *
 * Return value: Normally left empty. "-" or "error" (with true) rejects the call with the error and reason parameters.
 *
 * Sent by: driver, module; dispatched (whoever sends it waits for the result).
 *
 * - Not sent by every driver; some go straight to call.route.
 * - After the dispatch the same message object is renamed call.route, so everything a handler sets is visible there.
 *
 * Also, in `parameters` (see `Wildcards`): `<channel params>`, `sip_<header>`, `sipheader_<header>`, `xsip_type.<n>,
 * xsip_body.<n>`, `media_<type>, formats_<type>, transport_<type>, rtp_port_<type>`, `sdp_<attribute>`,
 * `osdp_<attribute>`, `<ichanparams-prefix>*`.
 *
 * Handled by: regexroute@100, register, cache, javascript.
 *
 * Source: Channel.cpp:1756, ysipchan.cpp:6673, regexroute.cpp:95.
 *
 * @category call
 * @since 0.1.0
 */
export const CallPreroute = /* @__PURE__ */ Definition.viewed("call.preroute", {} as CallPreroute.View, () => {
  const answer = {
    ...Groups.mediaAnswer(),
    caller: Param.optional(Param.Phone),
    called: Param.optional(Param.Phone),
    callername: Param.optional(Param.Text),
    username: Param.optional(Param.Text),
    context: Param.optional(Param.Text),
    antiloop: Param.lenient(Param.Int),
    billid: Param.optional(Param.Text),
    copyparams: Param.lenient(Param.Names),
    error: Param.optional(Param.ErrorWord),
    reason: Param.optional(Param.Text)
  }
  return {
    params: {
      ...Groups.channelFull(),
      ...Groups.sipTransport(),
      ...Groups.sipRequest(),
      ...Groups.media(),
      ...Groups.tracking(),
      ...answer,
      newcall: Param.lenient(Param.Boolean),
      address: Param.optional(Param.Text),
      diverter: Param.optional(Param.Phone),
      divertername: Param.optional(Param.Text),
      diverteruri: Param.optional(Param.Uri),
      divert_reason: Param.optional(Param.Text),
      divert_privacy: Param.optional(Param.Text),
      divert_screen: Param.optional(Param.Text),
      divert_counter: Param.lenient(Param.Int),
      caller_info_uri: Param.optional(Param.Uri),
      caller_icon_uri: Param.optional(Param.Uri),
      caller_card_uri: Param.optional(Param.Uri),
      pbxoper: Param.optional(Param.Text),
      pbxstate: Param.optional(Param.Text)
    },
    answer,
    reply: {
      ...Groups.tracking(),
      ...answer
    }
  }
})

/** The types of `call.preroute`. */
export declare namespace CallPreroute {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.ChannelFull, Groups.SipRequest, Groups.Media, Groups.Tracking {
    /** Identifier of the channel the message is about, "driver/number". Source: Channel.cpp:650. */
    readonly id: string
    /** Address of the remote party. Source: ysipchan.cpp:4867. */
    readonly ip_host?: string
    /** Port of the remote party. Source: ysipchan.cpp:4868. */
    readonly ip_port?: number
    /** Transport of the request. Source: ysipchan.cpp:4869. */
    readonly ip_transport?: "UDP" | "TCP" | "TLS" | (string & {})
    /** Address the datagram was really received from, when it differs. Source: ysipchan.cpp:4875. */
    readonly ip_host_recv?: string
    /** Port the datagram was really received from, when it differs. Source: ysipchan.cpp:4876. */
    readonly ip_port_recv?: number
    /** host:port the datagram was really received from. Source: ysipchan.cpp:4877. */
    readonly address_recv?: Address
    /** Identifier of the SIP transport or connection used. Source: ysipchan.cpp:3471. */
    readonly connection_id?: string
    /** Whether that transport is connection oriented. Source: ysipchan.cpp:3472. */
    readonly connection_reliable?: boolean
    /** Role configured on the listener that got the request. Source: ysipchan.cpp:3475. */
    readonly role?: string
    /** SIP: whether the request began a call. It stays from the authentication. Source: ysipchan.cpp:5334. */
    readonly newcall?: boolean
    /**
     * Where the call comes from, in its driver's own notation (host:port for sip; with SIP it stands there twice).
     * Source: Channel.cpp:668; ysipchan.cpp:4871.
     */
    readonly address?: string
    /** Number or name of the calling party. Source: ysipchan.cpp:6678. */
    readonly caller?: string
    /** Number or name that was asked for. Source: ysipchan.cpp:6679. */
    readonly called?: string
    /** Display name of the calling party. Source: ysipchan.cpp:6681. */
    readonly callername?: string
    /** Authenticated user who makes the call. Source: ysipchan.cpp:6780; ysipchan.cpp:6769. */
    readonly username?: string
    /** Routing context chosen for the call; the usual result of this message. Source: regexroute.cpp:1137. */
    readonly context?: string
    /** Hop counter; one less at every pass, zero or less means the call loops. Source: ysipchan.cpp:6701. */
    readonly antiloop?: number
    /** Replaces the billing identifier of the channel. Source: Channel.cpp:891. */
    readonly billid?: string
    /**
     * Parameters of this message to keep on the channel, so that they appear in its chan.disconnected and chan.hangup.
     * Source: Channel.cpp:1765.
     */
    readonly copyparams?: ReadonlyArray<string>
    /** Error keyword used if the call is rejected. Source: Channel.cpp:1773. */
    readonly error?: Param.ErrorWord
    /**
     * In: why the call is here (transfer, divert). Out: text used if the call is rejected. Source: Channel.cpp:1774;
     * ysipchan.cpp:6825.
     */
    readonly reason?: string
    /** Party that diverted or transferred the call here. Source: ysipchan.cpp:6758. */
    readonly diverter?: string
    /** Display name of the diverting party. Source: ysipchan.cpp:6760. */
    readonly divertername?: string
    /** URI of the diverting party. Source: ysipchan.cpp:6761. */
    readonly diverteruri?: string
    /** Diversion reason as signalled. Source: ysipchan.cpp:6729. */
    readonly divert_reason?: string
    /** Diversion privacy as signalled. Source: ysipchan.cpp:6735. */
    readonly divert_privacy?: string
    /** Diversion screening as signalled. Source: ysipchan.cpp:6741. */
    readonly divert_screen?: string
    /** Number of diversions so far. Source: ysipchan.cpp:6747. */
    readonly divert_counter?: number
    /** Call-Info of purpose info. Source: ysipchan.cpp:6686. */
    readonly caller_info_uri?: string
    /** Call-Info of purpose icon. Source: ysipchan.cpp:6688. */
    readonly caller_icon_uri?: string
    /** Call-Info of purpose card. Source: ysipchan.cpp:6690. */
    readonly caller_card_uri?: string
    /** PBX operation the routing is for, when a PBX assistant makes it. Source: pbxassist.cpp:917. */
    readonly pbxoper?: string
    /** PBX assistant's state, when a PBX assistant makes it. Source: pbxassist.cpp:916. */
    readonly pbxstate?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes extends Groups.MediaChanges {
    /** Number or name of the calling party. Source: ysipchan.cpp:6678. */
    readonly caller?: string | null
    /** Number or name that was asked for. Source: ysipchan.cpp:6679. */
    readonly called?: string | null
    /** Display name of the calling party. Source: ysipchan.cpp:6681. */
    readonly callername?: string | null
    /** Authenticated user who makes the call. Source: ysipchan.cpp:6780; ysipchan.cpp:6769. */
    readonly username?: string | null
    /** Routing context chosen for the call; the usual result of this message. Source: regexroute.cpp:1137. */
    readonly context?: string | null
    /** Hop counter; one less at every pass, zero or less means the call loops. Source: ysipchan.cpp:6701. */
    readonly antiloop?: number | null
    /** Replaces the billing identifier of the channel. Source: Channel.cpp:891. */
    readonly billid?: string | null
    /**
     * Parameters of this message to keep on the channel, so that they appear in its chan.disconnected and chan.hangup.
     * Source: Channel.cpp:1765.
     */
    readonly copyparams?: ReadonlyArray<string> | null
    /** Error keyword used if the call is rejected. Source: Channel.cpp:1773. */
    readonly error?: Param.ErrorWord | null
    /**
     * In: why the call is here (transfer, divert). Out: text used if the call is rejected. Source: Channel.cpp:1774;
     * ysipchan.cpp:6825.
     */
    readonly reason?: string | null
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking, Groups.MediaAnswer {
    /** Number or name of the calling party. Source: ysipchan.cpp:6678. */
    readonly caller?: string
    /** Number or name that was asked for. Source: ysipchan.cpp:6679. */
    readonly called?: string
    /** Display name of the calling party. Source: ysipchan.cpp:6681. */
    readonly callername?: string
    /** Authenticated user who makes the call. Source: ysipchan.cpp:6780; ysipchan.cpp:6769. */
    readonly username?: string
    /** Routing context chosen for the call; the usual result of this message. Source: regexroute.cpp:1137. */
    readonly context?: string
    /** Hop counter; one less at every pass, zero or less means the call loops. Source: ysipchan.cpp:6701. */
    readonly antiloop?: number
    /** Replaces the billing identifier of the channel. Source: Channel.cpp:891. */
    readonly billid?: string
    /**
     * Parameters of this message to keep on the channel, so that they appear in its chan.disconnected and chan.hangup.
     * Source: Channel.cpp:1765.
     */
    readonly copyparams?: ReadonlyArray<string>
    /** Error keyword used if the call is rejected. Source: Channel.cpp:1773. */
    readonly error?: Param.ErrorWord
    /**
     * In: why the call is here (transfer, divert). Out: text used if the call is rejected. Source: Channel.cpp:1774;
     * ysipchan.cpp:6825.
     */
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
 * `call.route`: asks where a call should go. The return value is the destination; the handlers may set or change any
 * parameter that the call.execute that follows should carry.
 *
 * Answering: True with a non-empty return value gives the destination. False, or an empty return value, means no route:
 * the call is rejected with the error parameter or noroute.
 *
 * Return value: Destination "driver/rest" (for example sip/sip:100@10.0.0.1, dumb/, conf/room, external/nodata/x.php,
 * fork ...). "-" or "error" rejects the call with the error and reason parameters.
 *
 * Sent by: driver, module, app; dispatched (whoever sends it waits for the result).
 *
 * - An app may send call.route itself to find a destination, then call.execute with callto set to the return value.
 * - A parameter whose value the app sets while returning false stays set for the next handlers.
 * - Routing runs in its own thread; the channel may be gone by the time the answer arrives.
 *
 * Also, in `parameters` (see `Wildcards`): `<channel params>`, `sip_<header>`, `sipheader_<header>`, `xsip_type.<n>,
 * xsip_body.<n>`, `media_<type>, formats_<type>, transport_<type>, rtp_port_<type>`, `sdp_<attribute>`,
 * `osdp_<attribute>`, `callto.<n>, callto.<n>.<param>`, `route_register, route_regfile, route_*`, `osip_<header>`,
 * `divert_<reason>`, `<counter>_<context>`, `trace_msg_<n>, trace_msg_count`.
 *
 * Handled by: cdrbuild@50, regexroute@100, regfile@100, register, drivers@100 (own lines only).
 *
 * Source: Channel.cpp:1782, Channel.cpp:1808, Channel.cpp:1612, callgen.cpp:191, wavefile.cpp:1182, dumbchan.cpp:113,
 * wiki Call.route.
 *
 * @example
 * ```ts
 * import { Dispatcher } from "@yatefx/dispatcher"
 * import { CallRoute, Route, Target } from "@yatefx/messages"
 * import { Effect } from "effect"
 *
 * const routes = Effect.gen(function*() {
 *   const yate = yield* Dispatcher
 *   yield* yate.handle(CallRoute, { where: { called: "closed" } }, (route) =>
 *     route.ret(...Route.reject("forbidden", "We are closed")))
 *   yield* yate.handle(CallRoute, { where: { called: "100" } }, (route) =>
 *     route.ret(true, Target.sip("sip:100@10.0.0.1")))
 * })
 * ```
 *
 * @category call
 * @since 0.1.0
 */
export const CallRoute = /* @__PURE__ */ Definition.viewed("call.route", {} as CallRoute.View, () => {
  const own = {
    id: Param.ChannelId,
    xsip_dlgtag: Param.optional(Param.Text),
    newcall: Param.lenient(Param.Boolean),
    address: Param.optional(Param.Text),
    caller: Param.optional(Param.Phone),
    called: Param.optional(Param.Phone),
    callername: Param.optional(Param.Text),
    calledname: Param.optional(Param.Text),
    username: Param.optional(Param.Text),
    context: Param.optional(Param.Text),
    driver: Param.optional(Param.Text),
    route_type: Param.optional(Param.oneOf("call", "msg")),
    line: Param.optional(Param.Text),
    account: Param.optional(Param.Text),
    antiloop: Param.lenient(Param.Int),
    reason: Param.optional(Param.Text),
    maxcall: Param.lenient(Param.Millis),
    timeout: Param.lenient(Param.Millis),
    copyparams: Param.lenient(Param.Names),
    cdrtrack: Param.lenient(Param.Boolean),
    cdrwrite: Param.lenient(Param.Boolean),
    lateroute: Param.lenient(Param.Boolean),
    stop_call: Param.lenient(Param.Boolean),
    caller_instance: Param.optional(Param.Text),
    called_instance: Param.optional(Param.Text),
    fallback_online_instances: Param.lenient(Param.Boolean),
    auth: Param.lenient(Param.Boolean),
    transfer_callid: Param.optional(Param.Text),
    transfer_fromtag: Param.optional(Param.Text),
    transfer_totag: Param.optional(Param.Text),
    diverter: Param.optional(Param.Phone),
    divertername: Param.optional(Param.Text),
    format: Param.optional(Param.Text),
    trace_lvl: Param.lenient(Param.Int),
    trace_to_msg: Param.lenient(Param.Boolean),
    allcounters: Param.lenient(Param.Boolean)
  }
  const answer = {
    ...Groups.mediaAnswer(),
    caller: Param.optional(Param.Phone),
    called: Param.optional(Param.Phone),
    callername: Param.optional(Param.Text),
    calledname: Param.optional(Param.Text),
    username: Param.optional(Param.Text),
    line: Param.optional(Param.Text),
    antiloop: Param.lenient(Param.Int),
    error: Param.optional(Param.ErrorWord),
    reason: Param.optional(Param.Text),
    maxcall: Param.lenient(Param.Millis),
    timeout: Param.lenient(Param.Millis),
    maxpdd: Param.lenient(Param.Millis),
    copyparams: Param.lenient(Param.Names),
    cdrwrite: Param.lenient(Param.Boolean),
    pbxassist: Param.lenient(Param.Boolean),
    dtmfpass: Param.lenient(Param.Boolean),
    lateroute: Param.lenient(Param.Boolean),
    stop_call: Param.lenient(Param.Boolean),
    "instance.count": Param.lenient(Param.Int),
    diverter: Param.optional(Param.Phone),
    divertername: Param.optional(Param.Text)
  }
  return {
    params: {
      ...Groups.channelFull(),
      ...Groups.sipTransport(),
      ...Groups.sipRequest(),
      ...Groups.media(),
      ...Groups.tracking(),
      ...answer,
      ...own
    },
    answer,
    send: {
      ...Groups.media(),
      ...own,
      id: Param.optional(Param.ChannelId),
      called: Param.Phone
    },
    reply: {
      ...Groups.tracking(),
      ...answer
    }
  }
})

/** The types of `call.route`. */
export declare namespace CallRoute {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.ChannelFull, Groups.SipRequest, Groups.Media, Groups.Tracking {
    /** Address of the remote party. Source: ysipchan.cpp:4867. */
    readonly ip_host?: string
    /** Port of the remote party. Source: ysipchan.cpp:4868. */
    readonly ip_port?: number
    /** Transport of the request. Source: ysipchan.cpp:4869. */
    readonly ip_transport?: "UDP" | "TCP" | "TLS" | (string & {})
    /** Address the datagram was really received from, when it differs. Source: ysipchan.cpp:4875. */
    readonly ip_host_recv?: string
    /** Port the datagram was really received from, when it differs. Source: ysipchan.cpp:4876. */
    readonly ip_port_recv?: number
    /** host:port the datagram was really received from. Source: ysipchan.cpp:4877. */
    readonly address_recv?: Address
    /** Identifier of the SIP transport or connection used. Source: ysipchan.cpp:3471. */
    readonly connection_id?: string
    /** Whether that transport is connection oriented. Source: ysipchan.cpp:3472. */
    readonly connection_reliable?: boolean
    /** Role configured on the listener that got the request. Source: ysipchan.cpp:3475. */
    readonly role?: string
    /** The calling leg. Only the route of a text message has none. Source: Channel.cpp:650; ysipchan.cpp:6319. */
    readonly id: string
    /**
     * The local tag that SIP gave the request, when a text message is routed. Only when a text message is routed. Source:
     * ysipchan.cpp:6377.
     */
    readonly xsip_dlgtag?: string
    /** SIP: whether the request began a call. It stays from the authentication. Source: ysipchan.cpp:5334. */
    readonly newcall?: boolean
    /**
     * Where the call comes from, in its driver's own notation (host:port for sip; with SIP it stands there twice).
     * Source: Channel.cpp:668; ysipchan.cpp:4871.
     */
    readonly address?: string
    /** Number or name of the calling party. Source: ysipchan.cpp:6678; dumbchan.cpp:116; callgen.cpp:193. */
    readonly caller?: string
    /** Number or name to be routed. Source: ysipchan.cpp:6679; dumbchan.cpp:117; regfile.cpp:286. */
    readonly called?: string
    /** Display name of the calling party. Source: ysipchan.cpp:6681; dumbchan.cpp:118. */
    readonly callername?: string
    /** Display name of the called party. Source: ysipchan.cpp:9317; ysipchan.cpp:6978. */
    readonly calledname?: string
    /** Authenticated user who makes the call. Source: ysipchan.cpp:6780. */
    readonly username?: string
    /** Routing context, usually set by call.preroute. Source: regexroute.cpp:1089. */
    readonly context?: string
    /** Name of the module asking, in messages of the dumb module. Source: dumbchan.cpp:114. */
    readonly driver?: string
    /**
     * What is routed: absent or call for a call, msg for a text message. Source: ysipchan.cpp:6319;
     * subscription.cpp:2945; lateroute.cpp:93.
     */
    readonly route_type?: "call" | "msg" | (string & {})
    /** Local account (line) to call through; a driver that owns it answers the route itself. Source: Channel.cpp:1617. */
    readonly line?: string
    /** Older name for line. Source: Channel.cpp:1619. */
    readonly account?: string
    /**
     * Hop counter; zero or less after routing rejects the call as looping. Source: Channel.cpp:1812; ysipchan.cpp:6701.
     */
    readonly antiloop?: number
    /**
     * Error keyword used if the call is rejected (noroute, forbidden, busy, offline, congestion ...). Source:
     * Channel.cpp:1810; Channel.cpp:1848; regfile.cpp:295.
     */
    readonly error?: Param.ErrorWord
    /**
     * Out: text for the rejection. In: why the routing is asked (transfer, divert, onhold). Source: Channel.cpp:1811;
     * ysipchan.cpp:9329.
     */
    readonly reason?: string
    /**
     * Longest time to wait for an answer; applied by the call.execute that follows. Milliseconds on the wire. Source:
     * dumbchan.cpp:119; Channel.cpp:622.
     */
    readonly maxcall?: Duration.Duration
    /**
     * Longest duration of the call; applied by the call.execute that follows. Milliseconds on the wire. Source:
     * dumbchan.cpp:120; Channel.cpp:610.
     */
    readonly timeout?: Duration.Duration
    /**
     * Longest time to wait for any progress; applied to outgoing legs. Milliseconds on the wire. Source: Channel.cpp:638.
     */
    readonly maxpdd?: Duration.Duration
    /** Names of parameters to copy to the messages of the outgoing leg. Source: Channel.cpp:696; dumbchan.cpp:122. */
    readonly copyparams?: ReadonlyArray<string>
    /**
     * False tells the CDR builder not to follow this call leg. Default: "true". Source: cdrbuild.cpp:552;
     * wavefile.cpp:1187.
     */
    readonly cdrtrack?: boolean
    /** False keeps the CDR of the call from being written. Default: "true". Source: cdrbuild.cpp:479. */
    readonly cdrwrite?: boolean
    /** Turns PBX assistance of the channel on or off. Source: pbxassist.cpp:200. */
    readonly pbxassist?: boolean
    /** Starts the PBX assistant in DTMF pass-through. Source: pbxassist.cpp:210. */
    readonly dtmfpass?: boolean
    /** False keeps the late router from routing the result again. Default: "true". Source: lateroute.cpp:75. */
    readonly lateroute?: boolean
    /**
     * Asks the target to stop before really making the call. Default: "false". Source: Channel.cpp:1510;
     * dumbchan.cpp:121.
     */
    readonly stop_call?: boolean
    /**
     * Messaging: instance (resource) of the sender. Only when a text message is routed. Source: jabberserver.cpp:3384;
     * subscription.cpp:2832.
     */
    readonly caller_instance?: string
    /**
     * Messaging: instance of the recipient that is asked for. Only when a text message is routed. Source:
     * jabberserver.cpp:3385; subscription.cpp:2814.
     */
    readonly called_instance?: string
    /**
     * Messaging: take other online instances if the asked one is away. Only when a text message is routed. Source:
     * jabberserver.cpp:3392; subscription.cpp:2829.
     */
    readonly fallback_online_instances?: boolean
    /**
     * Messaging: require that the parties know each other. Default: "false". Only when a text message is routed. Source:
     * subscription.cpp:2811.
     */
    readonly auth?: boolean
    /** Messaging: number of online instances found. Only when a text message is routed. Source: subscription.cpp:2842. */
    readonly "instance.count"?: number
    /** Attended transfer: Call-ID of the dialog to take over. Source: ysipchan.cpp:9311. */
    readonly transfer_callid?: string
    /** Attended transfer: from tag of that dialog. Source: ysipchan.cpp:9312. */
    readonly transfer_fromtag?: string
    /** Attended transfer: to tag of that dialog. Source: ysipchan.cpp:9313. */
    readonly transfer_totag?: string
    /** Party that diverted or transferred the call. Source: ysipchan.cpp:9326; ysipchan.cpp:6996. */
    readonly diverter?: string
    /** Display name of that party. Source: ysipchan.cpp:9327; ysipchan.cpp:7002. */
    readonly divertername?: string
    /** Set to data for a file transfer call. Source: fileinfo.cpp:1006. */
    readonly format?: string
    /** Debug level of the rule trace. Source: regexroute.cpp:1091. */
    readonly trace_lvl?: number
    /** Put the rule trace in the message. Source: regexroute.cpp:1092. */
    readonly trace_to_msg?: boolean
    /** Ask for all call counters, not only the one of the call's own context. Source: callcounters.cpp:176. */
    readonly allcounters?: boolean
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes extends Groups.MediaChanges {
    /** Number or name of the calling party. Source: ysipchan.cpp:6678; dumbchan.cpp:116; callgen.cpp:193. */
    readonly caller?: string | null
    /** Number or name to be routed. Source: ysipchan.cpp:6679; dumbchan.cpp:117; regfile.cpp:286. */
    readonly called?: string | null
    /** Display name of the calling party. Source: ysipchan.cpp:6681; dumbchan.cpp:118. */
    readonly callername?: string | null
    /** Display name of the called party. Source: ysipchan.cpp:9317; ysipchan.cpp:6978. */
    readonly calledname?: string | null
    /** Authenticated user who makes the call. Source: ysipchan.cpp:6780. */
    readonly username?: string | null
    /** Local account (line) to call through; a driver that owns it answers the route itself. Source: Channel.cpp:1617. */
    readonly line?: string | null
    /**
     * Hop counter; zero or less after routing rejects the call as looping. Source: Channel.cpp:1812; ysipchan.cpp:6701.
     */
    readonly antiloop?: number | null
    /**
     * Error keyword used if the call is rejected (noroute, forbidden, busy, offline, congestion ...). Source:
     * Channel.cpp:1810; Channel.cpp:1848; regfile.cpp:295.
     */
    readonly error?: Param.ErrorWord | null
    /**
     * Out: text for the rejection. In: why the routing is asked (transfer, divert, onhold). Source: Channel.cpp:1811;
     * ysipchan.cpp:9329.
     */
    readonly reason?: string | null
    /**
     * Longest time to wait for an answer; applied by the call.execute that follows. Milliseconds on the wire. Source:
     * dumbchan.cpp:119; Channel.cpp:622.
     */
    readonly maxcall?: Duration.Duration | null
    /**
     * Longest duration of the call; applied by the call.execute that follows. Milliseconds on the wire. Source:
     * dumbchan.cpp:120; Channel.cpp:610.
     */
    readonly timeout?: Duration.Duration | null
    /**
     * Longest time to wait for any progress; applied to outgoing legs. Milliseconds on the wire. Source: Channel.cpp:638.
     */
    readonly maxpdd?: Duration.Duration | null
    /** Names of parameters to copy to the messages of the outgoing leg. Source: Channel.cpp:696; dumbchan.cpp:122. */
    readonly copyparams?: ReadonlyArray<string> | null
    /** False keeps the CDR of the call from being written. Default: "true". Source: cdrbuild.cpp:479. */
    readonly cdrwrite?: boolean | null
    /** Turns PBX assistance of the channel on or off. Source: pbxassist.cpp:200. */
    readonly pbxassist?: boolean | null
    /** Starts the PBX assistant in DTMF pass-through. Source: pbxassist.cpp:210. */
    readonly dtmfpass?: boolean | null
    /** False keeps the late router from routing the result again. Default: "true". Source: lateroute.cpp:75. */
    readonly lateroute?: boolean | null
    /**
     * Asks the target to stop before really making the call. Default: "false". Source: Channel.cpp:1510;
     * dumbchan.cpp:121.
     */
    readonly stop_call?: boolean | null
    /** Messaging: number of online instances found. Only when a text message is routed. Source: subscription.cpp:2842. */
    readonly "instance.count"?: number | null
    /** Party that diverted or transferred the call. Source: ysipchan.cpp:9326; ysipchan.cpp:6996. */
    readonly diverter?: string | null
    /** Display name of that party. Source: ysipchan.cpp:9327; ysipchan.cpp:7002. */
    readonly divertername?: string | null
  }

  /** What is given to send it. */
  interface Send extends Groups.Media {
    /** The calling leg. Only the route of a text message has none. Source: Channel.cpp:650; ysipchan.cpp:6319. */
    readonly id?: string
    /**
     * The local tag that SIP gave the request, when a text message is routed. Only when a text message is routed. Source:
     * ysipchan.cpp:6377.
     */
    readonly xsip_dlgtag?: string
    /** SIP: whether the request began a call. It stays from the authentication. Source: ysipchan.cpp:5334. */
    readonly newcall?: boolean
    /**
     * Where the call comes from, in its driver's own notation (host:port for sip; with SIP it stands there twice).
     * Source: Channel.cpp:668; ysipchan.cpp:4871.
     */
    readonly address?: string
    /** Number or name of the calling party. Source: ysipchan.cpp:6678; dumbchan.cpp:116; callgen.cpp:193. */
    readonly caller?: string
    /** Number or name to be routed. Source: ysipchan.cpp:6679; dumbchan.cpp:117; regfile.cpp:286. */
    readonly called: string
    /** Display name of the calling party. Source: ysipchan.cpp:6681; dumbchan.cpp:118. */
    readonly callername?: string
    /** Display name of the called party. Source: ysipchan.cpp:9317; ysipchan.cpp:6978. */
    readonly calledname?: string
    /** Authenticated user who makes the call. Source: ysipchan.cpp:6780. */
    readonly username?: string
    /** Routing context, usually set by call.preroute. Source: regexroute.cpp:1089. */
    readonly context?: string
    /** Name of the module asking, in messages of the dumb module. Source: dumbchan.cpp:114. */
    readonly driver?: string
    /**
     * What is routed: absent or call for a call, msg for a text message. Source: ysipchan.cpp:6319;
     * subscription.cpp:2945; lateroute.cpp:93.
     */
    readonly route_type?: "call" | "msg" | (string & {})
    /** Local account (line) to call through; a driver that owns it answers the route itself. Source: Channel.cpp:1617. */
    readonly line?: string
    /** Older name for line. Source: Channel.cpp:1619. */
    readonly account?: string
    /**
     * Hop counter; zero or less after routing rejects the call as looping. Source: Channel.cpp:1812; ysipchan.cpp:6701.
     */
    readonly antiloop?: number
    /**
     * Out: text for the rejection. In: why the routing is asked (transfer, divert, onhold). Source: Channel.cpp:1811;
     * ysipchan.cpp:9329.
     */
    readonly reason?: string
    /**
     * Longest time to wait for an answer; applied by the call.execute that follows. Milliseconds on the wire. Source:
     * dumbchan.cpp:119; Channel.cpp:622.
     */
    readonly maxcall?: Duration.Duration
    /**
     * Longest duration of the call; applied by the call.execute that follows. Milliseconds on the wire. Source:
     * dumbchan.cpp:120; Channel.cpp:610.
     */
    readonly timeout?: Duration.Duration
    /** Names of parameters to copy to the messages of the outgoing leg. Source: Channel.cpp:696; dumbchan.cpp:122. */
    readonly copyparams?: ReadonlyArray<string>
    /**
     * False tells the CDR builder not to follow this call leg. Default: "true". Source: cdrbuild.cpp:552;
     * wavefile.cpp:1187.
     */
    readonly cdrtrack?: boolean
    /** False keeps the CDR of the call from being written. Default: "true". Source: cdrbuild.cpp:479. */
    readonly cdrwrite?: boolean
    /** False keeps the late router from routing the result again. Default: "true". Source: lateroute.cpp:75. */
    readonly lateroute?: boolean
    /**
     * Asks the target to stop before really making the call. Default: "false". Source: Channel.cpp:1510;
     * dumbchan.cpp:121.
     */
    readonly stop_call?: boolean
    /**
     * Messaging: instance (resource) of the sender. Only when a text message is routed. Source: jabberserver.cpp:3384;
     * subscription.cpp:2832.
     */
    readonly caller_instance?: string
    /**
     * Messaging: instance of the recipient that is asked for. Only when a text message is routed. Source:
     * jabberserver.cpp:3385; subscription.cpp:2814.
     */
    readonly called_instance?: string
    /**
     * Messaging: take other online instances if the asked one is away. Only when a text message is routed. Source:
     * jabberserver.cpp:3392; subscription.cpp:2829.
     */
    readonly fallback_online_instances?: boolean
    /**
     * Messaging: require that the parties know each other. Default: "false". Only when a text message is routed. Source:
     * subscription.cpp:2811.
     */
    readonly auth?: boolean
    /** Attended transfer: Call-ID of the dialog to take over. Source: ysipchan.cpp:9311. */
    readonly transfer_callid?: string
    /** Attended transfer: from tag of that dialog. Source: ysipchan.cpp:9312. */
    readonly transfer_fromtag?: string
    /** Attended transfer: to tag of that dialog. Source: ysipchan.cpp:9313. */
    readonly transfer_totag?: string
    /** Party that diverted or transferred the call. Source: ysipchan.cpp:9326; ysipchan.cpp:6996. */
    readonly diverter?: string
    /** Display name of that party. Source: ysipchan.cpp:9327; ysipchan.cpp:7002. */
    readonly divertername?: string
    /** Set to data for a file transfer call. Source: fileinfo.cpp:1006. */
    readonly format?: string
    /** Debug level of the rule trace. Source: regexroute.cpp:1091. */
    readonly trace_lvl?: number
    /** Put the rule trace in the message. Source: regexroute.cpp:1092. */
    readonly trace_to_msg?: boolean
    /** Ask for all call counters, not only the one of the call's own context. Source: callcounters.cpp:176. */
    readonly allcounters?: boolean
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking, Groups.MediaAnswer {
    /** Number or name of the calling party. Source: ysipchan.cpp:6678; dumbchan.cpp:116; callgen.cpp:193. */
    readonly caller?: string
    /** Number or name to be routed. Source: ysipchan.cpp:6679; dumbchan.cpp:117; regfile.cpp:286. */
    readonly called?: string
    /** Display name of the calling party. Source: ysipchan.cpp:6681; dumbchan.cpp:118. */
    readonly callername?: string
    /** Display name of the called party. Source: ysipchan.cpp:9317; ysipchan.cpp:6978. */
    readonly calledname?: string
    /** Authenticated user who makes the call. Source: ysipchan.cpp:6780. */
    readonly username?: string
    /** Local account (line) to call through; a driver that owns it answers the route itself. Source: Channel.cpp:1617. */
    readonly line?: string
    /**
     * Hop counter; zero or less after routing rejects the call as looping. Source: Channel.cpp:1812; ysipchan.cpp:6701.
     */
    readonly antiloop?: number
    /**
     * Error keyword used if the call is rejected (noroute, forbidden, busy, offline, congestion ...). Source:
     * Channel.cpp:1810; Channel.cpp:1848; regfile.cpp:295.
     */
    readonly error?: Param.ErrorWord
    /**
     * Out: text for the rejection. In: why the routing is asked (transfer, divert, onhold). Source: Channel.cpp:1811;
     * ysipchan.cpp:9329.
     */
    readonly reason?: string
    /**
     * Longest time to wait for an answer; applied by the call.execute that follows. Milliseconds on the wire. Source:
     * dumbchan.cpp:119; Channel.cpp:622.
     */
    readonly maxcall?: Duration.Duration
    /**
     * Longest duration of the call; applied by the call.execute that follows. Milliseconds on the wire. Source:
     * dumbchan.cpp:120; Channel.cpp:610.
     */
    readonly timeout?: Duration.Duration
    /**
     * Longest time to wait for any progress; applied to outgoing legs. Milliseconds on the wire. Source: Channel.cpp:638.
     */
    readonly maxpdd?: Duration.Duration
    /** Names of parameters to copy to the messages of the outgoing leg. Source: Channel.cpp:696; dumbchan.cpp:122. */
    readonly copyparams?: ReadonlyArray<string>
    /** False keeps the CDR of the call from being written. Default: "true". Source: cdrbuild.cpp:479. */
    readonly cdrwrite?: boolean
    /** Turns PBX assistance of the channel on or off. Source: pbxassist.cpp:200. */
    readonly pbxassist?: boolean
    /** Starts the PBX assistant in DTMF pass-through. Source: pbxassist.cpp:210. */
    readonly dtmfpass?: boolean
    /** False keeps the late router from routing the result again. Default: "true". Source: lateroute.cpp:75. */
    readonly lateroute?: boolean
    /**
     * Asks the target to stop before really making the call. Default: "false". Source: Channel.cpp:1510;
     * dumbchan.cpp:121.
     */
    readonly stop_call?: boolean
    /** Messaging: number of online instances found. Only when a text message is routed. Source: subscription.cpp:2842. */
    readonly "instance.count"?: number
    /** Party that diverted or transferred the call. Source: ysipchan.cpp:9326; ysipchan.cpp:6996. */
    readonly diverter?: string
    /** Display name of that party. Source: ysipchan.cpp:9327; ysipchan.cpp:7002. */
    readonly divertername?: string
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
 * `call.execute`: connects a call leg to a destination. With a call leg as user data ("connect" form, as after routing)
 * the destination is made and connected to that leg; without one ("originate" form) a new call is started from callto
 * towards target or direct.
 *
 * Answering: True means the leg was connected (or the new call started); peerid, targetid and, in the originate form,
 * id tell to what. False means nobody took it; error and reason may say why.
 *
 * Return value: Not used.
 *
 * Sent by: driver, module, app; dispatched (whoever sends it waits for the result).
 *
 * - On success of the connect form the drivers rename nothing; the message simply comes back with peerid and targetid.
 * - Sent by an external module in the global role it has no user data, so it can only originate; to connect an existing
 *   leg send chan.masquerade with message=call.execute and its id (or reuse the id of the message being handled, see
 *   CHANNELS.md).
 * - Sent by an external module in the channel role it carries that module's own channel as the calling leg.
 * - When routing failed to execute, the driver sends chan.disconnected with reroute=true and the error before it
 *   rejects the call.
 *
 * Also, in `parameters` (see `Wildcards`): `<channel params>`, `sip_<header>`, `sipheader_<header>`, `xsip_type.<n>,
 * xsip_body.<n>`, `media_<type>, formats_<type>, transport_<type>, rtp_port_<type>`, `sdp_<attribute>`,
 * `osdp_<attribute>`, `callto.<n>, callto.<n>.<param>`, `osip_<header>`, `chanparams-prefix, <prefix>*`,
 * `ichanparams-prefix, <prefix>*`, `callto_account, callto_query, callto_fallback`, `fork.fake.*,
 * fork.fake_msg_param.*, fork.fake_force, fork.fakemessage, fork.fake_result_param`.
 *
 * Handled by: queues@45, clustering@50, cdrbuild@50, drivers@90, dbwave@90, moh@100, callfork@100, pbx pickup@100,
 * park@100, extmodule@100.
 *
 * Source: Channel.cpp:1502, Channel.cpp:1818, rmanager.cpp:1584, wiki Call.execute.
 *
 * @example
 * ```ts
 * import { Dispatcher } from "@yatefx/dispatcher"
 * import { CallExecute, Target } from "@yatefx/messages"
 * import { Duration, Effect } from "effect"
 *
 * // Calls somebody, from a leg of the program's own.
 * const call = Effect.gen(function*() {
 *   const yate = yield* Dispatcher
 *   const { params, processed } = yield* yate.dispatch(CallExecute, {
 *     callto: Target.dumb,
 *     target: "100",
 *     caller: "ivr",
 *     maxcall: Duration.seconds(30)
 *   })
 *   return processed ? params.id : undefined
 * })
 * ```
 *
 * @category call
 * @since 0.1.0
 */
export const CallExecute = /* @__PURE__ */ Definition.viewed("call.execute", {} as CallExecute.View, () => {
  const own = {
    driver: Param.optional(Param.Text),
    address: Param.optional(Param.Text),
    connection_id: Param.optional(Param.Text),
    device: Param.optional(Param.Text),
    newcall: Param.lenient(Param.Boolean),
    callto: Param.Target,
    target: Param.optional(Param.Phone),
    direct: Param.optional(Param.Target),
    id: Param.optional(Param.ChannelId),
    caller: Param.optional(Param.Phone),
    called: Param.optional(Param.Phone),
    callername: Param.optional(Param.Text),
    calledname: Param.optional(Param.Text),
    username: Param.optional(Param.Text),
    reason: Param.optional(Param.Text),
    maxcall: Param.lenient(Param.Millis),
    timeout: Param.lenient(Param.Millis),
    maxpdd: Param.lenient(Param.Millis),
    copyparams: Param.lenient(Param.Names),
    autoanswer: Param.lenient(Param.Boolean),
    autoring: Param.lenient(Param.Boolean),
    autoprogress: Param.lenient(Param.Boolean),
    tonedetect_in: Param.optional(Param.DataNode),
    tonedetect_out: Param.optional(Param.DataNode),
    antiloop: Param.lenient(Param.Int),
    cdrtrack: Param.lenient(Param.Boolean),
    cdrcreate: Param.lenient(Param.Boolean),
    cdrwrite: Param.lenient(Param.Boolean),
    stop_call: Param.lenient(Param.Boolean),
    line: Param.optional(Param.Text),
    user: Param.optional(Param.Text),
    domain: Param.optional(Param.Text),
    host: Param.optional(Param.IpAddress),
    port: Param.lenient(Param.Port),
    secure: Param.lenient(Param.Boolean),
    sips: Param.lenient(Param.Boolean),
    prack: Param.lenient(Param.Boolean),
    sdp_ack: Param.lenient(Param.Boolean),
    rtpstrict: Param.lenient(Param.Boolean),
    odtmfmethods: Param.lenient(Param.listOf("rfc2833", "info", "inband")),
    idtmfmethods: Param.lenient(Param.listOf("rfc2833", "info", "inband")),
    diverter: Param.optional(Param.Phone),
    divert_reason: Param.optional(Param.Text),
    redirect: Param.lenient(Param.Boolean),
    diversion: Param.optional(Param.Text),
    autoreinvite: Param.lenient(Param.Boolean),
    nat_support: Param.lenient(Param.Boolean),
    source: Param.optional(Param.DataNode),
    consumer: Param.optional(Param.DataNode),
    maxlen: Param.lenient(Param.Octets),
    format: Param.optional(Param.Text),
    append: Param.lenient(Param.Boolean),
    autorepeat: Param.lenient(Param.Boolean),
    lang: Param.optional(Param.Text),
    rate: Param.lenient(Param.Int),
    notify: Param.optional(Param.Text),
    existing: Param.lenient(Param.Boolean),
    maxusers: Param.lenient(Param.Int),
    lonely: Param.optional(Param.Text),
    utility: Param.lenient(Param.Boolean),
    counted: Param.lenient(Param.Boolean),
    voice: Param.lenient(Param.Boolean),
    smart: Param.lenient(Param.Boolean),
    echo: Param.lenient(Param.Boolean),
    billing: Param.lenient(Param.Boolean),
    keeptarget: Param.lenient(Param.Boolean),
    player: Param.lenient(Param.Boolean),
    record: Param.optional(Param.Target),
    recordwarn: Param.optional(Param.DataNode),
    waitlock: Param.lenient(Param.Millis),
    speakers: Param.optional(Param.Text),
    interval: Param.lenient(Param.Millis),
    confowner: Param.optional(Param.Text),
    pickup_peer: Param.lenient(Param.Boolean),
    "fork.stop": Param.optional(Param.Text),
    "fork.calltype": Param.optional(Param.oneOf("regular", "auxiliar", "persistent")),
    "fork.autoring": Param.lenient(Param.Boolean),
    "fork.ringer": Param.lenient(Param.Boolean),
    "fork.automessage": Param.optional(Param.Text),
    "fork.chanmsgs": Param.lenient(Param.Boolean),
    "fork.setid": Param.lenient(Param.Boolean),
    "fork.fake": Param.optional(Param.DataNode),
    "fork.master": Param.optional(Param.ChannelId),
    "fork.origid": Param.optional(Param.ChannelId),
    pbxstate: Param.optional(Param.Text),
    lateroute: Param.lenient(Param.Boolean),
    priority: Param.lenient(Param.Boolean),
    faxident: Param.optional(Param.Text),
    faxcaller: Param.lenient(Param.Boolean),
    faxecm: Param.lenient(Param.Boolean)
  }
  const answer = {
    ...Groups.mediaAnswer(),
    id: Param.optional(Param.ChannelId),
    peerid: Param.optional(Param.ChannelId),
    targetid: Param.optional(Param.ChannelId),
    error: Param.optional(Param.ErrorWord),
    reason: Param.optional(Param.Text),
    autoanswer: Param.lenient(Param.Boolean),
    autoring: Param.lenient(Param.Boolean),
    autoprogress: Param.lenient(Param.Boolean),
    sdp_ack: Param.lenient(Param.Boolean),
    idtmfmethods: Param.lenient(Param.listOf("rfc2833", "info", "inband")),
    room: Param.optional(Param.Target),
    newroom: Param.lenient(Param.Boolean),
    users: Param.lenient(Param.Int),
    position: Param.lenient(Param.Int),
    queue: Param.optional(Param.Text),
    greeting: Param.optional(Param.DataNode)
  }
  return {
    params: {
      ...Groups.channelFull(),
      ...Groups.sipTransport(),
      ...Groups.sipRequest(),
      ...Groups.media(),
      ...Groups.tracking(),
      ...answer,
      ...own
    },
    answer,
    send: {
      ...Groups.media(),
      ...own
    },
    reply: {
      ...Groups.tracking(),
      ...answer
    }
  }
})

/** The types of `call.execute`. */
export declare namespace CallExecute {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.ChannelFull, Groups.SipRequest, Groups.Media, Groups.Tracking {
    /** Address of the remote party. Source: ysipchan.cpp:4867. */
    readonly ip_host?: string
    /** Port of the remote party. Source: ysipchan.cpp:4868. */
    readonly ip_port?: number
    /** Transport of the request. Source: ysipchan.cpp:4869. */
    readonly ip_transport?: "UDP" | "TCP" | "TLS" | (string & {})
    /** Address the datagram was really received from, when it differs. Source: ysipchan.cpp:4875. */
    readonly ip_host_recv?: string
    /** Port the datagram was really received from, when it differs. Source: ysipchan.cpp:4876. */
    readonly ip_port_recv?: number
    /** host:port the datagram was really received from. Source: ysipchan.cpp:4877. */
    readonly address_recv?: Address
    /** Whether that transport is connection oriented. Source: ysipchan.cpp:3472. */
    readonly connection_reliable?: boolean
    /** Role configured on the listener that got the request. Source: ysipchan.cpp:3475. */
    readonly role?: string
    /** Name of the module that asked for the route, when that was dumb. Source: dumbchan.cpp:114. */
    readonly driver?: string
    /** Where the call comes from, in its driver's own notation. Source: Channel.cpp:668; ysipchan.cpp:4871. */
    readonly address?: string
    /** SIP connection: the one the call came in on, or the one to send on. Source: ysipchan.cpp:3471. */
    readonly connection_id?: string
    /** User-Agent of the calling party. Source: ysipchan.cpp:6707. */
    readonly device?: string
    /** SIP: whether the request began a call. It stays from the authentication. Source: ysipchan.cpp:5334. */
    readonly newcall?: boolean
    /**
     * Destination "driver/rest" that the matching driver takes; line/number uses the line parameter. Source:
     * Channel.cpp:1480; Channel.cpp:1508; rmanager.cpp:1585.
     */
    readonly callto: string
    /**
     * Number to route for the other side of the call. The dumb module insists on it even when direct is given. Only in a
     * message that starts a call. Source: dumbchan.cpp:100; wavefile.cpp:1194; tonegen.cpp:1145.
     */
    readonly target?: string
    /**
     * Destination for the other side that needs no routing. Only in a message that starts a call. Source:
     * dumbchan.cpp:124; wavefile.cpp:1192; tonegen.cpp:1143.
     */
    readonly direct?: string
    /**
     * Connect form: the calling leg. Originate form: set in the reply to the new calling leg. Source: Channel.cpp:650;
     * dumbchan.cpp:137; wavefile.cpp:1222.
     */
    readonly id?: string
    /**
     * Leg that the calling leg got connected to. Source: dumbchan.cpp:85; wavefile.cpp:1173; conference.cpp:1403;
     * ysipchan.cpp:10248.
     */
    readonly peerid?: string
    /**
     * Leg that will signal progress and answer. If it is missing after success the calling leg answers itself at once.
     * Source: dumbchan.cpp:86; ysipchan.cpp:10249; callfork.cpp:439; Channel.cpp:917.
     */
    readonly targetid?: string
    /** Number or name of the calling party. Source: ysipchan.cpp:6953; dumbchan.cpp:109. */
    readonly caller?: string
    /** Number or name that was asked for. Source: dumbchan.cpp:117; wavefile.cpp:1188. */
    readonly called?: string
    /** Display name of the calling party. Source: ysipchan.cpp:6962. */
    readonly callername?: string
    /** Display name of the called party. Source: ysipchan.cpp:6977. */
    readonly calledname?: string
    /** User the call is made for; copied to the outgoing leg's chan.startup. Source: ysipchan.cpp:7075. */
    readonly username?: string
    /**
     * Error keyword when it fails (noconn, busy, offline, failure, nocall ...). Source: Channel.cpp:1829;
     * dumbchan.cpp:148; callfork.cpp:932.
     */
    readonly error?: Param.ErrorWord
    /**
     * In: text of the connection change, given to the legs that get separated. Out: text of the failure. Source:
     * Channel.cpp:1830; wavefile.cpp:1171; tonegen.cpp:1122.
     */
    readonly reason?: string
    /**
     * Longest time to wait for an answer; then the leg is dropped with noanswer. 0 removes the limit. Milliseconds on the
     * wire. Source: Channel.cpp:622.
     */
    readonly maxcall?: Duration.Duration
    /**
     * Longest duration of the call; then the leg is dropped with timeout. Milliseconds on the wire. Source:
     * Channel.cpp:610.
     */
    readonly timeout?: Duration.Duration
    /**
     * Longest time until ringing or progress; then the leg is dropped with postdialdelay. Milliseconds on the wire.
     * Source: Channel.cpp:638.
     */
    readonly maxpdd?: Duration.Duration
    /**
     * Parameters copied from this message to the chan.startup of the new leg. Source: Channel.cpp:696; dumbchan.cpp:122.
     */
    readonly copyparams?: ReadonlyArray<string>
    /**
     * True answers the calling leg as soon as the target is connected; false keeps a leg without a targetid from
     * answering itself. Source: Channel.cpp:924; Channel.cpp:930.
     */
    readonly autoanswer?: boolean
    /**
     * True makes the calling leg ring as soon as the target is connected. The dumb module adds it. Source:
     * Channel.cpp:926; dumbchan.cpp:90.
     */
    readonly autoring?: boolean
    /** True makes the calling leg progress as soon as the target is connected. Source: Channel.cpp:928. */
    readonly autoprogress?: boolean
    /** Attach a tone detector to the calling leg; true means tone/*. Source: Channel.cpp:918. */
    readonly tonedetect_in?: string
    /** Attach a tone detector to the outgoing leg; true means tone/*. Source: Channel.cpp:940. */
    readonly tonedetect_out?: string
    /** Hop counter, becomes Max-Forwards. Source: ysipchan.cpp:6949. */
    readonly antiloop?: number
    /**
     * False tells the CDR builder not to follow this leg. Default: "true". Source: cdrbuild.cpp:552; callfork.cpp:245.
     */
    readonly cdrtrack?: boolean
    /**
     * False keeps the CDR builder from opening a record because of this message. Default: "true". Source:
     * cdrbuild.cpp:584.
     */
    readonly cdrcreate?: boolean
    /** False keeps the CDR of the call from being written. Default: "true". Source: cdrbuild.cpp:479. */
    readonly cdrwrite?: boolean
    /**
     * Stop before the call is really made; a driver that cannot sets error to stopped_call. Source: Channel.cpp:1510;
     * dumbchan.cpp:77.
     */
    readonly stop_call?: boolean
    /** Local account to call through. Source: ysipchan.cpp:6866; Channel.cpp:1509. */
    readonly line?: string
    /** SIP user name to call with, without an account. Source: ysipchan.cpp:6896. */
    readonly user?: string
    /** SIP domain of the calling party. Source: ysipchan.cpp:6952. */
    readonly domain?: string
    /** SIP address to send to, in place of the one of the URI. Source: ysipchan.cpp:6931. */
    readonly host?: string
    /** SIP port to send to. Source: ysipchan.cpp:6931. */
    readonly port?: number
    /** Use SRTP. Source: ysipchan.cpp:6892. */
    readonly secure?: boolean
    /** Use the sips scheme. Source: ysipchan.cpp:6898. */
    readonly sips?: boolean
    /** Allow reliable provisional answers. Source: ysipchan.cpp:6985. */
    readonly prack?: boolean
    /** Send the session description in the ACK. Source: ysipchan.cpp:7047; ysipchan.cpp:7065. */
    readonly sdp_ack?: boolean
    /** Fork: fail a branch that does not accept RTP forwarding. Source: callfork.cpp:376. */
    readonly rtpstrict?: boolean
    /** DTMF methods of the outgoing leg in order of preference. Source: ysipchan.cpp:6881. */
    readonly odtmfmethods?: ReadonlyArray<"rfc2833" | "info" | "inband" | (string & {})>
    /** DTMF methods of the incoming leg. Source: ysipchan.cpp:9090. */
    readonly idtmfmethods?: ReadonlyArray<"rfc2833" | "info" | "inband" | (string & {})>
    /** Party that diverted the call. Source: ysipchan.cpp:6996. */
    readonly diverter?: string
    /** Reason of the diversion to signal. Source: ysipchan.cpp:7003. */
    readonly divert_reason?: string
    /**
     * SIP: answer the incoming call with a redirection to the sip/ destination instead of calling it. Source:
     * ysipchan.cpp:9018.
     */
    readonly redirect?: boolean
    /** SIP redirect: value of the Diversion header, or true for the local URI. Source: ysipchan.cpp:9031. */
    readonly diversion?: string
    /** SIP: switch to RTP forwarding after the answer. Source: ysipchan.cpp:9107. */
    readonly autoreinvite?: boolean
    /** SIP: correct addresses for a party behind NAT. Source: ysipchan.cpp:6799. */
    readonly nat_support?: boolean
    /** Data source for a target that records (wave/record). Source: wavefile.cpp:1168. */
    readonly source?: string
    /** Data consumer for a target that plays (wave/play, tone). Source: wavefile.cpp:1170; tonegen.cpp:1121. */
    readonly consumer?: string
    /** wave/record: octets to record before the leg is disconnected. In bytes. Source: wavefile.cpp:1155. */
    readonly maxlen?: number
    /**
     * wave/record: data format to record in. filetransfer: kind of data. Source: wavefile.cpp:844; filetransfer.cpp:902.
     */
    readonly format?: string
    /** wave/record: add to an existing file. Source: wavefile.cpp:845. */
    readonly append?: boolean
    /** wave/play: start again at the end of the file. Source: wavefile.cpp:849. */
    readonly autorepeat?: boolean
    /** tone: language of the tone set. Source: tonegen.cpp:1118. */
    readonly lang?: string
    /** moh and conf: sample rate. Source: moh.cpp:164; conference.cpp:334. */
    readonly rate?: number
    /**
     * conf: target of the room's chan.notify. Also carried by queues and others. Source: conference.cpp:339;
     * queues.cpp:463.
     */
    readonly notify?: string
    /** conf: "conf/name" of the room joined. Source: conference.cpp:1404. */
    readonly room?: string
    /** conf: only join a room that exists. Default: "false". Source: conference.cpp:1395. */
    readonly existing?: boolean
    /** conf: counted users allowed, fixed when the room is made. Default: "10". Source: conference.cpp:335. */
    readonly maxusers?: number
    /**
     * conf: true or a number of milliseconds lets a single user stay (for so long). Source: conference.cpp:352;
     * conference.cpp:845.
     */
    readonly lonely?: string
    /** conf: a housekeeping leg (prompt, recording), not a user. Default: "false". Source: conference.cpp:1393. */
    readonly utility?: boolean
    /** conf: count the leg against maxusers and for closing the room. Source: conference.cpp:1394. */
    readonly counted?: boolean
    /** conf: false gives a listen-only leg. Default: "true". Source: conference.cpp:1073. */
    readonly voice?: boolean
    /** conf: energy and noise detection. Source: conference.cpp:1071. */
    readonly smart?: boolean
    /** conf: let the leg hear itself. Source: conference.cpp:1072. */
    readonly echo?: boolean
    /** conf: make the leg send chan.startup and chan.hangup. Default: "false". Source: conference.cpp:1069. */
    readonly billing?: boolean
    /** conf: leave DTMF and text aimed at another target alone. Default: "false". Source: conference.cpp:1070. */
    readonly keeptarget?: boolean
    /** conf: mark the leg as the room's announcement player. Default: "false". Source: conference.cpp:1082. */
    readonly player?: boolean
    /** conf: start recording the room to that target; empty, -, or a false value stops it. Source: conference.cpp:567. */
    readonly record?: string
    /** conf: sound played to the room when recording starts. Source: conference.cpp:584. */
    readonly recordwarn?: string
    /**
     * conf: time to wait for the mixer lock; negative keeps a leg from being muted on failure. Milliseconds on the wire.
     * Default: "200". Source: conference.cpp:338.
     */
    readonly waitlock?: Duration.Duration
    /** conf: number of loudest speakers to report, or true for a default number. Source: conference.cpp:340. */
    readonly speakers?: string
    /**
     * conf: shortest time between speaker reports. Milliseconds on the wire. Default: "3000". Source: conference.cpp:347.
     */
    readonly interval?: Duration.Duration
    /** conf: true makes the calling leg an owner of the room, another id names the owner. Source: conference.cpp:639. */
    readonly confowner?: string
    /** conf: whether this call made the room. Source: conference.cpp:636. */
    readonly newroom?: boolean
    /** conf: counted users in the room. Source: conference.cpp:637. */
    readonly users?: number
    /** pickup/: take the peer of the named channel rather than the channel. Default: "true". Source: pbx.cpp:126. */
    readonly pickup_peer?: boolean
    /** fork: reasons that end the whole fork; a final ^ negates. A regular expression. Source: callfork.cpp:360. */
    readonly "fork.stop"?: string
    /**
     * fork target: regular, auxiliar (dies with the last regular) or persistent (survives group changes). Source:
     * callfork.cpp:308.
     */
    readonly "fork.calltype"?: "regular" | "auxiliar" | "persistent" | (string & {})
    /** fork target: announce ringing as soon as it is connected. Source: callfork.cpp:279. */
    readonly "fork.autoring"?: boolean
    /** fork target: use this one for ringing and early media. Source: callfork.cpp:280. */
    readonly "fork.ringer"?: boolean
    /** fork target: message to send for fork.autoring. Default: "call.ringing". Source: callfork.cpp:316. */
    readonly "fork.automessage"?: string
    /** fork: send channel messages for the fork itself. Source: callfork.cpp:347. */
    readonly "fork.chanmsgs"?: boolean
    /** fork: put the fork's id in the answer and progress messages. Source: callfork.cpp:370. */
    readonly "fork.setid"?: boolean
    /** fork: source of early media while no target gives any. Source: callfork.cpp:380. */
    readonly "fork.fake"?: string
    /** Set by a fork in the messages to its targets: the fork's id. Source: callfork.cpp:415. */
    readonly "fork.master"?: string
    /** Set by a fork in the messages to its targets: the calling leg. Source: callfork.cpp:416. */
    readonly "fork.origid"?: string
    /** State of the PBX assistant that asks. Source: pbxassist.cpp:430. */
    readonly pbxstate?: string
    /** False keeps the late router from routing callto again. Default: "true". Source: lateroute.cpp:75. */
    readonly lateroute?: boolean
    /** queue/: place in the queue, from 0. Source: queues.cpp:290. */
    readonly position?: number
    /** queue/: name of the queue. Source: queues.cpp:536. */
    readonly queue?: string
    /** queue/: put the call at the head. Source: queues.cpp:271. */
    readonly priority?: boolean
    /** queue/: greeting for the waiting call. Source: queues.cpp:256. */
    readonly greeting?: string
    /** fax/: local identity. Source: faxchan.cpp:644. */
    readonly faxident?: string
    /** fax/: act as the calling machine. Source: faxchan.cpp:646. */
    readonly faxcaller?: boolean
    /** fax/: use error correction. Source: faxchan.cpp:647. */
    readonly faxecm?: boolean
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes extends Groups.MediaChanges {
    /**
     * Connect form: the calling leg. Originate form: set in the reply to the new calling leg. Source: Channel.cpp:650;
     * dumbchan.cpp:137; wavefile.cpp:1222.
     */
    readonly id?: string | null
    /**
     * Leg that the calling leg got connected to. Source: dumbchan.cpp:85; wavefile.cpp:1173; conference.cpp:1403;
     * ysipchan.cpp:10248.
     */
    readonly peerid?: string | null
    /**
     * Leg that will signal progress and answer. If it is missing after success the calling leg answers itself at once.
     * Source: dumbchan.cpp:86; ysipchan.cpp:10249; callfork.cpp:439; Channel.cpp:917.
     */
    readonly targetid?: string | null
    /**
     * Error keyword when it fails (noconn, busy, offline, failure, nocall ...). Source: Channel.cpp:1829;
     * dumbchan.cpp:148; callfork.cpp:932.
     */
    readonly error?: Param.ErrorWord | null
    /**
     * In: text of the connection change, given to the legs that get separated. Out: text of the failure. Source:
     * Channel.cpp:1830; wavefile.cpp:1171; tonegen.cpp:1122.
     */
    readonly reason?: string | null
    /**
     * True answers the calling leg as soon as the target is connected; false keeps a leg without a targetid from
     * answering itself. Source: Channel.cpp:924; Channel.cpp:930.
     */
    readonly autoanswer?: boolean | null
    /**
     * True makes the calling leg ring as soon as the target is connected. The dumb module adds it. Source:
     * Channel.cpp:926; dumbchan.cpp:90.
     */
    readonly autoring?: boolean | null
    /** True makes the calling leg progress as soon as the target is connected. Source: Channel.cpp:928. */
    readonly autoprogress?: boolean | null
    /** Send the session description in the ACK. Source: ysipchan.cpp:7047; ysipchan.cpp:7065. */
    readonly sdp_ack?: boolean | null
    /** DTMF methods of the incoming leg. Source: ysipchan.cpp:9090. */
    readonly idtmfmethods?: ReadonlyArray<"rfc2833" | "info" | "inband" | (string & {})> | null
    /** conf: "conf/name" of the room joined. Source: conference.cpp:1404. */
    readonly room?: string | null
    /** conf: whether this call made the room. Source: conference.cpp:636. */
    readonly newroom?: boolean | null
    /** conf: counted users in the room. Source: conference.cpp:637. */
    readonly users?: number | null
    /** queue/: place in the queue, from 0. Source: queues.cpp:290. */
    readonly position?: number | null
    /** queue/: name of the queue. Source: queues.cpp:536. */
    readonly queue?: string | null
    /** queue/: greeting for the waiting call. Source: queues.cpp:256. */
    readonly greeting?: string | null
  }

  /** What is given to send it. */
  interface Send extends Groups.Media {
    /** Name of the module that asked for the route, when that was dumb. Source: dumbchan.cpp:114. */
    readonly driver?: string
    /** Where the call comes from, in its driver's own notation. Source: Channel.cpp:668; ysipchan.cpp:4871. */
    readonly address?: string
    /** SIP connection: the one the call came in on, or the one to send on. Source: ysipchan.cpp:3471. */
    readonly connection_id?: string
    /** User-Agent of the calling party. Source: ysipchan.cpp:6707. */
    readonly device?: string
    /** SIP: whether the request began a call. It stays from the authentication. Source: ysipchan.cpp:5334. */
    readonly newcall?: boolean
    /**
     * Destination "driver/rest" that the matching driver takes; line/number uses the line parameter. Source:
     * Channel.cpp:1480; Channel.cpp:1508; rmanager.cpp:1585.
     */
    readonly callto: string
    /**
     * Number to route for the other side of the call. The dumb module insists on it even when direct is given. Only in a
     * message that starts a call. Source: dumbchan.cpp:100; wavefile.cpp:1194; tonegen.cpp:1145.
     */
    readonly target?: string
    /**
     * Destination for the other side that needs no routing. Only in a message that starts a call. Source:
     * dumbchan.cpp:124; wavefile.cpp:1192; tonegen.cpp:1143.
     */
    readonly direct?: string
    /**
     * Connect form: the calling leg. Originate form: set in the reply to the new calling leg. Source: Channel.cpp:650;
     * dumbchan.cpp:137; wavefile.cpp:1222.
     */
    readonly id?: string
    /** Number or name of the calling party. Source: ysipchan.cpp:6953; dumbchan.cpp:109. */
    readonly caller?: string
    /** Number or name that was asked for. Source: dumbchan.cpp:117; wavefile.cpp:1188. */
    readonly called?: string
    /** Display name of the calling party. Source: ysipchan.cpp:6962. */
    readonly callername?: string
    /** Display name of the called party. Source: ysipchan.cpp:6977. */
    readonly calledname?: string
    /** User the call is made for; copied to the outgoing leg's chan.startup. Source: ysipchan.cpp:7075. */
    readonly username?: string
    /**
     * In: text of the connection change, given to the legs that get separated. Out: text of the failure. Source:
     * Channel.cpp:1830; wavefile.cpp:1171; tonegen.cpp:1122.
     */
    readonly reason?: string
    /**
     * Longest time to wait for an answer; then the leg is dropped with noanswer. 0 removes the limit. Milliseconds on the
     * wire. Source: Channel.cpp:622.
     */
    readonly maxcall?: Duration.Duration
    /**
     * Longest duration of the call; then the leg is dropped with timeout. Milliseconds on the wire. Source:
     * Channel.cpp:610.
     */
    readonly timeout?: Duration.Duration
    /**
     * Longest time until ringing or progress; then the leg is dropped with postdialdelay. Milliseconds on the wire.
     * Source: Channel.cpp:638.
     */
    readonly maxpdd?: Duration.Duration
    /**
     * Parameters copied from this message to the chan.startup of the new leg. Source: Channel.cpp:696; dumbchan.cpp:122.
     */
    readonly copyparams?: ReadonlyArray<string>
    /**
     * True answers the calling leg as soon as the target is connected; false keeps a leg without a targetid from
     * answering itself. Source: Channel.cpp:924; Channel.cpp:930.
     */
    readonly autoanswer?: boolean
    /**
     * True makes the calling leg ring as soon as the target is connected. The dumb module adds it. Source:
     * Channel.cpp:926; dumbchan.cpp:90.
     */
    readonly autoring?: boolean
    /** True makes the calling leg progress as soon as the target is connected. Source: Channel.cpp:928. */
    readonly autoprogress?: boolean
    /** Attach a tone detector to the calling leg; true means tone/*. Source: Channel.cpp:918. */
    readonly tonedetect_in?: string
    /** Attach a tone detector to the outgoing leg; true means tone/*. Source: Channel.cpp:940. */
    readonly tonedetect_out?: string
    /** Hop counter, becomes Max-Forwards. Source: ysipchan.cpp:6949. */
    readonly antiloop?: number
    /**
     * False tells the CDR builder not to follow this leg. Default: "true". Source: cdrbuild.cpp:552; callfork.cpp:245.
     */
    readonly cdrtrack?: boolean
    /**
     * False keeps the CDR builder from opening a record because of this message. Default: "true". Source:
     * cdrbuild.cpp:584.
     */
    readonly cdrcreate?: boolean
    /** False keeps the CDR of the call from being written. Default: "true". Source: cdrbuild.cpp:479. */
    readonly cdrwrite?: boolean
    /**
     * Stop before the call is really made; a driver that cannot sets error to stopped_call. Source: Channel.cpp:1510;
     * dumbchan.cpp:77.
     */
    readonly stop_call?: boolean
    /** Local account to call through. Source: ysipchan.cpp:6866; Channel.cpp:1509. */
    readonly line?: string
    /** SIP user name to call with, without an account. Source: ysipchan.cpp:6896. */
    readonly user?: string
    /** SIP domain of the calling party. Source: ysipchan.cpp:6952. */
    readonly domain?: string
    /** SIP address to send to, in place of the one of the URI. Source: ysipchan.cpp:6931. */
    readonly host?: string
    /** SIP port to send to. Source: ysipchan.cpp:6931. */
    readonly port?: number
    /** Use SRTP. Source: ysipchan.cpp:6892. */
    readonly secure?: boolean
    /** Use the sips scheme. Source: ysipchan.cpp:6898. */
    readonly sips?: boolean
    /** Allow reliable provisional answers. Source: ysipchan.cpp:6985. */
    readonly prack?: boolean
    /** Send the session description in the ACK. Source: ysipchan.cpp:7047; ysipchan.cpp:7065. */
    readonly sdp_ack?: boolean
    /** Fork: fail a branch that does not accept RTP forwarding. Source: callfork.cpp:376. */
    readonly rtpstrict?: boolean
    /** DTMF methods of the outgoing leg in order of preference. Source: ysipchan.cpp:6881. */
    readonly odtmfmethods?: ReadonlyArray<"rfc2833" | "info" | "inband" | (string & {})>
    /** DTMF methods of the incoming leg. Source: ysipchan.cpp:9090. */
    readonly idtmfmethods?: ReadonlyArray<"rfc2833" | "info" | "inband" | (string & {})>
    /** Party that diverted the call. Source: ysipchan.cpp:6996. */
    readonly diverter?: string
    /** Reason of the diversion to signal. Source: ysipchan.cpp:7003. */
    readonly divert_reason?: string
    /**
     * SIP: answer the incoming call with a redirection to the sip/ destination instead of calling it. Source:
     * ysipchan.cpp:9018.
     */
    readonly redirect?: boolean
    /** SIP redirect: value of the Diversion header, or true for the local URI. Source: ysipchan.cpp:9031. */
    readonly diversion?: string
    /** SIP: switch to RTP forwarding after the answer. Source: ysipchan.cpp:9107. */
    readonly autoreinvite?: boolean
    /** SIP: correct addresses for a party behind NAT. Source: ysipchan.cpp:6799. */
    readonly nat_support?: boolean
    /** Data source for a target that records (wave/record). Source: wavefile.cpp:1168. */
    readonly source?: string
    /** Data consumer for a target that plays (wave/play, tone). Source: wavefile.cpp:1170; tonegen.cpp:1121. */
    readonly consumer?: string
    /** wave/record: octets to record before the leg is disconnected. In bytes. Source: wavefile.cpp:1155. */
    readonly maxlen?: number
    /**
     * wave/record: data format to record in. filetransfer: kind of data. Source: wavefile.cpp:844; filetransfer.cpp:902.
     */
    readonly format?: string
    /** wave/record: add to an existing file. Source: wavefile.cpp:845. */
    readonly append?: boolean
    /** wave/play: start again at the end of the file. Source: wavefile.cpp:849. */
    readonly autorepeat?: boolean
    /** tone: language of the tone set. Source: tonegen.cpp:1118. */
    readonly lang?: string
    /** moh and conf: sample rate. Source: moh.cpp:164; conference.cpp:334. */
    readonly rate?: number
    /**
     * conf: target of the room's chan.notify. Also carried by queues and others. Source: conference.cpp:339;
     * queues.cpp:463.
     */
    readonly notify?: string
    /** conf: only join a room that exists. Default: "false". Source: conference.cpp:1395. */
    readonly existing?: boolean
    /** conf: counted users allowed, fixed when the room is made. Default: "10". Source: conference.cpp:335. */
    readonly maxusers?: number
    /**
     * conf: true or a number of milliseconds lets a single user stay (for so long). Source: conference.cpp:352;
     * conference.cpp:845.
     */
    readonly lonely?: string
    /** conf: a housekeeping leg (prompt, recording), not a user. Default: "false". Source: conference.cpp:1393. */
    readonly utility?: boolean
    /** conf: count the leg against maxusers and for closing the room. Source: conference.cpp:1394. */
    readonly counted?: boolean
    /** conf: false gives a listen-only leg. Default: "true". Source: conference.cpp:1073. */
    readonly voice?: boolean
    /** conf: energy and noise detection. Source: conference.cpp:1071. */
    readonly smart?: boolean
    /** conf: let the leg hear itself. Source: conference.cpp:1072. */
    readonly echo?: boolean
    /** conf: make the leg send chan.startup and chan.hangup. Default: "false". Source: conference.cpp:1069. */
    readonly billing?: boolean
    /** conf: leave DTMF and text aimed at another target alone. Default: "false". Source: conference.cpp:1070. */
    readonly keeptarget?: boolean
    /** conf: mark the leg as the room's announcement player. Default: "false". Source: conference.cpp:1082. */
    readonly player?: boolean
    /** conf: start recording the room to that target; empty, -, or a false value stops it. Source: conference.cpp:567. */
    readonly record?: string
    /** conf: sound played to the room when recording starts. Source: conference.cpp:584. */
    readonly recordwarn?: string
    /**
     * conf: time to wait for the mixer lock; negative keeps a leg from being muted on failure. Milliseconds on the wire.
     * Default: "200". Source: conference.cpp:338.
     */
    readonly waitlock?: Duration.Duration
    /** conf: number of loudest speakers to report, or true for a default number. Source: conference.cpp:340. */
    readonly speakers?: string
    /**
     * conf: shortest time between speaker reports. Milliseconds on the wire. Default: "3000". Source: conference.cpp:347.
     */
    readonly interval?: Duration.Duration
    /** conf: true makes the calling leg an owner of the room, another id names the owner. Source: conference.cpp:639. */
    readonly confowner?: string
    /** pickup/: take the peer of the named channel rather than the channel. Default: "true". Source: pbx.cpp:126. */
    readonly pickup_peer?: boolean
    /** fork: reasons that end the whole fork; a final ^ negates. A regular expression. Source: callfork.cpp:360. */
    readonly "fork.stop"?: string
    /**
     * fork target: regular, auxiliar (dies with the last regular) or persistent (survives group changes). Source:
     * callfork.cpp:308.
     */
    readonly "fork.calltype"?: "regular" | "auxiliar" | "persistent" | (string & {})
    /** fork target: announce ringing as soon as it is connected. Source: callfork.cpp:279. */
    readonly "fork.autoring"?: boolean
    /** fork target: use this one for ringing and early media. Source: callfork.cpp:280. */
    readonly "fork.ringer"?: boolean
    /** fork target: message to send for fork.autoring. Default: "call.ringing". Source: callfork.cpp:316. */
    readonly "fork.automessage"?: string
    /** fork: send channel messages for the fork itself. Source: callfork.cpp:347. */
    readonly "fork.chanmsgs"?: boolean
    /** fork: put the fork's id in the answer and progress messages. Source: callfork.cpp:370. */
    readonly "fork.setid"?: boolean
    /** fork: source of early media while no target gives any. Source: callfork.cpp:380. */
    readonly "fork.fake"?: string
    /** Set by a fork in the messages to its targets: the fork's id. Source: callfork.cpp:415. */
    readonly "fork.master"?: string
    /** Set by a fork in the messages to its targets: the calling leg. Source: callfork.cpp:416. */
    readonly "fork.origid"?: string
    /** State of the PBX assistant that asks. Source: pbxassist.cpp:430. */
    readonly pbxstate?: string
    /** False keeps the late router from routing callto again. Default: "true". Source: lateroute.cpp:75. */
    readonly lateroute?: boolean
    /** queue/: put the call at the head. Source: queues.cpp:271. */
    readonly priority?: boolean
    /** fax/: local identity. Source: faxchan.cpp:644. */
    readonly faxident?: string
    /** fax/: act as the calling machine. Source: faxchan.cpp:646. */
    readonly faxcaller?: boolean
    /** fax/: use error correction. Source: faxchan.cpp:647. */
    readonly faxecm?: boolean
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking, Groups.MediaAnswer {
    /**
     * Connect form: the calling leg. Originate form: set in the reply to the new calling leg. Source: Channel.cpp:650;
     * dumbchan.cpp:137; wavefile.cpp:1222.
     */
    readonly id?: string
    /**
     * Leg that the calling leg got connected to. Source: dumbchan.cpp:85; wavefile.cpp:1173; conference.cpp:1403;
     * ysipchan.cpp:10248.
     */
    readonly peerid?: string
    /**
     * Leg that will signal progress and answer. If it is missing after success the calling leg answers itself at once.
     * Source: dumbchan.cpp:86; ysipchan.cpp:10249; callfork.cpp:439; Channel.cpp:917.
     */
    readonly targetid?: string
    /**
     * Error keyword when it fails (noconn, busy, offline, failure, nocall ...). Source: Channel.cpp:1829;
     * dumbchan.cpp:148; callfork.cpp:932.
     */
    readonly error?: Param.ErrorWord
    /**
     * In: text of the connection change, given to the legs that get separated. Out: text of the failure. Source:
     * Channel.cpp:1830; wavefile.cpp:1171; tonegen.cpp:1122.
     */
    readonly reason?: string
    /**
     * True answers the calling leg as soon as the target is connected; false keeps a leg without a targetid from
     * answering itself. Source: Channel.cpp:924; Channel.cpp:930.
     */
    readonly autoanswer?: boolean
    /**
     * True makes the calling leg ring as soon as the target is connected. The dumb module adds it. Source:
     * Channel.cpp:926; dumbchan.cpp:90.
     */
    readonly autoring?: boolean
    /** True makes the calling leg progress as soon as the target is connected. Source: Channel.cpp:928. */
    readonly autoprogress?: boolean
    /** Send the session description in the ACK. Source: ysipchan.cpp:7047; ysipchan.cpp:7065. */
    readonly sdp_ack?: boolean
    /** DTMF methods of the incoming leg. Source: ysipchan.cpp:9090. */
    readonly idtmfmethods?: ReadonlyArray<"rfc2833" | "info" | "inband" | (string & {})>
    /** conf: "conf/name" of the room joined. Source: conference.cpp:1404. */
    readonly room?: string
    /** conf: whether this call made the room. Source: conference.cpp:636. */
    readonly newroom?: boolean
    /** conf: counted users in the room. Source: conference.cpp:637. */
    readonly users?: number
    /** queue/: place in the queue, from 0. Source: queues.cpp:290. */
    readonly position?: number
    /** queue/: name of the queue. Source: queues.cpp:536. */
    readonly queue?: string
    /** queue/: greeting for the waiting call. Source: queues.cpp:256. */
    readonly greeting?: string
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
 * `call.ringing`: tells the calling leg that the called party is being alerted.
 *
 * Answering: True means a leg was found that took the ringing indication; nobody else needs it.
 *
 * Return value: Not used.
 *
 * Sent by: driver, module, app; enqueued (nobody waits for the result).
 *
 * - Only an incoming leg that is not answered yet takes it.
 * - An app that is the called party sends it with id = its own channel id and targetid (and peerid) = the calling leg.
 *
 * Also, in `parameters` (see `Wildcards`): `<channel params>`, `media_<type>, formats_<type>, transport_<type>,
 * rtp_port_<type>`, `sdp_<attribute>`, `osdp_<attribute>`, `sip_<header>`, `sipheader_<header>`, `xsip_type.<n>,
 * xsip_body.<n>`, `osip_<header>, sip_<header>`.
 *
 * Handled by: callfork@20, cdrbuild@50, drivers@100, callgen@100.
 *
 * Source: Channel.cpp:1537, ysipchan.cpp:7729, callfork.cpp:316.
 *
 * @category call
 * @since 0.1.0
 */
export const CallRinging = /* @__PURE__ */ Definition.viewed("call.ringing", {} as CallRinging.View, () => {
  const own = {
    id: Param.ChannelId,
    peerid: Param.optional(Param.ChannelId),
    targetid: Param.optional(Param.ChannelId),
    reason: Param.optional(Param.Text),
    earlymedia: Param.lenient(Param.Boolean),
    cdrtrack: Param.lenient(Param.Boolean),
    cdrcreate: Param.lenient(Param.Boolean),
    "fork.master": Param.optional(Param.ChannelId),
    "fork.origid": Param.optional(Param.ChannelId)
  }
  const answer = {
    ...Groups.mediaAnswer()
  }
  return {
    params: {
      ...Groups.channelFull(),
      ...Groups.media(),
      ...Groups.sipRequest(),
      ...Groups.tracking(),
      ...own
    },
    answer,
    send: {
      ...Groups.media(),
      ...own
    },
    reply: {
      ...Groups.tracking(),
      ...answer
    }
  }
})

/** The types of `call.ringing`. */
export declare namespace CallRinging {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.ChannelFull, Groups.Media, Groups.SipRequest, Groups.Tracking {
    /** Leg that rings (the sender). Source: Channel.cpp:650. */
    readonly id: string
    /** Leg that must be told; tried first. Source: Channel.cpp:1488. */
    readonly peerid?: string
    /** Leg that must be told if peerid is of another driver. Source: Channel.cpp:1491. */
    readonly targetid?: string
    /** Extra information on the ringing. Source: ysipchan.cpp:7751. */
    readonly reason?: string
    /** False says that there is no media yet. Source: ysipchan.cpp:7754; cdrbuild.cpp:543. */
    readonly earlymedia?: boolean
    /** False keeps the CDR builder out. Source: cdrbuild.cpp:552. */
    readonly cdrtrack?: boolean
    /** False keeps the CDR builder from opening a record. Source: cdrbuild.cpp:584. */
    readonly cdrcreate?: boolean
    /** Id of the fork that passed the message on. Source: callfork.cpp:668. */
    readonly "fork.master"?: string
    /** Original id, when the fork put its own. Source: callfork.cpp:664. */
    readonly "fork.origid"?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes extends Groups.MediaChanges {}

  /** What is given to send it. */
  interface Send extends Groups.Media {
    /** Leg that rings (the sender). Source: Channel.cpp:650. */
    readonly id: string
    /** Leg that must be told; tried first. Source: Channel.cpp:1488. */
    readonly peerid?: string
    /** Leg that must be told if peerid is of another driver. Source: Channel.cpp:1491. */
    readonly targetid?: string
    /** Extra information on the ringing. Source: ysipchan.cpp:7751. */
    readonly reason?: string
    /** False says that there is no media yet. Source: ysipchan.cpp:7754; cdrbuild.cpp:543. */
    readonly earlymedia?: boolean
    /** False keeps the CDR builder out. Source: cdrbuild.cpp:552. */
    readonly cdrtrack?: boolean
    /** False keeps the CDR builder from opening a record. Source: cdrbuild.cpp:584. */
    readonly cdrcreate?: boolean
    /** Id of the fork that passed the message on. Source: callfork.cpp:668. */
    readonly "fork.master"?: string
    /** Original id, when the fork put its own. Source: callfork.cpp:664. */
    readonly "fork.origid"?: string
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking, Groups.MediaAnswer {}

  /** All of them. */
  interface View {
    readonly params: Params
    readonly changes: Changes
    readonly send: Send
    readonly reply: Reply
  }
}

/**
 * `call.progress`: tells the calling leg that the call advances, possibly with early media.
 *
 * Answering: True means a leg was found that took the progress indication.
 *
 * Return value: Not used.
 *
 * Sent by: driver, module, app; enqueued (nobody waits for the result).
 *
 * - Base drivers (dumb, tone, wave, conf) install no handler for it, so they never take it.
 * - Only an incoming leg that is not answered yet takes it.
 *
 * Also, in `parameters` (see `Wildcards`): `<channel params>`, `media_<type>, formats_<type>, transport_<type>,
 * rtp_port_<type>`, `sdp_<attribute>`, `osdp_<attribute>`, `sip_<header>`, `sipheader_<header>`, `xsip_type.<n>,
 * xsip_body.<n>`, `osip_<header>, sip_<header>`.
 *
 * Handled by: callfork@20, cdrbuild@50, yrtp@50, drivers@100 (sip, iax, jingle, sig, analog only).
 *
 * Source: Channel.cpp:1535, ysipchan.cpp:7724, ysipchan.cpp:10386.
 *
 * @category call
 * @since 0.1.0
 */
export const CallProgress = /* @__PURE__ */ Definition.viewed("call.progress", {} as CallProgress.View, () => {
  const own = {
    id: Param.ChannelId,
    peerid: Param.optional(Param.ChannelId),
    targetid: Param.optional(Param.ChannelId),
    reason: Param.optional(Param.oneOf("forwarded", "queued")),
    earlymedia: Param.lenient(Param.Boolean),
    ringing: Param.lenient(Param.Boolean),
    cdrtrack: Param.lenient(Param.Boolean)
  }
  const answer = {
    ...Groups.mediaAnswer()
  }
  return {
    params: {
      ...Groups.channelFull(),
      ...Groups.media(),
      ...Groups.sipRequest(),
      ...Groups.tracking(),
      ...own
    },
    answer,
    send: {
      ...Groups.media(),
      ...own
    },
    reply: {
      ...Groups.tracking(),
      ...answer
    }
  }
})

/** The types of `call.progress`. */
export declare namespace CallProgress {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.ChannelFull, Groups.Media, Groups.SipRequest, Groups.Tracking {
    /** Leg that reports progress (the sender). Source: Channel.cpp:650. */
    readonly id: string
    /** Leg that must be told; tried first. Source: Channel.cpp:1488. */
    readonly peerid?: string
    /** Leg that must be told if peerid is of another driver. Source: Channel.cpp:1491. */
    readonly targetid?: string
    /** forwarded and queued become the matching SIP provisional codes. Source: ysipchan.cpp:8561; ysipchan.cpp:7732. */
    readonly reason?: "forwarded" | "queued" | (string & {})
    /**
     * Whether there is media to hear; the CDR builder takes true as ringing. Source: ysipchan.cpp:7754; cdrbuild.cpp:543.
     */
    readonly earlymedia?: boolean
    /** Makes the CDR builder start the ring timer. Source: cdrbuild.cpp:544. */
    readonly ringing?: boolean
    /** False keeps the CDR builder out. Source: cdrbuild.cpp:552. */
    readonly cdrtrack?: boolean
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes extends Groups.MediaChanges {}

  /** What is given to send it. */
  interface Send extends Groups.Media {
    /** Leg that reports progress (the sender). Source: Channel.cpp:650. */
    readonly id: string
    /** Leg that must be told; tried first. Source: Channel.cpp:1488. */
    readonly peerid?: string
    /** Leg that must be told if peerid is of another driver. Source: Channel.cpp:1491. */
    readonly targetid?: string
    /** forwarded and queued become the matching SIP provisional codes. Source: ysipchan.cpp:8561; ysipchan.cpp:7732. */
    readonly reason?: "forwarded" | "queued" | (string & {})
    /**
     * Whether there is media to hear; the CDR builder takes true as ringing. Source: ysipchan.cpp:7754; cdrbuild.cpp:543.
     */
    readonly earlymedia?: boolean
    /** Makes the CDR builder start the ring timer. Source: cdrbuild.cpp:544. */
    readonly ringing?: boolean
    /** False keeps the CDR builder out. Source: cdrbuild.cpp:552. */
    readonly cdrtrack?: boolean
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking, Groups.MediaAnswer {}

  /** All of them. */
  interface View {
    readonly params: Params
    readonly changes: Changes
    readonly send: Send
    readonly reply: Reply
  }
}

/**
 * `call.answered`: tells the calling leg that the call was answered; the moment charging starts.
 *
 * Answering: True means a leg was found that became answered.
 *
 * Return value: Not used.
 *
 * Sent by: driver, module, app; enqueued (nobody waits for the result).
 *
 * - Only an incoming leg that is not answered yet takes it.
 * - An app that is the called party must acknowledge the call.execute before it sends this.
 * - A fork rewrites peerid and targetid to the calling leg, connects the winner to it and sends chan.replaced.
 *
 * Also, in `parameters` (see `Wildcards`): `<channel params>`, `media_<type>, formats_<type>, transport_<type>,
 * rtp_port_<type>`, `sdp_<attribute>`, `osdp_<attribute>`, `sip_<header>`, `sipheader_<header>`, `xsip_type.<n>,
 * xsip_body.<n>`, `osip_<header>, sip_<header>`.
 *
 * Handled by: callfork@20, queues@45, cdrbuild@50, drivers@100, callgen@100.
 *
 * Source: Channel.cpp:1539, ysipchan.cpp:7704, pbx.cpp:155.
 *
 * @category call
 * @since 0.1.0
 */
export const CallAnswered = /* @__PURE__ */ Definition.viewed("call.answered", {} as CallAnswered.View, () => {
  const own = {
    id: Param.optional(Param.ChannelId),
    peerid: Param.optional(Param.ChannelId),
    targetid: Param.optional(Param.ChannelId),
    timeout: Param.lenient(Param.Millis),
    reason: Param.optional(Param.Text),
    billid: Param.optional(Param.Text),
    cdrtrack: Param.lenient(Param.Boolean),
    cdrcreate: Param.lenient(Param.Boolean),
    queuetime: Param.lenient(Param.Seconds),
    rtp_start: Param.lenient(Param.Boolean),
    "fork.master": Param.optional(Param.ChannelId),
    "fork.origid": Param.optional(Param.ChannelId)
  }
  const answer = {
    ...Groups.mediaAnswer()
  }
  return {
    params: {
      ...Groups.channelFull(),
      ...Groups.media(),
      ...Groups.sipRequest(),
      ...Groups.tracking(),
      ...own
    },
    answer,
    send: {
      ...Groups.media(),
      ...own
    },
    reply: {
      ...Groups.tracking(),
      ...answer
    }
  }
})

/** The types of `call.answered`. */
export declare namespace CallAnswered {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.ChannelFull, Groups.Media, Groups.SipRequest, Groups.Tracking {
    /** Leg that answers (the sender). Needed by the CDR builder. Source: Channel.cpp:650; cdrbuild.cpp:554. */
    readonly id?: string
    /** Leg that must be told; tried first. Source: Channel.cpp:1488; pbx.cpp:156. */
    readonly peerid?: string
    /** Leg that must be told if peerid is of another driver. Source: Channel.cpp:1491; javascript.cpp:7933. */
    readonly targetid?: string
    /** New longest duration of the answered leg. Milliseconds on the wire. Source: Channel.cpp:741. */
    readonly timeout?: Duration.Duration
    /** Why it was answered (pickup, queued). Source: pbx.cpp:157; queues.cpp:712. */
    readonly reason?: string
    /** Taken by the told leg if it has none. Source: Channel.cpp:746. */
    readonly billid?: string
    /** False keeps the CDR builder out. Source: cdrbuild.cpp:552. */
    readonly cdrtrack?: boolean
    /** False keeps the CDR builder from opening a record. Source: cdrbuild.cpp:584; callfork.cpp:965. */
    readonly cdrcreate?: boolean
    /** Time the call waited in a queue. Seconds on the wire. Source: queues.cpp:583. */
    readonly queuetime?: Duration.Duration
    /** SIP: start media without waiting for the ACK. Source: ysipchan.cpp:8634. */
    readonly rtp_start?: boolean
    /** Id of the fork that passed the message on. Source: callfork.cpp:603. */
    readonly "fork.master"?: string
    /** Original id, when the fork put its own. Source: callfork.cpp:599. */
    readonly "fork.origid"?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes extends Groups.MediaChanges {}

  /** What is given to send it. */
  interface Send extends Groups.Media {
    /** Leg that answers (the sender). Needed by the CDR builder. Source: Channel.cpp:650; cdrbuild.cpp:554. */
    readonly id?: string
    /** Leg that must be told; tried first. Source: Channel.cpp:1488; pbx.cpp:156. */
    readonly peerid?: string
    /** Leg that must be told if peerid is of another driver. Source: Channel.cpp:1491; javascript.cpp:7933. */
    readonly targetid?: string
    /** New longest duration of the answered leg. Milliseconds on the wire. Source: Channel.cpp:741. */
    readonly timeout?: Duration.Duration
    /** Why it was answered (pickup, queued). Source: pbx.cpp:157; queues.cpp:712. */
    readonly reason?: string
    /** Taken by the told leg if it has none. Source: Channel.cpp:746. */
    readonly billid?: string
    /** False keeps the CDR builder out. Source: cdrbuild.cpp:552. */
    readonly cdrtrack?: boolean
    /** False keeps the CDR builder from opening a record. Source: cdrbuild.cpp:584; callfork.cpp:965. */
    readonly cdrcreate?: boolean
    /** Time the call waited in a queue. Seconds on the wire. Source: queues.cpp:583. */
    readonly queuetime?: Duration.Duration
    /** SIP: start media without waiting for the ACK. Source: ysipchan.cpp:8634. */
    readonly rtp_start?: boolean
    /** Id of the fork that passed the message on. Source: callfork.cpp:603. */
    readonly "fork.master"?: string
    /** Original id, when the fork put its own. Source: callfork.cpp:599. */
    readonly "fork.origid"?: string
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking, Groups.MediaAnswer {}

  /** All of them. */
  interface View {
    readonly params: Params
    readonly changes: Changes
    readonly send: Send
    readonly reply: Reply
  }
}

/**
 * `call.update`: carries changes inside an established call: media renegotiation between the legs, transfer requests,
 * protocol events, or extra parameters for the CDR.
 *
 * Answering: True means the addressed leg accepted the operation; error and reason explain a refusal.
 *
 * Return value: Not used.
 *
 * Sent by: driver, module, app; dispatched or enqueued.
 *
 * - The CDR builder only reads an update that has no operation, or operation cdrbuild, unless cdrtrack says otherwise;
 *   that is how an app adds parameters to a CDR.
 *
 * Also, in `parameters` (see `Wildcards`): `<channel params>`, `media_<type>, formats_<type>, transport_<type>,
 * rtp_port_<type>`, `sdp_<attribute>`, `osdp_<attribute>`, `sip_<header>`, `sipheader_<header>`, `xsip_type.<n>,
 * xsip_body.<n>`, `osip_<header>, sip_<header>`.
 *
 * Handled by: cdrbuild@50, drivers@100 (sip, jingle, sig, analog).
 *
 * Source: Channel.cpp:1550, ysipchan.cpp:8744, cdrbuild.cpp:547.
 *
 * @category call
 * @since 0.1.0
 */
export const CallUpdate = /* @__PURE__ */ Definition.viewed("call.update", {} as CallUpdate.View, () => {
  const own = {
    id: Param.optional(Param.ChannelId),
    operation: Param.optional(Param.oneOf(
      "request",
      "initiate",
      "notify",
      "reject",
      "transfer",
      "accepted",
      "ringing",
      "cdrbuild"
    )),
    peerid: Param.optional(Param.ChannelId),
    targetid: Param.optional(Param.ChannelId),
    audio_changed: Param.lenient(Param.Boolean),
    mute: Param.lenient(Param.Boolean),
    mandatory: Param.lenient(Param.Boolean),
    mode: Param.optional(Param.Text),
    rtp_forced: Param.lenient(Param.Boolean),
    error: Param.optional(Param.ErrorWord),
    reason: Param.optional(Param.Text),
    queuetime: Param.lenient(Param.Seconds),
    cdrtrack: Param.lenient(Param.Boolean),
    attended_id: Param.optional(Param.ChannelId),
    attended_peerid: Param.optional(Param.ChannelId),
    transfer_callid: Param.optional(Param.Text),
    diverter: Param.optional(Param.Phone)
  }
  const answer = {
    ...Groups.mediaAnswer(),
    error: Param.optional(Param.ErrorWord),
    reason: Param.optional(Param.Text),
    transferred: Param.lenient(Param.Boolean)
  }
  return {
    params: {
      ...Groups.channelFull(),
      ...Groups.media(),
      ...Groups.sipRequest(),
      ...Groups.tracking(),
      ...answer,
      ...own
    },
    answer,
    send: {
      ...Groups.media(),
      ...own
    },
    reply: {
      ...Groups.tracking(),
      ...answer
    }
  }
})

/** The types of `call.update`. */
export declare namespace CallUpdate {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.ChannelFull, Groups.Media, Groups.SipRequest, Groups.Tracking {
    /** Leg the update comes from. Source: Channel.cpp:650; queues.cpp:613. */
    readonly id?: string
    /** What the update is about. Source: ysipchan.cpp:8746; ysigchan.cpp:1754; ysipchan.cpp:8497. */
    readonly operation?:
      | "request"
      | "initiate"
      | "notify"
      | "reject"
      | "transfer"
      | "accepted"
      | "ringing"
      | "cdrbuild"
      | (string & {})
    /** Leg the update is for; tried first. Source: Channel.cpp:1488. */
    readonly peerid?: string
    /** Leg the update is for if peerid is of another driver. Source: Channel.cpp:1491. */
    readonly targetid?: string
    /**
     * notify: the sender changed its audio, the other leg should renegotiate. Source: ysipchan.cpp:8804; faxchan.cpp:740.
     */
    readonly audio_changed?: boolean
    /** notify: the change is only a mute. Source: ysipchan.cpp:8810. */
    readonly mute?: boolean
    /** request: the change cannot be given up. Source: ysigchan.cpp:1977. */
    readonly mandatory?: boolean
    /** initiate: media modes to try, in order. Source: ysigchan.cpp:1906. */
    readonly mode?: string
    /** request: take the RTP forwarding wanted even if it differs. Source: ysipchan.cpp:9144. */
    readonly rtp_forced?: boolean
    /**
     * In, reject: error keyword. Out: why the update failed (pending, nocall, failure). Source: ysipchan.cpp:8865;
     * ysipchan.cpp:8774; ysipchan.cpp:8825.
     */
    readonly error?: Param.ErrorWord
    /** Text for the error. Source: ysipchan.cpp:8775; ysipchan.cpp:8865. */
    readonly reason?: string
    /** Time the call waited in a queue, for the CDR. Seconds on the wire. Source: queues.cpp:614. */
    readonly queuetime?: Duration.Duration
    /** Let the CDR builder take parameters from an update with an operation it would skip. Source: cdrbuild.cpp:552. */
    readonly cdrtrack?: boolean
    /** transfer: leg the caller asked to be connected to. Source: ysipchan.cpp:6492. */
    readonly attended_id?: string
    /** transfer: peer of that leg. Source: ysipchan.cpp:6495. */
    readonly attended_peerid?: string
    /** transfer: Call-ID of the dialog to take over. Source: ysipchan.cpp:8498. */
    readonly transfer_callid?: string
    /** transfer: the handler did the transfer itself. Source: ysipchan.cpp:6502. */
    readonly transferred?: boolean
    /** transfer: who asks for it. Source: ysipchan.cpp:8498. */
    readonly diverter?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes extends Groups.MediaChanges {
    /**
     * In, reject: error keyword. Out: why the update failed (pending, nocall, failure). Source: ysipchan.cpp:8865;
     * ysipchan.cpp:8774; ysipchan.cpp:8825.
     */
    readonly error?: Param.ErrorWord | null
    /** Text for the error. Source: ysipchan.cpp:8775; ysipchan.cpp:8865. */
    readonly reason?: string | null
    /** transfer: the handler did the transfer itself. Source: ysipchan.cpp:6502. */
    readonly transferred?: boolean | null
  }

  /** What is given to send it. */
  interface Send extends Groups.Media {
    /** Leg the update comes from. Source: Channel.cpp:650; queues.cpp:613. */
    readonly id?: string
    /** What the update is about. Source: ysipchan.cpp:8746; ysigchan.cpp:1754; ysipchan.cpp:8497. */
    readonly operation?:
      | "request"
      | "initiate"
      | "notify"
      | "reject"
      | "transfer"
      | "accepted"
      | "ringing"
      | "cdrbuild"
      | (string & {})
    /** Leg the update is for; tried first. Source: Channel.cpp:1488. */
    readonly peerid?: string
    /** Leg the update is for if peerid is of another driver. Source: Channel.cpp:1491. */
    readonly targetid?: string
    /**
     * notify: the sender changed its audio, the other leg should renegotiate. Source: ysipchan.cpp:8804; faxchan.cpp:740.
     */
    readonly audio_changed?: boolean
    /** notify: the change is only a mute. Source: ysipchan.cpp:8810. */
    readonly mute?: boolean
    /** request: the change cannot be given up. Source: ysigchan.cpp:1977. */
    readonly mandatory?: boolean
    /** initiate: media modes to try, in order. Source: ysigchan.cpp:1906. */
    readonly mode?: string
    /** request: take the RTP forwarding wanted even if it differs. Source: ysipchan.cpp:9144. */
    readonly rtp_forced?: boolean
    /**
     * In, reject: error keyword. Out: why the update failed (pending, nocall, failure). Source: ysipchan.cpp:8865;
     * ysipchan.cpp:8774; ysipchan.cpp:8825.
     */
    readonly error?: Param.ErrorWord
    /** Text for the error. Source: ysipchan.cpp:8775; ysipchan.cpp:8865. */
    readonly reason?: string
    /** Time the call waited in a queue, for the CDR. Seconds on the wire. Source: queues.cpp:614. */
    readonly queuetime?: Duration.Duration
    /** Let the CDR builder take parameters from an update with an operation it would skip. Source: cdrbuild.cpp:552. */
    readonly cdrtrack?: boolean
    /** transfer: leg the caller asked to be connected to. Source: ysipchan.cpp:6492. */
    readonly attended_id?: string
    /** transfer: peer of that leg. Source: ysipchan.cpp:6495. */
    readonly attended_peerid?: string
    /** transfer: Call-ID of the dialog to take over. Source: ysipchan.cpp:8498. */
    readonly transfer_callid?: string
    /** transfer: who asks for it. Source: ysipchan.cpp:8498. */
    readonly diverter?: string
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking, Groups.MediaAnswer {
    /**
     * In, reject: error keyword. Out: why the update failed (pending, nocall, failure). Source: ysipchan.cpp:8865;
     * ysipchan.cpp:8774; ysipchan.cpp:8825.
     */
    readonly error?: Param.ErrorWord
    /** Text for the error. Source: ysipchan.cpp:8775; ysipchan.cpp:8865. */
    readonly reason?: string
    /** transfer: the handler did the transfer itself. Source: ysipchan.cpp:6502. */
    readonly transferred?: boolean
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
 * `call.drop`: asks for a call leg, a whole driver's legs, a conference room or all calls to be hung up.
 *
 * Answering: True if a leg (or driver, or room) with that id was found and dropped. Dropping everything returns false.
 *
 * Return value: Not used.
 *
 * Sent by: app, driver, module; dispatched (whoever sends it waits for the result).
 *
 * - Only the named leg is dropped; its peer gets chan.disconnected and hangs up by itself unless a handler reconnects
 *   it.
 *
 * Also, in `parameters` (see `Wildcards`): `<any other>`.
 *
 * Handled by: queues@45, cdrbuild@50, drivers@60, callgen@100.
 *
 * Source: Channel.cpp:1498, Channel.cpp:759, conference.cpp:1302, rmanager.cpp:1557.
 *
 * @example
 * ```ts
 * import { Dispatcher } from "@yatefx/dispatcher"
 * import { CallDrop } from "@yatefx/messages"
 * import { Effect } from "effect"
 *
 * const hangUp = Effect.fnUntraced(function*(id: string) {
 *   const yate = yield* Dispatcher
 *   yield* yate.enqueue(CallDrop, { id, reason: "busy" })
 * })
 * ```
 *
 * @category call
 * @since 0.1.0
 */
export const CallDrop = /* @__PURE__ */ Definition.viewed("call.drop", {} as CallDrop.View, () => {
  const own = {
    id: Param.optional(Param.ChannelId),
    reason: Param.optional(Param.HangupReason),
    pbxstate: Param.optional(Param.Text)
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

/** The types of `call.drop`. */
export declare namespace CallDrop {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /**
     * Leg to drop; a driver name drops all its legs; conf/room drops a room; queue/call selects a queued call;
     * cdrbuild/id closes a CDR only. Absent: everything. Source: Channel.cpp:1485; rmanager.cpp:1564;
     * conference.cpp:1302; cdrbuild.cpp:556.
     */
    readonly id?: string
    /**
     * Why; becomes the status of the dropped leg and the reason told to its peer. Source: Channel.cpp:1546;
     * rmanager.cpp:1566; Channel.cpp:762.
     */
    readonly reason?: Param.HangupReason
    /** State of the PBX assistant that asks. Source: pbxassist.cpp:1229. */
    readonly pbxstate?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What is given to send it. */
  interface Send {
    /**
     * Leg to drop; a driver name drops all its legs; conf/room drops a room; queue/call selects a queued call;
     * cdrbuild/id closes a CDR only. Absent: everything. Source: Channel.cpp:1485; rmanager.cpp:1564;
     * conference.cpp:1302; cdrbuild.cpp:556.
     */
    readonly id?: string
    /**
     * Why; becomes the status of the dropped leg and the reason told to its peer. Source: Channel.cpp:1546;
     * rmanager.cpp:1566; Channel.cpp:762.
     */
    readonly reason?: Param.HangupReason
    /** State of the PBX assistant that asks. Source: pbxassist.cpp:1229. */
    readonly pbxstate?: string
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
 * `call.cdr`: a call detail record of one leg, sent when it opens, changes, optionally at intervals, and closes; with
 * the combining module also one record of the whole call.
 *
 * Answering: It is a broadcast, so every handler gets it; the result is not used.
 *
 * Return value: Not used.
 *
 * Sent by: module; enqueued (nobody waits for the result); every handler gets it, whatever those before it answered.
 *
 * - The first record is initialize, even if it was opened by call.execute before chan.startup; then its direction and
 *   status are still unknown and an update follows.
 * - finalize comes from chan.hangup, a call.drop of cdrbuild/<id>, or the engine stopping.
 * - operation=status needs status=yes in cdrbuild.conf.
 *
 * Also, in `parameters` (see `Wildcards`): `<configured parameters>`, `out_leg.<param>, out_leg.<n>.<param>`,
 * `cdrwrite_<module>`.
 *
 * Handled by: callcounters@20, clustering@25, cdrfile, register, yradius, subscription, monitoring.
 *
 * Source: cdrbuild.cpp:365, cdrcombine.cpp:197, wiki Call.cdr.
 *
 * @example
 * ```ts
 * import { Dispatcher } from "@yatefx/dispatcher"
 * import { CallCdr } from "@yatefx/messages"
 * import { Duration, Effect, Stream } from "effect"
 *
 * const bill = Effect.gen(function*() {
 *   const yate = yield* Dispatcher
 *   const records = yield* yate.watch(CallCdr, { where: { operation: "finalize" } })
 *   yield* Stream.runForEach(records, ({ params: { billid, billtime = Duration.zero, caller } }) =>
 *     Effect.log(`${billid}: ${caller} spoke for ${Duration.format(billtime)}`))
 * })
 * ```
 *
 * @category call
 * @since 0.1.0
 */
export const CallCdr = /* @__PURE__ */ Definition.viewed("call.cdr", {} as CallCdr.View, () => {
  const answer = {
    error: Param.optional(Param.Text)
  }
  return {
    params: {
      ...Groups.tracking(),
      ...answer,
      operation: Param.oneOf("initialize", "update", "status", "finalize", "combined"),
      time: Param.lenient(Param.UnixTime),
      chan: Param.optional(Param.ChannelId),
      cdrid: Param.lenient(Param.Int),
      runid: Param.optional(Param.Text),
      direction: Param.optional(Param.oneOf("incoming", "outgoing", "unknown")),
      duration: Param.lenient(Param.DecimalSeconds),
      billtime: Param.lenient(Param.DecimalSeconds),
      ringtime: Param.lenient(Param.DecimalSeconds),
      status: Param.optional(Param.Text),
      cdrwrite: Param.lenient(Param.Boolean),
      billid: Param.optional(Param.Text),
      caller: Param.optional(Param.Phone),
      called: Param.optional(Param.Phone),
      calledfull: Param.optional(Param.Phone),
      username: Param.optional(Param.Text),
      address: Param.lenient(Param.Address),
      reason: Param.optional(Param.Text),
      external: Param.optional(Param.Phone),
      trace_id: Param.optional(Param.Text),
      call_start_time: Param.optional(Param.Text),
      call_answer_time: Param.optional(Param.Text),
      call_hangup_time: Param.optional(Param.Text),
      call_duration: Param.optional(Param.Text),
      nodename: Param.optional(Param.Text),
      nodeprefix: Param.optional(Param.Text)
    },
    answer,
    reply: {
      ...Groups.tracking(),
      ...answer
    }
  }
})

/** The types of `call.cdr`. */
export declare namespace CallCdr {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Stage of the record. Source: cdrbuild.cpp:370; cdrbuild.cpp:355; cdrcombine.cpp:198; cdrbuild.cpp:673. */
    readonly operation: "initialize" | "update" | "status" | "finalize" | "combined" | (string & {})
    /** When the leg started, seconds with a fraction. Seconds since 1970 on the wire. Source: cdrbuild.cpp:366. */
    readonly time?: DateTime.Utc
    /** Leg the record is about. Source: cdrbuild.cpp:367. */
    readonly chan?: string
    /** Number of the record, unique in this run of the engine. Source: cdrbuild.cpp:368. */
    readonly cdrid?: number
    /** Identifier of this run of the engine. Source: cdrbuild.cpp:369. */
    readonly runid?: string
    /** Direction of the leg; unknown until a message told. Source: cdrbuild.cpp:371; cdrbuild.cpp:310. */
    readonly direction?: "incoming" | "outgoing" | "unknown" | (string & {})
    /** Time since the start. Seconds with a fraction on the wire. Source: cdrbuild.cpp:372. */
    readonly duration?: Duration.Duration
    /** Time since the answer. Seconds with a fraction on the wire. Source: cdrbuild.cpp:373. */
    readonly billtime?: Duration.Duration
    /** Time between ringing and answer. Seconds with a fraction on the wire. Source: cdrbuild.cpp:374. */
    readonly ringtime?: Duration.Duration
    /** Last status seen of the leg; at the end often the drop reason. Source: cdrbuild.cpp:375; cdrbuild.cpp:490. */
    readonly status?: string
    /**
     * Whether the record should be written; decided by the first message of the leg. Source: cdrbuild.cpp:407;
     * cdrbuild.cpp:479.
     */
    readonly cdrwrite?: boolean
    /** Billing identifier, shared by the legs of a call. Source: cdrbuild.cpp:218. */
    readonly billid?: string
    /** Calling party. Source: cdrbuild.cpp:221. */
    readonly caller?: string
    /** Called party. Source: cdrbuild.cpp:222. */
    readonly called?: string
    /** Full called number, when the driver built one. Source: cdrbuild.cpp:223. */
    readonly calledfull?: string
    /** User the call was made for. Source: cdrbuild.cpp:224. */
    readonly username?: string
    /** Address of the leg. Source: cdrbuild.cpp:220. */
    readonly address?: Address
    /** Disconnect reason; "CDR shutdown" if the record was closed early. Source: cdrbuild.cpp:219; cdrbuild.cpp:322. */
    readonly reason?: string
    /** The outside party: caller of an incoming, called of an outgoing leg. Source: cdrbuild.cpp:406. */
    readonly external?: string
    /** Debug trace identifier. Source: cdrbuild.cpp:377. */
    readonly trace_id?: string
    /** Start formatted as configured. Source: cdrbuild.cpp:382. */
    readonly call_start_time?: string
    /** Answer formatted as configured. Source: cdrbuild.cpp:386. */
    readonly call_answer_time?: string
    /** Hangup formatted as configured. Source: cdrbuild.cpp:390. */
    readonly call_hangup_time?: string
    /** Duration formatted as configured. Source: cdrbuild.cpp:395. */
    readonly call_duration?: string
    /** Set to failure by an accounting module that could not write. Source: register.cpp:607; register.cpp:410. */
    readonly error?: string
    /** Node that made the record, in a cluster. Source: clustering.cpp:187. */
    readonly nodename?: string
    /** Routing prefix of that node. Source: clustering.cpp:190. */
    readonly nodeprefix?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /** Set to failure by an accounting module that could not write. Source: register.cpp:607; register.cpp:410. */
    readonly error?: string | null
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /** Set to failure by an accounting module that could not write. Source: register.cpp:607; register.cpp:410. */
    readonly error?: string
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
 * `call.conference`: puts a leg, and the leg it is talking to, in a conference room; or changes a room's recording and
 * owners when no leg is given.
 *
 * Answering: True if the leg is in the room (or the room was changed).
 *
 * Return value: Not used.
 *
 * Sent by: app, module; dispatched (whoever sends it waits for the result).
 *
 * - A leg whose peer is not a conference leg takes that peer into the room too, so two legs are added.
 * - A leg already in the same room succeeds without any change; a leg in another room is moved.
 *
 * Also, in `parameters` (see `Wildcards`): `<channel params>`.
 *
 * Handled by: conf@150.
 *
 * Source: conference.cpp:1210, pbxassist.cpp:834.
 *
 * @category call
 * @since 0.1.0
 */
export const CallConference = /* @__PURE__ */ Definition.viewed("call.conference", {} as CallConference.View, () => {
  const own = {
    id: Param.optional(Param.ChannelId),
    room: Param.optional(Param.Target),
    reason: Param.optional(Param.Text),
    utility: Param.lenient(Param.Boolean),
    counted: Param.lenient(Param.Boolean),
    existing: Param.lenient(Param.Boolean),
    maxusers: Param.lenient(Param.Int),
    lonely: Param.optional(Param.Text),
    notify: Param.optional(Param.Text),
    voice: Param.lenient(Param.Boolean),
    smart: Param.lenient(Param.Boolean),
    echo: Param.lenient(Param.Boolean),
    billing: Param.lenient(Param.Boolean),
    keeptarget: Param.lenient(Param.Boolean),
    player: Param.lenient(Param.Boolean),
    record: Param.optional(Param.Target),
    recordwarn: Param.optional(Param.DataNode),
    rate: Param.lenient(Param.Int),
    timeout: Param.lenient(Param.Millis),
    waitlock: Param.lenient(Param.Millis),
    speakers: Param.optional(Param.Text),
    interval: Param.lenient(Param.Millis),
    confowner: Param.optional(Param.Text),
    pbxstate: Param.optional(Param.Text)
  }
  const answer = {
    room: Param.optional(Param.Target),
    peerid: Param.optional(Param.ChannelId),
    newroom: Param.lenient(Param.Boolean),
    users: Param.lenient(Param.Int)
  }
  return {
    params: {
      ...Groups.channelFull(),
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

/** The types of `call.conference`. */
export declare namespace CallConference {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.ChannelFull, Groups.Tracking {
    /**
     * Leg to put in conference; must also be the message's user data (send it through chan.masquerade). Source:
     * pbxassist.cpp:835; conference.cpp:643.
     */
    readonly id?: string
    /**
     * conf/name of the room; empty makes a new one. Set in the reply. Source: conference.cpp:1212; conference.cpp:1261.
     */
    readonly room?: string
    /** Conference leg made for the channel. Source: conference.cpp:1260. */
    readonly peerid?: string
    /** Reason of the connection change. Default: "conference". Source: conference.cpp:1240. */
    readonly reason?: string
    /** A housekeeping leg, not a user. Default: "false". Source: conference.cpp:1235. */
    readonly utility?: boolean
    /** Count the leg against maxusers and for closing the room. Source: conference.cpp:1236. */
    readonly counted?: boolean
    /** Only join a room that exists. Default: "false". Source: conference.cpp:1237. */
    readonly existing?: boolean
    /** Counted users allowed; fixed when the room is made. Default: "10". Source: conference.cpp:335. */
    readonly maxusers?: number
    /** true or milliseconds lets a single user stay (for so long). Source: conference.cpp:352; pbxassist.cpp:837. */
    readonly lonely?: string
    /** Target of the room's chan.notify. Source: conference.cpp:339. */
    readonly notify?: string
    /** False gives a listen-only leg. Default: "true". Source: conference.cpp:1073. */
    readonly voice?: boolean
    /** Energy and noise detection. Source: conference.cpp:1071. */
    readonly smart?: boolean
    /** Let the leg hear itself. Source: conference.cpp:1072. */
    readonly echo?: boolean
    /** Make the conference leg send chan.startup and chan.hangup. Default: "false". Source: conference.cpp:1069. */
    readonly billing?: boolean
    /** Leave DTMF and text aimed at another target alone. Default: "false". Source: conference.cpp:1070. */
    readonly keeptarget?: boolean
    /** Mark the leg as the room's announcement player. Default: "false". Source: conference.cpp:1082. */
    readonly player?: boolean
    /** Start recording the room to that target; empty, -, or a false value stops it. Source: conference.cpp:567. */
    readonly record?: string
    /** Sound played to the room when recording starts. Source: conference.cpp:584. */
    readonly recordwarn?: string
    /** Sample rate of the room. Default: "8000". Source: conference.cpp:334. */
    readonly rate?: number
    /** Longest stay of the conference leg. Milliseconds on the wire. Source: conference.cpp:1078. */
    readonly timeout?: Duration.Duration
    /** Time to wait for the mixer lock. Milliseconds on the wire. Default: "200". Source: conference.cpp:338. */
    readonly waitlock?: Duration.Duration
    /** Number of loudest speakers to report, or true. Source: conference.cpp:340. */
    readonly speakers?: string
    /** Shortest time between speaker reports. Milliseconds on the wire. Default: "3000". Source: conference.cpp:347. */
    readonly interval?: Duration.Duration
    /**
     * true or false adds or removes id as owner of the room; another value names an owner to add. Source:
     * conference.cpp:639.
     */
    readonly confowner?: string
    /** Whether this message made the room. Source: conference.cpp:636. */
    readonly newroom?: boolean
    /** Counted users in the room. Source: conference.cpp:637. */
    readonly users?: number
    /** State of the PBX assistant that asks. Source: pbxassist.cpp:840. */
    readonly pbxstate?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /**
     * conf/name of the room; empty makes a new one. Set in the reply. Source: conference.cpp:1212; conference.cpp:1261.
     */
    readonly room?: string | null
    /** Conference leg made for the channel. Source: conference.cpp:1260. */
    readonly peerid?: string | null
    /** Whether this message made the room. Source: conference.cpp:636. */
    readonly newroom?: boolean | null
    /** Counted users in the room. Source: conference.cpp:637. */
    readonly users?: number | null
  }

  /** What is given to send it. */
  interface Send {
    /**
     * Leg to put in conference; must also be the message's user data (send it through chan.masquerade). Source:
     * pbxassist.cpp:835; conference.cpp:643.
     */
    readonly id?: string
    /**
     * conf/name of the room; empty makes a new one. Set in the reply. Source: conference.cpp:1212; conference.cpp:1261.
     */
    readonly room?: string
    /** Reason of the connection change. Default: "conference". Source: conference.cpp:1240. */
    readonly reason?: string
    /** A housekeeping leg, not a user. Default: "false". Source: conference.cpp:1235. */
    readonly utility?: boolean
    /** Count the leg against maxusers and for closing the room. Source: conference.cpp:1236. */
    readonly counted?: boolean
    /** Only join a room that exists. Default: "false". Source: conference.cpp:1237. */
    readonly existing?: boolean
    /** Counted users allowed; fixed when the room is made. Default: "10". Source: conference.cpp:335. */
    readonly maxusers?: number
    /** true or milliseconds lets a single user stay (for so long). Source: conference.cpp:352; pbxassist.cpp:837. */
    readonly lonely?: string
    /** Target of the room's chan.notify. Source: conference.cpp:339. */
    readonly notify?: string
    /** False gives a listen-only leg. Default: "true". Source: conference.cpp:1073. */
    readonly voice?: boolean
    /** Energy and noise detection. Source: conference.cpp:1071. */
    readonly smart?: boolean
    /** Let the leg hear itself. Source: conference.cpp:1072. */
    readonly echo?: boolean
    /** Make the conference leg send chan.startup and chan.hangup. Default: "false". Source: conference.cpp:1069. */
    readonly billing?: boolean
    /** Leave DTMF and text aimed at another target alone. Default: "false". Source: conference.cpp:1070. */
    readonly keeptarget?: boolean
    /** Mark the leg as the room's announcement player. Default: "false". Source: conference.cpp:1082. */
    readonly player?: boolean
    /** Start recording the room to that target; empty, -, or a false value stops it. Source: conference.cpp:567. */
    readonly record?: string
    /** Sound played to the room when recording starts. Source: conference.cpp:584. */
    readonly recordwarn?: string
    /** Sample rate of the room. Default: "8000". Source: conference.cpp:334. */
    readonly rate?: number
    /** Longest stay of the conference leg. Milliseconds on the wire. Source: conference.cpp:1078. */
    readonly timeout?: Duration.Duration
    /** Time to wait for the mixer lock. Milliseconds on the wire. Default: "200". Source: conference.cpp:338. */
    readonly waitlock?: Duration.Duration
    /** Number of loudest speakers to report, or true. Source: conference.cpp:340. */
    readonly speakers?: string
    /** Shortest time between speaker reports. Milliseconds on the wire. Default: "3000". Source: conference.cpp:347. */
    readonly interval?: Duration.Duration
    /**
     * true or false adds or removes id as owner of the room; another value names an owner to add. Source:
     * conference.cpp:639.
     */
    readonly confowner?: string
    /** State of the PBX assistant that asks. Source: pbxassist.cpp:840. */
    readonly pbxstate?: string
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /**
     * conf/name of the room; empty makes a new one. Set in the reply. Source: conference.cpp:1212; conference.cpp:1261.
     */
    readonly room?: string
    /** Conference leg made for the channel. Source: conference.cpp:1260. */
    readonly peerid?: string
    /** Whether this message made the room. Source: conference.cpp:636. */
    readonly newroom?: boolean
    /** Counted users in the room. Source: conference.cpp:637. */
    readonly users?: number
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
 * `call.fax`: a fax tone was heard on a leg and no automatic diversion was asked for.
 *
 * Answering: True stops other handlers; nothing else depends on it.
 *
 * Return value: Not used.
 *
 * Sent by: module, driver; enqueued (nobody waits for the result).
 *
 * - Usually comes through chan.masquerade, so it carries the leg's full parameters.
 *
 * Also, in `parameters` (see `Wildcards`): `<channel params>`.
 *
 * Source: tonedetect.cpp:413, yrtpchan.cpp:905, ysigchan.cpp:1808, detector.php:142.
 *
 * @category call
 * @since 0.1.0
 */
export const CallFax = /* @__PURE__ */ Definition.viewed("call.fax", {} as CallFax.View, () => {
  return {
    params: {
      ...Groups.channelFull(),
      ...Groups.tracking(),
      detected: Param.oneOf("inband", "rfc2833", "signal"),
      caller: Param.optional(Param.Phone),
      called: Param.optional(Param.Phone),
      rtp_forward: Param.lenient(Param.Boolean)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `call.fax`. */
export declare namespace CallFax {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.ChannelFull, Groups.Tracking {
    /** Identifier of the channel the message is about, "driver/number". Source: Channel.cpp:650. */
    readonly id: string
    /** How the tone was found. Source: tonedetect.cpp:414; yrtpchan.cpp:906; ysigchan.cpp:1809. */
    readonly detected: "inband" | "rfc2833" | "signal" | (string & {})
    /** Caller kept from the attach request. Source: tonedetect.cpp:416. */
    readonly caller?: string
    /** Called kept from the attach request. Source: tonedetect.cpp:417. */
    readonly called?: string
    /** Whether media is forwarded. Source: ysigchan.cpp:1810. */
    readonly rtp_forward?: boolean
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
 * `call.analyzer`: result of a test call made by the call analyzer.
 *
 * Answering: Not used.
 *
 * Return value: Not used.
 *
 * Sent by: module; enqueued (nobody waits for the result).
 *
 * Also, in `parameters` (see `Wildcards`): `<channel params>`.
 *
 * Source: analyzer.cpp:581.
 *
 * @category call
 * @since 0.1.0
 */
export const CallAnalyzer = /* @__PURE__ */ Definition.viewed("call.analyzer", {} as CallAnalyzer.View, () => {
  return {
    params: {
      ...Groups.channelFull(),
      ...Groups.tracking(),
      totaltime: Param.DecimalSeconds,
      routetime: Param.lenient(Param.DecimalSeconds),
      ringtime: Param.lenient(Param.DecimalSeconds),
      answertime: Param.lenient(Param.DecimalSeconds)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `call.analyzer`. */
export declare namespace CallAnalyzer {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.ChannelFull, Groups.Tracking {
    /** Identifier of the channel the message is about, "driver/number". Source: Channel.cpp:650. */
    readonly id: string
    /** Whole time of the call. Seconds with a fraction on the wire. Source: analyzer.cpp:584. */
    readonly totaltime: Duration.Duration
    /** Time until routed. Seconds with a fraction on the wire. Source: analyzer.cpp:608. */
    readonly routetime?: Duration.Duration
    /** Time until ringing. Seconds with a fraction on the wire. Source: analyzer.cpp:614. */
    readonly ringtime?: Duration.Duration
    /** Time until answered. Seconds with a fraction on the wire. Source: analyzer.cpp:620. */
    readonly answertime?: Duration.Duration
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
