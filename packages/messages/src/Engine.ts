/**
 * The messages of the family `engine`: 10 definitions.
 *
 * Generated from catalogue/engine.yaml by `pnpm generate`: change the data, not this file.
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
export const EngineStart = /* @__PURE__ */ Definition.lazy("engine.start", () => {
  return {
    params: {
      ...tracking(),
      /** Name of this node, if it has one. Source: Engine.cpp:2572. */
      nodename: Param.optional(Param.Text)
    },
    reply: {
      ...tracking()
    }
  }
})

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
export const EngineInit = /* @__PURE__ */ Definition.lazy("engine.init", () => {
  return {
    params: {
      ...tracking(),
      /** Name of the only module to initialize. Absent: all of them. Source: Engine.cpp:2508. */
      plugin: Param.optional(Param.Text),
      /** Name of this node. Source: Engine.cpp:2510; Engine.cpp:2572. */
      nodename: Param.optional(Param.Text)
    },
    reply: {
      ...tracking()
    }
  }
})

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
export const EngineStop = /* @__PURE__ */ Definition.lazy("engine.stop", () => {
  return {
    params: {
      ...tracking(),
      /** Name of this node. Source: Engine.cpp:2572. */
      nodename: Param.optional(Param.Text)
    },
    reply: {
      ...tracking()
    }
  }
})

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
export const EngineHalt = /* @__PURE__ */ Definition.lazy("engine.halt", () => {
  return {
    params: {
      ...tracking(),
      /** Name of this node. Source: Engine.cpp:2572. */
      nodename: Param.optional(Param.Text)
    },
    reply: {
      ...tracking()
    }
  }
})

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
export const EngineBusy = /* @__PURE__ */ Definition.lazy("engine.busy", () => {
  return {
    params: {
      ...tracking(),
      /** Name of this node. Source: Engine.cpp:2572. */
      nodename: Param.optional(Param.Text)
    },
    reply: {
      ...tracking()
    }
  }
})

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
export const EngineTimer = /* @__PURE__ */ Definition.lazy("engine.timer", () => {
  return {
    params: {
      ...tracking(),
      /** Seconds since the epoch, without a fraction. Seconds since 1970 on the wire. Source: Engine.cpp:2127. */
      time: Param.UnixTime,
      /** Name of this node. Source: Engine.cpp:2129. */
      nodename: Param.optional(Param.Text)
    },
    reply: {
      ...tracking()
    }
  }
})

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
 * @category engine
 * @since 0.1.0
 */
export const EngineStatus = /* @__PURE__ */ Definition.lazy("engine.status", () => {
  const own = {
    /**
     * Module, module type (misc, varchans, cdr ...), leg id, conf/room, engine, objects or dispatcher to report. Absent
     * or empty: everything. Source: Channel.cpp:1315; Channel.cpp:1468; conference.cpp:1305; rmanager.cpp:1460;
     * Engine.cpp:521.
     */
    module: Param.optional(Param.Text),
    /**
     * False leaves out the list of items. Default: "true". Source: Channel.cpp:1268; Engine.cpp:520; rmanager.cpp:1451.
     */
    details: Param.lenient(Param.Boolean),
    /** Engine: reset its peak counters. Default: "false". Source: Engine.cpp:623. */
    reset: Param.lenient(Param.Boolean)
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
export const EngineCommand = /* @__PURE__ */ Definition.lazy("engine.command", () => {
  const own = {
    /**
     * The command to execute. Absent when completing. Source: Channel.cpp:1236; Engine.cpp:879; Engine.cpp:1984;
     * rmanager.cpp:1904.
     */
    line: Param.optional(Param.Text),
    /** Completing: the whole partial line. Source: rmanager.cpp:1155. */
    partial: Param.optional(Param.Text),
    /**
     * Completing: the line before the word being completed. Source: Channel.cpp:1239; Engine.cpp:881;
     * rmanager.cpp:1234.
     */
    partline: Param.optional(Param.Text),
    /** Completing: the word being completed. Source: Channel.cpp:1239; Engine.cpp:881; rmanager.cpp:1237. */
    partword: Param.optional(Param.Text),
    /** Completing: what is wanted. Source: rmanager.cpp:1196; rmanager.cpp:1239; Channel.cpp:1667. */
    complete: Param.optional(Param.oneOf("command", "channels")),
    /** Address of the console. Source: rmanager.cpp:1141. */
    cmd_address: Param.lenient(Param.Address),
    /** Console wants machine readable output. Source: rmanager.cpp:1142. */
    cmd_machine: Param.lenient(Param.Boolean),
    /** Console user is an administrator. Source: rmanager.cpp:1147. */
    cmd_admin: Param.lenient(Param.Boolean),
    /** Console width. Source: rmanager.cpp:1144. */
    cmd_width: Param.lenient(Param.Int),
    /** Console height. Source: rmanager.cpp:1145. */
    cmd_height: Param.lenient(Param.Int),
    /** Paging: first line to show, set in the reply to go on. Source: rmanager.cpp:1907; rmanager.cpp:1926. */
    cmd_offset: Param.lenient(Param.Int),
    /** Paging: heading lines. Source: rmanager.cpp:1908. */
    cmd_header: Param.lenient(Param.Int),
    /** Paging: last line. Source: rmanager.cpp:1910. */
    cmd_finish: Param.lenient(Param.Int)
  }
  const answer = {
    /** Address of the console. Source: rmanager.cpp:1141. */
    cmd_address: Param.lenient(Param.Address),
    /** Console wants machine readable output. Source: rmanager.cpp:1142. */
    cmd_machine: Param.lenient(Param.Boolean),
    /** Console user is an administrator. Source: rmanager.cpp:1147. */
    cmd_admin: Param.lenient(Param.Boolean),
    /** Console width. Source: rmanager.cpp:1144. */
    cmd_width: Param.lenient(Param.Int),
    /** Console height. Source: rmanager.cpp:1145. */
    cmd_height: Param.lenient(Param.Int),
    /** Paging: first line to show, set in the reply to go on. Source: rmanager.cpp:1907; rmanager.cpp:1926. */
    cmd_offset: Param.lenient(Param.Int),
    /** Paging: heading lines. Source: rmanager.cpp:1908. */
    cmd_header: Param.lenient(Param.Int),
    /** Paging: last line. Source: rmanager.cpp:1910. */
    cmd_finish: Param.lenient(Param.Int)
  }
  return {
    params: {
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
export const EngineHelp = /* @__PURE__ */ Definition.lazy("engine.help", () => {
  return {
    params: {
      ...tracking(),
      /**
       * Command to explain; absent for the overview, which is a broadcast. Source: rmanager.cpp:1386; callgen.cpp:623.
       */
      line: Param.optional(Param.Text)
    },
    reply: {
      ...tracking()
    }
  }
})

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
export const EngineDebug = /* @__PURE__ */ Definition.lazy("engine.debug", () => {
  const own = {
    /** Module name or leg id. Source: rmanager.cpp:1671; Engine.cpp:2026; Channel.cpp:1315. */
    module: Param.Text,
    /**
     * Setting: level n, on, off, reset, engine (leg), objects x, filter x. Source: rmanager.cpp:1673; Engine.cpp:2027;
     * Channel.cpp:1029.
     */
    line: Param.optional(Param.Text)
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
