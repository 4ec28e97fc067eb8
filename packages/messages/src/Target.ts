/**
 * Where a call can go, `driver/rest`: what `call.route` returns and what `callto` takes. A target is text; these write
 * the usual ones and take one apart.
 *
 * @since 0.1.0
 */

/**
 * A target, taken apart.
 *
 * @category models
 * @since 0.1.0
 */
export interface Target {
  /** Who carries the call out: `sip`, `dumb`, `wave`. */
  readonly driver: string
  /** What the driver makes of it: `sip:100@10.0.0.1`. */
  readonly rest: string
}

/**
 * Takes a target apart at its first `/`; `undefined` for text without a driver (`fork …` and `-` have none).
 *
 * @category parsing
 * @since 0.1.0
 */
export const parse = (text: string): Target | undefined => {
  const slash = text.indexOf("/")
  if (slash < 1 || /\s/.test(text.slice(0, slash))) return undefined
  return { driver: text.slice(0, slash), rest: text.slice(slash + 1) }
}

/**
 * Puts a target together.
 *
 * @category formatting
 * @since 0.1.0
 */
export const format = ({ driver, rest }: Target): string => `${driver}/${rest}`

/**
 * A leg of the program itself, without media of its own: how an IVR takes a call (`ivr-dumb-dtmf.txt`).
 *
 * @category constructors
 * @since 0.1.0
 */
export const dumb: string = "dumb/"

/**
 * A SIP URI: `sip("sip:100@10.0.0.1")`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const sip = (uri: string): string => `sip/${uri}`

/**
 * A tone, by its name: `dial`, `busy`, `ring`, `milliwatt`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const tone = (name: string): string => `tone/${name}`

/**
 * Plays a file, and hangs up at its end. An absolute path gives two slashes: `wave/play//srv/hello.slin`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const wavePlay = (file: string): string => `wave/play/${file}`

/**
 * Records the call into a file.
 *
 * @category constructors
 * @since 0.1.0
 */
export const waveRecord = (file: string): string => `wave/record/${file}`

/**
 * A conference room, made if it isn't there (`conference.txt`).
 *
 * @category constructors
 * @since 0.1.0
 */
export const conference = (room: string): string => `conf/${room}`

/**
 * Calls several targets: those of one group at the same time, and the next group when all of the one before have
 * failed (`callfork.cpp:899`). A target with a blank or a `|` in it can't be written in this list, and would be taken
 * for two: give such targets as `callto.1`, `callto.2`, …, with `fork` alone as the target.
 *
 * @example
 * ```ts
 * import { Target } from "@yatefx/messages"
 *
 * Target.fork([Target.sip("sip:desk@10.0.0.1"), Target.sip("sip:mobile@10.0.0.1")], [Target.tone("busy")])
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const fork = (...groups: ReadonlyArray<ReadonlyArray<string>>): string =>
  `fork ${groups.map((targets) => targets.join(" ")).join(" | ")}`
