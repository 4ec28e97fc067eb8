/**
 * Where sound comes from and goes to: what `source` and `consumer` take, in `chan.attach`, `chan.record` and others.
 * A data node is text; these write the usual ones and take one apart.
 *
 * @since 0.1.0
 */

/**
 * A data node, taken apart.
 *
 * @category models
 * @since 0.1.0
 */
export interface DataNode {
  /** Which kind: `wave`, `tone`, `moh`. */
  readonly kind: string
  /** Which one of them: `play//srv/hello.slin`. */
  readonly rest: string
}

/**
 * Takes a data node apart at its first `/`; `undefined` for text without one.
 *
 * @category parsing
 * @since 0.1.0
 */
export const parse = (text: string): DataNode | undefined => {
  const slash = text.indexOf("/")
  return slash < 1 ? undefined : { kind: text.slice(0, slash), rest: text.slice(slash + 1) }
}

/**
 * Puts a data node together.
 *
 * @category formatting
 * @since 0.1.0
 */
export const format = ({ kind, rest }: DataNode): string => `${kind}/${rest}`

/**
 * A source that plays a file. An absolute path gives two slashes: `wave/play//srv/hello.slin`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const wavePlay = (file: string): string => `wave/play/${file}`

/**
 * A consumer that records into a file.
 *
 * @category constructors
 * @since 0.1.0
 */
export const waveRecord = (file: string): string => `wave/record/${file}`

/**
 * A source that plays a tone, by its name: `dial`, `busy`, `ring`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const tone = (name: string): string => `tone/${name}`

/**
 * A source that plays music on hold.
 *
 * @category constructors
 * @since 0.1.0
 */
export const musicOnHold = (name: string): string => `moh/${name}`

/**
 * Takes away what is attached: a source, a consumer.
 *
 * @category constructors
 * @since 0.1.0
 */
export const none: string = "-"
