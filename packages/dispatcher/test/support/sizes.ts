import { Effect, Metric } from "effect"

/** What the dispatcher shows as the size of something and is not zero, by its name without the prefix. */
export const sizes: Effect.Effect<ReadonlyMap<string, number>> = Effect.map(Metric.snapshot, (states) => {
  const found = new Map<string, number>()
  for (const state of states) {
    // How far the event loop is behind is no size.
    const name = state.type === "Gauge" ? /^yatefx_(?!.*lag)(.*)$/.exec(state.id)?.[1] : undefined
    if (name === undefined || state.type !== "Gauge" || Number(state.state.value) === 0) continue
    found.set(name, Number(state.state.value))
  }
  return found
})
