/** Where the engine finds the sound files. */
import { Context } from "effect"
import { fileURLToPath } from "node:url"

const bundled = fileURLToPath(new URL("../sounds", import.meta.url))

/** The folder of sound files, as the engine sees it: the project's own, unless the engine runs elsewhere. */
export const Sounds = Context.Reference<string>("@yatefx/examples/Sounds", { defaultValue: () => bundled })

/** The file, below the folder, that says a key. */
export const digit = (key: string): string => `digits/${key === "#" ? "pound" : key === "*" ? "star" : key}.slin`
