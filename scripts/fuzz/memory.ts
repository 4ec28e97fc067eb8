/** The heap after a collection: what is really held. */
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"

setFlagsFromString("--expose-gc")
const collect: unknown = runInNewContext("gc")

/** Bytes of the heap after everything that is free was collected. */
export const heldBytes = (): number => {
  if (typeof collect !== "function") throw new Error("this Node gives no garbage collection on demand")
  // Twice: what the first leaves to finalizers goes with the second.
  collect()
  collect()
  return process.memoryUsage().heapUsed
}

export const mebibytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`
