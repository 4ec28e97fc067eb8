/**
 * The messages of the family `resource`: 2 definitions, and the types of each.
 *
 * Generated from catalogue/resource.yaml by `pnpm generate`: change the data, not this file.
 *
 * @since 0.1.0
 */
import type * as Duration from "effect/Duration"
import * as Definition from "./Definition.ts"
import * as Groups from "./internal/groups.ts"
import * as Param from "./Param.ts"

/**
 * `resource.subscribe`: subscribes to, unsubscribes from, or asks about the presence or an event of somebody.
 *
 * Answering: True accepts (query: the subscriber is allowed).
 *
 * Return value: Not used.
 *
 * Sent by: module, app; dispatched or enqueued.
 *
 * Handled by: subscription, register, jabber, jingle.
 *
 * Source: subscription.cpp:1582, sipfeatures.cpp:181, jbfeatures.cpp:527.
 *
 * @category resource
 * @since 0.1.0
 */
export const ResourceSubscribe = /* @__PURE__ */ Definition.viewed(
  "resource.subscribe",
  {} as ResourceSubscribe.View,
  () => {
    const own = {
      operation: Param.oneOf("subscribe", "unsubscribe", "query"),
      subscriber: Param.Text,
      notifier: Param.Text,
      event: Param.optional(Param.oneOf("dialog", "message-summary")),
      expires: Param.lenient(Param.Seconds),
      notifyto: Param.optional(Param.Uri),
      notifier_domain: Param.optional(Param.Text),
      data: Param.optional(Param.Text),
      instance: Param.optional(Param.Text),
      module: Param.optional(Param.Text)
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
  }
)

/** The types of `resource.subscribe`. */
export declare namespace ResourceSubscribe {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** What is asked. Source: subscription.cpp:1585; sipfeatures.cpp:184; sipfeatures.cpp:188; jbfeatures.cpp:528. */
    readonly operation: "subscribe" | "unsubscribe" | "query" | (string & {})
    /** Who wants to know. Source: subscription.cpp:1587; sipfeatures.cpp:189; subscription.cpp:1819. */
    readonly subscriber: string
    /** Whose state is wanted. Source: subscription.cpp:1586; sipfeatures.cpp:198; subscription.cpp:1820. */
    readonly notifier: string
    /** Kind of event; absent for presence. Source: subscription.cpp:1590; sipfeatures.cpp:182. */
    readonly event?: "dialog" | "message-summary" | (string & {})
    /** How long; 0 means for ever. Seconds on the wire. Source: sipfeatures.cpp:185. */
    readonly expires?: Duration.Duration
    /** Where to send the notices. Source: sipfeatures.cpp:195. */
    readonly notifyto?: string
    /** Domain of the notifier. Source: sipfeatures.cpp:199. */
    readonly notifier_domain?: string
    /** Packed protocol data to be given back in each notice. Source: sipfeatures.cpp:219. */
    readonly data?: string
    /** Instance (resource) of the subscriber. Source: subscription.cpp:1822. */
    readonly instance?: string
    /** Who sends it; a module skips its own. Source: subscription.cpp:433. */
    readonly module?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What is given to send it. */
  interface Send {
    /** What is asked. Source: subscription.cpp:1585; sipfeatures.cpp:184; sipfeatures.cpp:188; jbfeatures.cpp:528. */
    readonly operation: "subscribe" | "unsubscribe" | "query" | (string & {})
    /** Who wants to know. Source: subscription.cpp:1587; sipfeatures.cpp:189; subscription.cpp:1819. */
    readonly subscriber: string
    /** Whose state is wanted. Source: subscription.cpp:1586; sipfeatures.cpp:198; subscription.cpp:1820. */
    readonly notifier: string
    /** Kind of event; absent for presence. Source: subscription.cpp:1590; sipfeatures.cpp:182. */
    readonly event?: "dialog" | "message-summary" | (string & {})
    /** How long; 0 means for ever. Seconds on the wire. Source: sipfeatures.cpp:185. */
    readonly expires?: Duration.Duration
    /** Where to send the notices. Source: sipfeatures.cpp:195. */
    readonly notifyto?: string
    /** Domain of the notifier. Source: sipfeatures.cpp:199. */
    readonly notifier_domain?: string
    /** Packed protocol data to be given back in each notice. Source: sipfeatures.cpp:219. */
    readonly data?: string
    /** Instance (resource) of the subscriber. Source: subscription.cpp:1822. */
    readonly instance?: string
    /** Who sends it; a module skips its own. Source: subscription.cpp:433. */
    readonly module?: string
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
 * `resource.notify`: tells a subscriber about presence or an event, or reports a state change of a user.
 *
 * Answering: True if somebody delivered it.
 *
 * Return value: Not used.
 *
 * Sent by: module, app; dispatched or enqueued.
 *
 * Also, in `parameters` (see `Wildcards`): `cdr.<param>`, `caps.<name>`, `<message-prefix>.<n>.instance, .data,
 * .nodename, <message-prefix>.count`.
 *
 * Handled by: sipfeatures@100, subscription, presence, jabber, jingle.
 *
 * Source: subscription.cpp:1780, sipfeatures.cpp:330, presence.cpp:274, register.cpp:664, queuesnotify.cpp:269, wiki
 * Resource.notify.
 *
 * @category resource
 * @since 0.1.0
 */
export const ResourceNotify = /* @__PURE__ */ Definition.viewed("resource.notify", {} as ResourceNotify.View, () => {
  const own = {
    operation: Param.optional(Param.oneOf(
      "online",
      "offline",
      "update",
      "delete",
      "remove",
      "updatecaps",
      "subscribed",
      "unsubscribed",
      "probe",
      "query"
    )),
    contact: Param.optional(Param.Text),
    instance: Param.optional(Param.Text),
    from: Param.optional(Param.Text),
    to: Param.optional(Param.Text),
    from_instance: Param.optional(Param.Text),
    to_instance: Param.optional(Param.Text),
    from_local: Param.lenient(Param.Boolean),
    to_local: Param.lenient(Param.Boolean),
    priority: Param.lenient(Param.Int),
    data: Param.optional(Param.Text),
    nodename: Param.optional(Param.Text),
    sync: Param.lenient(Param.Boolean),
    event: Param.optional(Param.oneOf("dialog", "message-summary")),
    subscriber: Param.optional(Param.Text),
    notifier: Param.optional(Param.Text),
    notifyto: Param.optional(Param.Uri),
    expires: Param.lenient(Param.Seconds),
    notifyseq: Param.lenient(Param.Int),
    subscriptionstate: Param.optional(Param.oneOf("active", "pending", "terminated")),
    terminatereason: Param.optional(Param.Text),
    remaining: Param.lenient(Param.Seconds),
    cdr: Param.lenient(Param.Boolean),
    "dialog.id": Param.optional(Param.ChannelId),
    "dialog.state": Param.optional(Param.oneOf("trying", "early", "confirmed", "rejected", "terminated")),
    "dialog.direction": Param.optional(Param.oneOf("incoming", "outgoing")),
    "dialog.callid": Param.optional(Param.Text),
    "dialog.localtag": Param.optional(Param.Text),
    "dialog.remotetag": Param.optional(Param.Text),
    "dialog.remoteuri": Param.optional(Param.Uri),
    "message-summary.voicenew": Param.lenient(Param.Int),
    "message-summary.voiceold": Param.lenient(Param.Int),
    "caps.id": Param.optional(Param.Text),
    account: Param.optional(Param.Text),
    username: Param.optional(Param.Text),
    show: Param.optional(Param.Text),
    module: Param.optional(Param.Text)
  }
  const answer = {
    data: Param.optional(Param.Text),
    nodename: Param.optional(Param.Text),
    "instance.count": Param.lenient(Param.Int),
    "message-prefix": Param.optional(Param.Text)
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

/** The types of `resource.notify`. */
export declare namespace ResourceNotify {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /**
     * Presence: what happened or is asked. Missing for events. Source: subscription.cpp:1781; subscription.cpp:1804;
     * subscription.cpp:1830; presence.cpp:276.
     */
    readonly operation?:
      | "online"
      | "offline"
      | "update"
      | "delete"
      | "remove"
      | "updatecaps"
      | "subscribed"
      | "unsubscribed"
      | "probe"
      | "query"
      | (string & {})
    /** Presence of a user of ours: the user. Source: presence.cpp:288; subscription.cpp:2192; jabberserver.cpp:2734. */
    readonly contact?: string
    /** Its instance (resource). Source: presence.cpp:294; subscription.cpp:2240; jabberserver.cpp:2735. */
    readonly instance?: string
    /** Directed presence: sender. Source: subscription.cpp:1782; subscription.cpp:2203; jabberserver.cpp:2753. */
    readonly from?: string
    /** Directed presence: recipient. Source: subscription.cpp:1783; subscription.cpp:2204; jabberserver.cpp:2757. */
    readonly to?: string
    /** Instance of the sender. Source: subscription.cpp:1785; jabberserver.cpp:2754. */
    readonly from_instance?: string
    /** Instance of the recipient. Source: subscription.cpp:1787; jabberserver.cpp:2758. */
    readonly to_instance?: string
    /** The sender is of this server. Default: "true". Source: subscription.cpp:2196; jabberserver.cpp:2756. */
    readonly from_local?: boolean
    /** The recipient is of this server. Default: "true". Source: subscription.cpp:2197; jabberserver.cpp:2760. */
    readonly to_local?: boolean
    /** Priority of the instance. Source: subscription.cpp:2253; jabberserver.cpp:2739. */
    readonly priority?: number
    /**
     * Protocol data (XML, or that of the subscription). Source: subscription.cpp:1789; presence.cpp:349;
     * sipfeatures.cpp:341.
     */
    readonly data?: string
    /** Node the instance is on. Source: presence.cpp:291; presence.cpp:351. */
    readonly nodename?: string
    /** probe: return the instances in the reply. Source: subscription.cpp:2508. */
    readonly sync?: boolean
    /** probe: number of instances. Source: subscription.cpp:2516. */
    readonly "instance.count"?: number
    /** Event: its kind. Source: register.cpp:666; sipfeatures.cpp:335. */
    readonly event?: "dialog" | "message-summary" | (string & {})
    /** Event: who subscribed. Source: sipfeatures.cpp:394. */
    readonly subscriber?: string
    /** Event: whose state it is. Source: register.cpp:665; sipfeatures.cpp:394. */
    readonly notifier?: string
    /** Event: where to send it. Source: sipfeatures.cpp:332. */
    readonly notifyto?: string
    /** Event: remaining time. Seconds on the wire. Source: sipfeatures.cpp:360. */
    readonly expires?: Duration.Duration
    /** Event: sequence number. Source: subscription.cpp:965; sipfeatures.cpp:407. */
    readonly notifyseq?: number
    /** Event: state of the subscription. Source: subscription.cpp:966; subscription.cpp:1003; sipfeatures.cpp:351. */
    readonly subscriptionstate?: "active" | "pending" | "terminated" | (string & {})
    /** Event: why it was terminated. Source: subscription.cpp:1004; sipfeatures.cpp:353. */
    readonly terminatereason?: string
    /** Event: remaining time. Seconds on the wire. Source: subscription.cpp:967. */
    readonly remaining?: Duration.Duration
    /** dialog event: parameters of the call.cdr follow, prefixed. Source: subscription.cpp:972. */
    readonly cdr?: boolean
    /** dialog event: leg. Source: register.cpp:724; sipfeatures.cpp:413. */
    readonly "dialog.id"?: string
    /** dialog event: state. Source: register.cpp:726; sipfeatures.cpp:470. */
    readonly "dialog.state"?: "trying" | "early" | "confirmed" | "rejected" | "terminated" | (string & {})
    /** dialog event: direction. Source: register.cpp:725; sipfeatures.cpp:477. */
    readonly "dialog.direction"?: "incoming" | "outgoing" | (string & {})
    /** dialog event: Call-ID. Source: sipfeatures.cpp:474. */
    readonly "dialog.callid"?: string
    /** dialog event: local tag. Source: sipfeatures.cpp:475. */
    readonly "dialog.localtag"?: string
    /** dialog event: remote tag. Source: sipfeatures.cpp:476. */
    readonly "dialog.remotetag"?: string
    /** dialog event: remote URI. Source: sipfeatures.cpp:487. */
    readonly "dialog.remoteuri"?: string
    /** message-summary event: new voice messages. Source: register.cpp:754; subscription.cpp:992. */
    readonly "message-summary.voicenew"?: number
    /** message-summary event: old voice messages. Source: register.cpp:755; subscription.cpp:993. */
    readonly "message-summary.voiceold"?: number
    /** Identifier of the instance's capabilities. Source: subscription.cpp:1564; presence.cpp:314. */
    readonly "caps.id"?: string
    /** Queue notices: queue. Source: queuesnotify.cpp:275. */
    readonly account?: string
    /** Queue notices: queue. Source: queuesnotify.cpp:276. */
    readonly username?: string
    /** Queue notices: state of the queued call. Source: queuesnotify.cpp:282. */
    readonly show?: string
    /** Who sends it. Source: queuesnotify.cpp:270. */
    readonly module?: string
    /** query: prefix of the instances returned. Source: presence.cpp:360. */
    readonly "message-prefix"?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /**
     * Protocol data (XML, or that of the subscription). Source: subscription.cpp:1789; presence.cpp:349;
     * sipfeatures.cpp:341.
     */
    readonly data?: string | null
    /** Node the instance is on. Source: presence.cpp:291; presence.cpp:351. */
    readonly nodename?: string | null
    /** probe: number of instances. Source: subscription.cpp:2516. */
    readonly "instance.count"?: number | null
    /** query: prefix of the instances returned. Source: presence.cpp:360. */
    readonly "message-prefix"?: string | null
  }

  /** What is given to send it. */
  interface Send {
    /**
     * Presence: what happened or is asked. Missing for events. Source: subscription.cpp:1781; subscription.cpp:1804;
     * subscription.cpp:1830; presence.cpp:276.
     */
    readonly operation?:
      | "online"
      | "offline"
      | "update"
      | "delete"
      | "remove"
      | "updatecaps"
      | "subscribed"
      | "unsubscribed"
      | "probe"
      | "query"
      | (string & {})
    /** Presence of a user of ours: the user. Source: presence.cpp:288; subscription.cpp:2192; jabberserver.cpp:2734. */
    readonly contact?: string
    /** Its instance (resource). Source: presence.cpp:294; subscription.cpp:2240; jabberserver.cpp:2735. */
    readonly instance?: string
    /** Directed presence: sender. Source: subscription.cpp:1782; subscription.cpp:2203; jabberserver.cpp:2753. */
    readonly from?: string
    /** Directed presence: recipient. Source: subscription.cpp:1783; subscription.cpp:2204; jabberserver.cpp:2757. */
    readonly to?: string
    /** Instance of the sender. Source: subscription.cpp:1785; jabberserver.cpp:2754. */
    readonly from_instance?: string
    /** Instance of the recipient. Source: subscription.cpp:1787; jabberserver.cpp:2758. */
    readonly to_instance?: string
    /** The sender is of this server. Default: "true". Source: subscription.cpp:2196; jabberserver.cpp:2756. */
    readonly from_local?: boolean
    /** The recipient is of this server. Default: "true". Source: subscription.cpp:2197; jabberserver.cpp:2760. */
    readonly to_local?: boolean
    /** Priority of the instance. Source: subscription.cpp:2253; jabberserver.cpp:2739. */
    readonly priority?: number
    /**
     * Protocol data (XML, or that of the subscription). Source: subscription.cpp:1789; presence.cpp:349;
     * sipfeatures.cpp:341.
     */
    readonly data?: string
    /** Node the instance is on. Source: presence.cpp:291; presence.cpp:351. */
    readonly nodename?: string
    /** probe: return the instances in the reply. Source: subscription.cpp:2508. */
    readonly sync?: boolean
    /** Event: its kind. Source: register.cpp:666; sipfeatures.cpp:335. */
    readonly event?: "dialog" | "message-summary" | (string & {})
    /** Event: who subscribed. Source: sipfeatures.cpp:394. */
    readonly subscriber?: string
    /** Event: whose state it is. Source: register.cpp:665; sipfeatures.cpp:394. */
    readonly notifier?: string
    /** Event: where to send it. Source: sipfeatures.cpp:332. */
    readonly notifyto?: string
    /** Event: remaining time. Seconds on the wire. Source: sipfeatures.cpp:360. */
    readonly expires?: Duration.Duration
    /** Event: sequence number. Source: subscription.cpp:965; sipfeatures.cpp:407. */
    readonly notifyseq?: number
    /** Event: state of the subscription. Source: subscription.cpp:966; subscription.cpp:1003; sipfeatures.cpp:351. */
    readonly subscriptionstate?: "active" | "pending" | "terminated" | (string & {})
    /** Event: why it was terminated. Source: subscription.cpp:1004; sipfeatures.cpp:353. */
    readonly terminatereason?: string
    /** Event: remaining time. Seconds on the wire. Source: subscription.cpp:967. */
    readonly remaining?: Duration.Duration
    /** dialog event: parameters of the call.cdr follow, prefixed. Source: subscription.cpp:972. */
    readonly cdr?: boolean
    /** dialog event: leg. Source: register.cpp:724; sipfeatures.cpp:413. */
    readonly "dialog.id"?: string
    /** dialog event: state. Source: register.cpp:726; sipfeatures.cpp:470. */
    readonly "dialog.state"?: "trying" | "early" | "confirmed" | "rejected" | "terminated" | (string & {})
    /** dialog event: direction. Source: register.cpp:725; sipfeatures.cpp:477. */
    readonly "dialog.direction"?: "incoming" | "outgoing" | (string & {})
    /** dialog event: Call-ID. Source: sipfeatures.cpp:474. */
    readonly "dialog.callid"?: string
    /** dialog event: local tag. Source: sipfeatures.cpp:475. */
    readonly "dialog.localtag"?: string
    /** dialog event: remote tag. Source: sipfeatures.cpp:476. */
    readonly "dialog.remotetag"?: string
    /** dialog event: remote URI. Source: sipfeatures.cpp:487. */
    readonly "dialog.remoteuri"?: string
    /** message-summary event: new voice messages. Source: register.cpp:754; subscription.cpp:992. */
    readonly "message-summary.voicenew"?: number
    /** message-summary event: old voice messages. Source: register.cpp:755; subscription.cpp:993. */
    readonly "message-summary.voiceold"?: number
    /** Identifier of the instance's capabilities. Source: subscription.cpp:1564; presence.cpp:314. */
    readonly "caps.id"?: string
    /** Queue notices: queue. Source: queuesnotify.cpp:275. */
    readonly account?: string
    /** Queue notices: queue. Source: queuesnotify.cpp:276. */
    readonly username?: string
    /** Queue notices: state of the queued call. Source: queuesnotify.cpp:282. */
    readonly show?: string
    /** Who sends it. Source: queuesnotify.cpp:270. */
    readonly module?: string
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /**
     * Protocol data (XML, or that of the subscription). Source: subscription.cpp:1789; presence.cpp:349;
     * sipfeatures.cpp:341.
     */
    readonly data?: string
    /** Node the instance is on. Source: presence.cpp:291; presence.cpp:351. */
    readonly nodename?: string
    /** probe: number of instances. Source: subscription.cpp:2516. */
    readonly "instance.count"?: number
    /** query: prefix of the instances returned. Source: presence.cpp:360. */
    readonly "message-prefix"?: string
  }

  /** All of them. */
  interface View {
    readonly params: Params
    readonly changes: Changes
    readonly send: Send
    readonly reply: Reply
  }
}
