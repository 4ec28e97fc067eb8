/**
 * What can be played to a call: a sound of the program's folder by its name, any file, a tone, silence, or whatever else
 * the engine has a source for.
 *
 * @since 0.1.0
 */
import * as Duration from "effect/Duration"

/**
 * A sound. Text is the name of one in the folder of sounds: `welcome`, `digits/1`.
 *
 * @category models
 * @since 0.1.0
 */
export type Sound =
  | string
  | { readonly _tag: "File"; readonly path: string }
  | { readonly _tag: "Node"; readonly node: string; readonly millis: number | undefined }
  | { readonly _tag: "Silence"; readonly millis: number }

/**
 * Where sounds given by name are found, by the engine: on its machine, not on the program's.
 *
 * @category models
 * @since 0.1.0
 */
export interface Folder {
  /** The folder, as the engine finds it. Empty for names relative to the engine's own folder. */
  readonly path: string
  /** What is added to a name without an extension: `.slin` by default. */
  readonly extension?: string
}

/**
 * A file anywhere on the engine's machine, by its path with the extension. Never make the path of what a caller says:
 * for that, names are confined to the folder of sounds.
 *
 * @category constructors
 * @since 0.1.0
 */
export const file = (path: string): Sound => ({ _tag: "File", path })

const millisOf = (duration: Duration.Input): number => Duration.toMillis(Duration.fromInputUnsafe(duration))

/**
 * A tone (`dial`, `busy`, `ring`, `congestion`, `info`, `milliwatt`) for some time; without a time it goes on until
 * something ends it.
 *
 * @category constructors
 * @since 0.1.0
 */
export const tone = (name: string, duration?: Duration.Input): Sound => node(`tone/${name}`, duration)

/**
 * Nothing, for some time: what separates two sounds.
 *
 * @category constructors
 * @since 0.1.0
 */
export const silence = (duration: Duration.Input): Sound => ({ _tag: "Silence", millis: millisOf(duration) })

/**
 * Any source of the engine, `moh/default`, for some time; without a time until it ends by itself or something ends it.
 *
 * @category constructors
 * @since 0.1.0
 */
export const node = (source: string, duration?: Duration.Input): Sound => ({
  _tag: "Node",
  node: source,
  millis: duration === undefined ? undefined : millisOf(duration)
})

/**
 * Whether a name stays in the folder: no `..`, no absolute path, nothing that the engine would take for something
 * else. What isn't is refused where it is played or recorded.
 *
 * @category parsing
 * @since 0.1.0
 */
export const isName = (name: string): boolean =>
  // oxlint-disable-next-line no-control-regex -- a file name with control characters is what is looked for
  name !== "" && name.length <= 255 && !/[\0-\x1f\x7f\\]|^[/-]|\/$|\/\//.test(name) &&
  name.split("/").every((part) => part !== ".." && part !== ".")

/**
 * The file of a name, as the engine is told it.
 *
 * @category parsing
 * @since 0.1.0
 */
export const pathOf = (name: string, folder: Folder): string => {
  const full = /\.\w+$/.test(name) ? name : `${name}${folder.extension ?? ".slin"}`
  return folder.path === "" ? full : `${folder.path.replace(/\/$/, "")}/${full}`
}

/**
 * What is said of a sound in an error or a log.
 *
 * @category formatting
 * @since 0.1.0
 */
export const describe = (sound: Sound): string => {
  if (typeof sound === "string") return sound
  switch (sound._tag) {
    case "File":
      return sound.path
    case "Node":
      return sound.node
    case "Silence":
      return `silence of ${sound.millis} ms`
  }
}
