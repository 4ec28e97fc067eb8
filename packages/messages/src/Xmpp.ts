/**
 * The messages of the family `xmpp`: 5 definitions.
 *
 * Generated from catalogue/xmpp.yaml by `pnpm generate`: change the data, not this file.
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
 * `jabber.iq`: a Jabber iq stanza to be handled or sent.
 *
 * Answering: True if handled; the server answers with the response parameter, or an empty result if respond is true.
 * False answers with an error.
 *
 * Return value: Not used.
 *
 * Sent by: driver, app; dispatched (whoever sends it waits for the result).
 *
 * Handled by: jabber, jingle, jabber client.
 *
 * Source: jabberserver.cpp:3610.
 *
 * @category xmpp
 * @since 0.1.0
 */
export const JabberIq = /* @__PURE__ */ Definition.lazy("jabber.iq", () => {
  const own = {
    /** Who sends it. Source: jabberserver.cpp:3611. */
    module: Param.optional(Param.Text),
    /** Sender. Source: jabberserver.cpp:3612. */
    from: Param.Text,
    /** Resource of the sender. Source: jabberserver.cpp:3613. */
    from_instance: Param.optional(Param.Text),
    /** Recipient. Source: jabberserver.cpp:3614. */
    to: Param.optional(Param.Text),
    /** Resource of the recipient. Source: jabberserver.cpp:3615. */
    to_instance: Param.optional(Param.Text),
    /** Stanza id. Source: jabberserver.cpp:3616. */
    id: Param.optional(Param.Text),
    /** Stanza type. Source: jabberserver.cpp:3617. */
    type: Param.optional(Param.oneOf("get", "set", "result", "error")),
    /** Name space of the request. Source: jabberserver.cpp:3619. */
    xmlns: Param.optional(Param.Text),
    /** The stanza as text, if so configured. Source: jabberserver.cpp:3622. */
    data: Param.optional(Param.Text),
    /** The stanza; also an object inside the engine. Source: jabberserver.cpp:3626. */
    xml: Param.optional(Param.Text)
  }
  const answer = {
    /** Stanza to answer with. Source: jabberserver.cpp:3629. */
    response: Param.optional(Param.Text),
    /** Answer with an empty result. Source: jabberserver.cpp:3632. */
    respond: Param.lenient(Param.Boolean)
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
 * `jabber.item`: adds or removes a Jabber identifier served by another module.
 *
 * Answering: True if the server took it.
 *
 * Return value: Not used.
 *
 * Sent by: module, app; dispatched or enqueued.
 *
 * Handled by: jabber.
 *
 * Source: yjinglechan.cpp:4717, yjinglechan.cpp:4735.
 *
 * @category xmpp
 * @since 0.1.0
 */
export const JabberItem = /* @__PURE__ */ Definition.lazy("jabber.item", () => {
  const own = {
    /** Identifier. Source: yjinglechan.cpp:4718; yjinglechan.cpp:4736. */
    jid: Param.Text,
    /** Remove it. Source: yjinglechan.cpp:4719. */
    remove: Param.lenient(Param.Boolean)
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
 * `jabber.feature`: passes a stanza of a supported extension to the module that implements it.
 *
 * Answering: True if the module handled it.
 *
 * Return value: Not used.
 *
 * Sent by: module; dispatched (whoever sends it waits for the result).
 *
 * - The stanza is an object inside the engine, so an external module can hardly implement one.
 *
 * Handled by: jbfeatures.
 *
 * Source: jabberserver.cpp:2775.
 *
 * @category xmpp
 * @since 0.1.0
 */
export const JabberFeature = /* @__PURE__ */ Definition.lazy("jabber.feature", () => {
  return {
    params: {
      ...tracking(),
      /** Name space of the extension. Source: jabberserver.cpp:2776. */
      feature: Param.Text,
      /** What to do. Source: jabberserver.cpp:2777. */
      operation: Param.optional(Param.Text),
      /** Kind of stream. Source: jabberserver.cpp:2778. */
      stream_type: Param.Text,
      /** Sender. Source: jabberserver.cpp:2779. */
      from: Param.Text,
      /** Recipient. Source: jabberserver.cpp:2780. */
      to: Param.optional(Param.Text),
      /** Offline message: when it came. Seconds since 1970 on the wire. Source: jabberserver.cpp:3453. */
      time: Param.lenient(Param.UnixTime)
    },
    reply: {
      ...tracking()
    }
  }
})

/**
 * `muc.room`: multi-user chat room events and operations of a Jabber client.
 *
 * Answering: True if done.
 *
 * Return value: Not used.
 *
 * Sent by: module, app; dispatched or enqueued.
 *
 * Handled by: jabber client.
 *
 * Source: jabberclient.cpp:780.
 *
 * @category xmpp
 * @since 0.1.0
 */
export const MucRoom = /* @__PURE__ */ Definition.lazy("muc.room", () => {
  const own = {
    /** What happened or is asked. Source: jabberclient.cpp:783. */
    operation: Param.Text,
    /** Room. Source: jabberclient.cpp:784. */
    room: Param.Text,
    /** Member. Source: jabberclient.cpp:785. */
    contact: Param.optional(Param.Text),
    /** Resource of the member. Source: jabberclient.cpp:786. */
    contact_instance: Param.optional(Param.Text)
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
 * `cluster.node`: a cluster connection to another node came up or went down.
 *
 * Answering: Not used.
 *
 * Return value: Not used.
 *
 * Sent by: module; enqueued (nobody waits for the result).
 *
 * Source: jabberserver.cpp:2388.
 *
 * @category xmpp
 * @since 0.1.0
 */
export const ClusterNode = /* @__PURE__ */ Definition.lazy("cluster.node", () => {
  return {
    params: {
      ...tracking(),
      /** The other node. Source: jabberserver.cpp:2389. */
      node: Param.Text,
      /** Up or down. Source: jabberserver.cpp:2390. */
      registered: Param.Boolean,
      /** Its address, when up. Source: jabberserver.cpp:2394. */
      ip_host: Param.optional(Param.IpAddress),
      /** Its port, when up. Source: jabberserver.cpp:2395. */
      ip_port: Param.lenient(Param.Port),
      /** Why it went down. Source: jabberserver.cpp:2400. */
      error: Param.optional(Param.Text)
    },
    reply: {
      ...tracking()
    }
  }
})
