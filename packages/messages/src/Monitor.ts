/**
 * The messages of the family `monitor`: 6 definitions.
 *
 * Generated from catalogue/monitor.yaml by `pnpm generate`: change the data, not this file.
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
 * `module.update`: a module's counters changed, or an alarm or event was raised. For statistics, logs and alarms.
 *
 * Answering: Return false; the monitoring module is the one that takes it.
 *
 * Return value: Not used.
 *
 * Sent by: module, engine; enqueued (nobody waits for the result).
 *
 * - A driver sends it at most about every five seconds, and only if something changed.
 *
 * Also, in `parameters` (see `Wildcards`): `database.<n>, total.<n>, failed.<n>, errorred.<n>, hasconn.<n>,
 * querytime.<n>`, `eventwrite_eventlogs`.
 *
 * Handled by: engine@1, eventlogs@100, monitoring.
 *
 * Source: Channel.cpp:1221, Engine.cpp:1960, monitoring.cpp:1611, yrtpchan.cpp:460, wpcard.cpp:461.
 *
 * @category monitor
 * @since 0.1.0
 */
export const ModuleUpdate = /* @__PURE__ */ Definition.lazy("module.update", () => {
  const answer = {
    /** Text with time and sender; the engine adds it. Source: Engine.cpp:1961; eventlogs.cpp:91. */
    fulltext: Param.optional(Param.Text),
    /** Node; the engine adds it. Source: Engine.cpp:1963. */
    nodename: Param.optional(Param.Text)
  }
  return {
    params: {
      ...tracking(),
      /** Module it is about. Source: Channel.cpp:1222; monitoring.cpp:1612. */
      module: Param.optional(Param.Text),
      /** Driver: calls routed so far. Source: Channel.cpp:1631. */
      routed: Param.lenient(Param.Int),
      /** Driver: calls being routed. Source: Channel.cpp:1632. */
      routing: Param.lenient(Param.Int),
      /** Driver: legs made so far. Source: Channel.cpp:1633. */
      total: Param.lenient(Param.Int),
      /** Driver: legs now. Source: Channel.cpp:1634; yrtpchan.cpp:1618. */
      chans: Param.lenient(Param.Int),
      /** Alarm: component that raised it. Source: monitoring.cpp:1614; eventlogs.cpp:88. */
      from: Param.optional(Param.Text),
      /** Alarm: text. Source: monitoring.cpp:1615. */
      text: Param.optional(Param.Text),
      /** Text with time and sender; the engine adds it. Source: Engine.cpp:1961; eventlogs.cpp:91. */
      fulltext: Param.optional(Param.Text),
      /** Alarm: debug level. Source: monitoring.cpp:1613. */
      level: Param.lenient(Param.Int),
      /** Alarm: kind of problem (config, system, performance, database, bug ...). Source: monitoring.cpp:1616. */
      info: Param.optional(Param.Text),
      /** Whether the component works; sets the level if level is missing. Default: "true". Source: Engine.cpp:657. */
      operational: Param.lenient(Param.Boolean),
      /** Node; the engine adds it. Source: Engine.cpp:1963. */
      nodename: Param.optional(Param.Text),
      /** Card modules: interface. Source: wpcard.cpp:463; zapcard.cpp:778. */
      interface: Param.optional(Param.Text),
      /** Card modules: what happened (interfaceUp, interfaceDown). Source: wpcard.cpp:465; zapcard.cpp:779. */
      notify: Param.optional(Param.Text),
      /** yrtp: sessions that never got media. Source: yrtpchan.cpp:463. */
      noaudio: Param.lenient(Param.Int),
      /** yrtp: sessions that lost media. Source: yrtpchan.cpp:464. */
      lostaudio: Param.lenient(Param.Int),
      /** yrtp: RTP reflectors. Source: yrtpchan.cpp:1621. */
      mirrors: Param.lenient(Param.Int),
      /** sip, iax: failed authentications. Source: ysipchan.cpp:10454; yiaxchan.cpp:2275. */
      failed_auths: Param.lenient(Param.Int),
      /** sip: transactions that timed out. Source: ysipchan.cpp:10455. */
      transaction_timeouts: Param.lenient(Param.Int),
      /** sip: BYE requests that timed out. Source: ysipchan.cpp:10456. */
      bye_timeouts: Param.lenient(Param.Int),
      /** Data base modules: number of accounts that follow. Source: mysqldb.cpp:1011; pgsqldb.cpp:677. */
      count: Param.lenient(Param.Int)
    },
    answer,
    reply: {
      ...tracking(),
      ...answer
    }
  }
})

/**
 * `monitor.notify`: a monitored value passed a limit, or an alarm should be sent to network management.
 *
 * Answering: Return false.
 *
 * Return value: Not used.
 *
 * Sent by: module, app; enqueued (nobody waits for the result); every handler gets it, whatever those before it
 * answered.
 *
 * - The cpuload module's own message is not a broadcast.
 *
 * Also, in `parameters` (see `Wildcards`): `notify.<n>, value.<n>`.
 *
 * Handled by: ysnmpagent, ccongestion@100.
 *
 * Source: monitoring.cpp:1619, monitoring.cpp:3961, cpuload.cpp:442, ccongestion.cpp:81.
 *
 * @category monitor
 * @since 0.1.0
 */
export const MonitorNotify = /* @__PURE__ */ Definition.lazy("monitor.notify", () => {
  const own = {
    /** Kind of alarm. Source: monitoring.cpp:1620; monitoring.cpp:3963. */
    notify: Param.optional(Param.oneOf("genericAlarm", "specificAlarm")),
    /** Index of the value. Source: monitoring.cpp:3971. */
    index: Param.lenient(Param.Int),
    /** cpuload: number of pairs that follow. Source: cpuload.cpp:458; ccongestion.cpp:83. */
    count: Param.lenient(Param.Int)
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
 * `monitor.query`: asks for a monitored value.
 *
 * Answering: True if the value is known.
 *
 * Return value: Not used.
 *
 * Sent by: module, app; dispatched (whoever sends it waits for the result).
 *
 * Handled by: monitoring, cpuload.
 *
 * Source: ysnmpagent.cpp:3062, monitoring.cpp:3986, cpuload.cpp:687.
 *
 * @category monitor
 * @since 0.1.0
 */
export const MonitorQuery = /* @__PURE__ */ Definition.lazy("monitor.query", () => {
  const own = {
    /** Name of the value. Source: ysnmpagent.cpp:3063; monitoring.cpp:3989; cpuload.cpp:689. */
    name: Param.Text,
    /** Which one of several. Source: ysnmpagent.cpp:3064; monitoring.cpp:3994. */
    index: Param.lenient(Param.Int)
  }
  const answer = {
    /** The value. Source: cpuload.cpp:699. */
    value: Param.optional(Param.Text)
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
 * `cdr.query`: asks for the current CDR of a user, to tell a new subscriber.
 *
 * Answering: True if the CDR was put in the message.
 *
 * Return value: Not used.
 *
 * Sent by: module; dispatched (whoever sends it waits for the result).
 *
 * - No module answers it in this version.
 *
 * Source: subscription.cpp:1905.
 *
 * @category monitor
 * @since 0.1.0
 */
export const CdrQuery = /* @__PURE__ */ Definition.lazy("cdr.query", () => {
  return {
    params: {
      ...tracking(),
      /** User asked about. Source: subscription.cpp:1907. */
      external: Param.Text
    },
    reply: {
      ...tracking()
    }
  }
})

/**
 * `mwi.query`: asks for the voice mail state of a user, to tell a new subscriber.
 *
 * Answering: True if the state was put in the message (message-summary.voicenew, message-summary.voiceold).
 *
 * Return value: Not used.
 *
 * Sent by: module; dispatched (whoever sends it waits for the result).
 *
 * - No module answers it in this version.
 *
 * Source: subscription.cpp:1909.
 *
 * @category monitor
 * @since 0.1.0
 */
export const MwiQuery = /* @__PURE__ */ Definition.lazy("mwi.query", () => {
  const answer = {
    /** New messages. Source: subscription.cpp:992. */
    "message-summary.voicenew": Param.lenient(Param.Int),
    /** Old messages. Source: subscription.cpp:993. */
    "message-summary.voiceold": Param.lenient(Param.Int)
  }
  return {
    params: {
      ...tracking(),
      ...answer,
      /** Who asks. Source: subscription.cpp:1910. */
      subscriber: Param.Text,
      /** User asked about. Source: subscription.cpp:1911. */
      notifier: Param.Text
    },
    answer,
    reply: {
      ...tracking(),
      ...answer
    }
  }
})

/**
 * `mwi`: tells that the voice mail of a user changed, so that subscribers are told.
 *
 * Answering: True if it was taken.
 *
 * Return value: Not used.
 *
 * Sent by: app, module; dispatched or enqueued.
 *
 * Handled by: subscription.
 *
 * Source: subscription.cpp:1703, subscription.cpp:2028.
 *
 * @category monitor
 * @since 0.1.0
 */
export const Mwi = /* @__PURE__ */ Definition.lazy("mwi", () => {
  const own = {
    /** Must be notify. Source: subscription.cpp:1704. */
    operation: Param.oneOf("notify"),
    /** User whose voice mail changed. Source: subscription.cpp:2028. */
    notifier: Param.Text,
    /** New messages. Source: subscription.cpp:992. */
    "message-summary.voicenew": Param.lenient(Param.Int),
    /** Old messages. Source: subscription.cpp:993. */
    "message-summary.voiceold": Param.lenient(Param.Int)
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
