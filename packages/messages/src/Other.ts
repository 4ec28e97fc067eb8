/**
 * The messages of the family `other`: 7 definitions, and the types of each.
 *
 * Generated from catalogue/other.yaml by `pnpm generate`: change the data, not this file.
 *
 * @since 0.1.0
 */
import * as Definition from "./Definition.ts"
import * as Groups from "./internal/groups.ts"
import * as Param from "./Param.ts"

/**
 * `radius.generate`: sends a RADIUS authentication or accounting request with attributes taken from the message.
 *
 * Answering: True if the server accepted.
 *
 * Return value: Not used.
 *
 * Sent by: app, module; dispatched (whoever sends it waits for the result).
 *
 * Also, in `parameters` (see `Wildcards`): `<mapped parameters>`.
 *
 * Handled by: yradius.
 *
 * Source: yradius.cpp:431, yradius.cpp:1602.
 *
 * @category other
 * @since 0.1.0
 */
export const RadiusGenerate = /* @__PURE__ */ Definition.viewed("radius.generate", {} as RadiusGenerate.View, () => {
  const own = {
    auth: Param.lenient(Param.Boolean),
    operation: Param.optional(Param.oneOf("initialize", "update", "status", "finalize"))
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

/** The types of `radius.generate`. */
export declare namespace RadiusGenerate {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Authentication, else accounting. Default: "true". Source: yradius.cpp:1604. */
    readonly auth?: boolean
    /** Accounting: stage. Source: yradius.cpp:1607. */
    readonly operation?: "initialize" | "update" | "status" | "finalize" | (string & {})
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What is given to send it. */
  interface Send {
    /** Authentication, else accounting. Default: "true". Source: yradius.cpp:1604. */
    readonly auth?: boolean
    /** Accounting: stage. Source: yradius.cpp:1607. */
    readonly operation?: "initialize" | "update" | "status" | "finalize" | (string & {})
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
 * `script.init`: a script context is being made; native extensions add their objects.
 *
 * Answering: True if an extension was loaded.
 *
 * Return value: Not used.
 *
 * Sent by: module; dispatched (whoever sends it waits for the result).
 *
 * Source: javascript.cpp:2143.
 *
 * @category other
 * @since 0.1.0
 */
export const ScriptInit = /* @__PURE__ */ Definition.viewed("script.init", {} as ScriptInit.View, () => {
  return {
    params: {
      ...Groups.tracking(),
      module: Param.Text,
      language: Param.Text,
      startup: Param.Boolean,
      instance: Param.optional(Param.Text),
      libraries: Param.optional(Param.Text),
      objects: Param.optional(Param.Text)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `script.init`. */
export declare namespace ScriptInit {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Script module. Source: javascript.cpp:2145. */
    readonly module: string
    /** Language. Source: javascript.cpp:2146. */
    readonly language: string
    /** At the start of a script; then it is a broadcast. Source: javascript.cpp:2147. */
    readonly startup: boolean
    /** Script instance. Source: javascript.cpp:2149. */
    readonly instance?: string
    /** Libraries asked for. Source: javascript.cpp:2151. */
    readonly libraries?: string
    /** Objects asked for. Source: javascript.cpp:2153. */
    readonly objects?: string
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
 * `transfer.notify`: progress and result of a file transfer.
 *
 * Answering: True stops other handlers.
 *
 * Return value: Not used.
 *
 * Sent by: module; enqueued (nobody waits for the result).
 *
 * Also, in `parameters` (see `Wildcards`): `<kept parameters>`.
 *
 * Source: filetransfer.cpp:1232.
 *
 * @category other
 * @since 0.1.0
 */
export const TransferNotify = /* @__PURE__ */ Definition.viewed("transfer.notify", {} as TransferNotify.View, () => {
  return {
    params: {
      ...Groups.tracking(),
      targetid: Param.Text,
      send: Param.Boolean,
      status: Param.Text,
      file: Param.optional(Param.Text),
      transferred: Param.lenient(Param.Octets),
      total: Param.lenient(Param.Octets),
      error: Param.optional(Param.Text),
      channelid: Param.optional(Param.ChannelId)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `transfer.notify`. */
export declare namespace TransferNotify {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** The notify text of the request. Source: filetransfer.cpp:1233. */
    readonly targetid: string
    /** Sending or receiving. Source: filetransfer.cpp:1234. */
    readonly send: boolean
    /** State of the transfer. Source: filetransfer.cpp:1235. */
    readonly status: string
    /** File name. Source: filetransfer.cpp:1237. */
    readonly file?: string
    /** Octets done. In bytes. Source: filetransfer.cpp:1239. */
    readonly transferred?: number
    /** Size of the file. In bytes. Source: filetransfer.cpp:1241. */
    readonly total?: number
    /** Why it failed. Source: filetransfer.cpp:1243. */
    readonly error?: string
    /** Leg of the transfer. Source: filetransfer.cpp:1245. */
    readonly channelid?: string
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
 * `file.info`: asks about, answers or changes a list of shared files.
 *
 * Answering: True if handled.
 *
 * Return value: Not used.
 *
 * Sent by: module, app; dispatched or enqueued.
 *
 * Source: fileinfo.cpp:765, jabberclient.cpp:2183.
 *
 * @category other
 * @since 0.1.0
 */
export const FileInfo = /* @__PURE__ */ Definition.viewed("file.info", {} as FileInfo.View, () => {
  const own = {
    operation: Param.oneOf("query", "result", "changed", "set", "remove"),
    account: Param.optional(Param.Text),
    id: Param.optional(Param.Text),
    from: Param.optional(Param.Text),
    from_instance: Param.optional(Param.Text),
    to: Param.optional(Param.Text),
    to_instance: Param.optional(Param.Text),
    subscription: Param.optional(Param.Text),
    dir: Param.optional(Param.Text),
    file: Param.optional(Param.Text)
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

/** The types of `file.info`. */
export declare namespace FileInfo {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /**
     * What is asked or told. Source: fileinfo.cpp:769; fileinfo.cpp:963; jabberclient.cpp:2187; jabberclient.cpp:2144.
     */
    readonly operation: "query" | "result" | "changed" | "set" | "remove" | (string & {})
    /** Account. Source: fileinfo.cpp:766; fileinfo.cpp:956. */
    readonly account?: string
    /** Request id. Source: fileinfo.cpp:766; jabberclient.cpp:2188. */
    readonly id?: string
    /** Who asks. Source: fileinfo.cpp:746; jabberclient.cpp:2184. */
    readonly from?: string
    /** Its instance. Source: jabberclient.cpp:2185. */
    readonly from_instance?: string
    /** Who gets the answer. Source: fileinfo.cpp:767. */
    readonly to?: string
    /** Its instance. Source: fileinfo.cpp:768. */
    readonly to_instance?: string
    /** Subscription state between them. Source: fileinfo.cpp:759; jabberclient.cpp:2186. */
    readonly subscription?: string
    /** Directory. Source: fileinfo.cpp:751. */
    readonly dir?: string
    /** File. Source: fileinfo.cpp:752. */
    readonly file?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What is given to send it. */
  interface Send {
    /**
     * What is asked or told. Source: fileinfo.cpp:769; fileinfo.cpp:963; jabberclient.cpp:2187; jabberclient.cpp:2144.
     */
    readonly operation: "query" | "result" | "changed" | "set" | "remove" | (string & {})
    /** Account. Source: fileinfo.cpp:766; fileinfo.cpp:956. */
    readonly account?: string
    /** Request id. Source: fileinfo.cpp:766; jabberclient.cpp:2188. */
    readonly id?: string
    /** Who asks. Source: fileinfo.cpp:746; jabberclient.cpp:2184. */
    readonly from?: string
    /** Its instance. Source: jabberclient.cpp:2185. */
    readonly from_instance?: string
    /** Who gets the answer. Source: fileinfo.cpp:767. */
    readonly to?: string
    /** Its instance. Source: fileinfo.cpp:768. */
    readonly to_instance?: string
    /** Subscription state between them. Source: fileinfo.cpp:759; jabberclient.cpp:2186. */
    readonly subscription?: string
    /** Directory. Source: fileinfo.cpp:751. */
    readonly dir?: string
    /** File. Source: fileinfo.cpp:752. */
    readonly file?: string
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
 * `socket.ssl`: asks to secure a socket, or whether that is possible.
 *
 * Answering: True if it was (or can be) secured.
 *
 * Return value: Not used.
 *
 * Sent by: driver, module; dispatched (whoever sends it waits for the result).
 *
 * - The socket is an object inside the engine; an external app can only ask with test=true.
 *
 * Source: openssl.cpp:564, ysipchan.cpp:10593, rmanager.cpp:424.
 *
 * @category other
 * @since 0.1.0
 */
export const SocketSsl = /* @__PURE__ */ Definition.viewed("socket.ssl", {} as SocketSsl.View, () => {
  return {
    params: {
      ...Groups.tracking(),
      test: Param.lenient(Param.Boolean),
      server: Param.lenient(Param.Boolean),
      context: Param.optional(Param.Text),
      domain: Param.optional(Param.Text),
      verify: Param.optional(Param.Text),
      certificate: Param.optional(Param.Text),
      key: Param.optional(Param.Text),
      module: Param.optional(Param.Text)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `socket.ssl`. */
export declare namespace SocketSsl {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Only ask whether it is possible. Source: openssl.cpp:566; jabberserver.cpp:4134. */
    readonly test?: boolean
    /** Server side. Source: openssl.cpp:567; ysipchan.cpp:10595; rmanager.cpp:425. */
    readonly server?: boolean
    /** Configured security context. Source: ysipchan.cpp:10596. */
    readonly context?: string
    /** Domain, to find the context. Source: jabberserver.cpp:1250. */
    readonly domain?: string
    /** Verification of the other side. Source: openssl.cpp:594; rmanager.cpp:427. */
    readonly verify?: string
    /** Client certificate file. Source: openssl.cpp:597; ysipchan.cpp:10599. */
    readonly certificate?: string
    /** Client key file. Source: openssl.cpp:599; ysipchan.cpp:10600. */
    readonly key?: string
    /** Who asks. Source: ysipchan.cpp:10594. */
    readonly module?: string
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
 * `socket.stun`: asks to filter STUN packets on a socket.
 *
 * Answering: Always true.
 *
 * Return value: Not used.
 *
 * Sent by: module; dispatched (whoever sends it waits for the result).
 *
 * - The socket is an object inside the engine, so it is of no use to an external app.
 *
 * Handled by: stun@100.
 *
 * Source: ystunchan.cpp:1159, yjinglechan.cpp:2561.
 *
 * @category other
 * @since 0.1.0
 */
export const SocketStun = /* @__PURE__ */ Definition.viewed("socket.stun", {} as SocketStun.View, () => {
  return {
    params: {
      ...Groups.tracking()
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `socket.stun`. */
export declare namespace SocketStun {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {}

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
 * `circuit.special`: a telephony circuit entered a special mode and asks how to attach media.
 *
 * Answering: True if handled.
 *
 * Return value: Not used.
 *
 * Sent by: driver; dispatched (whoever sends it waits for the result).
 *
 * Source: wpcard.cpp:1288, zapcard.cpp:2705, mgcpca.cpp:1807.
 *
 * @category other
 * @since 0.1.0
 */
export const CircuitSpecial = /* @__PURE__ */ Definition.viewed("circuit.special", {} as CircuitSpecial.View, () => {
  return {
    params: {
      ...Groups.tracking(),
      mode: Param.Text,
      group: Param.optional(Param.Text),
      span: Param.optional(Param.Text),
      id: Param.optional(Param.ChannelId)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `circuit.special`. */
export declare namespace CircuitSpecial {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Mode. Source: wpcard.cpp:1295; zapcard.cpp:2712; mgcpca.cpp:1814. */
    readonly mode: string
    /** Circuit group. Source: wpcard.cpp:1291; zapcard.cpp:2708; mgcpca.cpp:1811. */
    readonly group?: string
    /** Circuit span. Source: wpcard.cpp:1293; zapcard.cpp:2710; mgcpca.cpp:1813. */
    readonly span?: string
    /** Leg. Source: mgcpca.cpp:1809. */
    readonly id?: string
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
