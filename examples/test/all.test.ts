import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { examples } from "../src/examples.ts"
import { runToEnd } from "./support.ts"

/** What an example is told, to be quick or to find a port that is free. */
const options: Record<string, ReadonlyArray<string>> = {
  "click-to-call": ["--port", "0"],
  tester: ["--call", "12341", "--calls", "5", "--rate", "20", "--script", "_*0.1"]
}

describe("every example", () => {
  it.live("runs to its end on the embedded engine, and leaves nothing unanswered", () =>
    Effect.gen(function*() {
      // `engine` is no example: it serves until it is stopped.
      const names = examples.map(({ name }) => name).filter((name) => name !== "engine")
      assert.isAtLeast(names.length, 11)
      const ends = yield* Effect.forEach(
        names,
        (name) => Effect.map(runToEnd([name, ...options[name] ?? []]), (end) => ({ name, ...end })),
        { concurrency: 6 }
      )
      for (const { code, name, stderr, stdout } of ends) {
        assert.strictEqual(code, 0, `${name}: ${stderr}`)
        assert.match(stdout, /^\d.*, 0 unanswered$/m, name)
      }
    }), 120_000)
})
