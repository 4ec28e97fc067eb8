/**
 * Call records: what became of each leg of the engine, told when it is over, whoever made the call. One record for each
 * leg; `billid` tells which belong to one call.
 *
 * It reads `call.cdr` with `operation=finalize`, which the engine's `cdrbuild` sends (`CHANNELS`: CDR). It writes nothing:
 * what is done with a record is the program's.
 *
 * @since 0.1.0
 */
import { Dispatcher, type RegistrationError, type WatchedMessage } from "@yatefx/dispatcher"
import { type Address, CallCdr } from "@yatefx/messages"
import type { Parameters } from "@yatefx/protocol"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"

/**
 * The record of one leg that is over.
 *
 * @category models
 * @since 0.1.0
 */
export interface CallRecord {
  /** The leg: `sip/3`. */
  readonly id: string
  /** Its number, unique in a run of the engine. */
  readonly number: number | undefined
  /** The run of the engine. */
  readonly run: string | undefined
  /** The same for all legs of a call. */
  readonly billid: string | undefined
  /** `incoming`: it came to the engine; `outgoing`: the engine made it. */
  readonly direction: "incoming" | "outgoing" | "unknown"
  readonly startedAt: DateTime.Utc
  /** Missing when it was not answered. */
  readonly answeredAt: DateTime.Utc | undefined
  readonly endedAt: DateTime.Utc
  /** From its start to its end; the engine has milliseconds. */
  readonly duration: Duration.Duration
  /** From its answer to its end. */
  readonly billed: Duration.Duration
  /** How long it rang. */
  readonly ringing: Duration.Duration
  readonly caller: string | undefined
  readonly called: string | undefined
  readonly username: string | undefined
  readonly address: Address.Address | undefined
  /** The last that was known of it: `answered`, or why it was dropped. */
  readonly status: string | undefined
  /** Why it ended, where somebody said so: `busy`, `noanswer`, a SIP peer's own text. */
  readonly reason: string | undefined
  /** Whether records of it are to be kept: `false` where somebody asked for none. */
  readonly isWritten: boolean
  /** All that the engine told. */
  readonly parameters: Parameters.Parameters
}

/**
 * How records are read.
 *
 * @category models
 * @since 0.1.0
 */
export interface CdrOptions {
  /** How many may wait for a slow reader, 256 by default. Those over it are passed by, counted and logged. */
  readonly capacity?: number
}

const isDirection = (text: string | undefined): text is "incoming" | "outgoing" =>
  text === "incoming" || text === "outgoing"

/** The record, or what is wrong with it. */
const read = ({ parameters, params }: WatchedMessage<typeof CallCdr>): CallRecord | string => {
  const { address, billid, billtime, called, caller, cdrid, cdrwrite, chan, direction, duration } = params
  const { reason, ringtime, runid, status, time, username } = params
  if (chan === undefined || chan === "") return "chan"
  if (time === undefined) return "time"
  if (duration === undefined) return "duration"
  if (billtime === undefined || Duration.isGreaterThan(billtime, duration)) return "billtime"
  if (ringtime === undefined || Duration.isGreaterThan(ringtime, duration)) return "ringtime"
  const endedAt = DateTime.addDuration(time, duration)
  return {
    id: chan,
    number: cdrid,
    run: runid,
    billid,
    direction: isDirection(direction) ? direction : "unknown",
    startedAt: time,
    answeredAt: Duration.isZero(billtime) ? undefined : DateTime.subtractDuration(endedAt, billtime),
    endedAt,
    duration,
    billed: billtime,
    ringing: ringtime,
    caller,
    called,
    username,
    address,
    status,
    reason,
    isWritten: cdrwrite ?? true,
    parameters
  }
}

/**
 * The records of all legs that end from now on, as a stream that ends with the scope. Run it once. A record that can't be
 * read is logged, and left out.
 *
 * @example
 * ```ts
 * import { Cdr } from "@yatefx/calls"
 * import { Duration, Effect, Stream } from "effect"
 *
 * const bill = Effect.gen(function*() {
 *   const records = yield* Cdr.finished()
 *   yield* Stream.runForEach(records, ({ billed, caller, called }) =>
 *     Effect.log(`${caller} spoke with ${called} for ${Duration.format(billed)}`))
 * })
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const finished = Effect.fn("Cdr.finished")(function*(
  options: CdrOptions = {}
): Effect.fn.Return<Stream.Stream<CallRecord>, RegistrationError, Dispatcher | Scope.Scope> {
  const yate = yield* Dispatcher
  const { capacity = 256 } = options
  const told = yield* yate.watch(CallCdr, { where: { operation: "finalize" }, capacity })
  return Stream.flatMap(told, (message) => {
    const record = read(message)
    return typeof record !== "string" ? Stream.succeed(record) : Stream.fromEffectDrain(
      Effect.logWarning(
        `a call.cdr of ${message.params.chan ?? "no channel"} was left out: its ${record} is missing or wrong`
      )
    )
  })
})
