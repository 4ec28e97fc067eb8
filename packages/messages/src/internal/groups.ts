/**
 * Parameters that several messages have in common: their fields, and the types of these.
 *
 * Generated from catalogue/_groups.yaml by `pnpm generate`: change the data, not this file.
 */
/* oxlint-disable typescript/explicit-module-boundary-types -- the type of a field is that of its schema */
import type * as Duration from "effect/Duration"
import type { Address } from "../Address.ts"
import type { Handler } from "../Handlers.ts"
import * as Param from "../Param.ts"

/** What every message that a channel builds about itself carries at least. */
export interface ChannelMinimal {
  /** Name of the driver that owns the channel. Source: Channel.cpp:654. */
  readonly module?: string
  /** Debug trace identifier, present only if the channel has one. Source: Channel.cpp:652. */
  readonly trace_id?: string
}

/** What every message that a channel builds about itself carries at least. */
export const channelMinimal = () => ({
  id: Param.ChannelId,
  module: Param.optional(Param.Text),
  trace_id: Param.optional(Param.Text)
})

/** The full set a channel puts in its own messages (and that chan.masquerade, or complete=true on chan.locate / chan.control, fills in). */
export interface ChannelFull {
  /** Name of the driver that owns the channel. Source: Channel.cpp:654. */
  readonly module?: string
  /** Debug trace identifier, present only if the channel has one. Source: Channel.cpp:652. */
  readonly trace_id?: string
  /**
   * Current state text of the channel; starts as the direction, then prerouted, routed, accepted, ringing, progressing,
   * answered, rejected, or the reason it was dropped with. Source: Channel.cpp:666; Channel.cpp:585.
   */
  readonly status?:
    | "incoming"
    | "outgoing"
    | "prerouted"
    | "routed"
    | "accepted"
    | "ringing"
    | "progressing"
    | "answered"
    | "rejected"
    | "dropped"
    | "deleted"
    | (string & {})
  /**
   * Remote address or resource of the channel in its driver's own notation (host:port for sip, room for conf, tone name
   * for tone). Source: Channel.cpp:668.
   */
  readonly address?: string
  /**
   * The other end that the channel was told to signal to when its call was accepted; cleared when the peer goes away.
   * Source: Channel.cpp:670; Channel.cpp:917.
   */
  readonly targetid?: string
  /**
   * Billing identifier, "runid-counter"; made by incoming legs and inherited by the legs they get connected to. Source:
   * Channel.cpp:672; Channel.cpp:444.
   */
  readonly billid?: string
  /** Channel now connected to this one; absent while not connected. Source: Channel.cpp:675. */
  readonly peerid?: string
  /** Channel this one was last connected to, kept after the disconnect. Source: Channel.cpp:677. */
  readonly lastpeerid?: string
  /** Whether the channel itself has been answered. Source: Channel.cpp:678. */
  readonly answered?: boolean
  /** Direction of the leg as the engine sees it; does not change during the call. Source: Channel.cpp:679. */
  readonly direction?: "incoming" | "outgoing" | (string & {})
  /**
   * SIP legs: the dialog, "sip/Call-ID/from tag/to tag"; the last is empty until there is one. Source:
   * ysipchan.cpp:1140; ysipchan.cpp:8540.
   */
  readonly callid?: string
  /** SIP legs: the domain of the line, or as authenticated. Source: ysipchan.cpp:8539. */
  readonly domain?: string
}

/**
 * The full set a channel puts in its own messages (and that chan.masquerade, or complete=true on chan.locate /
 * chan.control, fills in).
 */
export const channelFull = () => ({
  id: Param.ChannelId,
  module: Param.optional(Param.Text),
  trace_id: Param.optional(Param.Text),
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
  address: Param.optional(Param.Text),
  targetid: Param.optional(Param.ChannelId),
  billid: Param.optional(Param.Text),
  peerid: Param.optional(Param.ChannelId),
  lastpeerid: Param.optional(Param.ChannelId),
  answered: Param.lenient(Param.Boolean),
  direction: Param.optional(Param.oneOf("incoming", "outgoing")),
  callid: Param.optional(Param.Text),
  domain: Param.optional(Param.Text)
})

/** Added by the dispatcher, not by the sender. */
export interface Tracking {
  /**
   * Names and priorities of the handlers the message went through ("name:priority", repeated); the parameter's name is
   * the engine setting trackparam. Source: Message.cpp:446; Engine.cpp:1723.
   */
  readonly handlers?: ReadonlyArray<Handler>
}

/** Added by the dispatcher, not by the sender. */
export const tracking = () => ({
  handlers: Param.lenient(Param.Handlers)
})

/** Where a SIP request came from. */
export interface SipTransport {
  /** Address of the remote party. Source: ysipchan.cpp:4867. */
  readonly ip_host?: string
  /** Port of the remote party. Source: ysipchan.cpp:4868. */
  readonly ip_port?: number
  /** Transport of the request. Source: ysipchan.cpp:4869. */
  readonly ip_transport?: "UDP" | "TCP" | "TLS" | (string & {})
  /** host:port of the remote party. Source: ysipchan.cpp:4871. */
  readonly address?: Address
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
}

/** Where a SIP request came from. */
export const sipTransport = () => ({
  ip_host: Param.optional(Param.IpAddress),
  ip_port: Param.lenient(Param.Port),
  ip_transport: Param.optional(Param.oneOf("UDP", "TCP", "TLS")),
  address: Param.lenient(Param.Address),
  ip_host_recv: Param.optional(Param.IpAddress),
  ip_port_recv: Param.lenient(Param.Port),
  address_recv: Param.lenient(Param.Address),
  connection_id: Param.optional(Param.Text),
  connection_reliable: Param.lenient(Param.Boolean),
  role: Param.optional(Param.Text)
})

/** SIP details of an initial request. */
export interface SipRequest {
  /** Request URI. Source: ysipchan.cpp:6703. */
  readonly sip_uri?: string
  /** URI of the From header. Source: ysipchan.cpp:6704. */
  readonly sip_from?: string
  /** Value of the To header. Source: ysipchan.cpp:6705. */
  readonly sip_to?: string
  /** SIP Call-ID. Source: ysipchan.cpp:6706. */
  readonly sip_callid?: string
  /** User-Agent of the remote party. Source: ysipchan.cpp:6707. */
  readonly device?: string
  /**
   * Age of the authentication nonce when the request carried credentials. Seconds on the wire. Source:
   * ysipchan.cpp:6784.
   */
  readonly xsip_nonce_age?: Duration.Duration
  /** User whose credentials were right but whose nonce was too old. Source: ysipchan.cpp:6783. */
  readonly expired_user?: string
  /** Name of the local account (line) the request came in on. Source: ysipchan.cpp:6771. */
  readonly in_line?: string
  /** Domain of that line, or set by authentication. Source: ysipchan.cpp:6770. */
  readonly domain?: string
  /** Content type of a non-SDP body. Source: ysipchan.cpp:2246. */
  readonly xsip_type?: string
  /** A non-SDP body as text. Source: ysipchan.cpp:2247. */
  readonly xsip_body?: string
  /** How a binary body was turned to text. Source: ysipchan.cpp:2283. */
  readonly xsip_body_encoding?: "raw" | "base64" | "hex" | "hexs" | (string & {})
}

/** SIP details of an initial request. */
export const sipRequest = () => ({
  sip_uri: Param.optional(Param.Uri),
  sip_from: Param.optional(Param.Uri),
  sip_to: Param.optional(Param.Text),
  sip_callid: Param.optional(Param.Text),
  device: Param.optional(Param.Text),
  xsip_nonce_age: Param.lenient(Param.Seconds),
  expired_user: Param.optional(Param.Text),
  in_line: Param.optional(Param.Text),
  domain: Param.optional(Param.Text),
  xsip_type: Param.optional(Param.Text),
  xsip_body: Param.optional(Param.Text),
  xsip_body_encoding: Param.optional(Param.oneOf("raw", "base64", "hex", "hexs"))
})

/** Media description, per media type. No suffix means audio; other types use _video, _image and so on. */
export interface Media {
  /** Whether the media type is present. Source: media.cpp:275. */
  readonly media?: boolean
  /** Data formats offered or accepted, in order of preference. Source: media.cpp:276. */
  readonly formats?: ReadonlyArray<Param.Format>
  /** Media transport, for example RTP/AVP or udptl. Source: media.cpp:277. */
  readonly transport?: string
  /** Payload number to format mapping. Source: media.cpp:279. */
  readonly rtp_mapping?: ReadonlyArray<string>
  /** Remote media port. Source: media.cpp:283. */
  readonly rtp_port?: number
  /** SRTP crypto line received. Source: media.cpp:285. */
  readonly crypto?: string
  /** Key line of the session description. Source: media.cpp:289. */
  readonly encryption?: string
  /**
   * Negotiates passing the media description straight between legs; a handler that connects answers yes, the leg that
   * takes it answers accepted. Source: session.cpp:870; ysipchan.cpp:6814.
   */
  readonly rtp_forward?: "possible" | "missing" | "yes" | "no" | "accepted" | (string & {})
  /** Remote media address. Source: session.cpp:871. */
  readonly rtp_addr?: string
  /** Private media address seen before NAT correction. Source: session.cpp:869. */
  readonly rtp_nat_addr?: string
  /** The whole session description, only if raw forwarding is on. Source: ysipchan.cpp:6810. */
  readonly sdp_raw?: string
  /** Payload number of RFC 2833 keys, or false where they are not taken. Source: media.cpp:281; session.cpp:1058. */
  readonly rtp_rfc2833?: string
}

/** What a reply has of it. */
export interface MediaAnswer {
  /** Whether the media type is present. Source: media.cpp:275. */
  readonly media?: boolean
  /** Data formats offered or accepted, in order of preference. Source: media.cpp:276. */
  readonly formats?: ReadonlyArray<Param.Format>
  /** Media transport, for example RTP/AVP or udptl. Source: media.cpp:277. */
  readonly transport?: string
  /** Payload number to format mapping. Source: media.cpp:279. */
  readonly rtp_mapping?: ReadonlyArray<string>
  /** Remote media port. Source: media.cpp:283. */
  readonly rtp_port?: number
  /** SRTP crypto line received. Source: media.cpp:285. */
  readonly crypto?: string
  /** Key line of the session description. Source: media.cpp:289. */
  readonly encryption?: string
  /**
   * Negotiates passing the media description straight between legs; a handler that connects answers yes, the leg that
   * takes it answers accepted. Source: session.cpp:870; ysipchan.cpp:6814.
   */
  readonly rtp_forward?: "possible" | "missing" | "yes" | "no" | "accepted" | (string & {})
  /** Remote media address. Source: session.cpp:871. */
  readonly rtp_addr?: string
  /** The whole session description, only if raw forwarding is on. Source: ysipchan.cpp:6810. */
  readonly sdp_raw?: string
  /** Payload number of RFC 2833 keys, or false where they are not taken. Source: media.cpp:281; session.cpp:1058. */
  readonly rtp_rfc2833?: string
}

/** What an answer may change of it. */
export interface MediaChanges {
  /** Whether the media type is present. Source: media.cpp:275. */
  readonly media?: boolean | null
  /** Data formats offered or accepted, in order of preference. Source: media.cpp:276. */
  readonly formats?: ReadonlyArray<Param.Format> | null
  /** Media transport, for example RTP/AVP or udptl. Source: media.cpp:277. */
  readonly transport?: string | null
  /** Payload number to format mapping. Source: media.cpp:279. */
  readonly rtp_mapping?: ReadonlyArray<string> | null
  /** Remote media port. Source: media.cpp:283. */
  readonly rtp_port?: number | null
  /** SRTP crypto line received. Source: media.cpp:285. */
  readonly crypto?: string | null
  /** Key line of the session description. Source: media.cpp:289. */
  readonly encryption?: string | null
  /**
   * Negotiates passing the media description straight between legs; a handler that connects answers yes, the leg that
   * takes it answers accepted. Source: session.cpp:870; ysipchan.cpp:6814.
   */
  readonly rtp_forward?: "possible" | "missing" | "yes" | "no" | "accepted" | (string & {}) | null
  /** Remote media address. Source: session.cpp:871. */
  readonly rtp_addr?: string | null
  /** The whole session description, only if raw forwarding is on. Source: ysipchan.cpp:6810. */
  readonly sdp_raw?: string | null
  /** Payload number of RFC 2833 keys, or false where they are not taken. Source: media.cpp:281; session.cpp:1058. */
  readonly rtp_rfc2833?: string | null
}

/** Media description, per media type. No suffix means audio; other types use _video, _image and so on. */
export const media = () => ({
  media: Param.lenient(Param.Boolean),
  formats: Param.lenient(Param.Formats),
  transport: Param.optional(Param.Text),
  rtp_mapping: Param.lenient(Param.List),
  rtp_port: Param.lenient(Param.Port),
  crypto: Param.optional(Param.Text),
  encryption: Param.optional(Param.Text),
  rtp_forward: Param.optional(Param.oneOf("possible", "missing", "yes", "no", "accepted")),
  rtp_addr: Param.optional(Param.IpAddress),
  rtp_nat_addr: Param.optional(Param.IpAddress),
  sdp_raw: Param.optional(Param.Text),
  rtp_rfc2833: Param.optional(Param.Text)
})

/** What an answer may set of media. */
export const mediaAnswer = () => ({
  media: Param.lenient(Param.Boolean),
  formats: Param.lenient(Param.Formats),
  transport: Param.optional(Param.Text),
  rtp_mapping: Param.lenient(Param.List),
  rtp_port: Param.lenient(Param.Port),
  crypto: Param.optional(Param.Text),
  encryption: Param.optional(Param.Text),
  rtp_forward: Param.optional(Param.oneOf("possible", "missing", "yes", "no", "accepted")),
  rtp_addr: Param.optional(Param.IpAddress),
  sdp_raw: Param.optional(Param.Text),
  rtp_rfc2833: Param.optional(Param.Text)
})
