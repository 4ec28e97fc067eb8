/** The hub behind a program's calls, for what is done between calls and not with one. */
import type { CallsService } from "../Calls.ts"
import type { Hub } from "./hub.ts"

const hubs = new WeakMap<CallsService, Hub>()

export const register = (calls: CallsService, hub: Hub): void => {
  hubs.set(calls, hub)
}

/** The hub of the service: there is no other implementation. */
export const hubOf = (calls: CallsService): Hub => {
  const hub = hubs.get(calls)
  if (hub === undefined) throw new TypeError("these are no calls of @yatefx/calls: provide Calls.layer")
  return hub
}
