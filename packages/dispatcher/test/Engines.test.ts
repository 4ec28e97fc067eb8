import { assert, describe, it } from "@effect/vitest"
import { Dispatcher, type DispatcherService } from "@yatefx/dispatcher"
import { Context, Effect, Fiber, Layer, Logger, Metric } from "effect"
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

  it.effect("each line of the log says of which engine it is", () =>
    Effect.gen(function*() {
      const lines: Array<string> = []
      const logger = Logger.make<unknown, void>((entry) => {
        const { annotations, message } = Logger.formatStructured.log(entry)
        lines.push(`${annotations["engine"]}: ${String(message)}`)
      })
      const [one, other] = [yield* EngineSide.make(), yield* EngineSide.make()]
      yield* Effect.gen(function*() {
        for (const [name, { peer }] of [["berlin", one], ["lisbon", other]] as const) {
          const yate = yield* Effect.provide(Dispatcher.make({ name }), peer.layer)
          yield* yate.handle(Probe, { where: { leg: "dies" } }, () => Effect.die("a bug")).pipe(Effect.forkScoped)
          yield* yate.handle(Probe, { order: 1 }, () => Effect.never).pipe(Effect.forkScoped)
        }
        for (const engine of [one, other]) {
          const link = yield* engine.accept
          yield* turns
          yield* link.say("nonsense")
          yield* link.answer(yield* link.message("test.probe", "leg=dies"))
          yield* link.message("test.probe")
          yield* TestClock.adjust("8 seconds")
          yield* link.cut
          yield* turns
        }
      }).pipe(Effect.scoped, Effect.provide(Logger.layer([logger])))
      for (const name of ["berlin", "lisbon"]) {
        const own = lines.filter((line) => line.startsWith(`${name}: `)).join("\n")
        for (const text of ["Line skipped", "test.probe failed", "was not answered", "Dialling again"]) {
          assert.include(own, text)
        }
      }
      assert.deepStrictEqual(lines.filter((line) => !/^(berlin|lisbon): /.test(line)), [])
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
