/**
 * The messages of the family `other`: 7 definitions.
 *
 * Generated from catalogue/other.yaml by `pnpm generate`: change the data, not this file.
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
export const RadiusGenerate = /* @__PURE__ */ Definition.lazy("radius.generate", () => {
  const own = {
    /** Authentication, else accounting. Default: "true". Source: yradius.cpp:1604. */
    auth: Param.lenient(Param.Boolean),
    /** Accounting: stage. Source: yradius.cpp:1607. */
    operation: Param.optional(Param.oneOf("initialize", "update", "status", "finalize"))
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
export const ScriptInit = /* @__PURE__ */ Definition.lazy("script.init", () => {
  return {
    params: {
      ...tracking(),
      /** Script module. Source: javascript.cpp:2145. */
      module: Param.Text,
      /** Language. Source: javascript.cpp:2146. */
      language: Param.Text,
      /** At the start of a script; then it is a broadcast. Source: javascript.cpp:2147. */
      startup: Param.Boolean,
      /** Script instance. Source: javascript.cpp:2149. */
      instance: Param.optional(Param.Text),
      /** Libraries asked for. Source: javascript.cpp:2151. */
      libraries: Param.optional(Param.Text),
      /** Objects asked for. Source: javascript.cpp:2153. */
      objects: Param.optional(Param.Text)
    },
    reply: {
      ...tracking()
    }
  }
})

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
export const TransferNotify = /* @__PURE__ */ Definition.lazy("transfer.notify", () => {
  return {
    params: {
      ...tracking(),
      /** The notify text of the request. Source: filetransfer.cpp:1233. */
      targetid: Param.Text,
      /** Sending or receiving. Source: filetransfer.cpp:1234. */
      send: Param.Boolean,
      /** State of the transfer. Source: filetransfer.cpp:1235. */
      status: Param.Text,
      /** File name. Source: filetransfer.cpp:1237. */
      file: Param.optional(Param.Text),
      /** Octets done. In bytes. Source: filetransfer.cpp:1239. */
      transferred: Param.lenient(Param.Octets),
      /** Size of the file. In bytes. Source: filetransfer.cpp:1241. */
      total: Param.lenient(Param.Octets),
      /** Why it failed. Source: filetransfer.cpp:1243. */
      error: Param.optional(Param.Text),
      /** Leg of the transfer. Source: filetransfer.cpp:1245. */
      channelid: Param.optional(Param.ChannelId)
    },
    reply: {
      ...tracking()
    }
  }
})

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
export const FileInfo = /* @__PURE__ */ Definition.lazy("file.info", () => {
  const own = {
    /**
     * What is asked or told. Source: fileinfo.cpp:769; fileinfo.cpp:963; jabberclient.cpp:2187; jabberclient.cpp:2144.
     */
    operation: Param.oneOf("query", "result", "changed", "set", "remove"),
    /** Account. Source: fileinfo.cpp:766; fileinfo.cpp:956. */
    account: Param.optional(Param.Text),
    /** Request id. Source: fileinfo.cpp:766; jabberclient.cpp:2188. */
    id: Param.optional(Param.Text),
    /** Who asks. Source: fileinfo.cpp:746; jabberclient.cpp:2184. */
    from: Param.optional(Param.Text),
    /** Its instance. Source: jabberclient.cpp:2185. */
    from_instance: Param.optional(Param.Text),
    /** Who gets the answer. Source: fileinfo.cpp:767. */
    to: Param.optional(Param.Text),
    /** Its instance. Source: fileinfo.cpp:768. */
    to_instance: Param.optional(Param.Text),
    /** Subscription state between them. Source: fileinfo.cpp:759; jabberclient.cpp:2186. */
    subscription: Param.optional(Param.Text),
    /** Directory. Source: fileinfo.cpp:751. */
    dir: Param.optional(Param.Text),
    /** File. Source: fileinfo.cpp:752. */
    file: Param.optional(Param.Text)
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
export const SocketSsl = /* @__PURE__ */ Definition.lazy("socket.ssl", () => {
  return {
    params: {
      ...tracking(),
      /** Only ask whether it is possible. Source: openssl.cpp:566; jabberserver.cpp:4134. */
      test: Param.lenient(Param.Boolean),
      /** Server side. Source: openssl.cpp:567; ysipchan.cpp:10595; rmanager.cpp:425. */
      server: Param.lenient(Param.Boolean),
      /** Configured security context. Source: ysipchan.cpp:10596. */
      context: Param.optional(Param.Text),
      /** Domain, to find the context. Source: jabberserver.cpp:1250. */
      domain: Param.optional(Param.Text),
      /** Verification of the other side. Source: openssl.cpp:594; rmanager.cpp:427. */
      verify: Param.optional(Param.Text),
      /** Client certificate file. Source: openssl.cpp:597; ysipchan.cpp:10599. */
      certificate: Param.optional(Param.Text),
      /** Client key file. Source: openssl.cpp:599; ysipchan.cpp:10600. */
      key: Param.optional(Param.Text),
      /** Who asks. Source: ysipchan.cpp:10594. */
      module: Param.optional(Param.Text)
    },
    reply: {
      ...tracking()
    }
  }
})

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
export const SocketStun = /* @__PURE__ */ Definition.lazy("socket.stun", () => {
  return {
    params: {
      ...tracking()
    },
    reply: {
      ...tracking()
    }
  }
})

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
export const CircuitSpecial = /* @__PURE__ */ Definition.lazy("circuit.special", () => {
  return {
    params: {
      ...tracking(),
      /** Mode. Source: wpcard.cpp:1295; zapcard.cpp:2712; mgcpca.cpp:1814. */
      mode: Param.Text,
      /** Circuit group. Source: wpcard.cpp:1291; zapcard.cpp:2708; mgcpca.cpp:1811. */
      group: Param.optional(Param.Text),
      /** Circuit span. Source: wpcard.cpp:1293; zapcard.cpp:2710; mgcpca.cpp:1813. */
      span: Param.optional(Param.Text),
      /** Leg. Source: mgcpca.cpp:1809. */
      id: Param.optional(Param.ChannelId)
    },
    reply: {
      ...tracking()
    }
  }
})
