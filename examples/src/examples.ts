/** All examples, in the order in which they are listed. */
import { constantRoute } from "./constantRoute.ts"
import type { Example } from "./Example.ts"
import { keyecho } from "./keyecho.ts"

export const examples: ReadonlyArray<Example> = [keyecho, constantRoute]
