/**
 * Messages about channels, the legs of a call: their life, their keys, their media.
 *
 * @since 0.1.0
 */
import * as Definition from "./Definition.ts"
import * as Param from "./Param.ts"

/** What a leg writes of itself in its messages. */
const leg = {
  /** The leg. */
  id: Param.ChannelId,
  /** The leg's driver: `sip`, `dumb`. */
  module: Param.optional(Param.Text),
  /** How far the call is. */
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
    "dropped"
  )),
  /** The remote address, in the driver's own notation. */
  address: Param.optional(Param.Text),
  /** The leg that signals for the other side. */
  targetid: Param.optional(Param.ChannelId),
  /** The leg connected to it now. */
  peerid: Param.optional(Param.ChannelId),
  /** The leg that was connected to it last. */
  lastpeerid: Param.optional(Param.ChannelId),
  /** The billing id: `<run id>-<number>`. */
  billid: Param.optional(Param.Text),
  /** Whether the leg itself was answered. */
  answered: Param.optional(Param.Boolean),
  /** `incoming` came to the engine, `outgoing` was made by it. */
  direction: Param.optional(Param.oneOf("incoming", "outgoing"))
}

/**
 * `chan.startup`: a leg came to life. It can be seen after the `call.execute` that the leg belongs to.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanStartup = Definition.make("chan.startup", {
  params: {
    ...leg,
    caller: Param.optional(Param.Text),
    callername: Param.optional(Param.Text),
    called: Param.optional(Param.Text)
  }
})

/**
 * `chan.hangup`: a leg ended. Watch it to know when a call is over: that, and not its handlers, is the end.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanHangup = Definition.make("chan.hangup", {
  params: {
    ...leg,
    /** Why it ended, as the leg says. */
    reason: Param.optional(Param.Text)
  }
})

/**
 * `chan.disconnected`: a leg lost its peer and is about to end. A handler that has connected it elsewhere answers
 * `true`; without that it ends all the same.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanDisconnected = Definition.make("chan.disconnected", {
  params: {
    ...leg,
    reason: Param.optional(Param.Text)
  }
})

/**
 * `chan.dtmf`: keys that were pressed on a leg, mostly one a message.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanDtmf = Definition.make("chan.dtmf", {
  params: {
    ...leg,
    /** The keys: `0`..`9`, `*`, `#`, `A`..`D`. */
    text: Param.Text,
    /** How they were noticed. */
    detected: Param.optional(Param.oneOf("sip-info", "rfc2833", "inband"))
  },
  send: {
    /** The leg that is to hear the keys. */
    targetid: Param.ChannelId,
    text: Param.Text
  }
})

/**
 * `chan.notify`: something that was attached to a leg has ended. `targetid` is the text given as `notify`.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanNotify = Definition.make("chan.notify", {
  params: {
    /** What was given as `notify`. */
    targetid: Param.Text,
    /** The leg; missing when the source was replaced. */
    id: Param.optional(Param.ChannelId),
    /** `eof` at the end of a file, `replaced` when another source took its place, `maxlen` for a recording. */
    reason: Param.optional(Param.oneOf("eof", "replaced", "maxlen")),
    event: Param.optional(Param.Text)
  }
})

/**
 * `chan.attach`, sent on behalf of a leg: gives it a source to play or a consumer to record. Send it through
 * `ChanMasquerade`, or on behalf of a message of that leg.
 *
 * It answers `false` although it worked: what was taken shows by being gone from the answer.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanAttach = Definition.make("chan.attach", {
  params: {
    id: Param.optional(Param.ChannelId),
    /** What the leg plays to its peer: `wave/play/<file>`, `tone/<name>`. */
    source: Param.optional(Param.Text),
    /** Where what the leg hears goes: `wave/record/<file>`. */
    consumer: Param.optional(Param.Text),
    /** The `targetid` of the `chan.notify` at the end. */
    notify: Param.optional(Param.Text)
  },
  answer: {
    source: Param.Text,
    consumer: Param.Text
  }
})

/**
 * `chan.masquerade`: makes another message come from a leg. The answer comes back under the name of the message that it
 * became, with the leg's parameters added.
 *
 * @category chan
 * @since 0.1.0
 */
export const ChanMasquerade = Definition.make("chan.masquerade", {
  params: {
    id: Param.ChannelId,
    message: Param.Text
  },
  send: {
    /** The leg to speak for. */
    id: Param.ChannelId,
    /** The message to become: `chan.attach`. */
    message: Param.Text,
    source: Param.optional(Param.Text),
    consumer: Param.optional(Param.Text),
    notify: Param.optional(Param.Text),
    text: Param.optional(Param.Text)
  },
  reply: {
    id: Param.ChannelId,
    /** Still there if nobody could play it. */
    source: Param.Text,
    /** Still there if nobody could record it. */
    consumer: Param.Text,
    peerid: Param.ChannelId
  }
})
