import { assert, describe, it } from "@effect/vitest"
import { Dispatcher, type DispatcherService } from "@yatefx/dispatcher"
import { Context, Effect, Fiber, Layer, Metric } from "effect"
import { TestClock } from "effect/testing"
import * as EngineSide from "./support/EngineSide.ts"
import { Probe, turns } from "./support/world.ts"

class Berlin extends Context.Service<Berlin, DispatcherService>()("Berlin") {}
class Lisbon extends Context.Service<Lisbon, DispatcherService>()("Lisbon") {}

const numberOf = Effect.fnUntraced(function*(id: string, engine: string) {
  for (const state of yield* Metric.snapshot) {
    if (state.id !== id || state.attributes?.["engine"] !== engine) continue
    if (state.type === "Gauge") return Number(state.state.value)
    if (state.type === "Counter") return Number(state.state.count)
  }
  return undefined
})

describe("two engines in one program", () => {
  it.effect("losing one touches nothing of the other", () =>
    Effect.gen(function*() {
      const [one, other] = [yield* EngineSide.make(), yield* EngineSide.make()]
      const layers = Layer.mergeAll(
        Layer.provide(Layer.effect(Berlin, Dispatcher.make({ name: "berlin" })), one.peer.layer),
        Layer.provide(Layer.effect(Lisbon, Dispatcher.make({ name: "lisbon" })), other.peer.layer)
      )
      yield* Effect.gen(function*() {
        const [berlin, lisbon] = [yield* Berlin, yield* Lisbon]
        const [left, right] = [yield* one.accept, yield* other.accept]
        for (const [yate, name] of [[berlin, "berlin"], [lisbon, "lisbon"]] as const) {
          yield* yate.handle(Probe, { where: { leg: name } }, () => Effect.never)
          yield* yate.handle(Probe, { order: 1 }, (m) => m.ret(true, name))
        }
        yield* left.message("test.probe", "leg=berlin")
        const kept = yield* right.message("test.probe", "leg=lisbon")
        const asking = yield* Effect.forkChild(lisbon.dispatch(Probe, {}))
        const lost = yield* Effect.forkChild(Effect.flip(berlin.dispatch(Probe, {})))
        const question = yield* right.next
        yield* turns
        assert.strictEqual(yield* numberOf("yatefx_messages_pending", "berlin"), 1)
        yield* left.cut
        yield* turns
        assert.strictEqual((yield* Fiber.join(lost)).reason._tag, "Disconnected")
        const [here, there] = [yield* berlin.status, yield* lisbon.status]
        assert.deepStrictEqual([here._tag, here.engine], ["Connecting", "berlin"])
        assert.deepStrictEqual([there._tag, there.engine], ["Live", "lisbon"])
        assert.strictEqual(yield* numberOf("yatefx_messages_pending", "berlin"), 0)
        assert.strictEqual(yield* numberOf("yatefx_messages_pending", "lisbon"), 1)
        assert.strictEqual(yield* right.answer(yield* right.message("test.probe")), "true::lisbon")
        yield* right.say(`%%<message:${/^%%>message:([^:]*):/.exec(question)?.[1]}:true:test.probe:done`)
        assert.strictEqual((yield* Fiber.join(asking)).returnValue, "done")
        assert.deepStrictEqual(right.answers(kept), [])
        yield* TestClock.adjust("250 millis")
        const again = yield* one.accept
        yield* turns
        assert.strictEqual(yield* again.answer(yield* again.message("test.probe")), "true::berlin")
        assert.strictEqual(yield* numberOf("yatefx_connections_total", "berlin"), 2)
        assert.strictEqual(yield* numberOf("yatefx_connections_total", "lisbon"), 1)
      }).pipe(
        Effect.scoped,
        Effect.provide(layers),
        Effect.provideService(Metric.MetricRegistry, new Map())
      )
      for (const engine of [one, other]) {
        for (const link of engine.links) link.check()
      }
    }))

  it.effect("one program as a layer can run on each", () =>
    Effect.gen(function*() {
      const [one, other] = [yield* EngineSide.make(), yield* EngineSide.make()]
      const routes = (name: string) =>
        Layer.effectDiscard(Effect.gen(function*() {
          const yate = yield* Dispatcher
          yield* yate.handle(Probe, {}, (m) => m.ret(true, name))
        })).pipe(Layer.provide(Dispatcher.layerWith({ name })))
      yield* Effect.forkScoped(Layer.launch(Layer.mergeAll(
        Layer.provide(routes("berlin"), one.peer.layer),
        Layer.provide(routes("lisbon"), other.peer.layer)
      )))
      const [left, right] = [yield* one.accept, yield* other.accept]
      yield* turns
      assert.strictEqual(yield* left.answer(yield* left.message("test.probe")), "true::berlin")
      assert.strictEqual(yield* right.answer(yield* right.message("test.probe")), "true::lisbon")
    }))
})
