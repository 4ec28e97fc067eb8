/**
 * The messages of the family `call`: 12 definitions.
 *
 * Generated from catalogue/call.yaml by `pnpm generate`: change the data, not this file.
 *
 * @since 0.1.0
 */
import * as Definition from "./Definition.ts"
import * as Param from "./Param.ts"

/**
 * The full set a channel puts in its own messages (and that chan.masquerade, or complete=true on chan.locate /
 * chan.control, fills in).
 */
const channelFull = () => ({
  /** Identifier of the channel the message is about, "driver/number". Source: Channel.cpp:650. */
  id: Param.ChannelId,
  /** Name of the driver that owns the channel. Source: Channel.cpp:654. */
  module: Param.optional(Param.Text),
  /** Debug trace identifier, present only if the channel has one. Source: Channel.cpp:652. */
  trace_id: Param.optional(Param.Text),
  /**
   * Current state text of the channel; starts as the direction, then prerouted, routed, accepted, ringing, progressing,
   * answered, rejected, or the reason it was dropped with. Source: Channel.cpp:666; Channel.cpp:585.
   */
  status: Param.optional(Param.oneOf(
    "incoming",
    "outgoing",
    "prerouted",
    "routed",
    "accepted",
    "ringing",
    "progressing",
    "answered",
    "rejected",
    "dropped",
    "deleted"
  )),
  /**
   * Remote address or resource of the channel in its driver's own notation (host:port for sip, room for conf, tone name
   * for tone). Source: Channel.cpp:668.
   */
  address: Param.optional(Param.Text),
  /**
   * The other end that the channel was told to signal to when its call was accepted; cleared when the peer goes away.
   * Source: Channel.cpp:670; Channel.cpp:917.
   */
  targetid: Param.optional(Param.ChannelId),
  /**
   * Billing identifier, "runid-counter"; made by incoming legs and inherited by the legs they get connected to. Source:
   * Channel.cpp:672; Channel.cpp:444.
   */
  billid: Param.optional(Param.Text),
  /** Channel now connected to this one; absent while not connected. Source: Channel.cpp:675. */
  peerid: Param.optional(Param.ChannelId),
  /** Channel this one was last connected to, kept after the disconnect. Source: Channel.cpp:677. */
  lastpeerid: Param.optional(Param.ChannelId),
  /** Whether the channel itself has been answered. Source: Channel.cpp:678. */
  answered: Param.lenient(Param.Boolean),
  /** Direction of the leg as the engine sees it; does not change during the call. Source: Channel.cpp:679. */
  direction: Param.optional(Param.oneOf("incoming", "outgoing")),
  /**
   * SIP legs: the dialog, "sip/Call-ID/from tag/to tag"; the last is empty until there is one. Source:
   * ysipchan.cpp:1140; ysipchan.cpp:8540.
   */
  callid: Param.optional(Param.Text),
  /** SIP legs: the domain of the line, or as authenticated. Source: ysipchan.cpp:8539. */
  domain: Param.optional(Param.Text)
})

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

/** SIP details of an initial request. */
const sipRequest = () => ({
  /** Request URI. Source: ysipchan.cpp:6703. */
  sip_uri: Param.optional(Param.Uri),
  /** URI of the From header. Source: ysipchan.cpp:6704. */
  sip_from: Param.optional(Param.Uri),
  /** Value of the To header. Source: ysipchan.cpp:6705. */
  sip_to: Param.optional(Param.Text),
  /** SIP Call-ID. Source: ysipchan.cpp:6706. */
  sip_callid: Param.optional(Param.Text),
  /** User-Agent of the remote party. Source: ysipchan.cpp:6707. */
  device: Param.optional(Param.Text),
  /**
   * Age of the authentication nonce when the request carried credentials. Seconds on the wire. Source:
   * ysipchan.cpp:6784.
   */
  xsip_nonce_age: Param.lenient(Param.Seconds),
  /** User whose credentials were right but whose nonce was too old. Source: ysipchan.cpp:6783. */
  expired_user: Param.optional(Param.Text),
  /** Name of the local account (line) the request came in on. Source: ysipchan.cpp:6771. */
  in_line: Param.optional(Param.Text),
  /** Domain of that line, or set by authentication. Source: ysipchan.cpp:6770. */
  domain: Param.optional(Param.Text),
  /** Content type of a non-SDP body. Source: ysipchan.cpp:2246. */
  xsip_type: Param.optional(Param.Text),
  /** A non-SDP body as text. Source: ysipchan.cpp:2247. */
  xsip_body: Param.optional(Param.Text),
  /** How a binary body was turned to text. Source: ysipchan.cpp:2283. */
  xsip_body_encoding: Param.optional(Param.oneOf("raw", "base64", "hex", "hexs"))
})

/** Media description, per media type. No suffix means audio; other types use _video, _image and so on. */
const media = () => ({
  /** Whether the media type is present. Source: media.cpp:275. */
  media: Param.lenient(Param.Boolean),
  /** Data formats offered or accepted, in order of preference. Source: media.cpp:276. */
  formats: Param.lenient(Param.Formats),
  /** Media transport, for example RTP/AVP or udptl. Source: media.cpp:277. */
  transport: Param.optional(Param.Text),
  /** Payload number to format mapping. Source: media.cpp:279. */
  rtp_mapping: Param.lenient(Param.List),
  /** Remote media port. Source: media.cpp:283. */
  rtp_port: Param.lenient(Param.Port),
  /** SRTP crypto line received. Source: media.cpp:285. */
  crypto: Param.optional(Param.Text),
  /** Key line of the session description. Source: media.cpp:289. */
  encryption: Param.optional(Param.Text),
  /**
   * Negotiates passing the media description straight between legs; a handler that connects answers yes, the leg that
   * takes it answers accepted. Source: session.cpp:870; ysipchan.cpp:6814.
   */
  rtp_forward: Param.optional(Param.oneOf("possible", "missing", "yes", "no", "accepted")),
  /** Remote media address. Source: session.cpp:871. */
  rtp_addr: Param.optional(Param.IpAddress),
  /** Private media address seen before NAT correction. Source: session.cpp:869. */
  rtp_nat_addr: Param.optional(Param.IpAddress),
  /** The whole session description, only if raw forwarding is on. Source: ysipchan.cpp:6810. */
  sdp_raw: Param.optional(Param.Text),
  /** Payload number of RFC 2833 keys, or false where they are not taken. Source: media.cpp:281; session.cpp:1058. */
  rtp_rfc2833: Param.optional(Param.Text)
})

/** What an answer may set of media. */
const mediaAnswer = () => ({
  /** Whether the media type is present. Source: media.cpp:275. */
  media: Param.lenient(Param.Boolean),
  /** Data formats offered or accepted, in order of preference. Source: media.cpp:276. */
  formats: Param.lenient(Param.Formats),
  /** Media transport, for example RTP/AVP or udptl. Source: media.cpp:277. */
  transport: Param.optional(Param.Text),
  /** Payload number to format mapping. Source: media.cpp:279. */
  rtp_mapping: Param.lenient(Param.List),
  /** Remote media port. Source: media.cpp:283. */
  rtp_port: Param.lenient(Param.Port),
  /** SRTP crypto line received. Source: media.cpp:285. */
  crypto: Param.optional(Param.Text),
  /** Key line of the session description. Source: media.cpp:289. */
  encryption: Param.optional(Param.Text),
  /**
   * Negotiates passing the media description straight between legs; a handler that connects answers yes, the leg that
   * takes it answers accepted. Source: session.cpp:870; ysipchan.cpp:6814.
   */
  rtp_forward: Param.optional(Param.oneOf("possible", "missing", "yes", "no", "accepted")),
  /** Remote media address. Source: session.cpp:871. */
  rtp_addr: Param.optional(Param.IpAddress),
  /** The whole session description, only if raw forwarding is on. Source: ysipchan.cpp:6810. */
  sdp_raw: Param.optional(Param.Text),
  /** Payload number of RFC 2833 keys, or false where they are not taken. Source: media.cpp:281; session.cpp:1058. */
  rtp_rfc2833: Param.optional(Param.Text)
})

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
export const CallPreroute = /* @__PURE__ */ Definition.lazy("call.preroute", () => {
  const answer = {
    ...mediaAnswer(),
    /** Number or name of the calling party. Source: ysipchan.cpp:6678. */
    caller: Param.optional(Param.Phone),
    /** Number or name that was asked for. Source: ysipchan.cpp:6679. */
    called: Param.optional(Param.Phone),
    /** Display name of the calling party. Source: ysipchan.cpp:6681. */
    callername: Param.optional(Param.Text),
    /** Authenticated user who makes the call. Source: ysipchan.cpp:6780; ysipchan.cpp:6769. */
    username: Param.optional(Param.Text),
    /** Routing context chosen for the call; the usual result of this message. Source: regexroute.cpp:1137. */
    context: Param.optional(Param.Text),
    /** Hop counter; one less at every pass, zero or less means the call loops. Source: ysipchan.cpp:6701. */
    antiloop: Param.lenient(Param.Int),
    /** Replaces the billing identifier of the channel. Source: Channel.cpp:891. */
    billid: Param.optional(Param.Text),
    /**
     * Parameters of this message to keep on the channel, so that they appear in its chan.disconnected and chan.hangup.
     * Source: Channel.cpp:1765.
     */
    copyparams: Param.lenient(Param.Names),
    /** Error keyword used if the call is rejected. Source: Channel.cpp:1773. */
    error: Param.optional(Param.ErrorWord),
    /**
     * In: why the call is here (transfer, divert). Out: text used if the call is rejected. Source: Channel.cpp:1774;
     * ysipchan.cpp:6825.
     */
    reason: Param.optional(Param.Text)
  }
  return {
    params: {
      ...channelFull(),
      ...sipTransport(),
      ...sipRequest(),
      ...media(),
      ...tracking(),
      ...answer,
      /** SIP: whether the request began a call. It stays from the authentication. Source: ysipchan.cpp:5334. */
      newcall: Param.lenient(Param.Boolean),
      /**
       * Where the call comes from, in its driver's own notation (host:port for sip; with SIP it stands there twice).
       * Source: Channel.cpp:668; ysipchan.cpp:4871.
       */
      address: Param.optional(Param.Text),
      /** Party that diverted or transferred the call here. Source: ysipchan.cpp:6758. */
      diverter: Param.optional(Param.Phone),
      /** Display name of the diverting party. Source: ysipchan.cpp:6760. */
      divertername: Param.optional(Param.Text),
      /** URI of the diverting party. Source: ysipchan.cpp:6761. */
      diverteruri: Param.optional(Param.Uri),
      /** Diversion reason as signalled. Source: ysipchan.cpp:6729. */
      divert_reason: Param.optional(Param.Text),
      /** Diversion privacy as signalled. Source: ysipchan.cpp:6735. */
      divert_privacy: Param.optional(Param.Text),
      /** Diversion screening as signalled. Source: ysipchan.cpp:6741. */
      divert_screen: Param.optional(Param.Text),
      /** Number of diversions so far. Source: ysipchan.cpp:6747. */
      divert_counter: Param.lenient(Param.Int),
      /** Call-Info of purpose info. Source: ysipchan.cpp:6686. */
      caller_info_uri: Param.optional(Param.Uri),
      /** Call-Info of purpose icon. Source: ysipchan.cpp:6688. */
      caller_icon_uri: Param.optional(Param.Uri),
      /** Call-Info of purpose card. Source: ysipchan.cpp:6690. */
      caller_card_uri: Param.optional(Param.Uri),
      /** PBX operation the routing is for, when a PBX assistant makes it. Source: pbxassist.cpp:917. */
      pbxoper: Param.optional(Param.Text),
      /** PBX assistant's state, when a PBX assistant makes it. Source: pbxassist.cpp:916. */
      pbxstate: Param.optional(Param.Text)
    },
    answer,
    reply: {
      ...tracking(),
      ...answer
    }
  }
})

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
 * @category call
 * @since 0.1.0
 */
export const CallRoute = /* @__PURE__ */ Definition.lazy("call.route", () => {
  const own = {
    /** The calling leg. Only the route of a text message has none. Source: Channel.cpp:650; ysipchan.cpp:6319. */
    id: Param.ChannelId,
    /**
     * The local tag that SIP gave the request, when a text message is routed. Only when a text message is routed.
     * Source: ysipchan.cpp:6377.
     */
    xsip_dlgtag: Param.optional(Param.Text),
    /** SIP: whether the request began a call. It stays from the authentication. Source: ysipchan.cpp:5334. */
    newcall: Param.lenient(Param.Boolean),
    /**
     * Where the call comes from, in its driver's own notation (host:port for sip; with SIP it stands there twice).
     * Source: Channel.cpp:668; ysipchan.cpp:4871.
     */
    address: Param.optional(Param.Text),
    /** Number or name of the calling party. Source: ysipchan.cpp:6678; dumbchan.cpp:116; callgen.cpp:193. */
    caller: Param.optional(Param.Phone),
    /** Number or name to be routed. Source: ysipchan.cpp:6679; dumbchan.cpp:117; regfile.cpp:286. */
    called: Param.optional(Param.Phone),
    /** Display name of the calling party. Source: ysipchan.cpp:6681; dumbchan.cpp:118. */
    callername: Param.optional(Param.Text),
    /** Display name of the called party. Source: ysipchan.cpp:9317; ysipchan.cpp:6978. */
    calledname: Param.optional(Param.Text),
    /** Authenticated user who makes the call. Source: ysipchan.cpp:6780. */
    username: Param.optional(Param.Text),
    /** Routing context, usually set by call.preroute. Source: regexroute.cpp:1089. */
    context: Param.optional(Param.Text),
    /** Name of the module asking, in messages of the dumb module. Source: dumbchan.cpp:114. */
    driver: Param.optional(Param.Text),
    /**
     * What is routed: absent or call for a call, msg for a text message. Source: ysipchan.cpp:6319;
     * subscription.cpp:2945; lateroute.cpp:93.
     */
    route_type: Param.optional(Param.oneOf("call", "msg")),
    /**
     * Local account (line) to call through; a driver that owns it answers the route itself. Source: Channel.cpp:1617.
     */
    line: Param.optional(Param.Text),
    /** Older name for line. Source: Channel.cpp:1619. */
    account: Param.optional(Param.Text),
    /**
     * Hop counter; zero or less after routing rejects the call as looping. Source: Channel.cpp:1812; ysipchan.cpp:6701.
     */
    antiloop: Param.lenient(Param.Int),
    /**
     * Out: text for the rejection. In: why the routing is asked (transfer, divert, onhold). Source: Channel.cpp:1811;
     * ysipchan.cpp:9329.
     */
    reason: Param.optional(Param.Text),
    /**
     * Longest time to wait for an answer; applied by the call.execute that follows. Milliseconds on the wire. Source:
     * dumbchan.cpp:119; Channel.cpp:622.
     */
    maxcall: Param.lenient(Param.Millis),
    /**
     * Longest duration of the call; applied by the call.execute that follows. Milliseconds on the wire. Source:
     * dumbchan.cpp:120; Channel.cpp:610.
     */
    timeout: Param.lenient(Param.Millis),
    /** Names of parameters to copy to the messages of the outgoing leg. Source: Channel.cpp:696; dumbchan.cpp:122. */
    copyparams: Param.lenient(Param.Names),
    /**
     * False tells the CDR builder not to follow this call leg. Default: "true". Source: cdrbuild.cpp:552;
     * wavefile.cpp:1187.
     */
    cdrtrack: Param.lenient(Param.Boolean),
    /** False keeps the CDR of the call from being written. Default: "true". Source: cdrbuild.cpp:479. */
    cdrwrite: Param.lenient(Param.Boolean),
    /** False keeps the late router from routing the result again. Default: "true". Source: lateroute.cpp:75. */
    lateroute: Param.lenient(Param.Boolean),
    /**
     * Asks the target to stop before really making the call. Default: "false". Source: Channel.cpp:1510;
     * dumbchan.cpp:121.
     */
    stop_call: Param.lenient(Param.Boolean),
    /**
     * Messaging: instance (resource) of the sender. Only when a text message is routed. Source: jabberserver.cpp:3384;
     * subscription.cpp:2832.
     */
    caller_instance: Param.optional(Param.Text),
    /**
     * Messaging: instance of the recipient that is asked for. Only when a text message is routed. Source:
     * jabberserver.cpp:3385; subscription.cpp:2814.
     */
    called_instance: Param.optional(Param.Text),
    /**
     * Messaging: take other online instances if the asked one is away. Only when a text message is routed. Source:
     * jabberserver.cpp:3392; subscription.cpp:2829.
     */
    fallback_online_instances: Param.lenient(Param.Boolean),
    /**
     * Messaging: require that the parties know each other. Default: "false". Only when a text message is routed.
     * Source: subscription.cpp:2811.
     */
    auth: Param.lenient(Param.Boolean),
    /** Attended transfer: Call-ID of the dialog to take over. Source: ysipchan.cpp:9311. */
    transfer_callid: Param.optional(Param.Text),
    /** Attended transfer: from tag of that dialog. Source: ysipchan.cpp:9312. */
    transfer_fromtag: Param.optional(Param.Text),
    /** Attended transfer: to tag of that dialog. Source: ysipchan.cpp:9313. */
    transfer_totag: Param.optional(Param.Text),
    /** Party that diverted or transferred the call. Source: ysipchan.cpp:9326; ysipchan.cpp:6996. */
    diverter: Param.optional(Param.Phone),
    /** Display name of that party. Source: ysipchan.cpp:9327; ysipchan.cpp:7002. */
    divertername: Param.optional(Param.Text),
    /** Set to data for a file transfer call. Source: fileinfo.cpp:1006. */
    format: Param.optional(Param.Text),
    /** Debug level of the rule trace. Source: regexroute.cpp:1091. */
    trace_lvl: Param.lenient(Param.Int),
    /** Put the rule trace in the message. Source: regexroute.cpp:1092. */
    trace_to_msg: Param.lenient(Param.Boolean),
    /** Ask for all call counters, not only the one of the call's own context. Source: callcounters.cpp:176. */
    allcounters: Param.lenient(Param.Boolean)
  }
  const answer = {
    ...mediaAnswer(),
    /** Number or name of the calling party. Source: ysipchan.cpp:6678; dumbchan.cpp:116; callgen.cpp:193. */
    caller: Param.optional(Param.Phone),
    /** Number or name to be routed. Source: ysipchan.cpp:6679; dumbchan.cpp:117; regfile.cpp:286. */
    called: Param.optional(Param.Phone),
    /** Display name of the calling party. Source: ysipchan.cpp:6681; dumbchan.cpp:118. */
    callername: Param.optional(Param.Text),
    /** Display name of the called party. Source: ysipchan.cpp:9317; ysipchan.cpp:6978. */
    calledname: Param.optional(Param.Text),
    /** Authenticated user who makes the call. Source: ysipchan.cpp:6780. */
    username: Param.optional(Param.Text),
    /**
     * Local account (line) to call through; a driver that owns it answers the route itself. Source: Channel.cpp:1617.
     */
    line: Param.optional(Param.Text),
    /**
     * Hop counter; zero or less after routing rejects the call as looping. Source: Channel.cpp:1812; ysipchan.cpp:6701.
     */
    antiloop: Param.lenient(Param.Int),
    /**
     * Error keyword used if the call is rejected (noroute, forbidden, busy, offline, congestion ...). Source:
     * Channel.cpp:1810; Channel.cpp:1848; regfile.cpp:295.
     */
    error: Param.optional(Param.ErrorWord),
    /**
     * Out: text for the rejection. In: why the routing is asked (transfer, divert, onhold). Source: Channel.cpp:1811;
     * ysipchan.cpp:9329.
     */
    reason: Param.optional(Param.Text),
    /**
     * Longest time to wait for an answer; applied by the call.execute that follows. Milliseconds on the wire. Source:
     * dumbchan.cpp:119; Channel.cpp:622.
     */
    maxcall: Param.lenient(Param.Millis),
    /**
     * Longest duration of the call; applied by the call.execute that follows. Milliseconds on the wire. Source:
     * dumbchan.cpp:120; Channel.cpp:610.
     */
    timeout: Param.lenient(Param.Millis),
    /**
     * Longest time to wait for any progress; applied to outgoing legs. Milliseconds on the wire. Source:
     * Channel.cpp:638.
     */
    maxpdd: Param.lenient(Param.Millis),
    /** Names of parameters to copy to the messages of the outgoing leg. Source: Channel.cpp:696; dumbchan.cpp:122. */
    copyparams: Param.lenient(Param.Names),
    /** False keeps the CDR of the call from being written. Default: "true". Source: cdrbuild.cpp:479. */
    cdrwrite: Param.lenient(Param.Boolean),
    /** Turns PBX assistance of the channel on or off. Source: pbxassist.cpp:200. */
    pbxassist: Param.lenient(Param.Boolean),
    /** Starts the PBX assistant in DTMF pass-through. Source: pbxassist.cpp:210. */
    dtmfpass: Param.lenient(Param.Boolean),
    /** False keeps the late router from routing the result again. Default: "true". Source: lateroute.cpp:75. */
    lateroute: Param.lenient(Param.Boolean),
    /**
     * Asks the target to stop before really making the call. Default: "false". Source: Channel.cpp:1510;
     * dumbchan.cpp:121.
     */
    stop_call: Param.lenient(Param.Boolean),
    /**
     * Messaging: number of online instances found. Only when a text message is routed. Source: subscription.cpp:2842.
     */
    "instance.count": Param.lenient(Param.Int),
    /** Party that diverted or transferred the call. Source: ysipchan.cpp:9326; ysipchan.cpp:6996. */
    diverter: Param.optional(Param.Phone),
    /** Display name of that party. Source: ysipchan.cpp:9327; ysipchan.cpp:7002. */
    divertername: Param.optional(Param.Text)
  }
  return {
    params: {
      ...channelFull(),
      ...sipTransport(),
      ...sipRequest(),
      ...media(),
      ...tracking(),
      ...answer,
      ...own
    },
    answer,
    send: {
      ...media(),
      ...own,
      /** Number or name to be routed. Source: ysipchan.cpp:6679; dumbchan.cpp:117; regfile.cpp:286. */
      called: Param.Phone,
      /** The calling leg. Only the route of a text message has none. Source: Channel.cpp:650; ysipchan.cpp:6319. */
      id: Param.optional(Param.ChannelId)
    },
    reply: {
      ...tracking(),
      ...answer
    }
  }
})

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
 * @category call
 * @since 0.1.0
 */
export const CallExecute = /* @__PURE__ */ Definition.lazy("call.execute", () => {
  const own = {
    /** Name of the module that asked for the route, when that was dumb. Source: dumbchan.cpp:114. */
    driver: Param.optional(Param.Text),
    /** Where the call comes from, in its driver's own notation. Source: Channel.cpp:668; ysipchan.cpp:4871. */
    address: Param.optional(Param.Text),
    /** SIP connection: the one the call came in on, or the one to send on. Source: ysipchan.cpp:3471. */
    connection_id: Param.optional(Param.Text),
    /** User-Agent of the calling party. Source: ysipchan.cpp:6707. */
    device: Param.optional(Param.Text),
    /** SIP: whether the request began a call. It stays from the authentication. Source: ysipchan.cpp:5334. */
    newcall: Param.lenient(Param.Boolean),
    /**
     * Destination "driver/rest" that the matching driver takes; line/number uses the line parameter. Source:
     * Channel.cpp:1480; Channel.cpp:1508; rmanager.cpp:1585.
     */
    callto: Param.Target,
    /**
     * Number to route for the other side of the call. The dumb module insists on it even when direct is given. Only in
     * a message that starts a call. Source: dumbchan.cpp:100; wavefile.cpp:1194; tonegen.cpp:1145.
     */
    target: Param.optional(Param.Phone),
    /**
     * Destination for the other side that needs no routing. Only in a message that starts a call. Source:
     * dumbchan.cpp:124; wavefile.cpp:1192; tonegen.cpp:1143.
     */
    direct: Param.optional(Param.Target),
    /**
     * Connect form: the calling leg. Originate form: set in the reply to the new calling leg. Source: Channel.cpp:650;
     * dumbchan.cpp:137; wavefile.cpp:1222.
     */
    id: Param.optional(Param.ChannelId),
    /** Number or name of the calling party. Source: ysipchan.cpp:6953; dumbchan.cpp:109. */
    caller: Param.optional(Param.Phone),
    /** Number or name that was asked for. Source: dumbchan.cpp:117; wavefile.cpp:1188. */
    called: Param.optional(Param.Phone),
    /** Display name of the calling party. Source: ysipchan.cpp:6962. */
    callername: Param.optional(Param.Text),
    /** Display name of the called party. Source: ysipchan.cpp:6977. */
    calledname: Param.optional(Param.Text),
    /** User the call is made for; copied to the outgoing leg's chan.startup. Source: ysipchan.cpp:7075. */
    username: Param.optional(Param.Text),
    /**
     * In: text of the connection change, given to the legs that get separated. Out: text of the failure. Source:
     * Channel.cpp:1830; wavefile.cpp:1171; tonegen.cpp:1122.
     */
    reason: Param.optional(Param.Text),
    /**
     * Longest time to wait for an answer; then the leg is dropped with noanswer. 0 removes the limit. Milliseconds on
     * the wire. Source: Channel.cpp:622.
     */
    maxcall: Param.lenient(Param.Millis),
    /**
     * Longest duration of the call; then the leg is dropped with timeout. Milliseconds on the wire. Source:
     * Channel.cpp:610.
     */
    timeout: Param.lenient(Param.Millis),
    /**
     * Longest time until ringing or progress; then the leg is dropped with postdialdelay. Milliseconds on the wire.
     * Source: Channel.cpp:638.
     */
    maxpdd: Param.lenient(Param.Millis),
    /**
     * Parameters copied from this message to the chan.startup of the new leg. Source: Channel.cpp:696;
     * dumbchan.cpp:122.
     */
    copyparams: Param.lenient(Param.Names),
    /**
     * True answers the calling leg as soon as the target is connected; false keeps a leg without a targetid from
     * answering itself. Source: Channel.cpp:924; Channel.cpp:930.
     */
    autoanswer: Param.lenient(Param.Boolean),
    /**
     * True makes the calling leg ring as soon as the target is connected. The dumb module adds it. Source:
     * Channel.cpp:926; dumbchan.cpp:90.
     */
    autoring: Param.lenient(Param.Boolean),
    /** True makes the calling leg progress as soon as the target is connected. Source: Channel.cpp:928. */
    autoprogress: Param.lenient(Param.Boolean),
    /** Attach a tone detector to the calling leg; true means tone/*. Source: Channel.cpp:918. */
    tonedetect_in: Param.optional(Param.DataNode),
    /** Attach a tone detector to the outgoing leg; true means tone/*. Source: Channel.cpp:940. */
    tonedetect_out: Param.optional(Param.DataNode),
    /** Hop counter, becomes Max-Forwards. Source: ysipchan.cpp:6949. */
    antiloop: Param.lenient(Param.Int),
    /**
     * False tells the CDR builder not to follow this leg. Default: "true". Source: cdrbuild.cpp:552; callfork.cpp:245.
     */
    cdrtrack: Param.lenient(Param.Boolean),
    /**
     * False keeps the CDR builder from opening a record because of this message. Default: "true". Source:
     * cdrbuild.cpp:584.
     */
    cdrcreate: Param.lenient(Param.Boolean),
    /** False keeps the CDR of the call from being written. Default: "true". Source: cdrbuild.cpp:479. */
    cdrwrite: Param.lenient(Param.Boolean),
    /**
     * Stop before the call is really made; a driver that cannot sets error to stopped_call. Source: Channel.cpp:1510;
     * dumbchan.cpp:77.
     */
    stop_call: Param.lenient(Param.Boolean),
    /** Local account to call through. Source: ysipchan.cpp:6866; Channel.cpp:1509. */
    line: Param.optional(Param.Text),
    /** SIP user name to call with, without an account. Source: ysipchan.cpp:6896. */
    user: Param.optional(Param.Text),
    /** SIP domain of the calling party. Source: ysipchan.cpp:6952. */
    domain: Param.optional(Param.Text),
    /** SIP address to send to, in place of the one of the URI. Source: ysipchan.cpp:6931. */
    host: Param.optional(Param.IpAddress),
    /** SIP port to send to. Source: ysipchan.cpp:6931. */
    port: Param.lenient(Param.Port),
    /** Use SRTP. Source: ysipchan.cpp:6892. */
    secure: Param.lenient(Param.Boolean),
    /** Use the sips scheme. Source: ysipchan.cpp:6898. */
    sips: Param.lenient(Param.Boolean),
    /** Allow reliable provisional answers. Source: ysipchan.cpp:6985. */
    prack: Param.lenient(Param.Boolean),
    /** Send the session description in the ACK. Source: ysipchan.cpp:7047; ysipchan.cpp:7065. */
    sdp_ack: Param.lenient(Param.Boolean),
    /** Fork: fail a branch that does not accept RTP forwarding. Source: callfork.cpp:376. */
    rtpstrict: Param.lenient(Param.Boolean),
    /** DTMF methods of the outgoing leg in order of preference. Source: ysipchan.cpp:6881. */
    odtmfmethods: Param.lenient(Param.listOf("rfc2833", "info", "inband")),
    /** DTMF methods of the incoming leg. Source: ysipchan.cpp:9090. */
    idtmfmethods: Param.lenient(Param.listOf("rfc2833", "info", "inband")),
    /** Party that diverted the call. Source: ysipchan.cpp:6996. */
    diverter: Param.optional(Param.Phone),
    /** Reason of the diversion to signal. Source: ysipchan.cpp:7003. */
    divert_reason: Param.optional(Param.Text),
    /**
     * SIP: answer the incoming call with a redirection to the sip/ destination instead of calling it. Source:
     * ysipchan.cpp:9018.
     */
    redirect: Param.lenient(Param.Boolean),
    /** SIP redirect: value of the Diversion header, or true for the local URI. Source: ysipchan.cpp:9031. */
    diversion: Param.optional(Param.Text),
    /** SIP: switch to RTP forwarding after the answer. Source: ysipchan.cpp:9107. */
    autoreinvite: Param.lenient(Param.Boolean),
    /** SIP: correct addresses for a party behind NAT. Source: ysipchan.cpp:6799. */
    nat_support: Param.lenient(Param.Boolean),
    /** Data source for a target that records (wave/record). Source: wavefile.cpp:1168. */
    source: Param.optional(Param.DataNode),
    /** Data consumer for a target that plays (wave/play, tone). Source: wavefile.cpp:1170; tonegen.cpp:1121. */
    consumer: Param.optional(Param.DataNode),
    /** wave/record: octets to record before the leg is disconnected. In bytes. Source: wavefile.cpp:1155. */
    maxlen: Param.lenient(Param.Octets),
    /**
     * wave/record: data format to record in. filetransfer: kind of data. Source: wavefile.cpp:844;
     * filetransfer.cpp:902.
     */
    format: Param.optional(Param.Text),
    /** wave/record: add to an existing file. Source: wavefile.cpp:845. */
    append: Param.lenient(Param.Boolean),
    /** wave/play: start again at the end of the file. Source: wavefile.cpp:849. */
    autorepeat: Param.lenient(Param.Boolean),
    /** tone: language of the tone set. Source: tonegen.cpp:1118. */
    lang: Param.optional(Param.Text),
    /** moh and conf: sample rate. Source: moh.cpp:164; conference.cpp:334. */
    rate: Param.lenient(Param.Int),
    /**
     * conf: target of the room's chan.notify. Also carried by queues and others. Source: conference.cpp:339;
     * queues.cpp:463.
     */
    notify: Param.optional(Param.Text),
    /** conf: only join a room that exists. Default: "false". Source: conference.cpp:1395. */
    existing: Param.lenient(Param.Boolean),
    /** conf: counted users allowed, fixed when the room is made. Default: "10". Source: conference.cpp:335. */
    maxusers: Param.lenient(Param.Int),
    /**
     * conf: true or a number of milliseconds lets a single user stay (for so long). Source: conference.cpp:352;
     * conference.cpp:845.
     */
    lonely: Param.optional(Param.Text),
    /** conf: a housekeeping leg (prompt, recording), not a user. Default: "false". Source: conference.cpp:1393. */
    utility: Param.lenient(Param.Boolean),
    /** conf: count the leg against maxusers and for closing the room. Source: conference.cpp:1394. */
    counted: Param.lenient(Param.Boolean),
    /** conf: false gives a listen-only leg. Default: "true". Source: conference.cpp:1073. */
    voice: Param.lenient(Param.Boolean),
    /** conf: energy and noise detection. Source: conference.cpp:1071. */
    smart: Param.lenient(Param.Boolean),
    /** conf: let the leg hear itself. Source: conference.cpp:1072. */
    echo: Param.lenient(Param.Boolean),
    /** conf: make the leg send chan.startup and chan.hangup. Default: "false". Source: conference.cpp:1069. */
    billing: Param.lenient(Param.Boolean),
    /** conf: leave DTMF and text aimed at another target alone. Default: "false". Source: conference.cpp:1070. */
    keeptarget: Param.lenient(Param.Boolean),
    /** conf: mark the leg as the room's announcement player. Default: "false". Source: conference.cpp:1082. */
    player: Param.lenient(Param.Boolean),
    /**
     * conf: start recording the room to that target; empty, -, or a false value stops it. Source: conference.cpp:567.
     */
    record: Param.optional(Param.Target),
    /** conf: sound played to the room when recording starts. Source: conference.cpp:584. */
    recordwarn: Param.optional(Param.DataNode),
    /**
     * conf: time to wait for the mixer lock; negative keeps a leg from being muted on failure. Milliseconds on the
     * wire. Default: "200". Source: conference.cpp:338.
     */
    waitlock: Param.lenient(Param.Millis),
    /** conf: number of loudest speakers to report, or true for a default number. Source: conference.cpp:340. */
    speakers: Param.optional(Param.Text),
    /**
     * conf: shortest time between speaker reports. Milliseconds on the wire. Default: "3000". Source:
     * conference.cpp:347.
     */
    interval: Param.lenient(Param.Millis),
    /**
     * conf: true makes the calling leg an owner of the room, another id names the owner. Source: conference.cpp:639.
     */
    confowner: Param.optional(Param.Text),
    /** pickup/: take the peer of the named channel rather than the channel. Default: "true". Source: pbx.cpp:126. */
    pickup_peer: Param.lenient(Param.Boolean),
    /** fork: reasons that end the whole fork; a final ^ negates. A regular expression. Source: callfork.cpp:360. */
    "fork.stop": Param.optional(Param.Text),
    /**
     * fork target: regular, auxiliar (dies with the last regular) or persistent (survives group changes). Source:
     * callfork.cpp:308.
     */
    "fork.calltype": Param.optional(Param.oneOf("regular", "auxiliar", "persistent")),
    /** fork target: announce ringing as soon as it is connected. Source: callfork.cpp:279. */
    "fork.autoring": Param.lenient(Param.Boolean),
    /** fork target: use this one for ringing and early media. Source: callfork.cpp:280. */
    "fork.ringer": Param.lenient(Param.Boolean),
    /** fork target: message to send for fork.autoring. Default: "call.ringing". Source: callfork.cpp:316. */
    "fork.automessage": Param.optional(Param.Text),
    /** fork: send channel messages for the fork itself. Source: callfork.cpp:347. */
    "fork.chanmsgs": Param.lenient(Param.Boolean),
    /** fork: put the fork's id in the answer and progress messages. Source: callfork.cpp:370. */
    "fork.setid": Param.lenient(Param.Boolean),
    /** fork: source of early media while no target gives any. Source: callfork.cpp:380. */
    "fork.fake": Param.optional(Param.DataNode),
    /** Set by a fork in the messages to its targets: the fork's id. Source: callfork.cpp:415. */
    "fork.master": Param.optional(Param.ChannelId),
    /** Set by a fork in the messages to its targets: the calling leg. Source: callfork.cpp:416. */
    "fork.origid": Param.optional(Param.ChannelId),
    /** State of the PBX assistant that asks. Source: pbxassist.cpp:430. */
    pbxstate: Param.optional(Param.Text),
    /** False keeps the late router from routing callto again. Default: "true". Source: lateroute.cpp:75. */
    lateroute: Param.lenient(Param.Boolean),
    /** queue/: put the call at the head. Source: queues.cpp:271. */
    priority: Param.lenient(Param.Boolean),
    /** fax/: local identity. Source: faxchan.cpp:644. */
    faxident: Param.optional(Param.Text),
    /** fax/: act as the calling machine. Source: faxchan.cpp:646. */
    faxcaller: Param.lenient(Param.Boolean),
    /** fax/: use error correction. Source: faxchan.cpp:647. */
    faxecm: Param.lenient(Param.Boolean)
  }
  const answer = {
    ...mediaAnswer(),
    /**
     * Connect form: the calling leg. Originate form: set in the reply to the new calling leg. Source: Channel.cpp:650;
     * dumbchan.cpp:137; wavefile.cpp:1222.
     */
    id: Param.optional(Param.ChannelId),
    /**
     * Leg that the calling leg got connected to. Source: dumbchan.cpp:85; wavefile.cpp:1173; conference.cpp:1403;
     * ysipchan.cpp:10248.
     */
    peerid: Param.optional(Param.ChannelId),
    /**
     * Leg that will signal progress and answer. If it is missing after success the calling leg answers itself at once.
     * Source: dumbchan.cpp:86; ysipchan.cpp:10249; callfork.cpp:439; Channel.cpp:917.
     */
    targetid: Param.optional(Param.ChannelId),
    /**
     * Error keyword when it fails (noconn, busy, offline, failure, nocall ...). Source: Channel.cpp:1829;
     * dumbchan.cpp:148; callfork.cpp:932.
     */
    error: Param.optional(Param.ErrorWord),
    /**
     * In: text of the connection change, given to the legs that get separated. Out: text of the failure. Source:
     * Channel.cpp:1830; wavefile.cpp:1171; tonegen.cpp:1122.
     */
    reason: Param.optional(Param.Text),
    /**
     * True answers the calling leg as soon as the target is connected; false keeps a leg without a targetid from
     * answering itself. Source: Channel.cpp:924; Channel.cpp:930.
     */
    autoanswer: Param.lenient(Param.Boolean),
    /**
     * True makes the calling leg ring as soon as the target is connected. The dumb module adds it. Source:
     * Channel.cpp:926; dumbchan.cpp:90.
     */
    autoring: Param.lenient(Param.Boolean),
    /** True makes the calling leg progress as soon as the target is connected. Source: Channel.cpp:928. */
    autoprogress: Param.lenient(Param.Boolean),
    /** Send the session description in the ACK. Source: ysipchan.cpp:7047; ysipchan.cpp:7065. */
    sdp_ack: Param.lenient(Param.Boolean),
    /** DTMF methods of the incoming leg. Source: ysipchan.cpp:9090. */
    idtmfmethods: Param.lenient(Param.listOf("rfc2833", "info", "inband")),
    /** conf: "conf/name" of the room joined. Source: conference.cpp:1404. */
    room: Param.optional(Param.Target),
    /** conf: whether this call made the room. Source: conference.cpp:636. */
    newroom: Param.lenient(Param.Boolean),
    /** conf: counted users in the room. Source: conference.cpp:637. */
    users: Param.lenient(Param.Int),
    /** queue/: place in the queue, from 0. Source: queues.cpp:290. */
    position: Param.lenient(Param.Int),
    /** queue/: name of the queue. Source: queues.cpp:536. */
    queue: Param.optional(Param.Text),
    /** queue/: greeting for the waiting call. Source: queues.cpp:256. */
    greeting: Param.optional(Param.DataNode)
  }
  return {
    params: {
      ...channelFull(),
      ...sipTransport(),
      ...sipRequest(),
      ...media(),
      ...tracking(),
      ...answer,
      ...own
    },
    answer,
    send: {
      ...media(),
      ...own
    },
    reply: {
      ...tracking(),
      ...answer
    }
  }
})

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
export const CallRinging = /* @__PURE__ */ Definition.lazy("call.ringing", () => {
  const own = {
    /** Leg that rings (the sender). Source: Channel.cpp:650. */
    id: Param.ChannelId,
    /** Leg that must be told; tried first. Source: Channel.cpp:1488. */
    peerid: Param.optional(Param.ChannelId),
    /** Leg that must be told if peerid is of another driver. Source: Channel.cpp:1491. */
    targetid: Param.optional(Param.ChannelId),
    /** Extra information on the ringing. Source: ysipchan.cpp:7751. */
    reason: Param.optional(Param.Text),
    /** False says that there is no media yet. Source: ysipchan.cpp:7754; cdrbuild.cpp:543. */
    earlymedia: Param.lenient(Param.Boolean),
    /** False keeps the CDR builder out. Source: cdrbuild.cpp:552. */
    cdrtrack: Param.lenient(Param.Boolean),
    /** False keeps the CDR builder from opening a record. Source: cdrbuild.cpp:584. */
    cdrcreate: Param.lenient(Param.Boolean),
    /** Id of the fork that passed the message on. Source: callfork.cpp:668. */
    "fork.master": Param.optional(Param.ChannelId),
    /** Original id, when the fork put its own. Source: callfork.cpp:664. */
    "fork.origid": Param.optional(Param.ChannelId)
  }
  const answer = {
    ...mediaAnswer()
  }
  return {
    params: {
      ...channelFull(),
      ...media(),
      ...sipRequest(),
      ...tracking(),
      ...own
    },
    answer,
    send: {
      ...media(),
      ...own
    },
    reply: {
      ...tracking(),
      ...answer
    }
  }
})

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
export const CallProgress = /* @__PURE__ */ Definition.lazy("call.progress", () => {
  const own = {
    /** Leg that reports progress (the sender). Source: Channel.cpp:650. */
    id: Param.ChannelId,
    /** Leg that must be told; tried first. Source: Channel.cpp:1488. */
    peerid: Param.optional(Param.ChannelId),
    /** Leg that must be told if peerid is of another driver. Source: Channel.cpp:1491. */
    targetid: Param.optional(Param.ChannelId),
    /** forwarded and queued become the matching SIP provisional codes. Source: ysipchan.cpp:8561; ysipchan.cpp:7732. */
    reason: Param.optional(Param.oneOf("forwarded", "queued")),
    /**
     * Whether there is media to hear; the CDR builder takes true as ringing. Source: ysipchan.cpp:7754;
     * cdrbuild.cpp:543.
     */
    earlymedia: Param.lenient(Param.Boolean),
    /** Makes the CDR builder start the ring timer. Source: cdrbuild.cpp:544. */
    ringing: Param.lenient(Param.Boolean),
    /** False keeps the CDR builder out. Source: cdrbuild.cpp:552. */
    cdrtrack: Param.lenient(Param.Boolean)
  }
  const answer = {
    ...mediaAnswer()
  }
  return {
    params: {
      ...channelFull(),
      ...media(),
      ...sipRequest(),
      ...tracking(),
      ...own
    },
    answer,
    send: {
      ...media(),
      ...own
    },
    reply: {
      ...tracking(),
      ...answer
    }
  }
})

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
export const CallAnswered = /* @__PURE__ */ Definition.lazy("call.answered", () => {
  const own = {
    /** Leg that answers (the sender). Needed by the CDR builder. Source: Channel.cpp:650; cdrbuild.cpp:554. */
    id: Param.optional(Param.ChannelId),
    /** Leg that must be told; tried first. Source: Channel.cpp:1488; pbx.cpp:156. */
    peerid: Param.optional(Param.ChannelId),
    /** Leg that must be told if peerid is of another driver. Source: Channel.cpp:1491; javascript.cpp:7933. */
    targetid: Param.optional(Param.ChannelId),
    /** New longest duration of the answered leg. Milliseconds on the wire. Source: Channel.cpp:741. */
    timeout: Param.lenient(Param.Millis),
    /** Why it was answered (pickup, queued). Source: pbx.cpp:157; queues.cpp:712. */
    reason: Param.optional(Param.Text),
    /** Taken by the told leg if it has none. Source: Channel.cpp:746. */
    billid: Param.optional(Param.Text),
    /** False keeps the CDR builder out. Source: cdrbuild.cpp:552. */
    cdrtrack: Param.lenient(Param.Boolean),
    /** False keeps the CDR builder from opening a record. Source: cdrbuild.cpp:584; callfork.cpp:965. */
    cdrcreate: Param.lenient(Param.Boolean),
    /** Time the call waited in a queue. Seconds on the wire. Source: queues.cpp:583. */
    queuetime: Param.lenient(Param.Seconds),
    /** SIP: start media without waiting for the ACK. Source: ysipchan.cpp:8634. */
    rtp_start: Param.lenient(Param.Boolean),
    /** Id of the fork that passed the message on. Source: callfork.cpp:603. */
    "fork.master": Param.optional(Param.ChannelId),
    /** Original id, when the fork put its own. Source: callfork.cpp:599. */
    "fork.origid": Param.optional(Param.ChannelId)
  }
  const answer = {
    ...mediaAnswer()
  }
  return {
    params: {
      ...channelFull(),
      ...media(),
      ...sipRequest(),
      ...tracking(),
      ...own
    },
    answer,
    send: {
      ...media(),
      ...own
    },
    reply: {
      ...tracking(),
      ...answer
    }
  }
})

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
export const CallUpdate = /* @__PURE__ */ Definition.lazy("call.update", () => {
  const own = {
    /** Leg the update comes from. Source: Channel.cpp:650; queues.cpp:613. */
    id: Param.optional(Param.ChannelId),
    /** What the update is about. Source: ysipchan.cpp:8746; ysigchan.cpp:1754; ysipchan.cpp:8497. */
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
    /** Leg the update is for; tried first. Source: Channel.cpp:1488. */
    peerid: Param.optional(Param.ChannelId),
    /** Leg the update is for if peerid is of another driver. Source: Channel.cpp:1491. */
    targetid: Param.optional(Param.ChannelId),
    /**
     * notify: the sender changed its audio, the other leg should renegotiate. Source: ysipchan.cpp:8804;
     * faxchan.cpp:740.
     */
    audio_changed: Param.lenient(Param.Boolean),
    /** notify: the change is only a mute. Source: ysipchan.cpp:8810. */
    mute: Param.lenient(Param.Boolean),
    /** request: the change cannot be given up. Source: ysigchan.cpp:1977. */
    mandatory: Param.lenient(Param.Boolean),
    /** initiate: media modes to try, in order. Source: ysigchan.cpp:1906. */
    mode: Param.optional(Param.Text),
    /** request: take the RTP forwarding wanted even if it differs. Source: ysipchan.cpp:9144. */
    rtp_forced: Param.lenient(Param.Boolean),
    /**
     * In, reject: error keyword. Out: why the update failed (pending, nocall, failure). Source: ysipchan.cpp:8865;
     * ysipchan.cpp:8774; ysipchan.cpp:8825.
     */
    error: Param.optional(Param.ErrorWord),
    /** Text for the error. Source: ysipchan.cpp:8775; ysipchan.cpp:8865. */
    reason: Param.optional(Param.Text),
    /** Time the call waited in a queue, for the CDR. Seconds on the wire. Source: queues.cpp:614. */
    queuetime: Param.lenient(Param.Seconds),
    /** Let the CDR builder take parameters from an update with an operation it would skip. Source: cdrbuild.cpp:552. */
    cdrtrack: Param.lenient(Param.Boolean),
    /** transfer: leg the caller asked to be connected to. Source: ysipchan.cpp:6492. */
    attended_id: Param.optional(Param.ChannelId),
    /** transfer: peer of that leg. Source: ysipchan.cpp:6495. */
    attended_peerid: Param.optional(Param.ChannelId),
    /** transfer: Call-ID of the dialog to take over. Source: ysipchan.cpp:8498. */
    transfer_callid: Param.optional(Param.Text),
    /** transfer: who asks for it. Source: ysipchan.cpp:8498. */
    diverter: Param.optional(Param.Phone)
  }
  const answer = {
    ...mediaAnswer(),
    /**
     * In, reject: error keyword. Out: why the update failed (pending, nocall, failure). Source: ysipchan.cpp:8865;
     * ysipchan.cpp:8774; ysipchan.cpp:8825.
     */
    error: Param.optional(Param.ErrorWord),
    /** Text for the error. Source: ysipchan.cpp:8775; ysipchan.cpp:8865. */
    reason: Param.optional(Param.Text),
    /** transfer: the handler did the transfer itself. Source: ysipchan.cpp:6502. */
    transferred: Param.lenient(Param.Boolean)
  }
  return {
    params: {
      ...channelFull(),
      ...media(),
      ...sipRequest(),
      ...tracking(),
      ...answer,
      ...own
    },
    answer,
    send: {
      ...media(),
      ...own
    },
    reply: {
      ...tracking(),
      ...answer
    }
  }
})

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
 * @category call
 * @since 0.1.0
 */
export const CallDrop = /* @__PURE__ */ Definition.lazy("call.drop", () => {
  const own = {
    /**
     * Leg to drop; a driver name drops all its legs; conf/room drops a room; queue/call selects a queued call;
     * cdrbuild/id closes a CDR only. Absent: everything. Source: Channel.cpp:1485; rmanager.cpp:1564;
     * conference.cpp:1302; cdrbuild.cpp:556.
     */
    id: Param.optional(Param.ChannelId),
    /**
     * Why; becomes the status of the dropped leg and the reason told to its peer. Source: Channel.cpp:1546;
     * rmanager.cpp:1566; Channel.cpp:762.
     */
    reason: Param.optional(Param.HangupReason),
    /** State of the PBX assistant that asks. Source: pbxassist.cpp:1229. */
    pbxstate: Param.optional(Param.Text)
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
 * @category call
 * @since 0.1.0
 */
export const CallCdr = /* @__PURE__ */ Definition.lazy("call.cdr", () => {
  const answer = {
    /** Set to failure by an accounting module that could not write. Source: register.cpp:607; register.cpp:410. */
    error: Param.optional(Param.Text)
  }
  return {
    params: {
      ...tracking(),
      ...answer,
      /** Stage of the record. Source: cdrbuild.cpp:370; cdrbuild.cpp:355; cdrcombine.cpp:198; cdrbuild.cpp:673. */
      operation: Param.oneOf("initialize", "update", "status", "finalize", "combined"),
      /** When the leg started, seconds with a fraction. Seconds since 1970 on the wire. Source: cdrbuild.cpp:366. */
      time: Param.UnixTime,
      /** Leg the record is about. Source: cdrbuild.cpp:367. */
      chan: Param.ChannelId,
      /** Number of the record, unique in this run of the engine. Source: cdrbuild.cpp:368. */
      cdrid: Param.Int,
      /** Identifier of this run of the engine. Source: cdrbuild.cpp:369. */
      runid: Param.Text,
      /** Direction of the leg; unknown until a message told. Source: cdrbuild.cpp:371; cdrbuild.cpp:310. */
      direction: Param.oneOf("incoming", "outgoing", "unknown"),
      /** Time since the start. Seconds with a fraction on the wire. Source: cdrbuild.cpp:372. */
      duration: Param.DecimalSeconds,
      /** Time since the answer. Seconds with a fraction on the wire. Source: cdrbuild.cpp:373. */
      billtime: Param.DecimalSeconds,
      /** Time between ringing and answer. Seconds with a fraction on the wire. Source: cdrbuild.cpp:374. */
      ringtime: Param.DecimalSeconds,
      /** Last status seen of the leg; at the end often the drop reason. Source: cdrbuild.cpp:375; cdrbuild.cpp:490. */
      status: Param.Text,
      /**
       * Whether the record should be written; decided by the first message of the leg. Source: cdrbuild.cpp:407;
       * cdrbuild.cpp:479.
       */
      cdrwrite: Param.Boolean,
      /** Billing identifier, shared by the legs of a call. Source: cdrbuild.cpp:218. */
      billid: Param.optional(Param.Text),
      /** Calling party. Source: cdrbuild.cpp:221. */
      caller: Param.optional(Param.Phone),
      /** Called party. Source: cdrbuild.cpp:222. */
      called: Param.optional(Param.Phone),
      /** Full called number, when the driver built one. Source: cdrbuild.cpp:223. */
      calledfull: Param.optional(Param.Phone),
      /** User the call was made for. Source: cdrbuild.cpp:224. */
      username: Param.optional(Param.Text),
      /** Address of the leg. Source: cdrbuild.cpp:220. */
      address: Param.lenient(Param.Address),
      /** Disconnect reason; "CDR shutdown" if the record was closed early. Source: cdrbuild.cpp:219; cdrbuild.cpp:322. */
      reason: Param.optional(Param.Text),
      /** The outside party: caller of an incoming, called of an outgoing leg. Source: cdrbuild.cpp:406. */
      external: Param.optional(Param.Phone),
      /** Debug trace identifier. Source: cdrbuild.cpp:377. */
      trace_id: Param.optional(Param.Text),
      /** Start formatted as configured. Source: cdrbuild.cpp:382. */
      call_start_time: Param.optional(Param.Text),
      /** Answer formatted as configured. Source: cdrbuild.cpp:386. */
      call_answer_time: Param.optional(Param.Text),
      /** Hangup formatted as configured. Source: cdrbuild.cpp:390. */
      call_hangup_time: Param.optional(Param.Text),
      /** Duration formatted as configured. Source: cdrbuild.cpp:395. */
      call_duration: Param.optional(Param.Text),
      /** Node that made the record, in a cluster. Source: clustering.cpp:187. */
      nodename: Param.optional(Param.Text),
      /** Routing prefix of that node. Source: clustering.cpp:190. */
      nodeprefix: Param.optional(Param.Text)
    },
    answer,
    reply: {
      ...tracking(),
      ...answer
    }
  }
})

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
export const CallConference = /* @__PURE__ */ Definition.lazy("call.conference", () => {
  const own = {
    /**
     * Leg to put in conference; must also be the message's user data (send it through chan.masquerade). Source:
     * pbxassist.cpp:835; conference.cpp:643.
     */
    id: Param.optional(Param.ChannelId),
    /**
     * conf/name of the room; empty makes a new one. Set in the reply. Source: conference.cpp:1212; conference.cpp:1261.
     */
    room: Param.optional(Param.Target),
    /** Reason of the connection change. Default: "conference". Source: conference.cpp:1240. */
    reason: Param.optional(Param.Text),
    /** A housekeeping leg, not a user. Default: "false". Source: conference.cpp:1235. */
    utility: Param.lenient(Param.Boolean),
    /** Count the leg against maxusers and for closing the room. Source: conference.cpp:1236. */
    counted: Param.lenient(Param.Boolean),
    /** Only join a room that exists. Default: "false". Source: conference.cpp:1237. */
    existing: Param.lenient(Param.Boolean),
    /** Counted users allowed; fixed when the room is made. Default: "10". Source: conference.cpp:335. */
    maxusers: Param.lenient(Param.Int),
    /** true or milliseconds lets a single user stay (for so long). Source: conference.cpp:352; pbxassist.cpp:837. */
    lonely: Param.optional(Param.Text),
    /** Target of the room's chan.notify. Source: conference.cpp:339. */
    notify: Param.optional(Param.Text),
    /** False gives a listen-only leg. Default: "true". Source: conference.cpp:1073. */
    voice: Param.lenient(Param.Boolean),
    /** Energy and noise detection. Source: conference.cpp:1071. */
    smart: Param.lenient(Param.Boolean),
    /** Let the leg hear itself. Source: conference.cpp:1072. */
    echo: Param.lenient(Param.Boolean),
    /** Make the conference leg send chan.startup and chan.hangup. Default: "false". Source: conference.cpp:1069. */
    billing: Param.lenient(Param.Boolean),
    /** Leave DTMF and text aimed at another target alone. Default: "false". Source: conference.cpp:1070. */
    keeptarget: Param.lenient(Param.Boolean),
    /** Mark the leg as the room's announcement player. Default: "false". Source: conference.cpp:1082. */
    player: Param.lenient(Param.Boolean),
    /** Start recording the room to that target; empty, -, or a false value stops it. Source: conference.cpp:567. */
    record: Param.optional(Param.Target),
    /** Sound played to the room when recording starts. Source: conference.cpp:584. */
    recordwarn: Param.optional(Param.DataNode),
    /** Sample rate of the room. Default: "8000". Source: conference.cpp:334. */
    rate: Param.lenient(Param.Int),
    /** Longest stay of the conference leg. Milliseconds on the wire. Source: conference.cpp:1078. */
    timeout: Param.lenient(Param.Millis),
    /** Time to wait for the mixer lock. Milliseconds on the wire. Default: "200". Source: conference.cpp:338. */
    waitlock: Param.lenient(Param.Millis),
    /** Number of loudest speakers to report, or true. Source: conference.cpp:340. */
    speakers: Param.optional(Param.Text),
    /** Shortest time between speaker reports. Milliseconds on the wire. Default: "3000". Source: conference.cpp:347. */
    interval: Param.lenient(Param.Millis),
    /**
     * true or false adds or removes id as owner of the room; another value names an owner to add. Source:
     * conference.cpp:639.
     */
    confowner: Param.optional(Param.Text),
    /** State of the PBX assistant that asks. Source: pbxassist.cpp:840. */
    pbxstate: Param.optional(Param.Text)
  }
  const answer = {
    /**
     * conf/name of the room; empty makes a new one. Set in the reply. Source: conference.cpp:1212; conference.cpp:1261.
     */
    room: Param.optional(Param.Target),
    /** Conference leg made for the channel. Source: conference.cpp:1260. */
    peerid: Param.optional(Param.ChannelId),
    /** Whether this message made the room. Source: conference.cpp:636. */
    newroom: Param.lenient(Param.Boolean),
    /** Counted users in the room. Source: conference.cpp:637. */
    users: Param.lenient(Param.Int)
  }
  return {
    params: {
      ...channelFull(),
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
export const CallFax = /* @__PURE__ */ Definition.lazy("call.fax", () => {
  return {
    params: {
      ...channelFull(),
      ...tracking(),
      /** How the tone was found. Source: tonedetect.cpp:414; yrtpchan.cpp:906; ysigchan.cpp:1809. */
      detected: Param.oneOf("inband", "rfc2833", "signal"),
      /** Caller kept from the attach request. Source: tonedetect.cpp:416. */
      caller: Param.optional(Param.Phone),
      /** Called kept from the attach request. Source: tonedetect.cpp:417. */
      called: Param.optional(Param.Phone),
      /** Whether media is forwarded. Source: ysigchan.cpp:1810. */
      rtp_forward: Param.lenient(Param.Boolean)
    },
    reply: {
      ...tracking()
    }
  }
})

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
export const CallAnalyzer = /* @__PURE__ */ Definition.lazy("call.analyzer", () => {
  return {
    params: {
      ...channelFull(),
      ...tracking(),
      /** Whole time of the call. Seconds with a fraction on the wire. Source: analyzer.cpp:584. */
      totaltime: Param.DecimalSeconds,
      /** Time until routed. Seconds with a fraction on the wire. Source: analyzer.cpp:608. */
      routetime: Param.lenient(Param.DecimalSeconds),
      /** Time until ringing. Seconds with a fraction on the wire. Source: analyzer.cpp:614. */
      ringtime: Param.lenient(Param.DecimalSeconds),
      /** Time until answered. Seconds with a fraction on the wire. Source: analyzer.cpp:620. */
      answertime: Param.lenient(Param.DecimalSeconds)
    },
    reply: {
      ...tracking()
    }
  }
})
