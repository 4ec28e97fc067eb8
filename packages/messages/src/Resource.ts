/**
 * The messages of the family `resource`: 2 definitions.
 *
 * Generated from catalogue/resource.yaml by `pnpm generate`: change the data, not this file.
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
export const ResourceSubscribe = /* @__PURE__ */ Definition.lazy("resource.subscribe", () => {
  const own = {
    /** What is asked. Source: subscription.cpp:1585; sipfeatures.cpp:184; sipfeatures.cpp:188; jbfeatures.cpp:528. */
    operation: Param.oneOf("subscribe", "unsubscribe", "query"),
    /** Who wants to know. Source: subscription.cpp:1587; sipfeatures.cpp:189; subscription.cpp:1819. */
    subscriber: Param.Text,
    /** Whose state is wanted. Source: subscription.cpp:1586; sipfeatures.cpp:198; subscription.cpp:1820. */
    notifier: Param.Text,
    /** Kind of event; absent for presence. Source: subscription.cpp:1590; sipfeatures.cpp:182. */
    event: Param.optional(Param.oneOf("dialog", "message-summary")),
    /** How long; 0 means for ever. Seconds on the wire. Source: sipfeatures.cpp:185. */
    expires: Param.lenient(Param.Seconds),
    /** Where to send the notices. Source: sipfeatures.cpp:195. */
    notifyto: Param.optional(Param.Uri),
    /** Domain of the notifier. Source: sipfeatures.cpp:199. */
    notifier_domain: Param.optional(Param.Text),
    /** Packed protocol data to be given back in each notice. Source: sipfeatures.cpp:219. */
    data: Param.optional(Param.Text),
    /** Instance (resource) of the subscriber. Source: subscription.cpp:1822. */
    instance: Param.optional(Param.Text),
    /** Who sends it; a module skips its own. Source: subscription.cpp:433. */
    module: Param.optional(Param.Text)
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
export const ResourceNotify = /* @__PURE__ */ Definition.lazy("resource.notify", () => {
  const own = {
    /**
     * Presence: what happened or is asked. Missing for events. Source: subscription.cpp:1781; subscription.cpp:1804;
     * subscription.cpp:1830; presence.cpp:276.
     */
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
    /** Presence of a user of ours: the user. Source: presence.cpp:288; subscription.cpp:2192; jabberserver.cpp:2734. */
    contact: Param.optional(Param.Text),
    /** Its instance (resource). Source: presence.cpp:294; subscription.cpp:2240; jabberserver.cpp:2735. */
    instance: Param.optional(Param.Text),
    /** Directed presence: sender. Source: subscription.cpp:1782; subscription.cpp:2203; jabberserver.cpp:2753. */
    from: Param.optional(Param.Text),
    /** Directed presence: recipient. Source: subscription.cpp:1783; subscription.cpp:2204; jabberserver.cpp:2757. */
    to: Param.optional(Param.Text),
    /** Instance of the sender. Source: subscription.cpp:1785; jabberserver.cpp:2754. */
    from_instance: Param.optional(Param.Text),
    /** Instance of the recipient. Source: subscription.cpp:1787; jabberserver.cpp:2758. */
    to_instance: Param.optional(Param.Text),
    /** The sender is of this server. Default: "true". Source: subscription.cpp:2196; jabberserver.cpp:2756. */
    from_local: Param.lenient(Param.Boolean),
    /** The recipient is of this server. Default: "true". Source: subscription.cpp:2197; jabberserver.cpp:2760. */
    to_local: Param.lenient(Param.Boolean),
    /** Priority of the instance. Source: subscription.cpp:2253; jabberserver.cpp:2739. */
    priority: Param.lenient(Param.Int),
    /**
     * Protocol data (XML, or that of the subscription). Source: subscription.cpp:1789; presence.cpp:349;
     * sipfeatures.cpp:341.
     */
    data: Param.optional(Param.Text),
    /** Node the instance is on. Source: presence.cpp:291; presence.cpp:351. */
    nodename: Param.optional(Param.Text),
    /** probe: return the instances in the reply. Source: subscription.cpp:2508. */
    sync: Param.lenient(Param.Boolean),
    /** Event: its kind. Source: register.cpp:666; sipfeatures.cpp:335. */
    event: Param.optional(Param.oneOf("dialog", "message-summary")),
    /** Event: who subscribed. Source: sipfeatures.cpp:394. */
    subscriber: Param.optional(Param.Text),
    /** Event: whose state it is. Source: register.cpp:665; sipfeatures.cpp:394. */
    notifier: Param.optional(Param.Text),
    /** Event: where to send it. Source: sipfeatures.cpp:332. */
    notifyto: Param.optional(Param.Uri),
    /** Event: remaining time. Seconds on the wire. Source: sipfeatures.cpp:360. */
    expires: Param.lenient(Param.Seconds),
    /** Event: sequence number. Source: subscription.cpp:965; sipfeatures.cpp:407. */
    notifyseq: Param.lenient(Param.Int),
    /** Event: state of the subscription. Source: subscription.cpp:966; subscription.cpp:1003; sipfeatures.cpp:351. */
    subscriptionstate: Param.optional(Param.oneOf("active", "pending", "terminated")),
    /** Event: why it was terminated. Source: subscription.cpp:1004; sipfeatures.cpp:353. */
    terminatereason: Param.optional(Param.Text),
    /** Event: remaining time. Seconds on the wire. Source: subscription.cpp:967. */
    remaining: Param.lenient(Param.Seconds),
    /** dialog event: parameters of the call.cdr follow, prefixed. Source: subscription.cpp:972. */
    cdr: Param.lenient(Param.Boolean),
    /** dialog event: leg. Source: register.cpp:724; sipfeatures.cpp:413. */
    "dialog.id": Param.optional(Param.ChannelId),
    /** dialog event: state. Source: register.cpp:726; sipfeatures.cpp:470. */
    "dialog.state": Param.optional(Param.oneOf("trying", "early", "confirmed", "rejected", "terminated")),
    /** dialog event: direction. Source: register.cpp:725; sipfeatures.cpp:477. */
    "dialog.direction": Param.optional(Param.oneOf("incoming", "outgoing")),
    /** dialog event: Call-ID. Source: sipfeatures.cpp:474. */
    "dialog.callid": Param.optional(Param.Text),
    /** dialog event: local tag. Source: sipfeatures.cpp:475. */
    "dialog.localtag": Param.optional(Param.Text),
    /** dialog event: remote tag. Source: sipfeatures.cpp:476. */
    "dialog.remotetag": Param.optional(Param.Text),
    /** dialog event: remote URI. Source: sipfeatures.cpp:487. */
    "dialog.remoteuri": Param.optional(Param.Uri),
    /** message-summary event: new voice messages. Source: register.cpp:754; subscription.cpp:992. */
    "message-summary.voicenew": Param.lenient(Param.Int),
    /** message-summary event: old voice messages. Source: register.cpp:755; subscription.cpp:993. */
    "message-summary.voiceold": Param.lenient(Param.Int),
    /** Identifier of the instance's capabilities. Source: subscription.cpp:1564; presence.cpp:314. */
    "caps.id": Param.optional(Param.Text),
    /** Queue notices: queue. Source: queuesnotify.cpp:275. */
    account: Param.optional(Param.Text),
    /** Queue notices: queue. Source: queuesnotify.cpp:276. */
    username: Param.optional(Param.Text),
    /** Queue notices: state of the queued call. Source: queuesnotify.cpp:282. */
    show: Param.optional(Param.Text),
    /** Who sends it. Source: queuesnotify.cpp:270. */
    module: Param.optional(Param.Text)
  }
  const answer = {
    /**
     * Protocol data (XML, or that of the subscription). Source: subscription.cpp:1789; presence.cpp:349;
     * sipfeatures.cpp:341.
     */
    data: Param.optional(Param.Text),
    /** Node the instance is on. Source: presence.cpp:291; presence.cpp:351. */
    nodename: Param.optional(Param.Text),
    /** probe: number of instances. Source: subscription.cpp:2516. */
    "instance.count": Param.lenient(Param.Int),
    /** query: prefix of the instances returned. Source: presence.cpp:360. */
    "message-prefix": Param.optional(Param.Text)
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
