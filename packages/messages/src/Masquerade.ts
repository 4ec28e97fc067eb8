/**
 * Messages that come from a channel. A program in the global role owns no channel, so what acts on one (`chan.attach`,
 * `chan.record`, `call.execute`, `chan.dtmf` as if the leg had heard the key) it sends as `chan.masquerade`, which
 * becomes the message that it names with the channel behind it.
 *
 * @since 0.1.0
 */
import type * as Schema from "effect/Schema"
import * as Definition from "./Definition.ts"
import * as Param from "./Param.ts"

/** What the channel adds to the answer (`Channel.cpp:650`). */
const channel = () => ({
  id: Param.optional(Param.ChannelId),
  status: Param.optional(Param.Text),
  peerid: Param.optional(Param.ChannelId),
  targetid: Param.optional(Param.ChannelId)
})

/**
 * What a message of a channel takes beside its own parameters.
 *
 * @category models
 * @since 0.1.0
 */
export interface Speaker {
  /** The channel to speak for. */
  readonly id: string
}

/**
 * What the answer to a message of a channel has beside its own parameters.
 *
 * @category models
 * @since 0.1.0
 */
export interface ChannelReply {
  /** The channel that the message came from. */
  readonly id?: string
  /** How far its call is. */
  readonly status?: string
  /** The channel connected to it. */
  readonly peerid?: string
  /** The channel that signals for the other side. */
  readonly targetid?: string
}

/**
 * The definition of a message that is sent as one of a channel.
 *
 * @category models
 * @since 0.1.0
 */
export type Of<D extends Definition.Any> = Definition.Definition<
  "chan.masquerade",
  { readonly id: Schema.String; readonly message: Schema.String },
  {},
  D["returns"],
  Definition.Fields,
  Definition.Fields,
  {
    readonly params: { readonly id: string; readonly message: string }
    readonly changes: {}
    readonly send: Speaker & D["~view"]["send"]
    readonly reply: D["~view"]["reply"] & ChannelReply
  }
>

const known = new WeakMap<Definition.Any, Definition.Any>()

/**
 * The definition that sends a message as one of a channel: it takes the channel's id and what the message takes, and
 * its answer is that of the message, with the channel's own parameters. The same one each time it is asked for.
 *
 * @example
 * ```ts
 * import { Dispatcher } from "@yatefx/dispatcher"
 * import { ChanAttach, DataNode, Masquerade } from "@yatefx/messages"
 * import { Effect } from "effect"
 *
 * const play = Effect.fnUntraced(function*(id: string, file: string) {
 *   const yate = yield* Dispatcher
 *   const { params } = yield* yate.dispatch(Masquerade.of(ChanAttach), { id, source: DataNode.wavePlay(file) })
 *   // What was taken is gone from the answer.
 *   return params.source === undefined
 * })
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const of = <D extends Definition.Any>(definition: D): Of<D> => {
  let made = known.get(definition)
  if (made === undefined) {
    const { id: _, message: __, ...given } = definition.send
    made = {
      ...Definition.make("chan.masquerade", {
        params: { id: Param.ChannelId, message: Param.Text },
        returns: definition.returns,
        send: { id: Param.ChannelId, ...given },
        reply: { ...channel(), ...definition.reply }
      }),
      fixed: [["message", definition.name]]
    }
    known.set(definition, made)
  }
  // The type says of the parts what was just done to them.
  return made as Definition.Any as Of<D>
}
