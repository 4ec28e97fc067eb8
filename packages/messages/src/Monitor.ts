/**
 * The messages of the family `monitor`: 6 definitions, and the types of each.
 *
 * Generated from catalogue/monitor.yaml by `pnpm generate`: change the data, not this file.
 *
 * @since 0.1.0
 */
import * as Definition from "./Definition.ts"
import * as Groups from "./internal/groups.ts"
import * as Param from "./Param.ts"

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
export const ModuleUpdate = /* @__PURE__ */ Definition.viewed("module.update", {} as ModuleUpdate.View, () => {
  const answer = {
    fulltext: Param.optional(Param.Text),
    nodename: Param.optional(Param.Text)
  }
  return {
    params: {
      ...Groups.tracking(),
      module: Param.optional(Param.Text),
      routed: Param.lenient(Param.Int),
      routing: Param.lenient(Param.Int),
      total: Param.lenient(Param.Int),
      chans: Param.lenient(Param.Int),
      from: Param.optional(Param.Text),
      text: Param.optional(Param.Text),
      fulltext: Param.optional(Param.Text),
      level: Param.lenient(Param.Int),
      info: Param.optional(Param.Text),
      operational: Param.lenient(Param.Boolean),
      nodename: Param.optional(Param.Text),
      interface: Param.optional(Param.Text),
      notify: Param.optional(Param.Text),
      noaudio: Param.lenient(Param.Int),
      lostaudio: Param.lenient(Param.Int),
      mirrors: Param.lenient(Param.Int),
      failed_auths: Param.lenient(Param.Int),
      transaction_timeouts: Param.lenient(Param.Int),
      bye_timeouts: Param.lenient(Param.Int),
      count: Param.lenient(Param.Int)
    },
    answer,
    reply: {
      ...Groups.tracking(),
      ...answer
    }
  }
})

/** The types of `module.update`. */
export declare namespace ModuleUpdate {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Module it is about. Source: Channel.cpp:1222; monitoring.cpp:1612. */
    readonly module?: string
    /** Driver: calls routed so far. Source: Channel.cpp:1631. */
    readonly routed?: number
    /** Driver: calls being routed. Source: Channel.cpp:1632. */
    readonly routing?: number
    /** Driver: legs made so far. Source: Channel.cpp:1633. */
    readonly total?: number
    /** Driver: legs now. Source: Channel.cpp:1634; yrtpchan.cpp:1618. */
    readonly chans?: number
    /** Alarm: component that raised it. Source: monitoring.cpp:1614; eventlogs.cpp:88. */
    readonly from?: string
    /** Alarm: text. Source: monitoring.cpp:1615. */
    readonly text?: string
    /** Text with time and sender; the engine adds it. Source: Engine.cpp:1961; eventlogs.cpp:91. */
    readonly fulltext?: string
    /** Alarm: debug level. Source: monitoring.cpp:1613. */
    readonly level?: number
    /** Alarm: kind of problem (config, system, performance, database, bug ...). Source: monitoring.cpp:1616. */
    readonly info?: string
    /** Whether the component works; sets the level if level is missing. Default: "true". Source: Engine.cpp:657. */
    readonly operational?: boolean
    /** Node; the engine adds it. Source: Engine.cpp:1963. */
    readonly nodename?: string
    /** Card modules: interface. Source: wpcard.cpp:463; zapcard.cpp:778. */
    readonly interface?: string
    /** Card modules: what happened (interfaceUp, interfaceDown). Source: wpcard.cpp:465; zapcard.cpp:779. */
    readonly notify?: string
    /** yrtp: sessions that never got media. Source: yrtpchan.cpp:463. */
    readonly noaudio?: number
    /** yrtp: sessions that lost media. Source: yrtpchan.cpp:464. */
    readonly lostaudio?: number
    /** yrtp: RTP reflectors. Source: yrtpchan.cpp:1621. */
    readonly mirrors?: number
    /** sip, iax: failed authentications. Source: ysipchan.cpp:10454; yiaxchan.cpp:2275. */
    readonly failed_auths?: number
    /** sip: transactions that timed out. Source: ysipchan.cpp:10455. */
    readonly transaction_timeouts?: number
    /** sip: BYE requests that timed out. Source: ysipchan.cpp:10456. */
    readonly bye_timeouts?: number
    /** Data base modules: number of accounts that follow. Source: mysqldb.cpp:1011; pgsqldb.cpp:677. */
    readonly count?: number
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /** Text with time and sender; the engine adds it. Source: Engine.cpp:1961; eventlogs.cpp:91. */
    readonly fulltext?: string | null
    /** Node; the engine adds it. Source: Engine.cpp:1963. */
    readonly nodename?: string | null
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /** Text with time and sender; the engine adds it. Source: Engine.cpp:1961; eventlogs.cpp:91. */
    readonly fulltext?: string
    /** Node; the engine adds it. Source: Engine.cpp:1963. */
    readonly nodename?: string
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
export const MonitorNotify = /* @__PURE__ */ Definition.viewed("monitor.notify", {} as MonitorNotify.View, () => {
  const own = {
    notify: Param.optional(Param.oneOf("genericAlarm", "specificAlarm")),
    index: Param.lenient(Param.Int),
    count: Param.lenient(Param.Int)
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

/** The types of `monitor.notify`. */
export declare namespace MonitorNotify {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Kind of alarm. Source: monitoring.cpp:1620; monitoring.cpp:3963. */
    readonly notify?: "genericAlarm" | "specificAlarm" | (string & {})
    /** Index of the value. Source: monitoring.cpp:3971. */
    readonly index?: number
    /** cpuload: number of pairs that follow. Source: cpuload.cpp:458; ccongestion.cpp:83. */
    readonly count?: number
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What is given to send it. */
  interface Send {
    /** Kind of alarm. Source: monitoring.cpp:1620; monitoring.cpp:3963. */
    readonly notify?: "genericAlarm" | "specificAlarm" | (string & {})
    /** Index of the value. Source: monitoring.cpp:3971. */
    readonly index?: number
    /** cpuload: number of pairs that follow. Source: cpuload.cpp:458; ccongestion.cpp:83. */
    readonly count?: number
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
export const MonitorQuery = /* @__PURE__ */ Definition.viewed("monitor.query", {} as MonitorQuery.View, () => {
  const own = {
    name: Param.Text,
    index: Param.lenient(Param.Int)
  }
  const answer = {
    value: Param.optional(Param.Text)
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

/** The types of `monitor.query`. */
export declare namespace MonitorQuery {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Name of the value. Source: ysnmpagent.cpp:3063; monitoring.cpp:3989; cpuload.cpp:689. */
    readonly name: string
    /** Which one of several. Source: ysnmpagent.cpp:3064; monitoring.cpp:3994. */
    readonly index?: number
    /** The value. Source: cpuload.cpp:699. */
    readonly value?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /** The value. Source: cpuload.cpp:699. */
    readonly value?: string | null
  }

  /** What is given to send it. */
  interface Send {
    /** Name of the value. Source: ysnmpagent.cpp:3063; monitoring.cpp:3989; cpuload.cpp:689. */
    readonly name: string
    /** Which one of several. Source: ysnmpagent.cpp:3064; monitoring.cpp:3994. */
    readonly index?: number
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /** The value. Source: cpuload.cpp:699. */
    readonly value?: string
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
export const CdrQuery = /* @__PURE__ */ Definition.viewed("cdr.query", {} as CdrQuery.View, () => {
  return {
    params: {
      ...Groups.tracking(),
      external: Param.Text
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `cdr.query`. */
export declare namespace CdrQuery {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** User asked about. Source: subscription.cpp:1907. */
    readonly external: string
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
export const MwiQuery = /* @__PURE__ */ Definition.viewed("mwi.query", {} as MwiQuery.View, () => {
  const answer = {
    "message-summary.voicenew": Param.lenient(Param.Int),
    "message-summary.voiceold": Param.lenient(Param.Int)
  }
  return {
    params: {
      ...Groups.tracking(),
      ...answer,
      subscriber: Param.Text,
      notifier: Param.Text
    },
    answer,
    reply: {
      ...Groups.tracking(),
      ...answer
    }
  }
})

/** The types of `mwi.query`. */
export declare namespace MwiQuery {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Who asks. Source: subscription.cpp:1910. */
    readonly subscriber: string
    /** User asked about. Source: subscription.cpp:1911. */
    readonly notifier: string
    /** New messages. Source: subscription.cpp:992. */
    readonly "message-summary.voicenew"?: number
    /** Old messages. Source: subscription.cpp:993. */
    readonly "message-summary.voiceold"?: number
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /** New messages. Source: subscription.cpp:992. */
    readonly "message-summary.voicenew"?: number | null
    /** Old messages. Source: subscription.cpp:993. */
    readonly "message-summary.voiceold"?: number | null
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /** New messages. Source: subscription.cpp:992. */
    readonly "message-summary.voicenew"?: number
    /** Old messages. Source: subscription.cpp:993. */
    readonly "message-summary.voiceold"?: number
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
export const Mwi = /* @__PURE__ */ Definition.viewed("mwi", {} as Mwi.View, () => {
  const own = {
    operation: Param.oneOf("notify"),
    notifier: Param.Text,
    "message-summary.voicenew": Param.lenient(Param.Int),
    "message-summary.voiceold": Param.lenient(Param.Int)
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

/** The types of `mwi`. */
export declare namespace Mwi {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Must be notify. Source: subscription.cpp:1704. */
    readonly operation: "notify" | (string & {})
    /** User whose voice mail changed. Source: subscription.cpp:2028. */
    readonly notifier: string
    /** New messages. Source: subscription.cpp:992. */
    readonly "message-summary.voicenew"?: number
    /** Old messages. Source: subscription.cpp:993. */
    readonly "message-summary.voiceold"?: number
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What is given to send it. */
  interface Send {
    /** Must be notify. Source: subscription.cpp:1704. */
    readonly operation: "notify" | (string & {})
    /** User whose voice mail changed. Source: subscription.cpp:2028. */
    readonly notifier: string
    /** New messages. Source: subscription.cpp:992. */
    readonly "message-summary.voicenew"?: number
    /** Old messages. Source: subscription.cpp:993. */
    readonly "message-summary.voiceold"?: number
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
