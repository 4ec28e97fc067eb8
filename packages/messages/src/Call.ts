/**
 * Messages about calls: where one goes, who carries it out, and how it proceeds.
 *
 * @since 0.1.0
 */
import * as Definition from "./Definition.ts"
import * as Param from "./Param.ts"

/**
 * `call.route`: asks where a call should go.
 *
 * Answer `true` with a target (`dumb/`, `sip/sip:100@10.0.0.1`, `conf/room`) to route it, or with `-` and `error`
 * (`busy`, `forbidden`, `noroute`, …) and `reason` to reject it. `false`, and `true` with an empty return value, leave
 * the call without a route (`route-reject.txt`). What an answer sets is seen by the handlers after it and by the
 * `call.execute` that follows.
 *
 * @category call
 * @since 0.1.0
 */
export const CallRoute = Definition.make("call.route", {
  params: {
    /** The calling leg. */
    id: Param.ChannelId,
    /** The number or name to be routed. */
    called: Param.optional(Param.Text),
    /** The calling party's number or name. */
    caller: Param.optional(Param.Text),
    /** The calling party's display name. */
    callername: Param.optional(Param.Text),
    /** The driver of the calling leg: `sip`. */
    module: Param.optional(Param.Text),
    /** Where the call comes from, in the driver's own notation: `10.0.0.7:5060`. */
    address: Param.optional(Param.Text),
    /** The authenticated user who makes the call. */
    username: Param.optional(Param.Text),
    /** Audio formats that the caller offers. */
    formats: Param.optional(Param.List)
  },
  answer: {
    caller: Param.Text,
    callername: Param.Text,
    called: Param.Text,
    /** Why a call is rejected, as a keyword: `busy`, `forbidden`, `noroute`, `offline`, `congestion`. */
    error: Param.oneOf("busy", "noanswer", "noroute", "noconn", "noauth", "nomedia", "forbidden", "offline", "congestion", "failure", "rejected"),
    /** Why a call is rejected, as text. */
    reason: Param.Text,
    /** Longest time to wait for an answer. */
    maxcall: Param.Millis,
    /** Longest duration of the call. */
    timeout: Param.Millis
  }
})

/**
 * `call.execute`: connects a leg to a target, or, sent with `callto: "dumb/"` and `target`, starts a call.
 *
 * `true` only means that the call was started: a busy callee shows as `chan.disconnected` with `reason=busy` a moment
 * later (`originate-busy.txt`).
 *
 * @category call
 * @since 0.1.0
 */
export const CallExecute = Definition.make("call.execute", {
  params: {
    /** The calling leg; when a call is started, it is set only in the answer. */
    id: Param.optional(Param.ChannelId),
    /** The target: `dumb/`. */
    callto: Param.Text,
    /** The leg that the calling one was connected to. */
    peerid: Param.optional(Param.ChannelId),
    /** The leg that signals progress and answer; `tone/` and `wave/` don't set it. */
    targetid: Param.optional(Param.ChannelId),
    caller: Param.optional(Param.Text),
    callername: Param.optional(Param.Text),
    called: Param.optional(Param.Text)
  },
  answer: {
    peerid: Param.ChannelId,
    targetid: Param.ChannelId,
    /** Why it failed, as a keyword. */
    error: Param.Text,
    /** Why it failed, as text. */
    reason: Param.Text
  },
  send: {
    callto: Param.Text,
    /** The number to route for the other side; `dumb/` insists on it (`originate-no-target.txt`). */
    target: Param.optional(Param.Text),
    /** The target of the other side, without routing. */
    direct: Param.optional(Param.Text),
    /** The leg to connect, on its behalf. */
    id: Param.optional(Param.ChannelId),
    caller: Param.optional(Param.Text),
    callername: Param.optional(Param.Text),
    called: Param.optional(Param.Text),
    maxcall: Param.optional(Param.Millis),
    timeout: Param.optional(Param.Millis)
  },
  reply: {
    /** The new calling leg. */
    id: Param.ChannelId,
    peerid: Param.ChannelId,
    targetid: Param.ChannelId,
    error: Param.Text,
    reason: Param.Text
  }
})

const signal = {
  /** The leg that signals. */
  id: Param.ChannelId,
  /** The leg that is told. */
  targetid: Param.optional(Param.ChannelId),
  /** The leg that is told, when connected to it. */
  peerid: Param.optional(Param.ChannelId)
}

/**
 * `call.answered`: the called side answered. Send it with the `dumb/` leg as `id` and the caller's as `targetid` to
 * answer a call that was routed to `dumb/` (`ivr-dumb-dtmf.txt`).
 *
 * @category call
 * @since 0.1.0
 */
export const CallAnswered = Definition.make("call.answered", { params: signal })

/**
 * `call.ringing`: the called side rings. Sent as `CallAnswered` is.
 *
 * @category call
 * @since 0.1.0
 */
export const CallRinging = Definition.make("call.ringing", { params: signal })

/**
 * `call.progress`: the called side sends early media. Sent as `CallAnswered` is.
 *
 * @category call
 * @since 0.1.0
 */
export const CallProgress = Definition.make("call.progress", { params: signal })

/**
 * `call.drop`: ends a leg; without an `id`, all of them. The reason arrives as `reason` at its peer and as `status` on
 * the leg (`dumb-to-tone-and-wave.txt`, t1i).
 *
 * @category call
 * @since 0.1.0
 */
export const CallDrop = Definition.make("call.drop", {
  params: {
    id: Param.optional(Param.ChannelId),
    reason: Param.optional(Param.Text)
  }
})
