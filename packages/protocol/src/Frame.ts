/**
 * The commands of the protocol as data, in both directions: an application speaks with them, and so does whoever plays
 * the engine. Field by field as PROTOCOL.md's table; text fields are unescaped text, parameters stay undecoded.
 *
 * @since 0.1.0
 */
import { Parameters } from "./Parameters.ts"

/**
 * `%%>connect:role[:id][:type]`: first line on a socket whose listener has no role. There is no answer.
 *
 * @category models
 * @since 0.1.0
 */
export interface Connect {
  readonly _tag: "Connect"
  /** `global` or `channel`; another closes the connection (`connect-badrole.txt`). */
  readonly role: string
  /** Not read by 6.4.1 in the role `global`. */
  readonly id?: string
  /** Written after the id; without one, after an empty id. */
  readonly type?: string
}

/**
 * `%%>setlocal:name:value`: sets a local parameter of the connection; an empty value asks. Both are taken raw.
 *
 * @category models
 * @since 0.1.0
 */
export interface SetLocal {
  readonly _tag: "SetLocal"
  readonly name: string
  readonly value: string
}

/**
 * `%%<setlocal:name:value:ok`: the value in force. `ok` is false for an unknown name.
 *
 * @category models
 * @since 0.1.0
 */
export interface SetLocalReply {
  readonly _tag: "SetLocalReply"
  readonly name: string
  readonly value: string
  readonly ok: boolean
}

/**
 * What a message must carry for a handler to be asked.
 *
 * @category models
 * @since 0.1.0
 */
export interface Filter {
  readonly name: string
  /** Empty matches messages in which the parameter is absent or empty. */
  readonly value: string
}

/**
 * `%%>install:[prio]:name[:filter[:value]]`: asks to handle a message. One for each name and connection.
 *
 * @category models
 * @since 0.1.0
 */
export interface Install {
  readonly _tag: "Install"
  /** An int. Lower is asked earlier; the engine takes 100 when it is missing. */
  readonly priority?: number
  readonly name: string
  readonly filter?: Filter
}

/**
 * `%%<install:prio:name:ok`. `ok` is false when the name is installed already.
 *
 * @category models
 * @since 0.1.0
 */
export interface InstallReply {
  readonly _tag: "InstallReply"
  readonly priority: number
  readonly name: string
  readonly ok: boolean
}

/**
 * `%%>uninstall:name`.
 *
 * @category models
 * @since 0.1.0
 */
export interface Uninstall {
  readonly _tag: "Uninstall"
  readonly name: string
}

/**
 * `%%<uninstall:prio:name:ok`. Priority 0 and false when the name was not installed.
 *
 * @category models
 * @since 0.1.0
 */
export interface UninstallReply {
  readonly _tag: "UninstallReply"
  readonly priority: number
  readonly name: string
  readonly ok: boolean
}

/**
 * `%%>watch:name`: asks to see a message once its dispatch ended. An empty name watches everything.
 *
 * @category models
 * @since 0.1.0
 */
export interface Watch {
  readonly _tag: "Watch"
  readonly name: string
}

/**
 * `%%<watch:name:ok`. `ok` is false when the name is watched already.
 *
 * @category models
 * @since 0.1.0
 */
export interface WatchReply {
  readonly _tag: "WatchReply"
  readonly name: string
  readonly ok: boolean
}

/**
 * `%%>unwatch:name`.
 *
 * @category models
 * @since 0.1.0
 */
export interface Unwatch {
  readonly _tag: "Unwatch"
  readonly name: string
}

/**
 * `%%<unwatch:name:ok`.
 *
 * @category models
 * @since 0.1.0
 */
export interface UnwatchReply {
  readonly _tag: "UnwatchReply"
  readonly name: string
  readonly ok: boolean
}

/**
 * `%%>message:id:time:name:ret[:k=v…]`: from the engine, a message that waits for our answer; from an application, a
 * message to dispatch.
 *
 * @category models
 * @since 0.1.0
 */
export interface Message {
  readonly _tag: "Message"
  /** Empty: no answer is wanted, and none comes (`enqueue-no-id.txt`). */
  readonly id: string
  /** Whole seconds since 1970, at most 4294967295; 0 lets the engine take its own time. */
  readonly time: number
  readonly name: string
  readonly returnValue: string
  readonly parameters: Parameters
}

/**
 * `%%<message:id:processed:name:ret[:k=v…]`: an answer. With an empty id, from the engine: a watch.
 *
 * @category models
 * @since 0.1.0
 */
export interface MessageReply {
  readonly _tag: "MessageReply"
  readonly id: string
  /**
   * Both sides write `true` and `false`. Another spelling is kept as it came; the engine also reads Yate's other
   * booleans, and drops an answer with anything else (`short-answer.txt`, h5 and h6). `YateBoolean.parseProcessed`
   * reads it so.
   */
  readonly processed: boolean | string
  /** Empty: the message keeps its name. */
  readonly name: string
  /**
   * Overwrites the message's, also when empty. `undefined` is the shortest answer, `%%<message:id:processed:`, which
   * changes nothing; name and parameters are then empty (`short-answer.txt`).
   */
  readonly returnValue: string | undefined
  /** What changes: a piece without `=` deletes. */
  readonly parameters: Parameters
}

/**
 * `%%>output:text`: a line for the engine's log. Taken raw.
 *
 * @category models
 * @since 0.1.0
 */
export interface Output {
  readonly _tag: "Output"
  readonly text: string
}

/**
 * `%%>debug:level:text`: a line for the engine's log at a level, 0 (worst; the engine takes 1) to 10 (all).
 *
 * @category models
 * @since 0.1.0
 */
export interface Debug {
  readonly _tag: "Debug"
  readonly level: number
  readonly text: string
}

/**
 * `%%>quit`: the application goes. Answer everything first: what still waits then waits for its timeout.
 *
 * @category models
 * @since 0.1.0
 */
export interface Quit {
  readonly _tag: "Quit"
}

/**
 * `%%<quit`: the engine takes nothing more and closes.
 *
 * @category models
 * @since 0.1.0
 */
export interface QuitReply {
  readonly _tag: "QuitReply"
}

/**
 * `Error in: <line>`: the engine could not read a line of ours. Never answer it.
 *
 * @category models
 * @since 0.1.0
 */
export interface ErrorIn {
  readonly _tag: "ErrorIn"
  /** The line as we sent it, a byte string. */
  readonly line: string
}

/**
 * Every command.
 *
 * @category models
 * @since 0.1.0
 */
export type Frame =
  | Connect
  | SetLocal
  | SetLocalReply
  | Install
  | InstallReply
  | Uninstall
  | UninstallReply
  | Watch
  | WatchReply
  | Unwatch
  | UnwatchReply
  | Message
  | MessageReply
  | Output
  | Debug
  | Quit
  | QuitReply
  | ErrorIn

/**
 * The shortest answer: says whether the message was processed and changes nothing (`short-answer.txt`).
 *
 * @category constructors
 * @since 0.1.0
 */
export const shortReply = (id: string, processed: boolean): MessageReply => ({
  _tag: "MessageReply",
  id,
  processed,
  name: "",
  returnValue: undefined,
  parameters: Parameters.empty
})
