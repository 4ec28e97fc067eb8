/**
 * The messages of the family `chan`: 17 definitions, and the types of each.
 *
 * Generated from catalogue/chan.yaml by `pnpm generate`: change the data, not this file.
 *
 * @since 0.1.0
 */
import type * as Duration from "effect/Duration"
import type { Address } from "./Address.ts"
import * as Definition from "./Definition.ts"
import * as Groups from "./internal/groups.ts"
import * as Param from "./Param.ts"

/**
 * `chan.startup`: a call leg came to life. First message about a leg for CDR builders, PBX assistants and monitors.
 *
 * Answering: Leave unhandled; returning true hides the message from later handlers.
 *
 * Return value: Not used.
 *
 * Sent by: driver, module, app; enqueued (nobody waits for the result).
 *
 * - The tone, wave and moh modules never send it; conf sends it only with billing=true; an external module's channel
 *   has to send it itself.
 * - It is enqueued from the leg's constructor, so it can be dispatched after messages that the same code dispatches
 *   directly (call.execute, call.route).
 *
 * Also, in `parameters` (see `Wildcards`): `<channel params>`, `<copyparams>`.
 *
 * Handled by: cdrbuild@50, pbxassist, javascript, monitoring.
 *
 * Source: dumbchan.cpp:50, ysipchan.cpp:6829, ysipchan.cpp:7073, callgen.cpp:159, conference.cpp:1100, park.cpp:157.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanStartup = /* @__PURE__ */ Definition.viewed("chan.startup", {} as ChanStartup.View, () => {
  const own = {
    id: Param.ChannelId,
    caller: Param.optional(Param.Phone),
    called: Param.optional(Param.Phone),
    callername: Param.optional(Param.Text),
    calledfull: Param.optional(Param.Phone),
    callto: Param.optional(Param.Target),
    username: Param.optional(Param.Text),
    driver: Param.optional(Param.Text),
    sip_callid: Param.optional(Param.Text),
    connection_id: Param.optional(Param.Text),
    cdrtrack: Param.lenient(Param.Boolean),
    cdrwrite: Param.lenient(Param.Boolean),
    cdrcreate: Param.lenient(Param.Boolean),
    pbxassist: Param.lenient(Param.Boolean),
    pbxguest: Param.lenient(Param.Boolean),
    "fork.origid": Param.optional(Param.ChannelId)
  }
  return {
    params: {
      ...Groups.channelFull(),
      ...Groups.tracking(),
      ...own
    },
    send: own,
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `chan.startup`. */
export declare namespace ChanStartup {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.ChannelFull, Groups.Tracking {
    /** The new leg. Source: Channel.cpp:650; callgen.cpp:161. */
    readonly id: string
    /** Calling party. Source: ysipchan.cpp:6830; dumbchan.cpp:52. */
    readonly caller?: string
    /** Called party. Source: ysipchan.cpp:6831; callgen.cpp:162. */
    readonly called?: string
    /** Display name of the calling party; outgoing legs. Source: ysipchan.cpp:7075; dumbchan.cpp:52. */
    readonly callername?: string
    /** Called number as really dialled; outgoing SIP legs. Source: ysipchan.cpp:7076. */
    readonly calledfull?: string
    /** Destination that made the leg; outgoing legs. Source: dumbchan.cpp:52; ysipchan.cpp:7075. */
    readonly callto?: string
    /** User the call belongs to. Source: ysipchan.cpp:6833; dumbchan.cpp:52. */
    readonly username?: string
    /** Module name, in place of module, from a few modules. Source: park.cpp:187. */
    readonly driver?: string
    /** SIP Call-ID; outgoing SIP legs. Source: ysipchan.cpp:7078. */
    readonly sip_callid?: string
    /** SIP transport used. Source: ysipchan.cpp:7079; ysipchan.cpp:6834. */
    readonly connection_id?: string
    /** False tells the CDR builder not to follow the leg. Source: callfork.cpp:353; cdrbuild.cpp:552. */
    readonly cdrtrack?: boolean
    /** False keeps the leg's CDR from being written. Source: park.cpp:158; cdrbuild.cpp:479. */
    readonly cdrwrite?: boolean
    /** False keeps the CDR builder from opening a record. Source: cdrbuild.cpp:584. */
    readonly cdrcreate?: boolean
    /** Turns PBX assistance of the leg on or off. Source: pbxassist.cpp:200. */
    readonly pbxassist?: boolean
    /** Leg that takes part in PBX operations without its own commands. Source: pbxassist.cpp:210; callfork.cpp:354. */
    readonly pbxguest?: boolean
    /** A fork's own start: the calling leg. Source: callfork.cpp:355. */
    readonly "fork.origid"?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What is given to send it. */
  interface Send {
    /** The new leg. Source: Channel.cpp:650; callgen.cpp:161. */
    readonly id: string
    /** Calling party. Source: ysipchan.cpp:6830; dumbchan.cpp:52. */
    readonly caller?: string
    /** Called party. Source: ysipchan.cpp:6831; callgen.cpp:162. */
    readonly called?: string
    /** Display name of the calling party; outgoing legs. Source: ysipchan.cpp:7075; dumbchan.cpp:52. */
    readonly callername?: string
    /** Called number as really dialled; outgoing SIP legs. Source: ysipchan.cpp:7076. */
    readonly calledfull?: string
    /** Destination that made the leg; outgoing legs. Source: dumbchan.cpp:52; ysipchan.cpp:7075. */
    readonly callto?: string
    /** User the call belongs to. Source: ysipchan.cpp:6833; dumbchan.cpp:52. */
    readonly username?: string
    /** Module name, in place of module, from a few modules. Source: park.cpp:187. */
    readonly driver?: string
    /** SIP Call-ID; outgoing SIP legs. Source: ysipchan.cpp:7078. */
    readonly sip_callid?: string
    /** SIP transport used. Source: ysipchan.cpp:7079; ysipchan.cpp:6834. */
    readonly connection_id?: string
    /** False tells the CDR builder not to follow the leg. Source: callfork.cpp:353; cdrbuild.cpp:552. */
    readonly cdrtrack?: boolean
    /** False keeps the leg's CDR from being written. Source: park.cpp:158; cdrbuild.cpp:479. */
    readonly cdrwrite?: boolean
    /** False keeps the CDR builder from opening a record. Source: cdrbuild.cpp:584. */
    readonly cdrcreate?: boolean
    /** Turns PBX assistance of the leg on or off. Source: pbxassist.cpp:200. */
    readonly pbxassist?: boolean
    /** Leg that takes part in PBX operations without its own commands. Source: pbxassist.cpp:210; callfork.cpp:354. */
    readonly pbxguest?: boolean
    /** A fork's own start: the calling leg. Source: callfork.cpp:355. */
    readonly "fork.origid"?: string
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
 * `chan.connected`: a leg got connected to another one. Sent for each side that is a full channel, at every change of
 * peer.
 *
 * Answering: Not used.
 *
 * Return value: Not used.
 *
 * Sent by: driver; enqueued (nobody waits for the result).
 *
 * - lastpeerid still names the previous peer; it is updated right after the message was built.
 * - The side that was connected to comes first, then the side that asked.
 *
 * Also, in `parameters` (see `Wildcards`): `<channel params>`.
 *
 * Source: Channel.cpp:523.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanConnected = /* @__PURE__ */ Definition.viewed("chan.connected", {} as ChanConnected.View, () => {
  return {
    params: {
      ...Groups.channelFull(),
      ...Groups.tracking(),
      reason: Param.optional(Param.Text)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `chan.connected`. */
export declare namespace ChanConnected {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.ChannelFull, Groups.Tracking {
    /** Identifier of the channel the message is about, "driver/number". Source: Channel.cpp:650. */
    readonly id: string
    /** Reason given for the connection change. Source: Channel.cpp:526. */
    readonly reason?: string
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
 * `chan.disconnected`: a leg lost its peer and is about to hang up. The last chance to connect it to something else.
 *
 * Answering: True means somebody takes care of the leg. It survives only if it was connected to a new peer by then;
 * nothing else keeps it.
 *
 * Return value: Not used.
 *
 * Sent by: driver, module; dispatched or enqueued.
 *
 * - The message keeps a reference on the leg; when it is done and nobody connected the leg, the leg ends and
 *   chan.hangup follows.
 * - Not sent to the leg that was dropped itself, nor when the engine is stopping.
 * - An external module's own channel sends it only after setlocal disconnected true.
 * - To reconnect, dispatch chan.masquerade with message=call.execute (or chan.connect) for that id before answering the
 *   message.
 *
 * Also, in `parameters` (see `Wildcards`): `<channel params>`, `<disconnect params>`.
 *
 * Handled by: register, pbxassist, javascript.
 *
 * Source: Channel.cpp:570, Channel.cpp:1832, extmodule.cpp:628, callfork.cpp:212.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanDisconnected = /* @__PURE__ */ Definition.viewed(
  "chan.disconnected",
  {} as ChanDisconnected.View,
  () => {
    const answer = {
      "osip-prefix": Param.optional(Param.Text),
      "message-prefix": Param.optional(Param.Text)
    }
    return {
      params: {
        ...Groups.channelFull(),
        ...Groups.tracking(),
        ...answer,
        cause_sip: Param.lenient(Param.Int),
        reason_sip: Param.optional(Param.Text),
        rtp_stats: Param.optional(Param.Text),
        id: Param.ChannelId,
        reason: Param.optional(Param.HangupReason),
        error: Param.optional(Param.ErrorWord),
        reroute: Param.lenient(Param.Boolean),
        redirect: Param.lenient(Param.Boolean),
        called: Param.optional(Param.Phone),
        divert_reason: Param.optional(Param.Text)
      },
      answer,
      reply: {
        ...Groups.tracking(),
        ...answer
      }
    }
  }
)

/** The types of `chan.disconnected`. */
export declare namespace ChanDisconnected {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.ChannelFull, Groups.Tracking {
    /** SIP legs: the code of the answer that ended it. Source: ysipchan.cpp:7514; ysipchan.cpp:7582. */
    readonly cause_sip?: number
    /** SIP legs: the text of that answer. Source: ysipchan.cpp:7515; ysipchan.cpp:7584. */
    readonly reason_sip?: string
    /** SIP legs: what RTP counted, PS=… OS=… PR=… OR=… PL=…. Source: ysipchan.cpp:7454. */
    readonly rtp_stats?: string
    /** The leg that lost its peer. Source: Channel.cpp:650; extmodule.cpp:630. */
    readonly id: string
    /**
     * Why: the reason of the call.drop or of the connection change, or what the far end signalled. Source:
     * Channel.cpp:580; Channel.cpp:1838.
     */
    readonly reason?: Param.HangupReason
    /** Error keyword, when a call.execute after routing failed. Source: Channel.cpp:1837; callfork.cpp:215. */
    readonly error?: Param.ErrorWord
    /** True when the leg was routed but could not be connected. Source: Channel.cpp:1839. */
    readonly reroute?: boolean
    /** The far end asks to redirect the call to called. Source: pbxassist.cpp:479. */
    readonly redirect?: boolean
    /** Redirection target. Source: pbxassist.cpp:483. */
    readonly called?: string
    /** Reason of the redirection. Source: pbxassist.cpp:482. */
    readonly divert_reason?: string
    /** Prefix of parameters to add as SIP headers to the final message of the leg. Source: ysipchan.cpp:8913. */
    readonly "osip-prefix"?: string
    /** Prefix of parameters for the body of that message. Source: ysipchan.cpp:8914. */
    readonly "message-prefix"?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /** Prefix of parameters to add as SIP headers to the final message of the leg. Source: ysipchan.cpp:8913. */
    readonly "osip-prefix"?: string | null
    /** Prefix of parameters for the body of that message. Source: ysipchan.cpp:8914. */
    readonly "message-prefix"?: string | null
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /** Prefix of parameters to add as SIP headers to the final message of the leg. Source: ysipchan.cpp:8913. */
    readonly "osip-prefix"?: string
    /** Prefix of parameters for the body of that message. Source: ysipchan.cpp:8914. */
    readonly "message-prefix"?: string
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
 * `chan.hangup`: a leg is gone. Normally the last message about it.
 *
 * Answering: Leave unhandled; the CDR builder listens at priority 150 and a true before it keeps the record open.
 *
 * Return value: Not used.
 *
 * Sent by: driver, module, app; enqueued (nobody waits for the result).
 *
 * - A leg that was dropped has the drop reason as its status; a leg whose peer went away keeps the status it had.
 * - targetid is missing on a leg that went through chan.disconnected.
 * - The tone, wave and moh modules never send it; an external module's channel has to send it itself.
 *
 * Also, in `parameters` (see `Wildcards`): `<channel params>`, `<channel parameters>`.
 *
 * Handled by: gvoice@50, yrtp@50, queues@45, cdrbuild@150, conf@150, pbxassist, javascript, register, monitoring.
 *
 * Source: ysipchan.cpp:7175, dumbchan.cpp:70, callgen.cpp:171, park.cpp:133, queue_out.php:93, wiki Chan.hangup.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanHangup = /* @__PURE__ */ Definition.viewed("chan.hangup", {} as ChanHangup.View, () => {
  const own = {
    cause_sip: Param.lenient(Param.Int),
    reason_sip: Param.optional(Param.Text),
    id: Param.ChannelId,
    reason: Param.optional(Param.HangupReason),
    driver: Param.optional(Param.Text),
    rtp_stats: Param.optional(Param.Text),
    cdrtrack: Param.lenient(Param.Boolean),
    notify: Param.optional(Param.ChannelId),
    queue: Param.optional(Param.Text)
  }
  return {
    params: {
      ...Groups.channelFull(),
      ...Groups.tracking(),
      ...own
    },
    send: own,
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `chan.hangup`. */
export declare namespace ChanHangup {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.ChannelFull, Groups.Tracking {
    /** SIP legs: the code of the answer that ended it. Source: ysipchan.cpp:7514; ysipchan.cpp:7582. */
    readonly cause_sip?: number
    /** SIP legs: the text of that answer. Source: ysipchan.cpp:7515; ysipchan.cpp:7584. */
    readonly reason_sip?: string
    /** The leg that ended. Source: Channel.cpp:650; callgen.cpp:173. */
    readonly id: string
    /**
     * Why it ended, as text. Some drivers (dumb, conf) only give it through status. Source: ysipchan.cpp:7177;
     * park.cpp:136; yiaxchan.cpp:2795.
     */
    readonly reason?: Param.HangupReason
    /** Module name, in place of module, from a few modules. Source: park.cpp:187. */
    readonly driver?: string
    /** Media statistics of the leg. Source: ysipchan.cpp:7454. */
    readonly rtp_stats?: string
    /** False keeps the CDR builder out. Source: callfork.cpp:202; cdrbuild.cpp:552. */
    readonly cdrtrack?: boolean
    /** Queued call that this operator leg was serving. Source: queues.cpp:621. */
    readonly notify?: string
    /** Queue that this operator leg was serving. Source: queues.cpp:622. */
    readonly queue?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What is given to send it. */
  interface Send {
    /** SIP legs: the code of the answer that ended it. Source: ysipchan.cpp:7514; ysipchan.cpp:7582. */
    readonly cause_sip?: number
    /** SIP legs: the text of that answer. Source: ysipchan.cpp:7515; ysipchan.cpp:7584. */
    readonly reason_sip?: string
    /** The leg that ended. Source: Channel.cpp:650; callgen.cpp:173. */
    readonly id: string
    /**
     * Why it ended, as text. Some drivers (dumb, conf) only give it through status. Source: ysipchan.cpp:7177;
     * park.cpp:136; yiaxchan.cpp:2795.
     */
    readonly reason?: Param.HangupReason
    /** Module name, in place of module, from a few modules. Source: park.cpp:187. */
    readonly driver?: string
    /** Media statistics of the leg. Source: ysipchan.cpp:7454. */
    readonly rtp_stats?: string
    /** False keeps the CDR builder out. Source: callfork.cpp:202; cdrbuild.cpp:552. */
    readonly cdrtrack?: boolean
    /** Queued call that this operator leg was serving. Source: queues.cpp:621. */
    readonly notify?: string
    /** Queue that this operator leg was serving. Source: queues.cpp:622. */
    readonly queue?: string
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
 * `chan.dtmf`: a DTMF digit (or several) was received on a leg, or is to be sent to one.
 *
 * Answering: True means the digit was consumed: sent on by the addressed leg or used by an application.
 *
 * Return value: Not used.
 *
 * Sent by: driver, module, app; enqueued (nobody waits for the result).
 *
 * - Duplicates are stopped by the leg unless dtmfdups is set in yate.conf; a stopped duplicate comes back handled with
 *   duplicate=true.
 * - To act as if a leg had received a digit, send chan.masquerade with id = that leg and message=chan.dtmf: sequence,
 *   peerid and targetid are then filled in.
 * - To send a digit out of a leg, set peerid or targetid to that leg.
 * - A conference leg with a notifier turns it into chan.notify with event=dtmf.
 *
 * Also, in `parameters` (see `Wildcards`): `<channel params>`.
 *
 * Handled by: conf@75, callfork@100, drivers@100, pbxassist, yrtp@150.
 *
 * Source: Channel.cpp:1541, Channel.cpp:1487, ysipchan.cpp:8332, yrtpchan.cpp:882, tonedetect.cpp:378.
 *
 * @example
 * ```ts
 * import { Dispatcher } from "@yatefx/dispatcher"
 * import { ChanDtmf } from "@yatefx/messages"
 * import { Effect, Stream } from "effect"
 *
 * const firstFour = Effect.fnUntraced(function*(id: string) {
 *   const yate = yield* Dispatcher
 *   const keys = yield* yate.subscribe(ChanDtmf, { where: { id }, autoreturn: true })
 *   return yield* keys.pipe(Stream.map(({ params }) => params.text), Stream.take(4), Stream.runCollect)
 * })
 * ```
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanDtmf = /* @__PURE__ */ Definition.viewed("chan.dtmf", {} as ChanDtmf.View, () => {
  const own = {
    id: Param.optional(Param.ChannelId),
    text: Param.Text,
    peerid: Param.optional(Param.ChannelId),
    targetid: Param.optional(Param.ChannelId),
    detected: Param.optional(Param.oneOf("inband", "rfc2833", "sip-info", "iax-event", "generated")),
    sequence: Param.lenient(Param.Int),
    duplicate: Param.lenient(Param.Boolean),
    duration: Param.lenient(Param.Millis),
    methods: Param.lenient(Param.listOf("rfc2833", "info", "inband")),
    methods_override: Param.lenient(Param.Boolean),
    method: Param.optional(Param.Text),
    honor_dtmf_detect: Param.lenient(Param.Boolean),
    pbxassist: Param.lenient(Param.Boolean)
  }
  const answer = {
    targetid: Param.optional(Param.ChannelId)
  }
  return {
    params: {
      ...Groups.channelFull(),
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

/** The types of `chan.dtmf`. */
export declare namespace ChanDtmf {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.ChannelFull, Groups.Tracking {
    /** Leg where the digit was received (the sender). Source: Channel.cpp:650. */
    readonly id?: string
    /**
     * The digits: 0-9 * # A-D; O for a continuity tone. Source: Channel.cpp:1542; ysipchan.cpp:8334; tonedetect.cpp:381;
     * tonedetect.cpp:440.
     */
    readonly text: string
    /** Leg that should get the digit; tried first. Source: Channel.cpp:1488. */
    readonly peerid?: string
    /**
     * Leg that should get the digit if peerid is of another driver; a SIP leg puts its media id there for RFC 2833.
     * Source: Channel.cpp:1491; ysipchan.cpp:9461; yrtpchan.cpp:1581.
     */
    readonly targetid?: string
    /**
     * How it was found. Source: ysipchan.cpp:8335; yrtpchan.cpp:886; tonedetect.cpp:382; yiaxchan.cpp:2686;
     * gvoice.cpp:139.
     */
    readonly detected?: "inband" | "rfc2833" | "sip-info" | "iax-event" | "generated" | (string & {})
    /** Counter of digits on the leg; added by the leg, not by the app. Source: Channel.cpp:983. */
    readonly sequence?: number
    /** Same digit found by another method shortly before. Source: Channel.cpp:984. */
    readonly duplicate?: boolean
    /** Length of the tone to send. Milliseconds on the wire. Source: yrtpchan.cpp:1593. */
    readonly duration?: Duration.Duration
    /** SIP: methods to send with, in order. Source: ysipchan.cpp:8672. */
    readonly methods?: ReadonlyArray<"rfc2833" | "info" | "inband" | (string & {})>
    /** SIP: take methods as given instead of limiting to those of the leg. Source: ysipchan.cpp:8674. */
    readonly methods_override?: boolean
    /** SIP: single method; older form. Source: ysipchan.cpp:8678. */
    readonly method?: string
    /** SIP: try the method named in detected first. Source: ysipchan.cpp:8692. */
    readonly honor_dtmf_detect?: boolean
    /** False keeps the PBX assistant from collecting the digit. Source: pbxassist.cpp:272. */
    readonly pbxassist?: boolean
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /**
     * Leg that should get the digit if peerid is of another driver; a SIP leg puts its media id there for RFC 2833.
     * Source: Channel.cpp:1491; ysipchan.cpp:9461; yrtpchan.cpp:1581.
     */
    readonly targetid?: string | null
  }

  /** What is given to send it. */
  interface Send {
    /** Leg where the digit was received (the sender). Source: Channel.cpp:650. */
    readonly id?: string
    /**
     * The digits: 0-9 * # A-D; O for a continuity tone. Source: Channel.cpp:1542; ysipchan.cpp:8334; tonedetect.cpp:381;
     * tonedetect.cpp:440.
     */
    readonly text: string
    /** Leg that should get the digit; tried first. Source: Channel.cpp:1488. */
    readonly peerid?: string
    /**
     * Leg that should get the digit if peerid is of another driver; a SIP leg puts its media id there for RFC 2833.
     * Source: Channel.cpp:1491; ysipchan.cpp:9461; yrtpchan.cpp:1581.
     */
    readonly targetid?: string
    /**
     * How it was found. Source: ysipchan.cpp:8335; yrtpchan.cpp:886; tonedetect.cpp:382; yiaxchan.cpp:2686;
     * gvoice.cpp:139.
     */
    readonly detected?: "inband" | "rfc2833" | "sip-info" | "iax-event" | "generated" | (string & {})
    /** Counter of digits on the leg; added by the leg, not by the app. Source: Channel.cpp:983. */
    readonly sequence?: number
    /** Same digit found by another method shortly before. Source: Channel.cpp:984. */
    readonly duplicate?: boolean
    /** Length of the tone to send. Milliseconds on the wire. Source: yrtpchan.cpp:1593. */
    readonly duration?: Duration.Duration
    /** SIP: methods to send with, in order. Source: ysipchan.cpp:8672. */
    readonly methods?: ReadonlyArray<"rfc2833" | "info" | "inband" | (string & {})>
    /** SIP: take methods as given instead of limiting to those of the leg. Source: ysipchan.cpp:8674. */
    readonly methods_override?: boolean
    /** SIP: single method; older form. Source: ysipchan.cpp:8678. */
    readonly method?: string
    /** SIP: try the method named in detected first. Source: ysipchan.cpp:8692. */
    readonly honor_dtmf_detect?: boolean
    /** False keeps the PBX assistant from collecting the digit. Source: pbxassist.cpp:272. */
    readonly pbxassist?: boolean
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /**
     * Leg that should get the digit if peerid is of another driver; a SIP leg puts its media id there for RFC 2833.
     * Source: Channel.cpp:1491; ysipchan.cpp:9461; yrtpchan.cpp:1581.
     */
    readonly targetid?: string
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
 * `chan.text`: a text message inside a call was received on a leg, or is to be sent to one.
 *
 * Answering: True means the addressed leg sent it on.
 *
 * Return value: Not used.
 *
 * Sent by: driver, app; enqueued (nobody waits for the result).
 *
 * - A conference leg with a notifier turns it into chan.notify with event=text.
 *
 * Also, in `parameters` (see `Wildcards`): `<channel params>`, `osip_<header>, sip_<header>`.
 *
 * Handled by: conf@75, drivers@100.
 *
 * Source: Channel.cpp:1543, ysipchan.cpp:8526, yiaxchan.cpp:2675.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanText = /* @__PURE__ */ Definition.viewed("chan.text", {} as ChanText.View, () => {
  const own = {
    id: Param.optional(Param.ChannelId),
    text: Param.Text,
    peerid: Param.optional(Param.ChannelId),
    targetid: Param.optional(Param.ChannelId),
    xsip_type: Param.optional(Param.Text),
    xsip_body: Param.optional(Param.Text)
  }
  const answer = {
    xsip_type: Param.optional(Param.Text),
    xsip_body: Param.optional(Param.Text)
  }
  return {
    params: {
      ...Groups.channelFull(),
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

/** The types of `chan.text`. */
export declare namespace ChanText {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.ChannelFull, Groups.Tracking {
    /** Leg where the text was received (the sender). Source: Channel.cpp:650. */
    readonly id?: string
    /** The text. Source: Channel.cpp:1544; yiaxchan.cpp:2676; ysipchan.cpp:2249. */
    readonly text: string
    /** Leg that should get the text; tried first. Source: Channel.cpp:1488. */
    readonly peerid?: string
    /** Leg that should get the text if peerid is of another driver. Source: Channel.cpp:1491. */
    readonly targetid?: string
    /** SIP: content type of the body. Source: ysipchan.cpp:2246. */
    readonly xsip_type?: string
    /** SIP: the body, takes the place of text when sending. Source: ysipchan.cpp:2247; ysipchan.cpp:8718. */
    readonly xsip_body?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /** SIP: content type of the body. Source: ysipchan.cpp:2246. */
    readonly xsip_type?: string | null
    /** SIP: the body, takes the place of text when sending. Source: ysipchan.cpp:2247; ysipchan.cpp:8718. */
    readonly xsip_body?: string | null
  }

  /** What is given to send it. */
  interface Send {
    /** Leg where the text was received (the sender). Source: Channel.cpp:650. */
    readonly id?: string
    /** The text. Source: Channel.cpp:1544; yiaxchan.cpp:2676; ysipchan.cpp:2249. */
    readonly text: string
    /** Leg that should get the text; tried first. Source: Channel.cpp:1488. */
    readonly peerid?: string
    /** Leg that should get the text if peerid is of another driver. Source: Channel.cpp:1491. */
    readonly targetid?: string
    /** SIP: content type of the body. Source: ysipchan.cpp:2246. */
    readonly xsip_type?: string
    /** SIP: the body, takes the place of text when sending. Source: ysipchan.cpp:2247; ysipchan.cpp:8718. */
    readonly xsip_body?: string
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /** SIP: content type of the body. Source: ysipchan.cpp:2246. */
    readonly xsip_type?: string
    /** SIP: the body, takes the place of text when sending. Source: ysipchan.cpp:2247; ysipchan.cpp:8718. */
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

/**
 * `chan.notify`: event for whoever asked to be told, addressed by targetid: end of a sound, recording limit, conference
 * and queue events.
 *
 * Answering: True stops other handlers. Install it with targetid as filter.
 *
 * Return value: Not used.
 *
 * Sent by: module; enqueued (nobody waits for the result).
 *
 * - Messages that a conference turned from chan.dtmf or chan.text also keep what those carried.
 *
 * Also, in `parameters` (see `Wildcards`): `speaker.<n>, speaker.<n>.peer, speaker.<n>.energy`, `<queued call params>`.
 *
 * Handled by: queuesnotify, jingle@100, analog@100.
 *
 * Source: wavefile.cpp:512, wavefile.cpp:788, conference.cpp:367, queues.cpp:480, tonedetect.cpp:367.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanNotify = /* @__PURE__ */ Definition.viewed("chan.notify", {} as ChanNotify.View, () => {
  return {
    params: {
      ...Groups.tracking(),
      targetid: Param.optional(Param.Text),
      id: Param.optional(Param.ChannelId),
      reason: Param.optional(Param.oneOf("eof", "maxlen", "replaced")),
      event: Param.optional(Param.oneOf(
        "created",
        "joined",
        "left",
        "recording",
        "speaking",
        "dtmf",
        "text",
        "destroyed",
        "queued",
        "position",
        "pickup",
        "answered",
        "noanswer",
        "hangup"
      )),
      room: Param.optional(Param.Text),
      rate: Param.lenient(Param.Int),
      maxusers: Param.lenient(Param.Int),
      users: Param.lenient(Param.Int),
      full: Param.lenient(Param.Boolean),
      counted: Param.lenient(Param.Boolean),
      utility: Param.lenient(Param.Boolean),
      lonely: Param.lenient(Param.Boolean),
      player: Param.optional(Param.ChannelId),
      peerid: Param.optional(Param.ChannelId),
      lastpeerid: Param.optional(Param.ChannelId),
      caller: Param.optional(Param.Phone),
      called: Param.optional(Param.Phone),
      billid: Param.optional(Param.Text),
      username: Param.optional(Param.Text),
      record: Param.optional(Param.Target),
      text: Param.optional(Param.Text),
      speakers: Param.lenient(Param.Int),
      changed: Param.lenient(Param.Boolean),
      queue: Param.optional(Param.Text),
      position: Param.lenient(Param.Int),
      operator: Param.optional(Param.Text),
      operation: Param.optional(Param.oneOf("start", "setup", "terminate", "charge", "sms", "message-summary")),
      module: Param.optional(Param.Text),
      status: Param.optional(Param.oneOf("established", "running", "terminated")),
      notify: Param.optional(Param.Text),
      remoteip: Param.optional(Param.IpAddress),
      remoteport: Param.lenient(Param.Port)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `chan.notify`. */
export declare namespace ChanNotify {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /**
     * The text given as notify in the request; an app uses its own channel id or any other name. Source:
     * wavefile.cpp:513; wavefile.cpp:791; conference.cpp:369; queues.cpp:495.
     */
    readonly targetid?: string
    /**
     * Leg concerned. Missing in wave notices of a source that was replaced, of an override or replace sound, and of a
     * file that could not be opened. Source: wavefile.cpp:790; conference.cpp:417; queues.cpp:161.
     */
    readonly id?: string
    /**
     * Wave: eof (sound ended), maxlen (recording limit reached), replaced (sound was taken off). Missing when the file
     * could not be opened. Source: wavefile.cpp:515; wavefile.cpp:793; wavefile.cpp:460; wavefile.cpp:464.
     */
    readonly reason?: "eof" | "maxlen" | "replaced" | (string & {})
    /**
     * Conference: created, joined, left, recording, speaking, dtmf, text, destroyed. Queue: created, queued, position,
     * pickup, answered, noanswer, hangup, destroyed. Source: conference.cpp:370; conference.cpp:422; conference.cpp:456;
     * conference.cpp:802; conference.cpp:1181; queues.cpp:487.
     */
    readonly event?:
      | "created"
      | "joined"
      | "left"
      | "recording"
      | "speaking"
      | "dtmf"
      | "text"
      | "destroyed"
      | "queued"
      | "position"
      | "pickup"
      | "answered"
      | "noanswer"
      | "hangup"
      | (string & {})
    /** Conference: name of the room, without conf/. Source: conference.cpp:371; conference.cpp:1161. */
    readonly room?: string
    /** Conference created: sample rate. Source: conference.cpp:372. */
    readonly rate?: number
    /** Conference: users allowed. Source: conference.cpp:373. */
    readonly maxusers?: number
    /** Conference: counted users now. Source: conference.cpp:424; conference.cpp:1182. */
    readonly users?: number
    /** Conference dtmf, text: the room is full. Source: conference.cpp:1183. */
    readonly full?: boolean
    /** Conference: whether the leg counts as a user. Source: conference.cpp:1159. */
    readonly counted?: boolean
    /** Conference: whether the leg is a housekeeping one. Source: conference.cpp:1160. */
    readonly utility?: boolean
    /** Conference left: one user remains (only in rooms that allow it). Source: conference.cpp:461. */
    readonly lonely?: boolean
    /** Conference: leg that plays announcements. Source: conference.cpp:426. */
    readonly player?: string
    /** Conference: leg in the room. Source: conference.cpp:420; conference.cpp:1179. */
    readonly peerid?: string
    /** Conference: last leg on that conference leg. Source: conference.cpp:428; conference.cpp:1187. */
    readonly lastpeerid?: string
    /** Conference created, queue, call setup: calling party. Source: conference.cpp:374; tonedetect.cpp:372. */
    readonly caller?: string
    /** Conference created, call setup: called party. Source: conference.cpp:375; tonedetect.cpp:373. */
    readonly called?: string
    /** Conference created: billing identifier. Source: conference.cpp:376. */
    readonly billid?: string
    /** Conference created: user. Source: conference.cpp:377. */
    readonly username?: string
    /** Conference recording: where to. Source: conference.cpp:621. */
    readonly record?: string
    /** Conference dtmf, text: what was received. Source: Channel.cpp:1542. */
    readonly text?: string
    /** Conference speaking: how many are listed. Source: conference.cpp:816. */
    readonly speakers?: number
    /** Conference speaking: the set of speakers changed. Source: conference.cpp:817. */
    readonly changed?: boolean
    /** Queue: its name. Source: queues.cpp:496. */
    readonly queue?: string
    /** Queue: place of the call, from 0. Source: queues.cpp:485. */
    readonly position?: number
    /** Queue: operator the call is being offered to. Source: queues.cpp:163. */
    readonly operator?: string
    /**
     * Detectors: start, setup (caller and called found), terminate, charge, sms, message-summary. Source:
     * tonedetect.cpp:371; analogdetect.cpp:177.
     */
    readonly operation?: "start" | "setup" | "terminate" | "charge" | "sms" | "message-summary" | (string & {})
    /** Module that sends it, from some modules. Source: analogdetect.cpp:174; ysockschan.cpp:3515. */
    readonly module?: string
    /** SOCKS: state of the connection. Source: ysockschan.cpp:3518. */
    readonly status?: "established" | "running" | "terminated" | (string & {})
    /** SOCKS: who asked. Source: ysockschan.cpp:3517. */
    readonly notify?: string
    /** SOCKS: remote address. Source: ysockschan.cpp:3522. */
    readonly remoteip?: string
    /** SOCKS: remote port. Source: ysockschan.cpp:3523. */
    readonly remoteport?: number
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
 * `chan.attach`: attaches or replaces the media source, consumer or both of a leg; the way to play and record sounds,
 * tones and music.
 *
 * Answering: True when everything asked was done and single was true (wave: also nothing left to do). With single unset
 * most modules attach and still return false; then a parameter missing from the reply (source, consumer, override,
 * replace) was attached.
 *
 * Return value: Not used.
 *
 * Sent by: app, driver, module; dispatched (whoever sends it waits for the result).
 *
 * - The leg is the message's user data. From a global external module send it as chan.masquerade with
 *   message=chan.attach and id; from a channel module it applies to the module's own channel.
 * - A plain chan.attach from a global external module is refused for lack of a channel.
 * - A wave source does not start until something consumes it, so eof is not sent on a leg whose peer has no consumer.
 *
 * Also, in `parameters` (see `Wildcards`): `<channel params>`, `source_account, source_query, source_fallback (also
 * consumer_, override_, replace_)`, `<parameters of a moh command>`.
 *
 * Handled by: dbwave@90, tone@100, wave@100, tonedetect@100, pbx@100, moh@100, analyzer@100, mux@100, filetransfer@100,
 * mrcp@100, yrtp@100.
 *
 * Source: wavefile.cpp:884, tonegen.cpp:1021, tonedetect.cpp:535, moh.cpp:392, pbx.cpp:181, wiki Chan.attach.
 *
 * @example
 * ```ts
 * import { Dispatcher } from "@yatefx/dispatcher"
 * import { ChanAttach, DataNode, Masquerade } from "@yatefx/messages"
 * import { Effect } from "effect"
 *
 * const play = Effect.fnUntraced(function*(id: string, file: string) {
 *   const yate = yield* Dispatcher
 *   yield* yate.enqueue(Masquerade.of(ChanAttach), { id, source: DataNode.wavePlay(file), notify: id })
 * })
 * ```
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanAttach = /* @__PURE__ */ Definition.viewed("chan.attach", {} as ChanAttach.View, () => {
  const own = {
    id: Param.optional(Param.ChannelId),
    source: Param.optional(Param.DataNode),
    consumer: Param.optional(Param.DataNode),
    override: Param.optional(Param.DataNode),
    replace: Param.optional(Param.DataNode),
    sniffer: Param.optional(Param.DataNode),
    single: Param.lenient(Param.Boolean),
    notify: Param.optional(Param.Text),
    notify_source: Param.optional(Param.Text),
    notify_consumer: Param.optional(Param.Text),
    notify_override: Param.optional(Param.Text),
    notify_replace: Param.optional(Param.Text),
    maxlen: Param.lenient(Param.Octets),
    autorepeat: Param.lenient(Param.Boolean),
    format: Param.optional(Param.Text),
    append: Param.lenient(Param.Boolean),
    lang: Param.optional(Param.Text),
    rate: Param.lenient(Param.Int),
    media: Param.optional(Param.Text),
    fax_divert: Param.optional(Param.Target),
    fax_caller: Param.optional(Param.Phone),
    fax_called: Param.optional(Param.Phone),
    caller: Param.optional(Param.Phone),
    called: Param.optional(Param.Phone),
    room: Param.optional(Param.Text),
    rtpid: Param.optional(Param.Text),
    localip: Param.optional(Param.IpAddress),
    remoteip: Param.optional(Param.IpAddress),
    autoclose: Param.lenient(Param.Boolean)
  }
  const answer = {
    source: Param.optional(Param.DataNode),
    consumer: Param.optional(Param.DataNode),
    override: Param.optional(Param.DataNode),
    replace: Param.optional(Param.DataNode),
    reason: Param.optional(Param.Text),
    rtpid: Param.optional(Param.Text),
    localip: Param.optional(Param.IpAddress),
    localport: Param.lenient(Param.Port)
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

/** The types of `chan.attach`. */
export declare namespace ChanAttach {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.ChannelFull, Groups.Tracking {
    /** Leg to work on; only for information, the leg is the user data. Source: wavefile.cpp:865; callgen.cpp:310. */
    readonly id?: string
    /**
     * What the leg should play to its peer: wave/play/file, tone/name, moh/name, "-" to detach. Removed from the reply
     * when attached (tone, wave). Source: wavefile.cpp:887; tonegen.cpp:1023; moh.cpp:394; pbx.cpp:183.
     */
    readonly source?: string
    /**
     * Where the leg's received media should go: wave/record/file, tone/* (detector), "-" to detach. Source:
     * wavefile.cpp:907; tonedetect.cpp:537; pbx.cpp:184.
     */
    readonly consumer?: string
    /**
     * Sound to play once to the leg over the current source (tone/dtmfstr/123, wave/play/file, "-"). Needs a consumer on
     * the leg. Source: wavefile.cpp:927; tonegen.cpp:1026; pbx.cpp:185.
     */
    readonly override?: string
    /**
     * Sound to play to the leg in place of the current source until it ends. Needs a consumer on the leg. Source:
     * wavefile.cpp:947; tonegen.cpp:1029; pbx.cpp:186.
     */
    readonly replace?: string
    /**
     * Extra consumer that listens to what the leg plays (tone/* detector). Source: tonedetect.cpp:540; Channel.cpp:1022.
     */
    readonly sniffer?: string
    /**
     * Only one thing is asked, so the first handler that did it may stop the message. Default: "false". Source:
     * wavefile.cpp:971; tonegen.cpp:1053; pbx.cpp:236; tonedetect.cpp:572.
     */
    readonly single?: boolean
    /**
     * targetid for the chan.notify at the end of the sound or recording. Source: wavefile.cpp:984; tonedetect.cpp:516.
     */
    readonly notify?: string
    /** The same only for source. Source: wavefile.cpp:990. */
    readonly notify_source?: string
    /** The same only for consumer. Source: wavefile.cpp:998. */
    readonly notify_consumer?: string
    /** The same only for override. Source: wavefile.cpp:1014. */
    readonly notify_override?: string
    /** The same only for replace. Source: wavefile.cpp:1036. */
    readonly notify_replace?: string
    /**
     * Octets to record before recording stops. Without notify the leg is then disconnected. In bytes. Source:
     * wavefile.cpp:985.
     */
    readonly maxlen?: number
    /** Start the file again at its end. Default: "false". Source: wavefile.cpp:988. */
    readonly autorepeat?: boolean
    /** Data format to record in. Source: wavefile.cpp:996. */
    readonly format?: string
    /** Add to an existing file. Default: "false". Source: wavefile.cpp:997. */
    readonly append?: boolean
    /** Language of the tone set. Source: tonegen.cpp:1057. */
    readonly lang?: string
    /** Sample rate, for sources that can choose. Source: moh.cpp:164. */
    readonly rate?: number
    /** Media type to work on, when detaching. Default: "audio". Source: pbx.cpp:195. */
    readonly media?: string
    /** Tone detector: where to send the call when a fax is heard. Source: tonedetect.cpp:519. */
    readonly fax_divert?: string
    /** Caller for that diversion. Source: tonedetect.cpp:528. */
    readonly fax_caller?: string
    /** Called for that diversion. Source: tonedetect.cpp:529. */
    readonly fax_called?: string
    /** Used if fax_caller is missing. Source: tonedetect.cpp:528. */
    readonly caller?: string
    /** Used if fax_called is missing. Source: tonedetect.cpp:529. */
    readonly called?: string
    /** attach-failure, when a detector could not be attached to a bare source. Source: tonedetect.cpp:581. */
    readonly reason?: string
    /** Conference: room of a record warning. Source: conference.cpp:608. */
    readonly room?: string
    /** yrtp: RTP wrapper to attach. Source: yrtpchan.cpp:1411; yrtpchan.cpp:1441. */
    readonly rtpid?: string
    /** yrtp: local address. Source: yrtpchan.cpp:1413; yrtpchan.cpp:1439. */
    readonly localip?: string
    /** yrtp: local port. Source: yrtpchan.cpp:1440. */
    readonly localport?: number
    /** yrtp: remote address. Source: yrtpchan.cpp:1399. */
    readonly remoteip?: string
    /** filetransfer: close when done. Source: filetransfer.cpp:1076. */
    readonly autoclose?: boolean
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /**
     * What the leg should play to its peer: wave/play/file, tone/name, moh/name, "-" to detach. Removed from the reply
     * when attached (tone, wave). Source: wavefile.cpp:887; tonegen.cpp:1023; moh.cpp:394; pbx.cpp:183.
     */
    readonly source?: string | null
    /**
     * Where the leg's received media should go: wave/record/file, tone/* (detector), "-" to detach. Source:
     * wavefile.cpp:907; tonedetect.cpp:537; pbx.cpp:184.
     */
    readonly consumer?: string | null
    /**
     * Sound to play once to the leg over the current source (tone/dtmfstr/123, wave/play/file, "-"). Needs a consumer on
     * the leg. Source: wavefile.cpp:927; tonegen.cpp:1026; pbx.cpp:185.
     */
    readonly override?: string | null
    /**
     * Sound to play to the leg in place of the current source until it ends. Needs a consumer on the leg. Source:
     * wavefile.cpp:947; tonegen.cpp:1029; pbx.cpp:186.
     */
    readonly replace?: string | null
    /** attach-failure, when a detector could not be attached to a bare source. Source: tonedetect.cpp:581. */
    readonly reason?: string | null
    /** yrtp: RTP wrapper to attach. Source: yrtpchan.cpp:1411; yrtpchan.cpp:1441. */
    readonly rtpid?: string | null
    /** yrtp: local address. Source: yrtpchan.cpp:1413; yrtpchan.cpp:1439. */
    readonly localip?: string | null
    /** yrtp: local port. Source: yrtpchan.cpp:1440. */
    readonly localport?: number | null
  }

  /** What is given to send it. */
  interface Send {
    /** Leg to work on; only for information, the leg is the user data. Source: wavefile.cpp:865; callgen.cpp:310. */
    readonly id?: string
    /**
     * What the leg should play to its peer: wave/play/file, tone/name, moh/name, "-" to detach. Removed from the reply
     * when attached (tone, wave). Source: wavefile.cpp:887; tonegen.cpp:1023; moh.cpp:394; pbx.cpp:183.
     */
    readonly source?: string
    /**
     * Where the leg's received media should go: wave/record/file, tone/* (detector), "-" to detach. Source:
     * wavefile.cpp:907; tonedetect.cpp:537; pbx.cpp:184.
     */
    readonly consumer?: string
    /**
     * Sound to play once to the leg over the current source (tone/dtmfstr/123, wave/play/file, "-"). Needs a consumer on
     * the leg. Source: wavefile.cpp:927; tonegen.cpp:1026; pbx.cpp:185.
     */
    readonly override?: string
    /**
     * Sound to play to the leg in place of the current source until it ends. Needs a consumer on the leg. Source:
     * wavefile.cpp:947; tonegen.cpp:1029; pbx.cpp:186.
     */
    readonly replace?: string
    /**
     * Extra consumer that listens to what the leg plays (tone/* detector). Source: tonedetect.cpp:540; Channel.cpp:1022.
     */
    readonly sniffer?: string
    /**
     * Only one thing is asked, so the first handler that did it may stop the message. Default: "false". Source:
     * wavefile.cpp:971; tonegen.cpp:1053; pbx.cpp:236; tonedetect.cpp:572.
     */
    readonly single?: boolean
    /**
     * targetid for the chan.notify at the end of the sound or recording. Source: wavefile.cpp:984; tonedetect.cpp:516.
     */
    readonly notify?: string
    /** The same only for source. Source: wavefile.cpp:990. */
    readonly notify_source?: string
    /** The same only for consumer. Source: wavefile.cpp:998. */
    readonly notify_consumer?: string
    /** The same only for override. Source: wavefile.cpp:1014. */
    readonly notify_override?: string
    /** The same only for replace. Source: wavefile.cpp:1036. */
    readonly notify_replace?: string
    /**
     * Octets to record before recording stops. Without notify the leg is then disconnected. In bytes. Source:
     * wavefile.cpp:985.
     */
    readonly maxlen?: number
    /** Start the file again at its end. Default: "false". Source: wavefile.cpp:988. */
    readonly autorepeat?: boolean
    /** Data format to record in. Source: wavefile.cpp:996. */
    readonly format?: string
    /** Add to an existing file. Default: "false". Source: wavefile.cpp:997. */
    readonly append?: boolean
    /** Language of the tone set. Source: tonegen.cpp:1057. */
    readonly lang?: string
    /** Sample rate, for sources that can choose. Source: moh.cpp:164. */
    readonly rate?: number
    /** Media type to work on, when detaching. Default: "audio". Source: pbx.cpp:195. */
    readonly media?: string
    /** Tone detector: where to send the call when a fax is heard. Source: tonedetect.cpp:519. */
    readonly fax_divert?: string
    /** Caller for that diversion. Source: tonedetect.cpp:528. */
    readonly fax_caller?: string
    /** Called for that diversion. Source: tonedetect.cpp:529. */
    readonly fax_called?: string
    /** Used if fax_caller is missing. Source: tonedetect.cpp:528. */
    readonly caller?: string
    /** Used if fax_called is missing. Source: tonedetect.cpp:529. */
    readonly called?: string
    /** Conference: room of a record warning. Source: conference.cpp:608. */
    readonly room?: string
    /** yrtp: RTP wrapper to attach. Source: yrtpchan.cpp:1411; yrtpchan.cpp:1441. */
    readonly rtpid?: string
    /** yrtp: local address. Source: yrtpchan.cpp:1413; yrtpchan.cpp:1439. */
    readonly localip?: string
    /** yrtp: remote address. Source: yrtpchan.cpp:1399. */
    readonly remoteip?: string
    /** filetransfer: close when done. Source: filetransfer.cpp:1076. */
    readonly autoclose?: boolean
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /**
     * What the leg should play to its peer: wave/play/file, tone/name, moh/name, "-" to detach. Removed from the reply
     * when attached (tone, wave). Source: wavefile.cpp:887; tonegen.cpp:1023; moh.cpp:394; pbx.cpp:183.
     */
    readonly source?: string
    /**
     * Where the leg's received media should go: wave/record/file, tone/* (detector), "-" to detach. Source:
     * wavefile.cpp:907; tonedetect.cpp:537; pbx.cpp:184.
     */
    readonly consumer?: string
    /**
     * Sound to play once to the leg over the current source (tone/dtmfstr/123, wave/play/file, "-"). Needs a consumer on
     * the leg. Source: wavefile.cpp:927; tonegen.cpp:1026; pbx.cpp:185.
     */
    readonly override?: string
    /**
     * Sound to play to the leg in place of the current source until it ends. Needs a consumer on the leg. Source:
     * wavefile.cpp:947; tonegen.cpp:1029; pbx.cpp:186.
     */
    readonly replace?: string
    /** attach-failure, when a detector could not be attached to a bare source. Source: tonedetect.cpp:581. */
    readonly reason?: string
    /** yrtp: RTP wrapper to attach. Source: yrtpchan.cpp:1411; yrtpchan.cpp:1441. */
    readonly rtpid?: string
    /** yrtp: local address. Source: yrtpchan.cpp:1413; yrtpchan.cpp:1439. */
    readonly localip?: string
    /** yrtp: local port. Source: yrtpchan.cpp:1440. */
    readonly localport?: number
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
 * `chan.record`: attaches recorders that listen to what a leg plays (call) and to what its peer plays (peer), without
 * changing the conversation.
 *
 * Answering: True when everything asked was started.
 *
 * Return value: Not used.
 *
 * Sent by: app, module; dispatched (whoever sends it waits for the result).
 *
 * - Send it as chan.masquerade with message=chan.record and id.
 *
 * Also, in `parameters` (see `Wildcards`): `<channel params>`, `call_account, call_query, call_fallback (also peer_,
 * both_)`.
 *
 * Handled by: dbwave@90, wave@100, tonedetect@100, pbx@100, mux@100, mrcp@100.
 *
 * Source: wavefile.cpp:1053, pbx.cpp:241, tonedetect.cpp:599, mux.cpp:694, detector.php:57.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanRecord = /* @__PURE__ */ Definition.viewed("chan.record", {} as ChanRecord.View, () => {
  const own = {
    id: Param.optional(Param.ChannelId),
    call: Param.optional(Param.DataNode),
    peer: Param.optional(Param.DataNode),
    both: Param.optional(Param.DataNode),
    notify: Param.optional(Param.Text),
    notify_call: Param.optional(Param.Text),
    notify_peer: Param.optional(Param.Text),
    maxlen: Param.lenient(Param.Octets),
    format: Param.optional(Param.Text),
    append: Param.lenient(Param.Boolean),
    single: Param.lenient(Param.Boolean),
    media: Param.optional(Param.Text),
    fax_divert: Param.optional(Param.Target)
  }
  return {
    params: {
      ...Groups.channelFull(),
      ...Groups.tracking(),
      ...own
    },
    send: own,
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `chan.record`. */
export declare namespace ChanRecord {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.ChannelFull, Groups.Tracking {
    /** Leg to work on; only for information, the leg is the user data. Source: tonedetect.cpp:602. */
    readonly id?: string
    /**
     * Recorder of the leg's own source: wave/record/file, tone/* (detector), "-" to detach. Source: wavefile.cpp:1057;
     * tonedetect.cpp:601; pbx.cpp:243.
     */
    readonly call?: string
    /** Recorder of the peer's source: wave/record/file, "-" to detach. Source: wavefile.cpp:1077; pbx.cpp:244. */
    readonly peer?: string
    /** mux: one two-channel recording of both directions. Source: mux.cpp:709. */
    readonly both?: string
    /** targetid for the chan.notify when maxlen is reached. Source: wavefile.cpp:1100; mux.cpp:694. */
    readonly notify?: string
    /** The same only for call. Source: wavefile.cpp:1123. */
    readonly notify_call?: string
    /** The same only for peer. Source: wavefile.cpp:1130. */
    readonly notify_peer?: string
    /**
     * Octets to record before recording stops. Without notify the leg is then disconnected. In bytes. Source:
     * wavefile.cpp:1101.
     */
    readonly maxlen?: number
    /** Data format to record in. Source: wavefile.cpp:1120; mux.cpp:695. */
    readonly format?: string
    /** Add to an existing file. Default: "false". Source: wavefile.cpp:1119. */
    readonly append?: boolean
    /** Detaching: let the message stop here; taken as true if both are detached. Source: pbx.cpp:269. */
    readonly single?: boolean
    /** Media type to work on, when detaching. Default: "audio". Source: pbx.cpp:253. */
    readonly media?: string
    /** Tone detector: where to send the call when a fax is heard. Source: tonedetect.cpp:519. */
    readonly fax_divert?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What is given to send it. */
  interface Send {
    /** Leg to work on; only for information, the leg is the user data. Source: tonedetect.cpp:602. */
    readonly id?: string
    /**
     * Recorder of the leg's own source: wave/record/file, tone/* (detector), "-" to detach. Source: wavefile.cpp:1057;
     * tonedetect.cpp:601; pbx.cpp:243.
     */
    readonly call?: string
    /** Recorder of the peer's source: wave/record/file, "-" to detach. Source: wavefile.cpp:1077; pbx.cpp:244. */
    readonly peer?: string
    /** mux: one two-channel recording of both directions. Source: mux.cpp:709. */
    readonly both?: string
    /** targetid for the chan.notify when maxlen is reached. Source: wavefile.cpp:1100; mux.cpp:694. */
    readonly notify?: string
    /** The same only for call. Source: wavefile.cpp:1123. */
    readonly notify_call?: string
    /** The same only for peer. Source: wavefile.cpp:1130. */
    readonly notify_peer?: string
    /**
     * Octets to record before recording stops. Without notify the leg is then disconnected. In bytes. Source:
     * wavefile.cpp:1101.
     */
    readonly maxlen?: number
    /** Data format to record in. Source: wavefile.cpp:1120; mux.cpp:695. */
    readonly format?: string
    /** Add to an existing file. Default: "false". Source: wavefile.cpp:1119. */
    readonly append?: boolean
    /** Detaching: let the message stop here; taken as true if both are detached. Source: pbx.cpp:269. */
    readonly single?: boolean
    /** Media type to work on, when detaching. Default: "audio". Source: pbx.cpp:253. */
    readonly media?: string
    /** Tone detector: where to send the call when a fax is heard. Source: tonedetect.cpp:519. */
    readonly fax_divert?: string
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
 * `chan.masquerade`: makes another message appear to come from a leg: the message is renamed, gets the leg as user data
 * and the leg's parameters, and goes on through the handlers of its new name.
 *
 * Answering: Result of the message it became. If no leg has that id it stays chan.masquerade and false.
 *
 * Return value: That of the message it became.
 *
 * Sent by: app, module; dispatched or enqueued.
 *
 * - Effects on the leg: call.answered sets its status to answered, call.ringing and call.progress their states,
 *   chan.dtmf gets sequence and duplicate.
 * - The reply of an external module's message carries the new name and the leg's parameters.
 * - The message is not dispatched again: it continues with handlers of the new name whose priority comes after the
 *   driver's 10.
 *
 * Also, in `parameters` (see `Wildcards`): `<parameters of the new message>`.
 *
 * Handled by: drivers@10, callfork@10.
 *
 * Source: Channel.cpp:1551, Channel.cpp:778, callfork.cpp:944.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanMasquerade = /* @__PURE__ */ Definition.viewed("chan.masquerade", {} as ChanMasquerade.View, () => {
  const own = {
    id: Param.ChannelId,
    message: Param.Text,
    complete_minimal: Param.lenient(Param.Boolean),
    billid: Param.optional(Param.Text)
  }
  const answer = {
    id: Param.optional(Param.ChannelId),
    cdrcreate: Param.lenient(Param.Boolean),
    cdrtrack: Param.lenient(Param.Boolean)
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

/** The types of `chan.masquerade`. */
export declare namespace ChanMasquerade {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Leg to speak for. Source: Channel.cpp:1485; callfork.cpp:946. */
    readonly id: string
    /** Name of the message to become; removed from the parameters. Source: Channel.cpp:1552; callfork.cpp:959. */
    readonly message: string
    /**
     * Fill in only id, module and the channel parameters, not status, address, peer and the rest. Default: "false".
     * Source: Channel.cpp:1557.
     */
    readonly complete_minimal?: boolean
    /** Taken by the leg if it has none. Source: Channel.cpp:781. */
    readonly billid?: string
    /** Set to false by a fork for call.answered. Source: callfork.cpp:965. */
    readonly cdrcreate?: boolean
    /** Set to false by a fork for call.execute. Source: callfork.cpp:967. */
    readonly cdrtrack?: boolean
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /** Leg to speak for. Source: Channel.cpp:1485; callfork.cpp:946. */
    readonly id?: string | null
    /** Set to false by a fork for call.answered. Source: callfork.cpp:965. */
    readonly cdrcreate?: boolean | null
    /** Set to false by a fork for call.execute. Source: callfork.cpp:967. */
    readonly cdrtrack?: boolean | null
  }

  /** What is given to send it. */
  interface Send {
    /** Leg to speak for. Source: Channel.cpp:1485; callfork.cpp:946. */
    readonly id: string
    /** Name of the message to become; removed from the parameters. Source: Channel.cpp:1552; callfork.cpp:959. */
    readonly message: string
    /**
     * Fill in only id, module and the channel parameters, not status, address, peer and the rest. Default: "false".
     * Source: Channel.cpp:1557.
     */
    readonly complete_minimal?: boolean
    /** Taken by the leg if it has none. Source: Channel.cpp:781. */
    readonly billid?: string
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /** Leg to speak for. Source: Channel.cpp:1485; callfork.cpp:946. */
    readonly id?: string
    /** Set to false by a fork for call.answered. Source: callfork.cpp:965. */
    readonly cdrcreate?: boolean
    /** Set to false by a fork for call.execute. Source: callfork.cpp:967. */
    readonly cdrtrack?: boolean
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
 * `chan.connect`: connects two existing legs, or their peers, to each other.
 *
 * Answering: True if both legs were found and got connected.
 *
 * Return value: Not used.
 *
 * Sent by: app, module; dispatched (whoever sends it waits for the result).
 *
 * - Each leg must answer chan.locate, so callgen, moh and external module legs cannot be used.
 *
 * Handled by: pbx@90.
 *
 * Source: pbx.cpp:98, queues.cpp:572, wiki Chan.connect.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanConnect = /* @__PURE__ */ Definition.viewed("chan.connect", {} as ChanConnect.View, () => {
  const own = {
    id: Param.ChannelId,
    targetid: Param.ChannelId,
    id_peer: Param.lenient(Param.Boolean),
    targetid_peer: Param.lenient(Param.Boolean),
    reason: Param.optional(Param.Text)
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

/** The types of `chan.connect`. */
export declare namespace ChanConnect {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** First leg. Source: pbx.cpp:100. */
    readonly id: string
    /** Second leg. Source: pbx.cpp:110; queues.cpp:573. */
    readonly targetid: string
    /** Use the peer of the first leg. Default: "false". Source: pbx.cpp:101. */
    readonly id_peer?: boolean
    /** Use the peer of the second leg. Default: "false". Source: pbx.cpp:110. */
    readonly targetid_peer?: boolean
    /** Told to the legs that lose their peer. Source: pbx.cpp:113. */
    readonly reason?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What is given to send it. */
  interface Send {
    /** First leg. Source: pbx.cpp:100. */
    readonly id: string
    /** Second leg. Source: pbx.cpp:110; queues.cpp:573. */
    readonly targetid: string
    /** Use the peer of the first leg. Default: "false". Source: pbx.cpp:101. */
    readonly id_peer?: boolean
    /** Use the peer of the second leg. Default: "false". Source: pbx.cpp:110. */
    readonly targetid_peer?: boolean
    /** Told to the legs that lose their peer. Source: pbx.cpp:113. */
    readonly reason?: string
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
 * `chan.locate`: finds out whether a leg exists; inside the engine it also returns the leg itself.
 *
 * Answering: True if the leg exists.
 *
 * Return value: Not used.
 *
 * Sent by: module, app; dispatched (whoever sends it waits for the result).
 *
 * - Legs of callgen and moh and external module channels are not found.
 * - park answers true for any id that starts with park/, even if there is no such call.
 *
 * Handled by: callfork@40, drivers@40, park@100.
 *
 * Source: Channel.cpp:1559, callfork.cpp:944, park.cpp:277, queue_out.php:91, wiki Chan.locate.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanLocate = /* @__PURE__ */ Definition.viewed("chan.locate", {} as ChanLocate.View, () => {
  const own = {
    id: Param.ChannelId,
    complete: Param.lenient(Param.Boolean),
    complete_minimal: Param.lenient(Param.Boolean),
    complete_params: Param.lenient(Param.Boolean),
    chan_params: Param.lenient(Param.Boolean)
  }
  const answer = {
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
    module: Param.optional(Param.Text)
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

/** The types of `chan.locate`. */
export declare namespace ChanLocate {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Leg to find. Source: Channel.cpp:1485; pbx.cpp:88; park.cpp:279. */
    readonly id: string
    /** Put the leg's parameters in the reply. Default: "false". Source: yatephone.h:2137. */
    readonly complete?: boolean
    /** With complete: only id and module. Default: "false". Source: yatephone.h:2138. */
    readonly complete_minimal?: boolean
    /** With complete: also the parameters kept for the disconnect. Default: "false". Source: yatephone.h:2139. */
    readonly complete_params?: boolean
    /** Only the stored channel parameters. Default: "false". Source: yatephone.h:2144. */
    readonly chan_params?: boolean
    /** Status of the leg, with complete. Source: Channel.cpp:666. */
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
    /** Address of the leg, with complete. Source: Channel.cpp:668. */
    readonly address?: string
    /** Target of the leg, with complete. Source: Channel.cpp:670. */
    readonly targetid?: string
    /** Billing identifier, with complete. Source: Channel.cpp:672. */
    readonly billid?: string
    /** Peer of the leg, with complete. Source: Channel.cpp:675. */
    readonly peerid?: string
    /** Last peer of the leg, with complete. Source: Channel.cpp:677. */
    readonly lastpeerid?: string
    /** With complete. Source: Channel.cpp:678. */
    readonly answered?: boolean
    /** With complete. Source: Channel.cpp:679. */
    readonly direction?: "incoming" | "outgoing" | (string & {})
    /** Driver of the leg, with complete. Source: Channel.cpp:654. */
    readonly module?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /** Status of the leg, with complete. Source: Channel.cpp:666. */
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
      | null
    /** Address of the leg, with complete. Source: Channel.cpp:668. */
    readonly address?: string | null
    /** Target of the leg, with complete. Source: Channel.cpp:670. */
    readonly targetid?: string | null
    /** Billing identifier, with complete. Source: Channel.cpp:672. */
    readonly billid?: string | null
    /** Peer of the leg, with complete. Source: Channel.cpp:675. */
    readonly peerid?: string | null
    /** Last peer of the leg, with complete. Source: Channel.cpp:677. */
    readonly lastpeerid?: string | null
    /** With complete. Source: Channel.cpp:678. */
    readonly answered?: boolean | null
    /** With complete. Source: Channel.cpp:679. */
    readonly direction?: "incoming" | "outgoing" | (string & {}) | null
    /** Driver of the leg, with complete. Source: Channel.cpp:654. */
    readonly module?: string | null
  }

  /** What is given to send it. */
  interface Send {
    /** Leg to find. Source: Channel.cpp:1485; pbx.cpp:88; park.cpp:279. */
    readonly id: string
    /** Put the leg's parameters in the reply. Default: "false". Source: yatephone.h:2137. */
    readonly complete?: boolean
    /** With complete: only id and module. Default: "false". Source: yatephone.h:2138. */
    readonly complete_minimal?: boolean
    /** With complete: also the parameters kept for the disconnect. Default: "false". Source: yatephone.h:2139. */
    readonly complete_params?: boolean
    /** Only the stored channel parameters. Default: "false". Source: yatephone.h:2144. */
    readonly chan_params?: boolean
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /** Status of the leg, with complete. Source: Channel.cpp:666. */
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
    /** Address of the leg, with complete. Source: Channel.cpp:668. */
    readonly address?: string
    /** Target of the leg, with complete. Source: Channel.cpp:670. */
    readonly targetid?: string
    /** Billing identifier, with complete. Source: Channel.cpp:672. */
    readonly billid?: string
    /** Peer of the leg, with complete. Source: Channel.cpp:675. */
    readonly peerid?: string
    /** Last peer of the leg, with complete. Source: Channel.cpp:677. */
    readonly lastpeerid?: string
    /** With complete. Source: Channel.cpp:678. */
    readonly answered?: boolean
    /** With complete. Source: Channel.cpp:679. */
    readonly direction?: "incoming" | "outgoing" | (string & {})
    /** Driver of the leg, with complete. Source: Channel.cpp:654. */
    readonly module?: string
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
 * `chan.operation`: PBX operation on an assisted leg: hold, conference, transfer, second call.
 *
 * Answering: True if the operation was done; on failure an error tone is played to the leg.
 *
 * Return value: Not used.
 *
 * Sent by: module, app; dispatched or enqueued.
 *
 * - Needs the pbxassist module; several operations need the leg as user data, so send it through chan.masquerade.
 *
 * Also, in `parameters` (see `Wildcards`): `<channel params>`, `opercreate, opercreate<n>, operusers<n>`.
 *
 * Handled by: pbxassist.
 *
 * Source: pbxassist.cpp:222, pbxassist.cpp:728.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanOperation = /* @__PURE__ */ Definition.viewed("chan.operation", {} as ChanOperation.View, () => {
  const own = {
    id: Param.ChannelId,
    operation: Param.oneOf(
      "setstate",
      "passthrough",
      "conference",
      "secondcall",
      "onhold",
      "returnhold",
      "returnconf",
      "returntone",
      "dialtone",
      "transfer",
      "dotransfer",
      "fortransfer",
      "canceltransfer"
    ),
    target: Param.optional(Param.Phone),
    state: Param.optional(Param.Text),
    room: Param.optional(Param.Target),
    reason: Param.optional(Param.Text),
    confowner: Param.lenient(Param.Boolean),
    onhangup: Param.lenient(Param.Boolean),
    pbxguest: Param.lenient(Param.Boolean),
    pbxassist: Param.lenient(Param.Boolean),
    pbxparams: Param.lenient(Param.Names),
    copyparams: Param.lenient(Param.Names),
    pbxstate: Param.optional(Param.Text),
    users: Param.lenient(Param.Int)
  }
  return {
    params: {
      ...Groups.channelFull(),
      ...Groups.tracking(),
      ...own
    },
    send: own,
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `chan.operation`. */
export declare namespace ChanOperation {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.ChannelFull, Groups.Tracking {
    /** Assisted leg. Source: assist.cpp:28; pbxassist.cpp:466. */
    readonly id: string
    /** What to do. Source: pbxassist.cpp:278; pbxassist.cpp:732; pbxassist.cpp:735; pbxassist.cpp:765. */
    readonly operation:
      | "setstate"
      | "passthrough"
      | "conference"
      | "secondcall"
      | "onhold"
      | "returnhold"
      | "returnconf"
      | "returntone"
      | "dialtone"
      | "transfer"
      | "dotransfer"
      | "fortransfer"
      | "canceltransfer"
      | (string & {})
    /** secondcall, transfer, fortransfer: number to call. Source: pbxassist.cpp:915; pbxassist.cpp:1075. */
    readonly target?: string
    /** setstate: new state, * for the default; others: state to enter. Source: pbxassist.cpp:777; pbxassist.cpp:1029. */
    readonly state?: string
    /** setstate, conference: conference room of the leg. Source: pbxassist.cpp:784; pbxassist.cpp:828. */
    readonly room?: string
    /** Told to the legs that get separated. Source: pbxassist.cpp:960; pbxassist.cpp:997. */
    readonly reason?: string
    /** Make the leg an owner of the room. Source: pbxassist.cpp:787; pbxassist.cpp:831. */
    readonly confowner?: boolean
    /** fortransfer: finish the transfer when the leg hangs up. Source: pbxassist.cpp:1154. */
    readonly onhangup?: boolean
    /** setstate: enter or leave guest mode. Source: pbxassist.cpp:698. */
    readonly pbxguest?: boolean
    /** False keeps the assistant out. Default: "true". Source: pbxassist.cpp:272. */
    readonly pbxassist?: boolean
    /** Parameters of this message to remember for the leg. Source: pbxassist.cpp:708. */
    readonly pbxparams?: ReadonlyArray<string>
    /** Parameters of this message to put in the messages it causes. Source: pbxassist.cpp:171. */
    readonly copyparams?: ReadonlyArray<string>
    /** State the request was made in. Source: pbxassist.cpp:658. */
    readonly pbxstate?: string
    /** Conference users, in the follow-up operation. Source: pbxassist.cpp:1197. */
    readonly users?: number
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What is given to send it. */
  interface Send {
    /** Assisted leg. Source: assist.cpp:28; pbxassist.cpp:466. */
    readonly id: string
    /** What to do. Source: pbxassist.cpp:278; pbxassist.cpp:732; pbxassist.cpp:735; pbxassist.cpp:765. */
    readonly operation:
      | "setstate"
      | "passthrough"
      | "conference"
      | "secondcall"
      | "onhold"
      | "returnhold"
      | "returnconf"
      | "returntone"
      | "dialtone"
      | "transfer"
      | "dotransfer"
      | "fortransfer"
      | "canceltransfer"
      | (string & {})
    /** secondcall, transfer, fortransfer: number to call. Source: pbxassist.cpp:915; pbxassist.cpp:1075. */
    readonly target?: string
    /** setstate: new state, * for the default; others: state to enter. Source: pbxassist.cpp:777; pbxassist.cpp:1029. */
    readonly state?: string
    /** setstate, conference: conference room of the leg. Source: pbxassist.cpp:784; pbxassist.cpp:828. */
    readonly room?: string
    /** Told to the legs that get separated. Source: pbxassist.cpp:960; pbxassist.cpp:997. */
    readonly reason?: string
    /** Make the leg an owner of the room. Source: pbxassist.cpp:787; pbxassist.cpp:831. */
    readonly confowner?: boolean
    /** fortransfer: finish the transfer when the leg hangs up. Source: pbxassist.cpp:1154. */
    readonly onhangup?: boolean
    /** setstate: enter or leave guest mode. Source: pbxassist.cpp:698. */
    readonly pbxguest?: boolean
    /** False keeps the assistant out. Default: "true". Source: pbxassist.cpp:272. */
    readonly pbxassist?: boolean
    /** Parameters of this message to remember for the leg. Source: pbxassist.cpp:708. */
    readonly pbxparams?: ReadonlyArray<string>
    /** Parameters of this message to put in the messages it causes. Source: pbxassist.cpp:171. */
    readonly copyparams?: ReadonlyArray<string>
    /** State the request was made in. Source: pbxassist.cpp:658. */
    readonly pbxstate?: string
    /** Conference users, in the follow-up operation. Source: pbxassist.cpp:1197. */
    readonly users?: number
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
 * `chan.control`: applies control settings to a leg's timers or media nodes, or to another component.
 *
 * Answering: True if the component took it. For a leg that is a media node; changing only its timers returns false
 * though it is done.
 *
 * Return value: Optional text of the result.
 *
 * Sent by: app, module; dispatched or enqueued.
 *
 * - Typed as "control target [operation] name=value ..." on the console, or sent by an app.
 *
 * Also, in `parameters` (see `Wildcards`): `chanparams-prefix, <prefix>*`, `cmd_*`, `<anything>`.
 *
 * Handled by: drivers@90, cpuload@100.
 *
 * Source: Channel.cpp:1563, Channel.cpp:821, Engine.cpp:891, rmanager.cpp:1709, ccongestion.cpp:135.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanControl = /* @__PURE__ */ Definition.viewed("chan.control", {} as ChanControl.View, () => {
  const own = {
    targetid: Param.optional(Param.ChannelId),
    peerid: Param.optional(Param.ChannelId),
    component: Param.optional(Param.Text),
    operation: Param.optional(Param.Text),
    module: Param.optional(Param.Text),
    timeout: Param.lenient(Param.Millis),
    maxcall: Param.lenient(Param.Millis),
    maxpdd: Param.lenient(Param.Millis),
    complete: Param.lenient(Param.Boolean),
    mute: Param.lenient(Param.Boolean),
    smart: Param.lenient(Param.Boolean),
    rtp_forward: Param.optional(Param.Text)
  }
  const answer = {
    "operation-status": Param.lenient(Param.Boolean),
    retVal: Param.optional(Param.Text),
    sip_uri: Param.optional(Param.Uri),
    sip_callid: Param.optional(Param.Text),
    sip_from: Param.optional(Param.Text),
    sip_to: Param.optional(Param.Text),
    local_cseq: Param.lenient(Param.Int),
    remote_cseq: Param.lenient(Param.Int)
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

/** The types of `chan.control`. */
export declare namespace ChanControl {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Leg to control. Source: Channel.cpp:1491; Engine.cpp:892; rmanager.cpp:1710. */
    readonly targetid?: string
    /** Leg to control; tried before targetid. Source: Channel.cpp:1488. */
    readonly peerid?: string
    /** Component to control, when it is not a leg. Source: Engine.cpp:893; rmanager.cpp:1711; cpuload.cpp:743. */
    readonly component?: string
    /** What to do; query asks a SIP leg for its dialog. Source: Engine.cpp:899; rmanager.cpp:1716; ysipchan.cpp:8875. */
    readonly operation?: string
    /** Who asks; rmanager wants operation-status in the reply. Source: rmanager.cpp:1712; TelEngine.cpp:788. */
    readonly module?: string
    /** New longest duration of the leg. Milliseconds on the wire. Source: Channel.cpp:610. */
    readonly timeout?: Duration.Duration
    /** New longest time to wait for the answer. Milliseconds on the wire. Source: Channel.cpp:622. */
    readonly maxcall?: Duration.Duration
    /** New longest time to wait for progress. Milliseconds on the wire. Source: Channel.cpp:638. */
    readonly maxpdd?: Duration.Duration
    /** Put the leg's parameters in the reply. Source: yatephone.h:2137. */
    readonly complete?: boolean
    /** Conference leg: stop or resume mixing it in. Source: conference.cpp:1027. */
    readonly mute?: boolean
    /** Conference leg: energy and noise detection. Source: conference.cpp:1032. */
    readonly smart?: boolean
    /** SIP, operation update_rtp_forward: new forwarding. Source: ysipchan.cpp:8896. */
    readonly rtp_forward?: string
    /** Result, for rmanager. Source: TelEngine.cpp:791; rmanager.cpp:1724. */
    readonly "operation-status"?: boolean
    /** Text of the result. Source: TelEngine.cpp:785; rmanager.cpp:1725. */
    readonly retVal?: string
    /** query: remote URI. Source: ysipchan.cpp:8877. */
    readonly sip_uri?: string
    /** query: Call-ID. Source: ysipchan.cpp:8878. */
    readonly sip_callid?: string
    /** query: local party and tag. Source: ysipchan.cpp:8883. */
    readonly sip_from?: string
    /** query: remote party and tag. Source: ysipchan.cpp:8888. */
    readonly sip_to?: string
    /** query: last sequence number sent. Source: ysipchan.cpp:8891. */
    readonly local_cseq?: number
    /** query: last sequence number received. Source: ysipchan.cpp:8893. */
    readonly remote_cseq?: number
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /** Result, for rmanager. Source: TelEngine.cpp:791; rmanager.cpp:1724. */
    readonly "operation-status"?: boolean | null
    /** Text of the result. Source: TelEngine.cpp:785; rmanager.cpp:1725. */
    readonly retVal?: string | null
    /** query: remote URI. Source: ysipchan.cpp:8877. */
    readonly sip_uri?: string | null
    /** query: Call-ID. Source: ysipchan.cpp:8878. */
    readonly sip_callid?: string | null
    /** query: local party and tag. Source: ysipchan.cpp:8883. */
    readonly sip_from?: string | null
    /** query: remote party and tag. Source: ysipchan.cpp:8888. */
    readonly sip_to?: string | null
    /** query: last sequence number sent. Source: ysipchan.cpp:8891. */
    readonly local_cseq?: number | null
    /** query: last sequence number received. Source: ysipchan.cpp:8893. */
    readonly remote_cseq?: number | null
  }

  /** What is given to send it. */
  interface Send {
    /** Leg to control. Source: Channel.cpp:1491; Engine.cpp:892; rmanager.cpp:1710. */
    readonly targetid?: string
    /** Leg to control; tried before targetid. Source: Channel.cpp:1488. */
    readonly peerid?: string
    /** Component to control, when it is not a leg. Source: Engine.cpp:893; rmanager.cpp:1711; cpuload.cpp:743. */
    readonly component?: string
    /** What to do; query asks a SIP leg for its dialog. Source: Engine.cpp:899; rmanager.cpp:1716; ysipchan.cpp:8875. */
    readonly operation?: string
    /** Who asks; rmanager wants operation-status in the reply. Source: rmanager.cpp:1712; TelEngine.cpp:788. */
    readonly module?: string
    /** New longest duration of the leg. Milliseconds on the wire. Source: Channel.cpp:610. */
    readonly timeout?: Duration.Duration
    /** New longest time to wait for the answer. Milliseconds on the wire. Source: Channel.cpp:622. */
    readonly maxcall?: Duration.Duration
    /** New longest time to wait for progress. Milliseconds on the wire. Source: Channel.cpp:638. */
    readonly maxpdd?: Duration.Duration
    /** Put the leg's parameters in the reply. Source: yatephone.h:2137. */
    readonly complete?: boolean
    /** Conference leg: stop or resume mixing it in. Source: conference.cpp:1027. */
    readonly mute?: boolean
    /** Conference leg: energy and noise detection. Source: conference.cpp:1032. */
    readonly smart?: boolean
    /** SIP, operation update_rtp_forward: new forwarding. Source: ysipchan.cpp:8896. */
    readonly rtp_forward?: string
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /** Result, for rmanager. Source: TelEngine.cpp:791; rmanager.cpp:1724. */
    readonly "operation-status"?: boolean
    /** Text of the result. Source: TelEngine.cpp:785; rmanager.cpp:1725. */
    readonly retVal?: string
    /** query: remote URI. Source: ysipchan.cpp:8877. */
    readonly sip_uri?: string
    /** query: Call-ID. Source: ysipchan.cpp:8878. */
    readonly sip_callid?: string
    /** query: local party and tag. Source: ysipchan.cpp:8883. */
    readonly sip_from?: string
    /** query: remote party and tag. Source: ysipchan.cpp:8888. */
    readonly sip_to?: string
    /** query: last sequence number sent. Source: ysipchan.cpp:8891. */
    readonly local_cseq?: number
    /** query: last sequence number received. Source: ysipchan.cpp:8893. */
    readonly remote_cseq?: number
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
 * `chan.rtp`: asks the RTP module to make, change or end a media session for a leg.
 *
 * Answering: True if the session exists; localip and localport tell where.
 *
 * Return value: Not used.
 *
 * Sent by: driver, module; dispatched (whoever sends it waits for the result).
 *
 * - It needs the leg as user data, so an external app can only watch it.
 * - If notifymsg is set in yrtpchan.conf [timeouts], lost media sends a message of that configured name with id,
 *   reason=nomedia, event=timeout and initial (yrtpchan.cpp:926).
 *
 * Also, in `parameters` (see `Wildcards`): `<channel params>`.
 *
 * Handled by: yrtp@100, mrcp@150.
 *
 * Source: yrtpchan.cpp:1448, ysipchan.cpp:7420.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanRtp = /* @__PURE__ */ Definition.viewed("chan.rtp", {} as ChanRtp.View, () => {
  const answer = {
    rtpid: Param.optional(Param.Text),
    localip: Param.optional(Param.IpAddress),
    localport: Param.lenient(Param.Port),
    status: Param.optional(Param.oneOf("created", "updated", "terminated")),
    stats: Param.optional(Param.Text),
    ocrypto_suite: Param.optional(Param.Text),
    ocrypto_key: Param.optional(Param.Text),
    t38maxdatagram: Param.lenient(Param.Int),
    t38redundancy: Param.lenient(Param.Int)
  }
  return {
    params: {
      ...Groups.channelMinimal(),
      ...Groups.tracking(),
      ...answer,
      id: Param.optional(Param.ChannelId),
      ipv6_support: Param.lenient(Param.Boolean),
      direction: Param.optional(Param.oneOf("bidir", "receive", "send")),
      transport: Param.optional(Param.Text),
      media: Param.optional(Param.Text),
      remoteip: Param.optional(Param.IpAddress),
      remoteport: Param.lenient(Param.Port),
      terminate: Param.lenient(Param.Boolean),
      payload: Param.optional(Param.Text),
      format: Param.optional(Param.Text),
      evpayload: Param.lenient(Param.Int),
      timeout: Param.lenient(Param.Millis),
      secure: Param.lenient(Param.Boolean),
      crypto_suite: Param.optional(Param.Text),
      crypto_key: Param.optional(Param.Text),
      minjitter: Param.lenient(Param.Millis),
      maxjitter: Param.lenient(Param.Millis),
      tos: Param.optional(Param.Text),
      autoaddr: Param.lenient(Param.Boolean),
      drillhole: Param.lenient(Param.Boolean),
      getsession: Param.lenient(Param.Boolean),
      fax_divert: Param.optional(Param.Target),
      call_direction: Param.optional(Param.oneOf("incoming", "outgoing")),
      call_address: Param.lenient(Param.Address),
      call_status: Param.optional(Param.Text),
      call_billid: Param.optional(Param.Text)
    },
    answer,
    reply: {
      ...Groups.tracking(),
      ...answer
    }
  }
})

/** The types of `chan.rtp`. */
export declare namespace ChanRtp {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.ChannelMinimal, Groups.Tracking {
    /** The leg that the media is of. Source: Channel.cpp:650; ysipchan.cpp:7439. */
    readonly id?: string
    /** Whether the leg can use IPv6 addresses. Source: yrtpchan.cpp:1414. */
    readonly ipv6_support?: boolean
    /** What to attach to the leg. Source: yrtpchan.cpp:1461; ystunchan.cpp:1115. */
    readonly direction?: "bidir" | "receive" | "send" | (string & {})
    /** RTP/AVP and the like, or udptl. Source: yrtpchan.cpp:1452; ysipchan.cpp:7442. */
    readonly transport?: string
    /** Media type. Default: "audio". Source: yrtpchan.cpp:1481; ysipchan.cpp:7441. */
    readonly media?: string
    /** Identifier of the session. Source: yrtpchan.cpp:1486; yrtpchan.cpp:1570; ysipchan.cpp:7440. */
    readonly rtpid?: string
    /** Where to send. Source: yrtpchan.cpp:1510; ystunchan.cpp:1116. */
    readonly remoteip?: string
    /** Where to send. Source: yrtpchan.cpp:599; ystunchan.cpp:1117. */
    readonly remoteport?: number
    /** Local address to use, and the one used. Source: yrtpchan.cpp:1517; yrtpchan.cpp:1568. */
    readonly localip?: string
    /** Local port used. Source: yrtpchan.cpp:1569. */
    readonly localport?: number
    /** What was done. Source: yrtpchan.cpp:1571; yrtpchan.cpp:1500. */
    readonly status?: "created" | "updated" | "terminated" | (string & {})
    /** End the session. Source: yrtpchan.cpp:1460; ysipchan.cpp:7443. */
    readonly terminate?: boolean
    /** Statistics, when ended. Source: yrtpchan.cpp:986; ysipchan.cpp:7451. */
    readonly stats?: string
    /** Payload number or format name. Source: yrtpchan.cpp:679. */
    readonly payload?: string
    /** Data format. Source: yrtpchan.cpp:684. */
    readonly format?: string
    /** Payload number of telephone events. Default: "101". Source: yrtpchan.cpp:683. */
    readonly evpayload?: number
    /** Silence that counts as media loss. Milliseconds on the wire. Source: yrtpchan.cpp:621. */
    readonly timeout?: Duration.Duration
    /** Offer SRTP. Source: yrtpchan.cpp:603. */
    readonly secure?: boolean
    /** SRTP suite of the remote party. Source: yrtpchan.cpp:748. */
    readonly crypto_suite?: string
    /** SRTP key of the remote party. Source: yrtpchan.cpp:751. */
    readonly crypto_key?: string
    /** SRTP suite to offer. Source: yrtpchan.cpp:848. */
    readonly ocrypto_suite?: string
    /** SRTP key to offer. Source: yrtpchan.cpp:849. */
    readonly ocrypto_key?: string
    /** Smallest jitter buffer. Milliseconds on the wire. Source: yrtpchan.cpp:782. */
    readonly minjitter?: Duration.Duration
    /** Largest jitter buffer. Milliseconds on the wire. Source: yrtpchan.cpp:783. */
    readonly maxjitter?: Duration.Duration
    /** Type of service of the packets. Source: yrtpchan.cpp:685. */
    readonly tos?: string
    /** Follow the address packets come from. Source: yrtpchan.cpp:611. */
    readonly autoaddr?: boolean
    /** Open a NAT hole. Source: yrtpchan.cpp:772. */
    readonly drillhole?: boolean
    /** Return the session object as user data. Source: yrtpchan.cpp:1573. */
    readonly getsession?: boolean
    /** Where to send the call when a fax is signalled. Source: yrtpchan.cpp:992. */
    readonly fax_divert?: string
    /** Direction of the leg. Source: ysipchan.cpp:7425. */
    readonly call_direction?: "incoming" | "outgoing" | (string & {})
    /** Address of the leg. Source: ysipchan.cpp:7426. */
    readonly call_address?: Address
    /** Status of the leg. Source: ysipchan.cpp:7427. */
    readonly call_status?: string
    /** Billing identifier of the leg. Source: ysipchan.cpp:7428. */
    readonly call_billid?: string
    /** UDPTL: largest datagram. Source: yrtpchan.cpp:431; yrtpchan.cpp:552. */
    readonly t38maxdatagram?: number
    /** UDPTL: redundancy. Source: yrtpchan.cpp:436; yrtpchan.cpp:554. */
    readonly t38redundancy?: number
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /** Identifier of the session. Source: yrtpchan.cpp:1486; yrtpchan.cpp:1570; ysipchan.cpp:7440. */
    readonly rtpid?: string | null
    /** Local address to use, and the one used. Source: yrtpchan.cpp:1517; yrtpchan.cpp:1568. */
    readonly localip?: string | null
    /** Local port used. Source: yrtpchan.cpp:1569. */
    readonly localport?: number | null
    /** What was done. Source: yrtpchan.cpp:1571; yrtpchan.cpp:1500. */
    readonly status?: "created" | "updated" | "terminated" | (string & {}) | null
    /** Statistics, when ended. Source: yrtpchan.cpp:986; ysipchan.cpp:7451. */
    readonly stats?: string | null
    /** SRTP suite to offer. Source: yrtpchan.cpp:848. */
    readonly ocrypto_suite?: string | null
    /** SRTP key to offer. Source: yrtpchan.cpp:849. */
    readonly ocrypto_key?: string | null
    /** UDPTL: largest datagram. Source: yrtpchan.cpp:431; yrtpchan.cpp:552. */
    readonly t38maxdatagram?: number | null
    /** UDPTL: redundancy. Source: yrtpchan.cpp:436; yrtpchan.cpp:554. */
    readonly t38redundancy?: number | null
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /** Identifier of the session. Source: yrtpchan.cpp:1486; yrtpchan.cpp:1570; ysipchan.cpp:7440. */
    readonly rtpid?: string
    /** Local address to use, and the one used. Source: yrtpchan.cpp:1517; yrtpchan.cpp:1568. */
    readonly localip?: string
    /** Local port used. Source: yrtpchan.cpp:1569. */
    readonly localport?: number
    /** What was done. Source: yrtpchan.cpp:1571; yrtpchan.cpp:1500. */
    readonly status?: "created" | "updated" | "terminated" | (string & {})
    /** Statistics, when ended. Source: yrtpchan.cpp:986; ysipchan.cpp:7451. */
    readonly stats?: string
    /** SRTP suite to offer. Source: yrtpchan.cpp:848. */
    readonly ocrypto_suite?: string
    /** SRTP key to offer. Source: yrtpchan.cpp:849. */
    readonly ocrypto_key?: string
    /** UDPTL: largest datagram. Source: yrtpchan.cpp:431; yrtpchan.cpp:552. */
    readonly t38maxdatagram?: number
    /** UDPTL: redundancy. Source: yrtpchan.cpp:436; yrtpchan.cpp:554. */
    readonly t38redundancy?: number
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
 * `chan.replaced`: tells that in a chain of legs some ids now stand for others, after a fork was answered.
 *
 * Answering: It is a broadcast; the result is not used.
 *
 * Return value: Not used.
 *
 * Sent by: module; enqueued (nobody waits for the result); every handler gets it, whatever those before it answered.
 *
 * Also, in `parameters` (see `Wildcards`): `id.<n>, newid.<n>, peerid.<n>`.
 *
 * Handled by: pbxassist.
 *
 * Source: callfork.cpp:606, callfork.cpp:189, pbxassist.cpp:295, wiki Chan.replaced.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanReplaced = /* @__PURE__ */ Definition.viewed("chan.replaced", {} as ChanReplaced.View, () => {
  return {
    params: {
      ...Groups.tracking(),
      id: Param.ChannelId,
      newid: Param.ChannelId,
      peerid: Param.optional(Param.ChannelId)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `chan.replaced`. */
export declare namespace ChanReplaced {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Leg that was replaced. Source: callfork.cpp:607; callfork.cpp:190. */
    readonly id: string
    /** Leg that takes its place. Source: callfork.cpp:608; callfork.cpp:191. */
    readonly newid: string
    /** Peer of the new leg. Source: callfork.cpp:609; callfork.cpp:192. */
    readonly peerid?: string
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
 * `chan.transfer`: asks a leg to transfer its far end to another destination by protocol means.
 *
 * Answering: True if the transfer was sent.
 *
 * Return value: Not used.
 *
 * Sent by: app, module; dispatched (whoever sends it waits for the result).
 *
 * - Only the Jingle driver installs it in this version.
 *
 * Handled by: jingle@100.
 *
 * Source: Channel.cpp:1547, yjinglechan.cpp:1434.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanTransfer = /* @__PURE__ */ Definition.viewed("chan.transfer", {} as ChanTransfer.View, () => {
  const own = {
    targetid: Param.ChannelId,
    peerid: Param.optional(Param.ChannelId),
    to: Param.optional(Param.Text),
    channelid: Param.optional(Param.ChannelId),
    subject: Param.optional(Param.Text)
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

/** The types of `chan.transfer`. */
export declare namespace ChanTransfer {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Leg to transfer (peerid is tried first). Source: Channel.cpp:1491. */
    readonly targetid: string
    /** Leg to transfer. Source: Channel.cpp:1488. */
    readonly peerid?: string
    /** Transfer destination. Source: yjinglechan.cpp:1441. */
    readonly to?: string
    /** Attended transfer: leg whose session is taken over. Source: yjinglechan.cpp:1444. */
    readonly channelid?: string
    /** Text sent with the request. Source: yjinglechan.cpp:1483. */
    readonly subject?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What is given to send it. */
  interface Send {
    /** Leg to transfer (peerid is tried first). Source: Channel.cpp:1491. */
    readonly targetid: string
    /** Leg to transfer. Source: Channel.cpp:1488. */
    readonly peerid?: string
    /** Transfer destination. Source: yjinglechan.cpp:1441. */
    readonly to?: string
    /** Attended transfer: leg whose session is taken over. Source: yjinglechan.cpp:1444. */
    readonly channelid?: string
    /** Text sent with the request. Source: yjinglechan.cpp:1483. */
    readonly subject?: string
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
