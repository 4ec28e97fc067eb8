/**
 * Where a dispatcher stands with its engine, as a value: what `status` tells and `statusChanges` streams.
 *
 * @since 0.1.0
 */
import type { TransportError } from "@yatefx/transport"

/**
 * Where a dispatcher stands with its engine: `Connecting` and `Restoring` until it is `Live`, and again after each loss;
 * `Draining` once the program is to end; `Gone` for good. It speaks of the first connection; those that other
 * priorities of a name need come and go beside it.
 *
 * @category models
 * @since 0.1.0
 */
export type ConnectionStatus =
  | ConnectionStatus.Connecting
  | ConnectionStatus.Restoring
  | ConnectionStatus.Live
  | ConnectionStatus.Draining
  | ConnectionStatus.Gone

/** The states of a connection. */
export declare namespace ConnectionStatus {
  /** What each state tells. */
  interface State {
    /** The engine's name: the option `name`, else the address that is dialled. */
    readonly engine: string
  }

  /** There is no link: it is dialled, or waited before the next dial. */
  interface Connecting extends State {
    readonly _tag: "Connecting"
    /** Dials that have failed in a row. */
    readonly attempts: number
    /** Why the last dial failed, or how the last link was lost. */
    readonly lastError: TransportError | undefined
    /** Milliseconds that are waited before the next dial; `undefined` while it is dialled. */
    readonly nextDelay: number | undefined
  }

  /** There is a link: everything is installed and watched again, and the engine asked which channels live. */
  interface Restoring extends State {
    readonly _tag: "Restoring"
    readonly epoch: number
  }

  /** What the program says reaches the engine. */
  interface Live extends State {
    readonly _tag: "Live"
    /** 1 for the first link that came so far, 2 for the next, and so on. */
    readonly epoch: number
    /** The engine's run, `undefined` if it doesn't tell. It changes when Yate is started again. */
    readonly runId: string | undefined
    /**
     * Whether it is the run that was there before, as far as can be told: false for the first link, and when the run id
     * has changed. Then no channel of before exists any more.
     */
    readonly resumed: boolean
    /**
     * After a reconnect, the ids of the channels that live; `undefined` for the first link, and when the engine could
     * not tell.
     */
    readonly channels: ReadonlySet<string> | undefined
  }

  /** The program is to end: no handler is started any more, and those that run may finish within a limit. */
  interface Draining extends State {
    readonly _tag: "Draining"
  }

  /** No link will ever come again. */
  interface Gone extends State {
    readonly _tag: "Gone"
    /** What ended it; `undefined` when the program did. */
    readonly cause: TransportError | undefined
  }
}
