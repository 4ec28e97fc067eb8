import { assert, describe, it } from "@effect/vitest"
import { Effect, Metric } from "effect"
import { bounds, Latencies } from "../src/internal/latencies.ts"

describe("Latencies", () => {
  it.effect("are counted as Effect's histogram counts them", () =>
    Effect.gen(function*() {
      const histogram = Metric.histogram("latencies", { boundaries: bounds })
      const latencies = new Latencies()
      assert.deepStrictEqual(latencies.state, yield* Metric.value(histogram))
      for (const millis of [7, 0, 0.1, 0.11, 2.5, 10_000, 10_000.5, 123, 1e9]) {
        latencies.add(millis)
        yield* Metric.update(histogram, millis)
        assert.deepStrictEqual(latencies.state, yield* Metric.value(histogram))
      }
    }).pipe(Effect.provideService(Metric.MetricRegistry, new Map())))
})
