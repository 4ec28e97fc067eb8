/**
 * The messages of the family `engine`: 10 definitions, and the types of each.
 *
 * Generated from catalogue/engine.yaml by `pnpm generate`: change the data, not this file.
 *
 * @since 0.1.0
 */
import type * as DateTime from "effect/DateTime"
import type { Address } from "./Address.ts"
import * as Definition from "./Definition.ts"
import * as Groups from "./internal/groups.ts"
import * as Param from "./Param.ts"

/**
 * `engine.start`: the engine finished loading and initializing its modules and starts to work.
 *
 * Answering: It is a broadcast; the result is not used.
 *
 * Return value: Not used.
 *
 * Sent by: engine; dispatched (whoever sends it waits for the result); every handler gets it, whatever those before it
 * answered.
 *
 * - An external module that connects or starts later than this moment does not see it.
 *
 * Source: Engine.cpp:1948, accfile.cpp:86.
 *
 * @category engine
 * @since 0.1.0
 */
export const EngineStart = /* @__PURE__ */ Definition.viewed("engine.start", {} as EngineStart.View, () => {
  return {
    params: {
      ...Groups.tracking(),
      nodename: Param.optional(Param.Text)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `engine.start`. */
export declare namespace EngineStart {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Name of this node, if it has one. Source: Engine.cpp:2572. */
    readonly nodename?: string
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
 * `engine.init`: modules, or a single one, are being initialized again (reload).
 *
 * Answering: For a single module, true (or a module of that name) makes the reload succeed; for all modules not used.
 *
 * Return value: Not used.
 *
 * Sent by: engine; dispatched (whoever sends it waits for the result); every handler gets it, whatever those before it
 * answered.
 *
 * - This is where an external module should read its settings again.
 *
 * Source: Engine.cpp:2431, Engine.cpp:2507.
 *
 * @category engine
 * @since 0.1.0
 */
export const EngineInit = /* @__PURE__ */ Definition.viewed("engine.init", {} as EngineInit.View, () => {
  return {
    params: {
      ...Groups.tracking(),
      plugin: Param.optional(Param.Text),
      nodename: Param.optional(Param.Text)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `engine.init`. */
export declare namespace EngineInit {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Name of the only module to initialize. Absent: all of them. Source: Engine.cpp:2508. */
    readonly plugin?: string
    /** Name of this node. Source: Engine.cpp:2510; Engine.cpp:2572. */
    readonly nodename?: string
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
 * `engine.stop`: the engine wants to stop; asked again every second for a while so that modules can finish.
 *
 * Answering: True from anybody delays the stop and the message is repeated, a limited number of times; when all return
 * false the engine halts.
 *
 * Return value: Not used.
 *
 * Sent by: engine; dispatched (whoever sends it waits for the result); every handler gets it, whatever those before it
 * answered.
 *
 * Source: Engine.cpp:1978, ysipchan.cpp:10151.
 *
 * @category engine
 * @since 0.1.0
 */
export const EngineStop = /* @__PURE__ */ Definition.viewed("engine.stop", {} as EngineStop.View, () => {
  return {
    params: {
      ...Groups.tracking(),
      nodename: Param.optional(Param.Text)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `engine.stop`. */
export declare namespace EngineStop {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Name of this node. Source: Engine.cpp:2572. */
    readonly nodename?: string
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
 * `engine.halt`: the engine is halting now.
 *
 * Answering: It is a broadcast; the result is not used.
 *
 * Return value: Not used.
 *
 * Sent by: engine; dispatched (whoever sends it waits for the result); every handler gets it, whatever those before it
 * answered.
 *
 * - External modules are shut down by it too, at priority 1000 by default, so do not count on being able to answer.
 *
 * Handled by: extmodule@1000, drivers@100, cdrbuild@150.
 *
 * Source: Engine.cpp:2158, extmodule.cpp:2026.
 *
 * @category engine
 * @since 0.1.0
 */
export const EngineHalt = /* @__PURE__ */ Definition.viewed("engine.halt", {} as EngineHalt.View, () => {
  return {
    params: {
      ...Groups.tracking(),
      nodename: Param.optional(Param.Text)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `engine.halt`. */
export declare namespace EngineHalt {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Name of this node. Source: Engine.cpp:2572. */
    readonly nodename?: string
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
 * `engine.busy`: asks whether an automatic restart should be put off.
 *
 * Answering: True means busy: the engine tries to restart again ten seconds later.
 *
 * Return value: Not used.
 *
 * Sent by: engine; dispatched (whoever sends it waits for the result).
 *
 * Source: Engine.cpp:2084.
 *
 * @category engine
 * @since 0.1.0
 */
export const EngineBusy = /* @__PURE__ */ Definition.viewed("engine.busy", {} as EngineBusy.View, () => {
  return {
    params: {
      ...Groups.tracking(),
      nodename: Param.optional(Param.Text)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `engine.busy`. */
export declare namespace EngineBusy {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Name of this node. Source: Engine.cpp:2572. */
    readonly nodename?: string
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
 * `engine.timer`: one second tick of the engine.
 *
 * Answering: Always return false; it is a broadcast and the result is not used.
 *
 * Return value: Not used.
 *
 * Sent by: engine; enqueued (nobody waits for the result); every handler gets it, whatever those before it answered.
 *
 * - Leg timers (maxcall, timeout, maxpdd) are checked by it, so they fire up to a second late.
 * - Sent about at the start of each second; ticks can be late or skipped under load.
 *
 * Handled by: engine@1, drivers@90.
 *
 * Source: Engine.cpp:2126.
 *
 * @category engine
 * @since 0.1.0
 */
export const EngineTimer = /* @__PURE__ */ Definition.viewed("engine.timer", {} as EngineTimer.View, () => {
  return {
    params: {
      ...Groups.tracking(),
      time: Param.UnixTime,
      nodename: Param.optional(Param.Text)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `engine.timer`. */
export declare namespace EngineTimer {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Seconds since the epoch, without a fraction. Seconds since 1970 on the wire. Source: Engine.cpp:2127. */
    readonly time: DateTime.Utc
    /** Name of this node. Source: Engine.cpp:2129. */
    readonly nodename?: string
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
 * `engine.status`: collects status text from the engine, modules and legs.
 *
 * Answering: True if the module named was found and answered. Without a name every module adds its text and the result
 * is normally false.
 *
 * Return value: Lines of text, one per module, ended by CR LF:
 * "name=x,type=y[,format=a|b];param=value,...[;item=a|b,...]". Handlers append to it.
 *
 * Sent by: app, module; dispatched (whoever sends it waits for the result).
 *
 * - For a leg the reply also carries the leg's parameters.
 * - A driver's item list uses "legid=status|address|peer".
 *
 * Also, in `parameters` (see `Wildcards`): `cmd_*`.
 *
 * Handled by: engine@90, callgen@100, cdrbuild@100, modules@110.
 *
 * Source: Channel.cpp:1264, Channel.cpp:806, Engine.cpp:518, rmanager.cpp:1449.
 *
 * @example
 * ```ts
 * import { Dispatcher } from "@yatefx/dispatcher"
 * import { EngineStatus, Status } from "@yatefx/messages"
 * import { Effect } from "effect"
 *
 * const channels = Effect.gen(function*() {
 *   const yate = yield* Dispatcher
 *   const { returnValue } = yield* yate.dispatch(EngineStatus, {})
 *   return Status.channels(returnValue)
 * })
 * ```
 *
 * @category engine
 * @since 0.1.0
 */
export const EngineStatus = /* @__PURE__ */ Definition.viewed("engine.status", {} as EngineStatus.View, () => {
  const own = {
    module: Param.optional(Param.Text),
    details: Param.lenient(Param.Boolean),
    reset: Param.lenient(Param.Boolean)
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

/** The types of `engine.status`. */
export declare namespace EngineStatus {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /**
     * Module, module type (misc, varchans, cdr ...), leg id, conf/room, engine, objects or dispatcher to report. Absent
     * or empty: everything. Source: Channel.cpp:1315; Channel.cpp:1468; conference.cpp:1305; rmanager.cpp:1460;
     * Engine.cpp:521.
     */
    readonly module?: string
    /**
     * False leaves out the list of items. Default: "true". Source: Channel.cpp:1268; Engine.cpp:520; rmanager.cpp:1451.
     */
    readonly details?: boolean
    /** Engine: reset its peak counters. Default: "false". Source: Engine.cpp:623. */
    readonly reset?: boolean
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What is given to send it. */
  interface Send {
    /**
     * Module, module type (misc, varchans, cdr ...), leg id, conf/room, engine, objects or dispatcher to report. Absent
     * or empty: everything. Source: Channel.cpp:1315; Channel.cpp:1468; conference.cpp:1305; rmanager.cpp:1460;
     * Engine.cpp:521.
     */
    readonly module?: string
    /**
     * False leaves out the list of items. Default: "true". Source: Channel.cpp:1268; Engine.cpp:520; rmanager.cpp:1451.
     */
    readonly details?: boolean
    /** Engine: reset its peak counters. Default: "false". Source: Engine.cpp:623. */
    readonly reset?: boolean
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
 * `engine.command`: a line typed on the console to be executed, or a partial line to be completed.
 *
 * Answering: Executing: true if the command was recognized. Completing: return false so that others can add.
 *
 * Return value: Executing: text to show, ended by CR LF. Completing: words separated by TAB, appended.
 *
 * Sent by: app, module, engine; dispatched (whoever sends it waits for the result).
 *
 * Handled by: engine@100, modules@120.
 *
 * Source: Channel.cpp:1234, Engine.cpp:1983, rmanager.cpp:1903, rmanager.cpp:1154.
 *
 * @category engine
 * @since 0.1.0
 */
export const EngineCommand = /* @__PURE__ */ Definition.viewed("engine.command", {} as EngineCommand.View, () => {
  const own = {
    line: Param.optional(Param.Text),
    partial: Param.optional(Param.Text),
    partline: Param.optional(Param.Text),
    partword: Param.optional(Param.Text),
    complete: Param.optional(Param.oneOf("command", "channels")),
    cmd_address: Param.lenient(Param.Address),
    cmd_machine: Param.lenient(Param.Boolean),
    cmd_admin: Param.lenient(Param.Boolean),
    cmd_width: Param.lenient(Param.Int),
    cmd_height: Param.lenient(Param.Int),
    cmd_offset: Param.lenient(Param.Int),
    cmd_header: Param.lenient(Param.Int),
    cmd_finish: Param.lenient(Param.Int)
  }
  const answer = {
    cmd_address: Param.lenient(Param.Address),
    cmd_machine: Param.lenient(Param.Boolean),
    cmd_admin: Param.lenient(Param.Boolean),
    cmd_width: Param.lenient(Param.Int),
    cmd_height: Param.lenient(Param.Int),
    cmd_offset: Param.lenient(Param.Int),
    cmd_header: Param.lenient(Param.Int),
    cmd_finish: Param.lenient(Param.Int)
  }
  return {
    params: {
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

/** The types of `engine.command`. */
export declare namespace EngineCommand {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /**
     * The command to execute. Absent when completing. Source: Channel.cpp:1236; Engine.cpp:879; Engine.cpp:1984;
     * rmanager.cpp:1904.
     */
    readonly line?: string
    /** Completing: the whole partial line. Source: rmanager.cpp:1155. */
    readonly partial?: string
    /**
     * Completing: the line before the word being completed. Source: Channel.cpp:1239; Engine.cpp:881; rmanager.cpp:1234.
     */
    readonly partline?: string
    /** Completing: the word being completed. Source: Channel.cpp:1239; Engine.cpp:881; rmanager.cpp:1237. */
    readonly partword?: string
    /** Completing: what is wanted. Source: rmanager.cpp:1196; rmanager.cpp:1239; Channel.cpp:1667. */
    readonly complete?: "command" | "channels" | (string & {})
    /** Address of the console. Source: rmanager.cpp:1141. */
    readonly cmd_address?: Address
    /** Console wants machine readable output. Source: rmanager.cpp:1142. */
    readonly cmd_machine?: boolean
    /** Console user is an administrator. Source: rmanager.cpp:1147. */
    readonly cmd_admin?: boolean
    /** Console width. Source: rmanager.cpp:1144. */
    readonly cmd_width?: number
    /** Console height. Source: rmanager.cpp:1145. */
    readonly cmd_height?: number
    /** Paging: first line to show, set in the reply to go on. Source: rmanager.cpp:1907; rmanager.cpp:1926. */
    readonly cmd_offset?: number
    /** Paging: heading lines. Source: rmanager.cpp:1908. */
    readonly cmd_header?: number
    /** Paging: last line. Source: rmanager.cpp:1910. */
    readonly cmd_finish?: number
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /** Address of the console. Source: rmanager.cpp:1141. */
    readonly cmd_address?: Address | null
    /** Console wants machine readable output. Source: rmanager.cpp:1142. */
    readonly cmd_machine?: boolean | null
    /** Console user is an administrator. Source: rmanager.cpp:1147. */
    readonly cmd_admin?: boolean | null
    /** Console width. Source: rmanager.cpp:1144. */
    readonly cmd_width?: number | null
    /** Console height. Source: rmanager.cpp:1145. */
    readonly cmd_height?: number | null
    /** Paging: first line to show, set in the reply to go on. Source: rmanager.cpp:1907; rmanager.cpp:1926. */
    readonly cmd_offset?: number | null
    /** Paging: heading lines. Source: rmanager.cpp:1908. */
    readonly cmd_header?: number | null
    /** Paging: last line. Source: rmanager.cpp:1910. */
    readonly cmd_finish?: number | null
  }

  /** What is given to send it. */
  interface Send {
    /**
     * The command to execute. Absent when completing. Source: Channel.cpp:1236; Engine.cpp:879; Engine.cpp:1984;
     * rmanager.cpp:1904.
     */
    readonly line?: string
    /** Completing: the whole partial line. Source: rmanager.cpp:1155. */
    readonly partial?: string
    /**
     * Completing: the line before the word being completed. Source: Channel.cpp:1239; Engine.cpp:881; rmanager.cpp:1234.
     */
    readonly partline?: string
    /** Completing: the word being completed. Source: Channel.cpp:1239; Engine.cpp:881; rmanager.cpp:1237. */
    readonly partword?: string
    /** Completing: what is wanted. Source: rmanager.cpp:1196; rmanager.cpp:1239; Channel.cpp:1667. */
    readonly complete?: "command" | "channels" | (string & {})
    /** Address of the console. Source: rmanager.cpp:1141. */
    readonly cmd_address?: Address
    /** Console wants machine readable output. Source: rmanager.cpp:1142. */
    readonly cmd_machine?: boolean
    /** Console user is an administrator. Source: rmanager.cpp:1147. */
    readonly cmd_admin?: boolean
    /** Console width. Source: rmanager.cpp:1144. */
    readonly cmd_width?: number
    /** Console height. Source: rmanager.cpp:1145. */
    readonly cmd_height?: number
    /** Paging: first line to show, set in the reply to go on. Source: rmanager.cpp:1907; rmanager.cpp:1926. */
    readonly cmd_offset?: number
    /** Paging: heading lines. Source: rmanager.cpp:1908. */
    readonly cmd_header?: number
    /** Paging: last line. Source: rmanager.cpp:1910. */
    readonly cmd_finish?: number
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /** Address of the console. Source: rmanager.cpp:1141. */
    readonly cmd_address?: Address
    /** Console wants machine readable output. Source: rmanager.cpp:1142. */
    readonly cmd_machine?: boolean
    /** Console user is an administrator. Source: rmanager.cpp:1147. */
    readonly cmd_admin?: boolean
    /** Console width. Source: rmanager.cpp:1144. */
    readonly cmd_width?: number
    /** Console height. Source: rmanager.cpp:1145. */
    readonly cmd_height?: number
    /** Paging: first line to show, set in the reply to go on. Source: rmanager.cpp:1907; rmanager.cpp:1926. */
    readonly cmd_offset?: number
    /** Paging: heading lines. Source: rmanager.cpp:1908. */
    readonly cmd_header?: number
    /** Paging: last line. Source: rmanager.cpp:1910. */
    readonly cmd_finish?: number
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
 * `engine.help`: asks for help on console commands.
 *
 * Answering: With line: true if the command is yours. Without: return false after adding your line.
 *
 * Return value: Text. Without line each handler adds " command arguments" lines; with line the handler that knows it
 * adds usage and explanation.
 *
 * Sent by: module, app; dispatched (whoever sends it waits for the result).
 *
 * Also, in `parameters` (see `Wildcards`): `cmd_*`.
 *
 * Handled by: engine@100, callgen@100, extmodule@100.
 *
 * Source: rmanager.cpp:1371, rmanager.cpp:1395, callgen.cpp:622.
 *
 * @category engine
 * @since 0.1.0
 */
export const EngineHelp = /* @__PURE__ */ Definition.viewed("engine.help", {} as EngineHelp.View, () => {
  return {
    params: {
      ...Groups.tracking(),
      line: Param.optional(Param.Text)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `engine.help`. */
export declare namespace EngineHelp {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Command to explain; absent for the overview, which is a broadcast. Source: rmanager.cpp:1386; callgen.cpp:623. */
    readonly line?: string
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
 * `engine.debug`: changes or shows the debug settings of a module or leg.
 *
 * Answering: True if the module or leg was found.
 *
 * Return value: Text with the resulting settings.
 *
 * Sent by: module, engine, app; dispatched or enqueued.
 *
 * Also, in `parameters` (see `Wildcards`): `cmd_*`.
 *
 * Handled by: extmodule@100, modules@120.
 *
 * Source: rmanager.cpp:1670, Engine.cpp:2025, Channel.cpp:1332.
 *
 * @category engine
 * @since 0.1.0
 */
export const EngineDebug = /* @__PURE__ */ Definition.viewed("engine.debug", {} as EngineDebug.View, () => {
  const own = {
    module: Param.Text,
    line: Param.optional(Param.Text)
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

/** The types of `engine.debug`. */
export declare namespace EngineDebug {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Module name or leg id. Source: rmanager.cpp:1671; Engine.cpp:2026; Channel.cpp:1315. */
    readonly module: string
    /**
     * Setting: level n, on, off, reset, engine (leg), objects x, filter x. Source: rmanager.cpp:1673; Engine.cpp:2027;
     * Channel.cpp:1029.
     */
    readonly line?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What is given to send it. */
  interface Send {
    /** Module name or leg id. Source: rmanager.cpp:1671; Engine.cpp:2026; Channel.cpp:1315. */
    readonly module: string
    /**
     * Setting: level n, on, off, reset, engine (leg), objects x, filter x. Source: rmanager.cpp:1673; Engine.cpp:2027;
     * Channel.cpp:1029.
     */
    readonly line?: string
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
