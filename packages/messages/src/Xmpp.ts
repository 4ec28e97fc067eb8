/**
 * The messages of the family `xmpp`: 5 definitions, and the types of each.
 *
 * Generated from catalogue/xmpp.yaml by `pnpm generate`: change the data, not this file.
 *
 * @since 0.1.0
 */
import type * as DateTime from "effect/DateTime"
import * as Definition from "./Definition.ts"
import * as Groups from "./internal/groups.ts"
import * as Param from "./Param.ts"

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
export const JabberIq = /* @__PURE__ */ Definition.viewed("jabber.iq", {} as JabberIq.View, () => {
  const own = {
    module: Param.optional(Param.Text),
    from: Param.Text,
    from_instance: Param.optional(Param.Text),
    to: Param.optional(Param.Text),
    to_instance: Param.optional(Param.Text),
    id: Param.optional(Param.Text),
    type: Param.optional(Param.oneOf("get", "set", "result", "error")),
    xmlns: Param.optional(Param.Text),
    data: Param.optional(Param.Text),
    xml: Param.optional(Param.Text)
  }
  const answer = {
    response: Param.optional(Param.Text),
    respond: Param.lenient(Param.Boolean)
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

/** The types of `jabber.iq`. */
export declare namespace JabberIq {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Who sends it. Source: jabberserver.cpp:3611. */
    readonly module?: string
    /** Sender. Source: jabberserver.cpp:3612. */
    readonly from: string
    /** Resource of the sender. Source: jabberserver.cpp:3613. */
    readonly from_instance?: string
    /** Recipient. Source: jabberserver.cpp:3614. */
    readonly to?: string
    /** Resource of the recipient. Source: jabberserver.cpp:3615. */
    readonly to_instance?: string
    /** Stanza id. Source: jabberserver.cpp:3616. */
    readonly id?: string
    /** Stanza type. Source: jabberserver.cpp:3617. */
    readonly type?: "get" | "set" | "result" | "error" | (string & {})
    /** Name space of the request. Source: jabberserver.cpp:3619. */
    readonly xmlns?: string
    /** The stanza as text, if so configured. Source: jabberserver.cpp:3622. */
    readonly data?: string
    /** The stanza; also an object inside the engine. Source: jabberserver.cpp:3626. */
    readonly xml?: string
    /** Stanza to answer with. Source: jabberserver.cpp:3629. */
    readonly response?: string
    /** Answer with an empty result. Source: jabberserver.cpp:3632. */
    readonly respond?: boolean
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {
    /** Stanza to answer with. Source: jabberserver.cpp:3629. */
    readonly response?: string | null
    /** Answer with an empty result. Source: jabberserver.cpp:3632. */
    readonly respond?: boolean | null
  }

  /** What is given to send it. */
  interface Send {
    /** Who sends it. Source: jabberserver.cpp:3611. */
    readonly module?: string
    /** Sender. Source: jabberserver.cpp:3612. */
    readonly from: string
    /** Resource of the sender. Source: jabberserver.cpp:3613. */
    readonly from_instance?: string
    /** Recipient. Source: jabberserver.cpp:3614. */
    readonly to?: string
    /** Resource of the recipient. Source: jabberserver.cpp:3615. */
    readonly to_instance?: string
    /** Stanza id. Source: jabberserver.cpp:3616. */
    readonly id?: string
    /** Stanza type. Source: jabberserver.cpp:3617. */
    readonly type?: "get" | "set" | "result" | "error" | (string & {})
    /** Name space of the request. Source: jabberserver.cpp:3619. */
    readonly xmlns?: string
    /** The stanza as text, if so configured. Source: jabberserver.cpp:3622. */
    readonly data?: string
    /** The stanza; also an object inside the engine. Source: jabberserver.cpp:3626. */
    readonly xml?: string
  }

  /** What its sender reads in the answer. */
  interface Reply extends Groups.Tracking {
    /** Stanza to answer with. Source: jabberserver.cpp:3629. */
    readonly response?: string
    /** Answer with an empty result. Source: jabberserver.cpp:3632. */
    readonly respond?: boolean
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
export const JabberItem = /* @__PURE__ */ Definition.viewed("jabber.item", {} as JabberItem.View, () => {
  const own = {
    jid: Param.Text,
    remove: Param.lenient(Param.Boolean)
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

/** The types of `jabber.item`. */
export declare namespace JabberItem {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Identifier. Source: yjinglechan.cpp:4718; yjinglechan.cpp:4736. */
    readonly jid: string
    /** Remove it. Source: yjinglechan.cpp:4719. */
    readonly remove?: boolean
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What is given to send it. */
  interface Send {
    /** Identifier. Source: yjinglechan.cpp:4718; yjinglechan.cpp:4736. */
    readonly jid: string
    /** Remove it. Source: yjinglechan.cpp:4719. */
    readonly remove?: boolean
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
export const JabberFeature = /* @__PURE__ */ Definition.viewed("jabber.feature", {} as JabberFeature.View, () => {
  return {
    params: {
      ...Groups.tracking(),
      feature: Param.Text,
      operation: Param.optional(Param.Text),
      stream_type: Param.Text,
      from: Param.Text,
      to: Param.optional(Param.Text),
      time: Param.lenient(Param.UnixTime)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `jabber.feature`. */
export declare namespace JabberFeature {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** Name space of the extension. Source: jabberserver.cpp:2776. */
    readonly feature: string
    /** What to do. Source: jabberserver.cpp:2777. */
    readonly operation?: string
    /** Kind of stream. Source: jabberserver.cpp:2778. */
    readonly stream_type: string
    /** Sender. Source: jabberserver.cpp:2779. */
    readonly from: string
    /** Recipient. Source: jabberserver.cpp:2780. */
    readonly to?: string
    /** Offline message: when it came. Seconds since 1970 on the wire. Source: jabberserver.cpp:3453. */
    readonly time?: DateTime.Utc
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
export const MucRoom = /* @__PURE__ */ Definition.viewed("muc.room", {} as MucRoom.View, () => {
  const own = {
    operation: Param.Text,
    room: Param.Text,
    contact: Param.optional(Param.Text),
    contact_instance: Param.optional(Param.Text)
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

/** The types of `muc.room`. */
export declare namespace MucRoom {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** What happened or is asked. Source: jabberclient.cpp:783. */
    readonly operation: string
    /** Room. Source: jabberclient.cpp:784. */
    readonly room: string
    /** Member. Source: jabberclient.cpp:785. */
    readonly contact?: string
    /** Resource of the member. Source: jabberclient.cpp:786. */
    readonly contact_instance?: string
  }

  /** What an answer may change: a value sets a parameter, `null` deletes it. */
  interface Changes {}

  /** What is given to send it. */
  interface Send {
    /** What happened or is asked. Source: jabberclient.cpp:783. */
    readonly operation: string
    /** Room. Source: jabberclient.cpp:784. */
    readonly room: string
    /** Member. Source: jabberclient.cpp:785. */
    readonly contact?: string
    /** Resource of the member. Source: jabberclient.cpp:786. */
    readonly contact_instance?: string
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
export const ClusterNode = /* @__PURE__ */ Definition.viewed("cluster.node", {} as ClusterNode.View, () => {
  return {
    params: {
      ...Groups.tracking(),
      node: Param.Text,
      registered: Param.Boolean,
      ip_host: Param.optional(Param.IpAddress),
      ip_port: Param.lenient(Param.Port),
      error: Param.optional(Param.Text)
    },
    reply: {
      ...Groups.tracking()
    }
  }
})

/** The types of `cluster.node`. */
export declare namespace ClusterNode {
  /** What a handler or a watcher reads. */
  interface Params extends Groups.Tracking {
    /** The other node. Source: jabberserver.cpp:2389. */
    readonly node: string
    /** Up or down. Source: jabberserver.cpp:2390. */
    readonly registered: boolean
    /** Its address, when up. Source: jabberserver.cpp:2394. */
    readonly ip_host?: string
    /** Its port, when up. Source: jabberserver.cpp:2395. */
    readonly ip_port?: number
    /** Why it went down. Source: jabberserver.cpp:2400. */
    readonly error?: string
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
