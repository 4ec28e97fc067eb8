/**
 * The messages of the family `chan`: 17 definitions.
 *
 * Generated from catalogue/chan.yaml by `pnpm generate`: change the data, not this file.
 *
 * @since 0.1.0
 */
import * as Definition from "./Definition.ts"
import * as Param from "./Param.ts"

/** What every message that a channel builds about itself carries at least. */
const channelMinimal = () => ({
  /** Identifier of the channel the message is about, "driver/number". Source: Channel.cpp:650. */
  id: Param.ChannelId,
  /** Name of the driver that owns the channel. Source: Channel.cpp:654. */
  module: Param.optional(Param.Text),
  /** Debug trace identifier, present only if the channel has one. Source: Channel.cpp:652. */
  trace_id: Param.optional(Param.Text)
})

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
export const ChanStartup = /* @__PURE__ */ Definition.lazy("chan.startup", () => {
  const own = {
    /** The new leg. Source: Channel.cpp:650; callgen.cpp:161. */
    id: Param.ChannelId,
    /** Calling party. Source: ysipchan.cpp:6830; dumbchan.cpp:52. */
    caller: Param.optional(Param.Phone),
    /** Called party. Source: ysipchan.cpp:6831; callgen.cpp:162. */
    called: Param.optional(Param.Phone),
    /** Display name of the calling party; outgoing legs. Source: ysipchan.cpp:7075; dumbchan.cpp:52. */
    callername: Param.optional(Param.Text),
    /** Called number as really dialled; outgoing SIP legs. Source: ysipchan.cpp:7076. */
    calledfull: Param.optional(Param.Phone),
    /** Destination that made the leg; outgoing legs. Source: dumbchan.cpp:52; ysipchan.cpp:7075. */
    callto: Param.optional(Param.Target),
    /** User the call belongs to. Source: ysipchan.cpp:6833; dumbchan.cpp:52. */
    username: Param.optional(Param.Text),
    /** Module name, in place of module, from a few modules. Source: park.cpp:187. */
    driver: Param.optional(Param.Text),
    /** SIP Call-ID; outgoing SIP legs. Source: ysipchan.cpp:7078. */
    sip_callid: Param.optional(Param.Text),
    /** SIP transport used. Source: ysipchan.cpp:7079; ysipchan.cpp:6834. */
    connection_id: Param.optional(Param.Text),
    /** False tells the CDR builder not to follow the leg. Source: callfork.cpp:353; cdrbuild.cpp:552. */
    cdrtrack: Param.lenient(Param.Boolean),
    /** False keeps the leg's CDR from being written. Source: park.cpp:158; cdrbuild.cpp:479. */
    cdrwrite: Param.lenient(Param.Boolean),
    /** False keeps the CDR builder from opening a record. Source: cdrbuild.cpp:584. */
    cdrcreate: Param.lenient(Param.Boolean),
    /** Turns PBX assistance of the leg on or off. Source: pbxassist.cpp:200. */
    pbxassist: Param.lenient(Param.Boolean),
    /** Leg that takes part in PBX operations without its own commands. Source: pbxassist.cpp:210; callfork.cpp:354. */
    pbxguest: Param.lenient(Param.Boolean),
    /** A fork's own start: the calling leg. Source: callfork.cpp:355. */
    "fork.origid": Param.optional(Param.ChannelId)
  }
  return {
    params: {
      ...channelFull(),
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
export const ChanConnected = /* @__PURE__ */ Definition.lazy("chan.connected", () => {
  return {
    params: {
      ...channelFull(),
      ...tracking(),
      /** Reason given for the connection change. Source: Channel.cpp:526. */
      reason: Param.optional(Param.Text)
    },
    reply: {
      ...tracking()
    }
  }
})

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
export const ChanDisconnected = /* @__PURE__ */ Definition.lazy("chan.disconnected", () => {
  const answer = {
    /** Prefix of parameters to add as SIP headers to the final message of the leg. Source: ysipchan.cpp:8913. */
    "osip-prefix": Param.optional(Param.Text),
    /** Prefix of parameters for the body of that message. Source: ysipchan.cpp:8914. */
    "message-prefix": Param.optional(Param.Text)
  }
  return {
    params: {
      ...channelFull(),
      ...tracking(),
      ...answer,
      /** SIP legs: the code of the answer that ended it. Source: ysipchan.cpp:7514; ysipchan.cpp:7582. */
      cause_sip: Param.lenient(Param.Int),
      /** SIP legs: the text of that answer. Source: ysipchan.cpp:7515; ysipchan.cpp:7584. */
      reason_sip: Param.optional(Param.Text),
      /** SIP legs: what RTP counted, PS=… OS=… PR=… OR=… PL=…. Source: ysipchan.cpp:7454. */
      rtp_stats: Param.optional(Param.Text),
      /** The leg that lost its peer. Source: Channel.cpp:650; extmodule.cpp:630. */
      id: Param.ChannelId,
      /**
       * Why: the reason of the call.drop or of the connection change, or what the far end signalled. Source:
       * Channel.cpp:580; Channel.cpp:1838.
       */
      reason: Param.optional(Param.HangupReason),
      /** Error keyword, when a call.execute after routing failed. Source: Channel.cpp:1837; callfork.cpp:215. */
      error: Param.optional(Param.ErrorWord),
      /** True when the leg was routed but could not be connected. Source: Channel.cpp:1839. */
      reroute: Param.lenient(Param.Boolean),
      /** The far end asks to redirect the call to called. Source: pbxassist.cpp:479. */
      redirect: Param.lenient(Param.Boolean),
      /** Redirection target. Source: pbxassist.cpp:483. */
      called: Param.optional(Param.Phone),
      /** Reason of the redirection. Source: pbxassist.cpp:482. */
      divert_reason: Param.optional(Param.Text)
    },
    answer,
    reply: {
      ...tracking(),
      ...answer
    }
  }
})

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
export const ChanHangup = /* @__PURE__ */ Definition.lazy("chan.hangup", () => {
  const own = {
    /** SIP legs: the code of the answer that ended it. Source: ysipchan.cpp:7514; ysipchan.cpp:7582. */
    cause_sip: Param.lenient(Param.Int),
    /** SIP legs: the text of that answer. Source: ysipchan.cpp:7515; ysipchan.cpp:7584. */
    reason_sip: Param.optional(Param.Text),
    /** The leg that ended. Source: Channel.cpp:650; callgen.cpp:173. */
    id: Param.ChannelId,
    /**
     * Why it ended, as text. Some drivers (dumb, conf) only give it through status. Source: ysipchan.cpp:7177;
     * park.cpp:136; yiaxchan.cpp:2795.
     */
    reason: Param.optional(Param.HangupReason),
    /** Module name, in place of module, from a few modules. Source: park.cpp:187. */
    driver: Param.optional(Param.Text),
    /** Media statistics of the leg. Source: ysipchan.cpp:7454. */
    rtp_stats: Param.optional(Param.Text),
    /** False keeps the CDR builder out. Source: callfork.cpp:202; cdrbuild.cpp:552. */
    cdrtrack: Param.lenient(Param.Boolean),
    /** Queued call that this operator leg was serving. Source: queues.cpp:621. */
    notify: Param.optional(Param.ChannelId),
    /** Queue that this operator leg was serving. Source: queues.cpp:622. */
    queue: Param.optional(Param.Text)
  }
  return {
    params: {
      ...channelFull(),
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
 * @category chan
 * @since 0.1.0
 */
export const ChanDtmf = /* @__PURE__ */ Definition.lazy("chan.dtmf", () => {
  const own = {
    /** Leg where the digit was received (the sender). Source: Channel.cpp:650. */
    id: Param.optional(Param.ChannelId),
    /**
     * The digits: 0-9 * # A-D; O for a continuity tone. Source: Channel.cpp:1542; ysipchan.cpp:8334;
     * tonedetect.cpp:381; tonedetect.cpp:440.
     */
    text: Param.Text,
    /** Leg that should get the digit; tried first. Source: Channel.cpp:1488. */
    peerid: Param.optional(Param.ChannelId),
    /**
     * Leg that should get the digit if peerid is of another driver; a SIP leg puts its media id there for RFC 2833.
     * Source: Channel.cpp:1491; ysipchan.cpp:9461; yrtpchan.cpp:1581.
     */
    targetid: Param.optional(Param.ChannelId),
    /**
     * How it was found. Source: ysipchan.cpp:8335; yrtpchan.cpp:886; tonedetect.cpp:382; yiaxchan.cpp:2686;
     * gvoice.cpp:139.
     */
    detected: Param.optional(Param.oneOf("inband", "rfc2833", "sip-info", "iax-event", "generated")),
    /** Counter of digits on the leg; added by the leg, not by the app. Source: Channel.cpp:983. */
    sequence: Param.lenient(Param.Int),
    /** Same digit found by another method shortly before. Source: Channel.cpp:984. */
    duplicate: Param.lenient(Param.Boolean),
    /** Length of the tone to send. Milliseconds on the wire. Source: yrtpchan.cpp:1593. */
    duration: Param.lenient(Param.Millis),
    /** SIP: methods to send with, in order. Source: ysipchan.cpp:8672. */
    methods: Param.lenient(Param.listOf("rfc2833", "info", "inband")),
    /** SIP: take methods as given instead of limiting to those of the leg. Source: ysipchan.cpp:8674. */
    methods_override: Param.lenient(Param.Boolean),
    /** SIP: single method; older form. Source: ysipchan.cpp:8678. */
    method: Param.optional(Param.Text),
    /** SIP: try the method named in detected first. Source: ysipchan.cpp:8692. */
    honor_dtmf_detect: Param.lenient(Param.Boolean),
    /** False keeps the PBX assistant from collecting the digit. Source: pbxassist.cpp:272. */
    pbxassist: Param.lenient(Param.Boolean)
  }
  const answer = {
    /**
     * Leg that should get the digit if peerid is of another driver; a SIP leg puts its media id there for RFC 2833.
     * Source: Channel.cpp:1491; ysipchan.cpp:9461; yrtpchan.cpp:1581.
     */
    targetid: Param.optional(Param.ChannelId)
  }
  return {
    params: {
      ...channelFull(),
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
export const ChanText = /* @__PURE__ */ Definition.lazy("chan.text", () => {
  const own = {
    /** Leg where the text was received (the sender). Source: Channel.cpp:650. */
    id: Param.optional(Param.ChannelId),
    /** The text. Source: Channel.cpp:1544; yiaxchan.cpp:2676; ysipchan.cpp:2249. */
    text: Param.Text,
    /** Leg that should get the text; tried first. Source: Channel.cpp:1488. */
    peerid: Param.optional(Param.ChannelId),
    /** Leg that should get the text if peerid is of another driver. Source: Channel.cpp:1491. */
    targetid: Param.optional(Param.ChannelId),
    /** SIP: content type of the body. Source: ysipchan.cpp:2246. */
    xsip_type: Param.optional(Param.Text),
    /** SIP: the body, takes the place of text when sending. Source: ysipchan.cpp:2247; ysipchan.cpp:8718. */
    xsip_body: Param.optional(Param.Text)
  }
  const answer = {
    /** SIP: content type of the body. Source: ysipchan.cpp:2246. */
    xsip_type: Param.optional(Param.Text),
    /** SIP: the body, takes the place of text when sending. Source: ysipchan.cpp:2247; ysipchan.cpp:8718. */
    xsip_body: Param.optional(Param.Text)
  }
  return {
    params: {
      ...channelFull(),
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
export const ChanNotify = /* @__PURE__ */ Definition.lazy("chan.notify", () => {
  return {
    params: {
      ...tracking(),
      /**
       * The text given as notify in the request; an app uses its own channel id or any other name. Source:
       * wavefile.cpp:513; wavefile.cpp:791; conference.cpp:369; queues.cpp:495.
       */
      targetid: Param.optional(Param.Text),
      /**
       * Leg concerned. Missing in wave notices of a source that was replaced, of an override or replace sound, and of a
       * file that could not be opened. Source: wavefile.cpp:790; conference.cpp:417; queues.cpp:161.
       */
      id: Param.optional(Param.ChannelId),
      /**
       * Wave: eof (sound ended), maxlen (recording limit reached), replaced (sound was taken off). Missing when the file
       * could not be opened. Source: wavefile.cpp:515; wavefile.cpp:793; wavefile.cpp:460; wavefile.cpp:464.
       */
      reason: Param.optional(Param.oneOf("eof", "maxlen", "replaced")),
      /**
       * Conference: created, joined, left, recording, speaking, dtmf, text, destroyed. Queue: created, queued, position,
       * pickup, answered, noanswer, hangup, destroyed. Source: conference.cpp:370; conference.cpp:422;
       * conference.cpp:456; conference.cpp:802; conference.cpp:1181; queues.cpp:487.
       */
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
      /** Conference: name of the room, without conf/. Source: conference.cpp:371; conference.cpp:1161. */
      room: Param.optional(Param.Text),
      /** Conference created: sample rate. Source: conference.cpp:372. */
      rate: Param.lenient(Param.Int),
      /** Conference: users allowed. Source: conference.cpp:373. */
      maxusers: Param.lenient(Param.Int),
      /** Conference: counted users now. Source: conference.cpp:424; conference.cpp:1182. */
      users: Param.lenient(Param.Int),
      /** Conference dtmf, text: the room is full. Source: conference.cpp:1183. */
      full: Param.lenient(Param.Boolean),
      /** Conference: whether the leg counts as a user. Source: conference.cpp:1159. */
      counted: Param.lenient(Param.Boolean),
      /** Conference: whether the leg is a housekeeping one. Source: conference.cpp:1160. */
      utility: Param.lenient(Param.Boolean),
      /** Conference left: one user remains (only in rooms that allow it). Source: conference.cpp:461. */
      lonely: Param.lenient(Param.Boolean),
      /** Conference: leg that plays announcements. Source: conference.cpp:426. */
      player: Param.optional(Param.ChannelId),
      /** Conference: leg in the room. Source: conference.cpp:420; conference.cpp:1179. */
      peerid: Param.optional(Param.ChannelId),
      /** Conference: last leg on that conference leg. Source: conference.cpp:428; conference.cpp:1187. */
      lastpeerid: Param.optional(Param.ChannelId),
      /** Conference created, queue, call setup: calling party. Source: conference.cpp:374; tonedetect.cpp:372. */
      caller: Param.optional(Param.Phone),
      /** Conference created, call setup: called party. Source: conference.cpp:375; tonedetect.cpp:373. */
      called: Param.optional(Param.Phone),
      /** Conference created: billing identifier. Source: conference.cpp:376. */
      billid: Param.optional(Param.Text),
      /** Conference created: user. Source: conference.cpp:377. */
      username: Param.optional(Param.Text),
      /** Conference recording: where to. Source: conference.cpp:621. */
      record: Param.optional(Param.Target),
      /** Conference dtmf, text: what was received. Source: Channel.cpp:1542. */
      text: Param.optional(Param.Text),
      /** Conference speaking: how many are listed. Source: conference.cpp:816. */
      speakers: Param.lenient(Param.Int),
      /** Conference speaking: the set of speakers changed. Source: conference.cpp:817. */
      changed: Param.lenient(Param.Boolean),
      /** Queue: its name. Source: queues.cpp:496. */
      queue: Param.optional(Param.Text),
      /** Queue: place of the call, from 0. Source: queues.cpp:485. */
      position: Param.lenient(Param.Int),
      /** Queue: operator the call is being offered to. Source: queues.cpp:163. */
      operator: Param.optional(Param.Text),
      /**
       * Detectors: start, setup (caller and called found), terminate, charge, sms, message-summary. Source:
       * tonedetect.cpp:371; analogdetect.cpp:177.
       */
      operation: Param.optional(Param.oneOf("start", "setup", "terminate", "charge", "sms", "message-summary")),
      /** Module that sends it, from some modules. Source: analogdetect.cpp:174; ysockschan.cpp:3515. */
      module: Param.optional(Param.Text),
      /** SOCKS: state of the connection. Source: ysockschan.cpp:3518. */
      status: Param.optional(Param.oneOf("established", "running", "terminated")),
      /** SOCKS: who asked. Source: ysockschan.cpp:3517. */
      notify: Param.optional(Param.Text),
      /** SOCKS: remote address. Source: ysockschan.cpp:3522. */
      remoteip: Param.optional(Param.IpAddress),
      /** SOCKS: remote port. Source: ysockschan.cpp:3523. */
      remoteport: Param.lenient(Param.Port)
    },
    reply: {
      ...tracking()
    }
  }
})

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
 * @category chan
 * @since 0.1.0
 */
export const ChanAttach = /* @__PURE__ */ Definition.lazy("chan.attach", () => {
  const own = {
    /** Leg to work on; only for information, the leg is the user data. Source: wavefile.cpp:865; callgen.cpp:310. */
    id: Param.optional(Param.ChannelId),
    /**
     * What the leg should play to its peer: wave/play/file, tone/name, moh/name, "-" to detach. Removed from the reply
     * when attached (tone, wave). Source: wavefile.cpp:887; tonegen.cpp:1023; moh.cpp:394; pbx.cpp:183.
     */
    source: Param.optional(Param.DataNode),
    /**
     * Where the leg's received media should go: wave/record/file, tone/* (detector), "-" to detach. Source:
     * wavefile.cpp:907; tonedetect.cpp:537; pbx.cpp:184.
     */
    consumer: Param.optional(Param.DataNode),
    /**
     * Sound to play once to the leg over the current source (tone/dtmfstr/123, wave/play/file, "-"). Needs a consumer
     * on the leg. Source: wavefile.cpp:927; tonegen.cpp:1026; pbx.cpp:185.
     */
    override: Param.optional(Param.DataNode),
    /**
     * Sound to play to the leg in place of the current source until it ends. Needs a consumer on the leg. Source:
     * wavefile.cpp:947; tonegen.cpp:1029; pbx.cpp:186.
     */
    replace: Param.optional(Param.DataNode),
    /**
     * Extra consumer that listens to what the leg plays (tone/* detector). Source: tonedetect.cpp:540;
     * Channel.cpp:1022.
     */
    sniffer: Param.optional(Param.DataNode),
    /**
     * Only one thing is asked, so the first handler that did it may stop the message. Default: "false". Source:
     * wavefile.cpp:971; tonegen.cpp:1053; pbx.cpp:236; tonedetect.cpp:572.
     */
    single: Param.lenient(Param.Boolean),
    /**
     * targetid for the chan.notify at the end of the sound or recording. Source: wavefile.cpp:984; tonedetect.cpp:516.
     */
    notify: Param.optional(Param.Text),
    /** The same only for source. Source: wavefile.cpp:990. */
    notify_source: Param.optional(Param.Text),
    /** The same only for consumer. Source: wavefile.cpp:998. */
    notify_consumer: Param.optional(Param.Text),
    /** The same only for override. Source: wavefile.cpp:1014. */
    notify_override: Param.optional(Param.Text),
    /** The same only for replace. Source: wavefile.cpp:1036. */
    notify_replace: Param.optional(Param.Text),
    /**
     * Octets to record before recording stops. Without notify the leg is then disconnected. In bytes. Source:
     * wavefile.cpp:985.
     */
    maxlen: Param.lenient(Param.Octets),
    /** Start the file again at its end. Default: "false". Source: wavefile.cpp:988. */
    autorepeat: Param.lenient(Param.Boolean),
    /** Data format to record in. Source: wavefile.cpp:996. */
    format: Param.optional(Param.Text),
    /** Add to an existing file. Default: "false". Source: wavefile.cpp:997. */
    append: Param.lenient(Param.Boolean),
    /** Language of the tone set. Source: tonegen.cpp:1057. */
    lang: Param.optional(Param.Text),
    /** Sample rate, for sources that can choose. Source: moh.cpp:164. */
    rate: Param.lenient(Param.Int),
    /** Media type to work on, when detaching. Default: "audio". Source: pbx.cpp:195. */
    media: Param.optional(Param.Text),
    /** Tone detector: where to send the call when a fax is heard. Source: tonedetect.cpp:519. */
    fax_divert: Param.optional(Param.Target),
    /** Caller for that diversion. Source: tonedetect.cpp:528. */
    fax_caller: Param.optional(Param.Phone),
    /** Called for that diversion. Source: tonedetect.cpp:529. */
    fax_called: Param.optional(Param.Phone),
    /** Used if fax_caller is missing. Source: tonedetect.cpp:528. */
    caller: Param.optional(Param.Phone),
    /** Used if fax_called is missing. Source: tonedetect.cpp:529. */
    called: Param.optional(Param.Phone),
    /** Conference: room of a record warning. Source: conference.cpp:608. */
    room: Param.optional(Param.Text),
    /** yrtp: RTP wrapper to attach. Source: yrtpchan.cpp:1411; yrtpchan.cpp:1441. */
    rtpid: Param.optional(Param.Text),
    /** yrtp: local address. Source: yrtpchan.cpp:1413; yrtpchan.cpp:1439. */
    localip: Param.optional(Param.IpAddress),
    /** yrtp: remote address. Source: yrtpchan.cpp:1399. */
    remoteip: Param.optional(Param.IpAddress),
    /** filetransfer: close when done. Source: filetransfer.cpp:1076. */
    autoclose: Param.lenient(Param.Boolean)
  }
  const answer = {
    /**
     * What the leg should play to its peer: wave/play/file, tone/name, moh/name, "-" to detach. Removed from the reply
     * when attached (tone, wave). Source: wavefile.cpp:887; tonegen.cpp:1023; moh.cpp:394; pbx.cpp:183.
     */
    source: Param.optional(Param.DataNode),
    /**
     * Where the leg's received media should go: wave/record/file, tone/* (detector), "-" to detach. Source:
     * wavefile.cpp:907; tonedetect.cpp:537; pbx.cpp:184.
     */
    consumer: Param.optional(Param.DataNode),
    /**
     * Sound to play once to the leg over the current source (tone/dtmfstr/123, wave/play/file, "-"). Needs a consumer
     * on the leg. Source: wavefile.cpp:927; tonegen.cpp:1026; pbx.cpp:185.
     */
    override: Param.optional(Param.DataNode),
    /**
     * Sound to play to the leg in place of the current source until it ends. Needs a consumer on the leg. Source:
     * wavefile.cpp:947; tonegen.cpp:1029; pbx.cpp:186.
     */
    replace: Param.optional(Param.DataNode),
    /** attach-failure, when a detector could not be attached to a bare source. Source: tonedetect.cpp:581. */
    reason: Param.optional(Param.Text),
    /** yrtp: RTP wrapper to attach. Source: yrtpchan.cpp:1411; yrtpchan.cpp:1441. */
    rtpid: Param.optional(Param.Text),
    /** yrtp: local address. Source: yrtpchan.cpp:1413; yrtpchan.cpp:1439. */
    localip: Param.optional(Param.IpAddress),
    /** yrtp: local port. Source: yrtpchan.cpp:1440. */
    localport: Param.lenient(Param.Port)
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
export const ChanRecord = /* @__PURE__ */ Definition.lazy("chan.record", () => {
  const own = {
    /** Leg to work on; only for information, the leg is the user data. Source: tonedetect.cpp:602. */
    id: Param.optional(Param.ChannelId),
    /**
     * Recorder of the leg's own source: wave/record/file, tone/* (detector), "-" to detach. Source: wavefile.cpp:1057;
     * tonedetect.cpp:601; pbx.cpp:243.
     */
    call: Param.optional(Param.DataNode),
    /** Recorder of the peer's source: wave/record/file, "-" to detach. Source: wavefile.cpp:1077; pbx.cpp:244. */
    peer: Param.optional(Param.DataNode),
    /** mux: one two-channel recording of both directions. Source: mux.cpp:709. */
    both: Param.optional(Param.DataNode),
    /** targetid for the chan.notify when maxlen is reached. Source: wavefile.cpp:1100; mux.cpp:694. */
    notify: Param.optional(Param.Text),
    /** The same only for call. Source: wavefile.cpp:1123. */
    notify_call: Param.optional(Param.Text),
    /** The same only for peer. Source: wavefile.cpp:1130. */
    notify_peer: Param.optional(Param.Text),
    /**
     * Octets to record before recording stops. Without notify the leg is then disconnected. In bytes. Source:
     * wavefile.cpp:1101.
     */
    maxlen: Param.lenient(Param.Octets),
    /** Data format to record in. Source: wavefile.cpp:1120; mux.cpp:695. */
    format: Param.optional(Param.Text),
    /** Add to an existing file. Default: "false". Source: wavefile.cpp:1119. */
    append: Param.lenient(Param.Boolean),
    /** Detaching: let the message stop here; taken as true if both are detached. Source: pbx.cpp:269. */
    single: Param.lenient(Param.Boolean),
    /** Media type to work on, when detaching. Default: "audio". Source: pbx.cpp:253. */
    media: Param.optional(Param.Text),
    /** Tone detector: where to send the call when a fax is heard. Source: tonedetect.cpp:519. */
    fax_divert: Param.optional(Param.Target)
  }
  return {
    params: {
      ...channelFull(),
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
export const ChanMasquerade = /* @__PURE__ */ Definition.lazy("chan.masquerade", () => {
  const own = {
    /** Leg to speak for. Source: Channel.cpp:1485; callfork.cpp:946. */
    id: Param.ChannelId,
    /** Name of the message to become; removed from the parameters. Source: Channel.cpp:1552; callfork.cpp:959. */
    message: Param.Text,
    /**
     * Fill in only id, module and the channel parameters, not status, address, peer and the rest. Default: "false".
     * Source: Channel.cpp:1557.
     */
    complete_minimal: Param.lenient(Param.Boolean),
    /** Taken by the leg if it has none. Source: Channel.cpp:781. */
    billid: Param.optional(Param.Text)
  }
  const answer = {
    /** Leg to speak for. Source: Channel.cpp:1485; callfork.cpp:946. */
    id: Param.optional(Param.ChannelId),
    /** Set to false by a fork for call.answered. Source: callfork.cpp:965. */
    cdrcreate: Param.lenient(Param.Boolean),
    /** Set to false by a fork for call.execute. Source: callfork.cpp:967. */
    cdrtrack: Param.lenient(Param.Boolean)
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
export const ChanConnect = /* @__PURE__ */ Definition.lazy("chan.connect", () => {
  const own = {
    /** First leg. Source: pbx.cpp:100. */
    id: Param.ChannelId,
    /** Second leg. Source: pbx.cpp:110; queues.cpp:573. */
    targetid: Param.ChannelId,
    /** Use the peer of the first leg. Default: "false". Source: pbx.cpp:101. */
    id_peer: Param.lenient(Param.Boolean),
    /** Use the peer of the second leg. Default: "false". Source: pbx.cpp:110. */
    targetid_peer: Param.lenient(Param.Boolean),
    /** Told to the legs that lose their peer. Source: pbx.cpp:113. */
    reason: Param.optional(Param.Text)
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
export const ChanLocate = /* @__PURE__ */ Definition.lazy("chan.locate", () => {
  const own = {
    /** Leg to find. Source: Channel.cpp:1485; pbx.cpp:88; park.cpp:279. */
    id: Param.ChannelId,
    /** Put the leg's parameters in the reply. Default: "false". Source: yatephone.h:2137. */
    complete: Param.lenient(Param.Boolean),
    /** With complete: only id and module. Default: "false". Source: yatephone.h:2138. */
    complete_minimal: Param.lenient(Param.Boolean),
    /** With complete: also the parameters kept for the disconnect. Default: "false". Source: yatephone.h:2139. */
    complete_params: Param.lenient(Param.Boolean),
    /** Only the stored channel parameters. Default: "false". Source: yatephone.h:2144. */
    chan_params: Param.lenient(Param.Boolean)
  }
  const answer = {
    /** Status of the leg, with complete. Source: Channel.cpp:666. */
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
    /** Address of the leg, with complete. Source: Channel.cpp:668. */
    address: Param.optional(Param.Text),
    /** Target of the leg, with complete. Source: Channel.cpp:670. */
    targetid: Param.optional(Param.ChannelId),
    /** Billing identifier, with complete. Source: Channel.cpp:672. */
    billid: Param.optional(Param.Text),
    /** Peer of the leg, with complete. Source: Channel.cpp:675. */
    peerid: Param.optional(Param.ChannelId),
    /** Last peer of the leg, with complete. Source: Channel.cpp:677. */
    lastpeerid: Param.optional(Param.ChannelId),
    /** With complete. Source: Channel.cpp:678. */
    answered: Param.lenient(Param.Boolean),
    /** With complete. Source: Channel.cpp:679. */
    direction: Param.optional(Param.oneOf("incoming", "outgoing")),
    /** Driver of the leg, with complete. Source: Channel.cpp:654. */
    module: Param.optional(Param.Text)
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
export const ChanOperation = /* @__PURE__ */ Definition.lazy("chan.operation", () => {
  const own = {
    /** Assisted leg. Source: assist.cpp:28; pbxassist.cpp:466. */
    id: Param.ChannelId,
    /** What to do. Source: pbxassist.cpp:278; pbxassist.cpp:732; pbxassist.cpp:735; pbxassist.cpp:765. */
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
    /** secondcall, transfer, fortransfer: number to call. Source: pbxassist.cpp:915; pbxassist.cpp:1075. */
    target: Param.optional(Param.Phone),
    /**
     * setstate: new state, * for the default; others: state to enter. Source: pbxassist.cpp:777; pbxassist.cpp:1029.
     */
    state: Param.optional(Param.Text),
    /** setstate, conference: conference room of the leg. Source: pbxassist.cpp:784; pbxassist.cpp:828. */
    room: Param.optional(Param.Target),
    /** Told to the legs that get separated. Source: pbxassist.cpp:960; pbxassist.cpp:997. */
    reason: Param.optional(Param.Text),
    /** Make the leg an owner of the room. Source: pbxassist.cpp:787; pbxassist.cpp:831. */
    confowner: Param.lenient(Param.Boolean),
    /** fortransfer: finish the transfer when the leg hangs up. Source: pbxassist.cpp:1154. */
    onhangup: Param.lenient(Param.Boolean),
    /** setstate: enter or leave guest mode. Source: pbxassist.cpp:698. */
    pbxguest: Param.lenient(Param.Boolean),
    /** False keeps the assistant out. Default: "true". Source: pbxassist.cpp:272. */
    pbxassist: Param.lenient(Param.Boolean),
    /** Parameters of this message to remember for the leg. Source: pbxassist.cpp:708. */
    pbxparams: Param.lenient(Param.Names),
    /** Parameters of this message to put in the messages it causes. Source: pbxassist.cpp:171. */
    copyparams: Param.lenient(Param.Names),
    /** State the request was made in. Source: pbxassist.cpp:658. */
    pbxstate: Param.optional(Param.Text),
    /** Conference users, in the follow-up operation. Source: pbxassist.cpp:1197. */
    users: Param.lenient(Param.Int)
  }
  return {
    params: {
      ...channelFull(),
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
export const ChanControl = /* @__PURE__ */ Definition.lazy("chan.control", () => {
  const own = {
    /** Leg to control. Source: Channel.cpp:1491; Engine.cpp:892; rmanager.cpp:1710. */
    targetid: Param.optional(Param.ChannelId),
    /** Leg to control; tried before targetid. Source: Channel.cpp:1488. */
    peerid: Param.optional(Param.ChannelId),
    /** Component to control, when it is not a leg. Source: Engine.cpp:893; rmanager.cpp:1711; cpuload.cpp:743. */
    component: Param.optional(Param.Text),
    /**
     * What to do; query asks a SIP leg for its dialog. Source: Engine.cpp:899; rmanager.cpp:1716; ysipchan.cpp:8875.
     */
    operation: Param.optional(Param.Text),
    /** Who asks; rmanager wants operation-status in the reply. Source: rmanager.cpp:1712; TelEngine.cpp:788. */
    module: Param.optional(Param.Text),
    /** New longest duration of the leg. Milliseconds on the wire. Source: Channel.cpp:610. */
    timeout: Param.lenient(Param.Millis),
    /** New longest time to wait for the answer. Milliseconds on the wire. Source: Channel.cpp:622. */
    maxcall: Param.lenient(Param.Millis),
    /** New longest time to wait for progress. Milliseconds on the wire. Source: Channel.cpp:638. */
    maxpdd: Param.lenient(Param.Millis),
    /** Put the leg's parameters in the reply. Source: yatephone.h:2137. */
    complete: Param.lenient(Param.Boolean),
    /** Conference leg: stop or resume mixing it in. Source: conference.cpp:1027. */
    mute: Param.lenient(Param.Boolean),
    /** Conference leg: energy and noise detection. Source: conference.cpp:1032. */
    smart: Param.lenient(Param.Boolean),
    /** SIP, operation update_rtp_forward: new forwarding. Source: ysipchan.cpp:8896. */
    rtp_forward: Param.optional(Param.Text)
  }
  const answer = {
    /** Result, for rmanager. Source: TelEngine.cpp:791; rmanager.cpp:1724. */
    "operation-status": Param.lenient(Param.Boolean),
    /** Text of the result. Source: TelEngine.cpp:785; rmanager.cpp:1725. */
    retVal: Param.optional(Param.Text),
    /** query: remote URI. Source: ysipchan.cpp:8877. */
    sip_uri: Param.optional(Param.Uri),
    /** query: Call-ID. Source: ysipchan.cpp:8878. */
    sip_callid: Param.optional(Param.Text),
    /** query: local party and tag. Source: ysipchan.cpp:8883. */
    sip_from: Param.optional(Param.Text),
    /** query: remote party and tag. Source: ysipchan.cpp:8888. */
    sip_to: Param.optional(Param.Text),
    /** query: last sequence number sent. Source: ysipchan.cpp:8891. */
    local_cseq: Param.lenient(Param.Int),
    /** query: last sequence number received. Source: ysipchan.cpp:8893. */
    remote_cseq: Param.lenient(Param.Int)
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
export const ChanRtp = /* @__PURE__ */ Definition.lazy("chan.rtp", () => {
  const answer = {
    /** Identifier of the session. Source: yrtpchan.cpp:1486; yrtpchan.cpp:1570; ysipchan.cpp:7440. */
    rtpid: Param.optional(Param.Text),
    /** Local address to use, and the one used. Source: yrtpchan.cpp:1517; yrtpchan.cpp:1568. */
    localip: Param.optional(Param.IpAddress),
    /** Local port used. Source: yrtpchan.cpp:1569. */
    localport: Param.lenient(Param.Port),
    /** What was done. Source: yrtpchan.cpp:1571; yrtpchan.cpp:1500. */
    status: Param.optional(Param.oneOf("created", "updated", "terminated")),
    /** Statistics, when ended. Source: yrtpchan.cpp:986; ysipchan.cpp:7451. */
    stats: Param.optional(Param.Text),
    /** SRTP suite to offer. Source: yrtpchan.cpp:848. */
    ocrypto_suite: Param.optional(Param.Text),
    /** SRTP key to offer. Source: yrtpchan.cpp:849. */
    ocrypto_key: Param.optional(Param.Text),
    /** UDPTL: largest datagram. Source: yrtpchan.cpp:431; yrtpchan.cpp:552. */
    t38maxdatagram: Param.lenient(Param.Int),
    /** UDPTL: redundancy. Source: yrtpchan.cpp:436; yrtpchan.cpp:554. */
    t38redundancy: Param.lenient(Param.Int)
  }
  return {
    params: {
      ...channelMinimal(),
      ...tracking(),
      ...answer,
      /** The leg that the media is of. Source: Channel.cpp:650; ysipchan.cpp:7439. */
      id: Param.optional(Param.ChannelId),
      /** Whether the leg can use IPv6 addresses. Source: yrtpchan.cpp:1414. */
      ipv6_support: Param.lenient(Param.Boolean),
      /** What to attach to the leg. Source: yrtpchan.cpp:1461; ystunchan.cpp:1115. */
      direction: Param.optional(Param.oneOf("bidir", "receive", "send")),
      /** RTP/AVP and the like, or udptl. Source: yrtpchan.cpp:1452; ysipchan.cpp:7442. */
      transport: Param.optional(Param.Text),
      /** Media type. Default: "audio". Source: yrtpchan.cpp:1481; ysipchan.cpp:7441. */
      media: Param.optional(Param.Text),
      /** Where to send. Source: yrtpchan.cpp:1510; ystunchan.cpp:1116. */
      remoteip: Param.optional(Param.IpAddress),
      /** Where to send. Source: yrtpchan.cpp:599; ystunchan.cpp:1117. */
      remoteport: Param.lenient(Param.Port),
      /** End the session. Source: yrtpchan.cpp:1460; ysipchan.cpp:7443. */
      terminate: Param.lenient(Param.Boolean),
      /** Payload number or format name. Source: yrtpchan.cpp:679. */
      payload: Param.optional(Param.Text),
      /** Data format. Source: yrtpchan.cpp:684. */
      format: Param.optional(Param.Text),
      /** Payload number of telephone events. Default: "101". Source: yrtpchan.cpp:683. */
      evpayload: Param.lenient(Param.Int),
      /** Silence that counts as media loss. Milliseconds on the wire. Source: yrtpchan.cpp:621. */
      timeout: Param.lenient(Param.Millis),
      /** Offer SRTP. Source: yrtpchan.cpp:603. */
      secure: Param.lenient(Param.Boolean),
      /** SRTP suite of the remote party. Source: yrtpchan.cpp:748. */
      crypto_suite: Param.optional(Param.Text),
      /** SRTP key of the remote party. Source: yrtpchan.cpp:751. */
      crypto_key: Param.optional(Param.Text),
      /** Smallest jitter buffer. Milliseconds on the wire. Source: yrtpchan.cpp:782. */
      minjitter: Param.lenient(Param.Millis),
      /** Largest jitter buffer. Milliseconds on the wire. Source: yrtpchan.cpp:783. */
      maxjitter: Param.lenient(Param.Millis),
      /** Type of service of the packets. Source: yrtpchan.cpp:685. */
      tos: Param.optional(Param.Text),
      /** Follow the address packets come from. Source: yrtpchan.cpp:611. */
      autoaddr: Param.lenient(Param.Boolean),
      /** Open a NAT hole. Source: yrtpchan.cpp:772. */
      drillhole: Param.lenient(Param.Boolean),
      /** Return the session object as user data. Source: yrtpchan.cpp:1573. */
      getsession: Param.lenient(Param.Boolean),
      /** Where to send the call when a fax is signalled. Source: yrtpchan.cpp:992. */
      fax_divert: Param.optional(Param.Target),
      /** Direction of the leg. Source: ysipchan.cpp:7425. */
      call_direction: Param.optional(Param.oneOf("incoming", "outgoing")),
      /** Address of the leg. Source: ysipchan.cpp:7426. */
      call_address: Param.lenient(Param.Address),
      /** Status of the leg. Source: ysipchan.cpp:7427. */
      call_status: Param.optional(Param.Text),
      /** Billing identifier of the leg. Source: ysipchan.cpp:7428. */
      call_billid: Param.optional(Param.Text)
    },
    answer,
    reply: {
      ...tracking(),
      ...answer
    }
  }
})

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
export const ChanReplaced = /* @__PURE__ */ Definition.lazy("chan.replaced", () => {
  return {
    params: {
      ...tracking(),
      /** Leg that was replaced. Source: callfork.cpp:607; callfork.cpp:190. */
      id: Param.ChannelId,
      /** Leg that takes its place. Source: callfork.cpp:608; callfork.cpp:191. */
      newid: Param.ChannelId,
      /** Peer of the new leg. Source: callfork.cpp:609; callfork.cpp:192. */
      peerid: Param.optional(Param.ChannelId)
    },
    reply: {
      ...tracking()
    }
  }
})

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
export const ChanTransfer = /* @__PURE__ */ Definition.lazy("chan.transfer", () => {
  const own = {
    /** Leg to transfer (peerid is tried first). Source: Channel.cpp:1491. */
    targetid: Param.ChannelId,
    /** Leg to transfer. Source: Channel.cpp:1488. */
    peerid: Param.optional(Param.ChannelId),
    /** Transfer destination. Source: yjinglechan.cpp:1441. */
    to: Param.optional(Param.Text),
    /** Attended transfer: leg whose session is taken over. Source: yjinglechan.cpp:1444. */
    channelid: Param.optional(Param.ChannelId),
    /** Text sent with the request. Source: yjinglechan.cpp:1483. */
    subject: Param.optional(Param.Text)
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
