import { assert, describe, it } from "@effect/vitest"
import { Dispatcher } from "@yatefx/dispatcher"
import { PeerTransport } from "@yatefx/transport"
import { Clock, Effect, Layer } from "effect"
import { Hub } from "../src/internal/hub.ts"

/** As many as the hub remembers. */
const limit = 1000

const id = (at: number) => `sip/${at}`

describe("channels that are gone before anybody knew them", () => {
  it.effect("are remembered, the last thousand of this link", () =>
    Effect.gen(function*() {
      const peer = yield* PeerTransport.make()
      const { yate, clock } = yield* Effect.all({ yate: Dispatcher, clock: Clock.Clock }).pipe(
        Effect.provide(Layer.provide(Dispatcher.layer, peer.layer))
      )
      const hub = new Hub(yate, clock, () => {})
      const hangUp = (at: number) => hub.tell(id(at), { _tag: "HungUp", reason: "busy", cause: undefined })
      const known = () => Array.from({ length: 3 * limit }, (_, at) => at).filter((at) => hub.isGone(id(at)))
      const from = (first: number) => Array.from({ length: limit }, (_, at) => first + at)
      for (let at = 0; at < limit; at++) hangUp(at)
      // Said again it takes no other's place.
      hangUp(0)
      assert.deepStrictEqual(known(), from(0))
      for (let at = limit; at < limit + 300; at++) hangUp(at)
      assert.deepStrictEqual(known(), from(300))
      hub.linkLost()
      assert.deepStrictEqual(known(), [])
      // Names that were remembered before count as new ones, whatever their places were.
      for (const at of from(500)) hangUp(at)
      assert.deepStrictEqual(known(), from(500))
    }))
})
